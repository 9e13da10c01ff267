"""A report from the database: everything that belongs to a unit's report of a period."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain import accuracy, rerouting
from domain.closing import ClosedDays, adjustments, holders, to_tell
from domain.figures import Figures, TipKey
from domain.outcomes import Value
from domain.periods import Period, PeriodName, local_day, split
from domain.response_times import ResponseSummary, summarise
from domain.wholes import Whole
from reports.bodies import letterhead_of
from reports.charts import Tally
from reports.comparison import compared_with, up_to
from reports.locality import locality_of
from reports.numbers import NumberStyle
from reports.reported import Closing, LastYear, ModelCount, NotAdded, Report, Unit, UnitCount
from reports.wording.earlier import is_summed
from storage import audit, closed_periods, decisions, registers, rollups, sources, units
from storage.coverage import counted_later, wholes
from storage.figures import TipCount, gather_figures, tips_by_part, tips_by_unit

_WEEKS_UP_TO, _MONTHS_UP_TO = 62, 1100
"""Days of a period up to which a chart cuts it into weeks, and into months; a longer one is cut into years."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to hold beside its figures.

    Attributes:
        style: How exact the numbers in the sentences are.
        is_summed: Whether totals from before the system are added to the figures.
        is_compared: Whether the same period of the year before stands beside them.
        is_charted: Whether a chart of the tips over time belongs to it.
    """

    style: NumberStyle = NumberStyle.EXACT
    is_summed: bool = False
    is_compared: bool = True
    is_charted: bool = False


async def gather(
    session: AsyncSession, unit: Unit, period: Period, *, now: datetime, wanted: Wanted | None = None
) -> Report:
    """Return the report of a unit and those below it, for the current language. Raises UnitNotFoundError."""
    wanted = wanted or Wanted()
    today = local_day(now)
    codes = await audit.scope(session, unit.code, today)
    found = await units.on_day(session, unit.code, today)
    above = await units.on_day(session, found.parent_code, today) if found.parent_code else None
    routing = await audit.routing_facts(session, codes, period)
    judged = await decisions.facts(session, codes, period)
    counted = up_to(period, today)
    figures = await gather_figures(session, codes, counted)
    closing = await _closing(session, unit.code, period, figures)
    totals = await registers.backfills_in(session, codes, period)
    backfills = tuple(one.total for one in totals if not one.contained_in)
    added = [one for one in backfills if is_summed(one)] if wanted.is_summed else []
    return Report(
        unit,
        period,
        figures if closing is None else closing.closed.figures,
        await _response(session, codes, period, now=now, is_closed=closing is not None),
        rerouting.summarise(routing),
        accuracy.summarise(judged, routing),
        now,
        wanted.style,
        backfills=backfills,
        is_summed=wanted.is_summed,
        last_year=await _last_year(session, unit.code, codes, compared_with(period, today))
        if wanted.is_compared
        else None,
        by_unit=await _by_unit(session, found, codes, period, today),
        by_model=await _by_model(session, figures),
        tallies=await tallies(session, codes, period, today) if wanted.is_charted else (),
        closing=closing,
        before=await _closed_before(session, unit.code, codes, period),
        head=letterhead_of(found, above, on=today),
        locality=await locality_of(session, found, codes, counted.end, added),
        not_added=await _not_added(session, await wholes(session, codes, counted.end), today),
        backfills_not_added=await _not_added(session, registers.wholes_of(totals), today),
        backfills_across=tuple(
            one.total for one in await registers.backfills_across(session, codes, period) if not one.contained_in
        ),
    )


async def _not_added(session: AsyncSession, found: Collection[Whole], today: date) -> tuple[NotAdded, ...]:
    names = await units.named(session, {one.unit_code for one in found}, today) if found else {}
    return tuple(
        NotAdded(names[one.unit_code].full_name if one.unit_code in names else one.unit_code, one) for one in found
    )


async def _response(
    session: AsyncSession, codes: Collection[str] | None, period: Period, *, now: datetime, is_closed: bool
) -> ResponseSummary:
    """Return the times to acknowledgement: exact ones of a closed period, else from counts where there are any."""
    if is_closed:
        return summarise(await audit.response_facts(session, codes, period), now=now)
    return await rollups.response_summary(session, codes, period, now=now)


async def _closing(session: AsyncSession, unit_code: str, period: Period, figures: Figures) -> Closing | None:
    closed = await closed_periods.found(session, unit_code, period)
    return None if closed is None else Closing(closed, adjustments(closed, figures))


async def _closed_before(
    session: AsyncSession, unit_code: str, codes: Collection[str] | None, period: Period
) -> tuple[Closing, ...]:
    """Return the closed periods whose changes the report of a period tells, by the rule of `domain.closing`."""
    closings = await closed_periods.ended_by(session, unit_code, period.end)
    known: dict[Period, Closing | None] = {}

    async def has_changed(one: ClosedDays) -> bool:
        if one.period not in known:
            known[one.period] = await _changed(session, unit_code, codes, one.period)
        return known[one.period] is not None

    told = []
    for one in to_tell(period, closings):
        for holder in holders(one, period, closings):
            if not await has_changed(holder):
                break
        else:
            if await has_changed(one):
                told.append(one.period)
    ordered = sorted(told, key=lambda one: (one.end, one.start))
    return tuple(closing for one in ordered if (closing := known[one]) is not None)


async def _changed(
    session: AsyncSession, unit_code: str, codes: Collection[str] | None, period: Period
) -> Closing | None:
    """Return a closed period with what has changed in it since, None where nothing has."""
    closing = await _closing(session, unit_code, period, await gather_figures(session, codes, period))
    return closing if closing is not None and closing.adjusted else None


async def _last_year(
    session: AsyncSession, unit_code: str, codes: Collection[str] | None, before: Period | None
) -> LastYear | None:
    """Return the figures of the days to compare with, None where there were none at all.

    Where the unit has closed these very days, they are the frozen ones: a closed period never changes silently.
    """
    if before is None:
        return None
    closed = await closed_periods.found(session, unit_code, before)
    figures = await gather_figures(session, codes, before) if closed is None else closed.figures
    unknown = await counted_later(session, codes, before.end)
    return LastYear(before, figures, closed, unknown) if figures.cells else None


async def tallies(
    session: AsyncSession, codes: Collection[str] | None, period: Period, today: date
) -> tuple[Tally, ...]:
    """Return the tips of each part of a period up to today, in parts that a chart has room for."""
    if period.start > today:
        return ()
    drawn = Period(period.start, min(period.end, today))
    is_short, is_long = drawn.days <= _WEEKS_UP_TO, drawn.days > _MONTHS_UP_TO
    name = PeriodName.WEEK if is_short else PeriodName.YEAR if is_long else PeriodName.MONTH
    parts = list(split(drawn, name))
    counts = await tips_by_part(session, codes, parts)
    return tuple(Tally(part, count.tips, count.valuable) for part, count in zip(parts, counts, strict=True))


async def _by_unit(
    session: AsyncSession, unit: units.Unit, codes: Collection[str] | None, period: Period, today: date
) -> tuple[UnitCount, ...]:
    """Return what each unit below received, most first; none for a unit without any below it."""
    below = await units.below(session, unit.code, today)
    if not below:
        return ()
    listed = {one.code: one.full_name for one in below}
    counts = await tips_by_unit(session, codes, period)
    above = await _above(session, counts, listed, today)
    sums: defaultdict[str, TipCount] = defaultdict(TipCount)
    for code, count in counts.items():
        sums[above.get(code, code)] += count
    # What is with none of them is the unit's own: its desk, and units that are no more.
    own = sum((count for code, count in sums.items() if code not in listed), TipCount())
    rows = [UnitCount(code, name, sums[code].tips, sums[code].valuable) for code, name in listed.items()]
    if own.tips:
        rows.append(UnitCount(unit.code, unit.full_name, own.tips, own.valuable))
    return tuple(sorted(rows, key=lambda one: (-one.tips, one.name)))


async def _by_model(session: AsyncSession, figures: Figures) -> tuple[ModelCount, ...]:
    """Return what the members of each model sent, most first."""
    keys = [cell.key for cell in figures.cells if isinstance(cell.key, TipKey)]
    ids = {key.model for key in keys if key.model is not None}
    names = await sources.names(session, ids) if ids else {}
    rows = [
        ModelCount(
            one,
            names.get(one, str(one)),
            int(figures.find(TipKey(model=one)).quantity),
            int(figures.find(TipKey(value=Value.VALUABLE, model=one)).quantity),
        )
        for one in ids
    ]
    return tuple(sorted(rows, key=lambda one: (-one.tips, one.name, one.id)))


async def _above(
    session: AsyncSession, counts: Mapping[str, TipCount], listed: Mapping[str, str], today: date
) -> dict[str, str]:
    """Return the units that are not listed themselves, each with the unit above it."""
    others = set(counts) - set(listed)
    found = await units.named(session, others, today) if others else {}
    parents = {code: one.parent_code for code, one in found.items()}
    return {code: parent for code, parent in parents.items() if parent is not None and parent in listed}
