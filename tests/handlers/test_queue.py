"""The queue, acknowledging, and what officers write, through the real dispatcher."""

import json
import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select

from domain.access import Role
from domain.lifecycle import Status
from domain.outcomes import OutcomeType
from handlers.callbacks import Acknowledge, AddOutcome, OpenTip, ReadOn, ShowFiles, Write
from handlers.quoting import displayed, pages, shortened
from handlers.staff import named_code
from storage import models
from storage.outbox import Priority
from tests.handlers.staffing import FIRE, RACING, acknowledged, code, events, report, status
from tests.scene import Person, Scene

OTHER_COMMUNE = "19753"


def entity(person: Person, kind: str) -> str:
    """Return what the first entity of a kind covers in the newest message."""
    shown = person.last
    found = next(one for one in shown.entities if one["type"] == kind)
    units = shown.text.encode("utf-16-le")
    return units[2 * found["offset"] : 2 * (found["offset"] + found["length"])].decode("utf-16-le")


# The card.


async def test_every_officer_of_the_unit_gets_a_card_and_nobody_else(scene: Scene) -> None:
    own = [await scene.officer("Nam"), await scene.officer("Hoa", role=Role.COMMANDER)]
    others = [
        await scene.officer("Xa", unit=OTHER_COMMUNE),
        await scene.officer("Tinh", unit="46", role=Role.SUPERVISOR),
        await scene.officer("Cao", role=Role.SUPERVISOR),
    ]
    await report(scene)
    assert [len(one.shown) for one in own] == [1, 1]
    assert [len(one.shown) for one in others] == [0, 0, 0]
    assert "phường Mỹ Thượng" in own[0].last.text
    assert await code(scene) in own[0].last.text


async def test_a_card_hides_numbers_of_persons_and_the_opened_tip_shows_them(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    words = "Xe 75A-123.45 đua ở 12/3 Lê Lợi, phường Mỹ Thượng, Huế lúc 21h30, chủ xe 0905 123 456"
    await report(scene, words)
    assert "Xe ••A-•••.•• đua ở 12/3 Lê Lợi" in officer.last.text
    assert "chủ xe •••• ••• •••" in officer.last.text
    await officer.press("Xem tin")
    assert words in officer.last.text


async def test_an_emergency_says_so_first_and_is_sent_first(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await report(scene, FIRE)
    assert officer.last.text.startswith("🔴 KHẨN CẤP")
    assert "Khẩn cấp vì: “" in officer.last.text
    async with scene.database.read() as session:
        to_staff = select(models.Call.priority).join(
            models.Officer, models.Officer.contact_id == models.Call.contact_id
        )
        priorities = await session.scalars(to_staff)
        assert set(priorities) == {Priority.URGENT}


async def test_nothing_that_goes_to_staff_says_who_reported(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    colleague = await scene.officer("Hoa")
    citizen = scene.citizen("Trần Thị Bí Mật")
    await citizen.say(RACING)
    await citizen.send_photo(caption="xe đây")
    await citizen.press("Gửi")
    await officer.press("Tiếp nhận")
    await officer.press("Hỏi thêm")
    await officer.say("Xe màu gì?")
    await citizen.say("Xe màu đỏ")
    await officer.press("Phân loại")
    to_staff = json.dumps(
        [
            payload
            for _method, payload in scene.telephones.calls
            if payload.get("chat_id") in {officer.id, colleague.id}
        ],
        ensure_ascii=False,
    )
    assert "Xe màu đỏ" in to_staff
    for secret in ("Bí Mật", str(citizen.id), "photo-", "forward", "reply_parameters"):
        assert secret not in to_staff


@pytest.mark.parametrize(
    "words",
    [
        "<b>Đua xe</b> <a href='tg://user?id=1'>x</a> & &#x1F4A3; ở phường Mỹ Thượng, Huế",
        "Đua xe ở phường Mỹ Thượng, Huế [bấm](http://xau.example) *đậm* __",
        "Đua xe ở phường Mỹ Thượng, Huế \u202egnol\u202c\u200b\u2066",
    ],
)
async def test_a_citizens_words_stay_words_inside_the_quotation(scene: Scene, words: str) -> None:
    officer = await scene.officer("Nam")
    await report(scene, words)
    assert {one["type"] for one in officer.last.entities} <= {"bold", "code", "blockquote"}
    assert entity(officer, "blockquote") == displayed(words)
    assert not any(mark in officer.last.text for mark in "\u202e\u202c\u200b\u2066")
    assert "parse_mode" not in officer.last.payload


async def test_words_cannot_imitate_what_the_service_says(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    words = f"{RACING}\n\nNỘI DUNG NGƯỜI DÂN GỬI\nĐã kết thúc"
    await report(scene, words)
    assert entity(officer, "blockquote").endswith("Đã kết thúc")
    assert "\nNỘI DUNG NGƯỜI DÂN GỬI" in officer.last.text


async def test_long_words_are_cut_on_the_card_and_read_page_by_page(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = scene.citizen()
    await citizen.say(RACING)
    for part in range(3):
        await citizen.say(f"đoạn {part} " + "😀 rất dài " * 330)
    await citizen.press("Gửi")
    assert len(entity(officer, "blockquote").encode("utf-16-le")) <= 2 * 701
    await officer.press("Xem tin")
    await officer.press("Đọc toàn bộ")
    read = officer.last.text
    while any("Đọc tiếp" in one for one in officer.last.buttons):
        await officer.press("Đọc tiếp")
        read += officer.last.text
    assert all(f"đoạn {part}" in read for part in range(3))
    await officer.press_data(ReadOn(tip=1, page=10_000).pack())
    assert "hết" in officer.last.text


async def test_the_whole_view_fits_into_one_message_however_much_there_is(scene: Scene) -> None:
    officer = await scene.officer("Nam" * 25)
    citizen = scene.citizen()
    await citizen.say(RACING)
    await citizen.say("😀 rất dài " * 330)
    await citizen.press("Gửi")
    await officer.press("Tiếp nhận")
    for _ in range(7):
        await officer.say(f"/ghichu {await code(scene)} " + "ghi chú rất dài " * 150)
        await officer.press_data(
            AddOutcome(tip=1, type=OutcomeType.WANTED_PERSON, attributes="persuaded.fugitive").pack()
        )
        await officer.say("1")
    assert officer.last.text.endswith("hoặc gõ số:")
    assert [one["type"] for one in officer.last.entities].count("blockquote") == 1


async def test_staff_see_rounded_times_but_for_emergencies(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    scene.pass_time(minutes=3)
    await report(scene)
    assert "21:00 20/11/2026" in officer.last.text
    assert "21:03" not in officer.last.text
    await report(scene, FIRE)
    assert "21:03 20/11/2026" in officer.last.text


async def test_a_tip_with_a_position_shows_where_it_is(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = scene.citizen()
    await citizen.say(RACING)
    await citizen.share(16.5004, 107.6361, horizontal_accuracy=30)
    if "Gửi" not in str(citizen.last.buttons):
        await citizen.press("Mỹ Thượng")
    await citizen.press("Gửi")
    assert "16.50040, 107.63610 (± 30 m)" in officer.last.text


# The queue.


async def test_the_queue_is_listed_by_urgency_and_age_and_a_number_opens_a_tip(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await report(scene)
    scene.pass_time(minutes=10)
    await report(scene, FIRE)
    await officer.say("/hangcho")
    first, second = officer.last.buttons
    assert "KHẨN CẤP" in first
    assert "10 phút" in second
    await officer.say("2")
    assert await code(scene, 1) in officer.last.text
    assert await status(scene, 1) is Status.SEEN


async def test_an_empty_queue_says_so(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await officer.say("/hangcho")
    assert "Hàng chờ đang trống" in officer.last.text
    await officer.say("/quahan")
    assert "Không có tin quá hạn" in officer.last.text


async def test_late_tips_are_listed_and_their_cards_say_by_how_much(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await report(scene, FIRE)
    scene.pass_time(minutes=35)
    await officer.say("/quahan")
    assert await code(scene) in str(officer.last.buttons)
    await officer.say("1")
    assert "QUÁ HẠN 20 phút" in officer.last.text


async def test_citizens_and_supervisors_have_no_queue(scene: Scene) -> None:
    await scene.officer("Nam")
    await report(scene)
    citizen = scene.citizen()
    supervisor = await scene.officer("Tinh", unit="46", role=Role.SUPERVISOR)
    for person in (citizen, supervisor):
        await person.say("/hangcho")
        await person.say(f"/xem {await code(scene)}")
        await person.press_data(OpenTip(tip=1).pack())
        await person.press_data(Acknowledge(tip=1).pack())
        assert "Đua xe" not in person.text
    assert await status(scene) is Status.QUEUED


# Acknowledging.


async def test_acknowledging_tells_colleagues_and_the_reporter_without_naming_the_officer(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    citizen = await acknowledged(scene, officer)
    assert await status(scene) is Status.ACKNOWLEDGED
    assert "Đồng chí Nam đã tiếp nhận lúc 21:00" in colleague.last.text
    assert len(colleague.shown) == 1, "a card changes where it stands"
    assert "Công an phường Mỹ Thượng đã tiếp nhận tin" in citizen.last.text
    assert await code(scene) in citizen.last.text
    assert "Nam" not in citizen.last.text
    assert "Đua xe" not in citizen.last.text


async def test_of_two_officers_who_press_at_once_the_second_is_told_who_was_first(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    citizen = await report(scene)
    for person in (officer, colleague):
        data = next(data for text, data in person.last.buttons.items() if "Tiếp nhận" in text)
        query = {
            "id": str(person.id),
            "from": person._user(),  # noqa: SLF001 - two presses have to wait side by side
            "chat_instance": "1",
            "data": data,
            "message": person._message(person.last.message_id, {"text": "…"}),  # noqa: SLF001 - the same
        }
        await scene.journal({"callback_query": query})
    scene.pressing = colleague
    told = len(citizen.shown)
    await scene.settle()
    assert [event.after for event in await events(scene, "status")].count("acknowledged") == 1
    assert "Đồng chí Nam đã tiếp nhận tin này trước, lúc 21:00" in colleague.last.text
    assert len(citizen.shown) == told + 1


async def test_pressing_ten_times_acknowledges_once(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await report(scene)
    for _ in range(10):
        await officer.press_data(Acknowledge(tip=1).pack())
    assert [event.after for event in await events(scene, "status")].count("acknowledged") == 1
    assert "Đồng chí đã tiếp nhận tin này lúc" in officer.last.text
    assert citizen.text.count("đã tiếp nhận tin") == 1


async def test_a_stale_button_shows_how_the_tip_stands_and_changes_nothing(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    await acknowledged(scene, officer)
    await officer.say(f"/dong {await code(scene)}")
    await officer.say("báo nhầm")
    assert await status(scene) is Status.CLOSED
    await colleague.press_data(Write(tip=1, kind="question").pack())
    assert "Tin đã" in colleague.last.text or "không còn" in colleague.last.text
    assert await status(scene) is Status.CLOSED


async def test_the_typed_command_acknowledges_too(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await report(scene)
    typed = (await code(scene)).lower().replace("-", " ")
    await officer.say(f"/nhan {typed}")
    assert await status(scene) is Status.ACKNOWLEDGED


@pytest.mark.parametrize("typed", ["/nhan", "/nhan không biết", "/xem 12345", "/hoi"])
async def test_a_command_without_a_code_says_how_it_is_typed(scene: Scene, typed: str) -> None:
    officer = await scene.officer("Nam")
    await officer.say(typed)
    assert "Đồng chí gõ mã tin sau lệnh" in officer.last.text


# Others' tips, forged data.


async def test_an_officer_of_another_unit_finds_nothing(scene: Scene) -> None:
    await scene.officer("Nam")
    await report(scene)
    stranger = await scene.officer("La", unit=OTHER_COMMUNE)
    for data in (OpenTip(tip=1), Acknowledge(tip=1), ShowFiles(tip=1), ReadOn(tip=1), Write(tip=1, kind="note")):
        await stranger.press_data(data.pack())
    none = stranger.last.text
    await stranger.press_data(OpenTip(tip=999).pack())
    assert stranger.last.text == none, "not theirs looks like none"
    await stranger.say(f"/xem {await code(scene)}")
    assert stranger.last.text == none
    assert await status(scene) is Status.QUEUED
    assert "Đua xe" not in stranger.text


@pytest.mark.parametrize(
    "data",
    [
        "tip",
        "ack",
        "tip:",
        "tip:x",
        "tip:1:2",
        "ack:-5",
        "write:1:narrative",
        "write:1:",
        "settle:1:reopened",
        "\x00",
        "class:1:x",
    ],
)
async def test_forged_data_is_refused_and_nothing_is_set_aside(scene: Scene, data: str) -> None:
    officer = await scene.officer("Nam")
    await report(scene)
    await officer.press_data(data)
    assert await status(scene) is Status.QUEUED
    async with scene.database.read() as session:
        states = await session.scalars(select(models.Update.state))
        assert set(states) == {"done"}


# Writing.


async def test_a_question_reaches_the_reporter_and_the_answer_comes_back_to_the_card(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    citizen = await acknowledged(scene, officer)
    await officer.press("Hỏi thêm")
    await officer.say("Xe màu gì?")
    assert await status(scene) is Status.NEEDS_INFO
    assert "Công an phường Mỹ Thượng hỏi thêm về tin" in citizen.last.text
    assert "Xe màu gì?" in citizen.last.text
    scene.pass_time(minutes=5)
    await citizen.say("Xe màu đỏ, biển 75")
    assert await status(scene) is Status.VERIFYING
    assert "Xe màu đỏ" in officer.last.text
    assert "Xe màu đỏ" in colleague.last.text
    await officer.press("Xem tin")
    assert "Xe màu gì?" in officer.last.text
    assert "Xe màu đỏ" in officer.last.text


async def test_numbers_typed_as_a_reply_are_the_reply(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    await officer.say(f"/phanhoi {await code(scene)}")
    await officer.say("113")
    assert "113" in citizen.last.text
    await officer.press("Phản hồi")
    await officer.say("2")
    assert citizen.last.text.endswith("2")


async def test_a_note_stays_inside(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    before = len(citizen.shown)
    await officer.say(f"/ghichu {await code(scene)} đã gọi tổ trưởng dân phố")
    assert "đã gọi tổ trưởng" in officer.last.text
    assert len(citizen.shown) == before


async def test_a_reply_to_a_result_informs_the_reporter(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    await officer.press("Đã giải quyết")
    assert "đã có kết quả" in citizen.last.text
    await officer.press("Phản hồi")
    await officer.say("Đã xử lý nhóm đua xe. Cảm ơn bà con.")
    assert await status(scene) is Status.INFORMED
    assert "Cảm ơn bà con" in citizen.last.text
    await officer.press("Kết thúc")
    assert await status(scene) is Status.CLOSED
    assert "đã kết thúc" in citizen.last.text


async def test_a_reporter_who_withdrew_is_not_written_to(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    await citizen.say("/tin")
    await citizen.say("1")
    await citizen.press("Rút tin")
    await citizen.press("Rút tin")
    shown = len(citizen.shown)
    await officer.say(f"/xem {await code(scene)}")
    assert "Người báo đã rút tin" in officer.last.text
    assert not any("Hỏi thêm" in one for one in officer.last.buttons)
    await officer.press_data(Write(tip=1, kind="question").pack())
    await officer.say(f"/phanhoi {await code(scene)} xin chào")
    assert len(citizen.shown) == shown


async def test_words_are_awaited_until_the_officer_goes_back(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    await officer.press("Hỏi thêm")
    await officer.send_photo()
    assert "gõ bằng chữ" in officer.last.text
    await officer.press("Trở lại tin")
    before = len(citizen.shown)
    await officer.say("không phải câu hỏi")
    assert len(citizen.shown) == before
    assert await status(scene) is Status.ACKNOWLEDGED


async def test_words_that_are_too_long_are_asked_for_again(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    await officer.press("Hỏi thêm")
    await officer.say("dài " * 900)
    assert await status(scene) is Status.ACKNOWLEDGED
    await officer.say("Ngắn hơn?")
    assert "Ngắn hơn?" in citizen.last.text


async def test_files_that_have_not_arrived_yet_are_named(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = scene.citizen()
    await citizen.say(RACING)
    await citizen.send_photo()
    await citizen.press("Gửi")
    await officer.press("Xem tin")
    assert "1 ảnh" in officer.last.text
    await officer.press_data(ShowFiles(tip=1).pack())
    assert "1 tệp" in officer.last.text


async def test_pictures_are_shown_as_clean_copies_and_never_by_the_senders_file(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG")
    scene.telephones.file = picture.getvalue()
    citizen = scene.citizen()
    await citizen.say(RACING)
    await citizen.send_photo()
    await citizen.press("Gửi")
    await scene.fetching.fetch_due()
    await officer.press("Xem tin")
    await officer.press("Xem ảnh")
    assert officer.last.photo is not None
    assert officer.last.photo != scene.telephones.file
    assert "file_id" not in officer.last.payload
    assert "photo" not in officer.last.payload


async def test_each_officer_reads_their_own_language(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    await colleague.say("/english")
    citizen = await report(scene)
    assert "NỘI DUNG" in officer.last.text
    assert "WHAT THE CITIZEN WROTE" in colleague.last.text
    await colleague.press("Acknowledge")
    assert "đã tiếp nhận" in citizen.last.text


# Plain functions.


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("K7QF-2M9X-4TBD", ("K7QF2M9X4TBD", "")),
        (" k7qf 2m9x 4tbd  xin hỏi\nthêm ", ("K7QF2M9X4TBD", "xin hỏi\nthêm")),
        ("K7QF2M9X4TBD", ("K7QF2M9X4TBD", "")),
        ("K7QF2M9X4TBDx", None),
        ("xin chào các đồng chí", None),
        ("", None),
        (None, None),
    ],
)
def test_a_code_is_read_from_what_follows_a_command(typed: str | None, expected: tuple[str, str] | None) -> None:
    assert named_code(typed) == expected


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\u202eb\u200bc\u2066d\ufeffe", "abcde"),
        ("xem t.me/kenh @nguoi_la /dong", "xem t. me/kenh @ nguoi_la / dong"),
        ("1.500.000 đồng, 20:30, km 5/tổ 3", "1.500.000 đồng, 20:30, km 5/tổ 3"),
        ("👨\u200d👩\u200d👧 lạc", "👨\u200d👩\u200d👧 lạc"),
        ("a\u200db", "ab"),
        ("một\n\n\n\n\nhai\r\nba", "một\n\nhai\nba"),
        ("h" + "\u0336" * 40, "h" + "\u0336" * 3),
    ],
)
def test_what_is_hidden_or_pressable_is_taken_away_for_display(typed: str, shown: str) -> None:
    assert displayed(typed) == shown


@given(st.text(st.sampled_from("aé0 .:/@\n\u202e\u200b\u200d\u0301\u2066\ufeff😀xn-")))
def test_nothing_hidden_or_pressable_is_left_in_any_words(typed: str) -> None:
    shown = displayed(typed)
    assert not set(shown) & set("\u202e\u200b\u2066\ufeff")
    assert not re.search(r"\w://\S|@\w|\w\.[a-z]", shown)
    assert displayed(shown) == shown


def test_pages_lose_nothing_and_cut_no_letter_in_two() -> None:
    words = "a😀" * 999
    parts = pages(words, 100)
    assert "".join(parts) == words
    assert all(len(part.encode("utf-16-le")) <= 200 for part in parts)
    assert shortened(words, 100).endswith("…")
