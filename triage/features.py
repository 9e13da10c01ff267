"""What a text is made of for the linear model: its words and runs of words, with marks and without."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.reading import Reading
from triage.matching import Spelt

NUMBER = "#"
"""Stands for any number: how many there are matters, not which."""

MARKED = "="
"""Begins the features that are written with marks, which a text without marks has none of."""


def features(text: Reading, spelt: Sequence[Spelt]) -> Iterator[str]:
    """Yield the names of a text's features, some of them more than once: words, pairs and threes without marks.

    The words and pairs that carry marks come beside them, so that "bắn" and "bạn" are told apart where they are typed
    so, and a text without marks loses only what it does not say.
    """
    words = [NUMBER if word.plain.isdecimal() else word.plain for word in spelt]
    yield from words
    for one, two in pairwise(words):
        yield f"{one} {two}"
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        yield f"{one} {two} {three}"
    if not text.is_marked:
        return
    for word in spelt:
        if word.folded != word.plain:
            yield MARKED + word.folded
    for first, second in pairwise(spelt):
        if first.folded != first.plain or second.folded != second.plain:
            yield f"{MARKED}{first.folded} {second.folded}"
