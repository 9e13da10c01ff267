"""Structures that were entered by mistake, on both databases: nothing of them counts, and closed periods stay."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Role
from domain.closing import adjustments
from domain.figures import Figures, KindsKey, MilestoneKey, StructureKey
from domain.periods import Period
from domain.structures import Measure, Milestone, StructureEntry, StructureType
from storage import closed_periods, enrolments, people, registers, withdrawing
from storage.database import Database
from storage.figures import count_rows, gather_figures, rows_of
from storage.register_tables import StructureEvent
from storage.registers import StructureNotFoundError
from storage.vault import Vault
from tests.recount import as_counts, read, recount
from tests.storage import made
from tests.storage.story import A, B, load_units

NOW = datetime(2026, 12, 9, 3, 0, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 30))
MODELS = StructureKey(StructureType.MODEL)
POINTS = StructureKey(StructureType.MODEL, Measure.POINTS)
KINDS = KindsKey(StructureType.MODEL)
REPLICATED = MilestoneKey(StructureType.MODEL, Milestone.REPLICATED)
RECOGNISED = MilestoneKey(StructureType.MODEL, Milestone.RECOGNISED)


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    """A transaction in which the units are loaded."""
    async with database.begin() as opened:
        await load_units(opened)
        yield opened


async def model(session: AsyncSession, name: str, *, unit: str = A) -> int:
    """Return a model with 20 points that was replicated four times and recognised once."""
    started = date(2026, 3, 1)
    entry = StructureEntry(
        StructureType.MODEL, started, name, counts=((Measure.POINTS, Decimal(20)),), counted_on=started
    )
    row = await registers.register_structure(session, entry, unit_code=unit, officer_id=None, now=NOW)
    for milestone, count, on in (
        (Milestone.REPLICATED, 4, date(2026, 10, 3)),
        (Milestone.RECOGNISED, 1, started),
    ):
        await registers.note_milestone(session, row, milestone, Decimal(count), on=on, officer_id=None, now=NOW)
    return row


async def gathered(session: AsyncSession, period: Period = YEAR) -> Figures:
    """Return the figures of both communes, which equal a recount of the rows."""
    figures = await gather_figures(session, {A, B}, period)
    assert as_counts(figures) == recount(await read(session), {A, B}, period)
    return figures


def counts(figures: Figures) -> list[int]:
    return [int(figures.find(key).quantity) for key in (MODELS, POINTS, KINDS, REPLICATED, RECOGNISED)]


async def test_what_was_entered_by_mistake_counts_on_no_day_with_its_milestones(session: AsyncSession) -> None:
    wrong = await model(session, "Camera với an nin")
    await model(session, "Camera với an ninh", unit=B)
    assert counts(await gathered(session)) == [2, 40, 2, 8, 2]
    assert await withdrawing.withdraw(session, wrong, officer_id=None, now=NOW)
    assert counts(await gathered(session)) == [1, 20, 1, 4, 1]
    assert counts(await gathered(session, AUTUMN)) == [1, 20, 1, 4, 0]
    for key in (REPLICATED, RECOGNISED, MODELS):
        assert [row.unit_code for row in await rows_of(session, key, {A, B}, YEAR)] == [B]
        assert await count_rows(session, key, {A, B}, YEAR) == 1


async def test_it_is_withdrawn_once_and_who_did_it_stands_beside_it(session: AsyncSession, vault: Vault) -> None:
    wrong = await model(session, "Nhầm")
    hung = await made.officer(session, vault, unit=A)
    assert [await withdrawing.withdraw(session, wrong, officer_id=hung.id, now=NOW) for _ in range(2)] == [True, False]
    found = await session.scalars(select(StructureEvent).where(StructureEvent.milestone == withdrawing.WITHDRAWN))
    assert [(one.structure_id, one.officer_id, one.recorded_at) for one in found] == [(wrong, hung.id, NOW)]
    kept = await registers.structure(session, wrong, officer_id=None, now=NOW)
    assert (withdrawing.is_withdrawn(kept), kept.name) == (True, "Nhầm")


async def test_one_that_ended_later_is_withdrawn_as_well_and_one_that_ended_keeps_its_milestones(
    session: AsyncSession,
) -> None:
    one = await model(session, "Đã kết thúc")
    await registers.end_structure(session, one, date(2026, 11, 1), now=NOW)
    assert counts(await gathered(session)) == [0, 0, 0, 4, 1]
    await withdrawing.withdraw(session, one, officer_id=None, now=NOW)
    assert counts(await gathered(session)) == [0, 0, 0, 0, 0]


async def test_what_ends_on_its_first_day_was_a_mistake_however_that_was_entered(session: AsyncSession) -> None:
    one = await model(session, "Nhập từ tệp")
    await registers.end_structure(session, one, date(2026, 3, 1), now=NOW)
    assert counts(await gathered(session)) == [0, 0, 0, 0, 0]


async def test_a_closed_period_stays_and_what_was_a_mistake_is_an_adjustment(session: AsyncSession) -> None:
    wrong = await model(session, "Nhầm")
    figures = await gather_figures(session, {A}, AUTUMN)
    closed = await closed_periods.close(session, A, AUTUMN, figures, officer_id=None, now=NOW)
    await withdrawing.withdraw(session, wrong, officer_id=None, now=NOW)
    kept = await closed_periods.found(session, A, AUTUMN)
    assert kept is not None
    assert (kept.digest, kept.is_intact, counts(kept.figures)) == (closed.digest, True, [1, 20, 1, 4, 0])
    changed = adjustments(kept, await gather_figures(session, {A}, AUTUMN))
    now = {one.key: (int(one.frozen), int(one.now)) for one in changed}
    assert [now[key] for key in (MODELS, POINTS, KINDS, REPLICATED)] == [(1, 0), (20, 0), (1, 0), (4, 0)]


async def test_its_members_are_people_again(session: AsyncSession, vault: Vault) -> None:
    wrong = await model(session, "Nhầm")
    leader = await made.officer(session, vault, unit=A, role=Role.COMMANDER)
    token = enrolments.new_link_token()
    link = await enrolments.make_link(
        session, vault, leader, token=token, unit_code=A, structure_id=wrong, days=7, now=NOW
    )
    member = await made.contact(session, vault, 5)
    await enrolments.enrol(session, member, link, now=NOW)
    await withdrawing.withdraw(session, wrong, officer_id=leader.id, now=NOW)
    assert await enrolments.member(session, member) is None
    found = await enrolments.find_link(session, vault, token)
    assert found is not None
    assert found.ended_at == NOW


async def test_nobody_else_withdraws_it(session: AsyncSession, vault: Vault) -> None:
    wrong = await model(session, "Của đơn vị khác", unit=B)
    stranger = await made.officer(session, vault, unit=A)
    for number in (wrong, 99):
        with pytest.raises(StructureNotFoundError):
            await withdrawing.withdraw(session, number, officer_id=stranger.id, now=NOW)
    assert counts(await gathered(session)) == [1, 20, 1, 4, 1]


async def test_what_stands_in_place_of_a_mistake_has_its_counts_and_members_but_not_its_milestones(
    session: AsyncSession, vault: Vault
) -> None:
    wrong = await model(session, "Camera với an nin")
    for points, on in ((25, date(2026, 9, 1)), (30, date(2026, 12, 1))):
        await registers.count_structure(
            session, wrong, Measure.POINTS, Decimal(points), on=on, officer_id=None, now=NOW
        )
    leader = await made.officer(session, vault, unit=A, role=Role.COMMANDER)
    token = enrolments.new_link_token()
    link = await enrolments.make_link(
        session, vault, leader, token=token, unit_code=A, structure_id=wrong, days=7, now=NOW
    )
    member = await made.contact(session, vault, 5)
    await enrolments.enrol(session, member, link, now=NOW)
    right = StructureEntry(
        StructureType.MODEL,
        date(2026, 3, 10),
        "Camera với an ninh",
        counts=((Measure.POINTS, Decimal(31)), (Measure.MEMBERS, Decimal(9))),
        counted_on=date(2026, 12, 9),
    )
    new = await withdrawing.put_in_place(session, wrong, right, unit_code=A, officer_id=leader.id, now=NOW)
    days = [date(2026, 3, 9), date(2026, 3, 10), date(2026, 9, 30), date(2026, 12, 8), date(2026, 12, 9)]
    standing = [(await gathered(session, Period(day, day))).find(POINTS).quantity for day in days]
    assert standing == [0, 20, 25, 30, 31]
    assert counts(await gathered(session)) == [1, 31, 1, 0, 0]
    enrolled = await enrolments.member(session, member)
    assert enrolled is not None
    assert enrolled.structure_id == new
    assert (await people.contact(session, member)).model_id == new
    with pytest.raises(StructureNotFoundError):
        await withdrawing.put_in_place(session, wrong, right, unit_code=A, officer_id=leader.id, now=NOW)
