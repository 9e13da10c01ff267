"""What a text is made of for the linear model: its words and runs of words, with marks and without."""

from collections.abc import Iterator, Sequence
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


def features(text: Reading, spelt: Sequence[Spelt]) -> Iterator[str]:
    """Yield the names of a text's features, some of them more than once: words, pairs and threes without marks.

    The words and pairs that carry marks come beside them, so that "bắn" and "bạn" are told apart where they are typed
    so, and a text without marks loses only what it does not say.
    """
    names = _names(text, spelt)
    words = [
        NUMBER if word.plain.isdecimal() else NAME if place in names else word.plain for place, word in enumerate(spelt)
    ]
    yield from words
    for one, two in pairwise(words):
        yield f"{one} {two}"
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        yield f"{one} {two} {three}"
    if not text.is_marked:
        return
    for place, word in enumerate(spelt):
        if word.folded != word.plain and place not in names:
            yield MARKED + word.folded
    for place, (first, second) in enumerate(pairwise(spelt)):
        is_name = place in names or place + 1 in names
        if not is_name and (first.folded != first.plain or second.folded != second.plain):
            yield f"{MARKED}{first.folded} {second.folded}"


def _names(text: Reading, spelt: Sequence[Spelt]) -> set[int]:
    """Return the places of the words that are names of units and streets."""
    names: set[int] = set()
    written, words = text.text, text.words
    for place, (before, word) in enumerate(pairwise(spelt), start=1):
        if before.plain in NAMED or place - 1 in names:
            start = words[word.source].start
            # Where all letters are capitals, a capital is no sign of a name.
            if written[start].isupper() and not written[start + 1 : start + 2].isupper():
                names.add(place)
    return names
