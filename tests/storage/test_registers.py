"""The registers: activities, structures, standards, totals from before; corrections, and who may enter what."""

import asyncio
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import reference
from domain.access import Role
from domain.activities import ActivityEntry, ActivityType, InvalidActivityError, Topic
from domain.backfills import Backfill, InvalidBackfillError
from domain.entries import FutureDayError
from domain.figure_keys import TipKey
from domain.outcomes import UnitOfCount, Value
from domain.periods import Period
from domain.structures import (
    AreaKind,
    InvalidStructureError,
    Measure,
    Milestone,
    Standard,
    StandardEntry,
    StructureEntry,
    StructureType,
)
from domain.tip import SourceGroup
from storage import imports, people, register_tables, registers, units
from storage.database import Database
from storage.imports import AlreadyImportedError
from storage.registers import (
    AlreadyCorrectedError,
    EntryNotFoundError,
    OverlappingBackfillError,
    StructureNotFoundError,
)
from storage.units import UnitNotFoundError
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import HUE, MY_THUONG, NOW, VY_DA

TODAY = date(2026, 11, 20)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TALKS = ActivityEntry(
    ActivityType.PROPAGANDA,
    Decimal(170),
    UnitOfCount.MEETING,
    SourceGroup.GRASSROOTS_FORCE,
    date(2026, 11, 1),
    Decimal(19_000),
    Topic.LAW,
)
TEAMS = StructureEntry(
    StructureType.SECURITY_TEAM,
    date(2024, 7, 1),
    counts=((Measure.COUNT, Decimal(12)), (Measure.MEMBERS, Decimal(36))),
    counted_on=date(2024, 7, 1),
)
TEN_YEARS = Backfill(
    TipKey(SourceGroup.PEOPLE, Value.VALUABLE),
    Decimal(122_000),
    date(2015, 1, 1),
    date(2024, 12, 31),
    "Báo cáo 12/BC-CAT",
)


@pytest.fixture
async def known(database: Database) -> Database:
    """A database that knows Huế and its communes."""
    async with database.begin() as session:
        local = [one for one in reference.units() if one.code in {"VN", HUE, "01"} or one.parent_code == HUE]
        await units.load(session, local)
    return database


async def enter(session: AsyncSession, entry: ActivityEntry = TALKS, **fields: int | str | bool | None) -> int:
    said = {"unit_code": MY_THUONG, "officer_id": None, "now": NOW} | fields
    return await registers.record_activity(session, entry, **said)  # type: ignore[arg-type]  # named as its parameters


async def standing(session: AsyncSession) -> dict[int, Decimal]:
    found = await registers.activities_in(session, [MY_THUONG], YEAR)
    return {one.id: one.entry.quantity for one in found}


async def test_an_activity_comes_back_as_it_was_entered(known: Database) -> None:
    async with known.begin() as session:
        number = await enter(session)
        for where, found in (([MY_THUONG, VY_DA], 1), (None, 1), ([VY_DA], 0), ([], 0)):
            assert len(await registers.activities_in(session, where, YEAR)) == found
        [one] = await registers.activities_in(session, [MY_THUONG], YEAR)
        assert (one.id, one.unit_code, one.entry) == (number, MY_THUONG, TALKS)
        assert await registers.activities_in(session, None, Period(date(2025, 1, 1), date(2025, 12, 31))) == []


@pytest.mark.parametrize(
    ("role", "own", "entered", "may"),
    [
        (Role.OFFICER, MY_THUONG, MY_THUONG, True),
        (Role.OFFICER, MY_THUONG, VY_DA, False),
        (Role.OFFICER, MY_THUONG, HUE, False),
        (Role.COMMANDER, MY_THUONG, MY_THUONG, True),
        (Role.COORDINATOR, HUE, VY_DA, True),
        (Role.SUPERVISOR, HUE, HUE, True),
        (Role.SUPERVISOR, HUE, "01", False),
        (Role.SUPERVISOR, "VN", MY_THUONG, True),
    ],
)
async def test_staff_enter_for_their_own_unit_and_those_below(
    known: Database,
    vault: Vault,
    role: Role,
    own: str,
    entered: str,
    may: bool,  # noqa: FBT001 - a column of the table
) -> None:
    async with known.begin() as session:
        hung = await made.officer(session, vault, unit=own, role=role)
        if may:
            number = await enter(session, unit_code=entered, officer_id=hung.id)
            assert (await registers.activity(session, number, officer_id=hung.id)).unit_code == entered
            return
        number = await enter(session, unit_code=entered)
        structure_id = await registers.register_structure(session, TEAMS, unit_code=entered, officer_id=None, now=NOW)
        with pytest.raises(UnitNotFoundError):
            await enter(session, unit_code=entered, officer_id=hung.id)
        with pytest.raises(UnitNotFoundError):
            await registers.register_structure(session, TEAMS, unit_code=entered, officer_id=hung.id, now=NOW)
        with pytest.raises(UnitNotFoundError):
            await registers.record_backfill(session, TEN_YEARS, unit_code=entered, officer_id=hung.id, now=NOW)
        for unknown in (number, number + 1):
            with pytest.raises(EntryNotFoundError):
                await registers.activity(session, unknown, officer_id=hung.id)
            with pytest.raises(EntryNotFoundError):
                await registers.void_activity(session, unknown, officer_id=hung.id, now=NOW)
        for unknown in (structure_id, structure_id + 1):
            with pytest.raises(StructureNotFoundError):
                await registers.structure(session, unknown, officer_id=hung.id, now=NOW)
            with pytest.raises(StructureNotFoundError):
                await registers.end_structure(session, unknown, TODAY, officer_id=hung.id, now=NOW)


async def test_who_left_enters_nothing(known: Database, vault: Vault) -> None:
    async with known.begin() as session:
        hung = await made.officer(session, vault)
        await people.dismiss(session, hung, now=NOW)
        for officer_id in (hung.id, hung.id + 1):
            with pytest.raises(UnitNotFoundError):
                await enter(session, officer_id=officer_id)


async def test_the_newest_of_a_chain_of_corrections_counts(known: Database) -> None:
    async with known.begin() as session:
        first = await enter(session)
        other = await enter(session, replace(TALKS, quantity=Decimal(1)))
        second = await enter(session, replace(TALKS, quantity=Decimal(171)), corrects=first)
        assert await standing(session) == {second: 171, other: 1}
        with pytest.raises(AlreadyCorrectedError) as caught:
            await enter(session, corrects=first)
        assert caught.value.by == second
        third = await registers.void_activity(session, second, officer_id=None, now=NOW)
        assert await standing(session) == {other: 1}
        with pytest.raises(EntryNotFoundError):
            await registers.activity(session, third, officer_id=None)
        fourth = await enter(session, replace(TALKS, quantity=Decimal(172)), corrects=third)
        assert await standing(session) == {fourth: 172, other: 1}
        count = await session.scalar(select(func.count()).select_from(register_tables.Activity))
        assert count == 5


async def test_of_two_who_correct_the_same_entry_one_is_told(known: Database, other: Database) -> None:
    async with known.begin() as session:
        wrong = await enter(session)

    async def correct(database: Database) -> int | None:
        try:
            async with database.begin() as session:
                return await enter(session, corrects=wrong)
        except AlreadyCorrectedError:
            return None

    done = await asyncio.gather(correct(known), correct(other))
    async with known.read() as session:
        assert set(await standing(session)) == {one for one in done if one is not None}
        assert done.count(None) == 1


@pytest.mark.parametrize(
    ("entry", "fields", "error"),
    [
        (replace(TALKS, quantity=Decimal(0)), {}, InvalidActivityError),
        (replace(TALKS, on=TODAY + timedelta(days=1)), {}, FutureDayError),
        (TALKS, {"unit_code": "99999"}, UnitNotFoundError),
        (TALKS, {"is_void": True}, InvalidActivityError),
        (TALKS, {"corrects": 10**6}, EntryNotFoundError),
    ],
)
async def test_what_cannot_be_is_not_entered(
    known: Database, entry: ActivityEntry, fields: dict[str, int | str], error: type[Exception]
) -> None:
    async with known.begin() as session:
        with pytest.raises(error):
            await enter(session, entry, **fields)
        assert await standing(session) == {}


async def test_the_day_is_that_of_viet_nam(known: Database) -> None:
    late = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    async with known.begin() as session:
        await enter(session, replace(TALKS, on=date(2026, 11, 21)), now=late)  # type: ignore[arg-type]  # a moment
        assert len(await standing(session)) == 1


async def test_a_stock_is_that_of_the_newest_count_on_or_before_the_day(known: Database) -> None:
    async with known.begin() as session:
        number = await registers.register_structure(session, TEAMS, unit_code=MY_THUONG, officer_id=None, now=NOW)
        for on, members in ((date(2025, 3, 1), 40), (date(2025, 9, 1), 50), (date(2025, 3, 1), 41)):
            await registers.count_structure(
                session, number, Measure.MEMBERS, Decimal(members), on=on, officer_id=None, now=NOW
            )
        await registers.end_structure(session, number, date(2026, 1, 1))

        async def stock(day: date) -> list[tuple[int, int]]:
            found = await registers.structures_of(session, [MY_THUONG], day, type=StructureType.SECURITY_TEAM)
            return [(int(one.count), int(one.counts[Measure.MEMBERS])) for one in found]

        assert await stock(date(2024, 6, 30)) == []
        assert await stock(date(2024, 7, 1)) == [(12, 36)]
        assert await stock(date(2025, 2, 28)) == [(12, 36)]
        assert await stock(date(2025, 3, 1)) == [(12, 41)]
        assert await stock(date(2025, 12, 31)) == [(12, 50)]
        assert await stock(date(2026, 1, 1)) == []
        assert await registers.structures_of(session, None, date(2025, 1, 1), type=StructureType.MODEL) == []
        ended = await registers.structure(session, number, officer_id=None, now=NOW)
        assert (ended.ended_on, int(ended.counts[Measure.MEMBERS])) == (date(2026, 1, 1), 50)


async def test_structures_come_by_unit_type_and_name(known: Database) -> None:
    async with known.begin() as session:
        for unit, name in ((VY_DA, "B"), (VY_DA, "A"), (MY_THUONG, "C")):
            entry = StructureEntry(StructureType.MODEL, date(2024, 1, 1), f"  {name} ", "Hội\u00a0LHPN")
            await registers.register_structure(session, entry, unit_code=unit, officer_id=None, now=NOW)
        found = await registers.structures_of(session, None, TODAY)
        assert [(one.unit_code, one.name, one.owner, int(one.count)) for one in found] == [
            (VY_DA, "A", "Hội LHPN", 1),
            (VY_DA, "B", "Hội LHPN", 1),
            (MY_THUONG, "C", "Hội LHPN", 1),
        ]


@pytest.mark.parametrize(
    ("measure", "quantity", "on", "error"),
    [
        (Measure.EQUIPPED, "37", TODAY, InvalidStructureError),
        (Measure.MEMBERS, "-1", TODAY, InvalidStructureError),
        (Measure.MEMBERS, "1.5", TODAY, InvalidStructureError),
        (Measure.MEMBERS, "1", date(2024, 6, 30), InvalidStructureError),
        (Measure.MEMBERS, "1", TODAY + timedelta(days=1), FutureDayError),
    ],
)
async def test_a_count_fits_its_structure(
    known: Database, measure: Measure, quantity: str, on: date, error: type[Exception]
) -> None:
    async with known.begin() as session:
        number = await registers.register_structure(session, TEAMS, unit_code=MY_THUONG, officer_id=None, now=NOW)
        with pytest.raises(error):
            await registers.count_structure(
                session, number, measure, Decimal(quantity), on=on, officer_id=None, now=NOW
            )
        await registers.count_structure(
            session, number, Measure.EQUIPPED, Decimal(36), on=TODAY, officer_id=None, now=NOW
        )
        [one] = await registers.structures_of(session, None, TODAY)
        assert one.counts[Measure.EQUIPPED] == one.counts[Measure.MEMBERS] == 36


async def test_milestones_are_kept_with_their_day(known: Database) -> None:
    async with known.begin() as session:
        number = await registers.register_structure(session, TEAMS, unit_code=MY_THUONG, officer_id=None, now=NOW)
        await registers.note_milestone(
            session, number, Milestone.REPLICATED, Decimal(68), on=date(2025, 5, 1), officer_id=None, now=NOW
        )
        [row] = await session.scalars(select(register_tables.StructureEvent))
        assert (row.structure_id, row.milestone, int(row.quantity), row.on) == (
            number,
            "replicated",
            68,
            date(2025, 5, 1),
        )
        for quantity, on, error in (
            (0, TODAY, InvalidStructureError),
            (1, date(2024, 1, 1), InvalidStructureError),
            (1, TODAY + timedelta(days=1), FutureDayError),
        ):
            with pytest.raises(error):
                await registers.note_milestone(
                    session, number, Milestone.RECOGNISED, Decimal(quantity), on=on, officer_id=None, now=NOW
                )
        with pytest.raises(InvalidStructureError):
            await registers.end_structure(session, number, date(2024, 6, 30))
        with pytest.raises(FutureDayError):
            await registers.end_structure(session, number, TODAY + timedelta(days=1), now=NOW)


async def test_one_entered_by_mistake_ends_on_its_first_day_and_was_never_there(known: Database) -> None:
    async with known.begin() as session:
        number = await registers.register_structure(session, TEAMS, unit_code=MY_THUONG, officer_id=None, now=NOW)
        await registers.end_structure(session, number, TEAMS.started_on, now=NOW)
        for day in (TEAMS.started_on, TODAY):
            assert await registers.structures_of(session, None, day) == []


async def test_what_ended_before_the_communes_changed_is_entered_for_todays(known: Database) -> None:
    guards = StructureEntry(StructureType.NEIGHBOURHOOD_GUARD, date(2010, 1, 1), ended_on=date(2024, 7, 1))
    async with known.begin() as session:
        await registers.register_structure(session, guards, unit_code=HUE, officer_id=None, now=NOW)
        assert len(await registers.structures_of(session, [HUE], date(2020, 1, 1))) == 1
        with pytest.raises(UnitNotFoundError):
            await registers.register_structure(session, guards, unit_code="99999", officer_id=None, now=NOW)


async def test_a_standard_is_kept_with_how_many_were_assessed(known: Database) -> None:
    entry = StandardEntry(Standard.SECURITY, AreaKind.SCHOOL, Decimal(496), Decimal(500), TODAY)
    async with known.begin() as session:
        number = await registers.record_standard(session, entry, unit_code=HUE, officer_id=None, now=NOW)
        row = await session.get_one(register_tables.StandardMet, number)
        assert (row.standard, row.area, row.met, row.assessed) == ("security", "school", entry.met, entry.assessed)
        for wrong, error in (
            (replace(entry, met=Decimal(501)), InvalidStructureError),
            (replace(entry, on=TODAY + timedelta(days=1)), FutureDayError),
        ):
            with pytest.raises(error):
                await registers.record_standard(session, wrong, unit_code=HUE, officer_id=None, now=NOW)


async def total(session: AsyncSession, entry: Backfill = TEN_YEARS, *, corrects: int | None = None) -> int:
    return await registers.record_backfill(session, entry, unit_code=HUE, officer_id=None, now=NOW, corrects=corrects)


async def test_totals_from_before_are_those_whose_days_lie_in_the_period(known: Database) -> None:
    async with known.begin() as session:
        number = await total(session)
        for start, end, found in ((2015, 2024, 1), (2010, 2026, 1), (2016, 2026, 0), (2010, 2023, 0)):
            period = Period(date(start, 1, 1), date(end, 12, 31))
            assert len(await registers.backfills_in(session, [HUE], period)) == found
            assert await registers.backfills_in(session, [MY_THUONG], period) == []
        [one] = await registers.backfills_in(session, None, Period(date(2015, 1, 1), date(2024, 12, 31)))
        assert (one.id, one.unit_code, one.total) == (number, HUE, TEN_YEARS)


async def test_totals_that_lie_in_the_period_with_a_part_of_their_days_are_found_apart(known: Database) -> None:
    async with known.begin() as session:
        wrong = await total(session)
        right = await total(session, replace(TEN_YEARS, quantity=Decimal(5)), corrects=wrong)
        for start, end, found in (
            (2018, 2026, [right]),
            (2010, 2015, [right]),
            (2018, 2019, [right]),
            (2015, 2024, []),
            (2010, 2026, []),
            (2025, 2026, []),
            (2010, 2014, []),
        ):
            period = Period(date(start, 1, 1), date(end, 12, 31))
            assert [one.id for one in await registers.backfills_across(session, [HUE], period)] == found
            assert await registers.backfills_across(session, [MY_THUONG], period) == []


async def test_two_totals_of_a_figure_never_share_a_day(known: Database) -> None:
    year = replace(TEN_YEARS, start=date(2024, 12, 31), end=date(2025, 12, 31))
    async with known.begin() as session:
        number = await total(session)
        with pytest.raises(OverlappingBackfillError) as caught:
            await total(session, year)
        assert (caught.value.other, caught.value.period) == (number, Period(TEN_YEARS.start, TEN_YEARS.end))
        await total(session, replace(year, start=date(2025, 1, 1)))
        await total(session, replace(year, figure=TipKey(SourceGroup.PEOPLE)))


async def test_of_two_who_enter_the_same_total_at_once_one_is_told(known: Database, other: Database) -> None:
    async def add(database: Database) -> bool:
        try:
            async with database.begin() as session:
                await total(session)
        except OverlappingBackfillError:
            return False
        return True

    assert sorted(await asyncio.gather(add(known), add(other))) == [False, True]


async def test_a_total_is_corrected_by_another_one(known: Database) -> None:
    async with known.begin() as session:
        wrong = await total(session)
        right = await total(session, replace(TEN_YEARS, quantity=Decimal(122_001)), corrects=wrong)
        found = await registers.backfills_in(session, [HUE], Period(date(2000, 1, 1), TODAY))
        assert [(one.id, int(one.total.quantity)) for one in found] == [(right, 122_001)]
        with pytest.raises(AlreadyCorrectedError):
            await total(session, corrects=wrong)
        with pytest.raises(EntryNotFoundError):
            await total(session, corrects=right + 1)


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        (replace(TEN_YEARS, document="   "), InvalidBackfillError),
        (replace(TEN_YEARS, document="=1+1"), InvalidBackfillError),
        (replace(TEN_YEARS, end=TODAY + timedelta(days=1)), FutureDayError),
        (replace(TEN_YEARS, end=date(2014, 1, 1)), InvalidBackfillError),
    ],
)
async def test_a_total_needs_a_document_and_days_that_were(
    known: Database, entry: Backfill, error: type[Exception]
) -> None:
    async with known.begin() as session:
        with pytest.raises(error):
            await total(session, entry)


async def test_the_same_lines_are_noted_once_and_again_only_on_purpose(known: Database) -> None:
    digest = bytes(32)
    async with known.begin() as session:
        first = await imports.note_import(session, "activities", digest, lines=3, now=NOW)
        await imports.note_import(session, "structures", digest, lines=3, now=NOW)
        with pytest.raises(AlreadyImportedError):
            await imports.note_import(session, "activities", digest, lines=3, now=NOW)
        again = [await imports.note_another_import(session, "activities", digest, lines=3, now=NOW) for _ in range(3)]
        assert len({first, *again}) == 4
        number = await enter(session, import_id=first)
        row = await session.get_one(register_tables.Activity, number)
        assert (row.import_id, row.officer_id) == (first, None)


@pytest.mark.parametrize("seed", range(3))
async def test_the_stock_of_any_day_is_what_counting_by_hand_gives(known: Database, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - made-up numbers, the same each time
    began = date(2026, 1, 1)

    def day() -> date:
        return began + timedelta(days=dice.randrange(300))

    lives: dict[int, tuple[date, date | None]] = {}
    counted: list[tuple[int, Measure, date, Decimal]] = []
    async with known.begin() as session:
        for _ in range(4):
            first, second = sorted([day(), day()])
            ended = second if dice.random() < 0.5 else None
            entry = StructureEntry(StructureType.CLUB, first, ended_on=ended)
            number = await registers.register_structure(session, entry, unit_code=VY_DA, officer_id=None, now=NOW)
            lives[number] = first, ended
        for _ in range(60):
            number = dice.choice(list(lives))
            first, ended = lives[number]
            on = day()
            if on < first or (ended is not None and on > ended):
                continue
            count = (number, dice.choice([Measure.MEMBERS, Measure.POINTS]), on, Decimal(dice.randrange(100)))
            await registers.count_structure(session, number, count[1], count[3], on=on, officer_id=None, now=NOW)
            counted.append(count)
        for asked in [day() for _ in range(40)] + [day for life in lives.values() for day in life if day]:
            found = await registers.structures_of(session, [VY_DA], asked)
            there = {n for n, (first, ended) in lives.items() if first <= asked and (ended is None or asked < ended)}
            assert {one.id for one in found} == there
            for one in found:
                # Sorting keeps the order in which those of one day were entered.
                newest = sorted((c for c in counted if c[0] == one.id and c[2] <= asked), key=lambda c: c[2])
                assert dict(one.counts) == {measure: quantity for _n, measure, _on, quantity in newest}
