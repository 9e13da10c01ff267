"""A small linear model of categories, stored as numbers: for each feature a weight for the categories it speaks for.

`nguontin train` writes it (`triage/training.py`); reading it takes no library. A text's score for a category is the sum
of its features' weights, divided by the root of their number, and the lexicon's points times the category's trust in
them.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from domain.tip import Category

SCALE = 1000
"""Weights are whole thousandths, so that the file is the same on every machine."""

MOST_POINTS = 9.0
"""Points of the lexicon beyond which more say nothing new."""

LEXICON = "+"
"""Begins the features that are the lexicon's points for a category."""

BIAS = "*"
"""The feature that every text has."""

HEADER = "nguontin categories 1"
"""First line of a model's file: what it is, and the version of its form."""


class ModelError(Exception):
    """A file is no model; the message is a sentence for the operator."""


@dataclass(frozen=True, eq=False)
class Model:
    """A model, ready to score.

    Attributes:
        categories: The categories in the order of the weights' numbers.
        weights: For each feature its weights as they stand in the file: "3:120 7:-44".
    """

    categories: tuple[Category, ...]
    weights: Mapping[str, str]

    def scores(self, names: Iterable[str], points: Mapping[Category, float]) -> dict[Category, float]:
        """Return each category's score: above 0 where the text is more like it than not."""
        known = [weights for name in set(names) if (weights := self.weights.get(name)) is not None]
        sums = [0] * len(self.categories)
        # Whole numbers add up to the same in any order.
        for weights in known:
            for number, weight in _parsed(weights):
                sums[number] += weight
        share = 1 / math.sqrt(len(known)) if known else 0.0
        scores = [share * total for total in sums]
        for category, total in points.items():
            _add(scores, self.weights.get(f"{LEXICON}{category}", ""), min(total, MOST_POINTS) / MOST_POINTS)
        _add(scores, self.weights.get(BIAS, ""), 1.0)
        return {category: score / SCALE for category, score in zip(self.categories, scores, strict=True)}

    def reasons(self, names: Iterable[str], category: Category, limit: int = 3) -> list[str]:
        """Return the features that speak most for a category, strongest first; as words, without marks."""
        number = self.categories.index(category)
        strength = {name: dict(_parsed(self.weights[name])).get(number, 0) for name in set(names) & self.weights.keys()}
        ranked = sorted((name for name in strength if strength[name] > 0), key=lambda name: (-strength[name], name))
        return ranked[:limit]


def _add(scores: list[float], weights: str, value: float) -> None:
    """Add a feature's weights, times its value, to the scores."""
    for number, weight in _parsed(weights):
        scores[number] += value * weight


@lru_cache(maxsize=16_384)
def _parsed(weights: str) -> Sequence[tuple[int, int]]:
    """Return the numbers of categories and their weights in thousandths."""
    pairs = (pair.split(":") for pair in weights.split())
    return tuple((int(number), int(weight)) for number, weight in pairs)


def written(categories: Sequence[Category], weights: Mapping[str, Sequence[int]]) -> str:
    """Return a model as the text of its file; features without a weight are left out.

    Args:
        categories: In the order of the weights.
        weights: For each feature a weight in thousandths for each category.
    """
    lines = [HEADER, " ".join(categories)]
    for name in sorted(weights):
        pairs = " ".join(f"{number}:{weight}" for number, weight in enumerate(weights[name]) if weight)
        if pairs:
            lines.append(f"{name}\t{pairs}")
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
