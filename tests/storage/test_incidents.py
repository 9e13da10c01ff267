"""Incidents, and the ledger of outcomes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, Role, acting
from domain.outcomes import Attribute, InvalidOutcomeError, OutcomeEntry, OutcomeType, UnitOfCount
from storage import incidents, models, tips
from storage.database import Database
from storage.incidents import IncidentNotFoundError
from storage.tips import EventKind, Tip
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import MY_THUONG, NOW, VY_DA

TODAY = date(2026, 11, 20)


def guns(count: str, unit: UnitOfCount = UnitOfCount.GUN) -> OutcomeEntry:
    how = {Attribute.ITEM_KIND: "homemade_gun", Attribute.RECOVERY: "handed_in"}
    return OutcomeEntry(OutcomeType.WEAPON_RECOVERED, Decimal(count), unit, how)


async def record(session: AsyncSession, tip: Tip, officer: Officer, entry: OutcomeEntry) -> int:
    return await incidents.record_outcome(session, tip, entry, by=acting(officer), on=TODAY, now=NOW)


async def test_three_tips_about_one_fire_are_three_tips_and_one_incident(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        one, two, three = [await made.tip(session, vault) for _ in range(3)]
        fire = await incidents.open_incident(session, hung, one, now=NOW)
        for tip in (two, three, two):
            await incidents.link(session, hung, fire.id, tip, now=NOW)
        assert (await incidents.for_officer(session, hung, fire.id)).tips == 3
        assert await incidents.tips_of(session, fire.id) == [one.id, two.id, three.id]
        steps = [event for event in await tips.history(session, two) if event.kind is EventKind.INCIDENT]
        assert len(steps) == 1


@pytest.mark.parametrize(
    "stranger",
    [Officer(1, 1, Role.OFFICER, VY_DA, ""), Officer(1, 1, Role.SUPERVISOR, MY_THUONG, "")],
    ids=lambda one: str(one.role),
)
async def test_an_incident_of_another_unit_is_not_found(database: Database, vault: Vault, stranger: Officer) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        fire = await incidents.open_incident(session, hung, await made.tip(session, vault), now=NOW)
        for incident_id in (fire.id, fire.id + 1, -1):
            with pytest.raises(IncidentNotFoundError):
                await incidents.for_officer(session, stranger, incident_id)
        assert await incidents.recent(session, stranger, since=NOW - timedelta(days=1)) == []


async def test_the_newest_incidents_come_first_and_old_ones_not_at_all(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        opened = [
            await incidents.open_incident(session, hung, tip, now=NOW - timedelta(days=age)) for age in (40, 2, 1)
        ]
        recent = await incidents.recent(session, hung, since=NOW - timedelta(days=30))
        assert [one.id for one in recent] == [opened[2].id, opened[1].id]
        assert [one.tips for one in recent] == [1, 1]


@pytest.mark.parametrize("count", ["1", "3814", "1000000000000"])
async def test_a_quantity_comes_back_exactly(database: Database, vault: Vault, count: str) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        await record(session, tip, hung, guns(count))
    async with database.read() as session:
        [entry] = await incidents.outcomes_of(session, tip)
    assert (entry.entry, entry.on) == (guns(count), TODAY)


async def test_kilograms_keep_three_decimals_and_no_more(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        await record(session, tip, hung, guns("0.125", UnitOfCount.KILOGRAM))
        [entry] = await incidents.outcomes_of(session, tip)
        assert entry.entry.quantity == Decimal("0.125")
    with pytest.raises(Exception, match="three decimals"):
        async with database.begin() as session:
            await record(session, tip, hung, guns("0.0001", UnitOfCount.KILOGRAM))


@pytest.mark.parametrize(
    "entry",
    [
        guns("0"),
        guns("-1"),
        guns("1.5"),
        guns("1000000000001"),
        guns("NaN"),
        guns("Infinity"),
        guns("1", UnitOfCount.DONG),
        OutcomeEntry(OutcomeType.WEAPON_RECOVERED, Decimal(1), UnitOfCount.GUN, {}),
        OutcomeEntry(OutcomeType.WARNED, Decimal(1), UnitOfCount.PERSON, {Attribute.MEANS: "arrested"}),
    ],
    ids=lambda one: f"{one.type}-{one.quantity}-{one.unit}",
)
async def test_an_entry_that_does_not_fit_its_type_is_not_kept(
    database: Database, vault: Vault, entry: OutcomeEntry
) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        with pytest.raises(InvalidOutcomeError):
            await record(session, tip, hung, entry)
        assert await session.scalar(select(func.count()).select_from(models.Outcome)) == 0


async def test_an_outcome_stands_in_the_ledger_the_history_and_the_incident(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        incident = await incidents.open_incident(session, hung, tip, now=NOW)
        outcome_id = await record(session, tip, hung, guns("2"))
        row = await session.get_one(models.Outcome, outcome_id)
        assert (row.incident_id, row.unit_code, row.officer_id) == (incident.id, MY_THUONG, hung.id)
        event = (await tips.history(session, tip))[-1]
        assert (event.kind, event.details) == (EventKind.OUTCOME, {"outcome_id": outcome_id})
