"""What the machine understood is read back, a tap corrects it, and both are kept."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.periods import LOCAL
from handlers.callbacks import AskTime, PickTime
from storage import models
from tests.handlers.staffing import events, tip_row
from tests.scene import START, Person, Scene

LAST_NIGHT = "Tối qua lúc 21h có đua xe ở phường Mỹ Thượng, Huế"
RACING = "Đua xe gây rối ở phường Mỹ Thượng, Huế"
AT_NINE = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)
"""21:00 in Viet Nam on the day before the scene."""

MIDNIGHT = datetime(2026, 11, 20, tzinfo=LOCAL)


async def began(scene: Scene, words: str) -> Person:
    """Return a citizen who has written something and not sent it yet."""
    citizen = scene.citizen()
    await citizen.say(words)
    return citizen


async def test_kind_place_and_time_stand_in_one_line(scene: Scene) -> None:
    citizen = await began(scene, LAST_NIGHT)
    line = citizen.last.text.splitlines()[1]
    assert line.startswith("Việc: ")
    assert "Nơi: phường Mỹ Thượng, TP. Huế" in line
    assert "Lúc: 21:00 19/11/2026" in line
    assert "Khẩn" not in line


async def test_an_emergency_says_so_in_the_line(scene: Scene) -> None:
    citizen = await began(scene, "Đang cháy nhà ở phường Mỹ Thượng, Huế, có người mắc kẹt, cứu với")
    assert "🔴 KHẨN CẤP" in citizen.last.text.splitlines()[1]


async def test_who_says_no_time_is_not_asked_for_one(scene: Scene) -> None:
    citizen = await began(scene, RACING)
    assert "Lúc:" not in citizen.last.text
    assert not [label for label in citizen.last.buttons if "Sửa thời gian" in label]


@pytest.mark.parametrize(
    ("label", "span"),
    [
        ("Vừa xong", (START - timedelta(minutes=20), START)),
        ("Hôm nay", (MIDNIGHT, START)),
        ("Hôm qua", (MIDNIGHT - timedelta(days=1), MIDNIGHT)),
    ],
)
async def test_two_taps_correct_the_time_and_the_suggestion_is_kept_beside_it(
    scene: Scene, label: str, span: tuple[datetime, datetime]
) -> None:
    citizen = await began(scene, LAST_NIGHT)
    await citizen.press("Sửa thời gian")
    await citizen.press(label)
    assert "Lúc: 21:00 19/11/2026" not in citizen.last.text
    await citizen.press("Gửi")
    tip = await tip_row(scene)
    assert (tip.occurred_from, tip.occurred_until) == span
    [recorded] = await events(scene, "recorded")
    assert recorded.details["suggested"]["occurred"] == [AT_NINE.isoformat()] * 2
    assert 0 <= recorded.details["suggested"]["confidence"] <= 1


async def test_a_time_can_be_typed_and_its_words_go_with_the_tip(scene: Scene) -> None:
    citizen = await began(scene, LAST_NIGHT)
    await citizen.press("Sửa thời gian")
    await citizen.say("18h30 hôm qua")
    assert "Lúc: 18:30 19/11/2026" in citizen.last.text
    assert "18h30 hôm qua" in citizen.last.text
    await citizen.press("Gửi")
    tip = await tip_row(scene)
    assert tip.occurred_from == tip.occurred_until == datetime(2026, 11, 19, 11, 30, tzinfo=UTC)


async def test_who_does_not_know_the_time_says_so(scene: Scene) -> None:
    citizen = await began(scene, LAST_NIGHT)
    await citizen.press("Sửa thời gian")
    await citizen.press("Tôi không rõ")
    assert "Lúc: chưa rõ" in citizen.last.text
    assert [label for label in citizen.last.buttons if "Sửa thời gian" in label]
    await citizen.press("Gửi")
    tip = await tip_row(scene)
    assert (tip.occurred_from, tip.occurred_until) == (None, None)


async def test_an_answer_without_a_time_is_kept_and_asked_about_again(scene: Scene) -> None:
    citizen = await began(scene, LAST_NIGHT)
    await citizen.press("Sửa thời gian")
    await citizen.say("em quên mất rồi")
    assert "Chưa đọc được thời gian trong “em quên mất rồi”" in citizen.last.text
    await citizen.press("Quay lại")
    assert "em quên mất rồi" in citizen.last.text
    assert "Lúc: 21:00 19/11/2026" in citizen.last.text


async def test_a_story_instead_of_a_time_goes_on_the_tip(scene: Scene) -> None:
    citizen = await began(scene, LAST_NIGHT)
    await citizen.press("Sửa thời gian")
    await citizen.say("bọn nó chạy rất nhanh, bốc đầu, hú hét inh ỏi làm cả xóm mất ngủ")
    assert citizen.last.text.startswith("Tin của bạn – chưa gửi")
    assert "bốc đầu" in citizen.last.text


async def test_the_time_that_is_shown_is_the_one_that_is_recorded(scene: Scene) -> None:
    scene.pass_time(hours=2, minutes=55)
    citizen = await began(scene, "Tối nay lúc 21h có đua xe ở phường Mỹ Thượng, Huế")
    assert "Lúc: 21:00 20/11/2026" in citizen.last.text
    scene.pass_time(minutes=10)
    await citizen.send_photo()
    assert "Lúc: 21:00 20/11/2026" in citizen.last.text
    await citizen.press("Gửi")
    assert (await tip_row(scene)).occurred_from == START


@pytest.mark.parametrize("data", [AskTime().pack(), PickTime(at="now").pack()])
async def test_an_old_button_for_the_time_changes_nothing(scene: Scene, data: str) -> None:
    citizen = scene.citizen()
    await citizen.press_data(data)
    assert "/tin" in citizen.last.text
    async with scene.database.read() as session:
        assert list(await session.scalars(select(models.Tip))) == []


async def test_a_forged_time_is_refused(scene: Scene) -> None:
    citizen = await began(scene, LAST_NIGHT)
    await citizen.press_data("then:tomorrow")
    await citizen.press("Gửi")
    assert (await tip_row(scene)).occurred_from == AT_NINE


async def test_an_abused_child_brings_111_and_115_without_a_further_message(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    await citizen.say("Bố dượng thường xuyên bạo hành cháu bé 5 tuổi ở phường Mỹ Thượng, Huế")
    assert len(citizen.shown) == 2
    assert "gọi thêm 111" in citizen.last.text
    assert "115" in citizen.last.text


async def test_words_of_suicide_bring_111_and_115(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    await citizen.say("Có người đang đòi nhảy cầu tự tử ở phường Mỹ Thượng, Huế")
    assert any("111" in one.text and "115" in one.text for one in citizen.shown[1:])
