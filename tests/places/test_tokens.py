"""Words of a text: glued ones taken apart, keystrokes undone, and offsets that lead back to what was sent."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import reading
from places.gazetteer import load
from places.index import build
from places.keystrokes import telex, vni
from places.tokens import LONGEST_KEPT, tokens
from places.unglue import unglued


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(reading.read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoà Bình", ["hoa", "binh"]),
        ("Quy Nhơn", ["qui", "nhon"]),
        ("phường 01", ["phuong", "1"]),
        ("P12 Q.3", ["p", "12", "q", "3"]),
        ("P.PhảLại", ["p", "pha", "lai"]),
        ("TTThổTang", ["tt", "tho", "tang"]),
        ("QNgãi", ["q", "ngai"]),
        ("HHưng", ["hhung"]),
        ("fường Tân Hưng", ["phuong", "tan", "hung"]),
        ("Xax Phus Trachj, Quangr Trij", ["xa", "phu", "trach", "quang", "tri"]),
        ("Xa4 Tung2 Va6n, tinh3 Tuye6n Quang", ["xa", "tung", "van", "tinh", "tuien", "quang"]),
    ],
)
def test_words_are_taken_as_people_mean_them(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text", ["xã Ea Kar, Ea Bar", "xã Ea Wy, Đắk Lắk", "resort Karaoke ABC", "to2 ap3 khu4", "q1 p12"]
)
def test_names_and_numbers_are_not_taken_for_keystrokes(text: str) -> None:
    assert keys(text) == [word.plain.replace("y", "i") for word in reading.read(text).words]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phuwowngf", "phuong"),
        ("ddaij", "dai"),
        ("thij", "thi"),
        ("xafx", "xa"),
        ("quarng", "quang"),
        ("thoon", "thon"),
    ],
)
def test_telex_is_undone(typed: str, meant: str) -> None:
    assert telex(typed) == meant


@pytest.mark.parametrize("word", ["phuong", "giang", "resort", "hotel", "wy", "a", "", "a" * 5000])
def test_what_is_no_telex_is_left(word: str) -> None:
    assert telex(word) is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("phu7o7ng2", "phuong"), ("d9a8k1", "dak"), ("to2", None), ("p12", None), ("covid19", None)]
)
def test_vni_is_undone(typed: str, meant: str | None) -> None:
    assert vni(typed) == meant


def test_what_is_too_long_for_a_word_is_read_like_others() -> None:
    for length in (LONGEST_KEPT - 2, LONGEST_KEPT, 5_000):
        assert keys(f"f{'y' * length} F{'Y' * length}") == ["ph" + "i" * length] * 2


def test_what_is_too_long_for_a_word_fills_no_memory() -> None:
    tracemalloc.start()
    try:
        for number in range(20):
            keys(f"{chr(ord('a') + number) * 50_000} xã")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 500_000


@given(st.text(max_size=200))
def test_each_word_stands_in_the_text_where_it_says(text: str) -> None:
    found = tokens(reading.read(text))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("xadongkhecaobang", ["xa", "dongkhe", "caobang"]),
        ("phuongbinhthuantinhtuyenquang", ["phuong", "binhthuan", "tinh", "tuienquang"]),
        ("khongphaitencuaaica", ["khongphaitencuaaica"]),
    ],
)
def test_names_typed_as_one_word_are_taken_apart(word: str, pieces: list[str]) -> None:
    found = unglued(tokens(reading.read(word)), build(load()).names)
    assert [token.key for token in found] == pieces
    assert "".join(word[token.start : token.end] for token in found) == word
