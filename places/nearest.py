"""Which communes a point is probably in, judged without boundaries: by old wards' boxes and by the communes' middles.

A point lies in one old ward or another, and those are known by their boxes. How much speaks for a ward falls with the
distance from the middle of its box, faster outside of the box than inside. The numbers were found by maximum likelihood
on points drawn in the communes of the provinces with even codes; `benchmarks/positions.py` measures them on others.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from domain.place import Position
from places.boundaries import M_PER_DEGREE_EAST, M_PER_DEGREE_NORTH
from places.gazetteer import Commune, Gazetteer, OldWard

KM_NORTH = M_PER_DEGREE_NORTH / 1000
KM_EAST = M_PER_DEGREE_EAST / 1000

WARD_FALL = 4.0
"""What half a box away from the middle of a ward costs, in natural logarithms of its weight."""

INSIDE_BOX = 0.8
"""From this share of half a box on, the box's edge is near."""

BOX_FALL = 6.0
"""What half a box beyond INSIDE_BOX costs on top."""

LATER_PART = 1.7
"""What it costs a commune not to be the one that got the largest part of the ward."""

WARD_SIZE = 2.5
"""What a ward that is 2.7 times as wide costs: points spread over more land, and tips do not."""

COMMUNE_BASE = 0.7
COMMUNE_FALL = 3.7
COMMUNE_SIZE = 3.4
"""The same for a commune's own middle, in its radii."""

WARD_REACH = 3.0
COMMUNE_REACH = 4.0
"""Farther away than so many half boxes or radii, a unit is not considered."""

LEAST_KM = 0.15
"""No ward is smaller than this in km from its middle to its edge; some boxes are those of a building."""

LEAST_SHARE = 0.7
"""Share of its even part of the commune that a ward has at least, measured across."""

LEAST_RADIUS_KM = 0.3
"""No commune is smaller than this."""

BELIEVABLE = 2.0
"""A ward's middle that is farther than so many radii from every commune it went to was looked up under another name."""

WATERS = {"20333": (15.75, 17.25, 111.0, 113.0), "22736": (6.83, 12.0, 111.5, 117.34)}
"""South, north, west and east of the archipelagos Hoàng Sa and Trường Sa in degrees, as the state's publications give
them: 15°45'–17°15' N, 111°–113° E; 6°50'–12° N, 111°30'–117°20' E. The sea between their islands is meant too."""

CELL = 0.1
"""Width of a cell of the grid in degrees, some 11 km."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A commune that a point may lie in.

    Attributes:
        code: Its five digits.
        share: How likely it is this one, if the point is in the country: 0 to 1, all together 1.
        away: Distance in its own radii, or in half boxes of one of its old wards if that is less.
    """

    code: str
    share: float
    away: float


@dataclass(frozen=True, slots=True)
class _Spot:
    """A ward or commune as an ellipse on the map.

    Attributes:
        lat: Its middle, in degrees north.
        lon: Its middle, in degrees east.
        high_km: From its middle to its northern edge.
        wide_km: From its middle to its eastern edge.
        base: Natural logarithm of its weight in its middle.
        fall: What half its size costs.
        reach: How many times its size it is considered for.
        has_box: Whether its edges are known, and not only its area.
        targets: The commune itself, or those the ward went to.
    """

    lat: float
    lon: float
    high_km: float
    wide_km: float
    base: float
    fall: float
    reach: float
    has_box: bool
    targets: tuple[str, ...]


Grid = dict[tuple[int, int], list[_Spot]]


def likely(gazetteer: Gazetteer, position: Position) -> list[Likely]:
    """Return the communes that a point may lie in, likeliest first; none where the country is far away.

    The sea between the islands of an archipelago is the archipelago's.
    """
    weights: dict[str, float] = {}
    nearest: dict[str, float] = {}
    shrinks = math.cos(math.radians(position.lat))
    cell = math.floor(position.lat / CELL), math.floor(position.lon / CELL)
    for spot in _grid(gazetteer).get(cell, ()):
        across = abs(spot.lon - position.lon) * KM_EAST * shrinks / spot.wide_km
        along = abs(spot.lat - position.lat) * KM_NORTH / spot.high_km
        away = math.hypot(across, along)
        if away > spot.reach:
            continue
        points = spot.base - spot.fall * away
        beyond = max(across, along) - INSIDE_BOX
        if spot.has_box and beyond > 0:
            points -= BOX_FALL * beyond
        weight = math.exp(points)
        for place, code in enumerate(spot.targets):
            weights[code] = weights.get(code, 0.0) + (weight if place == 0 else weight * _LATER)
            if away < nearest.get(code, math.inf):
                nearest[code] = away
    total = sum(weights.values())
    if total <= 0:
        return _at_sea(position)
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return [Likely(code, weight / total, nearest[code]) for code, weight in ranked]


_LATER = math.exp(-LATER_PART)


def _at_sea(position: Position) -> list[Likely]:
    """Return the archipelago between whose islands the point lies."""
    return [
        Likely(code, 1.0, 0.0)
        for code, (south, north, west, east) in WATERS.items()
        if south <= position.lat <= north and west <= position.lon <= east
    ]


def _km(position: Position, lat: float, lon: float) -> float:
    """Return the distance in km to a point not far away."""
    aside = (lon - position.lon) * KM_EAST * math.cos(math.radians(position.lat))
    return math.hypot(aside, (lat - position.lat) * KM_NORTH)


@lru_cache(maxsize=1)
def _grid(gazetteer: Gazetteer) -> Grid:
    """Return for each cell of the grid the wards and communes that reach into it; built once, in some 0.2 s."""
    cells: Grid = defaultdict(list)
    wards: dict[str, int] = defaultdict(int)
    for ward in gazetteer.old_wards:
        for code in ward.targets:
            wards[code] += 1
    spots = [_of_commune(commune) for commune in gazetteer.communes if commune.code not in WATERS]
    spots += [spot for ward in gazetteer.old_wards if (spot := _of_ward(gazetteer, ward, wards)) is not None]
    for spot in spots:
        high = spot.reach * spot.high_km / KM_NORTH
        wide = spot.reach * spot.wide_km / (KM_EAST * math.cos(math.radians(spot.lat)))
        for row in range(math.floor((spot.lat - high) / CELL), math.floor((spot.lat + high) / CELL) + 1):
            for column in range(math.floor((spot.lon - wide) / CELL), math.floor((spot.lon + wide) / CELL) + 1):
                cells[row, column].append(spot)
    return dict(cells)


def _of_commune(commune: Commune) -> _Spot:
    """Return a commune as a circle of its area."""
    radius = max(commune.radius_km, LEAST_RADIUS_KM)
    return _Spot(
        lat=commune.lat,
        lon=commune.lon,
        high_km=radius,
        wide_km=radius,
        base=COMMUNE_BASE - COMMUNE_SIZE * math.log(radius),
        fall=COMMUNE_FALL,
        reach=COMMUNE_REACH,
        has_box=False,
        targets=(commune.code,),
    )


def _of_ward(gazetteer: Gazetteer, ward: OldWard, wards: dict[str, int]) -> _Spot | None:
    """Return an old ward as its box, no smaller than it can be; None where it is not known or not believable."""
    communes = [gazetteer.commune(code) for code in ward.targets if code not in WATERS]
    if ward.box is None or ward.middle is None or not communes:
        return None
    middle = Position(*ward.middle)
    if all(_km(middle, commune.lat, commune.lon) > BELIEVABLE * commune.radius_km for commune in communes):
        return None
    least = LEAST_SHARE * max(commune.radius_km / math.sqrt(wards[commune.code]) for commune in communes)
    box = ward.box
    high = max((box.north - box.south) / 2 * KM_NORTH, least, LEAST_KM)
    wide = max((box.east - box.west) / 2 * KM_EAST * math.cos(math.radians(box.south)), least, LEAST_KM)
    return _Spot(
        lat=(box.south + box.north) / 2,
        lon=(box.west + box.east) / 2,
        high_km=high,
        wide_km=wide,
        base=-WARD_SIZE * math.log(high * wide) / 2,
        fall=WARD_FALL,
        reach=WARD_REACH,
        has_box=True,
        targets=ward.targets,
    )
