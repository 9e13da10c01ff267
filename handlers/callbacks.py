"""The data behind buttons. It comes from the client: every handler checks again what it may do."""

from typing import Annotated, Literal, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.outcomes import Contribution, IncidentKind, LegalClass, OutcomeType, Value, ValueReason
from domain.rerouting import MoveCause
from domain.tip import Category, Group, SourceGroup, Urgency

Row = Annotated[int, Field(ge=0, lt=2**63)]
"""The number of a row, as far as databases count; a forged one that is larger is refused before anybody is asked."""


Day = Annotated[int, Field(ge=-1, lt=100_000)]
"""A day as a number, counted from 2000: 0 is the day on which it is pressed, -1 asks for one."""

ContributionNumber = Annotated[int, Field(ge=0, le=len(Contribution))]
"""How much came from tips, by its place in `Contribution` from 1 on; 0 is what is usual."""


def _grown(kind: type[CallbackData], packed: str) -> str:
    """Return the data of a button from before its kind had all the parts that it has now, with the new ones empty."""
    missing = len(kind.model_fields) - packed.count(kind.__separator__)
    return packed + kind.__separator__ * max(0, missing)


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
    """Put a tip to an incident: 0 asks which, -1 opens one.

    `beside` is how many incidents the tip spoke of when that was offered: pressed twice, only one is opened.
    """

    tip: Row
    incident: Annotated[int, Field(ge=-1, lt=2**63)] = 0
    beside: Annotated[int, Field(ge=0, lt=1000)] = 0

    @classmethod
    def unpack(cls, value: str) -> Self:
        """Return the choice that a button stands for, also one from before it counted."""
        return super().unpack(_grown(cls, value))


class JoinSibling(CallbackData, prefix="same"):
    """Put two tips of one queue to one incident."""

    tip: Row
    sibling: Row


class ShowIncident(CallbackData, prefix="incident"):
    """Show an incident of a tip."""

    tip: Row
    incident: Row


class SetKind(CallbackData, prefix="sort"):
    """Correct as what an incident is counted."""

    tip: Row
    incident: Row
    kind: IncidentKind


class ResolveIncident(CallbackData, prefix="solved"):
    """Say that an incident is resolved, or that it is not after all."""

    tip: Row
    incident: Row
    is_resolved: bool = True


class Separate(CallbackData, prefix="apart"):
    """Take a tip out of an incident: 0 asks out of which; its outcomes stay there or go with it, empty asks."""

    tip: Row
    incident: Row = 0
    leaving: Literal["", "stay", "go"] = ""


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


class ConfirmValue(CallbackData, prefix="confirm"):
    """The commander stands by the value that they saw; without one, by the one there is."""

    tip: Row
    value: Value | None = None


class ShowHistory(CallbackData, prefix="steps"):
    """Show who judged a tip, when and why."""

    tip: Row


class SetSource(CallbackData, prefix="source"):
    """Set as what a tip is counted; without a group it asks. The model: -1 asks, 0 is none that is registered."""

    tip: Row
    group: SourceGroup | None = None
    model: Annotated[int, Field(ge=-1, lt=2**63)] = -1


class AddOutcome(CallbackData, prefix="outcome"):
    """Record an outcome; each answer fills the next part. Attributes are joined by dots."""

    tip: Row
    type: OutcomeType | None = None
    attributes: str = ""
    unit: str = ""
    contribution: ContributionNumber = 0
    on: Day = 0

    @classmethod
    def unpack(cls, value: str) -> Self:
        """Return the choice that a button stands for, also one from before it had a contribution and a day."""
        return super().unpack(_grown(cls, value))


class AddResult(CallbackData, prefix="own"):
    """Record a result of the unit without a tip, likewise; who helped to it comes last, and by which model."""

    type: OutcomeType | None = None
    attributes: str = ""
    unit: str = ""
    contribution: ContributionNumber = 0
    on: Day = 0
    group: Annotated[int, Field(ge=0, le=len(SourceGroup))] = 0
    model: Annotated[int, Field(ge=-1, lt=2**63)] = -1


class ListOutcomes(CallbackData, prefix="ledger"):
    """Show what was recorded: for a tip, or without one by the unit; `before` goes on to earlier entries."""

    tip: Row = 0
    before: Row = 0


class OpenOutcome(CallbackData, prefix="entry"):
    """Show an entry of the ledger, and what can be done about it; the tip is the way back."""

    outcome: Row
    tip: Row = 0


class CorrectOutcome(CallbackData, prefix="mend"):
    """Put another number in place of an entry's; it is asked for, and then the reason."""

    outcome: Row
    tip: Row = 0
    quantity: str = ""


class TakeBack(CallbackData, prefix="void"):
    """Take an entry back; the reason is asked for."""

    outcome: Row
    tip: Row = 0


class MoveOutcome(CallbackData, prefix="put"):
    """Say of which of its tip's incidents an entry came."""

    outcome: Row
    tip: Row
    incident: Row


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
