"""Turns: one process at a time, and the next one as soon as it is gone, however it went."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from storage import turn
from storage.database import Database
from storage.turn import in_turn
from tests.bot.waiting import going_on, until

ROOT = str(Path(__file__).parents[2])

PROCESS = """
import asyncio, sys
from storage.database import Database
from storage.turn import in_turn

async def work() -> None:
    print("working", flush=True)
    await asyncio.Event().wait()

asyncio.run(in_turn(Database(sys.argv[1]), sys.argv[2], work))
"""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "ASK_SECONDS", 0.01)
    monkeypatch.setattr(turn, "CHECK_SECONDS", 0.01)


class Worker:
    """Work that goes on until it is cancelled, and tells whether it is going on."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.is_working = False
        self.begins = 0

    async def work(self) -> None:
        self.begins += 1
        self.is_working = True
        try:
            await asyncio.Event().wait()
        finally:
            self.is_working = False


@asynccontextmanager
async def running(database: Database, name: str = "sender") -> AsyncIterator[Worker]:
    """Let somebody work in their turn within the block."""
    worker = Worker()
    async with going_on(in_turn(database, name, worker.work)):
        yield worker


async def test_the_second_waits_and_says_so_once_until_the_first_is_gone(
    database: Database, other: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", turn.__name__)
    async with running(database) as first:
        await until(lambda: first.is_working)
        async with running(other) as second:
            await until(lambda: caplog.messages)
            for _ in range(20):
                await asyncio.sleep(0.01)
            assert (first.is_working, second.is_working) == (True, False)
            assert caplog.messages == ["sender: waiting for the other process"]
            async with running(other, "handling") as third:
                await until(lambda: third.is_working)
    async with running(other) as second:
        await until(lambda: second.is_working)


async def test_work_of_another_kind_has_a_turn_of_its_own(database: Database, other: Database) -> None:
    async with running(database, "sender") as first, running(other, "handling") as second:
        await until(lambda: first.is_working and second.is_working)


async def test_whoever_is_cancelled_while_waiting_takes_no_turn_with_them(database: Database, other: Database) -> None:
    async with running(database) as first:
        await until(lambda: first.is_working)
        async with running(other):
            await asyncio.sleep(0.05)
    async with running(database) as again:
        await until(lambda: again.is_working)


async def test_the_turn_of_a_killed_process_is_free(database: Database, database_url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROCESS,
        database_url,
        "sender",
        stdout=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": ROOT},
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"working\n"
    async with running(database) as second:
        for _ in range(20):
            await asyncio.sleep(0.01)
        assert not second.is_working
        process.send_signal(signal.SIGKILL)
        await process.wait()
        await until(lambda: second.is_working)


async def test_an_error_of_the_work_itself_ends_it(database: Database) -> None:
    async def fail() -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        await in_turn(database, "sender", fail)
    async with running(database) as next_one:
        await until(lambda: next_one.is_working)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_turn_that_the_database_forgot_is_taken_anew(database: Database, database_url: str) -> None:
    async with running(database) as worker:
        await until(lambda: worker.is_working)
        with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        await until(lambda: worker.begins == 2 and worker.is_working)
