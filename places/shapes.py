"""Turns a feature's coordinates into a checked polygon, cuts it into small pieces, and finds where polygons overlap.

Everything is counted in the whole numbers of the file of boundaries, so that what is stored is what was checked.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import JsonValue
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from places.boundaries import M_PER_DEGREE_EAST, M_PER_DEGREE_NORTH, UNITS_PER_DEGREE, Ring

COUNTRY_BOX = (5.0, 25.0, 100.0, 120.0)
"""South, north, west and east in degrees, generously around the country with its islands."""

MAX_CORNERS = 96
"""Corners of the largest piece. With 64 a look-up takes 36 microseconds instead of 43, the import a fifth longer."""

FEWEST_CORNERS = 4
"""Corners of the smallest ring, the first counted again at the end (RFC 7946, 3.1.6)."""

REPAIRED_SHARE = 0.01
"""A repair that changes the area by more than this share would be a guess at what was meant."""

NARROWEST = 200
"""Pieces of fewer steps than this, two metres, are not cut further."""

_ROUNDING = 1e-9
"""Share by which areas of a whole and of its parts may differ."""

Corners = NDArray[np.float64]


class ShapeError(Exception):
    """The coordinates make no shape that can be used; the message goes on after "feature 3 …"."""


class Repair(StrEnum):
    """What was put right in a shape, as it goes on after "feature 3 …"."""

    CLOSED = "has a ring that did not end where it began; it was closed"
    CROSSING = "has rings that cross themselves or each other; they were taken apart where they cross"
    THIN = "has a ring without an area; it was left out"


@dataclass(frozen=True, slots=True)
class Shape:
    """A commune's polygons, in steps of the file of boundaries.

    Attributes:
        polygons: One or more, valid, counter-clockwise around what is inside.
        repairs: What was put right.
    """

    polygons: MultiPolygon
    repairs: frozenset[Repair]

    @property
    def corners(self) -> int:
        """How many corners there are."""
        return int(shapely.get_num_coordinates(self.polygons))


def shape_of(geometry: JsonValue) -> Shape:
    """Return the shape of a feature's geometry. Raises ShapeError where it cannot be used."""
    repairs: set[Repair] = set()
    drawn = [polygon for rings in _polygons(geometry) if (polygon := _polygon(rings, repairs)) is not None]
    if not drawn:
        raise ShapeError("has no area")
    whole = MultiPolygon(drawn)
    if not shapely.is_valid(whole):
        whole = _repaired(whole)
        repairs.add(Repair.CROSSING)
    return Shape(shapely.orient_polygons(whole), frozenset(repairs))


def _polygons(geometry: JsonValue) -> list[Any]:
    """Return the coordinates of each polygon in a geometry."""
    if not isinstance(geometry, dict):
        raise ShapeError("has no geometry")
    coordinates = geometry.get("coordinates")
    match geometry.get("type"):
        case "Polygon" if isinstance(coordinates, list):
            return [coordinates]
        case "MultiPolygon" if isinstance(coordinates, list):
            return coordinates
        case "Polygon" | "MultiPolygon":
            raise ShapeError("has no coordinates")
        case other:
            raise ShapeError(f"is a {str(other)[:30]}, but only Polygon and MultiPolygon have an area")


def _polygon(rings: object, repairs: set[Repair]) -> Polygon | None:
    """Return the polygon of rings, the outer one first; None where it has no area."""
    if not isinstance(rings, list) or not rings:
        raise ShapeError("has a polygon without rings")
    shell, *holes = [_ring(ring, repairs) for ring in rings]
    if shell is None:
        return None
    return Polygon(shell, [hole for hole in holes if hole is not None])


def _ring(ring: object, repairs: set[Repair]) -> Corners | None:
    """Return a ring's corners, the first once more at the end; None where it has no area."""
    corners = _corners(ring)
    _check_place(corners)
    corners = np.rint(corners * UNITS_PER_DEGREE)
    if (corners[0] != corners[-1]).any():
        corners = np.concatenate([corners, corners[:1]])
        repairs.add(Repair.CLOSED)
    is_new = np.concatenate([[True], (corners[1:] != corners[:-1]).any(axis=1)])
    if is_new.sum() < FEWEST_CORNERS:
        repairs.add(Repair.THIN)
        return None
    return np.asarray(corners[is_new], dtype=np.float64)


def _corners(ring: object) -> Corners:
    """Return the numbers of a ring, longitude first; a height is left out."""
    if not isinstance(ring, list) or len(ring) < FEWEST_CORNERS - 1:
        raise ShapeError("has a ring of too few corners")
    try:
        numbers = np.array(ring)
    except ValueError as error:
        raise ShapeError("has corners of different lengths") from error
    if numbers.ndim != 2 or numbers.shape[1] not in {2, 3} or numbers.dtype.kind not in "fiu":  # noqa: PLR2004 - a table
        raise ShapeError("has corners that are not two numbers")
    return np.asarray(numbers[:, :2], dtype=np.float64)


def _check_place(corners: Corners) -> None:
    """Raise ShapeError for corners that do not lie in or near the country."""
    south, north, west, east = COUNTRY_BOX
    low, high = (south, west), (north, east)
    if not np.isfinite(corners).all():
        raise ShapeError("has a corner that is no number")
    straight, exchanged = corners[:, ::-1], corners
    if ((straight >= low) & (straight <= high)).all():
        return
    if ((exchanged >= low) & (exchanged <= high)).all():
        raise ShapeError("has latitude and longitude exchanged: GeoJSON puts the longitude first")
    lat, lon = straight[((straight < low) | (straight > high)).any(axis=1)][0]
    raise ShapeError(f"has a corner at latitude {lat:.10g} and longitude {lon:.10g}, far outside the country")


def _repaired(whole: MultiPolygon) -> MultiPolygon:
    """Return valid polygons of the same area. Raises ShapeError where crossings leave it open what was meant."""
    drawn = sum(_ring_area(polygon) for polygon in whole.geoms)
    repaired = MultiPolygon(list(polygons_in(shapely.make_valid(whole, method="structure", keep_collapsed=False))))
    if repaired.is_empty:
        raise ShapeError("has no area")
    change = abs(repaired.area - drawn) / repaired.area
    if change > REPAIRED_SHARE:
        raise ShapeError(
            f"has rings that cross, and taking them apart would change its area by {change:.0%}; it has to be redrawn"
        )
    return repaired


def _ring_area(polygon: Polygon) -> float:
    """Return the area that a polygon's rings enclose, each taken alone."""
    shell, *holes = [abs(shapely.area(Polygon(ring))) for ring in (polygon.exterior, *polygon.interiors)]
    return float(shell - sum(holes))


def polygons_in(found: BaseGeometry) -> Iterator[Polygon]:
    """Yield the polygons in a geometry; lines and points have no area and are left out."""
    if isinstance(found, Polygon):
        if not found.is_empty:
            yield found
    else:
        for part in getattr(found, "geoms", ()):
            yield from polygons_in(part)


def pieces_of(shape: Shape) -> Iterator[Polygon]:
    """Yield the shape cut into pieces of no more than MAX_CORNERS corners, on whole numbers.

    A piece with too many corners is halved across its longer side. One that is too small to be halved stays whole.
    """
    waiting = list(reversed(shape.polygons.geoms))
    while waiting:
        piece = waiting.pop()
        if shapely.get_num_coordinates(piece) <= MAX_CORNERS or not (halves := _halved(piece)):
            yield piece
        else:
            waiting.extend(reversed(halves))


def _halved(piece: Polygon) -> list[Polygon]:
    """Return the parts of a piece on both sides of a line through its middle; none where it is too small for that."""
    bounds = shapely.bounds(piece).tolist()
    # No corner may lie on the edge of a window either.
    west, south, east, north = bounds[0] - 1, bounds[1] - 1, bounds[2] + 1, bounds[3] + 1
    if max(east - west, north - south) < NARROWEST:
        return []
    if east - west > north - south:
        cut = _clear_of_corners(piece, (west + east) // 2, axis=0)
        windows = ((west, south, cut, north), (cut, south, east, north))
    else:
        cut = _clear_of_corners(piece, (south + north) // 2, axis=1)
        windows = ((west, south, east, cut), (west, cut, east, north))
    parts = [part for window in windows for part in polygons_in(shapely.clip_by_rect(piece, *window))]
    if not _is_whole(parts, piece):
        boxes = (shapely.box(*window) for window in windows)
        parts = [part for box in boxes for part in polygons_in(shapely.intersection(piece, box))]
    return parts


def _clear_of_corners(piece: Polygon, cut: float, *, axis: int) -> float:
    """Return the first whole number from `cut` on where no corner lies, so that GEOS cuts quickly and rightly."""
    taken = shapely.get_coordinates(piece)[:, axis]
    while (taken == cut).any():
        cut += 1
    return cut


def _is_whole(parts: Sequence[Polygon], piece: Polygon) -> bool:
    """Whether the parts have the area of the piece."""
    return math.isclose(shapely.area(parts).sum(), shapely.area(piece), rel_tol=_ROUNDING)


def rings_of(pieces: Sequence[Polygon]) -> list[list[Ring]]:
    """Return the rings of each piece on whole numbers; those that shrank to a line are left out."""
    rings, of_piece = shapely.get_rings(np.array(pieces, dtype=object), return_index=True)
    corners, of_ring = shapely.get_coordinates(rings, return_index=True)
    corners = np.rint(corners).astype(np.int64)
    is_new = (corners[1:] != corners[:-1]).any(axis=1) | (of_ring[1:] != of_ring[:-1])
    kept = np.concatenate([[True], is_new])
    lengths = np.bincount(of_ring[kept], minlength=len(rings)).tolist()
    xs, ys = corners[kept].T.tolist()
    found: list[list[Ring]] = [[] for _ in pieces]
    start = 0
    for piece, length in zip(of_piece.tolist(), lengths, strict=True):
        if length >= FEWEST_CORNERS:
            found[piece].append((xs[start : start + length], ys[start : start + length]))
        start += length
    return found


def square_metres(area: float, *, lat: float) -> float:
    """Return an area in square steps at a latitude in degrees, in square metres."""
    east = M_PER_DEGREE_EAST * math.cos(math.radians(lat)) / UNITS_PER_DEGREE
    return area * east * M_PER_DEGREE_NORTH / UNITS_PER_DEGREE
