"""A private chat within one transaction, and the two who take part in it, as Telegram describes them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Chat, User

from webchat import events
from webchat.events import EventKind
from webchat.settings import BotAccount, Limits, Person
from webchat.store import Transaction

JSONObject = dict[str, Any]
"""An object of the Bot API; python-telegram-bot types them so."""


@dataclass(frozen=True, slots=True)
class Talk:
    """The private chat of a person and a bot, within one transaction."""

    t: Transaction
    bot: BotAccount
    person: Person
    limits: Limits


def as_user(person: Person) -> User:
    """Return a person as bots see them."""
    return User(person.id, person.name, is_bot=False, language_code="vi")


def as_bot_user(bot: BotAccount) -> User:
    """Return a bot as it sees itself in messages."""
    return User(bot.id, bot.name, is_bot=True, username=bot.username)


def as_chat(person: Person) -> Chat:
    """Return the private chat with a person; its id is the person's."""
    return Chat(person.id, Chat.PRIVATE, first_name=person.name)


def addressed(talk: Talk) -> JSONObject:
    """Return how a body for the page says which chat it is about."""
    return {"bot": talk.bot.id, "person": talk.person.id}


def whole_second(talk: Talk) -> datetime:
    """Return the moment of the transaction as messages have it, in whole seconds."""
    return talk.t.now.replace(microsecond=0)


def next_number(t: Transaction, counter: str, bot_id: int) -> int:
    """Return the next number of one of a bot's counters, which are columns of its row."""
    row = t.row(
        f"UPDATE bots SET {counter} = {counter} + 1 WHERE bot_id = ? RETURNING {counter} - 1 AS id",  # noqa: S608  # ours
        bot_id,
    )
    if row is None:
        raise LookupError(bot_id)
    return int(row["id"])


def announce(talk: Talk, kind: EventKind, body: JSONObject, message_id: int | None = None) -> None:
    """Tell the pages what has happened in the chat."""
    events.announce(talk.t, kind, body, message_id=message_id, kept=talk.limits.events)
