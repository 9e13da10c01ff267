"""What intake reads off the bytes that arrive: where each update begins and ends, its number, and its chat."""

import json
import re

from bot.brackets import walk
from storage.journal import Arrival

_TRUE = re.compile(rb"\s*:\s*true\b")
_NUMBER = re.compile(rb"\s*:\s*(-?\d{1,18})\b")

_CHATS = frozenset(
    {
        (b'"message"', b'"chat"', b'"id"'),
        (b'"edited_message"', b'"chat"', b'"id"'),
        (b'"my_chat_member"', b'"chat"', b'"id"'),
        (b'"callback_query"', b'"message"', b'"chat"', b'"id"'),
    }
)
"""Where the chat of an update stands. A chat elsewhere is a quoted or a forwarded one's."""

_SENDER = (b'"callback_query"', b'"from"', b'"id"')
"""Where a press on a button has its chat when its message is gone: it was in the private chat with whoever pressed."""

_DEEPEST = 4
"""No chat of an update stands deeper."""

_LONGEST_NAME = 100
"""The longest name that counts, every letter of it written as an escape, and its quotes."""


def is_ok(answer: bytes) -> bool:
    """Whether the messenger says, on the first level and wherever it stands there, that all went well."""
    return answer.lstrip()[:1] == b"{" and any(
        token[0] == b'"ok"' and level == 1 and _TRUE.match(answer, token.end()) is not None
        for token, level in walk(answer)
    )


def split_updates(answer: bytes) -> list[Arrival]:
    """Return the updates of a getUpdates answer, each with its own bytes as they came.

    An update nested a thousand levels deep is kept like any other, and only its own handling fails later.
    """
    start = 0
    found = []
    for token, level in walk(answer):
        # Level 1 is the answer, 2 its list of updates, 3 an update.
        if level != 3:  # noqa: PLR2004 - see above
            continue
        match token[0]:
            case b"{" | b"[":
                start = token.start()
            case b"}" | b"]":
                found.append(arrival_of(answer[start : token.end()]))
            case _:
                pass
    return found


def arrival_of(body: bytes) -> Arrival:
    """Return one update with its number and its chat. Raises ValueError where it has no number on its first level.

    It looks no further than it has to: in the usual order of names the chat comes before all that people wrote.
    """
    names = [b""] * (_DEEPEST + 1)
    number = chat_id = sender_id = None
    for token, level in walk(body):
        text = token[0]
        if text == b"[" and level <= _DEEPEST + 1:
            # What is in a list has no name of its own.
            names[level - 1] = b""
        if level > _DEEPEST or text[:1] != b'"':
            continue
        names[level] = text = _plain(text)
        if text == b'"id"' and level > 1:
            path = tuple(names[1 : level + 1])
            if path in _CHATS:
                chat_id = _number(body, token)
            elif path == _SENDER:
                sender_id = _number(body, token)
        elif text == b'"update_id"' and level == 1 and number is None:
            number = _number(body, token)
        else:
            continue
        if number is not None and chat_id is not None:
            break
    if number is None:
        raise ValueError("an update without a number")
    return Arrival(number, body, sender_id if chat_id is None else chat_id)


def _number(body: bytes, name: re.Match[bytes]) -> int | None:
    """Return the number that a name is followed by, None where it is something else."""
    found = _NUMBER.match(body, name.end())
    return int(found[1]) if found else None


def _plain(text: bytes) -> bytes:
    """Return a string in quotes without escapes, where it is short enough to be one of the names that count."""
    if b"\\" not in text or len(text) > _LONGEST_NAME:
        return text
    try:
        return f'"{json.loads(text)}"'.encode("utf-8", "replace")
    except ValueError:
        return text
