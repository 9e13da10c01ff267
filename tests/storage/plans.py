"""How a database goes about what it is asked: its own words for it, one text for each question."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
from psycopg import AsyncRawCursor
from sqlalchemy import Connection, event, text

from storage import queries
from storage.database import Database
from storage.queries import Query

Asked = list[tuple[str, Any]]
"""Questions with their values, in the order in which they were asked."""


@asynccontextmanager
async def asking(database: Database) -> AsyncIterator[Asked]:
    """Give a list into which every question goes that is asked within the block."""
    asked: Asked = []

    def note(_: Connection, __: object, statement: str, parameters: Any, ___: object, ____: bool) -> None:  # noqa: FBT001 - SQLAlchemy's
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)


async def plans(database: Database, asked: Asked) -> list[str]:
    """Return how each is answered where reading a table from end to end is the last resort."""
    words = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
    async with database.read() as session:
        connection = await session.connection()
        if not database.is_sqlite:
            # Small tables are read whole where that may be; what is asked is whether it has to be.
            await session.execute(text("SET LOCAL enable_seqscan = off"))
        answers = [await connection.exec_driver_sql(words + statement, given) for statement, given in asked]
        return ["\n".join(str(row[-1]) for row in rows) for rows in answers]


async def plan_of(database: Database, query: Query, **values: object) -> str:
    """Return how a compiled question is answered, where reading a table from end to end is the last resort."""
    async with database.read() as session:
        form = query._form(session, values)  # noqa: SLF001 - its words are nowhere else
        driver = await queries._driver(session)  # noqa: SLF001 - the same
        if isinstance(driver, aiosqlite.Connection):
            rows = await driver.execute_fetchall("EXPLAIN QUERY PLAN " + form.text, form.parameters(values))
            return "\n".join(str(row[-1]) for row in rows)
        await driver.execute("SET LOCAL enable_seqscan = off")
        cursor = await AsyncRawCursor(driver).execute(f"EXPLAIN {form.text}".encode(), form.parameters(values))
        return "\n".join(str(row[0]) for row in await cursor.fetchall())
