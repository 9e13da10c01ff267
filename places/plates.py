"""Number plates in a text: "75H6-980.56" and "59P2" look like a district and a ward, and name no place."""

import re
from collections.abc import Sequence
from itertools import groupby

from domain.masking import DOT, mask
from domain.reading import Reading, Word

_TWO_FIGURES = re.compile(r"[1-9]\d")
"""What every plate has; a text without them need not be searched at all."""

_BEGINS = re.compile(r"(?<![\w/])[1-9]\d ?-? ?[a-z]{1,2}\d?[ .\-]{0,3}\d")
"""What every plate begins with; a text without it need not be searched further."""

_HIDDEN = re.compile(rf"{DOT}+(?:[ .\-]{{0,3}}[^\W\d_]{{0,2}}[ .\-]{{0,3}}{DOT}+)*")
"""A number whose digits are hidden, the letters of a plate's series among them."""

_BEGUN = re.compile(
    r"(?<![a-z0-9])(?:bien(?: so| kiem soat)?|bks|bsx|bs)(?: xe| so)?[ :]{0,3}"
    r"(?P<plate>[1-9]\d ?-? ?[a-z]{1,2}\d?)(?!\w)"
)
"""The beginning of a plate, of which somebody remembers no more. Plain."""


def without_plates(reading: Reading, words: Sequence[Word]) -> Sequence[Word]:
    """Return the words with dots for those of each number plate, which together become one word that is no name."""
    spans = _plates(reading) if _TWO_FIGURES.search(reading.plain) else ()
    if not spans:
        return words
    found: list[Word] = []
    for span, group in groupby(words, key=lambda word: _span_of(word, spans)):
        taken = list(group)
        if span is None:
            found.extend(taken)
        else:
            found.append(taken[0]._replace(folded=DOT, plain=DOT, end=taken[-1].end, capital=False))
    return found


def _span_of(word: Word, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the plate that a word is a part of, None where it is of none."""
    return next((span for span in spans if span[0] <= word.start < span[1]), None)


def _plates(reading: Reading) -> list[tuple[int, int]]:
    """Return where plates stand in the original text; so do other numbers of persons, where there is a plate."""
    spans = [
        (reading.offsets[match.start("plate")], reading.offsets[match.end("plate")])
        for match in _BEGUN.finditer(reading.plain)
    ]
    if _BEGINS.search(reading.plain):
        masked = mask(reading.text)
        spans += [match.span() for match in _HIDDEN.finditer(masked) if reading.text[slice(*match.span())] != match[0]]
    return spans
