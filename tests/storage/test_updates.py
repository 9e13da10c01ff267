"""The journal: each update once, in order of arrival, until it is handled or set aside."""

import asyncio

import pytest
from sqlalchemy import select

from storage import updates
from storage.database import Database
from storage.journal import Arrival
from storage.models import Update
from storage.vault import Vault, VaultError
from tests import arrived
from tests.storage.made import BOT, NOW


async def keep(database: Database, vault: Vault, *numbers: int, bot: str = BOT, body: bytes = b"{}") -> int:
    return await arrived.keep(database, vault, bot, [Arrival(number, body) for number in numbers], now=NOW)


async def waiting(database: Database, vault: Vault, *, limit: int = 50, bots: tuple[str, ...] = (BOT,)) -> list[int]:
    async with database.read() as session:
        return [one.update_id for one in await updates.waiting(session, vault, bots=bots, limit=limit)]


async def test_an_update_that_comes_twice_is_kept_once(database: Database, vault: Vault) -> None:
    assert await keep(database, vault, 1, 2, 3) == 3
    assert await keep(database, vault, 2, 3, 4) == 1
    assert await waiting(database, vault) == [1, 2, 3, 4]


async def test_an_update_twice_in_one_answer_is_kept_once(database: Database, vault: Vault) -> None:
    assert await keep(database, vault, 7, 7) == 1
    assert await waiting(database, vault) == [7]


async def test_two_bots_may_use_the_same_number(database: Database, vault: Vault) -> None:
    assert await keep(database, vault, 1) == 1
    assert await keep(database, vault, 1, bot="other") == 1
    assert await waiting(database, vault, bots=(BOT, "other")) == [1, 1]


async def test_what_came_through_a_bot_that_is_not_set_any_more_waits(database: Database, vault: Vault) -> None:
    await keep(database, vault, 1, bot="gone")
    await keep(database, vault, 2)
    assert await waiting(database, vault) == [2]
    async with database.read() as session:
        assert await updates.count_waiting(session) == 2


async def test_the_bytes_come_back_as_they_came(database: Database, vault: Vault) -> None:
    body = b'{"update_id": 1, "\xff\x00odd": "\\ud83d"}'
    await keep(database, vault, 1, body=body)
    async with database.read() as session:
        [one] = await updates.waiting(session, vault, bots=[BOT], limit=1)
    assert (one.body, one.received_at, one.failures) == (body, NOW, 0)


async def test_the_order_of_arrival_counts_not_the_number(database: Database, vault: Vault) -> None:
    await keep(database, vault, 900, 901)
    await keep(database, vault, 5)
    await keep(database, vault, 2**31 + 7)
    assert await waiting(database, vault) == [900, 901, 5, 2**31 + 7]
    assert await waiting(database, vault, limit=2) == [900, 901]


async def test_a_handled_update_loses_its_bytes_and_stays_known(database: Database, vault: Vault) -> None:
    await keep(database, vault, 1, 2)
    async with database.begin() as session:
        first, _ = await updates.waiting(session, vault, bots=[BOT], limit=2)
        await updates.finish(session, [first.seq], now=NOW)
    async with database.read() as session:
        row = (await session.scalars(select(Update).where(Update.update_id == 1))).one()
    assert (row.state, row.body, row.handled_at) == ("done", None, NOW)
    assert await keep(database, vault, 1) == 0
    assert await waiting(database, vault) == [2]


async def test_the_third_failure_sets_an_update_aside_with_its_bytes_sealed(database: Database, vault: Vault) -> None:
    await keep(database, vault, 1, body=b'{"update_id":1,"secret":"words"}')
    async with database.begin() as session:
        [one] = await updates.waiting(session, vault, bots=[BOT], limit=1)
        states = [await updates.fail(session, one.seq, cause="E" * 500, now=NOW) for _ in range(3)]
    assert states == ["waiting", "waiting", "set_aside"]
    assert await waiting(database, vault) == []
    async with database.read() as session:
        [aside] = await updates.set_aside(session)
        row = await session.get_one(Update, aside.seq)
    assert aside.cause == "E" * 200
    assert row.body is not None
    assert b"words" not in row.body
    assert b"words" in vault.open(row.body, place=f"updates.body:{BOT}:1")


async def test_a_journalled_update_does_not_open_as_another(database: Database, vault: Vault) -> None:
    await keep(database, vault, 1, 2)
    async with database.begin() as session:
        rows = list(await session.scalars(select(Update).order_by(Update.id)))
        rows[0].body, rows[1].body = rows[1].body, rows[0].body
    with pytest.raises(VaultError):
        await waiting(database, vault)


async def test_two_processes_that_journal_the_same_answer_keep_it_once(
    database: Database, other: Database, vault: Vault
) -> None:
    counts = await asyncio.gather(*(keep(one, vault, *range(50)) for one in (database, other)))
    assert sum(counts) == 50
    assert sorted(await waiting(database, vault)) == list(range(50))
