"""Working hours, and by when a tip is to be acknowledged. Targets and holidays are data with their source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from domain.periods import LOCAL
from domain.tip import Urgency


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of one day, local time, `until` not included."""

    since: time
    until: time


@dataclass(frozen=True, slots=True)
class Holiday:
    """A working day on which offices are closed.

    Attributes:
        day: The local day.
        source: Where it comes from, and how sure it is.
    """

    day: date
    source: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """When offices work. Officers on duty are there round the clock, which only some targets count on.

    Attributes:
        shifts: Weekday, 0 for Monday → its hours in order; a weekday that is missing is free.
        holidays: Days off beside the free weekdays.
        made_up: Free days that are worked instead of a day off → the weekday whose hours they have.
        zone: The time zone of all of these.
    """

    shifts: Mapping[int, tuple[Shift, ...]]
    holidays: frozenset[date] = frozenset()
    made_up: Mapping[date, int] | None = None
    zone: timezone = LOCAL

    def __post_init__(self) -> None:
        """Raise ValueError where nobody ever works, because no deadline would ever be reached."""
        if not any(shift.since < shift.until for shifts in self.shifts.values() for shift in shifts):
            raise ValueError("a calendar needs at least one shift")

    def hours(self, day: date) -> tuple[Shift, ...]:
        """Return the hours worked on a local day, in order; empty for a free day."""
        if day in self.holidays:
            return ()
        return self.shifts.get((self.made_up or {}).get(day, day.weekday()), ())

    def spans_from(self, instant: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans of work from an instant on, in UTC, without end."""
        day = instant.astimezone(self.zone).date()
        while True:
            for shift in self.hours(day):
                start = max(datetime.combine(day, shift.since, self.zone).astimezone(UTC), instant)
                end = datetime.combine(day, shift.until, self.zone).astimezone(UTC)
                if start < end:
                    yield start, end
            day += timedelta(days=1)


OFFICE_HOURS = (Shift(time(7, 30), time(11, 30)), Shift(time(13, 30), time(17, 0)))
"""The hours of a commune's office; 7.5 hours a day. Units may differ, hence an argument everywhere."""

_LABOUR_CODE = "Bộ luật Lao động 2019, Điều 111, 112"
_ANNOUNCED = f"{_LABOUR_CODE}; days as announced in the press for 2026, to be checked against the official notice"
_COMPUTED = f"{_LABOUR_CODE}; computed from the lunar calendar, the official notice for 2027 may choose other days"

HOLIDAYS: tuple[Holiday, ...] = (
    *(Holiday(day, _LABOUR_CODE) for day in (date(2025, 9, 1), date(2025, 9, 2), date(2026, 1, 1))),
    # 2 January is made up for on Saturday 10 January, 31 August on Saturday 22 August.
    Holiday(date(2026, 1, 2), _ANNOUNCED),
    # Tết Bính Ngọ: its first day is 17 February; offices close from 14 to 22 February with both week-ends.
    *(Holiday(date(2026, 2, day), _ANNOUNCED) for day in range(16, 21)),
    # Giỗ Tổ, the tenth of the third lunar month, is Sunday 26 April; the Monday stands in for it.
    Holiday(date(2026, 4, 27), _ANNOUNCED),
    *(Holiday(day, _LABOUR_CODE) for day in (date(2026, 4, 30), date(2026, 5, 1))),
    Holiday(date(2026, 8, 31), _ANNOUNCED),
    *(Holiday(day, _LABOUR_CODE) for day in (date(2026, 9, 1), date(2026, 9, 2), date(2027, 1, 1))),
    # Tết Đinh Mùi: its first day is Saturday 6 February; five days from the 5th, two stand in for the week-end.
    *(Holiday(date(2027, 2, day), _COMPUTED) for day in (5, 8, 9, 10, 11)),
    Holiday(date(2027, 4, 16), _COMPUTED),
    Holiday(date(2027, 4, 30), _LABOUR_CODE),
    # 1 May is a Saturday; the Monday stands in for it.
    Holiday(date(2027, 5, 3), _COMPUTED),
    *(Holiday(day, _COMPUTED) for day in (date(2027, 9, 2), date(2027, 9, 3))),
)
"""Working days off from July 2025 to December 2027; week-ends are free anyway."""

OFFICE = WorkCalendar(
    shifts=dict.fromkeys(range(5), OFFICE_HOURS),
    holidays=frozenset(holiday.day for holiday in HOLIDAYS),
    made_up={date(2026, 1, 10): 4, date(2026, 8, 22): 0},
)
"""Monday to Friday, with the holidays above and the Saturdays that are worked for them."""


class Clock(StrEnum):
    """What a target counts."""

    ROUND_THE_CLOCK = "round_the_clock"
    WORKING_HOURS = "working_hours"


@dataclass(frozen=True, slots=True)
class Target:
    """Within how much time a tip is to be acknowledged, and by which clock."""

    within: timedelta
    clock: Clock


@dataclass(frozen=True, slots=True)
class Targets:
    """One version of the targets.

    Attributes:
        valid_from: The first local day on which received tips fall under it.
        source: Who set it.
        by_urgency: The target of each urgency.
    """

    valid_from: date
    source: str
    by_urgency: Mapping[Urgency, Target]


ACKNOWLEDGEMENT: tuple[Targets, ...] = (
    Targets(
        valid_from=date(2025, 7, 1),
        source="the service's own; the hard limit is 3 working days, TTLT 01/2017, Điều 14 khoản 1",
        by_urgency={
            Urgency.EMERGENCY: Target(timedelta(minutes=15), Clock.ROUND_THE_CLOCK),
            Urgency.HIGH: Target(timedelta(hours=2), Clock.ROUND_THE_CLOCK),
            Urgency.NORMAL: Target(timedelta(hours=8), Clock.WORKING_HOURS),
            Urgency.LOW: Target(timedelta(hours=8), Clock.WORKING_HOURS),
        },
    ),
)
"""Targets for acknowledgement, oldest version first. A change is a new version; old tips keep what they were under."""


def target(received_at: datetime, urgency: Urgency, *, versions: tuple[Targets, ...] = ACKNOWLEDGEMENT) -> Target:
    """Return the target that a tip falls under.

    The version is that of the local day of receipt; before the first version, the first.
    """
    day = received_at.astimezone(LOCAL).date()
    begun = [version for version in versions if version.valid_from <= day]
    return (begun[-1] if begun else versions[0]).by_urgency[urgency]


def acknowledge_by(
    received_at: datetime,
    urgency: Urgency,
    *,
    versions: tuple[Targets, ...] = ACKNOWLEDGEMENT,
    calendar: WorkCalendar = OFFICE,
) -> datetime:
    """Return by when a person is to acknowledge a tip, in UTC; `received_at` is aware."""
    goal = target(received_at, urgency, versions=versions)
    if goal.clock is Clock.ROUND_THE_CLOCK:
        return received_at.astimezone(UTC) + goal.within
    return after_working_time(received_at, goal.within, calendar=calendar)


def after_working_time(start: datetime, worked: timedelta, *, calendar: WorkCalendar = OFFICE) -> datetime:
    """Return the first instant, in UTC, by which that much working time has passed since `start`.

    Nothing or less than nothing has passed at `start` already.
    """
    left = worked
    if left <= timedelta(0):
        return start.astimezone(UTC)
    for since, until in calendar.spans_from(start):
        if left <= until - since:
            return since.astimezone(UTC) + left
        left -= until - since
    raise AssertionError("spans of work never end")
