"""Closed periods: what is digested, and what counts as changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.closing import (
    MOST_TOLD,
    Adjustment,
    Closed,
    ClosedDays,
    PeriodNotOverError,
    adjustments,
    check_over,
    digest,
    frozen,
    holders,
    thawed,
    to_tell,
)
from domain.figures import Figure, FigureKey, Figures, OutcomeKey, TipKey
from domain.outcomes import OutcomeType, UnitOfCount, Value
from domain.periods import Period, PeriodName, named
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


def closing(name: PeriodName, on: date, *, after: int = 1) -> ClosedDays:
    """Return that the period of this name was closed, so many days after it was over."""
    period = named(name, on)
    return ClosedDays(period, period.ends + timedelta(days=after))


def months(first: date, count: int) -> list[ClosedDays]:
    """Return closings of so many months."""
    day, found = first, []
    for _ in range(count):
        found.append(closing(PeriodName.MONTH, day))
        day = found[-1].period.end + timedelta(days=1)
    return found


NOVEMBER = named(PeriodName.MONTH, date(2026, 11, 1))


def test_a_month_tells_of_the_months_before_however_long_they_are() -> None:
    closings = months(date(2026, 1, 1), 12)
    assert to_tell(NOVEMBER, closings) == list(reversed(closings[:10]))
    february = named(PeriodName.MONTH, date(2026, 2, 1))
    assert to_tell(february, closings) == closings[:1]


def test_a_month_tells_neither_of_longer_periods_nor_of_shorter_ones_outside_of_it() -> None:
    quarter, year = closing(PeriodName.QUARTER, date(2026, 8, 1)), closing(PeriodName.YEAR, date(2025, 1, 1))
    outside, inside = closing(PeriodName.WEEK, date(2026, 10, 20)), closing(PeriodName.WEEK, date(2026, 11, 10))
    assert to_tell(NOVEMBER, [quarter, year, outside, inside]) == [inside]


def test_a_year_tells_of_the_years_before_and_of_what_lies_within_it() -> None:
    months_before, own = months(date(2025, 10, 1), 3), months(date(2026, 1, 1), 10)
    years = [closing(PeriodName.YEAR, date(year, 1, 1)) for year in (2024, 2025, 2026)]
    quarter = closing(PeriodName.QUARTER, date(2026, 1, 1))
    found = to_tell(years[2].period, [*months_before, *own, *years, quarter])
    assert found == [years[1], years[0], quarter, *reversed(own)]


def test_no_more_months_are_told_than_are_quick_to_count() -> None:
    closings = months(date(2020, 1, 1), 60)
    assert to_tell(NOVEMBER, closings) == list(reversed(closings))[:MOST_TOLD]


def test_a_longer_period_that_was_closed_later_holds_a_shorter_one() -> None:
    august = closing(PeriodName.MONTH, date(2026, 8, 1))
    quarter = closing(PeriodName.QUARTER, date(2026, 8, 1))
    year = closing(PeriodName.YEAR, date(2026, 1, 1))
    others = [august, closing(PeriodName.MONTH, date(2026, 9, 1)), closing(PeriodName.QUARTER, date(2026, 4, 1))]
    closings = [quarter, year, *others]
    after = named(PeriodName.MONTH, date(2027, 1, 1))
    assert holders(august, after, closings) == [year, quarter]
    # The year is not over in November, and its own report tells what it told.
    assert holders(august, NOVEMBER, closings) == [quarter]
    assert holders(august, quarter.period, closings) == []
    late = replace(august, closed_at=quarter.closed_at + timedelta(days=3))
    assert holders(late, NOVEMBER, closings) == []
