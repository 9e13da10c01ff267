"""Odd and hostile input, each in the middle of a draft: it gets its sentence, and nothing that was given is lost.

The ids are those of the matrix of bad input: text, injection, conversation, media, who and where from, location.
"""

import json
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import telegram

from domain.access import Role
from storage import updates
from tests.scene import HUE, Person, Scene, Shown

FIRST = "đánh bạc ở chợ Phú Mỹ, phường Mỹ Thượng, Huế"
NAME = "Trần Thị Ngọc Lan"
SECRET_USER = 5_190_283_774

ON_BOTH = {"B10-4096", "B14-nul", "B15-surrogate", "B23-sql", "B62-huge-number", "B74-nowhere"}
"""These may end differently on each database."""

SUMMARY = "Tin của bạn – chưa gửi"
UNREADABLE = "chưa đọc được nội dung này"
SILENCE = ""


@dataclass(frozen=True)
class Case:
    """One odd thing to send.

    Attributes:
        id: Its place in the matrix.
        send: Sends it.
        answer: Words of the answer; none where there must be no answer.
        kept: Words that the officer has to read in the end.
        english: Words of the answer to somebody who reads English, where that is tried as well.
    """

    id: str
    send: Callable[[Person], Awaitable[Any]]
    answer: str
    kept: str = ""
    english: str = ""


def says(text: str, **fields: Any) -> Callable[[Person], Awaitable[None]]:
    return lambda person: person.say(text, **fields)


def sends(**fields: Any) -> Callable[[Person], Awaitable[int]]:
    return lambda person: person.send(**fields)


def presses(data: str) -> Callable[[Person], Awaitable[None]]:
    return lambda person: person.press_data(data)


def updates_with(**update: Any) -> Callable[[Person], Awaitable[None]]:
    return lambda person: person.scene.arrive(json.loads(json.dumps(update).replace('"PERSON"', str(person.id))))


def shares(lat: Any, lon: Any, **fields: Any) -> Callable[[Person], Awaitable[int]]:
    return lambda person: person.share(lat, lon, **fields)


async def edits_nothing_known(person: Person) -> None:
    await person.edit(4_711, "sửa một tin không có trong bản nháp")


async def edits_what_was_given(person: Person) -> None:
    number = await person.send(text="đánh bạc ghi lại")
    await person.edit(number, "đánh bạc ăn tiền, ghi lại")


async def edits_a_position(person: Person) -> None:
    message = person._message(4_712, {"location": {"latitude": 16.5, "longitude": 107.6, "live_period": 900}})  # noqa: SLF001 - the stage's form
    await person.scene.arrive({"edited_message": {**message, "edit_date": message["date"]}})


async def sends_twenty_at_once(person: Person) -> None:
    for number in range(20):
        await person.scene.journal({"message": person._message(8_000 + number, {"text": f"đoạn {number}."})})  # noqa: SLF001 - the stage's form
    await person.scene.settle()


async def cancels_and_goes_back(person: Person) -> None:
    await person.press("Bỏ tin này")
    await person.press("Giữ lại")


async def presses_what_is_out_of_date(person: Person) -> None:
    await person.press("Sửa loại việc")
    old = person.last.buttons["1. Giao thông, đua xe"]
    await person.press("Quay lại")
    await person.press_data(old)


def media(kind: str, **fields: Any) -> dict[str, Any]:
    return {kind: {"file_id": f"file-{kind}", "file_unique_id": "u", **fields}}


STICKER = media("sticker", type="regular", width=1, height=1, is_animated=False, is_video=False)
DICE = {"dice": {"emoji": "🎲", "value": 6}}
POLL = {
    "poll": telegram.Poll(
        "1", "Ai?", [telegram.PollOption("A", 0, persistent_id="1")], 0,
        is_closed=False, is_anonymous=True, type="regular",
        allows_multiple_answers=False, allows_revoting=False, members_only=False,
    ).to_dict()
}  # fmt: skip
CONTACT = {"contact": {"phone_number": "+84912345678", "first_name": NAME}}
GAME = {"game": {"title": "Game", "description": "d", "photo": []}}
STORY = {"story": {"chat": {"id": 5, "type": "private", "first_name": "x"}, "id": 1}}
HIDDEN = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": NAME}}
FROM_USER = {
    "forward_origin": {
        "type": "user",
        "date": 1,
        "sender_user": {"id": SECRET_USER, "is_bot": False, "first_name": NAME},
    }
}
FROM_CHANNEL = {
    "forward_origin": {
        "type": "channel",
        "date": 1,
        "chat": {"id": -5, "type": "channel", "title": NAME},
        "message_id": 1,
    }
}
MENTIONS = [
    {"type": "text_mention", "offset": 0, "length": 4, "user": {"id": SECRET_USER, "is_bot": False, "first_name": NAME}}
]
FAR_ENTITIES = [{"type": "bold", "offset": -5, "length": 99_999}, {"type": "code", "offset": 2**31, "length": 1}] * 50
ZALGO = "a" + "\u0301\u0489" * 2_000
FAMILY = "👨‍👩‍👧‍👦"

NAMELESS = {"from": {"id": SECRET_USER, "is_bot": False, "first_name": ""}}

CASES = [
    # Text and Unicode.
    Case("B02-nfd", says(unicodedata.normalize("NFD", "thêm: bốn người ở Vỹ Dạ cũ")), SUMMARY, "bốn người"),
    Case("B07-rtl", says("xe \u202e321\u202c \u2067abc\u2069 đỏ"), SUMMARY, "xe 321 abc đỏ"),
    Case("B08-invisible", says("\u200b\u200d\ufeff\u00ad\u2060"), UNREADABLE, english="This cannot be read here"),
    Case("B08-tags", says("\U000e0041\U000e0042 xe máy"), SUMMARY, "xe máy"),
    Case("B09-zalgo", says(f"{ZALGO} lạ"), SUMMARY, "lạ"),
    Case("B10-4096", says("dài " * 1_023 + "hết."), SUMMARY, "dài dài"),
    Case("B13-emoji", says(FAMILY), SUMMARY, FAMILY, english="not sent yet"),
    Case("B14-nul", says("trước\x00sau"), SUMMARY, "sau"),
    Case("B15-surrogate", says("trước\ud83dsau"), SUMMARY, "sau"),
    Case("B16-controls", says("a\x1b[31mđỏ\x07 \u2028dòng\x85 \ufffe"), SUMMARY, "dòng"),
    Case("B17-digits", says("٤"), SUMMARY, "٤"),
    Case("B18-one-letter", says("x"), SUMMARY, "x"),
    Case("B18-spaces", says("   \t  "), UNREADABLE),
    Case("B18-punctuation", says("?!..."), UNREADABLE, english="what you sent before is kept"),
    Case("B18-newlines", says("\n\n\n\n"), UNREADABLE),
    Case("B19-many-newlines", says("đầu" + "\n" * 4_000 + "cuối"), SUMMARY, "cuối"),
    Case("B19-everyone", says("@everyone " * 400), SUMMARY, "@ everyone"),
    Case("B20-foreign", says("Здравствуйте 你好 こんにちは"), SUMMARY, "你好"),
    Case("B21-danger", says("đang cháy nhà, còn người mắc kẹt bên trong"), "gọi ngay: 114", "mắc kẹt"),
    Case("B21-despair", says("tôi không muốn sống nữa"), SUMMARY, "không muốn sống"),
    # Injection.
    Case("B23-sql", says("'; DROP TABLE tips;-- %00 \\\\ $$"), SUMMARY, "'; DROP TABLE tips;-- %00 \\\\ $$"),
    Case("B24-html", says("<b>đậm</b> <i>x & &#x1F4A3;"), SUMMARY, "<b>đậm</ b> <i>x & &#x1F4A3;"),
    Case("B25-markdown", says("*_[a](b)~`>#+-=|{}!\\ ```"), SUMMARY, "*_[a](b)~`>#+-=|{}!\\ ```"),
    Case("B26-link", says('https://xau.example/"><b>'), SUMMARY, 'https:// xau. example/"><b>'),
    Case("B27-addresses", says("javascript:alert(1) http://169.254.169.254/ file:///etc"), SUMMARY, "http:// 169.254"),
    Case("B28-formula", says('=HYPERLINK("x") +cmd -1+1 @SUM'), SUMMARY, '=HYPERLINK("x") +cmd -1+1 @ SUM'),
    Case("B29-templates", says("{{7*7}} ${jndi:x} %(asctime)s {0}"), SUMMARY, "{{7*7}} ${jndi:x} %(asctime)s {0}"),
    Case("B30-log-breaker", says('x\n{"level":"error"}'), SUMMARY, '{"level":"error"}'),
    Case("B33-entities", says("chữ thường", entities=FAR_ENTITIES), SUMMARY, "chữ thường"),
    Case("B33-mention", says("Lan ơi, xe đỏ", entities=MENTIONS), SUMMARY, "xe đỏ"),
    Case("B34-regex", says("a" * 2_000 + "!" * 2_000), SUMMARY, "aaaa"),
    Case("B34-slow-places", says("phường " * 580), SUMMARY, "phường phường"),
    # Conversation.
    Case("B35-start", says("/start"), "đang soạn"),
    Case("B36-payload", says("/start " + "x" * 4_000), "Lời mời này không", english="This invitation cannot be used"),
    Case("B37-other-bot", says("/start@other_bot"), "đang soạn"),
    Case("B37-capitals", says("/START"), "Không có lệnh này", english="There is no such command"),
    Case("B37-space", says("/ start"), "Không có lệnh này"),
    Case("B37-unknown", says("/hangcho"), "Không có lệnh này"),
    Case("B38-command-inside", says("gọi /huy không được"), SUMMARY, "gọi / huy không được"),
    Case("B39-thinks-twice", cancels_and_goes_back, SUMMARY),
    Case("B42-twenty-at-once", sends_twenty_at_once, SUMMARY, "đoạn 0.\nđoạn 1."),
    Case("B43-edit", edits_what_was_given, "ghi lại", "đánh bạc ăn tiền"),
    Case("B43-edit-of-unknown", edits_nothing_known, "gửi lại"),
    Case("B61-stale", presses_what_is_out_of_date, SUMMARY),
    Case("B62-prefix-alone", presses("mine"), SILENCE),
    Case("B62-huge-number", presses("mine:99999999999999999999"), SILENCE),
    Case("B62-not-mine", presses("mine:1"), "Không có tin này"),
    Case("B62-staff-button", presses("ack:1"), SILENCE),
    Case("B62-empty", presses(""), SILENCE),
    Case("B62-long", presses("x" * 65), SILENCE),
    Case("B62-nul", presses("send\x00"), SILENCE),
    Case("B62-separators", presses("at:::::"), SILENCE),
    Case("B62-no-such-commune", presses("at:'; --"), "Bạn chưa soạn tin nào"),
    # Media.
    Case("B38-caption", lambda person: person.send_photo(caption="/huy"), SUMMARY, "/ huy"),
    Case("B48-photo", lambda person: person.send_photo(), "1 ảnh", "1 ảnh", english="1 photo"),
    Case("B31-file-name", sends(**media("document", file_name="../../etc/passwd\u202egpj.exe")), "1 tệp", "1 tệp"),
    Case("B56-too-large", sends(**media("document", file_size=20 * 2**20 + 1)), "lớn hơn 20 MB", english="larger"),
    Case("B56-largest", sends(**media("document", file_size=20_971_520)), "1 tệp", "1 tệp"),
    Case("B57-no-size", sends(**media("document")), "1 tệp", "1 tệp"),
    Case("B58-voice", sends(**media("voice", duration=3)), "1 đoạn ghi âm", "1 đoạn ghi âm"),
    Case("B58-video-note", sends(**media("video_note", duration=3, length=1)), "1 video", "1 video"),
    Case("B59-sticker", sends(**STICKER), UNREADABLE, english="This cannot be read here"),
    Case("B59-dice", sends(**DICE), UNREADABLE),
    Case("B59-poll", sends(**POLL), UNREADABLE),
    Case("B59-game", sends(**GAME), UNREADABLE),
    Case("B59-story", sends(**STORY), UNREADABLE),
    # Who, and where from.
    Case("B64-game-press", updates_with(
        callback_query={"id": "1", "from": {"id": "PERSON", "is_bot": False, "first_name": NAME}, "chat_instance": "1",
                        "game_short_name": "g", "message": {"message_id": 1, "date": 0,
                                                            "chat": {"id": "PERSON", "type": "private"}}}), SILENCE),
    Case("B64-inline-press", updates_with(
        callback_query={"id": "1", "from": {"id": "PERSON", "is_bot": False, "first_name": NAME}, "chat_instance": "1",
                        "data": "send", "inline_message_id": "x"}), SILENCE),
    Case("B67-bot", updates_with(
        message={"message_id": 1, "date": 1, "text": "mua đi", "chat": {"id": "PERSON", "type": "private"},
                 "from": {"id": 7, "is_bot": True, "first_name": "Bot"}}), SILENCE),
    Case("B68-names", says("xe xanh", **NAMELESS), SUMMARY, "xe xanh"),
    Case("B70-hidden", says("chép lại tin này", **HIDDEN), SUMMARY, "chép lại tin này"),
    Case("B70-user", says("chép lại tin này", **FROM_USER), SUMMARY, "chép lại tin này"),
    Case("B70-channel", says("chép lại tin này", **FROM_CHANNEL), SUMMARY, "chép lại tin này"),
    Case("B79-contact", sends(**CONTACT), UNREADABLE),
    Case("B89-future", says("tin từ tương lai", date=4_000_000_000), SUMMARY, "tin từ tương lai"),
    Case("B89-1970", says("tin từ ngày xưa", date=0), SUMMARY, "tin từ ngày xưa"),
    Case("B44-blocked", updates_with(
        my_chat_member={"chat": {"id": "PERSON", "type": "private"}, "date": 1,
                        "from": {"id": "PERSON", "is_bot": False, "first_name": NAME},
                        "old_chat_member": {"status": "member", "user": {"id": 42, "is_bot": True, "first_name": "b"}},
                        "new_chat_member": {"status": "kicked", "until_date": 0,
                                            "user": {"id": 42, "is_bot": True, "first_name": "b"}}}), SILENCE),
    # Location.
    Case("B78-live", shares(16.4995, 107.6248, live_period=900), "phường", ""),
    Case("B78-moves-on", edits_a_position, SILENCE),
]  # fmt: skip


async def _begin(scene: Scene, *, english: bool = False) -> tuple[Person, Person]:
    hung, lan = await scene.officer("Hùng"), scene.citizen(NAME)
    if english:
        await lan.say("/english")
    await lan.say(FIRST)
    return hung, lan


async def _run(scene: Scene, case: Case, *, expected: str, english: bool) -> None:
    hung, lan = await _begin(scene, english=english)
    before = {one.message_id: one.text for one in lan.shown}
    await case.send(lan)
    answers = [one.text for one in lan.shown if before.get(one.message_id) != one.text]
    if expected:
        assert expected in "\n".join(answers), lan.describe()
    else:
        assert answers == []
    async with scene.database.read() as session:
        assert await updates.set_aside(session) == []
    await _send(hung, lan, case.kept, english=english)


async def _send(hung: Person, lan: Person, kept: str, *, english: bool) -> None:
    """Send what there is, and look at what the officer reads."""
    if not lan.last.buttons or not any("Gửi" in label or "Send" in label for label in lan.last.buttons):
        # The summary is asked for again, as somebody would who is lost.
        await lan.say("hết rồi" if not english else "that is all")
    await lan.press("Send" if english else "Gửi")
    assert ("Your code" if english else "Mã tin của bạn") in lan.last.text, lan.describe()
    await hung.press("nhận")
    read = hung.text + "".join(str(one.entities) for one in hung.shown)
    assert FIRST in hung.text
    assert kept in hung.text
    for secret in (NAME, str(lan.id), str(SECRET_USER), "+84912345678", "file-"):
        assert secret not in read
    for shown in hung.shown:
        assert {one["type"] for one in shown.entities} <= {"bold", "code", "blockquote"}
        assert "parse_mode" not in shown.payload
        _check_entities(shown)


def _check_entities(shown: Shown) -> None:
    """Fail where an entity lies outside of its text or ends within a letter."""
    units = shown.text.encode("utf-16-le")
    for one in shown.entities:
        assert 0 <= one["offset"] < one["offset"] + one["length"] <= len(units) // 2
        units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
async def test_odd_input_is_answered_and_the_draft_can_still_be_sent(scene: Scene, case: Case) -> None:
    await _run(scene, case, expected=case.answer, english=False)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("case", [one for one in CASES if one.id in ON_BOTH], ids=lambda case: case.id)
async def test_odd_input_ends_the_same_on_postgresql(scene: Scene, case: Case) -> None:
    await _run(scene, case, expected=case.answer, english=False)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("case", [one for one in CASES if one.english], ids=lambda case: case.id)
async def test_who_reads_english_is_answered_in_english(scene: Scene, case: Case) -> None:
    await _run(scene, case, expected=case.english, english=True)


# What changes where the tip belongs.

NOWHERE = [(0, 0), (107.6248, 16.4995), (90, 180), (-90, -180), (1e9, 1e9), (22.507, 103.97), (48.85, 2.35)]
"""On no land, swapped, at the ends of the earth, beyond them, across the border, far away."""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("lat", "lon"), NOWHERE)
async def test_a_position_that_is_nowhere_here_is_asked_about_and_routes_nothing(
    scene: Scene, lat: float, lon: float
) -> None:
    hung, lan = await scene.officer("Hùng"), scene.citizen(NAME)
    await lan.say("có nhóm đánh bạc ăn tiền")
    await lan.share(lat, lon, horizontal_accuracy=1_500)
    assert not any("Gửi" in label for label in lan.last.buttons)
    assert hung.shown == []
    await lan.say("phường Mỹ Thượng, Huế")
    await lan.press("Mỹ Thượng" if not any("Gửi" in label for label in lan.last.buttons) else "Gửi")
    if "Mã tin" not in lan.last.text:
        await lan.press("Gửi")
    assert "Mã tin" in lan.last.text
    async with scene.database.read() as session:
        assert await updates.set_aside(session) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"latitude": float("nan"), "longitude": 107.6}, UNREADABLE),
        ({"latitude": 1e400, "longitude": 107.6}, UNREADABLE),
        ({"latitude": 16.4995, "longitude": 107.6248, "horizontal_accuracy": float("inf")}, "phường"),
        ({"latitude": 16.4995, "longitude": 107.6248, "horizontal_accuracy": -5}, "phường"),
        ({"latitude": "mười sáu", "longitude": 107.6}, "Xin lỗi"),
        ({"latitude": None, "longitude": None}, "Xin lỗi"),
    ],
    ids=str,
)
async def test_a_position_that_is_no_number_breaks_nothing(scene: Scene, fields: dict[str, Any], answer: str) -> None:
    _, lan = await _begin(scene)
    await lan.send(location=fields)
    assert answer in lan.last.text
    await lan.say("xe đỏ")
    assert "xe đỏ" in lan.last.text or "phường" in lan.last.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_nothing_is_taken_from_a_group(scene: Scene, kind: str) -> None:
    hung, lan = await scene.officer("Hùng"), scene.citizen(NAME)
    scene.people[-77] = Person(scene, -77, "nhóm")
    chat = {"chat": {"id": -77, "type": kind, "title": "Tổ dân phố"}}
    for fields in ({"text": FIRST}, CONTACT, {"new_chat_title": "x"}, {"text": "/huy"}):
        await lan.send(**fields, **chat)
    assert scene.people[-77].shown == []
    for command in ("/start", "/start@nguon_tin_bot", "/start@nguon_tin_bot thamgia"):
        await lan.send(text=command, **chat)
    assert all("Trong nhóm" in one.text for one in scene.people[-77].shown)
    assert len(scene.people[-77].shown) == 3
    assert (hung.shown, lan.shown) == ([], [])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "data", ["ack:1", "tip:1", "files:1", "write:1:reply", "move:1:19777", "settle:1:closed", "queue"]
)
async def test_the_buttons_of_staff_do_nothing_for_others(scene: Scene, data: str) -> None:
    hung, lan = await _begin(scene)
    await lan.press("Gửi")
    son = await scene.officer("Sơn", unit="19777")
    supervisor = await scene.officer("Quang", unit=HUE, role=Role.SUPERVISOR)
    before = [(one.text, one.buttons) for one in hung.shown]
    for stranger in (scene.citizen(), lan, son, supervisor):
        count = len(stranger.shown)
        await stranger.press_data(data)
        said = "\n".join(one.text for one in stranger.shown[count:])
        assert "đánh bạc" not in said
        assert "Hùng" not in said
    assert [(one.text, one.buttons) for one in hung.shown] == before
    async with scene.database.read() as session:
        assert await updates.set_aside(session) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_words_of_a_tip_withdrawn_at_the_desk_are_sent_to_nobody_any_more(scene: Scene) -> None:
    hanh, lan = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR), scene.citizen(NAME)
    await lan.say("đánh bạc ở phường Vỹ Dạ, Huế")
    await lan.press("Gửi")
    calls = len(scene.telephones.calls)
    await lan.say("/tin")
    await lan.press_data("withdraw:1:1")
    assert "Đã rút" in lan.text or "rút" in lan.last.text
    later = [
        payload.get("text", "") for _, payload in scene.telephones.calls[calls:] if payload.get("chat_id") == hanh.id
    ]
    assert not any("đánh bạc" in text for text in later)
