"""Updates that were set aside: an operator sees numbers and causes, and lets them be tried again."""

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.set_aside import SetAsideError, look, try_again
from bot.settings import Settings, read_settings
from storage.database import Database
from storage.models import Update
from tests.scene import Scene

WORDS = "CANARY đánh bạc ở phường Mỹ Thượng"


@pytest.fixture
def settings(database_url: str) -> Settings:
    return read_settings(_env_file=None, database_url=database_url, telegram_token="42:TEST-token-of-the-scene-long")


async def put_aside(scene: Scene, database: Database) -> list[int]:
    """Let somebody say three things, and set them aside; returns their numbers."""
    person = scene.citizen()
    for _ in range(3):
        await person.say(WORDS)
    async with database.begin() as session:
        await session.execute(
            update(Update).values(state="set_aside", failures=3, cause="KeyError at go_on:7", body=b"sealed")
        )
        return list(await session.scalars(select(Update.id).order_by(Update.id)))


async def states(database: Database) -> dict[int, tuple[str, int]]:
    async with database.read() as session:
        rows = await session.execute(select(Update.id, Update.state, Update.failures))
        return {seq: (state, failures) for seq, state, failures in rows}


async def test_they_are_listed_by_number_time_and_cause_without_a_word_of_them(
    scene: Scene, database: Database, settings: Settings
) -> None:
    assert await look(settings) == ["No update was set aside."]
    seqs = await put_aside(scene, database)
    lines = await look(settings)
    assert [line.split()[0] for line in lines] == [str(seq) for seq in reversed(seqs)] + ["3"]
    assert lines[0].endswith("KeyError at go_on:7")
    assert lines[-1] == "3 updates were set aside."
    assert "CANARY" not in "".join(lines)


async def test_one_of_them_waits_again_with_fresh_tries_and_the_others_stay(
    scene: Scene, database: Database, settings: Settings
) -> None:
    first, second, third = await put_aside(scene, database)
    assert await try_again(settings, [second]) == ["1 updates wait again."]
    aside = ("set_aside", 3)
    assert await states(database) == {first: aside, second: ("waiting", 0), third: aside}


async def test_all_of_them_wait_again_but_for_those_whose_bytes_are_gone(
    scene: Scene, database: Database, settings: Settings
) -> None:
    first, *_ = await put_aside(scene, database)
    async with database.begin() as session:
        await session.execute(update(Update).where(Update.id == first).values(body=None))
    assert await try_again(settings, None) == ["2 updates wait again."]
    assert (await states(database))[first] == ("set_aside", 3)


async def test_where_one_of_those_named_is_not_there_nothing_changes(
    scene: Scene, database: Database, settings: Settings
) -> None:
    seqs = await put_aside(scene, database)
    before = await states(database)
    with pytest.raises(SetAsideError, match="nguontin set-aside"):
        await try_again(settings, [*seqs, 10**9])
    assert await states(database) == before


def test_naming_some_and_all_at_once_is_wrong_use() -> None:
    ended = CliRunner().invoke(cli, ["set-aside", "--retry", "1", "--all"])
    assert ended.exit_code == 2
