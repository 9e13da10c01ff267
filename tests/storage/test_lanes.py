"""Lanes: one for each chat, evenly used, and on PostgreSQL a transaction's own until it ends."""

from collections import Counter

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import updates
from storage.database import Database
from storage.journal import Arrival
from storage.lanes import LANES, lane_of
from storage.vault import Vault
from tests import arrived
from tests.bot.waiting import until
from tests.storage.made import NOW
from tests.storage.plans import plan_of

BOT = "main"

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def test_a_chat_has_one_lane_and_chats_are_spread_over_all(vault: Vault) -> None:
    lanes = [lane_of(vault, BOT, chat) for chat in range(64 * LANES)]
    assert lanes == [lane_of(vault, BOT, chat) for chat in range(64 * LANES)]
    assert set(lanes) == set(range(LANES))
    assert max(Counter(lanes).values()) < 2 * 64


def test_another_bot_has_other_lanes(vault: Vault) -> None:
    assert any(lane_of(vault, BOT, chat) != lane_of(vault, "other", chat) for chat in range(20))


async def kept(database: Database, vault: Vault, chats: int) -> None:
    """Journal two updates of each chat, in turns."""
    arrivals = [Arrival(number, b"{}", number % chats) for number in range(2 * chats)]
    await arrived.keep(database, vault, BOT, arrivals, now=NOW)


@on_postgresql
async def test_two_workers_never_share_a_lane_and_between_them_miss_nothing(database: Database, vault: Vault) -> None:
    chats = 40
    await kept(database, vault, chats)
    async with database.begin() as one, database.begin() as two, database.begin() as three:
        taken = [
            [update.update_id for update in await updates.waiting(session, vault, bots=[BOT], limit=500)]
            for session in (one, two, three)
        ]
        lanes = [{lane_of(vault, BOT, number % chats) for number in numbers} for numbers in taken]
        assert all(numbers == sorted(numbers) for numbers in taken)
        assert taken[0]
        assert taken[1]
        assert not lanes[0] & lanes[1]
        assert not (lanes[0] | lanes[1]) & lanes[2]
        # Whole chats: both of their updates, so that nobody else comes in between.
        for numbers in taken:
            assert set(Counter(number % chats for number in numbers).values()) <= {2}


@on_postgresql
async def test_what_a_worker_had_is_free_again_however_its_transaction_ended(database: Database, vault: Vault) -> None:
    await kept(database, vault, 3)
    with pytest.raises(InterruptedError):  # noqa: PT012 - the whole transaction is what fails
        async with database.begin() as session:
            assert len(await updates.waiting(session, vault, bots=[BOT], limit=50)) == 6
            async with database.begin() as other:
                assert await updates.waiting(other, vault, bots=[BOT], limit=50) == []
            raise InterruptedError
    async with database.begin() as session:
        assert len(await updates.waiting(session, vault, bots=[BOT], limit=50)) == 6


@on_postgresql
async def test_a_worker_that_stood_still_finds_its_transaction_gone_and_another_has_its_lanes(
    database: Database, vault: Vault
) -> None:
    await kept(database, vault, 3)
    with pytest.raises(DBAPIError):  # noqa: PT012 - the whole transaction is what fails
        async with database.begin() as late:
            taken = await updates.waiting(late, vault, bots=[BOT], limit=50)
            await updates.finish(late, [one.seq for one in taken], now=NOW)
            # The server's patience, shortened; the worker now says nothing more until somebody else has its lanes.
            await late.execute(text("SET LOCAL idle_in_transaction_session_timeout = 50"))

            async def is_free() -> bool:
                async with database.begin() as session:
                    return len(await updates.waiting(session, vault, bots=[BOT], limit=50)) == len(taken)

            await until(is_free)
            await updates.finish(late, [one.seq for one in taken], now=NOW)
    async with database.begin() as session:
        assert len(await updates.waiting(session, vault, bots=[BOT], limit=50)) == 6


@on_postgresql
async def test_no_statement_lock_or_pause_lasts_for_ever_and_a_commit_is_on_disk(database: Database) -> None:
    async with database.read() as session:
        asked = ("synchronous_commit", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        assert [await session.scalar(text(f"SHOW {name}")) for name in asked] == ["on", "1min", "10s", "1min"]


async def test_a_long_backlog_is_never_read_to_find_the_next_ones(database: Database, vault: Vault) -> None:
    await kept(database, vault, 40)
    lanes = await plan_of(database, updates.LANES_IN_USE)
    # PostgreSQL takes the index of the primary key for the oldest of all, where so few rows leave it the choice.
    assert lanes.count("ix_updates_waiting") >= 2
    next_ones = await plan_of(database, updates.of_lanes(2), bots=[BOT], most=25, lane_0=1, lane_1=2)
    assert next_ones.count("ix_updates_waiting") == 2
    assert "ix_updates_state" not in lanes + next_ones
    # In their order already: a sort would read all that wait in the lane.
    assert "Sort" not in next_ones
    assert "B-TREE" not in next_ones
