"""Backs up and restores in processes that are killed at a chosen moment. Reads a JSON object a line, says how it ended.

A process of its own, so that it may fork: what is loaded once is there for every one that is killed.
"""

import asyncio
import io
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.backup import back_up
from bot.restore import Existing, restore
from bot.settings import Settings
from storage.archive import ArchiveWriter
from storage.evidence import EvidenceFiles
from tests.storage import made

FAILED = 255
"""How one ended that raised something."""

STEPS: tuple[tuple[Any, str], ...] = (
    (ArchiveWriter, "add"),
    (ArchiveWriter, "finish"),
    (os, "fsync"),
    (Path, "replace"),
    (EvidenceFiles, "put"),
)
"""What is counted beside statements and commits; each is a moment before it is done."""


def do(asked: dict[str, Any]) -> int:
    """Do it in a child that kills itself at the moment; returns how it ended, as `tests.migrations.killing` does."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    ended, steps = FAILED, 0

    def step(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == asked["moment"]:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(of: Callable[..., Any]) -> Callable[..., Any]:
        def do_it(*arguments: Any, **named: Any) -> Any:
            step()
            return of(*arguments, **named)

        return do_it

    for owner, name in STEPS:
        setattr(owner, name, counted(getattr(owner, name)))
    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    try:
        asyncio.run(_do(asked))
        ended = min(steps, FAILED - 1)
    finally:
        os._exit(ended)


async def _do(asked: dict[str, Any]) -> None:
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
    for line in sys.stdin:
        sys.stdout.write(f"{do(json.loads(line))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
