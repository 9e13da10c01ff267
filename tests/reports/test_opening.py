"""What is said of a figure before its rows: nothing of an open period, and of a closed one what was frozen."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.activities import ActivityType
from domain.closing import Closed, digest, frozen
from domain.figures import ActivityKey, Figure, Figures, TipKey
from domain.outcomes import UnitOfCount, Value
from domain.periods import Period
from domain.tip import Category, SourceGroup
from locales import language
from reports.opening import Openable, closing_lines

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
CELL = TipKey(SourceGroup.PEOPLE, Value.VALUABLE, Category.THEFT)
PATROL = ActivityKey(ActivityType.PATROL, UnitOfCount.TURN, SourceGroup.GRASSROOTS_FORCE)
THEN = Figures((Figure(CELL, Decimal(1924)),))
CLOSED = Closed("46", OCTOBER, datetime(2026, 11, 1, tzinfo=UTC), THEN, digest("46", OCTOBER, frozen(THEN)))


def today(quantity: int) -> Figures:
    return Figures((Figure(CELL, Decimal(quantity)), Figure(PATROL, Decimal(7))))


def test_an_open_period_has_the_figures_of_today_and_nothing_to_say() -> None:
    found = Openable(today(5))
    assert (int(found.find(TipKey()).quantity), int(found.adjustment(TipKey()))) == (5, 0)
    assert found.listed() == today(5).listed()
    assert closing_lines(found, TipKey()) == []


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (1924, "Nothing has changed since."),
        (2924, "The rows below are those of today: 2,924. Adjustment of the period before: +1,000."),
        (1920, "The rows below are those of today: 1,920. Adjustment of the period before: -4."),
    ],
)
def test_a_closed_period_says_what_was_frozen_and_names_the_difference(now: int, says: str) -> None:
    found = Openable(today(now), CLOSED)
    assert (int(found.find(TipKey()).quantity), int(found.adjustment(TipKey()))) == (1924, now - 1924)
    with language("en"):
        assert closing_lines(found, TipKey()) == ["This is the number as it was closed on 01/11/2026.", says]


def test_what_has_come_since_is_none_in_the_report_and_can_be_opened() -> None:
    listed = Openable(today(1924), CLOSED).listed()
    assert listed[: len(THEN.listed())] == THEN.listed()
    assert Figure(PATROL) in listed


def test_a_frozen_figure_that_somebody_edited_is_called_so() -> None:
    with language("en"):
        lines = closing_lines(Openable(today(1924), replace(CLOSED, digest=b"x" * 32)), TipKey())
    assert any("somebody has changed them" in line for line in lines)
