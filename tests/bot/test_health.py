"""Health over HTTP: what a watcher sees while all is well, and what when something is not."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession, web
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import metrics
from bot.health import DATABASE_WITHIN, KEEP, Health, watch_loop
from bot.metrics import Beat
from storage.backlog import Backlog, backlog
from storage.database import Database
from tests.bot.test_metrics import read

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_came_round() -> None:
    """Let no other test's parts count here."""
    for part in Beat:
        metrics.ended(part)
    metrics.probe_arrived(0.1)


@asynccontextmanager
async def watched(
    database: Database, *, within: timedelta = DATABASE_WITHIN, keep: timedelta = KEEP
) -> AsyncIterator["Watcher"]:
    health = Health(database, clock=lambda: NOW, within=within, keep=keep)
    site = web.Application()
    health.add_routes(site)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as http:
            yield Watcher(http, health)
    finally:
        await runner.cleanup()
        await health.close()


class Watcher:
    """Somebody who asks."""

    def __init__(self, http: ClientSession, health: Health) -> None:
        self.http = http
        self.health = health

    async def ready(self) -> tuple[int, dict[str, dict[str, str]]]:
        async with self.http.get("/readyz") as answer:
            return answer.status, await answer.json()

    async def numbers(self) -> dict[str, float]:
        async with self.http.get("/metrics") as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            return read(await answer.read())

    async def is_alive(self) -> bool:
        async with self.http.get("/healthz") as answer:
            return answer.status == 200 and (await answer.json()) == {"alive": True}


async def test_a_service_with_its_database_is_alive_ready_and_tells_what_waits(database: Database) -> None:
    async with watched(database) as watcher:
        metrics.beat(Beat.HANDLING)
        assert await watcher.is_alive()
        assert await watcher.ready() == (200, {"ready": True, "faults": {}, "notes": {}})
        shown = await watcher.numbers()
    assert (shown["nguontin_database_up"], shown["nguontin_journal_waiting"]) == (1, 0)
    assert shown["nguontin_outbox_oldest_seconds{priority=urgent}"] == 0
    assert shown["nguontin_heartbeat_age_seconds{part=handling}"] < 60


async def test_a_part_that_does_not_come_round_is_named(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    metrics.beat(Beat.SENDER)
    later = time.monotonic() + 90
    monkeypatch.setattr("bot.metrics.time.monotonic", lambda: later)
    async with watched(database) as watcher:
        status, said = await watcher.ready()
    assert (status, said["faults"]) == (503, {"sender": "has not come round for 90 s"})


@pytest.mark.parametrize("revision", ["2d2f7a4c0001", None], ids=["newer", "older"])
async def test_a_newer_schema_is_well_because_versions_overlap_and_an_older_is_not(
    database: Database, revision: str | None
) -> None:
    async with database.begin() as session:
        # The first revision that there ever was stands for an older one.
        await session.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision or first()})
    async with watched(database) as watcher:
        status, said = await watcher.ready()
    assert (status, list(said["faults"])) == ((200, []) if revision else (503, ["schema"]))


def first() -> str:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - only one of two tests needs it

    from storage import schema  # noqa: PLC0415 - the same

    return ScriptDirectory(str(schema.FOLDER)).get_bases()[0]


async def test_a_database_that_refuses_is_named_and_the_process_lives_on() -> None:
    database = Database("postgresql+psycopg://127.0.0.1:9/nowhere")
    async with watched(database) as watcher:
        status, said = await watcher.ready()
        assert await watcher.is_alive()
        assert (await watcher.numbers())["nguontin_database_up"] == 0
    await database.close()
    assert (status, said["faults"]) == (503, {"database": "does not answer (OperationalError)"})


async def test_a_database_that_hangs_holds_up_nobody_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    async def hang(*_: object) -> None:
        nonlocal asked
        asked += 1
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.health.backlog", hang)
    database = Database("sqlite+aiosqlite://")
    async with watched(database, within=timedelta(seconds=0.05), keep=timedelta(0)) as watcher:
        answers = [await watcher.ready() for _ in range(3)]
    await database.close()
    assert {status for status, _ in answers} == {503}
    assert answers[0][1]["faults"] == {"database": "did not answer within 0 s"}
    assert asked == 1


async def test_many_who_ask_are_told_what_the_database_said_a_moment_ago(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    async def count(session: AsyncSession) -> Backlog:
        asked.append(1)
        return await backlog(session)

    monkeypatch.setattr("bot.health.backlog", count)
    async with watched(database) as watcher:
        await asyncio.gather(*(watcher.ready() for _ in range(20)))
        await watcher.numbers()
    assert len(asked) == 1


async def test_probes_that_do_not_come_through_are_noted_and_the_service_stays_ready(database: Database) -> None:
    metrics.probe_missed(2)
    async with watched(database) as watcher:
        status, said = await watcher.ready()
    metrics.probe_arrived(0.1)
    assert (status, said["notes"]) == (200, {"probe": "2 in a row did not come through"})


async def test_an_event_loop_that_stands_still_is_counted_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.health._WATCH_EVERY", timedelta(seconds=0.01))
    monkeypatch.setattr("bot.health.STALL", timedelta(seconds=0.05))
    before = metrics._STALLS.totals()[""]  # noqa: SLF001 - what it counted
    watching = asyncio.create_task(watch_loop())
    await asyncio.sleep(0)
    time.sleep(0.1)  # noqa: ASYNC251 - this is what stands still
    async with asyncio.timeout(10):
        while metrics._STALLS.totals()[""] == before:  # noqa: ASYNC110, SLF001 - the watch rings no bell
            await asyncio.sleep(0.01)
    watching.cancel()
    await asyncio.wait({watching})
    assert metrics._LAG.highest() >= 0.05  # noqa: SLF001 - what it shows
    assert "the event loop stood still for" in caplog.text
