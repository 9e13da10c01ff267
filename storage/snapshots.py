"""A database as it was at one instant, taken while the service goes on."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import Connection, text

from storage import schema
from storage.copying import CopiedTable, CopyError, Kind, copied_tables, postgresql_below, speak_plainly

_ROWS = 1_000
"""Rows that are fetched from SQLite at once."""

_GATHERED_BYTES = 2**18
"""PostgreSQL hands out single rows; so many bytes of them are handed on together."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that a row says is kept: its number, whether there is a clean copy, and the original's SHA-256."""

    id: int
    is_readable: bool
    sha256: bytes


class Snapshot(Protocol):
    """A database as it was at one instant, while the service goes on."""

    revision: str
    tables: Sequence[CopiedTable]

    def count(self, table: CopiedTable) -> int:
        """Return how many rows the table has."""
        ...

    def rows(self, table: CopiedTable) -> Iterator[bytes]:
        """Yield the rows as text, whole lines at a time."""
        ...

    def last_number(self, table: CopiedTable) -> int:
        """Return the largest number that was given to a row of a numbered table, even where the row is gone."""
        ...

    def kept_files(self, *, after: int, limit: int) -> list[KeptFile]:
        """Return files that rows name, those with the smallest numbers above `after`."""
        ...


@contextmanager
def snapshot(url: str, *, copy: Path) -> Iterator[Snapshot]:
    """Give the database as it is now, whoever writes meanwhile.

    SQLite is copied into a file of its own first, so that its journal need not grow for as long as the rows are
    written; that file is removed at the end. Raises CopyError where the database is damaged or has no schema, and
    SchemaError where a newer version made it.
    """
    with schema.connected(url, reads_only=True) as connection:
        revision = schema.revision_of(connection)
        if revision is None:
            raise CopyError("there is nothing in the database yet; `nguontin migrate` makes it")
        if connection.dialect.name == "postgresql":
            connection.rollback()
            try:
                yield _postgresql_snapshot(connection)
            except psycopg.Error as error:
                raise CopyError(f"PostgreSQL broke off ({type(error).__name__}); run it again") from error
            return
        path = Path(str(connection.engine.url.database))
    try:
        _copy_sqlite(path, copy)
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copied:
            _check_sqlite(copied)
            yield _SqliteSnapshot(copied)
    except sqlite3.Error as error:
        raise CopyError(f"the database cannot be copied ({error}); restore it from the last backup") from error
    finally:
        copy.unlink(missing_ok=True)


def is_kept(url: str, evidence_id: int) -> bool:
    """Whether a row of the database as it is now says that this file is kept."""
    question = text("SELECT state = 'kept' FROM evidence WHERE id = :id")
    with schema.connected(url, reads_only=True) as connection:
        return bool(connection.scalar(question, {"id": evidence_id}))


def _copy_sqlite(path: Path, copy: Path) -> None:
    """Copy the file in one go: in WAL mode that holds nobody up, and in portions every write would begin it anew."""
    copy.unlink(missing_ok=True)
    copy.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.execute(f"PRAGMA busy_timeout = {round(schema.LOCK_SECONDS * 1000)}")
        # It is read once and thrown away: losing it in a crash is no loss.
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target)


def _check_sqlite(copied: sqlite3.Connection) -> None:
    """Raise CopyError where SQLite finds a fault."""
    (found,) = copied.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise CopyError(f"the database is damaged ({found}); restore it from the last backup")
    if (row := copied.execute("PRAGMA foreign_key_check").fetchone()) is not None:
        raise CopyError(f"the database is damaged: rows of {row[0]} point to rows that are gone")


_AS_TEXT = {
    Kind.TRUTH: "CASE {0} WHEN 1 THEN 't' WHEN 0 THEN 'f' END",
    Kind.NUMBER: "CAST({0} AS TEXT)",
    Kind.BYTES: r"'\\x' || lower(hex({0}))",
    # Without the zeros at the end of a fraction, as PostgreSQL writes it.
    Kind.TIME: "CASE instr({0}, '.') WHEN 0 THEN {0} ELSE rtrim(rtrim({0}, '0'), '.') END || '+00'",
    Kind.DAY: "{0}",
    Kind.WORDS: (r"replace(replace(replace(replace({0}, '\', '\\'), char(9), '\t'), char(10), '\n'), char(13), '\r')"),
}


class _SqliteSnapshot:
    """A copy of the file."""

    def __init__(self, copied: sqlite3.Connection) -> None:
        self._copied = copied
        (self.revision,) = copied.execute("SELECT version_num FROM alembic_version").fetchone()
        self.tables: Sequence[CopiedTable] = copied_tables(self.revision)

    def count(self, table: CopiedTable) -> int:
        return self._number(f'SELECT count(*) FROM "{table.name}"')  # noqa: S608 - names of our own tables

    def rows(self, table: CopiedTable) -> Iterator[bytes]:
        # A value of none gives none in every expression; hex() alone makes an empty text of it.
        values = " || char(9) || ".join(
            rf"""CASE WHEN "{name}" IS NULL THEN '\N' ELSE {_AS_TEXT[kind].format(f'"{name}"')} END"""
            for name, kind in table.columns
        )
        cursor = self._copied.execute(f'SELECT {values} || char(10) FROM "{table.name}" ORDER BY {table.order}')  # noqa: S608 - as above
        while rows := cursor.fetchmany(_ROWS):
            yield "".join(row for (row,) in rows).encode()

    def last_number(self, table: CopiedTable) -> int:
        return self._number(f'SELECT coalesce(max(id), 0) FROM "{table.name}"')  # noqa: S608 - as above

    def kept_files(self, *, after: int, limit: int) -> list[KeptFile]:
        return [KeptFile(row[0], bool(row[1]), row[2]) for row in self._copied.execute(_KEPT, (after, limit))]

    def _number(self, question: str) -> int:
        (number,) = self._copied.execute(question).fetchone()
        return int(number)


_KEPT = "SELECT id, is_readable, sha256 FROM evidence WHERE state = 'kept' AND id > ? ORDER BY id LIMIT ?"


def _postgresql_snapshot(connection: Connection) -> "_PostgresqlSnapshot":
    """Begin the one transaction that sees the same rows until its end."""
    own = postgresql_below(connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True))
    connection.begin()
    speak_plainly(own)
    return _PostgresqlSnapshot(own)


class _PostgresqlSnapshot:
    """A transaction that sees what was committed when it began."""

    def __init__(self, own: "psycopg.Connection[tuple[Any, ...]]") -> None:
        self._own = own
        self.revision = str(self._one("SELECT version_num FROM alembic_version"))
        self.tables: Sequence[CopiedTable] = copied_tables(self.revision)

    def count(self, table: CopiedTable) -> int:
        return int(self._one(f'SELECT count(*) FROM "{table.name}"'))  # noqa: S608 - names of our own tables

    def rows(self, table: CopiedTable) -> Iterator[bytes]:
        question = f'COPY (SELECT {table.names} FROM "{table.name}" ORDER BY {table.order}) TO STDOUT'  # noqa: S608 - as above
        with self._own.cursor() as cursor, cursor.copy(question) as answer:
            gathered = bytearray()
            for row in answer:
                gathered += row
                if len(gathered) >= _GATHERED_BYTES:
                    yield bytes(gathered)
                    gathered.clear()
            yield bytes(gathered)

    def last_number(self, table: CopiedTable) -> int:
        # Numbers are given outside of transactions, so this may be ahead of the rows, never behind.
        sequence = self._one("SELECT pg_get_serial_sequence(%s, 'id')", f'"{table.name}"')
        return int(self._one(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"))  # noqa: S608 - named by PostgreSQL

    def kept_files(self, *, after: int, limit: int) -> list[KeptFile]:
        rows = self._own.execute(_KEPT.replace("?", "%s"), (after, limit))
        return [KeptFile(number, is_readable, sha256) for number, is_readable, sha256 in rows]

    def _one(self, question: str, *values: object) -> Any:  # noqa: ANN401 - whatever was asked for
        row = self._own.execute(question.encode(), values).fetchone()
        return None if row is None else row[0]
