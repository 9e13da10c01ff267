"""An event loop whose time passes only while nothing else is to be done, and then at once."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import TypeVar

Result = TypeVar("Result")


class _Skipping(selectors.DefaultSelector):
    """Does not wait for what comes later; it makes it later."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(timeout if timeout is None else 0)
        if not ready and timeout is not None:
            self.now += max(timeout, 0.0)
        return ready


class SkippingLoop(asyncio.SelectorEventLoop):
    """The loop; nothing in it may wait for another thread."""

    def __init__(self) -> None:
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.now


def run(work: Coroutine[object, object, Result]) -> Result:
    """Do work in skipped time."""
    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        return runner.run(work)
