"""What stands in the registers of a made-up year, and how it gets there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from bot.replays.happenings import spread
from domain.activities import ActivityEntry, ActivityType, Topic
from domain.backfills import Backfill
from domain.outcomes import UnitOfCount
from domain.periods import Period
from domain.structures import AreaKind, Measure, Milestone, StandardEntry, StructureEntry, StructureType
from domain.tip import SourceGroup
from storage import registers


@dataclass(frozen=True, slots=True)
class Registered:
    """A structure as it is entered for a unit.

    Attributes:
        unit_code: The unit it belongs to.
        entry: The structure.
        milestones: What happened to it, to how many of what the entry stands for, and on which day.
    """

    unit_code: str
    entry: StructureEntry
    milestones: tuple[tuple[Milestone, int, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Registers:
    """Entries with the code of the unit that each is entered for, in the order in which they are entered."""

    activities: tuple[tuple[str, ActivityEntry], ...] = ()
    structures: tuple[Registered, ...] = ()
    standards: tuple[tuple[str, StandardEntry], ...] = ()
    backfills: tuple[tuple[str, Backfill], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of structure, wherever it is.

    Attributes:
        type: What kind.
        started_on: The first day.
        name: As people call it.
        owner: The body that keeps it up.
        area: What its coverage is counted in.
        counts: What was counted of all of them.
        is_at_least: Whether something was not counted.
    """

    type: StructureType
    started_on: date
    name: str = ""
    owner: str = ""
    area: AreaKind | None = None
    counts: dict[Measure, int] = field(default_factory=dict)
    is_at_least: bool = False


def registered(kind: Kind, units: Sequence[str], *, counted_on: date) -> list[Registered]:
    """Return a kind's structures, its counts spread over as many of the units as have at least one of each."""
    parts = min([len(units), *(count for count in kind.counts.values() if count)])
    shares = {measure: spread(count, parts) for measure, count in kind.counts.items()}
    return [
        Registered(
            unit,
            StructureEntry(
                type=kind.type,
                started_on=kind.started_on,
                name=kind.name,
                owner=kind.owner,
                area=kind.area,
                counts=tuple((measure, Decimal(counts[part])) for measure, counts in shares.items()),
                counted_on=counted_on,
                is_at_least=kind.is_at_least,
            ),
        )
        for part, unit in enumerate(units[:parts])
    ]


@dataclass(frozen=True, slots=True)
class Doing:
    """How much was done of one kind of activity in a period.

    Attributes:
        type: What kind.
        quantity: How much, in `unit`.
        unit: The unit of count.
        by: Who did it.
        topic: What it was about.
        second: How many attended, None where nobody counted.
    """

    type: ActivityType
    quantity: int
    unit: UnitOfCount
    by: SourceGroup
    topic: Topic | None = None
    second: int | None = None


def done(doing: Doing, units: Sequence[str], period: Period) -> list[tuple[str, ActivityEntry]]:
    """Return the entries of an activity: one for each unit, or fewer where there was too little, through the period."""
    parts = min(len(units), doing.quantity)
    quantities = spread(doing.quantity, parts)
    seconds = spread(doing.second, parts) if doing.second is not None else None
    length = period.end - period.start
    return [
        (
            units[part],
            ActivityEntry(
                doing.type,
                Decimal(quantities[part]),
                doing.unit,
                doing.by,
                on=period.start + length * part // parts,
                second_quantity=Decimal(seconds[part]) if seconds is not None else None,
                topic=doing.topic,
            ),
        )
        for part in range(parts)
    ]


async def enter(session: AsyncSession, entries: Registers, *, officer_id: int | None, now: datetime) -> None:
    """Enter everything; all structures before their milestones."""
    for unit_code, activity in entries.activities:
        await registers.record_activity(session, activity, unit_code=unit_code, officer_id=officer_id, now=now)
    await _enter_structures(session, entries.structures, officer_id=officer_id, now=now)
    for unit_code, standard in entries.standards:
        await registers.record_standard(session, standard, unit_code=unit_code, officer_id=officer_id, now=now)
    for unit_code, total in entries.backfills:
        await registers.record_backfill(session, total, unit_code=unit_code, officer_id=officer_id, now=now)


async def _enter_structures(
    session: AsyncSession, structures: Iterable[Registered], *, officer_id: int | None, now: datetime
) -> None:
    for one in structures:
        row = await registers.register_structure(
            session, one.entry, unit_code=one.unit_code, officer_id=officer_id, now=now
        )
        for milestone, count, on in one.milestones:
            await registers.note_milestone(
                session, row, milestone, Decimal(count), on=on, officer_id=officer_id, now=now
            )
