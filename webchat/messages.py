"""Messages of a private chat: their content, how they are kept, and what goes when they go.

They are built with python-telegram-bot's classes and kept as Telegram's JSON objects.
"""

import json
import secrets
from collections.abc import Sequence
from typing import TypedDict

from telegram import Document, Location, Message, MessageEntity, PhotoSize, Venue, Video, Voice

from webchat import events, files, talks
from webchat.events import EventKind
from webchat.files import KeptFile, Kind
from webchat.store import Transaction
from webchat.talks import JSONObject, Talk
from webchat.text import Text

TRIMMED_EVERY = 32
SERVICE_FLAGS = (
    "channel_chat_created",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
)
"""python-telegram-bot writes these as false where Telegram leaves them out."""


class Content(TypedDict, total=False):
    """The fields of a message that carry its content."""

    text: str
    entities: Sequence[MessageEntity]
    caption: str
    caption_entities: Sequence[MessageEntity]
    photo: Sequence[PhotoSize]
    document: Document
    video: Video
    voice: Voice
    location: Location
    venue: Venue
    media_group_id: str


def text_content(text: Text) -> Content:
    """Return the content of a text message."""
    return Content(text=text.content, entities=text.entities)


def media_content(kept: Sequence[KeptFile], caption: Text, *, group_id: str | None = None) -> Content:
    """Return the content of a message with a file; `kept` holds all sizes of a photo."""
    content = Content()
    match kept[0].kind:
        case Kind.PHOTO:
            content["photo"] = files.as_photo(kept)
        case Kind.DOCUMENT:
            content["document"] = files.as_document(kept[0])
        case Kind.VIDEO:
            content["video"] = files.as_video(kept[0])
        case Kind.VOICE:
            content["voice"] = files.as_voice(kept[0])
    if caption.content:
        content |= Content(caption=caption.content, caption_entities=caption.entities)
    if group_id is not None:
        content["media_group_id"] = group_id
    return content


def new_group_id() -> str:
    """Return an id that the messages of an album have in common."""
    return str(secrets.randbelow(10**17) + 10**17)


def listed(talk: Talk, *, before: int, after: int, limit: int) -> list[JSONObject]:
    """Return the newest messages with ids between the two, oldest first, as the page shows them."""
    rows = talk.t.rows(
        "SELECT * FROM messages WHERE bot_id = ? AND person_id = ? AND message_id < ? AND message_id > ?"
        " ORDER BY message_id DESC LIMIT ?",
        talk.bot.id,
        talk.person.id,
        before,
        after,
        limit,
    )
    return [view_of_message(talk, json.loads(row["body"]), from_bot=bool(row["from_bot"])) for row in reversed(rows)]


def view_of_message(talk: Talk, message: JSONObject, *, from_bot: bool) -> JSONObject:
    """Return a message as the page shows it."""
    return talks.addressed(talk) | {"id": message["message_id"], "from_bot": from_bot, "message": message}


def as_json(message: Message) -> JSONObject:
    """Return a message as Telegram would write it."""
    fields = {key: value for key, value in message.to_dict().items() if key not in SERVICE_FLAGS}
    if message.reply_to_message is not None:
        fields["reply_to_message"] = as_json(message.reply_to_message)
    return fields


def next_id(talk: Talk) -> int:
    """Return the id of the next message; ids are unique within a bot."""
    return talks.next_number(talk.t, "next_message_id", talk.bot.id)


def _row_body(talk: Talk, message_id: int) -> str | None:
    row = talk.t.row(
        "SELECT body FROM messages WHERE bot_id = ? AND message_id = ? AND person_id = ?",
        talk.bot.id,
        message_id,
        talk.person.id,
    )
    return row["body"] if row else None


def find(talk: Talk, message_id: int) -> JSONObject | None:
    """Return a message of the chat, None where it is gone."""
    body = _row_body(talk, message_id)
    return None if body is None else json.loads(body)


def answered(talk: Talk, message_id: int | None) -> Message | None:
    """Return the message that another one answers, without the one that it answered itself."""
    message = None if message_id is None else find(talk, message_id)
    if message is None:
        return None
    message.pop("reply_to_message", None)
    return Message.de_json(message, None)


def insert(talk: Talk, message: Message, *, from_bot: bool) -> JSONObject:
    """Keep a new message, tell the pages, and return it as JSON."""
    body = as_json(message)
    talk.t.execute(
        "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)",
        talk.bot.id,
        message.message_id,
        talk.person.id,
        from_bot,
        int(talk.t.seconds),
        json.dumps(body, ensure_ascii=False),
    )
    _use_files(talk, message)
    talks.announce(talk, EventKind.MESSAGE, view_of_message(talk, body, from_bot=from_bot), message.message_id)
    if message.message_id % TRIMMED_EVERY == 0:
        _trim(talk)
    return body


def _use_files(talk: Talk, message: Message) -> None:
    held = message.photo[:1] or [message.document or message.video or message.voice]
    for file in held:
        if file is not None:
            talk.t.execute(
                "INSERT OR IGNORE INTO uses SELECT ?, ?, set_id FROM files WHERE file_id = ?",
                talk.bot.id,
                message.message_id,
                file.file_id,
            )


def rewrite(talk: Talk, fields: JSONObject, *, from_bot: bool) -> JSONObject:
    """Keep a message as it is now, tell the pages, and return it as JSON."""
    body = as_json(Message.de_json(fields, None))
    talk.t.execute(
        "UPDATE messages SET body = ? WHERE bot_id = ? AND message_id = ?",
        json.dumps(body, ensure_ascii=False),
        talk.bot.id,
        body["message_id"],
    )
    talks.announce(talk, EventKind.EDITED, view_of_message(talk, body, from_bot=from_bot), body["message_id"])
    return body


def remove(talk: Talk, message_id: int) -> None:
    """Remove a message with its files, and with what live events still say about it."""
    key = (talk.bot.id, message_id)
    sets = [row["set_id"] for row in talk.t.rows("SELECT set_id FROM uses WHERE bot_id = ? AND message_id = ?", *key)]
    talk.t.execute("DELETE FROM messages WHERE bot_id = ? AND message_id = ?", *key)
    talk.t.execute("DELETE FROM uses WHERE bot_id = ? AND message_id = ?", *key)
    events.forget_message(talk.t, bot_id=talk.bot.id, message_id=message_id)
    for set_id in sets:
        _remove_unused(talk.t, set_id)


def _remove_unused(t: Transaction, set_id: str) -> None:
    if t.row("SELECT 1 FROM uses WHERE set_id = ? LIMIT 1", set_id) is None:
        t.unlinked += [row["path"] for row in t.rows("SELECT path FROM files WHERE set_id = ?", set_id)]
        t.execute("DELETE FROM files WHERE set_id = ?", set_id)


def _trim(talk: Talk) -> None:
    old = talk.t.rows(
        "SELECT message_id FROM messages WHERE bot_id = ? AND person_id = ? ORDER BY message_id DESC LIMIT -1 OFFSET ?",
        talk.bot.id,
        talk.person.id,
        talk.limits.messages_per_chat,
    )
    for row in old:
        remove(talk, row["message_id"])
