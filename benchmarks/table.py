"""A figure beside what is needed and what the peer reaches, and a list of them as a table in Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOT_MEASURED = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table of figures, everything as it is printed.

    Attributes:
        name: What is measured.
        needed: What it has to reach: "≥ 97 %".
        ours: What it reaches here.
        peer: What the peer reaches, measured in the same run.
    """

    name: str
    needed: str
    ours: str
    peer: str = NOT_MEASURED


def figures_table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table in Markdown, its columns aligned for reading in a terminal."""
    rows = [(one.name, one.needed, one.ours, one.peer) for one in figures]
    return markdown_table(("figure", "needed", "ours", "peer"), rows)


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; the first column reads from the left, the others from the right."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(line, widths) for line in (lines[0], tuple(rule), *lines[1:]))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = cells
    padded = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
    return f"| {' | '.join(padded)} |"


def percent(part: int, whole: int) -> str:
    """Return a share as it is printed: "97.4 %"; a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f} %" if whole else NOT_MEASURED
