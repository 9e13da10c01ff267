"""The country's units: the 34 provinces and 3,321 communes of today, and the wards that were merged into them.

Everything is read once, from the files of the package vietnamadminunits, and corrected on the way.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from statistics import median
from sys import intern

from places import areas, former, package
from places.corrections import (
    ALIASES,
    ARCHIPELAGOS,
    CENTRES,
    CORRECTED,
    DONG_NAI,
    DONG_NAI_A_CITY,
    IN_FORCE,
    LAWS,
    NEVER_WENT,
    WARDS_SINCE_2026,
    WRONG_CENTRES,
)
from places.names import Kind, key, split_kind

COUNTRY = "VN"
"""The code of the national desk."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the gazetteer comes from, and how old it is.

    Attributes:
        package: The package whose lists are read.
        version: The installed one.
        gathered: The day on which the package's author took them from the offices' lists.
        laws: Resolutions by which the units are what they are, the latest last.
        in_force: The day from which the latest applies.
        corrected: The day of the last correction made here.
    """

    package: str
    version: str
    gathered: date
    laws: tuple[str, ...]
    in_force: date
    corrected: date


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 34 provinces."""

    code: str
    name: str
    full_name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today: xã, phường or đặc khu.

    Attributes:
        code: Five digits.
        name: Without its kind: "Mỹ Thượng".
        full_name: "Phường Mỹ Thượng".
        kind: Which of the three.
        province_code: Two digits.
        province_name: The province's name without its kind.
        lat: Its middle, in degrees north.
        lon: Its middle, in degrees east.
        radius_km: Radius of a circle as large as the commune; for archipelagos, of one around its sea.
    """

    code: str
    name: str
    full_name: str
    kind: Kind
    province_code: str
    province_name: str
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class District:
    """A district of before July 2025, which people still name.

    Attributes:
        name: Without its kind.
        full_name: With it.
        kind: Quận, huyện, thị xã or thành phố.
        old_province: The old province's code.
        older: Keys of former names.
    """

    name: str
    full_name: str
    kind: Kind
    old_province: str
    older: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OldProvince:
    """One of the 63 provinces of before July 2025.

    Attributes:
        code: Its old code.
        name: Without its kind.
        province_code: The province it belongs to today.
    """

    code: str
    name: str
    province_code: str


@dataclass(frozen=True, slots=True)
class OldWard:
    """A ward of before July 2025.

    Attributes:
        code: Its old code, which may be another commune's today; three digits where a district had no wards.
        name: Without its kind; the district's where it had no wards.
        kind: Its kind.
        district: The district's number in `Gazetteer.districts`.
        old_province: The old province's code.
        formerly: Other names, each once: those of the wards merged into it since 2019, its own with the kind it had
            before, and other spellings.
        targets: Codes of today's communes, the one that its middle lies in first.
        middle: Latitude and longitude, None where unknown.
        box: Around it, None where unknown. In the median 72 % of it lie in the ward's communes.
    """

    code: str
    name: str
    kind: Kind
    district: int
    old_province: str
    formerly: tuple[former.FormerName, ...]
    targets: tuple[str, ...]
    middle: tuple[float, float] | None
    box: package.Box | None

    @property
    def full_name(self) -> str:
        """Return the name with its kind."""
        return f"{self.kind.capitalize()} {self.name}"

    @property
    def older(self) -> tuple[str, ...]:
        """Return the other names' keys, each with its kind glued to its front and without."""
        glued = (f"{key(one.kind)}{one.key}" for one in self.formerly if one.kind is not None)
        return tuple(dict.fromkeys((*glued, *(one.key for one in self.formerly))))


@dataclass(frozen=True, slots=True)
class FormerDistrict:
    """A district of before June 2025 that was merged into others, or gave wards away.

    Attributes:
        name: Without its kind.
        full_name: With it.
        kind: Quận, huyện, thị xã or thành phố.
        old_province: The old province's code.
        wards: Numbers in `Gazetteer.old_wards` of those that had been in it, and later were in another district.
    """

    name: str
    full_name: str
    kind: Kind
    old_province: str
    wards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FormerProvince:
    """A province that was divided before 2025.

    Attributes:
        name: "Sông Bé".
        old_provinces: Codes of the old provinces in its place; of the first only a part where they are others' too.
    """

    name: str
    old_provinces: tuple[str, ...]


class Level(StrEnum):
    """Levels of units that have a queue or a desk."""

    COUNTRY = "country"
    PROVINCE = "province"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as it was between two days; a unit that changed its kind has two rows.

    Attributes:
        code: "VN", a province's two digits or a commune's five.
        name: Without its kind.
        full_name: With it.
        level: Country, province or commune.
        kind: The Vietnamese word for its kind.
        parent: The code of the unit above, None for the country.
        valid_from: First day.
        valid_until: First day on which it is no longer so, None while it is.
        successors: Codes of the units that came after it.
    """

    code: str
    name: str
    full_name: str
    level: Level
    kind: str
    parent: str | None
    valid_from: date
    valid_until: date | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Every unit, found by code, name or place."""

    provinces: tuple[Province, ...]
    communes: tuple[Commune, ...]
    districts: tuple[District, ...]
    old_provinces: tuple[OldProvince, ...]
    old_wards: tuple[OldWard, ...]
    former_districts: tuple[FormerDistrict, ...]
    former_provinces: tuple[FormerProvince, ...]
    _by_code: dict[str, Commune] = field(repr=False)
    _province_by_code: dict[str, Province] = field(repr=False)

    def commune(self, code: str) -> Commune:
        """Return the commune; codes in use for it elsewhere lead to it too. Raises KeyError for others."""
        return self._by_code[ALIASES.get(code, code)]

    def knows(self, code: str) -> bool:
        """Whether there is such a commune, under this code or one in use for it elsewhere."""
        return ALIASES.get(code, code) in self._by_code

    def province(self, code: str) -> Province:
        """Return the province. Raises KeyError where there is none."""
        return self._province_by_code[code]

    def communes_of(self, province_code: str) -> Sequence[Commune]:
        """Return the province's communes; empty where there is no such province."""
        return self._by_province.get(province_code, ())

    def label(self, code: str) -> str:
        """Return the commune or province as people read it: "phường Mỹ Thượng, TP. Huế". Raises KeyError."""
        if code in self._province_by_code:
            province = self._province_by_code[code]
            return f"TP. {province.name}" if province.kind is Kind.CITY else f"tỉnh {province.name}"
        commune = self.commune(code)
        return f"{commune.kind} {commune.name}, {self.label(commune.province_code)}"

    def successors(self, old_code: str) -> tuple[str, ...]:
        """Return the communes that a ward of before July 2025 went to. Raises KeyError for other codes.

        Its old code may be that of another commune today, so the two must not be mixed up.
        """
        return self._by_old_code[old_code].targets

    @cached_property
    def source(self) -> Source:
        """Where all this comes from. Raises PackageNotFoundError where the package's metadata is missing."""
        from importlib.metadata import version  # noqa: PLC0415 - a tenth of loading the gazetteer, and seldom asked for

        return Source(
            package=package.PACKAGE,
            version=version(package.PACKAGE),
            gathered=package.GATHERED,
            laws=LAWS,
            in_force=DONG_NAI_A_CITY,
            corrected=CORRECTED,
        )

    @cached_property
    def _by_old_code(self) -> dict[str, OldWard]:
        return {ward.code: ward for ward in self.old_wards}

    @cached_property
    def _by_province(self) -> dict[str, tuple[Commune, ...]]:
        grouped: dict[str, list[Commune]] = defaultdict(list)
        for commune in self.communes:
            grouped[commune.province_code].append(commune)
        return {code: tuple(communes) for code, communes in grouped.items()}

    def units(self) -> Iterator[UnitRow]:
        """Yield every unit since July 2025 with the days between which it was so, from the country down."""
        yield UnitRow(COUNTRY, "Việt Nam", "Việt Nam", Level.COUNTRY, "quốc gia", None, IN_FORCE)
        for one in self.provinces:
            since, before = (DONG_NAI_A_CITY, Kind.PROVINCE) if one.code == DONG_NAI else (IN_FORCE, None)
            row = UnitRow(one.code, one.name, one.full_name, Level.PROVINCE, one.kind, COUNTRY, since)
            yield from _versions(row, before)
        for commune in self.communes:
            since, before = (DONG_NAI_A_CITY, Kind.RURAL) if commune.code in WARDS_SINCE_2026 else (IN_FORCE, None)
            names = commune.name, commune.full_name
            row = UnitRow(commune.code, *names, Level.COMMUNE, commune.kind, commune.province_code, since)
            yield from _versions(row, before)


def _versions(now: UnitRow, before: Kind | None) -> Iterator[UnitRow]:
    """Yield a unit's row, and first the one of the time when it was of another kind."""
    if before is not None:
        yield replace(
            now,
            kind=before,
            full_name=f"{before.capitalize()} {now.name}",
            valid_from=IN_FORCE,
            valid_until=now.valid_from,
            successors=(now.code,),
        )
    yield now


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """Return the gazetteer; read from the package's files the first time, some 0.2 s.

    Raises ModuleNotFoundError or OSError where the package vietnamadminunits is not installed whole.
    """
    tables = package.read()
    old = _read_old(tables.old)
    communes = _communes(tables.current, old.wards)
    by_code = {commune.code: commune for commune in communes}
    provinces = _provinces(tables.current)
    today = {ward.old_province: by_code[ward.targets[0]].province_code for ward in old.wards}
    return Gazetteer(
        provinces=provinces,
        communes=communes,
        districts=old.districts,
        old_provinces=tuple(OldProvince(code, split_kind(name)[1], today[code]) for code, name in old.provinces),
        old_wards=old.wards,
        former_districts=_former_districts(old.wards),
        former_provinces=tuple(FormerProvince(name, codes) for name, codes in former.PROVINCES.items()),
        _by_code=by_code,
        _province_by_code={province.code: province for province in provinces},
    )


def units() -> Iterable[UnitRow]:
    """Return the rows of the database's table of units."""
    return load().units()


def _provinces(rows: Sequence[package.CurrentRow]) -> tuple[Province, ...]:
    """Return today's provinces by code."""
    provinces = []
    for code, full_name in sorted({(row.province_code, row.province) for row in rows}):
        kind, name = split_kind(full_name)
        if code == DONG_NAI:
            kind = Kind.CITY
        provinces.append(Province(code=code, name=name, full_name=f"{kind.capitalize()} {name}", kind=kind))
    return tuple(provinces)


@dataclass(frozen=True, slots=True)
class _Old:
    """What was until June 2025; provinces as codes with full names."""

    provinces: tuple[tuple[str, str], ...]
    districts: tuple[District, ...]
    wards: tuple[OldWard, ...]


def _read_old(rows: Iterable[package.OldRow]) -> _Old:
    """Return the old wards with their districts and provinces."""
    provinces: dict[str, str] = {}
    numbers: dict[str, int] = {}
    districts: list[District] = []
    wards: list[OldWard] = []
    for row in rows:
        provinces.setdefault(row.province_code, row.province)
        number = numbers.setdefault(row.district_code, len(districts))
        if number == len(districts):
            districts.append(_district(row))
        wards.append(_old_ward(row, number))
    return _Old(tuple(provinces.items()), tuple(districts), tuple(wards))


def _district(row: package.OldRow) -> District:
    """Return the district of a row."""
    kind, name = split_kind(row.district)
    return District(
        name=name,
        full_name=f"{kind} {name}",
        kind=kind,
        old_province=intern(row.province_code),
        older=row.district_former,
    )


def _old_ward(row: package.OldRow, district: int) -> OldWard:
    """Return the old ward of a row, corrected."""
    targets = tuple(code for code in row.targets if (row.code, code) not in NEVER_WENT)
    is_found = CENTRES.keys().isdisjoint(targets)
    return OldWard(
        code=row.code,
        name=row.name,
        kind=row.kind,
        district=district,
        old_province=intern(row.province_code),
        formerly=former.names_of(row.code, row.kind, row.name, row.former),
        targets=targets,
        middle=row.middle if is_found else None,
        box=row.box if is_found else None,
    )


def _former_districts(wards: Sequence[OldWard]) -> tuple[FormerDistrict, ...]:
    """Return the districts of before June 2025 with the wards they had."""
    order = sorted((ward.code, number) for number, ward in enumerate(wards))
    found = []
    for area in former.DISTRICTS:
        kind, name = split_kind(area.full_name)
        spans = (
            order[bisect_left(order, (first,)) : bisect_left(order, (last, len(wards)))] for first, last in area.wards
        )
        numbers = tuple(number for span in spans for _, number in span)
        found.append(FormerDistrict(name, f"{kind} {name}", kind, area.old_province, numbers))
    return tuple(found)


def _communes(rows: Sequence[package.CurrentRow], old_wards: Sequence[OldWard]) -> tuple[Commune, ...]:
    """Return today's communes, corrected."""
    parts: dict[str, list[OldWard]] = defaultdict(list)
    for ward in old_wards:
        for code in ward.targets:
            parts[code].append(ward)
    middles = {row.code: _middle(row, parts) for row in rows}
    neighbours: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        neighbours[row.province_code].append(middles[row.code])
    return tuple(
        _commune(
            row,
            middles[row.code],
            areas.believable(
                row.area_km2,
                boxes=[(1 / len(part.targets), _area(part.box)) for part in parts[row.code]],
                middle=middles[row.code],
                neighbours=neighbours[row.province_code],
            ),
        )
        for row in rows
    )


@lru_cache
def _bare(province: str) -> str:
    return split_kind(province)[1]


def _area(box: package.Box | None) -> float | None:
    return None if box is None else areas.box_km2(box.south, box.west, box.north, box.east)


def _middle(row: package.CurrentRow, parts: dict[str, list[OldWard]]) -> tuple[float, float]:
    """Return a commune's middle; where the package's is wrong, the median of its parts', as one may be wrong itself."""
    if row.code in CENTRES:
        return CENTRES[row.code]
    if row.code not in WRONG_CENTRES:
        return row.lat, row.lon
    middles = [part.middle for part in parts[row.code] if part.middle is not None]
    return median(lat for lat, _ in middles), median(lon for _, lon in middles)


def _commune(row: package.CurrentRow, middle: tuple[float, float], area_km2: float) -> Commune:
    """Return today's commune of a row."""
    kind = Kind.WARD if row.code in WARDS_SINCE_2026 else row.kind
    lat, lon = middle
    return Commune(
        code=row.code,
        name=row.name,
        full_name=f"{kind.capitalize()} {row.name}",
        kind=kind,
        province_code=intern(row.province_code),
        province_name=_bare(row.province),
        lat=lat,
        lon=lon,
        radius_km=ARCHIPELAGOS.get(row.code) or math.sqrt(area_km2 / math.pi),
    )
