"""A report as it is compared with others: what happened, to what, where and in which words, as a row of numbers.

A number stands for one feature: a keyed hash, what kind of feature it is, and how much it tells apart. Without the key
nobody can say which words a sketch stands for, nor find the sketches with a certain word.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from domain import reading
from domain.reading import Reading, Word
from triage import event_words, word_weights
from triage.bare_words import LONGEST_WORD, bare, meant
from triage.matching import NEEDS_MARKS, Phrases, Spelt


class Kind(IntEnum):
    """What a feature says."""

    EVENT = 0
    """What happened."""
    FAMILY = 1
    """Events that are often told of together: a fight, a blade, a killing."""
    THING = 2
    """To what or whom, or what came of it."""
    WORD = 3
    """Any other word that tells something."""
    NUMBER = 4
    """How many, how much, when."""
    VENUE = 5
    """A kind of place: a market, a lane, a coffee house."""
    NAME = 6
    """A name: of a street, a village, a shop; the number of a house."""
    AGAIN = 7
    """The writer says that it is not the first time."""


WEIGHT_BITS = 4
KIND_BITS = 3
BESIDE_HASH = WEIGHT_BITS + KIND_BITS
HIGHEST_WEIGHT = (1 << WEIGHT_BITS) - 1
KIND_MASK = (1 << KIND_BITS) - 1

WORDS_READ = 600
"""Words of a report that are looked at: ten times what a newspaper's paragraph has."""

MOST_FEATURES = 160
"""Features that are kept, those that tell most; a message of 20 words has about 25."""

TELLS_SOMETHING = 3
"""Weight from which a word is a feature."""

WEIGHT_OF_DIGITS = (4, 6, 9)
"""Weights of numbers with one, two, and more digits."""

LIKE_A_NAME = 6
"""Weight from which a word behind "đường" may be the street's name where nobody uses capitals."""

CLEARLY_A_NAME = 8
"""The same at the beginning of a sentence, where every word has a capital."""

REACH = 3
"""Words that a name has at most."""

NOTHING = "nothing"
"""The name under which phrases stand in the tables that look like others, and mean nothing."""

MOSTLY_CAPITALS = 0.7
"""Share of words with a capital from which capitals mean nothing."""

PLACE_WORDS = frozenset(event_words.PLACE_WORDS.split())

PLAIN_PLACE_WORDS = frozenset(map(reading.plain, PLACE_WORDS))

SPOKEN_NUMBERS = {
    "một": "1", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9",
    "mười": "10",
}  # fmt: skip
"""Numbers in words; "ba" is a father as well, "năm" a year."""

COUNTED = frozenset(event_words.COUNTED.split())

ENDS_A_SENTENCE = re.compile(r"[.!?;:\n]")
ENDS_A_NAME = re.compile(r"[.,!?;:()\n]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The words of a report as they are compared.

    Attributes:
        features: Each feature of the text, once, those that tell most first.
        events: What all its events tell together.
        has_names: Whether it names a place, or anything else.
        is_again: Whether the writer says that it is not the first time.
    """

    features: tuple[int, ...]
    events: int
    has_names: bool
    is_again: bool

    @classmethod
    def of(cls, features: tuple[int, ...]) -> "Sketch":
        """Return the sketch with these features."""
        kinds = [kind_of(feature) for feature in features]
        events = sum(weight_of(one) for one, kind in zip(features, kinds, strict=True) if kind == Kind.EVENT)
        return cls(features, events, has_names=Kind.NAME in kinds, is_again=Kind.AGAIN in kinds)

    @classmethod
    def unpack(cls, kept: bytes) -> "Sketch":
        """Return a sketch from its bytes. Raises ValueError where they are cut off."""
        features = array("I")
        features.frombytes(kept)
        return cls.of(tuple(features))

    def pack(self) -> bytes:
        """Return the sketch as bytes, four for each feature, to be sealed and kept beside the tip."""
        return array("I", self.features).tobytes()


class Drawn(NamedTuple):
    """A sketch, and where in the text its features stand.

    Attributes:
        sketch: The sketch.
        words: For each feature's hash the words it was read from, as numbers in the reading's `words`.
    """

    sketch: Sketch
    words: Mapping[int, Sequence[int]]


def kind_of(feature: int) -> int:
    """Return a feature's kind, a number of `Kind`."""
    return feature >> WEIGHT_BITS & KIND_MASK


def weight_of(feature: int) -> int:
    """Return how much a feature tells apart, 0 to 15."""
    return feature & HIGHEST_WEIGHT


def hash_of(feature: int) -> int:
    """Return what two reports with the same feature share, whatever each of them means by it."""
    return feature >> BESIDE_HASH


def draw(text: Reading, key: bytes) -> Drawn:
    """Return the sketch of a text, and where its features stand.

    Args:
        text: What a citizen wrote, whole, with numbers of persons and vehicles hidden.
        key: 16 to 64 secret bytes; only sketches under one key can be compared.
    """
    spelt = meant(text)[:WORDS_READ]
    strongest: dict[int, int] = {}
    words: dict[int, list[int]] = {}
    for kind, name, weight, sources in _features(text, spelt):
        hashed = _hashed(name, key)
        feature = hashed << BESIDE_HASH | kind << WEIGHT_BITS | weight
        known = strongest.get(hashed)
        # A word that is part of a name once is so everywhere in the text.
        if known is None or (kind, weight) > (kind_of(known), weight_of(known)):
            strongest[hashed] = feature
        words.setdefault(hashed, []).extend(sources)
    ordered = sorted(strongest.values(), key=lambda feature: (-weight_of(feature), feature))
    return Drawn(Sketch.of(tuple(ordered[:MOST_FEATURES])), words)


@lru_cache(maxsize=16_384)
def _hashed(name: str, key: bytes) -> int:
    """Return the keyed hash of a feature's name. The cache also lets all sketches share one number for a word."""
    digest = blake2b(name.encode("utf-8", "replace"), digest_size=4, key=key).digest()
    return int.from_bytes(digest, "big") >> BESIDE_HASH


_Feature = tuple[Kind, str, int, Iterable[int]]
"""Its kind, its name, its weight, and the words of the text that it was read from."""


def _features(text: Reading, spelt: Sequence[Spelt]) -> Iterator[_Feature]:
    """Yield the features of a text, some more than once."""
    events = _EVENTS.find(text, spelt)
    things = _THINGS.find(text, spelt)
    for told in events:
        yield from _of_event(told, spelt)
    for told in things:
        for name in told.names:
            yield Kind.THING, f"#{name}", _weight_of_event(name), _sources(told, spelt)
    if _AGAIN.find(text, spelt):
        yield Kind.AGAIN, "~", 0, ()
    covered = _Covered(_places(events), _places(things), _places(_VENUES.find(text, spelt)))
    yield from _of_words(text, spelt, covered)


def names(text: Reading, spelt: Sequence[Spelt]) -> frozenset[str]:
    """Return the names of the events and things in a text, by which their weights are counted."""
    return frozenset(name for table in (_EVENTS, _THINGS) for told in table.find(text, spelt) for name in told.names)


def _of_event(told: "_Told", spelt: Sequence[Spelt]) -> Iterator[_Feature]:
    """Yield the events that a phrase tells of, and the families they belong to."""
    for name in told.names:
        yield Kind.EVENT, f"@{name}", round(_weight_of_event(name) * told.trust), _sources(told, spelt)
        for family in _FAMILIES.get(name, ()):
            yield Kind.FAMILY, f"&{family}", 0, ()


def _weight_of_event(name: str) -> int:
    """Return how much an event or a thing tells apart; those that the counted texts never name tell most."""
    return word_weights.OF_EVENTS.get(name, word_weights.UNKNOWN)


class _Covered(NamedTuple):
    """Which words, by their number among the spelt ones, belong to phrases of the tables."""

    events: frozenset[int]
    things: frozenset[int]
    venues: frozenset[int]


def _places(told: Iterable["_Told"]) -> frozenset[int]:
    """Return the numbers of the words that phrases consist of."""
    return frozenset(place for one in told for place in range(one.first, one.last))


def _sources(told: "_Told", spelt: Sequence[Spelt]) -> Iterable[int]:
    """Return the numbers of the text's own words in a phrase."""
    return (word.source for word in spelt[told.first : told.last])


def _of_words(text: Reading, spelt: Sequence[Spelt], covered: _Covered) -> Iterator[_Feature]:
    """Yield every word and number that tells something, those of a place told apart from the others."""
    is_cased = _is_cased(text.words)
    reach = 0
    number = ""
    for place, word in enumerate(spelt):
        own = text.words[word.source]
        name = _number(spelt, place) or bare(word.plain)
        if number and own.gap in {".", ","} and name.isdecimal():
            # "1.200" and "1,7" are one number each; the first half alone was yielded, too, and does no harm.
            name = (number + ("" if own.gap == "." else ",") + name)[:LONGEST_WORD]
        number = name if name[0].isdecimal() else ""
        if ENDS_A_NAME.search(own.gap):
            reach = 0
        is_marker = word.folded in PLACE_WORDS or (not text.is_marked and word.plain in PLAIN_PLACE_WORDS)
        is_name = _is_name(text, spelt, place, covered, is_cased=is_cased) or (
            reach > 0
            and (bool(number) or (not is_cased and place not in covered.events and _weight(name) >= LIKE_A_NAME))
        )
        reach = REACH if is_marker else reach - 1 if is_name and reach else 0
        weight = _weight(name)
        if weight >= TELLS_SOMETHING:
            is_venue = is_marker or (place in covered.venues and place not in covered.events)
            kind = Kind.NAME if is_name else Kind.VENUE if is_venue else Kind.NUMBER if number else Kind.WORD
            yield kind, name, weight, (word.source,)


def _is_cased(words: Sequence[Word]) -> bool:
    """Whether a capital within a sentence means a name."""
    capitals = sum(word.capital for word in words)
    if capitals > MOSTLY_CAPITALS * len(words):
        return False
    return any(word.capital for place, word in enumerate(words) if place and not ENDS_A_SENTENCE.search(word.gap))


def _is_name(text: Reading, spelt: Sequence[Spelt], place: int, covered: _Covered, *, is_cased: bool) -> bool:
    """Whether a word's capital makes it a name, and not a make of motorcycle or the beginning of a sentence."""
    own = text.words[spelt[place].source]
    if not (is_cased and own.capital) or own.plain.isdecimal() or place in covered.things:
        return False
    if spelt[place].source and not ENDS_A_SENTENCE.search(own.gap):
        return True
    follows = place + 1 < len(spelt) and text.words[spelt[place + 1].source].capital
    return follows and place not in covered.events and _weight(bare(spelt[place].plain)) >= CLEARLY_A_NAME


def _number(spelt: Sequence[Spelt], place: int) -> str:
    """Return a number that is written in words as digits, "" where the word is none."""
    if place + 1 < len(spelt) and spelt[place + 1].plain in COUNTED:
        return SPOKEN_NUMBERS.get(spelt[place].folded, "")
    return ""


def _weight(name: str) -> int:
    """Return how much a word or a number tells apart."""
    if name[0].isdecimal():
        return WEIGHT_OF_DIGITS[min(len(name), len(WEIGHT_OF_DIGITS)) - 1]
    return word_weights.OF_WORDS.get(name, word_weights.UNKNOWN)


class _Told(NamedTuple):
    """A phrase in a text: what it stands for, how surely, and where it stands among the spelt words."""

    names: Sequence[str]
    trust: float
    first: int
    last: int


class _Table:
    """A table of `triage.event_words`, ready to be looked for."""

    def __init__(self, text: str) -> None:
        self._names: dict[str, list[str]] = {}
        for name, phrases in event_words.table(text).items():
            for phrase in phrases:
                self._names.setdefault(phrase, []).extend([] if name == NOTHING else [name])
        # Of two that differ in their marks alone, the one that can be read without them comes first.
        self._phrases = Phrases(sorted(self._names, key=lambda phrase: phrase.startswith(NEEDS_MARKS)))

    def find(self, text: Reading, spelt: Sequence[Spelt]) -> list[_Told]:
        """Return the phrases in a text, in order; of two that overlap, the longer."""
        found = self._phrases.find(text, spelt)
        return [_Told(self._names[one.phrase], one.trust, one.first, one.last) for one in found]


_EVENTS = _Table(event_words.EVENTS)
_THINGS = _Table(event_words.THINGS)
_VENUES = _Table(event_words.VENUES)
_AGAIN = _Table(event_words.AGAIN)
_FAMILIES = event_words.families()
