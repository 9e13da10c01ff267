"""Every name a commune goes by, or went by, under its key, with where a unit of that name lies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, product
from typing import NamedTuple, TypeVar

from places.gazetteer import Commune, District, FormerDistrict, Gazetteer, OldWard
from places.names import PROVINCE_SHORT_FORMS, Kind, key, marked
from places.spelling import Spelling


class Era:
    """Prefixes that keep codes of today's provinces apart from the old ones, which share numbers."""

    NOW = "now:"
    OLD = "old:"


K = TypeVar("K")
V = TypeVar("V")


class Named(NamedTuple):
    """One unit under one of its names.

    Attributes:
        key: The name's key.
        marked: The same with tone marks; empty for former names, which are known without.
        kind: Its kind; None for former names whose kind is not known.
        full_name: As people read it, with the district for old wards.
        targets: Codes of today's communes, the one with the ward's middle first.
        districts: Numbers of old districts it lies or lay in.
        provinces: Today's and old provinces it lies or lay in, marked with their `Era`.
        is_current: Whether it is a unit of today.
    """

    key: str
    marked: str
    kind: Kind | None
    full_name: str
    targets: tuple[str, ...]
    districts: tuple[int, ...]
    provinces: tuple[str, ...]
    is_current: bool


class Entry(NamedTuple):
    """What a key stands for.

    Attributes:
        communes: Today's communes, old wards and their former names.
        districts: Numbers of old districts.
        provinces: Today's and old provinces, marked with their `Era`.
        spelt: The districts' and provinces' names as keys with their tone marks; empty for short forms.
    """

    communes: tuple[Named, ...]
    districts: tuple[int, ...] = ()
    provinces: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Index:
    """Names to units.

    Attributes:
        names: What each key stands for.
        province_today: The code of the province of today that each old one came into, by its code; both bare.
        district_province: The code of the province of today that each district lies in, by the district's number.
        district_old_province: The same for the province it lay in, marked with its `Era`.
        marked_districts: The districts' names as keys with their tone marks.
        district_kinds: The districts' kinds, as they last were.
        district_names: The districts' names with their kinds.
        cities: Today's provinces that are cities, marked with their `Era`.

    Districts bear the numbers they have in `Gazetteer.districts`; those that were gone before 2025 follow them.
    """

    names: dict[str, Entry]
    province_today: Mapping[str, str]
    district_province: tuple[str, ...]
    district_old_province: tuple[str, ...]
    marked_districts: tuple[str, ...]
    district_kinds: tuple[Kind, ...]
    district_names: tuple[str, ...]
    cities: frozenset[str]
    _named: Sequence[Named]

    @cached_property
    def beginnings(self) -> Mapping[str, Entry | None]:
        """All that a name begins with, 24,000 words, with what each stands for; None where it is no whole name.

        A dictionary, because it takes half the memory of a set, and most words are looked for in vain.
        """
        return {begun: self.names.get(begun) for name in self.names for begun in accumulate(name)}

    @cached_property
    def in_district(self) -> dict[int, tuple[Named, ...]]:
        """All that is named within an old district."""
        return _grouped((number, named) for named in self._named for number in named.districts)

    @cached_property
    def in_province(self) -> dict[str, tuple[Named, ...]]:
        """All that is named within a province."""
        return _grouped((province, named) for named in self._named for province in named.provinces)

    @cached_property
    def district_communes(self) -> dict[int, tuple[str, ...]]:
        """For each district today's communes, those formed of most of its wards first."""
        shares: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for named in self._named:
            if not named.is_current and named.marked:
                for number, (place, code) in product(named.districts, enumerate(named.targets)):
                    shares[number][code] += 1.0 if place == 0 else LATER_PART
        return {number: tuple(sorted(codes, key=lambda code: -codes[code])) for number, codes in shares.items()}

    @cached_property
    def commune_spelling(self) -> Spelling:
        """Finds the commune's name that was misspelt."""
        return Spelling(name for name, entry in self.names.items() if entry.communes)

    @cached_property
    def area_spelling(self) -> Spelling:
        """Finds the district's or province's name that was misspelt."""
        return Spelling(name for name, entry in self.names.items() if entry.districts or entry.provinces)


LATER_PART = 0.4
"""What a commune that got another part of a ward counts beside the one that got its middle."""

NOTHING = Entry(())


@lru_cache(maxsize=2)
def build(gazetteer: Gazetteer) -> Index:
    """Return the gazetteer's index; built once, some 0.1 s."""
    today = {old.code: Era.NOW + old.province_code for old in gazetteer.old_provinces}
    districts = _Districts.of(gazetteer)
    named = [*_current(gazetteer, districts.of_wards), *_old(gazetteer, today, districts.of_wards)]
    return Index(
        names=_entries(gazetteer, named, districts),
        province_today={old.code: old.province_code for old in gazetteer.old_provinces},
        district_province=tuple(today[one.old_province].removeprefix(Era.NOW) for one in districts.known),
        district_old_province=tuple(Era.OLD + one.old_province for one in districts.known),
        marked_districts=tuple(marked(district.name) for district in districts.known),
        district_kinds=tuple(district.kind for district in districts.known),
        district_names=tuple(district.full_name for district in districts.known),
        cities=frozenset(Era.NOW + province.code for province in gazetteer.provinces if province.kind is Kind.CITY),
        _named=named,
    )


class _Districts(NamedTuple):
    """The old districts, those that were gone before 2025 behind the others, and which wards were in them.

    Attributes:
        known: The districts; a place in the list is a district's number.
        of_wards: For each old ward the number of its district, and of those it had been in before.
    """

    known: list[District | FormerDistrict]
    of_wards: list[tuple[int, ...]]

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> "_Districts":
        """Return the districts of a gazetteer."""
        known: list[District | FormerDistrict] = list(gazetteer.districts)
        numbers = {(one.old_province, number_key(one.name)): number for number, one in enumerate(known)}
        former: dict[int, list[int]] = defaultdict(list)
        for district in gazetteer.former_districts:
            # "Huyện An Dương" became "quận An Dương" and lost some wards: one district with two borders.
            number = numbers.setdefault((district.old_province, number_key(district.name)), len(known))
            if number == len(known):
                known.append(district)
            for ward in district.wards:
                former[ward].append(number)
        wards = enumerate(gazetteer.old_wards)
        return cls(known, [(ward.district, *former[place]) for place, ward in wards])


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values of each key, in order."""
    grouped: dict[K, list[V]] = defaultdict(list)
    for name, value in pairs:
        grouped[name].append(value)
    return {name: tuple(values) for name, values in grouped.items()}


def _entries(gazetteer: Gazetteer, named: Iterable[Named], districts: _Districts) -> dict[str, Entry]:
    """Return what each key stands for, on all levels."""
    communes = _grouped((one.key, one) for one in named)
    numbers = _grouped(_district_names(districts.known))
    provinces = _province_names(gazetteer)
    spelt = _grouped((key(name), marked(name)) for name in _names_above(gazetteer))
    return {
        name: Entry(
            communes.get(name, ()), numbers.get(name, ()), provinces.get(name, ()), tuple(set(spelt.get(name, ())))
        )
        for name in {**communes, **numbers, **provinces}
    }


def _district_names(districts: Sequence[District | FormerDistrict]) -> Iterable[tuple[str, int]]:
    """Yield the keys under which a district is found, and its number."""
    own = {(one.old_province, number_key(one.name)) for one in districts}
    for number, district in enumerate(districts):
        # "Quận 9" means its own wards, where these are known, not all of the city that it was merged into.
        older = district.older if isinstance(district, District) else ()
        former = [name for name in map(number_key, older) if (district.old_province, name) not in own]
        for name in dict.fromkeys((number_key(district.name), *former, *initialled(district.name))):
            yield name, number


def _names_above(gazetteer: Gazetteer) -> Iterable[str]:
    """Yield the names of all districts and provinces."""
    for group in (gazetteer.districts, gazetteer.former_districts, gazetteer.provinces, gazetteer.old_provinces):
        for unit in group:
            yield unit.name


def initialled(name: str) -> tuple[str, ...]:
    """Return what a name of two words is found under when its first is one letter: "q ngai" for "Quảng Ngãi"."""
    words = name.split()
    return (f"{key(words[0])[:1]} {key(words[1])}",) if len(words) == 2 else ()  # noqa: PLR2004 - a letter and a word


def initials(name: str) -> str:
    """Return the letters that a name is shortened to: ".dn" for "Đồng Nai"."""
    return "." + "".join(key(word)[:1] for word in name.replace("-", " ").split())


def number_key(name: str) -> str:
    """Return the key of a name; "phường 01" is "1"."""
    found = key(name)
    return str(int(found)) if found.isdecimal() else found


def _current(gazetteer: Gazetteer, districts: Sequence[tuple[int, ...]]) -> list[Named]:
    """Return today's communes, each with the districts and old provinces of the wards that formed it."""
    parts: dict[str, list[tuple[OldWard, tuple[int, ...]]]] = defaultdict(list)
    for ward, numbers in zip(gazetteer.old_wards, districts, strict=True):
        for code in ward.targets:
            parts[code].append((ward, numbers))
    return [_current_name(gazetteer, commune, parts[commune.code]) for commune in gazetteer.communes]


def _current_name(gazetteer: Gazetteer, commune: Commune, parts: Sequence[tuple[OldWard, tuple[int, ...]]]) -> Named:
    """Return one commune of today."""
    return Named(
        key=number_key(commune.name),
        marked=marked(commune.name),
        kind=commune.kind,
        full_name=gazetteer.label(commune.code),
        targets=(commune.code,),
        districts=tuple(sorted({number for _, numbers in parts for number in numbers})),
        provinces=(Era.NOW + commune.province_code, *sorted({Era.OLD + ward.old_province for ward, _ in parts})),
        is_current=True,
    )


def _old(gazetteer: Gazetteer, today: dict[str, str], districts: Sequence[tuple[int, ...]]) -> list[Named]:
    """Return old wards and their former names."""
    names = []
    for ward, numbers in zip(gazetteer.old_wards, districts, strict=True):
        provinces = (today[ward.old_province], Era.OLD + ward.old_province)
        full_name = f"{ward.kind} {ward.name}, {gazetteer.districts[ward.district].full_name}"
        where = (full_name, ward.targets, numbers, provinces)
        names.append(Named(number_key(ward.name), marked(ward.name), ward.kind, *where, is_current=False))
        names.extend(Named(one.key, "", one.kind, *where, is_current=False) for one in ward.formerly)
    return names


def _province_names(gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """Return all names of provinces, old and new."""
    found: dict[str, set[str]] = defaultdict(set)
    codes = [(province.name, Era.NOW + province.code) for province in gazetteer.provinces]
    codes += [(old.name, Era.OLD + old.code) for old in gazetteer.old_provinces]
    for name, code in codes:
        for form in (key(name), initials(name), *initialled(name)):
            found[form].add(code)
    for former in gazetteer.former_provinces:
        found[key(former.name)].update(Era.OLD + code for code in former.old_provinces)
    for name, short_forms in PROVINCE_SHORT_FORMS.items():
        for short in short_forms:
            found[key(short)] |= found.get(name, set())
    return {name: tuple(sorted(codes)) for name, codes in found.items() if codes}
