"""The first page: what stands open now and what is late, by unit, and how fast tips were acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain import rerouting
from domain.periods import Period
from domain.rerouting import RoutingFact, Share
from domain.response_times import RANKABLE_FROM, ResponseFact, ResponseSummary, summarise
from locales import gettext as _
from reports import charts, labels
from reports.numbers import duration, number, percent
from reports.response import response_lines
from storage import audit, decisions
from storage.audit import Load
from web import suggestions
from web.choosing import choosing
from web.labels import whose
from web.links import OVERVIEW, TIPS, Shown, link, of_period
from web.page import Page, Visit
from web.query import Question
from web.scope import Scope, with_queue

CHARTED = 15
"""Units in the chart; the table under it has them all."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of tips, and where the list of them is; no list for none."""

    n: int
    href: str

    @property
    def text(self) -> str:
        """The number as it is read."""
        return number(self.n)


@dataclass(frozen=True, slots=True)
class Standings:
    """What is open in a unit or in several."""

    open: Count
    waiting: Count
    late: Count


@dataclass(frozen=True, slots=True)
class Times:
    """How fast tips were acknowledged.

    Attributes:
        summary: The same as numbers.
        received: Tips that were to be acknowledged.
        answered: Those that were.
        unanswered: Those that still wait, and count as longer than so far.
        overdue: Those of these that were due.
        on_time: Those acknowledged when due or before.
        median: The time for half of them, None where there is none yet.
        p90: The time for nine of ten, None likewise.
        share: The share on time.
    """

    summary: ResponseSummary
    received: Count
    answered: Count
    unanswered: Count
    overdue: Count
    on_time: Count
    median: str | None
    p90: str | None
    share: str | None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in the table.

    Attributes:
        name: What it is called.
        href: Its own page, None where this is it.
        standings: What is open in it and below it.
        times: Its response times.
    """

    name: str
    href: str | None
    standings: Standings
    times: Times

    @property
    def worst_first(self) -> tuple[int, int, timedelta, int, str]:
        """The order of the table: late and waiting tips, then slow units, as far as they can be compared."""
        summary = self.times.summary
        slowest = (summary.median or timedelta.max) if summary.is_rankable else timedelta(0)
        return (-self.standings.late.n, -self.standings.waiting.n, -slowest, -self.standings.open.n, self.name)


@dataclass(frozen=True, slots=True)
class RoutingLine:
    """Tips of one kind that were moved on.

    Attributes:
        name: Which kind: how the place was known, or whose mistake it was.
        moved: Those that were moved on.
        routed: All of the kind, None where only the moved ones are told apart.
        share: The share that was moved on, None likewise.
    """

    name: str
    moved: Count
    routed: Count | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class Routing:
    """How often tips were routed wrongly (R12).

    Attributes:
        total: All tips that came into a commune's queue.
        sources: The same by how the place was known.
        faults: The moved ones by whose mistake it was.
        target: Under which share it should be.
        is_on_target: Whether it is.
    """

    total: RoutingLine
    sources: list[RoutingLine]
    faults: list[RoutingLine]
    target: str
    is_on_target: bool | None


async def overview(visit: Visit) -> Page:
    """Show what is open, waiting and late by unit, and the response times of a period."""
    asked = visit.ask(Question)
    period = asked.period(visit.today)
    scope = await visit.scope(asked.unit)
    loads = list((await audit.open_and_late(visit.session, scope.codes, now=visit.now)).values())
    facts = await audit.response_facts(visit.session, scope.codes, period)
    rows = _rows(visit, scope, period, loads, facts, await with_queue(visit.session, scope))
    summary = summarise(facts, now=visit.now)
    routing = await audit.routing_facts(visit.session, scope.codes, period)
    judged = await decisions.facts(visit.session, scope.codes, period)
    return Page(
        "overview.html",
        {
            "heading": whose(scope.unit),
            "standings": _standings(scope, None, loads),
            "times": _times(scope, None, period, summary),
            "lines": response_lines(summary),
            "routing": _routing(scope, period, routing),
            "suggestions": suggestions.lines(scope, period, judged, routing),
            "rows": rows if len(scope.listed) > 1 else [],
            "least": RANKABLE_FROM,
            "choosing": choosing(OVERVIEW, scope.unit.code, period, visit.today),
        },
        chart=_chart(rows, period),
    )


def _rows(
    visit: Visit,
    scope: Scope,
    period: Period,
    loads: Sequence[Load],
    facts: Sequence[ResponseFact],
    with_queue: set[str],
) -> list[UnitRow]:
    loads_by, facts_by = scope.by_part(loads), scope.by_part(facts)
    codes = {*loads_by, *facts_by, *with_queue}
    rows = [
        UnitRow(
            name=scope.name_of(code),
            href=None if code == scope.unit.code else link(OVERVIEW, donvi=code, **of_period(period)),
            standings=_standings(scope, code, loads_by[code]),
            times=_times(scope, code, period, summarise(facts_by[code], now=visit.now)),
        )
        for code in codes
    ]
    return sorted(rows, key=lambda row: row.worst_first)


def _standings(scope: Scope, part: str | None, loads: Sequence[Load]) -> Standings:
    def count(shown: Shown, n: int) -> Count:
        return Count(n, link(TIPS, muc=shown, donvi=scope.unit.code, phan=part))

    return Standings(
        open=count(Shown.OPEN, sum(one.open for one in loads)),
        waiting=count(Shown.WAITING, sum(one.waiting for one in loads)),
        late=count(Shown.LATE, sum(one.late for one in loads)),
    )


def _times(scope: Scope, part: str | None, period: Period, summary: ResponseSummary) -> Times:
    def count(shown: Shown, n: int) -> Count:
        return Count(n, link(TIPS, muc=shown, donvi=scope.unit.code, phan=part, **of_period(period)))

    return Times(
        summary=summary,
        received=count(Shown.COUNTED, summary.n),
        answered=count(Shown.ANSWERED, summary.answered),
        unanswered=count(Shown.UNANSWERED, summary.waiting),
        overdue=count(Shown.OVERDUE, summary.overdue),
        on_time=count(Shown.ON_TIME, len(summary.on_time_rows)),
        median=None if summary.median is None else duration(summary.median),
        p90=None if summary.p90 is None else duration(summary.p90),
        share=None if summary.on_time_share is None else percent(summary.on_time_share),
    )


def _routing(scope: Scope, period: Period, facts: Sequence[RoutingFact]) -> Routing:
    summary = rerouting.summarise(facts)

    def count(shown: Shown, n: int, **part: object) -> Count:
        return Count(n, link(TIPS, muc=shown, donvi=scope.unit.code, **of_period(period), **part))

    def line(name: str, of: Share, **part: object) -> RoutingLine:
        return RoutingLine(
            name=name,
            moved=count(Shown.MOVED, of.moved, **part),
            routed=count(Shown.ROUTED, of.routed, **part),
            share=None if of.share is None else percent(of.share),
        )

    return Routing(
        total=line(_("Tips moved on"), summary.total),
        sources=[line(_begun(labels.place_source(one)), of, cach=one) for one, of in summary.by_source.items()],
        faults=[
            RoutingLine(labels.fault(one), count(Shown.MOVED, len(rows), vi=one))
            for one, rows in summary.by_fault.items()
        ],
        target=percent(rerouting.TARGET),
        is_on_target=summary.is_on_target,
    )


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def _chart(rows: Sequence[UnitRow], period: Period) -> charts.Spec | None:
    """Return a chart of the units with the most tips, None where there is nothing to compare."""
    largest = sorted((row for row in rows if row.times.summary.n), key=lambda row: -row.times.summary.n)[:CHARTED]
    if not any(row.times.summary.is_rankable for row in largest) or len(largest) == 1:
        return None
    return charts.acknowledgement_by_unit([(row.name, row.times.summary) for row in largest], period=period)
