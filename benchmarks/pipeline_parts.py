"""Figures of the parts, by the benchmarks that measure them alone: the sender, and the journal."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import journal as journal_alone
from benchmarks import outbound as sender_alone
from benchmarks.outbound import PER_SECOND, Databases, Delivered, StrictApi
from benchmarks.pipeline_bench import Bench, Kind, Row, percentile, row
from benchmarks.table import percent
from storage.outbox import Priority

CHATS = 300
DIGESTS = 600


@contextmanager
def _databases(bench: Bench, kind: Kind) -> Iterator[Databases]:
    """Give fresh databases for the sender within the block."""
    with TemporaryDirectory(prefix="nguontin-pipeline-") as folder:
        yield Databases(Path(folder), None if kind is Kind.SQLITE else _urls(bench))


async def _urls(bench: Bench) -> AsyncIterator[str]:
    while True:
        yield bench.url(Kind.POSTGRESQL) or ""


def urgent(bench: Bench) -> list[Row]:
    """Measure how long urgent messages take while digests go out."""
    chats, digests = bench.size(CHATS, 60), bench.size(DIGESTS, 150)
    said = {}
    for kind in Kind:
        with _databases(bench, kind) as databases:
            waits = asyncio.run(_urgent_waits(databases, chats=chats, digests=digests))
        said[kind.value] = f"{1000 * percentile(waits, 0.99):.0f} ({len(waits)} messages)"
        bench.say(f"{kind}: {said[kind.value]}")
    return [row(f"urgent message while {digests} digests go out, p99 ms", "≤ 1,000", said)]


async def _urgent_waits(databases: Databases, *, chats: int, digests: int) -> list[float]:
    async with databases.bench(StrictApi("telegram"), chats=chats) as sending:
        return await sender_alone.urgent_waits(sending, digests=digests)


def outbound(bench: Bench) -> list[Row]:
    """Measure how near the sender comes to Telegram's limits, and how often it goes beyond them."""
    chats = bench.size(CHATS, 60)
    time, refused = {}, {}
    for kind in Kind:
        with _databases(bench, kind) as databases:
            done = asyncio.run(_delivered(databases, chats=chats))
        time[kind.value] = f"{done.seconds * PER_SECOND / done.messages:.3f} ×"
        refused[kind.value] = percent(done.refused, done.calls)
        bench.say(f"{kind}: {time[kind.value]} the ideal time, {refused[kind.value]} refused")
    return [
        row(f"outbound at Telegram's limits, {chats} chats, 3 each: time against the ideal", "≤ 1.10 ×", time),
        row("  answered with 429", "< 2 %", refused),
    ]


async def _delivered(databases: Databases, *, chats: int) -> Delivered:
    async with databases.bench(StrictApi("telegram"), chats=chats) as sending:
        return await sender_alone.deliver(sending, each=3, priority=Priority.NOTICE)


def journal(bench: Bench) -> list[Row]:
    """Measure how many updates are taken by webhook, how soon they are answered, and how soon the intake is there."""
    found = {
        kind.value: journal_alone.measure(bench.url(kind) or "", seconds=bench.size(10, 2), starts=bench.size(7, 2))
        for kind in Kind
    }
    return [
        row(
            "journal: updates taken by webhook a second", "≥ 3,000", {n: f"{one.rate:,.0f}" for n, one in found.items()}
        ),
        row(
            f"  p99 of the answer at {journal_alone.STEADY_RATE}/s, ms",
            "≤ 20",
            {n: f"{one.answer_p99_ms:.1f}" for n, one in found.items()},
        ),
        row("  intake: start to listening, s", "≤ 0.5", {n: f"{median(one.ready):.2f}" for n, one in found.items()}),
    ]
