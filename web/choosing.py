"""The choice of a period, on every page that has one."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.periods import Period, PeriodName, named
from locales import gettext as _
from reports.numbers import period_title
from web.links import link, of_period


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another period."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the form of a page's period shows.

    Attributes:
        path: Where the form leads.
        unit_code: Whose figures stay on the page.
        period: The period that is shown.
        title: The same in words.
        ways: Links to the usual periods.
    """

    path: str
    unit_code: str
    period: Period
    title: str
    ways: tuple[Way, ...]


def choosing(path: str, unit_code: str, period: Period, today: date) -> Choosing:
    """Return the choice of a period for a page and a unit."""
    this_month = named(PeriodName.MONTH, today)
    usual = (
        (_("This month"), this_month),
        (_("Last month"), named(PeriodName.MONTH, this_month.start - timedelta(days=1))),
        (_("This quarter"), named(PeriodName.QUARTER, today)),
        (_("This year"), named(PeriodName.YEAR, today)),
        (_("Report month (15th to 14th)"), named(PeriodName.REPORT_MONTH, today)),
        (_("Report year (15/12 to 14/12)"), named(PeriodName.REPORT_YEAR, today)),
    )
    ways = tuple(Way(label, link(path, donvi=unit_code, **of_period(one)), one == period) for label, one in usual)
    return Choosing(path, unit_code, period, period_title(period), ways)
