from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.conversations import UNIT
from benchmarks.pipeline_rows import OPEN_TIPS, keep_queue, keep_tips
from domain.access import Officer, Role
from storage import models, tips
from storage.database import Database
from storage.vault import create_keys, load_keys


async def test_as_many_tips_are_kept_as_asked_for_and_none_of_them_waits(database_url: str) -> None:
    keep_tips(database_url, 300)
    database = Database(database_url)
    try:
        async with database.read() as session:
            counts = [
                await session.scalar(select(func.count()).select_from(table))
                for table in (models.Tip, models.Reporter, models.TipEvent, models.Statement, models.Contact)
            ]
            newest = await session.scalar(select(func.max(models.Tip.received_at)))
            waiting = await session.scalar(select(func.count()).where(models.Update.state == "waiting"))
            statuses = set(await session.scalars(select(models.Tip.status)))
    finally:
        await database.close()
    assert counts == [300] * 5
    assert newest is not None
    assert newest < datetime.now(UTC)
    assert (waiting, statuses) == (0, {"closed"})


async def test_the_next_ten_of_a_filled_queue_can_be_read(database_url: str, tmp_path: Path) -> None:
    create_keys(tmp_path / "keys.json")
    vault = load_keys(tmp_path / "keys.json")
    keep_queue(database_url, 300, vault)
    database = Database(database_url)
    officer = Officer(1, 1, Role.OFFICER, UNIT, "")
    try:
        async with database.read() as session:
            found = await tips.in_queue(session, vault, officer, limit=10)
            assert len(found) == 10
            assert await tips.count_open(session, officer) == OPEN_TIPS
    finally:
        await database.close()
