"""Which queue a tip goes to, and when a person must decide first; the reason says why it is not its commune's."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.place import ChosenPlace
from domain.tip import Category, Urgency

NATIONAL_DESK = "VN"
"""The desk of last resort: it takes what names no province."""

MOST_WAITING_EACH = 20
"""Tips that nobody has acknowledged, for each member of staff, up to which a queue takes in more.

A tip that is not urgent is to be acknowledged within 8 working hours. Somebody who needs some 20 minutes to read one
and to begin with it is through with 24 in that time; what is left over is for urgent ones in between.
"""


class RouteReason(StrEnum):
    """Why a tip goes where it goes."""

    COMMUNE = "commune"
    ABOUT_POLICE = "about_police"
    UNKNOWN_COMMUNE = "unknown_commune"
    NO_QUEUE = "no_queue"
    FULL = "full"
    UNKNOWN_PROVINCE = "unknown_province"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Queue:
    """How much a unit's queue, or its desk, has to do.

    Attributes:
        staff: How many members of the unit handle tips here now.
        waiting: How many of its tips nobody has acknowledged; as many as fill it say enough.
    """

    staff: int
    waiting: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody looks at it."""
        return self.staff > 0

    @property
    def has_room(self) -> bool:
        """Whether its staff can take in another tip that is not urgent."""
        return self.waiting < self.staff * MOST_WAITING_EACH


CLOSED = Queue(staff=0)
"""The queue of a unit that takes no tips here."""


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


def route(*, place: ChosenPlace, category: Category, urgency: Urgency, queues: Mapping[str, Queue]) -> Route:
    """Return the queue or desk that a new tip goes to.

    As `send_on`, but a commune that has as many tips waiting as its staff can take in leaves what is no emergency to
    the province's desk, as long as that has room itself: from one full queue into another, nothing is gained.

    Args:
        place: Where it is, as far as it is known.
        category: What it is about.
        urgency: How soon somebody must look.
        queues: The queues of the commune, the province and the country; who is not named takes no tips here.
    """
    way = send_on(place=place, category=category, queues=queues)
    if way.is_desk or urgency is Urgency.EMERGENCY or queues[way.unit_code].has_room:
        return way
    desk = queues.get(place.province_code or "", CLOSED)
    if not (desk.is_open and desk.has_room):
        return way
    return Route(place.province_code or "", is_desk=True, reason=RouteReason.FULL)


def send_on(*, place: ChosenPlace, category: Category, queues: Mapping[str, Queue]) -> Route:
    """Return the queue or desk that a tip goes to which a person sends there: how much waits does not matter to it.

    A tip about police officers goes past their commune to the province. A commune that is unknown or has no queue
    leaves the tip to the province's desk; an unknown province, or one without a coordinator, leaves it to the national
    one. Where nobody works on either, the tip waits at the nearer one, and the reason says so.

    Args:
        place: Where it is, as far as it is known.
        category: What it is about.
        queues: The queues of the commune, the province and the country; who is not named takes no tips here.
    """
    # Without its province not even a named commune helps: a wrong guess goes astray.
    is_known = place.province_code is not None and place.code is not None
    if is_known and category is not Category.OFFICER and queues.get(place.code or "", CLOSED).is_open:
        return Route(place.code or "", is_desk=False, reason=RouteReason.COMMUNE)
    desks = [code for code in (place.province_code, NATIONAL_DESK) if code is not None]
    for desk in desks:
        if queues.get(desk, CLOSED).is_open:
            return Route(desk, is_desk=True, reason=_why_a_desk(place, category))
    return Route(desks[0], is_desk=True, reason=RouteReason.NOBODY)


def _why_a_desk(place: ChosenPlace, category: Category) -> RouteReason:
    if category is Category.OFFICER:
        return RouteReason.ABOUT_POLICE
    if place.province_code is None:
        return RouteReason.UNKNOWN_PROVINCE
    return RouteReason.UNKNOWN_COMMUNE if place.code is None else RouteReason.NO_QUEUE
