"""Phrases in what people type: with their marks, without, with some of them, and with short forms between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import reading
from triage.matching import UNSURE, Found, Phrases, spell_out

PHRASES = Phrases(["chém tử vong", "chém", "bắt đối tượng", "mất trộm xe máy", "mất trộm", "=cháy", "nhớt", "k54"])


def found(text: str) -> list[Found]:
    read = reading.read(text)
    return PHRASES.find(read, spell_out(read))


def said(text: str) -> str:
    return " ".join(word.folded for word in spell_out(reading.read(text)))


def test_the_longest_phrase_is_found() -> None:
    (one,) = found("nhà tôi bị mất trộm xe máy")
    assert (one.phrase, one.trust, one.missing) == ("mất trộm xe máy", 1.0, False)


def test_a_longer_phrase_does_not_reach_beyond_the_text() -> None:
    assert [(one.phrase, one.words) for one in found("nhà tôi bị mất trộm")] == [("mất trộm", "mất trộm")]


@pytest.mark.parametrize("text", ["đã chém tu vong một người rồi bỏ chạy", "đã chem tử vong một người rồi bỏ chạy"])
def test_words_beside_it_that_carry_marks_vouch_for_one_that_lacks_them(text: str) -> None:
    (one,) = found(text)
    assert (one.phrase, one.trust, one.missing) == ("chém tử vong", 1.0, True)


def test_two_words_without_any_marks_in_a_marked_text_are_less_sure() -> None:
    (one,) = found("hôm nay nhà hàng xóm lại bị mat trom nữa")
    assert (one.phrase, one.trust) == ("mất trộm", UNSURE)


def test_a_single_word_without_marks_in_a_marked_text_is_another_word() -> None:
    assert found("người ta chem ở đâu cũng được cả") == []


def test_a_text_without_marks_has_its_phrases() -> None:
    assert [one.phrase for one in found("chem tu vong, mat trom xe may")] == ["chém tử vong", "mất trộm xe máy"]


def test_what_needs_its_marks_is_found_with_them_alone() -> None:
    assert [one.phrase for one in found("nhà đang cháy")] == ["=cháy"]
    assert found("xe dang chay") == []


def test_of_two_that_differ_in_marks_the_typed_one_is_found() -> None:
    both = Phrases(["ống chích", "ong chích"])
    read = reading.read("bị ong chích sưng mặt")
    assert [one.phrase for one in both.find(read, spell_out(read))] == ["ong chích"]


def test_a_phrase_with_a_short_form_is_found_in_full_and_short() -> None:
    short = Phrases(["csgt vòi tiền"])
    for text in ("bị csgt vòi tiền", "bị cảnh sát giao thông vòi tiền"):
        read = reading.read(text)
        assert [one.phrase for one in short.find(read, spell_out(read))] == ["csgt vòi tiền"]


def test_other_marks_make_another_word() -> None:
    assert found("mắt trôm xe mây") == []


def test_letters_and_numbers_of_a_phrase_are_words_of_their_own() -> None:
    assert [one.phrase for one in found("khẩu K54")] == ["k54"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("đang danh nhau ngoai cho, ai do goi cong an voi", False),
        ("đánh nhau ở chợ, gọi công an với", True),
        ("", False),
    ],
)
def test_a_writer_who_marks_a_word_or_two_does_not_mark_words(text: str, share: bool) -> None:  # noqa: FBT001 - the expected answer
    assert reading.read(text).marks_its_words is share


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ngta k bik j", "người ta không biết gì"),
        ("500k, 10p, 3h, 2tr", "500 nghìn 10 phút 3 giờ 2 triệu"),
        ("h nó ở đâu", "giờ nó ở đâu"),
        ("2 kg thịt", "2 kg thịt"),
        ("khẩu K54", "khẩu k 54"),
        ("CA xã đã tới", "công an xã đã tới"),
        ("ca phường đã tới", "công an phường đã tới"),
        ("ca trực đêm ở nhà máy", "ca trực đêm ở nhà máy"),
        ("ca nha di vang", "ca nha di vang"),
        ("sut lun, bit loi di", "sut lun bit loi di"),
        ("đi lun", "đi luôn"),
        ("đg, tn, vc", "đg tn vc"),
    ],
)
def test_short_forms_are_spelt_out_where_they_stand_for_others(text: str, meant: str) -> None:
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("xe mays chays nhaf chur quans", "xe máy cháy nhà chủ quán"),
        ("dduwowngf ddang kejt", "đường đang kẹt"),
        ("duongf", "duong"),
        ("cứuuu cháyyy", "cứu cháy"),
        ("fường dzô zậy jật", "phường vô vậy giật"),
        ("bình gas, xe bus, test, quán bar", "bình gas xe bus test quán bar"),
        ("facebook zalo shipper otp", "facebook zalo shipper otp"),
    ],
)
def test_words_are_read_as_they_were_meant(text: str, meant: str) -> None:
    assert said(text) == meant


@given(st.text(max_size=120))
def test_any_text_is_spelt_out_and_leads_back_to_its_words(text: str) -> None:
    read = reading.read(text)
    places = [word.source for word in spell_out(read)]
    assert places == sorted(places)
    assert set(places) == set(range(len(read.words)))
