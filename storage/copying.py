r"""Every row of a database as text that either database takes in again: the text form of PostgreSQL's COPY.

    https://www.postgresql.org/docs/current/sql-copy.html: a line a row, tabs between values, \N for none.

PostgreSQL reads and writes it itself; for SQLite it is made by an expression of SQL, and read here. Columns stand in
the order of their names, rows in that of their keys, times in UTC: the same rows give the same text on both.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import psycopg
from sqlalchemy import JSON, Boolean, Connection, Date, DateTime, Integer, LargeBinary, String, Table
from sqlalchemy.types import TypeEngine

from storage import schema


class CopyError(Exception):
    """Rows cannot be taken out or put in; the message is a sentence for the operator."""


class Kind(StrEnum):
    """What a column holds, whatever each database calls it."""

    TRUTH = "truth"
    NUMBER = "number"
    BYTES = "bytes"
    TIME = "time"
    DAY = "day"
    WORDS = "words"


_KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (Boolean, Kind.TRUTH),
    (Integer, Kind.NUMBER),
    (LargeBinary, Kind.BYTES),
    (DateTime, Kind.TIME),
    (Date, Kind.DAY),
    (String, Kind.WORDS),
    (JSON, Kind.WORDS),
)


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table as it is copied.

    Attributes:
        name: Its name.
        columns: Its columns by name, with what they hold, in the order of their names.
        key: The columns of its primary key.
    """

    name: str
    columns: tuple[tuple[str, Kind], ...]
    key: tuple[str, ...]

    @property
    def is_numbered(self) -> bool:
        """Whether the database numbers its rows."""
        return self.key == ("id",)

    @property
    def names(self) -> str:
        """The columns as SQL."""
        return ", ".join(f'"{name}"' for name, _ in self.columns)

    @property
    def order(self) -> str:
        """The key as SQL."""
        return ", ".join(f'"{name}"' for name in self.key)


def copied_tables(revision: str) -> list[CopiedTable]:
    """Return the tables of a revision, each after those that it points to. Raises SchemaError for an unknown one."""
    return [_copied(table) for table in schema.tables_at(revision)]


def _copied(table: Table) -> CopiedTable:
    columns = tuple(sorted((column.name, _kind_of(column.type)) for column in table.columns))
    return CopiedTable(table.name, columns, tuple(column.name for column in table.primary_key))


def _kind_of(type_: TypeEngine[Any]) -> Kind:
    for one, kind in _KINDS:
        if isinstance(type_, one):
            return kind
    raise CopyError(f"a column of type {type(type_).__name__} cannot be copied yet")


def postgresql_below(connection: Connection) -> "psycopg.Connection[tuple[Any, ...]]":
    """Return psycopg's own connection, which knows COPY."""
    own = connection.connection.driver_connection
    if not isinstance(own, psycopg.Connection):
        raise TypeError("PostgreSQL is spoken to through psycopg alone")
    return own


def speak_plainly(own: "psycopg.Connection[tuple[Any, ...]]") -> None:
    """For this transaction, set what decides the form of values, and let statements take their time."""
    for name, value in _PLAINLY.items():
        own.execute("SELECT set_config(%s, %s, true)", (name, value))


_PLAINLY = {
    "TimeZone": "UTC",
    "DateStyle": "ISO",
    "bytea_output": "hex",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}
