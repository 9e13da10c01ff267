"""Codes that people read to each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codes import ALPHABET, CODE_LENGTH, new_code, new_token, read_code, spaced


def test_codes_are_long_enough_and_differ() -> None:
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) for code in codes)


@given(st.text(alphabet=ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_that_was_read_out_is_understood(code: str) -> None:
    assert read_code(spaced(code)) == code
    assert read_code(f"  {spaced(code).lower()} ") == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("K7QF-2M9X-4TBD", "K7QF2M9X4TBD"),
        ("k7qf 2m9x 4tbd", "K7QF2M9X4TBD"),
        ("K7QFoM9XiTBL", "K7QF0M9X1TB1"),
        ("K7QF-2M9X", None),
        ("K7QF-2M9X-4TBU", None),
        ("", None),
        ("١٢٣٤٥٦٧٨٩٠١٢", None),
        ("'; DROP TABLE tips;--", None),
    ],
)
def test_misread_letters_are_forgiven_and_nothing_else(typed: str, code: str | None) -> None:
    assert read_code(typed) == code


def test_tokens_fit_into_a_start_parameter() -> None:
    token = new_token()
    assert len(token) <= 64
    assert token.replace("-", "").replace("_", "").isalnum()
