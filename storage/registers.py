"""The registers: activities, structures, standards and totals from before, and what stands in them on a day.

Access is part of finding: with an `officer_id`, only the officer's own unit and those below it are there. Without one
it is the operator's command line, which enters for every unit. Nothing is changed once it is entered, but for the day
on which a structure ends: a correction is a row that names the one it stands in place of.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import ColumnElement, bindparam, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from domain.access import Role
from domain.activities import ActivityEntry, ActivityType, InvalidActivityError, Topic, check_activity
from domain.backfills import Backfill, check_backfill
from domain.entries import check_day, enters_for, tidy, unit_day
from domain.errors import DomainError
from domain.figure_ids import figure_id, read_figure_id
from domain.outcomes import UnitOfCount
from domain.periods import Period, local_day
from domain.structures import (
    WHOLE_OF,
    AreaKind,
    InvalidStructureError,
    Measure,
    Milestone,
    StandardEntry,
    StructureEntry,
    StructureType,
    check_counts,
    check_life,
    check_standard,
    check_structure,
)
from domain.tip import SourceGroup
from storage import models, register_tables, units
from storage.models import Base
from storage.queries import Insertion, Query, Row
from storage.register_tables import Activity, StandardMet, Structure, StructureCount, StructureEvent
from storage.units import UnitNotFoundError

Corrected = TypeVar("Corrected", Activity, register_tables.Backfill)


class EntryNotFoundError(DomainError):
    """There is no such entry for the one who asks."""


class StructureNotFoundError(EntryNotFoundError):
    """There is no such structure for the one who asks."""


class AlreadyCorrectedError(DomainError):
    """Another row stands in place of the one that was to be corrected."""

    def __init__(self, by: int) -> None:
        """Keep the row that stands in its place."""
        super().__init__(by)
        self.by = by


class OverlappingBackfillError(DomainError):
    """A total of this figure and unit is there already for days of the period; both would be added up."""

    def __init__(self, other: int, period: Period) -> None:
        """Keep the row that is there, and its period."""
        super().__init__(other)
        self.other = other
        self.period = period


@dataclass(frozen=True, slots=True)
class RecordedActivity:
    """An activity as it stands, and its row."""

    id: int
    unit_code: str
    entry: ActivityEntry


@dataclass(frozen=True, slots=True)
class RegisteredStructure:
    """A structure as it was on a day.

    Attributes:
        id: The row.
        unit_code: The unit it belongs to.
        type: What kind.
        name: As people call it, empty for what has no name.
        owner: The body that keeps it up, empty where it is not said.
        area: What its coverage is counted in.
        started_on: The first local day.
        ended_on: The first day on which it was there no longer.
        counts: The newest count of each measure on or before the day.
    """

    id: int
    unit_code: str
    type: StructureType
    name: str
    owner: str
    area: AreaKind | None
    started_on: date
    ended_on: date | None
    counts: Mapping[Measure, Decimal]

    @property
    def count(self) -> Decimal:
        """How many structures the entry stands for, one where nothing is said."""
        return self.counts.get(Measure.COUNT, Decimal(1))


@dataclass(frozen=True, slots=True)
class RecordedBackfill:
    """A total from before, its row and the unit it is of."""

    id: int
    unit_code: str
    total: Backfill


def _entering(table: type[Base]) -> Insertion:
    """Return what adds a row and gives its number."""
    columns = Base.metadata.tables[table.__tablename__].c
    return Insertion(columns.id.table, [one.key for one in columns if one.key != "id"], returning=[columns.id])


_ACTIVITIES = _entering(Activity)
_STRUCTURES = _entering(Structure)
_COUNTS = _entering(StructureCount)
_EVENTS = _entering(StructureEvent)
_STANDARDS = _entering(StandardMet)
_BACKFILLS = _entering(register_tables.Backfill)

_STRUCTURE = Query(
    select(*Base.metadata.tables[Structure.__tablename__].c).where(Structure.id == bindparam("structure_id"))
)


async def _enter(session: AsyncSession, register: Insertion, **values: object) -> int:
    """Add a row to a register; returns its number."""
    [row] = await register.all(session, [values])
    number: int = row.id
    return number


async def _check_unit(session: AsyncSession, unit_code: str, day: date, officer_id: int | None) -> None:
    """Raise UnitNotFoundError where there was no such unit on a day, or none for which this officer enters."""
    unit = await units.on_day(session, unit_code, unit_day(day))
    if officer_id is None:
        return
    officer = await session.get(models.Officer, officer_id)
    if officer is None or officer.until is not None:
        raise UnitNotFoundError(unit_code)
    if not enters_for(Role(officer.role), officer.unit_code, unit.code, unit.parent_code):
        raise UnitNotFoundError(unit_code)


def _within(column: InstrumentedAttribute[str], unit_codes: Collection[str] | None) -> ColumnElement[bool]:
    return true() if unit_codes is None else column.in_(sorted(unit_codes))


def _uncorrected(table: type[Corrected]) -> ColumnElement[bool]:
    """Return that no other row stands in place of this one."""
    later = aliased(table)
    return ~select(later.id).where(later.corrects_id == table.id).exists()


async def _locked(session: AsyncSession, table: type[Corrected], entry_id: int) -> Corrected:
    """Return a row, and keep others from correcting it until the commit. Raises EntryNotFoundError."""
    row = await session.scalar(select(table).where(table.id == entry_id).with_for_update())
    if row is None:
        raise EntryNotFoundError
    return row


async def _check_uncorrected(session: AsyncSession, table: type[Corrected], entry_id: int) -> None:
    """Raise AlreadyCorrectedError where another row stands in place of this one."""
    by = await session.scalar(select(table.id).where(table.corrects_id == entry_id))
    if by is not None:
        raise AlreadyCorrectedError(by)


async def _check_seen(session: AsyncSession, unit_code: str, day: date, officer_id: int | None) -> None:
    """Raise EntryNotFoundError where an entry is none for this officer."""
    try:
        await _check_unit(session, unit_code, day, officer_id)
    except UnitNotFoundError:
        raise EntryNotFoundError from None


async def _open_activity(session: AsyncSession, activity_id: int, officer_id: int | None) -> Activity:
    """Return the row of an activity in whose place another one may be put.

    Raises EntryNotFoundError and AlreadyCorrectedError.
    """
    row = await _locked(session, Activity, activity_id)
    await _check_seen(session, row.unit_code, row.on, officer_id)
    await _check_uncorrected(session, Activity, activity_id)
    return row


async def record_activity(
    session: AsyncSession,
    entry: ActivityEntry,
    *,
    unit_code: str,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
    corrects: int | None = None,
    is_void: bool = False,
) -> int:
    """Enter an activity; returns its row.

    Args:
        session: The transaction.
        entry: What was done.
        unit_code: The unit whose activity it is.
        officer_id: Who enters it, None for the operator.
        now: When it is entered.
        import_id: The file it comes from.
        corrects: The row in place of which it stands.
        is_void: Whether nothing stands there from now on; the entry is then that of the row it corrects.

    Raises:
        InvalidActivityError: It does not fit its type, or is void and corrects nothing.
        FutureDayError, DistantPeriodError: Its day cannot be.
        UnitNotFoundError: There was no such unit on its day, or none for this officer.
        EntryNotFoundError: There is no such row to correct.
        AlreadyCorrectedError: Another row stands in place of that one.
    """
    check_activity(entry)
    check_day(entry.on, local_day(now))
    if is_void and corrects is None:
        raise InvalidActivityError("void")
    await _check_unit(session, unit_code, entry.on, officer_id)
    if corrects is not None:
        await _open_activity(session, corrects, officer_id)
    return await _enter(
        session,
        _ACTIVITIES,
        type=entry.type.value,
        quantity=entry.quantity,
        unit_of_count=entry.unit.value,
        second_quantity=entry.second_quantity,
        topic=entry.topic.value if entry.topic else None,
        source_group=entry.by.value,
        on=entry.on,
        unit_code=unit_code,
        officer_id=officer_id,
        import_id=import_id,
        recorded_at=now,
        corrects_id=corrects,
        is_void=is_void,
    )


async def void_activity(session: AsyncSession, activity_id: int, *, officer_id: int | None, now: datetime) -> int:
    """Put nothing in place of an activity; returns the row that says so.

    Raises EntryNotFoundError and AlreadyCorrectedError.
    """
    row = await _open_activity(session, activity_id, officer_id)
    return await record_activity(
        session,
        _activity(row).entry,
        unit_code=row.unit_code,
        officer_id=officer_id,
        now=now,
        corrects=activity_id,
        is_void=True,
    )


async def activity(session: AsyncSession, activity_id: int, *, officer_id: int | None) -> RecordedActivity:
    """Return an activity that stands. Raises EntryNotFoundError and AlreadyCorrectedError."""
    row = await _open_activity(session, activity_id, officer_id)
    if row.is_void:
        raise EntryNotFoundError
    return _activity(row)


async def activities_in(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period, *, limit: int = 50
) -> list[RecordedActivity]:
    """Return the activities of a period that stand, the newest first; None for every unit."""
    rows = await session.scalars(
        select(Activity)
        .where(_within(Activity.unit_code, unit_codes), Activity.on.between(period.start, period.end))
        .where(_uncorrected(Activity), Activity.is_void.is_(False))
        .order_by(Activity.on.desc(), Activity.id.desc())
        .limit(limit)
    )
    return [_activity(row) for row in rows]


def _activity(row: Activity) -> RecordedActivity:
    entry = ActivityEntry(
        ActivityType(row.type),
        row.quantity,
        UnitOfCount(row.unit_of_count),
        SourceGroup(row.source_group),
        row.on,
        row.second_quantity,
        Topic(row.topic) if row.topic else None,
    )
    return RecordedActivity(row.id, row.unit_code, entry)


async def register_structure(
    session: AsyncSession,
    entry: StructureEntry,
    *,
    unit_code: str,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
) -> int:
    """Enter a structure with what was counted of it; returns its row.

    Raises InvalidStructureError, FutureDayError, DistantPeriodError and UnitNotFoundError.
    """
    entry = replace(entry, name=tidy(entry.name), owner=tidy(entry.owner))
    check_structure(entry)
    today = local_day(now)
    for day in (entry.started_on, entry.counted_on or entry.started_on, entry.ended_on or entry.started_on):
        check_day(day, today)
    await _check_unit(session, unit_code, _last_day(entry.started_on, entry.ended_on, today), officer_id)
    structure_id = await _enter(
        session,
        _STRUCTURES,
        type=entry.type.value,
        name=entry.name,
        owner=entry.owner,
        unit_code=unit_code,
        area=entry.area.value if entry.area else None,
        started_on=entry.started_on,
        ended_on=entry.ended_on,
        officer_id=officer_id,
        import_id=import_id,
        recorded_at=now,
    )
    by = {"on": entry.counted_on, "officer_id": officer_id, "import_id": import_id, "recorded_at": now}
    counts = [{"structure_id": structure_id, "measure": kind.value, "quantity": one} | by for kind, one in entry.counts]
    await _COUNTS.run(session, counts)
    return structure_id


def _last_day(started_on: date, ended_on: date | None, today: date) -> date:
    """Return the last day until today on which a structure was there."""
    return today if ended_on is None else max(started_on, ended_on - timedelta(days=1))


async def _found(session: AsyncSession, structure_id: int, officer_id: int | None, today: date) -> Row:
    """Return the row of a structure for which this officer enters. Raises StructureNotFoundError."""
    row = await _STRUCTURE.first(session, structure_id=structure_id)
    if row is None:
        raise StructureNotFoundError
    if officer_id is not None:
        try:
            last = _last_day(row.started_on, row.ended_on, today)
            await _check_unit(session, row.unit_code, last, officer_id)
        except UnitNotFoundError:
            raise StructureNotFoundError from None
    return row


async def structure(
    session: AsyncSession, structure_id: int, *, officer_id: int | None, now: datetime
) -> RegisteredStructure:
    """Return a structure as it is, also one that ended. Raises StructureNotFoundError."""
    today = local_day(now)
    row = await _found(session, structure_id, officer_id, today)
    return _structure(row, (await _counts(session, Structure.id == structure_id, today)).get(row.id, {}))


async def count_structure(
    session: AsyncSession,
    structure_id: int,
    measure: Measure,
    quantity: Decimal,
    *,
    on: date,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
) -> None:
    """Enter what was counted of a structure on a day; from that day on it holds, until there is a newer count.

    A part, such as those who have a uniform, is compared with the whole as it stands on that day. A whole is taken as
    it is, for its parts are counted after it.

    Raises:
        StructureNotFoundError: There is none for this officer.
        InvalidStructureError: The number is none, is larger than its whole, or the structure was not there then.
        FutureDayError: The day is to come.
    """
    today = local_day(now)
    row = await _found(session, structure_id, officer_id, today)
    check_day(on, today)
    check_life(on, started_on=row.started_on, ended_on=row.ended_on)
    compared = {measure: quantity}
    if measure in WHOLE_OF:
        standing = (await _counts(session, Structure.id == structure_id, on)).get(structure_id, {})
        compared = {kind: count for kind, count in standing.items() if kind is WHOLE_OF[measure]} | compared
    check_counts(compared)
    await _enter(
        session,
        _COUNTS,
        structure_id=structure_id,
        measure=measure.value,
        quantity=quantity,
        on=on,
        officer_id=officer_id,
        import_id=import_id,
        recorded_at=now,
    )


async def note_milestone(
    session: AsyncSession,
    structure_id: int,
    milestone: Milestone,
    quantity: Decimal,
    *,
    on: date,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
) -> None:
    """Enter that a structure reached a milestone on a day, and how many of what the entry stands for.

    Raises StructureNotFoundError, InvalidStructureError and FutureDayError.
    """
    today = local_day(now)
    row = await _found(session, structure_id, officer_id, today)
    check_day(on, today)
    check_life(on, started_on=row.started_on, ended_on=row.ended_on)
    check_counts({Measure.COUNT: quantity})
    if not quantity:
        raise InvalidStructureError("counts")
    await _enter(
        session,
        _EVENTS,
        structure_id=structure_id,
        milestone=milestone.value,
        quantity=quantity,
        on=on,
        officer_id=officer_id,
        import_id=import_id,
        recorded_at=now,
    )


async def end_structure(
    session: AsyncSession, structure_id: int, on: date, *, officer_id: int | None = None, now: datetime | None = None
) -> None:
    """Note the first day on which a structure was there no longer; one entered by mistake ends on its first day.

    Without `now` that day is taken for today.

    Raises StructureNotFoundError, FutureDayError, and InvalidStructureError for a day before its first.
    """
    today = local_day(now) if now else on
    row = await _found(session, structure_id, officer_id, today)
    check_day(on, today)
    if on < row.started_on:
        raise InvalidStructureError("dates")
    await session.execute(update(Structure).where(Structure.id == structure_id).values(ended_on=on))


async def structures_of(
    session: AsyncSession,
    unit_codes: Collection[str] | None,
    day: date,
    *,
    type: StructureType | None = None,  # noqa: A002 - named as the attribute it limits
) -> list[RegisteredStructure]:
    """Return the structures that were there on a day, by unit, type and name; None for every unit."""
    there = (
        _within(Structure.unit_code, unit_codes)
        & (Structure.started_on <= day)
        & or_(Structure.ended_on.is_(None), Structure.ended_on > day)
    )
    if type is not None:
        there &= Structure.type == type.value
    rows = list(
        await session.scalars(
            select(Structure)
            .where(there)
            .order_by(Structure.unit_code, Structure.type, Structure.name, Structure.owner, Structure.id)
        )
    )
    counts = await _counts(session, there, day)
    return [_structure(row, counts.get(row.id, {})) for row in rows]


async def _counts(session: AsyncSession, of_these: ColumnElement[bool], day: date) -> dict[int, dict[Measure, Decimal]]:
    """Return the newest counts of structures on or before a day."""
    newest = func.row_number().over(
        partition_by=(StructureCount.structure_id, StructureCount.measure),
        order_by=(StructureCount.on.desc(), StructureCount.id.desc()),
    )
    ranked = (
        select(StructureCount.structure_id, StructureCount.measure, StructureCount.quantity, newest.label("age"))
        .join(Structure, Structure.id == StructureCount.structure_id)
        .where(of_these, StructureCount.on <= day)
        .subquery()
    )
    found: dict[int, dict[Measure, Decimal]] = {}
    rows = await session.execute(select(ranked).where(ranked.c.age == 1))
    for structure_id, measure, quantity, _age in rows:
        found.setdefault(structure_id, {})[Measure(measure)] = quantity
    return found


def _structure(row: Structure | Row, counts: Mapping[Measure, Decimal]) -> RegisteredStructure:
    return RegisteredStructure(
        row.id,
        row.unit_code,
        StructureType(row.type),
        row.name,
        row.owner,
        AreaKind(row.area) if row.area else None,
        row.started_on,
        row.ended_on,
        counts,
    )


async def record_standard(
    session: AsyncSession,
    entry: StandardEntry,
    *,
    unit_code: str,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
) -> int:
    """Enter how many met a standard on a day; returns the row. A later row of the same day stands in its place.

    Raises InvalidStructureError, FutureDayError, DistantPeriodError and UnitNotFoundError.
    """
    check_standard(entry)
    check_day(entry.on, local_day(now))
    await _check_unit(session, unit_code, entry.on, officer_id)
    return await _enter(
        session,
        _STANDARDS,
        standard=entry.standard.value,
        area=entry.area.value,
        met=entry.met,
        assessed=entry.assessed,
        on=entry.on,
        unit_code=unit_code,
        officer_id=officer_id,
        import_id=import_id,
        recorded_at=now,
    )


async def record_backfill(
    session: AsyncSession,
    total: Backfill,
    *,
    unit_code: str,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
    corrects: int | None = None,
) -> int:
    """Enter a total from before, with the document it stands in; returns its row.

    Two totals of one figure and unit never share a day, so that they can be added up; one that is wrong is corrected.

    Raises:
        InvalidBackfillError: It does not hold together.
        FutureDayError, DistantPeriodError: Its days cannot be.
        UnitNotFoundError: There was no such unit on its last day, or none for this officer.
        OverlappingBackfillError: There is a total for some of its days.
        EntryNotFoundError, AlreadyCorrectedError: There is no such row to correct, or it is corrected already.
    """
    total = replace(total, document=tidy(total.document))
    check_backfill(total)
    for day in (total.start, total.end):
        check_day(day, local_day(now))
    await _check_unit(session, unit_code, total.end, officer_id)
    if corrects is not None:
        wrong = await _locked(session, register_tables.Backfill, corrects)
        await _check_seen(session, wrong.unit_code, wrong.end, officer_id)
        await _check_uncorrected(session, register_tables.Backfill, corrects)
    await _check_overlap(session, total, unit_code, corrects)
    return await _enter(
        session,
        _BACKFILLS,
        figure=figure_id(total.figure),
        quantity=total.quantity,
        unit_code=unit_code,
        start=total.start,
        end=total.end,
        document=total.document,
        officer_id=officer_id,
        import_id=import_id,
        recorded_at=now,
        corrects_id=corrects,
    )


async def _check_overlap(session: AsyncSession, total: Backfill, unit_code: str, corrects: int | None) -> None:
    table = register_tables.Backfill
    # Whoever enters a total of this unit at the same time waits here, and sees then what was entered.
    await session.execute(select(models.Unit.code).where(models.Unit.code == unit_code).with_for_update())
    found = select(table).where(
        table.unit_code == unit_code,
        table.figure == figure_id(total.figure),
        table.start <= total.end,
        table.end >= total.start,
        _uncorrected(table),
    )
    if corrects is not None:
        found = found.where(table.id != corrects)
    other = await session.scalar(found.limit(1))
    if other is not None:
        raise OverlappingBackfillError(other.id, Period(other.start, other.end))


async def backfills_in(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period
) -> list[RecordedBackfill]:
    """Return the totals from before whose days all lie within the period, without those that were corrected.

    By unit, figure and days; None for every unit.
    """
    table = register_tables.Backfill
    rows = await session.scalars(
        select(table)
        .where(_within(table.unit_code, unit_codes), table.start >= period.start, table.end <= period.end)
        .where(_uncorrected(table))
        .order_by(table.unit_code, table.figure, table.start, table.id)
    )
    return [
        RecordedBackfill(
            row.id,
            row.unit_code,
            Backfill(read_figure_id(row.figure), row.quantity, row.start, row.end, row.document),
        )
        for row in rows
    ]
