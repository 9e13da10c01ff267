"""Figures of what is stored: a conversation beside a million tips, a queue beside five million, and a long backlog."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.conversations import BOT, UNIT, BenchmarkError, held
from benchmarks.pipeline_bench import Bench, Kind, Row, Service, open_service, percentile, row
from benchmarks.pipeline_rows import keep_queue, keep_tips
from benchmarks.processes import cpu_seconds
from benchmarks.wire import SEND, Load, Talk
from domain.access import Officer, Role
from simulation.grammar import Grammar, places_of
from storage import schema, tips
from storage.database import Database
from storage.journal import Arrival, Journal
from storage.vault import Vault, create_keys, load_keys

FEW = 10_000
"""Tips of the smaller database."""

CHATS_BETWEEN = 200
"""Citizens of the backlog who write at the same time, so that one's messages come apart."""

BACKLOG_SECONDS = 900
"""A backlog that is not handled by then ends the figure."""

_HUE = "46"
_TEN = 10
_LOOKS = 300
_LOOK_SECONDS = 0.5
_ROWS_AT_ONCE = 1_000
_WRITTEN_AT = 1_795_176_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one conversation costs, in milliseconds: time with sixteen at once, and processor time of the service."""

    wall: float
    cpu: float


def stored(bench: Bench) -> list[Row]:
    """Measure what one conversation costs beside many tips against few: both services are up, and take turns."""
    many = bench.size(1_000_000, 100_000)
    wall, used = {}, {}
    for kind in Kind:
        with ExitStack() as stack:
            few_ms, many_ms = _costs(bench, [stack.enter_context(_service_with(bench, kind, n)) for n in (FEW, many)])
        wall[kind.value] = _against(few_ms.wall, many_ms.wall)
        used[kind.value] = _against(few_ms.cpu, many_ms.cpu)
        bench.say(f"{kind}: {wall[kind.value]}; CPU {used[kind.value]}")
    return [
        row(f"one conversation with {many:,} tips stored against {FEW:,}", "≤ 1.15 ×", wall),
        row("  CPU of the service for it", "–", used),
    ]


def _costs(bench: Bench, services: Sequence[Service]) -> list[Cost]:
    """Return what one conversation costs each service, medians of turns."""
    load = Load(bench.size(200, 40), 16, Talk.WORDS)
    turns: list[list[Cost]] = [[] for _ in services]
    for _ in range(bench.size(9, 3)):
        for service, costs in zip(services, turns, strict=True):
            before = cpu_seconds(service.pid)
            seconds = service.drive(load).seconds
            used = cpu_seconds(service.pid) - before
            costs.append(Cost(1000 * seconds / load.conversations, 1000 * used / load.conversations))
    return [Cost(median(one.wall for one in of), median(one.cpu for one in of)) for of in turns]


def _against(few_ms: float, many_ms: float) -> str:
    return f"{many_ms / few_ms:.2f} × ({few_ms:.1f} → {many_ms:.1f} ms)"


@contextmanager
def _service_with(bench: Bench, kind: Kind, size: int) -> Iterator[Service]:
    began = time.perf_counter()
    with open_service(bench, kind, fill=lambda settings: keep_tips(settings["NGUONTIN_DATABASE_URL"], size)) as service:
        bench.say(f"{kind}: {size:,} tips are there after {time.perf_counter() - began:.0f} s")
        yield service


def queue(bench: Bench) -> list[Row]:
    """Measure an officer's look at the next ten of their queue, in a large database against a small one."""
    many = bench.size(5_000_000, 100_000)
    said = {}
    for kind in Kind:
        with ExitStack() as stack:
            databases = {size: stack.enter_context(_queue_of(bench, kind, size)) for size in (FEW, many)}
            looked = asyncio.run(_looks(databases))
        few_ms, many_ms = (1000 * percentile(looked[size], 0.5) for size in (FEW, many))
        said[kind.value] = f"{many_ms:.2f} ms, {many_ms / few_ms:.2f} × ({few_ms:.2f} ms)"
        bench.say(f"{kind}: {said[kind.value]}")
    return [row(f"next ten in my queue at {many:,} tips, p50, against {FEW:,}", "≤ 1 ms, ≤ 1.5 ×", said)]


@contextmanager
def _queue_of(bench: Bench, kind: Kind, size: int) -> Iterator[tuple[str, Vault]]:
    """Give a database with so many tips within the block, and what opens them."""
    began = time.perf_counter()
    with TemporaryDirectory(prefix="nguontin-pipeline-") as name:
        folder = Path(name)
        url = bench.url(kind) or f"sqlite+aiosqlite:///{folder}/queue.db"
        schema.migrate(url)
        create_keys(folder / "keys.json")
        vault = load_keys(folder / "keys.json")
        keep_queue(url, size, vault)
        bench.say(f"{kind}: {size:,} tips are there after {time.perf_counter() - began:.0f} s")
        yield url, vault


async def _looks(databases: dict[int, tuple[str, Vault]]) -> dict[int, list[float]]:
    """Return how long each look took, by the size of the database; they take turns."""
    opened = {size: (Database(url), vault) for size, (url, vault) in databases.items()}
    times: defaultdict[int, list[float]] = defaultdict(list)
    officer = Officer(1, 1, Role.OFFICER, UNIT, "")
    try:
        for _ in range(_LOOKS):
            for size, (database, vault) in opened.items():
                async with database.read() as session:
                    began = time.perf_counter()
                    found = await tips.in_queue(session, vault, officer, limit=_TEN)
                    times[size].append(time.perf_counter() - began)
                if len(found) != _TEN:
                    raise BenchmarkError(f"the queue shows {len(found)} tips")
    finally:
        for database, _ in opened.values():
            await database.close()
    return times


def backlog(bench: Bench) -> list[Row]:
    """Measure how long a service takes for what arrived while nobody handled it, from its start on."""
    size = bench.size(100_000, 5_000)
    alone = {kind.value: _worked_off(bench, kind, size) for kind in Kind}
    shared = {Kind.POSTGRESQL.value: _worked_off(bench, Kind.POSTGRESQL, size, workers=2)}
    needed = f"≤ {300 * size // 100_000} s"
    return [
        *_rows_of(f"backlog of {size:,} updates handled", needed, alone),
        *_rows_of("  the same by two workers", needed, shared),
    ]


@dataclass(frozen=True, slots=True)
class _WorkedOff:
    """What became of a backlog.

    Attributes:
        handled: Seconds until nothing waited in the journal.
        delivered: Seconds until every answer was delivered.
        peak_mib: The largest resident memory of the largest process.
    """

    handled: float
    delivered: float
    peak_mib: float


def _worked_off(bench: Bench, kind: Kind, size: int, *, workers: int = 1) -> _WorkedOff:
    fill = partial(_keep_updates, size=size)
    with open_service(bench, kind, workers=workers, fill=fill, is_awaited=False) as service:
        bench.say(f"{kind}, {workers} at work: {size:,} updates wait")
        began = time.monotonic()
        handled = _seconds_until(service, began, is_delivered=False)
        found = _WorkedOff(handled, _seconds_until(service, began, is_delivered=True), service.peak_mib())
    bench.say(f"{kind}, {workers} at work: {found}")
    return found


def _rows_of(figure: str, needed: str, found: Mapping[str, _WorkedOff]) -> list[Row]:
    return [
        row(figure, needed, {name: f"{one.handled:.0f} s" for name, one in found.items()}),
        row("  and every answer delivered", "–", {name: f"{one.delivered:.0f} s" for name, one in found.items()}),
        row("  peak memory of a process, MiB", "< 400", {name: f"{one.peak_mib:.0f}" for name, one in found.items()}),
    ]


def _seconds_until(service: Service, began: float, *, is_delivered: bool) -> float:
    """Return the seconds until nothing waits in the journal, or in the outbox as well. Raises BenchmarkError."""
    while True:
        found = held(service.database_url)
        left = found.updates_waiting + (found.calls_waiting if is_delivered else 0)
        seconds = time.monotonic() - began
        if not left:
            return seconds
        if seconds > BACKLOG_SECONDS:
            raise BenchmarkError(f"{left:,} rows wait after {seconds:.0f} s")
        time.sleep(_LOOK_SECONDS)


def _keep_updates(environment: dict[str, str], *, size: int) -> None:
    asyncio.run(_journal(environment, size))


async def _journal(environment: dict[str, str], size: int) -> None:
    vault = load_keys(Path(environment["NGUONTIN_KEYS"]))
    journal = Journal(environment["NGUONTIN_DATABASE_URL"], vault, clock=lambda: datetime.now(UTC))
    await journal.open()
    try:
        together: list[Arrival] = []
        for arrival in arrivals(size):
            together.append(arrival)
            if len(together) == _ROWS_AT_ONCE or arrival.update_id == size:
                await journal.keep(BOT, together)
                together = []
    finally:
        await journal.close()


def arrivals(size: int) -> Iterator[Arrival]:
    """Yield so many updates: citizens who write what they saw, then a detail, then the word that sends it."""
    grammar = Grammar(Random(size), places_of(_HUE))  # noqa: S311 - the same backlog at every run
    said = _said(grammar)
    for number in range(1, size + 1):
        chat_id, text = next(said)
        yield Arrival(number, _body(number, chat_id, text), chat_id)


def _said(grammar: Grammar) -> Iterator[tuple[int, str]]:
    """Yield the citizens and their messages, for ever; many write at the same time."""
    first = 3_000_000
    while True:
        chats = range(first, first + CHATS_BETWEEN)
        yield from ((chat_id, grammar.report(grammar.place(), grammar.hand())) for chat_id in chats)
        yield from ((chat_id, grammar.detail(grammar.hand())) for chat_id in chats)
        yield from ((chat_id, SEND) for chat_id in chats)
        first += CHATS_BETWEEN


def _body(number: int, chat_id: int, text: str) -> bytes:
    person = {"id": chat_id, "is_bot": False, "first_name": "Lan", "language_code": "vi"}
    chat = {"id": chat_id, "type": "private", "first_name": "Lan"}
    message = {"message_id": number, "from": person, "chat": chat, "date": _WRITTEN_AT, "text": text}
    return json.dumps({"update_id": number, "message": message}, ensure_ascii=False).encode()
