"""How fast tips were acknowledged in months that are over, counted once and kept: a row for each unit and month.

A report of years reads these rows and not every tip. A month is counted whole, some units at a time, when it has been
over for a while; what changes in it later takes the unit's row out in the transaction that changes it, and the tips are
read again until the row is counted anew. Tips that still wait are never counted here, because they wait longer every
minute. How exact durations are stands in `domain.response_histograms`; counts are exact.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.periods import Period, PeriodName, local_day, named, split
from domain.response_histograms import Histogram, histogram, together
from domain.response_times import ResponseFact, ResponseSummary, summarise
from domain.tip import Urgency
from storage.audit import answers, response_facts, waiting_facts
from storage.counted import within
from storage.database import Database
from storage.models import ResponseMonth, Tip, TipEvent
from storage.response_months import COUNTS, IS_ANSWER_OF_EVENT, month_of, take_turn

logger = logging.getLogger(__name__)

SETTLED = timedelta(days=1)
"""A month is counted when it has been over for so long: by then every clock agrees that it is."""

UNITS_AT_ONCE = 100
"""Units whose month is counted in one transaction."""

MONTHS_AT_ONCE = 24
"""Months that one call counts; the next call goes on."""

WHOLE = ""
"""The unit of the row that says that a month was counted."""

# Counting.


async def keep(database: Database, *, now: datetime) -> int:
    """Count the months that are over and not counted, and the units that were taken out; returns how many rows changed.

    Bounded: it takes `MONTHS_AT_ONCE` months, and the next call goes on. Where it stops it has done no harm: a month is
    read from its rows only when it was counted whole.
    """
    async with database.read() as session:
        missing = await _missing(session, now)
        stale = await _stale(session)
    changed = 0
    for month in missing[:MONTHS_AT_ONCE]:
        changed += await _count_month(database, month)
    for month, unit_codes in stale:
        changed += await _count_units(database, month, unit_codes)
    if changed:
        logger.info("response times: %s rows of months counted", changed)
    return changed


async def _missing(session: AsyncSession, now: datetime) -> list[Period]:
    """Return the months since the first tip that are over and not counted, the oldest first."""
    first = await session.scalar(_first_tip_at())
    last = month_of(now - SETTLED).start - timedelta(days=1)
    if first is None or local_day(first) > last:
        return []
    done = set(await session.scalars(select(ResponseMonth.month).where(ResponseMonth.unit_code == WHOLE)))
    # The first tip came in in the midst of its month, and that month counts as a whole.
    since = month_of(first).start
    return [month for month in split(Period(since, last), PeriodName.MONTH) if month.start not in done]


def _first_tip_at() -> Select[datetime | None]:
    """Return when the first tip came in, asked of the index of units and times: of each unit two entries are read."""
    unit = select(func.min(Tip.unit_code).label("code")).cte("unit", recursive=True)
    after = select(func.min(Tip.unit_code)).where(Tip.unit_code > unit.c.code).scalar_subquery()
    unit = unit.union_all(select(after).where(unit.c.code.is_not(None)))
    first = select(func.min(Tip.received_at)).where(Tip.unit_code == unit.c.code).correlate(unit).scalar_subquery()
    return select(func.min(first)).select_from(unit)


async def _stale(session: AsyncSession) -> list[tuple[Period, list[str]]]:
    rows = await session.execute(
        select(ResponseMonth.month, ResponseMonth.unit_code)
        .where(ResponseMonth.is_current.is_(False))
        .order_by(ResponseMonth.month, ResponseMonth.unit_code)
        .limit(UNITS_AT_ONCE)
    )
    units: defaultdict[date, list[str]] = defaultdict(list)
    for month, unit_code in rows:
        units[month].append(unit_code)
    return [(named(PeriodName.MONTH, month), unit_codes) for month, unit_codes in units.items()]


async def _count_month(database: Database, month: Period) -> int:
    changed = 0
    async for unit_codes in _units_that_answered(database, month):
        changed += await _count_units(database, month, unit_codes)
    async with database.begin() as session:
        await _write(session, month, {WHOLE: {}})
    return changed + 1


async def _units_that_answered(database: Database, month: Period) -> AsyncIterator[list[str]]:
    """Yield the units that answered anything since a month began, some at a time."""
    last = WHOLE
    while True:
        async with database.read() as session:
            found = await session.scalars(
                select(TipEvent.unit_code)
                .where(IS_ANSWER_OF_EVENT, TipEvent.unit_code > last, TipEvent.at >= month.begins)
                .distinct()
                .order_by(TipEvent.unit_code)
                .limit(UNITS_AT_ONCE)
            )
            unit_codes = list(found)
        if not unit_codes:
            return
        yield unit_codes
        last = unit_codes[-1]


async def _count_units(database: Database, month: Period, unit_codes: Sequence[str]) -> int:
    async with database.begin() as session:
        await take_turn(session, month, COUNTS)
        counts = await _counted(session, month, unit_codes)
        # A unit that had a row and has nothing to count any more has none.
        await session.execute(
            delete(ResponseMonth).where(ResponseMonth.month == month.start, ResponseMonth.unit_code.in_(unit_codes))
        )
        await _write(session, month, counts)
    return len(counts)


Counts = dict[Urgency, Histogram]
"""How fast tips of each urgency were answered."""


async def _counted(session: AsyncSession, month: Period, unit_codes: Collection[str] | None) -> dict[str, Counts]:
    """Return what there is to count in a month, by unit."""
    taken: defaultdict[str, defaultdict[Urgency, Counter[tuple[timedelta, bool]]]]
    taken = defaultdict(lambda: defaultdict(Counter))
    async for one in answers(session, unit_codes, month):
        length = one.fact.taken or timedelta(0)
        taken[one.fact.unit_code][one.urgency][length, one.fact.is_on_time()] += 1
    return {
        unit_code: {urgency: histogram(lengths.elements()) for urgency, lengths in by_urgency.items()}
        for unit_code, by_urgency in taken.items()
    }


async def _write(session: AsyncSession, month: Period, counts: Mapping[str, Counts]) -> None:
    session.add_all(
        ResponseMonth(month=month.start, unit_code=unit_code, is_current=True, counts=_as_json(of))
        for unit_code, of in counts.items()
    )
    await session.flush()


def _as_json(counts: Counts) -> dict[str, object]:
    return {
        urgency.value: {"on_time": of.on_time, "classes": {str(one): of.classes[one] for one in sorted(of.classes)}}
        for urgency, of in counts.items()
    }


def _histograms(counts: Mapping[str, Any]) -> Counts:
    """Read what `_as_json` wrote."""
    return {
        Urgency(urgency): Histogram(of["on_time"], {int(one): count for one, count in of["classes"].items()})
        for urgency, of in counts.items()
    }


# Reading.


async def response_summary(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period, *, now: datetime
) -> ResponseSummary:
    """Return how fast these units acknowledged the tips of a period, from counts as far as there are any.

    Months that lie whole in the period and were counted come from their counts; units that were taken out and all
    other days from the tips themselves. For exact values, those of a closed period, ask
    `summarise(await audit.response_facts(…), now=now)` instead.

    Args:
        session: The transaction.
        unit_codes: Whose tips, None for the whole country.
        period: When they were received.
        now: The present, for those that wait.
    """
    counted = await _counted_months(session, period)
    facts: list[ResponseFact] = []
    for days in _without(period, counted):
        facts += await response_facts(session, unit_codes, days)
    histograms: list[Histogram] = []
    for row in await _rows(session, counted, unit_codes):
        if row.is_current:
            histograms += _histograms(row.counts).values()
        else:
            taken_out = answers(session, [row.unit_code], named(PeriodName.MONTH, row.month))
            facts += [one.fact async for one in taken_out]
    for days in _joined(counted):
        facts += await waiting_facts(session, unit_codes, days)
    return summarise(facts, now=now, rolled=together(histograms))


async def _counted_months(session: AsyncSession, period: Period) -> list[Period]:
    """Return the months in a period that were counted whole, the oldest first."""
    months = await session.scalars(
        select(ResponseMonth.month)
        .where(ResponseMonth.unit_code == WHOLE, ResponseMonth.month >= period.start, ResponseMonth.month <= period.end)
        .order_by(ResponseMonth.month)
    )
    found = [named(PeriodName.MONTH, month) for month in months]
    return [month for month in found if month.end <= period.end]


async def _rows(
    session: AsyncSession, months: Sequence[Period], unit_codes: Collection[str] | None
) -> Sequence[Row[Any]]:
    if not months:
        return []
    rows = await session.execute(
        select(ResponseMonth.month, ResponseMonth.unit_code, ResponseMonth.is_current, ResponseMonth.counts)
        .where(ResponseMonth.month.in_([month.start for month in months]), ResponseMonth.unit_code != WHOLE)
        .where(within(ResponseMonth.unit_code, unit_codes))
    )
    return rows.all()


def _joined(months: Sequence[Period]) -> list[Period]:
    """Return months, the oldest first, as periods that have a gap between them."""
    found: list[Period] = []
    for month in months:
        if found and found[-1].end + timedelta(days=1) == month.start:
            found[-1] = Period(found[-1].start, month.end)
        else:
            found.append(month)
    return found


def _without(period: Period, months: Sequence[Period]) -> list[Period]:
    """Return what is left of a period without these months of it."""
    left: list[Period] = []
    start = period.start
    for run in _joined(months):
        if start < run.start:
            left.append(Period(start, run.start - timedelta(days=1)))
        start = run.end + timedelta(days=1)
    return [*left, Period(start, period.end)] if start <= period.end else left


# Checking.


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the counts found.

    Attributes:
        months: How many months were compared.
        rows: How many rows of units.
        wrong: First day of the month and unit of each row that is not what its tips say, or is missing.
        waiting: How many rows wait to be counted again, and are not compared.
    """

    months: int
    rows: int
    wrong: tuple[tuple[date, str], ...]
    waiting: int


async def check_rollups(session: AsyncSession) -> Checked:
    """Compare the counts of every month with the tips that they count, one month after another."""
    months = list(
        await session.scalars(
            select(ResponseMonth.month).where(ResponseMonth.unit_code == WHOLE).order_by(ResponseMonth.month)
        )
    )
    wrong: list[tuple[date, str]] = []
    rows = waiting = 0
    for month in months:
        whole = named(PeriodName.MONTH, month)
        stored = {row.unit_code: row for row in await _rows(session, [whole], None)}
        found = await _counted(session, whole, None)
        for unit_code in sorted({*stored, *found}):
            row = stored.get(unit_code)
            if row is not None and not row.is_current:
                waiting += 1
                continue
            rows += 1
            if row is None or _histograms(row.counts) != found.get(unit_code, {}):
                wrong.append((month, unit_code))
    return Checked(len(months), rows, tuple(wrong), waiting)
