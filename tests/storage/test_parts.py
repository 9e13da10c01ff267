"""Parts of a transaction: one is undone alone, and one that only reads costs nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiosqlite
import pytest
from sqlalchemy import bindparam, func, insert, select, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from storage import models, queries
from storage.database import Database
from storage.models import Queue
from storage.parts import UndoneError
from storage.queries import Query
from tests.storage.made import NOW

TABLE = models.Queue.metadata.tables["queues"]
OPEN = Query(insert(TABLE).values(unit_code=bindparam("code"), opened_at=NOW))
COUNT = Query(select(func.count()).select_from(TABLE))
WRONG = Query(select(func.count()).where(func.no_such_function(1) == 1))


class StumbledError(Exception):
    """What a handler fails at."""


async def codes(database: Database) -> list[str]:
    async with database.read() as session:
        return sorted(await session.scalars(select(Queue.unit_code)))


@contextmanager
def overheard(session: AsyncSession) -> Iterator[list[str]]:
    """Yield what is said to an SQLite within the block about savepoints."""
    driver = session.info["nguontin.driver"]
    assert isinstance(driver, aiosqlite.Connection)
    said: list[str] = []
    driver._conn.set_trace_callback(said.append)  # noqa: SLF001 - aiosqlite's own goes through its thread
    yield said
    driver._conn.set_trace_callback(None)  # noqa: SLF001
    said[:] = [words for words in said if "SAVEPOINT" in words]


async def test_a_part_that_fails_takes_back_what_it_wrote_and_nothing_else(database: Database) -> None:
    async with database.begin() as session:
        async with queries.part(session):
            await OPEN.run(session, code="00001")
        with pytest.raises(StumbledError):  # noqa: PT012 - the whole part is what fails
            async with queries.part(session):
                await OPEN.run(session, code="00002")
                raise StumbledError
        async with queries.part(session):
            await OPEN.run(session, code="00003")
    assert await codes(database) == ["00001", "00003"]


async def test_rows_of_the_session_belong_to_the_part_as_well(database: Database) -> None:
    async with database.begin() as session:
        async with queries.part(session):
            session.add(Queue(unit_code="00001", opened_at=NOW))
        with pytest.raises(StumbledError):  # noqa: PT012 - the whole part is what fails
            async with queries.part(session):
                session.add(Queue(unit_code="00002", opened_at=NOW))
                await session.flush()
                raise StumbledError
        with pytest.raises(StumbledError):  # noqa: PT012 - the whole part is what fails
            async with queries.part(session):
                session.add(Queue(unit_code="00003", opened_at=NOW))
                raise StumbledError
        with pytest.raises(StumbledError):  # noqa: PT012 - the whole part is what fails
            async with queries.part(session):
                await session.execute(insert(Queue).values(unit_code="00004", opened_at=NOW))
                raise StumbledError
    assert await codes(database) == ["00001"]


async def test_a_row_that_is_refused_undoes_its_part_alone(database: Database) -> None:
    async with database.begin() as session:
        async with queries.part(session):
            await OPEN.run(session, code="00001")
        with pytest.raises(IntegrityError):  # noqa: PT012 - the whole part is what fails
            async with queries.part(session):
                await OPEN.run(session, code="00002")
                await OPEN.run(session, code="00001")
        assert await COUNT.value(session) == 1
    assert await codes(database) == ["00001"]


async def test_rows_of_the_session_that_are_refused_undo_everything(database: Database) -> None:
    with pytest.raises(UndoneError):  # noqa: PT012 - the whole part is what fails
        async with database.begin() as session:
            await OPEN.run(session, code="00001")
            async with queries.part(session):
                session.add(Queue(unit_code="00001", opened_at=NOW))
    assert await codes(database) == []


async def test_a_question_that_is_refused_before_anything_is_written_undoes_everything_where_it_must(
    database: Database,
) -> None:
    async def ask_wrong(session: AsyncSession) -> None:
        async with queries.part(session):
            await WRONG.value(session)

    if database.is_sqlite:
        async with database.begin() as session:
            await OPEN.run(session, code="00001")
            with pytest.raises(SQLAlchemyError):
                await ask_wrong(session)
        assert await codes(database) == ["00001"]
        return
    with pytest.raises(UndoneError):  # noqa: PT012 - the whole part is what fails
        async with database.begin() as session:
            await OPEN.run(session, code="00001")
            await ask_wrong(session)
    assert await codes(database) == []


async def test_a_question_that_is_refused_after_something_was_written_undoes_the_part(database: Database) -> None:
    async with database.begin() as session:
        await OPEN.run(session, code="00001")
        with pytest.raises(SQLAlchemyError):  # noqa: PT012 - the whole part is what fails
            async with queries.part(session):
                await OPEN.run(session, code="00002")
                await WRONG.value(session)
    assert await codes(database) == ["00001"]


async def test_what_only_reads_needs_no_savepoint_and_what_writes_has_one() -> None:
    database = Database("sqlite+aiosqlite://")
    try:
        async with database.begin() as session:
            await session.run_sync(lambda sync: models.Base.metadata.create_all(sync.connection()))
            await COUNT.value(session)
            with overheard(session) as said:
                async with queries.part(session):
                    await COUNT.value(session)
            assert said == []
            with overheard(session) as said:
                async with queries.part(session):
                    await OPEN.run(session, code="00001")
                    await OPEN.run(session, code="00002")
            assert said == ["SAVEPOINT part"]
            with overheard(session) as said:
                await OPEN.run(session, code="00003")
                await session.execute(text("SELECT 1"))
            assert said == []
    finally:
        await database.close()
