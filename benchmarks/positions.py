"""How well and how fast positions lead to communes, with exact boundaries and without, and what importing them costs.

    python -m benchmarks.positions

The boundaries and 2,000 points with their communes come from ../shared/data beside the repository. The import is the
command itself, a process of its own. Points at random are drawn here, three in each commune; the numbers in
`places.nearest` were found on such points in the provinces with even codes, so only those with odd codes count.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

import shapely
import typer
from shapely import Polygon

from benchmarks.table import NOT_MEASURED, Figure, figures_table, percent
from domain.place import Decision, Placement, Position
from places import gazetteer as units
from places.boundaries import UNITS_PER_DEGREE, Boundaries
from places.boundary_import import commune_of
from places.gazetteer import Gazetteer
from places.geojson import Source
from places.positions import from_position
from places.shapes import shape_of

DATA = Path(__file__).parents[2] / "shared" / "data"
"""Where the data lie, beside the repository; they are not part of it."""

COMMUNES = DATA / "communes-2026.geojson.gz"
POINTS = DATA / "gps-dev.jsonl.gz"

DRAWN = 3
"""Points at random in each commune."""

ROUNDS = 3
"""All points are looked up so often, in another order each time; the quickest look-up of each point counts, because
what else the machine does only ever makes one slower."""

SURELY_INSIDE_M = 10.0
"""The boundaries were simplified by so many metres; farther from a border there is no excuse."""

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Known:
    """A point whose commune is known.

    Attributes:
        position: The point.
        code: Its commune.
        border_m: Metres to the nearest border, infinite where nobody measured it.
    """

    position: Position
    code: str
    border_m: float = float("inf")


@dataclass(frozen=True, slots=True)
class Right:
    """How often answers are right.

    Attributes:
        count: How many there are.
        first: In how many the first commune is the true one.
        inside: How many points are surely inside a commune, and in how many of these the first one is true.
        offered: In how many the true one is among those offered.
        routed: How many are routed without asking, and how many of these wrongly.
    """

    count: int
    first: int
    inside: tuple[int, int]
    offered: int
    routed: tuple[int, int]


def figures() -> list[Figure]:
    """Return the figures of positions; dashes where the data are not there."""
    if not (COMMUNES.exists() and POINTS.exists()):
        return [Figure("positions (the data are absent)", NOT_MEASURED, NOT_MEASURED)]
    gazetteer = units.load()
    points = development_points(gazetteer)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "boundaries.db"
        seconds, peak = imported(path)
        boundaries = Boundaries(path)
        exact = judged(points, [from_position(gazetteer, one.position, boundaries) for one in points])
        exact_times = times(gazetteer, points, boundaries)
        memory = extra_memory(path)
        boundaries.close()
    guessed = judged(points, [from_position(gazetteer, one.position) for one in points])
    guess_times = times(gazetteer, points, None)
    drawn = held_out(gazetteer, drawn_points())
    at_random = judged(drawn, [from_position(gazetteer, one.position) for one in drawn])
    surely, right = exact.inside
    return [
        Figure("position with boundaries, top-1", "≥ 99.7 %", f"{100 * exact.first / exact.count:.2f} %"),
        Figure("… beyond 10 m from a border", "100 %", f"{percent(right, surely)} ({right:,} of {surely:,})"),
        Figure("… routed without asking; wrong ones", NOT_MEASURED, _routed(exact)),
        Figure("… one look-up, p50 / p99", "≤ 0.1 / 1 ms", _milliseconds(exact_times)),
        Figure("… extra memory", "≤ 30 MB", f"{memory / MIB:.1f} MB"),
        Figure("position without boundaries, truth among three", "≥ 97 %", percent(guessed.offered, guessed.count)),
        Figure("… in points drawn at random", "≥ 97 %", percent(at_random.offered, at_random.count)),
        Figure("… top-1; at random", NOT_MEASURED, _tops(guessed, at_random)),
        Figure("… one look-up, p50 / p99", NOT_MEASURED, _milliseconds(guess_times)),
        Figure("import of the 13 MB file", "≤ 10 s, 150 MB", f"{seconds:.1f} s, {peak / MIB:.0f} MB"),
    ]


def _routed(right: Right) -> str:
    routed, wrong = right.routed
    return f"{percent(routed, right.count)}; {wrong}"


def _tops(guessed: Right, at_random: Right) -> str:
    return f"{percent(guessed.first, guessed.count)}; {percent(at_random.first, at_random.count)}"


def _milliseconds(nanoseconds: Sequence[int]) -> str:
    p50, p99 = (nanoseconds[len(nanoseconds) * share // 100] / 1e6 for share in (50, 99))
    return f"{p50:.3f} / {p99:.3f} ms"


def development_points(gazetteer: Gazetteer) -> list[Known]:
    """Return the points of the development set."""
    with gzip.open(POINTS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Known(Position(row["lat"], row["lon"]), gazetteer.commune(row["code"]).code, row["border_m"]) for row in rows
    ]


def drawn_points() -> list[Known]:
    """Return points drawn evenly over the land of each commune, the same ones each time."""
    chance = Random(2026)  # noqa: S311 - nothing here is secret
    found: list[Known] = []
    for feature in Source(COMMUNES).features():
        code, _, geometry = commune_of(feature.content)
        parts = list(shape_of(geometry).polygons.geoms)
        chosen = chance.choices(parts, weights=[part.area for part in parts], k=DRAWN)
        found.extend(Known(_inside(part, chance), code) for part in chosen)
    return found


def _inside(part: Polygon, chance: Random) -> Position:
    """Return a point drawn evenly from a polygon."""
    west, south, east, north = part.bounds
    shapely.prepare(part)
    while True:
        x, y = chance.uniform(west, east), chance.uniform(south, north)
        if shapely.contains_xy(part, x, y):
            return Position(y / UNITS_PER_DEGREE, x / UNITS_PER_DEGREE)


def held_out(gazetteer: Gazetteer, points: Iterable[Known]) -> list[Known]:
    """Return the points in provinces with odd codes."""
    return [one for one in points if int(gazetteer.commune(one.code).province_code) % 2]


def judged(points: Sequence[Known], answers: Sequence[Placement]) -> Right:
    """Return how many answers are right."""
    firsts = [
        bool(found.candidates) and found.candidates[0].code == one.code
        for one, found in zip(points, answers, strict=True)
    ]
    surely = [first for first, one in zip(firsts, points, strict=True) if one.border_m > SURELY_INSIDE_M]
    offered = [
        one.code in [candidate.code for candidate in found.candidates]
        for one, found in zip(points, answers, strict=True)
    ]
    routed = [first for first, found in zip(firsts, answers, strict=True) if found.decision is Decision.ROUTE]
    return Right(
        count=len(points),
        first=sum(firsts),
        inside=(len(surely), sum(surely)),
        offered=sum(offered),
        routed=(len(routed), len(routed) - sum(routed)),
    )


def times(gazetteer: Gazetteer, points: Sequence[Known], boundaries: Boundaries | None) -> list[int]:
    """Return the nanoseconds of each point's quickest look-up, sorted."""
    chance = Random(7)  # noqa: S311 - nothing here is secret
    quickest: dict[Position, int] = {}
    for _ in range(ROUNDS):
        for one in chance.sample(points, len(points)):
            started = time.perf_counter_ns()
            from_position(gazetteer, one.position, boundaries)
            taken = time.perf_counter_ns() - started
            quickest[one.position] = min(quickest.get(one.position, taken), taken)
    return sorted(quickest.values())


def imported(target: Path) -> tuple[float, int]:
    """Import the communes with the command, and return its seconds and the most memory it held, in bytes."""
    environment = {**os.environ, "NGUONTIN_BOUNDARIES": str(target)}
    command = [sys.executable, "-m", "bot", "boundaries", "import", str(COMMUNES)]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)  # noqa: S603 - this interpreter, our command
    with process:
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return seconds, used.ru_maxrss * 1024


def extra_memory(boundaries: Path) -> int:
    """Return the bytes by which a fresh process grows that looks up every point."""
    command = [sys.executable, "-m", "benchmarks.positions", "--memory", str(boundaries)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 - this interpreter, this module
    return int(ended.stdout)


def growth(path: Path) -> int:
    """Return the bytes by which this process grows from having the gazetteer to having looked up every point."""
    gazetteer = units.load()
    points = development_points(gazetteer)
    before = _held()
    boundaries = Boundaries(path)
    for one in points:
        from_position(gazetteer, one.position, boundaries)
    return _held() - before


def _held() -> int:
    """Return the bytes this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main(memory: Annotated[Path | None, typer.Option(hidden=True)] = None) -> None:
    """Print the figures of positions."""
    typer.echo(growth(memory) if memory else figures_table(figures()))


if __name__ == "__main__":
    typer.run(main)
