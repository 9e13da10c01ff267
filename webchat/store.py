"""The messenger's own database: one SQLite file, one thread, one transaction at a time.

Every question and every change is a function of a `Transaction`, run on the thread that owns the
connection. So nothing is ever half done, a kill loses nothing that was answered, and a task that is
cancelled meanwhile leaves a finished transaction behind. After the commit, the topics that the
transaction touched are rung, and whoever waits for them looks again.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
Value = str | int | float | bytes | None

SCHEMA = """
CREATE TABLE IF NOT EXISTS bots (
    bot_id INTEGER PRIMARY KEY,
    next_update_id INTEGER NOT NULL,
    next_message_id INTEGER NOT NULL DEFAULT 1,
    allowed_updates TEXT,
    commands TEXT NOT NULL DEFAULT '{}',
    webhook TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS chats (
    bot_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
    read_up_to INTEGER NOT NULL DEFAULT 0,
    keyboard TEXT,
    PRIMARY KEY (bot_id, person_id)
) STRICT;
CREATE TABLE IF NOT EXISTS messages (
    bot_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    from_bot INTEGER NOT NULL CHECK (from_bot IN (0, 1)),
    sent_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (bot_id, message_id)
) STRICT;
CREATE INDEX IF NOT EXISTS messages_of_chat ON messages (bot_id, person_id, message_id);
CREATE TABLE IF NOT EXISTS updates (
    bot_id INTEGER NOT NULL,
    update_id INTEGER NOT NULL,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    expires_at REAL NOT NULL,
    PRIMARY KEY (bot_id, update_id)
) STRICT;
CREATE TABLE IF NOT EXISTS queries (
    query_id TEXT PRIMARY KEY,
    bot_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    expires_at REAL NOT NULL,
    answered INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1))
) STRICT;
CREATE TABLE IF NOT EXISTS files (
    file_id TEXT PRIMARY KEY,
    bot_id INTEGER NOT NULL,
    unique_id TEXT NOT NULL,
    path TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    set_id TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS files_of_set ON files (set_id);
CREATE TABLE IF NOT EXISTS uses (
    bot_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    set_id TEXT NOT NULL,
    PRIMARY KEY (bot_id, message_id, set_id)
) STRICT;
CREATE INDEX IF NOT EXISTS uses_of_set ON uses (set_id);
CREATE TABLE IF NOT EXISTS events (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT,
    bot_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    message_id INTEGER,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS events_of_message ON events (bot_id, message_id);
"""

EVENTS = "events"


def updates_topic(bot_id: int) -> str:
    """Return the topic that is rung when a bot has something new to fetch."""
    return f"updates {bot_id}"


@dataclass(slots=True)
class Transaction:
    """The connection inside one transaction, its moment, and what happens once it is committed."""

    connection: sqlite3.Connection
    now: datetime
    topics: set[str] = field(default_factory=set)
    unlinked: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The moment, in seconds since 1970."""
        return self.now.timestamp()

    def execute(self, sql: str, *values: Value) -> int:
        """Change rows; return how many."""
        return self.connection.execute(sql, values).rowcount

    def row(self, sql: str, *values: Value) -> sqlite3.Row | None:
        """Return the first row, if there is one."""
        # All are fetched, because a statement that is still open would keep the commit from happening.
        rows = self.rows(sql, *values)
        return rows[0] if rows else None

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """Return all rows."""
        return self.connection.execute(sql, values).fetchall()


class Store:
    """The database and the bells that ring after its commits."""

    def __init__(self, file: Path, *, files: Path, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._files = files
        self._clock = clock
        self._bells: dict[str, asyncio.Event] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="webchat-store")
        self._connection: sqlite3.Connection | None = None
        self.closing = False

    async def open(self) -> None:
        """Open the file and create what is missing in it."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._connect)

    async def close(self) -> None:
        """Finish what is under way and close the file."""
        self.wake_all()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown()

    async def run(self, work: Callable[[Transaction], Result]) -> Result:
        """Return what the function returns, after its transaction is committed."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._transact, work, loop)

    def bell(self, topic: str) -> asyncio.Event:
        """Return an event that is set after the next commit that touches the topic.

        Take it before looking, so that nothing committed in between is missed.
        """
        bell = self._bells.setdefault(topic, asyncio.Event())
        if self.closing:
            bell.set()
        return bell

    def ring(self, topic: str) -> None:
        """Wake everybody who waits for the topic."""
        bell = self._bells.pop(topic, None)
        if bell is not None:
            bell.set()

    def wake_all(self) -> None:
        """Wake everybody for good, because the messenger is about to stop."""
        self.closing = True
        for topic in list(self._bells):
            self.ring(topic)

    def _connect(self) -> None:
        connection = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        # A commit in WAL mode survives the death of the process without waiting for the disk.
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + SCHEMA)
        self._connection = connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _transact(self, work: Callable[[Transaction], Result], loop: asyncio.AbstractEventLoop) -> Result:
        if self._connection is None:
            raise RuntimeError("The store is closed.")
        transaction = Transaction(self._connection, self._clock())
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(transaction)
            self._connection.execute("COMMIT")
        except BaseException:
            # A commit that finds the disk full may have rolled back already.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        for path in transaction.unlinked:
            (self._files / path).unlink(missing_ok=True)
        # The loop is told from here, so that it hears of the commit even if the waiting task is gone.
        if transaction.topics and not loop.is_closed():
            loop.call_soon_threadsafe(self._ring_all, transaction.topics)
        return result

    def _ring_all(self, topics: set[str]) -> None:
        for topic in topics:
            self.ring(topic)


def utc_now() -> datetime:
    """Return the present, aware, in UTC."""
    return datetime.now(UTC)
