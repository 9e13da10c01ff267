"""The settings that taking updates needs, read without pydantic, which alone would take half the time to start in.

`bot/settings.py` says what is right, and what is wrong with what is not. Here only plain, right settings are read, and
a test holds both together; for anything else there is None, and the other module is asked.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PREFIX = "NGUONTIN_"
ENV_FILE = Path(".env")
TELEGRAM = "https://api.telegram.org"

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
_DATABASE = re.compile(r"(sqlite|postgresql)(?:\+(?:aiosqlite|psycopg))?(://[^\s?#]+(?:\?[^\s#]*)?)")
_NO_FILE = re.compile(r":///?(?::memory:)?(?:\?.*)?")
_TOKEN = re.compile(r"[0-9]+:.{10,}")
_NAME = re.compile(r"[a-z0-9_-]{1,64}")
_ADDRESS = re.compile(r"https?://\S+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LISTEN = re.compile(r"([^\s:]+|\[[0-9a-f:]+\]):([0-9]{1,4}|[1-5][0-9]{4})")
_LEVELS = frozenset({"debug", "info", "warning", "error"})
_WAYS = frozenset({"polling", "webhook"})

_LINE = re.compile(r"""\s*(?:export\s+)?([A-Za-z_]\w*)=(?:'([^'\\]*)'|"([^"\\$]*)"|([^'"\\$#\s]*))\s*""", re.ASCII)
"""A line of `.env` that every reader understands in the same way."""


@dataclass(frozen=True, slots=True)
class IntakeBot:
    """One messenger: a token and a Bot API address."""

    token: str = field(repr=False)
    name: str = "main"
    api: str = TELEGRAM
    kind: str = "telegram"


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """What `bot.settings.Settings` has under the same names."""

    bots: tuple[IntakeBot, ...]
    database_url: str = "sqlite+aiosqlite:///var/nguontin.db"
    intake: str = "polling"
    webhook_url: str | None = None
    webhook_secret: str | None = field(default=None, repr=False)
    listen: str = "127.0.0.1:8080"
    observe: str | None = None
    backups: Path | None = None
    keys: Path = Path("var/keys.json")
    log: str = "info"


class _NotPlainError(Exception):
    """A setting is wrong, or needs a closer look than is taken here."""


def read_intake_settings() -> IntakeSettings | None:
    """Return the settings that intake needs, or None where `bot.settings` has to be asked."""
    try:
        return _read(_given(os.environ))
    except (_NotPlainError, OSError, ValueError):
        return None


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the values that are set, by their names in small letters; the environment goes before `.env`."""
    given = _of_file(ENV_FILE.read_text(encoding="utf-8")) if ENV_FILE.exists() else {}
    for name, value in environment.items():
        if name.upper().startswith(PREFIX):
            if name != name.upper():
                raise _NotPlainError
            given[name] = value
    return {name.removeprefix(PREFIX).lower(): value for name, value in given.items() if value}


def _of_file(text: str) -> dict[str, str]:
    found = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise _NotPlainError
        name = match[1]
        if name.upper().startswith(PREFIX):
            if name != name.upper():
                raise _NotPlainError
            found[name] = match[2] or match[3] or match[4] or ""
    return {name: value for name, value in found.items() if value}


def _read(given: Mapping[str, str]) -> IntakeSettings:
    plain: dict[str, Any] = {name: given[name] for name in ("webhook_url", "webhook_secret") if name in given}
    if "database_url" in given:
        plain["database_url"] = _database(given["database_url"])
    if "intake" in given:
        plain["intake"] = _one_of(_WAYS, given["intake"])
    if "log" in given:
        plain["log"] = _one_of(_LEVELS, given["log"])
    plain |= {name: _matching(_LISTEN, given[name]) for name in ("listen", "observe") if name in given}
    plain |= {name: Path(given[name]) for name in ("keys", "backups") if name in given}
    settings = IntakeSettings(bots=_bots(given), **plain)
    if "webhook_secret" in given:
        _matching(_SECRET, given["webhook_secret"])
    if settings.intake == "webhook":
        _matching(_ADDRESS, settings.webhook_url or "")
        _matching(_SECRET, settings.webhook_secret or "")
    return settings


def _bots(given: Mapping[str, str]) -> tuple[IntakeBot, ...]:
    if "telegram_api" in given:
        _matching(_ADDRESS, given["telegram_api"])
    if "telegram_token" in given:
        _matching(_TOKEN, given["telegram_token"])
    listed = json.loads(given["bots"]) if "bots" in given else []
    if not isinstance(listed, list):
        raise _NotPlainError
    bots = tuple(_bot(one) for one in listed)
    if not bots and "telegram_token" in given:
        api = given.get("telegram_api", TELEGRAM)
        bots = (_bot({"token": given["telegram_token"], "api": api}),)
    if not bots or len({bot.name for bot in bots}) != len(bots):
        raise _NotPlainError
    return bots


def _bot(given: object) -> IntakeBot:
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise _NotPlainError
    if "token" not in given or not given.keys() <= {"name", "token", "api", "kind"}:
        raise _NotPlainError
    bot = IntakeBot(**given)
    _matching(_NAME, bot.name)
    _matching(_TOKEN, bot.token)
    _one_of(frozenset({"telegram", "webchat"}), bot.kind)
    return IntakeBot(bot.token, bot.name, _matching(_ADDRESS, bot.api).rstrip("/"), bot.kind)


def _database(value: str) -> str:
    match = _DATABASE.fullmatch(value)
    if match is None or (match[1] == "sqlite" and (_NO_FILE.fullmatch(match[2]) or match[2][3] != "/")):
        raise _NotPlainError
    return _DRIVERS[match[1]] + match[2]


def host_and_port(address: str) -> tuple[str, int]:
    """Return the two halves of an address such as 127.0.0.1:8080."""
    host, _, port = address.rpartition(":")
    return host, int(port)


def _matching(form: re.Pattern[str], value: str) -> str:
    if form.fullmatch(value) is None:
        raise _NotPlainError
    return value


def _one_of(known: frozenset[str], value: str) -> str:
    if value not in known:
        raise _NotPlainError
    return value
