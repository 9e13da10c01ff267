"""Several whole numbers kept in one, side by side: those of a hundred words are added up in a hundred sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat
from struct import Struct
from typing import cast

BITS = 32
"""Bits of a number, its sign included: 20,000 numbers up to 100,000, more than any text has, are added up safely."""

_WHOLE = 1 << BITS
_HALF = _WHOLE >> 1


class Lanes:
    """The numbers of each name as one, made when a name is first asked for.

    Args:
        written: For each name its numbers as they stand in a file.
        read: Returns the numbers of such a line, by their place.
        count: How many numbers a name has.
    """

    def __init__(
        self, written: Mapping[str, str], read: Callable[[str], Iterable[tuple[int, int]]], count: int
    ) -> None:
        self._written = written
        self._read = read
        # One table for what was asked for before and what was not: each look into another one costs as much again.
        self._lanes: dict[str, int | None] = dict.fromkeys(written)
        self._halves = sum(_HALF << BITS * place for place in range(count))
        self._bytes = count * BITS // 8
        self._numbers = Struct(f"<{count}I")

    def _made(self, name: str) -> int:
        """Return the numbers of a name as one; raises KeyError where it has none."""
        lanes = self._lanes[name]
        if lanes is None:
            lanes = sum([number << BITS * place for place, number in self._read(self._written[name])])
            self._lanes[name] = lanes
        return lanes

    def knows(self, name: str) -> bool:
        """Whether a name has numbers."""
        return name in self._lanes

    def total(self, names: AbstractSet[str]) -> Sequence[int]:
        """Return the sums of the numbers of those names that have any."""
        found = list(map(self._lanes.get, names, repeat(0)))
        if None in found:
            found = [self._made(name) for name in names if name in self._lanes]
        lanes = sum(cast("list[int]", found))
        # Half of what a lane holds makes every number positive, so that none takes from the one beside it.
        return [
            number - _HALF for number in self._numbers.unpack((lanes + self._halves).to_bytes(self._bytes, "little"))
        ]

    def number(self, name: str, place: int) -> int:
        """Return one number of a name; raises KeyError where it has none."""
        return ((self._made(name) + self._halves) >> BITS * place) % _WHOLE - _HALF
