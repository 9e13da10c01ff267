"""Which queue a tip goes to, and when a person must decide first; the reason says where nobody works yet."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from domain.place import ChosenPlace
from domain.tip import Category

NATIONAL_DESK = "VN"
"""The desk of last resort: it takes what names no province."""


class RouteReason(StrEnum):
    """Why a tip goes where it goes."""

    COMMUNE = "commune"
    ABOUT_POLICE = "about_police"
    UNKNOWN_COMMUNE = "unknown_commune"
    NO_QUEUE = "no_queue"
    UNKNOWN_PROVINCE = "unknown_province"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Route:
    """Where a tip goes.

    Attributes:
        unit_code: The commune's five digits, a province's two, or "VN".
        is_desk: Whether a coordinator decides there; False for a commune's own queue.
        reason: Why.
    """

    unit_code: str
    is_desk: bool
    reason: RouteReason


def route(*, place: ChosenPlace, category: Category, has_queue: Callable[[str], bool]) -> Route:
    """Return the queue or desk that a tip goes to.

    A tip about police officers goes past their commune to the province. A commune that is unknown or has no queue
    leaves the tip to the province's desk; an unknown province, or one without a coordinator, leaves it to the national
    one. Where nobody works on either, the tip waits at the nearer one, and the reason says so.

    Args:
        place: Where it is, as far as it is known.
        category: What it is about.
        has_queue: Whether a unit of this code works its tips here; a unit's own queue, or its desk.
    """
    # Without its province not even a named commune helps: a wrong guess goes astray.
    is_known = place.province_code is not None and place.code is not None
    if is_known and category is not Category.OFFICER and has_queue(place.code or ""):
        return Route(place.code or "", is_desk=False, reason=RouteReason.COMMUNE)
    desks = [code for code in (place.province_code, NATIONAL_DESK) if code is not None]
    for desk in desks:
        if has_queue(desk):
            return Route(desk, is_desk=True, reason=_why_a_desk(place, category))
    return Route(desks[0], is_desk=True, reason=RouteReason.NOBODY)


def _why_a_desk(place: ChosenPlace, category: Category) -> RouteReason:
    if category is Category.OFFICER:
        return RouteReason.ABOUT_POLICE
    if place.province_code is None:
        return RouteReason.UNKNOWN_PROVINCE
    return RouteReason.UNKNOWN_COMMUNE if place.code is None else RouteReason.NO_QUEUE
