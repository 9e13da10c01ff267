"""Replays are the same each time, and their figures are what the rows add up to, whatever is changed afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import reference
from bot.replays import hue, phu_tho, thanh_hoa, tho_xuan, thuan_chau
from bot.replays.entries import Doing, Kind, Registers, done, registered
from bot.replays.happenings import Lot, happenings, noon, result, spread
from bot.replays.replay import Replay, play
from bot.sample_year import COMMUNES, PROVINCE, fill_registers
from domain.access import Officer, Role, acting
from domain.activities import ActivityType, Topic
from domain.closing import adjustments
from domain.figures import ActivityKey, FigureKey, IncidentKey, StructureKey, TipKey, outcome_key
from domain.lifecycle import Status, transition
from domain.outcomes import Contribution, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.rerouting import MoveCause
from domain.routing import Route, RouteReason
from domain.structures import AreaKind, Measure, Milestone, Standard, StandardEntry, StructureType
from domain.tip import Category, SourceGroup
from storage import closed_periods, incidents, ledger, models, people, registers, tips, units
from storage.database import Database
from storage.figures import gather_figures
from storage.models import Outcome
from storage.register_tables import Activity, Structure
from storage.tips import Move, Tip
from storage.vault import Vault
from tests.recount import as_counts, read, recount

HUE, MY_THUONG, VY_DA = "46", "19930", "19777"
BOTH = (MY_THUONG, VY_DA)
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
NEXT = Period(date(2023, 1, 1), date(2023, 12, 31))
NOW = noon(date(2023, 2, 1))
NOW_OF_THE_DEMO = noon(date(2026, 11, 20))

PEOPLE, FORCE = SourceGroup.PEOPLE, SourceGroup.GRASSROOTS_FORCE
HELPED = result(OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT, 1, Contribution.SUPPORTED, involvement="assisted")
GUNS = result(OutcomeType.WEAPON_RECOVERED, UnitOfCount.GUN, 3, item_kind="homemade_gun", recovery="handed_in")
ALL_GUNS = outcome_key(OutcomeType.WEAPON_RECOVERED, UnitOfCount.GUN)
ALL_HELP = outcome_key(OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT)
ALL_PATROLS = ActivityKey(ActivityType.PATROL, UnitOfCount.TURN)

SMALL = Replay(
    HUE,
    lots=(
        Lot(4, YEAR, BOTH, FORCE, (Value.VALUABLE, Value.KNOWN), (HELPED,), IncidentKind.SECURITY, Category.THEFT),
        Lot(3, YEAR, BOTH, FORCE, (), (HELPED,)),
        Lot(5, YEAR, BOTH, PEOPLE, (Value.VALUABLE,), (GUNS,), category=Category.WEAPONS),
        Lot(3, YEAR, BOTH, PEOPLE, (Value.UNASSESSED,)),
    ),
    entries=Registers(
        activities=(
            *done(Doing(ActivityType.PATROL, 40, UnitOfCount.TURN, FORCE), BOTH, YEAR),
            *done(Doing(ActivityType.PROPAGANDA, 9, UnitOfCount.MEETING, FORCE, Topic.FIRE, second=500), BOTH, YEAR),
        ),
        structures=tuple(
            replace(one, milestones=((Milestone.RECOGNISED, 1, date(2022, 5, 4)),))
            for one in registered(
                Kind(StructureType.MODEL, date(2021, 1, 1), "Camera an ninh", counts={Measure.POINTS: 11}),
                BOTH,
                counted_on=date(2022, 12, 1),
            )
        ),
        standards=((HUE, StandardEntry(Standard.SECURITY, AreaKind.COMMUNE, Decimal(2), None, YEAR.end)),),
    ),
    closed_on=date(2023, 1, 1),
    seed=7,
)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who changes things afterwards."""

    officer: Officer
    neighbour: Officer
    supervisor: Officer


@pytest.fixture
async def staff(database: Database, vault: Vault) -> Staff:
    """The small replay, and an officer of each commune with their supervisor."""
    async with database.begin() as session:
        ours = {HUE, "VN", *BOTH}
        await units.load(session, [unit for unit in reference.units() if unit.code in ours])
    await play(database, vault, SMALL)
    async with database.begin() as session:
        found = []
        for number, (unit, role) in enumerate(
            ((MY_THUONG, Role.OFFICER), (VY_DA, Role.OFFICER), (HUE, Role.SUPERVISOR)), start=1
        ):
            contact = await people.contact_at(session, vault, "main", number, language="vi", now=NOW)
            found.append(
                await people.appoint(session, vault, contact.id, role=role, unit_code=unit, name="Hùng", now=NOW)
            )
    return Staff(*found)


async def count(session: AsyncSession, *keys: FigureKey, period: Period = YEAR) -> list[int]:
    """Return these figures of both communes, after all figures were counted a second time in every scope."""
    tables = await read(session)
    for scope in ((HUE, *BOTH), (MY_THUONG,), (VY_DA,)):
        for days in (YEAR, NEXT, Period(YEAR.start, NEXT.end), Period(date(2022, 6, 1), date(2022, 6, 30))):
            assert as_counts(await gather_figures(session, scope, days)) == recount(tables, scope, days)
    figures = await gather_figures(session, (HUE, *BOTH), period)
    return [int(figures.find(key).quantity) for key in keys]


async def told(session: AsyncSession, vault: Vault, officer: Officer, category: Category) -> list[Tip]:
    """Return the tips of the officer's unit about something, oldest first."""
    found = await session.scalars(
        select(models.Tip.id)
        .where(models.Tip.unit_code == officer.unit_code, models.Tip.category == category.value)
        .order_by(models.Tip.received_at)
    )
    return [await tips.for_officer(session, vault, officer, number) for number in found]


async def guns_of(session: AsyncSession, officer: Officer) -> int:
    """Return the first entry of guns in the ledger of the officer's unit."""
    found = await session.scalar(
        select(Outcome.id)
        .where(Outcome.unit_code == officer.unit_code, Outcome.type == OutcomeType.WEAPON_RECOVERED.value)
        .order_by(Outcome.id)
        .limit(1)
    )
    assert found is not None
    return found


def test_a_replay_is_the_same_each_time() -> None:
    assert happenings(SMALL.lots, seed=7) == happenings(SMALL.lots, seed=7)
    assert happenings(SMALL.lots, seed=7) != happenings(SMALL.lots, seed=8)


@given(total=st.integers(0, 100_000), parts=st.integers(1, 500))
def test_what_is_spread_adds_up_again(total: int, parts: int) -> None:
    shares = spread(total, parts)
    assert (sum(shares), len(shares)) == (total, parts)
    assert max(shares) - min(shares) <= 1


@pytest.mark.parametrize("place", [phu_tho, hue, thanh_hoa, thuan_chau, tho_xuan], ids=lambda place: place.__name__)
def test_everything_happens_within_its_period_with_room_for_what_came_of_it(place: ModuleType) -> None:
    made: Replay = place.replay()
    assert made == place.replay()
    for one in happenings(made.lots, seed=made.seed):
        assert one.lot.period.begins <= one.at < one.lot.period.ends - timedelta(days=4)
        assert one.commune in one.lot.communes


async def test_the_figures_are_what_the_rows_add_up_to(database: Database, staff: Staff) -> None:
    del staff
    async with database.read() as session:
        found = await count(
            session,
            TipKey(),
            TipKey(FORCE),
            TipKey(value=Value.VALUABLE),
            ALL_HELP,
            IncidentKey(),
            ALL_GUNS,
            ALL_PATROLS,
            StructureKey(StructureType.MODEL, Measure.POINTS),
        )
    assert found == [16, 8, 9, 7, 4, 15, 40, 11]


async def test_a_corrected_entry_counts_with_its_new_number(database: Database, vault: Vault, staff: Staff) -> None:
    async with database.begin() as session:
        first = await guns_of(session, staff.officer)
        second = await ledger.correct(session, vault, staff.officer, first, Decimal(5), why="đếm lại", now=NOW)
        assert second is not None
        assert await count(session, ALL_GUNS) == [17]
        third = await ledger.correct(session, vault, staff.officer, second, Decimal(4), why="đếm lại", now=NOW)
        assert third is not None
        assert await count(session, ALL_GUNS) == [16]
        await ledger.take_back(session, vault, staff.officer, third, why="nhầm", now=NOW)
        assert await count(session, ALL_GUNS) == [12]


async def test_incidents_that_are_merged_count_once(database: Database, vault: Vault, staff: Staff) -> None:
    async with database.begin() as session:
        first, second = (await told(session, vault, staff.officer, Category.WEAPONS))[:2]
        by = acting(staff.officer)
        for tip in (first, second):
            await incidents.record_outcome(session, tip, HELPED, by=by, on=date(2022, 11, 1), now=NOW)
        assert await count(session, ALL_HELP) == [9]
        incident = await incidents.unite(session, staff.officer, first, second, now=NOW)
        await incidents.resolve(session, staff.officer, incident.id, at=noon(date(2022, 11, 1)), now=NOW)
        assert await count(session, ALL_HELP, IncidentKey()) == [8, 5]
        go = incidents.Leaving.OUTCOMES_GO
        await incidents.separate(session, staff.officer, incident.id, second, go, now=NOW)
        assert await count(session, ALL_HELP, IncidentKey()) == [9, 5]


async def test_a_transferred_tip_counts_where_it_is_now(database: Database, vault: Vault, staff: Staff) -> None:
    async with database.begin() as session:
        await count(session)
        before = await gather_figures(session, (VY_DA,), YEAR)
        tip = (await told(session, vault, staff.officer, Category.ORDER))[0]
        to = Move(Route(VY_DA, is_desk=False, reason=RouteReason.COMMUNE), place=VY_DA, cause=MoveCause.WRONG_PLACE)
        step = transition(tip.status, Status.QUEUED, at=NOW)
        await tips.transfer(session, vault, tip, step, to, by=acting(staff.officer))
        assert await count(session, TipKey()) == [16]
        after = await gather_figures(session, (VY_DA,), YEAR)
        assert after.find(TipKey()).quantity == before.find(TipKey()).quantity + 1


async def test_value_category_and_source_count_as_they_were_set_last(
    database: Database, vault: Vault, staff: Staff
) -> None:
    by = acting(staff.officer)
    async with database.begin() as session:
        tip = (await told(session, vault, staff.officer, Category.ORDER))[0]
        await tips.assess(session, vault, tip, Value.VALUABLE, by=by, at=NOW)
        await tips.assess(session, vault, tip, Value.KNOWN, why="đã biết", by=by, at=NOW)
        await tips.recategorise(session, vault, tip, category=Category.DRUGS, urgency=tip.urgency, by=by, at=NOW)
        model = await session.scalar(select(Structure.id).where(Structure.unit_code == MY_THUONG))
        await tips.set_source(session, vault, tip, SourceGroup.MODEL, model, by=by, at=NOW)
        key = TipKey(SourceGroup.MODEL, Value.KNOWN, Category.DRUGS, model)
        assert await count(session, key, TipKey(value=Value.VALUABLE), TipKey(PEOPLE)) == [1, 9, 7]


async def test_a_late_outcome_counts_on_its_own_day(database: Database, vault: Vault, staff: Staff) -> None:
    async with database.begin() as session:
        tip = (await told(session, vault, staff.officer, Category.ORDER))[0]
        by = acting(staff.officer)
        await incidents.record_outcome(session, tip, GUNS, by=by, on=date(2022, 12, 31), now=NOW)
        await incidents.record_outcome(session, tip, GUNS, by=by, on=date(2023, 1, 1), now=NOW)
        assert await count(session, ALL_GUNS) == [18]
        assert await count(session, ALL_GUNS, period=NEXT) == [3]


async def test_registers_count_as_they_were_entered_last(database: Database, staff: Staff) -> None:
    who, day = staff.supervisor.id, date(2022, 12, 20)
    async with database.begin() as session:
        first, second = await _activities(session, ActivityType.PATROL)
        entry = replace((await registers.activity(session, first, officer_id=who)).entry, quantity=Decimal(25))
        await registers.record_activity(session, entry, unit_code=MY_THUONG, officer_id=who, now=NOW, corrects=first)
        await registers.void_activity(session, second, officer_id=who, now=NOW)
        model, other = await session.scalars(select(Structure.id).order_by(Structure.id))
        points = (Measure.POINTS, Decimal(30))
        await registers.count_structure(session, model, *points, on=day, officer_id=who, now=NOW)
        await registers.end_structure(session, other, date(2022, 12, 31), officer_id=who, now=NOW)
        found = StructureKey(StructureType.MODEL), StructureKey(StructureType.MODEL, Measure.POINTS)
        assert await count(session, ALL_PATROLS, *found) == [25, 1, 30]


async def _activities(session: AsyncSession, of: ActivityType) -> Sequence[int]:
    rows = await session.scalars(select(Activity.id).where(Activity.type == of.value).order_by(Activity.id))
    return list(rows)


async def test_the_demo_has_registers_as_well(database: Database) -> None:
    async with database.begin() as session:
        ours = {PROVINCE, "VN", *COMMUNES}
        await units.load(session, [unit for unit in reference.units() if unit.code in ours])
    await fill_registers(database, now=NOW_OF_THE_DEMO)
    async with database.read() as session:
        year = Period(date(2025, 11, 21), date(2026, 11, 20))
        figures = await gather_figures(session, (PROVINCE, *COMMUNES), year)
        assert as_counts(figures) == recount(await read(session), (PROVINCE, *COMMUNES), year)
    team = StructureKey(StructureType.SECURITY_TEAM)
    members = StructureKey(StructureType.SECURITY_TEAM, Measure.MEMBERS)
    assert [int(figures.find(key).quantity) for key in (ALL_PATROLS, team, members)] == [412, 118, 372]


async def test_a_closed_period_stays_as_it_was_and_what_changed_is_an_adjustment(
    database: Database, vault: Vault, staff: Staff
) -> None:
    scope = (HUE, *BOTH)
    async with database.begin() as session:
        figures = await gather_figures(session, scope, YEAR)
        officer_id = staff.supervisor.id
        closed = await closed_periods.close(session, HUE, YEAR, figures, officer_id=officer_id, now=NOW)
    async with database.begin() as session:
        later = NOW + timedelta(days=3)
        await _change(session, vault, staff, later)
    async with database.read() as session:
        found = await closed_periods.found(session, HUE, YEAR)
        assert found is not None
        assert (found.digest, found.is_intact) == (closed.digest, True)
        assert as_counts(found.figures) == as_counts(figures)
        await count(session)
        now = await gather_figures(session, scope, YEAR)
    changed = {one.key: (int(one.frozen), int(one.now)) for one in adjustments(found, now)}
    assert changed[ALL_GUNS] == (15, 16)
    assert changed[TipKey(value=Value.VALUABLE)] == (9, 10)
    assert changed[ALL_PATROLS] == (40, 20)
    assert TipKey() not in changed
    assert ALL_HELP not in changed


async def _change(session: AsyncSession, vault: Vault, staff: Staff, now: datetime) -> None:
    """Correct an entry, judge a tip, and take an activity back, after the period was closed."""
    first = await guns_of(session, staff.officer)
    await ledger.correct(session, vault, staff.officer, first, Decimal(4), why="đếm lại", now=now)
    tip = (await told(session, vault, staff.officer, Category.ORDER))[0]
    await tips.assess(session, vault, tip, Value.VALUABLE, by=acting(staff.officer), at=now)
    patrols = await _activities(session, ActivityType.PATROL)
    await registers.void_activity(session, patrols[0], officer_id=staff.supervisor.id, now=now)
