"""Units as texts name them, and what else the same words may mean."""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from random import Random

from rapidfuzz.distance import OSA

from benchmarks import place_spoiling as spoil
from benchmarks import place_words as words
from domain import reading
from places import gazetteer
from places.names import COMMUNE_KINDS, Kind, key, marked


class Split(StrEnum):
    """The two halves of the country."""

    TUNE = "tune"
    HELD_OUT = "held-out"


class Naming(StrEnum):
    """Whose names a text uses."""

    CURRENT = "today's commune"
    CURRENT_IN_DISTRICT = "today's commune with the district of before July 2025"
    OLD = "the ward of before July 2025"
    OLD_IN_FORMER_DISTRICT = "that ward with what its district was earlier"
    OLDER = "the ward of before the mergers of 2019 to 2025"


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune or old ward under one of its names.

    Attributes:
        naming: Whose name it is.
        kind: The name's kind.
        name: Without its kind.
        district: The old district it lies in, None where none is named.
        district_name: The district's name as of then.
        district_kind: Its kind as of then.
        province: The province of its time, without its kind.
        province_kind: The province's kind.
        codes: Acceptable codes of today, the one with the largest part first.
        province_code: Today's province.
    """

    naming: Naming
    kind: Kind
    name: str
    district: gazetteer.District | None
    district_name: str
    district_kind: Kind
    province: str
    province_kind: Kind
    codes: tuple[str, ...]
    province_code: str

    @property
    def primary(self) -> str:
        """The code that decides the half."""
        return self.codes[0]

    @property
    def half(self) -> Split:
        """The half it belongs to."""
        return half_of(self.primary)


@dataclass(frozen=True, slots=True)
class Fit:
    """What a unit can be recognised by, and where it leads.

    Attributes:
        kind: Its kind.
        key: Its name's key.
        marked: The key with tone marks.
        districts: Keys of the districts it lies in.
        provinces: Keys of the provinces it lay and lies in.
        is_old: Whether it is a ward of before July 2025.
        codes: Where it leads.
    """

    kind: Kind
    key: str
    marked: str
    districts: frozenset[str]
    provinces: frozenset[str]
    is_old: bool
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of its commune.

    Attributes:
        name: The name's key.
        kind: None where it is not written.
        marked: The key with tone marks, empty where they are not written.
        district: The district's key, empty where it is not said.
        provinces: Keys of the provinces that are said.
        means_old: Whether, with a district, a ward of before July 2025 is meant.
    """

    name: str
    kind: Kind | None
    marked: str
    district: str
    provinces: frozenset[str]
    means_old: bool


UnitTest = Callable[[Unit], bool]


def any_unit(_: Unit) -> bool:
    """Every unit."""
    return True


def is_numbered(unit: Unit) -> bool:
    """Whether the ward has a number for a name."""
    return unit.name.isdigit()


def is_named(unit: Unit) -> bool:
    """Whether the ward has a name that is not a number."""
    return not unit.name.isdigit()


def has_confused_tone(unit: Unit) -> bool:
    """Whether the name has a tone that people confuse, hỏi or ngã."""
    return spoil.with_the_other_tone(Random(0), unit.name) != unit.name  # noqa: S311 - not a secret


def has_movable_tone(unit: Unit) -> bool:
    """Whether a tone mark of the name may stand on either of two vowels."""
    return spoil.with_late_tones(Random(0), unit.name) != unit.name  # noqa: S311 - not a secret


def has_y(unit: Unit) -> bool:
    """Whether the name has a y that is as often written i."""
    return spoil.with_i_for_y(Random(0), unit.name) != unit.name  # noqa: S311 - not a secret


def has_highland_spelling(unit: Unit) -> bool:
    """Whether the name is one of the highlands that everybody spells differently."""
    return spoil.in_other_highland_spelling(Random(0), unit.name) != unit.name  # noqa: S311 - not a secret


def has_nickname(unit: Unit) -> bool:
    """Whether people shorten the province's name."""
    return unit.province in words.PROVINCE_NICKNAMES


def is_zone(unit: Unit) -> bool:
    """Whether it is one of the thirteen island zones."""
    return unit.kind is Kind.ZONE


def is_split(unit: Unit) -> bool:
    """Whether an old ward went to several communes."""
    return len(unit.codes) > 1


def half_of(code: str) -> Split:
    """Return the half that a commune belongs to."""
    return Split.HELD_OUT if zlib.crc32(code.encode()) % 2 else Split.TUNE


@dataclass(frozen=True)
class Country:
    """The gazetteer's units as texts name them, and what each name may mean."""

    names: gazetteer.Gazetteer

    @cached_property
    def units(self) -> dict[Naming, tuple[Unit, ...]]:
        """Every unit under each of its names."""
        old = tuple(map(self._old, filter(_has_wards, self.names.old_wards)))
        return {
            Naming.CURRENT: tuple(map(self._current, self.names.communes)),
            Naming.CURRENT_IN_DISTRICT: tuple(self._in_districts()),
            Naming.OLD: old,
            Naming.OLD_IN_FORMER_DISTRICT: tuple(former for unit in old for former in _in_former_district(unit)),
            Naming.OLDER: tuple(unit for ward in self.names.old_wards for unit in self._older(ward)),
        }

    @cached_property
    def old_provinces(self) -> dict[str, gazetteer.OldProvince]:
        """The old provinces by their old codes."""
        return {old.code: old for old in self.names.old_provinces}

    def _current(self, commune: gazetteer.Commune) -> Unit:
        return Unit(
            naming=Naming.CURRENT,
            kind=commune.kind,
            name=commune.name,
            district=None,
            district_name="",
            district_kind=Kind.RURAL_DISTRICT,
            province=commune.province_name,
            province_kind=self.names.province(commune.province_code).kind,
            codes=(commune.code,),
            province_code=commune.province_code,
        )

    def _in_districts(self) -> Iterator[Unit]:
        """Yield today's communes with a district that a part of them was in; people keep naming it."""
        districts = {ward.targets[0]: self.names.districts[ward.district] for ward in self.names.old_wards}
        for commune in self.names.communes:
            district = districts.get(commune.code)
            if district:
                yield replace(
                    self._current(commune),
                    naming=Naming.CURRENT_IN_DISTRICT,
                    district=district,
                    district_name=district.name,
                    district_kind=district.kind,
                )

    def _old(self, ward: gazetteer.OldWard) -> Unit:
        district = self.names.districts[ward.district]
        province = self.old_provinces[ward.old_province].name
        return Unit(
            naming=Naming.OLD,
            kind=ward.kind,
            name=ward.name,
            district=district,
            district_name=district.name,
            district_kind=district.kind,
            province=province,
            province_kind=Kind.CITY if province in words.OLD_CITIES else Kind.PROVINCE,
            codes=ward.targets,
            province_code=self.names.commune(ward.targets[0]).province_code,
        )

    def _older(self, ward: gazetteer.OldWard) -> Iterator[Unit]:
        """Yield a ward under its former names, where it is known how they are written."""
        for kind in sorted(COMMUNE_KINDS):
            for alias in ward.older:
                bare = alias.removeprefix(_glued(kind.value))
                if bare != alias and bare in self._written:
                    yield replace(self._old(ward), naming=Naming.OLDER, kind=kind, name=self._written[bare])

    @cached_property
    def _written(self) -> dict[str, str]:
        """Names by their plain letters, where all units with these letters are written alike."""
        written: dict[str, set[str]] = defaultdict(set)
        for name in (*(one.name for one in self.names.communes), *(one.name for one in self.names.old_wards)):
            written[_glued(name)].add(name)
        return {letters: next(iter(names)) for letters, names in written.items() if len(names) == 1}

    @cached_property
    def fits(self) -> dict[str, list[Fit]]:
        """What each name's key may mean."""
        fits: dict[str, list[Fit]] = defaultdict(list)
        for fit in self._all_fits():
            fits[fit.key].append(fit)
        return fits

    def _all_fits(self) -> Iterator[Fit]:
        districts: dict[str, set[str]] = defaultdict(set)
        for ward in self.names.old_wards:
            for code in ward.targets:
                districts[code].add(key(self.names.districts[ward.district].name))
        for commune in self.names.communes:
            yield self._fit(self._current(commune), frozenset(districts[commune.code]))
        for unit in (*map(self._old, self.names.old_wards), *self.units[Naming.OLDER]):
            yield self._fit(unit, frozenset({key(unit.district_name)}))

    def _fit(self, unit: Unit, districts: frozenset[str]) -> Fit:
        return Fit(
            kind=unit.kind,
            key=key(unit.name),
            marked=marked(unit.name),
            districts=districts,
            provinces=frozenset({key(unit.province), key(self.today(unit).name)}),
            is_old=unit.naming is not Naming.CURRENT,
            codes=frozenset(unit.codes),
        )

    def today(self, unit: Unit) -> gazetteer.Province:
        """Return the province the unit lies in today."""
        return self.names.province(unit.province_code)

    def is_ambiguous(self, said: Said, unit: Unit) -> bool:
        """Whether another unit fits everything that is said and leads elsewhere."""
        return any(not fit.codes <= set(unit.codes) for fit in self.fits[said.name] if _may_mean(said, fit))

    def is_district_or_province(self, spelt: str) -> bool:
        """Whether a misspelt name is a district's or a province's."""
        return key(spelt) in self._larger_names

    @cached_property
    def _larger_names(self) -> frozenset[str]:
        districts = (district.name for district in self.names.districts)
        provinces = (province.name for province in self.names.provinces)
        old_provinces = (province.name for province in self.names.old_provinces)
        return frozenset(map(key, (*districts, *provinces, *old_provinces)))

    def is_taken(self, spelt: str, unit: Unit) -> bool:
        """Whether a misspelt name is, or could as well be, another unit's."""
        wrong, right = key(spelt), key(unit.name)
        if any(fit.marked == marked(spelt) or wrong != right for fit in self.fits.get(wrong, ())):
            return True
        away = OSA.distance(wrong, right)
        return away > 0 and any(OSA.distance(wrong, other) <= away for other in self._names_around(unit) - {right})

    def _names_around(self, unit: Unit) -> frozenset[str]:
        """Return the keys of the names in the unit's district, where one is named, or in today's province."""
        if unit.district:
            return self._names_in["district " + key(unit.district.name)]
        return self._names_in["province " + key(unit.province)]

    @cached_property
    def _names_in(self) -> dict[str, frozenset[str]]:
        inside: dict[str, set[str]] = defaultdict(set)
        for fit in self._all_fits():
            for where in (*("district " + name for name in fit.districts), *("province " + it for it in fit.provinces)):
                inside[where].add(fit.key)
        return {where: frozenset(names) for where, names in inside.items()}

    def has_one_commune(self, district: gazetteer.District) -> bool:
        """Whether the whole district went to one commune, so that naming it is enough."""
        return len(self._codes_of[district]) == 1

    @cached_property
    def _codes_of(self) -> dict[gazetteer.District, set[str]]:
        codes: dict[gazetteer.District, set[str]] = defaultdict(set)
        for ward in self.names.old_wards:
            codes[self.names.districts[ward.district]].update(ward.targets)
        return codes


def _has_wards(ward: gazetteer.OldWard) -> bool:
    """Whether it is a ward; five island districts stand in for theirs."""
    return ward.kind in COMMUNE_KINDS


def _glued(name: str) -> str:
    """Return the plain letters of a name, as the package writes former names."""
    return reading.plain(name).replace(" ", "")


def _in_former_district(unit: Unit) -> Iterator[Unit]:
    """Yield the ward with what its district was: a huyện that became a thị xã, or a quận that went into Thủ Đức."""
    if unit.district is None:
        return
    changed = replace(unit, naming=Naming.OLD_IN_FORMER_DISTRICT)
    for kind in (Kind.RURAL_DISTRICT, Kind.DISTRICT_TOWN):
        if _glued(kind.value) + _glued(unit.district.name) in unit.district.older:
            yield replace(changed, district_kind=kind)
    for number, wards in words.THU_DUC_WARDS.items():
        if unit.district.name == "Thủ Đức" and unit.name in wards:
            yield replace(changed, district_kind=Kind.URBAN_DISTRICT, district_name=number)


def _may_mean(said: Said, fit: Fit) -> bool:
    """Whether what is said may mean a unit."""
    return (
        said.kind in {None, fit.kind}
        and said.marked in {"", fit.marked}
        and (not said.district or (said.district in fit.districts and (fit.is_old or not said.means_old)))
        and (not said.provinces or bool(said.provinces & fit.provinces))
    )


@lru_cache(maxsize=1)
def country() -> Country:
    """Return the country's units."""
    return Country(gazetteer.load())
