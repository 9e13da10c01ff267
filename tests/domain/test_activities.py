"""Activities that fit the rule of their type."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.activities import (
    ACTIVITY_RULES,
    ActivityEntry,
    ActivityType,
    InvalidActivityError,
    Topic,
    check_activity,
)
from domain.outcomes import MAX_QUANTITY, UnitOfCount
from domain.tip import SourceGroup

TALKS = ActivityEntry(
    ActivityType.PROPAGANDA,
    Decimal(170),
    UnitOfCount.MEETING,
    SourceGroup.GRASSROOTS_FORCE,
    date(2025, 6, 30),
    Decimal(19_000),
    Topic.LAW,
)


@pytest.mark.parametrize("of", list(ActivityType))
def test_every_type_takes_each_of_its_units(of: ActivityType) -> None:
    rule = ACTIVITY_RULES[of]
    for unit in rule.units:
        second = Decimal(2) if rule.second else None
        topic = Topic.OTHER if rule.has_topic else None
        check_activity(replace(TALKS, type=of, unit=unit, second_quantity=second, topic=topic))
    assert rule.units


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        (replace(TALKS, unit=UnitOfCount.GUN), "unit"),
        (replace(TALKS, quantity=Decimal(0)), "quantity"),
        (replace(TALKS, quantity=Decimal("1.5")), "quantity"),
        (replace(TALKS, quantity=Decimal("NaN")), "quantity"),
        (replace(TALKS, quantity=MAX_QUANTITY + 1), "quantity"),
        (replace(TALKS, second_quantity=Decimal(-1)), "second"),
        (replace(TALKS, type=ActivityType.TRAFFIC_GUIDANCE, unit=UnitOfCount.TURN), "second"),
        (replace(TALKS, type=ActivityType.PATROL, unit=UnitOfCount.TURN), "topic"),
    ],
)
def test_an_activity_that_does_not_fit_says_what_is_wrong(entry: ActivityEntry, part: str) -> None:
    with pytest.raises(InvalidActivityError) as caught:
        check_activity(entry)
    assert caught.value.part == part
