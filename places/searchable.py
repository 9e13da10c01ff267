"""The names that the quick search looks through: every unit under every name it goes by, or went by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from domain import reading
from places.gazetteer import Gazetteer
from places.names import DISTRICT_KINDS, PROVINCE_SHORT_FORMS, Kind, key, unmarked_y

FEWEST_INITIALS = 2
"""Letters of the shortest short form of a name."""

DISTRICT, FORMER, NOW, OLD = "d:", "was:", "now:", "old:"
"""Prefixes that keep districts, those that were merged away, today's provinces and the old ones apart, which share
numbers."""

DISTRICTS = (DISTRICT, FORMER)
"""Prefixes of districts."""


class NameEra(IntEnum):
    """When a unit had its name."""

    NOW = 0
    UNTIL_2025 = 1
    BEFORE = 2


class SearchName(NamedTuple):
    """One unit under one of its names.

    Attributes:
        key: The name's key.
        name: The name with its marks; empty for former names, which are known without.
        kind: The unit's kind; None for former names.
        full_name: As people read it.
        targets: Codes of today's communes, the one with the largest part first.
        areas: The districts and provinces it lies or lay in.
        era: When it was called so.
    """

    key: str
    name: str
    kind: Kind | None
    full_name: str
    targets: tuple[str, ...]
    areas: frozenset[str]
    era: NameEra

    @property
    def marked(self) -> str:
        """The key with its marks, letter for letter; empty where they are not known."""
        return unmarked_y("".join(letter for letter in reading.fold(self.name) if letter.isalnum()))


def numbered(word: str) -> str:
    """Return a word; numbers without leading zeros."""
    return word.lstrip("0") or "0" if word.isdecimal() else word


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """Names to units, ready to be searched.

    Attributes:
        by_key: Every name's units.
        current: Today's communes by their codes.
        areas: Names of districts and provinces, short forms included, and the areas they may be.
        kinds: The areas' kinds.
        members: Districts, and the communes formed from them, the largest share first.
        around: Districts, and the areas they lie in.
        initials: Today's communes by the first letters of their names.
        tails: The later words of names, each with the name's key, sorted.
    """

    by_key: dict[str, list[SearchName]]
    current: dict[str, SearchName]
    areas: dict[str, frozenset[str]]
    kinds: dict[str, Kind]
    members: dict[str, tuple[str, ...]]
    around: dict[str, frozenset[str]]
    initials: dict[str, list[str]]
    tails: list[tuple[str, str]]

    @cached_property
    def keys(self) -> list[str]:
        """Every name's key, sorted."""
        return sorted(self.by_key)

    @cached_property
    def area_names(self) -> list[str]:
        """Every area's key, sorted; numbers are left out, they are typed with their kind."""
        return sorted(name for name in self.areas if not name.isdecimal())

    @cached_property
    def of_length(self) -> dict[int, list[str]]:
        """Names' keys by their lengths."""
        grouped: dict[int, list[str]] = defaultdict(list)
        for name in self.keys:
            grouped[len(name)].append(name)
        return grouped

    def areas_of(self, name: str, kinds: frozenset[Kind]) -> frozenset[str]:
        """Return the areas of this name that may be of these kinds; of any where none is given."""
        found = self.areas.get(name, frozenset())
        if not kinds:
            return found
        # People mistake one kind of district for another, but no province for a city.
        return frozenset(
            area
            for area in found
            if (self.kinds[area] in kinds) or (area.startswith(DISTRICTS) and not kinds.isdisjoint(DISTRICT_KINDS))
        )


def now(province_code: str) -> str:
    """Return the area that one of today's provinces is."""
    return f"{NOW}{province_code}"


@lru_cache(maxsize=2)
def build(gazetteer: Gazetteer) -> SearchIndex:
    """Return the index of a gazetteer; built once, some 0.2 s."""
    around = _around(gazetteer)
    of_wards = _areas_of_wards(gazetteer, around)
    current = {entry.targets[0]: entry for entry in _current(gazetteer, of_wards)}
    by_key: dict[str, list[SearchName]] = defaultdict(list)
    tails: set[tuple[str, str]] = set()
    for entry in (*current.values(), *_old(gazetteer, of_wards)):
        by_key[entry.key].append(entry)
        tails.update((tail, entry.key) for tail in _tails(entry.name))
    return SearchIndex(
        by_key=dict(by_key),
        current=current,
        areas=_area_names(gazetteer),
        kinds=_area_kinds(gazetteer),
        members=_members(gazetteer, of_wards),
        around=around,
        initials=_by_initials(current.values()),
        tails=sorted(tails),
    )


def _around(gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    """Return the districts, those that were merged away included, each with the areas it lies or lay in."""
    today = {old.code: now(old.province_code) for old in gazetteer.old_provinces}
    named = {f"{DISTRICT}{number}": one.old_province for number, one in enumerate(gazetteer.districts)}
    named |= {f"{FORMER}{number}": one.old_province for number, one in enumerate(gazetteer.former_districts)}
    return {area: frozenset({area, f"{OLD}{old}", today[old]}) for area, old in named.items()}


def _areas_of_wards(gazetteer: Gazetteer, around: dict[str, frozenset[str]]) -> list[frozenset[str]]:
    """Return the areas that each ward of before July 2025 lay in."""
    areas = [around[f"{DISTRICT}{ward.district}"] for ward in gazetteer.old_wards]
    for number, former in enumerate(gazetteer.former_districts):
        for ward in former.wards:
            areas[ward] |= {f"{FORMER}{number}"}
    return areas


def _current(gazetteer: Gazetteer, of_wards: Sequence[frozenset[str]]) -> Iterator[SearchName]:
    """Yield today's communes, each with the areas of the wards that formed it."""
    parts: dict[str, set[str]] = defaultdict(set)
    for ward, areas_of_ward in zip(gazetteer.old_wards, of_wards, strict=True):
        for code in ward.targets:
            parts[code] |= areas_of_ward
    for commune in gazetteer.communes:
        own = {now(commune.province_code)}
        # A ward that crossed a province's border does not take its province along.
        areas = frozenset(own | {area for area in parts[commune.code] if not area.startswith(NOW)})
        full_name = gazetteer.label(commune.code)
        yield SearchName(
            _name_key(commune.name), commune.name, commune.kind, full_name, (commune.code,), areas, NameEra.NOW
        )


def _old(gazetteer: Gazetteer, of_wards: Sequence[frozenset[str]]) -> Iterator[SearchName]:
    """Yield the wards of before July 2025 under the names they had then, and under former ones."""
    for ward, areas in zip(gazetteer.old_wards, of_wards, strict=True):
        full_name = f"{ward.kind} {ward.name}, {gazetteer.districts[ward.district].full_name}"
        yield SearchName(_name_key(ward.name), ward.name, ward.kind, full_name, ward.targets, areas, NameEra.UNTIL_2025)
        for one in ward.formerly:
            yield SearchName(numbered(one.key), "", one.kind, full_name, ward.targets, areas, NameEra.BEFORE)


def _name_key(name: str) -> str:
    """Return a name's key; numbers without leading zeros."""
    return numbered(key(name))


def _tails(name: str) -> Iterator[str]:
    """Yield the keys of a name's later words with all that follows: "Mỹ Thượng" → "thuong"."""
    words = [key(word) for word in name.split()]
    for place in range(1, len(words)):
        if not words[place].isdecimal():
            yield "".join(words[place:])


def _by_initials(entries: Iterable[SearchName]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        letters = "".join(key(word)[:1] for word in entry.name.split())
        if len(letters) >= FEWEST_INITIALS:
            grouped[letters].append(entry.targets[0])
    return grouped


def _area_names(gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    """Return the names of districts and provinces, former ones and short forms included."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, district in enumerate(gazetteer.districts):
        names = {_name_key(district.name), *(_name_key(older) for older in district.older)}
        for name in names:
            found[name].add(f"{DISTRICT}{number}")
    for number, former in enumerate(gazetteer.former_districts):
        found[_name_key(former.name)].add(f"{FORMER}{number}")
    provinces: dict[str, set[str]] = defaultdict(set)
    for province in gazetteer.provinces:
        provinces[province.name].add(now(province.code))
    for old in gazetteer.old_provinces:
        provinces[old.name].add(f"{OLD}{old.code}")
    for divided in gazetteer.former_provinces:
        provinces[divided.name] |= {f"{OLD}{code}" for code in divided.old_provinces}
    for name, codes in provinces.items():
        initials = "".join(key(word)[:1] for word in name.split())
        for short in (key(name), initials, *map(key, PROVINCE_SHORT_FORMS.get(key(name), ()))):
            if len(short) >= FEWEST_INITIALS:
                found[short] |= codes
    return {name: frozenset(codes) for name, codes in found.items()}


def _area_kinds(gazetteer: Gazetteer) -> dict[str, Kind]:
    """Return the kinds of areas; an old province is the kind that the one of its name is today."""
    cities = {province.name for province in gazetteer.provinces if province.kind is Kind.CITY}
    kinds = {f"{DISTRICT}{number}": district.kind for number, district in enumerate(gazetteer.districts)}
    kinds |= {f"{FORMER}{number}": one.kind for number, one in enumerate(gazetteer.former_districts)}
    kinds |= {now(province.code): province.kind for province in gazetteer.provinces}
    return kinds | {
        f"{OLD}{old.code}": Kind.CITY if old.name in cities else Kind.PROVINCE for old in gazetteer.old_provinces
    }


def _members(gazetteer: Gazetteer, of_wards: Sequence[frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Return for each district today's communes, those formed of most of its wards first."""
    shares: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for ward, areas in zip(gazetteer.old_wards, of_wards, strict=True):
        for place, code in enumerate(ward.targets):
            for area in areas:
                if area.startswith(DISTRICTS):
                    shares[area][code] += 1.0 if place == 0 else 0.4
    return {district: tuple(sorted(codes, key=lambda code: (-codes[code], code))) for district, codes in shares.items()}
