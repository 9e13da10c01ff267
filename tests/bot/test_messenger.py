"""Calls over the wire: what an answer means, and that no error ever shows the token."""

import logging
import traceback
from typing import Any

import pytest
from aiohttp import ClientSession

from bot import messenger as module
from bot.logs import hide_tokens, show_where
from bot.messenger import Messenger, MessengerError, RefusedError, TooManyRequestsError, UnreachableError, Upload
from tests.bot.fake import BOT, TOKEN, FakeApi, serving

BROKEN: list[tuple[int, object, type[MessengerError]]] = [
    (200, b"", UnreachableError),
    (200, b"garbage", UnreachableError),
    (200, b"[]", UnreachableError),
    (200, {"ok": False}, UnreachableError),
    (200, {"ok": True}, UnreachableError),
    (301, b"", UnreachableError),
    (400, {"ok": False, "description": "Bad Request: chat not found"}, RefusedError),
    (400, {"ok": False}, UnreachableError),
    (400, b"null", UnreachableError),
    (401, {"ok": False, "description": "Unauthorized"}, RefusedError),
    (403, {"ok": False, "description": "Forbidden: bot was blocked by the user"}, RefusedError),
    (404, {"ok": False, "description": f"Not Found /bot{TOKEN}/getMe"[:9]}, RefusedError),
    (429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 7}}, TooManyRequestsError),
    (429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": "x"}}, UnreachableError),
    (429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 1e300}}, UnreachableError),
    (429, {"ok": False, "description": "Too Many Requests"}, TooManyRequestsError),
    (500, {"ok": False, "description": "Internal Server Error"}, UnreachableError),
    (503, b"<html>", UnreachableError),
]


def said(error: BaseException) -> str:
    """Return everything that a log or a page could show of an error."""
    return "".join([repr(error), str(error), *traceback.format_exception(error)])


@pytest.mark.parametrize(("status", "body", "kind"), BROKEN, ids=lambda value: str(value)[:60])
async def test_every_answer_is_a_result_or_one_of_our_errors(status: int, body: object, kind: type[Exception]) -> None:
    async with serving(FakeApi(lambda *_: (status, body))) as messenger:
        with pytest.raises(MessengerError) as refusal:
            await messenger.call("getMe", {})
    assert type(refusal.value) is kind
    assert "CANARY" not in said(refusal.value)


async def test_the_messenger_says_how_long_to_wait() -> None:
    body = {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 7}}
    async with serving(FakeApi(lambda *_: (429, body))) as messenger:
        with pytest.raises(TooManyRequestsError) as refusal:
            await messenger.call("sendMessage", {})
    assert refusal.value.retry_after.total_seconds() == 7


async def test_an_address_where_nobody_answers_shows_no_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with ClientSession() as http:
        for api in ("http://127.0.0.1:9", "http://[::1", "http://nobody.invalid", "nonsense"):
            messenger = Messenger(http, name=BOT, token=TOKEN, api=api, kind="telegram")
            for asking in (messenger.call("getMe", {}), messenger.download("x")):
                with pytest.raises(UnreachableError) as refusal:
                    await asking
                assert "CANARY" not in said(refusal.value)
            assert "CANARY" not in repr(messenger)
    assert "CANARY" not in caplog.text


async def test_a_file_is_fetched_and_a_large_one_refused_while_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FILE_BYTES", 1000)
    content = b"x" * 1000

    def answer(method: str, _: dict[str, Any]) -> tuple[int, object]:
        return (200, content) if method == "file" else (200, {"ok": True, "result": {"file_path": "photos/1.jpg"}})

    async with serving(FakeApi(answer)) as messenger:
        assert await messenger.download("x") == content
        content += b"x"
        with pytest.raises(RefusedError, match="too big"):
            await messenger.download("x")


@pytest.mark.parametrize("result", [{}, {"file_path": None}, [], None, "x", {"file_path": 7}])
async def test_a_file_without_a_path_may_be_asked_for_again(result: object) -> None:
    async with serving(FakeApi(lambda *_: (200, {"ok": True, "result": result}))) as messenger:
        with pytest.raises(UnreachableError):
            await messenger.download("x")


async def test_a_file_that_is_gone_may_be_asked_for_again_without_showing_the_token() -> None:
    def answer(method: str, _: dict[str, Any]) -> tuple[int, object]:
        return (404, b"") if method == "file" else (200, {"ok": True, "result": {"file_path": "photos/1.jpg"}})

    async with serving(FakeApi(answer)) as messenger:
        with pytest.raises(UnreachableError) as refusal:
            await messenger.download("x")
    assert "CANARY" not in said(refusal.value)


async def test_a_file_goes_with_a_call_beside_its_parameters() -> None:
    api = FakeApi(lambda *_: (200, {"ok": True, "result": {"message_id": 1}}))
    async with serving(api) as messenger:
        await messenger.call("sendPhoto", {"chat_id": 5, "caption": "ảnh"}, upload=Upload("photo", "anh.jpg", b"\xff"))
    [(method, params)] = api.asked
    assert (method, params["chat_id"], params["caption"]) == ("sendPhoto", "5", "ảnh")
    assert params["photo"] == b"\xff"


def fail(words: str, name: str) -> None:
    raise ValueError(name) from KeyError(words)


def test_logs_show_no_token_and_no_message_of_an_exception() -> None:
    words, name = "lời bí mật", "tên người báo"
    try:
        fail(words, name)
    except ValueError as error:
        event = {"event": f"at http://x/bot{TOKEN}/getMe", "exc_info": (type(error), error, error.__traceback__)}
    shown = str(hide_tokens(None, "error", show_where(None, "error", event)))
    assert "CANARY" not in shown
    assert words not in shown
    assert name not in shown
    assert "KeyError" in shown
    assert "ValueError" in shown
    assert __name__.rpartition(".")[2] in shown
