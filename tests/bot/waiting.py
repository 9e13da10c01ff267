"""Waiting for what another part or another process does: it is asked again and again, up to a deadline."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable


async def until(is_so: Callable[[], Awaitable[object] | object], *, seconds: float = 60) -> None:
    """Return once it is so. Raises TimeoutError after the deadline, which only what hangs ever reaches."""
    async with asyncio.timeout(seconds):
        while not await _value(is_so()):  # noqa: ASYNC110 - other processes ring no bells here
            await asyncio.sleep(0.01)


async def _value(found: Awaitable[object] | object) -> object:
    return await found if isawaitable(found) else found
