"""Tips that had to be moved on from the queue they were first put into: how often, and whose mistake it was (R12)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.place import PlaceSource

TARGET = Decimal("0.05")
"""Fewer than this share of the tips should have to be moved on (R12 in docs/glossary.md)."""


class MoveCause(StrEnum):
    """Why a tip was moved, as whoever moved it said.

    It happened elsewhere; or here, but another unit deals with it; or a desk found out where it belongs; or, of moves
    from before this was asked, nothing is known.
    """

    WRONG_PLACE = "wrong_place"
    OTHER_UNIT = "other_unit"
    SETTLED = "settled"
    UNSAID = "unsaid"


class Fault(StrEnum):
    """Whose mistake it was that a tip had to be moved on; NONE where the place was right."""

    MACHINE = "machine"
    REPORTER = "reporter"
    STAFF = "staff"
    NONE = "none"
    UNKNOWN = "unknown"


_BY_SOURCE = {
    PlaceSource.TEXT: Fault.MACHINE,
    PlaceSource.POSITION: Fault.MACHINE,
    PlaceSource.CITIZEN: Fault.REPORTER,
    PlaceSource.COORDINATOR: Fault.STAFF,
    PlaceSource.UNKNOWN: Fault.UNKNOWN,
}


def fault(cause: MoveCause, source: PlaceSource) -> Fault:
    """Return whose mistake it was: of what, or whom, the place came that was wrong."""
    match cause:
        case MoveCause.WRONG_PLACE:
            return _BY_SOURCE[source]
        case MoveCause.OTHER_UNIT | MoveCause.SETTLED:
            return Fault.NONE
        case MoveCause.UNSAID:
            return Fault.UNKNOWN


@dataclass(frozen=True, slots=True)
class Station:
    """A queue or desk in which a tip was.

    Attributes:
        unit_code: Whose.
        is_queue: Whether it was a commune's own queue, not a desk.
        source: How the commune had come to be known when it came there.
        cause: Why it was moved there, None for the first station.
    """

    unit_code: str
    is_queue: bool
    source: PlaceSource
    cause: MoveCause | None = None


@dataclass(frozen=True, slots=True)
class RoutingFact:
    """How the routing of one tip fared.

    Attributes:
        tip_id: The row behind the figures.
        unit_code: The commune into whose queue it was put first.
        source: How that commune had come to be known.
        cause: Why it was moved on from there, None where it stayed.
    """

    tip_id: int
    unit_code: str
    source: PlaceSource
    cause: MoveCause | None = None

    @property
    def fault(self) -> Fault | None:
        """Whose mistake it was, None where the tip stayed."""
        return fault(self.cause, self.source) if self.cause is not None else None


def routed(tip_id: int, stations: Sequence[Station]) -> RoutingFact | None:
    """Return how a tip's routing fared by its stations, oldest first; None where it was in no commune's queue.

    What a desk sends on was not routed before, so only leaving a commune's queue counts, and only the first time:
    a tip that is moved twice was routed wrongly once.
    """
    for place, station in enumerate(stations):
        if station.is_queue:
            later = stations[place + 1 :]
            cause = (later[0].cause or MoveCause.UNSAID) if later else None
            return RoutingFact(tip_id, station.unit_code, station.source, cause)
    return None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some tips were moved on, with the rows.

    Attributes:
        routed_rows: Ids of all of them.
        moved_rows: Ids of those that were moved on.
    """

    routed_rows: tuple[int, ...]
    moved_rows: tuple[int, ...]

    @property
    def routed(self) -> int:
        """How many were put into a commune's queue."""
        return len(self.routed_rows)

    @property
    def moved(self) -> int:
        """How many of them were moved on."""
        return len(self.moved_rows)

    @property
    def share(self) -> Decimal | None:
        """The share that was moved on, 0 to 1, or None for no tips."""
        return Decimal(self.moved) / self.routed if self.routed else None


@dataclass(frozen=True, slots=True)
class RoutingSummary:
    """The routing of some tips (R12), with the rows behind each number.

    Attributes:
        total: All of them.
        by_source: The same by how the commune had come to be known; sources without tips are left out.
        by_fault: Ids of the moved ones by whose mistake it was; without those that there were none of.
    """

    total: Share
    by_source: Mapping[PlaceSource, Share]
    by_fault: Mapping[Fault, tuple[int, ...]]

    @property
    def is_on_target(self) -> bool | None:
        """Whether fewer were moved on than TARGET says, None for no tips."""
        return self.total.share < TARGET if self.total.share is not None else None


def summarise(facts: Iterable[RoutingFact]) -> RoutingSummary:
    """Return how the routing of these tips fared."""
    rows = sorted(facts, key=lambda fact: fact.tip_id)
    by_source: defaultdict[PlaceSource, list[RoutingFact]] = defaultdict(list)
    by_fault: defaultdict[Fault, list[int]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
        if row.fault is not None:
            by_fault[row.fault].append(row.tip_id)
    return RoutingSummary(
        total=_share(rows),
        by_source={source: _share(by_source[source]) for source in PlaceSource if source in by_source},
        by_fault={one: tuple(by_fault[one]) for one in Fault if one in by_fault},
    )


def _share(rows: Sequence[RoutingFact]) -> Share:
    return Share(
        routed_rows=tuple(row.tip_id for row in rows),
        moved_rows=tuple(row.tip_id for row in rows if row.cause is not None),
    )
