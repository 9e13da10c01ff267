"""Statements that are compiled once, and handed to the driver as they are.

SQLAlchemy builds, looks up and wraps each statement anew, at some twenty times the cost of what SQLite does with it.
The statements of every update go this way instead; what is asked once in a while is asked through the session as
usual. What the session has not written yet is written before, so that both see the same rows.
"""

import sqlite3
from collections import namedtuple
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, TypeVar

import aiosqlite
import psycopg
from psycopg import AsyncRawCursor
from sqlalchemy import BindParameter, Column, Dialect, Executable, Insert, SelectBase, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialectAsync_psycopg
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.visitors import cloned_traverse
from sqlalchemy.types import TypeEngine

from storage import parts
from storage.parts import UndoneError

Row = Any
"""A row; its columns are its attributes."""

Convert = Callable[[Any], Any]

_DRIVER = "nguontin.driver"
"""Where a session keeps the driver's own connection of its transaction."""

ROWS_AT_ONCE = 16
"""Rows that one INSERT makes at most."""

OnConflict = Callable[[Any], Any]
"""Adds to an INSERT of either database what is done about rows that are there already."""

One = TypeVar("One")


class _Slot(NamedTuple):
    """A parameter as the driver takes it.

    Attributes:
        name: The name it is given by, None for a constant.
        place: Which of a list's values it is, None where it is no list.
        convert: What makes the value one of the driver's, None where nothing does.
        constant: Its value where it is a constant.
    """

    name: str | None
    place: int | None
    convert: Convert | None
    constant: object


class _Form(NamedTuple):
    """A statement in one database's words, for lists of some lengths.

    Attributes:
        text: As the driver takes it.
        slots: Its parameters, in the order in which the driver takes them.
        row: Makes a row of its values.
        results: What makes a column's value one of ours, by place, where something does.
    """

    text: str
    slots: Sequence[_Slot]
    row: Callable[[Iterable[Any]], Row]
    results: Sequence[tuple[int, Convert]]

    def parameters(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the parameters for these values."""
        found = []
        for name, place, convert, constant in self.slots:
            value: Any = constant if name is None else values[name]
            if place is not None:
                # A list is filled up with its last value, so that there are few lengths.
                value = value[min(place, len(value) - 1)]
            found.append(value if convert is None or value is None else convert(value))
        return found

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
        self._writes = not isinstance(clause, SelectBase)
        self._forms: dict[tuple[str, *tuple[int, ...]], _Form] = {}
        self._lists: Sequence[str] | None = None

    async def all(self, session: AsyncSession, **values: object) -> list[Row]:
        """Return the rows."""
        form = self._form(session, values)
        [cursor] = await _done(session, [(form, form.parameters(values))], writes=self._writes)
        if isinstance(cursor, sqlite3.Cursor):
            return form.rows(cursor.fetchall())
        return form.rows(await cursor.fetchall())

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
        [cursor] = await _done(session, [(form, form.parameters(values))], writes=True)
        return cursor.rowcount

    async def run_many(self, session: AsyncSession, rows: Sequence[Mapping[str, object]]) -> None:
        """Let the database do it with each of the rows, in their order."""
        await together(session, [(self, values) for values in rows])

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


Asked = tuple[Query, Mapping[str, object]]
"""What the database is to do, and with which values."""


async def together(session: AsyncSession, asked: Sequence[Asked]) -> None:
    """Let the database do several things in this order; PostgreSQL hears of all of them at once."""
    if asked:
        forms = [(query._form(session, values), values) for query, values in asked]  # noqa: SLF001 - of this module
        await _done(session, [(form, form.parameters(values)) for form, values in forms], writes=True)


async def _done(
    session: AsyncSession, asked: Sequence[tuple[_Form, list[Any]]], *, writes: bool
) -> "Sequence[sqlite3.Cursor | psycopg.AsyncCursor[Any]]":
    """Return where the answers are to be fetched, of questions that were put in this order."""
    driver = await _driver(session)
    opening = parts.opening(session) if writes else ""
    try:
        if isinstance(driver, aiosqlite.Connection):
            direct = driver._conn  # noqa: SLF001 - see `_open_sqlite`
            if opening:
                direct.execute(opening)
            return [direct.execute(form.text, parameters) for form, parameters in asked]
        if not opening and len(asked) == 1:
            [(form, parameters)] = asked
            return [await AsyncRawCursor(driver).execute(form.text, parameters)]
        async with driver.pipeline():
            if opening:
                await driver.execute(opening.encode())
            return [await AsyncRawCursor(driver).execute(form.text, parameters) for form, parameters in asked]
    except (sqlite3.Error, psycopg.Error) as error:
        raise _ours(session, error) from error


class Insertion:
    """An INSERT of any number of rows, many of them at a time; a statement is compiled for each of a few lengths.

    Args:
        table: Where they go.
        names: The columns that are given; what a row leaves out is NULL.
        on_conflict: What is done about rows that are there already, None where there can be none.
        returning: The columns that come back.
    """

    def __init__(
        self,
        table: Table,
        names: Sequence[str],
        *,
        on_conflict: OnConflict | None = None,
        returning: Sequence[Column[Any]] = (),
    ) -> None:
        self._table = table
        self._names = tuple(names)
        self._on_conflict = on_conflict
        self._returning = tuple(returning)
        self._queries: dict[tuple[str, int], Query] = {}

    def of(self, session: AsyncSession, rows: Sequence[Mapping[str, object]]) -> list[Asked]:
        """Return what adds the rows, in their order, `together` with something else."""
        return [(self._query(session, len(some)), self._values(some)) for some in _in_runs(rows)]

    async def run(self, session: AsyncSession, rows: Sequence[Mapping[str, object]]) -> None:
        """Add the rows, in their order."""
        await together(session, self.of(session, rows))

    async def all(self, session: AsyncSession, rows: Sequence[Mapping[str, object]]) -> list[Row]:
        """Add the rows; returns what the database makes of them."""
        return [
            row
            for some in _in_runs(rows)
            for row in await self._query(session, len(some)).all(session, **self._values(some))
        ]

    def _values(self, rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
        return {f"{name}_{place}": row.get(name) for place, row in enumerate(rows) for name in self._names}

    def _query(self, session: AsyncSession, count: int) -> Query:
        dialect = session.sync_session.get_bind().dialect.name
        query = self._queries.get((dialect, count))
        if query is None:
            query = self._queries[dialect, count] = Query(self._statement(dialect, count))
        return query

    def _statement(self, dialect: str, count: int) -> Insert:
        insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
        types = {name: self._table.c[name].type for name in self._names}
        rows = [{name: bindparam(f"{name}_{place}", type_=types[name]) for name in types} for place in range(count)]
        made = insert(self._table).values(rows)
        if self._on_conflict is not None:
            made = self._on_conflict(made)
        statement: Insert = made.returning(*self._returning) if self._returning else made
        return statement


def _in_runs(rows: Sequence[One]) -> Iterator[Sequence[One]]:
    """Yield rows in runs whose lengths are powers of two, so that there are few statements.

    >>> [len(some) for some in _in_runs(range(21))]
    [16, 4, 1]
    """
    begin = 0
    while begin < len(rows):
        count = min(ROWS_AT_ONCE, 1 << ((len(rows) - begin).bit_length() - 1))
        yield rows[begin : begin + count]
        begin += count


@asynccontextmanager
async def part(session: AsyncSession) -> AsyncIterator[None]:
    """Do within the block what belongs to one update; where it fails, what it has written is undone.

    Raises UndoneError where the database has undone more than that.
    """
    parts.begin(session)
    try:
        yield
        await _driver(session)
        parts.keep(session)
    except Exception as error:
        if not session.is_active:
            # Rows that the session wrote by itself were refused, and it has rolled back all there was.
            raise UndoneError(type(error).__name__) from error
        session.expunge_all()
        if not await parts.undo(session, await _driver(session)):
            raise UndoneError(type(error).__name__) from error
        raise


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


_NUMBERED: Dialect = PGDialectAsync_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]  # has no types
"""Writes parameters as PostgreSQL itself knows them, `$1`, so that psycopg has nothing to look for in the text."""


def _compiled(clause: Any, dialect: Dialect, lengths: Mapping[str, int]) -> _Form:  # noqa: ANN401 - of many kinds
    dialect = _NUMBERED if dialect.name == _NUMBERED.name else dialect
    compiled = cloned_traverse(clause, {}, {"bindparam": _written_out}).compile(dialect=dialect)
    lists = {name: [None] * length for name, length in lengths.items()}
    state = compiled.construct_expanded_state({**compiled.params, **lists})
    part_of = {
        part: (name, place) for name, parts in state.parameter_expansion.items() for place, part in enumerate(parts)
    }
    slots = []
    for key in state.positiontup or ():
        name, place = part_of.get(key, (key, None))
        bind = compiled.binds[name]
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if bind.required:
            slots.append(_Slot(name, place, convert, None))
        else:
            slots.append(_Slot(None, None, convert, bind.value if place is None else bind.value[place]))
    return _Form(state.statement, slots, *_columns(clause, dialect))


def _written_out(bind: BindParameter[Any]) -> None:
    """Let a constant stand in the text: only so does a plan that is made once know which index holds such rows."""
    values: Any = bind.value if bind.expanding else [bind.value]
    if not bind.required and all(isinstance(value, str | int) for value in values):
        bind.literal_execute = True


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
