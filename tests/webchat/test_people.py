"""The people's side: what they send, press, change and see."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientResponse

from tests.webchat.conftest import BOT, JSON, LAN, MINH, NEVER, OTHER_BOT, Served, dumped, jpeg, serving
from tests.webchat.test_delivery import dict_of
from webchat.settings import Limits

KEYS = {"inline_keyboard": [[{"text": "Nhận", "callback_data": "take"}]]}


async def test_the_page_begins_with_everything_it_needs(started: Served) -> None:
    begun = await (await started.client.get("/people")).json()
    assert [person["name"] for person in begun["people"]] == ["Lan", "Minh", "Chưa bao giờ"]
    assert begun["bots"][0] == {"id": BOT.id, "name": "Công an xã", "username": "nguontin_bot"}
    assert begun["places"][0]["name"] == "Chợ Đông Ba"
    assert len(begun["chats"]) == 6
    assert begun["chats"][0]["last"]["message"]["text"] == "/start"
    assert BOT.token not in dumped(begun)


async def test_the_page_is_served_and_takes_nothing_from_elsewhere(served: Served) -> None:
    page = await served.client.get("/?person=101&start=abc")
    text = await page.text()
    assert page.status == 200
    policy = page.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "http" not in text.replace("http-equiv", "")
    for name in ("app.js", "style.css", "icon.svg"):
        assert (await served.client.get(f"/page/{name}")).status == 200
    for name in ("..%2Fserver.py", "__init__.py", "khong-co.js"):
        assert (await served.client.get(f"/page/{name}")).status == 404


async def test_an_album_arrives_as_separate_updates_with_one_group_id(started: Served) -> None:
    status, _ = await started.uploads(("a.jpg", jpeg()), ("b.png", jpeg(colour="red")), caption="ở ngã tư")
    assert status == 201
    first, second = await started.bot.get_updates()
    assert first.message is not None
    assert second.message is not None
    assert first.message.media_group_id == second.message.media_group_id is not None
    assert (first.message.caption, second.message.caption) == ("ở ngã tư", None)
    assert [size.width for size in first.message.photo] == [90, 320, 900]


async def test_photos_lose_their_metadata_and_files_keep_every_byte(started: Served) -> None:
    original = jpeg()
    assert b"where I live" in original
    assert b"secret" in original
    await started.uploads(("a.jpg", original))
    await started.uploads(("a.jpg", original), kind="document")
    photo, document = await started.bot.get_updates()
    assert photo.message is not None
    assert document.message is not None
    assert document.message.document is not None
    for size in photo.message.photo:
        made = bytes(await (await size.get_file()).download_as_bytearray())
        assert b"where I live" not in made
        assert b"secret" not in made
    assert bytes(await (await document.message.document.get_file()).download_as_bytearray()) == original


@pytest.mark.parametrize(
    ("files", "kind", "status"),
    [
        ([("a.jpg", b"not an image")], "photo", 422),
        ([("a.jpg", jpeg()[:2000])], "photo", 422),
        ([("a.jpg", jpeg(2000, 50))], "photo", 422),
        ([("a.jpg", b"")], "photo", 422),
        ([("a.txt", b"")], "document", 201),
        ([("a.mp4", b"video")], "video", 201),
        ([("a.ogg", b"voice")], "voice", 201),
        ([("a.txt", b"x")], "sticker", 400),
        ([("a.txt", b"x")] * 11, "document", 400),
        ([], "document", 400),
    ],
)
async def test_files_are_taken_or_refused_with_a_sentence(
    started: Served, files: list[tuple[str, bytes]], kind: str, status: int
) -> None:
    found, answer = await started.uploads(*files, kind=kind)
    assert found == status
    assert ("error" in answer) == (status != 201)


async def test_one_unreadable_photo_keeps_the_whole_album_back(started: Served) -> None:
    status, answer = await started.uploads(("a.jpg", jpeg()), ("hỏng.jpg", b"x"))
    assert (status, answer) == (
        422,
        {"error": "Không đọc được ảnh “hỏng.jpg”. Hãy gửi ở dạng tệp hoặc chọn ảnh khác."},
    )
    assert await started.updates() == []


async def test_a_file_over_the_limit_is_refused_with_a_sentence(tmp_path: Path) -> None:
    async with serving(tmp_path, limits=Limits(upload_bytes=2**20)) as served:
        status, answer = await served.uploads(("a.bin", bytes(2**20 + 1)), kind="document")
        assert (status, answer["error"]) == (413, "Tệp lớn hơn 1 MB nên không gửi được. Hãy chọn tệp nhỏ hơn.")


async def test_positions_reach_the_bot(started: Served) -> None:
    await started.person("/location", lat=16.4637, lon=107.5909, accuracy_m=2500.5)
    await started.person("/venue", lat=16.4637, lon=107.5909, title="Chợ", address="Huế")
    position, venue = await started.bot.get_updates()
    assert position.message is not None
    assert position.message.location is not None
    assert position.message.location.horizontal_accuracy == 1500
    assert venue.message is not None
    assert venue.message.venue is not None
    assert venue.message.venue.title == "Chợ"


@pytest.mark.parametrize("body", [{}, {"lat": "NaN", "lon": 1}, {"lat": 91, "lon": 0}, {"lat": 1, "lon": 1e999}])
async def test_positions_off_the_earth_are_refused(started: Served, body: JSON) -> None:
    answer = await started.client.post(
        f"/people/{LAN.id}/bots/{BOT.id}/location", data=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status == 400
    assert "error" in await answer.json()


async def test_an_edited_message_reaches_the_bot_with_its_new_text(started: Served) -> None:
    own = await started.says("sai")
    await started.person(f"/messages/{own}", method="PUT", text="đúng https://a.vn")
    _, edited = await started.bot.get_updates()
    assert edited.edited_message is not None
    assert edited.edited_message.text == "đúng https://a.vn"
    assert edited.edited_message.edit_date is not None
    theirs = (await started.bot.send_message(LAN.id, "của bot")).message_id
    assert (await started.try_person(f"/messages/{theirs}", method="PUT", text="x"))[0] == 404
    assert (await started.try_person(f"/messages/{theirs}", method="DELETE"))[0] == 404


async def test_an_edit_keeps_the_limits_of_a_new_message(started: Served) -> None:
    own = await started.says("ngắn")
    _, answer = await started.uploads(("a.jpg", jpeg()))
    [photo] = answer["messages"] if isinstance(answer["messages"], list) else []
    for message, text in ((own, " "), (own, "a" * 4097), (photo["id"], "a" * 1025)):
        status, refused = await started.try_person(f"/messages/{message}", method="PUT", text=text)
        assert (status, list(refused)) == (400, ["error"])
    await started.person(f"/messages/{photo['id']}", method="PUT", text="chú thích")
    assert dict_of((await started.log())[-1]["message"])["caption"] == "chú thích"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=b"),
        (b"--b\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b"),
        (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx',
            "multipart/form-data; boundary=b",
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="as"\r\n\r\n\xff\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
        ),
        (
            b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
        (b"\xff=\xff&a=%ff", "application/x-www-form-urlencoded"),
        (b"a=b", "application/x-www-form-urlencoded; charset=klingon"),
    ],
)
async def test_bodies_that_are_broken_are_refused_not_crashed_on(started: Served, body: bytes, kind: str) -> None:
    for path in (f"/people/{LAN.id}/bots/{BOT.id}/files", f"/bot{BOT.token}/sendDocument"):
        answer = await started.client.post(path, data=body, headers={"Content-Type": kind})
        assert answer.status == 400, await answer.text()
        assert await answer.json()


async def test_only_a_button_that_is_there_can_be_pressed(started: Served) -> None:
    sent = dict_of(await started.result("sendMessage", chat_id=LAN.id, text="a", reply_markup=KEYS))
    press = f"/messages/{sent['message_id']}/press"
    assert (await started.try_person(press, data="other"))[0] == 409
    assert (await started.try_person(press, data="take", person=MINH))[0] == 409
    assert (await started.try_person("/messages/999/press", data="take"))[0] == 409
    assert (await started.try_person(press, data=["take"]))[0] == 400
    await started.result("editMessageReplyMarkup", chat_id=LAN.id, message_id=sent["message_id"])
    status, answer = await started.try_person(press, data="take")
    assert (status, answer) == (409, {"error": "Nút này không còn nữa."})
    assert await started.updates() == []


async def test_unread_messages_are_counted_until_they_are_seen(started: Served) -> None:
    sent = [await started.bot.send_message(LAN.id, str(number)) for number in range(3)]
    assert dict_of((await started.person("", method="GET"))["chat"])["unread"] == 3
    await started.person("/read", up_to=sent[1].message_id)
    assert dict_of((await started.person("", method="GET"))["chat"])["unread"] == 1
    await started.person("/read", up_to=2**62)
    await started.bot.send_message(LAN.id, "sau đó")
    assert dict_of((await started.person("", method="GET"))["chat"])["unread"] == 1


async def test_bots_have_chats_of_their_own(started: Served) -> None:
    await started.person("/text", text="chào", bot=OTHER_BOT)
    assert await started.updates() == []
    other = await started.call("getUpdates", token=OTHER_BOT.token)
    assert len(other["result"]) == 1  # type: ignore[arg-type]  # a list, as the test above shows
    assert len(await started.log()) == 1


HOSTILE = {
    "markup": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "direction override": ("an\u202enin", "annin"),
    "NUL and control characters": ("a\x00b\x07c\r\n", "a b c"),
    "zero width and combining": ("a\u200d" + "\u0301" * 50, "a\u200d" + "\u0301" * 50),
    "quotes": ("'; DROP TABLE messages; --", "'; DROP TABLE messages; --"),
    "outside the basic plane": ("𠮷🙂", "𠮷🙂"),
}


@pytest.mark.parametrize("case", HOSTILE)
async def test_hostile_text_is_cleaned_and_passed_on_as_text(started: Served, case: str) -> None:
    typed, kept = HOSTILE[case]
    await started.says(typed)
    [update] = await started.updates()
    assert dict_of(update["message"])["text"] == kept


@pytest.mark.parametrize(
    "body",
    [
        '{"text": "\\ud800"}',
        '{"text": "\\udfff\\ud800"}',
        '{"text": "\\u202e \\r"}',
        '{"text": 5}',
        '{"text": null}',
        '{"text": {"a": 1}}',
        "[]",
        "{",
        "[" * 50_000,
        '{"text": "' + "a" * 4097 + '"}',
    ],
)
async def test_texts_that_are_none_are_refused_with_a_sentence(started: Served, body: str) -> None:
    answer = await started.client.post(
        f"/people/{LAN.id}/bots/{BOT.id}/text", data=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status == 400
    assert "error" in await answer.json()
    assert await started.updates() == []


async def test_unknown_people_and_chats_are_not_found(served: Served) -> None:
    for path in ("/people/5/bots/7000000001", f"/people/{LAN.id}/bots/5", "/people/files/x"):
        assert (await served.client.get(path)).status == 404


async def test_other_sites_cannot_make_a_browser_send(served: Served) -> None:
    path = f"/people/{NEVER.id}/bots/{BOT.id}"
    foreign = await served.client.post(f"{path}/block", headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status == 403
    plain = await served.client.post(f"{path}/text", data='{"text":"a"}', headers={"Content-Type": "text/plain"})
    assert plain.status == 400


async def test_files_are_shown_only_if_they_are_harmless(started: Served) -> None:
    await started.uploads(("trang.html", b"<script>alert(1)</script>"), kind="document")
    await started.uploads(("a.jpg", jpeg()))
    page, photo = (await started.log())[1:]
    document = await started.client.get(f"/people/files/{dict_of(dict_of(page['message'])['document'])['file_id']}")
    assert document.headers["Content-Type"] == "application/octet-stream"
    assert document.headers["Content-Disposition"] == "attachment; filename*=UTF-8''trang.html"
    assert "sandbox" in document.headers["Content-Security-Policy"]
    sizes = dict_of(photo["message"])["photo"]
    assert isinstance(sizes, list)
    image = await started.client.get(f"/people/files/{sizes[0]['file_id']}")
    assert image.headers["Content-Type"] == "image/jpeg"


@asynccontextmanager
async def listening(served: Served, query: str = "", last: str | None = None) -> AsyncIterator[ClientResponse]:
    headers = {} if last is None else {"Last-Event-ID": last}
    async with served.client.get(f"/people/events{query}", headers=headers) as response:
        assert response.content_type == "text/event-stream"
        assert await response.content.readuntil(b"\n\n") == b"retry: 1000\n\n"
        yield response


async def next_event(response: ClientResponse) -> tuple[str, str, JSON]:
    block = (await response.content.readuntil(b"\n\n")).decode()
    fields = dict(line.split(": ", 1) for line in block.strip().split("\n"))
    return fields.get("id", ""), fields["event"], json.loads(fields["data"])


async def test_live_events_show_all_that_happens_in_a_chat(started: Served) -> None:
    async with listening(started, f"?person={LAN.id}") as events:
        await started.person("/text", text="không phải của Lan", person=MINH)
        sent = dict_of(await started.result("sendMessage", chat_id=LAN.id, text="a", reply_markup=KEYS))
        pressed = await started.person(f"/messages/{sent['message_id']}/press", data="take")
        await started.result("answerCallbackQuery", callback_query_id=pressed["query_id"], text="Đã nhận")
        await started.result("sendChatAction", chat_id=LAN.id, action="typing")
        await started.result("editMessageText", chat_id=LAN.id, message_id=sent["message_id"], text="b")
        await started.result("deleteMessage", chat_id=LAN.id, message_id=sent["message_id"])
        found = [await next_event(events) for _ in range(7)]
    assert [kind for _, kind, _ in found] == ["message", "chat", "answer", "action", "edited", "deleted", "chat"]
    answer = found[2][2]
    assert answer == {
        "bot": BOT.id,
        "person": LAN.id,
        "query_id": pressed["query_id"],
        "text": "Đã nhận",
        "alert": False,
    }


async def test_live_events_go_on_where_they_were_interrupted_even_after_a_restart(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        async with listening(served) as events:
            await served.says("một")
            last, _, _ = await next_event(events)
        await served.says("hai")
    async with serving(tmp_path) as served, listening(served, last=last) as events:
        kinds = [await next_event(events) for _ in range(3)]
        assert [kind for _, kind, _ in kinds] == ["chat", "message", "chat"]
        assert dict_of(kinds[1][2]["message"])["text"] == "hai"
        await served.says("ba")
        _, _, body = await next_event(events)
        assert dict_of(body["message"])["text"] == "ba"


async def test_a_page_that_missed_too_much_is_told_to_begin_again(tmp_path: Path) -> None:
    async with serving(tmp_path, limits=Limits(events=10)) as served:
        for number in range(10):
            await served.says(str(number))
        for last in ("1", "100000", "-5"):
            async with listening(served, last=last) as events:
                assert (await next_event(events))[1] == "reset"
