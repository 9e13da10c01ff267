"""The people of a running webchat, through the routes that its page uses; see `webchat/people.py` for these."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, TCPConnector

from simulation.phones import NotTakenError, Phone, shown

STAFF_GROUP = "Công an"
"""The heading under which a webchat lists members of staff."""

_MOST_CONNECTIONS = 100
_CALL_SECONDS = 30.0
_RETRY_SECONDS = 1.0
_SILENCE_SECONDS = 60.0
"""A webchat without news says so every 15 seconds."""

_LONGEST_LINE_BYTES = 2**20
"""A message with its buttons is far shorter."""


class NoMessengerError(Exception):
    """There is no webchat at the address; the message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who there is to play.

    Attributes:
        citizens: Numbers of people.
        officers: Numbers of members of staff.
        captions: What is said of the staff, such as "Cán bộ – phường Mỹ Thượng".
        event: The newest live event; what is heard comes after it.
    """

    citizens: tuple[int, ...]
    officers: tuple[int, ...]
    captions: tuple[str, ...]
    event: int


class PeopleOfWebchat:
    """The messenger as its people use it."""

    def __init__(self, http: ClientSession, address: str, bot: int) -> None:
        """Take the connections, the address, and the number of the bot that is talked to."""
        self._http = http
        self._address = address
        self._bot = bot

    def _chat(self, person: int) -> str:
        return f"{self._address}/people/{person}/bots/{self._bot}"

    async def write(self, person: int, text: str) -> None:
        """Send words."""
        await self._post(f"{self._chat(person)}/text", json={"text": text})

    async def send_photos(self, person: int, pictures: Sequence[bytes], caption: str) -> None:
        """Send a photo, or an album of several."""
        form = FormData({"as": "photo"} | ({"caption": caption} if caption else {}))
        for number, content in enumerate(pictures):
            form.add_field("file", content, filename=f"{number}.jpg", content_type="image/jpeg")
        await self._post(f"{self._chat(person)}/files", data=form)

    async def send_point(self, person: int, lat: float, lon: float) -> None:
        """Send a position, in degrees."""
        await self._post(f"{self._chat(person)}/location", json={"lat": lat, "lon": lon, "accuracy_m": 20})

    async def press(self, person: int, message_id: int, data: str) -> None:
        """Press a button."""
        await self._post(f"{self._chat(person)}/messages/{message_id}/press", json={"data": data})

    async def _post(self, address: str, **body: Any) -> None:  # noqa: ANN401 - handed on to aiohttp
        try:
            async with self._http.post(address, **body) as answer:
                status = answer.status
        except (ClientError, TimeoutError, OSError) as error:
            raise NotTakenError(f"not taken: {type(error).__name__}") from None
        if status >= 300:  # noqa: PLR2004 - HTTP's words for success are below
            raise NotTakenError(f"not taken: HTTP {status}")

    async def listen(self, phones: Mapping[int, Phone], *, after: int) -> None:
        """Let the phones hear what the bot sends, until cancelled; a broken connection is opened again."""
        while True:
            try:
                async for kind, number, body in self._events(after):
                    if kind == "reset":
                        after = await self._read_again(phones)
                        break
                    after = number
                    _tell(phones, kind, json.loads(body))
            except (ClientError, TimeoutError, OSError):
                await asyncio.sleep(_RETRY_SECONDS)

    async def _events(self, after: int) -> AsyncIterator[tuple[str, int, bytes]]:
        """Give live events as they come: kind, number, and the body as JSON."""
        address, params = f"{self._address}/people/events", {"after": str(after)}
        timeout = ClientTimeout(total=None, sock_read=_SILENCE_SECONDS)
        async with self._http.get(address, params=params, timeout=timeout, read_bufsize=_LONGEST_LINE_BYTES) as stream:
            kind, number = "", after
            async for line in stream.content:
                name, _, value = line.strip().partition(b": ")
                match name:
                    case b"id":
                        number = int(value)
                    case b"event":
                        kind = value.decode()
                    case b"data":
                        yield kind, number, value

    async def _read_again(self, phones: Mapping[int, Phone]) -> int:
        """Read what the phones show where too much was missed; returns the event to go on after."""
        event = int((await _people(self._http, self._address))["event"])
        for person, phone in phones.items():
            async with self._http.get(self._chat(person)) as answer:
                listed = (await answer.json())["messages"]
            for one in listed:
                if one["from_bot"]:
                    phone.hear(shown(one["message"]))
        return event


def _tell(phones: Mapping[int, Phone], kind: str, body: Mapping[str, Any]) -> None:
    """Let the phone of whom an event is about hear of it."""
    phone = phones.get(int(body["person"]))
    if phone is None:
        return
    match kind:
        case "message" | "edited" if body["from_bot"]:
            phone.hear(shown(body["message"]))
        case "deleted":
            phone.lose(int(body["id"]))


async def _people(http: ClientSession, address: str) -> dict[str, Any]:
    async with http.get(f"{address}/people") as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def cast_of(http: ClientSession, address: str) -> tuple[int, Cast]:
    """Return the first bot of a webchat, and the people there are. Raises NoMessengerError."""
    try:
        found = await _people(http, address)
        bots, people = found["bots"], found["people"]
        bot = int(bots[0]["id"])
    except (ClientError, TimeoutError, OSError, ValueError, LookupError, TypeError):
        raise NoMessengerError(f"there is no webchat with a bot at {address}") from None
    staff = [one for one in people if one["group"] == STAFF_GROUP]
    cast = Cast(
        citizens=tuple(int(one["id"]) for one in people if one["group"] != STAFF_GROUP),
        officers=tuple(int(one["id"]) for one in staff),
        captions=tuple(str(one["caption"]) for one in staff),
        event=int(found["event"]),
    )
    return bot, cast


def connections() -> ClientSession:
    """Return a pool of connections for the people of a webchat."""
    return ClientSession(connector=TCPConnector(limit=_MOST_CONNECTIONS), timeout=ClientTimeout(total=_CALL_SECONDS))
