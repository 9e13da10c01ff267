"""Statuses of a tip and the transitions between them, as one table that is checked on import."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import DomainError


class Status(StrEnum):
    """Where a tip is in its processing; the other axes (class, value, outcomes, incidents) are apart."""

    RECORDED = "recorded"
    AT_DESK = "at_desk"
    QUEUED = "queued"
    SEEN = "seen"
    ACKNOWLEDGED = "acknowledged"
    VERIFYING = "verifying"
    NEEDS_INFO = "needs_info"
    SUSPENDED = "suspended"
    CLASSIFIED = "classified"
    RESOLVED = "resolved"
    INFORMED = "informed"
    CLOSED = "closed"
    REOPENED = "reopened"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"


_HANDED_ON = frozenset({Status.QUEUED, Status.AT_DESK, Status.TRANSFERRED})
_SETTLED = frozenset({Status.RESOLVED, Status.CLOSED})

NEXT: dict[Status, frozenset[Status]] = {
    Status.RECORDED: frozenset({Status.AT_DESK, Status.QUEUED, Status.WITHDRAWN}),
    Status.AT_DESK: frozenset({Status.QUEUED, Status.TRANSFERRED, Status.WITHDRAWN}),
    Status.QUEUED: frozenset({Status.SEEN, Status.ACKNOWLEDGED}) | _HANDED_ON,
    Status.SEEN: frozenset({Status.ACKNOWLEDGED}) | _HANDED_ON,
    Status.ACKNOWLEDGED: frozenset({Status.VERIFYING, Status.NEEDS_INFO, Status.SUSPENDED, Status.CLASSIFIED})
    | _SETTLED
    | _HANDED_ON,
    Status.VERIFYING: frozenset({Status.NEEDS_INFO, Status.SUSPENDED, Status.CLASSIFIED}) | _SETTLED | _HANDED_ON,
    Status.NEEDS_INFO: frozenset({Status.VERIFYING, Status.CLASSIFIED}) | _SETTLED | _HANDED_ON,
    Status.SUSPENDED: frozenset({Status.VERIFYING, Status.CLASSIFIED}) | _SETTLED,
    Status.CLASSIFIED: frozenset({Status.VERIFYING, Status.NEEDS_INFO, Status.SUSPENDED}) | _SETTLED | _HANDED_ON,
    Status.RESOLVED: frozenset({Status.INFORMED, Status.CLOSED, Status.REOPENED}),
    Status.INFORMED: frozenset({Status.CLOSED, Status.REOPENED}),
    Status.CLOSED: frozenset({Status.REOPENED}),
    Status.REOPENED: frozenset({Status.ACKNOWLEDGED}) | _HANDED_ON,
    Status.TRANSFERRED: frozenset({Status.QUEUED, Status.CLOSED}),
    Status.WITHDRAWN: frozenset(),
}
"""From each status to those that may follow it. Acknowledging cannot be skipped: see `check_table`."""

OPEN = frozenset(NEXT) - {
    Status.RESOLVED,
    Status.INFORMED,
    Status.CLOSED,
    Status.TRANSFERRED,
    Status.WITHDRAWN,
}
"""Statuses in which somebody still has to act."""

WAITING = frozenset({Status.RECORDED, Status.AT_DESK, Status.QUEUED, Status.SEEN, Status.REOPENED})
"""Statuses before a person has acknowledged; the clock of acknowledgement runs."""


class ForbiddenTransitionError(DomainError):
    """The table has no such step."""

    def __init__(self, before: Status, after: Status) -> None:
        """Keep both ends of the step that is not there."""
        super().__init__(f"{before} → {after}")
        self.before = before
        self.after = after


@dataclass(frozen=True, slots=True)
class Transition:
    """A step that was taken.

    Attributes:
        before: The status it left.
        after: The status it reached.
        at: When, in UTC, by the server's clock.
    """

    before: Status
    after: Status
    at: datetime


def transition(before: Status, after: Status, *, at: datetime) -> Transition:
    """Return the step from one status to the next.

    `at` is aware, in UTC. Raises ForbiddenTransitionError where NEXT has no such step.
    """
    if after not in NEXT[before]:
        raise ForbiddenTransitionError(before, after)
    return Transition(before=before, after=after, at=at)


def reachable_without(start: Status, skipped: Status) -> frozenset[Status]:
    """Return every status that can be reached from `start` without passing through `skipped`."""
    found = {start}
    ahead = [start]
    while ahead:
        new = NEXT[ahead.pop()] - found - {skipped}
        found |= new
        ahead += new
    return frozenset(found)


def check_table() -> None:
    """Raise ValueError where the table breaks a rule that no edit of it may break."""
    if set(NEXT) != set(Status):
        raise ValueError("NEXT does not name every status")
    past = reachable_without(Status.RECORDED, Status.ACKNOWLEDGED)
    skipping = past & {Status.CLASSIFIED, Status.RESOLVED, Status.INFORMED}
    if skipping:
        raise ValueError(f"reached without being acknowledged: {sorted(skipping)}")


check_table()
