"""How far the registers reach: by how many of the communes of a report something was counted.

A number that one ward has counted is no number of its city: whoever tells it must say of how many it is. What a unit
above has counted is that of its whole area; see `storage.counted`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from domain.access import COUNTRY
from domain.entries import unit_day
from domain.figure_keys import FigureKey, StandardKey, StructureKey
from domain.structures import AreaKind, Measure, Standard, StructureType
from storage import counted
from storage.counted import Units, is_structure, within
from storage.models import Unit
from storage.register_tables import StandardMet, Structure, StructureCount

_COMMUNE_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Reach:
    """How many communes a number is of, where it is not of all of them.

    Attributes:
        communes: Those that have counted, or lie in a province that has.
        of: All communes of the report.
        only: The code of the one commune that has counted, empty where there are several.
    """

    communes: int
    of: int
    only: str = ""


async def reach(session: AsyncSession, unit_codes: Units, day: date) -> dict[FigureKey, Reach]:
    """Return how far numbers reach that stand on a day and are not of all communes among these units.

    The keys are those of a type of structure, of its places in all under a name, and of a standard in a kind of area.
    """
    if not counted.has_levels(unit_codes):
        return {}
    communes = await _communes(session, unit_codes, day)
    counters: defaultdict[FigureKey, set[str]] = defaultdict(set)
    for of, unit in await session.execute(_of_types(unit_codes, day)):
        counters[StructureKey(StructureType(of))].add(unit)
    for of, name, unit in await session.execute(_of_coverage(unit_codes, day)):
        counters[StructureKey(StructureType(of), Measure.AREAS, name)].add(unit)
    for standard, area, unit in await session.execute(_of_standards(unit_codes, day)):
        counters[StandardKey(Standard(standard), AreaKind(area))].add(unit)
    models, exemplars = (StructureKey(of) for of in (StructureType.MODEL, StructureType.EXEMPLAR))
    if models in counters and exemplars in counters:
        # Reports tell both in one number.
        counters[models] = counters[exemplars] = counters[models] | counters[exemplars]
    found = {key: _reached(units, communes) for key, units in counters.items()}
    return {key: one for key, one in found.items() if one.communes < one.of}


def _reached(units: Iterable[str], communes: Mapping[str, str | None]) -> Reach:
    """Return how many communes, each given with its province, have counted or lie below a unit that has."""
    counters = frozenset(units)
    if COUNTRY in counters:
        return Reach(len(communes), len(communes))
    reached = [code for code, province in communes.items() if code in counters or province in counters]
    only = reached[0] if len(reached) == 1 else ""
    return Reach(len(reached), len(communes), only)


async def _communes(session: AsyncSession, unit_codes: Units, day: date) -> dict[str, str | None]:
    on = unit_day(day)
    in_force = and_(Unit.valid_from <= on, or_(Unit.valid_until.is_(None), Unit.valid_until > on))
    is_commune = func.length(Unit.code) == _COMMUNE_DIGITS
    rows = await session.execute(
        select(Unit.code, Unit.parent_code).where(in_force, is_commune, within(Unit.code, unit_codes))
    )
    return {row.code: row.parent_code for row in rows}


def _of_types(unit_codes: Units, day: date) -> Select[*tuple[Any, ...]]:
    return _distinct(Structure.type, Structure.unit_code).where(is_structure(unit_codes, day))


def _of_coverage(unit_codes: Units, day: date) -> Select[*tuple[Any, ...]]:
    has_areas = select(StructureCount.structure_id).where(
        StructureCount.on <= day, StructureCount.measure == Measure.AREAS.value
    )
    return _distinct(Structure.type, Structure.name, Structure.unit_code).where(
        is_structure(unit_codes, day), Structure.id.in_(has_areas)
    )


def _of_standards(unit_codes: Units, day: date) -> Select[*tuple[Any, ...]]:
    return _distinct(StandardMet.standard, StandardMet.area, StandardMet.unit_code).where(
        within(StandardMet.unit_code, unit_codes), StandardMet.on <= day
    )


def _distinct(*columns: InstrumentedAttribute[str]) -> Select[*tuple[Any, ...]]:
    return select(*columns).distinct()
