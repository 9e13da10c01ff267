"""A text as a row of signs: one for each word of time, number and mark that matters, one for a run of other words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from domain.reading import WORD, Reading, Word
from triage import time_words
from triage.spellings import half_marked, spellings
from triage.time_words import BOUND, Sign

OTHER_WORDS = {
    "tối": {"tôi"},
    "đêm": {"đem"},
    "tới": {"tơi"},
    "mốt": {"môt", "mot"},
    "đến": {"đên", "đen"},
    "định": {"dinh"},
    "chừ": {"chu", "chư"},
}
"""Spellings with some marks that are words of their own, by the word of time they would stand for."""

GAPS = {"": "", " ": "", ", ": Sign.COMMA, ",": Sign.COMMA, ". ": Sign.STOP, "-": Sign.DASH, "/": Sign.SLASH}
"""What usually stands between two words, and its sign; `_sign_of` finds the others."""

ENDS_A_SENTENCE = re.compile(r"[!?;…\n]|\.(?:[\s\")»”]|$)")
DASHES = re.compile(r"[-–—~]")

MINUTE_MARKS = frozenset("'’′")
"""Behind a number they stand for minutes."""

DAY_NUMBERS = 2
"""Digits of a number that can be an hour, a minute, a day or a month."""

YEARS = range(1900, 2100)
YEAR_DIGITS = 4

TELLING = frozenset({"cách", "ngoái", "giáng", "giỗ", "hừng", "lúc", "nguyên", "t", "thứ", "túi", "tức", "vu"})
"""Rarer in texts than the last syllable of their phrase."""

TOO_COMMON = frozenset({"mong", "nam", "năm"})
"""Spellings of words of time that are other words far more often; where they are none, another word tells."""

DATE_OR_HOUR = re.compile(r"\d(?:[/:.g-]\d|['’′])|\b(?:19|20)\d\d\b|\bnam (?:truoc|trc|roi|qua)\b")
"""What may still be a date, an hour or a year where no word tells of time."""


@dataclass(slots=True)
class _Node:
    """What may follow the words that led here.

    Attributes:
        after: The next syllable's node.
        meant: The sign and its value, where the words are a phrase.
    """

    after: dict[str, "_Node"] = field(default_factory=dict)
    meant: tuple[Sign, int] | None = None


class _Vocabulary(NamedTuple):
    """The vocabulary, ready to be looked for.

    Attributes:
        meant: For each spelling the syllables it may stand for, as typed first.
        starts: For each spelling of a phrase's first syllable the nodes it leads to, and whether it is typed exactly.
        single: For the same spellings what each means alone.
        triggers: Spellings of the words of which a text with a time has at least one.
    """

    meant: dict[str, tuple[str, ...]]
    starts: dict[str, tuple[tuple[_Node, bool], ...]]
    single: dict[str, tuple[Sign, int] | None]
    triggers: frozenset[str]


SILENT = frozenset(
    {
        Sign.ABOUT, Sign.ADDRESS, Sign.ALMOST, Sign.BACKGROUND, Sign.BIRTH, Sign.DURING, Sign.EACH, Sign.EDGE,
        Sign.EVENING_OR_UNTIL, Sign.EVERY, Sign.FEW, Sign.FROM, Sign.FUTURE, Sign.GRAM, Sign.HABIT, Sign.HALF_OF,
        Sign.HALF_PAST, Sign.HAPPENED, Sign.IS, Sign.LAST, Sign.LEAP, Sign.LESS, Sign.LUNAR, Sign.MOMENT, Sign.MORE,
        Sign.NEXT, Sign.OFTEN, Sign.ON_THE_CLOCK, Sign.OTHER, Sign.PAPER, Sign.PAST, Sign.PEOPLE, Sign.PLAN,
        Sign.REPORT, Sign.SAID, Sign.SPELT, Sign.THIS, Sign.UNTIL,
    }
)  # fmt: skip
"""Signs that make no time by themselves."""


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    """Return the vocabulary with all its spellings; built once, in a few milliseconds."""
    root = _Node()
    for phrase, meant in _phrases():
        node = root
        for syllable in WORD.findall(phrase):
            node = node.after.setdefault(syllable, _Node())
        node.meant = node.meant or meant
    triggers = _triggers()
    known = {syllable for phrase, _ in _phrases() for syllable in WORD.findall(phrase)}
    bound = {syllable for phrase, (sign, _) in _phrases() if sign in BOUND for syllable in WORD.findall(phrase)}
    meanings: dict[str, list[str]] = {}
    for syllable in sorted(known):
        typings = spellings(syllable) | (half_marked(syllable) if syllable in bound else frozenset())
        for typed in sorted(typings - OTHER_WORDS.get(syllable, set())):
            meanings.setdefault(typed, []).append(syllable)
    typed_first = {typed: tuple(sorted(found, key=lambda one: one != typed)) for typed, found in meanings.items()}
    starts = {
        typed: tuple((root.after[syllable], syllable == typed) for syllable in found if syllable in root.after)
        for typed, found in typed_first.items()
    }
    return _Vocabulary(
        meant=typed_first,
        starts={typed: nodes for typed, nodes in starts.items() if nodes},
        single={typed: _alone(nodes) for typed, nodes in starts.items() if nodes},
        triggers=frozenset(typed for typed, found in typed_first.items() if not triggers.isdisjoint(found))
        - TOO_COMMON,
    )


def _alone(nodes: Sequence[tuple[_Node, bool]]) -> tuple[Sign, int] | None:
    """Return what a word means without those behind it, as typed first; None where it only begins phrases."""
    return next((node.meant for node, _ in sorted(nodes, key=lambda one: not one[1]) if node.meant), None)


def _triggers() -> set[str]:
    """Return a syllable of each phrase that may make a time: one that is a time alone, or telling, or the last."""
    told = [WORD.findall(phrase) for phrase, (sign, _) in _phrases() if sign not in SILENT]
    alone = {syllables[0] for syllables in told if len(syllables) == 1}
    alone -= TOO_COMMON
    others = [syllables for syllables in told if alone.isdisjoint(syllables)]
    told_by = {next((one for one in syllables if one in TELLING), syllables[-1]) for syllables in others}
    return alone | told_by


def _phrases() -> Iterator[tuple[str, tuple[Sign, int]]]:
    """Yield each phrase with its sign and value."""
    for sign, by_value in time_words.VALUED.items():
        for value, phrases in by_value.items():
            yield from ((phrase, (sign, value)) for phrase in phrases.split("|"))
    for sign, phrases in time_words.WORDS.items():
        yield from ((phrase, (sign, 0)) for phrase in phrases.split("|"))
    for phrase, number in time_words.numbers().items():
        yield phrase, (Sign.SPELT, number)


@dataclass(slots=True)
class Row:
    """The signs of a text.

    Attributes:
        signs: One character each.
        values: What each stands for: a number, or the value in the vocabulary.
        firsts: The word of the text that each begins with; for a mark the one behind it.
        lasts: The word that each ends with.
    """

    signs: str
    values: list[int]
    firsts: list[int]
    lasts: list[int]


def speaks_of_time(text: Reading) -> bool:
    """Whether any word of the text may belong to a time. This is all that most texts cost."""
    return not _vocabulary().triggers.isdisjoint([word[0] for word in text.words]) or bool(
        DATE_OR_HOUR.search(text.plain)
    )


def row(words: Sequence[Word]) -> Row:
    """Return the signs of some words, in time linear in their number."""
    return _Reader(words).read()


class _Reader:
    """Turns words into signs, from left to right.

    Args:
        words: The words.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._meant, self._starts, self._single, _ = _vocabulary()
        self._signs: list[str] = []
        self._values: list[int] = []
        self._firsts: list[int] = []
        self._lasts: list[int] = []

    def read(self) -> Row:
        """Return the signs of all words."""
        free = 0
        for place, folded, gap, nodes in self._telling():
            if place < free:
                continue
            if place > free:
                self._other(free)
            if gap != " " and gap and place:
                self._mark(gap, place)
            found = None if nodes is None else self._longest(nodes, place)
            if found is not None:
                free, sign, value = found
                self._add(sign, value, place, free - 1)
                continue
            free = place + 1
            if folded[0] <= "9" and folded.isdecimal():
                self._add(*self._number(place), place, place)
            else:
                self._other(place)
        if free < len(self._words):
            self._other(free)
        return Row("".join(self._signs), self._values, self._firsts, self._lasts)

    def _telling(self) -> list[tuple[int, str, str, Sequence[tuple[_Node, bool]] | None]]:
        """Return the words that may be more than another word, each with its place, its gap, and what it may begin."""
        starts = self._starts
        return [
            (place, word[0], word[4], nodes)
            for place, word in enumerate(self._words)
            if (nodes := starts.get(word[0])) is not None or word[4] != " " or word[0][0] <= "9"
        ]

    def _other(self, place: int) -> None:
        """Note that other words stand from here on."""
        if not self._signs or self._signs[-1] != Sign.OTHER:
            self._add(Sign.OTHER, 0, place, place)

    def _add(self, sign: str, value: int, first: int, last: int) -> None:
        """Note a sign."""
        self._signs.append(sign)
        self._values.append(value)
        self._firsts.append(first)
        self._lasts.append(last)

    def _mark(self, gap: str, place: int) -> None:
        """Note the punctuation between two words, where it matters."""
        sign = GAPS.get(gap)
        if sign is None:
            is_behind_number = self._words[place - 1].folded.isdecimal()
            if is_behind_number and gap[0] in MINUTE_MARKS:
                self._add(Sign.MINUTE, 0, place, place - 1)
                gap = gap[1:]
            is_in_number = is_behind_number and self._words[place].folded.isdecimal()
            sign = Sign.DOT if gap == "." and is_in_number else _sign_of(gap)
        if sign:
            self._add(sign, 0, place, place - 1)

    def _longest(self, nodes: Sequence[tuple[_Node, bool]], place: int) -> tuple[int, Sign, int] | None:
        """Return the longest phrase from a word on: where it ends, its sign and value.

        Of two that are equally long the one that is typed more exactly is meant.
        """
        if self._stands_alone(place):
            alone = self._single[self._words[place].folded]
            return None if alone is None else (place + 1, *alone)
        best: tuple[int, int, Sign, int] | None = None
        paths = [(node, int(is_exact)) for node, is_exact in nodes]
        end = place + 1
        while paths:
            for node, exact in paths:
                if node.meant is None or (best is not None and (end, exact) <= best[:2]):
                    continue
                if node.meant[0] is not Sign.OTHER or exact == end - place:
                    best = (end, exact, *node.meant)
            if end == len(self._words) or self._words[end].gap not in {" ", ""}:
                break
            typed = self._words[end].folded
            meanings = self._meant.get(typed, (typed,))
            paths = [
                (after, exact + (syllable == typed))
                for node, exact in paths
                for syllable in meanings
                if (after := node.after.get(syllable)) is not None
            ]
            end += 1
        return None if best is None else (best[0], best[2], best[3])

    def _stands_alone(self, place: int) -> bool:
        """Whether no word of the vocabulary stands right behind, as in most cases."""
        if place + 1 == len(self._words):
            return True
        behind = self._words[place + 1]
        return behind[4] not in {" ", ""} or behind[0] not in self._meant

    def _number(self, place: int) -> tuple[Sign, int]:
        """Return what a number may be, going by its length and by letters that are glued to it."""
        word = self._words[place]
        if len(word.folded) > YEAR_DIGITS or self._is_glued(place):
            return Sign.MANY, 0
        number = int(word.folded)
        if len(word.folded) <= DAY_NUMBERS:
            return (Sign.ONE if len(word.folded) == 1 else Sign.TWO), number
        return (Sign.YEAR if number in YEARS else Sign.MANY), number

    def _is_glued(self, place: int) -> bool:
        """Whether letters that are no word of time stand right before or behind a number."""
        word = self._words[place]
        if place and not word.gap and self._words[place - 1].folded not in self._meant:
            return True
        if place + 1 == len(self._words):
            return False
        behind = self._words[place + 1]
        return not behind.gap and behind.folded not in self._meant


def _sign_of(gap: str) -> str:
    """Return the sign of what stands between two words; empty where it says nothing."""
    if ENDS_A_SENTENCE.search(gap):
        return Sign.STOP
    bare = gap.strip()
    if DASHES.fullmatch(bare):
        return Sign.DASH
    if gap == ":":
        return Sign.COLON
    if bare == "/":
        return Sign.SLASH
    return Sign.COMMA if any(mark in bare for mark in ",():") else ""
