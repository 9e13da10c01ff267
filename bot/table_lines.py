"""Lines of a table that somebody made in a spreadsheet, before anything is known of their columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MAX_BYTES = 4 * 2**20
"""Of a file."""

MAX_LINES = 5_000
"""Lines of a file that hold something."""

MAX_COLUMNS = 40

MAX_LETTERS = 1_000
"""Letters of a cell."""

MAX_SHOWN = 20
"""Faults that are told; the others are counted."""

_QUOTED = 40
"""Letters of a cell that a fault quotes."""

Cell = str | Decimal | date
"""What stands in a cell: words, or what a spreadsheet knows to be a number or a day. Empty is the empty text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something, with its number in the file, the first being 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file, and what the operator ought to know of how they were read."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


class Faults:
    """What is wrong with a file, a sentence each: the first few that are found are kept, the others counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0
        self._kept: list[tuple[int, str]] = []

    @property
    def first(self) -> list[str]:
        """Those that are kept, in the order of their lines."""
        return [sentence for _line, sentence in sorted(self._kept, key=lambda kept: kept[0])]

    def add(self, says: str, *, line: int = 0, column: str = "") -> None:
        """Add a fault of a line and column, both where they are known."""
        self.count += 1
        if len(self._kept) < MAX_SHOWN:
            place = ", ".join([f"line {line}"] * bool(line) + [f"column “{quoted(column)}”"] * bool(column))
            self._kept.append((line, f"{place}: {says}" if place else says))


class RefusedFileError(Exception):
    """Nothing of a file was entered; the message is a sentence for the operator.

    Attributes:
        faults: What is wrong with it, a sentence each, as many as are told.
    """

    def __init__(self, sentence: str, faults: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.faults = tuple(faults)


def quoted(cell: Cell) -> str:
    """Return a cell as it can be told on a terminal: short, and without what would steer it."""
    text = cell.strftime("%d/%m/%Y") if isinstance(cell, date) else str(cell)
    short = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)
