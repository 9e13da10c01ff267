"""What a text is about: every category with its confidence and the words that spoke for it, likeliest first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from domain.reading import Reading
from domain.tip import Category
from triage import lexical, linear
from triage.features import MARKED, NUMBER, features
from triage.linear import Model
from triage.matching import Spelt

STEEPNESS = 3.2
"""How much a difference of scores tells: the factor at which confidence agreed with how often it was right on the
texts held out from training (`python -m benchmarks.texts`)."""

WORTH_NAMING = 0.02
"""Confidence under which further categories are not named."""

ALWAYS_NAMED = 3
"""Categories that are named however unlikely the later ones are, to choose from."""

REASONS = 3
"""Words given for a category at most."""


@dataclass(frozen=True, slots=True)
class ScoredCategory:
    """One category that a text may be about.

    Attributes:
        category: Which.
        confidence: How likely it is the primary one, 0 to 1.
        words: The words that spoke for it, strongest first.
    """

    category: Category
    confidence: float
    words: tuple[str, ...]


def ranked(text: Reading, spelt: Sequence[Spelt], model: Model | None = None) -> tuple[ScoredCategory, ...]:
    """Return the categories of a text, likeliest first; at least one.

    Args:
        text: The text.
        spelt: Its words, shortened ones spelt out.
        model: The model to weigh with, by default the one that comes with the package.
    """
    if not spelt:
        return (ScoredCategory(Category.OTHER, 0.0, ()),)
    model = model or linear.load()
    names = features(text, spelt)
    said = lexical.said(text, spelt)
    scores = model.scores(names, {category: lexical.total(phrases) for category, phrases in said.items()})
    highest = max(scores.values())
    shares = [(math.exp(STEEPNESS * (score - highest)), category) for category, score in scores.items()]
    whole = sum([share for share, _ in shares])
    found: list[ScoredCategory] = []
    for share, category in sorted(shares, key=itemgetter(0), reverse=True):
        confidence = round(share / whole, 3)
        if len(found) >= ALWAYS_NAMED and confidence < WORTH_NAMING:
            break
        words = tuple(one.words for one in said.get(category, ())[:REASONS])
        if not (words or found):
            # Where the lexicon says nothing for the first category, the model's own words are the reason.
            words = _words(model, names, category)
        found.append(ScoredCategory(category, confidence, words))
    return tuple(found)


def _words(model: Model, names: Sequence[str], category: Category) -> tuple[str, ...]:
    """Return the words of a text that the model knows the category by."""
    strongest = model.reasons(names, category, limit=REASONS)
    return tuple(name.removeprefix(MARKED) for name in strongest if name != NUMBER)
