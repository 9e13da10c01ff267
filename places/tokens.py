"""A text as the words that names are made of: glued ones taken apart, keystrokes for marks undone."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from domain.reading import Reading, Word
from places import keystrokes
from places.names import unmarked_y
from places.plates import without_plates

MAX_TOKENS = 1500
"""Words of one text that are looked at: several times what a messenger lets a person write at once."""

HARD = re.compile(r"[,;:()\n!?\[\]/|]|\.\s|\s[-–—]|[-–—]\s|\.{2,}")
"""Between words: a place where one name ends and another begins."""

GLUED_SHORT = re.compile(r"(?:TP|TT|TX|[^\W\d_])(?=[^\W\d_][^\W\d_])")
"""The short form of a kind or of a word, glued to a name with a capital letter: "PTrung", "TTThổTang", "QNgãi"."""

KEYSTROKES_FROM = 2
"""Words typed with keys for marks from which they are no accident."""


LONGEST_KEPT = 40
"""Letters of a word that is kept in memory; what is longer is no word, and would fill it."""

LONGEST_NUMBER = 9
"""Digits up to which a run of them is a number that may be a ward's; longer ones are left as they stand."""


class Token(NamedTuple):
    """A word, or a part of words that were glued together.

    Attributes:
        key: As names are found; a number without leading zeros.
        marked: The same with tone marks.
        gap: What stands before it, folded.
        start: Where it begins in the original text.
        end: Where it ends there, exclusive.
        is_apart: Whether what stands before it separates names.
        is_capital: Whether it begins with a capital letter.
    """

    key: str
    marked: str
    gap: str
    start: int
    end: int
    is_apart: bool
    is_capital: bool


def tokens(reading: Reading) -> list[Token]:
    """Return the text's words, those that were glued by capital letters taken apart; number plates have no letters."""
    words = without_plates(reading, reading.words[:MAX_TOKENS])
    if (typed := _with_figures(words)) is not None:
        return typed
    found: list[Token] = []
    text = reading.text
    for word in words:
        original = text[word.start : word.end]
        if original.islower() or original.istitle() or len(original) != len(word.folded):
            found.append(_token(word, word.plain, word.folded))
        else:
            found.extend(_parts(word, original))
    return _without_keystrokes(found)


def _token(word: Word, plain: str, folded: str) -> Token:
    key, marked = _kept(plain, folded) if len(plain) <= LONGEST_KEPT else _keys(plain, folded)
    gap = word.gap
    is_apart = gap != " " and gap != "" and HARD.search(gap) is not None  # noqa: PLR1714 - the quickest way to say it
    return Token(key, marked, gap, word.start, word.end, is_apart, word.capital)


@lru_cache(maxsize=16_384)
def _kept(plain: str, folded: str) -> tuple[str, str]:
    """Return what `_keys` does, from memory where the word was seen before; texts share most of their words."""
    return _keys(plain, folded)


def _keys(plain: str, folded: str) -> tuple[str, str]:
    """Return what a word is found under, without tone marks and with them."""
    if plain[0] == "f" and len(plain) > 1:
        # No name has an f, and young people write it for ph: "fường".
        folded, plain = f"ph{folded[1:]}", f"ph{plain[1:]}"
    return _key(plain), unmarked_y(folded)


def _key(plain: str) -> str:
    """Return what a plain word is found under."""
    if not plain.isdecimal():
        return plain.replace("y", "i")
    return str(int(plain)) if len(plain) <= LONGEST_NUMBER else plain


def _parts(word: Word, original: str) -> Iterator[Token]:
    """Yield the parts of a word with capital letters inside."""
    edges = [0, *_cuts(original), len(original)]
    for begin, end in pairwise(edges):
        token = _token(word, word.plain[begin:end], word.folded[begin:end])
        if begin:
            token = token._replace(gap="", is_apart=False, is_capital=True)
        yield token._replace(start=word.start + begin, end=word.start + end)


def _cuts(word: str) -> list[int]:
    """Return where glued names are to be taken apart: "PhảLại", and the kind's letters in "PTrung"."""
    if word.isupper():
        return []
    inner = [i for i in range(1, len(word)) if word[i].isupper() and word[i - 1].islower()]
    kind = GLUED_SHORT.match(word)
    begins = kind.end() if kind is not None else 0
    # A letter typed twice ("HHưng") is a slip, and nothing glued.
    is_glued = begins > 1 or (begins and word[0] != word[1])
    if is_glued and word[begins].isupper() and word[begins + 1].islower():
        return sorted({begins, *inner})
    return inner


def _without_keystrokes(found: list[Token]) -> list[Token]:
    """Return the words with Telex keystrokes undone, where there are enough of them to be sure."""
    undone = {
        token.key: word
        for token in found
        if len(token.key) <= LONGEST_KEPT
        and token.marked.isascii()
        and (word := keystrokes.telex(token.key)) is not None
    }
    sure = sum(2 if keystrokes.is_unmistakable(word) else 1 for word in undone)
    if len(undone) < KEYSTROKES_FROM or sure <= KEYSTROKES_FROM:
        return found
    return [
        token._replace(key=_key(undone[token.key]), marked=_key(undone[token.key])) if token.key in undone else token
        for token in found
    ]


def _with_figures(words: Sequence[Word]) -> list[Token] | None:
    """Return the words of a text that was typed with figures for marks; None where it was not."""
    if sum(1 for word in words if word.gap == "") <= KEYSTROKES_FROM:
        return None
    runs: list[list[Word]] = []
    for word in words:
        if runs and word.gap == "":
            runs[-1].append(word)
        else:
            runs.append([word])
    together = ["".join(word.plain for word in run) for run in runs]
    undone = [keystrokes.vni(word) if len(run) > 1 else None for word, run in zip(together, runs, strict=True)]
    if sum(1 for bare in undone if bare) < KEYSTROKES_FROM:
        return None
    found: list[Token] = []
    for run, plain in zip(runs, undone, strict=True):
        if plain is None:
            found.extend(_token(word, word.plain, word.folded) for word in run)
        else:
            found.append(_token(run[0], plain, plain)._replace(end=run[-1].end))
    return found
