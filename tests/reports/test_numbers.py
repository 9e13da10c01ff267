"""Numbers as people read them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.outcomes import UnitOfCount
from domain.periods import Period
from locales import language
from reports.numbers import NumberStyle, at_least, duration, number, percent, percent_met, period_title, styled


def test_thousands_and_per_cent_follow_the_language() -> None:
    assert (number(Decimal(3814)), percent(Decimal("0.94978"))) == ("3.814", "94,98%")
    assert (number(Decimal("1.5")), percent(Decimal("0.75"))) == ("1,5", "75%")
    with language("en"):
        assert (number(Decimal(3814)), percent(Decimal("0.94978"))) == ("3,814", "94.98%")


def test_a_share_that_met_a_standard_is_never_rounded_up() -> None:
    assert percent_met(Decimal(128) / 148) == "86,48%"
    assert percent_met(Decimal(15_427) / 15_428) == "99,99%"
    assert percent(Decimal(84) / 133, decimals=1) == "63,2%"


@pytest.mark.parametrize(
    ("quantity", "rounded", "words"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (19, "19", "19"),
        (48, "48", "hàng chục"),
        (130, "130", "130"),
        (404, "404", "hàng trăm"),
        (1000, "1.000", "1.000"),
        (1634, "hơn 1.600", "hơn 1.600"),
        (3814, "hơn 3.800", "hàng nghìn"),
        (25_463, "gần 25.500", "hàng chục nghìn"),
        (35_917, "gần 36.000", "hàng chục nghìn"),
        (36_000, "36.000", "hàng chục nghìn"),
        (122_345, "hơn 122.000", "hơn 122.000"),
        (986, "gần 1.000", "hàng trăm"),
        (979, "979", "hàng trăm"),
        (33_700, "33.700", "hàng chục nghìn"),
        (7_250_000_000, "7.250.000.000", "hàng tỷ"),
    ],
)
def test_rounded_words_come_from_the_exact_number(quantity: int, rounded: str, words: str) -> None:
    assert styled(Decimal(quantity), NumberStyle.ROUNDED) == rounded
    assert styled(Decimal(quantity), NumberStyle.WORDS) == words


@pytest.mark.parametrize(
    ("quantity", "unit", "text"),
    [
        (168, UnitOfCount.MEETING, "gần 170"),
        (99, UnitOfCount.MEETING, "99"),
        (391, UnitOfCount.STRUCTURE, "391"),
        (2_769, UnitOfCount.STRUCTURE, "2.769"),
        (986, UnitOfCount.STRUCTURE, "gần 1.000"),
        (18_940, UnitOfCount.ATTENDANCE, "gần 19.000"),
        (33_700, UnitOfCount.SESSION, "33.700"),
        (15_428, UnitOfCount.MEMBER, "15.428"),
        (404, UnitOfCount.PERSON, "404"),
    ],
)
def test_rounding_depends_on_what_is_counted(quantity: int, unit: UnitOfCount, text: str) -> None:
    assert styled(Decimal(quantity), NumberStyle.ROUNDED, unit) == text


def test_many_is_ten_and_more() -> None:
    assert [styled(Decimal(n), NumberStyle.MANY) for n in (9, 10, 400_000)] == ["9", "nhiều", "nhiều"]
    assert styled(Decimal(4_500_000), NumberStyle.MANY, UnitOfCount.DONG) == "hàng triệu"


@pytest.mark.parametrize(
    ("quantity", "style", "text"),
    [
        (543, NumberStyle.ROUNDED, "hơn 543"),
        (543, NumberStyle.EXACT, "543"),
        (543, NumberStyle.WORDS, "hàng trăm"),
        (7, NumberStyle.MANY, "hơn 7"),
        (35_989, NumberStyle.ROUNDED, "hơn 35.900"),
    ],
)
def test_a_lower_bound_is_never_rounded_up(quantity: int, style: NumberStyle, text: str) -> None:
    assert at_least(Decimal(quantity), style) == text


@given(quantity=st.integers(0, 10**12), unit=st.sampled_from(UnitOfCount))
def test_more_than_and_nearly_are_true(quantity: int, unit: UnitOfCount) -> None:
    text = styled(Decimal(quantity), NumberStyle.ROUNDED, unit)
    near = int(text.split()[-1].replace(".", ""))
    assert abs(near - quantity) <= quantity * 0.05
    assert text.startswith("hơn") == (near < quantity)
    assert text.startswith("gần") == (near > quantity)


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(seconds=20), "dưới 1 phút"),
        (timedelta(minutes=15), "15 phút"),
        (timedelta(hours=2, minutes=5), "2 giờ 5 phút"),
        (timedelta(hours=8), "8 giờ"),
        (timedelta(days=1, minutes=5), "1 ngày"),
        (timedelta(days=3, hours=4, minutes=59), "3 ngày 4 giờ"),
    ],
)
def test_a_duration_is_read_in_its_two_largest_units(length: timedelta, text: str) -> None:
    assert duration(length) == text


def test_a_duration_in_english_knows_its_plural() -> None:
    with language("en"):
        assert duration(timedelta(hours=1, minutes=2)) == "1 hour 2 minutes"


def test_a_period_is_titled_by_its_days() -> None:
    assert period_title(Period(date(2026, 1, 5), date(2026, 1, 5))) == "Ngày 05/01/2026"
    assert period_title(Period(date(2025, 12, 15), date(2026, 1, 14))) == "Từ ngày 15/12/2025 đến ngày 14/01/2026"
