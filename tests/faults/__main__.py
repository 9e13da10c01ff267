"""Does everything to the service that can go wrong, and says what became of it: `sh scripts/faults`.

    python -m tests.faults [--minutes M] [--kills N] [--points N] [--backlog N] [--seed S]
        [--database sqlite|postgresql|both] [--only SCENARIO,…] [--log FILE [--resume]]

Each scenario is played on each database, with its share of kills, exact points and minutes, in portions that begin
anew. What each portion came to stands in FILE.json beside the log, a line each, so that a run which was ended goes on
with `--resume` where it stopped. Exit code 1 at any violation of an invariant, and where a scenario broke off or a
named point was never reached; 2 where a name is wrong.
"""

import asyncio
import json
import math
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Annotated, Any

import typer

from tests.faults.databases import Server, serving_postgresql
from tests.faults.deaths import VISITS, never_reached
from tests.faults.nursery import Nursery
from tests.faults.oracle import Violation
from tests.faults.playing import CannotRunError, Run
from tests.faults.scenarios import SCENARIOS
from tests.faults.stage import Tally

KILLED = ("kills", "parts", "copies", "senders", "webhook")
"""Scenarios that share the kills."""

POINTED = ("wire", "points", "webhook-points", "clock-points", "migrations", "system-calls")
"""Scenarios that share the exact points."""

ONLY_ON = {
    "senders": "postgresql",
    "database-killed": "postgresql",
    "database-locked": "sqlite",
    "disk-full": "sqlite",
}
"""Scenarios that one database alone has: SQLite has one sender and no server, PostgreSQL's disk is its own matter."""

KILLS_A_MINUTE = 30
POINTS_A_MINUTE = 12
PORTION = 50
"""So many kills or points are played on one database; the next portion begins with an empty one."""

_SHARES = {"kills": 5, "parts": 3, "wire": 3, "system-calls": 4, "points": 3}
_STRIKE_SECONDS = 30
"""A kill with its restart takes far less, even on a busy machine."""

_MOST_SECONDS = 900
"""Beyond its own time a portion needs to come to rest, and to be looked at; what takes so much longer hangs."""


class Databases(StrEnum):
    """What to play on."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Portion:
    """One scenario, or a part of it, on one database."""

    scenario: str
    database: str
    run: Run

    @property
    def name(self) -> str:
        """What tells it from the others of a run; the same one of another run as well."""
        run = self.run
        return f"{self.scenario} on {self.database}, seed {run.seed}, {run.kills} kills, {run.points} points"


@dataclass(slots=True)
class Played:
    """What a portion came to; `why_not` says why it could not run."""

    name: str
    scenario: str
    database: str
    tally: Tally = field(default_factory=Tally)
    why_not: str = ""

    def as_json(self) -> str:
        """Return a line for the file beside the log."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> "Played":
        """Return what such a line says."""
        values: dict[str, Any] = json.loads(line)
        tally: dict[str, Any] = values.pop("tally")
        found = [Violation(one["invariant"], one["says"], tuple(one["ids"])) for one in tally.pop("violations")]
        tally |= {name: tuple(tally[name]) for name in ("notes", "reached", "aimed")}
        return cls(**values, tally=Tally(**tally, violations=tuple(found)))


@dataclass(slots=True)
class Log:
    """Lines for the one who watches, and for a file; what was played stands in a second one."""

    file: IO[str] | None = None
    played: IO[str] | None = None

    def say(self, line: str) -> None:
        """Print a line, and keep it with its time."""
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        if self.file is not None:
            self.file.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {line}\n")
            self.file.flush()

    def keep(self, one: Played) -> None:
        """Keep what was played, for a run that goes on."""
        if self.played is not None:
            self.played.write(f"{one.as_json()}\n")
            self.played.flush()


async def play(plan: Sequence[Portion], log: Log, *, known: Sequence[Played] = ()) -> list[Played]:
    """Play every portion of the plan that is not known yet, one after another."""
    by_name = {one.name: one for one in known}
    result = []
    for place, portion in enumerate(plan, start=1):
        one = by_name.get(portion.name)
        if one is None:
            began = time.monotonic()
            one = await _play(portion)
            log.keep(one)
            log.say(f"{place}/{len(plan)} {_line(one, time.monotonic() - began)}")
            for violation in one.tally.violations:
                log.say(f"    {violation}")
        result.append(one)
    return result


async def _play(portion: Portion) -> Played:
    """Play one portion; what breaks off is a violation, and the next portion is played all the same."""
    one = Played(portion.name, portion.scenario, portion.database)
    try:
        if portion.run.nursery is not None:
            await portion.run.nursery.ensure()
        if portion.run.server is not None:
            await asyncio.to_thread(portion.run.server.start)
        async with asyncio.timeout(portion.run.seconds + _MOST_SECONDS):
            one.tally = await SCENARIOS[portion.scenario](portion.run)
    except CannotRunError as error:
        one.why_not = str(error)
    except Exception as error:  # noqa: BLE001 - an hour of others must not be lost with it, and the run fails anyway
        one.tally = Tally(violations=(Violation("broken off", type(error).__name__, (str(error)[:300],)),))
    return one


def _line(one: Played, seconds: float) -> str:
    if one.why_not:
        return f"{one.name}: cannot run: {one.why_not}"
    tally = one.tally
    notes = f" ({'; '.join(tally.notes)})" if tally.notes else ""
    return (
        f"{one.name}: {seconds:.0f} s, {tally.kills} kills, {len(tally.reached)} of them at exact points, "
        f"{tally.updates} updates, {tally.tips} tips, {tally.calls} calls, {len(tally.violations)} violations{notes}"
    )


_COLUMNS = ("kills", "exact points", "updates", "tips", "calls", "unclear", "lost", "doubled", "violations")


def summary(played: Sequence[Played]) -> Iterator[str]:
    """Yield the lines of a table as documents have it, and the sums by database."""
    yield f"| scenario | database | {' | '.join(_COLUMNS)} |"
    yield f"| --- | --- |{' ---: |' * len(_COLUMNS)}"
    groups: dict[tuple[str, str], list[Played]] = defaultdict(list)
    for one in played:
        groups[one.scenario, one.database].append(one)
    for (scenario, database), of in groups.items():
        if all(one.why_not for one in of):
            yield f"| {scenario} | {database} | cannot run: {of[0].why_not} |{' |' * (len(_COLUMNS) - 1)}"
        else:
            yield f"| {scenario} | {database} | {' | '.join(map(str, _numbers(one.tally for one in of)))} |"
    for database in dict.fromkeys(one.database for one in played):
        tallies = [one.tally for one in played if one.database == database]
        yield from _sums(database, tallies)


def _numbers(tallies: Iterable[Tally]) -> list[int]:
    rows = [
        (t.kills, len(t.reached), t.updates, t.tips, t.calls, t.repeated, t.lost, t.doubled, len(t.violations))
        for t in tallies
    ]
    return [sum(column) for column in zip(*rows, strict=True)]


def _sums(database: str, tallies: Sequence[Tally]) -> Iterator[str]:
    kills, points, *_, lost, doubled, broken = _numbers(tallies)
    yield f"{database}: {kills} kills, {points} at exact points, {lost} lost, {doubled} doubled, {broken} violations"
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for one in _reached(tallies):
        kind, _, what = one.partition(": ")
        name, _, passing = what.partition(":")
        kinds[kind][f"{name} later" if passing not in {"", "1"} else name] += 1
    for kind, counts in sorted(kinds.items()):
        each = ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
        yield f"{database}: {counts.total()} deaths by {kind}: {each}"
    if missed := never_reached(tallies):
        yield f"{database}: never reached: {', '.join(missed)}"


def _reached(tallies: Iterable[Tally]) -> Iterator[str]:
    """Yield every exact point that was reached."""
    for tally in tallies:
        yield from tally.reached


def planned(
    names: Sequence[str],
    servers: dict[str, Server | None],
    *,
    nursery: Nursery,
    minutes: float,
    kills: int | None,
    points: int | None,
    backlog: int,
    seed: int,
) -> list[Portion]:
    """Return what is played where, each scenario with its share, in portions."""
    share = 1 / len(servers)
    all_kills = (kills if kills is not None else KILLS_A_MINUTE * minutes / 2) * share
    all_points = (points if points is not None else POINTS_A_MINUTE * minutes / 2) * share
    plan = []
    for database, server in servers.items():
        here = [one for one in names if ONLY_ON.get(one, database) == database]
        for number, name in enumerate(here):
            own_kills = _share(name, [one for one in here if one in KILLED], all_kills)
            own_points = max(
                _share(name, [one for one in here if one in POINTED], all_points),
                # At its first passing, and at a later one.
                2 * len(VISITS[name]()) if name in VISITS else 0,
            )
            # A number that was asked for is reached however long it takes; else the time decides.
            is_counted = (kills is not None and name in KILLED) or (points is not None and name in POINTED)
            is_counted = is_counted or name in VISITS
            strikes = own_kills if name in KILLED else own_points
            for part, count in enumerate(_portions(strikes, name)):
                run = Run(
                    seed=seed + number + 1_000 * part,
                    server=server,
                    nursery=nursery,
                    kills=count if name in KILLED else own_kills,
                    points=count if name in POINTED else own_points,
                    seconds=count * _STRIKE_SECONDS
                    if is_counted
                    else max(20.0, 60 * minutes * share / len(here) * count / strikes),
                    backlog=backlog,
                )
                plan.append(Portion(name, database, run))
    return plan


def _portions(strikes: int, name: str) -> list[int]:
    """Return the strikes of each portion; who visits named points does so in one."""
    count = 1 if name not in (*KILLED, *POINTED) or name in VISITS else math.ceil(strikes / PORTION)
    return [strikes // count + (part < strikes % count) for part in range(count)]


def _share(name: str, among: list[str], count: float) -> int:
    if name not in among:
        return 20
    return max(1, math.ceil(count * _SHARES.get(name, 1) / sum(_SHARES.get(one, 1) for one in among)))


@contextmanager
def _servers(databases: Databases) -> Iterator[dict[str, Server | None]]:
    with ExitStack() as stack:
        found: dict[str, Server | None] = {}
        if databases in {Databases.SQLITE, Databases.BOTH}:
            found["sqlite"] = None
        if databases in {Databases.POSTGRESQL, Databases.BOTH}:
            found["postgresql"] = stack.enter_context(serving_postgresql())
        yield found


def main(  # noqa: PLR0913 - a command line
    *,
    minutes: Annotated[float, typer.Option(help="About how long all of it takes.", min=0.1)] = 10.0,
    kills: Annotated[int | None, typer.Option(help="Random kills; by the minutes where not said.", min=0)] = None,
    points: Annotated[int | None, typer.Option(help="Exact points; by the minutes where not said.", min=0)] = None,
    backlog: Annotated[int, typer.Option(help="Updates that wait before a start.", min=2)] = 2_000,
    seed: Annotated[int, typer.Option(help="Where all luck comes from.")] = 1,
    database: Annotated[Databases, typer.Option(help="What to play on.")] = Databases.BOTH,
    only: Annotated[str, typer.Option(help=f"Scenarios, separated by commas: {', '.join(SCENARIOS)}.")] = "",
    log: Annotated[Path | None, typer.Option(help="A file for the lines that are printed.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Leave out what stands in the log as played.")] = False,
) -> None:
    """Do everything to the service that can go wrong, and say what became of it."""
    names = [one.strip() for one in only.split(",") if one.strip()] or list(SCENARIOS)
    if unknown := set(names) - SCENARIOS.keys():
        typer.echo(f"there is no scenario {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}", err=True)
        raise typer.Exit(2)
    # Whoever is asked to end stops PostgreSQL and the service first, as at Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        lines, known = _opened(stack, log, resume=resume)
        lines.say(f"seed {seed}: {', '.join(names)}{f'; {len(known)} portions were played before' if known else ''}")
        servers = stack.enter_context(_servers(database))
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="nguontin-faults-")))

        async def run() -> list[Played]:
            nursery = Nursery(folder)
            await nursery.start()
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
            try:
                return await play(plan, lines, known=known)
            finally:
                await nursery.stop()

        played = asyncio.run(run())
        for line in summary(played):
            lines.say(line)
    tallies = [one.tally for one in played]
    if any(one.violations for one in tallies) or never_reached(tallies):
        sys.exit(1)


def _opened(stack: ExitStack, log: Path | None, *, resume: bool) -> tuple[Log, list[Played]]:
    """Return the log, and what was played before where a run goes on."""
    if log is None:
        return Log(), []
    beside = log.with_name(f"{log.name}.json")
    known = beside.read_text(encoding="utf-8").splitlines() if resume and beside.exists() else []
    mode = "a" if resume else "w"
    lines = Log(*(stack.enter_context(one.open(mode, encoding="utf-8")) for one in (log, beside)))
    return lines, [Played.from_json(line) for line in known]


if __name__ == "__main__":
    typer.run(main)
