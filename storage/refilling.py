"""Putting the rows of a snapshot into a database, in one transaction: all of them, or it stays as it was."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from storage import schema
from storage.copying import CopiedTable, CopyError, Kind, copied_tables, postgresql_below, speak_plainly

REFERENCE = frozenset({"units"})
"""Tables that `nguontin migrate` fills by itself: a database with nothing else in it is empty."""

_IN_USE = "somebody else has the database open; stop the service, and whatever else uses it, first"


class Target(Protocol):
    """An empty database inside a transaction, which takes rows."""

    tables: Sequence[CopiedTable]

    def load(self, table: CopiedTable, rows: Iterable[bytes]) -> int:
        """Put rows in, given as whole lines of `storage.copying`'s text; returns how many."""
        ...

    def number_above(self, table: CopiedTable, last: int) -> None:
        """Let new rows of a numbered table get numbers above this one."""
        ...

    def check(self) -> None:
        """Raise CopyError where rows point to rows that are not there."""
        ...


def is_empty(url: str) -> bool:
    """Whether nothing would be lost with this database. Raises SchemaError where a newer version made it."""
    file = schema.file_of(url)
    if file is not None and not file.exists():
        # Opening it would make one.
        return True
    with schema.connected(url, reads_only=True) as connection:
        revision = schema.revision_of(connection)
        return revision is None or not any(
            connection.scalar(text(f'SELECT EXISTS (SELECT 1 FROM "{table.name}")'))  # noqa: S608 - our own tables
            for table in copied_tables(revision)
            if table.name not in REFERENCE
        )


@contextmanager
def refilled(url: str, revision: str) -> Iterator[Target]:
    """Give the database with the schema of a revision and nothing in it; what is put in stays at the end of the block.

    Whatever was there before is gone then. After an exception, or the death of the process, all is as it was before.
    Raises CopyError where somebody else has the database open, and SchemaError where a newer version made it.
    """
    schema.make_folder(url)
    with schema.connected(url) as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            # Whoever has the file open keeps us out, and nobody opens it before we have closed it.
            _sqlite_below(connection).execute("PRAGMA locking_mode = EXCLUSIVE")
        with schema.turn(connection), _alone(connection):
            _empty(connection)
            schema.upgrade_within(connection, revision)
            target = _SqliteTarget(connection, revision) if is_sqlite else _PostgresqlTarget(connection, revision)
            try:
                yield target
                target.check()
            except (psycopg.Error, sqlite3.Error) as error:
                reason = error if isinstance(error, sqlite3.Error) else type(error).__name__
                raise CopyError(f"the database broke off ({reason}); it is as it was before") from error


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Hold the transaction, and nobody else a connection. Raises CopyError."""
    try:
        transaction = connection.begin()
    except OperationalError as error:
        raise CopyError(_IN_USE) from error
    with transaction:
        if connection.dialect.name == "postgresql":
            _wait_for_others(connection)
        yield


def _wait_for_others(connection: Connection) -> None:
    """Return once nobody else is connected: whoever was stopped just now may not be gone yet. Raises CopyError."""
    until = time.monotonic() + schema.LOCK_SECONDS
    while connection.scalar(_OTHERS):
        if time.monotonic() > until:
            raise CopyError(_IN_USE)
        time.sleep(schema.ASK_SECONDS)
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))


_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def _empty(connection: Connection) -> None:
    """Take back every migration; the rows go first, so that there is nothing to convert."""
    revision = schema.revision_of(connection)
    if revision is None:
        return
    names = [f'"{table.name}"' for table in reversed(copied_tables(revision))]
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"TRUNCATE {', '.join(names)}"))
    else:
        for name in names:
            connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - our own tables
    schema.downgrade_within(connection, "base")


# PostgreSQL.


class _PostgresqlTarget:
    """Takes rows by COPY; the database itself checks what they point to."""

    def __init__(self, connection: Connection, revision: str) -> None:
        self.tables: Sequence[CopiedTable] = copied_tables(revision)
        self._own = postgresql_below(connection)
        speak_plainly(self._own)

    def load(self, table: CopiedTable, rows: Iterable[bytes]) -> int:
        try:
            with self._own.cursor() as cursor:
                with cursor.copy(f'COPY "{table.name}" ({table.names}) FROM STDIN') as taking:
                    for lines in rows:
                        taking.write(lines)
                loaded = cursor.rowcount
                cursor.execute(f'ANALYZE "{table.name}"')
        except psycopg.IntegrityError as error:
            raise CopyError(f"rows of {table.name} do not fit: {error.diag.constraint_name} does not hold") from error
        return loaded

    def number_above(self, table: CopiedTable, last: int) -> None:
        question = f"""
            SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest(%s, largest, 1), greatest(%s, largest) > 0)
            FROM (SELECT coalesce(max(id), 0) AS largest FROM "{table.name}") AS numbers
        """  # noqa: S608 - our own tables
        self._own.execute(question.encode(), (f'"{table.name}"', last, last))

    def check(self) -> None:
        """Nothing is left to do: each COPY was checked at its end."""


# SQLite.


def _sqlite_below(connection: Connection) -> sqlite3.Connection:
    own = connection.connection.driver_connection
    if not isinstance(own, sqlite3.Connection):
        raise TypeError("SQLite is spoken to through sqlite3 alone")
    return own


_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}


def _words(value: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), value) if "\\" in value else value


def _time(value: str) -> str:
    """Return a time as the service writes it: no zone, always six digits of a fraction."""
    day_and_time, _, fraction = value.removesuffix("+00").partition(".")
    return f"{day_and_time}.{fraction:0<6}"


_READ: dict[Kind, Callable[[str], object]] = {
    Kind.TRUTH: {"t": 1, "f": 0}.__getitem__,
    Kind.NUMBER: int,
    # After the escaped backslash and the x.
    Kind.BYTES: lambda value: bytes.fromhex(value[3:]),
    Kind.TIME: _time,
    Kind.DAY: str,
    Kind.WORDS: _words,
}


class _SqliteTarget:
    """Reads the text and inserts row by row; what rows point to is checked at the end."""

    def __init__(self, connection: Connection, revision: str) -> None:
        self.tables: Sequence[CopiedTable] = copied_tables(revision)
        self._own = _sqlite_below(connection)
        # Otherwise every few rows were written to the disk in between.
        self._own.execute("PRAGMA cache_size = -65536")

    def load(self, table: CopiedTable, rows: Iterable[bytes]) -> int:
        readers = [_READ[kind] for _, kind in table.columns]
        insert = f'INSERT INTO "{table.name}" ({table.names}) VALUES ({", ".join("?" * len(readers))})'  # noqa: S608 - our own tables
        loaded = 0
        try:
            for lines in rows:
                taken = self._own.executemany(insert, _values(lines, readers))
                loaded += taken.rowcount
        except sqlite3.IntegrityError as error:
            raise CopyError(f"rows of {table.name} do not fit: {error}") from error
        return loaded

    def number_above(self, table: CopiedTable, last: int) -> None:
        """Nothing can be done: SQLite gives the number after the largest that is there."""

    def check(self) -> None:
        if (row := self._own.execute("PRAGMA foreign_key_check").fetchone()) is not None:
            raise CopyError(f"rows of {row[0]} point to rows that are not there")


def _values(lines: bytes, readers: Sequence[Callable[[str], object]]) -> Iterator[list[Any]]:
    for line in lines.decode().split("\n")[:-1]:
        values = zip(readers, line.split("\t"), strict=True)
        yield [None if value == "\\N" else read(value) for read, value in values]
