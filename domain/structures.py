"""What the movement stands on (cơ cấu): teams, groups, models, cameras, fire points, and the standards that are met.

A structure is there from one day to another, and what is counted of it (members, points, cameras) is counted on days:
on any day the newest count before it holds. So a report of any date prints the stock as it was then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.entries import is_name
from domain.errors import DomainError
from domain.outcomes import MAX_QUANTITY


class StructureType(StrEnum):
    """The kinds of structure that the movement's reports tell apart."""

    SECURITY_TEAM = "security_team"
    NEIGHBOURHOOD_GUARD = "neighbourhood_guard"
    PEOPLES_SECURITY_TEAM = "peoples_security_team"
    MEDIATION_TEAM = "mediation_team"
    FIRE_TEAM = "fire_team"
    SELF_MANAGED_GROUP = "self_managed_group"
    FIRE_SAFETY_GROUP = "fire_safety_group"
    PUBLIC_FIRE_POINT = "public_fire_point"
    MODEL = "model"
    EXEMPLAR = "exemplar"
    CLUB = "club"
    CAMERA_SYSTEM = "camera_system"
    OTHER = "other"


class Measure(StrEnum):
    """What is counted of a structure on a day.

    `COUNT` is how many structures an entry stands for, one where nothing is said: a commune may register its 12 teams
    as one entry. `COVERED` of `AREAS` says in how many hamlets, communes or districts of all it is there ("12/12 bản").
    """

    COUNT = "count"
    MEMBERS = "members"
    EQUIPPED = "equipped"
    PAID = "paid"
    POINTS = "points"
    CAMERAS = "cameras"
    HOUSEHOLDS = "households"
    COVERED = "covered"
    AREAS = "areas"
    PEOPLE_HELPED = "people_helped"


class Milestone(StrEnum):
    """What may happen to a structure on a day, beside its beginning and its end."""

    REPLICATED = "replicated"
    RECOGNISED = "recognised"


class AreaKind(StrEnum):
    """What coverage and standards are counted in; some no longer exist and are still what was counted."""

    HAMLET = "hamlet"
    RESIDENTIAL_AREA = "residential_area"
    COMMUNE = "commune"
    DISTRICT = "district"
    AGENCY = "agency"
    SCHOOL = "school"


class Standard(StrEnum):
    """Standards whose share is reported."""

    SECURITY = "security"
    NEW_COUNTRYSIDE = "new_countryside"
    MODEL_COUNTRYSIDE = "model_countryside"


WHOLE_OF = {
    Measure.EQUIPPED: Measure.MEMBERS,
    Measure.PAID: Measure.MEMBERS,
    Measure.COVERED: Measure.AREAS,
}
"""Measures that are a part of another one."""

MAX_NAME = 200
"""Letters of a structure's name: that of a model, never of a person."""

MAX_OWNER = 120
"""Letters of the name of the body that keeps it up, such as "Hội LHPN"."""


@dataclass(frozen=True, slots=True)
class StructureEntry:
    """A structure as it is registered.

    Attributes:
        type: What kind.
        name: As people call it, such as the name of a model; empty for what has none.
        owner: The body that keeps it up, empty where it is not said.
        started_on: The first local day.
        ended_on: The first day on which it was there no longer, None while it is.
        area: What its coverage is counted in, None where it has none.
        counts: What was counted, on `counted_on`.
        counted_on: The local day of the counts.
        is_at_least: Whether something was not counted, so that the counts are lower bounds: "hơn 543".
    """

    type: StructureType
    started_on: date
    name: str = ""
    owner: str = ""
    ended_on: date | None = None
    area: AreaKind | None = None
    counts: tuple[tuple[Measure, Decimal], ...] = ()
    counted_on: date | None = None
    is_at_least: bool = False


@dataclass(frozen=True, slots=True)
class StandardEntry:
    """How many met a standard.

    Attributes:
        standard: Which.
        area: Of what.
        met: How many met it.
        assessed: Of how many, None where only those that met it were counted.
        on: The local day it is true of.
    """

    standard: Standard
    area: AreaKind
    met: Decimal
    assessed: Decimal | None
    on: date


class InvalidStructureError(DomainError):
    """An entry of the register does not hold together; `part` says what is wrong: name, owner, dates or counts."""

    def __init__(self, part: str) -> None:
        """Keep which part is wrong."""
        super().__init__(part)
        self.part = part


def check_structure(entry: StructureEntry) -> None:
    """Raise InvalidStructureError where the entry does not hold together."""
    if len(entry.name) > MAX_NAME or not is_name(entry.name):
        raise InvalidStructureError("name")
    if len(entry.owner) > MAX_OWNER or not is_name(entry.owner):
        raise InvalidStructureError("owner")
    if entry.ended_on is not None and entry.ended_on < entry.started_on:
        raise InvalidStructureError("dates")
    if entry.counts:
        check_life(entry.counted_on, started_on=entry.started_on, ended_on=entry.ended_on)
    if len(dict(entry.counts)) != len(entry.counts):
        raise InvalidStructureError("counts")
    check_counts(dict(entry.counts))


def check_life(day: date | None, *, started_on: date, ended_on: date | None) -> None:
    """Raise InvalidStructureError where a structure was not there on a day; on the day it ended it was, until then."""
    if day is None or day < started_on or (ended_on is not None and day > ended_on):
        raise InvalidStructureError("dates")


def check_counts(counts: Mapping[Measure, Decimal]) -> None:
    """Raise InvalidStructureError where a number is none, or a part is larger than its whole."""
    are_counts = all(is_count(quantity) for quantity in counts.values())
    if not are_counts or not all(_fits(counts, part, whole) for part, whole in WHOLE_OF.items()):
        raise InvalidStructureError("counts")


def check_standard(entry: StandardEntry) -> None:
    """Raise InvalidStructureError where more met a standard than were assessed, or a number is none."""
    numbers = [entry.met] if entry.assessed is None else [entry.met, entry.assessed]
    if not all(is_count(one) for one in numbers) or entry.met > numbers[-1]:
        raise InvalidStructureError("counts")


def _fits(counts: Mapping[Measure, Decimal], part: Measure, whole: Measure) -> bool:
    return part not in counts or whole not in counts or counts[part] <= counts[whole]


def is_count(quantity: Decimal) -> bool:
    """Whether a number can be how many there are."""
    return quantity.is_finite() and 0 <= quantity <= MAX_QUANTITY and quantity == quantity.to_integral_value()
