"""How long reports take beside millions of tips: a province's year and a commune's month, and the lists behind them.

    python -m benchmarks.figures [--quick]

The report is the service's own (`reports.gather`), with everything that belongs to one: figures, the year before, times
to acknowledgement, tips moved on, the machine's suggestions, the units below. It is made several times; the first and
the median are told. Months that are over were counted before, as a running service does within the hour, and the same
report is made without them, too.
"""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from statistics import median
from time import perf_counter

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.conversations import postgresql
from benchmarks.figures_rows import Filled, filled
from benchmarks.table import NOT_MEASURED, markdown_table
from domain.figures import TipKey
from domain.periods import Period, local_day
from reports.gather import gather
from reports.reported import Unit
from storage import audit, rollups
from storage.database import Database
from storage.figures import gather_figures, rows_of
from storage.models import ResponseMonth

RUNS = 7
"""Times that each is made; the first finds less in memory."""

Work = Callable[[AsyncSession], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Load:
    """How much is in a database, and how long what may take in it.

    Attributes:
        name: Which database.
        tips: How many tips.
        is_sqlite: Whether it is SQLite.
        year: Seconds for a province's yearly report.
        month: Seconds for one commune's month, None where nothing is asked.
    """

    name: str
    tips: int
    is_sqlite: bool
    year: float
    month: float | None


FULL = (
    Load("SQLite", 100_000, is_sqlite=True, year=1.0, month=1.0),
    Load("PostgreSQL", 1_000_000, is_sqlite=False, year=2.0, month=0.1),
    Load("PostgreSQL", 5_000_000, is_sqlite=False, year=3.0, month=0.15),
)
QUICK = (
    Load("SQLite", 20_000, is_sqlite=True, year=1.0, month=1.0),
    Load("PostgreSQL", 20_000, is_sqlite=False, year=2.0, month=0.1),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what, in which database, how long it may take, and its times in seconds."""

    what: str
    load: Load
    needed: float | None
    times: tuple[float, ...]

    @property
    def is_kept(self) -> bool:
        """Whether the median is within what is needed."""
        return self.needed is None or median(self.times) <= self.needed

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        needed = NOT_MEASURED if self.needed is None else f"≤ {_milliseconds(self.needed)}"
        times = (_milliseconds(self.times[0]), _milliseconds(median(self.times)))
        return (self.what, self.load.name, f"{self.load.tips:,}", needed, *times)


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms"


async def _timed(database: Database, work: Work) -> tuple[float, ...]:
    times = []
    for _ in range(RUNS):
        async with database.read() as session:
            begun = perf_counter()
            await work(session)
            times.append(perf_counter() - begun)
    return tuple(times)


async def measured(of: Filled, load: Load) -> list[Line]:
    """Return what was measured in one database."""
    year = Period(date(of.year, 1, 1), date(of.year, 12, 31))
    month = Period(date(of.year, 10, 1), date(of.year, 10, 31))
    last = Period(of.now.date().replace(day=1), local_day(of.now))

    def report(unit_code: str, period: Period) -> Work:
        return lambda session: gather(session, Unit(unit_code, unit_code), period, now=of.now)

    async def figures(session: AsyncSession) -> object:
        codes = await audit.scope(session, of.province, local_day(of.now))
        return (await gather_figures(session, codes, year)).listed()

    async def opened(session: AsyncSession) -> object:
        codes = await audit.scope(session, of.province, local_day(of.now))
        return await rows_of(session, TipKey(), codes, year, after=of.tips // 2)

    works: list[tuple[str, float | None, Work]] = [
        ("a province's yearly report", load.year, report(of.province, year)),
        ("one commune's month", load.month, report(of.commune, month)),
        ("one commune's month that is not over", load.month, report(of.commune, last)),
        ("a province's figures of a year alone", None, figures),
        ("50 rows behind a province's figure of a year", None, opened),
    ]
    database = Database(of.url)
    try:
        begun = perf_counter()
        while await rollups.keep(database, now=of.now):
            pass
        lines = [Line("all months counted for the first time", load, None, (perf_counter() - begun,))]
        lines += [Line(what, load, needed, await _timed(database, work)) for what, needed, work in works]
        async with database.begin() as session:
            await session.execute(delete(ResponseMonth))
        without = await _timed(database, report(of.province, year))
        return [*lines, Line("the yearly report without counted months", load, None, without)]
    finally:
        await database.close()


@contextmanager
def _server(loads: tuple[Load, ...]) -> Iterator[Iterator[str] | None]:
    if all(load.is_sqlite for load in loads):
        yield None
        return
    with postgresql() as databases:
        yield databases


def main() -> None:
    """Measure, print the table, and end with an error where a figure is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="few tips: tells only that it can be measured")
    parser.add_argument("--tips", type=int, help="only the loads with so many tips")
    asked = parser.parse_args()
    loads = tuple(load for load in (QUICK if asked.quick else FULL) if asked.tips in (None, load.tips))
    lines: list[Line] = []
    with _server(loads) as databases:
        for load in loads:
            sys.stderr.write(f"{load.name}: {load.tips:,} tips are written\n")
            address = None if load.is_sqlite or databases is None else next(databases)
            with filled(address, load.tips) as of:
                lines += asyncio.run(measured(of, load))
    head = ("what", "database", "tips", "needed", "first", "median")
    sys.stdout.write(markdown_table(head, [line.cells for line in lines]) + "\n")
    if not all(line.is_kept for line in lines):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
