"""What the registers tell of their numbers: in what coverage is counted, what is a lower bound, what a whole."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figure_keys import FigureKey, StandardKey, StructureKey
from domain.structures import AreaKind, Measure, Standard, StructureType
from domain.wholes import Whole
from storage import counted
from storage.counted import Units, is_structure
from storage.register_tables import Structure


async def areas_of_coverage(
    session: AsyncSession, unit_codes: Units, day: date
) -> dict[tuple[StructureType, str], AreaKind]:
    """Return for each type and name of structure that was there on a day in what its coverage is counted.

    The name is empty for those without one. What is counted in hamlets here and in communes there is left out, for a
    sum of both is in neither.
    """
    kept = (Structure.type, Structure.name)
    rows = await session.execute(
        select(*kept, func.min(Structure.area))
        .where(is_structure(unit_codes, day), Structure.area.is_not(None))
        .group_by(*kept)
        .having(func.count(Structure.area.distinct()) == 1)
    )
    return {(StructureType(of), name): AreaKind(area) for of, name, area in rows if area}


async def lower_bounds(session: AsyncSession, unit_codes: Units, day: date) -> frozenset[FigureKey]:
    """Return the smallest figures of structures on a day of which something was not counted."""
    bounds = await session.execute(counted.lower_bounds(unit_codes, day))
    missing = await session.execute(counted.missing_parts(unit_codes, day))
    said = frozenset(_figure(*row) for row in (*bounds, *missing))
    return said | await counted_later(session, unit_codes, day)


async def counted_later(session: AsyncSession, unit_codes: Units, day: date) -> frozenset[FigureKey]:
    """Return the smallest figures of structures that were there on a day, and were first counted after it."""
    rows = await session.execute(counted.counted_later(unit_codes, day))
    return frozenset(_figure(*row) for row in rows)


def _figure(of: str, measure: str, name: str, owner: str) -> StructureKey:
    return StructureKey(StructureType(of), Measure(measure), name, owner)


async def wholes(session: AsyncSession, unit_codes: Units, day: date) -> list[Whole]:
    """Return the numbers of structures and standards on a day to which those of units below were not added."""
    if not counted.has_levels(unit_codes):
        return []
    structures = await session.execute(counted.contained_structures(unit_codes, day))
    found = []
    for row in structures:
        # What is said of all names, or of all owners, names none.
        of, measure = StructureType(row.type), Measure(row.measure)
        key = StructureKey(of, measure, row.whole_name or None, row.whole_owner or None)
        found.append(Whole(row.unit_code, key, row.units, row.quantity))
    standards = await session.execute(counted.contained_standards(unit_codes, day))
    return found + [
        Whole(row.unit_code, StandardKey(Standard(row.standard), AreaKind(row.area)), row.units, row.quantity)
        for row in standards
    ]
