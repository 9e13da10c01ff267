"""The tables of phrases: written as they are compared, found as they are written, and safe without marks."""

import pytest

from domain import reading
from domain.tip import Category
from triage import lexicon
from triage.lexical import points_of
from triage.matching import NEEDS_MARKS, spell_out

EVERY = [
    (category, phrase)
    for category, by_weight in lexicon.LEXICON.items()
    for phrases in by_weight.values()
    for phrase in phrases
]


def points(text: str) -> dict[Category, float]:
    read = reading.read(text)
    return points_of(read, spell_out(read))


def test_every_category_has_phrases_of_every_use() -> None:
    assert set(lexicon.LEXICON) == set(Category)
    assert all(set(by_weight) <= set(range(1, 8)) for by_weight in lexicon.LEXICON.values())


def test_a_phrase_stands_once_in_a_category() -> None:
    assert len(EVERY) == len(set(EVERY))
    bare = [(category, phrase.removeprefix(NEEDS_MARKS)) for category, phrase in EVERY]
    assert len(bare) == len(set(bare))


def test_phrases_are_written_as_they_are_compared() -> None:
    for _, phrase in EVERY:
        words = phrase.removeprefix(NEEDS_MARKS)
        assert words == reading.fold(words).strip()


def test_nothing_without_marks_is_said_to_need_them() -> None:
    assert not [
        phrase for _, phrase in EVERY if phrase.startswith(NEEDS_MARKS) and phrase[1:] == reading.plain(phrase[1:])
    ]


@pytest.mark.parametrize("category", Category)
def test_every_phrase_is_found_where_it_stands_alone(category: Category) -> None:
    lost = [
        phrase for of, phrase in EVERY if of is category and category not in points(phrase.removeprefix(NEEDS_MARKS))
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("cho hoi ban oi", Category.VIOLENCE),
        ("bao nhieu ban da den", Category.WEAPONS),
        ("xe dang chay tren duong", Category.FIRE),
        ("bac si chuyen ve ma tuy cot song", Category.FIRE),
        ("từ từ rồi tính", Category.OTHER),
    ],
)
def test_ordinary_words_without_marks_are_not_taken_for_grave_ones(text: str, other: Category) -> None:
    assert points(text).get(other, 0.0) < FAINT


FAINT = 3.0
"""Points that decide nothing."""
