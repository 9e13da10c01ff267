"""The one normalisation: what is equal, what is kept, and where it stood."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain import reading
from domain.reading import SHORT_FORMS, fold, plain, read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "hòa bình"),
        ("thuỷ", "THỦY"),
        ("Khoẻ", "khỏe"),
        (unicodedata.normalize("NFD", "phường Hoà Thuỷ"), "phường hòa thủy"),
        ("xã\u200b Tân\u00ad An\ufe0f", "xã tân an"),
        ("\u202exã\u202c", "xã"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["quý", "hoàn", "xoáy", "khuỷu", ["thuý", "anh"][1]])
def test_a_tone_mark_with_one_place_stays_there(word: str) -> None:
    assert fold(word) == word


def test_the_plain_key_has_no_marks() -> None:
    assert plain("Đường Nguyễn Huệ") == "duong nguyen hue"


@pytest.mark.parametrize("letter", ["ð", "а", "р"])
def test_letters_that_only_look_alike_are_not_taken_for_ours(letter: str) -> None:
    assert plain(letter) == letter


def test_words_lead_back_to_what_was_typed() -> None:
    text = unicodedata.normalize("NFD", "Ở chợ Phú Mỹ, có đánh nhau")
    reading = read(text)
    words = [word.plain for word in reading.words]
    place = words.index("phu")
    assert unicodedata.normalize("NFC", reading.spoken(place, place + 1)) == "Phú Mỹ"


def test_letters_and_digits_are_words_of_their_own() -> None:
    assert [word.plain for word in read("Q9, x.An 12h30").words] == ["q", "9", "x", "an", "12", "h", "30"]


def test_what_stands_between_words_is_kept() -> None:
    assert [word.gap for word in read("Phú Mỹ, Phú Vang").words] == ["", " ", ", ", " "]


def test_short_forms_are_found_by_folded_words() -> None:
    assert all(fold(short) == short for short in SHORT_FORMS)


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=200))
@example("OÀ0")
def test_offsets_lead_back(text: str) -> None:
    reading = read(text)
    assert len(reading.folded) == len(reading.plain) == len(reading.offsets) - 1
    assert list(reading.offsets) == sorted(reading.offsets)
    for word in reading.words:
        assert 0 <= word.start < word.end <= len(text)
        assert word.folded in fold(text[word.start : word.end])


@given(st.text(alphabet="aăâeêioôơuưyàáảãạòóỏõọùúủũụỳýỷỹỵđqhn ", max_size=60))
def test_composed_and_decomposed_text_fold_to_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text(alphabet="aàáảăắbdđeêếghiklmnoôơớờopqrstuưứvxyỳýAÀĐÊỚ0123 .,-/\n", max_size=60))
def test_usual_letters_are_read_as_all_others_are(text: str) -> None:
    quick = read(text)
    hidden = read("\u200b" + text)
    assert (quick.folded, quick.plain) == (hidden.folded, hidden.plain)
    assert [word.start + 1 for word in quick.words] == [word.start for word in hidden.words]
    assert reading.USUAL.fullmatch(text)
