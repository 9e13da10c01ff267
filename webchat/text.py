"""What is written in messages: cleaning it, and the entities in it, counted in UTF-16 units."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from telegram import MessageEntity

REMOVED = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e")
"""What Telegram's server takes out: carriage returns, separators and overrides of the direction."""

WRITTEN_ENTITIES = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'…])"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w@/.])(?P<email>[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b"
    r"|(?<![\w#&/])(?P<hashtag>#\w*[^\W\d]\w*)"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A cleaned text and its entities."""

    content: str
    entities: tuple[MessageEntity, ...] = ()

    def __len__(self) -> int:
        """Return the length that Telegram's limits count: in characters."""
        return len(self.content)


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, as offsets of entities count."""
    return len(text) + sum(character > "\uffff" for character in text)


def is_encodable(text: str) -> bool:
    """Say whether the text is free of lone surrogates, which JSON escapes can smuggle in."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def written(text: str) -> Text:
    """Return what a person typed, cleaned, with the entities that Telegram's server would find."""
    cleaned = cleaned_text(text, ()).content
    return Text(cleaned, tuple(_found(cleaned)))


def _found(text: str) -> Iterable[MessageEntity]:
    for match in WRITTEN_ENTITIES.finditer(text):
        yield MessageEntity(
            type=str(match.lastgroup),
            offset=utf16_length(text[: match.start()]),
            length=utf16_length(match.group()),
        )


def cleaned_text(text: str, entities: Sequence[MessageEntity]) -> Text:
    """Return the text without what Telegram takes out and without outer white space.

    Control characters become spaces. Entities move with their characters; those that are out of range,
    cut a character in two or end up empty are dropped.
    """
    kept = [_kept(character) for character in text]
    inner = "".join(kept)
    left = len(inner) - len(inner.lstrip())
    content = inner.strip()
    # For each UTF-16 offset at which a character of the original begins: its offset in the content.
    starts = [0, *accumulate(1 + (character > "\uffff") for character in text)]
    moved = [0, *accumulate(utf16_length(character) for character in kept)]
    end = utf16_length(content)
    places = {start: min(max(after - left, 0), end) for start, after in zip(starts, moved, strict=True)}
    return Text(content, tuple(_moved(entities, places)))


def _kept(character: str) -> str:
    if character in REMOVED:
        return ""
    return " " if character < " " and character != "\n" else character


def _moved(entities: Sequence[MessageEntity], places: dict[int, int]) -> Iterable[MessageEntity]:
    for entity in sorted(entities, key=lambda entity: (entity.offset, -entity.length)):
        start, end = places.get(entity.offset), places.get(entity.offset + entity.length)
        if start is not None and end is not None and start < end:
            fields = entity.to_dict() | {"offset": start, "length": end - start}
            moved = MessageEntity.de_json(fields, None)
            yield moved
