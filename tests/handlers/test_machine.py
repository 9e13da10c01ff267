"""What the machine suggests, from the citizen's words to the supervisor's figures, through the real dispatcher."""

import pytest

from domain.access import Role
from domain.lifecycle import Status
from domain.outcomes import LegalClass
from domain.tip import Category, Urgency
from handlers.callbacks import Acknowledge, Classify, Correct, PlaceUnknown
from tests.handlers.staffing import FIRE, RACING, acknowledged, events, report, status, tip_row
from tests.scene import HUE, Person, Scene

PLEA = "Em bị khống chế trong phòng trọ ở phường Mỹ Thượng, Huế"
FILM = "Con tôi mê game bắn súng, tối nào cũng la hét ở phường Mỹ Thượng, Huế"
WITHOUT_PLACE = "Đang cháy nhà, có người mắc kẹt bên trong, Huế"
LOST_BIKE = "Tuần trước tôi bị mất xe máy ở chợ, Huế"


async def supervisor(scene: Scene) -> Person:
    return await scene.officer("Giám", unit=HUE, role=Role.SUPERVISOR)


async def lost(scene: Scene, words: str) -> Person:
    """Let a citizen send a tip whose place nobody could find out."""
    citizen = scene.citizen()
    await citizen.say(words)
    await citizen.press_data(PlaceUnknown(province=HUE).pack())
    await citizen.press("Gửi")
    return citizen


async def classified(officer: Person, number: int) -> None:
    """Let an officer take a tip and say what it is in law."""
    await officer.press_data(Acknowledge(tip=number).pack())
    await officer.press_data(Classify(tip=number, legal_class=LegalClass.CRIME_REPORT).pack())


async def test_an_emergency_without_a_place_is_first_at_the_desk_with_its_reason(scene: Scene) -> None:
    desk = await scene.officer("Điều", unit=HUE, role=Role.COORDINATOR)
    await lost(scene, LOST_BIKE)
    scene.pass_time(minutes=10)
    await lost(scene, WITHOUT_PLACE)
    assert await status(scene, 2) is Status.AT_DESK
    assert desk.last.text.startswith("🔴 KHẨN CẤP")
    assert "Khẩn cấp vì: “" in desk.last.text
    await desk.say("/hangcho")
    first, second, *_ = desk.last.buttons
    assert "KHẨN CẤP" in first
    assert "KHẨN CẤP" not in second


async def test_an_emergency_says_why_and_overtakes_older_tips_in_the_officer_s_queue(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await report(scene, RACING)
    scene.pass_time(minutes=10)
    await report(scene, PLEA)
    assert "Khẩn cấp vì: “Em bị khống chế”" in officer.last.text
    await officer.say("/hangcho")
    first, second = officer.last.buttons
    assert "KHẨN CẤP" in first
    assert "KHẨN CẤP" not in second
    await officer.press(first)
    assert "Khẩn cấp vì: “Em bị khống chế”" in officer.last.text


async def test_a_plea_brings_the_numbers_at_once_and_the_tip_is_taken_all_the_same(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    await citizen.say(PLEA)
    assert citizen.text.count("Khẩn cấp, gọi ngay") == 2
    await citizen.press("Gửi")
    assert (await tip_row(scene)).urgency == Urgency.EMERGENCY


async def test_what_is_played_brings_no_numbers_and_does_not_overtake(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/start")
    await citizen.say(FILM)
    assert citizen.text.count("Khẩn cấp, gọi ngay") == 1
    await citizen.press("Gửi")
    assert (await tip_row(scene)).urgency != Urgency.EMERGENCY


async def test_the_citizen_s_correction_and_the_officer_s_are_both_kept_beside_the_suggestion(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = scene.citizen()
    await citizen.say(RACING)
    await citizen.press("Sửa loại")
    await citizen.press("Mâu thuẫn")
    await citizen.press("Gửi")
    row = await tip_row(scene)
    assert (row.suggested_category, row.category) == (Category.TRAFFIC, Category.DISPUTE)
    await officer.press("Tiếp nhận")
    await officer.press_data(Correct(tip=1, category=Category.ORDER).pack())
    await officer.press_data(Correct(tip=1, urgency=Urgency.NORMAL).pack())
    row = await tip_row(scene)
    assert (row.suggested_category, row.category) == (Category.TRAFFIC, Category.ORDER)
    assert (row.suggested_urgency, row.urgency) == (Urgency.HIGH, Urgency.NORMAL)
    by_category, by_urgency = await events(scene, "category")
    assert (by_category.before, by_category.after) == (Category.DISPUTE, Category.ORDER)
    assert by_urgency.details


async def test_the_supervisor_reads_how_often_emergencies_were_told_apart(scene: Scene) -> None:
    boss = await supervisor(scene)
    officer = await scene.officer("Nam")
    await boss.say("/danhgia")
    assert "Trong kỳ chưa có tin nào được phân loại" in boss.last.text
    for words in (FIRE, PLEA, RACING):
        await report(scene, words)
    await officer.press_data(Acknowledge(tip=2).pack())
    await officer.press_data(Correct(tip=2, urgency=Urgency.NORMAL).pack())
    await officer.press_data(Acknowledge(tip=3).pack())
    await officer.press_data(Correct(tip=3, urgency=Urgency.EMERGENCY).pack())
    for number in (1, 2, 3):
        await classified(officer, number)
    await boss.say("/danhgia")
    assert "Mức độ khẩn: đúng 1/3 (dưới 20 tin nên chưa tính tỷ lệ)" in boss.last.text
    assert "Khẩn cấp: đúng 1/2" in boss.last.text
    assert "Bình thường: đúng 0/1" in boss.last.text


async def test_from_twenty_tips_on_a_share_is_told(scene: Scene) -> None:
    boss = await supervisor(scene)
    officer = await scene.officer("Nam")
    for number in range(1, 21):
        await report(scene)
        await classified(officer, number)
    await boss.say("/danhgia")
    assert "đúng 20/20" in boss.last.text
    assert "100%" in boss.last.text
    assert "dưới 20 tin" not in boss.last.text


@pytest.mark.parametrize("words", [FIRE, RACING])
async def test_what_nobody_corrects_stands_as_it_was_suggested(scene: Scene, words: str) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer, words)
    row = await tip_row(scene)
    assert (row.category, row.urgency) == (row.suggested_category, row.suggested_urgency)
