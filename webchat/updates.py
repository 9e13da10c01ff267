"""Updates that wait until their bot has confirmed them."""

import json
import secrets

from telegram import Update

from webchat import talks
from webchat.settings import BotAccount
from webchat.store import Transaction, updates_topic
from webchat.talks import JSONObject, Talk


def open_account(t: Transaction, bot: BotAccount) -> None:
    """Create what is kept of a bot, once; its updates start at some large number, as Telegram's do."""
    t.execute(
        "INSERT OR IGNORE INTO bots (bot_id, next_update_id) VALUES (?, ?)",
        bot.id,
        10**8 + secrets.randbelow(10**8),
    )


def next_id(talk: Talk) -> int:
    """Return the id of the next update."""
    return talks.next_number(talk.t, "next_update_id", talk.bot.id)


def offer(talk: Talk, update: Update, message: JSONObject | None) -> None:
    """Keep an update until the bot has confirmed it, unless the bot does not want its kind."""
    body = update.to_dict()
    kind = next(key for key in body if key != "update_id")
    if not _is_wanted(talk, kind):
        return
    if kind in {"message", "edited_message"}:
        body[kind] = message
    if kind == "callback_query" and message is not None:
        body[kind]["message"] = message
    is_press = kind == "callback_query"
    life = talk.limits.query_life if is_press else talk.limits.update_life
    talk.t.execute(
        "INSERT INTO updates VALUES (?, ?, ?, ?, ?)",
        talk.bot.id,
        update.update_id,
        f"{'user' if is_press else 'chat'} {talk.person.id}",
        json.dumps(body, ensure_ascii=False),
        talk.t.seconds + life.total_seconds(),
    )
    talk.t.topics.add(updates_topic(talk.bot.id))


def _is_wanted(talk: Talk, kind: str) -> bool:
    row = talk.t.row("SELECT allowed_updates FROM bots WHERE bot_id = ?", talk.bot.id)
    allowed = json.loads(row["allowed_updates"] or "[]") if row else []
    return not allowed or kind in allowed
