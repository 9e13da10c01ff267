"""Updates that are taken a second by webhook, how soon they are answered, and how soon the intake is there.

    python -m benchmarks.journal [--seconds N] [--starts N] [--postgresql]

`nguontin run --only intake` is a real process with everything durable: SQLite with `synchronous = FULL`, PostgreSQL
with `synchronous_commit = on` and `fsync`. `benchmarks/journal_load.py` delivers over real HTTP from another process.
Afterwards the database has to hold every update that was answered with 200.
"""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from typing import Annotated

import psycopg
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.conversations import BenchmarkError, postgresql, started
from benchmarks.journal_load import Delivered
from benchmarks.processes import cpu_seconds, peak_mib
from storage import schema
from storage.vault import create_keys

STEADY_RATE = 500
"""Updates a second at which answers are timed."""

_SECRET = "benchmark"  # noqa: S105 - of a service that lives for seconds
_START_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """What one database showed.

    Attributes:
        rate: Updates taken a second, as fast as they are taken.
        cpu_micros: Processor time of the intake for each of these, in microseconds.
        answer_p50_ms: Of the answers at the steady rate.
        answer_p99_ms: The same.
        ready: From the start of each process until it listens, in seconds.
        ready_cpu: The processor time of each start, in seconds.
        peak_mib: The largest resident memory.
    """

    rate: float
    cpu_micros: float
    answer_p50_ms: float
    answer_p99_ms: float
    ready: list[float]
    ready_cpu: list[float]
    peak_mib: float


def measure(database_url: str, *, seconds: int, starts: int) -> Measured:
    """Start the intake on an empty database, let a messenger deliver, and start it again some more times."""
    folder = Path(mkdtemp())
    try:
        database_url = database_url or f"sqlite+aiosqlite:///{folder / 'journal.db'}"
        schema.migrate(database_url)
        create_keys(folder / "keys.json")
        port = _free_port()
        environment = _environment(folder, database_url, port)
        with _intake(environment, folder, port) as (pid, _, _):
            _deliver(port, first=1, rate=0, seconds=1)  # Connections and caches are then as in a service that is up.
            used = cpu_seconds(pid)
            fast = _deliver(port, first=10_000_000, rate=0, seconds=seconds)
            used = cpu_seconds(pid) - used
            steady = _deliver(port, first=20_000_000, rate=STEADY_RATE, seconds=seconds)
            peak = peak_mib(pid)
        _check(database_url, fast.taken + steady.taken)
        times = []
        for _ in range(starts):
            with _intake(environment, folder, port) as (_, ready, cpu):
                times.append((ready, cpu))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    percentiles = quantiles(steady.answer_seconds, n=100)
    return Measured(
        rate=fast.taken / fast.seconds,
        cpu_micros=used / fast.taken * 1e6,
        answer_p50_ms=percentiles[49] * 1000,
        answer_p99_ms=percentiles[98] * 1000,
        ready=[ready for ready, _ in times],
        ready_cpu=[cpu for _, cpu in times],
        peak_mib=peak,
    )


def _environment(folder: Path, database_url: str, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "NGUONTIN_DATABASE_URL": database_url,
        "NGUONTIN_KEYS": str(folder / "keys.json"),
        "NGUONTIN_TELEGRAM_TOKEN": "1:benchmark-token",
        "NGUONTIN_TELEGRAM_API": "http://127.0.0.1:9",
        "NGUONTIN_INTAKE": "webhook",
        "NGUONTIN_WEBHOOK_URL": "http://127.0.0.1:9",
        "NGUONTIN_WEBHOOK_SECRET": _SECRET,
        "NGUONTIN_LISTEN": f"127.0.0.1:{port}",
    }


@contextmanager
def _intake(environment: dict[str, str], folder: Path, port: int) -> Iterator[tuple[int, float, float]]:
    """Run the intake within the block; gives its number, and the seconds and processor time until it listened."""
    command = [sys.executable, "-m", "bot.start", "run", "--only", "intake"]
    began = time.perf_counter()
    with started(command, environment, folder / "log") as pid:
        while True:
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
                break
            if time.perf_counter() - began > _START_SECONDS:
                raise BenchmarkError("the intake did not start")
            time.sleep(0.002)
        ready, used = time.perf_counter() - began, cpu_seconds(pid)
        time.sleep(1)
        yield pid, ready, used


def _deliver(port: int, *, first: int, rate: int, seconds: int) -> Delivered:
    """Let the messenger deliver, and return what it saw."""
    arguments = [str(port), _SECRET, str(first), str(rate), str(seconds)]
    command = [sys.executable, "-m", "benchmarks.journal_load", *arguments]
    said = subprocess.run(command, check=True, capture_output=True, timeout=seconds + 60).stdout  # noqa: S603 - ours
    delivered = Delivered(**json.loads(said))
    if delivered.refused:
        raise BenchmarkError(f"{delivered.refused} updates were refused")
    return delivered


def _check(database_url: str, taken: int) -> None:
    """Fail unless the journal holds what was answered with 200."""
    query = "SELECT count(*) FROM updates WHERE update_id >= 10000000"
    if database_url.startswith("sqlite"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite+aiosqlite:///"))) as connection:
            (kept,) = connection.execute(query).fetchone()
    else:
        with psycopg.connect(database_url.replace("+psycopg", "")) as opened:
            kept = opened.execute("SELECT count(*) FROM updates WHERE update_id >= 10000000").fetchall()[0][0]
    if kept != taken:
        raise BenchmarkError(f"{taken} updates were answered with 200, and {kept} are kept")


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])


def table(measured: dict[str, Measured]) -> Table:
    """Return the figures of each database beside what is needed."""
    result = Table(title="The journal")
    for name in ("", "needed", *measured):
        result.add_column(name, justify="right")
    found = measured.values()
    result.add_row("updates taken a second", "3,000", *(f"{one.rate:,.0f}" for one in found))
    result.add_row("CPU of the intake for each, µs", "", *(f"{one.cpu_micros:.0f}" for one in found))
    result.add_row(f"answer at {STEADY_RATE}/s, p50 ms", "", *(f"{one.answer_p50_ms:.1f}" for one in found))
    result.add_row("p99 ms", "20", *(f"{one.answer_p99_ms:.1f}" for one in found))
    result.add_row("start to listening, s, median", "0.5", *(f"{median(one.ready):.2f}" for one in found))
    result.add_row("quickest", "", *(f"{min(one.ready):.2f}" for one in found))
    result.add_row("CPU of a start, s", "", *(f"{median(one.ready_cpu):.2f}" for one in found))
    result.add_row("peak memory, MiB", "", *(f"{one.peak_mib:.0f}" for one in found))
    return result


def main(
    seconds: Annotated[int, typer.Option(help="Of each measurement.", min=1, max=60)] = 5,
    starts: Annotated[int, typer.Option(help="Of the intake.", min=1, max=50)] = 5,
    *,
    with_postgresql: Annotated[bool, typer.Option("--postgresql", help="Measure on PostgreSQL, too.")] = False,
) -> None:
    """Measure how many updates are taken by webhook, and how soon."""
    out = Console(width=100)
    with ExitStack() as stack:
        urls = {"SQLite": ""}
        if with_postgresql:
            address = next(stack.enter_context(postgresql()))
            urls["PostgreSQL"] = address.replace("postgresql://", "postgresql+psycopg://")
        out.print(table({name: measure(url, seconds=seconds, starts=starts) for name, url in urls.items()}))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    typer.run(main)
