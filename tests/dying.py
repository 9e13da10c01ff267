"""Work in processes that kill themselves at a chosen step of it, so that tests see what they leave behind.

The work is forked from a process of its own, not from the tests': what that one has loaded is there for every child.
It reads a JSON object a line, the number of the step among it as "moment", and says how the child ended.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

FAILED = 0
"""The answer for work that raised something, and so neither died nor came to its end."""

_ROOT = Path(__file__).parents[1]

Ask = Callable[[dict[str, Any]], int]
"""Has work done in a child; returns minus the signal that ended it, how many steps there were to the end, or `FAILED`.
"""


@contextmanager
def forking(module: str) -> Iterator[Ask]:
    """Let a module, whose `main` calls `answer_lines`, wait for work within the block."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", module]
    with subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True, bufsize=1) as process:  # noqa: S603 - our own code
        asks, answers = process.stdin, process.stdout
        assert asks is not None
        assert answers is not None

        def ask(asked: dict[str, Any]) -> int:
            asks.write(json.dumps(asked) + "\n")
            return int(answers.readline())

        yield ask
        asks.close()


def answer_lines(work: Callable[[dict[str, Any]], object], *, steps: Iterable[tuple[Any, str]] = ()) -> None:
    """Do the work once for each line, in a child, until there are no more lines.

    Args:
        work: What is done, with the object of the line.
        steps: What is counted beside statements and commits, by what it belongs to; each is a moment before it is done.
    """
    for line in sys.stdin:
        sys.stdout.write(f"{_end_of_child(work, json.loads(line), steps)}\n")
        sys.stdout.flush()


def _end_of_child(work: Callable[[dict[str, Any]], object], asked: dict[str, Any], steps: Iterable[Any]) -> int:
    """Return how a child ended, as `Ask` says."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        with os.fdopen(reading) as said:
            to_the_end = int(said.read() or FAILED)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) or to_the_end
    try:
        taken = _count_steps(steps, fatal=asked["moment"])
        work(asked)
        os.write(writing, str(len(taken)).encode())
    finally:
        os._exit(0)


def _count_steps(steps: Iterable[tuple[Any, str]], *, fatal: int) -> list[None]:
    """Return a list that grows with each step from now on; before the fatal one, the process kills itself."""
    taken: list[None] = []

    def step(*_: object) -> None:
        taken.append(None)
        if len(taken) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(of: Callable[..., Any]) -> Callable[..., Any]:
        def do_it(*arguments: Any, **named: Any) -> Any:
            step()
            return of(*arguments, **named)

        return do_it

    for owner, name in steps:
        setattr(owner, name, counted(getattr(owner, name)))
    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    return taken
