"""Sketches of the last days: sealed, found by unit and time, bounded, and gone with their time or their reporter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Role, acting
from domain.lifecycle import Status, transition
from domain.tip import Category
from storage import forgetting, incidents, models, sketches, tips
from storage.database import Database
from storage.queries import Query, Row
from storage.sketches import AFTER, AFTER_BESIDE, BEFORE, BEFORE_BESIDE, KEPT, Kept
from storage.tips import Tip
from storage.vault import Vault, VaultError
from tests.storage import made
from tests.storage.made import AT_DESK, HUE, IN_QUEUE, MY_THUONG, NOW, VY_DA
from triage import recent_reports

CONTENT = b"drawn in secret"
MINUTE = timedelta(minutes=1)


async def recorded(
    session: AsyncSession, vault: Vault, *, at: datetime = NOW, unit: str = MY_THUONG, content: bytes | None = CONTENT
) -> Tip:
    """Return a tip of a unit that was recorded with its sketch."""
    route = AT_DESK if unit == HUE else type(IN_QUEUE)(unit, is_desk=False, reason=IN_QUEUE.reason)
    reporter = await made.contact(session, vault)
    return await tips.record(session, vault, made.draft(route=route, sketch=content), contact_id=reporter, now=at)


async def near(
    session: AsyncSession, vault: Vault, tip: Tip, *, beside: Sequence[str] = ()
) -> tuple[Kept, list[Kept]] | None:
    """Return what is kept of a tip and around it."""
    return await sketches.around(
        session, vault, tip.id, unit_code=tip.unit_code, sent_at=tip.received_at, beside=beside
    )


async def sketched(session: AsyncSession, vault: Vault, tip: Tip) -> Kept:
    found = await near(session, vault, tip)
    assert found is not None
    return found[0]


async def around(session: AsyncSession, vault: Vault, tip: Tip, *, beside: Sequence[str] = ()) -> set[int]:
    found = await near(session, vault, tip, beside=beside)
    assert found is not None
    numbers = [one.tip_id for one in found[1]]
    assert len(set(numbers)) == len(numbers)
    return set(numbers)


async def count(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(models.TipSketch)) or 0


async def test_what_was_kept_comes_back_with_unit_and_time(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip = await recorded(session, vault)
        assert await sketched(session, vault, tip) == Kept(tip.id, MY_THUONG, NOW, CONTENT)


async def test_a_tip_without_a_sketch_has_none(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip = await recorded(session, vault, content=None)
        assert await near(session, vault, tip) is None


async def test_what_is_kept_is_sealed_and_bound_to_its_tip(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        one, other = await recorded(session, vault), await recorded(session, vault)
        kept = list(await session.scalars(select(models.TipSketch.content).order_by(models.TipSketch.tip_id)))
        assert not any(CONTENT in content for content in kept)
        assert kept[0] != kept[1]
        await session.execute(update(models.TipSketch).where(models.TipSketch.tip_id == one.id).values(content=kept[1]))
        with pytest.raises(VaultError):
            await near(session, vault, one)
        await sketches.forget(session, one.id)
        assert (await sketched(session, vault, other)).content == CONTENT


async def test_a_tip_that_is_not_recorded_after_all_leaves_no_sketch(database: Database, vault: Vault) -> None:
    async def record_and_fail() -> None:
        async with database.begin() as session:
            await recorded(session, vault)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await record_and_fail()
    async with database.read() as session:
        assert await count(session) == 0


def test_words_are_drawn_under_one_key_for_as_long_as_the_vault_has_it(vault: Vault) -> None:
    assert sketches.key(vault) == sketches.key(vault)
    assert 16 <= len(sketches.key(vault)) <= 64


# Which are found.


async def test_tips_of_the_unit_before_and_after_are_found_but_not_the_tip_itself(
    database: Database, vault: Vault
) -> None:
    async with database.begin() as session:
        before = await recorded(session, vault, at=NOW - MINUTE)
        tip = await recorded(session, vault)
        same_moment = await recorded(session, vault)
        after = await recorded(session, vault, at=NOW + MINUTE)
        assert await around(session, vault, tip) == {before.id, same_moment.id, after.id}


async def test_tips_of_other_units_are_found_only_where_they_are_asked_for(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip = await recorded(session, vault)
        there = await recorded(session, vault, unit=VY_DA)
        await recorded(session, vault, unit="19789")
        assert await around(session, vault, tip) == set()
        assert await around(session, vault, tip, beside=[VY_DA]) == {there.id}
        assert await around(session, vault, tip, beside=[MY_THUONG, VY_DA, "1", "2", "19789"]) == {there.id}


@pytest.mark.parametrize("sign", [-1, 1])
async def test_nothing_is_found_beyond_the_days_in_which_it_may_be_the_same(
    database: Database, vault: Vault, sign: int
) -> None:
    async with database.begin() as session:
        tip, within, beyond = [await recorded(session, vault) for _ in range(3)]
        for other, away in ((within, KEPT), (beyond, KEPT + MINUTE)):
            row = await session.get_one(models.TipSketch, other.id)
            row.sent_at = NOW + sign * away
        await session.flush()
        assert await around(session, vault, tip) == {within.id}


def test_they_are_kept_as_long_as_triage_compares_reports() -> None:
    assert KEPT == recent_reports.OLDEST


async def test_of_many_tips_the_nearest_in_time_are_found(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip = await recorded(session, vault)
        own = {}
        for step in [*range(-BEFORE - 5, 0), *range(1, AFTER + 6)]:
            own[step] = (await recorded(session, vault, at=NOW + step * MINUTE)).id
        for step in [*range(-BEFORE_BESIDE - 5, 0), *range(1, AFTER_BESIDE + 6)]:
            own[1000 + step] = (await recorded(session, vault, at=NOW + step * MINUTE, unit=VY_DA)).id
        expected = {own[step] for step in [*range(-BEFORE, 0), *range(1, AFTER + 1)]}
        beside = {own[1000 + step] for step in [*range(-BEFORE_BESIDE, 0), *range(1, AFTER_BESIDE + 1)]}
        assert await around(session, vault, tip) == expected
        assert await around(session, vault, tip, beside=[VY_DA]) == expected | beside


async def test_they_are_found_in_one_statement_however_many_there_are(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.begin() as session:
        for step in range(2 * BEFORE_BESIDE):
            await recorded(session, vault, at=NOW - step * MINUTE, unit=(MY_THUONG, VY_DA)[step % 2])
        tip = await recorded(session, vault)
        asked: list[Query] = []
        ask = Query.all

        async def count(query: Query, session: AsyncSession, **values: object) -> list[Row]:
            asked.append(query)
            return await ask(query, session, **values)

        monkeypatch.setattr(Query, "all", count)
        assert len(await around(session, vault, tip, beside=[VY_DA])) == 2 * BEFORE_BESIDE
        assert len(asked) == 1


# Where they go.


async def test_a_transfer_takes_the_sketch_along(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip, other = await recorded(session, vault), await recorded(session, vault)
        there = await recorded(session, vault, unit=VY_DA)
        step = transition(tip.status, Status.QUEUED, at=NOW)
        tip = await tips.transfer(session, vault, tip, step, made.to(VY_DA), by=acting(hung))
        assert (await sketched(session, vault, tip)).unit_code == VY_DA
        assert await around(session, vault, other) == set()
        assert await around(session, vault, there) == {tip.id}


@pytest.mark.parametrize("unit", [MY_THUONG, HUE])
async def test_a_withdrawal_erases_the_sketch(database: Database, vault: Vault, unit: str) -> None:
    async with database.begin() as session:
        tip, other = await recorded(session, vault, unit=unit), await recorded(session, vault, unit=unit)
        await tips.withdraw(session, vault, tip, at=NOW)
        assert await near(session, vault, tip) is None
        assert await around(session, vault, other) == set()


async def test_what_has_outlived_its_time_is_erased(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        old = await recorded(session, vault, at=NOW - KEPT - MINUTE, unit=VY_DA)
        young = await recorded(session, vault, at=NOW - KEPT + MINUTE, unit=VY_DA)
        assert await forgetting.sketches(session, NOW, limit=10) == 1
        assert await near(session, vault, old) is None
        assert await near(session, vault, young) is not None


# What is told of those found.


async def test_tips_of_the_same_unit_are_told_whole_and_others_are_not(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip, own = await recorded(session, vault), await recorded(session, vault)
        there = await recorded(session, vault, unit=VY_DA)
        assert await tips.of_same_unit(session, vault, tip, [own.id, there.id]) == [own]


async def test_a_hint_holds_code_unit_and_time(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip = await recorded(session, vault)
        [hint] = await tips.hints(session, vault, [tip.id])
        assert (hint.id, hint.code, hint.unit_code, hint.received_at) == (tip.id, tip.code, MY_THUONG, NOW)
        assert await tips.hints(session, vault, []) == []


async def test_no_hint_is_given_of_what_is_on_a_desk_or_about_the_police(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        at_desk, about = await recorded(session, vault, unit=HUE), await recorded(session, vault)
        await tips.recategorise(
            session, vault, about, category=Category.OFFICER, urgency=about.urgency, by=acting(hung), at=NOW
        )
        assert await tips.hints(session, vault, [at_desk.id, about.id]) == []


# One incident for two.


async def test_two_tips_get_a_new_incident_and_later_ones_join_it(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        one, two, three = [await recorded(session, vault) for _ in range(3)]
        first = await incidents.unite(session, hung, one, two, now=NOW)
        assert first.tips == 2
        second = await incidents.unite(session, hung, three, two, now=NOW)
        assert (second.id, second.tips) == (first.id, 3)
        assert await incidents.united_with(session, one) == {two.id, three.id}
        assert (await incidents.unite(session, hung, one, two, now=NOW)).tips == 3


async def test_tips_that_are_united_stay_as_they_are_whatever_else_one_belongs_to(
    database: Database, vault: Vault
) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        one, two = await recorded(session, vault), await recorded(session, vault)
        common = await incidents.unite(session, hung, one, two, now=NOW)
        other = await incidents.open_incident(session, hung, one, now=NOW)
        assert (await incidents.unite(session, hung, one, two, now=NOW)).id == common.id
        assert await incidents.tips_of(session, other.id) == [one.id]


async def test_an_incident_of_another_unit_is_not_added_to(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        xa = await made.officer(session, vault, 91, unit=VY_DA)
        moved, own = await recorded(session, vault, unit=VY_DA), await recorded(session, vault)
        theirs = await incidents.open_incident(session, xa, moved, now=NOW)
        step = transition(moved.status, Status.QUEUED, at=NOW)
        moved = await tips.transfer(
            session, vault, moved, step, made.to(MY_THUONG), by=Actor(Role.OFFICER, VY_DA, xa.id)
        )
        ours = await incidents.unite(session, hung, moved, own, now=NOW)
        assert ours.id != theirs.id
        assert ours.unit_code == MY_THUONG
        assert await incidents.tips_of(session, theirs.id) == [moved.id]
