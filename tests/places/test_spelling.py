"""Known names behind misspelt ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
