"""How fast one bot may call: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this.

Three limits at once: of the bot, of each chat, of each group. What is urgent goes first and finds room at once, however
much else waits: what is not leaves some of each second free, and goes out evenly instead of by the second's heap.
"""

import asyncio
from collections import deque
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from storage.outbox import Priority


@dataclass(frozen=True, slots=True)
class Limits:
    """What a kind of messenger takes from one bot.

    Attributes:
        per_second: Calls in any second.
        chat_burst: Messages to one chat at once, where `chat_seconds` are kept on average; None for no limit.
        chat_seconds: Between two messages to one chat, on average.
        group_per_minute: Messages to one group in any minute; None for no limit.
    """

    per_second: int
    chat_burst: int | None = None
    chat_seconds: float = 0.0
    group_per_minute: int | None = None


LIMITS = {
    # Three hundredths of a second for what two messages may lose on their distance on the way.
    "telegram": Limits(per_second=30, chat_burst=3, chat_seconds=1.03, group_per_minute=20),
    "webchat": Limits(per_second=1_000),
}
"""By kind of messenger."""

SECOND = 1.02
"""A second, and what calls may lose on their distance on the way."""

MINUTE = 60.5

_EVENLY = 0.965
"""So much of the limit is used by what goes out evenly; the rest is for what is urgent."""

_CATCH_UP_SECONDS = 0.15
"""What goes out evenly makes up for so much delay: a busy machine wakes nobody on the dot."""

_AT_ONCE = 2 / 3
"""So much of a second's calls may be replies that go out at once; after that they go out evenly, too."""

_AHEAD_SECONDS = 0.35
"""So much work is taken from the outbox before its turn comes: what is taken holds the rest of its chat up."""

_LEAST_AHEAD = 2
_MOST_REMEMBERED = 4_096
"""Chats that are remembered before those are forgotten that may be written to anyway."""


class Pace:
    """Lets the calls of one bot through, the most urgent first, no faster than the messenger takes them."""

    def __init__(self, limits: Limits) -> None:
        """Take the limits; all of them belong to this process until `set_part` says otherwise."""
        self._limits = limits
        self._per_second = float(limits.per_second)
        self._grows: tuple[float, float] | None = None
        self._turns: deque[float] = deque(maxlen=limits.per_second)
        self._evenly_at = 0.0
        # When a chat that was written to evenly would be free again; and when groups were written to.
        self._free_at: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._queue: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return len(self._queue)

    @property
    def ahead(self) -> int:
        """How many calls may wait for their turn before more is taken from the outbox."""
        return max(_LEAST_AHEAD, int(self._per_second * _AHEAD_SECONDS))

    def set_part(self, part: float) -> None:
        """Use only a part of what the bot may call, from 0 to 1; the others use the rest.

        More is used a second later only: until then somebody else's last calls count.
        """
        wanted = max(part * self._limits.per_second, 1e-3)
        if wanted <= self._per_second:
            self._per_second, self._grows = wanted, None
        elif self._grows is None or self._grows[0] != wanted:
            self._grows = (wanted, asyncio.get_running_loop().time() + SECOND)

    def ready_at(self, chat_id: int, *, is_bulk: bool) -> float:
        """Return when a chat may be written to, in the time of the event loop; what is past means now.

        Args:
            chat_id: The chat; a negative number is a group's.
            is_bulk: Without the short burst that replies may make.
        """
        if self._limits.chat_burst is None:
            return 0.0
        saved = 0.0 if is_bulk else (self._limits.chat_burst - 1) * self._limits.chat_seconds
        at = self._free_at.get(chat_id, 0.0) - saved
        written = self._groups.get(chat_id)
        if written is not None and len(written) == written.maxlen:
            at = max(at, written[0] + MINUTE)
        return at

    def note(self, chat_id: int) -> None:
        """Note that a chat is written to now."""
        limits = self._limits
        if limits.chat_burst is None:
            return
        now = asyncio.get_running_loop().time()
        if len(self._free_at) >= _MOST_REMEMBERED:
            self._forget(now)
        self._free_at[chat_id] = max(self._free_at.get(chat_id, 0.0), now) + limits.chat_seconds
        if chat_id < 0 and limits.group_per_minute:
            self._groups.setdefault(chat_id, deque(maxlen=limits.group_per_minute)).append(now)

    def _forget(self, now: float) -> None:
        """Forget the chats for which nothing is left to remember."""
        self._free_at = {chat_id: at for chat_id, at in self._free_at.items() if at > now}
        self._groups = {chat_id: written for chat_id, written in self._groups.items() if written[-1] + MINUTE > now}

    async def turn(self, priority: Priority) -> None:
        """Wait for the turn of a call; of those that wait, the most urgent is next."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if not self._queue and self._turn_at(priority, now) <= now:
            self._take(now)
            return
        turn = loop.create_future()
        heappush(self._queue, (priority, next(self._numbers), turn))
        self._let_through()
        await turn

    def _let_through(self) -> None:
        """Give turns to those who may have them now, and come back when the next may."""
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._queue:
            priority, _, turn = self._queue[0]
            now = loop.time()
            if not turn.done():
                # Nobody behind the first may go where the first may not: what is less urgent is held back more.
                if (at := self._turn_at(Priority(priority), now)) > now:
                    at = at if self._grows is None else min(at, self._grows[1])
                    self._timer = loop.call_at(at, self._let_through)
                    return
                self._take(now)
                turn.set_result(None)
            heappop(self._queue)

    def _turn_at(self, priority: Priority, now: float) -> float:
        """Return when a call of this priority may be made, if no other is made before."""
        if self._grows is not None and self._grows[1] <= now:
            self._per_second, self._grows = self._grows[0], None
            self._evenly_at = min(self._evenly_at, now + self._gap)
        capacity = max(1, int(self._per_second))
        period = max(SECOND, SECOND * capacity / self._per_second)
        at = self._turns[-capacity] + period if len(self._turns) >= capacity else 0.0
        if self._limits.chat_burst is None or priority is Priority.URGENT:
            return at
        burst = max(1, int(capacity * _AT_ONCE))
        is_quiet = len(self._turns) < burst or self._turns[-burst] + period <= now
        if priority is Priority.REPLY and is_quiet:
            return at
        return max(at, self._evenly_at)

    @property
    def _gap(self) -> float:
        """Seconds between two calls that go out evenly."""
        return 1 / (self._per_second * _EVENLY)

    def _take(self, now: float) -> None:
        self._turns.append(now)
        self._evenly_at = max(self._evenly_at, now - _CATCH_UP_SECONDS) + self._gap
