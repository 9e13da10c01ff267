"""What Telegram refuses is refused, in the same words."""

from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import FormData
from yarl import URL

from tests.webchat.conftest import BOT, LAN, NEVER, OTHER_BOT, Served, jpeg, serving
from webchat import errors
from webchat.settings import MEBIBYTE, Limits, RateLimits

BUTTON = {"text": "Nhận"}
KEYS = {"inline_keyboard": [[BUTTON | {"callback_data": "x"}]]}


def keyboard(**button: object) -> dict[str, object]:
    return {"reply_markup": {"inline_keyboard": [[BUTTON | button]]}}


REFUSED: dict[str, tuple[str, dict[str, object], str]] = {
    "unknown chat": ("sendMessage", {"chat_id": 999, "text": "a"}, "chat not found"),
    "chat id of a channel": ("sendMessage", {"chat_id": "@kenh", "text": "a"}, "chat not found"),
    "huge chat id": ("sendMessage", {"chat_id": 10**30, "text": "a"}, "chat not found"),
    "no text": ("sendMessage", {}, "message text is empty"),
    "blank text": ("sendMessage", {"text": " \n\u202e\r "}, "message text is empty"),
    "long text": ("sendMessage", {"text": "ạ" * 4097}, "message is too long"),
    "parse mode": ("sendMessage", {"text": "a", "parse_mode": "HTML"}, "unsupported parse_mode"),
    "lone surrogate": ("sendMessage", {"text": "\ud800"}, "strings must be encoded in UTF-8"),
    "surrogate in a button": (
        "sendMessage",
        {"text": "a"} | keyboard(callback_data="\udfff"),
        "strings must be encoded in UTF-8",
    ),
    "no button data": ("sendMessage", {"text": "a"} | keyboard(callback_data=""), "BUTTON_DATA_INVALID"),
    "65 bytes of button data": (
        "sendMessage",
        {"text": "a"} | keyboard(callback_data="ạ" * 21 + "aa"),
        "BUTTON_DATA_INVALID",
    ),
    "button that does nothing": (
        "sendMessage",
        {"text": "a"} | keyboard(),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "script in a button": (
        "sendMessage",
        {"text": "a"} | keyboard(url="javascript:alert(1)"),
        "inline keyboard button URL 'javascript:alert(1)' is invalid: Unsupported URL protocol",
    ),
    "markup that is not an object": (
        "sendMessage",
        {"text": "a", "reply_markup": [1]},
        "object expected as reply markup",
    ),
    "markup that is not JSON": ("sendMessage", {"text": "a", "reply_markup": "{"}, "can't parse JSON object"),
    "answered message gone": (
        "sendMessage",
        {"text": "a", "reply_parameters": {"message_id": 999}},
        "message to be replied not found",
    ),
    "edit of nothing": ("editMessageText", {"message_id": 999, "text": "a"}, "message to edit not found"),
    "edit of a person's message": ("editMessageText", {"message_id": 1, "text": "a"}, "message can't be edited"),
    "delete of nothing": ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    "unknown query": (
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
    "long answer": ("answerCallbackQuery", {"text": "a" * 201}, "MESSAGE_TOO_LONG"),
    "position off the earth": ("sendLocation", {"latitude": 91, "longitude": 0}, "latitude is invalid"),
    "position that is no number": ("sendLocation", {"latitude": "NaN", "longitude": 0}, "latitude is invalid"),
    "unknown file": ("getFile", {"file_id": "x"}, "invalid file_id"),
    "unknown photo": ("sendPhoto", {"photo": "x"}, "wrong file identifier/HTTP URL specified"),
    "photo by address": ("sendPhoto", {"photo": "https://a.vn/a.jpg"}, "failed to get HTTP URL content"),
    "long caption": ("sendPhoto", {"photo": "x", "caption": "a" * 1025}, "message caption is too long"),
    "empty album": ("sendMediaGroup", {"media": []}, "there are no messages to send"),
    "long album": (
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "x"}] * 11},
        "too many messages to send as an album",
    ),
    "unknown action": ("sendChatAction", {"action": "sleep"}, "wrong parameter action in request"),
    "odd secret": (
        "setWebhook",
        {"url": "http://127.0.0.1", "secret_token": "a b"},
        "secret token contains unallowed characters",
    ),
    "odd webhook": ("setWebhook", {"url": "ftp://a"}, "bad webhook: invalid webhook URL specified"),
    "odd command": (
        "setMyCommands",
        {"commands": [{"command": "Tin!", "description": "a"}]},
        "BOT_COMMAND_INVALID",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_a_wrong_call_is_refused_in_telegrams_words(started: Served, case: str) -> None:
    method, params, words = REFUSED[case]
    answer = await started.call(method, **{"chat_id": LAN.id, **params})
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


async def test_texts_at_the_limits_are_taken(started: Served) -> None:
    sent = await started.result(
        "sendMessage", chat_id=LAN.id, text="ạ" * 4096, **keyboard(callback_data="ạ" * 21 + "a")
    )
    assert isinstance(sent, dict)
    assert len(sent["text"]) == 4096


async def test_a_wrong_token_is_unauthorized(served: Served) -> None:
    assert await served.call("getMe", token="1:wrong") == errors.unauthorized().answer()


async def test_an_unknown_method_is_not_found(served: Served) -> None:
    assert await served.call("sendTelepathy") == errors.not_found().answer()


async def test_a_bot_cannot_write_first(served: Served) -> None:
    answer = await served.call("sendMessage", chat_id=NEVER.id, text="a")
    assert answer["error_code"] == 403
    assert answer["description"] == "Forbidden: bot can't initiate conversation with a user"


async def test_a_bot_that_is_blocked_is_told_and_cannot_write(started: Served) -> None:
    await started.person("/block")
    answer = await started.call("sendMessage", chat_id=LAN.id, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    assert (await started.try_person("/text", text="a"))[0] == 409
    await started.person("/unblock")
    await started.result("sendMessage", chat_id=LAN.id, text="a")
    blocked, unblocked = await started.bot.get_updates()
    assert blocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member is not None
    assert unblocked.my_chat_member.new_chat_member.status == "member"


async def test_an_edit_that_changes_nothing_is_refused(started: Served) -> None:
    sent = await started.bot.send_message(LAN.id, "một")
    for method in ("editMessageText", "editMessageReplyMarkup"):
        answer = await started.call(method, chat_id=LAN.id, message_id=sent.message_id, text=" một ")
        assert answer["description"] == f"Bad Request: {errors.NOT_MODIFIED}"


async def test_a_query_cannot_be_answered_after_150_seconds(started: Served) -> None:
    sent = await started.result("sendMessage", chat_id=LAN.id, text="a", reply_markup=KEYS)
    assert isinstance(sent, dict)
    pressed = await started.person(f"/messages/{sent['message_id']}/press", data="x")
    started.clock.pass_by(timedelta(seconds=150))
    answer = await started.call("answerCallbackQuery", callback_query_id=pressed["query_id"])
    assert answer["description"] == f"Bad Request: {errors.STALE_QUERY}"
    assert await started.updates() == []


async def test_a_bot_cannot_use_what_belongs_to_another(started: Served) -> None:
    photo = await started.bot.send_photo(LAN.id, jpeg(), reply_markup=None)
    file = await photo.photo[-1].get_file()
    assert file.file_path is not None
    foreign = await started.call("getFile", token=OTHER_BOT.token, file_id=photo.photo[-1].file_id)
    assert foreign["ok"] is False
    for address in (
        URL(file.file_path).path.replace(BOT.token, OTHER_BOT.token),
        f"/file/bot{BOT.token}/../webchat.db",
        f"/file/bot{BOT.token}/%2e%2e/webchat.db",
    ):
        assert (await started.client.get(address)).status == 404


async def test_messages_older_than_two_days_cannot_be_deleted(started: Served) -> None:
    started.clock.pass_by(timedelta(hours=48, seconds=1))
    answer = await started.call("deleteMessage", chat_id=LAN.id, message_id=1)
    assert answer["description"] == f"Bad Request: {errors.DELETE_REFUSED}"


async def test_uploads_are_counted_while_they_come(tmp_path: Path) -> None:
    async with serving(tmp_path, limits=Limits(upload_bytes=1000)) as served:
        await served.says("/start")
        for size, status in ((1000, 200), (1001, 413)):
            form = FormData({"chat_id": str(LAN.id)})
            form.add_field("document", b"x" * size, filename="a.bin")
            answer = await served.client.post(f"/bot{BOT.token}/sendDocument", data=form)
            assert answer.status == status
        assert list((tmp_path / "arriving").iterdir()) == []


async def test_files_over_20_mebibytes_cannot_be_fetched(tmp_path: Path) -> None:
    async with serving(tmp_path, limits=Limits(upload_bytes=21 * MEBIBYTE)) as served:
        await served.uploads(("vua.bin", bytes(20 * MEBIBYTE)), kind="document")
        await served.uploads(("qua.bin", bytes(20 * MEBIBYTE + 1)), kind="document")
        fits, too_big = await served.bot.get_updates()
        assert fits.message is not None
        assert fits.message.document is not None
        assert (await fits.message.document.get_file()).file_size == 20 * MEBIBYTE
        assert too_big.message is not None
        assert too_big.message.document is not None
        answer = await served.call("getFile", file_id=too_big.message.document.file_id)
        assert answer["description"] == "Bad Request: file is too big"


async def test_a_bot_that_sends_too_fast_is_told_how_long_to_wait(tmp_path: Path) -> None:
    async with serving(tmp_path, limits=Limits(rates=RateLimits(per_chat=2, overall=30))) as served:
        await served.says("/start")
        answers = [await served.call("sendMessage", chat_id=LAN.id, text=str(number)) for number in range(3)]
        assert [answer["ok"] for answer in answers] == [True, True, False]
        assert answers[2]["parameters"] == {"retry_after": 1}
        assert answers[2]["description"] == "Too Many Requests: retry after 1"
        served.clock.pass_by(timedelta(seconds=1))
        await served.result("sendMessage", chat_id=LAN.id, text="sau")


@pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff", b"[" * 100_000, b'{"a":1e999999}'])
async def test_a_body_that_cannot_be_read_is_refused(served: Served, body: bytes) -> None:
    answer = await served.client.post(
        f"/bot{BOT.token}/sendMessage", data=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status == 400
