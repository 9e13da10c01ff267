"""How far the gazetteer agrees with real boundaries, and what it costs to load: `python -m benchmarks.gazetteer`.

The boundaries are those of 30 April 2026 in ../shared/data beside the repository, one feature a line. What the package
vietnamadminunits says by itself stands beside what its corrections make of it.
"""

import gzip
import json
import math
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import shapely
from shapely import Geometry

from benchmarks.table import markdown_table
from domain import reading
from places import package
from places.areas import KM_PER_DEGREE
from places.corrections import ARCHIPELAGOS, DONG_NAI_A_CITY
from places.gazetteer import Commune, Gazetteer, Level, OldWard, load
from places.names import Kind

BOUNDARIES = Path(__file__).parents[2] / "shared" / "data" / "communes-2026.geojson.gz"

NEAR_KM = 0.25
"""A point is as good as inside from here: old and new borders are drawn with different pens."""

FAR_KM = 5.0
"""A ward's box that is farther from a commune than this has nothing of it."""

WORST_SHOWN = 12

MEASURE = """
import time
from pathlib import Path
begun = time.perf_counter()
from places.gazetteer import load
load()
seconds = time.perf_counter() - begun
status = Path("/proc/self/status").read_text().split()
print(seconds, int(status[status.index("VmHWM:") + 1]) / 1000)
"""


@dataclass(frozen=True, slots=True)
class Outline:
    """A commune as the boundaries have it.

    Attributes:
        full_name: With its kind.
        province: The province's full name.
        shape: Its polygons, in degrees.
    """

    full_name: str
    province: str
    shape: Geometry


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that lies outside of a commune.

    Attributes:
        km: By how much.
        what: What it is, for reading.
        code: The commune.
    """

    km: float
    what: str
    code: str


def outlines(path: Path = BOUNDARIES) -> dict[str, Outline]:
    """Return the communes of a file by code. Raises FileNotFoundError where it is not there."""
    found = {}
    with gzip.open(path, "rb") as lines:
        for line in lines:
            if line.startswith(b'{"type":"Feature",'):
                feature = line.rstrip(b",\n")
                head, _, _ = feature.partition(b',"geometry"')
                properties = json.loads(head + b"}")["properties"]
                shape = shapely.from_geojson(feature)
                shapely.prepare(shape)
                found[properties["code"]] = Outline(properties["full_name"], properties["province_name"], shape)
    return found


def misnamed(names: Gazetteer, drawn: Mapping[str, Outline]) -> list[str]:
    """Return the units whose names differ in more than the place of a tone mark, and those that only one side knows."""
    ours = {one.code: (one.full_name, names.province(one.province_code).full_name) for one in names.communes}
    theirs = {code: (outline.full_name, outline.province) for code, outline in drawn.items()}
    return [
        f"{code}: {ours.get(code)}, {theirs.get(code)}"
        for code in sorted(ours.keys() | theirs.keys())
        if tuple(map(reading.fold, ours.get(code, ()))) != tuple(map(reading.fold, theirs.get(code, ())))
    ]


def centres_outside(centres: Mapping[str, tuple[float, float]], drawn: Mapping[str, Outline]) -> list[Miss]:
    """Return the centres that do not lie in their communes, the worst first."""
    away = ((_km_outside(middle, drawn[code].shape), code) for code, middle in centres.items())
    return sorted((Miss(km, drawn[code].full_name, code) for km, code in away if km > 0), key=lambda miss: -miss.km)


def middles_outside(names: Gazetteer, drawn: Mapping[str, Outline]) -> list[Miss]:
    """Return the old wards' middles that lie in none of the communes they went to, the worst first."""
    misses = []
    for ward in names.old_wards:
        if ward.middle is not None:
            away = [(_km_outside(ward.middle, drawn[code].shape), code) for code in ward.targets]
            km, code = min(away)
            misses.append(Miss(km, _ward(names, ward), code))
    return sorted((miss for miss in misses if miss.km > 0), key=lambda miss: -miss.km)


def parts_out_of_reach(names: Gazetteer, drawn: Mapping[str, Outline]) -> list[Miss]:
    """Return the communes that a ward is said to have gone to in part, farther than FAR_KM from its box."""
    misses = []
    for ward in names.old_wards:
        if ward.box is not None and len(ward.targets) > 1:
            box = shapely.box(ward.box.west, ward.box.south, ward.box.east, ward.box.north)
            away = ((KM_PER_DEGREE * shapely.distance(box, drawn[code].shape), code) for code in ward.targets)
            misses += [Miss(km, _ward(names, ward), code) for km, code in away if km > FAR_KM]
    return sorted(misses, key=lambda miss: -miss.km)


def areas_off(areas: Mapping[str, float | None], drawn: Mapping[str, Outline], factor: float) -> int:
    """Return how many areas in km² are wrong by more than a factor, or missing; archipelagos are left out."""
    return sum(
        area is None or abs(math.log(area / _area_km2(drawn[code].shape))) > math.log(factor)
        for code, area in areas.items()
        if code not in ARCHIPELAGOS
    )


def _ward(names: Gazetteer, ward: OldWard) -> str:
    return f"{ward.full_name}, {names.districts[ward.district].full_name}"


def _km_outside(middle: tuple[float, float], shape: Geometry) -> float:
    """Return the distance of a point to a shape, 0 inside."""
    lat, lon = middle
    if shapely.intersects_xy(shape, lon, lat):
        return 0.0
    return float(shapely.distance(shapely.Point(_plane(lat, lon, lat)), _flat(shape, lat)))


def _area_km2(shape: Geometry) -> float:
    return float(shapely.area(_flat(shape, shapely.centroid(shape).y)))


def _flat(shape: Geometry, lat: float) -> Geometry:
    """Return the shape in km on a plane that is right near a latitude."""
    scale = np.array(_plane(1.0, 1.0, lat))
    return shapely.transform(shape, lambda corners: corners * scale)


def _plane(north: float, east: float, lat: float) -> tuple[float, float]:
    return east * KM_PER_DEGREE * math.cos(math.radians(lat)), north * KM_PER_DEGREE


def _kinds(names: Gazetteer, day: date) -> str:
    """Return the communes of a day by kind."""
    rows = (row for row in names.units() if row.level is Level.COMMUNE and row.valid_from <= day)
    kinds = Counter(row.kind for row in rows if row.valid_until is None or row.valid_until > day)
    return ", ".join(f"{kinds[kind]:,} {kind}" for kind in (Kind.RURAL, Kind.WARD, Kind.ZONE))


def _misses(misses: Iterable[Miss]) -> str:
    km = [miss.km for miss in misses]
    return f"{len(km)}, farthest {km[0]:.1f} km" if km else "0"


def _area(commune: Commune) -> float:
    return math.pi * commune.radius_km**2


def _loading() -> tuple[float, float]:
    """Return the seconds and the peak memory in MB of a process that loads the gazetteer and does nothing else."""
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


def _rows(names: Gazetteer, drawn: Mapping[str, Outline]) -> list[tuple[str, str, str]]:
    """Return the lines of the table: what, the package by itself, the gazetteer."""
    current = package.read().current
    raw = {row.code: (row.lat, row.lon) for row in current}
    corrected = {one.code: (one.lat, one.lon) for one in names.communes}
    declared = {row.code: row.area_km2 for row in current}
    areas = {one.code: _area(one) for one in names.communes}
    middles = middles_outside(names, drawn)
    near = [miss for miss in middles if miss.km > NEAR_KM]
    seconds, memory = min(_loading() for _ in range(3))
    return [
        ("units", "–", f"{len(names.provinces)} provinces, {_kinds(names, DONG_NAI_A_CITY)}"),
        ("before 30 April 2026", "–", _kinds(names, DONG_NAI_A_CITY - timedelta(days=1))),
        ("names that differ from the boundaries'", "–", str(len(misnamed(names, drawn)))),
        ("centres outside", _misses(centres_outside(raw, drawn)), _misses(centres_outside(corrected, drawn))),
        ("areas off by a factor of 2", str(areas_off(declared, drawn, 2)), str(areas_off(areas, drawn, 2))),
        ("areas off by a quarter", str(areas_off(declared, drawn, 1.25)), str(areas_off(areas, drawn, 1.25))),
        ("old wards", f"{len(names.old_wards):,}", f"{len(names.old_wards):,}"),
        ("of them split", "–", str(sum(len(ward.targets) > 1 for ward in names.old_wards))),
        ("parts out of the ward's reach", "–", _misses(parts_out_of_reach(names, drawn))),
        ("old wards with a believed middle", "–", f"{sum(one.middle is not None for one in names.old_wards):,}"),
        (f"of them over {NEAR_KM * 1000:.0f} m outside", "–", _misses(near)),
        ("seconds to load", "–", f"{seconds:.2f}"),
        ("MB of a process that has", "–", f"{memory:.0f}"),
    ]


def main() -> None:
    """Print the figures and the worst cases."""
    names = load()
    try:
        drawn = outlines()
    except FileNotFoundError:
        sys.exit(f"There is no {BOUNDARIES}; the check needs the boundaries of the communes of 2026.")
    sys.stdout.write(f"{names.source}\n\n")
    sys.stdout.write(markdown_table(("", "package", "gazetteer"), _rows(names, drawn)) + "\n")
    centres = {one.code: (one.lat, one.lon) for one in names.communes}
    for title, misses in (
        ("centres outside", centres_outside(centres, drawn)),
        ("middles outside", middles_outside(names, drawn)),
        ("parts out of reach", parts_out_of_reach(names, drawn)),
    ):
        sys.stdout.write(f"\n{title}:\n")
        for miss in misses[:WORST_SHOWN]:
            sys.stdout.write(f"  {miss.km:5.1f} km  {miss.what} – {names.label(miss.code)}\n")


if __name__ == "__main__":
    main()
