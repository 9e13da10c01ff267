"""The figures of a period: the movement's sentence, every figure with a way to its rows, and tips over time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from domain.figures import Figure, OutcomeKey, TipKey
from domain.outcomes import Value
from domain.periods import Period, PeriodName, local_day, split
from reports import charts, labels
from reports.charts import Tally
from reports.naming import limits, whole_name
from reports.numbers import number, percent, period_title
from reports.wording import sentences
from storage.figures import TipCount, first_tip_at, gather_figures, tips_by_part, tips_by_unit
from web.choosing import choosing
from web.labels import whose
from web.links import FIGURES, TIPS, Shown, link, of_period, to_rows
from web.page import Page, Visit
from web.query import Question
from web.scope import Scope

_WEEKS_UP_TO, _MONTHS_UP_TO = 62, 1100
"""Days of a period up to which it is cut into weeks, and into months; a longer one is cut into years."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in the table.

    Attributes:
        name: What it counts.
        depth: 0 for a whole, 1 for a part of it, 2 for a part of that.
        quantity: How many, as it is read.
        unit: The unit of count.
        href: The list of its rows.
    """

    name: str
    depth: int
    quantity: str
    unit: str
    href: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """How many tips a unit received, and how many of them are valuable."""

    name: str
    tips: str
    tips_href: str
    valuable: str
    valuable_href: str


@dataclass(frozen=True, slots=True)
class TallyLine:
    """The tips of one part of the period, for the table under the chart."""

    part: str
    tips: str
    tips_href: str
    valuable: str
    valuable_href: str


async def figures(visit: Visit) -> Page:
    """Show the figures of a unit in a period."""
    asked = visit.ask(Question)
    period = asked.period(visit.today)
    scope = await visit.scope(asked.unit)
    counted = await gather_figures(visit.session, scope.codes, period)
    share = counted.valuable_share()
    tallies = await _tallies(visit, scope, period) if counted.tips().quantity else []
    lines = counted.listed()
    return Page(
        "figures.html",
        {
            "heading": whose(scope.unit),
            "sentences": sentences(counted),
            "share": None if share is None else percent(share),
            "tips": [_line(one, scope, period) for one in lines if isinstance(one.key, TipKey)],
            "outcomes": [_line(one, scope, period) for one in lines if isinstance(one.key, OutcomeKey)],
            "others": [_line(one, scope, period) for one in lines if not isinstance(one.key, TipKey | OutcomeKey)],
            "units": list(_by_unit(scope, period, await tips_by_unit(visit.session, scope.codes, period))),
            "tallies": [_tally_line(one, scope) for one in tallies],
            "choosing": choosing(FIGURES, scope.unit.code, period, visit.today),
        },
        chart=charts.tips_over_time(tallies, unit_name=whose(scope.unit)) if tallies else None,
    )


def _line(one: Figure, scope: Scope, period: Period) -> Line:
    limited = limits(one.key)
    return Line(
        # A part of a part stands under it, so only what is new about it is named.
        name=limited[0] if limited else whole_name(one.key),
        depth=len(limited),
        quantity=number(one.quantity),
        unit=labels.unit_of(one.key),
        href=to_rows(one.key, scope.unit.code, period),
    )


def _by_unit(scope: Scope, period: Period, received: Mapping[str, TipCount]) -> Iterator[UnitLine]:
    """Yield the tips of each unit, most first, so that a figure can be followed to where it comes from."""
    if len(scope.listed) == 1:
        return
    by_part: defaultdict[str, TipCount] = defaultdict(TipCount)
    for unit_code, count in received.items():
        by_part[scope.part_of(unit_code)] += count
    for code in sorted(by_part, key=lambda code: (-by_part[code].tips, scope.name_of(code))):

        def to_list(value: Value | None = None, code: str = code) -> str:
            asked = {"muc": Shown.RECEIVED, "donvi": scope.unit.code, "phan": code, "giatri": value}
            return link(TIPS, **asked, **of_period(period))

        yield UnitLine(
            name=scope.name_of(code),
            tips=number(by_part[code].tips),
            tips_href=to_list(),
            valuable=number(by_part[code].valuable),
            valuable_href=to_list(Value.VALUABLE),
        )


async def _tallies(visit: Visit, scope: Scope, period: Period) -> list[Tally]:
    """Return the tips over time, without years in which nothing could come in."""
    end = max(period.start, min(period.end, visit.today))
    start = period.start
    if period.days > _MONTHS_UP_TO:
        first = await first_tip_at(visit.session, scope.codes, period)
        if first is not None and local_day(first).year > start.year:
            start = date(local_day(first).year, 1, 1)
    drawn = Period(start, max(start, end))
    parts = list(split(drawn, _step(drawn)))
    counts = await tips_by_part(visit.session, scope.codes, parts)
    return [Tally(part, count.tips, count.valuable) for part, count in zip(parts, counts, strict=True)]


def _step(period: Period) -> PeriodName:
    if period.days <= _WEEKS_UP_TO:
        return PeriodName.WEEK
    return PeriodName.MONTH if period.days <= _MONTHS_UP_TO else PeriodName.YEAR


def _tally_line(tally: Tally, scope: Scope) -> TallyLine:
    return TallyLine(
        part=period_title(tally.part),
        tips=number(tally.tips),
        tips_href=to_rows(TipKey(), scope.unit.code, tally.part),
        valuable=number(tally.valuable),
        valuable_href=to_rows(TipKey(value=Value.VALUABLE), scope.unit.code, tally.part),
    )
