"""Which units a page tells apart, and under which of them a tip counts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import COUNTRY
from storage import audit, people, units
from storage.units import Unit, UnitNotFoundError
from web.labels import desk


class _OfUnit(Protocol):
    @property
    def unit_code(self) -> str: ...


Fact = TypeVar("Fact", bound=_OfUnit)


@dataclass(frozen=True, slots=True)
class Scope:
    """A unit and those below it.

    Attributes:
        unit: Whose page it is.
        codes: The units whose tips count, None for all.
        listed: The units that are told apart, by code: provinces for the country, else communes and the desk.
        above: Units that are not told apart → the listed one that they count under.
    """

    unit: Unit
    codes: frozenset[str] | None
    listed: dict[str, Unit]
    above: dict[str, str]

    def part_of(self, unit_code: str) -> str:
        """Return the listed unit that a unit counts under."""
        return unit_code if unit_code in self.listed else self.above.get(unit_code, self.unit.code)

    def by_part(self, facts: Iterable[Fact]) -> defaultdict[str, list[Fact]]:
        """Return facts by the listed unit that they count under."""
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            found[self.part_of(fact.unit_code)].append(fact)
        return found

    def within(self, part: str | None, facts: Iterable[Fact]) -> list[Fact]:
        """Return the facts of one listed unit, all of them for None. Raises UnitNotFoundError for an unlisted one."""
        if part is None:
            return list(facts)
        if part not in self.listed:
            raise UnitNotFoundError(part)
        return [fact for fact in facts if self.part_of(fact.unit_code) == part]

    def codes_within(self, part: str, unit_codes: Iterable[str]) -> list[str]:
        """Return those of the units that count under one listed unit. Raises UnitNotFoundError for an unlisted one."""
        if part not in self.listed:
            raise UnitNotFoundError(part)
        return [code for code in unit_codes if self.part_of(code) == part]

    def name_of(self, part: str) -> str:
        """Return what a listed unit is called; the unit's own tips are those on its desk."""
        unit = self.listed[part]
        return desk(unit) if unit.code == self.unit.code and len(self.listed) > 1 else unit.full_name


async def scope_of(session: AsyncSession, unit: Unit, day: date) -> Scope:
    """Return a unit's scope, as the units are on a day."""
    below = await units.below(session, unit.code, day)
    listed = {one.code: one for one in [unit, *below]}
    above: dict[str, str] = {}
    if unit.code == COUNTRY:
        for province in below:
            above |= {one.code: province.code for one in await units.below(session, province.code, day)}
    return Scope(unit, await audit.scope(session, unit.code, day), listed, above)


async def with_queue(session: AsyncSession, scope: Scope) -> set[str]:
    """Return the listed units that take tips, also where they have none just now; the country's are too many."""
    return set() if scope.unit.code == COUNTRY else await people.queues_among(session, list(scope.listed))
