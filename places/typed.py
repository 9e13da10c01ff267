"""What typed letters may stand for: a name, with or without the names of areas beside it.

Every reading is looked at: "phu my, phu vang" may be a ward in a district, "tan thanh" a name, or a name and the
beginning of a province's.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain import reading
from places import keystrokes
from places.names import COMMUNE_KINDS, DISTRICT_KINDS, MARKERS, PROVINCE_KINDS, Kind, unmarked_y
from places.searchable import DISTRICTS, NameEra, SearchIndex, SearchName, numbered

MOST_LETTERS = 100
"""Letters that are looked at; no name with its district and province is half as long."""

MOST_WORDS = 12
"""Words that are looked at."""

MOST_AREAS = 3
"""Names of areas behind a name: its district, its old province and today's."""

FEWEST_LETTERS = 2
"""Letters from which names that begin so are looked for."""

FEWEST_MISSPELT = 4
"""Letters of the shortest name in which a slip is allowed for; shorter ones are all one slip apart."""


class TypedWord(NamedTuple):
    """A typed word: its key, and the same with its marks."""

    key: str
    marked: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read what was typed.

    Attributes:
        key: The key of the name; empty where only areas are named.
        marked: The same with marks.
        kinds: Kinds that were typed before it; empty for none.
        areas: For each district or province named beside it, the areas it may be.
        slack: How much of the areas had to be guessed: begun words and slips.
        has_kind: Whether an area was announced as a district.
    """

    key: str
    marked: str
    kinds: frozenset[Kind]
    areas: tuple[frozenset[str], ...]
    slack: int
    has_kind: bool = False

    def era(self, entry: SearchName) -> float:
        """Return how far a unit's name is from the time that was spoken of: who names a district speaks of before."""
        if entry.era is NameEra.NOW and any(all(area.startswith(DISTRICTS) for area in one) for one in self.areas):
            return NameEra.UNTIL_2025 + 0.5
        return entry.era

    def allows(self, areas: frozenset[str]) -> bool:
        """Whether a unit in these areas lies in all that were named."""
        return not any(named.isdisjoint(areas) for named in self.areas)


def tokens_of(words: str) -> tuple[TypedWord, ...]:
    """Return what was typed, word by word."""
    return tuple(
        TypedWord(numbered(word.plain.replace("y", "i")), unmarked_y(word.folded))
        for word in reading.read(words[:MOST_LETTERS]).words[:MOST_WORDS]
    )


def without_telex(tokens: tuple[TypedWord, ...]) -> tuple[TypedWord, ...]:
    """Return the words without keystrokes that were never turned into marks: "phuwowngf"."""
    words = (keystrokes.telex(token.key) or token.key for token in tokens)
    return tuple(TypedWord(word, word) for word in words)


def ways(index: SearchIndex, tokens: tuple[TypedWord, ...], *, slips: bool = False) -> Iterator[Way]:
    """Yield every way to read the words as a name with areas behind or before it, or as areas alone."""
    count = len(tokens)
    for areas in _areas(index, tokens, 0, count, slips=slips):
        yield Way("", "", frozenset(), areas.named, areas.slack, has_kind=areas.has_district_kind)
    for end in range(count, 0, -1):
        for areas in _areas(index, tokens, end, count, slips=slips) if end < count else (NO_AREAS,):
            yield from _named(tokens, 0, end, areas)
    for start in range(1, count):
        for areas in _areas(index, tokens, 0, start, slips=False):
            if not areas.slack:
                yield from _named(tokens, start, count, areas)


@dataclass(frozen=True, slots=True)
class _Areas:
    """Some words read as the names of areas, one after the other."""

    named: tuple[frozenset[str], ...]
    slack: int
    has_district_kind: bool = False


NO_AREAS = _Areas((), 0)


def _named(tokens: Sequence[TypedWord], start: int, end: int, areas: _Areas) -> Iterator[Way]:
    """Yield the name between two words, with and without the kind that may lead it."""
    part = tokens[start:end]
    yield Way(glue(part), glue_marked(part), frozenset(), areas.named, areas.slack)
    marker = _marker(tokens, start, end)
    if marker is not None and not marker[0].isdisjoint(COMMUNE_KINDS):
        kinds, name = marker
        part = tokens[name:end]
        yield Way(glue(part), glue_marked(part), kinds, areas.named, areas.slack)


def _areas(index: SearchIndex, tokens: Sequence[TypedWord], start: int, end: int, *, slips: bool) -> Iterator[_Areas]:
    """Yield every way to read the words from `start` to `end` as names of areas."""
    if start == end:
        return
    for stop in range(start + 1, end + 1):
        first = _area(index, tokens, start, stop, slips=slips)
        if first is None:
            continue
        if stop == end:
            yield first
            continue
        for rest in _areas(index, tokens, stop, end, slips=slips):
            if len(rest.named) < MOST_AREAS:
                has_kind = first.has_district_kind or rest.has_district_kind
                yield _Areas((*first.named, *rest.named), first.slack + rest.slack, has_district_kind=has_kind)


def _area(index: SearchIndex, tokens: Sequence[TypedWord], start: int, stop: int, *, slips: bool) -> _Areas | None:
    """Return the areas that these words name, None where they name none."""
    found = index.areas.get(glue(tokens[start:stop]))
    if found is not None and not glue(tokens[start:stop]).isdecimal():
        return _Areas((found,), 0)
    kinds, name = _marker(tokens, start, stop) or (frozenset(), start)
    typed = glue(tokens[name:stop])
    of_kind = index.areas_of(typed, kinds)
    if of_kind and (kinds or not typed.isdecimal()):
        is_district = bool(kinds) and kinds <= DISTRICT_KINDS - PROVINCE_KINDS
        return _Areas((of_kind,), 0, has_district_kind=is_district)
    if typed.isdecimal() or (kinds and kinds <= COMMUNE_KINDS):
        return None
    if stop == len(tokens) and len(typed) >= FEWEST_LETTERS:
        begun = frozenset().union(*(index.areas_of(one, kinds) for one in beginning_with(index.area_names, typed)))
        if begun:
            return _Areas((begun,), 1)
    if slips and len(typed) > FEWEST_MISSPELT:
        near = process.extract(typed, index.area_names, scorer=OSA.distance, score_cutoff=1, limit=None)
        meant = frozenset().union(*(index.areas_of(one, kinds) for one, _slips, _place in near))
        if meant:
            return _Areas((meant,), 2)
    return None


def _marker(tokens: Sequence[TypedWord], start: int, end: int) -> tuple[frozenset[Kind], int] | None:
    """Return the kinds that the words from `start` announce, and where the name begins; None without any."""
    for length in (2, 1):
        name = start + length
        if name < end:
            kinds = MARKERS.get(glue(tokens[start:name]))
            if kinds is not None:
                return kinds, name
    return None


def glue(tokens: Iterable[TypedWord]) -> str:
    """Return the key of some words together."""
    return "".join(token.key for token in tokens)


def glue_marked(tokens: Iterable[TypedWord]) -> str:
    """Return the same with its marks."""
    return "".join(token.marked for token in tokens)


def beginning_with(names: Sequence[str], typed: str) -> Iterator[str]:
    """Yield the names that begin so, from a sorted list."""
    place = bisect_left(names, typed)
    while place < len(names) and names[place].startswith(typed):
        yield names[place]
        place += 1


def tails_beginning_with(tails: Sequence[tuple[str, str]], typed: str) -> Iterator[tuple[str, str]]:
    """Yield the ends of names that begin so, each with its whole name, from a sorted list."""
    place = bisect_left(tails, (typed,))
    while place < len(tails) and tails[place][0].startswith(typed):
        yield tails[place]
        place += 1
