"""Finds where communes lie on top of each other, without comparing each one with its neighbours.

Where two communes meet without overlap, the same edge is drawn once in each direction. How many communes cover a point
changes only across edges that are not met like that, so an overlap has such an edge on its rim, and only around those
does anything have to be compared: a coast, a frontier, and whatever was drawn badly.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString, Polygon, STRtree

from places.boundaries import UNITS_PER_DEGREE, decode
from places.shapes import Shape, square_metres

EDGES_AT_ONCE = 64
"""Edges that follow each other are looked at together."""

ROOM = 2**20
"""Bytes of edges from which on it is worth sorting them to find the ones that are met."""

WIDTH = 5
"""Numbers of an edge: where it begins, where it ends, and whose it is."""

ASIDE = 2.0
"""Steps from an edge to where its commune surely is."""

ROUNDED_M2 = 5.0
"""Smaller overlaps, in square metres, come of rounding the ends of cuts to a centimetre."""

_PIECES = """
SELECT code, shape FROM pieces WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?
"""
_OF_OTHERS = f"{_PIECES} AND code <> ?"
_OF_TWO = f"{_PIECES} AND code IN (?, ?)"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two communes that lie on top of each other.

    Attributes:
        codes: The two, the smaller code first.
        area_m2: How much of them does, in square metres.
        share: How much of the smaller one that is, 0 to 1.
    """

    codes: tuple[str, str]
    area_m2: float
    share: float


@dataclass(frozen=True, slots=True)
class _Extent:
    """Where a commune lies and how large it is, in steps.

    Attributes:
        box: West, east, south and north.
        area: In square steps.
    """

    box: tuple[int, int, int, int]
    area: float


@dataclass(eq=False)
class Edges:
    """The edges of every commune that no other one met so far."""

    _codes: list[str] = field(default_factory=list)
    _extents: dict[str, _Extent] = field(default_factory=dict)
    _fresh: bytearray = field(default_factory=bytearray)
    _kept: NDArray[np.int32] = field(default_factory=lambda: np.empty((0, WIDTH), dtype=np.int32))

    def add(self, code: str, shape: Shape) -> None:
        """Take up the edges of a commune."""
        rings = shapely.get_rings(shape.polygons.geoms)
        corners, of_ring = shapely.get_coordinates(rings, return_index=True)
        whole = corners.astype(np.int32)
        owner = np.full((len(whole), 1), len(self._codes), dtype=np.int32)
        edges = np.hstack([whole[:-1], whole[1:], owner[:-1]])[of_ring[1:] == of_ring[:-1]]
        west, south, east, north = (int(side) for side in shape.polygons.bounds)
        self._extents[code] = _Extent((west, east, south, north), shape.polygons.area)
        self._codes.append(code)
        self._fresh += edges.tobytes()
        if len(self._fresh) > max(ROOM, self._kept.nbytes // 2):
            self._settle()

    def overlaps(self, database: sqlite3.Connection) -> list[Overlap]:
        """Return the overlaps, the largest first, once every commune is taken up and its pieces are in the database."""
        self._settle()
        pairs = sorted(set(self._suspects(database)))
        found = [self._overlap(database, pair) for pair in pairs]
        return sorted((one for one in found if one.area_m2 > ROUNDED_M2), key=lambda one: (-one.area_m2, one.codes))

    def _settle(self) -> None:
        """Leave out the edges that were drawn once in each direction."""
        fresh = np.frombuffer(self._fresh, dtype=np.int32).reshape(-1, WIDTH)
        edges = np.concatenate([self._kept, fresh])
        self._fresh = bytearray()
        self._kept = edges[_is_open(edges)]

    def _suspects(self, database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
        """Yield pairs of communes of which one has an open edge within the other."""
        owners = self._kept[:, 4]
        for first, last in _runs(owners):
            edges = self._kept[first:last, :4]
            code = self._codes[int(owners[first])]
            xs, ys = edges[:, [0, 2]], edges[:, [1, 3]]
            box = tuple(int(side) for side in (xs.min(), xs.max(), ys.min(), ys.max()))
            others = list(_polygons(database.execute(_OF_OTHERS, (*box, code))))
            if others:
                lines = _just_inside(edges)
                for other, piece in others:
                    if shapely.relate_pattern(lines, piece, "T********"):
                        yield (code, other) if code < other else (other, code)

    def _overlap(self, database: sqlite3.Connection, pair: tuple[str, str]) -> Overlap:
        """Return how much of two communes lies on top of each other."""
        one, other = (self._extents[code] for code in pair)
        both = [pick(a, b) for pick, a, b in zip((max, min, max, min), one.box, other.box, strict=True)]
        pieces: dict[str, list[Polygon]] = {code: [] for code in pair}
        for code, piece in _polygons(database.execute(_OF_TWO, (*both, *pair))):
            pieces[code].append(piece)
        ours, theirs = (np.array(pieces[code], dtype=object) for code in pair)
        of_ours, of_theirs = STRtree(theirs).query(ours, predicate="intersects")
        area = float(shapely.area(shapely.intersection(ours[of_ours], theirs[of_theirs])).sum())
        lat = (both[2] + both[3]) / 2 / UNITS_PER_DEGREE
        return Overlap(pair, square_metres(area, lat=lat), area / min(one.area, other.area))


def _is_open(edges: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which edges are not met by exactly one of the other direction."""
    drawn = _mixed(edges[:, 0], edges[:, 1])
    ends = _mixed(edges[:, 2], edges[:, 3])
    is_forward = drawn < ends
    drawn += ends
    del ends
    order = np.argsort(drawn)
    drawn, is_forward = drawn[order], is_forward[order]
    is_same = np.concatenate([[False], drawn[1:] == drawn[:-1], [False]])
    # A pair is an edge that is the same as the one before, and neither is the same as a third.
    is_pair = is_same[1:-1] & ~is_same[:-2] & ~is_same[2:] & (is_forward[1:] != is_forward[:-1])
    second = np.flatnonzero(is_pair) + 1
    is_open = np.ones(len(edges), dtype=bool)
    is_open[order[second]] = is_open[order[second - 1]] = False
    return is_open


def _mixed(x: NDArray[np.int32], y: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Return a number for each corner that no other corner is likely to share (splitmix64's last steps)."""
    mixed = x.astype(np.uint64)
    mixed <<= np.uint64(32)
    mixed ^= y.view(np.uint32)
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58_476D_1CE4_E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D0_49BB_1331_11EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def _just_inside(edges: NDArray[np.int32]) -> MultiLineString:
    """Return edges a little shorter and to their left, where their commune is: who is there as well overlaps it."""
    starts, ends = edges[:, :2].astype(np.float64), edges[:, 2:].astype(np.float64)
    length = np.hypot(*(ends - starts).T)[:, None]
    along = (ends - starts) / length
    left = along[:, ::-1] * (-ASIDE, ASIDE)
    ahead = along * np.minimum(2 * ASIDE, length / 4)
    return shapely.multilinestrings(shapely.linestrings(np.stack([starts + left + ahead, ends + left - ahead], axis=1)))


def _runs(owners: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of edges that belong to one commune, no more than EDGES_AT_ONCE each time."""
    changes = (np.flatnonzero(np.diff(owners)) + 1).tolist()
    for start, end in zip([0, *changes], [*changes, len(owners)], strict=True):
        for first in range(start, end, EDGES_AT_ONCE):
            yield first, min(first + EDGES_AT_ONCE, end)


def _polygons(rows: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Polygon]]:
    """Yield stored pieces as polygons, each with its commune's code."""
    for code, shape in rows:
        shell, *holes = [np.array(ring, dtype=np.float64).T for ring in decode(shape)]
        yield code, Polygon(shell, holes)
