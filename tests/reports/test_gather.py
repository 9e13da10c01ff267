"""A report of what is in the database: figures, the units below, the year before, closed periods, the rows behind."""

import json
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
from domain.periods import Period, PeriodName, named
from domain.structures import Measure, StructureEntry, StructureType
from domain.tip import Category, SourceGroup
from domain.wholes import Whole
from locales import language
from reports.contents import as_text
from reports.gather import Wanted, gather
from reports.lists import groups, lists_behind
from reports.numbers import NumberStyle
from reports.report import as_json
from reports.reported import NotAdded, Unit
from reports.sections import MOST_NOT_ADDED, contents_of, sentences_of
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
    lists = await lists_behind(session, None, NOVEMBER, made.figures)
    with language("en"):
        assert (
            "rows of today; the figures of this period were closed on 05/12/2026"
            in contents_of(made, lists).lists[0].note
        )
        assert contents_of(replace(made, closing=None), lists).lists == lists
    december = Period(date(2026, 12, 1), date(2026, 12, 31))
    following = await gather(session, UNIT, december, now=NOW)
    assert following.closing is None
    assert [one.adjusted for one in following.before] == [made.closing.adjusted]


async def patrols(session: AsyncSession, on: date, quantity: int) -> None:
    done = ActivityEntry(ActivityType.PATROL, Decimal(quantity), UnitOfCount.TURN, SourceGroup.GRASSROOTS_FORCE, on)
    await registers.record_activity(session, done, unit_code=MY_THUONG, officer_id=None, now=NOW)


async def close(session: AsyncSession, period: Period, at: datetime, unit: str = HUE) -> None:
    figures = await gather_figures(session, {HUE, MY_THUONG, THUAN_HOA}, period)
    await closed_periods.close(session, unit, period, figures, officer_id=None, now=at)


def month(number: int, year: int = 2026) -> Period:
    return named(PeriodName.MONTH, date(year, number, 1))


async def told(session: AsyncSession, period: Period, now: datetime = NOW, unit: Unit = UNIT) -> list[Period]:
    """Return the closed periods in which a report says that something has changed."""
    made = await gather(session, unit, period, now=now)
    return [one.closed.period for one in made.before]


async def test_a_report_tells_what_changed_in_every_closed_month_before_it(session: AsyncSession) -> None:
    for number in (8, 9, 10):
        await patrols(session, date(2026, number, 5), 10)
        await close(session, month(number), datetime(2026, number + 1, 1, tzinfo=UTC))
    assert await told(session, NOVEMBER) == []
    await patrols(session, date(2026, 8, 20), 100)
    assert await told(session, NOVEMBER) == [month(8)]
    await patrols(session, date(2026, 9, 20), 1)
    await patrols(session, date(2026, 10, 20), 1)
    assert await told(session, NOVEMBER) == [month(8), month(9), month(10)]
    assert await told(session, month(9)) == [month(8)]
    assert await told(session, month(8)) == []
    assert await told(session, named(PeriodName.YEAR, NOVEMBER.start)) == [month(8), month(9), month(10)]
    assert await told(session, NOVEMBER, unit=Unit(MY_THUONG, "x")) == []
    made = await gather(session, UNIT, NOVEMBER, now=NOW)
    with language("en"):
        said = as_text(contents_of(made)).splitlines()
    assert said.count("Adjustment of the period before") == 1
    assert [line for line in said if line.startswith("Changes to the figures")] == [
        "Changes to the figures from 01/08/2026 to 31/08/2026 since they were closed on 01/09/2026:",
        "Changes to the figures from 01/09/2026 to 30/09/2026 since they were closed on 01/10/2026:",
        "Changes to the figures from 01/10/2026 to 31/10/2026 since they were closed on 01/11/2026:",
    ]
    assert any("10 as closed, 110 now (+100)" in line for line in said)
    plain = json.loads(as_json(made))
    assert [one["period"]["start"] for one in plain["closings_before"]] == ["2026-08-01", "2026-09-01", "2026-10-01"]
    assert plain["closing_before"] == plain["closings_before"][-1]


async def test_the_report_of_a_year_tells_of_the_year_before_and_not_of_its_months(session: AsyncSession) -> None:
    last_year, this_year = Period(date(2025, 1, 1), date(2025, 12, 31)), Period(date(2026, 1, 1), date(2026, 12, 31))
    await close(session, month(12, 2025), datetime(2026, 1, 1, tzinfo=UTC))
    await close(session, last_year, datetime(2026, 1, 2, tzinfo=UTC))
    await close(session, month(1), datetime(2026, 2, 1, tzinfo=UTC))
    await patrols(session, date(2025, 12, 10), 500)
    await patrols(session, date(2026, 1, 10), 5)
    assert await told(session, this_year) == [last_year, month(1)]
    # The month tells of the months before, also of last year's: the year's closing does not hold the change.
    assert await told(session, NOVEMBER) == [month(12, 2025), month(1)]


async def test_a_change_is_told_until_a_longer_period_that_holds_it_is_closed(session: AsyncSession) -> None:
    await close(session, month(8), datetime(2026, 9, 1, tzinfo=UTC))
    await patrols(session, date(2026, 8, 20), 100)
    await close(session, month(9), datetime(2026, 10, 1, tzinfo=UTC))
    quarter = named(PeriodName.QUARTER, date(2026, 8, 1))
    assert await told(session, month(10)) == await told(session, quarter) == [month(8)]
    await close(session, quarter, datetime(2026, 10, 2, tzinfo=UTC))
    assert await told(session, month(10)) == []
    assert await told(session, quarter) == [month(8)], "printed again, it tells what it told"
    await patrols(session, date(2026, 9, 20), 1)
    assert await told(session, month(10)) == [month(8), month(9)]


async def test_the_year_before_is_compared_as_it_was_closed(session: AsyncSession) -> None:
    last_year, this_year = Period(date(2025, 1, 1), date(2025, 12, 31)), Period(date(2026, 1, 1), date(2026, 12, 31))
    patrol = ActivityKey(ActivityType.PATROL, UnitOfCount.TURN)
    await patrols(session, date(2025, 6, 1), 51)
    await close(session, last_year, datetime(2026, 1, 2, tzinfo=UTC))
    await patrols(session, date(2025, 12, 10), 500)
    over = datetime(2027, 1, 5, tzinfo=UTC)
    made = await gather(session, UNIT, this_year, now=over)
    assert made.last_year is not None
    assert made.last_year.closed is not None
    assert made.last_year.figures.find(patrol).quantity == 51
    said = as_text(contents_of(made))
    assert "cùng kỳ năm trước: 51" in said or "cùng kỳ: 51" in said
    with language("en"):
        said = as_text(contents_of(made))
        assert "year before: from 01/01/2025 to 31/12/2025, with the figures as closed on 02/01/2026." in said
        assert "Compared with the same period last year (figures as closed on 02/01/2026): " in said
    assert json.loads(as_json(made))["last_year"]["closed_at"] == "2026-01-02T00:00:00+00:00"
    # Another unit has closed nothing, and a year that still runs is compared with a part of a year.
    own = await gather(session, Unit(MY_THUONG, "x"), this_year, now=over)
    running = await gather(session, UNIT, this_year, now=NOW)
    for one in (own, running):
        assert one.last_year is not None
        assert one.last_year.closed is None
    assert own.last_year is not None
    assert own.last_year.figures.find(patrol).quantity == 551
    assert running.last_year is not None
    assert running.last_year.figures.find(patrol).quantity == 51
    forged = replace(made.last_year, closed=replace(made.last_year.closed, digest=b"x" * 32))
    with language("en"):
        assert "somebody has changed them" in as_text(contents_of(replace(made, last_year=forged)))


async def test_a_running_period_is_counted_and_compared_up_to_today(session: AsyncSession) -> None:
    now = datetime(2026, 11, 20, 3, tzinfo=UTC)
    made = await gather(session, UNIT, NOVEMBER, now=now)
    assert made.figures.tips().quantity == 3, "the one of the 21st is to come"
    assert made.last_year is None, "the only tip of the year before came on the 21st"
    later = await gather(session, UNIT, NOVEMBER, now=datetime(2026, 11, 21, 3, tzinfo=UTC))
    assert later.last_year is not None
    assert later.last_year.period == Period(date(2025, 11, 1), date(2025, 11, 21))
    assert later.last_year.figures.tips().quantity == 1
    with language("en"):
        contents = contents_of(later)
    assert contents.period_line == "From 01/11/2026 to 30/11/2026 (as of 21/11/2026)"
    assert json.loads(as_json(later))["counted"] == {"start": "2026-11-01", "end": "2026-11-21"}


async def test_a_period_that_has_not_begun_or_is_too_long_is_not_compared(session: AsyncSession) -> None:
    to_come = await gather(session, UNIT, Period(date(2027, 11, 1), date(2027, 11, 30)), now=NOW)
    assert to_come.last_year is None
    with language("en"):
        assert contents_of(to_come).period_line.endswith("(it has not begun)")
    assert json.loads(as_json(to_come))["counted"] is None
    assert sentences_of(to_come) == [], "it is no news that nothing has come yet"
    years = await gather(session, UNIT, Period(date(2016, 1, 1), date(2026, 12, 31)), now=NOW)
    assert years.last_year is None


async def test_totals_that_cover_other_days_as_well_are_named_and_never_added(session: AsyncSession) -> None:
    total = Backfill(
        TipKey(SourceGroup.PEOPLE, Value.VALUABLE), Decimal(122_000), date(2016, 1, 1), date(2023, 12, 31), "Báo cáo 7"
    )
    for unit, quantity in ((HUE, 122_000), (MY_THUONG, 500)):
        own = replace(total, quantity=Decimal(quantity))
        await registers.record_backfill(session, own, unit_code=unit, officer_id=None, now=NOW)
    since_2018 = Period(date(2018, 1, 1), date(2026, 11, 30))
    made = await gather(session, UNIT, since_2018, now=NOW, wanted=Wanted(is_summed=True))
    assert made.backfills == ()
    assert made.backfills_across == (total,), "a part of it is not told again"
    assert made.figures.valuable_tips().quantity == 3
    with language("en"):
        said = as_text(contents_of(made))
        many = as_text(contents_of(replace(made, backfills_across=(total,) * (MOST_NOT_ADDED + 1))))
    assert "Only a part of the days of this total lies in the period, so it is not added: " in said
    assert "122,000" in said
    assert "from 01/01/2016 to 31/12/2023 (source: Báo cáo 7)." in said
    assert "The same holds for 1 more total." in many
    assert json.loads(as_json(made))["backfilled"]["across"][0]["quantity"] == 122_000


async def test_totals_from_before_are_apart_until_they_are_asked_for(session: AsyncSession) -> None:
    total = Backfill(TipKey(SourceGroup.PEOPLE), Decimal(900), date(2026, 11, 1), date(2026, 11, 1), "Báo cáo 1")
    await registers.record_backfill(session, total, unit_code=MY_THUONG, officer_id=None, now=NOW)
    apart = await gather(session, UNIT, NOVEMBER, now=NOW)
    assert [one.document for one in apart.backfills] == ["Báo cáo 1"]
    assert "904" not in "\n".join(sentences_of(apart))
    assert "904" in "\n".join(sentences_of(replace(apart, is_summed=True)))


async def test_what_is_part_of_a_provinces_number_is_told_and_not_added(session: AsyncSession) -> None:
    teams = StructureEntry(StructureType.SECURITY_TEAM, date(2026, 1, 1), counted_on=date(2026, 1, 1))
    total = Backfill(TipKey(SourceGroup.PEOPLE), Decimal(900), date(2026, 11, 1), date(2026, 11, 1), "Báo cáo 1")
    for unit, count in ((HUE, 100), (MY_THUONG, 12), (THUAN_HOA, 8)):
        counted = replace(teams, counts=((Measure.COUNT, Decimal(count)),), is_at_least=unit == HUE)
        await registers.register_structure(session, counted, unit_code=unit, officer_id=None, now=NOW)
        own = replace(total, quantity=Decimal(count * 10))
        await registers.record_backfill(session, own, unit_code=unit, officer_id=None, now=NOW)
    made = await gather(session, UNIT, NOVEMBER, now=NOW, wanted=Wanted(style=NumberStyle.ROUNDED, is_summed=True))
    assert made.figures.find(StructureKey(StructureType.SECURITY_TEAM)).quantity == 100
    assert [one.quantity for one in made.backfills] == [1000]
    said = as_text(contents_of(made))
    assert "hơn 100 tổ bảo vệ" in said
    assert (said.count("(20 "), said.count("(200 ")) == (1, 1)
    assert {(one.unit, one.whole.units) for one in (*made.not_added, *made.backfills_not_added)} == {
        ("Thành phố Huế", 2)
    }
    own_report = await gather(session, Unit(MY_THUONG, "x"), NOVEMBER, now=NOW)
    assert own_report.not_added == own_report.backfills_not_added == ()


async def test_of_very_many_numbers_that_hold_others_a_few_are_told(session: AsyncSession) -> None:
    made = await gather(session, UNIT, NOVEMBER, now=NOW)
    one = NotAdded("Thành phố Huế", Whole(HUE, StructureKey(StructureType.MODEL), 1, Decimal(3)))
    with language("en"):
        said = as_text(contents_of(replace(made, not_added=(one,) * (MOST_NOT_ADDED + 2))))
    assert said.count("1 unit below has given (3 ") == MOST_NOT_ADDED
    assert "The same holds for 2 more numbers of units above." in said


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
