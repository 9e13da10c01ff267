"""What stands around a commune's name: the districts and provinces that may belong to it, and what leads to it."""

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from places.cues import Cue, before
from places.mentions import Mention, Scene
from places.names import COMMUNE_KINDS

REACH = 14
"""Words between two names up to which they can belong together."""

USUAL_REACH = 6
"""The same for names that are written as an address."""

VERY_FAR = 0.3
"""How surely names belong together beyond that, with no other commune in between."""

CLOSENESS = (1.0, 0.8, 0.65)
"""How surely two names belong together with so many other words between them."""

FAR = 0.4
"""The same for more words, up to `REACH`."""

ACROSS_COMMUNE = 0.2
"""The same with another commune announced in between."""

ACROSS_SENTENCES = 0.3
"""The same with the end of a sentence in between."""

BEFORE_THE_NAME = 0.05
"""What is taken from the closeness of a district or province that stands before the name: most follow it."""


class Beside(NamedTuple):
    """A district or province beside a commune's name, and how surely they belong together, 0 to 1."""

    closeness: float
    mention: Mention


class Around(NamedTuple):
    """What stands around a commune's name.

    Attributes:
        districts: The districts named near it, by their number, the nearest mention of each.
        provinces: The provinces named near it, marked with their era, with their mentions.
        next_districts: Numbers of the districts that its right neighbour announces; it has to lie in one of them.
        next_provinces: The same for provinces.
    """

    districts: dict[int, Beside]
    provinces: dict[str, list[Beside]]
    next_districts: frozenset[int]
    next_provinces: frozenset[str]


NOTHING_AROUND = Around({}, {}, frozenset(), frozenset())


class Neighbours:
    """Finds what belongs to the names of one text."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.announced = [one for one in (*scene.districts, *scene.provinces, *scene.communes) if one.kinds]
        """Mentions with a word for their kind, of all levels."""
        self._cues: dict[int, Cue | None] = {}

    @cached_property
    def _taken(self) -> Sequence[int]:
        """How many words before each place belong to a district's or province's name."""
        return _count(_taken(self._scene))

    @cached_property
    def _communes(self) -> Sequence[int]:
        """How many communes are announced before each place."""
        scene = self._scene
        return _count([not scene.kinds_at(place).isdisjoint(COMMUNE_KINDS) for place in range(len(scene.words))])

    @cached_property
    def _ends(self) -> Sequence[int]:
        """How many sentences end before each place."""
        return _count([word.is_apart and word.gap.strip(" ,-").startswith(".") for word in self._scene.words])

    def cue(self, first: int) -> Cue | None:
        """Return what the words before a chain make of it; what stands before the last name belongs to that one."""
        if first not in self._cues:
            nearest = max((other.last for other in self.announced if other.last <= first), default=0)
            self._cues[first] = before(self._scene.words, first, nearest=nearest)
        return self._cues[first]

    def around(self, mention: Mention) -> Around:
        """Return the districts and provinces beside a name; where somebody is only from does not support it."""
        if not (self._scene.districts or self._scene.provinces):
            return NOTHING_AROUND
        districts, next_districts = self._districts(mention)
        provinces, next_provinces = self._provinces(mention)
        return Around(districts, provinces, frozenset(next_districts), frozenset(next_provinces))

    def _districts(self, mention: Mention) -> tuple[dict[int, Beside], set[int]]:
        """Return the districts near a name, and the numbers of the one that follows it at once."""
        near: dict[int, Beside] = {}
        following: set[int] = set()
        for other in self._scene.districts:
            closeness = self._closeness(mention, other)
            if not closeness or self._is_elsewhere(other):
                continue
            numbers = self._scene.numbers(other)
            for number in numbers:
                if number not in near or near[number].closeness < closeness:
                    near[number] = Beside(closeness, other)
            if other.kinds and 0 <= other.first - mention.last <= 1 and not other.slips:
                following.update(numbers)
        return near, following

    def _provinces(self, mention: Mention) -> tuple[dict[str, list[Beside]], set[str]]:
        """Return the provinces near a name, and the codes of the one that follows it at once."""
        near: dict[str, list[Beside]] = {}
        following: set[str] = set()
        for other in self._scene.provinces:
            closeness = self._closeness(mention, other)
            if not closeness or self._is_elsewhere(other):
                continue
            codes = self._scene.index.names[other.key].provinces
            for code in codes:
                near.setdefault(code, []).append(Beside(closeness, other))
            if other.first == mention.last and not other.slips:
                following.update(codes)
        return near, following

    def _is_elsewhere(self, other: Mention) -> bool:
        """Whether a district's or province's name says where something comes from, or is a street's or a person's."""
        return self.cue(other.first) in (Cue.ELSEWHERE, Cue.LEFT) or self._scene.is_something_else(other)

    def _closeness(self, mention: Mention, other: Mention) -> float:
        """Return how surely two names belong together: 1 for neighbours, 0 for those far apart or overlapping."""
        if other.first >= mention.last:
            low, high, order = mention.last, other.first, 0.0
        elif other.last <= mention.first:
            low, high, order = other.last, mention.first, BEFORE_THE_NAME
        else:
            return 0.0
        between = high - low - (self._taken[high] - self._taken[low])
        if between > REACH:
            return 0.0
        if self._communes[high] > self._communes[low]:
            return ACROSS_COMMUNE
        if between > USUAL_REACH:
            return VERY_FAR
        if self._ends[high + 1] > self._ends[low]:
            return ACROSS_SENTENCES
        return (CLOSENESS[between] if between < len(CLOSENESS) else FAR) - order


def _count(flags: Sequence[bool]) -> list[int]:
    """Return how many of the flags before each place are set."""
    return [0, *accumulate(flags)]


def _taken(scene: Scene) -> list[bool]:
    """Return for each word whether it belongs to a district's or province's name that stands for itself."""
    taken = [False] * len(scene.words)
    for mention in (*scene.districts, *scene.provinces):
        if mention.kinds or mention.opens:
            taken[mention.first : mention.last] = [True] * (mention.last - mention.first)
    return taken
