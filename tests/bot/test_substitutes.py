"""An officer who cannot be reached: somebody else hears of the tip, and somebody hears that nobody could."""

import pytest
from sqlalchemy import select

from domain.access import Role
from storage import models
from tests.scene import HUE, MY_THUONG, Person, Scene

FIRE = "cháy nhà ở phường Mỹ Thượng, Huế, còn người mắc kẹt"
MANDATE = "đánh bạc ở phường Mỹ Thượng, Huế"


async def send_tip(scene: Scene, words: str = FIRE) -> Person:
    lan = scene.citizen()
    await lan.say(words)
    await lan.press("Gửi")
    assert "Mã tin" in lan.text
    return lan


def alarms(person: Person) -> int:
    return sum("reached" in one.text or "liên lạc" in one.text for one in person.shown)


async def test_the_colleague_who_got_the_card_is_enough(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    hung, thao = await scene.officer("Hùng"), await scene.officer("Thảo")
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    hung.has_blocked = True
    await send_tip(scene)
    await scene.sender.deliver_all()
    assert len(thao.shown) == 1
    assert alarms(hanh) == 0
    assert "can be reached" not in caplog.text


async def test_where_nobody_of_the_unit_can_be_reached_the_desk_above_is_told_at_once(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    hung, thao = await scene.officer("Hùng"), await scene.officer("Thảo", role=Role.COMMANDER)
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    quang = await scene.officer("Quang", unit=HUE, role=Role.SUPERVISOR)
    hung.has_blocked = thao.has_blocked = True
    lan = await send_tip(scene)
    await scene.sender.deliver_all()
    assert (alarms(hanh), alarms(quang)) == (1, 0)
    assert FIRE not in hanh.text
    assert f"nobody of unit {MY_THUONG} can be reached: {HUE} is told" in caplog.text
    assert "Mã tin" in lan.text
    # The next tip finds nobody either, and the desk is told of that one, too.
    await send_tip(scene, MANDATE)
    await scene.sender.deliver_all()
    assert alarms(hanh) == 2


async def test_somebody_who_is_new_gets_the_card_of_who_is_gone(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    hung = await scene.officer("Hùng")
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    hung.has_blocked = True
    with monkeypatch.context() as patched:
        patched.setattr(scene.sender, "deliver_all", _nothing)
        lan = scene.citizen()
        await lan.say(FIRE)
    await scene.sender.deliver_all()
    with monkeypatch.context() as patched:
        patched.setattr(scene.sender, "deliver_all", _nothing)
        await lan.press("Gửi")
        thao = await scene.officer("Thảo")
    await scene.sender.deliver_all()
    assert "cháy nhà" in thao.text
    assert alarms(hanh) == 0


async def _nothing() -> int:
    return 0


async def test_where_nobody_at_all_can_be_reached_that_is_an_error_of_its_own(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    hung = await scene.officer("Hùng")
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    hung.has_blocked = hanh.has_blocked = True
    await send_tip(scene)
    await scene.sender.deliver_all()
    caplog.clear()
    await send_tip(scene, MANDATE)
    await scene.sender.deliver_all()
    assert f"nobody of unit {MY_THUONG} can be reached, nor above it" in caplog.text


async def test_a_reporter_who_blocked_the_bot_changes_nothing_for_the_tip(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    lan = scene.citizen()
    await lan.say(FIRE)
    lan.has_blocked = True
    await lan.press("Gửi")
    await scene.sender.deliver_all()
    assert "cháy nhà" in hung.text
    async with scene.database.read() as session:
        tip = (await session.scalars(select(models.Tip))).one()
        gone = list(await session.scalars(select(models.Contact).where(models.Contact.unreachable_since.is_not(None))))
    assert tip.unit_code == MY_THUONG
    assert len(gone) == 1
