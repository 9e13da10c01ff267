"""What the figures of the pipeline are measured with: services that are started, fresh databases, rows of the table."""

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from benchmarks.conversations import (
    LIMIT_SECONDS,
    NGUONTIN,
    BenchmarkError,
    Wire,
    environment_of,
    postgresql,
    prepare,
    started,
)
from benchmarks.processes import family, peak_mib
from benchmarks.table import NOT_MEASURED
from benchmarks.wire import Driven, Load, Talk

WARM_UP = 20
"""Conversations of each worker before the clock runs."""

READY_SECONDS = 60
"""A service that does not answer by then ends the figure."""

_SHOWN_LINES = 3


class Kind(StrEnum):
    """A kind of database."""

    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"


BARE = "bare"
"""The peer, of `benchmarks/bare.py`."""

BOTS = (BARE, *Kind)
"""Every bot that is measured, by its column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, everything as it is printed.

    Attributes:
        figure: What is measured.
        needed: What it has to reach.
        sqlite: What it reaches on SQLite.
        postgresql: What it reaches on PostgreSQL.
        peer: What the bare bot reaches in the same run.
    """

    figure: str
    needed: str
    sqlite: str = NOT_MEASURED
    postgresql: str = NOT_MEASURED
    peer: str = NOT_MEASURED

    @property
    def cells(self) -> tuple[str, ...]:
        """The line, cell by cell."""
        return (self.figure, self.needed, self.sqlite, self.postgresql, self.peer)


def row(figure: str, needed: str, found: dict[str, str]) -> Row:
    """Return a line from what was found, by the names in `BOTS`."""
    got = {name: found.get(name, NOT_MEASURED) for name in BOTS}
    return Row(figure, needed, got[Kind.SQLITE], got[Kind.POSTGRESQL], got[BARE])


def percentile(times: Sequence[float], share: float) -> float:
    """Return the least of the times below which this share of them is, itself included.

    >>> percentile([3.0, 1.0, 2.0, 4.0], 0.5)
    2.0
    """
    return sorted(times)[max(0, ceil(share * len(times)) - 1)]


@dataclass(slots=True)
class Bench:
    """Everything that a figure needs.

    Attributes:
        wire: The messenger and its citizens.
        is_quick: Whether small loads are enough: what is measured then tells only that it can be measured.
        say: Takes a line about how far it is.
    """

    wire: Wire
    is_quick: bool
    say: Callable[[str], None]
    _stack: ExitStack
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _databases: Iterator[str] | None = None

    def size(self, full: int, quick: int) -> int:
        """Return how much there is to do."""
        return quick if self.is_quick else full

    def token(self) -> str:
        """Return the token of a bot that nobody was before."""
        return f"{next(self._numbers)}:bot-of-the-benchmark"

    def url(self, kind: Kind) -> str | None:
        """Return the address of an empty database, None where the service's own folder is the place for it."""
        if kind is Kind.SQLITE:
            return None
        if self._databases is None:
            self._databases = self._stack.enter_context(postgresql())
        return next(self._databases).replace("postgresql://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Service:
    """A service that runs.

    Attributes:
        wire: Its messenger.
        token: Its bot's.
        pid: The process that was started; it may have started others.
        address: Where it tells how it is; empty where nowhere.
        environment: Its settings.
    """

    wire: Wire
    token: str
    pid: int
    address: str
    environment: dict[str, str]

    @property
    def database_url(self) -> str:
        """Where its rows are."""
        return self.environment["NGUONTIN_DATABASE_URL"]

    def drive(self, load: Load, *, within: float = LIMIT_SECONDS) -> Driven:
        """Let citizens report."""
        return self.wire.drive(self.token, load, within=within)

    def processes(self) -> list[int]:
        """Return all of its processes."""
        return family(self.pid)

    def peak_mib(self) -> float:
        """Return the largest resident memory of its largest process."""
        return max(map(peak_mib, self.processes()))

    def metrics(self) -> str:
        """Return its numbers in Prometheus's words."""
        with urlopen(f"{self.address}/metrics", timeout=READY_SECONDS) as answer:  # noqa: S310 - loopback
            return str(answer.read().decode())


@contextmanager
def open_service(
    bench: Bench,
    kind: Kind,
    *,
    workers: int = 1,
    fill: Callable[[dict[str, str]], None] | None = None,
    is_awaited: bool = True,
) -> Iterator[Service]:
    """Run a service on a fresh database within the block.

    Args:
        bench: What it speaks to.
        kind: Of its database.
        workers: How many processes handle and send.
        fill: Takes the settings and puts rows into the database before it starts.
        is_awaited: Whether it is ready and has had conversations when the block begins.
    """
    token = bench.token()
    with TemporaryDirectory(prefix="nguontin-pipeline-") as name, ExitStack() as running:
        folder, address = Path(name), f"127.0.0.1:{_free_port()}"
        environment = environment_of(bench.wire.api, token, bench.url(kind), folder) | {"NGUONTIN_LISTEN": address}
        prepare(environment)
        if fill is not None:
            fill(environment)
        command = [*NGUONTIN, "run", *(["--workers", str(workers)] if workers > 1 else [])]
        pid = running.enter_context(started(command, environment, folder / "log"))
        service = Service(bench.wire, token, pid, f"http://{address}", environment)
        try:
            if is_awaited:
                _await_ready(service.address)
                service.drive(Load(WARM_UP * workers, WARM_UP, Talk.WORDS))
            yield service
        except (OSError, BenchmarkError) as error:
            bench.say(f"the service said: {_last_lines(folder / 'log')}")
            raise BenchmarkError(str(error)) from error


@contextmanager
def open_bot(bench: Bench, name: str) -> Iterator[Service]:
    """Run a service on this kind of database within the block, or the bare bot; either has had conversations."""
    if name != BARE:
        with open_service(bench, Kind(name)) as service:
            yield service
        return
    token = bench.token()
    with TemporaryDirectory(prefix="nguontin-pipeline-") as folder:
        command = [sys.executable, "-m", "benchmarks.bare", bench.wire.api, token]
        with started(command, dict(os.environ), Path(folder) / "log") as pid:
            bot = Service(bench.wire, token, pid, "", {})
            bot.drive(Load(WARM_UP, WARM_UP, Talk.WORDS))
            yield bot


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])


def _await_ready(address: str) -> None:
    """Return once a service says that it can do its work. Raises BenchmarkError."""
    deadline = time.monotonic() + READY_SECONDS
    while not _is_ready(address):
        if time.monotonic() > deadline:
            raise BenchmarkError("the service was not ready in time")
        time.sleep(0.05)


def _is_ready(address: str) -> bool:
    try:
        with urlopen(f"{address}/readyz", timeout=READY_SECONDS) as answer:  # noqa: S310 - loopback
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's word for success
    except OSError:
        return False


def _last_lines(log: Path) -> str:
    """Return the end of a log, enough to see what went wrong."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return "\n".join(lines[-_SHOWN_LINES:]) or "nothing"


def histogram(metrics: str, name: str) -> list[tuple[float, float]]:
    """Return the upper bounds of a histogram in Prometheus's words, and how many were below each."""
    found = []
    for line in metrics.splitlines():
        if line.startswith(f"{name}_bucket{{"):
            labels, _, value = line.partition("} ")
            bound = json.loads(labels.partition("le=")[2])
            found.append((float(bound), float(value)))
    return found


def bound_of(buckets: Sequence[tuple[float, float]], share: float) -> float:
    """Return the upper bound below which this share of all in a histogram is.

    >>> bound_of([(0.001, 4.0), (0.01, 9.0), (0.1, 10.0)], 0.9)
    0.01
    """
    total = buckets[-1][1]
    return next(bound for bound, count in buckets if count >= share * total)
