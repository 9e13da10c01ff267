"""A stage for conversations: people with phones, the real journal, dispatcher and sender, and a messenger that behaves.

citizen = scene.citizen()
await citizen.say("đua xe ở chợ Phú Mỹ, Phú Vang, Huế")
await citizen.press("Gửi")
assert "mã" in citizen.last.text
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import telegram
from aiogram import Bot

from bot import reference
from bot.app import the_dispatcher
from bot.arrivals import arrival_of
from bot.fetching import Fetching
from bot.handling import Handling, Offline
from bot.messenger import Messenger, RefusedError, Upload
from bot.sender import Sender
from domain.access import Role
from domain.reading import plain
from places.boundaries import Boundaries
from storage import people, units
from storage.database import Database
from storage.evidence import EvidenceFiles
from storage.journal import Arrival, Journal
from storage.vault import Vault
from tests.arrived import address_of

TOKEN = "42:TEST-token-of-the-scene"
BOT = "main"
START = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
"""Friday, 21:00 in Viet Nam."""

MY_THUONG = "19930"
HUE = "46"


@dataclass(slots=True)
class Shown:
    """A message as it stands on a phone."""

    message_id: int
    text: str
    buttons: dict[str, str]
    entities: list[dict[str, Any]] = field(default_factory=list)
    photo: bytes | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Person:
    """Somebody with a phone."""

    scene: "Scene"
    id: int
    name: str
    shown: list[Shown] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    has_blocked: bool = False

    @property
    def last(self) -> Shown:
        """The newest message on the phone."""
        return self.shown[-1]

    @property
    def text(self) -> str:
        """Everything on the phone."""
        return "\n".join(one.text for one in self.shown)

    async def say(self, text: str, **fields: Any) -> None:
        """Send words; `fields` go into the message."""
        await self.send(text=text, **fields)

    async def send(self, **fields: Any) -> int:
        """Send a message with these fields of the Bot API; returns its number."""
        number = self.scene.next_message_id()
        if "text" in fields and str(fields["text"]).startswith("/"):
            command = str(fields["text"]).split()[0]
            fields["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        await self.scene.arrive({"message": self._message(number, fields)})
        return number

    async def edit(self, message_id: int, text: str) -> None:
        """Correct a message that was sent."""
        message = self._message(message_id, {"text": text, "edit_date": int(self.scene.now.timestamp())})
        await self.scene.arrive({"edited_message": message})

    async def send_photo(self, **fields: Any) -> int:
        """Send a photo."""
        name = f"photo-{self.scene.next_message_id()}"
        sizes = [telegram.PhotoSize(f"{name}-{side}", f"u{name}-{side}", side, side, side * 9) for side in (90, 800)]
        return await self.send(photo=[size.to_dict() for size in sizes], **fields)

    async def share(self, lat: float, lon: float, **fields: Any) -> int:
        """Share a position."""
        return await self.send(location={"latitude": lat, "longitude": lon, **fields})

    async def press(self, label: str) -> None:
        """Press the newest button whose words contain these, tone marks aside."""
        for shown in reversed(self.shown):
            for text in _typing_buttons(shown.payload):
                if plain(label) in plain(text):
                    await self.say(text)
                    return
            for text, data in shown.buttons.items():
                if plain(label) in plain(text):
                    await self.press_data(data, shown.message_id)
                    return
        raise AssertionError(f"no button {label!r} on the phone of {self.name}:\n{self.describe()}")

    async def press_data(self, data: str, message_id: int = 1) -> None:
        """Press a button with this data, whether or not there is one: clients can."""
        query = {
            "id": str(self.scene.next_update_id()),
            "from": self._user(),
            "chat_instance": "1",
            "data": data,
            "message": self._message(message_id, {"text": "…"}),
        }
        await self.scene.arrive({"callback_query": query})

    def describe(self) -> str:
        """Return what is on the phone, for reading in a failed test."""
        return "\n".join(f"[{one.message_id}] {one.text} {list(one.buttons)}" for one in self.shown)

    def _user(self) -> dict[str, Any]:
        return telegram.User(self.id, self.name, is_bot=False, language_code="vi").to_dict()

    def _message(self, number: int, fields: Mapping[str, Any]) -> dict[str, Any]:
        chat = telegram.Chat(self.id, "private", first_name=self.name).to_dict()
        date = int(self.scene.now.timestamp())
        return {"message_id": number, "date": date, "chat": chat, "from": self._user(), **fields}


class Telephones(Messenger):
    """A messenger that behaves like Telegram, without the wire: it shows on phones what the sender sends."""

    def __init__(self, scene: "Scene") -> None:
        """Take the scene whose people have phones."""
        self.name = BOT
        self.kind = "webchat"
        self.api = ""
        self.scene = scene
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.file = b"no picture"

    async def call(
        self, method: str, payload: Mapping[str, Any], *, upload: Upload | None = None, within: timedelta | None = None
    ) -> Any:
        """Do what Telegram would."""
        del within
        self.calls.append((method, dict(payload)))
        if method == "answerCallbackQuery":
            if "text" in payload:
                self.scene.pressing.toasts.append(payload["text"])
            return True
        if method == "setMyCommands":
            return True
        if method == "getMe":
            return {"username": "nguontin_bot"}
        person = self.scene.people.get(payload["chat_id"])
        if person is None:
            raise RefusedError(400, "Bad Request: chat not found")
        if person.has_blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        match method:
            case "sendMessage" | "sendPhoto" | "sendDocument":
                return self._show(person, payload, upload)
            case "editMessageText":
                return self._edit(person, payload)
            case "deleteMessage":
                person.shown.remove(self._find(person, payload["message_id"], "message to delete not found"))
                return True
            case _:
                raise RefusedError(404, "Not Found")

    async def download(self, file_id: str) -> bytes:
        """Return the same file for every name."""
        del file_id
        return self.file

    def _show(self, person: Person, payload: Mapping[str, Any], upload: Upload | None) -> dict[str, Any]:
        text = payload.get("text", payload.get("caption", ""))
        if len(text.encode("utf-16-le")) // 2 > 4096:
            raise RefusedError(400, "Bad Request: message is too long")
        if not text and upload is None:
            raise RefusedError(400, "Bad Request: message text is empty")
        number = self.scene.next_message_id()
        content = upload.content if upload else None
        person.shown.append(
            Shown(number, text, _buttons(payload), list(payload.get("entities", [])), content, dict(payload))
        )
        return {"message_id": number}

    def _edit(self, person: Person, payload: Mapping[str, Any]) -> dict[str, Any]:
        shown = self._find(person, payload["message_id"], "message to edit not found")
        if (shown.text, shown.buttons) == (payload["text"], _buttons(payload)):
            raise RefusedError(400, "Bad Request: message is not modified: …")
        shown.text, shown.buttons, shown.payload = payload["text"], _buttons(payload), dict(payload)
        shown.entities = list(payload.get("entities", []))
        return {"message_id": shown.message_id}

    def _find(self, person: Person, message_id: int, refusal: str) -> Shown:
        for shown in person.shown:
            if shown.message_id == message_id:
                return shown
        raise RefusedError(400, f"Bad Request: {refusal}")


def _typing_buttons(payload: Mapping[str, Any]) -> list[str]:
    """Return the buttons of a reply keyboard that only type their words."""
    rows = (payload.get("reply_markup") or {}).get("keyboard", [])
    return [one["text"] for row in rows for one in row if "request_location" not in one]


def _buttons(payload: Mapping[str, Any]) -> dict[str, str]:
    rows = (payload.get("reply_markup") or {}).get("inline_keyboard", [])
    for row in rows:
        for one in row:
            if not 1 <= len(one["callback_data"].encode()) <= 64:
                raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    return {one["text"]: one["callback_data"] for row in rows for one in row}


class Scene:
    """The stage."""

    def __init__(self, database: Database, vault: Vault, evidence: Path) -> None:
        """Join the real parts around the telephones."""
        self.database = database
        self.vault = vault
        self.now = START
        self.people: dict[int, Person] = {}
        self.telephones = Telephones(self)
        self.evidence = evidence
        self.boundaries = Boundaries(evidence.parent / "boundaries.db")
        self.files = EvidenceFiles(f"file://{evidence}", vault)
        self._journal = Journal(address_of(database), vault, clock=self.clock)
        bell = asyncio.Event()
        messengers: dict[str, Messenger] = {BOT: self.telephones}
        self.handling = Handling(
            database,
            vault,
            the_dispatcher(),
            {BOT: Bot(TOKEN, session=Offline())},
            clock=self.clock,
            bell=bell,
            outbox_bell=bell,
            context={"console_address": "http://127.0.0.1:8080", "boundaries": self.boundaries, "model": None},
        )
        self.sender = Sender(database, vault, self.files, messengers, clock=self.clock, bell=bell)
        self.fetching = Fetching(database, vault, self.files, messengers, clock=self.clock)
        self._numbers = 1000
        self._updates = 5000
        self.pressing = Person(self, 0, "nobody")

    async def close(self) -> None:
        """Close the way into the journal; the database is its opener's."""
        await self._journal.close()

    def clock(self) -> datetime:
        """Return the scene's time, which only `pass_time` changes."""
        return self.now

    def pass_time(self, **units: float) -> None:
        """Let time go by: `scene.pass_time(minutes=20)`."""
        self.now += timedelta(**units)

    def next_message_id(self) -> int:
        """Return a fresh number of a message."""
        self._numbers += 1
        return self._numbers

    def next_update_id(self) -> int:
        """Return a fresh number of an update."""
        self._updates += 1
        return self._updates

    def citizen(self, name: str = "Người dân") -> Person:
        """Return a new citizen with an empty phone."""
        person = Person(self, 100_000 + len(self.people), name)
        self.people[person.id] = person
        return person

    async def officer(self, name: str, *, unit: str = MY_THUONG, role: Role = Role.OFFICER) -> Person:
        """Return a new member of staff of a unit."""
        person = self.citizen(name)
        async with self.database.begin() as session:
            contact = await people.contact_at(session, self.vault, BOT, person.id, language="vi", now=self.now)
            await people.appoint(session, self.vault, contact.id, role=role, unit_code=unit, name=name, now=self.now)
        return person

    async def journal(self, update: Mapping[str, Any], update_id: int | None = None) -> None:
        """Let an update reach the journal, in the lane of its chat, and wait there."""
        number = update_id if update_id is not None else self.next_update_id()
        await self._journal.keep(BOT, [arrival_of(json.dumps({"update_id": number, **update}).encode())])

    async def journal_raw(self, number: int, body: bytes, *, bot: str = BOT) -> None:
        """Let bytes reach the journal as an update with this number, and of no chat."""
        await self._journal.keep(bot, [Arrival(number, body)])

    async def arrive(self, update: Mapping[str, Any], update_id: int | None = None) -> None:
        """Let an update arrive, be handled, and everything that follows be sent."""
        query = update.get("callback_query")
        if query is not None:
            self.pressing = self.people[query["from"]["id"]]
        await self.journal(update, update_id)
        await self.settle()

    async def settle(self) -> None:
        """Handle what waits, at most four times over, and send what follows."""
        for _ in range(4):
            if not await self.handling.handle_waiting():
                break
        await self.sender.deliver_all()


@asynccontextmanager
async def open_scene(database: Database, vault: Vault, evidence: Path) -> AsyncIterator[Scene]:
    """Set the stage: the province of Huế with its communes, and nobody on it yet."""
    local = [unit for unit in reference.units() if unit.code in {"VN", HUE} or unit.parent_code == HUE]
    async with database.begin() as session:
        await units.load(session, local)
    scene = Scene(database, vault, evidence)
    try:
        yield scene
    finally:
        await scene.close()
