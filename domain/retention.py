"""What is erased, and when. The periods are defaults for a lawyer to look at, so they are data, not rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.lifecycle import Status


class Kept(StrEnum):
    """Kinds of data that have a period of their own."""

    UPDATE = "update"
    UPDATE_MARK = "update_mark"
    DRAFT = "draft"
    RELAY = "relay"
    CONTACT = "contact"
    CONTENT = "content"
    CASE_CONTENT = "case_content"
    CARD = "card"
    HISTORY = "history"
    LOG = "log"


class Since(StrEnum):
    """What a period counts from."""

    MADE = "made"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long something is kept.

    Attributes:
        keep: How long.
        since: From when: it was made, it was dealt with, or its tip was closed.
    """

    keep: timedelta
    since: Since


DEFAULTS: Mapping[Kept, Rule] = {
    # The messenger offers an update again for 24 hours, so its mark must outlive that by far.
    Kept.UPDATE: Rule(timedelta(days=7), Since.DONE),
    Kept.UPDATE_MARK: Rule(timedelta(days=30), Since.DONE),
    Kept.DRAFT: Rule(timedelta(days=8), Since.MADE),
    Kept.RELAY: Rule(timedelta(days=30), Since.CLOSED),
    Kept.CONTACT: Rule(timedelta(days=90), Since.CLOSED),
    Kept.CONTENT: Rule(timedelta(days=183), Since.CLOSED),
    Kept.CASE_CONTENT: Rule(timedelta(days=30), Since.CLOSED),
    Kept.CARD: Rule(timedelta(hours=48), Since.MADE),
    Kept.HISTORY: Rule(timedelta(days=5 * 365 + 1), Since.MADE),
    Kept.LOG: Rule(timedelta(days=30), Since.MADE),
}
"""Periods until settings say otherwise; figures are kept without end. Legal review is needed before real use."""

_FINISHED = frozenset({Status.CLOSED, Status.WITHDRAWN})
_OF_A_TIP = frozenset({Kept.RELAY, Kept.CONTACT, Kept.CONTENT, Kept.CASE_CONTENT})


@dataclass(frozen=True, slots=True)
class TipLife:
    """What the erasure of a tip's data depends on.

    Attributes:
        status: Where the tip is now.
        acknowledged_at: When a person first acknowledged it, None while nobody has.
        closed_at: When it was closed or withdrawn, None while it goes on.
        is_held: Whether a legal hold stands on it.
    """

    status: Status
    acknowledged_at: datetime | None
    closed_at: datetime | None
    is_held: bool = False


def erase_after(kind: Kept, since: datetime, *, rules: Mapping[Kept, Rule] = DEFAULTS) -> datetime:
    """Return when something is erased, given the instant its period counts from; see `Rule.since`."""
    return since + rules[kind].keep


def erase_tip_after(kind: Kept, life: TipLife, *, rules: Mapping[Kept, Rule] = DEFAULTS) -> datetime | None:
    """Return when this part of a tip's data is erased, or None while it must not be.

    A tip that nobody has acknowledged is never erased, however old it is: silence would otherwise make it vanish.
    Only its own citizen may end that, by withdrawing it. A tip that goes on, or under a legal hold, is kept too.

    Raises ValueError for data that does not belong to a tip.
    """
    if kind not in _OF_A_TIP:
        raise ValueError(f"{kind} is not part of a tip")
    if life.is_held or life.status not in _FINISHED or life.closed_at is None:
        return None
    if life.acknowledged_at is None and life.status is not Status.WITHDRAWN:
        return None
    return erase_after(kind, life.closed_at, rules=rules)
