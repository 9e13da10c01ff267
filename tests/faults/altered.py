"""The service's own command line, with faults inside where asked: a clock that others set, and a bug in a handler.

    FAULTS_CLOCK=/path/with/seconds FAULTS_POISON=word FAULTS_STILL=1.5 python -m tests.faults.altered run

The file holds how many seconds the clock goes wrong. Who writes the word meets a bug. A sender that stands still for so
many seconds loses its lanes.
"""

import ctypes
import os
import signal
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import datetime, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Any

# What is replaced has to be replaced before anything imports it by name.
# ruff: noqa: PLC0415


_SET_PDEATHSIG = 1
"""Linux's number for it: prctl(2)."""


def command_line() -> Callable[[], object]:
    """Return what `nguontin` runs, by the name that pyproject.toml gives it."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, name = project["project"]["scripts"]["nguontin"].partition(":")
    found: Callable[[], object] = getattr(import_module(module), name)
    return found


def die_with_parent() -> None:
    """Let the kernel kill this process when the one that began it has gone: what tests start never outlives them."""
    ctypes.CDLL(None).prctl(_SET_PDEATHSIG, signal.SIGKILL)


def set_clock(file: Path) -> None:
    """Let the server's clock be wrong by as many seconds as the file says, below the service's own clock."""
    import bot.clock

    right = time.time

    def wrong() -> float:
        return right() + float(file.read_text() or 0)

    class WrongDatetime(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # what it gives is no subclass
            return datetime.fromtimestamp(wrong(), tz)

    time.time = wrong
    vars(bot.clock)["datetime"] = WrongDatetime


def add_bug(word: str) -> None:
    """Let the service meet a bug at every message with this word."""
    import handlers.parts

    right = handlers.parts.parts_of

    def wrong(message: Any) -> Any:
        if word in (message.text or ""):
            raise RuntimeError("a bug that the fault tests put in")
        return right(message)

    # The package has imported its handlers by now, and these have it under its name.
    for module in list(sys.modules.values()):
        if getattr(module, "parts_of", None) is right:
            vars(module)["parts_of"] = wrong


def set_stillness(seconds: float) -> None:
    """Let a sender lose its lanes after standing still for less time than in production."""
    import storage.shares

    storage.shares.STILL_SECONDS = seconds


def alter() -> None:
    """Put the faults in that the environment asks for."""
    if clock := os.environ.get("FAULTS_CLOCK"):
        set_clock(Path(clock))
    if word := os.environ.get("FAULTS_POISON"):
        add_bug(word)
    if seconds := os.environ.get("FAULTS_STILL"):
        set_stillness(float(seconds))


def main() -> None:
    """Put the faults in, and run the command line."""
    die_with_parent()
    alter()
    command_line()()


if __name__ == "__main__":
    main()
