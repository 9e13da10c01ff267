"""Statements that are compiled once, and handed to the driver as they are.

SQLAlchemy builds, looks up and wraps each statement anew, at some twenty times the cost of what SQLite does with it.
The statements of every update go this way instead; what is asked once in a while is asked through the session as
usual. What the session has not written yet is written before, so that both see the same rows.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import aiosqlite
import psycopg
from sqlalchemy import Dialect, Executable, SelectBase
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeEngine

Row = Any
"""A row; its columns are its attributes."""

Convert = Callable[[Any], Any]

_DRIVER = "nguontin.driver"
"""Where a session keeps the driver's own connection of its transaction."""


class _Slot(NamedTuple):
    """A parameter as the driver takes it.

    Attributes:
        key: Its name in the statement.
        name: The name it is given by, None for a constant.
        place: Which of a list's values it is, None where it is no list.
        convert: What makes the value one of the driver's, None where nothing does.
        constant: Its value where it is a constant.
    """

    key: str
    name: str | None
    place: int | None
    convert: Convert | None
    constant: object


class _Form(NamedTuple):
    """A statement in one database's words, for lists of some lengths.

    Attributes:
        text: As the driver takes it.
        slots: Its parameters.
        is_named: Whether the driver takes the parameters by name.
        row: Makes a row of its values.
        results: What makes a column's value one of ours, by place, where something does.
    """

    text: str
    slots: Sequence[_Slot]
    is_named: bool
    row: Callable[[Iterable[Any]], Row]
    results: Sequence[tuple[int, Convert]]

    def parameters(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a mapping or a sequence, for the driver
        """Return the parameters for these values."""
        found = []
        for _, name, place, convert, constant in self.slots:
            value: Any = constant if name is None else values[name]
            if place is not None:
                # A list is filled up with its last value, so that there are few lengths.
                value = value[min(place, len(value) - 1)]
            found.append(value if convert is None or value is None else convert(value))
        return dict(zip([slot.key for slot in self.slots], found, strict=True)) if self.is_named else found

    def rows(self, found: Iterable[Sequence[Any]]) -> list[Row]:
        """Return the driver's rows as ours."""
        if not self.results:
            return [self.row(one) for one in found]
        rows = []
        for one in found:
            columns = list(one)
            for place, convert in self.results:
                columns[place] = convert(columns[place])
            rows.append(self.row(columns))
        return rows


class Query:
    """A statement with named parameters, for both databases.

    Args:
        clause: The statement; a parameter is a `bindparam`, a list of values one with `expanding=True`. Lists must not
            be empty.
    """

    def __init__(self, clause: Executable) -> None:
        self._clause: Any = clause
        self._forms: dict[tuple[str, *tuple[int, ...]], _Form] = {}
        self._lists: Sequence[str] | None = None

    async def all(self, session: AsyncSession, **values: object) -> list[Row]:
        """Return the rows."""
        form = self._form(session, values)
        driver = await _driver(session)
        parameters = form.parameters(values)
        try:
            if isinstance(driver, aiosqlite.Connection):
                return form.rows(driver._conn.execute(form.text, parameters).fetchall())  # noqa: SLF001 - see `_open_sqlite`
            cursor = await driver.execute(form.text, parameters)
            return form.rows(await cursor.fetchall())
        except (sqlite3.Error, psycopg.Error) as error:
            raise _ours(session, error) from error

    async def first(self, session: AsyncSession, **values: object) -> Row | None:
        """Return the first row, None where there is none."""
        rows = await self.all(session, **values)
        return rows[0] if rows else None

    async def value(self, session: AsyncSession, **values: object) -> Any:  # noqa: ANN401 - the column's
        """Return the first column of the first row, None where there is none."""
        row = await self.first(session, **values)
        return None if row is None else row[0]

    async def run(self, session: AsyncSession, **values: object) -> int:
        """Let the database do it; returns how many rows it was done to."""
        form = self._form(session, values)
        driver = await _driver(session)
        parameters = form.parameters(values)
        try:
            if isinstance(driver, aiosqlite.Connection):
                return driver._conn.execute(form.text, parameters).rowcount  # noqa: SLF001 - see `_open_sqlite`
            return (await driver.execute(form.text, parameters)).rowcount
        except (sqlite3.Error, psycopg.Error) as error:
            raise _ours(session, error) from error

    async def run_many(self, session: AsyncSession, rows: Sequence[Mapping[str, object]]) -> None:
        """Let the database do it with each of the rows, in their order; all lists must be of one length."""
        if not rows:
            return
        if len(rows) == 1:
            await self.run(session, **rows[0])
            return
        form = self._form(session, rows[0])
        driver = await _driver(session)
        parameters = [form.parameters(values) for values in rows]
        try:
            if isinstance(driver, aiosqlite.Connection):
                driver._conn.executemany(form.text, parameters)  # noqa: SLF001 - see `_open_sqlite`
            else:
                await driver.cursor().executemany(form.text, parameters)
        except (sqlite3.Error, psycopg.Error) as error:
            raise _ours(session, error) from error

    def _form(self, session: AsyncSession, values: Mapping[str, Any]) -> _Form:
        dialect = session.sync_session.get_bind().dialect
        if self._lists is None:
            binds = self._clause.compile(dialect=dialect).bind_names
            self._lists = [name for bind, name in binds.items() if bind.expanding and bind.required]
        lengths = [_filled_up(len(values[name])) for name in self._lists]
        form = self._forms.get((dialect.name, *lengths))
        if form is None:
            form = self._forms[dialect.name, *lengths] = _compiled(
                self._clause, dialect, dict(zip(self._lists, lengths, strict=True))
            )
        return form


async def say(session: AsyncSession, words: str) -> None:
    """Say something without parameters and rows, such as SAVEPOINT; what the session has not written goes before."""
    driver = await _driver(session)
    try:
        if isinstance(driver, aiosqlite.Connection):
            driver._conn.execute(words)  # noqa: SLF001 - see `_open_sqlite`
        else:
            await driver.execute(words.encode())
    except (sqlite3.Error, psycopg.Error) as error:
        raise _ours(session, error) from error


async def _driver(session: AsyncSession) -> aiosqlite.Connection | psycopg.AsyncConnection[Any]:
    """Return the driver's connection of the session's transaction, everything written that the session still holds."""
    held = session.sync_session
    if held._new or held._deleted or held.identity_map._modified:  # noqa: SLF001 - the public ones make a set each time
        await session.flush()
    driver: aiosqlite.Connection | psycopg.AsyncConnection[Any] | None = session.info.get(_DRIVER)
    if driver is None:
        opened: Any = await (await session.connection()).get_raw_connection()
        driver = session.info[_DRIVER] = opened.driver_connection
    if driver is None:
        raise InterfaceError("the connection is closed", None, None)  # type: ignore[arg-type]  # nothing was asked
    return driver


def _ours(session: AsyncSession, error: Exception) -> Exception:
    """Return a driver's error as SQLAlchemy's own kind, without the values that were asked with."""
    dialect: Any = session.get_bind().dialect
    base = sqlite3.Error if isinstance(error, sqlite3.Error) else psycopg.Error
    return DBAPIError.instance(
        None,
        None,
        error,
        base,
        hide_parameters=True,
        connection_invalidated=dialect.is_disconnect(error, session.info[_DRIVER], None),
        dialect=dialect,
    )


def _filled_up(length: int) -> int:
    """Return the next power of two: lists come in so many lengths only."""
    return 1 << max(length - 1, 0).bit_length()


def _compiled(clause: Any, dialect: Dialect, lengths: Mapping[str, int]) -> _Form:  # noqa: ANN401 - of many kinds
    compiled = clause.compile(dialect=dialect)
    lists = {name: [None] * length for name, length in lengths.items()}
    state = compiled.construct_expanded_state({**compiled.params, **lists})
    part_of = {
        part: (name, place) for name, parts in state.parameter_expansion.items() for place, part in enumerate(parts)
    }
    slots = []
    for key in state.positiontup or state.parameters:
        name, place = part_of.get(key, (key, None))
        bind = compiled.binds[name]
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if bind.required:
            slots.append(_Slot(key, name, place, convert, None))
        else:
            slots.append(_Slot(key, None, None, convert, bind.value if place is None else bind.value[place]))
    return _Form(state.statement, slots, state.positiontup is None, *_columns(clause, dialect))


def _columns(
    clause: Any,  # noqa: ANN401 - of many kinds
    dialect: Dialect,
) -> tuple[Callable[[Iterable[Any]], Row], Sequence[tuple[int, Convert]]]:
    """Return what makes a row of the columns that a statement gives, and what makes their values ours."""
    columns = clause.selected_columns if isinstance(clause, SelectBase) else clause.exported_columns
    named: list[tuple[str, TypeEngine[Any]]] = [(str(column.key), column.type) for column in columns]
    kind = namedtuple("Row", [name for name, _ in named], rename=True)  # type: ignore[misc]  # noqa: PYI024 - made at run time
    processors = [kind_of.dialect_impl(dialect).result_processor(dialect, None) for _, kind_of in named]
    return kind._make, [(place, convert) for place, convert in enumerate(processors) if convert is not None]
