"""How a scenario is played: its measure, people who talk meanwhile, and strikes until enough of them have counted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from random import Random

from tests.faults.databases import Place, Server
from tests.faults.nursery import Nursery
from tests.faults.processes import Process
from tests.faults.stage import Stage, Tally

CITIZENS = 10
"""So many talk at the same time."""

ACT_KILLS = 100
"""After so many kills everybody stops, the oracle is asked, and all goes on."""


class CannotRunError(Exception):
    """The scenario needs what is not here; the message says what."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a scenario is played.

    Attributes:
        seed: Where all luck comes from.
        server: The PostgreSQL to play on; on SQLite where there is none.
        kills: Kills at most.
        points: Exact points at most.
        seconds: After so long it comes to its end, whatever is left of kills and points.
        nursery: Where lives are forked in a fraction of a second; without one each begins from nothing.
        backlog: Updates that wait before the start.
        citizens: So many talk at the same time.
        has_photos: Whether they send photos, too; who is killed while fetching one keeps it for some seconds.
    """

    seed: int
    server: Server | None = None
    nursery: Nursery | None = None
    kills: int = 20
    points: int = 10
    seconds: float = 60.0
    backlog: int = 2_000
    citizens: int = CITIZENS
    has_photos: bool = True

    def place(self) -> Place | None:
        """Return a fresh database, None for an SQLite file of the stage's own."""
        return self.server.create() if self.server else None


Scenario = Callable[[Run], Awaitable[Tally]]


@asynccontextmanager
async def load(stage: Stage, citizens: int) -> AsyncIterator[None]:
    """Let people talk within the block; after it they finish what they began."""
    stage.town.is_open = True
    living = asyncio.create_task(stage.town.live(citizens))
    try:
        yield
        stage.town.is_open = False
        await living
    finally:
        stage.town.is_open = False
        living.cancel()
        await asyncio.wait({living})


async def end(stage: Stage, processes: Sequence[Process]) -> Tally:
    """Let everything come to rest, stop cleanly, and ask the oracle."""
    await stage.rest()
    await stage.stop()
    return stage.judge(processes)


async def acts(
    stage: Stage,
    processes: Sequence[Process],
    run: Run,
    *,
    count: int,
    strike: Callable[[], Awaitable[bool]],
    calm: Callable[[], Awaitable[None]] | None = None,
) -> Tally:
    """Strike until so many strikes have counted, while people talk; a violation ends it.

    After each act everybody calms down, and the oracle is asked.
    """
    stage.town.has_photos = run.has_photos
    until = stage.api.ledger.now() + run.seconds
    left = count
    while left > 0 and stage.api.ledger.now() < until:
        async with load(stage, run.citizens):
            for _ in range(ACT_KILLS):
                if left == 0 or stage.api.ledger.now() >= until:
                    break
                left -= await strike()
            if calm is not None:
                await calm()
        await stage.rest()
        tally = stage.judge(processes)
        if tally.violations:
            return tally
    return await end(stage, processes)


async def kill_somewhen(chance: Random, process: Process) -> bool:
    """Kill a process somewhere in its life: while it starts, or up to a second and a half later; that counts always."""
    if chance.random() < 0.15:
        await asyncio.sleep(chance.random())
    else:
        await process.until_runs()
        await asyncio.sleep(chance.random() * 1.5)
    process.kill()
    return await process.until_ended(10)


def with_note(tally: Tally, note: str) -> Tally:
    """Return the tally with one more note."""
    return replace(tally, notes=(*tally.notes, note))
