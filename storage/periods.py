"""Where the periods of a unit are cut off, and its campaigns: its own word, else that of the nearest unit above it.

Rows are added, never changed, and none is added that would give a closed period other days.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.campaigns import Campaign, check_campaign, is_document, is_recent, of_name
from domain.entries import name_key, tidy
from domain.errors import DomainError
from domain.periods import (
    CYCLES,
    CutOff,
    InvalidCutOffError,
    Period,
    PeriodName,
    UnknownPeriodError,
    check_cut_off,
    in_force,
    local_day,
    named,
)
from storage import register_tables
from storage.register_rows import (
    Corrected,
    EntryNotFoundError,
    check_uncorrected,
    check_unit,
    enter,
    entering,
    locked,
    uncorrected,
    upwards,
)
from storage.register_tables import ClosedPeriod

_CUT_OFFS = entering(register_tables.CutOff)
_CAMPAIGNS = entering(register_tables.Campaign)


class PeriodIsClosedError(DomainError):
    """What is entered would give other days to a period that is closed."""

    def __init__(self, unit_code: str, period: Period) -> None:
        """Keep whose period it is, and its days."""
        super().__init__(unit_code)
        self.unit_code = unit_code
        self.period = period


class OverlappingCampaignError(DomainError):
    """The unit has a campaign of this name already on some of these days."""

    def __init__(self, other: int, period: Period) -> None:
        """Keep the row that is there, and its days."""
        super().__init__(other)
        self.other = other
        self.period = period


@dataclass(frozen=True, slots=True)
class RecordedCutOff:
    """A cut-off that stands, its row and the unit that says so."""

    id: int
    unit_code: str
    cut_off: CutOff


@dataclass(frozen=True, slots=True)
class RecordedCampaign:
    """A campaign that stands, its row and the unit whose it is."""

    id: int
    unit_code: str
    campaign: Campaign


# What holds for a unit.


async def cut_offs_said(session: AsyncSession, unit_codes: Collection[str] | None) -> list[RecordedCutOff]:
    """Return what these units say themselves, None for all, by row."""
    table = register_tables.CutOff
    said = select(table).where(uncorrected(table), table.is_void.is_(False)).order_by(table.id)
    rows = await session.scalars(said if unit_codes is None else said.where(table.unit_code.in_(sorted(unit_codes))))
    return [
        RecordedCutOff(
            row.id,
            row.unit_code,
            CutOff(
                PeriodName(row.name),
                replace(
                    CYCLES[PeriodName(row.name)],
                    months=row.months,
                    from_day=row.from_day,
                    first_month=row.first_month,
                ),
                row.valid_from,
                row.document,
            ),
        )
        for row in rows
    ]


def _holding(said: Iterable[RecordedCutOff], way: Sequence[str]) -> tuple[CutOff, ...]:
    """Return the cut-offs that hold for a unit."""
    by_unit: defaultdict[str, list[CutOff]] = defaultdict(list)
    for one in said:
        by_unit[one.unit_code].append(one.cut_off)
    return in_force([by_unit[code] for code in way])


async def cut_offs_of(session: AsyncSession, unit_code: str, day: date) -> tuple[CutOff, ...]:
    """Return the cut-offs that hold for a unit, the oldest first.

    Args:
        session: The database.
        unit_code: Whose periods.
        day: On which the units above it are those that are asked.
    """
    way = (await upwards(session, [unit_code], day))[unit_code]
    return _holding(await cut_offs_said(session, way), way)


async def campaigns_of(session: AsyncSession, unit_code: str, day: date) -> list[RecordedCampaign]:
    """Return the campaigns of a unit and of those above it: its own first, then the newest first."""
    table = register_tables.Campaign
    way = (await upwards(session, [unit_code], day))[unit_code]
    rows = await session.scalars(
        select(table)
        .where(table.unit_code.in_(way), uncorrected(table), table.is_void.is_(False))
        .order_by(table.start.desc(), table.id.desc())
    )
    found = [RecordedCampaign(row.id, row.unit_code, _campaign(row)) for row in rows]
    return sorted(found, key=lambda one: way.index(one.unit_code))


def _campaign(row: register_tables.Campaign) -> Campaign:
    return Campaign(row.name, Period(row.start, row.end), row.document)


async def campaign_named(session: AsyncSession, unit_code: str, name: str, on: date) -> Campaign | None:
    """Return the campaign of this name on a day, or the nearest one before; of several units' the nearest one's."""
    there = await campaigns_of(session, unit_code, on)
    nearest = next((one.unit_code for one in there if name_key(one.campaign.name) == name_key(name)), None)
    return of_name([one.campaign for one in there if one.unit_code == nearest], name, on)


async def recent_campaigns(session: AsyncSession, unit_code: str, today: date, *, limit: int) -> list[Campaign]:
    """Return the campaigns of a unit and those above it that have begun and are not long over, the newest first."""
    there = [one.campaign for one in await campaigns_of(session, unit_code, today)]
    recent = [one for one in there if is_recent(one, today)]
    return sorted(recent, key=lambda one: one.period.start, reverse=True)[:limit]


async def period_named(session: AsyncSession, unit_code: str, name: str, on: date) -> Period:
    """Return the period of a unit that has this name on a day: a `PeriodName`, or the name of a campaign.

    Raises UnknownPeriodError and DistantPeriodError.
    """
    try:
        return named(name, on, await cut_offs_of(session, unit_code, on))
    except UnknownPeriodError:
        campaign = await campaign_named(session, unit_code, name, on)
        if campaign is None:
            raise
        return campaign.period


# Entering.


async def record_cut_off(
    session: AsyncSession,
    cut_off: CutOff,
    *,
    unit_code: str,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
    corrects: int | None = None,
    is_void: bool = False,
) -> int:
    """Enter where a period of a unit and those below it is cut off from a day on; returns its row.

    Of several that a unit has entered for one day the last one stands. See `registers.record_activity` for what is not
    named here.

    Raises:
        InvalidCutOffError: It does not hold together.
        UnitNotFoundError: There is no such unit today, or none for this officer.
        EntryNotFoundError, AlreadyCorrectedError: There is no such row to correct, or it is corrected already.
        PeriodIsClosedError: A closed period of the unit or of one below it would have other days.
    """
    cut_off = replace(cut_off, document=tidy(cut_off.document))
    check_cut_off(cut_off)
    if not is_document(cut_off.document):
        raise InvalidCutOffError("document")
    today = local_day(now)
    await check_unit(session, unit_code, today, officer_id)
    await _check_corrected(session, register_tables.CutOff, corrects, unit_code, is_void=is_void)
    said = await cut_offs_said(session, None)
    after = [one for one in said if one.id != corrects]
    if not is_void:
        after.append(RecordedCutOff(0, unit_code, cut_off))
    await _check_closed(session, said, after, today)
    cycle = cut_off.cycle
    return await enter(
        session,
        _CUT_OFFS,
        name=cut_off.name.value,
        months=cycle.months,
        from_day=cycle.from_day,
        first_month=cycle.first_month,
        valid_from=cut_off.valid_from,
        document=cut_off.document,
        unit_code=unit_code,
        officer_id=officer_id,
        import_id=import_id,
        recorded_at=now,
        corrects_id=corrects,
        is_void=is_void,
    )


async def _check_corrected(
    session: AsyncSession,
    table: type[Corrected],
    corrects: int | None,
    unit_code: str,
    *,
    is_void: bool,
) -> None:
    """Raise EntryNotFoundError or AlreadyCorrectedError where no row of this unit can be corrected by another one."""
    if corrects is None:
        if is_void:
            raise EntryNotFoundError
        return
    row = await locked(session, table, corrects)
    if row.unit_code != unit_code:
        raise EntryNotFoundError
    await check_uncorrected(session, table, corrects)


async def _check_closed(
    session: AsyncSession, before: Sequence[RecordedCutOff], after: Sequence[RecordedCutOff], today: date
) -> None:
    """Raise PeriodIsClosedError where a closed period has a name before, and not the same one after."""
    changed = {(one.unit_code, one.cut_off) for one in before} ^ {(one.unit_code, one.cut_off) for one in after}
    if not changed:
        return
    since = min(one.valid_from for _unit_code, one in changed)
    closed = (await session.scalars(select(ClosedPeriod).where(ClosedPeriod.end >= since))).all()
    ways = await upwards(session, {one.unit_code for one in closed}, today)
    names = {one.name for _unit_code, one in changed}
    for one in closed:
        period, way = Period(one.start, one.end), ways[one.unit_code]
        for name in names:
            is_named = named(name, period.end, _holding(before, way)) == period
            if is_named and named(name, period.end, _holding(after, way)) != period:
                raise PeriodIsClosedError(one.unit_code, period)


async def record_campaign(
    session: AsyncSession,
    campaign: Campaign,
    *,
    unit_code: str,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
    corrects: int | None = None,
    is_void: bool = False,
) -> int:
    """Enter a campaign of a unit and those below it; returns its row. It may be one to come.

    Raises:
        InvalidCampaignError: It does not hold together.
        UnitNotFoundError: There is no such unit today, or none for this officer.
        OverlappingCampaignError: The unit has one of this name on some of its days; that one is to be corrected.
        EntryNotFoundError, AlreadyCorrectedError: There is no such row to correct, or it is corrected already.
        PeriodIsClosedError: The one that is corrected is closed by the unit or one below it.
    """
    campaign = replace(campaign, name=tidy(campaign.name), document=tidy(campaign.document))
    check_campaign(campaign)
    await check_unit(session, unit_code, local_day(now), officer_id)
    await _check_corrected(session, register_tables.Campaign, corrects, unit_code, is_void=is_void)
    there = await campaigns_of(session, unit_code, local_day(now))
    own = {one.id: one.campaign for one in there if one.unit_code == unit_code}
    corrected = own.pop(corrects, None) if corrects is not None else None
    if corrected is not None:
        await _check_campaign_open(session, corrected.period, unit_code, local_day(now))
    if not is_void:
        _check_days_free(campaign, own)
    return await enter(
        session,
        _CAMPAIGNS,
        name=campaign.name,
        start=campaign.period.start,
        end=campaign.period.end,
        document=campaign.document,
        unit_code=unit_code,
        officer_id=officer_id,
        import_id=import_id,
        recorded_at=now,
        corrects_id=corrects,
        is_void=is_void,
    )


def _check_days_free(campaign: Campaign, others: Mapping[int, Campaign]) -> None:
    """Raise OverlappingCampaignError where another one of this name shares a day with a campaign."""
    for row, other in others.items():
        shares = other.period.start <= campaign.period.end and campaign.period.start <= other.period.end
        if shares and name_key(other.name) == name_key(campaign.name):
            raise OverlappingCampaignError(row, other.period)


async def _check_campaign_open(session: AsyncSession, period: Period, unit_code: str, today: date) -> None:
    """Raise PeriodIsClosedError where these days are closed by a unit that takes its campaigns from this one."""
    closed = await session.scalars(
        select(ClosedPeriod).where(ClosedPeriod.start == period.start, ClosedPeriod.end == period.end)
    )
    codes = {one.unit_code for one in closed}
    for code, way in (await upwards(session, codes, today)).items():
        if unit_code in way:
            raise PeriodIsClosedError(code, period)
