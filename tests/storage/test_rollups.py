"""Months of response times, on both databases: counted as their tips are, and counted again when one changes late."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from domain.access import Officer, Role, acting
from domain.lifecycle import Status, transition
from domain.periods import Period
from domain.response_histograms import ERROR
from domain.response_times import ResponseSummary, summarise
from domain.tip import Urgency
from storage import audit, rollups, tips
from storage.database import Database
from storage.models import ResponseMonth, TipEvent
from storage.rollups import WHOLE, check_rollups, keep, response_summary
from storage.tips import Tip
from storage.vault import Vault
from tests.storage import made
from tests.storage.plans import asking, plans
from tests.storage.story import AUTUMN, NOW, PROVINCES_UNITS, A, B, Story, load_units
from tests.storage.test_lanes import on_postgresql

LATER = datetime(2026, 12, 20, 3, 0, tzinfo=UTC)
PERIODS = (
    AUTUMN,
    Period(date(2026, 10, 1), date(2026, 10, 31)),
    Period(date(2026, 9, 15), date(2026, 11, 14)),
    Period(date(2026, 1, 1), date(2026, 12, 31)),
    Period(date(2026, 10, 5), date(2026, 10, 9)),
)
OCTOBER = datetime(2026, 10, 7, 3, 0, tzinfo=UTC)


@pytest.fixture
async def told(database: Database, vault: Vault) -> Story:
    """A story that was told, and is in the database."""
    async with database.begin() as session:
        await load_units(session)
        story = Story(session, vault, 5)
        await story.begin()
        await story.tell(160)
    return story


async def _exact(database: Database, scope: frozenset[str] | None, period: Period) -> ResponseSummary:
    async with database.read() as session:
        return summarise(await audit.response_facts(session, scope, period), now=LATER)


async def _rolled(database: Database, scope: frozenset[str] | None, period: Period) -> ResponseSummary:
    async with database.read() as session:
        return await response_summary(session, scope, period, now=LATER)


async def _assert_same(database: Database) -> None:
    for scope in (frozenset({A}), PROVINCES_UNITS, None):
        for period in PERIODS:
            exact, rolled = await _exact(database, scope, period), await _rolled(database, scope, period)
            for name in ("n", "answered", "waiting", "overdue", "on_time", "on_time_share", "waiting_rows"):
                assert getattr(rolled, name) == getattr(exact, name), (name, scope, period)
            for ours, theirs in ((rolled.median, exact.median), (rolled.p90, exact.p90)):
                assert (ours is None) == (theirs is None)
                assert ours is None or theirs is None or abs(ours / theirs - 1) <= ERROR + 1e-9


async def test_what_was_counted_says_what_the_tips_say(database: Database, told: Story) -> None:
    assert told.tips
    assert (await _rolled(database, None, AUTUMN)).is_exact
    assert await keep(database, now=LATER) > 3
    assert not (await _rolled(database, None, AUTUMN)).is_exact
    await _assert_same(database)


async def test_a_month_that_is_not_over_is_not_counted(database: Database, told: Story) -> None:
    assert told.tips
    await keep(database, now=datetime(2026, 11, 1, 12, tzinfo=UTC))
    async with database.read() as session:
        months = await session.scalars(select(ResponseMonth.month).where(ResponseMonth.unit_code == WHOLE))
    assert list(months) == [date(2026, 9, 1)]
    await _assert_same(database)


async def test_counting_again_finds_nothing_to_do(database: Database, told: Story) -> None:
    assert told.tips
    await keep(database, now=LATER)
    assert await keep(database, now=LATER) == 0
    async with database.read() as session:
        checked = await check_rollups(session)
    assert (checked.months, checked.wrong, checked.waiting) == (3, (), 0)
    assert checked.rows > 3


async def _late_tip(database: Database, vault: Vault, *, unit: str = A) -> tuple[Tip, Officer]:
    async with database.begin() as session:
        hung = await made.officer(session, vault, unit=unit, role=Role.COMMANDER)
        contact = await made.contact(session, vault)
        tip = await tips.record(session, vault, made.draft(), contact_id=contact, now=OCTOBER)
        await tips.record(session, vault, made.draft(), contact_id=contact, now=OCTOBER)
        step = transition(tip.status, Status.ACKNOWLEDGED, at=OCTOBER + timedelta(minutes=30))
        await tips.step(session, vault, tip, step, by=acting(hung))
    await keep(database, now=LATER)
    return tip, hung


async def _current(database: Database) -> dict[str, bool]:
    async with database.read() as session:
        rows = await session.execute(select(ResponseMonth.unit_code, ResponseMonth.is_current))
        return {unit_code: is_current for unit_code, is_current in rows}  # noqa: C416 - rows are no pairs to mypy


async def test_a_late_answer_takes_its_month_out_until_it_is_counted_again(database: Database, vault: Vault) -> None:
    first, hung = await _late_tip(database, vault)
    assert await _current(database) == {WHOLE: True, A: True}
    async with database.begin() as session:
        late = await tips.for_officer(session, vault, hung, first.id + 1)
        step = transition(late.status, Status.ACKNOWLEDGED, at=LATER)
        await tips.step(session, vault, late, step, by=acting(hung))
    assert await _current(database) == {WHOLE: True, A: False}
    await _assert_same(database)
    async with database.read() as session:
        assert (await check_rollups(session)).waiting == 1
    assert await keep(database, now=LATER) == 1
    assert await _current(database) == {WHOLE: True, A: True}
    await _assert_same(database)
    assert (await _rolled(database, None, AUTUMN)).answered == 2


async def test_a_late_change_of_urgency_counts_too(database: Database, vault: Vault) -> None:
    tip, hung = await _late_tip(database, vault)
    assert (await _rolled(database, None, AUTUMN)).on_time == 1
    async with database.begin() as session:
        await tips.recategorise(
            session, vault, tip, category=tip.category, urgency=Urgency.EMERGENCY, by=acting(hung), at=LATER
        )
    assert not (await _current(database))[A]
    assert (await _rolled(database, None, AUTUMN)).on_time == 0
    await keep(database, now=LATER)
    assert (await _rolled(database, None, AUTUMN)).on_time == 0
    await _assert_same(database)


async def test_a_change_that_is_taken_back_changes_nothing(database: Database, vault: Vault) -> None:
    first, hung = await _late_tip(database, vault)
    async with database.begin() as session:
        late = await tips.for_officer(session, vault, hung, first.id + 1)
        step = transition(late.status, Status.ACKNOWLEDGED, at=LATER)
        await tips.step(session, vault, late, step, by=acting(hung))
        await session.rollback()
    assert (await _current(database))[A]


async def test_what_citizens_do_and_what_happens_in_its_month_takes_nothing_out(
    database: Database, vault: Vault
) -> None:
    tip, hung = await _late_tip(database, vault)
    async with asking(database) as asked, database.begin() as session:
        await tips.record(session, vault, made.draft(), contact_id=1, now=LATER)
        new = await tips.record(session, vault, made.draft(), contact_id=1, now=LATER)
        step = transition(new.status, Status.ACKNOWLEDGED, at=LATER)
        await tips.step(session, vault, new, step, by=acting(hung))
        acknowledged = await tips.for_officer(session, vault, hung, tip.id)
        step = transition(acknowledged.status, Status.VERIFYING, at=LATER)
        await tips.step(session, vault, acknowledged, step, by=acting(hung))
    assert not any("response_months" in statement for statement, _ in asked)
    assert (await _current(database))[A]


@on_postgresql  # SQLite has one writer
async def test_who_counts_waits_for_who_changes(database: Database, vault: Vault, database_url: str) -> None:
    first, hung = await _late_tip(database, vault)
    async with database.begin() as session:
        await session.execute(delete(ResponseMonth))
    other = Database(database_url)
    try:
        async with database.begin() as session:
            late = await tips.for_officer(session, vault, hung, first.id + 1)
            step = transition(late.status, Status.ACKNOWLEDGED, at=LATER)
            await tips.step(session, vault, late, step, by=acting(hung))
            counting = asyncio.create_task(keep(other, now=LATER))
            done, _ = await asyncio.wait([counting], timeout=0.3)
            assert not done
        await counting
    finally:
        await other.close()
    await _assert_same(database)
    async with database.read() as session:
        assert (await check_rollups(session)).wrong == ()


async def test_a_count_that_is_wrong_or_missing_is_found(database: Database, told: Story) -> None:
    assert told.tips
    await keep(database, now=LATER)
    async with database.begin() as session:
        september = date(2026, 9, 1)
        changed = ResponseMonth.month == september, ResponseMonth.unit_code == A
        await session.execute(update(ResponseMonth).where(*changed).values(counts={}))
        await session.execute(
            delete(ResponseMonth).where(ResponseMonth.month == september, ResponseMonth.unit_code == B)
        )
    async with database.read() as session:
        assert (await check_rollups(session)).wrong == ((september, B), (september, A))


async def test_a_month_that_was_not_counted_whole_is_read_from_its_tips(database: Database, told: Story) -> None:
    assert told.tips
    await keep(database, now=LATER)
    async with database.begin() as session:
        await session.execute(delete(ResponseMonth).where(ResponseMonth.unit_code == WHOLE))
    assert (await _rolled(database, None, AUTUMN)).is_exact
    await _assert_same(database)
    assert await keep(database, now=LATER) > 3


async def test_a_month_with_many_units_is_counted_some_at_a_time(
    database: Database, told: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told.tips
    monkeypatch.setattr(rollups, "UNITS_AT_ONCE", 1)
    await keep(database, now=LATER)
    await _assert_same(database)
    monkeypatch.setattr(rollups, "MONTHS_AT_ONCE", 1)
    async with database.begin() as session:
        await session.execute(delete(ResponseMonth))
    for months in (1, 2, 3, 3):
        await keep(database, now=LATER)
        async with database.read() as session:
            assert (await check_rollups(session)).months == months


async def test_nothing_is_counted_where_there_is_nothing(database: Database) -> None:
    assert await keep(database, now=NOW) == 0
    async with database.read() as session:
        checked = await check_rollups(session)
    assert (checked.months, checked.rows, checked.wrong) == (0, 0, ())


@pytest.mark.parametrize("unit_codes", [[A], [A, B]], ids=["commune", "province"])
async def test_acknowledgements_are_found_by_their_unit(database: Database, unit_codes: list[str]) -> None:
    async with asking(database) as asked, database.read() as session:
        await audit.response_facts(session, unit_codes, AUTUMN)
    (of_answers, *_others) = await plans(database, [asked[0]])
    assert "ix_tip_events_answers" in of_answers
    assert TipEvent.__tablename__ in of_answers


async def test_moves_are_found_by_the_unit_that_was_left_or_by_their_time(database: Database) -> None:
    async with asking(database) as asked, database.read() as session:
        await audit.routing_facts(session, [A, B], AUTUMN)
    _of_stayed, of_moved = await plans(database, asked)
    assert "ix_tip_events_moves" in of_moved or "ix_tip_events_kind_at (kind=? AND at>?)" in of_moved
    assert "ix_tip_events_tip_id_id" in of_moved
