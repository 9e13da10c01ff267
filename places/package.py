"""Reads the names, centres and mergers that the package vietnamadminunits carries as data.

Only its files are read. Its modules parse addresses their own way, take seconds to import, and are not needed.
"""

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

PACKAGE = "vietnamadminunits"


@dataclass(frozen=True, slots=True)
class CurrentRow:
    """A commune in the package's list of July 2025."""

    code: str
    full_name: str
    province_code: str
    province: str
    lat: float
    lon: float
    area_km2: float | None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees; south and west first."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class OldRow:
    """A ward of before July 2025.

    Attributes:
        code: Its old code; empty for the five island districts that had no wards.
        full_name: With its kind, as the district's where there was no ward.
        district: The district's full name.
        district_code: The district's three digits.
        province: The old province's full name.
        province_code: The old province's code.
        lat: Its middle, in degrees north; None where unknown.
        lon: Its middle, in degrees east; None where unknown.
        box: Around it, None where unknown.
        older: Keys of names from before the mergers of 2019 to 2025.
        district_older: Keys of the district's former names.
        targets: Codes of the communes it went to, the one with the largest part first.
    """

    code: str
    full_name: str
    district: str
    district_code: str
    province: str
    province_code: str
    lat: float | None
    lon: float | None
    box: Box | None
    older: tuple[str, ...]
    district_older: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Everything taken from the package."""

    current: tuple[CurrentRow, ...]
    old: tuple[OldRow, ...]


CURRENT = """
    select wardCode, ward, provinceCode, province, wardLat, wardLon, wardAreaKm2, provinceKey, wardKey
    from admin_units
"""
OLD = """
    select wardCode, ward, district, districtCode, province, provinceCode, wardLat, wardLon, wardBounds,
           wardAlias, districtAlias, provinceKey, districtKey, wardKey
    from admin_units_legacy
"""


def read() -> Source:
    """Return the package's lists. Raises ModuleNotFoundError without the package, OSError without its files."""
    data = files(PACKAGE) / "data"
    with (
        as_file(data / "dataset.db") as path,
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as db,
    ):
        current = db.execute(CURRENT).fetchall()
        old = db.execute(OLD).fetchall()
    codes = {(row[7], row[8]): row[0] for row in current}
    targets = _targets(data, codes)
    return Source(
        current=tuple(CurrentRow(*row[:7]) for row in current),
        old=tuple(_old_row(row, targets) for row in old),
    )


def _opened(path: Path) -> sqlite3.Connection:
    """Return the package's database, opened so that nothing is ever written beside it."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)


def _targets(data: Traversable, codes: dict[tuple[str, str], str]) -> dict[str, tuple[str, ...]]:
    """Return for each old ward's key the codes it went to, the default first."""
    merged = json.loads((data / "converter_2025.json").read_bytes())
    found: dict[str, list[str]] = defaultdict(list)
    for province, wards in merged["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found[old].append(codes[province, ward])
    for province, split in merged["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in split.items():
            ordered = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            found[old].extend(codes[province, part["newWardKey"]] for part in ordered)
    return {old: tuple(dict.fromkeys(parts)) for old, parts in found.items()}


def _old_row(row: tuple[str | float | None, ...], targets: dict[str, tuple[str, ...]]) -> OldRow:
    """Return one row of the old list, joined with where it went."""
    code, ward, district, district_code, province, province_code, lat, lon, bounds, older, district_older = row[:11]
    place = "_".join(str(part or "") for part in row[11:14])
    return OldRow(
        code=str(code or ""),
        full_name=str(ward or district),
        district=str(district),
        district_code=str(district_code),
        province=str(province),
        province_code=str(province_code),
        lat=None if lat is None else float(lat),
        lon=None if lon is None else float(lon),
        box=_box(str(bounds)) if bounds else None,
        older=_aliases(older),
        district_older=_aliases(district_older),
        targets=targets[place],
    )


@lru_cache(maxsize=1024)
def _aliases(column: str | None) -> tuple[str, ...]:
    """Return the names in one of the package's JSON columns."""
    return tuple(dict.fromkeys(json.loads(column))) if column else ()


def _box(bounds: str) -> Box:
    """Return the rectangle of "20.99,105.79 – 21.05,105.87"."""
    low, high = bounds.split("–")
    south, west = (float(part) for part in low.split(","))
    north, east = (float(part) for part in high.split(","))
    return Box(south=south, west=west, north=north, east=east)
