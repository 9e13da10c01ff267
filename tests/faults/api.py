"""A Bot API with the real server's rules for what the bot uses; it goes wrong as it is told to, and keeps a ledger."""

import asyncio
import hashlib
import json
import math
from collections import OrderedDict, defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web
from PIL import Image

from tests.faults.ledger import Call, Ledger, buttons
from tests.faults.mischief import Fault, Mischief

BOT_ID = 7_000_001
TOKEN = f"{BOT_ID}:a-token-for-the-fault-tests"
BOT = "main"

MOST_UPDATES = 100
MOST_BYTES = 4 * 2**20
AT_ONCE = 40
WEBHOOK_PAUSES = (0.0, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the tries of a webhook: the real server's 0, 2, 4 … made shorter."""

REMEMBERED = 50
"""Updates that may be offered once more after they were confirmed."""

_TIME = 1_795_176_000


@dataclass(slots=True)
class Message:
    """A message of the bot as it stands on a phone."""

    id: int
    text: str
    buttons: dict[str, str]


@dataclass(slots=True)
class Phone:
    """What one person sees."""

    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    has_begun: bool = False

    async def until(self, find: Callable[[], Any], *, seconds: float) -> Any:
        """Return what is found once it is there. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not (found := find()):
                self.changed.clear()
                await self.changed.wait()
        return found


@dataclass(frozen=True, slots=True)
class Pending:
    """An update that is not confirmed: its number, the queue whose order it belongs to, its bytes."""

    number: int
    queue: str
    body: bytes


class Conflict(Exception):  # noqa: N818 - it is the server's word for it
    """Another request for updates has taken the place of this one."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a mistake of ours
    """The server says no."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


class Api:
    """The server, the phones behind it, and the ledger."""

    def __init__(self, mischief: Mischief) -> None:
        self.mischief = mischief
        self.ledger = Ledger()
        self.phones: defaultdict[int, Phone] = defaultdict(Phone)
        self.address = ""
        self.other_address = ""
        """The same server under another port: so one can tell who calls."""
        self.ambush: Callable[[str, str, int], None] = lambda _method, _when, _port: None
        """Told of each call before it takes effect, after it, and after it was answered, and to which port it came."""
        self.on_message: Callable[[int, Message], None] = lambda _chat, _message: None
        self._pending: deque[Pending] = deque()
        self._arrived = asyncio.Event()
        self._remembered: deque[Pending] = deque(maxlen=REMEMBERED)
        self._poll: asyncio.Future[None] | None = None
        self._webhook: tuple[str, str] | None = None
        self._in_flight: set[str] = set()
        self._limits: dict[str, float] = {}
        self._told: dict[str, float] = {}
        self._numbers = {"update": 0, "message": 0}
        self._last_of: dict[str, asyncio.Task[None]] = {}
        self._photos: dict[str, bytes] = {}

    # People.

    def say(self, chat: int, **content: object) -> int:
        """Let somebody send a message; returns its number."""
        number = self._next("message")
        self.phones[chat].has_begun = True
        self._arrive(f"chat {chat}", {"message": _message(chat, number, content)})
        return number

    def press(self, chat: int, data: str, message_id: int) -> None:
        """Let somebody press a button; presses are a queue of their own at the real server."""
        number = self._next("message")
        self._arrive(
            f"user {chat}",
            {
                "callback_query": {
                    "id": str(number),
                    "from": _person(chat),
                    "chat_instance": "1",
                    "data": data,
                    "message": _message(chat, message_id, {"text": "…"}),
                }
            },
        )

    def arrive_raw(self, body: Callable[[int], bytes], *, queue: str) -> int:
        """Let an update arrive whose bytes are made from its number; returns the number."""
        number = self._next("update")
        self._enter(Pending(number, queue, body(number)))
        return number

    @property
    def is_polled(self) -> bool:
        """Whether somebody waits for updates."""
        return self._poll is not None and not self._poll.done()

    @property
    def waiting(self) -> int:
        """How many updates are not confirmed."""
        return len(self._pending) + sum(not task.done() for task in self._last_of.values())

    def photo(self, file_id: str) -> bytes:
        """Return the photo with this name: a picture of its own for each."""
        if file_id not in self._photos:
            seed = hashlib.sha256(file_id.encode()).digest()
            file = BytesIO()
            Image.frombytes("RGB", (4, 2), (seed * 2)[:24]).resize((64, 32)).save(file, "JPEG")
            self._photos[file_id] = file.getvalue()
        return self._photos[file_id]

    def _next(self, kind: str) -> int:
        self._numbers[kind] += 1
        return self._numbers[kind]

    def _arrive(self, queue: str, content: Mapping[str, object]) -> None:
        """Let an update arrive, a little later perhaps, but never before an earlier one of its queue."""
        delay = self.mischief.delay()
        before = self._last_of.get(queue)
        if not delay and (before is None or before.done()):
            self._number(queue, content)
            return

        async def later() -> None:
            if before is not None:
                await before
            await asyncio.sleep(delay)
            self._number(queue, content)

        self._last_of[queue] = asyncio.create_task(later())

    def _number(self, queue: str, content: Mapping[str, object]) -> None:
        number = self._next("update")
        body = json.dumps({"update_id": number, **content}, ensure_ascii=False).encode()
        self._enter(Pending(number, queue, body))

    def _enter(self, update: Pending) -> None:
        self._pending.append(update)
        self._arrived.set()

    # The server.

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a call or hand out a file."""
        match request.path.split("/")[1:]:
            case [bot, method] if bot == f"bot{TOKEN}":
                return await self._answer(request, method, await _payload(request))
            case ["file", bot, *path] if bot == f"bot{TOKEN}":
                return await self._file(request, "/".join(path))
            case _:
                return web.json_response(Refusal(404, "Not Found").body, status=404)

    async def _answer(self, request: web.BaseRequest, method: str, payload: dict[str, Any]) -> web.StreamResponse:
        fault, port = self.mischief.draw(method), _port(request)
        self.ambush(method, "before", port)
        took_effect, status, body = await self._carry_out(method, payload, fault)
        if method != "getUpdates":
            whole = fault not in set(_UNCLEAR)
            call = _call(self.ledger.now(), method, payload, took_effect=took_effect, status=status if whole else None)
            self._note(replace(call, port=port), body)
        self.ambush(method, "after", port)
        if fault in {Fault.RESET, Fault.HANG}:
            if fault is Fault.HANG:
                await asyncio.sleep(self.mischief.hang_seconds)
            return _cut(request)
        response = _response(fault, status, body)
        # Whoever asked may have been killed meanwhile.
        with suppress(ConnectionError):
            await response.prepare(request)
            await response.write_eof()
        self.ambush(method, "answered", port)
        return response

    async def _carry_out(
        self, method: str, payload: dict[str, Any], fault: Fault | None
    ) -> tuple[bool, int, dict[str, Any]]:
        """Do what is asked, or not, as the fault demands; returns whether it took effect, and the answer."""
        try:
            self._check(method, payload, fault)
            if not self.mischief.takes_effect(fault):
                return False, 500, {"ok": False, "error_code": 500, "description": "Internal Server Error"}
            return True, 200, {"ok": True, "result": await self._do(method, payload)}
        except Refusal as refusal:
            return False, refusal.status, refusal.body

    def _check(self, method: str, payload: Mapping[str, Any], fault: Fault | None) -> None:
        """Refuse what a chat refuses, and what comes too soon."""
        chat = _chat_of(payload)
        now = self.ledger.now()
        # A call without a chat has limits of its own, by its method.
        own = f"chat {chat}" if chat else method
        until = max(self._limits.get(own, 0.0), self._limits.get("bot", 0.0) if method != "getUpdates" else 0.0)
        if now < until:
            if chat and now < self._told.get(own, 0.0):
                self.ledger.early.append(_call(now, method, payload))
            self._told[own] = until
            raise Refusal(429, "Too Many Requests: retry later", retry_after=math.ceil(until - now))
        if fault in {Fault.TOO_MANY, Fault.TOO_MANY_FOR_ALL}:
            seconds = self.mischief.retry_after
            self._limits["bot" if fault is Fault.TOO_MANY_FOR_ALL else own] = self._told[own] = now + seconds
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        if chat in self.mischief.refused:
            raise Refusal(*self.mischief.refused[chat])

    def _note(self, call: Call, body: Mapping[str, Any]) -> None:
        result = body.get("result")
        made = result.get("message_id") if isinstance(result, dict) else None
        self.ledger.calls.append(replace(call, message_id=made or call.message_id))

    async def _do(self, method: str, payload: dict[str, Any]) -> Any:
        match method:
            case "getUpdates":
                return await self._updates(payload)
            case "sendMessage" | "sendPhoto" | "editMessageText" | "deleteMessage":
                return self._show(method, payload)
            case "getFile":
                return self._link(str(payload["file_id"]))
            case "setWebhook":
                self._webhook = (str(payload["url"]), str(payload.get("secret_token", "")))
            case "deleteWebhook":
                self._webhook = None
            case "getMe":
                return {"id": BOT_ID, "is_bot": True, "first_name": "Nguồn Tin", "username": "nguontin_bot"}
            case "getWebhookInfo":
                url = self._webhook[0] if self._webhook else ""
                return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self._pending)}
            case _:
                pass
        return True

    def _link(self, file_id: str) -> dict[str, object]:
        size = len(self.photo(file_id))
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": size, "file_path": f"photos/{file_id}"}

    async def _updates(self, payload: Mapping[str, Any]) -> list[Any]:
        """Return what waits. What is below the offset is confirmed when the request begins, not when it is answered."""
        if self._webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(Conflict())
            self.ledger.conflicts += 1
        mine = self._poll = asyncio.get_running_loop().create_future()
        self._confirm_below(int(payload.get("offset") or 0))
        try:
            await self._wait_for_updates(mine, float(payload.get("timeout") or 0))
        except Conflict:
            raise Refusal(409, "Conflict: terminated by other getUpdates request") from None
        finally:
            mine.cancel()
        # Bytes as they came: what is nested too deeply for a parser is not parsed here either.
        return [_Raw(one.body) for one in self._offer(int(payload.get("limit") or MOST_UPDATES))]

    async def _wait_for_updates(self, mine: "asyncio.Future[None]", seconds: float) -> None:
        async def arrival() -> None:
            while not self._pending:
                self._arrived.clear()
                await self._arrived.wait()

        arriving = asyncio.create_task(arrival())
        try:
            done, _ = await asyncio.wait({arriving, mine}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arriving.cancel()
        if mine in done:
            mine.result()

    def _offer(self, limit: int) -> list[Pending]:
        again = list(self._remembered)[-3:] if self._remembered and self.mischief.repeats() else []
        offered: list[Pending] = []
        room = MOST_BYTES
        for one in [*again, *self._pending]:
            room -= len(one.body)
            if len(offered) == min(limit, MOST_UPDATES) or (offered and room < 0):
                break
            offered.append(one)
            self.ledger.offered.setdefault(one.number, self.ledger.now())
        return offered

    def _confirm_below(self, offset: int) -> None:
        while self._pending and self._pending[0].number < offset:
            self._confirm(self._pending.popleft())

    def _confirm(self, update: Pending) -> None:
        self._remembered.append(update)
        self.ledger.confirm([update.number])

    # Webhooks.

    async def push(self) -> None:
        """Deliver to the webhook, one update of each queue at a time, until cancelled."""
        async with ClientSession(timeout=ClientTimeout(total=10)) as http, asyncio.TaskGroup() as group:
            while True:
                for update in self._heads():
                    self._in_flight.add(update.queue)
                    group.create_task(self._deliver(http, update))
                # Deliveries end and updates arrive at any time; neither is lost by looking again a little later.
                await asyncio.sleep(0.01)

    def _heads(self) -> list[Pending]:
        if self._webhook is None:
            return []
        heads: dict[str, Pending] = {}
        for one in self._pending:
            if len(heads) + len(self._in_flight) >= AT_ONCE:
                break
            if one.queue not in self._in_flight:
                heads.setdefault(one.queue, one)
        return list(heads.values())

    async def _deliver(self, http: ClientSession, update: Pending) -> None:
        try:
            for attempt in range(1_000_000):
                await asyncio.sleep(WEBHOOK_PAUSES[min(attempt, len(WEBHOOK_PAUSES) - 1)])
                if self._webhook is None:
                    return
                self.ledger.offered.setdefault(update.number, self.ledger.now())
                if await self._posted(http, update):
                    self._pending.remove(update)
                    self._confirm(update)
                    if self.mischief.repeats():
                        await self._posted(http, update)
                    return
        finally:
            self._in_flight.discard(update.queue)

    async def _posted(self, http: ClientSession, update: Pending) -> bool:
        if self._webhook is None:
            return False
        url, secret = self._webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret, "Content-Type": "application/json"}
        try:
            async with http.post(url, data=update.body, headers=headers) as response:
                return response.status == 200
        except (ClientError, TimeoutError, OSError):
            return False

    # Phones.

    def _show(self, method: str, payload: dict[str, Any]) -> Any:
        chat = _chat_of(payload)
        phone = self.phones[chat]
        if not phone.has_begun:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        number = int(payload.get("message_id") or 0)
        if method in {"editMessageText", "deleteMessage"} and number not in phone.messages:
            raise Refusal(
                400, f"Bad Request: message to {'edit' if method == 'editMessageText' else 'delete'} not found"
            )
        if method == "deleteMessage":
            del phone.messages[number]
            phone.changed.set()
            return True
        return self._put(chat, phone, number or self._next("message"), payload)

    def _put(self, chat: int, phone: Phone, number: int, payload: dict[str, Any]) -> dict[str, object]:
        rows = (payload.get("reply_markup") or {}).get("inline_keyboard", [])
        pressable = {str(one["text"]): str(one["callback_data"]) for row in rows for one in row}
        message = Message(number, str(payload.get("text", payload.get("caption", ""))), pressable)
        if phone.messages.get(number) == message:
            raise Refusal(400, "Bad Request: message is not modified")
        phone.messages[number] = message
        phone.changed.set()
        self.on_message(chat, message)
        return {"message_id": number, "date": _TIME, "chat": {"id": chat, "type": "private"}, "text": message.text}

    # Files.

    async def _file(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        """Hand out a file, or half of it."""
        fault = self.mischief.draw("file")
        port = _port(request)
        self.ambush("file", "before", port)
        content = self.photo(path.removeprefix("photos/"))
        if fault in {Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.TOO_MANY, Fault.TOO_MANY_FOR_ALL}:
            return web.Response(status=502, text="<html>Bad Gateway</html>")
        response = web.StreamResponse()
        response.content_length = len(content)
        with suppress(ConnectionError):
            await response.prepare(request)
            await response.write(content[: len(content) // 2])
            self.ambush("file", "after", port)
            if fault is not None:
                return _cut(request)
            await response.write(content[len(content) // 2 :])
            await response.write_eof()
        self.ambush("file", "answered", port)
        return response


_UNCLEAR = (
    Fault.SERVER_ERROR,
    Fault.BAD_GATEWAY,
    Fault.EMPTY,
    Fault.WRONG_JSON,
    Fault.OTHER_JSON,
    Fault.RESET,
    Fault.HANG,
)


@dataclass(frozen=True, slots=True)
class _Raw:
    """Bytes of JSON that go out as they are."""

    body: bytes


def _bytes(body: dict[str, Any]) -> bytes:
    result = body.get("result")
    if isinstance(result, list):
        return b'{"ok":true,"result":[%s]}' % b",".join(one.body for one in result)
    return json.dumps(body, ensure_ascii=False).encode()


def _response(fault: Fault | None, status: int, body: dict[str, Any]) -> web.Response:
    match fault:
        case Fault.SERVER_ERROR:
            return web.json_response(
                {"ok": False, "error_code": 500, "description": "Internal Server Error"}, status=500
            )
        case Fault.BAD_GATEWAY:
            return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
        case Fault.EMPTY:
            return web.Response(body=b"", content_type="application/json")
        case Fault.WRONG_JSON:
            whole = _bytes(body)
            return web.Response(body=whole[: len(whole) // 2], content_type="application/json")
        case Fault.OTHER_JSON:
            return web.Response(body=b"[]", content_type="application/json")
        case _:
            return web.Response(status=status, body=_bytes(body), content_type="application/json")


def _cut(request: web.BaseRequest) -> web.StreamResponse:
    """Cut the connection, without another byte."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _payload(request: web.BaseRequest) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(json.loads(await request.read() or b"{}"))
    form = await request.post()
    return {name: one if isinstance(one, str) else "a file" for name, one in form.items()}


def _port(request: web.BaseRequest) -> int:
    """Return the server's port that a call came to."""
    name = request.transport.get_extra_info("sockname") if request.transport is not None else None
    return int(name[1]) if name else 0


def _chat_of(payload: Mapping[str, Any]) -> int:
    chat = payload.get("chat_id") or (payload.get("scope") or {}).get("chat_id") or 0
    return int(chat)


def _call(
    at: float,
    method: str,
    payload: Mapping[str, Any],
    *,
    took_effect: bool = False,
    status: int | None = 429,
) -> Call:
    return Call(
        at=at,
        method=method,
        chat=_chat_of(payload),
        text=str(payload.get("text", payload.get("caption", ""))),
        data=buttons(dict(payload)),
        message_id=payload.get("message_id"),
        took_effect=took_effect,
        status=status,
        query_id=str(payload.get("callback_query_id", "")),
    )


def _person(chat: int) -> dict[str, object]:
    return {"id": chat, "is_bot": False, "first_name": name_of(chat), "language_code": "vi"}


def name_of(chat: int) -> str:
    """Return the name of a person, which no member of staff may ever read."""
    return f"Canary{chat}"


def _message(chat: int, number: int, content: Mapping[str, object]) -> dict[str, object]:
    where = {"id": chat, "type": "private", "first_name": name_of(chat)}
    return {"message_id": number, "from": _person(chat), "chat": where, "date": _TIME, **content}


@asynccontextmanager
async def serving(mischief: Mischief) -> AsyncIterator[Api]:
    """Serve within the block."""
    api = Api(mischief)
    runner = web.ServerRunner(web.Server(api.answer, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    pushing = asyncio.create_task(api.push())
    try:
        for _ in range(2):
            await web.TCPSite(runner, "127.0.0.1", 0).start()
        api.address, api.other_address = (f"http://127.0.0.1:{one[1]}" for one in runner.addresses)
        yield api
    finally:
        pushing.cancel()
        await asyncio.wait({pushing})
        await runner.cleanup()
