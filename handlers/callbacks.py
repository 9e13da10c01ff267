"""The data behind buttons. It comes from the client: every handler checks again what it may do."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.outcomes import LegalClass, OutcomeType, Value, ValueReason
from domain.rerouting import MoveCause
from domain.tip import Category, Group, Urgency

Row = Annotated[int, Field(ge=0, lt=2**63)]
"""The number of a row, as far as databases count; a forged one that is larger is refused before anybody is asked."""


class Send(CallbackData, prefix="send"):
    """Send the draft: this one, by its number, and none that was begun since; 0 in buttons of before it had one."""

    draft: int = 0


class Discard(CallbackData, prefix="discard"):
    """Drop the draft; asks once more before it does."""

    sure: bool = False


class Back(CallbackData, prefix="back"):
    """Back to the summary of the draft."""


class AskPlace(CallbackData, prefix="where"):
    """Change where it happened."""


class PickCommune(CallbackData, prefix="at"):
    """It happened in this commune."""

    code: str


class OtherPlace(CallbackData, prefix="else"):
    """None of the communes that were offered."""


class PlaceUnknown(CallbackData, prefix="unknown"):
    """Let the province's desk find out where it happened; without a province, the country's."""

    province: str = ""


class AskGroup(CallbackData, prefix="what"):
    """Change what it is about."""


class PickGroup(CallbackData, prefix="kind"):
    """It is about this."""

    group: Group


class AskTime(CallbackData, prefix="when"):
    """Change when it happened."""


class PickTime(CallbackData, prefix="then"):
    """It happened then."""

    at: Literal["now", "today", "yesterday", "unknown"]


class AddToLast(CallbackData, prefix="join"):
    """What was just sent belongs to the tip that was sent before."""

    tip: Row


class NewTip(CallbackData, prefix="new"):
    """Begin a new tip."""


class MyTip(CallbackData, prefix="mine"):
    """Show one of my tips."""

    tip: Row


class Supplement(CallbackData, prefix="more"):
    """Add to a sent tip."""

    tip: Row


class SupplementDone(CallbackData, prefix="enough"):
    """Nothing more to add."""


class Object(CallbackData, prefix="wrong"):
    """The result is wrong; once."""

    tip: Row


class Withdraw(CallbackData, prefix="withdraw"):
    """Withdraw a sent tip; asks once more before it does."""

    tip: Row
    sure: bool = False


class OpenTip(CallbackData, prefix="tip"):
    """An officer opens a tip."""

    tip: Row


class Acknowledge(CallbackData, prefix="ack"):
    """An officer acknowledges a tip."""

    tip: Row


class ShowFiles(CallbackData, prefix="files"):
    """Show the clean copies of a tip's files."""

    tip: Row


class ReadOn(CallbackData, prefix="read"):
    """Show a page of everything that was written about a tip."""

    tip: Row
    page: Annotated[int, Field(ge=0, lt=1_000_000)] = 0


class Write(CallbackData, prefix="write"):
    """An officer writes: a question, a note, or a reply to the reporter."""

    tip: Row
    kind: Literal["question", "note", "reply"]


class Move(CallbackData, prefix="move"):
    """Transfer a tip; a code names the commune once it was picked by name, and a cause says why."""

    tip: Row
    to: str = ""
    cause: MoveCause | None = None


class MoveOutside(CallbackData, prefix="outside"):
    """Hand a tip over to an authority outside."""

    tip: Row


class JoinIncident(CallbackData, prefix="case"):
    """Put a tip to an incident: 0 asks which, -1 opens one."""

    tip: Row
    incident: Annotated[int, Field(ge=-1, lt=2**63)] = 0


class JoinSibling(CallbackData, prefix="same"):
    """Put two tips of one queue to one incident."""

    tip: Row
    sibling: Row


class Classify(CallbackData, prefix="class"):
    """Set the legal class; without one it asks."""

    tip: Row
    legal_class: LegalClass | None = None


class Correct(CallbackData, prefix="fix"):
    """Correct what triage suggested; without either it asks."""

    tip: Row
    category: Category | None = None
    urgency: Urgency | None = None


class Assess(CallbackData, prefix="value"):
    """Set the value; without one it asks. Reasons are a bit mask in the order of ValueReason."""

    tip: Row
    value: Value | None = None
    reasons: Annotated[int, Field(ge=0, lt=2 ** len(ValueReason))] = 0
    done: bool = False


class AddOutcome(CallbackData, prefix="outcome"):
    """Record an outcome; each answer fills the next part. Attributes are joined by dots."""

    tip: Row
    type: OutcomeType | None = None
    attributes: str = ""
    unit: str = ""


class Settle(CallbackData, prefix="settle"):
    """Take a tip further in its processing."""

    tip: Row
    status: Literal["verifying", "suspended", "resolved", "closed"]


class ShowQueue(CallbackData, prefix="queue"):
    """Show the queue."""


class ShowFigures(CallbackData, prefix="figures"):
    """Show the figures of a named period."""

    period: str


class ShowAccuracy(CallbackData, prefix="right"):
    """Show how often the machine was right in a named period."""

    period: str


class ShowWaiting(CallbackData, prefix="late"):
    """Show open and late tips by commune."""


class ShowChart(CallbackData, prefix="chart"):
    """Draw the figures of a named period."""

    period: str
