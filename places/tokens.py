"""A text as the words that names are made of: glued ones taken apart, keystrokes for marks undone."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from domain.reading import MARKED_LETTERS, Reading, Word
from places import keystrokes
from places.names import unmarked_y
from places.plates import without_plates

MAX_TOKENS = 1500
"""Words of one text that are looked at: several times what a messenger lets a person write at once."""

HARD = re.compile(r"[,;:()\n!?\[\]/|]|\.\s|\s[-–—]|[-–—]\s|\.{2,}")
"""Between words: a place where one name ends and another begins."""

GLUED_SHORT = re.compile(r"(?:TP|TT|TX|[^\W\d_])(?=[^\W\d_][^\W\d_])")
"""The short form of a kind or of a word, glued to a name with a capital letter: "PTrung", "TTThổTang", "QNgãi"."""

INNER_CAPITAL = re.compile(f"[^\\W\\d_][^\\W\\d_a-z{''.join(MARKED_LETTERS.values())}]")
"""A capital letter, or one of another language, right behind a letter."""

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


_token: Callable[[tuple[str, str, str, int, int, bool, bool]], Token] = partial(tuple.__new__, Token)
"""Returns the token of a tuple of its attributes, in half the time: every text is made of these."""


def tokens(reading: Reading) -> list[Token]:
    """Return the text's words, those that were glued by capital letters taken apart; number plates have no letters."""
    words = without_plates(reading, reading.words[:MAX_TOKENS])
    if not words:
        return []
    if (typed := _with_figures(words)) is not None:
        return typed
    found, typed_words = _as_they_stand(words)
    glued = _glued(reading.text, words)
    # The last first, so that the places of those before it stay what they are.
    for place, cuts in reversed(glued):
        found[place : place + 1] = _parts(words[place], cuts)
    return _without_keystrokes(found) if glued or typed_words >= KEYSTROKES_FROM else found


def _as_they_stand(words: Sequence[Word]) -> tuple[list[Token], int]:
    """Return words as tokens one by one, and how many hold Telex keystrokes; column by column, which is quickest."""
    folded, plain, starts, ends, gaps, capitals = zip(*words, strict=True)
    keys, marked, are_typed = zip(*_forms(plain, folded), strict=True)
    are_apart = [gap != " " and HARD.search(gap) is not None for gap in gaps]
    columns = zip(keys, marked, gaps, starts, ends, are_apart, capitals, strict=True)
    return list(map(_token, columns)), sum(are_typed)


class _Form(NamedTuple):
    """A word as names are found, and whether it holds Telex keystrokes."""

    key: str
    marked: str
    is_typed: bool


def _forms(plain: Sequence[str], folded: Sequence[str]) -> list[_Form]:
    """Return what words are found under; texts share most of their words, and these come from memory."""
    return list(map(_kept if max(map(len, plain)) <= LONGEST_KEPT else _form, plain, folded))


def _form(plain: str, folded: str) -> _Form:
    """Return what a word is found under, without tone marks and with them."""
    if plain[0] == "f" and len(plain) > 1:
        # No name has an f, and young people write it for ph: "fường".
        folded, plain = f"ph{folded[1:]}", f"ph{plain[1:]}"
    key, marked = _key(plain), unmarked_y(folded)
    return _Form(key, marked, is_typed=marked.isascii() and _typed(key) is not None)


_kept = lru_cache(maxsize=16_384)(_form)


def _key(plain: str) -> str:
    """Return what a plain word is found under."""
    if not plain.isdecimal():
        return plain.replace("y", "i")
    return str(int(plain)) if len(plain) <= LONGEST_NUMBER else plain


def _glued(text: str, words: Sequence[Word]) -> list[tuple[int, list[int]]]:
    """Return the places of the words that were glued by capital letters, and where each is to be taken apart."""
    # Nearly all texts, and words, have only small letters behind the first, and need no closer look.
    if not INNER_CAPITAL.search(text):
        return []
    looked_at = [place for place, word in enumerate(words) if not text[word.start + 1 : word.end].islower()]
    return [
        (place, cuts)
        for place in looked_at
        if (word := words[place]).end - word.start == len(word.folded) and (cuts := _cuts(text[word.start : word.end]))
    ]


def _parts(word: Word, cuts: Sequence[int]) -> list[Token]:
    """Return the parts of a word with capital letters inside."""
    parts = [
        word._replace(
            folded=word.folded[begin:end],
            plain=word.plain[begin:end],
            start=word.start + begin,
            end=word.start + end,
            gap="" if begin else word.gap,
            capital=word.capital or begin > 0,
        )
        for begin, end in pairwise([0, *cuts, len(word.folded)])
    ]
    return _as_they_stand(parts)[0]


def _cuts(word: str) -> list[int]:
    """Return where glued names are to be taken apart: "PhảLại", and the kind's letters in "PTrung"."""
    if word.isupper() or word.istitle():
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
    undone = {token.key: word for token in found if token.marked.isascii() and (word := _typed(token.key)) is not None}
    sure = sum(2 if keystrokes.is_unmistakable(word) else 1 for word in undone)
    if len(undone) < KEYSTROKES_FROM or sure <= KEYSTROKES_FROM:
        return found
    return [
        token._replace(key=_key(undone[token.key]), marked=_key(undone[token.key])) if token.key in undone else token
        for token in found
    ]


def _typed(key: str) -> str | None:
    """Return the word behind Telex keystrokes; None where there are none."""
    return keystrokes.telex(key) if len(key) <= LONGEST_KEPT else None


def _with_figures(words: Sequence[Word]) -> list[Token] | None:
    """Return the words of a text that was typed with figures for marks; None where it was not."""
    if [word.gap for word in words].count("") <= KEYSTROKES_FROM:
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
    meant = [
        word
        for run, plain in zip(runs, undone, strict=True)
        for word in (run if plain is None else [run[0]._replace(folded=plain, plain=plain, end=run[-1].end)])
    ]
    return _as_they_stand(meant)[0]
