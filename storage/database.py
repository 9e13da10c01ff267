"""The engine, and transactions on it; SQLite and PostgreSQL behave alike."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from typing import Any

import aiosqlite
import psycopg
from sqlalchemy import AdaptedConnection, Connection, Dialect, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from storage import parts
from storage.models import Base

BUSY_TIMEOUT_MS = 5_000
"""How long SQLite waits for another process's transaction."""

_BEGIN_WRITING = "BEGIN IMMEDIATE"

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # What was erased is gone from the file.
    "PRAGMA trusted_schema = OFF",
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
)


CONNECTIONS = 10
"""Connections of one process to PostgreSQL at most; whoever finds them all in use waits."""

TRUSTED_SECONDS = 1.0
"""A connection to PostgreSQL that was not used for longer is asked whether it is still there before it is used."""

_PREPARED = 400
"""Statements that PostgreSQL keeps ready for a connection: more than there are in `storage.queries`."""

_OPTIONS = {
    "statement_timeout": "60s",
    "lock_timeout": "10s",
    # A process that stands still longer than this, within a transaction, finds it gone; its lanes are free.
    "idle_in_transaction_session_timeout": "60s",
}

_OF_POSTGRESQL: Mapping[str, Any] = {
    "pool_size": CONNECTIONS,
    # The connection that was used last is the one that the server is quickest on.
    "pool_use_lifo": True,
    "max_overflow": 0,
    "pool_timeout": 30,
}


def _of_postgresql(*, is_lasting: bool) -> Mapping[str, Any]:
    # What was confirmed is on disk, whatever the server's own default is.
    options = {**_OPTIONS, "synchronous_commit": "on" if is_lasting else "off"}
    words = " ".join(f"-c {name}={value}" for name, value in options.items())
    return {**_OF_POSTGRESQL, "connect_args": {"options": words, "connect_timeout": 10}}


class _Session(Session):
    """SQLAlchemy's, as it is; what it says by itself is watched for the parts of a transaction."""


parts.watch(_Session)


class Database:
    """One engine and the two kinds of transaction that the service uses."""

    def __init__(self, url: str, *, writer: asyncio.Lock | None = None) -> None:
        """Prepare an engine for the URL; nothing is opened before the first transaction.

        With SQLite, `writer` is held while something is written; whoever else writes in this process shares it.
        """
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._url = url
        self.engine = self._open(is_lasting=True)
        # SQLite has one writer. Tasks of this process wait for each other here, in order and without polling;
        # the busy timeout is for other processes.
        self._writer = (writer or asyncio.Lock()) if self.is_sqlite else None
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, sync_session_class=_Session)
        self._noting: AsyncEngine | None = None

    def _open(self, *, is_lasting: bool) -> AsyncEngine:
        """Prepare an engine whose commits are on disk when they return, or a moment later."""
        options = _OF_SQLITE if self.is_sqlite else _of_postgresql(is_lasting=is_lasting)
        engine = create_async_engine(self._url, hide_parameters=True, **options)
        if self.is_sqlite:
            event.listen(engine.sync_engine, "connect", partial(_prepare_sqlite, is_lasting=is_lasting))
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
        else:
            event.listen(engine.sync_engine, "connect", _prepare_postgresql)
            event.listen(engine.sync_engine, "checkin", _note_use)
            event.listen(engine.sync_engine, "checkout", partial(_check, engine.dialect))
        return engine

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that writes; commits at the end of the block, rolls back on an exception."""
        turn: AbstractAsyncContextManager[object] = self._writer or nullcontext()
        async with turn, self._sessions.begin() as session:
            yield session

    @asynccontextmanager
    async def note(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction for what would only be done again if it were lost: that a call was made.

        It is as whole as any other, and outlives the process. A power cut may take what was committed in the last
        moment; nobody waits for the disk meanwhile.
        """
        if self._noting is None:
            self._noting = self._open(is_lasting=False)
        turn: AbstractAsyncContextManager[object] = self._writer or nullcontext()
        async with turn, self._sessions(bind=self._noting) as session, session.begin():
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that only reads, beside the writer; it is always rolled back."""
        async with self._sessions() as session:
            await session.connection(execution_options={"reads_only": True})
            yield session

    @asynccontextmanager
    async def look(self) -> AsyncIterator[AsyncSession]:
        """Ask single questions, each of which sees what was written before it; nothing may be written.

        On PostgreSQL that takes one word to the server instead of three; on SQLite it is the same as `read`.
        """
        options = {"reads_only": True} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        async with self._sessions() as session:
            await session.connection(execution_options=options)
            yield session

    async def close(self) -> None:
        """Close every connection; an open SQLite connection would keep the process alive."""
        await self.engine.dispose()
        if self._noting is not None:
            await self._noting.dispose()


def insert_into(session: AsyncSession, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that knows ON CONFLICT, in the words of the session's database."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgresql else sqlite.insert(table)


class _DirectConnection(aiosqlite.Connection):
    """A connection that answers statements where they are asked instead of in its thread.

    Inside a transaction SQLite answers from memory, several times faster than a thread is woken and wakes its caller.
    What may have to wait, for another process or for the disk, goes through the thread all the same: opening, closing,
    BEGIN IMMEDIATE, COMMIT, and ROLLBACK, which so comes after a COMMIT whose caller was cancelled.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any of sqlite3's
        # Not public. If aiosqlite renames it, everything goes through the thread again: slower, and as right as before.
        is_of_cursor = isinstance(getattr(fn, "__self__", None), sqlite3.Cursor)
        if fn == self._conn.cursor or (is_of_cursor and args[:1] != (_BEGIN_WRITING,)):
            return fn(*args, **kwargs)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # aiosqlite has no types here


def _open_sqlite(path: str, **options: Any) -> _DirectConnection:  # noqa: ANN401 - SQLAlchemy's, for sqlite3
    """Return a connection that opens when it is awaited."""
    options["check_same_thread"] = False
    connection = _DirectConnection(partial(sqlite3.connect, path, **options), iter_chunk_size=64)
    # As SQLAlchemy does: a connection that somebody forgot does not keep the process from ending.
    connection._thread.daemon = True  # noqa: SLF001 - see above
    return connection


_OF_SQLITE: Mapping[str, Any] = {"connect_args": {"async_creator_fn": _open_sqlite}}


_USED_AT = "nguontin.used_at"
"""Where a connection keeps when it was used last, in the time of the event loop."""


def _prepare_postgresql(connection: AdaptedConnection, _: ConnectionPoolEntry) -> None:
    driver: Any = connection.driver_connection
    driver.prepared_max = _PREPARED


def _note_use(_: object, entry: ConnectionPoolEntry) -> None:
    entry.info[_USED_AT] = time.monotonic()


def _check(dialect: Dialect, connection: Any, entry: ConnectionPoolEntry, _: object) -> None:  # noqa: ANN401 - the driver's
    """Refuse a connection that ended while nobody used it; the pool opens another one then."""
    if time.monotonic() - entry.info.get(_USED_AT, time.monotonic()) < TRUSTED_SECONDS:
        return
    try:
        dialect.do_ping(connection)
    except psycopg.Error as error:
        raise InvalidatePoolError(type(error).__name__) from None


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry, *, is_lasting: bool) -> None:
    # The driver's own BEGIN is deferred and breaks savepoints, so it is switched off; see `_begin_sqlite`.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    # With the log in a file of its own NORMAL loses nothing but the last moment before a power cut, and breaks nothing.
    cursor.execute(f"PRAGMA synchronous = {'FULL' if is_lasting else 'NORMAL'}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once when another one wrote in between.
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else _BEGIN_WRITING)
