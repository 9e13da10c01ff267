"""Does everything to the service that can go wrong, and says what became of it: `sh scripts/faults`.

    python -m tests.faults [--minutes M] [--kills N] [--points N] [--backlog N] [--seed S]
        [--database sqlite|postgresql|both] [--only SCENARIO,…] [--log FILE]

Each scenario is played on each database, with its share of kills, exact points and minutes. Exit code 1 at any
violation of an invariant; 2 where a name is wrong.
"""

import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.table import Table

from tests.faults.databases import Server, serving_postgresql
from tests.faults.nursery import Nursery
from tests.faults.scenarios import SCENARIOS, CannotRunError, Run
from tests.faults.stage import Tally

KILLED = ("kills", "parts", "copies", "webhook")
"""Scenarios that share the kills."""

POINTED = ("wire", "points", "system-calls")
"""Scenarios that share the exact points."""

KILLS_A_MINUTE = 30
POINTS_A_MINUTE = 12
_SHARES = {"kills": 5, "parts": 3, "wire": 3, "system-calls": 4}
_STRIKE_SECONDS = 30
"""A kill with its restart takes far less, even on a busy machine."""


class Databases(StrEnum):
    """What to play on."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
    BOTH = "both"


@dataclass(slots=True)
class Played:
    """One scenario on one database, and what it came to; `why_not` says why it could not run."""

    scenario: str
    database: str
    seed: int
    tally: Tally | None = None
    why_not: str = ""


@dataclass(slots=True)
class Log:
    """Lines for the one who watches, and for a file."""

    out: Console
    file: TextIO | None

    def say(self, line: str) -> None:
        """Print a line, and keep it with its time."""
        self.out.print(line, markup=False)
        if self.file is not None:
            self.file.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {line}\n")
            self.file.flush()


async def play(plan: list[tuple[str, str, Run]], log: Log) -> list[Played]:
    """Play every scenario of the plan, one after another."""
    played = []
    for name, database, run in plan:
        one = Played(name, database, run.seed)
        played.append(one)
        began = time.monotonic()
        try:
            one.tally = await SCENARIOS[name](run)
        except CannotRunError as error:
            one.why_not = str(error)
        log.say(_line(one, time.monotonic() - began))
        for violation in one.tally.violations if one.tally else ():
            log.say(f"    {violation}")
    return played


def _line(one: Played, seconds: float) -> str:
    if one.tally is None:
        return f"{one.scenario} on {one.database}: cannot run: {one.why_not}"
    tally = one.tally
    notes = f" ({'; '.join(tally.notes)})" if tally.notes else ""
    return (
        f"{one.scenario} on {one.database}, seed {one.seed}: {seconds:.0f} s, {tally.kills} kills, "
        f"{tally.updates} updates, {tally.tips} tips, {tally.calls} calls, {len(tally.violations)} violations{notes}"
    )


def table(played: list[Played]) -> Table:
    """Return the summary."""
    result = Table(title="Faults")
    for name in ("scenario", "database"):
        result.add_column(name)
    for name in ("kills", "updates", "tips", "calls", "unclear", "lost", "doubled", "violations"):
        result.add_column(name, justify="right")
    for one in played:
        tally = one.tally
        if tally is None:
            result.add_row(one.scenario, one.database, *["–"] * 8)
            continue
        numbers = (tally.kills, tally.updates, tally.tips, tally.calls, tally.repeated, tally.lost, tally.doubled)
        result.add_row(one.scenario, one.database, *map(str, numbers), str(len(tally.violations)))
    return result


def planned(
    names: list[str],
    servers: dict[str, Server | None],
    *,
    nursery: Nursery,
    minutes: float,
    kills: int | None,
    points: int | None,
    backlog: int,
    seed: int,
) -> list[tuple[str, str, Run]]:
    """Return which scenarios are played where, each with its share."""
    share = 1 / len(servers)
    seconds = 60 * minutes * share
    all_kills = (kills if kills is not None else round(KILLS_A_MINUTE * minutes / 2)) * share
    all_points = (points if points is not None else round(POINTS_A_MINUTE * minutes / 2)) * share
    plan = []
    for database, server in servers.items():
        for number, name in enumerate(names):
            own_kills = _share(name, [one for one in names if one in KILLED], all_kills)
            own_points = _share(name, [one for one in names if one in POINTED], all_points)
            # A number that was asked for is reached however long it takes; else the time decides.
            is_counted = (kills is not None and name in KILLED) or (points is not None and name in POINTED)
            strikes = own_kills if name in KILLED else own_points
            run = Run(
                seed=seed + number,
                server=server,
                nursery=nursery,
                kills=own_kills,
                points=own_points,
                seconds=strikes * _STRIKE_SECONDS if is_counted else max(20.0, seconds / len(names)),
                backlog=backlog,
            )
            plan.append((name, database, run))
    return plan


def _share(name: str, among: list[str], count: float) -> int:
    if name not in among:
        return 20
    return max(1, round(count * _SHARES.get(name, 1) / sum(_SHARES.get(one, 1) for one in among)))


@contextmanager
def _servers(databases: Databases) -> Iterator[dict[str, Server | None]]:
    with ExitStack() as stack:
        found: dict[str, Server | None] = {}
        if databases in {Databases.SQLITE, Databases.BOTH}:
            found["sqlite"] = None
        if databases in {Databases.POSTGRESQL, Databases.BOTH}:
            found["postgresql"] = stack.enter_context(serving_postgresql())
        yield found


def main(
    *,
    minutes: Annotated[float, typer.Option(help="About how long all of it takes.", min=0.1)] = 10.0,
    kills: Annotated[int | None, typer.Option(help="Random kills; by the minutes where not said.", min=0)] = None,
    points: Annotated[int | None, typer.Option(help="Exact points; by the minutes where not said.", min=0)] = None,
    backlog: Annotated[int, typer.Option(help="Updates that wait before a start.", min=2)] = 2_000,
    seed: Annotated[int, typer.Option(help="Where all luck comes from.")] = 1,
    database: Annotated[Databases, typer.Option(help="What to play on.")] = Databases.BOTH,
    only: Annotated[str, typer.Option(help=f"Scenarios, separated by commas: {', '.join(SCENARIOS)}.")] = "",
    log: Annotated[Path | None, typer.Option(help="A file for the lines that are printed.")] = None,
) -> None:
    """Do everything to the service that can go wrong, and say what became of it."""
    names = [one.strip() for one in only.split(",") if one.strip()] or list(SCENARIOS)
    if unknown := set(names) - SCENARIOS.keys():
        typer.echo(f"there is no scenario {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}", err=True)
        raise typer.Exit(2)
    # Whoever is asked to end stops PostgreSQL and the service first, as at Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        file = stack.enter_context(log.open("a", encoding="utf-8")) if log else None
        lines = Log(Console(highlight=False, soft_wrap=True), file)
        lines.say(f"seed {seed}: {', '.join(names)}")
        servers = stack.enter_context(_servers(database))
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="nguontin-faults-")))

        async def run() -> list[Played]:
            nursery = Nursery(folder)
            await nursery.start()
            try:
                plan = planned(
                    names,
                    servers,
                    nursery=nursery,
                    minutes=minutes,
                    kills=kills,
                    points=points,
                    backlog=backlog,
                    seed=seed,
                )
                return await play(plan, lines)
            finally:
                await nursery.stop()

        played = asyncio.run(run())
        _sum_up(played, lines)
    if any(one.tally is not None and one.tally.violations for one in played):
        sys.exit(1)


def _sum_up(played: list[Played], lines: Log) -> None:
    result = table(played)
    lines.out.print(result)
    if lines.file is not None:
        Console(file=lines.file, width=120).print(result)
    tallies = [one.tally for one in played if one.tally is not None]
    lost, doubled = sum(one.lost for one in tallies), sum(one.doubled for one in tallies)
    kills, broken = sum(one.kills for one in tallies), sum(len(one.violations) for one in tallies)
    lines.say(f"{kills} kills, {lost} lost, {doubled} doubled, {broken} violations")


if __name__ == "__main__":
    typer.run(main)
