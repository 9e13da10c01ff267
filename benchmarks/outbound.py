"""How fast the sender delivers at a messenger's limits, and how soon what is urgent arrives.

    python -m benchmarks.outbound [--chats N] [--digests N] [--calls N] [--postgresql]

The sender is the real one, on a real database; the Bot API beside it is a strict one in the same process. It counts
like Telegram (30 calls in any second for the bot, one a second to each chat after a short burst, 20 in any minute to a
group) and answers 429 with `retry_after` to each call above. The clock is the real one: what is measured is waiting.
"""

import asyncio
import shutil
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import mkdtemp
from typing import Annotated, Any

import typer

from benchmarks.conversations import postgresql
from benchmarks.table import Figure, figures_table, percent
from bot.messenger import Messenger, TooManyRequestsError, Upload
from bot.sender import Sender
from storage import outbox, people, schema
from storage.database import Database
from storage.evidence import EvidenceFiles
from storage.outbox import Call, Priority
from storage.vault import Vault, create_keys, load_keys

PER_SECOND = 30
CHAT_BURST = 3
PER_GROUP_MINUTE = 20

SLOW_SECONDS = 0.05
"""How long the slow Bot API takes to answer."""

LIMIT_SECONDS = 300.0
"""No part takes longer."""

_BOT = "main"
_FIRST_CHAT = 1_000_000


@dataclass(slots=True)
class StrictApi(Messenger):
    """A Bot API that keeps its limits, and remembers when each chat heard what.

    Attributes:
        kind: "telegram" keeps the limits, "webchat" has none.
        answers_after: How long an answer takes, in seconds.
        heard: When each text arrived, in the time of the event loop.
        calls: How many calls were made.
        refused: How many of them were answered with 429.
    """

    kind: str
    answers_after: float = 0.0
    heard: dict[str, float] = field(default_factory=dict)
    calls: int = 0
    refused: int = 0
    name: str = _BOT
    _lately: deque[float] = field(default_factory=deque)
    _full_at: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    _groups: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    async def call(
        self,
        method: str,  # noqa: ARG002 - whatever it is, it counts
        payload: Mapping[str, Any],
        *,
        upload: Upload | None = None,  # noqa: ARG002 - the messenger's signature
        within: timedelta = timedelta(seconds=30),  # noqa: ARG002 - the messenger's signature
    ) -> Any:  # noqa: ANN401 - the messenger's signature
        """Accept a message, or refuse it. Raises TooManyRequestsError."""
        self.calls += 1
        now = asyncio.get_running_loop().time()
        try:
            if self.kind == "telegram":
                self._count(int(payload["chat_id"]), now)
        except TooManyRequestsError:
            self.refused += 1
            raise
        finally:
            await asyncio.sleep(self.answers_after)
        self.heard[str(payload["text"])] = now
        return {"message_id": self.calls}

    def _count(self, chat_id: int, now: float) -> None:
        """Count a call against every limit. Raises TooManyRequestsError where it is above one."""
        _forget(self._lately, now - 1.0)
        if len(self._lately) >= PER_SECOND:
            raise TooManyRequestsError(timedelta(seconds=1))
        if self._full_at[chat_id] - now > CHAT_BURST - 1:
            raise TooManyRequestsError(timedelta(seconds=1))
        if chat_id < 0:
            group = self._groups[chat_id]
            _forget(group, now - 60.0)
            if len(group) >= PER_GROUP_MINUTE:
                raise TooManyRequestsError(timedelta(seconds=group[0] + 60.0 - now))
            group.append(now)
        self._lately.append(now)
        self._full_at[chat_id] = max(self._full_at[chat_id], now) + 1.0


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()


@dataclass(frozen=True, slots=True)
class Bench:
    """A sender at work, and what it works with."""

    database: Database
    vault: Vault
    api: StrictApi
    bell: asyncio.Event
    contacts: Sequence[int]

    async def say(self, to: Sequence[int], text: str, *, each: int = 1, priority: Priority) -> int:
        """Put messages into the outbox, so many for each contact; returns how many."""
        calls = [
            Call(to=one, method="sendMessage", payload={"text": f"{text} {one}.{number}"}, priority=priority)
            for number in range(each)
            for one in to
        ]
        async with self.database.begin() as session:
            await outbox.add(session, self.vault, calls, now=datetime.now(UTC))
        self.bell.set()
        return len(calls)

    async def until_heard(self, count: int) -> None:
        """Return once so many messages have arrived. Raises TimeoutError."""
        async with asyncio.timeout(LIMIT_SECONDS):
            while len(self.api.heard) < count:  # noqa: ASYNC110 - nobody but the messenger knows
                await asyncio.sleep(0.002)


@asynccontextmanager
async def open_bench(url: str, folder: Path, *, api: StrictApi, chats: int) -> AsyncIterator[Bench]:
    """Let a sender work on a fresh database within the block."""
    await asyncio.to_thread(schema.migrate, url)
    keys = folder / "keys.json"
    create_keys(keys)
    database, vault, bell, now = Database(url), load_keys(keys), asyncio.Event(), datetime.now(UTC)
    async with database.begin() as session:
        contacts = [
            (await people.contact_at(session, vault, _BOT, _FIRST_CHAT + number, language="vi", now=now)).id
            for number in range(chats)
        ]
    files = EvidenceFiles(f"file://{folder}/evidence", vault)
    sender = Sender(database, vault, files, {_BOT: api}, clock=lambda: datetime.now(UTC), bell=bell)
    running = asyncio.create_task(sender.run())
    try:
        yield Bench(database, vault, api, bell, contacts)
    finally:
        running.cancel()
        await asyncio.wait({running})
        await database.close()


@dataclass(frozen=True, slots=True)
class Delivered:
    """How messages went out: how many, how long it took in seconds, and how many calls were answered with 429."""

    messages: int
    seconds: float
    calls: int
    refused: int


async def deliver(bench: Bench, *, each: int, priority: Priority) -> Delivered:
    """Let every chat be written to, and wait for the last message."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    count = await bench.say(bench.contacts, "tin", each=each, priority=priority)
    await bench.until_heard(count)
    return Delivered(count, max(bench.api.heard.values()) - began, bench.api.calls, bench.api.refused)


async def urgent_waits(bench: Bench, *, digests: int) -> list[float]:
    """Return how long urgent messages took while digests went out, in seconds; half of them to chats that get both."""
    loop = asyncio.get_running_loop()
    staff, officers = bench.contacts[:-1], bench.contacts
    await bench.say(staff, "bản tin", each=-(-digests // len(staff)), priority=Priority.DIGEST)
    waits: list[float] = []
    number = 0
    async with asyncio.timeout(LIMIT_SECONDS):
        while len(bench.api.heard) - number < digests - PER_SECOND:
            number += 1
            to = officers[-1] if number % 2 else staff[number * 7 % len(staff)]
            before, asked = len(bench.api.heard), loop.time()
            text = f"khẩn {number}"
            await bench.say([to], text, priority=Priority.URGENT)
            while f"{text} {to}.0" not in bench.api.heard:  # noqa: ASYNC110 - nobody but the messenger knows
                await asyncio.sleep(0.001)
            waits.append(bench.api.heard[f"{text} {to}.0"] - asked)
            # Two seconds apart for the officer who gets every other one, and at no fixed place among the digests.
            await asyncio.sleep(1.03 + (before * 37 % 100) / 1000)
    return waits


async def measured(databases: "Databases", *, chats: int, digests: int, calls: int) -> list[Figure]:
    """Return every figure."""
    figures = []
    for each, priority in ((1, Priority.REPLY), (1, Priority.DIGEST), (3, Priority.NOTICE)):
        async with databases.bench(StrictApi("telegram"), chats=chats) as bench:
            done = await deliver(bench, each=each, priority=priority)
        ideal = done.messages / PER_SECOND
        name = f"{chats} chats, {each} {priority.name.lower()} each"
        figures += [
            Figure(f"{name}: time against the ideal {ideal:.1f} s", "≤ 1.10", f"{done.seconds / ideal:.3f}"),
            Figure(f"{name}: answered with 429", "< 2 %", percent(done.refused, done.calls)),
        ]
    async with databases.bench(StrictApi("telegram"), chats=chats) as bench:
        waits = await urgent_waits(bench, digests=digests)
        refused = percent(bench.api.refused, bench.api.calls)
    name = f"{len(waits)} urgent messages while {digests} digests go out"
    figures += [
        Figure(f"{name}: p50, ms", "–", f"{1000 * quantiles(waits, n=100)[49]:.0f}"),
        Figure(f"{name}: p99, ms", "≤ 1,000", f"{1000 * quantiles(waits, n=100, method='inclusive')[98]:.0f}"),
        Figure(f"{name}: answered with 429", "< 2 %", refused),
    ]
    rates = []
    for answers_after in (0.0, SLOW_SECONDS):
        async with databases.bench(StrictApi("webchat", answers_after), chats=chats) as bench:
            done = await deliver(bench, each=-(-calls // chats), priority=Priority.REPLY)
        rates.append(done.messages / done.seconds)
    figures += [
        Figure("calls/s, answered at once", "–", f"{rates[0]:.0f}"),
        Figure("calls/s, answered after 50 ms", "–", f"{rates[1]:.0f}"),
        Figure("the latter against the former", "≥ 0.50", f"{rates[1] / rates[0]:.2f}"),
    ]
    return figures


class Databases:
    """Fresh databases, one for each part."""

    def __init__(self, folder: Path, postgresql_urls: AsyncIterator[str] | None = None) -> None:
        """Take where files go, and PostgreSQL's databases where these are wanted."""
        self._folder = folder
        self._urls = postgresql_urls
        self._count = 0

    @asynccontextmanager
    async def bench(self, api: StrictApi, *, chats: int) -> AsyncIterator[Bench]:
        """Let a sender work on a fresh database within the block."""
        self._count += 1
        folder = self._folder / str(self._count)
        folder.mkdir()
        url = f"sqlite+aiosqlite:///{folder}/outbound.db" if self._urls is None else await anext(self._urls)
        async with open_bench(url, folder, api=api, chats=chats) as bench:
            yield bench


async def _each(urls: Any) -> AsyncIterator[str]:  # noqa: ANN401 - an iterator of addresses
    for url in urls:
        yield url.replace("postgresql://", "postgresql+psycopg://")


def main(
    chats: Annotated[int, typer.Option(help="Chats that are written to.", min=10, max=2_000)] = 300,
    digests: Annotated[int, typer.Option(help="Digests beside which urgent messages go out.", min=60, max=5_000)] = 600,
    calls: Annotated[int, typer.Option(help="Calls for the speed without limits.", min=100, max=100_000)] = 6_000,
    *,
    with_postgresql: Annotated[bool, typer.Option("--postgresql", help="On PostgreSQL instead of SQLite.")] = False,
) -> None:
    """Measure the sender at a messenger's limits."""
    folder = Path(mkdtemp(prefix="nguontin-outbound-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        urls = _each(stack.enter_context(postgresql())) if with_postgresql else None
        databases = Databases(folder, urls)
        figures = asyncio.run(measured(databases, chats=chats, digests=digests, calls=calls))
    typer.echo(figures_table(figures))


if __name__ == "__main__":
    typer.run(main)
