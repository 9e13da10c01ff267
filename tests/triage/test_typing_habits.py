"""What a word was meant as, whatever its length."""

import tracemalloc

import pytest

from triage.typing_habits import LONGEST_KEPT, meant


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("mays", ("máy", "may")),
        ("fường", ("phường", "phuong")),
        ("duongf", ("duong", "duong")),
        ("cháyyy", ("cháy", "chay")),
        ("ch" + "á" * LONGEST_KEPT + "y", ("cháy", "chay")),
        ("cứ" + "u" * 5_000, ("cứu", "cuu")),
        ("cháy", None),
        ("was", None),
        ("x" * 5_000, None),
    ],
)
def test_a_word_is_read_as_it_was_meant(typed: str, read_as: tuple[str, str] | None) -> None:
    assert meant(typed) == read_as


def test_what_is_too_long_for_a_word_fills_no_memory() -> None:
    tracemalloc.start()
    try:
        for number in range(20):
            meant(chr(ord("a") + number) * 50_000 + "hihi")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 500_000
