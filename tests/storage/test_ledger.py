"""The ledger: corrections in place of entries, results without a tip, and what stands when several act at once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from domain.access import Officer, Role, acting
from domain.outcomes import (
    Contribution,
    IncidentKind,
    InvalidOutcomeError,
    OutcomeEntry,
    OutcomeType,
    UnitOfCount,
    Value,
)
from domain.tip import SourceGroup
from storage import incidents, ledger, models, tips
from storage.database import Database
from storage.incidents import Leaving
from storage.ledger import OutcomeNotFoundError
from storage.tips import EventKind, Tip, TipNotFoundError
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import NOW, VY_DA
from tests.storage.test_incidents import TODAY, guns, record

Done = TypeVar("Done")
WARNED = OutcomeEntry(OutcomeType.WARNED, Decimal(12), UnitOfCount.PERSON, {}, Contribution.NONE)


async def standing(session: AsyncSession, tip: Tip) -> list[Decimal]:
    return [one.entry.quantity for one in await incidents.outcomes_of(session, tip)]


async def at_once(database: Database, *acts: Callable[[AsyncSession], Awaitable[Done]]) -> list[Done]:
    """Let several act in the same moment, each in a transaction that is tried again where they were in the way."""

    async def one(act: Callable[[AsyncSession], Awaitable[Done]]) -> Done:
        for _ in range(5):
            try:
                async with database.begin() as session:
                    return await act(session)
            except (StaleDataError, OperationalError):
                continue
        raise AssertionError("never its turn")

    return list(await asyncio.gather(*(one(act) for act in acts)))


async def test_the_newest_correction_of_a_chain_stands_alone(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        first = await record(session, tip, hung, guns("2"))
        second = await ledger.correct(session, vault, hung, first, Decimal(3), why="đếm lại", now=NOW)
        assert second is not None
        third = await ledger.correct(session, vault, hung, second, Decimal(4), why="đếm lại lần nữa", now=NOW)
        assert await ledger.correct(session, vault, hung, first, Decimal(9), why="muộn", now=NOW) is None
    async with database.read() as session:
        assert await standing(session, tip) == [4]
        assert third is not None
        chain = await ledger.corrections(session, vault, hung, third)
        assert [(one.outcome.entry.quantity, one.why) for one in chain] == [
            (Decimal(2), ""),
            (Decimal(3), "đếm lại"),
            (Decimal(4), "đếm lại lần nữa"),
        ]
        assert [one.id for one in await ledger.newest(session, hung)] == [third]
        assert await ledger.tips_of(session, third) == [tip.id]


async def test_what_was_taken_back_stands_nowhere(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        first = await record(session, tip, hung, guns("2"))
        void = await ledger.take_back(session, vault, hung, first, why="nhầm tin", now=NOW)
        assert void is not None
        assert await ledger.take_back(session, vault, hung, void, why="nhầm nữa", now=NOW) is None
    async with database.read() as session:
        assert await standing(session, tip) == []
        assert await ledger.newest(session, hung) == []
        assert not await ledger.does_stand(session, void)


async def test_a_correction_that_does_not_fit_changes_nothing(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        first = await record(session, tip, hung, guns("2"))
        for quantity in ("0", "-1", "1.5", "NaN"):
            with pytest.raises(InvalidOutcomeError):
                await ledger.correct(session, vault, hung, first, Decimal(quantity), why="x", now=NOW)
        assert await standing(session, tip) == [2]


@pytest.mark.parametrize(
    "stranger",
    [Officer(1, 1, Role.OFFICER, VY_DA, ""), Officer(1, 1, Role.SUPERVISOR, made.MY_THUONG, "")],
    ids=lambda one: str(one.role),
)
async def test_an_entry_of_another_unit_is_not_found(database: Database, vault: Vault, stranger: Officer) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        first = await record(session, await made.tip(session, vault), hung, guns("2"))
        for act in (
            ledger.for_officer(session, stranger, first),
            ledger.correct(session, vault, stranger, first, Decimal(3), why="x", now=NOW),
            ledger.take_back(session, vault, stranger, first, why="x", now=NOW),
            ledger.corrections(session, vault, stranger, first),
            ledger.for_officer(session, hung, first + 1),
        ):
            with pytest.raises(OutcomeNotFoundError):
                await act
        assert await ledger.newest(session, stranger) == []


async def test_two_who_correct_at_once_put_one_entry_in_place(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        first = await record(session, tip, hung, guns("2"))
    made_rows = await at_once(
        database,
        lambda session: ledger.correct(session, vault, hung, first, Decimal(3), why="a", now=NOW),
        lambda session: ledger.correct(session, vault, hung, first, Decimal(4), why="b", now=NOW),
        lambda session: ledger.take_back(session, vault, hung, first, why="c", now=NOW),
    )
    assert sum(row is not None for row in made_rows) == 1
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(models.Outcome)) == 2


async def test_two_commanders_who_confirm_at_once_confirm_once(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        commanders = [await made.officer(session, vault, chat, role=Role.COMMANDER) for chat in (91, 92)]
        tip = await made.tip(session, vault)
        with pytest.raises(TipNotFoundError):
            await tips.confirm_value(session, vault, commanders[0], tip, at=NOW)
        tip = await tips.assess(session, vault, tip, Value.VALUABLE, by=acting(hung), at=NOW)
        assert [one.id for one in await tips.unconfirmed(session, vault, commanders[0])] == [tip.id]
        assert await tips.unconfirmed(session, vault, hung) == []
        with pytest.raises(TipNotFoundError):
            await tips.confirm_value(session, vault, hung, tip, at=NOW)

    def confirm(commander: Officer) -> Callable[[AsyncSession], Awaitable[Tip]]:
        return lambda session: tips.confirm_value(session, vault, commander, tip, at=NOW)

    confirmed = await at_once(database, *map(confirm, commanders))
    assert all(one.is_value_confirmed for one in confirmed)
    async with database.read() as session:
        steps = [event for event in await tips.history(session, tip) if event.kind is EventKind.VALUE_CONFIRMED]
        assert len(steps) == 1
        assert await tips.count_unconfirmed(session, commanders[0]) == 0


async def test_a_result_without_a_tip_is_the_units_and_names_its_source(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        row_id = await ledger.record_result(
            session, WARNED, SourceGroup.GRASSROOTS_FORCE, by=acting(hung), on=TODAY, now=NOW, model_id=7
        )
        [one] = await ledger.newest(session, hung)
    assert (one.id, one.entry, one.source_group, one.model_id) == (row_id, WARNED, SourceGroup.GRASSROOTS_FORCE, 7)
    assert (one.unit_code, one.officer_id, one.incident_id) == (hung.unit_code, hung.id, None)


async def test_a_list_goes_on_where_it_ended(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        by = acting(hung)
        made_rows = [
            await ledger.record_result(session, WARNED, SourceGroup.PEOPLE, by=by, on=TODAY, now=NOW) for _ in range(5)
        ]
        first = await ledger.newest(session, hung, limit=3)
        rest = await ledger.newest(session, hung, before=first[-1].id, limit=3)
    assert [one.id for one in first + rest] == made_rows[::-1]


async def test_corrected_entries_move_with_a_tip_that_leaves(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        one, two = [await made.tip(session, vault) for _ in range(2)]
        fire = await incidents.open_incident(session, hung, one, now=NOW)
        await incidents.link(session, hung, fire.id, two, now=NOW)
        first = await record(session, two, hung, guns("2"))
        await ledger.correct(session, vault, hung, first, Decimal(3), why="đếm lại", now=NOW)
        assert await incidents.outcomes_at(session, fire.id, two)
        assert await incidents.separate(session, hung, fire.id, two, Leaving.OUTCOMES_GO, now=NOW)
        assert not await incidents.separate(session, hung, fire.id, two, Leaving.OUTCOMES_GO, now=NOW)
        assert [row.incident_id for row in await session.scalars(select(models.Outcome))] == [None, None]
        other = await incidents.open_incident(session, hung, two, now=NOW, kind=IncidentKind.ACCIDENT)
        [entry] = await incidents.outcomes_of(session, two)
        assert (entry.incident_id, entry.entry.quantity) == (other.id, Decimal(3))


async def test_an_incident_that_nothing_is_left_of_is_not_resolved(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        one, two = [await made.tip(session, vault) for _ in range(2)]
        empty = await incidents.open_incident(session, hung, one, now=NOW)
        fruitful = await incidents.open_incident(session, hung, two, now=NOW)
        await record(session, two, hung, guns("2"))
        for incident, tip in ((empty, one), (fruitful, two)):
            assert await incidents.resolve(session, hung, incident.id, at=NOW, now=NOW)
            assert not await incidents.resolve(session, hung, incident.id, at=NOW, now=NOW)
            await incidents.separate(session, hung, incident.id, tip, Leaving.OUTCOMES_STAY, now=NOW)
        [first, second] = await incidents.known(session, [empty.id, fruitful.id])
        assert (first.resolved_at, first.resolved_by, first.tips) == (None, None, 0)
        assert (second.resolved_at, second.resolved_by) == (NOW, hung.unit_code)
        assert await incidents.recent(session, hung, since=NOW - timedelta(days=1)) == []


async def test_two_who_resolve_at_once_resolve_once(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        fire = await incidents.open_incident(session, hung, tip, now=NOW)

    def resolve(session: AsyncSession) -> Awaitable[bool]:
        return incidents.resolve(session, hung, fire.id, at=NOW, now=NOW)

    assert sorted(await at_once(database, resolve, resolve)) == [False, True]
    async with database.read() as session:
        steps = [event.details.get("step") for event in await tips.history(session, tip)]
    assert steps.count("resolved") == 1


async def test_tips_that_are_put_to_an_incident_at_once_see_each_other(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        one, two, three = [await made.tip(session, vault) for _ in range(3)]
        fire = await incidents.open_incident(session, hung, one, now=NOW)

    def join(tip: Tip) -> Callable[[AsyncSession], Awaitable[int]]:
        async def joined(session: AsyncSession) -> int:
            await incidents.link(session, hung, fire.id, tip, now=NOW)
            return len(await tips.of_incident(session, vault, fire.id))

        return joined

    assert sorted(await at_once(database, join(two), join(three))) == [2, 3]


async def test_the_reason_of_a_judgement_is_sealed_and_named_by_its_step(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault, model_id=5)
        assert (tip.model_id, tip.is_value_confirmed) == (5, False)
        tip = await tips.assess(session, vault, tip, Value.KNOWN, why="đã biết từ hôm qua", by=acting(hung), at=NOW)
        step = (await tips.history(session, tip))[-1]
        words = {one.id: one.text for one in await tips.statements(session, vault, tip)}
    assert words[step.details["note"]] == "đã biết từ hôm qua"
    assert "hôm qua" not in str(step.details)
