"""Questions, drafts, sent tips and old buttons at the same time: nothing goes astray."""

import pytest
from sqlalchemy import select

from domain.access import Role
from storage import models
from tests.handlers.staffing import acknowledged, count, status, tip_row
from tests.scene import HUE, Person, Scene

EXAMPLE = "co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue"
FIRE = "chay nha o phuong Vy Da, Hue, co nguoi mac ket"


async def ask(officer: Person, question: str) -> None:
    """Let the officer ask the reporter of the newest card something."""
    await officer.press("Hỏi thêm")
    await officer.say(question)


async def kinds(scene: Scene) -> list[tuple[int, str]]:
    """Return which statements there are, with their tips."""
    async with scene.database.read() as session:
        rows = await session.execute(
            select(models.Statement.tip_id, models.Statement.kind).order_by(models.Statement.id)
        )
        return [(row[0], row[1]) for row in rows]


async def test_a_number_that_answers_a_question_chooses_nothing(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await citizen.say("/tin")
    await citizen.say("1")
    await citizen.press("Rút tin")
    await ask(officer, "Có mấy chiếc xe?")
    await citizen.say("2")
    assert await count(scene, models.Reporter) == 1
    assert (1, "answer") in await kinds(scene)


async def test_withdrawing_takes_more_than_a_number(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await citizen.say("/tin")
    await citizen.say("1")
    await citizen.press("Rút tin")
    await citizen.say("2")
    assert "Việc này không chọn bằng số được. Bạn gõ “Rút tin”" in citizen.last.text
    assert await count(scene, models.Reporter) == 1
    await citizen.say("rut tin")
    assert await count(scene, models.Reporter) == 0


async def test_something_new_is_no_answer_and_its_danger_is_heard(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await ask(officer, "Có mấy chiếc xe?")
    await citizen.say(FIRE)
    assert "114" in "\n".join(one.text for one in citizen.shown[-2:])
    assert "Tin của bạn – chưa gửi" in citizen.last.text
    await citizen.press("Gửi")
    assert await count(scene, models.Tip) == 2
    await citizen.say("mười chiếc")
    assert (1, "answer") in await kinds(scene)


async def test_what_looked_new_can_still_be_the_answer(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await ask(officer, "Chúng nó chạy đi đâu?")
    await citizen.say("đang đua xe ở phường Vỹ Dạ, Huế")
    await citizen.press("Bổ sung vào tin")
    assert (1, "answer") in await kinds(scene)
    assert await count(scene, models.Tip) == 1


async def test_danger_in_an_answer_brings_the_numbers(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await ask(officer, "Bây giờ thế nào?")
    before = citizen.text.count("Khẩn cấp, gọi ngay")
    await citizen.say("đang đánh nhau, có người bị đâm, cứu với")
    assert citizen.text.count("Khẩn cấp, gọi ngay") == before + 1
    assert (1, "answer") in await kinds(scene)


async def test_the_button_under_a_question_answers_it(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await ask(officer, "Có mấy chiếc xe?")
    await citizen.press("Trả lời")
    await citizen.say("mười chiếc")
    assert (1, "answer") in await kinds(scene)
    assert await status(scene) == "verifying"


async def test_a_second_question_is_answered_although_the_first_is_still_open(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await ask(officer, "Có mấy chiếc xe?")
    await citizen.say("mười chiếc")
    await ask(officer, "Màu gì?")
    await citizen.say("màu đen")
    assert [kind for _, kind in await kinds(scene)].count("answer") == 2


async def test_an_answer_after_hours_of_silence_still_finds_its_question(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await ask(officer, "Có mấy chiếc xe?")
    await citizen.press("Trả lời")
    scene.pass_time(hours=3)
    await citizen.say("mười chiếc")
    assert (1, "answer") in await kinds(scene)


async def test_of_two_questions_the_last_one_is_answered(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await citizen.say(EXAMPLE + " lan nua")
    await citizen.press("Gửi")
    await officer.press("Tiếp nhận")
    await ask(officer, "Tin sau: ở đâu?")
    await officer.press_data("write:1:question")
    await officer.say("Tin đầu: mấy xe?")
    await citizen.say("mười chiếc")
    assert [tip for tip, kind in await kinds(scene) if kind == "answer"] == [1]


async def test_withdrawing_keeps_the_open_draft(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await citizen.say("trộm xe đạp ở phường Vỹ Dạ, Huế")
    await citizen.press_data("withdraw:1:1")
    await citizen.press("Gửi")
    assert await count(scene, models.Tip) == 2


async def test_an_old_button_sends_nothing_that_still_lacks_its_place(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("có nhóm đánh bạc trong nhà hoang")
    await citizen.press_data("send")
    assert await count(scene, models.Tip) == 0
    assert "Việc xảy ra ở đâu?" in citizen.last.text


async def test_a_tip_that_nobody_will_see_soon_says_so(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.press("Gửi")
    assert "chưa có cán bộ trực" in citizen.last.text
    assert "113" in citizen.last.text


async def test_a_tip_about_officers_is_not_said_to_go_to_the_commune(scene: Scene) -> None:
    await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    citizen = scene.citizen()
    await citizen.say("công an phường Mỹ Thượng, Huế nhận hối lộ của quán karaoke")
    await citizen.press("Gửi")
    assert "không chuyển về công an xã, phường" in citizen.last.text


async def test_a_photo_that_comes_with_an_objection_is_kept(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await officer.press("Đã giải quyết")
    await citizen.press_data("wrong:1")
    await citizen.send_photo(caption="vẫn còn đua")
    assert await count(scene, models.Evidence) == 1
    assert (1, "objection") in await kinds(scene)
    assert (await tip_row(scene)).objected


async def test_a_corrected_message_reaches_the_tip_it_was_sent_with(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = scene.citizen()
    number = await citizen.send(text=EXAMPLE)
    await citizen.press("Gửi")
    await citizen.say("trộm xe đạp ở phường Vỹ Dạ, Huế")
    await citizen.edit(number, EXAMPLE + ", mười xe")
    assert "mười xe" in officer.text
    assert "mười xe" not in citizen.last.text


async def test_a_correction_that_fits_nothing_is_not_lost_silently(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    await citizen.edit(77, "sửa lại")
    assert "gửi lại bằng một tin nhắn mới" in citizen.last.text


async def test_the_words_of_a_file_that_is_too_large_are_kept(scene: Scene) -> None:
    citizen = scene.citizen()
    video = {"file_id": "f", "file_unique_id": "u", "duration": 9, "width": 9, "height": 9, "file_size": 90_000_000}
    await citizen.send(video=video, caption=EXAMPLE)
    assert "lớn hơn 20 MB" in citizen.text
    assert EXAMPLE in citizen.last.text
    await citizen.press("Gửi")
    assert await count(scene, models.Tip) == 1


async def test_going_back_keeps_the_commune_that_was_chosen(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("có nhóm đánh bạc trong nhà hoang")
    await citizen.say("phường Vỹ Dạ, Huế")
    await citizen.press("Sửa nơi")
    await citizen.press_data("back")
    assert "Vỹ Dạ" in citizen.last.text
    await citizen.press("Gửi")
    assert (await tip_row(scene)).place_code == "19777"


async def test_an_officer_who_leaves_a_question_does_not_report_it(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    await acknowledged(scene, officer)
    await officer.press("Hỏi thêm")
    await officer.say("/start")
    await officer.say("Có mấy chiếc xe?")
    assert "/guitin" in officer.last.text
    assert await count(scene, models.Tip) == 1


@pytest.mark.parametrize("number", ["7", "0", "99"])
async def test_a_number_that_is_not_offered_is_no_tip(scene: Scene, number: str) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.say(number)
    assert "Chọn một số từ 1 đến 4" in citizen.last.text
    await citizen.press("Gửi")
    async with scene.database.read() as session:
        assert len((await session.scalars(select(models.Statement))).all()) == 1


async def test_a_day_of_the_week_is_no_number_of_a_choice(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.say("thứ hai")
    assert f"{EXAMPLE} thứ hai" in citizen.last.text


async def test_a_number_said_in_words_chooses(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.say("số 1")
    assert await count(scene, models.Tip) == 1
