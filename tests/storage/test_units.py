"""Units as they were on a day: Đồng Nai was a province until it became a city on 30 April 2026."""

from datetime import date

import pytest

from bot.reference import units as every_unit
from storage import units
from storage.database import Database
from storage.units import UnitNotFoundError

DONG_NAI = "75"
BEFORE, AFTER = date(2026, 4, 29), date(2026, 4, 30)


@pytest.fixture
async def known(database: Database) -> Database:
    async with database.begin() as session:
        await units.load(session, [one for one in every_unit() if one.parent_code in {None, "VN", DONG_NAI}])
    return database


@pytest.mark.parametrize(("day", "kind"), [(BEFORE, "tỉnh"), (AFTER, "thành phố")])
async def test_a_unit_is_what_it_was_on_the_day(known: Database, day: date, kind: str) -> None:
    async with known.read() as session:
        unit = await units.on_day(session, DONG_NAI, day)
    assert (unit.name, unit.kind, unit.level) == ("Đồng Nai", kind, "province")


@pytest.mark.parametrize("day", [BEFORE, AFTER])
async def test_a_code_names_one_unit_on_every_day(known: Database, day: date) -> None:
    async with known.read() as session:
        provinces = await units.below(session, "VN", day)
        communes = await units.below(session, DONG_NAI, day)
        found = await units.named(session, [one.code for one in communes] + ["00000"], day)
    assert len(provinces) == len({one.code for one in provinces}) == 34
    assert set(found) == {one.code for one in communes}
    assert len(communes) > 50


async def test_a_unit_that_was_not_there_yet_is_not_found(known: Database) -> None:
    async with known.read() as session:
        for code, day in ((DONG_NAI, date(1975, 4, 30)), ("00000", AFTER), ("", AFTER), ("'; --", AFTER)):
            with pytest.raises(UnitNotFoundError):
                await units.on_day(session, code, day)


async def test_loading_twice_changes_nothing_and_a_new_name_one_row(known: Database) -> None:
    async with known.begin() as session:
        again = [one for one in every_unit() if one.parent_code in {None, "VN", DONG_NAI}]
        assert await units.load(session, again) == 0
