"""A report of what is in the database: figures, the units below, the year before, closed periods, the rows behind."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import reference
from domain.activities import ActivityEntry, ActivityType
from domain.backfills import Backfill
from domain.figures import ActivityKey, Figure, Figures, StructureKey, TipKey
from domain.outcomes import UnitOfCount, Value
from domain.periods import Period
from domain.structures import Measure, StructureEntry, StructureType
from domain.tip import Category, SourceGroup
from reports.contents import as_text
from reports.gather import Wanted, gather
from reports.lists import groups, lists_behind
from reports.reported import Unit
from reports.sections import contents_of, sentences_of
from reports.workbook import as_workbook
from storage import closed_periods, registers, units
from storage.database import Database
from storage.figures import gather_figures
from storage.models import Tip

HUE, MY_THUONG, THUAN_HOA = "46", "19930", "19789"
NOW = datetime(2026, 12, 5, 3, tzinfo=UTC)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
UNIT = Unit(HUE, "Công an thành phố Huế")


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    async with database.begin() as session:
        await units.load(session, [one for one in reference.units() if HUE in {one.code, one.parent_code}])
        await units.load(session, [one for one in reference.units() if one.code == "VN"])
        for number, (unit, day, value) in enumerate(
            [
                (MY_THUONG, datetime(2026, 11, 2, tzinfo=UTC), Value.VALUABLE),
                (MY_THUONG, datetime(2026, 11, 9, tzinfo=UTC), Value.KNOWN),
                (THUAN_HOA, datetime(2026, 11, 20, tzinfo=UTC), Value.VALUABLE),
                (HUE, datetime(2026, 11, 21, tzinfo=UTC), Value.UNASSESSED),
                (MY_THUONG, datetime(2025, 11, 21, tzinfo=UTC), Value.VALUABLE),
            ]
        ):
            session.add(a_tip(number, unit, day, value))
        await session.flush()
        yield session


def a_tip(number: int, unit: str, day: datetime, value: Value) -> Tip:
    return Tip(
        code_key=bytes([number]) * 32,
        code=b"",
        unit_code=unit,
        place_code=unit,
        place_source="text",
        received_at=day,
        source_group=SourceGroup.PEOPLE.value,
        category=Category.THEFT.value,
        suggested_category=Category.THEFT.value,
        urgency="normal",
        suggested_urgency="normal",
        status="acknowledged",
        legal_class="unclassified",
        value=value.value,
        objected=False,
    )


async def test_a_province_has_figures_units_below_and_the_year_before(session: AsyncSession) -> None:
    made = await gather(session, UNIT, NOVEMBER, now=NOW, wanted=Wanted(is_charted=True))
    assert made.figures.tips().quantity == 4
    assert made.figures.valuable_tips().quantity == 2
    assert [(one.code, one.tips, one.valuable) for one in made.by_unit][:3] == [
        (MY_THUONG, 2, 1),
        (THUAN_HOA, 1, 1),
        (HUE, 1, 0),
    ]
    assert sum(one.tips for one in made.by_unit) == 4
    assert made.last_year is not None
    assert made.last_year.figures.tips().quantity == 1
    assert sum(tally.tips for tally in made.tallies) == 4
    assert made.head is not None
    assert (made.head.superior, made.head.body, made.head.symbol) == ("Bộ Công an", UNIT.name, "BC-CATP")


async def test_a_commune_has_no_units_below(session: AsyncSession) -> None:
    made = await gather(session, Unit(MY_THUONG, "x"), NOVEMBER, now=NOW, wanted=Wanted(is_compared=False))
    assert made.figures.tips().quantity == 2
    assert not made.by_unit
    assert not made.tallies
    assert made.last_year is None
    assert made.head is not None
    assert (made.head.superior, made.head.signer) == ("Công an thành phố Huế", "Trưởng Công an")


async def test_the_country_tells_its_provinces_apart(session: AsyncSession) -> None:
    made = await gather(session, Unit("VN", "x"), NOVEMBER, now=NOW)
    assert [(one.code, one.tips) for one in made.by_unit if one.tips] == [(HUE, 4)]


async def test_a_closed_period_prints_what_was_frozen_and_the_next_one_tells_of_changes(session: AsyncSession) -> None:
    frozen = await gather_figures(session, {HUE, MY_THUONG, THUAN_HOA}, NOVEMBER)
    await closed_periods.close(session, HUE, NOVEMBER, frozen, officer_id=None, now=NOW)
    session.add(a_tip(9, MY_THUONG, datetime(2026, 11, 3, tzinfo=UTC), Value.KNOWN))
    await session.flush()
    made = await gather(session, UNIT, NOVEMBER, now=NOW)
    assert made.figures.tips().quantity == 4
    assert made.closing is not None
    assert {(one.key, one.frozen, one.now) for one in made.closing.adjusted} >= {(TipKey(), 4, 5)}
    december = Period(date(2026, 12, 1), date(2026, 12, 31))
    following = await gather(session, UNIT, december, now=NOW)
    assert following.closing is None
    assert following.before is not None
    assert following.before.adjusted == made.closing.adjusted


async def test_totals_from_before_are_apart_until_they_are_asked_for(session: AsyncSession) -> None:
    total = Backfill(TipKey(SourceGroup.PEOPLE), Decimal(900), date(2026, 11, 1), date(2026, 11, 1), "Báo cáo 1")
    await registers.record_backfill(session, total, unit_code=MY_THUONG, officer_id=None, now=NOW)
    apart = await gather(session, UNIT, NOVEMBER, now=NOW)
    assert [one.document for one in apart.backfills] == ["Báo cáo 1"]
    assert "904" not in "\n".join(sentences_of(apart))
    assert "904" in "\n".join(sentences_of(replace(apart, is_summed=True)))


async def _registered(session: AsyncSession) -> None:
    patrols = ActivityEntry(
        ActivityType.PATROL, Decimal(3), UnitOfCount.TURN, SourceGroup.GRASSROOTS_FORCE, date(2026, 11, 4), Decimal(20)
    )
    await registers.record_activity(session, patrols, unit_code=MY_THUONG, officer_id=None, now=NOW)
    camera = StructureEntry(
        StructureType.CAMERA_SYSTEM,
        date(2026, 1, 1),
        name="Camera với an ninh trật tự",
        counts=((Measure.CAMERAS, Decimal(28)), (Measure.POINTS, Decimal(24))),
        counted_on=date(2026, 1, 1),
    )
    await registers.register_structure(session, camera, unit_code=MY_THUONG, officer_id=None, now=NOW)


async def test_there_is_a_list_behind_every_group_of_figures_and_it_sums_to_them(session: AsyncSession) -> None:
    await _registered(session)
    made = await gather(session, UNIT, NOVEMBER, now=NOW)
    codes = {HUE, MY_THUONG, THUAN_HOA}
    lists = await lists_behind(session, codes, NOVEMBER, made.figures)
    assert len(lists) == len(groups(made.figures)) == 3
    sums: dict[str, Decimal] = {}
    for table in lists:
        for row in table.rows:
            quantity = row.cells[5]
            assert isinstance(quantity, Decimal)
            sums[row.figure] = sums.get(row.figure, Decimal(0)) + quantity
    cameras = StructureKey(StructureType.CAMERA_SYSTEM, Measure.CAMERAS)
    attendance = ActivityKey(ActivityType.PATROL, UnitOfCount.TURN, is_second=True)
    assert made.figures.find(cameras).quantity == 28
    assert made.figures.find(attendance).quantity == 20
    figures = {one.id: one.quantity for one in made.figures.listed()}
    assert sums == {name: figures[name] for name in sums}
    assert {"tips", "structure.camera_system.cameras", "activity.patrol.turn.second"} <= set(sums)
    assert as_workbook(contents_of(made, lists)).startswith(b"PK")


async def test_tips_of_a_models_members_are_counted_under_its_name(session: AsyncSession) -> None:
    entry = StructureEntry(StructureType.MODEL, date(2026, 1, 1), name="Bản bình yên")
    model = await registers.register_structure(session, entry, unit_code=MY_THUONG, officer_id=None, now=NOW)
    theirs = a_tip(7, MY_THUONG, datetime(2026, 11, 5, tzinfo=UTC), Value.VALUABLE)
    theirs.model_id, theirs.source_group = model, SourceGroup.MODEL.value
    session.add(theirs)
    await session.flush()
    made = await gather(session, UNIT, NOVEMBER, now=NOW)
    assert [(one.name, one.tips, one.valuable) for one in made.by_model] == [("Bản bình yên", 1, 1)]
    assert "“Bản bình yên”: 1" in as_text(contents_of(made))
    assert made.figures.tips().quantity == 5


async def test_very_many_parts_leave_only_the_wholes_in_the_table(session: AsyncSession) -> None:
    made = await gather(session, UNIT, NOVEMBER, now=NOW)
    cells = tuple(
        Figure(StructureKey(StructureType.SECURITY_TEAM, Measure.COUNT, f"Tổ {n}", ""), Decimal(1)) for n in range(400)
    )
    many = contents_of(replace(made, figures=Figures(cells), last_year=None))
    (table,) = [one.table for one in many.sections if one.table is not None and one.table.title == "Số liệu"]
    assert [row.cells[1] for row in table.rows if row.figure == "structure.security_team"] == [400]
    assert len(table.rows) < 10
    assert table.note


async def test_a_list_that_is_cut_says_so(session: AsyncSession) -> None:
    made = await gather(session, UNIT, NOVEMBER, now=NOW)
    (table,) = await lists_behind(session, None, NOVEMBER, made.figures, limit=3)
    assert len(table.rows) == 3
    assert "3" in table.note
    (whole,) = await lists_behind(session, None, NOVEMBER, made.figures, limit=4)
    assert (len(whole.rows), whole.note) == (4, "")


async def test_nothing_has_no_lists(session: AsyncSession) -> None:
    assert await lists_behind(session, None, NOVEMBER, Figures()) == ()
