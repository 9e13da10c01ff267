"""Shares: every lane is somebody's, none is two's, and what a process leaves is taken by the others."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from storage import shares, turn
from storage.database import Database
from storage.lanes import LANES
from storage.shares import Share, in_shares
from tests.bot.waiting import going_on, until

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "ASK_SECONDS", 0.01)
    monkeypatch.setattr(shares, "ASK_SECONDS", 0.01)
    monkeypatch.setattr(shares, "BALANCE_SECONDS", 0.01)


class Worker:
    """Work that goes on until it is cancelled, and the share it goes on in."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.share = Share(())
        self.begins = 0

    async def work(self, share: Share) -> None:
        self.begins += 1
        self.share = share
        try:
            await asyncio.Event().wait()
        finally:
            self.share = Share(())


@asynccontextmanager
async def running(database: Database, name: str = "sender") -> AsyncIterator[Worker]:
    """Let somebody work in their share within the block."""
    worker = Worker()
    async with going_on(in_shares(database, name, worker.work)):
        yield worker


def sizes(*workers: Worker) -> list[int]:
    return [len(worker.share.lanes) for worker in workers]


def are_apart(*workers: Worker) -> bool:
    return not any(one.share.lanes & two.share.lanes for one, two in itertools.combinations(workers, 2))


async def test_who_is_alone_works_in_all_lanes(database: Database) -> None:
    async with running(database) as worker:
        await until(lambda: worker.share.is_whole)
        assert worker.share.part == 1.0
        await worker.share.check()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_on_sqlite_the_second_waits_for_the_first(database: Database, other: Database) -> None:
    async with running(database) as first:
        await until(lambda: first.share.is_whole)
        async with running(other) as second:
            for _ in range(20):
                await asyncio.sleep(0.01)
            assert sizes(first, second) == [LANES, 0]
    async with running(other) as second:
        await until(lambda: second.share.is_whole)


@on_postgresql
async def test_several_have_fair_shares_and_no_lane_is_two_workers(database: Database, other: Database) -> None:
    async with running(database) as first:
        await until(lambda: first.share.is_whole)
        async with running(other) as second, running(other) as third:

            def is_fair() -> bool:
                assert are_apart(first, second, third)
                return sum(sizes(first, second, third)) == LANES and max(sizes(first, second, third)) == 22

            await until(is_fair)
        await until(lambda: first.share.is_whole)


@on_postgresql
async def test_work_of_another_name_has_shares_of_its_own(database: Database, other: Database) -> None:
    async with running(database, "sender") as first, running(other, "handling") as second:
        await until(lambda: first.share.is_whole and second.share.is_whole)


@on_postgresql
async def test_a_lane_in_which_something_goes_on_is_given_away_after_that(database: Database, other: Database) -> None:
    async with running(database) as first:
        await until(lambda: first.share.is_whole)
        share = first.share
        for lane in range(40):
            share.begin(lane)
        async with running(other) as second:
            await until(lambda: sizes(second) == [24])
            for _ in range(10):
                await asyncio.sleep(0.01)
                assert sizes(first, second) == [32, 24]
            for lane in range(40):
                share.end(lane)
            await until(lambda: sizes(first, second) == [32, 32])
            assert are_apart(first, second)


@on_postgresql
async def test_what_was_to_be_given_away_is_kept_when_nobody_wants_it_any_more(
    database: Database, other: Database
) -> None:
    async with running(database) as first:
        await until(lambda: first.share.is_whole)
        for lane in range(LANES):
            first.share.begin(lane)
        async with running(other):
            await until(lambda: sizes(first) == [32])
        await until(lambda: first.share.is_whole)
        assert first.begins == 1


@on_postgresql
async def test_whose_connection_is_cut_loses_its_lanes_at_once_and_comes_back(
    database: Database, other: Database, database_url: str
) -> None:
    async with running(database) as first, running(other) as second:
        await until(lambda: sizes(first, second) == [32, 32])
        before = first.share
        lane = min(before.lanes)
        with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", (lane,)
            )
        with pytest.raises(turn.TurnLostError):
            await before.check()
        assert not before.lanes
        await until(lambda: first.begins == 2 and sizes(first, second) == [32, 32])
        assert are_apart(first, second)


async def test_work_that_ends_ends_its_share(database: Database) -> None:
    async def work(share: Share) -> None:
        # The server may take a moment to see that the connection of the one before has gone.
        await until(lambda: share.is_whole)

    await in_shares(database, "sender", work)
    await in_shares(database, "sender", work)


@on_postgresql
async def test_work_begins_again_when_the_database_comes_back(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begin = shares._LockedShare.join  # noqa: SLF001 - where the database is asked first
    refusals: list[object] = []

    async def refuse(share: shares._LockedShare) -> None:
        if len(refusals) < 2:
            refusals.append(share)
            raise turn.TurnLostError("away")
        await begin(share)

    monkeypatch.setattr(shares._LockedShare, "join", refuse)  # noqa: SLF001 - as above
    async with running(database) as worker:
        await until(lambda: worker.share.is_whole)
    assert caplog.messages == ["sender pauses: away"] * 2
