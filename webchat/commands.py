"""The commands that bots offer, by scope and language."""

import json
import re
from collections.abc import Sequence

from telegram import BotCommand

from webchat import events
from webchat.errors import bad_request
from webchat.events import EventKind
from webchat.params import Params
from webchat.store import Transaction
from webchat.talks import JSONObject

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LONGEST_DESCRIPTION = 256
MOST_COMMANDS = 100
LANGUAGE = "vi"
"""The language of the people here."""


def key(params: Params) -> str:
    """Return what tells apart the lists of commands: the scope, its chat, and the language."""
    scope = params.structure("scope")
    fields = scope if isinstance(scope, dict) else {"type": "default"}
    return _key(str(fields.get("type")), fields.get("chat_id"), params.text("language_code"))


def _key(scope: str, chat_id: object, language: str) -> str:
    return f"{scope} {'' if chat_id is None else chat_id} {language}"


def read(params: Params) -> Sequence[JSONObject]:
    """Return the commands of a call.

    Raises:
        RefusedError: If one of them is not as Telegram wants them.
    """
    listed = params.structure("commands")
    if not isinstance(listed, list) or len(listed) > MOST_COMMANDS:
        raise bad_request("can't parse commands: Array of BotCommand expected")
    return [_read_one(command) for command in listed]


def _read_one(value: object) -> JSONObject:
    fields = value if isinstance(value, dict) else {}
    command, description = str(fields.get("command")), str(fields.get("description", ""))
    if not COMMAND.fullmatch(command.removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return BotCommand(command.removeprefix("/"), description).to_dict()


def kept(t: Transaction, bot_id: int) -> dict[str, list[JSONObject]]:
    """Return a bot's lists of commands by their keys."""
    row = t.row("SELECT commands FROM bots WHERE bot_id = ?", bot_id)
    lists: dict[str, list[JSONObject]] = json.loads(row["commands"]) if row else {}
    return lists


def keep(t: Transaction, bot_id: int, at: str, commands: Sequence[JSONObject], *, events_kept: int) -> None:
    """Set one list, or remove it where it is empty, and tell the pages."""
    lists = kept(t, bot_id) | {at: list(commands)}
    t.execute(
        "UPDATE bots SET commands = ? WHERE bot_id = ?",
        json.dumps({at: listed for at, listed in lists.items() if listed}, ensure_ascii=False),
        bot_id,
    )
    events.announce(t, EventKind.COMMANDS, {"bot": bot_id, "person": 0}, kept=events_kept)


def shown_to(t: Transaction, bot_id: int, person_id: int) -> list[JSONObject]:
    """Return the commands for a person: the narrowest scope wins, then the language, as in Telegram."""
    lists = kept(t, bot_id)
    scopes = (("chat", person_id), ("all_private_chats", None), ("default", None))
    keys = [_key(scope, chat_id, language) for scope, chat_id in scopes for language in (LANGUAGE, "")]
    return next((lists[key] for key in keys if key in lists), [])
