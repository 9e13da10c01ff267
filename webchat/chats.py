"""What people and bots do in their private chats.

Each function does one thing to one chat inside one transaction: it changes what is kept, tells the pages,
and offers the bot an update. The dictionaries that leave here are Telegram's own JSON objects.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from telegram import (
    CallbackQuery,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardRemove,
    Update,
)

from webchat import errors, messages, talks, updates
from webchat.errors import RejectedError, bad_request, forbidden, too_long
from webchat.events import EventKind
from webchat.files import Kind
from webchat.markup import ReplyMarkup
from webchat.messages import Content
from webchat.settings import BotAccount
from webchat.store import Transaction
from webchat.talks import JSONObject, Talk
from webchat.text import Text

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
DELETABLE_SECONDS = 48 * 3600
"""Telegram lets bots delete messages of private chats for 48 hours."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a bot's message is sent.

    Attributes:
        reply_to: The message that is answered.
        reply_is_needed: Whether it is an error if that message is gone.
        is_protected: Whether people should not pass it on.
    """

    markup: ReplyMarkup | None = None
    reply_to: int | None = None
    reply_is_needed: bool = True
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class ChatState:
    """What is kept of a chat beside its messages; `keyboard` is a reply keyboard or a force reply."""

    is_started: bool
    is_blocked: bool
    read_up_to: int
    keyboard: JSONObject | None


def state(talk: Talk) -> ChatState:
    """Return the state of the chat."""
    row = talk.t.row("SELECT * FROM chats WHERE bot_id = ? AND person_id = ?", talk.bot.id, talk.person.id)
    if row is None:
        return ChatState(is_started=False, is_blocked=False, read_up_to=0, keyboard=None)
    return ChatState(
        is_started=True,
        is_blocked=bool(row["blocked"]),
        read_up_to=row["read_up_to"],
        keyboard=json.loads(row["keyboard"]) if row["keyboard"] else None,
    )


def view_of_chat(talk: Talk) -> JSONObject:
    """Return the chat as the page shows it in the list."""
    chat = state(talk)
    unread = talk.t.row(
        "SELECT count(*) AS number FROM messages"
        " WHERE bot_id = ? AND person_id = ? AND from_bot = 1 AND message_id > ?",
        talk.bot.id,
        talk.person.id,
        chat.read_up_to,
    )
    return talks.addressed(talk) | {
        "started": chat.is_started,
        "blocked": chat.is_blocked,
        "read_up_to": chat.read_up_to,
        "unread": unread["number"] if unread else 0,
        "keyboard": chat.keyboard,
    }


def bot_sends(talk: Talk, content: Content, options: Options) -> JSONObject:
    """Put a bot's message into the chat.

    Raises:
        RefusedError: If the person never started the bot, has blocked it, or the message that should
            be answered is gone.
    """
    _refuse_unreachable(state(talk))
    answered = messages.answered(talk, options.reply_to)
    if options.reply_to is not None and answered is None and options.reply_is_needed:
        raise bad_request(errors.REPLY_NOT_FOUND)
    inline = options.markup if isinstance(options.markup, InlineKeyboardMarkup) else None
    message = Message(
        message_id=messages.next_id(talk),
        date=talks.whole_second(talk),
        chat=talks.as_chat(talk.person),
        from_user=talks.as_bot_user(talk.bot),
        reply_to_message=answered,
        reply_markup=inline if inline and inline.inline_keyboard else None,
        has_protected_content=options.is_protected or None,
        **content,
    )
    body = messages.insert(talk, message, from_bot=True)
    if options.markup is not None and inline is None:
        _set_keyboard(talk, options.markup, message.message_id)
    _announce_chat(talk)
    return body


def _refuse_unreachable(chat: ChatState) -> None:
    if not chat.is_started:
        raise forbidden(errors.NEVER_STARTED)
    if chat.is_blocked:
        raise forbidden(errors.BLOCKED)


def person_sends(talk: Talk, content: Content, *, reply_to: int | None = None) -> JSONObject:
    """Put a person's message into the chat and offer it to the bot; the first one starts the bot.

    Raises:
        RejectedError: If the person has blocked the bot.
    """
    chat = state(talk)
    _refuse_blocked(chat)
    talk.t.execute("INSERT OR IGNORE INTO chats (bot_id, person_id) VALUES (?, ?)", talk.bot.id, talk.person.id)
    message = Message(
        message_id=messages.next_id(talk),
        date=talks.whole_second(talk),
        chat=talks.as_chat(talk.person),
        from_user=talks.as_user(talk.person),
        reply_to_message=messages.answered(talk, reply_to),
        **content,
    )
    body = messages.insert(talk, message, from_bot=False)
    if chat.keyboard and (chat.keyboard.get("one_time_keyboard") or chat.keyboard.get("force_reply")):
        _keep_keyboard(talk, None)
    talk.t.execute(
        "UPDATE chats SET read_up_to = ? WHERE bot_id = ? AND person_id = ?",
        message.message_id,
        talk.bot.id,
        talk.person.id,
    )
    _announce_chat(talk)
    updates.offer(talk, Update(updates.next_id(talk), message=message), body)
    return body


def _refuse_blocked(chat: ChatState) -> None:
    if chat.is_blocked:
        raise RejectedError(HTTPStatus.CONFLICT, "Bạn đang chặn cuộc trò chuyện này. Hãy bỏ chặn để gửi tin nhắn.")


def bot_edits(talk: Talk, message_id: int, change: Mapping[str, object]) -> JSONObject:
    """Change fields of a bot's message (None removes one) and return the message.

    Raises:
        RefusedError: If the message is gone, is not the bot's, or would stay the same.
    """
    before = messages.find(talk, message_id)
    if before is None:
        raise bad_request(errors.EDIT_NOT_FOUND)
    if before["from"]["id"] != talk.bot.id:
        raise bad_request(errors.EDIT_REFUSED)
    _refuse_other_content(before, change)
    after = {key: value for key, value in {**before, **change}.items() if value is not None}
    if after == before:
        raise bad_request(errors.NOT_MODIFIED)
    if change.keys() != {"reply_markup"}:
        after["edit_date"] = int(talk.t.seconds)
    return messages.rewrite(talk, after, from_bot=True)


def _refuse_other_content(message: JSONObject, change: Mapping[str, object]) -> None:
    if "text" in change and "text" not in message:
        raise bad_request(errors.NO_TEXT)
    if "caption" in change and not any(kind in message for kind in Kind):
        raise bad_request(errors.NO_CAPTION)


def person_edits(talk: Talk, message_id: int, text: Text) -> JSONObject:
    """Change the text, or the caption, of a person's own message and tell the bot.

    Raises:
        RejectedError: If the message is gone, is not theirs, or holds neither text nor file.
    """
    _refuse_blocked(state(talk))
    before = _own_message(talk, message_id)
    is_media = any(kind in before for kind in Kind)
    _refuse_edit(before, text, is_media=is_media)
    content, entities = ("caption", "caption_entities") if is_media else ("text", "entities")
    change = {
        content: text.content or None,
        entities: [entity.to_dict() for entity in text.entities] or None,
        "edit_date": int(talk.t.seconds),
    }
    after = {key: value for key, value in (before | change).items() if value is not None}
    body = messages.rewrite(talk, after, from_bot=False)
    message = Message.de_json(body, None)
    updates.offer(talk, Update(updates.next_id(talk), edited_message=message), body)
    return body


def _refuse_edit(message: JSONObject, text: Text, *, is_media: bool) -> None:
    if not is_media and "text" not in message:
        raise RejectedError(HTTPStatus.CONFLICT, "Tin nhắn này không sửa được.")
    if not is_media and not text.content:
        raise RejectedError(HTTPStatus.BAD_REQUEST, "Tin nhắn đang trống.")
    longest = LONGEST_CAPTION if is_media else LONGEST_TEXT
    if len(text) > longest:
        raise too_long(longest)


def bot_deletes(talk: Talk, message_id: int) -> None:
    """Remove a message, the bot's or the person's.

    Raises:
        RefusedError: If it is gone already or older than 48 hours.
    """
    message = messages.find(talk, message_id)
    if message is None:
        raise bad_request(errors.DELETE_NOT_FOUND)
    if message["date"] < talk.t.seconds - DELETABLE_SECONDS:
        raise bad_request(errors.DELETE_REFUSED)
    _delete(talk, message_id)


def person_deletes(talk: Talk, message_id: int) -> None:
    """Remove a person's own message; as with Telegram, the bot is not told.

    Raises:
        RejectedError: If the message is gone or is not theirs.
    """
    _own_message(talk, message_id)
    _delete(talk, message_id)


def press(talk: Talk, message_id: int, data: str) -> str:
    """Press a button under a message and return the id of the callback query.

    Raises:
        RejectedError: If the message has no such button now.
    """
    message = messages.find(talk, message_id)
    if message is None or data not in _button_data(message):
        raise RejectedError(HTTPStatus.CONFLICT, "Nút này không còn nữa.")
    _refuse_blocked(state(talk))
    query_id = str(secrets.randbelow(9 * 10**17) + 10**17)
    expires_at = talk.t.seconds + talk.limits.query_life.total_seconds()
    talk.t.execute("DELETE FROM queries WHERE expires_at <= ?", talk.t.seconds)
    talk.t.execute(
        "INSERT INTO queries (query_id, bot_id, person_id, expires_at) VALUES (?, ?, ?, ?)",
        query_id,
        talk.bot.id,
        talk.person.id,
        expires_at,
    )
    query = CallbackQuery(
        query_id,
        talks.as_user(talk.person),
        chat_instance=str(talk.bot.id ^ talk.person.id),
        message=Message.de_json(message, None),
        data=data,
    )
    updates.offer(talk, Update(updates.next_id(talk), callback_query=query), message)
    return query_id


def _button_data(message: JSONObject) -> set[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def person_of_query(t: Transaction, bot: BotAccount, query_id: str) -> int:
    """Return who pressed the button.

    Raises:
        RefusedError: If the query is unknown, another bot's, or too old.
    """
    row = t.row(
        "SELECT person_id FROM queries WHERE query_id = ? AND bot_id = ? AND expires_at > ?",
        query_id,
        bot.id,
        t.seconds,
    )
    if row is None:
        raise bad_request(errors.STALE_QUERY)
    return int(row["person_id"])


def answer(talk: Talk, query_id: str, *, text: str, as_alert: bool) -> None:
    """Show the answer to a press; what comes after the first answer is not shown again."""
    first = talk.t.execute("UPDATE queries SET answered = 1 WHERE query_id = ? AND answered = 0", query_id)
    if first:
        body = talks.addressed(talk) | {"query_id": query_id, "text": text, "alert": as_alert}
        talks.announce(talk, EventKind.ANSWER, body)


def act(talk: Talk, action: str) -> None:
    """Show that the bot is busy with something, such as typing."""
    _refuse_unreachable(state(talk))
    talks.announce(talk, EventKind.ACTION, talks.addressed(talk) | {"action": action})


def block(talk: Talk) -> None:
    """Keep the bot from writing, and tell it; nothing happens if it is blocked already."""
    chat = state(talk)
    if not chat.is_blocked:
        _set_blocked(talk, blocked=True)


def unblock(talk: Talk) -> None:
    """Let the bot write again, and tell it."""
    if state(talk).is_blocked:
        _set_blocked(talk, blocked=False)


def _set_blocked(talk: Talk, *, blocked: bool) -> None:
    talk.t.execute(
        "INSERT INTO chats (bot_id, person_id, blocked) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET blocked = excluded.blocked",
        talk.bot.id,
        talk.person.id,
        blocked,
    )
    _announce_chat(talk)
    member = ChatMemberMember(talks.as_bot_user(talk.bot))
    banned = ChatMemberBanned(talks.as_bot_user(talk.bot), until_date=datetime.fromtimestamp(0, UTC))
    change = ChatMemberUpdated(
        talks.as_chat(talk.person),
        talks.as_user(talk.person),
        talks.whole_second(talk),
        old_chat_member=member if blocked else banned,
        new_chat_member=banned if blocked else member,
    )
    updates.offer(talk, Update(updates.next_id(talk), my_chat_member=change), None)


def mark_read(talk: Talk, message_id: int) -> None:
    """Note that the person has seen everything up to a message."""
    changed = talk.t.execute(
        "UPDATE chats SET read_up_to = new.id"
        " FROM (SELECT min(?, next_message_id - 1) AS id FROM bots WHERE bot_id = ?) AS new"
        " WHERE bot_id = ? AND person_id = ? AND read_up_to < new.id",
        message_id,
        talk.bot.id,
        talk.bot.id,
        talk.person.id,
    )
    if changed:
        _announce_chat(talk)


def _own_message(talk: Talk, message_id: int) -> JSONObject:
    message = messages.find(talk, message_id)
    if message is None or message["from"]["id"] != talk.person.id:
        raise RejectedError(HTTPStatus.NOT_FOUND, "Không tìm thấy tin nhắn này của bạn.")
    return message


def _delete(talk: Talk, message_id: int) -> None:
    messages.remove(talk, message_id)
    talks.announce(talk, EventKind.DELETED, talks.addressed(talk) | {"id": message_id})
    _announce_chat(talk)


def _set_keyboard(talk: Talk, markup: ReplyMarkup, message_id: int) -> None:
    if isinstance(markup, ReplyKeyboardRemove):
        _keep_keyboard(talk, None)
    else:
        _keep_keyboard(talk, markup.to_dict() | {"message_id": message_id})


def _keep_keyboard(talk: Talk, keyboard: JSONObject | None) -> None:
    talk.t.execute(
        "UPDATE chats SET keyboard = ? WHERE bot_id = ? AND person_id = ?",
        None if keyboard is None else json.dumps(keyboard, ensure_ascii=False),
        talk.bot.id,
        talk.person.id,
    )


def _announce_chat(talk: Talk) -> None:
    talks.announce(talk, EventKind.CHAT, view_of_chat(talk))
