"""Phrases are heard however they are typed, and a longer one hides those in it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import reading
from triage.danger import Danger
from triage.hearing import BACKGROUND, ONGOING, Ear, Heard, phrases
from triage.matching import spell_out
from triage.urgency_words import HARMLESS, Cue, Event

EAR = Ear(frozenset({"ngất lịm"}))


def heard(text: str, ear: Ear = EAR) -> list[str]:
    read = reading.read(text)
    return [found.phrase.text for found in ear.listen(read, spell_out(read)) if found.phrase.signs]


@pytest.mark.parametrize(
    "typed",
    ["bất tỉnh", "BẤT TỈNH", "bat tinh", "bất tinh", "baats tinhr", "bất tĩnh"],
)
def test_a_phrase_is_heard_in_each_of_its_spellings(typed: str) -> None:
    assert heard(f"có người {typed} ở đây") == ["bất tỉnh"]


def test_shortened_words_are_spelt_out_first() -> None:
    assert "đang cháy" in heard("nhà đag cháy")
    assert "cứu em" in heard("cíu em")


def test_a_phrase_that_is_often_another_one_needs_a_mark() -> None:
    assert "ngất lịm" not in heard("ba em ngat lim")
    assert "ngất lịm" in heard("ba em ngất lịm")
    assert "ngất lịm" in heard("ba em ngất lim")


def test_a_longer_phrase_hides_the_shorter_ones_in_it() -> None:
    assert heard("quán cháy hàng") == []
    assert heard("mấy ông chém gió") == []
    assert heard("vải cháy đen") == ["cháy"]


def test_a_phrase_does_not_reach_over_a_comma() -> None:
    assert "bất tỉnh" not in heard("bất, tỉnh")
    assert "bất tỉnh" in heard("bất-tỉnh")


def test_what_goes_on_is_said_by_its_own_word() -> None:
    for phrase, signs in phrases().items():
        if signs and ONGOING in phrase.split() and BACKGROUND.isdisjoint(signs):
            assert Cue.NOW in signs, phrase


def test_every_sign_has_words_and_every_phrase_is_written_as_it_is_compared() -> None:
    said = {sign for signs in phrases().values() for sign in signs}
    assert {*Event, *Cue} <= said
    assert set(Danger) - {Danger.UNCLEAR} <= said
    assert not [
        phrase for phrase in phrases() if phrase != " ".join(word.folded for word in reading.read(phrase).words)
    ]


def test_harmless_phrases_say_nothing() -> None:
    meant = phrases()
    assert not any(meant[phrase] for phrase in HARMLESS.split("|"))


def test_names_of_signs_are_one_of_a_kind() -> None:
    values = [str(sign) for sign in (*Danger, *Event, *Cue)]
    assert len(values) == len(set(values))


@given(text=st.text(max_size=80) | st.lists(st.sampled_from(sorted(phrases()))).map(" ".join))
def test_what_is_heard_stands_in_the_text_in_order(text: str) -> None:
    read = reading.read(text)
    spelt = spell_out(read)
    found = list(EAR.listen(read, spelt))
    assert all(0 <= one.first < one.last <= len(spelt) for one in found)
    assert all(one.last <= other.first or reaches_on(one, other) for one, other in pairwise(found))


def reaches_on(one: Heard, other: Heard) -> bool:
    """Whether what is heard next is a danger that begins inside a phrase and ends behind it: "hiện vẫn cháy"."""
    is_danger = any(isinstance(sign, Danger) for sign in other.phrase.signs)
    return is_danger and one.first < other.first < one.last < other.last


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("em bị bắt cóc", Danger.KIDNAPPING),
        ("cháu bị nhốt", Danger.KIDNAPPING),
        ("mới cháy nhà", Danger.FIRE),
        ("em đang bị điện giật", Danger.INJURY),
        ("đang treo cổ", Danger.SUICIDE),
        ("đang trèo qua lan can", Danger.SUICIDE),
        ("đang cắt cổ tay", Danger.SUICIDE),
        ("đang dắt bé vào", Danger.ABUSE),
    ],
)
def test_a_danger_is_heard_though_another_phrase_reaches_into_it(text: str, danger: Danger) -> None:
    read = reading.read(text)
    said = {sign for found in EAR.listen(read, spell_out(read)) for sign in found.phrase.signs}
    assert danger in said


@pytest.mark.parametrize("text", ["không ai bị thương nặng", "đã bắt cóc", "xăng dầu"])
def test_a_phrase_that_denies_or_ends_a_danger_hides_it(text: str) -> None:
    read = reading.read(text)
    heard_signs = {sign for found in EAR.listen(read, spell_out(read)) for sign in found.phrase.signs}
    assert not any(isinstance(sign, Danger) for sign in heard_signs)
