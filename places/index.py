"""Every name a commune goes by, or went by, under its key, with where a unit of that name lies."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from places.gazetteer import Commune, District, Gazetteer, OldWard
from places.names import PROVINCE_SHORT_FORMS, Kind, key, marked


class Era:
    """Prefixes that keep codes of today's provinces apart from the old ones, which share numbers."""

    NOW = "now:"
    OLD = "old:"


K = TypeVar("K")
V = TypeVar("V")

SHORT_NUMBER = re.compile(r"[pfq](\d+)")
"""The package's short form of a numbered ward or district."""


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """One unit under one of its names.

    Attributes:
        key: The name's key.
        marked: The same with tone marks; empty for former names, which are known without.
        kind: Its kind; None for former names.
        full_name: As people read it, with the district for old wards.
        targets: Codes of today's communes, the one with the largest part first.
        districts: Numbers of old districts it lies or lay in.
        provinces: Today's and old provinces it lies or lay in, marked with their `Era`.
        is_current: Whether it is a unit of today.
    """

    key: str
    marked: str
    kind: Kind | None
    full_name: str
    targets: tuple[str, ...]
    districts: frozenset[int]
    provinces: frozenset[str]
    is_current: bool


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Names to units.

    Attributes:
        communes: Today's communes, old wards and their former names.
        districts: Numbers of old districts.
        provinces: Today's and old provinces, marked with their `Era`.
        in_district: All that is named within an old district.
        in_province: All that is named within a province.
        district_communes: Codes of the communes formed from a district, the largest share first.
        district_province: The code of the province of today that a district lies in.
        marked_districts: The districts' names as keys with their tone marks.
        district_kinds: The districts' kinds, as they last were.
    """

    communes: dict[str, tuple[Named, ...]]
    districts: dict[str, tuple[int, ...]]
    provinces: dict[str, frozenset[str]]
    in_district: dict[int, tuple[Named, ...]]
    in_province: dict[str, tuple[Named, ...]]
    district_communes: dict[int, tuple[str, ...]]
    district_province: dict[int, str]
    marked_districts: dict[int, str]
    district_kinds: dict[int, Kind]


@lru_cache(maxsize=2)
def build(gazetteer: Gazetteer) -> Index:
    """Return the gazetteer's index; built once, some 0.3 s."""
    today = {old.code: Era.NOW + old.province_code for old in gazetteer.old_provinces}
    names = [*_current(gazetteer), *_old(gazetteer, today)]
    return Index(
        communes=_grouped((named.key, named) for named in names),
        districts=_grouped(
            (name, number) for number, district in enumerate(gazetteer.districts) for name in district_keys(district)
        ),
        provinces=_province_names(gazetteer),
        in_district=_grouped((number, named) for named in names for number in named.districts),
        in_province=_grouped((province, named) for named in names for province in named.provinces),
        district_communes=_district_communes(gazetteer),
        district_province={
            number: today[district.old_province].removeprefix(Era.NOW)
            for number, district in enumerate(gazetteer.districts)
        },
        district_kinds={number: district.kind for number, district in enumerate(gazetteer.districts)},
        marked_districts={number: marked(district.name) for number, district in enumerate(gazetteer.districts)},
    )


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values of each key, in order."""
    grouped: dict[K, list[V]] = defaultdict(list)
    for name, value in pairs:
        grouped[name].append(value)
    return {name: tuple(values) for name, values in grouped.items()}


def number_key(name: str) -> str:
    """Return the key of a name; "phường 01" is "1"."""
    found = key(name)
    return str(int(found)) if found.isdecimal() else found


def district_keys(district: District) -> tuple[str, ...]:
    """Return the keys of a district's name and of its former names, without kinds."""
    former = (strip_kind(older) for older in district.older)
    return tuple(dict.fromkeys((number_key(district.name), *former)))


def strip_kind(name: str) -> str:
    """Return a former name's key without the kind that the package glues to its front."""
    found = key(name)
    if (short := SHORT_NUMBER.fullmatch(found)) is not None:
        return number_key(short[1])
    for kind in ("phuong", "thitran", "thixa", "thanhpho", "huien", "quan", "district", "xa", "tx", "tp", "q"):
        rest = found.removeprefix(kind)
        if rest != found and len(rest) > (0 if rest.isdecimal() else 3):
            return number_key(rest)
    return found


def _current(gazetteer: Gazetteer) -> list[Named]:
    """Return today's communes, each with the districts and old provinces of the wards that formed it."""
    parts: dict[str, list[OldWard]] = defaultdict(list)
    for ward in gazetteer.old_wards:
        for code in ward.targets:
            parts[code].append(ward)
    return [_current_name(gazetteer, commune, parts[commune.code]) for commune in gazetteer.communes]


def _current_name(gazetteer: Gazetteer, commune: Commune, parts: Sequence[OldWard]) -> Named:
    """Return one commune of today."""
    return Named(
        key=number_key(commune.name),
        marked=marked(commune.name),
        kind=commune.kind,
        full_name=gazetteer.label(commune.code),
        targets=(commune.code,),
        districts=frozenset(ward.district for ward in parts),
        provinces=frozenset({Era.NOW + commune.province_code, *(Era.OLD + ward.old_province for ward in parts)}),
        is_current=True,
    )


def _old(gazetteer: Gazetteer, today: dict[str, str]) -> list[Named]:
    """Return old wards and their former names."""
    names = []
    for ward in gazetteer.old_wards:
        where = frozenset({ward.district}), frozenset({Era.OLD + ward.old_province, today[ward.old_province]})
        full_name = f"{ward.kind} {ward.name}, {gazetteer.districts[ward.district].full_name}"
        own = number_key(ward.name)
        names.append(Named(own, marked(ward.name), ward.kind, full_name, ward.targets, *where, is_current=False))
        former = dict.fromkeys(strip_kind(name) for name in ward.older)
        names.extend(
            Named(name, "", None, full_name, ward.targets, *where, is_current=False) for name in former if name != own
        )
    return names


def _province_names(gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    """Return all names of provinces, old and new."""
    found: dict[str, set[str]] = defaultdict(set)
    for province in gazetteer.provinces:
        found[key(province.name)].add(Era.NOW + province.code)
    for old in gazetteer.old_provinces:
        found[key(old.name)].add(Era.OLD + old.code)
    for name, short_forms in PROVINCE_SHORT_FORMS.items():
        for short in short_forms:
            found[key(short)] |= found.get(name, set())
    return {name: frozenset(codes) for name, codes in found.items() if codes}


def _district_communes(gazetteer: Gazetteer) -> dict[int, tuple[str, ...]]:
    """Return for each district today's communes, those formed of most of its wards first."""
    shares: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for ward in gazetteer.old_wards:
        for place, code in enumerate(ward.targets):
            shares[ward.district][code] += 1.0 if place == 0 else 0.4
    return {number: tuple(sorted(codes, key=lambda code: -codes[code])) for number, codes in shares.items()}
