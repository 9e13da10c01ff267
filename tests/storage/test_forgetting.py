"""Whoever withdraws a tip is gone from it: nothing in the tables leads from the tip to them, except their own keys."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select

from handlers.callbacks import Acknowledge, Supplement, Withdraw, Write
from storage import models
from storage.models import Base
from tests.scene import Scene

FIRE = "cháy nhà ở chợ, phường Mỹ Thượng, Huế"

PUBLIC = frozenset({"units", "queues", "officers"})
"""Tables that a walk does not go through: everybody's tips lead to staff and units."""

Row = tuple[str, int]


async def tables_of(scene: Scene) -> dict[str, list[Mapping[str, Any]]]:
    async with scene.database.read() as session:
        return {
            table.name: [dict(row) for row in (await session.execute(select(table))).mappings()]
            for table in Base.metadata.sorted_tables
        }


def references(table: Table) -> list[tuple[str, str]]:
    """Return the columns that lead to other tables, with these."""
    return [(key.parent.name, key.column.table.name) for key in table.foreign_keys]


def reachable(rows: Mapping[str, list[Mapping[str, Any]]], start: Row) -> set[Row]:
    """Return every row that equal ids lead to, from a row to those it names and to those that name it."""
    near: dict[Row, set[Row]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name in PUBLIC:
            continue
        for number, row in enumerate(rows[table.name]):
            own = (table.name, row.get("id", -number - 1))
            for column, target in references(table):
                if row[column] is not None and target not in PUBLIC:
                    near.setdefault(own, set()).add((target, row[column]))
                    near.setdefault((target, row[column]), set()).add(own)
    found: set[Row] = set()
    left = {start}
    while left:
        found |= left
        left = {one for row in left for one in near.get(row, ())} - found
    return found


def the_contact(rows: Mapping[str, list[Mapping[str, Any]]]) -> int:
    staff = {row["contact_id"] for row in rows["officers"]}
    [contact] = [row["id"] for row in rows["contacts"] if row["id"] not in staff]
    assert isinstance(contact, int)
    return contact


async def talk_about_a_tip(scene: Scene) -> None:
    """Have a tip told, asked about, answered and supplemented, with a picture."""
    hung, lan = await scene.officer("Hùng"), scene.citizen("Lan")
    await lan.say(FIRE)
    await lan.send_photo()
    await lan.press("Gửi")
    await scene.fetching.fetch_due()
    await hung.press_data(Acknowledge(tip=1).pack())
    await hung.press_data(Write(tip=1, kind="question").pack())
    await hung.say("Có ai bị thương không?")
    await lan.press_data(Supplement(tip=1).pack())
    await lan.say("Không ai cả")
    # Time passes between what people do; what is decided in one moment carries that moment.
    scene.pass_time(minutes=3, microseconds=7)
    await lan.say("/tin")


async def withdraw(scene: Scene) -> None:
    lan = next(person for person in scene.people.values() if person.name == "Lan")
    await lan.press_data(Withdraw(tip=1, sure=True).pack())


async def test_before_the_withdrawal_the_tip_leads_to_its_reporter(scene: Scene) -> None:
    await talk_about_a_tip(scene)
    rows = await tables_of(scene)
    assert ("contacts", the_contact(rows)) in reachable(rows, ("tips", rows["tips"][0]["id"]))


async def test_after_the_withdrawal_no_path_of_equal_ids_leads_to_the_reporter(scene: Scene) -> None:
    await talk_about_a_tip(scene)
    await withdraw(scene)
    rows = await tables_of(scene)
    assert rows["reporters"] == []
    assert rows["tip_sketches"] == []
    contact = the_contact(rows)
    found = reachable(rows, ("tips", rows["tips"][0]["id"]))
    assert ("contacts", contact) not in found
    for table, lines in rows.items():
        for number, row in enumerate(lines):
            if row.get("contact_id") == contact:
                assert (table, row.get("id", -number - 1)) not in found


async def test_after_the_withdrawal_no_moment_is_shared_by_the_tip_and_its_reporter(scene: Scene) -> None:
    await talk_about_a_tip(scene)
    await withdraw(scene)
    rows = await tables_of(scene)
    contact = the_contact(rows)
    of_tip = {
        value
        for table in ("tips", "tip_events", "statements")
        for row in rows[table]
        for value in row.values()
        if isinstance(value, datetime)
    }
    # The first words of a newcomer come before their tip, so when a contact was first seen is a moment of its own.
    of_reporter = {
        value
        for table in ("calls", "conversations", "cards")
        for row in rows[table]
        if row["contact_id"] == contact
        for value in row.values()
        if isinstance(value, datetime)
    }
    assert of_tip
    assert of_tip & of_reporter == set()


async def test_a_call_that_is_over_names_neither_a_tip_nor_a_file(scene: Scene) -> None:
    await talk_about_a_tip(scene)
    async with scene.database.read() as session:
        calls = list(await session.scalars(select(models.Call)))
    assert calls
    assert {(one.state == "waiting", one.tip_id, one.evidence_id, one.payload) for one in calls} == {
        (False, None, None, None)
    }
