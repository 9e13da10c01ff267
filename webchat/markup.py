"""Keyboards that bots send: read strictly, built with python-telegram-bot's classes."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from telegram import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from webchat.errors import BUTTON_DATA_INVALID, bad_request

LONGEST_DATA_BYTES = 64
MOST_BUTTONS = 100
LINK_SCHEMES = frozenset({"http", "https", "tg"})

ReplyMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply
JSONObject = Mapping[str, object]


def read(value: object) -> ReplyMarkup | None:
    """Return the markup of a `reply_markup` parameter, None where there is none.

    Raises:
        RefusedError: If it is not one of the four kinds, or a button in it is wrong.
    """
    if value is None or value == {}:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return InlineKeyboardMarkup([[_inline(button) for button in row] for row in _rows(value["inline_keyboard"])])
    if "keyboard" in value:
        return _keyboard(value)
    if value.get("remove_keyboard") is True:
        return ReplyKeyboardRemove()
    if value.get("force_reply") is True:
        return ForceReply(input_field_placeholder=_placeholder(value))
    raise bad_request("can't parse reply keyboard markup JSON object")


def read_inline(value: object) -> InlineKeyboardMarkup | None:
    """Return the inline keyboard of a parameter; other kinds cannot be edited into a message."""
    markup = read(value)
    if markup is None or isinstance(markup, InlineKeyboardMarkup):
        return markup if markup is None or markup.inline_keyboard else None
    raise bad_request("inline keyboard expected")


def _keyboard(value: JSONObject) -> ReplyKeyboardMarkup:
    return ReplyKeyboardMarkup(
        [[_button(button) for button in row] for row in _rows(value["keyboard"])],
        resize_keyboard=value.get("resize_keyboard") is True,
        one_time_keyboard=value.get("one_time_keyboard") is True,
        is_persistent=value.get("is_persistent") is True,
        input_field_placeholder=_placeholder(value),
    )


def _placeholder(value: JSONObject) -> str | None:
    placeholder = value.get("input_field_placeholder")
    return placeholder[:64] if isinstance(placeholder, str) and placeholder else None


def _rows(value: object) -> Sequence[Sequence[object]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request("can't parse keyboard: Field must be of type Array of Array")
    if sum(len(row) for row in value) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in value if row]


def _button(value: object) -> KeyboardButton:
    if isinstance(value, str):
        value = {"text": value}
    fields, text = _titled(value, "keyboard button")
    return KeyboardButton(
        text,
        request_location=fields.get("request_location") is True or None,
        request_contact=fields.get("request_contact") is True or None,
    )


def _inline(value: object) -> InlineKeyboardButton:
    fields, text = _titled(value, "inline keyboard button")
    data, url = fields.get("callback_data"), fields.get("url")
    if isinstance(data, str):
        if not 1 <= len(data.encode()) <= LONGEST_DATA_BYTES:
            raise bad_request(BUTTON_DATA_INVALID)
        return InlineKeyboardButton(text, callback_data=data)
    if isinstance(url, str):
        if urlsplit(url).scheme not in LINK_SCHEMES:
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
        return InlineKeyboardButton(text, url=url)
    raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _titled(value: object, what: str) -> tuple[JSONObject, str]:
    if not isinstance(value, dict):
        raise bad_request(f"can't parse {what}: InlineKeyboardButton must be an Object")
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    return value, text
