"""Totals from before the system."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.activities import ActivityType
from domain.backfills import MAX_DOCUMENT, Backfill, InvalidBackfillError, check_backfill
from domain.figure_keys import ActivityKey, OutcomeKey, StructureKey, TipKey
from domain.outcomes import MAX_QUANTITY, OutcomeType, UnitOfCount, Value
from domain.structures import StructureType
from domain.tip import SourceGroup

TIPS = Backfill(
    TipKey(SourceGroup.PEOPLE, Value.VALUABLE),
    Decimal(122_000),
    date(2015, 1, 1),
    date(2024, 12, 31),
    "Báo cáo 12/BC-CAT ngày 10/12/2024",
)
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
        (replace(TIPS, figure=StructureKey(StructureType.MODEL, name="ở" * 60)), "figure"),
    ],
)
def test_a_total_that_does_not_says_what_is_wrong(total: Backfill, part: str) -> None:
    with pytest.raises(InvalidBackfillError) as caught:
        check_backfill(total)
    assert caught.value.part == part
