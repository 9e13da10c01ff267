"""Cleaning keeps entities on their characters, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from webchat.text import REMOVED, cleaned_text, utf16_length, written

TYPED = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n\r\u202e🙂/@#"), max_size=40)


def covered(text: str, entity: MessageEntity) -> str:
    units = text.encode("utf-16-le")
    return units[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")


@given(text=TYPED)
def test_cleaned_text_has_nothing_that_telegram_takes_out(text: str) -> None:
    cleaned = cleaned_text(text, ()).content
    assert cleaned == cleaned.strip()
    assert not REMOVED & set(cleaned)
    assert cleaned_text(cleaned, ()).content == cleaned


@given(text=TYPED, start=st.integers(-2, 60), length=st.integers(-2, 60))
def test_an_entity_stays_on_its_characters_or_is_dropped(text: str, start: int, length: int) -> None:
    made = cleaned_text(text, [MessageEntity("bold", start, length)])
    for entity in made.entities:
        assert 0 <= entity.offset < entity.offset + entity.length <= utf16_length(made.content)
        before = covered(text, MessageEntity("bold", start, length))
        assert covered(made.content, entity) == cleaned_text(f"|{before}|", ()).content[1:-1].strip() or (
            covered(made.content, entity).strip() == cleaned_text(before, ()).content
        )


@given(text=TYPED)
def test_found_entities_lie_inside_the_text(text: str) -> None:
    found = written(text)
    for entity in found.entities:
        assert covered(found.content, entity).strip() == covered(found.content, entity) != ""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("/start@nguontin_bot", [("bot_command", "/start@nguontin_bot")]),
        ("gọi /huy không được", [("bot_command", "/huy")]),
        ("1/2 a/b / start", []),
        ("xem https://a.vn/x?y=1.", [("url", "https://a.vn/x?y=1")]),
        ("(http://a.vn)", [("url", "http://a.vn")]),
        ("a@b.vn", [("email", "a@b.vn")]),
        ("🙂 @lan_1 #tin #1", [("mention", "@lan_1"), ("hashtag", "#tin")]),
        ("javascript:alert(1)", []),
    ],
)
def test_entities_are_found_as_telegram_finds_them(typed: str, found: list[tuple[str, str]]) -> None:
    made = written(typed)
    assert [(str(entity.type), covered(made.content, entity)) for entity in made.entities] == found
