"""Known names behind misspelt ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from places.spelling import Spelling, sound

NAMES = ["phumi", "tamphu", "quinhonbac", "baolam3", "giangthanh", "sapa", "hungien", "1234"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phuumi", ["phumi"]),
        ("quinhonbca", ["quinhonbac"]),
        ("quinhnbac", ["quinhonbac"]),
        ("gianthanh", ["giangthanh"]),
        ("xapa", ["sapa"]),
        ("phumi", []),
        ("baolam5", []),
        ("dathoa", []),
        ("abc", []),
        ("1235", []),
    ],
)
def test_a_slip_away_is_found(typed: str, meant: list[str]) -> None:
    assert list(Spelling(NAMES).near(typed)) == meant


words = st.text(alphabet="abnx", min_size=4, max_size=9)


@given(names=st.lists(words, unique=True, max_size=30), typed=words)
def test_all_that_is_one_slip_away_is_found_and_nothing_else(names: list[str], typed: str) -> None:
    near = Spelling(names).near(typed)
    away = {name for name in names if OSA.distance(typed, name) == 1}
    alike = {name for name in names if sound(name) == sound(typed)} - {typed}
    assert set(near) == away | alike
    assert len(near) == len(set(near))


def test_the_earlier_slip_comes_first_and_of_two_alike_the_earlier_name() -> None:
    assert Spelling(["habat", "habon", "hxban", "hybon", "xaban"]).near("haban") == ["xaban", "hxban", "habon", "habat"]


@given(place=st.integers(0, 9), letter=st.characters(codec="ascii", categories=["Ll"]))
def test_every_exchanged_letter_is_found(place: int, letter: str) -> None:
    typed = f"{'quinhonbac'[:place]}{letter}{'quinhonbac'[place + 1 :]}"
    assert list(Spelling(NAMES).near(typed)) == (["quinhonbac"] if typed != "quinhonbac" else [])


@pytest.mark.parametrize(
    ("one", "other"), [("tramlo", "chamlo"), ("phuhuu", "fuhuu"), ("tuiphuoc", "tuiphuot"), ("eali", "iali")]
)
def test_what_sounds_alike_somewhere_has_the_same_form(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_a_word_of_any_length_is_answered_at_once() -> None:
    assert list(Spelling(NAMES).near("a" * 1_000_000)) == []
