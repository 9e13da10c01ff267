"""A citizen reports a tip."""

import re

import pytest
from sqlalchemy import func, select

from domain.access import Role
from storage import models, updates
from tests.scene import HUE, Person, Scene

EXAMPLE = "co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


async def tips(scene: Scene) -> list[models.Tip]:
    """Return every tip."""
    async with scene.database.read() as session:
        return list(await session.scalars(select(models.Tip).order_by(models.Tip.id)))


async def count(scene: Scene, table: type[models.Base]) -> int:
    """Return how many rows a table has."""
    async with scene.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_three_messages_are_enough(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.send_photo()
    await citizen.press("Gửi")
    code = CODE.search(citizen.last.text)
    assert code
    assert "Công an phường Mỹ Thượng" in citizen.last.text
    assert code[0] in officer.last.text
    assert EXAMPLE in officer.last.text
    [tip] = await tips(scene)
    assert (tip.unit_code, tip.place_code, tip.category, tip.status) == ("19930", "19930", "traffic", "queued")


async def test_the_emergency_numbers_come_first(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    assert citizen.shown[0].text.startswith("Khẩn cấp, gọi ngay: 113")
    other = scene.citizen()
    await other.say(EXAMPLE)
    assert other.shown[0].text.startswith("Khẩn cấp, gọi ngay: 113")


async def test_words_of_danger_bring_the_numbers_again_once_and_the_tip_is_still_taken(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    await citizen.say("dang chay nha o cho Phu My, Phu Vang, Hue, co nguoi mac ket")
    await citizen.say("cháy to lắm, có người kêu cứu")
    assert citizen.text.count("Khẩn cấp, gọi ngay") == 2
    await citizen.press("Gửi")
    [tip] = await tips(scene)
    assert tip.urgency == "emergency"


async def test_parts_may_come_in_any_order(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.send_photo()
    await citizen.share(16.5042, 107.6330)
    await citizen.press("Mỹ Thượng")
    await citizen.say("đổ trộm rác thải")
    await citizen.press("Gửi")
    assert CODE.search(citizen.last.text)
    [tip] = await tips(scene)
    assert (tip.place_code, tip.category) == ("19930", "environment")


async def test_only_the_place_is_asked_where_it_is_not_clear(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("có nhóm đánh bạc trong nhà hoang")
    assert "Việc xảy ra ở đâu?" in citizen.text
    await citizen.say("phường Vỹ Dạ, Huế")
    await citizen.press("Gửi")
    [tip] = await tips(scene)
    assert tip.place_code == "19777"


@pytest.mark.parametrize("answer", ["1", "1.", "gui", "Gửi", "GỬI"])
async def test_choices_can_be_typed(scene: Scene, answer: str) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.say(answer)
    assert CODE.search(citizen.last.text)


async def test_tips_that_are_handled_together_have_a_receipt_each(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    for place in ("Mỹ Thượng", "Vỹ Dạ", "An Cựu"):
        for words in (f"thấy đánh bạc ở phường {place}, Huế", "Gửi"):
            update = citizen._message(scene.next_message_id(), {"text": words})  # noqa: SLF001 - several wait at once
            await scene.journal({"message": update})
    await scene.settle()
    assert len(await tips(scene)) == 3
    assert len(set(CODE.findall(citizen.text))) == 3


async def test_an_old_button_sends_no_newer_draft(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    old = citizen.last.buttons["1. Gửi"]
    await citizen.press("Gửi")
    scene.pass_time(minutes=1)
    await citizen.say("đánh bạc ở phường Vỹ Dạ, Huế")
    await citizen.press_data(old)
    assert len(await tips(scene)) == 1
    assert "chưa gửi" in citizen.last.text
    await citizen.press("Gửi")
    assert len(await tips(scene)) == 2


async def test_a_place_that_stays_unknown_goes_to_the_desk(scene: Scene) -> None:
    coordinator = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    citizen = scene.citizen()
    await citizen.say("co nguoi danh bac o Hue")
    await citizen.press("không rõ")
    await citizen.press("Gửi")
    [tip] = await tips(scene)
    assert (tip.unit_code, tip.status, tip.place_code) == (HUE, "at_desk", None)
    assert "danh bac" in coordinator.last.text


async def test_a_commune_without_a_queue_is_served_by_the_province(scene: Scene) -> None:
    await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    citizen = scene.citizen()
    await citizen.say("trom xe dap o phuong Vy Da, Hue")
    await citizen.press("Gửi")
    [tip] = await tips(scene)
    assert (tip.unit_code, tip.place_code, tip.status) == (HUE, "19777", "at_desk")


async def test_a_tip_about_officers_never_reaches_their_commune(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    citizen = scene.citizen()
    await citizen.say("công an phường Mỹ Thượng, Huế nhận hối lộ của quán karaoke")
    await citizen.press("Gửi")
    [tip] = await tips(scene)
    assert tip.unit_code == HUE
    assert officer.shown == []


async def test_an_album_is_one_summary(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    before = len(citizen.shown)
    for _ in range(10):
        await citizen.send_photo(media_group_id="album-1")
    assert len(citizen.shown) == before
    assert "10 ảnh" in citizen.last.text


async def test_a_late_part_of_an_album_joins_the_sent_tip(scene: Scene) -> None:
    await scene.officer("Hùng")
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.send_photo(media_group_id="album-1")
    await citizen.press("Gửi")
    await citizen.send_photo(media_group_id="album-1")
    assert len(await tips(scene)) == 1
    async with scene.database.read() as session:
        linked = await session.scalars(select(models.Evidence.tip_id))
        assert set(linked) == {(await tips(scene))[0].id}


async def test_an_edited_message_replaces_its_words(scene: Scene) -> None:
    citizen = scene.citizen()
    number = await citizen.send(text="dua xe o phuong Vy Da, Hue")
    await citizen.edit(number, EXAMPLE)
    assert "Mỹ Thượng" in citizen.last.text
    await citizen.press("Gửi")
    [tip] = await tips(scene)
    assert tip.place_code == "19930"


async def test_a_command_in_the_middle_keeps_the_draft(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.say("/start")
    assert "đang soạn" in citizen.last.text
    await citizen.press("Soạn tiếp")
    assert EXAMPLE in citizen.last.text
    await citizen.press("Gửi")
    assert len(await tips(scene)) == 1


async def test_dropping_a_draft_sends_nothing_and_can_be_done_twice(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.say("/huy")
    assert "Chưa có gì được gửi" in citizen.last.text
    await citizen.say("/huy")
    assert "Không có tin nào" in citizen.last.text
    assert await tips(scene) == []


async def test_a_press_on_drop_asks_first(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.press("Bỏ tin này")
    await citizen.press("Giữ lại")
    await citizen.press("Gửi")
    assert len(await tips(scene)) == 1


async def test_pressing_send_twice_sends_once(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    summary = citizen.last
    await citizen.press_data("send", summary.message_id)
    await citizen.press_data("send", summary.message_id)
    assert len(await tips(scene)) == 1
    assert "Tin đã được gửi rồi" in citizen.last.text


async def test_the_place_can_be_changed_and_left_as_it_was(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.press("Sửa nơi")
    await citizen.say("phường Thuận Hóa, Huế")
    assert "Thuận Hóa" in citizen.last.text
    await citizen.press("Sửa loại")
    await citizen.press("Quay lại")
    await citizen.press("Gửi")
    [tip] = await tips(scene)
    assert tip.place_code == "19789"


async def test_what_it_is_about_can_be_changed_and_the_suggestion_is_kept(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.press("Sửa loại")
    await citizen.press("Ma túy, cờ bạc")
    await citizen.press("Gửi")
    [tip] = await tips(scene)
    assert (tip.category, tip.suggested_category) == ("drugs", "traffic")


async def test_a_second_draft_can_be_joined_to_the_tip_just_sent(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.press("Gửi")
    await citizen.say("bọn nó đua ở chợ Phú Mỹ, Phú Vang, Huế, chừng mười xe")
    await citizen.press("Bổ sung vào tin")
    assert len(await tips(scene)) == 1
    assert "chừng mười xe" in officer.text


async def test_a_draft_survives_silence_and_a_restart(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    scene.pass_time(hours=9)
    again = Scene(scene.database, scene.vault, scene.evidence)
    again.people, again.now = scene.people, scene.now
    citizen.scene = again
    try:
        await citizen.press("Gửi")
    finally:
        await again.close()
    assert CODE.search(citizen.last.text)


async def test_every_kind_of_file_is_taken(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    file = {"file_id": "f", "file_unique_id": "u", "file_size": 10}
    await citizen.send(voice={**file, "duration": 3})
    await citizen.send(video={**file, "duration": 3, "width": 9, "height": 9})
    await citizen.send(document={**file, "file_name": "../../etc/passwd"})
    await citizen.send(venue={"location": {"latitude": 16.5, "longitude": 107.63}, "title": "Chợ", "address": "Phú Mỹ"})
    await citizen.press("Gửi")
    assert await count(scene, models.Evidence) == 3


async def test_somebody_is_answered_in_their_language(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/english")
    await citizen.say(EXAMPLE)
    assert "Your tip – not sent yet" in citizen.last.text
    await citizen.say("/tiengviet")
    await citizen.say("/start")
    await citizen.press("Soạn tiếp")
    assert "Tin của bạn – chưa gửi" in citizen.last.text


async def test_staff_can_report_like_anybody(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    await officer.say("chợ đông quá")
    assert "/guitin" in officer.last.text
    await officer.say("/guitin")
    await officer.say("đua xe ở phường Vỹ Dạ, Huế")
    await officer.press("Gửi")
    assert len(await tips(scene)) == 1


async def test_nothing_is_taken_in_a_group(scene: Scene) -> None:
    citizen: Person = scene.citizen()
    group = {"id": -77, "type": "group", "title": "Tổ dân phố"}
    message = {
        "message_id": 5,
        "date": int(scene.now.timestamp()),
        "chat": group,
        "from": {"id": citizen.id, "is_bot": False, "first_name": "Lan"},
    }
    await scene.arrive({"message": {**message, "text": EXAMPLE}})
    assert await tips(scene) == []
    async with scene.database.read() as session:
        assert await updates.set_aside(session) == []
