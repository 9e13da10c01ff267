"""Days as people name them, against the day on which they write. Nothing here looks at words."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from triage import lunar

WEEK = 7
MONTHS = 12
CENTURY = 2000
DECEMBER = 12
TENTH, TWENTIETH = 10, 20
QUARTER = 3
SATURDAY = 5
SUNDAY = 6
FIRST_YEAR = 1900
"""Nobody reports anything older."""

LEAP_YEARS_APART = 8
"""The 29th of February comes again after so many years at most."""

AHEAD = timedelta(days=200)
"""Further ahead nobody announces a day without its year."""


class Toward(Enum):
    """Which way a day lies that is named without a year."""

    PAST = auto()
    FUTURE = auto()


@dataclass(frozen=True, slots=True)
class Days:
    """One day, or several in a row.

    Attributes:
        first: The first.
        last: The last, which may be the same.
    """

    first: date
    last: date

    @property
    def is_one(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


def one(day: date | None) -> Days | None:
    """Return a single day as days."""
    return None if day is None else Days(day, day)


def back(today: date, days: float) -> Days:
    """Return the day that lies some days back, ahead where it is below zero."""
    day = today - timedelta(days=days)
    return Days(day, day)


def in_year(day: int, month: int, year: int) -> date | None:
    """Return a day with its year, of which two digits are enough; None for what is no day, or too long ago."""
    whole = year + CENTURY if year < 100 else year  # noqa: PLR2004 - two digits
    try:
        return date(whole, month, day) if whole >= FIRST_YEAR else None
    except ValueError:
        return None


def without_year(day: int, month: int, today: date, toward: Toward) -> date | None:
    """Return the last such day up to today, or the next one; None for what is no day."""
    if toward is Toward.FUTURE:
        found = _nearest(lambda year: in_year(day, month, year), range(today.year, today.year + 2), after=today)
        if found is not None and found - today <= AHEAD:
            return found
    years = range(today.year, today.year - LEAP_YEARS_APART - 1, -1)
    return next((found for year in years if (found := in_year(day, month, year)) and found <= today), None)


def _nearest(at: Callable[[int], date | None], years: range, *, after: date) -> date | None:
    """Return the first day in some years that comes after another."""
    return next((found for year in years if (found := at(year)) and found > after), None)


def without_month(day: int, today: date, toward: Toward) -> date | None:
    """Return the last day with this number, or the next one; None for a number that no month has."""
    step = 1 if toward is Toward.FUTURE else -1
    month = today.year * MONTHS + today.month - 1
    for there in range(month, month + 3 * step, step):
        found = in_year(day, there % MONTHS + 1, there // MONTHS)
        if found is not None and (found > today if step > 0 else found <= today):
            return found
    return None


def in_month_back(day: int, months_back: int, today: date) -> date | None:
    """Return the day with this number in this month, or one some months back."""
    month = today.year * MONTHS + today.month - 1 - months_back
    return in_year(day, month % MONTHS + 1, month // MONTHS)


def last_weekday(weekday: int, today: date) -> Days:
    """Return the last such day of the week, which may be today."""
    return back(today, (today.weekday() - weekday) % WEEK)


def weekday_before(weekday: int, today: date) -> Days:
    """Return the last such day of the week before today."""
    return back(today, (today.weekday() - weekday - 1) % WEEK + 1)


def next_weekday(weekday: int, today: date) -> Days:
    """Return the next such day of the week, which may be today."""
    return back(today, -((weekday - today.weekday()) % WEEK))


def weekday_of_week(weekday: int, weeks_back: int, today: date) -> Days:
    """Return a day of this week, or of one some weeks back; weeks begin on Monday."""
    return back(today, today.weekday() + WEEK * weeks_back - weekday)


def week(weeks_back: int, today: date) -> Days:
    """Return this week from Monday to Sunday, or one some weeks back."""
    monday = today - timedelta(days=today.weekday() + WEEK * weeks_back)
    return Days(monday, monday + timedelta(days=SUNDAY))


def edge_of_week(edge: int, days: Days) -> Days:
    """Return the beginning (1: Monday, Tuesday), the middle (2) or the end (3: Saturday, Sunday) of a week."""
    first, last = {1: (0, 1), 2: (2, 3), 3: (SATURDAY, SUNDAY)}[edge]
    return Days(days.first + timedelta(days=first), days.first + timedelta(days=last))


def month(year: int, number: int) -> Days:
    """Return a month."""
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def month_back(months_back: int, today: date) -> Days:
    """Return this month, or one some months back."""
    there = today.year * MONTHS + today.month - 1 - months_back
    return month(there // MONTHS, there % MONTHS + 1)


def last_month(number: int, today: date) -> Days:
    """Return the last month of this number that has begun."""
    return month(today.year if number <= today.month else today.year - 1, number)


def edge_of_month(edge: int, days: Days) -> Days:
    """Return the first ten days (1), the next ten (2) or the rest (3) of a month."""
    tenth, twentieth = (days.first + timedelta(days=number - 1) for number in (TENTH, TWENTIETH))
    match edge:
        case 1:
            return Days(days.first, tenth)
        case 2:
            return Days(tenth + timedelta(days=1), twentieth)
        case _:
            return Days(twentieth + timedelta(days=1), days.last)


def last_edge_of_month(edge: int, today: date) -> Days:
    """Return the last beginning, middle or end of a month that has begun."""
    found = edge_of_month(edge, month_back(0, today))
    return found if found.first <= today else edge_of_month(edge, month_back(1, today))


def year(number: int) -> Days:
    """Return a year."""
    return Days(date(number, 1, 1), date(number, DECEMBER, 31))


def edge_of_year(edge: int, days: Days) -> Days:
    """Return the first three months (1), the middle (2: May to August) or the last three (3) of a year."""
    first, last = {1: (1, QUARTER), 2: (5, 8), 3: (10, DECEMBER)}[edge]
    return Days(month(days.first.year, first).first, month(days.first.year, last).last)


def months_ago(months: float, today: date) -> Days:
    """Return about when it was, some months ago: a week either way for one month, more for more."""
    middle = today - timedelta(days=round(months * 30.4))
    about = timedelta(days=round(min(7 * months, 30)))
    return Days(middle - about, middle + about)


def years_ago(years: float, today: date) -> Days:
    """Return the year that lies some years back."""
    return year(max(today.year - round(years), FIRST_YEAR))


def tet(day: int, today: date) -> date | None:
    """Return the last day of Tết up to today: 1 to 19 in the new year, 20 to 30 in the last month of the old one."""
    return lunar.last_before(MONTHS if day >= TWENTIETH else 1, day, today)


def tet_of_year(day: int, year: int) -> date | None:
    """Return a day of the Tết of a solar year; the thirtieth is the old year's last day, whatever its number."""
    if day < TWENTIETH:
        return lunar.solar(lunar.LunarDay(year, 1, day))
    old = lunar.LunarDay(year - 1, MONTHS, day)
    return lunar.solar(old) or lunar.solar(lunar.LunarDay(year - 1, MONTHS, day - 1))


def span_back(today: date, least: int, most: int) -> Days:
    """Return the days from `most` to `least` days back."""
    return Days(today - timedelta(days=most), today - timedelta(days=least))
