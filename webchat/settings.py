"""Who is in the messenger, where it keeps its data, and the limits it holds to."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to bots; also the private chat with them, as in Telegram.

    Attributes:
        id: Positive, up to 52 bits, as Telegram's user ids.
        name: What bots and the page show.
        caption: A line under the name, such as "Cán bộ – phường Mỹ Thượng".
        group: The heading in the list of people.
    """

    id: int
    name: str
    caption: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class BotAccount:
    """A bot and the token it proves itself with."""

    id: int
    token: str = field(repr=False)
    username: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A sample position that people can send without a GPS receiver, in degrees WGS 84."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class RateLimits:
    """How many messages a bot may send before it is told to wait (429)."""

    per_chat: int
    overall: int
    window: timedelta = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is kept, for how long, and how failing webhooks are tried again.

    Attributes:
        upload_bytes: The largest file that is taken from people and bots. Bots can fetch 20 MiB at most.
        messages_per_chat: Older messages, and files nobody else refers to, are removed.
        events: How many live events a page that was away can catch up with.
        update_life: Updates nobody fetched are dropped after this.
        query_life: The same for callback queries, which can also not be answered later than this.
        retry_first: Pause before the second retry of a webhook (the first is at once); doubled each time.
        retry_bound: The longest pause between retries.
        retry_after_bound: The longest wait a webhook can ask for with Retry-After.
        webhook_timeout: A webhook that has not answered by then has failed.
        rates: No limits on sending where it is None.
    """

    upload_bytes: int = 20 * MEBIBYTE
    messages_per_chat: int = 2_000
    events: int = 5_000
    update_life: timedelta = timedelta(hours=24)
    query_life: timedelta = timedelta(seconds=150)
    retry_first: timedelta = timedelta(seconds=2)
    retry_bound: timedelta = timedelta(seconds=60)
    retry_after_bound: timedelta = timedelta(hours=1)
    webhook_timeout: timedelta = timedelta(seconds=60)
    rates: RateLimits | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the messenger is told when it starts; `data` is the folder that it alone writes to."""

    data: Path
    bots: Sequence[BotAccount]
    people: Sequence[Person]
    places: Sequence[Place] = ()
    title: str = "Tin nhắn"
    limits: Limits = field(default_factory=Limits)
    _people: Mapping[int, Person] = field(init=False, repr=False, compare=False)
    _bots: Mapping[int, BotAccount] = field(init=False, repr=False, compare=False)
    _tokens: Mapping[str, BotAccount] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse ids and tokens that are given twice, because one would hide the other."""
        for what, values in (
            ("bot id", [bot.id for bot in self.bots]),
            ("bot token", [bot.token for bot in self.bots]),
            ("person id", [person.id for person in self.people]),
        ):
            if len(set(values)) < len(values):
                raise ValueError(f"A {what} is given twice.")
        # Looked up with every request, and benchmarks have thousands of people.
        object.__setattr__(self, "_people", {person.id: person for person in self.people})
        object.__setattr__(self, "_bots", {bot.id: bot for bot in self.bots})
        object.__setattr__(self, "_tokens", {bot.token: bot for bot in self.bots})

    def person(self, person_id: int) -> Person | None:
        """Return the person with this id, if there is one."""
        return self._people.get(person_id)

    def bot(self, bot_id: int) -> BotAccount | None:
        """Return the bot with this id, if there is one."""
        return self._bots.get(bot_id)

    def bot_of_token(self, token: str) -> BotAccount | None:
        """Return the bot that this token belongs to, if there is one."""
        return self._tokens.get(token)


Row = TypeVar("Row", BotAccount, Person, Place)


def read(file: Path, *, data: Path) -> Settings:
    """Return the settings of a JSON file: `{"title", "bots": […], "people": […], "places": […]}`.

    Raises:
        ValueError: If something is missing, unknown or given twice.
    """
    content: Mapping[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return Settings(
        data=data,
        bots=_rows(content, "bots", BotAccount),
        people=_rows(content, "people", Person),
        places=_rows(content, "places", Place),
        title=str(content.get("title", "Tin nhắn")),
    )


def _rows(content: Mapping[str, object], key: str, kind: type[Row]) -> tuple[Row, ...]:
    rows = content.get(key, [])
    try:
        return tuple(kind(**row) for row in rows)  # type: ignore[attr-defined]  # anything else is the TypeError below
    except TypeError as error:
        raise ValueError(f"“{key}” in the settings of the webchat: {error}") from error
