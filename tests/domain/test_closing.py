"""Closed periods: what is digested, and what counts as changed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.closing import Adjustment, Closed, PeriodNotOverError, adjustments, check_over, digest, frozen, thawed
from domain.figures import Figure, FigureKey, Figures, OutcomeKey, TipKey
from domain.outcomes import OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.tip import Category, SourceGroup

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
AT = datetime(2026, 1, 2, tzinfo=UTC)
VALUABLE = TipKey(SourceGroup.PEOPLE, Value.VALUABLE, Category.THEFT)
KNOWN = TipKey(SourceGroup.PEOPLE, Value.KNOWN, Category.THEFT)
RECOVERED = OutcomeKey(OutcomeType.WEAPON_RECOVERED, UnitOfCount.KILOGRAM)


def figures(cells: dict[FigureKey, str]) -> Figures:
    return Figures(tuple(Figure(key, Decimal(quantity)) for key, quantity in cells.items()))


THEN = figures({VALUABLE: "12", KNOWN: "3", RECOVERED: "2.125"})


def closed(then: Figures = THEN) -> Closed:
    return Closed("19930", YEAR, AT, then, digest("19930", YEAR, frozen(then)))


def test_what_was_frozen_comes_back_exactly() -> None:
    back = thawed(frozen(THEN))
    assert {cell.key: cell.quantity for cell in back.cells} == {cell.key: cell.quantity for cell in THEN.cells}


def test_the_order_of_the_figures_changes_no_digest() -> None:
    turned = Figures(tuple(reversed(THEN.cells)))
    assert digest("19930", YEAR, frozen(turned)) == digest("19930", YEAR, frozen(THEN))


@pytest.mark.parametrize(
    ("unit", "period", "kept"),
    [
        ("19931", YEAR, frozen(THEN)),
        ("19930", Period(YEAR.start, date(2025, 12, 30)), frozen(THEN)),
        ("19930", YEAR, {**frozen(THEN), "outcome.O10.kilogram": "2.126"}),
        ("19930", YEAR, {name: quantity for name, quantity in frozen(THEN).items() if quantity != "3"}),
    ],
)
def test_whatever_is_edited_is_found(unit: str, period: Period, kept: dict[str, str]) -> None:
    assert closed().is_intact
    assert not replace(closed(), unit_code=unit, period=period, figures=thawed(kept)).is_intact


def test_what_has_not_changed_is_no_adjustment() -> None:
    assert adjustments(closed(), THEN) == ()


def test_a_change_shows_in_every_figure_that_it_touches_and_in_no_other() -> None:
    now = figures({VALUABLE: "13", KNOWN: "2", RECOVERED: "2.125"})
    found = adjustments(closed(), now)
    assert Adjustment(TipKey(value=Value.VALUABLE), Decimal(12), Decimal(13)) in found
    assert Adjustment(TipKey(value=Value.KNOWN), Decimal(3), Decimal(2)) in found
    assert not [one for one in found if one.key in {TipKey(), RECOVERED}]


def test_what_came_later_and_what_is_gone_are_adjustments() -> None:
    now = figures({VALUABLE: "12", RECOVERED: "2.125", OutcomeKey(OutcomeType.WARNED, UnitOfCount.PERSON): "5"})
    found = {one.key: (one.frozen, one.now) for one in adjustments(closed(), now)}
    assert found[OutcomeKey(OutcomeType.WARNED, UnitOfCount.PERSON)] == (Decimal(0), Decimal(5))
    assert found[TipKey()] == (Decimal(15), Decimal(12))


def test_a_period_is_over_on_the_day_after_its_last() -> None:
    with pytest.raises(PeriodNotOverError):
        check_over(YEAR, YEAR.end)
    check_over(YEAR, date(2026, 1, 1))
