"""In what the coverage of structures is counted: hamlets, communes, districts."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.structures import AreaKind, StructureType
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
