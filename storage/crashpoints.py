"""Named places at which the fault tests make a process end at once, as if the power had gone for it alone.

`crashpoint("after_journal_commit")` does nothing in production: without NGUONTIN_CRASH_AT it is an empty function. With
`NGUONTIN_CRASH_AT=after_journal_commit:3` the third passing of that place kills the process: no `finally`, no flush.
The variable is no setting of the service; whoever can set it can end the process anyway.
"""

import os
import signal
from collections.abc import Callable

VARIABLE = "NGUONTIN_CRASH_AT"
"""The name of a place, and after a colon at which passing of it; the first where no number is given."""


def armed(place: str) -> Callable[[str], None]:
    """Return the function that ends this process at a place such as "after_journal_commit:3"."""
    name, _, count = place.partition(":")
    left = int(count or 1)

    def end_here(passed: str) -> None:
        nonlocal left
        if passed != name:
            return
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return end_here


def _go_on(_: str) -> None:
    """Do nothing: no place is named."""


crashpoint: Callable[[str], None] = armed(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else _go_on
"""Say by which place the process is passing."""
