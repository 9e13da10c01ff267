"""The Vietnamese lunar calendar, against days that are printed in calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.lunar import LunarDay, last_before, last_of_its_number, lunar, solar


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1968, 1, 29),  # A day before the Chinese one.
        (1985, 1, 21),  # A month before the Chinese one.
        (2000, 2, 5),
        (2007, 2, 17),  # A day before the Chinese one.
        (2020, 1, 25),
        (2023, 1, 22),
        (2024, 2, 10),
        (2025, 1, 29),
        (2026, 2, 17),
        (2027, 2, 6),
        (2030, 2, 2),  # A day before the Chinese one.
        (2033, 1, 31),
    ],
)
def test_new_year_falls_on_its_day(year: int, month: int, day: int) -> None:
    assert solar(LunarDay(year, 1, 1)) == date(year, month, day)
    assert lunar(date(year, month, day)) == LunarDay(year, 1, 1)


@pytest.mark.parametrize(
    ("year", "month"),
    [(2001, 4), (2004, 2), (2006, 7), (2012, 4), (2014, 9), (2017, 6), (2020, 4), (2023, 2), (2025, 6), (2033, 11)],
)
def test_a_year_of_thirteen_months_repeats_one(year: int, month: int) -> None:
    leaps = [number for number in range(1, 13) if solar(LunarDay(year, number, 1, is_leap=True))]
    assert leaps == [month]


@pytest.mark.parametrize("year", [2022, 2024, 2026, 2027])
def test_other_years_have_no_leap_month(year: int) -> None:
    assert not [number for number in range(1, 13) if solar(LunarDay(year, number, 1, is_leap=True))]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (LunarDay(2026, 1, 15), date(2026, 3, 3)),
        (LunarDay(2026, 3, 10), date(2026, 4, 26)),
        (LunarDay(2026, 7, 15), date(2026, 8, 27)),
        (LunarDay(2026, 8, 15), date(2026, 9, 25)),
        (LunarDay(2025, 6, 15, is_leap=True), date(2025, 8, 8)),
        (LunarDay(2025, 12, 23), date(2026, 2, 10)),
    ],
)
def test_feasts_fall_on_their_days(day: LunarDay, expected: date) -> None:
    assert solar(day) == expected


def test_the_last_month_of_2025_has_no_thirtieth() -> None:
    assert solar(LunarDay(2025, 12, 30)) is None
    assert last_before(12, 30, date(2026, 3, 1)) == date(2026, 2, 16)


def test_a_feast_still_to_come_is_that_of_the_year_before() -> None:
    assert last_before(8, 15, date(2026, 9, 24)) == date(2025, 10, 6)
    assert last_before(8, 15, date(2026, 9, 25)) == date(2026, 9, 25)


def test_the_last_full_moon_is_found_in_any_month() -> None:
    assert last_of_its_number(15, date(2026, 5, 3)) == date(2026, 5, 1)


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_leads_back_to_itself(day: date) -> None:
    assert solar(lunar(day)) == day


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_days_follow_each_other(day: date) -> None:
    today, tomorrow = lunar(day), lunar(day + timedelta(days=1))
    assert tomorrow.day in {today.day + 1, 1}
    assert tomorrow.day != 1 or today.day in {29, 30}
