"""Totals from before the system."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.activities import ActivityType
from domain.backfills import MAX_DOCUMENT, Backfill, InvalidBackfillError, check_backfill, is_contained
from domain.figure_keys import ActivityKey, MilestoneKey, OutcomeKey, StructureKey, TipKey
from domain.outcomes import MAX_QUANTITY, OutcomeType, UnitOfCount, Value
from domain.structures import MAX_NAME, MAX_OWNER, Measure, Milestone, StructureType
from domain.tip import SourceGroup

TIPS = Backfill(
    TipKey(SourceGroup.PEOPLE, Value.VALUABLE),
    Decimal(122_000),
    date(2015, 1, 1),
    date(2024, 12, 31),
    "Báo cáo 12/BC-CAT ngày 10/12/2024",
)
LONGEST = max(StructureType, key=len)
POWDER = OutcomeKey(OutcomeType.WEAPON_RECOVERED, UnitOfCount.KILOGRAM)


@pytest.mark.parametrize(
    "total",
    [
        TIPS,
        replace(TIPS, quantity=Decimal(0)),
        replace(TIPS, quantity=MAX_QUANTITY),
        replace(TIPS, end=TIPS.start),
        replace(TIPS, figure=POWDER, quantity=Decimal("0.125")),
        replace(TIPS, figure=StructureKey(StructureType.MODEL, name="Tổ 3 trên 1")),
        replace(TIPS, figure=MilestoneKey(LONGEST, Milestone.RECOGNISED, "ở" * MAX_NAME, "Ở" * MAX_OWNER)),
        replace(TIPS, figure=StructureKey(LONGEST, Measure.PEOPLE_HELPED, "🚓" * MAX_NAME, "🚓" * MAX_OWNER)),
    ],
)
def test_a_total_that_holds_together_is_taken(total: Backfill) -> None:
    check_backfill(total)


@pytest.mark.parametrize(
    ("total", "part"),
    [
        (replace(TIPS, quantity=Decimal(-1)), "quantity"),
        (replace(TIPS, quantity=Decimal("1.5")), "quantity"),
        (replace(TIPS, quantity=Decimal("NaN")), "quantity"),
        (replace(TIPS, quantity=MAX_QUANTITY + 1), "quantity"),
        (replace(TIPS, figure=POWDER, quantity=Decimal("0.0001")), "quantity"),
        (
            replace(
                TIPS,
                figure=ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.MEETING, is_second=True),
                quantity=Decimal("0.5"),
            ),
            "quantity",
        ),
        (replace(TIPS, end=date(2014, 12, 31)), "days"),
        (replace(TIPS, document=""), "document"),
        (replace(TIPS, document="@x"), "document"),
        (replace(TIPS, document="x" * (MAX_DOCUMENT + 1)), "document"),
        (replace(TIPS, figure=TipKey(model=7)), "figure"),
        (replace(TIPS, figure=StructureKey(StructureType.MODEL, name="x" * (MAX_NAME + 1))), "figure"),
        (replace(TIPS, figure=StructureKey(StructureType.MODEL, owner="x" * (MAX_OWNER + 1))), "figure"),
    ],
)
def test_a_total_that_does_not_says_what_is_wrong(total: Backfill, part: str) -> None:
    with pytest.raises(InvalidBackfillError) as caught:
        check_backfill(total)
    assert caught.value.part == part


@pytest.mark.parametrize(
    ("below", "is_part"),
    [
        (TIPS, True),
        (replace(TIPS, start=date(2024, 12, 31), end=date(2025, 12, 31)), True),
        (replace(TIPS, start=date(2025, 1, 1), end=date(2025, 12, 31)), False),
        (replace(TIPS, figure=TipKey(SourceGroup.PEOPLE)), True),
        (replace(TIPS, figure=TipKey(SourceGroup.GRASSROOTS_FORCE, Value.VALUABLE)), False),
        (replace(TIPS, figure=POWDER), False),
    ],
)
def test_what_a_unit_below_has_given_of_the_same_is_part_of_it(below: Backfill, *, is_part: bool) -> None:
    assert is_contained(below, TIPS) == is_part
    assert is_contained(TIPS, below) == is_part
