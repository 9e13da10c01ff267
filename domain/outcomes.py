"""The value of a tip, the legal class, and the ledger of outcomes with their units of count.

The types O1 to O16 and their attributes are the movement's own list (danh mục kết quả); a figure of a report
is a sum over entries, so every entry says what was counted and in which unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.errors import DomainError
from domain.tip import Category, Urgency


class LegalClass(StrEnum):
    """What a tip is in law; set by an officer, never by a machine."""

    UNCLASSIFIED = "unclassified"
    DENUNCIATION = "denunciation"
    CRIME_REPORT = "crime_report"
    ADMINISTRATIVE = "administrative"
    DISPUTE = "dispute"
    INCIDENT = "incident"
    PETITION = "petition"
    INSUFFICIENT = "insufficient"
    NOT_COMPETENT = "not_competent"
    DUPLICATE = "duplicate"
    UNFOUNDED = "unfounded"
    FALSE_REPORT = "false_report"


class Value(StrEnum):
    """Whether a tip was worth something ("nguồn tin có giá trị"), as judged by an officer."""

    UNASSESSED = "unassessed"
    VALUABLE = "valuable"
    KNOWN = "known"
    WORTHLESS = "worthless"


class ValueReason(StrEnum):
    """Why a tip is valuable; several may hold."""

    TIMELY = "timely"
    ACCURATE = "accurate"
    PREVENTED = "prevented"
    SOLVED = "solved"
    INFORMED = "informed"


class IncidentKind(StrEnum):
    """What an incident (vụ việc) is, as the reports count it."""

    CRIMINAL_CASE = "criminal_case"
    ADMINISTRATIVE = "administrative"
    SECURITY = "security"
    DISPUTE = "dispute"
    FIRE = "fire"
    ACCIDENT = "accident"
    OTHER = "other"


_KINDS_IN_LAW = {
    LegalClass.DENUNCIATION: IncidentKind.CRIMINAL_CASE,
    LegalClass.CRIME_REPORT: IncidentKind.CRIMINAL_CASE,
    LegalClass.ADMINISTRATIVE: IncidentKind.ADMINISTRATIVE,
    LegalClass.DISPUTE: IncidentKind.DISPUTE,
    LegalClass.INCIDENT: IncidentKind.ACCIDENT,
}
_KINDS_OF_CATEGORIES = {
    Category.FIRE: IncidentKind.FIRE,
    Category.DISPUTE: IncidentKind.DISPUTE,
    Category.TRAFFIC: IncidentKind.ADMINISTRATIVE,
    Category.ENVIRONMENT: IncidentKind.ADMINISTRATIVE,
    Category.ORDER: IncidentKind.ADMINISTRATIVE,
    Category.MISSING: IncidentKind.OTHER,
    Category.OFFICER: IncidentKind.OTHER,
}


def suggested_kind(category: Category, legal_class: LegalClass) -> IncidentKind:
    """Return what an incident most likely is, for an officer to correct.

    The legal class of its tip says most. Without one nothing is called a criminal case: that is for a person to say.
    """
    if category is Category.FIRE and legal_class in {LegalClass.UNCLASSIFIED, LegalClass.INCIDENT}:
        return IncidentKind.FIRE
    if legal_class in _KINDS_IN_LAW:
        return _KINDS_IN_LAW[legal_class]
    return _KINDS_OF_CATEGORIES.get(category, IncidentKind.SECURITY)


def usual_reason(urgency: Urgency, *, has_outcome: bool) -> ValueReason:
    """Return why a tip like this is valuable most often: it led to something, or it came in time, or it was right."""
    if has_outcome:
        return ValueReason.SOLVED
    is_pressing = urgency in {Urgency.EMERGENCY, Urgency.HIGH}
    return ValueReason.TIMELY if is_pressing else ValueReason.ACCURATE


class Contribution(StrEnum):
    """How much of an outcome came from tips."""

    DIRECT = "direct"
    SUPPORTED = "supported"
    NONE = "none"


class UnitOfCount(StrEnum):
    """What is counted (đơn vị tính); figures in different units are never added."""

    CASE = "case"
    OFFENCE = "offence"
    INCIDENT = "incident"
    PERSON = "person"
    FILE = "file"
    GUN = "gun"
    ROUND = "round"
    PIECE = "piece"
    KILOGRAM = "kilogram"
    ITEM = "item"
    DECISION = "decision"
    INSTANCE = "instance"
    TIP = "tip"
    DONG = "dong"
    SESSION = "session"
    TURN = "turn"
    MEETING = "meeting"
    LESSON = "lesson"
    ATTENDANCE = "attendance"
    BUSINESS = "business"
    HOUSEHOLD = "household"
    STRUCTURE = "structure"
    MEMBER = "member"
    POINT = "point"
    CAMERA = "camera"
    AREA = "area"


class OutcomeType(StrEnum):
    """The types of outcome; the value is the code under which they are reported."""

    CASE_SOLVED = "O1"
    OFFENCE_HANDLED = "O2"
    INCIDENT_RESOLVED = "O3"
    DISPUTE_SETTLED = "O4"
    WANTED_PERSON = "O5"
    CAUGHT_IN_THE_ACT = "O6"
    WARNED = "O7"
    PUBLIC_REVIEW = "O8"
    MEASURE_FILED = "O9"
    WEAPON_RECOVERED = "O10"
    FINED = "O11"
    PROPERTY_RECOVERED = "O12"
    HAZARD_REMOVED = "O13"
    HANDED_OVER = "O14"
    REMINDED = "O15"
    NOTHING_FOUND = "O16"


class Attribute(StrEnum):
    """What an entry may have to say beside its quantity."""

    OFFENCE_KIND = "offence_kind"
    INVOLVEMENT = "involvement"
    SETTLEMENT = "settlement"
    MEANS = "means"
    PERSON_KIND = "person_kind"
    MEASURE = "measure"
    ITEM_KIND = "item_kind"
    RECOVERY = "recovery"


CHOICES: dict[Attribute, tuple[str, ...]] = {
    Attribute.OFFENCE_KIND: ("criminal", "administrative"),
    Attribute.INVOLVEMENT: ("directly", "assisted"),
    Attribute.SETTLEMENT: ("settled", "unsettled"),
    Attribute.MEANS: ("arrested", "persuaded"),
    Attribute.PERSON_KIND: ("warrant", "fugitive"),
    Attribute.MEASURE: ("commune_education", "reform_school", "compulsory_rehabilitation"),
    Attribute.ITEM_KIND: (
        "homemade_gun",
        "hunting_gun",
        "military_gun",
        "crude_weapon",
        "ammunition",
        "grenade",
        "explosive",
        "support_tool",
        "fireworks",
    ),
    Attribute.RECOVERY: ("handed_in", "campaign", "seized"),
}
"""The closed list of values of each attribute."""


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """What an entry of one type consists of.

    Attributes:
        units: Units of count it may be given in; the first is offered first.
        attributes: Attributes it must carry.
        needs_quantity: False where the quantity is always one.
    """

    units: tuple[UnitOfCount, ...]
    attributes: tuple[Attribute, ...] = ()
    needs_quantity: bool = True


RULES: dict[OutcomeType, OutcomeRule] = {
    OutcomeType.CASE_SOLVED: OutcomeRule((UnitOfCount.CASE,)),
    OutcomeType.OFFENCE_HANDLED: OutcomeRule((UnitOfCount.OFFENCE,), (Attribute.OFFENCE_KIND,)),
    OutcomeType.INCIDENT_RESOLVED: OutcomeRule((UnitOfCount.INCIDENT,), (Attribute.INVOLVEMENT,)),
    OutcomeType.DISPUTE_SETTLED: OutcomeRule((UnitOfCount.INCIDENT,), (Attribute.SETTLEMENT,)),
    OutcomeType.WANTED_PERSON: OutcomeRule((UnitOfCount.PERSON,), (Attribute.MEANS, Attribute.PERSON_KIND)),
    OutcomeType.CAUGHT_IN_THE_ACT: OutcomeRule((UnitOfCount.PERSON,)),
    OutcomeType.WARNED: OutcomeRule((UnitOfCount.PERSON,)),
    OutcomeType.PUBLIC_REVIEW: OutcomeRule((UnitOfCount.PERSON,)),
    OutcomeType.MEASURE_FILED: OutcomeRule((UnitOfCount.FILE,), (Attribute.MEASURE,)),
    OutcomeType.WEAPON_RECOVERED: OutcomeRule(
        (UnitOfCount.GUN, UnitOfCount.ROUND, UnitOfCount.PIECE, UnitOfCount.KILOGRAM, UnitOfCount.ITEM),
        (Attribute.ITEM_KIND, Attribute.RECOVERY),
    ),
    OutcomeType.FINED: OutcomeRule((UnitOfCount.DECISION, UnitOfCount.DONG)),
    OutcomeType.PROPERTY_RECOVERED: OutcomeRule((UnitOfCount.OFFENCE, UnitOfCount.DONG)),
    OutcomeType.HAZARD_REMOVED: OutcomeRule((UnitOfCount.OFFENCE, UnitOfCount.PERSON)),
    OutcomeType.HANDED_OVER: OutcomeRule((UnitOfCount.TIP, UnitOfCount.FILE)),
    OutcomeType.REMINDED: OutcomeRule((UnitOfCount.INSTANCE,)),
    OutcomeType.NOTHING_FOUND: OutcomeRule((UnitOfCount.TIP,), needs_quantity=False),
}
"""The rule of each type, after `domain` knowledge of the movement's reports (O1 to O16)."""

MAX_QUANTITY = Decimal(1_000_000_000_000)
"""More than this is a slip of the finger."""

FRACTIONAL = frozenset({UnitOfCount.KILOGRAM})
"""Units of count that may have decimals."""


class InvalidOutcomeError(DomainError):
    """An entry does not fit the rule of its type; `part` says what is wrong: unit, quantity or attribute."""

    def __init__(self, part: str) -> None:
        """Keep which part is wrong."""
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class OutcomeEntry:
    """What came of one or several tips, as a number.

    Attributes:
        type: One of O1 to O16.
        quantity: How many, in `unit`.
        unit: The unit of count.
        attributes: Attribute → chosen value, exactly those that the rule names.
        contribution: How much came from tips.
    """

    type: OutcomeType
    quantity: Decimal
    unit: UnitOfCount
    attributes: dict[Attribute, str]
    contribution: Contribution = Contribution.DIRECT


def usual_contribution(attributes: Mapping[Attribute, str], *, has_tip: bool) -> Contribution:
    """Return how much of an outcome came from tips where nobody says otherwise."""
    if not has_tip:
        return Contribution.NONE
    is_help = attributes.get(Attribute.INVOLVEMENT) == "assisted"
    return Contribution.SUPPORTED if is_help else Contribution.DIRECT


RESOLVING: frozenset[tuple[OutcomeType, str]] = frozenset(
    {
        (OutcomeType.INCIDENT_RESOLVED, "directly"),
        (OutcomeType.INCIDENT_RESOLVED, "assisted"),
        (OutcomeType.DISPUTE_SETTLED, "settled"),
    }
)
"""Types of outcome, each with a chosen value, that say of an incident that it is resolved."""


def resolves(entry: OutcomeEntry) -> bool:
    """Whether an entry says that the incident it is about is resolved."""
    return any((entry.type, value) in RESOLVING for value in entry.attributes.values())


def check_outcome(entry: OutcomeEntry) -> None:
    """Raise InvalidOutcomeError where the entry does not fit the rule of its type."""
    rule = RULES[entry.type]
    if entry.unit not in rule.units:
        raise InvalidOutcomeError("unit")
    if not entry.quantity.is_finite():
        raise InvalidOutcomeError("quantity")
    whole = entry.quantity == entry.quantity.to_integral_value()
    if not 0 < entry.quantity <= MAX_QUANTITY or not (whole or entry.unit in FRACTIONAL):
        raise InvalidOutcomeError("quantity")
    if set(entry.attributes) != set(rule.attributes):
        raise InvalidOutcomeError("attribute")
    if any(value not in CHOICES[name] for name, value in entry.attributes.items()):
        raise InvalidOutcomeError("attribute")


NEEDS_REASON = frozenset({Value.KNOWN, Value.WORTHLESS})
"""Judgements that are not favourable say why in words."""
