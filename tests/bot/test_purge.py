"""What has outlived its time goes at night, in batches; a tip that nobody has acknowledged never does."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from bot import reminders as module
from bot.reminders import Reminders
from domain.due_times import PURGE_AT, next_at
from storage import models
from storage.models import Base, Call, Conversation, DueTime, Evidence, TipSketch, Update
from tests.scene import BOT, Scene
from tests.storage import made

FIRE = "cháy nhà ở chợ, phường Mỹ Thượng, Huế"


def reminders(scene: Scene) -> Reminders:
    bell = asyncio.Event()
    return Reminders(scene.database, scene.vault, clock=scene.clock, outbox_bell=bell, files=scene.files)


async def purge(scene: Scene, *, after: timedelta) -> None:
    """Let time pass, then the night in which the purge is due."""
    scene.pass_time(seconds=after.total_seconds())
    await reminders(scene).plan()
    scene.now = next_at(PURGE_AT, scene.now)
    await reminders(scene).remind()
    await scene.sender.deliver_all()


async def count(scene: Scene, table: type[Base]) -> int:
    async with scene.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


def files_in(scene: Scene) -> list[Path]:
    return sorted(path for path in scene.evidence.rglob("*") if path.is_file())


async def test_a_draft_that_nobody_sent_goes_with_its_files(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say(FIRE)
    await lan.send_photo()
    await scene.fetching.fetch_due()
    assert len(files_in(scene)) == 1
    await purge(scene, after=timedelta(days=7))
    async with scene.database.read() as session:
        assert (await session.scalars(select(Conversation.data))).all() != [None]
    assert await count(scene, Evidence) == 1
    await purge(scene, after=timedelta(days=3))
    async with scene.database.read() as session:
        talk = (await session.scalars(select(Conversation))).one()
    assert (talk.data, talk.state) == (None, None)
    assert await count(scene, Evidence) == 0
    assert files_in(scene) == []
    await reminders(scene).remind()
    async with scene.database.read() as session:
        assert await session.scalar(select(func.count()).where(DueTime.kind == "draft")) == 0
    await lan.say(FIRE)
    assert "Gửi" in str(lan.last.buttons)


async def test_a_tip_that_nobody_acknowledged_keeps_everything_for_years(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say(FIRE)
    await lan.send_photo()
    await lan.press("Gửi")
    await scene.fetching.fetch_due()
    kept = {table: await count(scene, table) for table in (models.Tip, models.Statement, models.Reporter, Evidence)}
    for _ in range(4):
        await purge(scene, after=timedelta(days=400))
    assert {table: await count(scene, table) for table in kept} == kept
    assert len(files_in(scene)) == 1


async def test_rows_that_are_over_go_after_a_month(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say(FIRE)
    await lan.press("Gửi")
    await scene.journal({"message": {}}, 1)
    waiting = 1
    assert await count(scene, Update) == 2 + waiting
    assert await count(scene, Call) > 0
    await purge(scene, after=timedelta(days=28))
    assert await count(scene, Update) == 2 + waiting
    await purge(scene, after=timedelta(days=3))
    assert await count(scene, Update) == waiting
    assert await count(scene, TipSketch) == 0
    async with scene.database.read() as session:
        month_ago = scene.now - timedelta(days=31)
        assert await session.scalar(select(func.count()).where(Call.done_at < month_ago)) == 0


async def test_a_long_purge_is_done_in_batches(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ERASED_AT_ONCE", 10)
    old = scene.now
    rows = [
        {
            "bot": BOT,
            "update_id": number,
            "lane": 0,
            "received_at": old,
            "state": "done",
            "failures": 0,
            "handled_at": old,
        }
        for number in range(95)
    ]
    async with scene.database.begin() as session:
        await session.execute(insert(Update), rows)
    await reminders(scene).plan()
    scene.pass_time(days=40)
    clocks = reminders(scene)
    left = []
    while await clocks._purge():  # noqa: SLF001 - one batch at a time is what is tested
        left.append(await count(scene, Update))
    assert left == [85, 75, 65, 55, 45, 35, 25, 15, 5, 0]


async def test_moments_of_tips_that_wait_stay_and_others_go(scene: Scene) -> None:
    await scene.officer("Hùng")
    async with scene.database.begin() as session:
        await made.tip(session, scene.vault)
    await reminders(scene).remind()
    scene.pass_time(days=10)
    await reminders(scene).remind()
    async with scene.database.read() as session:
        of_tip = select(func.count()).where(DueTime.subject == 1)
        assert await session.scalar(of_tip) == 3
        handovers = select(func.count()).where(DueTime.kind == "handover", DueTime.done_at.is_not(None))
        assert await session.scalar(handovers) == 1
    await purge(scene, after=timedelta(days=40))
    async with scene.database.read() as session:
        assert await session.scalar(of_tip) == 3
        long_over = handovers.where(DueTime.done_at < scene.now - timedelta(days=31))
        assert await session.scalar(long_over) == 0


async def test_a_file_without_a_row_goes_at_night(scene: Scene) -> None:
    await scene.files.put("original/900", b"nobody's")
    scene.now = datetime.now(UTC)
    await purge(scene, after=timedelta(days=2))
    assert files_in(scene) == []
