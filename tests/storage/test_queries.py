"""Compiled queries give what the session gives, and see what it has not written yet."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from storage import models, queries
from storage.database import Database
from storage.queries import Query
from tests.storage.made import NOW

EVIDENCE = models.Evidence.metadata.tables["evidence"]

ADD = Query(
    insert(EVIDENCE)
    .values(
        bot=bindparam("bot"),
        kind="photo",
        state="waiting",
        is_readable=bindparam("readable"),
        received_at=bindparam("at"),
        attempts=0,
        not_before=bindparam("at"),
        sha256=bindparam("digest"),
    )
    .returning(EVIDENCE.c.id)
)
FIND = Query(
    select(EVIDENCE.c.id, EVIDENCE.c.bot, EVIDENCE.c.received_at, EVIDENCE.c.is_readable, EVIDENCE.c.sha256)
    .where(EVIDENCE.c.id.in_(bindparam("ids", expanding=True)), EVIDENCE.c.state.in_(["waiting", "kept"]))
    .order_by(EVIDENCE.c.id)
)
COUNT = Query(select(func.count()).select_from(EVIDENCE).where(EVIDENCE.c.bot == bindparam("bot")))
RENAME = Query(update(EVIDENCE).where(EVIDENCE.c.id == bindparam("row")).values(bot=bindparam("named")))


async def added(session: AsyncSession, *bots: str) -> list[int]:
    return [await ADD.value(session, bot=bot, readable=False, at=NOW, digest=None) for bot in bots]


async def test_values_come_back_as_the_types_they_are_of(database: Database) -> None:
    at = datetime(2026, 3, 4, 5, 6, 7, 8, tzinfo=timezone(timedelta(hours=7)))
    async with database.begin() as session:
        number = await ADD.value(session, bot="main", readable=True, at=at, digest=b"\x00\xff")
        [row] = await FIND.all(session, ids=[number])
    assert (row.bot, row.is_readable, row.sha256) == ("main", True, b"\x00\xff")
    assert row.received_at == at
    assert row.received_at.tzinfo is UTC


@pytest.mark.parametrize("count", [1, 2, 3, 5, 17])
async def test_lists_of_any_length_are_found(database: Database, count: int) -> None:
    async with database.begin() as session:
        numbers = await added(session, *["main"] * (count + 2))
        assert [row.id for row in await FIND.all(session, ids=numbers[1:-1])] == numbers[1:-1]


async def test_what_the_session_holds_is_written_before_it_is_asked_for(database: Database) -> None:
    async with database.begin() as session:
        [number] = await added(session, "one")
        row = await session.get_one(models.Evidence, number)
        row.bot = "two"
        assert await COUNT.value(session, bot="two") == 1
        session.add(
            models.Evidence(
                bot="two", kind="photo", state="waiting", is_readable=False, received_at=NOW, attempts=0, not_before=NOW
            )
        )
        assert await COUNT.value(session, bot="two") == 2
        await session.delete(row)
        assert await COUNT.value(session, bot="two") == 1


async def test_many_rows_are_changed_at_once_and_counted(database: Database) -> None:
    async with database.begin() as session:
        numbers = await added(session, "a", "b", "c")
        await RENAME.run_many(session, [{"row": number, "named": f"n{number}"} for number in numbers])
        assert [row.bot for row in await FIND.all(session, ids=numbers)] == [f"n{number}" for number in numbers]
        assert await RENAME.run(session, row=numbers[0], named="x") == 1
        assert await RENAME.run(session, row=0, named="x") == 0
        await RENAME.run_many(session, [])


async def test_there_may_be_no_row(database: Database) -> None:
    async with database.begin() as session:
        assert await FIND.first(session, ids=[0]) is None
        assert await FIND.value(session, ids=[0]) is None


async def test_an_error_is_one_of_sqlalchemys(database: Database) -> None:
    reporters = models.Reporter.metadata.tables["reporters"]
    wrong = Query(insert(reporters).values(tip_id=bindparam("tip"), contact_id=bindparam("who")))
    with pytest.raises(IntegrityError) as raised:
        async with database.begin() as session:
            await wrong.run(session, tip=987_654_321, who=987_654_322)
    assert isinstance(raised.value, DBAPIError)
    assert not raised.value.connection_invalidated


async def test_a_savepoint_takes_back_what_came_after_it(database: Database) -> None:
    async with database.begin() as session:
        await added(session, "before")
        await queries.say(session, "SAVEPOINT here")
        await added(session, "after")
        await queries.say(session, "ROLLBACK TO SAVEPOINT here")
    async with database.read() as session:
        assert [await COUNT.value(session, bot=bot) for bot in ("before", "after")] == [1, 0]
