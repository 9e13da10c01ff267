"""What an officer can do with a tip, by where it is in its processing."""

from dataclasses import dataclass

from domain.access import Officer
from domain.lifecycle import WAITING, Status
from domain.outcomes import Value
from domain.tip import Category
from handlers import terms
from handlers.callbacks import (
    Acknowledge,
    AddOutcome,
    Assess,
    Classify,
    ConfirmValue,
    Correct,
    JoinIncident,
    ListOutcomes,
    Move,
    MoveOutside,
    ReadOn,
    SetSource,
    Settle,
    ShowFiles,
    ShowHistory,
    ShowIncident,
    Write,
)
from handlers.choices import Choice
from locales import gettext as _
from reports import labels
from storage.proposals import Proposal
from storage.tips import Tip, confirms_values

AT_WORK = frozenset({Status.ACKNOWLEDGED, Status.VERIFYING, Status.NEEDS_INFO, Status.SUSPENDED, Status.CLASSIFIED})
"""Statuses in which a unit works on a tip."""

ASSESSABLE = AT_WORK | {Status.RESOLVED, Status.INFORMED, Status.CLOSED}
"""Statuses in which class, value, incident and outcomes may be set: an arrest may come long after the end."""

CORRECTABLE = AT_WORK | {Status.AT_DESK}
"""Statuses in which category and urgency may be corrected: by the desk, because they decide who may get a tip."""


@dataclass(frozen=True, slots=True)
class Having:
    """What there is to act on beside the tip itself.

    Attributes:
        proposal: A class that waits for a second officer.
        reporter: Whether there is still somebody to write to.
        pictures: Whether there is something to look at.
        more_words: Whether the view leaves words out.
        incidents: The incidents that the tip speaks of and the officer's unit deals with.
        outcomes: Whether anything stands in the ledger for it.
    """

    proposal: Proposal | None
    reporter: bool
    pictures: bool
    more_words: bool
    incidents: tuple[int, ...] = ()
    outcomes: bool = False


def actions(tip: Tip, officer: Officer, having: Having) -> list[Choice]:
    """Return what this officer can do with a tip now, the likeliest first."""
    choices: list[Choice] = []
    if tip.status in WAITING:
        choices += _before_acknowledgement(tip)
    if having.proposal is not None and having.proposal.officer_id != officer.id and tip.status in ASSESSABLE:
        sure = Classify(tip=tip.id, legal_class=having.proposal.legal_class)
        choices.append(
            Choice(_("Confirm: {legal_class}").format(legal_class=terms.legal_class(having.proposal.legal_class)), sure)
        )
    if confirms_values(officer, tip) and tip.value is not Value.UNASSESSED and not tip.is_value_confirmed:
        said = _("Confirm the value: {value}").format(value=labels.value(tip.value))
        choices.append(Choice(said, ConfirmValue(tip=tip.id, value=tip.value)))
    if tip.status in AT_WORK:
        choices += _at_work(tip, can_write=having.reporter)
    if tip.status in {Status.RESOLVED, Status.INFORMED, Status.CLOSED}:
        choices += _after_result(tip, can_write=having.reporter)
    if tip.status is Status.TRANSFERRED:
        choices += [
            Choice(_("Close"), Settle(tip=tip.id, status="closed")),
            Choice(_("Take back, pass on"), Move(tip=tip.id)),
        ]
    if having.pictures:
        # A picture says most, so it stands beside what is likeliest.
        choices.insert(1, Choice(_("See photos"), ShowFiles(tip=tip.id)))
    return choices + _always(tip, having)


def _before_acknowledgement(tip: Tip) -> list[Choice]:
    if tip.status is not Status.AT_DESK:
        return [Choice(_("Acknowledge"), Acknowledge(tip=tip.id)), *_elsewhere(tip)]
    keep = Choice(_("Keep and acknowledge here"), Acknowledge(tip=tip.id))
    if tip.category is Category.OFFICER:
        return [keep, Choice(_("Hand over to another authority"), MoveOutside(tip=tip.id))]
    return [
        Choice(_("Send on to a commune"), Move(tip=tip.id)),
        keep,
        Choice(_("Hand over to another authority"), MoveOutside(tip=tip.id)),
    ]


def _elsewhere(tip: Tip) -> list[Choice]:
    """Return the ways to another unit; only who has acknowledged a tip hands it over to an authority outside."""
    choices = [Choice(_("Pass on to another unit"), Move(tip=tip.id))]
    if tip.status in AT_WORK:
        choices.append(Choice(_("Hand over to another authority"), MoveOutside(tip=tip.id)))
    return choices


def _at_work(tip: Tip, *, can_write: bool) -> list[Choice]:
    choices = []
    if can_write and tip.status is not Status.SUSPENDED:
        choices.append(Choice(_("Ask the reporter"), Write(tip=tip.id, kind="question")))
    if tip.status in {Status.ACKNOWLEDGED, Status.SUSPENDED}:
        choices.append(Choice(_("Begin verifying"), Settle(tip=tip.id, status="verifying")))
    choices += _assessment(tip)
    choices.append(Choice(_("Resolved"), Settle(tip=tip.id, status="resolved")))
    if can_write:
        choices.append(Choice(_("Reply to the reporter"), Write(tip=tip.id, kind="reply")))
    if tip.status is not Status.SUSPENDED:
        choices += _elsewhere(tip)
    if tip.status in {Status.ACKNOWLEDGED, Status.VERIFYING, Status.CLASSIFIED}:
        choices.append(Choice(_("Suspend"), Settle(tip=tip.id, status="suspended")))
    return [*choices, Choice(_("Close"), Settle(tip=tip.id, status="closed"))]


def _after_result(tip: Tip, *, can_write: bool) -> list[Choice]:
    choices = []
    if can_write and tip.status is not Status.CLOSED:
        choices.append(Choice(_("Reply to the reporter"), Write(tip=tip.id, kind="reply")))
    choices += _assessment(tip)
    if tip.status is not Status.CLOSED:
        choices.append(Choice(_("Close"), Settle(tip=tip.id, status="closed")))
    return choices


def _assessment(tip: Tip) -> list[Choice]:
    return [
        Choice(_("Class"), Classify(tip=tip.id)),
        Choice(_("Value"), Assess(tip=tip.id)),
        Choice(_("Outcome"), AddOutcome(tip=tip.id)),
        Choice(_("Incident, duplicates"), JoinIncident(tip=tip.id)),
    ]


def _always(tip: Tip, having: Having) -> list[Choice]:
    choices: list[Choice] = []
    if tip.status in ASSESSABLE:
        choices += _what_was_judged(tip, having)
    if tip.status in CORRECTABLE:
        choices.append(Choice(_("Correct category or urgency"), Correct(tip=tip.id)))
    if tip.status is not Status.WITHDRAWN:
        choices.append(Choice(_("Internal note"), Write(tip=tip.id, kind="note")))
    if having.more_words:
        choices.append(Choice(_("Read all"), ReadOn(tip=tip.id)))
    return choices


def _what_was_judged(tip: Tip, having: Having) -> list[Choice]:
    """Return the ways to what was judged and recorded so far, where it can be put right."""
    choices = [
        Choice(_("Incident no. {id}").format(id=one), ShowIncident(tip=tip.id, incident=one))
        for one in having.incidents
    ]
    if having.outcomes:
        choices.append(Choice(_("What was recorded"), ListOutcomes(tip=tip.id)))
    return [
        *choices,
        Choice(_("Who it is from"), SetSource(tip=tip.id)),
        Choice(_("History"), ShowHistory(tip=tip.id)),
    ]
