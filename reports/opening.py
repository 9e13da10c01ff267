"""The figures of a unit and period as they can be opened: frozen ones of a closed period, beside those of today.

What is opened lists the rows of today. Of a closed period it says first what was frozen and when, and names the
difference as an adjustment, so that a figure and its rows never contradict the report without a word.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.closing import Closed
from domain.figures import Figure, FigureKey, Figures
from domain.periods import Period, local_day
from locales import gettext as _
from reports.comparison import up_to
from reports.numbers import day, number, signed
from reports.sections import forged_note
from storage import closed_periods
from storage.figures import gather_figures


@dataclass(frozen=True, slots=True)
class Openable:
    """The figures of a unit and period.

    Attributes:
        figures: As they are computed today.
        closed: As they were closed, None while the period is open.
    """

    figures: Figures
    closed: Closed | None = None

    @property
    def printed(self) -> Figures:
        """The figures as the report prints them."""
        return self.figures if self.closed is None else self.closed.figures

    def find(self, key: FigureKey) -> Figure:
        """Return a figure as the report prints it."""
        return self.printed.find(key)

    def adjustment(self, key: FigureKey) -> Decimal:
        """Return how much more there is today than the report prints."""
        return self.figures.find(key).quantity - self.find(key).quantity

    def listed(self) -> tuple[Figure, ...]:
        """Return the figures that the report lists, then those that have come since it was closed, as none."""
        listed = self.printed.listed()
        known = {one.key for one in listed}
        return (*listed, *(Figure(one.key) for one in self.figures.listed() if one.key not in known))


async def openable(
    session: AsyncSession, unit_code: str, codes: Collection[str] | None, period: Period, *, today: date
) -> Openable:
    """Return the figures of a unit and period that can be opened.

    Args:
        session: A transaction.
        unit_code: Whose report it is.
        codes: The unit and those below it, None for the whole country.
        period: Of which days; one that still runs is counted up to today.
        today: The local day.
    """
    figures = await gather_figures(session, codes, up_to(period, today))
    return Openable(figures, await closed_periods.found(session, unit_code, period))


def closing_lines(of: Openable, key: FigureKey) -> list[str]:
    """Return what is said of a figure of a closed period before its rows, in the current language; else nothing."""
    if of.closed is None:
        return []
    frozen, difference = of.find(key).quantity, of.adjustment(key)
    lines = [
        _("This is the number as it was closed on {day}.").format(day=day(local_day(of.closed.closed_at))),
        *([] if of.closed.is_intact else [forged_note()]),
    ]
    if not difference:
        return [*lines, _("Nothing has changed since.")]
    said = _("The rows below are those of today: {now}. Adjustment of the period before: {difference}.")
    return [*lines, said.format(now=number(frozen + difference), difference=signed(difference))]
