"""An incident is counted once, whether its outcome was recorded before or after a tip was put to it."""

from datetime import date
from decimal import Decimal

import pytest

from domain.access import acting
from domain.figures import counted_once
from domain.outcomes import OutcomeEntry, OutcomeType, UnitOfCount
from domain.periods import Period
from storage import audit, incidents
from storage.database import Database
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import MY_THUONG, NOW

TODAY = date(2026, 11, 20)
SOLVED = OutcomeEntry(OutcomeType.CASE_SOLVED, Decimal(1), UnitOfCount.CASE, {})


@pytest.mark.parametrize("order", ["outcome, then join", "join, then outcome"])
async def test_what_came_of_a_tip_belongs_to_its_incident_in_either_order(
    database: Database, vault: Vault, order: str
) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        one, two = [await made.tip(session, vault) for _ in range(2)]
        incident = await incidents.open_incident(session, hung, one, now=NOW)
        await incidents.record_outcome(session, one, SOLVED, by=acting(hung), on=TODAY, now=NOW)
        if order == "join, then outcome":
            await incidents.link(session, hung, incident.id, two, now=NOW)
        await incidents.record_outcome(session, two, SOLVED, by=acting(hung), on=TODAY, now=NOW)
        if order == "outcome, then join":
            await incidents.link(session, hung, incident.id, two, now=NOW)
    async with database.read() as session:
        facts = await audit.outcome_facts(session, [MY_THUONG], Period(TODAY, TODAY))
    assert [fact.incident_id for fact in facts] == [incident.id, incident.id]
    assert [fact.tip_ids for fact in counted_once(facts)] == [(one.id,)]


async def test_an_outcome_keeps_the_first_incident_of_its_tip(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        await incidents.record_outcome(session, tip, SOLVED, by=acting(hung), on=TODAY, now=NOW)
        first = await incidents.open_incident(session, hung, tip, now=NOW)
        await incidents.open_incident(session, hung, tip, now=NOW)
    async with database.read() as session:
        [fact] = await audit.outcome_facts(session, None, Period(TODAY, TODAY))
    assert fact.incident_id == first.id
    assert counted_once([fact]) == [fact]
