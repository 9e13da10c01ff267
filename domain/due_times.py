"""What falls due by itself, and when: steps towards a tip's acknowledgement, shift changes, left drafts, the purge.

A due moment follows from what is stored alone, never from when somebody looked: after a stop, or with two processes,
everybody comes to the same moments.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.deadlines import OFFICE, Clock, WorkCalendar, after_working_time, target
from domain.periods import LOCAL
from domain.retention import DEFAULTS, Kept, Rule
from domain.tip import Urgency


class Due(StrEnum):
    """What falls due."""

    REMINDER = "reminder"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    HANDOVER = "handover"
    DRAFT = "draft"
    PURGE = "purge"


STEPS = (Due.REMINDER, Due.OVERDUE, Due.ESCALATION)
"""What falls due while nobody acknowledges a tip, in this order: to its unit, to its commander, to the province."""

_SHARES = {Due.REMINDER: 2, Due.OVERDUE: 3, Due.ESCALATION: 4}
"""In thirds of the time that a unit has: an emergency's steps are due after 10, 15 and 20 minutes."""

SHIFT_CHANGES = (time(7, 0), time(19, 0))
"""When one shift of officers on duty hands over to the next, local time, every day of the year."""

PURGE_AT = (time(2, 30),)
"""When what has outlived its time is erased, local time: few people write then."""

DRAFT_IS_LEFT_AFTER = timedelta(hours=4)
"""Whoever has not gone on with a draft for so long is reminded of it, once."""


def steps(since: datetime, urgency: Urgency, *, calendar: WorkCalendar = OFFICE) -> Mapping[Due, datetime]:
    """Return when each step is due for a tip that waits since then, in UTC; `since` is aware.

    The middle one is the deadline itself, see `deadlines.acknowledge_by`; all of them count by the same clock.
    """
    goal = target(since, urgency)
    due = {}
    for step, thirds in _SHARES.items():
        within = goal.within * thirds / 3
        is_office = goal.clock is Clock.WORKING_HOURS
        due[step] = (
            after_working_time(since, within, calendar=calendar) if is_office else since.astimezone(UTC) + within
        )
    return due


def reached(due: Mapping[Due, datetime], now: datetime) -> Due | None:
    """Return the last of the steps whose moment has come, None before the first.

    Only this one is said: whoever was away for all three hears of the tip once, not three times.
    """
    passed = [step for step in STEPS if due[step] <= now]
    return passed[-1] if passed else None


def next_at(hours: tuple[time, ...], now: datetime) -> datetime:
    """Return the first of these local hours of a day that is later than `now`, in UTC."""
    today = now.astimezone(LOCAL).date()
    moments = (datetime.combine(today + timedelta(days=days), hour, LOCAL) for days in (0, 1) for hour in hours)
    return min(moment for moment in moments if moment > now).astimezone(UTC)


def draft_left_at(seen_at: datetime) -> datetime:
    """Return when a draft counts as left that was seen as it is at this time, in UTC.

    Rounded up to the hour, because when somebody wrote is nobody's business.
    """
    left = seen_at.astimezone(UTC) + DRAFT_IS_LEFT_AFTER
    hour = left.replace(minute=0, second=0, microsecond=0)
    return hour if hour == left else hour + timedelta(hours=1)


def last_day_of_draft(changed_on: date, *, rules: Mapping[Kept, Rule] = DEFAULTS) -> date:
    """Return the last day on which a draft is kept that was changed on a day, both in UTC."""
    return changed_on + rules[Kept.DRAFT].keep
