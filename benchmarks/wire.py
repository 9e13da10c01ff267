"""A messenger for benchmarks: the Bot API over loopback HTTP, as thin as can be, with citizens who wait for answers.

It checks nothing and forgets everything. `webchat` is the messenger that behaves like a real one; this one is only
fast, so that what is measured is the bot. It runs in a process of its own: `python -m benchmarks.wire` prints its port.
"""

import asyncio
import json
import logging
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from io import BytesIO
from itertools import count, cycle
from operator import attrgetter
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl

import uvloop
from aiohttp import web
from PIL import Image

logger = logging.getLogger(__name__)

SENTENCE = "co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue"
"""What each citizen writes first; then comes a photo or more words, and then the word that sends the tip."""

DETAIL = "khoang 10 xe, chay nguoc chieu, net po rat to"
"""What those write who send no photo."""

SEND = "Gửi"

ANSWER_SECONDS = 60.0
"""A citizen who waits longer for an answer ends the benchmark."""

QUIET_SECONDS = 1.5
"""The bot is at rest when it has called nothing but getUpdates for so long; its idle loops look again every second."""

FLOODERS = 20
"""So many chats flood where a flood is asked for; each writes whole conversations, and waits for no answer."""

_MOST_UPDATES = 100
_TIME = 1_795_176_000
_FIRST_FLOODER = 500_000


class Talk(StrEnum):
    """What a citizen sends between the first sentence and the last word."""

    PHOTO = "photo"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Load:
    """What citizens are asked to do.

    Attributes:
        conversations: How many.
        at_once: How many of them at the same time.
        talk: What they send.
        pause: Seconds that pass before each message, so that the bot has nothing else to do.
        starts_every: Seconds from the beginning of one conversation to that of the next, whatever the bot does; 0 where
            one begins when another ends. `at_once` is no limit then.
        answers_after: Seconds that every answer of the Bot API takes.
        flood: Messages a second from other chats meanwhile.
    """

    conversations: int
    at_once: int
    talk: Talk = Talk.PHOTO
    pause: float = 0.0
    starts_every: float = 0.0
    answers_after: float = 0.0
    flood: float = 0.0


def read_load(body: Mapping[str, Any]) -> Load:
    """Return what is asked for, from what `dataclasses.asdict` made of it."""
    return Load(**{**body, "talk": Talk(body["talk"])})


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it reached a chat: whether it has buttons, and whether it holds a code."""

    has_buttons: bool
    has_code: bool


@dataclass(frozen=True, slots=True)
class Driven:
    """What the citizens saw.

    Attributes:
        seconds: From the first message of all to the last code.
        rest_seconds: From the first message of all to the bot's last call: cards delivered, photos fetched.
        first_answers: From each message to the first answer to it, in seconds.
        messages: What each citizen sent before the code came.
        calls: Calls of the bot, getUpdates left out.
        letters: UTF-8 bytes of the texts in these calls.
        files: Photos that were fetched.
    """

    seconds: float
    rest_seconds: float
    first_answers: list[float]
    messages: float
    calls: int
    letters: int
    files: int


@dataclass(slots=True)
class Line:
    """What the wire knows about one bot: updates that wait, chats that listen, how slow it is, and counts."""

    updates: list[tuple[int, bytes]] = field(default_factory=list)
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    chats: "dict[int, asyncio.Queue[Shown]]" = field(default_factory=dict)
    answers_after: float = 0.0
    next_update: int = 1
    next_message: int = 1
    next_chat: int = 1_000_000
    calls: int = 0
    letters: int = 0
    files: int = 0
    last_call_at: float = 0.0

    def say(self, chat_id: int, **content: object) -> None:
        """Let somebody send a message to the bot."""
        person = {"id": chat_id, "is_bot": False, "first_name": "Lan", "language_code": "vi"}
        chat = {"id": chat_id, "type": "private", "first_name": "Lan"}
        message = {"message_id": self.message_id(), "from": person, "chat": chat, "date": _TIME, **content}
        update = {"update_id": self.next_update, "message": message}
        self.updates.append((self.next_update, json.dumps(update, ensure_ascii=False).encode()))
        self.next_update += 1
        self.bell.set()

    def message_id(self) -> int:
        """Return the next number of a message."""
        self.next_message += 1
        return self.next_message


def _photo() -> bytes:
    """Return a picture as large as a phone's after Telegram has made it smaller: 1280 by 960, about 350 kB."""
    noise = Image.merge("RGB", [Image.effect_noise((160, 120), 90) for _ in "RGB"])
    file = BytesIO()
    noise.resize((1280, 960), Image.Resampling.BICUBIC).save(file, "JPEG", quality=87)
    return file.getvalue()


class Wire:
    """Answers bots, and plays the citizens of each."""

    def __init__(self) -> None:
        """Begin with no bots: a token that calls is one."""
        self._lines: defaultdict[str, Line] = defaultdict(Line)
        self._photo = _photo()

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """Answer /bot…/method, /file/bot…/path, and the benchmark's own /drive."""
        match request.path.split("/")[1:]:
            case [bot, method] if bot.startswith("bot"):
                line = self._lines[bot]
                body = await self._call(line, method, await _payload(request))
                await asyncio.sleep(line.answers_after)
                return web.Response(body=body, content_type="application/json")
            case ["file", bot, *_]:
                line = self._lines[bot]
                line.files += 1
                line.last_call_at = perf_counter()
                await asyncio.sleep(line.answers_after)
                return web.Response(body=self._photo)
            case ["drive", bot]:
                driven = await self._driven(self._lines[bot], read_load(json.loads(await request.read())))
                return web.json_response(asdict(driven)) if driven else web.Response(status=504)
            case _:
                return web.Response(status=404)

    async def _call(self, line: Line, method: str, payload: Mapping[str, Any]) -> bytes:
        if method == "getUpdates":
            return await _updates(line, payload)
        line.calls += 1
        line.last_call_at = perf_counter()
        match method:
            case "sendMessage" | "editMessageText" | "sendPhoto":
                result = _shown(line, payload)
            case "getFile":
                result = {
                    "file_id": payload["file_id"],
                    "file_unique_id": "u",
                    "file_size": len(self._photo),
                    "file_path": "photos/1.jpg",
                }
            case "getMe":
                result = {"id": 1, "is_bot": True, "first_name": "Nguon Tin", "username": "nguontin_bot"}
            case _:
                return b'{"ok":true,"result":true}'
        return b'{"ok":true,"result":%s}' % json.dumps(result, ensure_ascii=False).encode()

    async def _driven(self, line: Line, load: Load) -> Driven | None:
        """Return what the citizens saw, None where one of them waited for too long."""
        try:
            return await self.drive(line, load)
        except* TimeoutError:
            logger.warning("a citizen got no answer")
        return None

    async def drive(self, line: Line, load: Load) -> Driven:
        """Let citizens report, each waiting for the answer before going on."""
        calls, letters, files = line.calls, line.letters, line.files
        first_answers: list[float] = []
        line.answers_after = load.answers_after
        began = perf_counter()
        async with asyncio.TaskGroup() as group:
            flood = group.create_task(_flood(line, load.flood)) if load.flood else None
            await _report(line, load, first_answers)
            if flood is not None:
                flood.cancel()
        seconds = perf_counter() - began
        # A flood leaves much that nobody waits for.
        while not load.flood and (left := line.last_call_at + QUIET_SECONDS - perf_counter()) > 0:  # noqa: ASYNC110 - quiet is no event
            await asyncio.sleep(left)
        line.answers_after = 0.0
        return Driven(
            seconds=seconds,
            rest_seconds=line.last_call_at - began,
            first_answers=first_answers,
            messages=len(first_answers) / load.conversations,
            calls=line.calls - calls,
            letters=line.letters - letters,
            files=line.files - files,
        )


async def _payload(request: web.BaseRequest) -> dict[str, Any]:
    """Return the parameters of a call: our bot sends JSON, aiogram a form."""
    body = await request.read()
    if request.content_type == "application/json":
        return dict(json.loads(body))
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


async def _updates(line: Line, payload: Mapping[str, Any]) -> bytes:
    offset = int(payload.get("offset") or 0)
    line.updates = [one for one in line.updates if one[0] >= offset]
    if not line.updates:
        line.bell.clear()
        try:
            async with asyncio.timeout(float(payload.get("timeout") or 0)):
                await line.bell.wait()
        except TimeoutError:
            pass
    return b'{"ok":true,"result":[%s]}' % b",".join(body for _, body in line.updates[:_MOST_UPDATES])


def _shown(line: Line, payload: Mapping[str, Any]) -> dict[str, Any]:
    chat_id, text = int(payload["chat_id"]), str(payload.get("text", ""))
    line.letters += len(text.encode())
    entities = payload.get("entities") or []
    if isinstance(entities, str):
        entities = json.loads(entities)
    if chat_id in line.chats:
        shown = Shown("reply_markup" in payload, any(one["type"] == "code" for one in entities))
        line.chats[chat_id].put_nowait(shown)
    return {
        "message_id": int(payload.get("message_id") or line.message_id()),
        "date": _TIME,
        "chat": {"id": chat_id, "type": "private", "first_name": "Lan"},
        "text": text,
    }


async def _report(line: Line, load: Load, first_answers: list[float]) -> None:
    """Let every citizen report; returns when the last one has a code."""
    ids = iter(range(line.next_chat, line.next_chat + load.conversations))
    line.next_chat += load.conversations
    async with asyncio.TaskGroup() as group:
        if not load.starts_every:
            for _ in range(min(load.at_once, load.conversations)):
                group.create_task(_citizens(line, load, ids, first_answers))
            return
        began = perf_counter()
        for number, chat_id in enumerate(ids):
            await asyncio.sleep(began + number * load.starts_every - perf_counter())
            group.create_task(_citizens(line, load, iter((chat_id,)), first_answers))


async def _citizens(line: Line, load: Load, ids: Iterator[int], first_answers: list[float]) -> None:
    for chat_id in ids:
        line.chats[chat_id] = asyncio.Queue()
        try:
            await _converse(line, load, chat_id, first_answers)
        finally:
            del line.chats[chat_id]


def messages(chat_id: int, talk: Talk) -> tuple[dict[str, object], ...]:
    """Return what a citizen sends, one after the other."""
    sizes = [
        {"file_id": f"{chat_id}-{name}", "file_unique_id": name, "width": width, "height": width * 3 // 4}
        for name, width in (("s", 90), ("m", 320), ("x", 800), ("y", 1280))
    ]
    between: dict[str, object] = {"photo": sizes} if talk is Talk.PHOTO else {"text": DETAIL}
    return {"text": SENTENCE}, between, {"text": SEND}


async def _converse(line: Line, load: Load, chat_id: int, first_answers: list[float]) -> None:
    first, between, last = messages(chat_id, load.talk)
    has_buttons, has_code = attrgetter("has_buttons"), attrgetter("has_code")
    steps: list[tuple[dict[str, object], Callable[[Shown], bool]]] = [
        (first, has_buttons),
        (between, has_buttons),
        (last, has_code),
    ]
    for content, is_the_answer in steps:
        await asyncio.sleep(load.pause)
        began = perf_counter()
        line.say(chat_id, **content)
        async with asyncio.timeout(ANSWER_SECONDS):
            shown = await line.chats[chat_id].get()
            first_answers.append(perf_counter() - began)
            while not is_the_answer(shown):
                shown = await line.chats[chat_id].get()


async def _flood(line: Line, rate: float) -> None:
    """Write so many messages a second until cancelled: whole conversations, without waiting for an answer."""
    chats = [cycle(messages(_FIRST_FLOODER + number, Talk.WORDS)) for number in range(FLOODERS)]
    began = perf_counter()
    for number in count():
        await asyncio.sleep(began + number / rate - perf_counter())
        chat = number % FLOODERS
        line.say(_FIRST_FLOODER + chat, **next(chats[chat]))


async def serve() -> None:
    """Listen on a free port, say which, and answer until standard input ends: the benchmark has gone."""
    runner = web.ServerRunner(web.Server(Wire().answer, access_log=None))
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        sys.stdout.write(f"{runner.addresses[0][1]}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    uvloop.run(serve())
