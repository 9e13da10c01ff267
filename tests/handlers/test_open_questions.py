"""A question that is open: what comes in between neither answers it nor uses it up, and small words change nothing."""

import pytest
from sqlalchemy import select

from domain.place import PlaceSource
from domain.tip import MAX_PASSAGES
from storage import models
from tests.handlers.staffing import acknowledged, count, tip_row
from tests.scene import Person, Scene

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

VY_DA = "19777"
GAS = "bình gas xì mạnh trong quán ăn"
THEFT = "trộm xe đạp ở phường Vỹ Dạ, Huế"
DETAILS = [
    "xe biển số 75H6-980.56",
    "tôi không rõ mặt, chỉ nhớ biển 75h7-944.77",
    "khoảng 3 người, áo đen",
    "khong dam ra can, nhin tu xa",
    "hàng xóm cũng thấy rõ lắm",
]


async def ask(officer: Person, question: str = "Có mấy chiếc xe?") -> None:
    """Let the officer ask the reporter of the newest card something."""
    await officer.press("Hỏi thêm")
    await officer.say(question)


async def statements(scene: Scene) -> list[tuple[int, str]]:
    """Return which statements there are, with their tips."""
    async with scene.database.read() as session:
        return [(row.tip_id, row.kind) for row in await session.scalars(select(models.Statement))]


# An officer asks about an earlier tip while another one is being written.


@pytest.mark.parametrize("typed", ["Gửi", "gui", "1", "số 1"])
async def test_a_typed_choice_of_a_draft_stays_one_although_an_officer_asked_in_between(
    scene: Scene, typed: str
) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await citizen.say(THEFT)
    await ask(officer)
    await citizen.say(typed)
    assert await count(scene, models.Tip) == 2
    assert "mã" in citizen.last.text.lower()
    kinds = await statements(scene)
    assert kinds.count((2, "narrative")) == 1
    assert (1, "answer") not in kinds


async def test_a_typed_number_still_picks_a_commune_although_an_officer_asked_in_between(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await citizen.say("có nhóm đánh bạc ở xã Tân Thành")
    first = citizen.last.text.split("\n1. ")[1].split("\n")[0].split(" (")[0]
    await ask(officer)
    await citizen.say("1")
    assert f"Nơi: {first}" in citizen.last.text


async def test_once_the_draft_is_sent_the_next_words_answer_the_officer(scene: Scene) -> None:
    officer = await scene.officer("Hùng")
    citizen = await acknowledged(scene, officer)
    await citizen.say(THEFT)
    await ask(officer)
    await citizen.say("gửi")
    await citizen.say("2")
    assert (1, "answer") in await statements(scene)


# Small words around the name of a place.


@pytest.mark.parametrize(
    "frame", ["{}", "ở {}", "tại {}", "chỗ {} ạ", "dạ ở {}", "dạ {} ạ", "em ở {} nha", "Ở ngay {} đó anh."]
)
@pytest.mark.parametrize("name", ["Vỹ Dạ", "vy da", "phường Vỹ Dạ, Huế"])
async def test_the_words_around_a_name_change_nothing_in_the_answer(scene: Scene, frame: str, name: str) -> None:
    citizen = scene.citizen()
    await citizen.say(GAS)
    await citizen.say(frame.format(name))
    assert f"Nơi: phường Vỹ Dạ, TP. Huế (đọc từ “{name}”)" in citizen.last.text
    await citizen.press("Gửi")
    row = await tip_row(scene)
    assert (row.place_code, row.place_source) == (VY_DA, PlaceSource.TEXT)


@pytest.mark.parametrize("frame", ["ở {}", "dạ tại {} ạ"])
@pytest.mark.parametrize(
    ("first", "answer"),
    [
        (f"{GAS} ở Huế", "phu m"),
        (f"{GAS} ở tphcm", "gò vấp"),
        (f"{GAS} ở xã Tân Thành", "Lâm Đồng"),
        (GAS, "Phú Mỹ"),
        (GAS, "An Giang"),
    ],
)
async def test_an_answer_leads_to_the_same_question_with_small_words_and_without(
    scene: Scene, first: str, answer: str, frame: str
) -> None:
    shown = []
    for words in (answer, frame.format(answer)):
        citizen = scene.citizen()
        await citizen.say(first)
        await citizen.say(words)
        shown.append(citizen.last.buttons)
    assert shown[0] == shown[1]


# Who goes on telling.


@pytest.mark.parametrize("answer", ["ở Vỹ Dạ", "o vy da", "dạ chỗ Vỹ Dạ ạ", "vỹ dạ, huế"])
async def test_details_use_up_no_questions_and_the_place_is_read_whenever_it_comes(scene: Scene, answer: str) -> None:
    citizen = scene.citizen()
    await citizen.say(GAS)
    for detail in DETAILS:
        await citizen.say(detail)
        assert "Việc xảy ra ở đâu?" in citizen.last.text
        assert "Chưa tìm thấy" not in citizen.last.text
    await citizen.say(answer)
    assert "Nơi: phường Vỹ Dạ, TP. Huế" in citizen.last.text
    assert all(detail in citizen.last.text for detail in DETAILS)
    await citizen.press("Gửi")
    assert (await tip_row(scene)).place_code == VY_DA


async def test_after_details_a_wrong_name_is_asked_about_as_often_as_without_them(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(GAS)
    await citizen.say(DETAILS[0])
    await citizen.say("qwxzqwxz")
    await citizen.say(DETAILS[1])
    await citizen.say("xqzwxqzw")
    assert "Chưa tìm thấy xã, phường nào tên “xqzwxqzw”" in citizen.last.text
    await citizen.say("zqxwzqxw")
    assert "Nơi: chưa rõ" in citizen.last.text


async def test_a_name_that_comes_after_enough_was_asked_is_still_read(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(GAS)
    for wrong in ("qwxzqwxz", "xqzwxqzw", "zqxwzqxw"):
        await citizen.say(wrong)
    assert "Nơi: chưa rõ" in citizen.last.text
    await citizen.say("dạ ở Vỹ Dạ ạ")
    assert "Nơi: phường Vỹ Dạ, TP. Huế" in citizen.last.text


async def test_a_number_plate_among_the_details_is_no_district(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(f"{GAS}, xe tải biển 75H6-980.56")
    assert "Việc xảy ra ở đâu?" in citizen.last.text
    assert "Quận" not in citizen.last.text


async def test_a_draft_that_takes_no_more_words_can_be_sent_without_its_place(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say(GAS)
    for number in range(1, MAX_PASSAGES):
        await citizen.say(f"khoảng {number} người, áo đen")
    assert "Nơi: chưa rõ" in citizen.last.text
    await citizen.press("Gửi")
    assert await count(scene, models.Tip) == 1
