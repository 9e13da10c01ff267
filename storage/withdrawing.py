"""Structures that were entered by mistake: they count on no day, and neither does what was noted of them.

A row of the register is never taken out. One that was there on no day, because it ended on its first, is one that was
entered by mistake; who withdrew it and when stands in an entry of its own that names it.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.periods import local_day
from domain.structures import Measure, StructureEntry
from storage import enrolments, registers
from storage.register_tables import Structure, StructureCount, StructureEvent
from storage.registers import RegisteredStructure, StructureNotFoundError

WITHDRAWN = "withdrawn"
"""What an event of a structure says that withdraws it; it is no milestone, and no figure counts it."""


def is_withdrawn(one: RegisteredStructure) -> bool:
    """Whether a structure was entered by mistake."""
    return one.ended_on == one.started_on


async def withdraw(session: AsyncSession, structure_id: int, *, officer_id: int | None, now: datetime) -> bool:
    """Let a structure count nowhere, with its numbers and milestones; returns False where it does so already.

    Periods that are closed stay as they are and show it as an adjustment. Its links to enrol by end, and who enrolled
    in it is counted as the people again.

    Args:
        session: The transaction.
        structure_id: Which structure.
        officer_id: Who says so, None for the operator.
        now: When that is, in UTC.

    Raises StructureNotFoundError.
    """
    await registers.structure(session, structure_id, officer_id=officer_id, now=now)
    row = await session.get(Structure, structure_id, with_for_update=True)
    if row is None:
        raise StructureNotFoundError
    if row.ended_on == row.started_on:
        return False
    row.ended_on = row.started_on
    session.add(
        StructureEvent(
            structure_id=structure_id,
            milestone=WITHDRAWN,
            quantity=Decimal(1),
            on=row.started_on,
            officer_id=officer_id,
            recorded_at=now,
        )
    )
    await session.flush()
    await enrolments.dissolve(session, structure_id, now=now)
    return True


async def put_in_place(
    session: AsyncSession,
    structure_id: int,
    entry: StructureEntry,
    *,
    unit_code: str,
    officer_id: int | None,
    now: datetime,
) -> int:
    """Register a structure as it should have been in place of one that is withdrawn; returns the new one's row.

    What was counted of the old one on each day is counted of the new one on that day, but not before it was there; a
    count of the entry that is different is one of today, and what the entry does not count is left out. Milestones are
    not taken over: whether they were right is for the officer to say. Who enrolled in the old one is in the new one.

    Raises StructureNotFoundError, and what `registers.register_structure` raises.
    """
    # Whoever corrects or withdraws it at the same time comes after, and finds it withdrawn.
    await session.get(Structure, structure_id, with_for_update=True)
    old = await registers.structure(session, structure_id, officer_id=officer_id, now=now)
    if is_withdrawn(old):
        raise StructureNotFoundError
    bare = replace(entry, counts=(), counted_on=None)
    made = await registers.register_structure(session, bare, unit_code=unit_code, officer_id=officer_id, now=now)
    counted = dict(entry.counts)
    await _copy_counts(session, structure_id, made, counted.keys(), now=now)
    for measure, quantity in counted.items():
        if old.counts.get(measure) != quantity:
            await registers.count_structure(
                session, made, measure, quantity, on=local_day(now), officer_id=officer_id, now=now
            )
    if old.type is entry.type:
        await enrolments.follow(session, structure_id, made)
    await withdraw(session, structure_id, officer_id=officer_id, now=now)
    return made


async def _copy_counts(
    session: AsyncSession, old_id: int, new_id: int, measures: Collection[Measure], *, now: datetime
) -> None:
    """Enter what was counted of one structure for another one, on the same days as far as that was there."""
    new = await session.get_one(Structure, new_id)
    rows = await session.scalars(
        select(StructureCount).where(StructureCount.structure_id == old_id).order_by(StructureCount.id)
    )
    for row in sorted(rows, key=lambda one: (one.on, one.id)):
        if Measure(row.measure) in measures:
            copied = {name: getattr(row, name) for name in _COPIED}
            on = max(row.on, new.started_on)
            session.add(StructureCount(**copied, structure_id=new_id, on=on, recorded_at=now))
            # One after the other: of one day the last one holds.
            await session.flush()


_COPIED = sorted(
    column.key
    for column in StructureCount.metadata.tables[StructureCount.__tablename__].c
    if column.key not in {"id", "structure_id", "on", "recorded_at"}
)
"""What is the same of a count that is entered for another structure."""
