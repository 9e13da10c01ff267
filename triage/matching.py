"""Finds phrases of a lexicon in a text, with or without tone marks, shortened words spelt out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from domain import reading
from domain.reading import SHORT_FORMS, Reading

MAX_WORDS = 4000
"""Words of one text that are looked at; a whole draft of many messages has fewer."""

UNSURE = 0.6
"""What a phrase without its marks is worth in a text that has marks, where the word may well be another one."""


UNLIKELY = 0.25
"""The same for a single word: "ban" in a text with marks is hardly ever "bắn"."""


class Spelt(NamedTuple):
    """A word as it is compared, and the word of the text that it comes from."""

    folded: str
    plain: str
    source: int


@dataclass(frozen=True, slots=True)
class Found:
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


@lru_cache(maxsize=1)
def _short_forms() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return for each shortened word what it stands for, as folded and plain words."""
    return {
        short: tuple((word.folded, word.plain) for word in reading.read(meant).words)
        for short, meant in SHORT_FORMS.items()
    }


def spell_out(text: Reading) -> tuple[Spelt, ...]:
    """Return the text's words with shortened ones spelt out."""
    short_forms = _short_forms()
    spelt: list[Spelt] = []
    for place, word in enumerate(text.words[:MAX_WORDS]):
        meant = short_forms.get(word.folded) if not word.plain.isdecimal() else None
        if meant is None:
            spelt.append(Spelt(word.folded, word.plain, place))
        else:
            spelt.extend(Spelt(folded, plain, place) for folded, plain in meant)
    return tuple(spelt)


_Phrase = tuple[str, tuple[tuple[str, str], ...]]
"""A phrase, and its words with marks and without."""


class Phrases:
    """A set of phrases, ready to be looked for.

    Args:
        phrases: As in the lexicon, with all marks.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, dict[str, list[_Phrase]]] = defaultdict(lambda: defaultdict(list))
        for phrase in dict.fromkeys(phrases):
            words = tuple((word.folded, word.plain) for word in reading.read(phrase).words)
            second = words[1][1] if len(words) > 1 else ""
            self._by_first[words[0][1]][second].append((phrase, words))
        for by_second in self._by_first.values():
            for group in by_second.values():
                group.sort(key=lambda item: -len(item[1]))

    def find(self, text: Reading, spelt: Sequence[Spelt]) -> list[Found]:
        """Return the phrases in the text, in order; of two that overlap, the longer."""
        found: list[Found] = []
        free = 0
        for place, word in enumerate(spelt):
            # Nearly every word begins no phrase; only the others are worth a closer look.
            if place < free or word.plain not in self._by_first:
                continue
            match = self._at(text, spelt, place)
            if match is not None:
                found.append(match)
                free = match.last
        return found

    def _at(self, text: Reading, spelt: Sequence[Spelt], first: int) -> Found | None:
        """Return the longest phrase that begins at this word."""
        by_second = self._by_first[spelt[first].plain]
        second = spelt[first + 1].plain if first + 1 < len(spelt) else ""
        for phrase, words in chain(by_second.get(second, ()), by_second.get("", ()) if second else ()):
            last = first + len(words)
            if last > len(spelt):
                continue
            trust = _trust(text, spelt[first:last], words)
            if trust:
                missing = any(
                    typed.folded != folded for typed, (folded, _) in zip(spelt[first:last], words, strict=True)
                )
                spoken = text.spoken(spelt[first].source, spelt[last - 1].source)
                return Found(phrase=phrase, first=first, last=last, trust=trust, missing=missing, words=spoken)
        return None


def _trust(text: Reading, spelt: Sequence[Spelt], words: Sequence[tuple[str, str]]) -> float:
    """Return how surely these words are the phrase: 1, less where marks are missing, 0 where they are others."""
    missing = False
    for typed, (folded, plain) in zip(spelt, words, strict=True):
        if typed.folded == folded:
            continue
        if typed.plain != plain or typed.folded != typed.plain:
            return 0.0
        missing = True
    if not missing:
        return 1.0
    if text.is_marked:
        return UNSURE if len(words) > 1 else UNLIKELY
    # One short word without marks is too often another word: "de", "bac", "no".
    return 1.0 if len(words) > 1 or len(words[0][1]) > UNMISTAKABLE else UNSURE


UNMISTAKABLE = 4
"""Letters up to which a single word without marks may be another one."""
