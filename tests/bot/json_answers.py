"""What the commands that read and write lines of JSON are given, and what they answer."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from pydantic import JsonValue

Line = str | dict[str, JsonValue]
"""A line as it stands, or the object in it."""


def as_lines(lines: Sequence[Line]) -> list[str]:
    """Return what is sent, each line as it stands in the input."""
    return [line if isinstance(line, str) else json.dumps(line) for line in lines]


def answers_of(command: str, sent: bytes) -> list[dict[str, Any]]:
    """Return what a command answers to these bytes where the terminal knows no letters but ASCII."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-m", "bot", command],
        input=sent,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()]
