"""Migrates databases in processes that are killed at a chosen moment. Reads "URL NUMBER" a line, prints how it ended.

A process of its own, so that it may fork: what is loaded once is there for every one that is killed.
"""

import os
import signal
import sys

from sqlalchemy import event
from sqlalchemy.engine import Engine

from storage import schema

FAILED = 255
"""How a migration ended that raised something."""


def migrate_and_die(url: str, moment: int) -> int:
    """Migrate in a child that kills itself before the statement or commit of this number.

    Returns minus the signal where it did, how many there were where it came to the end, and FAILED where it raised.
    """
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    ended, steps = FAILED, 0

    def step(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    try:
        schema.migrate(url)
        ended = steps
    finally:
        os._exit(ended)


def main() -> None:
    """Answer line by line."""
    for line in sys.stdin:
        url, moment = line.split()
        sys.stdout.write(f"{migrate_and_die(url, int(moment))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
