"""Numbers of a unit stand for its whole area: what units below have counted of the same is not added to them."""

import random
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import reference
from domain.backfills import Backfill
from domain.figures import FigureKey, StandardKey, StructureKey, TipKey
from domain.outcomes import Value
from domain.periods import Period
from domain.structures import AreaKind, Measure, Standard, StandardEntry, StructureEntry, StructureType
from domain.tip import SourceGroup
from domain.wholes import Whole
from storage import registers, units
from storage.coverage import lower_bounds, wholes
from storage.database import Database
from storage.figures import gather_figures, rows_of
from tests.storage.made import HUE, MY_THUONG, NOW, VY_DA

DAY = date(2026, 11, 1)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SCOPE = frozenset({HUE, MY_THUONG, VY_DA})
COUNT, MEMBERS = Measure.COUNT, Measure.MEMBERS
TEAMS, MODEL, CLUB = StructureType.SECURITY_TEAM, StructureType.MODEL, StructureType.CLUB


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.begin() as session:
        local = [one for one in reference.units() if one.code in {"VN", HUE, "01"} or one.parent_code == HUE]
        await units.load(session, local)
        yield session


async def register(
    session: AsyncSession,
    unit: str,
    of: StructureType,
    counts: dict[Measure, int],
    name: str = "",
    *,
    owner: str = "",
    is_at_least: bool = False,
) -> None:
    kept = tuple((measure, Decimal(count)) for measure, count in counts.items())
    on = DAY if kept else None
    entry = StructureEntry(of, DAY, name, owner, counts=kept, counted_on=on, is_at_least=is_at_least)
    await registers.register_structure(session, entry, unit_code=unit, officer_id=None, now=NOW)


async def quantity(session: AsyncSession, key: FigureKey, scope: frozenset[str] | None = SCOPE) -> int:
    """Return a figure, once it is sure that the rows behind it add up to it."""
    figure = (await gather_figures(session, scope, YEAR)).find(key).quantity
    assert sum((row.quantity for row in await rows_of(session, key, scope, YEAR)), Decimal(0)) == figure
    return int(figure)


async def test_a_provinces_number_stands_for_those_of_its_communes(session: AsyncSession) -> None:
    await register(session, HUE, TEAMS, {COUNT: 100})
    await register(session, MY_THUONG, TEAMS, {COUNT: 12, MEMBERS: 36})
    await register(session, VY_DA, TEAMS, {COUNT: 8, MEMBERS: 24})
    for scope in (SCOPE, None):
        assert await quantity(session, StructureKey(TEAMS), scope) == 100
        assert await quantity(session, StructureKey(TEAMS, MEMBERS), scope) == 60, "nobody above has counted them"
        assert await wholes(session, scope, YEAR.end) == [Whole(HUE, StructureKey(TEAMS), 2, Decimal(20))]
    assert await quantity(session, StructureKey(TEAMS), frozenset({MY_THUONG})) == 12
    assert await wholes(session, {MY_THUONG}, YEAR.end) == []


async def test_what_is_a_provinces_own_has_a_name_and_hides_nothing_else(session: AsyncSession) -> None:
    await register(session, HUE, CLUB, {COUNT: 1}, "Câu lạc bộ của tỉnh")
    await register(session, MY_THUONG, CLUB, {COUNT: 3}, "Thắp sáng niềm tin")
    await register(session, VY_DA, CLUB, {COUNT: 2}, "Câu lạc bộ của tỉnh")
    assert await quantity(session, StructureKey(CLUB)) == 4
    assert await quantity(session, StructureKey(CLUB, name="Thắp sáng niềm tin")) == 3
    whole = StructureKey(CLUB, name="Câu lạc bộ của tỉnh")
    assert await wholes(session, SCOPE, YEAR.end) == [Whole(HUE, whole, 1, Decimal(2))]


async def test_a_number_without_a_name_or_an_owner_is_that_of_all_names_and_owners(session: AsyncSession) -> None:
    await register(session, HUE, MODEL, {COUNT: 50})
    await register(session, MY_THUONG, MODEL, {}, "Tổ 3 trên 1", owner="Hội CCB")
    assert await quantity(session, StructureKey(MODEL)) == 50
    await register(session, HUE, CLUB, {COUNT: 30}, owner="Hội LHPN")
    await register(session, VY_DA, CLUB, {COUNT: 2}, "5 có, 3 sạch", owner="Hội LHPN")
    await register(session, VY_DA, CLUB, {COUNT: 7}, owner="Đoàn Thanh niên")
    assert await quantity(session, StructureKey(CLUB)) == 37


async def test_what_a_province_has_not_counted_stands_for_nothing(session: AsyncSession) -> None:
    await register(session, HUE, MODEL, {})
    await register(session, MY_THUONG, MODEL, {COUNT: 4})
    assert await quantity(session, StructureKey(MODEL)) == 5


async def test_the_countrys_number_stands_for_all_provinces(session: AsyncSession) -> None:
    for unit, count in (("VN", 1000), (HUE, 100), ("01", 200), (MY_THUONG, 10)):
        await register(session, unit, TEAMS, {COUNT: count})
    assert await quantity(session, StructureKey(TEAMS), None) == 1000
    assert await quantity(session, StructureKey(TEAMS)) == 100
    assert await wholes(session, None, YEAR.end) == [Whole("VN", StructureKey(TEAMS), 3, Decimal(310))]


async def test_standards_of_a_province_are_those_of_its_communes(session: AsyncSession) -> None:
    for unit, met, assessed in ((HUE, 90, 100), (MY_THUONG, 5, None), (VY_DA, 7, 9)):
        known = None if assessed is None else Decimal(assessed)
        entry = StandardEntry(Standard.SECURITY, AreaKind.SCHOOL, Decimal(met), known, DAY)
        await registers.record_standard(session, entry, unit_code=unit, officer_id=None, now=NOW)
    key = StandardKey(Standard.SECURITY, AreaKind.SCHOOL)
    assert await quantity(session, key) == 90
    assert await quantity(session, replace(key, is_assessed=True)) == 100
    assert await quantity(session, key, frozenset({VY_DA})) == 7
    assert await wholes(session, SCOPE, YEAR.end) == [Whole(HUE, key, 2, Decimal(12))]


async def test_lower_bounds_are_those_of_the_numbers_that_count(session: AsyncSession) -> None:
    await register(session, MY_THUONG, TEAMS, {COUNT: 12}, is_at_least=True)
    await register(session, VY_DA, MODEL, {COUNT: 3}, "Tổ 3 trên 1", is_at_least=True)
    teams, model = StructureKey(TEAMS, COUNT, "", ""), StructureKey(MODEL, COUNT, "Tổ 3 trên 1", "")
    assert await lower_bounds(session, SCOPE, YEAR.end) == {teams, model}
    await register(session, HUE, TEAMS, {COUNT: 100})
    assert await lower_bounds(session, SCOPE, YEAR.end) == {model}
    [there] = await registers.structures_of(session, [VY_DA], YEAR.end)
    await registers.count_structure(session, there.id, COUNT, Decimal(4), on=NOW.date(), officer_id=None, now=NOW)
    assert await lower_bounds(session, SCOPE, YEAR.end) == frozenset()


TOTAL = Backfill(
    TipKey(SourceGroup.PEOPLE, Value.VALUABLE), Decimal(900), date(2026, 1, 1), date(2026, 6, 30), "Báo cáo 1"
)


async def test_totals_from_before_of_communes_are_part_of_their_provinces(session: AsyncSession) -> None:
    parts = {
        MY_THUONG: replace(TOTAL, quantity=Decimal(30), is_at_least=True),
        VY_DA: replace(TOTAL, quantity=Decimal(20), start=date(2026, 7, 1), end=date(2026, 8, 1)),
        HUE: TOTAL,
    }
    for unit, total in parts.items():
        await registers.record_backfill(session, total, unit_code=unit, officer_id=None, now=NOW)
    found = await registers.backfills_in(session, SCOPE, YEAR)
    assert {one.unit_code: (one.contained_in, one.total) for one in found} == {
        MY_THUONG: (HUE, parts[MY_THUONG]),
        VY_DA: ("", parts[VY_DA]),
        HUE: ("", TOTAL),
    }
    assert registers.wholes_of(found) == [Whole(HUE, TOTAL.figure, 1, Decimal(30))]
    [own] = await registers.backfills_in(session, [MY_THUONG], YEAR)
    assert own.contained_in == ""


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_number_is_counted_twice_whatever_is_entered(session: AsyncSession, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    above_provinces = {HUE: (HUE, "VN"), "01": ("01", "VN")}
    levels = {"VN": ("VN",), **above_provinces, **{one: (one, *above_provinces[HUE]) for one in (MY_THUONG, VY_DA)}}
    entered = []
    for _ in range(25):
        unit, name, owner = chance.choice([*levels]), chance.choice(["", "A", "B"]), chance.choice(["", "x"])
        counts = {one: chance.randint(0, 9) for one in (COUNT, MEMBERS) if chance.random() < 0.6}
        entered.append((unit, name, owner, counts))
        await register(session, unit, MODEL, counts, name, owner=owner)
    for scope in (None, SCOPE, frozenset({MY_THUONG})):
        expected: defaultdict[Measure, int] = defaultdict(int)
        within = [one for one in entered if scope is None or one[0] in scope]
        for unit, name, owner, counts in within:
            for measure, count in ({COUNT: 1} | counts).items():
                stands = [
                    above
                    for above in within
                    if above[0] in levels[unit][1:] and measure in above[3]
                    and above[1] in {"", name} and above[2] in {"", owner}
                ]  # fmt: skip
                expected[measure] += 0 if stands else count
        for measure in (COUNT, MEMBERS):
            assert await quantity(session, StructureKey(MODEL, measure), scope) == expected[measure]
