"""Compiled queries give what the session gives, and see what it has not written yet."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, func, insert, literal, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from storage import models
from storage.database import Database
from storage.queries import Insertion, Query, part, together
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

OF_A_FILE = {
    "kind": "photo",
    "state": "waiting",
    "is_readable": False,
    "received_at": NOW,
    "attempts": 0,
    "not_before": NOW,
}
FILES = Insertion(
    EVIDENCE, ("bot", "sha256", *OF_A_FILE), returning=[EVIDENCE.c.bot, EVIDENCE.c.sha256, EVIDENCE.c.received_at]
)
QUEUE = models.Queue.metadata.tables["queues"]
QUEUES = Insertion(
    QUEUE,
    ("unit_code", "opened_at", "closed_at"),
    on_conflict=lambda made: made.on_conflict_do_update(
        index_elements=["unit_code"], set_={"closed_at": made.excluded.closed_at}
    ),
    returning=[QUEUE.c.unit_code, QUEUE.c.closed_at],
)


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


@pytest.mark.parametrize("count", [0, 1, 2, 3, 16, 37])
async def test_rows_are_added_in_their_order_however_many(database: Database, count: int) -> None:
    rows = [{**OF_A_FILE, "bot": f"b{number}"} for number in range(count)]
    async with database.begin() as session:
        made = await FILES.all(session, rows)
        await FILES.run(session, rows)
        assert [row.bot for row in made] == [row["bot"] for row in rows]
        assert all(row.sha256 is None and row.received_at == NOW for row in made)
        assert await session.scalar(select(func.count()).select_from(EVIDENCE)) == 2 * count


async def test_rows_that_are_there_already_are_met(database: Database) -> None:
    rows = [{"unit_code": code, "opened_at": NOW} for code in ("00001", "00002", "00003")]
    async with database.begin() as session:
        await QUEUES.run(session, rows[:2])
        met = await QUEUES.all(session, [{**row, "closed_at": NOW} for row in rows])
    assert {row.unit_code: row.closed_at for row in met} == {"00001": NOW, "00002": NOW, "00003": NOW}


async def test_several_things_are_done_in_their_order(database: Database) -> None:
    async with database.begin() as session:
        [number] = await added(session, "a")
        renamed = [(RENAME, {"row": number, "named": named}) for named in ("b", "c")]
        await together(session, [*renamed, *QUEUES.of(session, [{"unit_code": "00001", "opened_at": NOW}])])
        await together(session, [])
        assert [row.bot for row in await FIND.all(session, ids=[number])] == ["c"]
        assert await session.scalar(select(func.count()).select_from(QUEUE)) == 1


async def test_several_things_of_which_one_fails_are_undone_with_their_part(database: Database) -> None:
    reporters = models.Reporter.metadata.tables["reporters"]
    wrong = Query(insert(reporters).values(tip_id=bindparam("tip"), contact_id=bindparam("who")))
    async with database.begin() as session:
        [number] = await added(session, "a")
        rename = (RENAME, {"row": number, "named": "b"})
        with pytest.raises(IntegrityError):
            async with part(session):
                await together(session, [rename, (wrong, {"tip": 987_654_321, "who": 987_654_322}), rename])
        assert [row.bot for row in await FIND.all(session, ids=[number])] == ["a"]


async def test_a_constant_stands_in_the_text_whatever_it_holds(database: Database) -> None:
    odd = "it's 100 % of :x, $1, ? and \\"
    said = Query(select(literal(odd).label("said"), literal(value=True).label("is_so")))
    async with database.read() as session:
        # PostgreSQL keeps a statement ready from the sixth time on.
        for _ in range(7):
            assert await said.first(session) == (odd, True)


async def test_a_plan_made_once_knows_the_index_of_what_waits(database: Database) -> None:
    waiting = Query(select(EVIDENCE.c.id).where(EVIDENCE.c.state == "waiting", EVIDENCE.c.bot == bindparam("bot")))
    async with database.read() as session:
        form = waiting._form(session, {"bot": "main"})  # noqa: SLF001 - as the driver gets it
    assert "state = 'waiting'" in form.text
    assert [slot.name for slot in form.slots] == ["bot"]
