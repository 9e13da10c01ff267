"""The country's units: the 34 provinces and 3,321 communes of today, and the wards that were merged into them."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from statistics import median

from rapidfuzz import fuzz, process

from domain import reading
from domain.place import Position
from places import package
from places.corrections import (
    ALIASES,
    ARCHIPELAGOS,
    DONG_NAI,
    DONG_NAI_A_CITY,
    IN_FORCE,
    WARDS_SINCE_2026,
    WRONG_CENTRES,
)
from places.names import MARKERS, Kind, key, split_kind

COUNTRY = "VN"
"""The code of the national desk."""

KM_PER_DEGREE = 111.32

SEARCH_CUTOFF = 72
"""Similarity in percent under which a typed name and a commune's have nothing to do with each other."""


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
        radius_km: Radius of a circle as large as the commune.
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
        name: Without its kind.
        full_name: With it; the district's where a district had no wards.
        kind: Its kind.
        district: The district's number in `Gazetteer.districts`.
        old_province: The old province's code.
        older: Keys of names from before the mergers of 2019 to 2025.
        targets: Codes of today's communes, the one with the largest part first.
        middle: Latitude and longitude, None where unknown.
        box: Around it, None where unknown.
    """

    name: str
    full_name: str
    kind: Kind
    district: int
    old_province: str
    older: tuple[str, ...]
    targets: tuple[str, ...]
    middle: tuple[float, float] | None
    box: package.Box | None


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

    def search(self, words: str, *, province_code: str | None = None, limit: int = 8) -> list[Commune]:
        """Return the communes that a typed name may mean, likeliest first.

        Tone marks, kinds, small mistakes, old wards' names and a district or province after the name are all fine.

        Args:
            words: What was typed.
            province_code: Look in this province only.
            limit: How many at most.
        """
        typed = _typed(words)
        if not typed:
            return []
        names, targets = self._searchable(province_code)
        found = process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=SEARCH_CUTOFF, limit=limit * 8)
        points: dict[str, float] = {}
        for _, score, index in found:
            for code in targets[index]:
                points.setdefault(code, score)
        spelt = reading.fold(words)
        # Marks that were typed decide between names that differ by nothing else: Ba Tơ, Ba Tô.
        ranked = sorted(points, key=lambda code: (-points[code], reading.fold(self.commune(code).name) not in spelt))
        return [self.commune(code) for code in ranked[:limit]]

    def near(self, position: Position, limit: int = 3) -> list[Commune]:
        """Return the communes likeliest to hold the position, judged by old wards' boxes and the communes' middles.

        A guess, never a decision: without boundaries, the nearest middle is often the neighbour's.
        """
        return [commune for _, commune in self.distances(position)[:limit]]

    def distances(self, position: Position) -> list[tuple[float, Commune]]:
        """Return communes with their distance in their own radii, nearest first; those far away are left out.

        Being within a ward that went to a commune counts as being closer to it.
        """
        nearest: dict[str, float] = {}
        for commune in self.communes:
            away = distance_km(position, (commune.lat, commune.lon)) / max(commune.radius_km, 0.3)
            if away < FAR_RADII:
                nearest[commune.code] = away
        for ward, middle, reach in self._old_middles:
            if abs(middle[0] - position.lat) < 1 and abs(middle[1] - position.lon) < 1:
                away = distance_km(position, middle) / reach
                for code in ward.targets if away < FAR_RADII else ():
                    nearest[code] = min(nearest.get(code, away), away)
        return sorted(((away, self.commune(code)) for code, away in nearest.items()), key=lambda pair: pair[0])

    @cached_property
    def _old_middles(self) -> list[tuple[OldWard, tuple[float, float], float]]:
        """Old wards with a believable middle, and the radius in km of a circle as large as their box."""
        return [
            (ward, ward.middle, min(max(_reach(ward.box), 0.3), 15.0))
            for ward in self.old_wards
            if ward.middle is not None and ward.box is not None and self._is_believable(ward, ward.middle)
        ]

    def _is_believable(self, ward: OldWard, middle: tuple[float, float]) -> bool:
        """Whether the ward's middle is near a commune it went to; many were looked up under another one's name."""
        return any(
            distance_km(Position(*middle), (commune.lat, commune.lon)) < 2 * commune.radius_km
            for commune in map(self.commune, ward.targets)
        )

    @cached_property
    def _by_province(self) -> dict[str, tuple[Commune, ...]]:
        grouped: dict[str, list[Commune]] = defaultdict(list)
        for commune in self.communes:
            grouped[commune.province_code].append(commune)
        return {code: tuple(communes) for code, communes in grouped.items()}

    @lru_cache(maxsize=40)  # noqa: B019 - there is one gazetteer, kept for the life of the process
    def _searchable(self, province_code: str | None) -> tuple[list[str], list[tuple[str, ...]]]:
        """Return keys to compare a typed name with, and the communes behind each; today's names come first."""
        names: list[str] = []
        targets: list[tuple[str, ...]] = []

        def add(name: str, codes: tuple[str, ...]) -> None:
            names.append(name)
            targets.append(codes)

        inside = self.communes_of(province_code) if province_code else self.communes
        for commune in inside:
            add(key(commune.name), (commune.code,))
        for commune in inside:
            add(key(commune.name) + key(commune.province_name), (commune.code,))
        codes = {commune.code for commune in inside}
        old_names = {old.code: key(old.name) for old in self.old_provinces}
        for ward in self.old_wards:
            if codes.isdisjoint(ward.targets):
                continue
            district = key(self.districts[ward.district].name)
            for name in (key(ward.name), *(key(older) for older in ward.older)):
                add(name, ward.targets)
                add(name + district, ward.targets)
                add(name + district + old_names[ward.old_province], ward.targets)
        return names, targets

    def units(self) -> Iterator[UnitRow]:
        """Yield every unit since July 2025 with the days between which it was so, from the country down."""
        yield UnitRow(COUNTRY, "Việt Nam", "Việt Nam", Level.COUNTRY, "quốc gia", None, IN_FORCE)
        for province in self.provinces:
            row = (province.code, province.name)
            if province.code == DONG_NAI:
                yield UnitRow(
                    *row,
                    f"Tỉnh {province.name}",
                    Level.PROVINCE,
                    Kind.PROVINCE,
                    COUNTRY,
                    IN_FORCE,
                    DONG_NAI_A_CITY,
                    (DONG_NAI,),
                )
            since = DONG_NAI_A_CITY if province.code == DONG_NAI else IN_FORCE
            yield UnitRow(*row, province.full_name, Level.PROVINCE, province.kind, COUNTRY, since)
        for commune in self.communes:
            yield from _commune_rows(commune)


USUAL_AREA_KM2 = 50.0
"""Area of a commune whose own is not given; about the median."""

FAR_RADII = 6.0
"""Farther from a middle than this many radii, a position has nothing to do with the unit."""


def _commune_rows(commune: Commune) -> Iterator[UnitRow]:
    """Yield a commune's row, before it the one from when it was rural."""
    changed = commune.code in WARDS_SINCE_2026
    parent = commune.province_code
    if changed:
        full_name = f"Xã {commune.name}"
        yield UnitRow(
            commune.code,
            commune.name,
            full_name,
            Level.COMMUNE,
            Kind.RURAL,
            parent,
            IN_FORCE,
            DONG_NAI_A_CITY,
            (commune.code,),
        )
    since = DONG_NAI_A_CITY if changed else IN_FORCE
    yield UnitRow(commune.code, commune.name, commune.full_name, Level.COMMUNE, commune.kind, parent, since)


def distance_km(position: Position, middle: tuple[float, float]) -> float:
    """Return the distance in km between two points of the country, near enough on the plane."""
    north = middle[0] - position.lat
    east = (middle[1] - position.lon) * math.cos(math.radians(position.lat))
    return KM_PER_DEGREE * math.hypot(north, east)


def _reach(box: package.Box) -> float:
    """Return the radius in km of a circle as large as the box's inner ellipse."""
    height = (box.north - box.south) * KM_PER_DEGREE
    width = (box.east - box.west) * KM_PER_DEGREE * math.cos(math.radians(box.south))
    return math.sqrt(max(height * width, 0.0)) / 2


def _typed(words: str) -> str:
    """Return the key of a typed name without the kind that leads it."""
    parts = [word.plain for word in reading.read(words[:200]).words]
    for length in (2, 1):
        if len(parts) > length and key("".join(parts[:length])) in MARKERS:
            parts = parts[length:]
            break
    return key("".join(parts))


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """Return the gazetteer; read from the package's files the first time, some 0.2 s.

    Raises ModuleNotFoundError or OSError where the package vietnamadminunits is not installed whole.
    """
    source = package.read()
    districts, numbers = _districts(source.old)
    old_wards = tuple(_old_ward(row, numbers) for row in source.old)
    communes = tuple(_commune(row, old_wards) for row in source.current)
    by_code = {commune.code: commune for commune in communes}
    provinces = _provinces(source.current)
    return Gazetteer(
        provinces=provinces,
        communes=communes,
        districts=districts,
        old_provinces=_old_provinces(source.old, by_code),
        old_wards=old_wards,
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


def _old_provinces(rows: Sequence[package.OldRow], communes: dict[str, Commune]) -> tuple[OldProvince, ...]:
    """Return the 63 old provinces with the one each belongs to today."""
    today = {
        (row.province_code, row.province): communes[ALIASES.get(row.targets[0], row.targets[0])].province_code
        for row in rows
    }
    return tuple(
        OldProvince(code=code, name=split_kind(full)[1], province_code=new) for (code, full), new in today.items()
    )


def _districts(rows: Sequence[package.OldRow]) -> tuple[tuple[District, ...], dict[tuple[str, str], int]]:
    """Return the old districts, and each one's number by its province's and its own code."""
    numbers: dict[tuple[str, str], int] = {}
    districts: list[District] = []
    for row in rows:
        place = row.province_code, row.district_code
        if place not in numbers:
            numbers[place] = len(districts)
            kind, name = split_kind(row.district)
            districts.append(
                District(
                    name=name,
                    full_name=f"{kind} {name}",
                    kind=kind,
                    old_province=row.province_code,
                    older=row.district_older,
                )
            )
    return tuple(districts), numbers


def _old_ward(row: package.OldRow, numbers: dict[tuple[str, str], int]) -> OldWard:
    """Return the old ward of a row."""
    kind, name = split_kind(row.full_name)
    return OldWard(
        name=name,
        full_name=row.full_name,
        kind=kind,
        district=numbers[row.province_code, row.district_code],
        old_province=row.province_code,
        older=row.older,
        targets=tuple(ALIASES.get(code, code) for code in row.targets),
        middle=None if row.lat is None or row.lon is None else (row.lat, row.lon),
        box=row.box,
    )


def _commune(row: package.CurrentRow, old_wards: Sequence[OldWard]) -> Commune:
    """Return today's commune of a row, corrected."""
    code = ALIASES.get(row.code, row.code)
    kind, name = split_kind(row.full_name)
    if code in WARDS_SINCE_2026:
        kind = Kind.WARD
    lat, lon = _middle_of_parts(code, old_wards) if code in WRONG_CENTRES else (row.lat, row.lon)
    return Commune(
        code=code,
        name=name,
        full_name=f"{kind.capitalize()} {name}",
        kind=kind,
        province_code=row.province_code,
        province_name=split_kind(row.province)[1],
        lat=lat,
        lon=lon,
        radius_km=ARCHIPELAGOS.get(code) or math.sqrt((row.area_km2 or USUAL_AREA_KM2) / math.pi),
    )


def _middle_of_parts(code: str, old_wards: Sequence[OldWard]) -> tuple[float, float]:
    """Return the middle of the old wards a commune was formed of; the median bears with one that is wrong itself."""
    middles = [ward.middle for ward in old_wards if code in ward.targets and ward.middle is not None]
    return median(lat for lat, _ in middles), median(lon for _, lon in middles)
