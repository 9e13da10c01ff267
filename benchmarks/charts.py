"""How long charts take to draw: the first in a fresh process, and those after it.

python -m benchmarks.charts [--runs N]
"""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from domain.periods import Period, PeriodName, split
from domain.response_times import ResponseFact, ResponseSummary, summarise
from reports.charts import Spec, Tally, acknowledgement_by_unit, draw_png, draw_svg, tips_over_time

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)

UNITS = 40
"""Communes of a middling province."""

WARM = 20
"""Drawings of each chart after the first."""


def over_time() -> Spec:
    """Return twelve months of tips."""
    months = split(YEAR, PeriodName.MONTH)
    return tips_over_time([Tally(month, 100, 67) for month in months], unit_name="Công an thành phố Huế")


def by_unit() -> Spec:
    """Return the response times of many communes."""
    return acknowledgement_by_unit([(f"phường {i}", _times(i)) for i in range(UNITS)], period=YEAR)


def _times(unit: int) -> ResponseSummary:
    received = NOW - timedelta(days=1)
    answered = [received + timedelta(minutes=5 + unit + i) for i in range(40)]
    facts = [ResponseFact(i, "1", received, NOW, at) for i, at in enumerate(answered)]
    return summarise(facts, now=NOW)


CHARTS = {"tips over a year": over_time, f"acknowledgement in {UNITS} communes": by_unit}


def first_seconds(name: str) -> float:
    """Return how long the first drawing takes in a fresh process, imports left out."""
    program = (
        "import sys; from time import perf_counter; from benchmarks.charts import CHARTS, draw_png;"
        "spec = CHARTS[sys.argv[1]](); began = perf_counter(); draw_png(spec); print(perf_counter() - began)"
    )
    done = subprocess.run([sys.executable, "-c", program, name], check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return float(done.stdout)


def _seconds(spec: Spec, *, as_svg: bool) -> float:
    began = perf_counter()
    if as_svg:
        draw_svg(spec)
    else:
        draw_png(spec)
    return perf_counter() - began


def main(runs: Annotated[int, typer.Option(help="Fresh processes for each chart.", min=1, max=20)] = 3) -> None:
    """Measure the drawing of charts."""
    table = Table("chart", "first PNG, ms", "PNG, ms", "SVG, ms", title="Drawing charts, medians")
    for name, make in CHARTS.items():
        first = median(first_seconds(name) for _ in range(runs))
        spec = make()
        draw_png(spec)
        png = median(_seconds(spec, as_svg=False) for _ in range(WARM))
        svg = median(_seconds(spec, as_svg=True) for _ in range(WARM))
        table.add_row(name, *(f"{1000 * value:.0f}" for value in (first, png, svg)))
    Console(width=100).print(table)


if __name__ == "__main__":
    typer.run(main)
