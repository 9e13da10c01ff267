"""What citizens write: real places, every hand, no sentence twice, and the same for the same seed."""

import unicodedata
from random import Random

import pytest

from places import gazetteer
from simulation.grammar import Grammar, places_of, said_as
from simulation.keystrokes import Hand, shortened, telex, typed, unmarked
from simulation.pictures import picture
from simulation.scripts import STRAYS_EACH, Ending, Photos, Script, Words, scripts


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same for the same seed


def made(seed: int, tips: int = 60) -> list[Script]:
    chance = dice(seed)
    return scripts(Grammar(chance, places_of("46"), likely=["Vỹ Dạ"]), chance, tips=tips)


def test_the_same_seed_makes_the_same_conversations() -> None:
    assert made(3) == made(3)
    assert made(3) != made(4)
    assert picture(dice(3)) == picture(dice(3)) != picture(dice(4))


def test_there_are_as_many_conversations_with_a_tip_as_asked_and_some_strays() -> None:
    found = made(1, tips=80)
    assert sum(one.ending is Ending.SENT for one in found) == 80
    assert len(found) == 80 + 80 // STRAYS_EACH


def test_no_sentence_comes_twice() -> None:
    said = [
        part.text if isinstance(part, Words) else part.caption
        for script in made(2, tips=400)
        if script.ending is not Ending.NONSENSE
        for part in script.parts
        if isinstance(part, Words) or (isinstance(part, Photos) and part.caption)
    ]
    assert len(said) > 400
    assert len({said_as(one) for one in said}) == len(said)


def test_places_are_communes_of_today() -> None:
    names = gazetteer.load()
    assert {one.code for one in places_of("46")} == {one.code for one in names.communes_of("46")}
    with pytest.raises(KeyError):
        places_of("00")


def test_most_things_happen_where_much_happens() -> None:
    found = made(1, tips=300)
    assert sum(one.place.name == "Vỹ Dạ" for one in found) > len(found) / 2


def test_who_is_hasty_names_the_place_at_once() -> None:
    hasty = [one for one in made(6, tips=200) if one.is_hasty and one.ending is not Ending.NONSENSE]
    assert hasty
    for script in hasty:
        first = script.parts[0]
        assert isinstance(first, Words)


def test_a_telex_keyboard_left_in_english_leaves_its_keys() -> None:
    assert [telex(word) for word in ("đường", "Huế", "trộm", "ở")] == ["dduwowngf", "Huees", "troomj", "owr"]


@pytest.mark.parametrize("hand", Hand)
def test_every_hand_writes_something_that_can_be_sent(hand: Hand) -> None:
    text = typed("Có nhóm đua xe ở phường Vỹ Dạ", hand, dice(1))
    assert text.strip()
    if hand is Hand.APART:
        assert unicodedata.normalize("NFC", text) != text


def test_marks_and_short_forms() -> None:
    assert unmarked("Đường Nguyễn Huệ") == "Duong Nguyen Hue"
    assert shortened("Không biết gì, nhờ công an") == "ko bít j, nhờ ca"
