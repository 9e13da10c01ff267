"""A small linear model of categories, stored as numbers: for each feature a weight for the categories it speaks for.

`nguontin train` writes it (`triage/training.py`); reading it takes no library. A text's score for a category is the sum
of its features' weights, divided by the root of the sum of their rarities, and the lexicon's points times the
category's trust in them. A feature's rarity is the logarithm of how many texts there are for one that has it (the
inverse document frequency of Spärck Jones, 1972).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from domain.tip import Category
from triage.lanes import Lanes

SCALE = 1000
"""Weights are whole thousandths, so that the file is the same on every machine."""

MOST_POINTS = 9.0
"""Points of the lexicon beyond which more say nothing new."""

LEXICON = "+"
"""Begins the features that are the lexicon's points for a category."""

BIAS = "*"
"""The feature that every text has."""

HEADER = "nguontin categories 2"
"""First line of a model's file: what it is, and the version of its form."""


class ModelError(Exception):
    """A file is no model; the message is a sentence for the operator."""


@dataclass(frozen=True, eq=False)
class Model:
    """A model, ready to score.

    Attributes:
        categories: The categories in the order of the weights' numbers.
        weights: For each feature its rarity and weights in thousandths, as they stand in the file: "2310 3:120 7:-44".
    """

    categories: tuple[Category, ...]
    weights: Mapping[str, str]

    def scores(self, names: Iterable[str], points: Mapping[Category, float]) -> dict[Category, float]:
        """Return each category's score: above 0 where the text is more like it than not."""
        rarity, *sums = self._lanes.total(set(names))
        share = 1 / math.sqrt(rarity / SCALE) if rarity else 0.0
        scores = [share * total for total in sums]
        for category, total in points.items():
            _add(scores, self._usual.get(f"{LEXICON}{category}", ()), min(total, MOST_POINTS) / MOST_POINTS)
        _add(scores, self._usual.get(BIAS, ()), 1.0)
        return {category: score / SCALE for category, score in zip(self.categories, scores, strict=True)}

    def reasons(self, names: Iterable[str], category: Category, limit: int = 3) -> list[str]:
        """Return the features that speak most for a category, strongest first; as words, without marks."""
        place = self.categories.index(category) + 1
        strength = {name: self._lanes.number(name, place) for name in self.weights.keys() & set(names)}
        ranked = sorted((name for name in strength if strength[name] > 0), key=lambda name: (-strength[name], name))
        return ranked[:limit]

    @cached_property
    def _usual(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """The weights of the features that count by their value: the lexicon's points, and what every text has."""
        names = (*(f"{LEXICON}{category}" for category in self.categories), BIAS)
        return {name: _numbers(self.weights[name])[1:] for name in names if name in self.weights}

    @cached_property
    def _lanes(self) -> Lanes:
        """The rarities and weights, ready to be added up."""
        return Lanes(self.weights, _numbers, 1 + len(self.categories))


def _add(scores: list[float], weights: Iterable[tuple[int, int]], value: float) -> None:
    """Add a feature's weights, times its value, to the scores."""
    for place, weight in weights:
        scores[place - 1] += value * weight


def _numbers(line: str) -> Sequence[tuple[int, int]]:
    """Return a feature's rarity under 0, and its weights under the categories' numbers and one; in thousandths."""
    rarity, *numbers = map(int, line.replace(":", " ").split())
    return [(0, rarity), *zip([category + 1 for category in numbers[::2]], numbers[1::2], strict=True)]


class Feature(NamedTuple):
    """What a model knows about one feature.

    Attributes:
        rarity: In thousandths; 0 for those that every text has.
        weights: In thousandths, one for each category in the model's order.
    """

    rarity: int
    weights: Sequence[int]


def written(categories: Sequence[Category], features: Mapping[str, Feature]) -> str:
    """Return a model as the text of its file; features without a weight are left out.

    Args:
        categories: In the order of the weights.
        features: By name.
    """
    lines = [HEADER, " ".join(categories)]
    for name, feature in sorted(features.items()):
        pairs = " ".join(f"{number}:{weight}" for number, weight in enumerate(feature.weights) if weight)
        if pairs:
            lines.append(f"{name}\t{feature.rarity} {pairs}")
    return "\n".join(lines) + "\n"


def read_model(text: str) -> Model:
    """Return the model in a file's text. Raises ModelError where it is none."""
    header, _, rest = text.partition("\n")
    categories, _, rest = rest.partition("\n")
    if header != HEADER:
        raise ModelError("the file is no model of categories; `nguontin train` writes one")
    try:
        known = tuple(Category(name) for name in categories.split())
    except ValueError as error:
        raise ModelError("the model names a category that does not exist; train it anew") from error
    lines = (line.partition("\t") for line in rest.splitlines())
    return Model(known, {name: weights for name, _, weights in lines})


@lru_cache(maxsize=2)
def load(path: Path | None = None) -> Model:
    """Return the model in a file, the one that comes with the package without one.

    Raises OSError where the file cannot be read, ModelError where it is no model.
    """
    source = files("triage") / "model.txt" if path is None else path
    return read_model(source.read_text(encoding="utf-8"))
