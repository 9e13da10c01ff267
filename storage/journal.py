"""The way into the journal: what arrives is on disk here before it is confirmed, many updates in one commit.

Whoever takes updates has to be there within half a second, so there is no SQLAlchemy in here: one INSERT by hand for
each database, through a connection and a thread of its own.
"""

import asyncio
import logging
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote

from storage.crashpoints import crashpoint
from storage.lanes import lane_of
from storage.vault import Vault

logger = logging.getLogger(__name__)

MOST_ROWS = 1_000
"""So many updates share a commit at most."""

MOST_BYTES = 8 * 2**20
"""And so many bytes of them, unless a single call brings more."""

PATIENCE_SECONDS = 5.0
"""So long SQLite is asked for its one place to write; the database server has as long for a connection."""

_ASK_AGAIN_SECONDS = 0.001
"""SQLite's own waiting asks up to ten times a second; a busy writer beside us would be faster every time."""

_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds until a database that was away is called again, after the first, second … attempt in a row."""

_NUMBERS_APART = -(2**62)
"""Below it are the numbers of what came under a number that another update has already."""

_KEY_BYTES = 8
"""So many bytes of a keyed hash tell the bytes of an update from others', after they themselves are gone."""

_COLUMNS = "bot, update_id, lane, received_at, body, body_key, state, failures, cause"

_KNOWN = "update_id, body_key, CASE WHEN body_key IS NULL THEN body END"

_NOT_THERE = "the database is not up to date; run `nguontin migrate` first"


class JournalAwayError(Exception):
    """The journal cannot be written now. Whether the last rows arrived is unknown, and to write them again is safe."""


class JournalBrokenError(JournalAwayError):
    """It cannot be written before an operator has done something; the message is a sentence for them."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it came from a messenger.

    Attributes:
        update_id: The messenger's number.
        body: The bytes as they came.
        chat_id: The chat it belongs to, None where it belongs to none.
    """

    update_id: int
    body: bytes
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the journal, as it is written; `body_key` stays when the bytes go, and tells them from others."""

    bot: str
    update_id: int
    lane: int
    body: bytes
    body_key: bytes
    state: str = "waiting"
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the updates that were brought together.

    Attributes:
        new: How many were not known before.
        apart: How many came under a number that another update has, and were set aside under a number of their own.
    """

    new: int
    apart: int


@dataclass(slots=True)
class _Delivery:
    """What one caller brought, and where it waits for the commit."""

    bot: str
    arrivals: Sequence[Arrival]
    kept: "asyncio.Future[Kept]"


class _Connection(Protocol):
    """What is asked of either database; every call is a transaction, and may raise the driver's errors."""

    def insert(self, rows: Sequence[Row], *, now: datetime) -> int:
        """Commit rows, but for those whose number is known; returns how many were new."""

    def known(self, bot: str, numbers: Sequence[int]) -> dict[int, tuple[bytes | None, bytes | None]]:
        """Return what tells of the bytes under these numbers: their key, and where there is none, the sealed bytes."""

    def close(self) -> None:
        """Close it."""


def place_of(bot: str, update_id: int) -> str:
    """Return the place that an update's bytes are sealed for."""
    return f"updates.body:{bot}:{update_id}"


def row_of(vault: Vault, bot: str, arrival: Arrival) -> Row:
    """Return an update as it stands in the journal: sealed, in the lane of its chat; without a chat in the first."""
    lane = 0 if arrival.chat_id is None else lane_of(vault, bot, arrival.chat_id)
    sealed = vault.seal(arrival.body, place=place_of(bot, arrival.update_id))
    return Row(bot, arrival.update_id, lane, sealed, _key_of(vault, bot, arrival))


def _key_of(vault: Vault, bot: str, arrival: Arrival) -> bytes:
    # Every byte is a letter of this encoding, so no two bodies become one text.
    return vault.look_up("body", f"{bot}:{arrival.update_id}:{arrival.body.decode('latin-1')}")[:_KEY_BYTES]


class Journal:
    """Keeps updates; what is brought while a commit is under way goes into the next one together."""

    def __init__(
        self,
        url: str,
        vault: Vault,
        *,
        clock: Callable[[], datetime],
        turn: AbstractAsyncContextManager[object] | None = None,
    ) -> None:
        """Prepare for a database; nothing is opened before it is asked for.

        Args:
            url: As in the settings; a server's in libpq's form behind the name of the driver.
            vault: What seals the bytes.
            clock: The server's.
            turn: Entered around each commit: SQLite has one writer, and whoever else writes in this process holds it.
        """
        self._open = _opening(url)
        self._vault = vault
        self._clock = clock
        self._turn = turn if turn is not None else nullcontext()
        self._thread = ThreadPoolExecutor(1, "journal")
        self._connection: _Connection | None = None
        self._attempts = 0
        self._not_before = 0.0
        self._waiting: deque[_Delivery] = deque()
        self._committing: asyncio.Task[None] | None = None
        self._broken: JournalBrokenError | None = None
        self._is_broken = asyncio.Event()

    async def open(self) -> None:
        """Open the database. Raises JournalBrokenError where it is not there, JournalAwayError where it is away."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._connected)

    async def keep(self, bot: str, arrivals: Sequence[Arrival]) -> Kept:
        """Journal updates; when this returns, they are on disk.

        Raises JournalAwayError or JournalBrokenError; then nothing may be confirmed. A caller that is cancelled knows
        nothing about its updates; they are written all the same.
        """
        if self._broken is not None:
            raise self._broken
        delivery = _Delivery(bot, arrivals, asyncio.get_running_loop().create_future())
        self._waiting.append(delivery)
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit_all())
        return await delivery.kept

    async def until_broken(self) -> None:
        """Wait for ever. Raises JournalBrokenError once nothing can be kept any more."""
        await self._is_broken.wait()
        if self._broken is not None:
            raise self._broken

    async def close(self) -> None:
        """Write what was brought, and close the database."""
        if self._committing is not None:
            await asyncio.wait({self._committing})
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown()

    async def _commit_all(self) -> None:
        """Commit until nothing waits. Whoever comes meanwhile starts no second one."""
        try:
            while self._waiting:
                await self._commit(list(self._batch()))
        finally:
            self._committing = None

    def _batch(self) -> Iterator[_Delivery]:
        """Take the next deliveries that share a commit; at least one."""
        rows = size = 0
        while self._waiting:
            arrivals = self._waiting[0].arrivals
            rows += len(arrivals)
            size += sum(len(arrival.body) for arrival in arrivals)
            if rows > len(arrivals) and (rows > MOST_ROWS or size > MOST_BYTES):
                return
            yield self._waiting.popleft()

    async def _commit(self, batch: list[_Delivery]) -> None:
        try:
            async with self._turn:
                found = await asyncio.get_running_loop().run_in_executor(self._thread, self._write, batch)
        except JournalAwayError as error:
            if isinstance(error, JournalBrokenError):
                self._broken = error
                self._is_broken.set()
            for delivery in batch:
                if not delivery.kept.done():
                    delivery.kept.set_exception(type(error)(str(error)))
            return
        for delivery, kept in zip(batch, found, strict=True):
            if not delivery.kept.done():
                delivery.kept.set_result(kept)

    # From here on in the thread.

    def _write(self, batch: Sequence[_Delivery]) -> list[Kept]:
        """Commit what the deliveries hold; returns what became of each."""
        connection = self._connected()
        try:
            return self._write_to(connection, batch)
        except JournalBrokenError:
            raise
        except Exception as error:  # noqa: BLE001 - of either driver; nothing is confirmed, whatever it is
            # Of this connection nothing is known any more, nor whether what it was told is there.
            self._disconnect()
            _raise_if_broken(error)
            raise JournalAwayError(type(error).__name__) from None

    def _write_to(self, connection: _Connection, batch: Sequence[_Delivery]) -> list[Kept]:
        now = self._clock()
        rows = [row_of(self._vault, one.bot, arrival) for one in batch for arrival in one.arrivals]
        new = connection.insert(rows, now=now)
        if new == len(rows):
            return [Kept(len(one.arrivals), 0) for one in batch]
        apart = [self._set_apart(connection, one, now=now) for one in batch]
        # Which of them were new is not known, and matters to nobody: only whether there is something to do.
        return [Kept(new, count) for count in apart]

    def _set_apart(self, connection: _Connection, delivery: _Delivery, *, now: datetime) -> int:
        """Keep what came under the number of another update, for an operator to look at; returns how many these were.

        Also where that one was handled long ago, as long as its mark is kept.
        """
        known = connection.known(delivery.bot, [arrival.update_id for arrival in delivery.arrivals])
        others = [
            self._apart(delivery.bot, arrival)
            for arrival in delivery.arrivals
            if self._is_other(delivery.bot, arrival, *known.get(arrival.update_id, (None, None)))
        ]
        if others:
            connection.insert(others, now=now)
        return len(others)

    def _is_other(self, bot: str, arrival: Arrival, key: bytes | None, sealed: bytes | None) -> bool:
        """Whether the bytes under a number are others than these; where nothing tells of them they count as the same.

        Rows that an older version wrote have no key, and no bytes any more once they are handled.
        """
        if key is not None:
            return key != _key_of(self._vault, bot, arrival)
        if sealed is None:
            return False
        return self._vault.open(sealed, place=place_of(bot, arrival.update_id)) != arrival.body

    def _apart(self, bot: str, arrival: Arrival) -> Row:
        """Return the row under a number that the bytes themselves give: should they come again, it is there already."""
        digest = self._vault.look_up("update", f"{bot}:{arrival.update_id}:{arrival.body.hex()}")
        number = _NUMBERS_APART - int.from_bytes(digest[:7], "big")
        sealed = self._vault.seal(arrival.body, place=place_of(bot, number))
        cause = f"another update has its number, {arrival.update_id}"
        return Row(bot, number, 0, sealed, _key_of(self._vault, bot, arrival), "set_aside", cause)

    def _connected(self) -> _Connection:
        """Return the open connection, a new one where it was lost; a database that is away is not called at once."""
        if self._connection is not None:
            return self._connection
        if time.monotonic() < self._not_before:
            raise JournalAwayError("the database was away a moment ago")
        try:
            self._connection = self._open()
        except JournalBrokenError:
            raise
        except Exception as error:  # noqa: BLE001 - the same
            self._not_before = time.monotonic() + _PAUSES[min(self._attempts, len(_PAUSES) - 1)]
            self._attempts += 1
            raise JournalAwayError(type(error).__name__) from None
        self._attempts = 0
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close()
        except Exception as error:  # noqa: BLE001 - of either driver, and it is given up in any case
            logger.warning("a connection of the journal did not close well: %s", type(error).__name__)


def _raise_if_broken(error: Exception) -> None:
    """Raise JournalBrokenError after an error of the disk itself: what it said before may be untrue as well."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT}:
        raise JournalBrokenError("the disk failed under the database; `nguontin doctor` says more") from None


def _opening(url: str) -> Callable[[], _Connection]:
    """Return what opens a connection to the database with this address."""
    scheme, _, rest = url.partition("://")
    if scheme.partition("+")[0] == "sqlite":
        return lambda: _Sqlite(Path(unquote(rest.partition("?")[0].removeprefix("/"))))
    return lambda: _Postgresql(f"postgresql://{rest}")


class _Sqlite:
    """A connection to a file, which has to be there."""

    def __init__(self, path: Path) -> None:
        # Opened for reading and writing only: a file that is not there is somebody's mistake, and no journal.
        address = f"file:{quote(str(path))}?mode=rw"
        if not path.exists():
            raise JournalBrokenError(_NOT_THERE)
        self._connection = sqlite3.connect(
            address, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        # The pragmas of storage/database.py, as far as they are about a connection that only adds rows.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
            self._connection.execute(f"PRAGMA {pragma}")
        columns = {str(name) for _, name, *_ in self._connection.execute("PRAGMA table_info(updates)")}
        if not columns.issuperset(_COLUMNS.split(", ")):
            raise JournalBrokenError(_NOT_THERE)
        # From here on `_begin` waits.
        self._connection.execute("PRAGMA busy_timeout = 0")

    def insert(self, rows: Sequence[Row], *, now: datetime) -> int:
        at = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        values = [
            (row.bot, row.update_id, row.lane, at, row.body, row.body_key, row.state, 0, row.cause) for row in rows
        ]
        before = self._connection.total_changes
        self._begin()
        self._connection.executemany(
            f"INSERT INTO updates ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - a constant
            " ON CONFLICT (bot, update_id) DO NOTHING",
            values,
        )
        crashpoint("inside_journal_commit")
        self._connection.execute("COMMIT")
        return self._connection.total_changes - before

    def _begin(self) -> None:
        """Wait for the one place to write, asking often: whoever asks seldom comes last."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(_ASK_AGAIN_SECONDS)
            else:
                return

    def known(self, bot: str, numbers: Sequence[int]) -> dict[int, tuple[bytes | None, bytes | None]]:
        query = f"SELECT {_KNOWN} FROM updates WHERE bot = ? AND update_id = ?"  # noqa: S608 - a constant
        found = (self._connection.execute(query, (bot, number)).fetchone() for number in numbers)
        return {number: (key, body) for number, key, body in filter(None, found)}

    def close(self) -> None:
        self._connection.close()


class _Postgresql:
    """A connection to a server; each statement is a transaction."""

    def __init__(self, address: str) -> None:
        import psycopg  # noqa: PLC0415 - a third of the time that is there to start in, and not everybody needs it
        from psycopg import errors  # noqa: PLC0415 - the same

        self._connection: psycopg.Connection[Any] = psycopg.connect(
            address,
            autocommit=True,
            connect_timeout=int(PATIENCE_SECONDS),
            application_name="nguontin journal",
            # Half-open connections are noticed; the server's side ends what takes longer than a messenger waits.
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=3,
            tcp_user_timeout=10_000,
            options="-c synchronous_commit=on -c statement_timeout=10s -c lock_timeout=5s"
            " -c idle_in_transaction_session_timeout=10s -c timezone=UTC",
        )
        try:
            self._connection.execute(f"SELECT {_COLUMNS} FROM updates LIMIT 0")  # noqa: S608 - a constant
        except (errors.UndefinedTable, errors.UndefinedColumn):
            self._connection.close()
            raise JournalBrokenError(_NOT_THERE) from None
        except BaseException:
            self._connection.close()
            raise

    def insert(self, rows: Sequence[Row], *, now: datetime) -> int:
        columns = zip(
            *((row.bot, row.update_id, row.lane, row.body, row.body_key, row.state, row.cause) for row in rows),
            strict=True,
        )
        bots, numbers, lanes, bodies, keys, states, causes = map(list, columns)
        # The one statement is all of the transaction.
        crashpoint("inside_journal_commit")
        # In the order in which they came: rows get their numbers after the sorting.
        cursor = (
            self._connection.execute(
                f"INSERT INTO updates ({_COLUMNS})"  # noqa: S608 - a constant
                " SELECT bot, update_id, lane, %s, body, body_key, state, 0, cause FROM unnest(%s::text[],"
                " %s::bigint[], %s::smallint[], %s::bytea[], %s::bytea[], %s::text[], %s::text[]) WITH ORDINALITY"
                " AS arrived (bot, update_id, lane, body, body_key, state, cause, place) ORDER BY place"
                " ON CONFLICT (bot, update_id) DO NOTHING",
                (now, bots, numbers, lanes, bodies, keys, states, causes),
                binary=True,
            )
            if rows
            else None
        )
        return cursor.rowcount if cursor else 0

    def known(self, bot: str, numbers: Sequence[int]) -> dict[int, tuple[bytes | None, bytes | None]]:
        cursor = self._connection.execute(
            f"SELECT {_KNOWN} FROM updates WHERE bot = %s AND update_id = ANY(%s::bigint[])",  # noqa: S608 - a constant
            (bot, list(numbers)),
            binary=True,
        )
        return {number: (key, body) for number, key, body in cursor}

    def close(self) -> None:
        self._connection.close()
