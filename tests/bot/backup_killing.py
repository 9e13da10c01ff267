"""Backs up and restores in processes that are killed at a chosen moment; see `tests.dying`."""

import asyncio
import io
import os
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.backup import back_up
from bot.restore import Existing, restore
from bot.settings import Settings
from storage.archive import ArchiveWriter
from storage.evidence import EvidenceFiles
from tests.dying import answer_lines
from tests.storage import made

STEPS: tuple[tuple[Any, str], ...] = (
    (ArchiveWriter, "add"),
    (ArchiveWriter, "finish"),
    (os, "fsync"),
    (Path, "replace"),
    (EvidenceFiles, "put"),
)
"""What is counted beside statements and commits."""


async def do(asked: dict[str, Any]) -> None:
    """Back up or restore, as asked."""
    settings = Settings(
        database_url=asked["url"], keys=Path(asked["keys"]), evidence_url=asked["evidence"], _env_file=None
    )
    console = Console(file=io.StringIO())
    if asked["do"] == "backup":
        await back_up(settings, Path(asked["file"]), now=made.NOW, console=console)
    else:
        await restore(settings, Path(asked["file"]), existing=Existing.REPLACED, console=console)


def main() -> None:
    """Answer line by line."""
    answer_lines(lambda asked: asyncio.run(do(asked)), steps=STEPS)


if __name__ == "__main__":
    main()
