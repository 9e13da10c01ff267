"""What is not known of the registers, and of how many communes their numbers are."""

from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import reference
from domain.figures import FigureKey, StandardKey, StructureKey
from domain.periods import Period
from domain.structures import AreaKind, Measure, Standard, StandardEntry, StructureEntry, StructureType
from storage import registers, units
from storage.coverage import counted_later, lower_bounds
from storage.database import Database
from storage.figures import gather_figures, rows_of
from storage.reach import Reach, reach
from tests.storage.made import HUE, MY_THUONG, NOW, VY_DA

FOUNDED, COUNTED = date(2024, 7, 1), date(2026, 11, 13)
YEAR, THIS_YEAR = Period(date(2025, 1, 1), date(2025, 12, 31)), Period(date(2026, 1, 1), date(2026, 12, 31))
SCOPE = frozenset({HUE, MY_THUONG, VY_DA})
TEAMS, MODEL = StructureType.SECURITY_TEAM, StructureType.MODEL


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.begin() as session:
        known = {"VN", HUE, "01", MY_THUONG, VY_DA}
        await units.load(session, [one for one in reference.units() if one.code in known])
        yield session


async def register(
    session: AsyncSession, unit: str, of: StructureType, counts: dict[Measure, int], name: str = ""
) -> int:
    kept = tuple((measure, Decimal(count)) for measure, count in counts.items())
    entry = StructureEntry(of, FOUNDED, name, counts=kept, counted_on=COUNTED if kept else None)
    return await registers.register_structure(session, entry, unit_code=unit, officer_id=None, now=NOW)


async def quantity(session: AsyncSession, key: FigureKey, period: Period) -> int:
    figure = (await gather_figures(session, SCOPE, period)).find(key).quantity
    assert sum((row.quantity for row in await rows_of(session, key, SCOPE, period)), Decimal(0)) == figure
    return int(figure)


async def test_what_was_counted_later_was_not_one_before(session: AsyncSession) -> None:
    for unit in (MY_THUONG, VY_DA):
        await register(session, unit, TEAMS, {Measure.COUNT: 59, Measure.MEMBERS: 186})
    await register(session, VY_DA, MODEL, {}, "Xã bình yên")
    teams, models = StructureKey(TEAMS), StructureKey(MODEL)
    assert [await quantity(session, key, THIS_YEAR) for key in (teams, models)] == [118, 1]
    assert [await quantity(session, key, YEAR) for key in (teams, models)] == [0, 1]
    unknown = {StructureKey(TEAMS, measure, "", "") for measure in (Measure.COUNT, Measure.MEMBERS)}
    assert await counted_later(session, SCOPE, YEAR.end) == unknown
    assert await lower_bounds(session, SCOPE, YEAR.end) == unknown
    assert await counted_later(session, SCOPE, THIS_YEAR.end) == frozenset()


async def test_a_share_is_not_known_where_a_unit_has_not_said_of_how_many(session: AsyncSession) -> None:
    await register(session, MY_THUONG, TEAMS, {Measure.COUNT: 9, Measure.MEMBERS: 15_428})
    full = {Measure.COUNT: 8, Measure.MEMBERS: 372, Measure.EQUIPPED: 372, Measure.PAID: 372}
    await register(session, VY_DA, TEAMS, full)
    missing = {StructureKey(TEAMS, measure, "", "") for measure in (Measure.EQUIPPED, Measure.PAID)}
    assert await lower_bounds(session, SCOPE, THIS_YEAR.end) == missing
    assert await lower_bounds(session, {VY_DA}, THIS_YEAR.end) == frozenset()
    # What the province has counted itself, with all its parts, does not wait for those below.
    await register(session, HUE, TEAMS, full)
    assert await lower_bounds(session, SCOPE, THIS_YEAR.end) == frozenset()
    await register(session, VY_DA, MODEL, {Measure.COVERED: 7}, "Xã bình yên")
    assert await lower_bounds(session, SCOPE, THIS_YEAR.end) == {StructureKey(MODEL, Measure.AREAS, "Xã bình yên", "")}


async def test_a_number_of_one_ward_is_not_that_of_its_city(session: AsyncSession) -> None:
    covered = {Measure.COVERED: 12, Measure.AREAS: 12}
    await register(session, VY_DA, MODEL, covered, "Xã bình yên")
    schools = StandardEntry(Standard.SECURITY, AreaKind.SCHOOL, Decimal(4), Decimal(5), COUNTED)
    await registers.record_standard(session, schools, unit_code=VY_DA, officer_id=None, now=NOW)
    alone = Reach(1, 2, VY_DA)
    places, school = StructureKey(MODEL, Measure.AREAS, "Xã bình yên"), StandardKey(Standard.SECURITY, AreaKind.SCHOOL)
    assert await reach(session, SCOPE, THIS_YEAR.end) == dict.fromkeys((StructureKey(MODEL), places, school), alone)
    assert await reach(session, {VY_DA}, THIS_YEAR.end) == {}
    await register(session, MY_THUONG, MODEL, {}, "Xã bình yên")
    await registers.record_standard(session, schools, unit_code=HUE, officer_id=None, now=NOW)
    assert await reach(session, SCOPE, THIS_YEAR.end) == {places: alone}
    assert await reach(session, None, THIS_YEAR.end) == {places: alone}
    await register(session, HUE, MODEL, covered, "Xã bình yên")
    assert await reach(session, SCOPE, THIS_YEAR.end) == {}


async def test_models_and_exemplars_are_told_in_one_number_and_reach_as_far_as_both(session: AsyncSession) -> None:
    await register(session, VY_DA, MODEL, {})
    assert StructureKey(MODEL) in await reach(session, SCOPE, THIS_YEAR.end)
    await register(session, MY_THUONG, StructureType.EXEMPLAR, {})
    assert await reach(session, SCOPE, THIS_YEAR.end) == {}
    country = StandardEntry(Standard.SECURITY, AreaKind.SCHOOL, Decimal(4), Decimal(5), COUNTED)
    await registers.record_standard(session, country, unit_code="VN", officer_id=None, now=NOW)
    assert await reach(session, None, THIS_YEAR.end) == {}
