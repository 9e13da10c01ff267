"""Made-up communes for the tests of boundaries, and the real ones where they lie beside the repository."""

import gzip
import json
import math
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely import Point, Polygon
from shapely.geometry.base import BaseGeometry

from domain.place import Position
from places.boundaries import M_PER_DEGREE_EAST, M_PER_DEGREE_NORTH, UNITS_PER_DEGREE
from places.boundary_import import Known, Report, import_boundaries

REAL = Path(__file__).parents[3] / "shared" / "data" / "communes-2026.geojson.gz"
"""The communes of 2026; not part of the repository."""

WEST, SOUTH, WIDTH = 106.0, 10.5, 0.1
"""Where the made-up communes lie, a square of some 11 km."""


def chance(seed: int) -> random.Random:
    """Return a source of the same numbers each time."""
    return random.Random(seed)  # noqa: S311 - nothing here is secret


def drawn_as(shape: BaseGeometry) -> dict[str, Any]:
    """Return a geometry as it is read from a file."""
    found: dict[str, Any] = json.loads(json.dumps(shapely.geometry.mapping(shape)))
    return found


def star(rng: random.Random, corners: int, *, lon: float, lat: float, radius: float) -> Polygon:
    """Return a polygon with many bays around a point, in degrees."""
    angles = sorted(rng.uniform(0, math.tau) for _ in range(corners))
    reach = [rng.uniform(0.3, 1.0) * radius for _ in angles]
    return Polygon(
        [(lon + r * math.cos(angle), lat + r * math.sin(angle)) for r, angle in zip(reach, angles, strict=True)]
    )


def neighbours(rng: random.Random, count: int) -> dict[str, BaseGeometry]:
    """Return communes that fill a square without gaps or overlaps: each of two parts, one of them around another."""
    whole = shapely.box(WEST, SOUTH, WEST + WIDTH, SOUTH + WIDTH)
    seeds = [Point(rng.uniform(WEST, WEST + WIDTH), rng.uniform(SOUTH, SOUTH + WIDTH)) for _ in range(count * 2)]
    cells = shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=whole)
    parts = [_on_grid(shapely.segmentize(shapely.intersection(cell, whole), WIDTH / 40)) for cell in cells.geoms]
    communes = {f"{number:05}": shapely.union_all(parts[number::count]) for number in range(count)}
    inner = _on_grid(star(rng, 12, lon=seeds[0].x, lat=seeds[0].y, radius=WIDTH / 60))
    for code, drawn in list(communes.items()):
        if inner.is_valid and shapely.contains_properly(drawn, inner):
            communes[code] = shapely.difference(drawn, inner)
            communes[f"{count:05}"] = inner
    return communes


def _on_grid(drawn: BaseGeometry) -> BaseGeometry:
    """Return a geometry with its corners on the grid of the file of boundaries."""
    return shapely.transform(drawn, lambda corners: (corners * UNITS_PER_DEGREE).round() / UNITS_PER_DEGREE)


def known(codes: Iterable[str]) -> dict[str, Known]:
    """Return what is known of made-up communes."""
    return {code: Known(f"Xã {code}", SOUTH + WIDTH / 2, WEST + WIDTH / 2) for code in codes}


def feature(code: object, geometry: BaseGeometry | Mapping[str, Any] | None, **properties: object) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    drawn = drawn_as(geometry) if isinstance(geometry, BaseGeometry) else geometry
    return {"type": "Feature", "properties": {"code": code, **properties}, "geometry": drawn}


def collection(features: Iterable[Mapping[str, Any]]) -> str:
    """Return a FeatureCollection with one feature a line."""
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(map(json.dumps, features)) + "\n]}\n"


def imported(folder: Path, communes: Mapping[str, BaseGeometry], *, all_codes: Iterable[str] = ()) -> Path:
    """Return a file of boundaries with these communes, of which the country has more where `all_codes` has."""
    put(folder, collection(feature(code, drawn) for code, drawn in communes.items()), {*communes, *all_codes})
    return folder / "boundaries.db"


def put(folder: Path, text: str | bytes, codes: Iterable[str]) -> Report:
    """Import a file of made-up communes with this content into "boundaries.db" in the folder."""
    return put_known(folder, text, known(codes))


def put_known(folder: Path, text: str | bytes, of: Mapping[str, Known]) -> Report:
    """Import a file with this content into "boundaries.db" in the folder."""
    source = folder / "communes.geojson"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_boundaries(source, folder / "boundaries.db", known=of)


def square(west: float, south: float, side: float = 0.01) -> Polygon:
    """Return a square in degrees."""
    return shapely.box(west, south, west + side, south + side)


def metres(drawn: BaseGeometry, lat: float) -> BaseGeometry:
    """Return a geometry in metres, on the plane that look-ups measure on at this latitude."""
    east = M_PER_DEGREE_EAST * math.cos(math.radians(lat))
    return shapely.transform(drawn, lambda corners: corners * (east, M_PER_DEGREE_NORTH))


def metres_apart(drawn: BaseGeometry, position: Position) -> float:
    """Return the metres between a position and a geometry, as shapely says."""
    point = metres(Point(position.lon, position.lat), position.lat)
    return float(shapely.distance(metres(drawn, position.lat), point))


def random_position(rng: random.Random) -> Position:
    """Return a position in or near the square of the made-up communes."""
    return Position(
        rng.uniform(SOUTH - WIDTH / 10, SOUTH + WIDTH * 1.1), rng.uniform(WEST - WIDTH / 10, WEST + WIDTH * 1.1)
    )


def real_lines(codes: Iterable[str]) -> list[str]:
    """Return the real features of some communes, a line each; skips the test where the file is not there."""
    if not REAL.exists():
        pytest.skip(f"the communes of 2026 are not at {REAL}")
    wanted = set(codes)
    with gzip.open(REAL, "rt", encoding="utf-8") as lines:
        return [line.strip().rstrip(",") for line in lines if line.partition('"code":"')[2][:5] in wanted]
