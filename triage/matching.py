"""Finds phrases of a lexicon in a text, with or without tone marks, shortened words spelt out."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from domain import reading
from domain.reading import Reading, Word
from triage import typing_habits

SHORT = frozenset({*reading.SHORT_FORMS, *reading.AFTER_NUMBERS, *reading.APART_FROM_NUMBERS, *reading.AMID_MARKS})
"""Words that may be short for others."""

MAX_WORDS = 4000
"""Words of one text that are looked at; a whole draft of many messages has fewer."""

UNSURE = 0.6
"""What a phrase without its marks is worth in a text that has marks, where the word may well be another one."""


UNMISTAKABLE = 4
"""Letters up to which a single word without marks may be another one."""

ALIKE = 2
"""Words up to which a phrase without any marks may be another one."""

NEEDS_MARKS = "="
"""Begins a phrase that is found with its marks only."""


class Spelt(NamedTuple):
    """A word as it is compared, and the word of the text that it comes from."""

    folded: str
    plain: str
    source: int


class Found(NamedTuple):
    """A phrase in a text.

    Attributes:
        phrase: As the lexicon has it.
        first: The first of the `Spelt` words.
        last: The word after the last.
        trust: 1, or less where the words may be others.
        missing: Whether marks were missing.
        words: The citizen's own words.
    """

    phrase: str
    first: int
    last: int
    trust: float
    missing: bool
    words: str


@lru_cache(maxsize=1024)
def _words_of(meant: str) -> tuple[tuple[str, str], ...]:
    """Return the words that a shortened one stands for, folded and plain."""
    return tuple((word.folded, word.plain) for word in reading.read(meant).words)


def spell_out(text: Reading) -> tuple[Spelt, ...]:
    """Return the text's words as they were meant: shortened ones spelt out, keys of Telex and drawn-out letters undone.

    A word's place among the text's words goes with it, so that the citizen's own can be shown.
    """
    words = text.words[:MAX_WORDS]
    spelt: list[Spelt] = []
    for place, word in enumerate(words):
        if word.folded in SHORT and (short := _short_for(text, words, place)):
            spelt.extend(Spelt(folded, plain, place) for folded, plain in _words_of(short))
            continue
        meant = typing_habits.meant(word.folded) if word.folded.isalpha() else None
        folded, plain = meant or (word.folded, word.plain)
        spelt.append(Spelt(folded, plain, place))
    return tuple(spelt)


def _short_for(text: Reading, words: Sequence[Word], place: int) -> str | None:
    """Return what a shortened word stands for here, None where it stands for itself."""
    word = words[place].folded
    after_number = place > 0 and words[place - 1].plain.isdecimal()
    if after_number and word in reading.AFTER_NUMBERS:
        return reading.AFTER_NUMBERS[word]
    if after_number and word in reading.APART_FROM_NUMBERS:
        return None
    if place + 1 < len(words) and words[place + 1].plain.isdecimal() and not words[place + 1].gap:
        # "K54" is a gun, not "no 54".
        return None
    if (word in reading.AMID_MARKS and not text.is_marked) or (word == reading.POLICE and not _are_police(text, place)):
        return None
    return reading.SHORT_FORMS.get(word)


def _are_police(text: Reading, place: int) -> bool:
    """Whether "ca" is short for the police: in capitals amid small letters, or before a unit that has police."""
    word = text.words[place]
    if text.text[word.start : word.end].isupper() and not text.text.isupper():
        return True
    return place + 1 < len(text.words) and text.words[place + 1].folded in reading.POLICE_OF


_Phrase = tuple[str, tuple[tuple[str, str], ...], bool]
"""A phrase, its words with marks and without, and whether it needs its marks."""


class Phrases:
    """A set of phrases, ready to be looked for.

    The cost of looking does not grow with their number: a word, or two that follow each other, lead to the few phrases
    that begin with them.

    Args:
        phrases: As in the lexicon, with all marks, after `NEEDS_MARKS` where they are read as others without.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._marked: dict[str, str] = {}
        self._bare: dict[str, str] = {}
        self._runs: dict[str, dict[str, list[_Phrase]]] = {}
        kept = tuple(dict.fromkeys(phrases))
        # All at once, because a lexicon of thousands is read whenever the program starts.
        lines = "\n".join(kept)
        marked, bare = reading.fold(lines).split("\n"), reading.plain(lines).split("\n")
        for phrase, with_marks, without in zip(kept, marked, bare, strict=True):
            words = tuple(zip(reading.WORD.findall(with_marks), reading.WORD.findall(without), strict=True))
            if not SHORT.isdisjoint(folded for folded, _ in words):
                # A text is searched with its short forms spelt out.
                words = tuple((word.folded, word.plain) for word in spell_out(reading.read(with_marks)))
            needs_marks = phrase.startswith(NEEDS_MARKS)
            if len(words) > 1:
                runs = self._runs.setdefault(words[0][1], {}).setdefault(words[1][1], [])
                runs.append((phrase, words, needs_marks))
                continue
            self._marked.setdefault(words[0][0], phrase)
            if not needs_marks:
                self._bare.setdefault(words[0][1], phrase)
        for by_second in self._runs.values():
            for runs in by_second.values():
                runs.sort(key=lambda item: -len(item[1]))

    def find(self, text: Reading, spelt: Sequence[Spelt]) -> list[Found]:
        """Return the phrases in the text, in order; of two that overlap, the longer."""
        found: list[Found] = []
        free = 0
        following = [*(word.plain for word in spelt[1:]), ""]
        for place, (folded, plain, _) in enumerate(spelt):
            if place < free:
                continue
            match = None
            by_second = self._runs.get(plain)
            if by_second is not None and (runs := by_second.get(following[place])) is not None:
                match = _longest(text, spelt, place, runs)
            if match is None and (folded in self._marked or (folded == plain and plain in self._bare)):
                match = self._alone(text, spelt, place)
            if match is not None:
                found.append(match)
                free = match.last
        return found

    def _alone(self, text: Reading, spelt: Sequence[Spelt], place: int) -> Found | None:
        """Return the phrase of one word that stands here."""
        folded, plain, source = spelt[place]
        phrase = self._marked.get(folded)
        missing = phrase is None
        if phrase is None:
            phrase = self._bare[plain]
            if text.marks_its_words:
                return None
        # One short word without marks is too often another word: "de", "bac", "no".
        trust = UNSURE if missing and len(plain) <= UNMISTAKABLE else 1.0
        return Found(phrase, place, place + 1, trust, missing, text.spoken(source, source))


def _longest(text: Reading, spelt: Sequence[Spelt], first: int, phrases: Iterable[_Phrase]) -> Found | None:
    """Return the longest of these phrases that stands at this word; of two as long, the one with its marks.

    Longer phrases come before shorter ones.
    """
    best: tuple[int, str, int] | None = None
    for phrase, words, needs_marks in phrases:
        if best is not None and len(words) < best[2]:
            break
        if first + len(words) > len(spelt):
            continue
        missing = _missing(spelt[first : first + len(words)], words)
        if missing is None or (missing and needs_marks) or (best is not None and missing >= best[0]):
            continue
        best = missing, phrase, len(words)
        if not missing:
            break
    if best is None:
        return None
    missing, phrase, length = best
    # Words beside it that carry their marks, or three that follow each other, are no accident.
    unsure = 0 < missing == length <= ALIKE and text.marks_its_words
    spoken = text.spoken(spelt[first].source, spelt[first + length - 1].source)
    return Found(phrase, first, first + length, UNSURE if unsure else 1.0, missing > 0, spoken)


def _missing(typed: Sequence[Spelt], words: Sequence[tuple[str, str]]) -> int | None:
    """Return how many of these words lack their marks, None where they are others."""
    missing = 0
    for (typed_folded, typed_plain, _), (folded, plain) in zip(typed, words, strict=True):
        if typed_folded != folded:
            if typed_plain != plain or typed_folded != typed_plain:
                return None
            missing += 1
    return missing
