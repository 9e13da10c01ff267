"""What the doctor finds in a database that answers."""

import pytest

from bot import doctor
from bot.settings import Settings, read_settings
from domain.access import Role
from storage import updates
from storage.database import Database
from tests.scene import BOT, Scene


@pytest.fixture
def settings(database_url: str) -> Settings:
    return read_settings(database_url=database_url, telegram_token="42:TEST-token-of-the-scene-that-is-long-enough")


async def found(settings: Settings) -> dict[str, tuple[bool, str]]:
    return {one.about: (one.is_well, one.says) async for one in doctor._database(settings)}  # noqa: SLF001 - no network


async def set_aside(database: Database, scene: Scene, count: int) -> None:
    for number in range(1, count + 1):
        await scene.journal_raw(number, b"{}")
    async with database.begin() as session:
        for one in await updates.waiting(session, scene.vault, bots=[BOT], limit=count):
            for _ in range(updates.MAX_FAILURES):
                await updates.fail(session, one.seq, cause="KeyError", now=scene.now)


async def test_updates_that_were_set_aside_are_a_fault_and_all_are_counted(
    scene: Scene, database: Database, settings: Settings
) -> None:
    assert (await found(settings))["journal"][0]
    await set_aside(database, scene, 60)
    is_well, says = (await found(settings))["journal"]
    assert not is_well
    assert says.startswith("60 updates in all")


async def test_a_desk_that_tips_can_reach_and_nobody_looks_at_is_noted(scene: Scene, settings: Settings) -> None:
    is_well, says = (await found(settings))["desks"]
    assert is_well
    assert "--unit VN`" in says
    assert "--unit 46`" not in says
    await scene.officer("Hùng")
    await scene.officer("An", unit="VN", role=Role.COORDINATOR)
    is_well, says = (await found(settings))["desks"]
    assert (is_well, "--unit VN`" in says, "nguontin invite --role coordinator --unit 46" in says) == (
        True,
        False,
        True,
    )
    await scene.officer("Bình", unit="46", role=Role.COORDINATOR)
    assert "every desk" in (await found(settings))["desks"][1]
