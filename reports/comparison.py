"""The period that a report is compared with, the same days of the year before, and where a running one is cut."""

from datetime import date, timedelta
from decimal import Decimal

from domain.periods import YEARS, Period

_DAY = timedelta(days=1)


def up_to(period: Period, today: date) -> Period:
    """Return the days of a period that can be counted: of one that still runs those up to today, else all."""
    return Period(period.start, today) if period.start <= today < period.end else period


def compared_with(period: Period, today: date) -> Period | None:
    """Return the days of the year before that a period is compared with, None where nothing fair can be compared.

    A period that still runs is compared as far as it has come, with the same days of the year before. One that has
    not begun has nothing to compare, and one longer than a year would be compared with days of its own.
    """
    whole = year_before(period)
    if period.start > today or whole is None or whole.end >= period.start:
        return None
    return year_before(up_to(period, today))


def year_before(period: Period) -> Period | None:
    """Return the same days of the year before; None before the first year that reports are about.

    What ends with a month is compared up to the end of that month, so a February always with the whole of the other
    one. Else 29 February stands for the 28th of the year before.

    >>> str(year_before(Period(date(2025, 2, 1), date(2025, 2, 28))).end)
    '2024-02-29'
    """
    if period.start.year - 1 not in YEARS:
        return None
    following = period.end + _DAY
    end = _a_year_before(following) - _DAY if following.day == 1 else _a_year_before(period.end)
    return Period(_a_year_before(period.start), end)


def changed(now: Decimal, before: Decimal) -> Decimal | None:
    """Return how much more there is than before, 1 for twice as much; None where there was nothing to compare with."""
    return (now - before) / before if before else None


def _a_year_before(day: date) -> date:
    """Return the same day of the year before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=day.day - 1)
