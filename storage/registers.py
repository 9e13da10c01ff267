"""The registers: activities, structures, standards and totals from before, and what stands in them on a day.

Access is part of finding: with an `officer_id`, only the officer's own unit and those below it are there. Without one
it is the operator's command line, which enters for every unit. Nothing is changed once it is entered, but for the day
on which a structure ends: a correction is a row that names the one it stands in place of.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.activities import ActivityEntry, ActivityType, InvalidActivityError, Topic, check_activity
from domain.backfills import Backfill, check_backfill, is_contained
from domain.entries import check_day, tidy
from domain.errors import DomainError
from domain.figure_ids import figure_id, read_figure_id
from domain.figure_keys import FigureKey, family
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
from domain.wholes import Whole
from storage import models, register_tables
from storage.counted import within
from storage.models import Base
from storage.queries import Query, Row
from storage.register_rows import (
    AlreadyCorrectedError,
    EntryNotFoundError,
    check_seen,
    check_uncorrected,
    check_unit,
    enter,
    entering,
    locked,
    uncorrected,
    upwards,
)
from storage.register_tables import Activity, StandardMet, Structure, StructureCount, StructureEvent
from storage.units import UnitNotFoundError

__all__ = [
    "AlreadyCorrectedError",
    "EntryNotFoundError",
    "OverlappingBackfillError",
    "RecordedActivity",
    "RecordedBackfill",
    "RegisteredStructure",
    "StructureNotFoundError",
    "UnitNotFoundError",
    "activities_in",
    "activity",
    "backfills_across",
    "backfills_in",
    "count_structure",
    "end_structure",
    "note_milestone",
    "record_activity",
    "record_backfill",
    "record_standard",
    "register_structure",
    "structure",
    "structures_of",
    "void_activity",
    "wholes_of",
]


class StructureNotFoundError(EntryNotFoundError):
    """There is no such structure for the one who asks."""


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
    """A total from before.

    Attributes:
        id: The row.
        unit_code: The unit it is of.
        total: What it says.
        contained_in: The unit above whose total it is part of, empty where it counts; see `domain.backfills`.
    """

    id: int
    unit_code: str
    total: Backfill
    contained_in: str = ""


_ACTIVITIES = entering(Activity)
_STRUCTURES = entering(Structure)
_COUNTS = entering(StructureCount)
_EVENTS = entering(StructureEvent)
_STANDARDS = entering(StandardMet)
_BACKFILLS = entering(register_tables.Backfill)

_STRUCTURE = Query(
    select(*Base.metadata.tables[Structure.__tablename__].c).where(Structure.id == bindparam("structure_id"))
)


async def _open_activity(session: AsyncSession, activity_id: int, officer_id: int | None) -> Activity:
    """Return the row of an activity in whose place another one may be put.

    Raises EntryNotFoundError and AlreadyCorrectedError.
    """
    row = await locked(session, Activity, activity_id)
    await check_seen(session, row.unit_code, row.on, officer_id)
    await check_uncorrected(session, Activity, activity_id)
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
    await check_unit(session, unit_code, entry.on, officer_id)
    if corrects is not None:
        await _open_activity(session, corrects, officer_id)
    return await enter(
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
        .where(within(Activity.unit_code, unit_codes), Activity.on.between(period.start, period.end))
        .where(uncorrected(Activity), Activity.is_void.is_(False))
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
    await check_unit(session, unit_code, _last_day(entry.started_on, entry.ended_on, today), officer_id)
    structure_id = await enter(
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
    by = {
        "on": entry.counted_on,
        "is_at_least": entry.is_at_least,
        "officer_id": officer_id,
        "import_id": import_id,
        "recorded_at": now,
    }
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
            await check_unit(session, row.unit_code, last, officer_id)
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


async def count_structure(  # noqa: PLR0913 - each is a column of the row
    session: AsyncSession,
    structure_id: int,
    measure: Measure,
    quantity: Decimal,
    *,
    on: date,
    officer_id: int | None,
    now: datetime,
    import_id: int | None = None,
    is_at_least: bool = False,
) -> None:
    """Enter what was counted of a structure on a day; from that day on it holds, until there is a newer count.

    A part, such as those who have a uniform, is compared with the whole as it stands on that day. A whole is taken as
    it is, for its parts are counted after it. A number of which something was not counted is a lower bound.

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
    await enter(
        session,
        _COUNTS,
        structure_id=structure_id,
        measure=measure.value,
        quantity=quantity,
        is_at_least=is_at_least,
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
    await enter(
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
        within(Structure.unit_code, unit_codes)
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
    await check_unit(session, unit_code, entry.on, officer_id)
    return await enter(
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
    await check_unit(session, unit_code, total.end, officer_id)
    if corrects is not None:
        wrong = await locked(session, register_tables.Backfill, corrects)
        await check_seen(session, wrong.unit_code, wrong.end, officer_id)
        await check_uncorrected(session, register_tables.Backfill, corrects)
    await _check_overlap(session, total, unit_code, corrects)
    return await enter(
        session,
        _BACKFILLS,
        figure=figure_id(total.figure),
        quantity=total.quantity,
        is_at_least=total.is_at_least,
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
        uncorrected(table),
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

    By unit, figure and days; None for every unit. Those that are part of the total of one of the units above name it,
    and must not be added to it.
    """
    table = register_tables.Backfill
    return await _backfills(session, unit_codes, period, and_(table.start >= period.start, table.end <= period.end))


async def backfills_across(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period
) -> list[RecordedBackfill]:
    """Return the totals from before of which some days lie within the period and others do not.

    How much of them belongs to the period nobody knows, so they are told and never added. Else as `backfills_in`.
    """
    table = register_tables.Backfill
    is_partly = and_(
        table.start <= period.end,
        table.end >= period.start,
        or_(table.start < period.start, table.end > period.end),
    )
    return await _backfills(session, unit_codes, period, is_partly)


async def _backfills(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period, is_of: ColumnElement[bool]
) -> list[RecordedBackfill]:
    table = register_tables.Backfill
    rows = await session.scalars(
        select(table)
        .where(within(table.unit_code, unit_codes), is_of)
        .where(uncorrected(table))
        .order_by(table.unit_code, table.figure, table.start, table.id)
    )
    found = [
        RecordedBackfill(
            row.id,
            row.unit_code,
            Backfill(read_figure_id(row.figure), row.quantity, row.start, row.end, row.document, row.is_at_least),
        )
        for row in rows
    ]
    ways = await upwards(session, {one.unit_code for one in found}, period.end) if found else {}
    return _with_wholes(found, ways)


def _with_wholes(totals: Sequence[RecordedBackfill], ways: Mapping[str, tuple[str, ...]]) -> list[RecordedBackfill]:
    """Return totals, each with the unit above whose total it is part of: the uppermost that has one."""
    by_family: defaultdict[tuple[str, tuple[object, ...]], list[Backfill]] = defaultdict(list)
    for one in totals:
        by_family[one.unit_code, family(one.total.figure)].append(one.total)

    def whole(one: RecordedBackfill) -> str:
        for code in reversed(ways[one.unit_code][1:]):
            above = by_family.get((code, family(one.total.figure)), ())
            if any(is_contained(one.total, other) for other in above):
                return code
        return ""

    return [replace(one, contained_in=whole(one)) for one in totals]


def wholes_of(totals: Iterable[RecordedBackfill]) -> list[Whole]:
    """Return the totals to which those of units below are not added, by unit and figure of these."""
    parts: defaultdict[tuple[str, FigureKey], list[RecordedBackfill]] = defaultdict(list)
    for one in totals:
        if one.contained_in:
            parts[one.contained_in, one.total.figure].append(one)
    return [
        Whole(code, figure, len({one.unit_code for one in some}), sum((one.total.quantity for one in some), Decimal(0)))
        for (code, figure), some in parts.items()
    ]
