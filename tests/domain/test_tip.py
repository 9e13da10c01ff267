"""Drafts, and what they still lack."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.place import ChosenPlace, PlaceSource, Position
from domain.tip import (
    FIRST_OF,
    GROUP_OF,
    MAX_POSITIONS,
    Category,
    Draft,
    Group,
    Passage,
    Question,
    missing,
    with_passage,
    with_position,
)

EMPTY = Draft(started_at=datetime(2026, 11, 20, 14, tzinfo=UTC))
TOLD = with_passage(EMPTY, Passage(1, "đua xe"))
HUE = ChosenPlace("19930", "46", PlaceSource.TEXT)


@pytest.mark.parametrize(
    ("draft", "says_something", "question"),
    [
        (EMPTY, False, Question.WHAT),
        (with_position(EMPTY, Position(16.5, 107.6)), False, Question.WHAT),
        (TOLD, False, Question.WHAT),
        (replace(TOLD, asked=frozenset({Question.WHAT})), False, Question.PLACE),
        (TOLD, True, Question.PLACE),
        (replace(EMPTY, evidence=(7,)), False, Question.PLACE),
        (replace(TOLD, place=HUE), True, None),
        (replace(EMPTY, evidence=(7,), place=HUE), False, None),
        (replace(TOLD, place=ChosenPlace(None, None, PlaceSource.UNKNOWN)), True, None),
    ],
)
def test_only_what_is_missing_is_asked(draft: Draft, says_something: bool, question: Question | None) -> None:  # noqa: FBT001 - a column of the table
    assert missing(draft, says_something=says_something) is question


def test_an_edited_message_replaces_its_words_where_they_stood() -> None:
    draft = with_passage(with_passage(TOLD, Passage(2, "ở chợ")), Passage(1, "đua xe máy"))
    assert draft.text == "đua xe máy\nở chợ"


def test_the_same_words_in_two_messages_are_both_kept() -> None:
    assert with_passage(TOLD, Passage(2, "đua xe")).text == "đua xe\nđua xe"


def test_a_new_position_counts_and_the_place_is_recognised_again() -> None:
    draft = with_position(replace(TOLD, place=HUE), Position(10, 106))
    assert draft.position == Position(10, 106)
    assert draft.place is None


def test_positions_are_bounded() -> None:
    draft = EMPTY
    for step in range(MAX_POSITIONS + 10):
        draft = with_position(draft, Position(10, 100 + step / 100))
    assert len(draft.positions) == MAX_POSITIONS
    assert draft.position == Position(10, 100 + (MAX_POSITIONS + 9) / 100)


def test_every_category_has_a_group_and_every_group_a_category() -> None:
    assert set(GROUP_OF) == set(Category)
    assert set(FIRST_OF) == set(Group)
    assert FIRST_OF[Group.VIOLENCE] is Category.VIOLENCE
    assert FIRST_OF[Group.ORDER] is Category.ORDER
