"""Periods of a report: ranges of local dates, and the named ones that reports are due for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from domain.errors import DomainError

LOCAL = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Viet Nam's time. It has not moved since 1975, so a fixed offset needs no time zone files on the machine."""

YEARS = range(1945, 3000)
"""Years that a period may lie in; others are slips of the finger."""


class PeriodError(DomainError):
    """A period cannot be made of what was given."""


class BackwardPeriodError(PeriodError):
    """The last day lies before the first."""

    def __init__(self, start: date, end: date) -> None:
        """Keep both days."""
        super().__init__(f"{start} > {end}")
        self.start = start
        self.end = end


class DistantPeriodError(PeriodError):
    """A day lies in a year that no report is about."""

    def __init__(self, day: date) -> None:
        """Keep the day."""
        super().__init__(str(day))
        self.day = day


class UnknownPeriodError(PeriodError):
    """No period has this name."""

    def __init__(self, name: str) -> None:
        """Keep the name as it was given."""
        super().__init__(name)
        self.name = name


class UnreadablePeriodError(PeriodError):
    """A text is neither a day nor a period."""

    def __init__(self, text: str) -> None:
        """Keep the text as it was given."""
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Period:
    """A range of local dates.

    Attributes:
        start: The first day.
        end: The last day, which belongs to the period.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        """Raise BackwardPeriodError or DistantPeriodError where the days make no period."""
        for day in (self.start, self.end):
            if day.year not in YEARS:
                raise DistantPeriodError(day)
        if self.end < self.start:
            raise BackwardPeriodError(self.start, self.end)

    @property
    def begins(self) -> datetime:
        """The first instant of the period, in UTC."""
        return _midnight(self.start)

    @property
    def ends(self) -> datetime:
        """The first instant after the period, in UTC."""
        return _midnight(self.end + timedelta(days=1))

    @property
    def days(self) -> int:
        """How many days the period holds, at least one."""
        return (self.end - self.start).days + 1

    def __contains__(self, moment: date) -> bool:
        """Whether a local day, or an aware instant, lies in the period."""
        if isinstance(moment, datetime):
            return self.begins <= moment < self.ends
        return self.start <= moment <= self.end


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL).astimezone(UTC)


def local_day(instant: datetime) -> date:
    """Return the day on which an aware instant falls in Viet Nam."""
    return instant.astimezone(LOCAL).date()


class PeriodName(StrEnum):
    """Periods that reports are due for; a name in settings and on the command line."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    REPORT_MONTH = "report_month"
    REPORT_QUARTER = "report_quarter"
    REPORT_HALF = "report_half"
    REPORT_NINE_MONTHS = "report_nine_months"
    REPORT_YEAR = "report_year"
    CRIME_YEAR = "crime_year"


@dataclass(frozen=True, slots=True)
class Cycle:
    """How a named period repeats within its year.

    Attributes:
        months: How many months it holds.
        from_day: The day it begins on. From the second on, that day of the month before: the month of March from the
            15th is 15 February to 14 March.
        first_month: The month its year begins with.
        is_repeated: False where only the first of a year is reported, as with the nine months.
    """

    months: int
    from_day: int = 1
    first_month: int = 1
    is_repeated: bool = True


DECREE_DAY = 15
"""Reports close on the 14th: Nghị định 09/2019/NĐ-CP, as applied by Quyết định 01/2023/QĐ-UBND of Khánh Hòa."""

CYCLES: dict[PeriodName, Cycle] = {
    PeriodName.MONTH: Cycle(1),
    PeriodName.QUARTER: Cycle(3),
    PeriodName.HALF: Cycle(6),
    PeriodName.NINE_MONTHS: Cycle(9, is_repeated=False),
    PeriodName.YEAR: Cycle(12),
    PeriodName.REPORT_MONTH: Cycle(1, DECREE_DAY),
    PeriodName.REPORT_QUARTER: Cycle(3, DECREE_DAY),
    PeriodName.REPORT_HALF: Cycle(6, DECREE_DAY, is_repeated=False),
    PeriodName.REPORT_NINE_MONTHS: Cycle(9, DECREE_DAY, is_repeated=False),
    PeriodName.REPORT_YEAR: Cycle(12, DECREE_DAY),
    PeriodName.CRIME_YEAR: Cycle(12, first_month=10),
}
"""Every named period but the week. The crime year, October to September, is the Government's report on crime.

A unit may say from which day on one of them repeats otherwise, see `CutOff`; where none does, these hold.
"""


@dataclass(frozen=True, slots=True)
class CutOff:
    """Where a named period is cut off, from a day on.

    Attributes:
        name: Which period.
        cycle: How it repeats.
        valid_from: The first day of the first period that repeats so.
        document: Where that is laid down.
    """

    name: PeriodName
    cycle: Cycle
    valid_from: date
    document: str = ""


class InvalidCutOffError(DomainError):
    """A cut-off does not hold together.

    `part` says what is wrong: name, months, from_day, first_month, valid_from or document.
    """

    def __init__(self, part: str) -> None:
        """Keep which part is wrong."""
        super().__init__(part)
        self.part = part


MONTHS = 12
"""Months of a year."""

LAST_FROM_DAY = 28
"""The last day of the month that every month has."""


def cycle_of(name: PeriodName, *, months: int | None, from_day: int | None, first_month: int | None) -> Cycle:
    """Return how a period repeats, by its default in all that is None. Raises InvalidCutOffError for the week."""
    if name not in CYCLES:
        raise InvalidCutOffError("name")
    usual = CYCLES[name]
    return replace(
        usual,
        months=usual.months if months is None else months,
        from_day=usual.from_day if from_day is None else from_day,
        first_month=usual.first_month if first_month is None else first_month,
    )


def check_cut_off(cut_off: CutOff) -> None:
    """Raise InvalidCutOffError where the cut-off does not hold together.

    Its first day must be one on which a year of its cycle begins or one of the periods in it: so the last period
    before is cut short at most, and no day belongs to two periods or to none.
    """
    cycle = cut_off.cycle
    if cut_off.name not in CYCLES:
        raise InvalidCutOffError("name")
    if not 1 <= cycle.months <= MONTHS or (cycle.is_repeated and MONTHS % cycle.months):
        raise InvalidCutOffError("months")
    if not 1 <= cycle.from_day <= LAST_FROM_DAY:
        raise InvalidCutOffError("from_day")
    if not 1 <= cycle.first_month <= MONTHS:
        raise InvalidCutOffError("first_month")
    # A year at the end of all years has no opening after it.
    if cut_off.valid_from.year not in YEARS[1:-1] or _in_cycle(cycle, cut_off.valid_from).start != cut_off.valid_from:
        raise InvalidCutOffError("valid_from")


def in_force(levels: Sequence[Sequence[CutOff]]) -> tuple[CutOff, ...]:
    """Return the cut-offs that hold for a unit, the oldest first.

    Args:
        levels: What the unit itself says, then the unit above it, and so on. On a day the nearest unit that has said
            something of a period by then is followed; of what one unit says of one day the last entry stands.
    """
    nearest: dict[PeriodName, int] = {}
    found: dict[tuple[PeriodName, date], CutOff] = {}
    dated = [(one.valid_from, -level, one) for level, said in enumerate(levels) for one in said]
    for valid_from, depth, one in sorted(dated, key=lambda dated: dated[:2]):
        if depth >= nearest.get(one.name, depth):
            nearest[one.name] = depth
            found[one.name, valid_from] = one
    return tuple(found.values())


def named(name: str, on: date, cut_offs: Sequence[CutOff] = ()) -> Period:
    """Return the period of this name that `on` belongs to.

    Where only the first of a year is reported, it is that of the year `on` belongs to, even if `on` lies after it.

    Args:
        name: A `PeriodName`.
        on: A local day.
        cut_offs: Those of the unit, the oldest first; without any of this name the periods are those of `CYCLES`.
            What is cut off otherwise from a day on ends on the day before at the latest.

    Raises:
        UnknownPeriodError: No period has this name.
        DistantPeriodError: The day lies in a year that no report is about.
    """
    if on.year not in YEARS:
        raise DistantPeriodError(on)
    try:
        known = PeriodName(name)
    except ValueError:
        raise UnknownPeriodError(name) from None
    if known is PeriodName.WEEK:
        monday = on - timedelta(days=on.weekday())
        return Period(monday, monday + timedelta(days=6))
    return _cut_off(known, on, [one for one in cut_offs if one.name is known])


def _cut_off(name: PeriodName, on: date, cut_offs: Sequence[CutOff]) -> Period:
    begun = [one for one in cut_offs if one.valid_from <= on]
    coming = [one for one in cut_offs if one.valid_from > on]
    found = _in_cycle(begun[-1].cycle if begun else CYCLES[name], on)
    return Period(found.start, min(found.end, coming[0].valid_from - timedelta(days=1))) if coming else found


def _in_cycle(cycle: Cycle, on: date) -> Period:
    # Months are numbered through all years, so that none of the steps has to carry from December to January.
    month = on.year * 12 + on.month - 1 + (cycle.from_day > 1 and on.day >= cycle.from_day)
    into_year = (month - cycle.first_month + 1) % 12
    first = month - into_year
    if cycle.is_repeated:
        first += into_year // cycle.months * cycle.months
    return Period(_opening(cycle, first), _opening(cycle, first + cycle.months) - timedelta(days=1))


def _opening(cycle: Cycle, month: int) -> date:
    year, index = divmod(month - (cycle.from_day > 1), 12)
    return date(year, index + 1, cycle.from_day)


def split(period: Period, name: str) -> Iterator[Period]:
    """Yield the parts into which the periods of this name cut a period, cut off at its ends, oldest first.

    Raises UnknownPeriodError. Meant for names that follow each other without a gap: week, month, quarter, year.
    """
    day = period.start
    while day <= period.end:
        end = min(named(name, day).end, period.end)
        yield Period(day, max(day, end))
        day = max(day, end) + timedelta(days=1)


_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_LOCAL_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.ASCII | re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII | re.IGNORECASE)


def parse_day(text: str) -> date:
    """Read a day written as 2026-03-31 or 31/3/2026.

    Raises UnreadablePeriodError where there is no such day.
    """
    found = _ISO_DAY.fullmatch(text.strip()) or _LOCAL_DAY.fullmatch(text.strip())
    if found is None:
        raise UnreadablePeriodError(text)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise UnreadablePeriodError(text) from None


def parse(text: str) -> Period:
    """Read a period: 2026, 2026-03, 3/2026, 2026-Q1, 2026-W05, a day, or two days with ".." between them.

    Raises:
        UnreadablePeriodError: The text is none of these.
        BackwardPeriodError: The second day lies before the first.
        DistantPeriodError: It lies in a year that no report is about.
    """
    start, dots, end = text.partition("..")
    if dots:
        return Period(parse_day(start), parse_day(end))
    try:
        found = _calendar_period(text.strip())
    except ValueError:
        raise UnreadablePeriodError(text) from None
    if found is not None:
        return found
    day = parse_day(text)
    return Period(day, day)


def _calendar_period(text: str) -> Period | None:
    """Return the year, month, quarter or week a text names, or None; ValueError for a thirteenth month."""
    if found := _YEAR.fullmatch(text):
        return named(PeriodName.YEAR, date(int(found[1]), 1, 1))
    if found := _MONTH.fullmatch(text):
        return named(PeriodName.MONTH, date(int(found[1] or found[4]), int(found[2] or found[3]), 1))
    if found := _QUARTER.fullmatch(text):
        return named(PeriodName.QUARTER, date(int(found[1]), int(found[2]) * 3, 1))
    if found := _WEEK.fullmatch(text):
        return named(PeriodName.WEEK, date.fromisocalendar(int(found[1]), int(found[2]), 1))
    return None
