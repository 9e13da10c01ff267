"""What was sent, what was answered and when: the outside view that the oracle compares with what is stored."""

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic

MOST_TIMES = 200_000
"""Measured times of one kind that are kept."""


@dataclass(slots=True)
class Told:
    """A tip that its citizen was given a code for.

    Attributes:
        code: Without dashes.
        person: Who sent it: their number in the messenger.
        words: One text a message, as they were sent.
        photos: How many.
        sent_at: When the citizen sent it, in seconds of the monotonic clock.
        added: What the bot said it had added to the tip later.
        is_withdrawn: Whether the bot said so.
        may_be_withdrawn: Whether the citizen asked for it, whatever was answered.
    """

    code: str
    person: int
    words: tuple[str, ...]
    photos: int
    sent_at: float
    added: list[str] = field(default_factory=list)
    is_withdrawn: bool = False
    may_be_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """A tip that was sent and for which no code came: it may be stored once, or not at all."""

    person: int
    words: tuple[str, ...]


@dataclass(slots=True)
class Ledger:
    """Everything that was sent and seen.

    Attributes:
        began_at: When it began, in seconds of the monotonic clock.
        ended_at: When it ended; None while it goes on.
        wanted: Tips that are to be sent.
        begun: Conversations that were begun.
        ended: Conversations that came to their end, whatever it was.
        messages: Messages, photos, positions and presses of citizens.
        staff_messages: The same of officers.
        told: Tips by code.
        unsure: What was sent without a code coming back.
        unsure_additions: Words sent to earlier tips, without an answer whether they were added.
        cards: By code: when which person was first shown the tip as an officer.
        handled: What officers did, by what it was.
        first_answers: From a message to the first answer, in seconds.
        codes: From "Gửi" to the code, in seconds.
        failures: By kind.
    """

    began_at: float = field(default_factory=monotonic)
    ended_at: float | None = None
    wanted: int = 0
    begun: int = 0
    ended: int = 0
    messages: int = 0
    staff_messages: int = 0
    told: dict[str, Told] = field(default_factory=dict)
    unsure: list[Unsure] = field(default_factory=list)
    unsure_additions: set[str] = field(default_factory=set)
    cards: dict[str, dict[int, float]] = field(default_factory=dict)
    handled: Counter[str] = field(default_factory=Counter)
    first_answers: list[float] = field(default_factory=list)
    codes: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)

    @property
    def seconds(self) -> float:
        """How long it took, or takes so far."""
        return (monotonic() if self.ended_at is None else self.ended_at) - self.began_at

    def fail(self, kind: str) -> None:
        """Count a failure. The kind says what failed, and nothing that somebody wrote."""
        self.failures[kind] += 1

    def card(self, code: str, person: int, at: float) -> None:
        """Note that an officer was shown a tip; what comes later of the same is not the first time."""
        self.cards.setdefault(code, {}).setdefault(person, at)

    def card_times(self) -> list[float]:
        """Return how long it took from "Gửi" to the first card of each tip, in seconds."""
        found = ((told.sent_at, self.cards.get(told.code)) for told in self.told.values())
        return [min(seen.values()) - sent_at for sent_at, seen in found if seen]


def note_time(times: list[float], seconds: float) -> None:
    """Keep a measured time, unless there are very many already."""
    if len(times) < MOST_TIMES:
        times.append(max(seconds, 0.0))
