"""What a place and its parts are called in the sentences of its report."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot import reference
from domain.backfills import Backfill
from domain.figures import Figure, Figures, StructureKey, TipKey
from domain.structures import AreaKind, Measure, StructureEntry, StructureType
from domain.tip import SourceGroup
from locales import language
from reports.locality import locality_of, whole
from reports.numbers import NumberStyle
from reports.wording import sentences
from reports.wording.telling import Telling
from storage import registers, units
from storage.coverage import areas_of_coverage
from storage.database import Database
from tests.storage.made import HUE, MY_THUONG, VY_DA

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
TODAY = date(2026, 11, 21)
MODEL, CAMERAS = StructureType.MODEL, StructureType.CAMERA_SYSTEM


@pytest.fixture
async def known(database: Database) -> Database:
    """A database that knows Huế and its communes."""
    async with database.begin() as session:
        local = [one for one in reference.units() if one.code in {"VN", HUE} or one.parent_code == HUE]
        await units.load(session, local)
    return database


async def register(database: Database, of: StructureType, area: AreaKind | None, unit_code: str, name: str) -> None:
    async with database.begin() as session:
        entry = StructureEntry(of, date(2025, 8, 1), name, area=area)
        await registers.register_structure(session, entry, unit_code=unit_code, officer_id=None, now=NOW)


async def test_the_areas_are_those_in_which_all_structures_of_a_name_are_counted(known: Database) -> None:
    await register(known, MODEL, AreaKind.HAMLET, MY_THUONG, "Bản bình yên")
    await register(known, MODEL, AreaKind.HAMLET, VY_DA, "Bản bình yên")
    await register(known, MODEL, AreaKind.HAMLET, MY_THUONG, "Dòng họ tự quản")
    await register(known, MODEL, AreaKind.RESIDENTIAL_AREA, VY_DA, "Dòng họ tự quản")
    await register(known, CAMERAS, None, VY_DA, "Camera với ANTT")
    async with known.begin() as session:
        expected = {(MODEL, "Bản bình yên"): AreaKind.HAMLET}
        assert await areas_of_coverage(session, None, TODAY) == expected
        assert await areas_of_coverage(session, [VY_DA], date(2025, 7, 1)) == {}
        found = await areas_of_coverage(session, [VY_DA], TODAY)
    assert found[MODEL, "Dòng họ tự quản"] is AreaKind.RESIDENTIAL_AREA


async def test_a_unit_is_named_by_its_kind_and_communes_as_they_were(known: Database) -> None:
    await register(known, MODEL, AreaKind.COMMUNE, MY_THUONG, "Bản bình yên")
    cells = [
        Figure(StructureKey(MODEL, measure, "Bản bình yên", ""), Decimal(3))
        for measure in (Measure.COUNT, Measure.COVERED, Measure.AREAS)
    ]
    async with known.begin() as session:
        city = await units.on_day(session, HUE, TODAY)
        country = await units.on_day(session, "VN", TODAY)
        locality = await locality_of(session, city, None, TODAY)
        earlier = await locality_of(session, city, None, date(2025, 6, 30))
    said = sentences(Figures(tuple(cells)), locality=locality)
    assert said[1:] == [
        "Phường Mỹ Thượng đã duy trì hoạt động 3 mô hình “Bản bình yên”.",
        "Mô hình “Bản bình yên” đang hoạt động tại 3/3 xã, phường.",
    ]
    assert earlier.area(AreaKind.COMMUNE) == "xã, phường, thị trấn"
    assert whole(country) == "cả nước"
    with language("en"):
        places = [whole(replace(city, kind=kind)) for kind in ("tỉnh", "thành phố", "xã", "phường", "đặc khu", "khác")]
    assert [place.removeprefix("the whole ") for place in places] == [
        *("province", "city", "commune", "ward", "special zone", "area")
    ]


async def test_what_was_not_all_counted_is_a_lower_bound_and_so_is_every_larger_figure(known: Database) -> None:
    part = StructureKey(MODEL, Measure.COUNT, "Bản bình yên", "")
    added = Backfill(TipKey(SourceGroup.PEOPLE), Decimal(9), TODAY, TODAY, "Báo cáo 1", is_at_least=True)
    async with known.begin() as session:
        entry = StructureEntry(MODEL, TODAY, part.name or "", counts=((Measure.COUNT, Decimal(543)),), counted_on=TODAY)
        for is_at_least, unit_code in ((True, MY_THUONG), (False, VY_DA)):
            marked = replace(entry, is_at_least=is_at_least)
            await registers.register_structure(session, marked, unit_code=unit_code, officer_id=None, now=NOW)
        city = await units.on_day(session, HUE, TODAY)
        locality = await locality_of(session, city, None, TODAY, [added, replace(added, is_at_least=False)])
        elsewhere = await locality_of(session, city, [VY_DA], TODAY)
    assert locality.at_least == {part, added.figure}
    assert elsewhere.at_least == frozenset()
    telling = Telling.of(Figures((Figure(part, Decimal(1086)),)), NumberStyle.ROUNDED, locality)
    asked = (part, StructureKey(MODEL), StructureKey(MODEL, name="Tổ 3 trên 1"), StructureKey(CAMERAS), TipKey())
    assert [telling.number(Decimal(543), key) for key in asked] == ["hơn 543", "hơn 543", "543", "543", "hơn 543"]


def test_a_total_from_before_that_is_a_lower_bound_is_told_so_where_it_stands_apart() -> None:
    total = Backfill(TipKey(SourceGroup.PEOPLE), Decimal(122_000), TODAY, TODAY, "Báo cáo 1")
    for style, is_at_least, number in (
        (NumberStyle.ROUNDED, True, "hơn 122.000"),
        (NumberStyle.EXACT, True, ": 122.000"),
        (NumberStyle.ROUNDED, False, ": 122.000"),
    ):
        assert number in sentences(Figures(()), style, backfilled=[replace(total, is_at_least=is_at_least)])[-1]
