"""Work that goes on beside a test, and waiting for what it does: asked again and again, up to a deadline."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from inspect import isawaitable


@asynccontextmanager
async def going_on(work: Coroutine[object, object, object]) -> AsyncIterator[None]:
    """Let work go on within the block; behind it, it is cancelled and has ended."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def until(is_so: Callable[[], Awaitable[object] | object], *, seconds: float = 60) -> None:
    """Return once it is so. Raises TimeoutError after the deadline, which only what hangs ever reaches."""
    async with asyncio.timeout(seconds):
        while not await _value(is_so()):  # noqa: ASYNC110 - other processes ring no bells here
            await asyncio.sleep(0.01)


async def _value(found: Awaitable[object] | object) -> object:
    return await found if isawaitable(found) else found
