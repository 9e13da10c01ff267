"""What handlers return: Bot API calls to a contact, with words as text and entities, never as markup."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram.utils.formatting import Text
from pydantic import JsonValue

from storage.outbox import Call, Priority

MAX_TEXT = 4096
"""UTF-16 units in a message: https://core.telegram.org/bots/api#sendmessage."""

MAX_TOAST = 200
"""Letters in the answer to a button: https://core.telegram.org/bots/api#answercallbackquery."""

Keyboard = dict[str, JsonValue]
"""A reply markup as the Bot API takes it."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what it says, and the data it sends when pressed."""

    text: str
    data: str


def inline(rows: Sequence[Sequence[Button]]) -> Keyboard:
    """Return buttons under a message, row by row."""
    return {"inline_keyboard": [[{"text": one.text, "callback_data": one.data} for one in row] for row in rows]}


def ask_for_position(label: str, *others: str) -> Keyboard:
    """Return the button that shares the phone's position, and below it buttons that only type their words."""
    rows: list[JsonValue] = [[{"text": label, "request_location": True}]]
    rows += [[{"text": other}] for other in others]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def rendered(content: Text | str) -> dict[str, JsonValue]:
    """Return words as the Bot API takes them: text with entities, cut where a message would be too long."""
    text, entities = (content if isinstance(content, Text) else Text(content)).render()
    length = len(text.encode("utf-16-le")) // 2
    if length > MAX_TEXT:
        text, entities = _cut(text), [one for one in entities if one.offset + one.length < MAX_TEXT]
    kept: list[JsonValue] = [one.model_dump(exclude_none=True, mode="json") for one in entities]
    return {"text": text, "entities": kept}


def _cut(text: str) -> str:
    """Return as much of the text as fits, with a sign that there was more."""
    room = text.encode("utf-16-le")[: 2 * (MAX_TEXT - 1)]
    return room.decode("utf-16-le", "ignore") + "…"


def say(to: int, content: Text | str, keyboard: Keyboard | None = None, *, priority: Priority = Priority.REPLY) -> Call:
    """Return a message."""
    payload = rendered(content)
    payload["link_preview_options"] = {"is_disabled": True}
    if keyboard is not None:
        payload["reply_markup"] = keyboard
    return Call(to=to, method="sendMessage", payload=payload, priority=priority)


def show(to: int, name: str, content: Text | str, keyboard: Keyboard | None = None) -> Call:
    """Return a message that takes the place of the last one with this name: the old one goes, the new one is below."""
    return replace(say(to, content, keyboard), card=name)


def refresh(to: int, name: str, content: Text | str, keyboard: Keyboard | None = None) -> Call:
    """Return the new content of the message with this name, where it stands; sent where there is none yet."""
    return replace(say(to, content, keyboard), method="editMessageText", card=name)


def toast(to: int, query_id: str, text: str = "") -> Call:
    """Return the answer to a pressed button; without words it only stops the little clock on it."""
    payload: dict[str, JsonValue] = {"callback_query_id": query_id}
    if text:
        payload["text"] = text[:MAX_TOAST]
    return Call(to=to, method="answerCallbackQuery", payload=payload, priority=Priority.URGENT)
