"""Probes: they go the whole way, leave nothing behind, and are missed when something on the way stands still."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import metrics, probe
from bot.app import App, open_app
from bot.probe import Probe
from bot.settings import SettingsError, read_settings
from storage import models
from storage.models import Base
from storage.vault import create_keys
from tests.bot.waiting import until

SHORT = timedelta(seconds=0.3)
"""For probes that are missed."""


@dataclass
class Whole:
    """The parts of the service, not begun."""

    app: App
    probe: Probe

    def patient(self, within: timedelta) -> Probe:
        app = self.app
        return Probe(app.database, app.vault, clock=app.clock, bell=asyncio.Event(), within=within)

    async def count(self, table: type[Base], *where: object) -> int:
        async with self.app.database.read() as session:
            query = select(func.count()).select_from(table).where(*where)  # type: ignore[arg-type]  # conditions
            return await session.scalar(query) or 0


@pytest.fixture
async def whole(tmp_path: Path, database_url: str) -> AsyncIterator[Whole]:
    create_keys(tmp_path / "keys.json")
    settings = read_settings(
        _env_file=None,
        database_url=database_url,
        keys=tmp_path / "keys.json",
        evidence_url=f"file://{tmp_path / 'evidence'}",
        telegram_token="42:TEST-token-of-nobody-at-all",
        telegram_api="http://127.0.0.1:9",
    )
    async with open_app(settings) as app:
        yield Whole(app, app.probe)


@asynccontextmanager
async def running(*jobs: Coroutine[object, object, None]) -> AsyncIterator[None]:
    """Run these within the block."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def test_a_probe_goes_through_journal_handling_outbox_and_sender_and_is_no_tip(whole: Whole) -> None:
    async with running(whole.app.handling.run(), whole.app.sender.run()):
        for _ in range(4):
            assert await whole.probe.probe()
    assert await whole.count(models.Tip) == 0
    assert await whole.count(models.Contact) == 1
    # Those of the last probe, and of the one before.
    assert await whole.count(models.Update, models.Update.bot == probe.BOT) == 2
    assert await whole.count(models.Call) == 2
    assert await whole.count(models.Update, models.Update.state != "done") == 0
    assert metrics.probe_misses() == 0


async def test_two_probes_in_a_row_that_nobody_handles_are_an_alarm_and_wait_as_one(
    whole: Whole, caplog: pytest.LogCaptureFixture
) -> None:
    impatient = whole.patient(SHORT)
    with caplog.at_level(logging.ERROR, logger="bot.probe"):
        assert not await impatient.probe()
        assert not caplog.records
        assert not whole.app.health.notes()
        assert not await impatient.probe()
    assert [record.getMessage() for record in caplog.records] == ["silence: 2 probes in a row did not come through"]
    assert whole.app.health.notes() == {"probe": "2 in a row did not come through"}
    assert await whole.count(models.Update, models.Update.bot == probe.BOT) == 1
    async with running(whole.app.handling.run(), whole.app.sender.run()):
        assert await whole.probe.probe()
    assert not whole.app.health.notes()


async def test_a_sender_that_stands_still_is_noticed_although_the_probe_was_handled(whole: Whole) -> None:
    async with running(whole.app.handling.run()):
        assert not await whole.patient(SHORT).probe()
        await until(lambda: whole.count(models.Update, models.Update.state == "done"))
        assert not await whole.patient(SHORT).probe()
    assert await whole.count(models.Call, models.Call.state == "waiting") == 1
    async with running(whole.app.sender.run()):
        assert await whole.probe.probe()


def test_no_bot_can_be_given_the_name_of_the_probes() -> None:
    with pytest.raises(SettingsError):
        read_settings(_env_file=None, bots=[{"name": probe.BOT, "token": "42:TEST-token-of-nobody-at-all"}])
