"""Transactions: they wait for each other instead of failing, and what is cancelled is not half there."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import database as module
from storage import models
from storage.database import Database
from storage.models import Queue
from tests.storage.made import NOW, close_for_good


def queue(number: int) -> Queue:
    return Queue(unit_code=f"{number:05}", opened_at=NOW)


async def count(database: Database) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(Queue)) or 0


async def test_reading_and_then_writing_does_not_fail_while_another_process_writes(
    database: Database, database_url: str
) -> None:
    other = Database(database_url)

    async def read_then_write(one: Database, number: int) -> None:
        async with one.begin() as session:
            await session.scalar(select(func.count()).select_from(Queue))
            await asyncio.sleep(0)
            session.add(queue(number))

    try:
        await asyncio.gather(*(read_then_write(one, n) for n, one in enumerate([database, other] * 20)))
    finally:
        await other.close()
    assert await count(database) == 40


async def test_readers_are_not_held_up_by_who_writes(database: Database) -> None:
    async with database.begin() as session:
        session.add(queue(1))
        await session.flush()
        async with asyncio.timeout(2):
            assert await count(database) == 0
    assert await count(database) == 1


async def test_a_transaction_that_was_cancelled_leaves_nothing_and_blocks_nobody(database: Database) -> None:
    has_written = asyncio.Event()

    async def write_for_ever() -> None:
        async with database.begin() as session:
            session.add(queue(1))
            await session.flush()
            has_written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_for_ever())
    await has_written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5):
        async with database.begin() as session:
            session.add(queue(2))
    async with database.read() as session:
        assert list(await session.scalars(select(Queue.unit_code))) == ["00002"]


async def test_transactions_cancelled_at_any_moment_are_whole_or_not_there(database: Database) -> None:
    async def write_two(number: int) -> None:
        async with database.begin() as session:
            session.add(queue(number))
            await session.flush()
            session.add(queue(number + 500))
            await session.flush()

    for number in range(30):
        task = asyncio.create_task(write_two(number))
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(10):
        async with database.begin() as session:
            session.add(queue(99_999))
    async with database.read() as session:
        found = {int(code) for code in await session.scalars(select(Queue.unit_code))}
    assert 99_999 in found
    assert {number for number in found if number < 500} == {n - 500 for n in found if 500 <= n < 1000}


async def test_a_savepoint_that_fails_leaves_what_stood_before_it(database: Database) -> None:
    async with database.begin() as session:
        session.add(queue(1))
        await session.flush()
        with pytest.raises(IntegrityError):  # noqa: PT012 - the whole savepoint is what fails
            async with session.begin_nested():
                session.add(queue(2))
                await session.flush()
                await session.execute(text("INSERT INTO queues (unit_code, opened_at) VALUES ('00001', '2026-01-01')"))
        session.add(queue(3))
    async with database.read() as session:
        assert sorted(await session.scalars(select(Queue.unit_code))) == ["00001", "00003"]


async def test_a_reading_transaction_keeps_nothing(database: Database) -> None:
    async with database.read() as session:
        session.add(queue(1))
        await session.flush()
    assert await count(database) == 0


async def test_the_constraints_of_the_tables_hold_on_both_databases(database: Database) -> None:
    for statement in (
        "INSERT INTO cards (contact_id, name) VALUES (4711, 'x')",
        "INSERT INTO updates (bot, update_id, received_at, state, failures) VALUES ('b', 1, '2026-01-01', 'lost', 0)",
        "INSERT INTO incident_tips (incident_id, tip_id, at) VALUES (1, 1, '2026-01-01')",
    ):
        with pytest.raises(IntegrityError):
            async with database.begin() as session:
                await session.execute(text(statement))


async def test_sqlite_is_set_up_so_that_nothing_confirmed_is_lost(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
    try:
        async with database.read() as session:
            found = {name: await session.scalar(text(f"PRAGMA {name}")) for name in wanted}
    finally:
        await database.close()
    assert found == wanted


async def test_only_what_may_be_done_again_is_committed_without_waiting_for_the_disk(database: Database) -> None:
    word, lasting, noted = (
        ("PRAGMA synchronous", 2, 1) if database.is_sqlite else ("SHOW synchronous_commit", "on", "off")
    )
    async with database.begin() as session:
        assert await session.scalar(text(word)) == lasting
    async with database.note() as session:
        assert await session.scalar(text(word)) == noted
        session.add(queue(1))
    async with database.begin() as session:
        assert await session.scalar(text(word)) == lasting
        assert await session.scalar(select(Queue.unit_code)) == "00001"


async def test_what_is_noted_is_undone_as_a_whole_where_it_fails(database: Database) -> None:
    with pytest.raises(IntegrityError):  # noqa: PT012 - it is the whole block that fails
        async with database.note() as session:
            session.add(queue(1))
            await session.execute(text("INSERT INTO cards (contact_id, name) VALUES (4711, 'x')"))
    async with database.read() as session:
        assert await session.scalar(select(Queue.unit_code)) is None


async def test_a_database_that_is_away_is_refused_and_comes_back(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'away' / 'a.db'}")
    try:
        with pytest.raises(OperationalError):
            async with database.begin() as session:
                await session.execute(text("SELECT 1"))
        (tmp_path / "away").mkdir()
        async with database.read() as session:
            assert await session.scalar(text("SELECT 1")) == 1
    finally:
        await close_for_good(database)


async def test_errors_of_the_database_show_no_values(database: Database) -> None:
    with pytest.raises(IntegrityError) as refusal:
        async with database.begin() as session:
            session.add(models.Card(contact_id=4711, name="lời bí mật"))
    assert "bí mật" not in str(refusal.value)


async def test_who_looks_sees_what_was_written_a_moment_ago(database: Database) -> None:
    async with database.look() as session:
        assert await session.scalar(select(func.count()).select_from(Queue)) == 0
    async with database.begin() as session:
        session.add(queue(1))
    async with database.look() as session:
        assert await session.scalar(select(func.count()).select_from(Queue)) == 1


async def test_a_connection_that_has_looked_makes_whole_transactions_again(database: Database) -> None:
    async with database.look() as session:
        await session.scalar(select(func.count()).select_from(Queue))
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the whole transaction is what fails
        async with database.begin() as session:
            session.add(queue(1))
            await session.flush()
            raise ZeroDivisionError
    assert await count(database) == 0


async def _end_all_connections(other: Database) -> None:
    async with other.begin() as session:
        await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_connections_that_ended_in_the_meantime_are_not_used(
    database: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TRUSTED_SECONDS", 0.0)
    assert await count(database) == 0
    await _end_all_connections(other)
    assert await count(database) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_connections_that_ended_just_now_fail_once(database: Database, other: Database) -> None:
    async with database.read() as one, database.read() as two:
        for session in (one, two):
            await session.scalar(select(func.count()).select_from(Queue))
    await _end_all_connections(other)
    with pytest.raises(OperationalError):
        await count(database)
    assert await count(database) == 0
