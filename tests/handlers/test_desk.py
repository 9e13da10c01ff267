"""Sending tips to where they belong, through the real dispatcher."""

import pytest

from domain.access import Role
from domain.lifecycle import Status
from domain.place import PlaceSource
from domain.rerouting import MoveCause
from domain.routing import RouteReason
from domain.tip import Category
from handlers.callbacks import Acknowledge, Move, MoveOutside, PlaceUnknown
from places import gazetteer, search
from tests.handlers.staffing import FIRE, RACING, acknowledged, code, events, report, status, tip_row
from tests.scene import HUE, MY_THUONG, Person, Scene

THUAN_HOA = "19789"
WITHOUT_QUEUE = "Phú Vinh"


async def coordinator(scene: Scene) -> Person:
    return await scene.officer("Điều", unit=HUE, role=Role.COORDINATOR)


async def lost(scene: Scene, words: str = "Có người đập phá xe máy ở chợ, Huế") -> Person:
    """Let a citizen send a tip whose place nobody could find out."""
    citizen = scene.citizen()
    await citizen.say(words)
    await citizen.press_data(PlaceUnknown(province=HUE).pack())
    await citizen.press("Gửi")
    return citizen


def commune_of_hue(name: str) -> str:
    """Return the code of a commune of Huế."""
    return search.find(gazetteer.load(), name, province_code=HUE)[0].commune.code


# The desk.


async def test_the_desk_sends_a_tip_on_to_the_commune_picked_by_name(scene: Scene) -> None:
    desk = await coordinator(scene)
    officer = await scene.officer("Nam")
    citizen = await lost(scene)
    assert await status(scene) is Status.AT_DESK
    assert officer.shown == []
    await desk.press("Xem tin")
    await desk.press("Chuyển về xã")
    await desk.say("my thuong")
    await desk.press("phường Mỹ Thượng")
    row = await tip_row(scene)
    assert (row.unit_code, row.place_code, row.place_source) == (MY_THUONG, MY_THUONG, PlaceSource.COORDINATOR)
    assert row.status == Status.QUEUED
    assert "đập phá" in officer.last.text
    assert "Công an phường Mỹ Thượng" in citizen.last.text
    assert await code(scene) in citizen.last.text
    assert "đập phá" not in citizen.last.text


async def test_after_it_was_sent_on_the_desk_sees_where_it_went_and_no_content(scene: Scene) -> None:
    desk, other = await coordinator(scene), await coordinator(scene)
    await scene.officer("Nam")
    await lost(scene)
    await desk.press_data(Move(tip=1, to=MY_THUONG).pack())
    for person in (desk, other):
        assert "Công an phường Mỹ Thượng" in person.text
        assert "đập phá" not in person.text
        assert not any("Tiếp nhận" in one or "Xem tin" in one for shown in person.shown for one in shown.buttons)
    await desk.say(f"/xem {await code(scene)}")
    assert "đập phá" not in desk.text


async def test_a_commune_without_a_queue_leaves_the_tip_on_the_desk_and_says_so(scene: Scene) -> None:
    desk = await coordinator(scene)
    await lost(scene)
    await desk.press_data(Move(tip=1).pack())
    await desk.say(WITHOUT_QUEUE)
    assert "1. xã Phú Vinh, TP. Huế (chưa nhận tin, về bàn điều phối)" in desk.last.text
    await desk.say("1")
    assert "vẫn ở bàn điều phối" in desk.last.text
    assert await status(scene) is Status.AT_DESK
    row, to = await tip_row(scene), commune_of_hue(WITHOUT_QUEUE)
    assert (row.place_code, row.place_source) == (to, PlaceSource.COORDINATOR)
    (settled,) = await events(scene, "place")
    assert (settled.before, settled.after, settled.role) == (None, to, Role.COORDINATOR)


async def test_the_desk_can_keep_a_tip_and_work_on_it(scene: Scene) -> None:
    desk = await coordinator(scene)
    citizen = await lost(scene)
    await desk.press("Xem tin")
    await desk.press("Tiếp nhận tại đây")
    assert await status(scene) is Status.ACKNOWLEDGED
    assert [event.after for event in await events(scene, "status")] == ["at_desk", "queued", "acknowledged"]
    assert "đã tiếp nhận" in citizen.last.text


async def test_a_tip_about_officers_never_goes_to_a_commune(scene: Scene) -> None:
    desk = await coordinator(scene)
    officer = await scene.officer("Nam")
    await report(scene, "Cán bộ công an phường Mỹ Thượng, Huế đòi tiền mãi lộ")
    assert await status(scene) is Status.AT_DESK
    await desk.press("Xem tin")
    assert not any("Chuyển về xã" in one for one in desk.last.buttons)
    await desk.press_data(Move(tip=1, to=MY_THUONG).pack())
    assert await status(scene) is Status.AT_DESK
    assert officer.shown == []
    await desk.say(f"/xem {await code(scene)}")
    await desk.press("Chuyển cơ quan khác")
    await desk.say("Thanh tra Công an thành phố Huế")
    assert await status(scene) is Status.TRANSFERRED


async def test_a_tip_that_was_taken_for_one_about_officers_is_corrected_and_sent_on(scene: Scene) -> None:
    desk = await coordinator(scene)
    await scene.officer("Nam")
    await report(scene, "Cán bộ công an phường Mỹ Thượng, Huế đòi tiền mãi lộ")
    await desk.press_data(Move(tip=1, to=MY_THUONG).pack())
    assert "sửa loại việc trước" in desk.last.text
    await desk.say(f"/sua {await code(scene)}")
    await desk.press("Trật tự công cộng")
    assert (await tip_row(scene)).suggested_category == Category.OFFICER
    await desk.press_data(Move(tip=1, to=MY_THUONG).pack())
    assert (await tip_row(scene)).unit_code == MY_THUONG


# Passing on.


async def test_a_commune_passes_a_tip_on_with_a_reason(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    receiver = await scene.officer("Tú", unit=THUAN_HOA)
    citizen = await acknowledged(scene, officer)
    await officer.press("Chuyển đơn vị khác")
    await officer.say("Thuận Hóa")
    await officer.press("phường Thuận Hóa")
    assert await status(scene) is Status.ACKNOWLEDGED
    await officer.say("Địa bàn giáp ranh, thuộc Thuận Hóa")
    row = await tip_row(scene)
    assert (row.unit_code, row.status) == (THUAN_HOA, Status.QUEUED)
    assert "Đua xe" in receiver.last.text
    assert "Công an phường Thuận Hóa" in citizen.last.text
    assert "Công an phường Thuận Hóa" in colleague.last.text
    assert "Đua xe" not in colleague.last.text
    await receiver.press("Xem tin")
    assert "Địa bàn giáp ranh" in receiver.last.text
    (moved,) = await events(scene, "transfer")
    assert (moved.before, moved.after, moved.unit_code) == (MY_THUONG, THUAN_HOA, MY_THUONG)
    assert moved.officer_id is not None
    assert moved.details == {
        "cause": MoveCause.WRONG_PLACE,
        "why": RouteReason.COMMUNE,
        "place": THUAN_HOA,
        "place_before": MY_THUONG,
        "source": PlaceSource.TEXT,
    }


async def test_one_press_says_that_it_did_not_happen_here(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    receiver = await scene.officer("Tú", unit=THUAN_HOA)
    await report(scene)
    await officer.press("Xem tin")
    await officer.press("Chuyển đơn vị khác")
    await officer.say("thuan h")
    await officer.press("phường Thuận Hóa")
    assert "1. Việc xảy ra ở phường Thuận Hóa, TP. Huế, không phải ở đây" in officer.last.text
    await officer.say("1")
    row = await tip_row(scene)
    assert (row.unit_code, row.place_code, row.place_source) == (THUAN_HOA, THUAN_HOA, PlaceSource.COORDINATOR)
    await receiver.press("Xem tin")
    assert "việc không xảy ra ở đây" in receiver.last.text


async def test_a_unit_that_deals_with_it_gets_the_tip_and_the_place_stays(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    receiver = await scene.officer("Tú", unit=THUAN_HOA)
    await acknowledged(scene, officer)
    await officer.press_data(Move(tip=1, to=THUAN_HOA).pack())
    await officer.press("đơn vị khác giải quyết")
    assert await status(scene) is Status.ACKNOWLEDGED
    await officer.say("Nhóm này do Thuận Hóa theo dõi")
    row = await tip_row(scene)
    assert (row.unit_code, row.place_code, row.place_source) == (THUAN_HOA, MY_THUONG, PlaceSource.TEXT)
    (moved,) = await events(scene, "transfer")
    assert (moved.details["cause"], moved.details["place"]) == (MoveCause.OTHER_UNIT, None)
    await receiver.press("Xem tin")
    assert "phường Mỹ Thượng" in receiver.last.text
    assert "do Thuận Hóa theo dõi" in receiver.last.text


async def test_a_forged_cause_is_asked_for_again(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await scene.officer("Tú", unit=THUAN_HOA)
    await acknowledged(scene, officer)
    await officer.press_data(Move(tip=1, to=THUAN_HOA, cause=MoveCause.UNSAID).pack())
    assert "Vì sao?" in officer.last.text
    await officer.press_data("move:1:19789:nonsense")
    assert (await tip_row(scene)).unit_code == MY_THUONG


# How much a commune can take in.


async def test_a_full_commune_leaves_tips_to_the_desk_which_can_still_send_them_there(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain.routing.MOST_WAITING_EACH", 1)
    desk = await coordinator(scene)
    officer = await scene.officer("Nam")
    await report(scene)
    citizen = await report(scene)
    row = await tip_row(scene, 2)
    assert (row.unit_code, row.place_code, row.status) == (HUE, MY_THUONG, Status.AT_DESK)
    assert "rất nhiều tin chờ" in citizen.last.text
    await desk.press("Xem tin")
    assert "quá nhiều tin chờ so với số cán bộ" in desk.last.text
    await desk.press("Chuyển về xã")
    await desk.press("phường Mỹ Thượng")
    assert (await tip_row(scene, 2)).unit_code == MY_THUONG
    assert RACING in officer.last.text


async def test_an_emergency_goes_to_a_full_commune_all_the_same(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.routing.MOST_WAITING_EACH", 1)
    await coordinator(scene)
    await scene.officer("Nam")
    await report(scene)
    await report(scene, FIRE)
    assert (await tip_row(scene, 2)).unit_code == MY_THUONG


async def test_a_name_is_typed_until_it_is_found_and_a_number_chooses(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await scene.officer("Tú", unit=THUAN_HOA)
    await acknowledged(scene, officer)
    await officer.say(f"/chuyen {await code(scene)}")
    await officer.say("qwxzqwxz")
    assert "Chưa tìm thấy xã" in officer.last.text
    await officer.say("thuan hoa")
    await officer.say("1")
    await officer.say("không thuộc địa bàn")
    assert (await tip_row(scene)).unit_code == THUAN_HOA


async def test_where_nobody_takes_tips_the_provinces_desk_does_and_everybody_is_told(scene: Scene) -> None:
    desk = await coordinator(scene)
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    to = commune_of_hue(WITHOUT_QUEUE)
    await officer.press_data(Move(tip=1, to=to).pack())
    await officer.say("không thuộc địa bàn")
    row = await tip_row(scene)
    assert (row.unit_code, row.status, row.place_code) == (HUE, Status.AT_DESK, to)
    assert "bàn điều phối sẽ xử lý" in officer.last.text
    assert "Đua xe" in desk.last.text
    assert "bàn điều phối" in citizen.last.text


async def test_a_commune_gives_a_tip_back_to_the_provinces_desk(scene: Scene) -> None:
    desk = await coordinator(scene)
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press("Chuyển đơn vị khác")
    await officer.press("Bàn điều phối")
    await officer.say("không rõ địa bàn")
    assert await status(scene) is Status.AT_DESK
    assert "Đua xe" in desk.last.text


async def test_passing_on_to_oneself_is_refused(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(Move(tip=1, to=MY_THUONG).pack())
    assert "đang ở đơn vị đồng chí" in officer.last.text
    assert await status(scene) is Status.ACKNOWLEDGED


async def test_after_passing_on_the_old_unit_can_do_nothing_more(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await scene.officer("Tú", unit=THUAN_HOA)
    await acknowledged(scene, officer)
    await officer.press_data(Move(tip=1, to=THUAN_HOA).pack())
    await officer.say("nhầm địa bàn")
    for data in (Acknowledge(tip=1), Move(tip=1, to=MY_THUONG), MoveOutside(tip=1)):
        await officer.press_data(data.pack())
    row = await tip_row(scene)
    assert (row.unit_code, row.status) == (THUAN_HOA, Status.QUEUED)
    assert len(await events(scene, "transfer")) == 1


@pytest.mark.parametrize("to", ["99999", "VN0", "../x", "46x"])
async def test_a_forged_receiver_leads_nowhere(scene: Scene, to: str) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(Move(tip=1, to=to).pack())
    assert (await tip_row(scene)).unit_code == MY_THUONG
    assert "Đồng chí gõ vài chữ đầu của tên xã" in officer.last.text


# Outside.


async def test_a_tip_is_handed_over_to_an_authority_and_the_reporter_is_told_to_which(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    citizen = await acknowledged(scene, officer)
    await officer.press("Chuyển cơ quan khác")
    await officer.say("Hạt Kiểm lâm thành phố Huế")
    assert await status(scene) is Status.TRANSFERRED
    assert "Hạt Kiểm lâm thành phố Huế" in citizen.last.text
    assert "Đã chuyển cơ quan khác" in colleague.last.text
    await officer.press("Kết thúc")
    assert await status(scene) is Status.CLOSED


async def test_a_name_that_is_no_name_is_asked_for_again(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press("Chuyển cơ quan khác")
    await officer.say("dài " * 100)
    assert await status(scene) is Status.ACKNOWLEDGED
    await officer.say("Quản lý thị trường")
    assert await status(scene) is Status.TRANSFERRED


async def test_words_of_the_tip_offer_the_communes_they_name(scene: Scene) -> None:
    desk = await coordinator(scene)
    await scene.officer("Nam")
    await lost(scene, f"{RACING}, mà cũng có thể ở phường Thuận Hóa")
    await desk.press_data(Move(tip=1).pack())
    assert any("Mỹ Thượng" in one for one in desk.last.buttons)
