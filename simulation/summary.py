"""What is printed at the end: counts, rates, and how long people waited."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil

from simulation.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited for one thing, in milliseconds: the time within which a share of them had it.

    Attributes:
        count: How many waited.
        p50: Half of them.
        p90: Nine of ten.
        p99: 99 of a hundred.
    """

    count: int
    p50: float
    p90: float
    p99: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one simulation.

    Attributes:
        seconds: From the first conversation's beginning to the last one's end.
        wanted: Tips that were to be sent.
        conversations: Conversations that ended, those without a tip included.
        messages: Messages, photos, positions and presses of citizens.
        staff_messages: The same of officers.
        tips: Codes that citizens were given.
        tips_with_card: Those of which an officer was shown a card.
        messages_a_second: Citizens' and officers' together.
        tips_a_second: Codes.
        first_answer: From a message to the first answer.
        code: From "Gửi" to the code.
        card: From "Gửi" to the first officer's card.
        handled: What officers did.
        failures: By kind.
    """

    seconds: float
    wanted: int
    conversations: int
    messages: int
    staff_messages: int
    tips: int
    tips_with_card: int
    messages_a_second: float
    tips_a_second: float
    first_answer: Waits | None
    code: Waits | None
    card: Waits | None
    handled: dict[str, int]
    failures: dict[str, int]


def summary_of(ledger: Ledger) -> Summary:
    """Return the figures of what the ledger holds, also of a simulation that was stopped."""
    seconds = max(ledger.seconds, 1e-9)
    messages = ledger.messages + ledger.staff_messages
    return Summary(
        seconds=round(seconds, 3),
        wanted=ledger.wanted,
        conversations=ledger.ended,
        messages=ledger.messages,
        staff_messages=ledger.staff_messages,
        tips=len(ledger.told),
        tips_with_card=sum(code in ledger.cards for code in ledger.told),
        messages_a_second=round(messages / seconds, 2),
        tips_a_second=round(len(ledger.told) / seconds, 3),
        first_answer=waits(ledger.first_answers),
        code=waits(ledger.codes),
        card=waits(ledger.card_times()),
        handled=dict(sorted(ledger.handled.items())),
        failures=dict(sorted(ledger.failures.items())),
    )


def waits(seconds: Sequence[float]) -> Waits | None:
    """Return the percentiles of waiting times, None where nobody waited.

    >>> waits([0.1, 0.2, 0.3, 0.4])
    Waits(count=4, p50=200.0, p90=400.0, p99=400.0)
    """
    if not seconds:
        return None
    ordered = sorted(seconds)
    p50, p90, p99 = (round(1000 * ordered[ceil(share * len(ordered)) - 1], 1) for share in (0.5, 0.9, 0.99))
    return Waits(len(ordered), p50, p90, p99)


def as_json(summary: Summary, differences: Sequence[str] | None) -> str:
    """Return the figures as one JSON object; `differences` is null where nothing was checked."""
    found = None if differences is None else list(differences)
    return json.dumps(asdict(summary) | {"differences": found}, ensure_ascii=False, indent=2)


def as_text(summary: Summary) -> str:
    """Return the figures as lines for a terminal."""
    talk = f"{summary.messages} messages of citizens, {summary.staff_messages} of officers"
    cards = f"an officer was shown {summary.tips_with_card} of them"
    lines = [
        f"{summary.conversations} conversations in {summary.seconds:.1f} s",
        f"{talk} ({summary.messages_a_second:.1f} a second together)",
        f"{summary.tips} of {summary.wanted} tips have a code ({summary.tips_a_second:.2f} a second); {cards}",
        "",
        f"{'waited for, in ms':<28}{'count':>8}{'p50':>10}{'p90':>10}{'p99':>10}",
    ]
    for name, found in (
        ("first answer to a message", summary.first_answer),
        ("code after “Gửi”", summary.code),
        ("officer's card after “Gửi”", summary.card),
    ):
        if found is not None:
            lines.append(f"{name:<28}{found.count:>8}{found.p50:>10.1f}{found.p90:>10.1f}{found.p99:>10.1f}")
    for title, counted in (("what officers did:", summary.handled), ("FAILURES:", summary.failures)):
        if counted:
            lines += ["", title, *(f"  {count:>6}  {name}" for name, count in counted.items())]
    return "\n".join(lines)
