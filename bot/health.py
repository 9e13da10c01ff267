"""Whether this process lives, whether it can do its work, and its numbers: for whoever watches over it.

`/healthz` answers where the process lives and its event loop turns. `/readyz` answers 200 where the database answers,
its schema is new enough, and what runs here is at work; else 503 with what is not. `/metrics` has the numbers.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics, systemd
from bot.metrics import Beat
from storage.backlog import Backlog, backlog
from storage.database import Database

logger = logging.getLogger(__name__)

DATABASE_WITHIN = timedelta(seconds=2)
"""A database that takes longer to say what waits does not answer."""

KEEP = timedelta(seconds=5)
"""What the database said holds so long, however often somebody asks."""

OVERDUE = {
    Beat.INTAKE: timedelta(seconds=120),  # A long poll, its limit, and the longest pause after a failure.
    Beat.HANDLING: timedelta(seconds=60),
    Beat.SENDER: timedelta(seconds=60),
    Beat.FETCHING: timedelta(minutes=10),  # Four files at a time, each with its own limit.
    Beat.REMINDERS: timedelta(seconds=120),
    Beat.PROBE: timedelta(minutes=15),
}
"""What has not come round for so long is not at work. What never came round waits for its turn."""

STALL = timedelta(seconds=1)
"""An event loop that is so late stood still, and somebody should know why."""

_WATCH_EVERY = timedelta(seconds=0.5)
_WINDOW = 20
"""Looks at the event loop of which the worst is shown: ten seconds of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the database said, or that it did not.

    Attributes:
        at: When it was asked, by the event loop's clock, in seconds.
        backlog: What waits; None where it did not answer.
        is_new_enough: Whether its schema is ours or a newer one.
        fault: Why it is of no use now; empty where it is.
    """

    at: float
    backlog: Backlog | None = None
    is_new_enough: bool = False
    fault: str = ""


class Health:
    """What this process knows of its health."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], datetime],
        backups: Path | None = None,
        folder: Path | None = None,
        within: timedelta = DATABASE_WITHIN,
        keep: timedelta = KEEP,
    ) -> None:
        """Take the database and the server's clock.

        Args:
            database: What is asked.
            clock: The server's time, in UTC.
            backups: A file that each backup writes, or the folder that holds them; None where none is named.
            folder: Where the service keeps what it keeps on disk; None where it keeps nothing.
            within: So long the database may take.
            keep: So long its answer holds.
        """
        self._database = database
        self._clock = clock
        self._backups = backups
        self._folder = folder
        self._within = within
        self._keep = keep
        self._asking: asyncio.Task[Answer] | None = None
        self._answer: Answer | None = None

    def add_routes(self, site: web.Application) -> None:
        """Let a site answer the three questions."""
        site.router.add_get("/healthz", self._show_life)
        site.router.add_get("/readyz", self._show_readiness)
        site.router.add_get("/metrics", self._show_numbers)

    async def faults(self) -> Mapping[str, str]:
        """Return why this process cannot do its work, by the name of what is not well; empty where all is."""
        answer = await self._ask()
        found = {"database": answer.fault} if answer.fault else {}
        if not answer.fault and not answer.is_new_enough:
            found["schema"] = "is older than this version; run `nguontin migrate`"
        for part, limit in OVERDUE.items():
            seconds = metrics.since_beat(part)
            if seconds is not None and seconds > limit.total_seconds():
                found[part.value] = f"has not come round for {seconds:.0f} s"
        return found

    def notes(self) -> Mapping[str, str]:
        """Return what somebody should look at although the work goes on."""
        misses = metrics.probe_misses()
        return {"probe": f"{misses} in a row did not come through"} if misses > 1 else {}

    async def numbers(self) -> bytes:
        """Return the numbers as Prometheus reads them."""
        # Its client is loaded when somebody asks, not at the start.
        from bot.exposition import exposition  # noqa: PLC0415

        answer = await self._ask()
        return exposition(answer.backlog, now=self._clock(), backups=self._backups, folder=self._folder)

    async def close(self) -> None:
        """Stop asking."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking}, timeout=1)

    async def _ask(self) -> Answer:
        """Return what the database said lately, or says now within the limit; many who ask at once ask it once."""
        now = asyncio.get_running_loop().time()
        if self._answer is not None and now - self._answer.at < self._keep.total_seconds():
            return self._answer
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._look(now))
        # Not cancelled when late: giving up on a database that hangs takes as long again. Nobody waits for that.
        done, _ = await asyncio.wait({self._asking}, timeout=self._within.total_seconds())
        if done:
            self._answer = self._asking.result()
        else:
            self._answer = Answer(now, fault=f"did not answer within {self._within.total_seconds():.0f} s")
        return self._answer

    async def _look(self, now: float) -> Answer:
        try:
            async with self._database.read() as session:
                waiting = await backlog(session)
                revision = await session.scalar(text("SELECT version_num FROM alembic_version"))
            return Answer(now, waiting, await asyncio.to_thread(_is_new_enough, str(revision)))
        except (SQLAlchemyError, OSError) as error:
            return Answer(now, fault=f"does not answer ({type(error).__name__})")

    async def _show_life(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _show_readiness(self, _request: web.Request) -> web.Response:
        faults = await self.faults()
        body = {"ready": not faults, "faults": dict(faults), "notes": dict(self.notes())}
        return web.json_response(body, status=503 if faults else 200)

    async def _show_numbers(self, _request: web.Request) -> web.Response:
        from bot.exposition import CONTENT_TYPE  # noqa: PLC0415 - see `numbers`

        return web.Response(body=await self.numbers(), headers={"Content-Type": CONTENT_TYPE})


@cache
def _known_revisions() -> tuple[frozenset[str], str | None]:
    """Return every revision of the schema that this version knows, and the newest of them."""
    # Loaded when somebody asks: an intake that only takes updates starts without it.
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    from storage import schema  # noqa: PLC0415

    scripts = ScriptDirectory(str(schema.FOLDER))
    return frozenset(one.revision for one in scripts.walk_revisions()), scripts.get_current_head()


def _is_new_enough(revision: str) -> bool:
    """Whether this version can work with a schema: its own, or one that it does not know, because that is newer.

    While a new version is taken into use, the old one goes on beside it on the new schema.
    """
    known, newest = _known_revisions()
    return revision == newest or revision not in known


async def watch_loop() -> None:
    """Notice when the event loop stands still, and tell systemd that it turns, until cancelled."""
    loop = asyncio.get_running_loop()
    every = systemd.alive_every()
    pause = min(_WATCH_EVERY, every or _WATCH_EVERY).total_seconds()
    told = -1e9
    seen: list[float] = []
    while True:
        due = loop.time() + pause
        await asyncio.sleep(pause)
        late = max(0.0, loop.time() - due)
        seen = [*seen[1 - _WINDOW :], late]
        metrics.loop_was_late(max(seen))
        if late > STALL.total_seconds():
            metrics.loop_stood_still()
            logger.warning("the event loop stood still for %.1f s", late)
        if every is not None and loop.time() - told >= every.total_seconds():
            told = loop.time()
            systemd.notify(systemd.ALIVE)
