"""What the lexicon's phrases in a text say it is about, in points for each category, with the words that said so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from domain.reading import Reading
from domain.tip import Category
from triage import lexicon
from triage.matching import Phrases, Spelt

ONE_MORE_COUNTS = 0.6
"""What each further phrase of a category counts, so that a long text does not win by length."""

ABOUT_OFFICERS = 9.0
"""Points of words about the police beside what they are reported for."""

NEAR = 8
"""Words between the police and what they are reported for."""


class Said(NamedTuple):
    """Words that speak for a category, and their points."""

    points: float
    words: str


def _weights() -> dict[str, list[tuple[Category, int]]]:
    """Return the lexicon the other way round: for each phrase the categories it speaks for, and how much."""
    weights: dict[str, list[tuple[Category, int]]] = defaultdict(list)
    for category, by_weight in lexicon.LEXICON.items():
        for weight, phrases in by_weight.items():
            for phrase in phrases:
                weights[phrase].append((category, weight))
    return weights


_WEIGHTS = _weights()
_PHRASES = Phrases(_WEIGHTS)
_OFFICER_WORDS = Phrases(lexicon.OFFICER_WORDS)
_MISCONDUCT = Phrases(lexicon.MISCONDUCT)
_PRETENCE = Phrases(lexicon.PRETENCE)


def said(text: Reading, spelt: Sequence[Spelt]) -> Mapping[Category, list[Said]]:
    """Return for each category that phrases speak for what they are, strongest first."""
    found: dict[Category, list[Said]] = defaultdict(list)
    seen: set[str] = set()
    for match in _PHRASES.find(text, spelt):
        if match.phrase in seen:
            continue
        seen.add(match.phrase)
        for category, weight in _WEIGHTS[match.phrase]:
            found[category].append(Said(weight * match.trust, match.words))
    if about := _about_officers(text, spelt):
        found[Category.OFFICER].append(Said(ABOUT_OFFICERS, about))
    for phrases in found.values():
        phrases.sort(key=lambda one: -one.points)
    return found


def total(phrases: Sequence[Said]) -> float:
    """Return a category's points: the strongest phrase in full, further ones less and less."""
    return sum(one.points * ONE_MORE_COUNTS**place for place, one in enumerate(phrases))


def points_of(text: Reading, spelt: Sequence[Spelt]) -> dict[Category, float]:
    """Return the points of each category that phrases speak for, in the order of the categories."""
    found = said(text, spelt)
    return {category: total(found[category]) for category in Category if category in found}


def _about_officers(text: Reading, spelt: Sequence[Spelt]) -> str | None:
    """Return the words that make this a tip about the police, None where it is none."""
    officers = _OFFICER_WORDS.find(text, spelt)
    if not officers or _PRETENCE.find(text, spelt):
        return None
    for deed in _MISCONDUCT.find(text, spelt):
        for officer in officers:
            if 0 <= deed.first - officer.last <= NEAR or (
                deed.phrase in lexicon.GIVEN_TO_OFFICERS and 0 <= officer.first - deed.last <= NEAR
            ):
                first, last = min(officer.first, deed.first), max(officer.last, deed.last)
                return text.spoken(spelt[first].source, spelt[last - 1].source)
    return None
