"""The quick search: the communes that typed letters may mean, as people type who were asked for a name.

A typed name is read in every way it can be: a name alone, a name with its district or province behind or before it, a
district alone. Exact names come before names that begin so, and those before misspelt ones, which are looked for only
where nothing better is found.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from places.gazetteer import Commune, Gazetteer
from places.names import MARKERS
from places.searchable import NameEra, SearchIndex, SearchName, build, now
from places.typed import (
    FEWEST_LETTERS,
    FEWEST_MISSPELT,
    TypedWord,
    Way,
    beginning_with,
    glue,
    glue_marked,
    tails_beginning_with,
    tokens_of,
    ways,
    without_telex,
)

FEWEST_WITHIN = 3
"""Letters from which names are looked for of which a later word begins so."""

LONG_NAME = 8
"""Letters from which a name may hold two slips."""

LONG_BEGINNING = 5
"""Letters from which a beginning leads to wards of before July 2025 anywhere in the country; there are 14,000."""

FEW_DISTRICTS = 2
"""Districts of one name up to which their communes are offered: "Châu Thành" alone says nothing."""

FEW_FOUND = 2
"""Names that begin so up to which misspelt ones are worth a look as well: a slip may look like a beginning."""

SLIP_NEARBY = 0.8
"""What a slip to a neighbouring key or to a letter of the same sound counts, where any other counts one."""

NEIGHBOURS = frozenset(
    frozenset(pair)
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm", "ik", "ol")
    for pair in pairwise(row)
) | frozenset(map(frozenset, ("sx", "ln", "dr", "ck", "kq", "tc", "dg", "iy", "bv")))
"""Letters that lie beside each other on a keyboard, or that dialects and spellers exchange."""


class Fit(IntEnum):
    """How well a name fits the letters, best first."""

    EXACT = 0
    DISTRICT = 1
    BEGINS = 2
    WITHIN = 3
    IN_DISTRICT = 5
    SLIP = 8


LIKELIER = 2.5
"""Steps of `Fit` by which a name in the likely province is better than one elsewhere."""


@dataclass(frozen=True, slots=True)
class Found:
    """A commune that typed letters may mean.

    Attributes:
        commune: Which.
        name: The unit under whose name it was found, as people read it: its own, or an old one's with its district.
        is_old: Whether that is a name of before July 2025.
        is_exact: Whether the name is exactly what was typed.
        is_named: Whether it was found by a name, not only because it was formed from a district that was named.
    """

    commune: Commune
    name: str
    is_old: bool
    is_exact: bool
    is_named: bool


Rank = tuple[bool, float, float, float, int, int, int, str]
"""The order of what is found: the smaller, the likelier."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A commune under one of its names, with its place in the order."""

    rank: Rank
    entry: SearchName
    code: str
    fit: Fit


def find(gazetteer: Gazetteer, words: str, *, province_code: str | None = None, limit: int = 8) -> list[Found]:
    """Return the communes that typed letters may mean and the names they were found under, likeliest first.

    Beginnings of names, missing tone marks, kinds, small mistakes, names of before July 2025 and a district or
    province behind the name are all fine. What is far-fetched is left out where something better is found.

    Args:
        gazetteer: The units.
        words: What was typed.
        province_code: The likely province, today's two digits; it decides between equals, and shuts nothing out.
        limit: How many at most.
    """
    index = build(gazetteer)
    hits = _Search(index, province_code).hits(tokens_of(words))
    best: dict[str, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: hit.rank):
        best.setdefault(hit.code, hit)
    return [
        Found(
            commune=gazetteer.commune(hit.code),
            name=hit.entry.full_name,
            is_old=hit.entry.era is not NameEra.NOW,
            is_exact=hit.fit is Fit.EXACT and not hit.rank[0],
            is_named=hit.fit not in {Fit.DISTRICT, Fit.IN_DISTRICT},
        )
        for hit in _without_tail(list(best.values()))[:limit]
    ]


def _without_tail(hits: Sequence[_Hit]) -> Sequence[_Hit]:
    """Return the hits without those that are far behind the first: other marks than typed, more slips."""
    if not hits:
        return hits
    first = hits[0]
    alike = [hit for hit in hits if hit.rank[0] is first.rank[0]]
    if first.fit is Fit.SLIP:
        return [hit for hit in alike if hit.rank[2] < first.rank[2] + 0.5]
    return [hit for hit in alike if hit.fit is not Fit.SLIP or first.fit > Fit.DISTRICT]


@dataclass(frozen=True, slots=True)
class _Search:
    """One search: the index, and the likely province."""

    index: SearchIndex
    province_code: str | None

    def hits(self, tokens: tuple[TypedWord, ...]) -> list[_Hit]:
        """Return what fits best: names as typed, else with slips, else what else the letters may stand for."""
        if not tokens:
            return []
        readings = list(ways(self.index, tokens))
        found = [hit for way in readings for hit in self._as_typed(way)] or list(self._glued(tokens))
        if len({hit.code for hit in found if hit.fit is not Fit.IN_DISTRICT}) <= FEW_FOUND and not _is_sure(found):
            found += [hit for way in readings for hit in self._with_slips(way)]
        if found:
            return found
        for other in self._otherwise(tokens):
            found = list(other)
            if found:
                break
        return found

    def _otherwise(self, tokens: tuple[TypedWord, ...]) -> Iterator[Iterable[_Hit]]:
        """Yield what is looked for where the letters as they stand lead nowhere, one thing after the other."""
        yield (hit for way in ways(self.index, tokens, slips=True) for hit in self._as_typed(way))
        decoded = without_telex(tokens)
        if decoded != tokens:
            yield (hit for way in ways(self.index, decoded) for hit in self._as_typed(way))
        yield self._inside(tokens)
        yield self._initials(tokens)

    def _as_typed(self, way: Way) -> Iterator[_Hit]:
        """Yield the names that are, or begin with, what was typed; the communes of a district that was named."""
        if not way.key:
            yield from self._of_districts(way)
            return
        for entry in self.index.by_key.get(way.key, ()):
            yield from self._hits_of(way, entry, Fit.EXACT)
        if way.slack or way.key.isdecimal() or len(way.key) < FEWEST_LETTERS:
            # A name and a province of which both are only begun could be anything.
            return
        for name in beginning_with(self.index.keys, way.key):
            if name != way.key:
                yield from self._completed(way, name, Fit.BEGINS)
        if len(way.key) >= FEWEST_WITHIN and way.key not in self.index.areas:
            for _tail, name in tails_beginning_with(self.index.tails, way.key):
                yield from self._completed(way, name, Fit.WITHIN)

    def _completed(self, way: Way, name: str, fit: Fit) -> Iterator[_Hit]:
        """Yield the units of a name that few letters were typed of: of a very few, only of today or likely ones."""
        is_short = len(way.key) < LONG_BEGINNING
        for entry in self.index.by_key[name]:
            if not is_short or entry.era is NameEra.NOW or self._is_likely(entry):
                yield from self._hits_of(way, entry, fit)

    def _of_districts(self, way: Way) -> Iterator[_Hit]:
        """Yield the communes that were formed from the district that was named."""
        # Whoever types the name of a province hardly means the town of that name in it.
        of_districts = [one for one in way.areas if way.has_kind or all(area in self.index.members for area in one)]
        named = [area for area in frozenset().union(*of_districts) if area in self.index.members]
        districts = [area for area in named if way.allows(self.index.around[area])]
        if way.slack or not districts or len(districts) > FEW_DISTRICTS:
            return
        fit = Fit.DISTRICT if way.has_kind else Fit.IN_DISTRICT
        for district in districts:
            for place, code in enumerate(self.index.members[district]):
                entry = self.index.current[code]
                yield _Hit(self._rank(way, entry, fit, code, target=place), entry, code, fit)

    def _with_slips(self, way: Way) -> Iterator[_Hit]:
        """Yield the names that differ from what was typed by a slip or two."""
        if way.slack or len(way.key) < FEWEST_MISSPELT or way.key.isdecimal():
            return
        most = 1 if len(way.key) < LONG_NAME else 2
        names = (name for length in self._lengths(way, most) for name in self.index.of_length.get(length, ()))
        near = process.extract(way.key, list(names), scorer=OSA.distance, score_cutoff=most, limit=None)
        for name, slips, _position in near:
            cost = _cost(way.key, name, slips)
            for entry in self.index.by_key[name] if slips else ():
                yield from self._hits_of(way, entry, Fit.SLIP, cost=cost)

    @staticmethod
    def _lengths(way: Way, most: int) -> range:
        """Return the lengths that a name may have which differs by so many slips."""
        return range(len(way.key) - most, len(way.key) + most + 1)

    def _glued(self, tokens: tuple[TypedWord, ...]) -> Iterator[_Hit]:
        """Yield the names behind a kind that was typed without a space: "xaphumy"."""
        first = tokens[0].key
        for marker, kinds in MARKERS.items():
            if len(marker) > 1 and first.startswith(marker) and len(first) > len(marker):
                rest = TypedWord(first[len(marker) :], tokens[0].marked[len(marker) :])
                for way in ways(self.index, (rest, *tokens[1:])):
                    known = way if way.kinds else Way(way.key, way.marked, kinds, way.areas, way.slack)
                    yield from self._as_typed(known)

    def _inside(self, tokens: tuple[TypedWord, ...]) -> Iterator[_Hit]:
        """Yield the longest name that stands somewhere in what was typed: "gần chợ Vỹ Dạ"."""
        for length in range(len(tokens) - 1, 0, -1):
            found = []
            for start in range(len(tokens) - length + 1):
                part = tokens[start : start + length]
                way = Way(glue(part), glue_marked(part), frozenset(), (), slack=1)
                if len(way.key) >= FEWEST_MISSPELT + (length == 1):
                    entries = self.index.by_key.get(way.key, ())
                    found += [hit for entry in entries for hit in self._hits_of(way, entry, Fit.WITHIN)]
            if found:
                yield from found
                return

    def _initials(self, tokens: tuple[TypedWord, ...]) -> Iterator[_Hit]:
        """Yield today's communes of the likely province whose names begin with these letters: "vd"."""
        letters = "".join(token.key for token in tokens)
        way = Way(letters, letters, frozenset(), (), slack=1)
        for code in self.index.initials.get(letters, ()) if len(letters) >= FEWEST_LETTERS else ():
            entry = self.index.current[code]
            if self._is_likely(entry):
                yield from self._hits_of(way, entry, Fit.WITHIN)

    def _hits_of(self, way: Way, entry: SearchName, fit: Fit, *, cost: float = 0.0) -> Iterator[_Hit]:
        """Yield a hit for each commune behind a name that lies where it should."""
        if not way.allows(entry.areas):
            return
        for target, code in enumerate(entry.targets):
            yield _Hit(self._rank(way, entry, fit, code, target=target, cost=cost), entry, code, fit)

    def _rank(self, way: Way, entry: SearchName, fit: Fit, code: str, *, target: int, cost: float = 0.0) -> Rank:
        """Return the place of a commune in the order; a kind that was typed weighs more than the age of a name."""
        marks = _marks(way, entry, fit)
        is_other_kind = bool(way.kinds) and entry.kind not in way.kinds
        return (
            marks == _Marks.OTHER,
            self._tier(entry, fit),
            cost + way.slack,
            way.era(entry) + 1.5 * is_other_kind,
            marks,
            len(entry.key) - len(way.key) if fit is Fit.BEGINS else 0,
            target,
            code,
        )

    def _tier(self, entry: SearchName, fit: Fit) -> float:
        """Return how well a name fits; in the likely province a beginning is as good as a whole name elsewhere."""
        return fit - LIKELIER if self._is_likely(entry) else fit

    def _is_likely(self, entry: SearchName) -> bool:
        """Whether a unit lies in the likely province."""
        return self.province_code is not None and now(self.province_code) in entry.areas


def _is_sure(found: Sequence[_Hit]) -> bool:
    """Whether something was found that is exactly what was typed, marks included."""
    return any(hit.fit <= Fit.DISTRICT and not hit.rank[0] for hit in found)


class _Marks(IntEnum):
    """How the marks that were typed agree with a name's."""

    SAME = 0
    FEWER = 1
    OTHER = 2


def _marks(way: Way, entry: SearchName, fit: Fit) -> _Marks:
    """Return how the typed marks agree with the name's; who types none at all says nothing by it."""
    if way.marked == way.key or fit not in {Fit.EXACT, Fit.BEGINS}:
        return _Marks.SAME
    name = entry.marked
    if not name:
        return _Marks.FEWER
    if name.startswith(way.marked):
        return _Marks.SAME
    pairs = zip(way.marked, name, strict=False)
    return _Marks.FEWER if all(typed == real or typed in _LESS[real] for typed, real in pairs) else _Marks.OTHER


def _less_marked() -> dict[str, str]:
    """Return for each letter with marks the same with fewer: "ự" is typed as "ư", "ụ" or "u" as well."""
    groups = (
        "aàáảãạ",
        "ăằắẳẵặ",
        "âầấẩẫậ",
        "eèéẻẽẹ",
        "êềếểễệ",
        "iìíỉĩị",
        "oòóỏõọ",
        "ôồốổỗộ",
        "ơờớởỡợ",
        "uùúủũụ",
        "ưừứửữự",
    )
    less: dict[str, str] = defaultdict(str, {"đ": "d"})
    plain = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}
    toned = {group[0]: group for group in groups}
    for group in groups:
        bare = plain.get(group[0], group[0])
        for tone, letter in enumerate(group):
            less[letter] = "".join({group[0], bare, toned[bare][tone]} - {letter})
    return less


_LESS = _less_marked()


def _cost(typed: str, name: str, slips: int) -> float:
    """Return how far a name is from what was typed; slips of the finger and of the ear count less."""
    if slips == 1 and len(typed) == len(name):
        apart = [frozenset(pair) for pair in zip(typed, name, strict=True) if pair[0] != pair[1]]
        if len(apart) == 1 and apart[0] in NEIGHBOURS:
            return SLIP_NEARBY
    # A letter typed twice, or once where it stands twice.
    is_doubled = slips == 1 and _undoubled(typed) == _undoubled(name)
    return SLIP_NEARBY if is_doubled else slips + (0.1 if typed[0] != name[0] else 0.0)


def _undoubled(word: str) -> str:
    return "".join(letter for place, letter in enumerate(word) if place == 0 or word[place - 1] != letter)
