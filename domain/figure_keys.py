"""What a figure may be a figure of: tips, outcomes, incidents, activities, structures, standards.

A key is a question whose open parts, None or (), mean "all of them". The keys whose parts are all named are the cells
of a cube, where None means "not said": a larger figure is the sum of the cells that fit it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.activities import ACTIVITY_RULES, ActivityType, Topic
from domain.outcomes import Attribute, Contribution, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup


@dataclass(frozen=True, slots=True)
class TipKey:
    """Which tips, received in the period.

    Attributes:
        source_group: Who provided them.
        value: The assessment that stands.
        category: What they are about.
        model: The model (mô hình) whose members sent them, by its row in the register of structures.
    """

    source_group: SourceGroup | None = None
    value: Value | None = None
    category: Category | None = None
    model: int | None = None

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count, always tips."""
        return UnitOfCount.TIP


@dataclass(frozen=True, slots=True)
class OutcomeKey:
    """Which outcomes of the period are added up; type and unit are always named.

    Attributes:
        type: One of O1 to O16.
        unit: The unit of count.
        attributes: Attributes with the value they must have, in the order of their names.
        source_group: Whose contribution.
        contribution: How much came from tips.
    """

    type: OutcomeType
    unit: UnitOfCount
    attributes: tuple[tuple[Attribute, str], ...] = ()
    source_group: SourceGroup | None = None
    contribution: Contribution | None = None


@dataclass(frozen=True, slots=True)
class IncidentKey:
    """Which incidents (vụ việc), resolved in the period."""

    kind: IncidentKind | None = None
    category: Category | None = None

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count, always incidents."""
        return UnitOfCount.INCIDENT


@dataclass(frozen=True, slots=True)
class ActivityKey:
    """Which activities of the period are added up; type and unit are always named.

    Attributes:
        type: What kind of activity.
        unit: The unit that the entries are counted in.
        by: Who did it.
        topic: What it was about.
        is_second: Whether the second quantities of these entries are added: the 19.000 of "170 cuộc với 19.000 lượt".
    """

    type: ActivityType
    unit: UnitOfCount
    by: SourceGroup | None = None
    topic: Topic | None = None
    is_second: bool = False


_STRUCTURE_UNITS: dict[Measure, UnitOfCount] = {
    Measure.COUNT: UnitOfCount.STRUCTURE,
    Measure.MEMBERS: UnitOfCount.MEMBER,
    Measure.EQUIPPED: UnitOfCount.MEMBER,
    Measure.PAID: UnitOfCount.MEMBER,
    Measure.POINTS: UnitOfCount.POINT,
    Measure.CAMERAS: UnitOfCount.CAMERA,
    Measure.HOUSEHOLDS: UnitOfCount.HOUSEHOLD,
    Measure.COVERED: UnitOfCount.AREA,
    Measure.AREAS: UnitOfCount.AREA,
    Measure.PEOPLE_HELPED: UnitOfCount.PERSON,
}


@dataclass(frozen=True, slots=True)
class StructureKey:
    """What was there of a kind of structure on the last day of the period.

    Attributes:
        type: What kind.
        measure: What is counted of them; `Measure.COUNT` is how many they are.
        name: As they are called.
        owner: The body that keeps them up.
    """

    type: StructureType
    measure: Measure = Measure.COUNT
    name: str | None = None
    owner: str | None = None

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count, by the measure."""
        return _STRUCTURE_UNITS[self.measure]


@dataclass(frozen=True, slots=True)
class KindsKey:
    """How many different names the structures of a type had on the last day: "38 loại mô hình"."""

    type: StructureType

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count, always structures."""
        return UnitOfCount.STRUCTURE


@dataclass(frozen=True, slots=True)
class MilestoneKey:
    """How many structures of a type reached a milestone in the period: "68 mô hình được nhân rộng"."""

    type: StructureType
    milestone: Milestone
    name: str | None = None
    owner: str | None = None

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count, always structures."""
        return UnitOfCount.STRUCTURE


@dataclass(frozen=True, slots=True)
class StandardKey:
    """How many met a standard on the last day of the period, or of how many that is known.

    Attributes:
        standard: Which.
        area: Of what.
        is_assessed: Whether those assessed are counted, and not those that met it.
    """

    standard: Standard
    area: AreaKind
    is_assessed: bool = False

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count, always areas."""
        return UnitOfCount.AREA


FigureKey = TipKey | OutcomeKey | IncidentKey | ActivityKey | StructureKey | KindsKey | MilestoneKey | StandardKey
"""What a figure is a figure of."""


def outcome_key(
    of: OutcomeType,
    unit: UnitOfCount,
    attributes: Mapping[Attribute, str] | None = None,
    *,
    source_group: SourceGroup | None = None,
    contribution: Contribution | None = None,
) -> OutcomeKey:
    """Return the key of the outcomes with at least these attributes, whatever order they are named in."""
    return OutcomeKey(of, unit, tuple(sorted((attributes or {}).items())), source_group, contribution)


def counted_in(key: FigureKey) -> UnitOfCount:
    """Return the unit in which the figure itself is counted: of second quantities it is not that of the entries."""
    if isinstance(key, ActivityKey) and key.is_second:
        return ACTIVITY_RULES[key.type].second or key.unit
    return key.unit


def family(key: FigureKey) -> tuple[object, ...]:
    """Return what two keys have in common whose figures may share a part; those of other families never do."""
    match key:
        case OutcomeKey():
            return (OutcomeKey, key.type, key.unit)
        case ActivityKey():
            return (ActivityKey, key.type, key.unit, key.is_second)
        case StructureKey():
            return (StructureKey, key.type, key.measure)
        case MilestoneKey():
            return (MilestoneKey, key.type, key.milestone)
        case KindsKey() | StandardKey():
            return (key,)
        case _:
            return (type(key),)


def includes(key: FigureKey, cell: FigureKey) -> bool:
    """Whether everything in the cell belongs to what the key asks for."""
    return family(key) == family(cell) and _limits(key) <= _limits(cell)


def overlap(one: FigureKey, other: FigureKey) -> bool:
    """Whether two figures may have something in common: nothing that limits one contradicts the other."""
    if family(one) != family(other):
        return False
    limits, others = dict(_limits(one)), dict(_limits(other))
    return all(limits[name] == others[name] for name in limits.keys() & others.keys())


def _limits(key: FigureKey) -> set[tuple[str, object]]:
    """Return what limits a key within its family, each part under its name."""
    match key:
        case TipKey():
            named: tuple[tuple[str, object], ...] = (
                ("source_group", key.source_group),
                ("value", key.value),
                ("category", key.category),
                ("model", key.model),
            )
        case OutcomeKey():
            named = (
                ("source_group", key.source_group),
                ("contribution", key.contribution),
                *((f"attribute {name}", value) for name, value in key.attributes),
            )
        case IncidentKey():
            named = (("kind", key.kind), ("category", key.category))
        case ActivityKey():
            named = (("by", key.by), ("topic", key.topic))
        case StructureKey() | MilestoneKey():
            named = (("name", key.name), ("owner", key.owner))
        case _:
            named = ()
    return {(name, value) for name, value in named if value is not None}
