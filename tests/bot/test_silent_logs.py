"""The real service through a conversation in which much goes wrong: its log holds no token, chat, name or word."""

import asyncio
import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.bot.fake import FakeApi, serving
from tests.bot.test_stopping import on_sqlite, service
from tests.bot.waiting import until

CHAT = 987_654_321_012
WORDS = "CANARY-lời đánh bạc ở phường Mỹ Thượng, Huế"
NAME = "CANARY-tên"
LATITUDE, LONGITUDE = 16.487_654_3, 107.598_765_4

CANARIES = ("CANARY", str(CHAT), "16.487", "107.598", "đánh bạc")
"""What is never to be seen; the token has the first of them in it, too."""

USER = {"id": CHAT, "is_bot": False, "first_name": NAME, "username": "CANARY_name", "language_code": "vi"}
PRIVATE = {"id": CHAT, "type": "private", "first_name": NAME}


def message(**fields: Any) -> dict[str, Any]:
    return {"message": {"message_id": 7, "date": 1_795_000_000, "chat": PRIVATE, "from": USER, **fields}}


def press(data: str) -> dict[str, Any]:
    shown = {"message_id": 8, "date": 1_795_000_000, "chat": PRIVATE, "text": WORDS}
    return {"callback_query": {"id": "CANARY-id", "from": USER, "chat_instance": "1", "data": data, "message": shown}}


def deep() -> dict[str, Any]:
    nested: Any = WORDS
    for _ in range(100):
        nested = [nested]
    return message(text=nested)


UPDATES: list[dict[str, Any]] = [
    message(text="/start", entities=[{"type": "bot_command", "offset": 0, "length": 6}]),
    message(text=WORDS),
    message(location={"latitude": LATITUDE, "longitude": LONGITUDE}),
    message(photo=[{"file_id": "CANARY-file", "file_unique_id": "u", "width": 90, "height": 90}], caption=WORDS),
    press("CANARY-data"),
    {"message": {"text": WORDS, "chat": CHAT}},
    {"CANARY-kind": {"text": WORDS, "chat": PRIVATE}},
    deep(),
    message(text="\udcff\x00" + WORDS),
    {"edited_message": {**message(text=WORDS)["message"], "edit_date": 1_795_000_001}},
    {"my_chat_member": {"chat": PRIVATE, "from": USER, "date": 1, "old_chat_member": NAME, "new_chat_member": NAME}},
]


def answers() -> Iterator[tuple[int, object]]:
    """Give what calls are answered: everything that goes wrong, then that all is well."""
    yield 429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 1}}
    yield 500, f"<html>{WORDS}</html>".encode()
    yield 200, b"no JSON " + WORDS.encode()
    yield 400, {"ok": False, "description": "Bad Request: message is too long"}
    while True:
        yield 200, {"ok": True, "result": {"message_id": 9}}


ENOUGH = 6
"""Calls after which everything went wrong that could."""


class Troublesome(FakeApi):
    """A messenger that hands over everything above at once, and then has no news."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.sent = 0
        self.end = asyncio.Event()
        self._answers = answers()

    async def call(self, request: web.Request) -> web.Response:
        """Answer a call; one for news is held open once all of them were confirmed."""
        if request.match_info["method"] == "getUpdates" and (await request.json()).get("offset", 0) > len(UPDATES):
            await self.end.wait()
        return await super().call(request)

    def _answer(self, method: str, _params: dict[str, Any]) -> tuple[int, object]:
        if method == "getUpdates":
            return 200, {"ok": True, "result": [{"update_id": number, **one} for number, one in enumerate(UPDATES, 1)]}
        if method in {"getFile", "file"}:
            return 400, {"ok": False, "description": "Bad Request: file is too big"}
        if method in {"sendMessage", "editMessageText", "answerCallbackQuery"}:
            self.sent += 1
            return next(self._answers)
        return 200, {"ok": True, "result": True}


def lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


@on_sqlite
async def test_no_line_holds_a_token_a_chat_a_name_or_a_word(tmp_path: Path, database_url: str) -> None:
    api = Troublesome()
    async with serving(api), service(tmp_path, database_url, api.address, NGUONTIN_LOG="debug") as running:
        await until(lambda: api.sent > ENOUGH)
        running.process.send_signal(signal.SIGTERM)
        code, _ = await running.end()
        api.end.set()
    text = (tmp_path / "log").read_text()
    assert code == 0, text
    assert [canary for canary in CANARIES if canary in text] == []
    found = lines(tmp_path / "log")
    for line in found:
        assert {"event", "level", "logger", "timestamp", "part"} <= line.keys()
        assert line["level"] in {"debug", "info", "warning", "error"}
    events = " ".join(str(line["event"]) for line in found)
    # What went wrong was said, so the silence above is not that of a log that says nothing.
    assert "is set aside: UnreadableUpdateError" in events
    assert "of a kind we do not know" in events
    assert "400 Bad Request: message is too long" in events
