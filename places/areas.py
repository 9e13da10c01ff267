"""How large a commune is, where only declared areas, old wards' boxes and the distances to neighbours are known."""

import math
from collections.abc import Iterable, Sequence

KM_PER_DEGREE = 111.32

BOX_SHARE = 0.55
"""Share of its box that a ward fills, in the median of those whose declared area is not in doubt."""

NEIGHBOURS = 4

SPACING_SHARE = 0.95
"""A commune's area over the squared mean distance to its four nearest neighbours, in the same median."""

IN_DOUBT = 2.0
"""Factor from which two areas contradict each other."""

POINT_DEGREES = 0.0027
"""Height of the box that a geocoder gives to a mere point; it says nothing of the ward's size."""

USUAL_AREA_KM2 = 50.0
"""Area of a commune of which nothing is known; about the median."""


def believable(
    declared: float | None,
    *,
    boxes: Iterable[tuple[float, float | None]],
    middle: tuple[float, float],
    neighbours: Sequence[tuple[float, float]],
) -> float:
    """Return the area in km² to go by.

    Most declared areas are right to a percent, but about a hundred are those of a part, or of a whole district. One is
    given up where the old wards' boxes and the neighbours' distance both say at least twice as much, or half.

    Args:
        declared: In km², None where not given.
        boxes: For each old ward that a part of the commune was, the share of it that came here (guessed as equal
            shares), and the area of its box in km², None where not known.
        middle: The commune's, latitude and longitude.
        neighbours: Middles of the communes around it; itself may be among them.
    """
    by_boxes = _of_boxes(boxes)
    if by_boxes is None or (declared is not None and _agree(declared, by_boxes)):
        return declared or USUAL_AREA_KM2
    by_spacing = _of_spacing(middle, neighbours)
    mean = math.sqrt(by_boxes * by_spacing)
    if declared is None:
        return mean
    is_contradicted = not _agree(declared, by_spacing) and (declared < by_spacing) == (declared < by_boxes)
    return mean if is_contradicted else declared


def box_km2(south: float, west: float, north: float, east: float) -> float | None:
    """Return a box's area in km², None where it only marks a point."""
    height, width = north - south, east - west
    if height <= POINT_DEGREES or width <= 0:
        return None
    return height * width * KM_PER_DEGREE**2 * math.cos(math.radians(south))


def _agree(one: float, other: float) -> bool:
    return 1 / IN_DOUBT < one / other < IN_DOUBT


def _of_boxes(boxes: Iterable[tuple[float, float | None]]) -> float | None:
    """Return what the boxes say, scaled up for parts without one; None where none has one."""
    shares = known = area = 0.0
    for share, box in boxes:
        shares += share
        if box is not None:
            known += share
            area += share * box
    return BOX_SHARE * area * shares / known if known else None


def _of_spacing(middle: tuple[float, float], neighbours: Sequence[tuple[float, float]]) -> float:
    """Return what the distances to the nearest neighbours say."""
    lat, lon = middle
    narrowing = math.cos(math.radians(lat))
    away = sorted(math.hypot(other[0] - lat, (other[1] - lon) * narrowing) for other in neighbours if other != middle)
    nearest = away[:NEIGHBOURS]
    return SPACING_SHARE * (KM_PER_DEGREE * sum(nearest) / len(nearest)) ** 2
