"""A messenger of its own, for a bot that has no webchat: the Bot API on loopback, as thin and fast as can be.

It checks nothing but the token, forgets what was delivered, and never refuses a bot's call: what a real messenger
refuses is webchat's business. Updates wait until they are confirmed, by the offset of the next request.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from secrets import token_urlsafe
from time import time
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from simulation.phones import NotTakenError, Phone, shown
from simulation.pictures import HEIGHT, WIDTH

BOT_ID = 7_000_002
FIRST_PERSON = 3_000_000
"""Numbers of people begin here: citizens first, then officers."""

MOST_WAITING = 10_000
"""Updates that the bot has not fetched yet; what comes on top is not taken."""

MOST_FILES = 10_000
"""Pictures that can be fetched, the newest."""

_MOST_UPDATES = 100


class OwnMessenger:
    """The messenger: what bots call, and what people do."""

    def __init__(self, token: str = "") -> None:
        """Begin without people; without a token there is a fresh one."""
        self.token = token or f"{BOT_ID}:{token_urlsafe(24)}"
        self.phones: Mapping[int, Phone] = {}
        self.calls = 0
        self._updates: deque[tuple[int, bytes]] = deque()
        self._bell = asyncio.Event()
        self._polled = asyncio.Event()
        # Above those of earlier runs: a bot knows an update by its number, and would take no second one.
        self._number = int(time() * 1000)
        self._message_id = 0
        self._files: dict[str, bytes] = {}

    # What bots call.

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """Answer /bot…/method and /file/bot…/path."""
        match request.path.split("/")[1:]:
            case [bot, method] if bot == f"bot{self.token}":
                body = await self._call(method.lower(), await _payload(request))
                return web.Response(body=body, content_type="application/json")
            case ["file", bot, name] if bot == f"bot{self.token}" and name in self._files:
                return web.Response(body=self._files[name])
            case _:
                return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)

    async def _call(self, method: str, payload: Mapping[str, Any]) -> bytes:
        result: object = True
        match method:
            case "getupdates":
                return await self._give_updates(payload)
            case "getme":
                result = {"id": BOT_ID, "is_bot": True, "first_name": "Nguồn Tin", "username": "nguon_tin_bot"}
            case "getwebhookinfo":
                result = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self._updates)}
            case "getfile":
                result = {"file_id": payload["file_id"], "file_unique_id": "f", "file_path": payload["file_id"]}
            case "sendmessage" | "editmessagetext" | "sendphoto":
                result = self._show(payload)
            case "deletemessage":
                if phone := self.phones.get(int(payload["chat_id"])):
                    phone.lose(int(payload["message_id"]))
        self.calls += 1
        return json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()

    def _show(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Show a message on a phone; returns it as the bot gets it back."""
        person = int(payload["chat_id"])
        markup = payload.get("reply_markup")
        message = {
            "message_id": int(payload.get("message_id") or self._next_message_id()),
            "date": int(time()),
            "chat": {"id": person, "type": "private", "first_name": "Bạn"},
            "text": str(payload.get("text") or payload.get("caption") or ""),
        }
        if phone := self.phones.get(person):
            buttons = {"reply_markup": json.loads(markup) if isinstance(markup, str) else markup}
            phone.hear(shown(message | buttons))
        return message

    async def _give_updates(self, payload: Mapping[str, Any]) -> bytes:
        self._polled.set()
        offset = int(payload.get("offset") or 0)
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        if not self._updates:
            self._bell.clear()
            try:
                async with asyncio.timeout(float(payload.get("timeout") or 0)):
                    await self._bell.wait()
            except TimeoutError:
                return b'{"ok":true,"result":[]}'
        bodies = [body for _, body in list(self._updates)[:_MOST_UPDATES]]
        return b'{"ok":true,"result":[%s]}' % b",".join(bodies)

    async def wait_for_bot(self) -> None:
        """Return once a bot asks for updates."""
        await self._polled.wait()

    # What people do.

    async def write(self, person: int, text: str) -> None:
        """Send words."""
        content: dict[str, object] = {"text": text}
        if text.startswith("/"):
            length = len(text.split(" ", 1)[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._offer(message=self._message(person, **content))

    async def send_photos(self, person: int, pictures: Sequence[bytes], caption: str) -> None:
        """Send a photo, or an album of several."""
        album = {"media_group_id": str(self._next_message_id())} if len(pictures) > 1 else {}
        for number, content in enumerate(pictures):
            message = self._message(person, **album)
            name = f"{person}-{message['message_id']}"
            self._keep(name, content)
            size = {"width": WIDTH, "height": HEIGHT, "file_size": len(content)}
            message["photo"] = [{"file_id": name, "file_unique_id": name, **size}]
            if caption and not number:
                message["caption"] = caption
            self._offer(message=message)

    async def send_point(self, person: int, lat: float, lon: float) -> None:
        """Send a position, in degrees."""
        self._offer(message=self._message(person, location={"latitude": lat, "longitude": lon}))

    async def press(self, person: int, message_id: int, data: str) -> None:
        """Press a button."""
        message = {
            "message_id": message_id,
            "date": int(time()),
            "chat": {"id": person, "type": "private", "first_name": "Bạn"},
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "Nguồn Tin"},
            "text": "…",
        }
        query = {"id": str(self._number), "from": _user(person), "chat_instance": "1", "message": message, "data": data}
        self._offer(callback_query=query)

    def _message(self, person: int, **content: object) -> dict[str, Any]:
        chat = {"id": person, "type": "private", "first_name": "Bạn"}
        number = self._next_message_id()
        return {"message_id": number, "from": _user(person), "chat": chat, "date": int(time()), **content}

    def _offer(self, **content: object) -> None:
        """Let an update wait for the bot."""
        if len(self._updates) >= MOST_WAITING:
            raise NotTakenError("not taken: the bot leaves too many updates waiting")
        self._number += 1
        body = json.dumps({"update_id": self._number, **content}, ensure_ascii=False).encode()
        self._updates.append((self._number, body))
        self._bell.set()

    def _keep(self, name: str, content: bytes) -> None:
        self._files[name] = content
        while len(self._files) > MOST_FILES:
            self._files.pop(next(iter(self._files)))

    def _next_message_id(self) -> int:
        self._message_id += 1
        return self._message_id


def _user(person: int) -> dict[str, object]:
    return {"id": person, "is_bot": False, "first_name": "Bạn", "language_code": "vi"}


async def _payload(request: web.BaseRequest) -> dict[str, Any]:
    """Return the parameters of a call, however they were sent; uploaded files are left out."""
    match request.content_type:
        case "application/json":
            body = await request.read()
            return dict(json.loads(body)) if body else {}
        case "multipart/form-data":
            form = await request.post()
            return {name: value for name, value in form.items() if isinstance(value, str)}
        case _:
            return dict(parse_qsl((await request.read()).decode()))


@asynccontextmanager
async def serving(messenger: OwnMessenger, *, port: int) -> AsyncIterator[str]:
    """Serve the messenger within the block, on this port of loopback or on a free one for 0; gives its address.

    Raises:
        OSError: If the port is taken.
    """
    server = web.Server(messenger.answer, access_log=None)
    runner = web.ServerRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
