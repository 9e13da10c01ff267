"""Every figure of the pipeline, with what is needed, on both databases, beside the bare bot in the same run.

    python -m benchmarks.pipeline [--only FIGURE,...] [--quick]

The figures are the names in `FIGURES`, which says who measures them. How far it is goes to standard error, the table
to standard output. With `--quick` the loads are so small that the numbers say little: it shows that everything runs.
What is lost or doubled when processes die is no figure of time; `scripts/faults` looks for that.
"""

import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import pipeline_parts, pipeline_stored, pipeline_waits, pipeline_whole
from benchmarks.conversations import open_wire
from benchmarks.pipeline_bench import Bench, Row
from benchmarks.table import NOT_MEASURED, markdown_table

_MOST_LETTERS = 80

HEAD = ("figure", "needed", "SQLite", "PostgreSQL", "peer")

FIGURES: Mapping[str, Callable[[Bench], list[Row]]] = {
    "conversations": pipeline_whole.conversations,
    "workers": pipeline_whole.workers,
    "memory": pipeline_whole.memory,
    "spread": pipeline_waits.spread,
    "urgent": pipeline_parts.urgent,
    "outbound": pipeline_parts.outbound,
    "slow": pipeline_whole.slow,
    "journal": pipeline_parts.journal,
    "start": pipeline_whole.start,
    "reply": pipeline_waits.reply,
    "backlog": pipeline_stored.backlog,
    "stored": pipeline_stored.stored,
    "queue": pipeline_stored.queue,
    "flood": pipeline_waits.flood,
}
"""Who measures what, in the order of the table; each runs alone."""


def chosen(only: str) -> list[str]:
    """Return the names of the figures, all of them where none is named. Raises ValueError for a name that is none."""
    names = [name.strip() for name in only.split(",") if name.strip()]
    if unknown := set(names) - set(FIGURES):
        raise ValueError(f"--only takes {', '.join(FIGURES)}; not {', '.join(sorted(unknown))}")
    return names or list(FIGURES)


def measured(name: str, bench: Bench) -> list[Row]:
    """Return the lines of a figure; where it cannot be measured, one that says why."""
    began = time.perf_counter()
    bench.say(f"{name} …")
    try:
        rows = FIGURES[name](bench)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other figures are still to be had
        bench.say(f"{name}: {type(error).__name__}: {error}")
        rows = [Row(f"{name}: not measured: {_short(error)}", NOT_MEASURED)]
    bench.say(f"{name}: done after {time.perf_counter() - began:.0f} s")
    return rows


def _short(error: Exception) -> str:
    """Return why a figure could not be measured, as it fits into a line."""
    said = " ".join(f"{type(error).__name__}: {error}".replace("|", "/").split())
    return said if len(said) <= _MOST_LETTERS else f"{said[:_MOST_LETTERS]}…"


def table(rows: Sequence[Row]) -> str:
    """Return the table in Markdown."""
    return markdown_table(HEAD, [row.cells for row in rows])


def main(
    only: Annotated[str, typer.Option(help="Figures, separated by commas.")] = "",
    *,
    is_quick: Annotated[bool, typer.Option("--quick", help="Small loads, to see that everything runs.")] = False,
) -> None:
    """Measure every figure of the pipeline."""
    try:
        names = chosen(only)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    err = Console(stderr=True, highlight=False, soft_wrap=True)
    rows: list[Row] = []
    with ExitStack() as stack:
        bench = Bench(stack.enter_context(open_wire()), is_quick, lambda line: err.print(line, markup=False), stack)
        for number, name in enumerate(names, start=1):
            err.print(f"[{number}/{len(names)}] {time.strftime('%H:%M:%S')}", markup=False)
            rows += measured(name, bench)
    typer.echo(table(rows))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    typer.run(main)
