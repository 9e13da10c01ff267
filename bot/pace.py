"""How fast one bot may call: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this."""

import asyncio

PER_SECOND = {"telegram": 30.0, "webchat": 1_000.0}
"""Calls a second that each kind of messenger takes from one bot."""


class Pace:
    """Lets callers through one after another, no faster than the messenger takes."""

    def __init__(self, kind: str) -> None:
        """Take the kind of messenger."""
        self._gap = 1 / PER_SECOND[kind]
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for this caller's turn; a quiet spell saves up a second's worth of turns."""
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - 1.0) + self._gap
        if self._next > now:
            await asyncio.sleep(self._next - now)
