"""What a text is made of for the linear model: its words and runs of words, with marks and without."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from domain.reading import Reading
from triage.matching import Spelt

NUMBER = "#"
"""Stands for any number: how many there are matters, not which."""

NAME = "@"
"""Stands for each word of the name of a unit or a street: where it happened says nothing of what happened."""

MARKED = "="
"""Begins the features that are written with marks, which a text without marks has none of."""

NAMED = frozenset(
    {"phuong", "xa", "tran", "huyen", "quan", "tinh", "pho", "duong", "thon", "ap", "ban", "hem", "ngo", "cho", "cau"}
)
"""Kinds of units, streets and landmarks: words after them that begin with a capital are a name."""


def features(text: Reading, spelt: Sequence[Spelt]) -> list[str]:
    """Return the names of a text's features, some of them more than once: words, pairs and threes without marks.

    The words and pairs that carry marks come beside them, so that "bắn" and "bạn" are told apart where they are typed
    so, and a text without marks loses only what it does not say.
    """
    names = _names(text, spelt)
    words = [NUMBER if plain.isdecimal() else plain for _, plain, _ in spelt]
    for place in names:
        if words[place] != NUMBER:
            words[place] = NAME
    found = [*words, *map(" ".join, pairwise(words)), *map(" ".join, zip(words, words[1:], words[2:], strict=False))]
    return [*found, *_marked(spelt, names)] if text.is_marked else found


def _marked(spelt: Sequence[Spelt], names: AbstractSet[int]) -> Iterator[str]:
    """Yield the words and pairs that carry marks and are no names."""
    carry = [folded != plain for folded, plain, _ in spelt]
    for place, is_marked in enumerate(carry):
        if is_marked and place not in names:
            yield MARKED + spelt[place][0]
    for place, (first, second) in enumerate(pairwise(carry)):
        if (first or second) and place not in names and place + 1 not in names:
            yield f"{MARKED}{spelt[place][0]} {spelt[place + 1][0]}"


def _names(text: Reading, spelt: Sequence[Spelt]) -> set[int]:
    """Return the places of the words that are names of units and streets."""
    names: set[int] = set()
    written, words = text.text, text.words
    for place, (_, kind, _) in enumerate(spelt[:-1], start=1):
        if kind in NAMED or place - 1 in names:
            start = words[spelt[place].source].start
            # Where all letters are capitals, a capital is no sign of a name.
            if written[start].isupper() and not written[start + 1 : start + 2].isupper():
                names.add(place)
    return names
