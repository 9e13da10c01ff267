"""What happened outside the service, on one clock: updates offered and confirmed, calls, disturbances."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the bot.

    `status` is what it was answered; None where no whole answer went out. A call that `took_effect` although its answer
    was lost is the nastiest of all. The `port` is the one of the server's that it came to.
    """

    at: float
    method: str
    chat: int
    text: str
    data: tuple[str, ...]
    message_id: int | None
    took_effect: bool
    status: int | None
    query_id: str = ""
    port: int = 0

    @property
    def is_ambiguous(self) -> bool:
        """Whether the bot cannot know that it took effect."""
        return self.took_effect and self.status != 200


@dataclass(frozen=True, slots=True)
class Disturbance:
    """Something that was done to the service, or that it did by itself: after it, a call may be repeated."""

    at: float
    what: str


@dataclass(slots=True)
class Ledger:
    """Everything that happened outside."""

    offered: dict[int, float] = field(default_factory=dict)
    confirmed: dict[int, float] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    disturbances: list[Disturbance] = field(default_factory=list)
    early: list[Call] = field(default_factory=list)
    conflicts: int = 0

    @staticmethod
    def now() -> float:
        return time.monotonic()

    def confirm(self, numbers: Iterable[int]) -> None:
        at = self.now()
        for number in numbers:
            self.confirmed.setdefault(number, at)

    def disturb(self, what: str) -> None:
        self.disturbances.append(Disturbance(self.now(), what))

    def count(self, what: str) -> int:
        return sum(one.what == what for one in self.disturbances)

    def lasting(self) -> Counter[str]:
        """Return how often each kind of disturbance came."""
        return Counter(one.what for one in self.disturbances)

    def shown(self) -> dict[int, list[Call]]:
        """Return the calls that people saw something of, by chat."""
        found: dict[int, list[Call]] = defaultdict(list)
        for call in self.calls:
            if call.took_effect and call.method in {"sendMessage", "editMessageText", "sendPhoto"}:
                found[call.chat].append(call)
        return found


def buttons(payload: dict[str, Any]) -> tuple[str, ...]:
    """Return the data of the buttons under a message."""
    markup = payload.get("reply_markup") or {}
    rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
    return tuple(str(button.get("callback_data", "")) for row in rows for button in row)
