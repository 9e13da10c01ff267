"""Which communes a point is probably in, judged without boundaries: by old wards' boxes and by the communes' middles.

A point lies in one old ward or another, and those are known by their boxes. How much speaks for a ward falls with the
distance from the middle of its box, faster outside of the box than inside. The numbers were found by maximum likelihood
on points drawn in the communes of the provinces with even codes; `benchmarks/positions.py` measures them on others.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.place import Position
from places.boundaries import M_PER_DEGREE_EAST, M_PER_DEGREE_NORTH
from places.gazetteer import Commune, Gazetteer, OldWard
from places.names import Kind

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

SCATTERED_KM = 60.0
"""So far in km islands of a special zone lie from its middle; its area does not say how far apart they are."""

WATERS = {
    "20333": ((15.75, 17.25, 111.0, 113.0),),
    "22736": ((6.83, 12.0, 111.5, 117.4), (7.0, 8.5, 109.5, 111.5)),
}
"""South, north, west and east of the archipelagos Hoàng Sa and Trường Sa in degrees, as the state's publications give
them: 15°45'–17°15' N, 111°–113° E; 6°50'–12° N, 111°30'–117°20' E, with the reefs on the eastern limit. West of Trường
Sa the banks of the shelf with their platforms follow. The sea between the islands is meant too."""

COASTS = (
    (8.3, 10.42, 103.2, 109.6),
    (10.42, 11.5, 106.6, 109.6),
    (11.5, 15.8, 108.0, 109.6),
    (15.8, 16.6, 107.6, 109.6),
    (16.6, 17.5, 106.9, 109.6),
    (17.5, 18.1, 106.2, 108.4),
    (18.1, 20.0, 105.5, 108.4),
    (20.0, 21.45, 106.3, 108.1),
)
"""South, north, west and east of rectangles, in degrees, that hold the sea along the coast and no land of another
country: none of Cambodia, which begins north of Hà Tiên, of Laos, of Hainan, or of China beyond the Bắc Luân."""

OFFSHORE_KM = 30.0
"""At sea, communes up to so far away in km are offered, special zones up to SCATTERED_KM: islets, moorings, fishing
grounds near the coast."""

OFFSHORE_FALL_KM = 10.0
"""The km over which the likelihood of a commune that is seen from the sea falls to a third."""

CELL = 0.1
"""Width of a cell of the grid in degrees, some 11 km."""

WIDE_CELL = 0.6
"""The same for the grid of middles in which a boat looks for the coast, some 66 km."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A commune that a point may lie in.

    Attributes:
        code: Its five digits.
        share: How likely it is this one, if the point is in the country: 0 to 1, all together 1.
        away: Distance in its own radii, or in half boxes of one of its old wards if that is less.
        beyond_km: The km beyond the edge of the one of these that is nearest, 0 inside of one.
    """

    code: str
    share: float
    away: float
    beyond_km: float


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
        offshore_km: So far from its edges a point at sea may still be the commune's.
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
    offshore_km: float
    targets: tuple[str, ...]

    def away(self, position: Position) -> tuple[float, float]:
        """Return how far to the east or west and how far to the north or south a point is, in half sizes."""
        aside = abs(self.lon - position.lon) * KM_EAST * math.cos(math.radians(position.lat))
        return aside / self.wide_km, abs(self.lat - position.lat) * KM_NORTH / self.high_km

    def beyond_km(self, across: float, along: float) -> float:
        """Return the km beyond the edge for a distance in half sizes, 0 inside."""
        away = math.hypot(across, along)
        return math.hypot(across * self.wide_km, along * self.high_km) * (1 - 1 / away) if away > 1 else 0.0


Grid = dict[tuple[int, int], list[_Spot]]


def likely(gazetteer: Gazetteer, position: Position) -> list[Likely]:
    """Return the communes that a point may lie in, likeliest first; none where the country is far away.

    The sea between the islands of an archipelago is the archipelago's.
    """
    weights: dict[str, float] = {}
    nearest: dict[str, tuple[float, float]] = {}
    for spot in _grid(gazetteer).get(_cell(position, CELL), ()):
        across, along = spot.away(position)
        away = math.hypot(across, along)
        if away > spot.reach:
            continue
        weight = math.exp(_points(spot, across, along))
        found = away, spot.beyond_km(across, along)
        for place, code in enumerate(spot.targets):
            weights[code] = weights.get(code, 0.0) + (weight if place == 0 else weight * _LATER)
            if found < nearest.get(code, _NOWHERE):
                nearest[code] = found
    if not weights:
        return _at_sea(position)
    return _ranked(weights, nearest)


_NOWHERE = math.inf, math.inf


def _cell(position: Position, width: float) -> tuple[int, int]:
    """Return the cell of a grid that a point lies in."""
    return math.floor(position.lat / width), math.floor(position.lon / width)


def _points(spot: _Spot, across: float, along: float) -> float:
    """Return the natural logarithm of the weight of a ward or commune for a distance in half sizes."""
    points = spot.base - spot.fall * math.hypot(across, along)
    beyond = max(across, along) - INSIDE_BOX
    return points - BOX_FALL * beyond if spot.has_box and beyond > 0 else points


def _ranked(weights: Mapping[str, float], nearest: Mapping[str, tuple[float, float]]) -> list[Likely]:
    """Return communes by their weights, likeliest first."""
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return [Likely(code, weight / total, *nearest[code]) for code, weight in ranked]


def offshore(gazetteer: Gazetteer, position: Position) -> list[Likely]:
    """Return the communes near a point at sea, likeliest first; none away from the sea and the coast.

    An islet is mostly its nearest neighbour's, and what happened on the water is seen from the nearest shore.
    """
    if not is_by_the_sea(position):
        return []
    row, column = _cell(position, WIDE_CELL)
    weights: dict[str, float] = {}
    nearest: dict[str, tuple[float, float]] = {}
    around = [(row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1)]
    for spot in (spot for cell in around for spot in _middles(gazetteer).get(cell, ())):
        across, along = spot.away(position)
        found = math.hypot(across, along), spot.beyond_km(across, along)
        if found[1] <= spot.offshore_km:
            weight = math.exp(-found[1] / OFFSHORE_FALL_KM)
            for code in spot.targets:
                weights[code] = max(weight, weights.get(code, 0.0))
                nearest[code] = min(found, nearest.get(code, _NOWHERE))
    return _ranked(weights, nearest)


def is_by_the_sea(position: Position) -> bool:
    """Whether a point lies at sea or where all the land is the country's."""
    return any(_holds(box, position) for box in COASTS)


def is_covered(gazetteer: Gazetteer, position: Position) -> bool:
    """Whether a point lies in what is known of any ward or commune."""
    spots = _grid(gazetteer).get(_cell(position, CELL), ())
    return any(math.hypot(*spot.away(position)) <= 1 for spot in spots)


_LATER = math.exp(-LATER_PART)


def _at_sea(position: Position) -> list[Likely]:
    """Return the archipelago between whose islands the point lies."""
    return [
        Likely(code, share=1.0, away=0.0, beyond_km=0.0)
        for code, waters in WATERS.items()
        if any(_holds(box, position) for box in waters)
    ]


def _holds(box: tuple[float, float, float, float], position: Position) -> bool:
    """Whether a point lies within a south, north, west and east."""
    south, north, west, east = box
    return south <= position.lat <= north and west <= position.lon <= east


def _km(position: Position, lat: float, lon: float) -> float:
    """Return the distance in km to a point not far away."""
    aside = (lon - position.lon) * KM_EAST * math.cos(math.radians(position.lat))
    return math.hypot(aside, (lat - position.lat) * KM_NORTH)


@lru_cache(maxsize=1)
def _grid(gazetteer: Gazetteer) -> Grid:
    """Return for each cell of the grid the wards and communes that reach into it; built once, in some 0.2 s."""
    cells: Grid = defaultdict(list)
    for spot in _spots(gazetteer):
        high = spot.reach * spot.high_km / KM_NORTH
        wide = spot.reach * spot.wide_km / (KM_EAST * math.cos(math.radians(spot.lat)))
        for row in range(math.floor((spot.lat - high) / CELL), math.floor((spot.lat + high) / CELL) + 1):
            for column in range(math.floor((spot.lon - wide) / CELL), math.floor((spot.lon + wide) / CELL) + 1):
                cells[row, column].append(spot)
    return dict(cells)


@lru_cache(maxsize=1)
def _middles(gazetteer: Gazetteer) -> Grid:
    """Return for each wide cell the wards and communes whose middle lies in it."""
    cells: Grid = defaultdict(list)
    for spot in _spots(gazetteer):
        cells[_cell(Position(spot.lat, spot.lon), WIDE_CELL)].append(spot)
    return dict(cells)


@lru_cache(maxsize=1)
def _spots(gazetteer: Gazetteer) -> tuple[_Spot, ...]:
    """Return every ward and commune that is somewhere, but the archipelagos whose sea is theirs."""
    wards: dict[str, int] = defaultdict(int)
    for ward in gazetteer.old_wards:
        for code in ward.targets:
            wards[code] += 1
    spots = [_of_commune(commune) for commune in gazetteer.communes if commune.code not in WATERS]
    spots += [spot for ward in gazetteer.old_wards if (spot := _of_ward(gazetteer, ward, wards)) is not None]
    return tuple(spots)


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
        offshore_km=_offshore_km([commune]),
        targets=(commune.code,),
    )


def _spread_km(commune: Commune) -> float:
    """Return how far in km from its middle a part of a commune can be."""
    own = BELIEVABLE * commune.radius_km
    return max(own, SCATTERED_KM) if commune.kind is Kind.ZONE else own


def _offshore_km(communes: Iterable[Commune]) -> float:
    """Return how far from the edges of a place of these communes a point at sea may still be theirs."""
    return SCATTERED_KM if any(commune.kind is Kind.ZONE for commune in communes) else OFFSHORE_KM


def _of_ward(gazetteer: Gazetteer, ward: OldWard, wards: dict[str, int]) -> _Spot | None:
    """Return an old ward as its box, no smaller than it can be; None where it is not known or not believable."""
    communes = [gazetteer.commune(code) for code in ward.targets if code not in WATERS]
    if ward.box is None or ward.middle is None or not communes:
        return None
    middle = Position(*ward.middle)
    if all(_km(middle, commune.lat, commune.lon) > _spread_km(commune) for commune in communes):
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
        offshore_km=_offshore_km(communes),
        targets=ward.targets,
    )
