"""Contacts, invitations that work once, and who is an officer of what."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from domain.access import Officer, Role, acting
from domain.lifecycle import Status, transition
from domain.routing import Queue
from storage import models, people, tips
from storage.database import Database
from storage.people import INVITATION_LIFETIME, InvitationError
from storage.vault import Vault, VaultError
from tests.storage import made
from tests.storage.made import BOT, HUE, MY_THUONG, NOW, VY_DA

TOKEN = "a-token-that-nobody-guesses"


async def invite(database: Database, vault: Vault, *, token: str = TOKEN) -> None:
    async with database.begin() as session:
        await people.invite(session, vault, token=token, role=Role.OFFICER, unit_code=MY_THUONG, name="Hùng", now=NOW)


async def accept(
    database: Database, vault: Vault, *, chat_id: int = 1, token: str = TOKEN, later: timedelta = timedelta(0)
) -> Officer:
    async with database.begin() as session:
        row = await made.contact(session, vault, chat_id)
        return await people.accept(session, vault, token=token, contact_id=row, now=NOW + later)


async def test_a_chat_is_one_contact_however_often_it_writes(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        rows = {await made.contact(session, vault, 2**52 - 1) for _ in range(3)}
        assert len(rows) == 1
        assert await made.contact(session, vault, 2**52 - 1, bot="other") not in rows


async def test_two_first_messages_at_once_make_one_contact(database: Database, database_url: str, vault: Vault) -> None:
    async def first_message(one: Database) -> int:
        async with one.begin() as session:
            return await made.contact(session, vault, 7)

    other = Database(database_url)
    try:
        rows = await asyncio.gather(*(first_message(one) for one in (database, other, database, other)))
    finally:
        await other.close()
    assert len(set(rows)) == 1


async def test_a_table_of_contacts_names_no_chat(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        await made.contact(session, vault, 5_190_283_774)
        row = (await session.scalars(select(models.Contact))).one()
    assert b"5190283774" not in row.key + row.address
    assert people.open_address(vault, bot=BOT, key=row.key, address=row.address).chat_id == 5_190_283_774


async def test_an_address_that_was_moved_to_another_contact_does_not_open(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan, minh = await made.contact(session, vault, 1), await made.contact(session, vault, 2)
        await session.execute(
            text("UPDATE contacts SET address = (SELECT address FROM contacts WHERE id = :minh) WHERE id = :lan"),
            {"lan": lan, "minh": minh},
        )
        row = await session.get_one(models.Contact, lan)
    with pytest.raises(VaultError):
        people.open_address(vault, bot=BOT, key=row.key, address=row.address)


async def test_an_invitation_makes_an_officer_once(database: Database, vault: Vault) -> None:
    await invite(database, vault)
    made_officer = await accept(database, vault)
    assert (made_officer.role, made_officer.unit_code, made_officer.name) == (Role.OFFICER, MY_THUONG, "Hùng")
    with pytest.raises(InvitationError):
        await accept(database, vault, chat_id=2)
    with pytest.raises(InvitationError):
        await accept(database, vault)


@pytest.mark.parametrize("token", ["", "another", TOKEN + " ", TOKEN.upper(), "x" * 4000, "\x00"])
async def test_a_token_that_was_not_given_out_makes_nobody_an_officer(
    database: Database, vault: Vault, token: str
) -> None:
    await invite(database, vault)
    with pytest.raises(InvitationError):
        await accept(database, vault, token=token)


async def test_an_invitation_ends_after_a_day(database: Database, vault: Vault) -> None:
    await invite(database, vault)
    with pytest.raises(InvitationError):
        await accept(database, vault, later=INVITATION_LIFETIME)
    in_time = await accept(database, vault, later=INVITATION_LIFETIME - timedelta(seconds=1))
    assert in_time.unit_code == MY_THUONG


async def test_two_who_use_an_invitation_at_once_are_one_officer(
    database: Database, database_url: str, vault: Vault
) -> None:
    await invite(database, vault)
    other = Database(database_url)
    try:
        results = await asyncio.gather(
            *(accept(one, vault, chat_id=number) for number, one in enumerate((database, other) * 3)),
            return_exceptions=True,
        )
    finally:
        await other.close()
    assert len([one for one in results if isinstance(one, Officer)]) == 1
    assert len([one for one in results if isinstance(one, InvitationError)]) == 5


async def test_an_invitation_is_kept_without_its_token_and_name(database: Database, vault: Vault) -> None:
    await invite(database, vault)
    async with database.read() as session:
        row = (await session.scalars(select(models.Invitation))).one()
    assert TOKEN.encode() not in row.key + row.name
    assert "Hùng".encode() not in row.name


async def test_an_officer_who_moves_leaves_the_old_unit(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        before = await made.officer(session, vault, unit=MY_THUONG)
        after = await made.officer(session, vault, unit=VY_DA)
        assert await people.officers_of(session, vault, MY_THUONG) == []
        assert [one.id for one in await people.officers_of(session, vault, VY_DA)] == [after.id]
        assert await people.officer_at(session, vault, after.contact_id) == after
        assert await people.officer(session, vault, before.id) is None
        assert await people.officer_name(session, vault, before.id) == "Hùng"


async def test_a_citizen_is_no_officer(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        assert await people.officer_at(session, vault, await made.contact(session, vault)) is None


async def test_a_supervisor_opens_no_queue(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        await made.officer(session, vault, 1, unit=MY_THUONG)
        await made.officer(session, vault, 2, unit=VY_DA, role=Role.SUPERVISOR)
        assert await people.queues_among(session, [MY_THUONG, VY_DA, "00000"]) == {MY_THUONG}
        assert await people.has_queue(session, MY_THUONG)
        assert not await people.has_queue(session, VY_DA)
        assert await people.officers_of(session, vault, VY_DA) == []


async def test_a_closed_queue_takes_nothing(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        await made.officer(session, vault, unit=MY_THUONG)
        (await session.get_one(models.Queue, MY_THUONG)).closed_at = NOW
        await session.flush()
        assert await people.queues_among(session, [MY_THUONG]) == set()


async def test_who_leaves_for_another_unit_closes_the_queue_that_nobody_looks_at_any_more(
    database: Database, vault: Vault
) -> None:
    async with database.begin() as session:
        await made.officer(session, vault, 1, unit=MY_THUONG)
        await made.officer(session, vault, 2, unit=MY_THUONG)
        await made.officer(session, vault, 1, unit=VY_DA)
        assert await people.queues_among(session, [MY_THUONG, VY_DA]) == {MY_THUONG, VY_DA}
        await made.officer(session, vault, 2, unit=VY_DA)
        assert await people.queues_among(session, [MY_THUONG, VY_DA]) == {VY_DA}


async def test_a_queue_is_its_staff_and_the_tips_that_nobody_has_acknowledged(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault, 1, unit=MY_THUONG)
        await made.officer(session, vault, 2, unit=MY_THUONG)
        await made.officer(session, vault, 3, unit=MY_THUONG, role=Role.SUPERVISOR)
        await made.officer(session, vault, 4, unit=VY_DA)
        for number in range(3):
            tip = await made.tip(session, vault)
            if number == 0:
                step = transition(tip.status, Status.ACKNOWLEDGED, at=NOW)
                await tips.step(session, vault, tip, step, by=acting(hung))
        found = await people.queues(session, [MY_THUONG, VY_DA, HUE, "VN"])
        assert found == {MY_THUONG: Queue(staff=2, waiting=2), VY_DA: Queue(staff=1, waiting=0)}


async def test_the_state_of_queues_is_looked_up_by_their_indexes(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        await made.tip(session, vault)
        if not database.is_sqlite:
            return
        asked: list[str] = []
        opened = await (await session.connection()).get_raw_connection()
        await opened.driver_connection.set_trace_callback(asked.append)  # type: ignore[union-attr]  # it is open
        await people.queues(session, [MY_THUONG])
        await opened.driver_connection.set_trace_callback(None)  # type: ignore[union-attr]  # the same
        (statement,) = asked
        plan = [row[3] for row in await session.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
        assert any("tips USING" in step and "ix_tips_unit_code_status" in step for step in plan)
        assert not any(step.startswith(("SCAN tips", "SCAN officers")) for step in plan)
