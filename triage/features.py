"""What a text is made of for the linear model: its words and runs of words, with marks and without."""

from collections.abc import Sequence
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


def _marked(spelt: Sequence[Spelt], names: AbstractSet[int]) -> list[str]:
    """Return the words and pairs that carry marks and are no names."""
    words = [(folded, folded != plain, place in names) for place, (folded, plain, _) in enumerate(spelt)]
    return [
        *[MARKED + word for word, is_marked, is_name in words if is_marked and not is_name],
        *[
            f"{MARKED}{word} {other}"
            for (word, is_marked, is_name), (other, other_is_marked, other_is_name) in pairwise(words)
            if (is_marked or other_is_marked) and not (is_name or other_is_name)
        ],
    ]


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
