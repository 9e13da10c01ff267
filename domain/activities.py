"""What units do beside tips (hoạt động): sessions, patrols, commitments, counted as they are reported.

An entry is a quantity in a unit of count, and often a second one: "170 cuộc với 19.000 lượt người tham gia". Where
people are counted, the entry holds their number and nothing else.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.errors import DomainError
from domain.outcomes import MAX_QUANTITY, UnitOfCount
from domain.tip import SourceGroup


class ActivityType(StrEnum):
    """The kinds of activity that the movement's reports tell apart."""

    PROPAGANDA = "propaganda"
    TRAINING = "training"
    PATROL = "patrol"
    TRAFFIC_GUIDANCE = "traffic_guidance"
    COMMITMENT = "commitment"
    FIRE_DRILL = "fire_drill"
    SENTENCE_SERVED_HERE = "sentence_served_here"
    REINTEGRATION = "reintegration"
    YOUTH_HELPED = "youth_helped"
    OTHER = "other"


class Topic(StrEnum):
    """What a session was about; a closed list, because words would be somebody's."""

    LAW = "law"
    CRIME = "crime"
    TRAFFIC = "traffic"
    FIRE = "fire"
    DRUGS = "drugs"
    ONLINE_FRAUD = "online_fraud"
    USURY = "usury"
    WEAPONS = "weapons"
    PAVEMENTS = "pavements"
    BORDER = "border"
    ENVIRONMENT = "environment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ActivityRule:
    """What an entry of one type consists of.

    Attributes:
        units: Units of count it may be given in; the first is offered first.
        second: The unit of its second quantity, None where it has none.
        has_topic: Whether it says what it was about.
    """

    units: tuple[UnitOfCount, ...]
    second: UnitOfCount | None = None
    has_topic: bool = False


_SESSIONS = (UnitOfCount.SESSION, UnitOfCount.TURN, UnitOfCount.MEETING, UnitOfCount.LESSON)

ACTIVITY_RULES: dict[ActivityType, ActivityRule] = {
    ActivityType.PROPAGANDA: ActivityRule(_SESSIONS, UnitOfCount.ATTENDANCE, has_topic=True),
    ActivityType.TRAINING: ActivityRule((UnitOfCount.LESSON, UnitOfCount.MEETING), UnitOfCount.ATTENDANCE, True),
    ActivityType.PATROL: ActivityRule((UnitOfCount.TURN, UnitOfCount.MEETING), UnitOfCount.ATTENDANCE),
    ActivityType.TRAFFIC_GUIDANCE: ActivityRule((UnitOfCount.TURN,)),
    ActivityType.COMMITMENT: ActivityRule((UnitOfCount.BUSINESS, UnitOfCount.HOUSEHOLD), None, has_topic=True),
    ActivityType.FIRE_DRILL: ActivityRule((UnitOfCount.MEETING, UnitOfCount.TURN), UnitOfCount.ATTENDANCE),
    ActivityType.SENTENCE_SERVED_HERE: ActivityRule((UnitOfCount.INSTANCE,)),
    ActivityType.REINTEGRATION: ActivityRule((UnitOfCount.PERSON,)),
    ActivityType.YOUTH_HELPED: ActivityRule((UnitOfCount.PERSON,)),
    ActivityType.OTHER: ActivityRule((*_SESSIONS, UnitOfCount.INSTANCE), UnitOfCount.ATTENDANCE, has_topic=True),
}
"""The rule of each type: đợt, lượt, cuộc and buổi are different counts and are never added."""


class InvalidActivityError(DomainError):
    """An entry does not fit the rule of its type; `part` says what is wrong: unit, quantity, second, topic or void."""

    def __init__(self, part: str) -> None:
        """Keep which part is wrong."""
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """What was done, as a number.

    Attributes:
        type: What kind of activity.
        quantity: How many, in `unit`; whole.
        unit: The unit of count.
        by: Who did it, as the reports group them.
        on: The local day; it counts in the period of this day.
        second_quantity: How many in the rule's second unit, None where nobody counted.
        topic: What it was about, None where it is not said.
    """

    type: ActivityType
    quantity: Decimal
    unit: UnitOfCount
    by: SourceGroup
    on: date
    second_quantity: Decimal | None = None
    topic: Topic | None = None


def check_activity(entry: ActivityEntry) -> None:
    """Raise InvalidActivityError where the entry does not fit the rule of its type."""
    rule = ACTIVITY_RULES[entry.type]
    if entry.unit not in rule.units:
        raise InvalidActivityError("unit")
    if not _is_count(entry.quantity):
        raise InvalidActivityError("quantity")
    if entry.second_quantity is not None and (rule.second is None or not _is_count(entry.second_quantity)):
        raise InvalidActivityError("second")
    if entry.topic is not None and not rule.has_topic:
        raise InvalidActivityError("topic")


def _is_count(quantity: Decimal) -> bool:
    return quantity.is_finite() and 0 < quantity <= MAX_QUANTITY and quantity == quantity.to_integral_value()
