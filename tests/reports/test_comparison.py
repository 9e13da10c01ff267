"""Which days of the year before a report is compared with, and where a running period is cut."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import Period
from locales import language
from reports.comparison import compared_with, up_to, year_before
from reports.numbers import period_line

TODAY = date(2026, 11, 23)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def days(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (days("2026-11-01", "2026-11-30"), days("2025-11-01", "2025-11-30")),
        (days("2025-02-01", "2025-02-28"), days("2024-02-01", "2024-02-29")),
        (days("2024-02-01", "2024-02-29"), days("2023-02-01", "2023-02-28")),
        (days("2028-02-29", "2028-02-29"), days("2027-02-28", "2027-02-28")),
        (days("2028-01-01", "2028-02-28"), days("2027-01-01", "2027-02-28")),
        (days("2024-12-15", "2025-12-14"), days("2023-12-15", "2024-12-14")),
    ],
)
def test_the_same_days_of_the_year_before(period: Period, before: Period) -> None:
    assert year_before(period) == before


def test_there_is_no_year_before_the_first() -> None:
    assert year_before(days("1945-01-01", "1945-12-31")) is None
    assert compared_with(days("1945-01-01", "1945-12-31"), TODAY) is None


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (days("2026-11-01", "2026-11-30"), days("2025-11-01", "2025-11-23")),
        (YEAR, days("2025-01-01", "2025-11-23")),
        (days("2026-10-01", "2026-10-31"), days("2025-10-01", "2025-10-31")),
        (days("2026-11-01", "2026-11-23"), days("2025-11-01", "2025-11-23")),
        (days("2025-12-15", "2026-12-14"), days("2024-12-15", "2025-11-23")),
    ],
)
def test_a_running_period_is_compared_up_to_the_same_day(period: Period, before: Period) -> None:
    assert compared_with(period, TODAY) == before


@pytest.mark.parametrize(
    "period",
    [
        days("2026-12-01", "2026-12-31"),
        days("2026-11-24", "2026-11-30"),
        days("2016-01-01", "2026-12-31"),
        days("2025-01-01", "2026-01-01"),
        days("2026-01-01", "2027-01-01"),
    ],
)
def test_what_has_not_begun_or_is_longer_than_a_year_is_not_compared(period: Period) -> None:
    assert compared_with(period, TODAY) is None


def test_on_29_february_a_running_year_is_compared_up_to_the_28th() -> None:
    assert compared_with(days("2028-01-01", "2028-12-31"), date(2028, 2, 29)) == days("2027-01-01", "2027-02-28")
    assert compared_with(days("2028-01-01", "2028-12-31"), date(2028, 2, 28)) == days("2027-01-01", "2027-02-28")
    # To the end of a month it is two whole months against two whole months.
    assert compared_with(days("2029-01-01", "2029-12-31"), date(2029, 2, 28)) == days("2028-01-01", "2028-02-29")


DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(start=DAYS, length=st.integers(0, 800), today=DAYS)
def test_what_is_compared_is_as_long_but_for_one_day_and_lies_before(start: date, length: int, today: date) -> None:
    period = Period(start, start + timedelta(days=length))
    before = compared_with(period, today)
    counted = up_to(period, today)
    assert counted.start == start
    assert counted.end <= period.end
    if before is not None:
        assert counted.end <= max(today, period.end)
        assert before.end < period.start
        assert abs(before.days - counted.days) <= 1
    else:
        assert start > today or length >= 364


def test_the_heading_says_how_far_a_running_period_is_counted() -> None:
    november = days("2026-11-01", "2026-11-30")
    with language("en"):
        assert period_line(november, TODAY) == "From 01/11/2026 to 30/11/2026 (as of 23/11/2026)"
        assert period_line(november, date(2026, 11, 30)) == "From 01/11/2026 to 30/11/2026"
        assert period_line(november, date(2026, 12, 5)) == "From 01/11/2026 to 30/11/2026"
        assert period_line(november, date(2026, 10, 31)) == "From 01/11/2026 to 30/11/2026 (it has not begun)"
