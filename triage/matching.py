"""Finds phrases of a lexicon in a text, with or without tone marks, shortened words spelt out."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import compress
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


_spelt: Callable[[tuple[str, str, int]], Spelt] = partial(tuple.__new__, Spelt)
"""Returns the word of a tuple of its attributes, in half the time: every text is made of these."""


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
    if not words:
        return ()
    folded, plain, *_ = zip(*words, strict=True)
    spelt = list(map(_spelt, zip(folded, plain, range(len(words)), strict=True)))
    others = [*compress(range(len(words)), typing_habits.all_meant(folded))]
    if not SHORT.isdisjoint(folded):
        others = sorted({*others, *[place for place, word in enumerate(folded) if word in SHORT]})
    # The last first, so that the places of those before it stay what they are.
    for place in reversed(others):
        spelt[place : place + 1] = _as_meant(text, words, place)
    return tuple(spelt)


def _as_meant(text: Reading, words: Sequence[Word], place: int) -> list[Spelt]:
    """Return the words that one may be short for, or that was meant by it."""
    folded, plain = words[place].folded, words[place].plain
    if folded in SHORT and (short := _short_for(text, words, place)):
        return [Spelt(*meant, place) for meant in _words_of(short)]
    return [Spelt(*(typing_habits.meant(folded) or (folded, plain)), place)]


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


class _Phrase(NamedTuple):
    """A phrase of several words: as the lexicon has it, and its words with marks."""

    text: str
    folded: tuple[str, ...]

    @property
    def needs_marks(self) -> bool:
        """Whether it is another phrase without its marks."""
        return self.text.startswith(NEEDS_MARKS)


class _Typed(NamedTuple):
    """A text that is searched.

    Attributes:
        text: The text.
        spelt: Its words, shortened ones spelt out.
        folded: The same with marks.
        plain: The same without.
    """

    text: Reading
    spelt: Sequence[Spelt]
    folded: tuple[str, ...]
    plain: tuple[str, ...]

    def found(self, phrase: str, first: int, last: int, *, trust: float, missing: bool) -> Found:
        """Return a phrase with the citizen's own words from one word to before another."""
        spoken = self.text.spoken(self.spelt[first].source, self.spelt[last - 1].source)
        return Found(phrase, first, last, trust, missing, spoken)


class Phrases:
    """A set of phrases, ready to be looked for.

    The cost of looking does not grow with their number: two words that follow each other lead to the lengths of the
    phrases that begin with them, and so many words without marks to the few phrases that they may be.

    Args:
        phrases: As in the lexicon, with all marks, after `NEEDS_MARKS` where they are read as others without.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._marked: dict[str, str] = {}
        self._bare: dict[str, str] = {}
        self._behind: dict[str, dict[str, list[int]]] = {}
        self._runs: dict[tuple[str, ...], list[_Phrase]] = {}
        kept = tuple(dict.fromkeys(phrases))
        # All at once, because a lexicon of thousands is read whenever the program starts.
        lines = "\n".join(kept)
        marked, bare = reading.fold(lines).split("\n"), reading.plain(lines).split("\n")
        for phrase, with_marks, without in zip(kept, marked, bare, strict=True):
            folded, plain = tuple(reading.WORD.findall(with_marks)), tuple(reading.WORD.findall(without))
            if not SHORT.isdisjoint(folded):
                # A text is searched with its short forms spelt out.
                folded, plain, _ = zip(*spell_out(reading.read(with_marks)), strict=True)
            if len(folded) > 1:
                self._add_run(_Phrase(phrase, folded), plain)
                continue
            self._behind.setdefault(plain[0], {})
            self._marked.setdefault(folded[0], phrase)
            if not phrase.startswith(NEEDS_MARKS):
                self._bare.setdefault(plain[0], phrase)
        for by_second in self._behind.values():
            for lengths in by_second.values():
                lengths.sort(reverse=True)

    def _add_run(self, phrase: _Phrase, plain: tuple[str, ...]) -> None:
        """Note a phrase of several words under these without marks."""
        self._runs.setdefault(plain, []).append(phrase)
        lengths = self._behind.setdefault(plain[0], {}).setdefault(plain[1], [])
        if len(plain) not in lengths:
            lengths.append(len(plain))

    def find(self, text: Reading, spelt: Sequence[Spelt]) -> list[Found]:
        """Return the phrases in the text, in order; of two that overlap, the longer."""
        if not spelt:
            return []
        folded, plain, _ = zip(*spelt, strict=True)
        typed = _Typed(text, spelt, folded, plain)
        found: list[Found] = []
        free = 0
        for place, lengths in self._starts(folded, plain):
            if place < free:
                continue
            match = self._longest(typed, place, lengths) or self._alone(typed, place)
            if match is not None:
                found.append(match)
                free = match.last
        return found

    def _starts(self, folded: Sequence[str], plain: Sequence[str]) -> list[tuple[int, Sequence[int]]]:
        """Return the few words that may begin a phrase, each with the lengths of those of several words."""
        marked, bare, behind = self._marked, self._bare, self._behind
        words = zip(folded, map(behind.get, plain), [*plain[1:], ""], strict=True)
        return [
            (place, by_second.get(second, ()))
            for place, (word, by_second, second) in enumerate(words)
            if by_second is not None and (second in by_second or word in marked or word in bare)
        ]

    def _alone(self, typed: _Typed, place: int) -> Found | None:
        """Return the phrase of one word that stands here."""
        folded, plain = typed.folded[place], typed.plain[place]
        phrase = self._marked.get(folded)
        if phrase is not None:
            return typed.found(phrase, place, place + 1, trust=1.0, missing=False)
        phrase = self._bare.get(plain) if folded == plain else None
        if phrase is None or typed.text.marks_its_words:
            return None
        # One short word without marks is too often another word: "de", "bac", "no".
        trust = UNSURE if len(plain) <= UNMISTAKABLE else 1.0
        return typed.found(phrase, place, place + 1, trust=trust, missing=True)

    def _longest(self, typed: _Typed, first: int, lengths: Iterable[int]) -> Found | None:
        """Return the longest phrase of several words that begins at a word; of two as long, the one with its marks.

        Args:
            typed: The text.
            first: The word.
            lengths: How many words such a phrase may have, the most first.
        """
        for length in lengths:
            last = first + length
            alike = self._runs.get(typed.plain[first:last]) if last <= len(typed.plain) else None
            best = None if alike is None else _best(alike, typed.folded[first:last], typed.plain[first:last])
            if best is not None:
                phrase, missing = best
                # Words beside it that carry their marks, or three that follow each other, are no accident.
                is_unsure = 0 < missing == length <= ALIKE and typed.text.marks_its_words
                trust = UNSURE if is_unsure else 1.0
                return typed.found(phrase.text, first, last, trust=trust, missing=missing > 0)
        return None


def _best(alike: Iterable[_Phrase], folded: tuple[str, ...], plain: tuple[str, ...]) -> tuple[_Phrase, int] | None:
    """Return which of the phrases that are alike without marks the words are, and how many of them lack their marks."""
    best: tuple[_Phrase, int] | None = None
    for phrase in alike:
        if phrase.folded == folded:
            return phrase, 0
        missing = _missing(folded, plain, phrase.folded)
        if missing and not phrase.needs_marks and (best is None or missing < best[1]):
            best = phrase, missing
    return best


def _missing(folded: Sequence[str], plain: Sequence[str], meant: Sequence[str]) -> int:
    """Return how many words lack the marks that these have, 0 where a word has others."""
    missing = 0
    for typed, bare, word in zip(folded, plain, meant, strict=True):
        if typed != word:
            if typed != bare:
                return 0
            missing += 1
    return missing
