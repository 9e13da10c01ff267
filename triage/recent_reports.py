"""The reports of the last days in memory, and which of them a new one has to be compared with.

Candidates are those near in place and time, and those with rare words in common. Both come from lists that hold only
the newest, so that one more report costs the same whether a hundred or a million came before it.
"""

from collections.abc import Iterator
from datetime import timedelta
from heapq import nlargest
from itertools import chain, islice, product
from math import floor
from typing import TypeVar

from domain.place import Position
from triage.duplicates import LATER, Comparison, Likeness, Report, likeliest
from triage.sketches import Kind, hash_of, kind_of, weight_of

KEPT = 20_000
"""Reports that are remembered at most: what a country sends in a week, in about 50 MB (230 MB of endless ones)."""

OLDEST = timedelta(days=7)
"""How long before a report another may have told of the same event."""

FORGOTTEN_AT_ONCE = 2
"""Reports that one more lets go of at most, so that one with a wrong date does not empty the memory."""

CELL_DEGREES = 0.005
"""Side of a cell, 556 m from south to north; whoever stands within 450 m is in the same or a neighbouring one."""

PER_CELL = 24
"""Reports that a cell remembers."""

PER_WORD = 16
"""Reports that a word remembers."""

WORDS = 32
"""Words by which a report is found, its rarest: a message of 20 words has fewer, and long ones fill no memory."""

RARE = 5
"""Weight from which a word is looked up: one report in 32 has it."""

ENOUGH = 10
"""Weights in common from which a report is a candidate: two rare words, or a name."""

NEAREST, LIKEST, LATEST = 24, 16, 16
"""Candidates by place, by words, and by time alone."""

LOOKED_UP = (Kind.WORD, Kind.NAME, Kind.VENUE, Kind.NUMBER, Kind.EVENT)
"""Kinds of features by which candidates are found."""

Cell = tuple[int, int]
Key = TypeVar("Key")


class RecentReports:
    """Remembers reports, and finds those that tell of the same event as a new one.

    Args:
        kept: Reports that are remembered; the oldest go first.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._reports: dict[int, tuple[str | int, Report]] = {}
        self._next = 0
        self._by_cell: dict[Cell, list[int]] = {}
        self._by_word: dict[int, list[int]] = {}

    def __len__(self) -> int:
        """Return how many reports are remembered."""
        return len(self._reports)

    def duplicates(self, report: Report) -> list[tuple[str | int, Likeness]]:
        """Return the remembered reports that likely tell of the same event, likeliest first, each by its name."""
        comparison = Comparison(report)
        candidates = dict.fromkeys(chain(self._near(report), self._alike(report), self._latest(report)))
        others = (self._reports[number] for number in candidates)
        return likeliest((name, comparison.likeness(other)) for name, other in others)

    def remember(self, name: str | int, report: Report) -> None:
        """Remember a report under a name."""
        number = self._next
        self._next += 1
        self._reports[number] = (name, report)
        if report.position is not None:
            _put_in(self._by_cell, _cell(report.position), number, most=PER_CELL)
        for word in _indexed(report):
            _put_in(self._by_word, word, number, most=PER_WORD)
        for oldest in list(islice(self._reports, FORGOTTEN_AT_ONCE)):
            # Always the oldest first: the lists let go of nothing from their middle.
            if len(self._reports) <= self._kept and self._gap(oldest, report) <= OLDEST:
                break
            self._forget(oldest)

    def _forget(self, number: int) -> None:
        """Forget the oldest report, and every list that only it was in."""
        _, report = self._reports.pop(number)
        if report.position is not None:
            _take_out(self._by_cell, _cell(report.position), number)
        for word in _indexed(report):
            _take_out(self._by_word, word, number)

    def _near(self, report: Report) -> list[int]:
        """Return the newest reports from around the same place and hour."""
        if report.position is None:
            return []
        row, column = _cell(report.position)
        cells = product((row - 1, row, row + 1), (column - 1, column, column + 1))
        numbers = chain.from_iterable(self._by_cell.get(cell, ()) for cell in cells)
        return nlargest(NEAREST, (number for number in numbers if self._gap(number, report) <= LATER))

    def _latest(self, report: Report) -> Iterator[int]:
        """Yield the newest reports of the same hours where a position is missing: a few common words may be enough."""
        for number in islice(reversed(self._reports), LATEST):
            has_positions = report.position is not None and self._reports[number][1].position is not None
            if not has_positions and self._gap(number, report) <= LATER:
                yield number

    def _alike(self, report: Report) -> list[int]:
        """Return the reports of the last days that have the most rare words in common."""
        weights: dict[int, int] = {}
        for feature in _rare(report):
            for number in self._by_word.get(hash_of(feature), ()):
                weights[number] = weights.get(number, 0) + weight_of(feature)
        enough = (
            number for number, weight in weights.items() if weight >= ENOUGH and self._gap(number, report) <= OLDEST
        )
        return nlargest(LIKEST, enough, key=lambda number: (weights[number], number))

    def _gap(self, number: int, report: Report) -> timedelta:
        """Return the time between a remembered report and a new one."""
        return abs(report.sent_at - self._reports[number][1].sent_at)


def _cell(position: Position) -> Cell:
    """Return the cell of a position."""
    return floor(position.lat / CELL_DEGREES), floor(position.lon / CELL_DEGREES)


def _rare(report: Report) -> Iterator[int]:
    """Yield the features by which reports are found, the rarest first."""
    for feature in report.sketch.features:
        if weight_of(feature) >= RARE and kind_of(feature) in LOOKED_UP:
            yield feature


def _indexed(report: Report) -> Iterator[int]:
    """Return what a report is found by: the hashes of its rarest words."""
    return map(hash_of, islice(_rare(report), WORDS))


def _put_in(lists: dict[Key, list[int]], key: Key, number: int, *, most: int) -> None:
    """Add the newest number to a list, and let go of its oldest where it is full."""
    held = lists.setdefault(key, [])
    held.append(number)
    if len(held) > most:
        del held[0]


def _take_out(lists: dict[Key, list[int]], key: Key, number: int) -> None:
    """Take the oldest number out of a list, and the list with it where nothing is left."""
    held = lists[key]
    # A list that was full has let go of it before.
    if held[0] == number:
        del held[0]
    if not held:
        del lists[key]
