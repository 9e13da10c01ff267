"""Several whole numbers kept in one, side by side: those of a hundred words are added up in a hundred sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

BITS = 40
"""Bits of a number, its sign included: more than a million sums of numbers up to 500,000 stay apart."""

_WHOLE = 1 << BITS
_HALF = _WHOLE >> 1


class Lanes(dict[str, int]):
    """The numbers of each name as one, made when a name is first asked for.

    Args:
        written: For each name its numbers as they stand in a file.
        read: Returns the numbers of such a line, by their place.
        count: How many numbers a name has.
    """

    def __init__(
        self, written: Mapping[str, str], read: Callable[[str], Iterable[tuple[int, int]]], count: int
    ) -> None:
        super().__init__()
        self._written = written
        self._read = read
        self._count = count

    def __missing__(self, name: str) -> int:
        """Return the numbers of a name that was not asked for before; raises KeyError where it has none."""
        self[name] = lanes = sum(number << BITS * place for place, number in self._read(self._written[name]))
        return lanes

    def total(self, names: AbstractSet[str]) -> Sequence[int]:
        """Return the sums of the numbers of those names that have any."""
        lanes = sum(map(self.__getitem__, self._written.keys() & names))
        numbers = []
        for _ in range(self._count):
            number = (lanes + _HALF) % _WHOLE - _HALF
            numbers.append(number)
            lanes = (lanes - number) >> BITS
        return numbers
