"""Trains the linear model of categories from labelled texts; the same texts always give the same file.

One linear support vector machine for each category against all others, with squared hinge loss, by coordinate descent
in the dual (Hsieh et al., 2008, algorithm 1). Only sums, products and quotients in a fixed order are used, which
IEEE 754 rounds alike on every machine, so the file is reproduced byte for byte.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain import reading
from domain.tip import Category
from triage.features import features
from triage.lexical import points_of
from triage.linear import BIAS, LEXICON, MOST_POINTS, SCALE, Feature, written
from triage.matching import spell_out

COST = 0.2
"""How much a training text on the wrong side costs beside large weights; chosen on the training texts by fifths."""

ROUNDS = 12
"""Passes over all texts; more change no category of a text."""

SEEN_FROM = 8
"""Texts, each with and without its marks, that a feature must stand in to get a weight."""

TRUST = 1.0
"""How much the lexicon's points weigh beside all words together when training begins."""

SMALLEST = 120
"""Weights in thousandths up to which they are left out: together they decide nothing and fill most of the file."""

BIAS_VALUE = 0.3
"""The value of the feature that every text has."""


class TrainingError(Exception):
    """A labelled text cannot be used; the message is a sentence for the operator that names its line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its categories, the primary one first."""

    text: str
    categories: tuple[Category, ...]


def read_labelled(lines: Iterable[str], *, name: str) -> Iterator[Labelled]:
    """Yield the labelled texts of a file of JSON lines with `text`, `category` and `categories`.

    Raises TrainingError with the file's name and the number of the line that is wrong.
    """
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            categories = [row["category"], *row.get("categories", [])]
            yield Labelled(str(row["text"]), tuple(dict.fromkeys(Category(one) for one in categories)))
        except (ValueError, KeyError, TypeError) as error:
            raise TrainingError(f"line {number} of {name} is no labelled text ({type(error).__name__})") from None


Vector = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]
"""The numbers of a text's features, and their values."""


@dataclass(frozen=True, slots=True)
class _Document:
    """A text as the machine sees it."""

    names: frozenset[str]
    points: tuple[tuple[Category, float], ...]
    categories: tuple[Category, ...]


def train(texts: Sequence[Labelled]) -> str:
    """Return the text of the model's file. Each text counts with its marks and without."""
    documents = [document for one in texts for document in _documents(one)]
    rarities = _rarities(documents)
    vocabulary = _vocabulary(rarities)
    categories = tuple(Category)
    vectors = [_vector(document, vocabulary, rarities) for document in documents]
    weights = _fitted(vectors, [document.categories for document in documents], categories, size=len(vocabulary))
    return written(
        categories,
        {
            name: Feature(rarities.get(name, 0), _whole(weights[number], name, rarities))
            for name, number in vocabulary.items()
        },
    )


def _documents(one: Labelled) -> Iterator[_Document]:
    for text in (one.text, reading.plain(one.text)):
        read = reading.read(text)
        spelt = spell_out(read)
        yield _Document(frozenset(features(read, spelt)), tuple(points_of(read, spelt).items()), one.categories)


def _rarities(documents: Sequence[_Document]) -> dict[str, int]:
    """Return the rarity in thousandths of each feature that gets weights."""
    seen = Counter(name for document in documents for name in document.names)
    return {
        name: max(round(math.log(len(documents) / count) * SCALE), 1)
        for name, count in seen.items()
        if count >= SEEN_FROM
    }


def _vocabulary(rarities: Mapping[str, int]) -> dict[str, int]:
    """Return all that gets weights, and its numbers."""
    names = [*sorted(rarities), *(f"{LEXICON}{one}" for one in Category), BIAS]
    return {name: number for number, name in enumerate(names)}


def _vector(document: _Document, vocabulary: Mapping[str, int], rarities: Mapping[str, int]) -> Vector:
    known = sorted((vocabulary[name], rarities[name]) for name in document.names if name in rarities)
    whole = sum(rarity for _, rarity in known)
    numbers = [number for number, _ in known]
    numbers += [*(vocabulary[f"{LEXICON}{category}"] for category, _ in document.points), vocabulary[BIAS]]
    values = [math.sqrt(rarity / whole) for _, rarity in known]
    values += [TRUST * min(points, MOST_POINTS) / MOST_POINTS for _, points in document.points]
    return np.array(numbers, dtype=np.int64), np.array([*values, BIAS_VALUE], dtype=np.float64)


def _fitted(
    vectors: Sequence[Vector], labels: Sequence[Sequence[Category]], categories: Sequence[Category], *, size: int
) -> npt.NDArray[np.float64]:
    """Return a weight for each feature and category."""
    weights = np.zeros((size, len(categories)))
    duals = np.zeros((len(vectors), len(categories)))
    signs = np.array([[1.0 if one is of[0] else -1.0 for one in categories] for of in labels])
    # A text's further categories are neither right nor wrong for it.
    counted = np.array([[one is of[0] or one not in of for one in categories] for of in labels], dtype=np.float64)
    slack = 0.5 / COST
    order = list(range(len(vectors)))
    state = 1
    for _ in range(ROUNDS):
        state = _shuffle(order, state)
        for number in order:
            names, values = vectors[number]
            column = values[:, np.newaxis]
            scores = np.add.reduce(weights[names] * column, axis=0)
            square = math.fsum(value * value for value in values) + slack
            gradient = signs[number] * scores - 1 + slack * duals[number]
            better = np.maximum(duals[number] - gradient / square, 0) * counted[number]
            weights[names] += column * ((better - duals[number]) * signs[number])
            duals[number] = better
    return weights


def _shuffle(order: list[int], state: int) -> int:
    """Mix the order in place, by Knuth's linear congruential generator (MMIX); return its next state."""
    for last in range(len(order) - 1, 0, -1):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        other = (state >> 33) % (last + 1)
        order[last], order[other] = order[other], order[last]
    return state


def _whole(weights: npt.NDArray[np.float64], name: str, rarities: Mapping[str, int]) -> list[int]:
    """Return weights in thousandths, with the value folded in that the feature had while training."""
    value = math.sqrt(rarities[name] / SCALE) if name in rarities else BIAS_VALUE if name == BIAS else TRUST
    whole = [round(float(weight) * value * SCALE) for weight in weights]
    return [weight if abs(weight) > SMALLEST else 0 for weight in whole]
