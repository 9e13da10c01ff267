"""How much the facts and words of a text speak for each urgency and for danger: points, kept as numbers.

`nguontin train` finds them on labelled texts (`triage/urgency_training.py`); reading them takes no library. A text has
points for each urgency and for danger to people: those of its facts, and those of its words divided by the root of
their number.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from domain.tip import Category, Urgency
from triage.hearing import Ear
from triage.lanes import Lanes
from triage.matching import Spelt

HEADER = "nguontin urgency 1"
"""First line of the file: what it is, and the version of its form."""

URGENCIES = (Urgency.LOW, Urgency.NORMAL, Urgency.HIGH, Urgency.EMERGENCY)
"""In the order of the points in the file; those for danger come last."""

FACT = "+"
"""Begins the lines of facts; the other lines are words."""

ABOUT = "about:"
"""Begins the fact of what a text is about: its category."""

AND = "&"
"""Stands between a category and another fact that comes with it: a knife weighs more in violence than in theft."""

BIAS = "*"
"""The fact that every text has."""

UNSURE = "?"
"""Begins the lines of phrases that are too often another one where they are typed without marks."""

NUMBER = "#"
"""Stands for any number among the words."""

Points = Sequence[int]
"""Thousandths of points for each urgency, in their order, and for danger."""

QUESTIONS = len(URGENCIES) + 1
"""Points in a line of the file."""


class UrgencyModelError(Exception):
    """A file holds no points; the message is a sentence for the operator."""


class UrgencyModel:
    """The points, and the phrases to listen for.

    Args:
        points: By word, pair of words or fact, as they stand in the file.
        ear: The phrases.
    """

    def __init__(self, points: Mapping[str, str], ear: Ear) -> None:
        self.ear = ear
        self._points = Lanes(points, _numbers, QUESTIONS)

    def score(self, facts: Iterable[str], words: AbstractSet[str]) -> Points:
        """Return a text's points, of its facts and of its words as `words_in` gives them."""
        of_facts = self._points.total({FACT + BIAS, *[FACT + fact for fact in facts]})
        if not words:
            return of_facts
        share = 1 / math.sqrt(len(words))
        return tuple(
            [fact + round(share * word) for fact, word in zip(of_facts, self._points.total(words), strict=True)]
        )

    def points_of(self, fact: str, question: int) -> int:
        """Return the points of one fact for the urgency at a place, or for danger at the last."""
        return self._points.number(FACT + fact, question) if self._points.knows(FACT + fact) else 0


def _numbers(line: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers of a line of the file, each with its place."""
    return enumerate(map(int, line.split()))


def facts_about(facts: AbstractSet[str], category: Category) -> AbstractSet[str]:
    """Return a text's facts, with what it is about and each of them together with that."""
    return {ABOUT + category, *facts, *[f"{category}{AND}{fact}" for fact in facts]}


def words_in(spelt: Sequence[Spelt]) -> AbstractSet[str]:
    """Return the words of a text, with marks and without, and its pairs of words without; any number is alike."""
    plain = [NUMBER if plain.isdecimal() else plain for _, plain, _ in spelt]
    pairs = [f"{one} {two}" for one, two in pairwise(plain)]
    return {*plain, *pairs, *[folded for folded, _, _ in spelt]}


def written(points: Mapping[str, Sequence[int]], unsure: Iterable[str]) -> str:
    """Return the text of a file of points, by word or fact; what has none is left out."""
    lines = [HEADER]
    lines += [f"{name}\t{' '.join(map(str, points[name]))}" for name in sorted(points) if any(points[name])]
    lines += [f"{UNSURE}{phrase}\t" for phrase in sorted(unsure)]
    return "\n".join(lines) + "\n"


def read_model(text: str) -> UrgencyModel:
    """Return the points in a file's text. Raises UrgencyModelError where it holds none."""
    header, _, rest = text.partition("\n")
    if header != HEADER:
        raise UrgencyModelError("the file holds no points of urgency; `nguontin train` writes one")
    cells = rest.replace("\n", "\t").split("\t")
    points = dict(zip(cells[::2], cells[1::2], strict=False))
    unsure = {name.removeprefix(UNSURE) for name, numbers in points.items() if not numbers}
    return UrgencyModel(points, Ear(unsure))


@lru_cache(maxsize=2)
def load(path: Path | None = None) -> UrgencyModel:
    """Return the points in a file, those that come with the package without one.

    Raises OSError where the file cannot be read, UrgencyModelError where it holds no points.
    """
    source = files("triage") / "urgency.txt" if path is None else path
    return read_model(source.read_text(encoding="utf-8"))
