"""What holds for everything that is entered: who, which day, which name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import COUNTRY, Role
from domain.entries import FutureDayError, check_day, enters_for, is_name, name_key, tidy, unit_day
from domain.periods import DistantPeriodError

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("role", "own", "unit", "parent", "may"),
    [
        (Role.OFFICER, "19930", "19930", "46", True),
        (Role.COMMANDER, "19930", "19930", "46", True),
        (Role.COMMANDER, "19930", "19777", "46", False),
        (Role.COMMANDER, "19930", "46", COUNTRY, False),
        (Role.COORDINATOR, "46", "19930", "46", True),
        (Role.SUPERVISOR, "46", "46", COUNTRY, True),
        (Role.SUPERVISOR, "46", "00004", "01", False),
        (Role.SUPERVISOR, COUNTRY, "00004", "01", True),
        (Role.CITIZEN, "19930", "19930", "46", False),
        (Role.SYSTEM, COUNTRY, "19930", "46", False),
    ],
)
def test_staff_enter_for_their_unit_and_those_below(role: Role, own: str, unit: str, parent: str, may: bool) -> None:  # noqa: FBT001 - a column of the table
    assert enters_for(role, own, unit, parent) is may


def test_a_day_to_come_and_one_of_no_report_are_refused() -> None:
    check_day(TODAY, TODAY)
    check_day(date(1945, 1, 1), TODAY)
    with pytest.raises(FutureDayError):
        check_day(TODAY + timedelta(days=1), TODAY)
    for wrong in (date(1944, 12, 31), date(9999, 12, 31)):
        with pytest.raises(DistantPeriodError):
            check_day(wrong, TODAY)


def test_what_was_before_the_communes_of_today_is_theirs() -> None:
    assert unit_day(date(2015, 1, 1)) == date(2025, 7, 1)
    assert unit_day(TODAY) == TODAY


@pytest.mark.parametrize("name", ["=1+1", "+84", "-x", "@SUM(A1)", "＝1", "a\x1b[2J", "a\u202eb", "a\x00"])
def test_a_name_is_no_formula_and_hides_nothing(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize("name", ["", "Tổ 3 trên 1", "Camera với ANTT", "5 không, 3 sạch", "Hội LHPN - xã"])
def test_what_models_are_called_is_a_name(name: str) -> None:
    assert is_name(name)


@given(text=st.text())
def test_what_is_tidied_stays_as_it_is_and_on_one_line(text: str) -> None:
    done = tidy(text)
    assert tidy(done) == done == done.strip()
    assert len(done.splitlines()) <= 1


def test_both_ways_to_write_a_letter_are_one() -> None:
    assert tidy("  Tổ\u200b hòa\n giải\u00a0") == "Tổ hòa giải"


def test_capitals_make_no_other_name() -> None:
    assert name_key(" TỔ  3 trên 1") == name_key("Tổ 3 Trên 1") != name_key("To 3 tren 1")
