"""The period that a report is compared with: the same days of the year before."""

from datetime import date, timedelta
from decimal import Decimal

from domain.periods import YEARS, Period

_DAY = timedelta(days=1)


def year_before(period: Period) -> Period | None:
    """Return the same days of the year before; None before the first year that reports are about.

    >>> str(year_before(Period(date(2025, 2, 1), date(2025, 2, 28))).end)
    '2024-02-29'
    """
    if period.start.year - 1 not in YEARS:
        return None
    # By the day after, so that a month to its last day is compared with the whole of the other one.
    end = _a_year_before(period.end + _DAY) - _DAY
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
