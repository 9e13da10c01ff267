"""Reads the names, centres and mergers that the package vietnamadminunits carries as data.

Only its files are read, and it is never imported: its modules parse addresses their own way, ask a geocoder on the
network, and take seconds to load. What its lists get wrong is put right in `places.corrections`, except for look-ups
of places on a map that answered with another place: those are recognised here by a rule and left out.
"""

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from places.corrections import ALIASES
from places.names import Kind, key, marked, split_kind

PACKAGE = "vietnamadminunits"

GATHERED = date(2025, 7, 18)
"""The day on which its author took the lists of 1.0.4 from the General Statistics Office, as the names of the files in
its repository say (those of mergers, from sapnhap.bando.com.vn, the day before)."""

ANSWER_PARTS = 2
"""Parts of a look-up's answer, smallest place first, in which the ward is sought; a house may stand before it."""

AROUND_A_NAME = re.compile(r"^(?:phường|xã|thị trấn|tt\.?|p\.)\s+|\s+(?:town|ward|commune)$", re.IGNORECASE)
"""Words beside a ward's name in answers. "District" is none of them: that answer is about more than the ward."""


@dataclass(frozen=True, slots=True)
class CurrentRow:
    """A commune in the package's list of July 2025, under the code of the General Statistics Office.

    Its name is without its kind.
    """

    code: str
    kind: Kind
    name: str
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


class OldRow(NamedTuple):
    """A ward of before July 2025. Ten thousand of these are made at each start, so it is as light as can be.

    Attributes:
        code: Its five digits; the district's three for the five island districts that had no wards.
        kind: Its kind, or the district's where there was no ward.
        name: Without its kind.
        district: The district's full name.
        district_code: The district's three digits.
        province: The old province's full name.
        province_code: The old province's code.
        middle: Latitude and longitude in degrees, None where not known or not to be believed.
        box: Around it, None where the middle is.
        former: Names from before the mergers of 2019 to 2025 as the package glues them: "xatanhoa", "tanhoa".
        district_former: The district's former names, glued the same way.
        targets: Codes of the communes it went to, the one that its middle lies in first.
    """

    code: str
    kind: Kind
    name: str
    district: str
    district_code: str
    province: str
    province_code: str
    middle: tuple[float, float] | None
    box: Box | None
    former: tuple[str, ...]
    district_former: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything taken from the package; the old wards are built as they are asked for, and once."""

    current: tuple[CurrentRow, ...]
    old: Iterator[OldRow]


CURRENT = """
    select wardCode, ward, provinceCode, province, wardLat, wardLon, wardAreaKm2, provinceKey, wardKey
    from admin_units
"""
OLD = """
    select wardCode, ward, district, districtCode, province, provinceCode, wardAlias, districtAlias,
           wardLat, wardLon, wardBounds, wardGeoAddress, provinceKey, districtKey, wardKey
    from admin_units_legacy
"""

Text = str | None
Number = float | None
LegacyRow = tuple[Text, Text, str, str, str, str, Text, Text, Number, Number, Text, Text, str, str, Text]
"""What OLD selects, in its order."""


def read() -> Tables:
    """Return the package's lists. Raises ModuleNotFoundError without the package, OSError without its files."""
    data = _folder() / "data"
    merged = (data / "converter_2025.json").read_bytes()
    # Opened so that nothing is ever written beside the package's files.
    with closing(sqlite3.connect(f"{(data / 'dataset.db').as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        current = db.execute(CURRENT).fetchall()
        old = db.execute(OLD).fetchall()
    codes = {(row[7], row[8]): ALIASES.get(row[0], row[0]) for row in current}
    return Tables(tuple(map(_current_row, current)), _old_rows(old, _targets(merged, codes)))


def _current_row(row: tuple[str, str, str, str, float, float, float | None, str, str]) -> CurrentRow:
    """Return a row of the current list; an area of nothing is one that is not known."""
    code, full_name, province_code, province, lat, lon, area_km2, _, _ = row
    kind, name = _kind_and_name(full_name)
    return CurrentRow(ALIASES.get(code, code), kind, name, province_code, province, lat, lon, area_km2 or None)


def _folder() -> Path:
    """Return where the package is installed, without running any of it."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the package {PACKAGE} is not installed", name=PACKAGE)
    return Path(spec.submodule_search_locations[0])


def _targets(merged: bytes, codes: dict[tuple[str, str], str]) -> dict[str, tuple[str, ...]]:
    """Return for each old ward's key the codes it went to, the default first."""
    mergers = json.loads(merged)
    found: dict[str, list[str]] = defaultdict(list)
    for province, wards in mergers["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found[old].append(codes[province, ward])
    for province, split in mergers["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in split.items():
            ordered = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            found[old].extend(codes[province, part["newWardKey"]] for part in ordered)
    return {old: tuple(dict.fromkeys(parts)) for old, parts in found.items()}


def _old_rows(rows: list[LegacyRow], targets: dict[str, tuple[str, ...]]) -> Iterator[OldRow]:
    """Yield the rows of the old list, each joined with where it went."""
    uses = Counter((row[8], row[9]) for row in rows)
    for row in rows:
        code, ward, district, district_code, province, province_code, former, district_former = row[:8]
        lat, lon, bounds, answer, province_key, district_key, ward_key = row[8:]
        kind, name = _kind_and_name(ward or district)
        names = _names(former)
        is_believed = answer is not None and uses[lat, lon] == 1 and is_about(answer, name, names)
        yield OldRow(
            code=code or district_code,
            kind=kind,
            name=name,
            district=district,
            district_code=district_code,
            province=province,
            province_code=province_code,
            middle=(lat, lon) if is_believed and lat is not None and lon is not None else None,
            box=_box(bounds) if is_believed and bounds else None,
            former=names,
            district_former=_names(district_former),
            targets=targets[f"{province_key}_{district_key}_{ward_key or ''}"],
        )


MOST_WARDS = {"Xã": Kind.RURAL, "Phường": Kind.WARD}


def _kind_and_name(full_name: str) -> tuple[Kind, str]:
    """Return what `split_kind` returns, sooner for the kinds of nearly all wards."""
    first, _, rest = full_name.partition(" ")
    return (MOST_WARDS[first], rest) if first in MOST_WARDS else split_kind(full_name)


def is_about(answer: str, name: str, former: Iterable[str] = ()) -> bool:
    """Return whether the answer to a look-up on a map is about the ward that was looked up.

    A geocoder that does not know a ward answers with its district, or with a ward of nearly the same name: "Nậm Càn"
    for Nậm Cắn, "Châu Bình" for Châu Bính. The answer has to name the ward in its first parts, with the same tone
    marks where it has any, or by one of its former names. (A point given to several wards is never a ward's own.)

    Args:
        answer: From the smallest place to the largest: "Phuc Xa, Ba Đình, Hanoi, Vietnam".
        name: The ward's, without its kind.
        former: Its former names as keys, with or without their kind.
    """
    parts = answer.split(", ")[:ANSWER_PARTS]
    if name in parts or any(_is_name(AROUND_A_NAME.sub("", part), name) for part in parts):
        return True
    first = key(parts[0])
    return any(first == key(one) for one in former)


def _is_name(found: str, wanted: str) -> bool:
    """Whether two names are the same; the found one may lack all its tone marks, but have no others."""
    return key(found) == key(wanted) and (found.isascii() or marked(found) == marked(wanted))


@lru_cache(maxsize=1024)
def _names(column: str | None) -> tuple[str, ...]:
    """Return the names in one of the package's JSON columns."""
    return tuple(dict.fromkeys(json.loads(column))) if column else ()


def _box(bounds: str) -> Box:
    """Return the rectangle of "20.99,105.79 – 21.05,105.87"."""
    south, west, north, east = map(float, bounds.replace("–", ",").split(","))
    return Box(south, west, north, east)
