"""Who was to acknowledge a tip is reminded once, late perhaps, never early."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.reminders import Reminders
from domain.access import Role, acting
from domain.deadlines import acknowledge_by
from domain.lifecycle import Status, transition
from domain.tip import Urgency
from storage import models, people, tips
from tests.scene import HUE, MY_THUONG, Person, Scene

FIRE = "cháy nhà ở phường Mỹ Thượng, Huế, còn người mắc kẹt"
OVERDUE = "Quá hạn"


def reminders(scene: Scene) -> Reminders:
    return Reminders(scene.database, scene.vault, clock=scene.clock, outbox_bell=asyncio.Event())


async def remind(scene: Scene) -> int:
    count = await reminders(scene).remind()
    await scene.sender.deliver_all()
    return count


async def send_tip(scene: Scene, words: str = FIRE) -> None:
    lan = scene.citizen()
    await lan.say(words)
    await lan.press("Gửi")
    assert "Mã tin" in lan.text


def reminded(person: Person) -> int:
    return sum(OVERDUE.casefold() in one.text.casefold() for one in person.shown)


async def test_unit_and_province_are_reminded_once_when_the_time_is_over(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    son = await scene.officer("Sơn", unit="19777")
    await send_tip(scene)
    due = acknowledge_by(scene.now, Urgency.EMERGENCY) - scene.now
    assert due == timedelta(minutes=15)
    scene.pass_time(minutes=14, seconds=59)
    assert await remind(scene) == 0
    scene.pass_time(seconds=1)
    assert await remind(scene) == 1
    scene.pass_time(days=3)
    assert await remind(scene) == 0
    assert (reminded(hung), reminded(hanh), reminded(son)) == (1, 1, 0)
    assert FIRE not in hanh.text


async def test_an_acknowledged_tip_is_not_reminded_of(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    await send_tip(scene)
    await hung.press("nhận")
    scene.pass_time(days=9)
    assert await remind(scene) == 0


async def test_a_tip_that_was_opened_again_has_its_time_again(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    await send_tip(scene)
    await hung.press("nhận")
    scene.pass_time(days=5)
    async with scene.database.begin() as session:
        [officer] = await people.officers_of(session, scene.vault, MY_THUONG)
        tip = await tips.for_officer(session, scene.vault, officer, 1)
        for status in (Status.RESOLVED, Status.REOPENED):
            step = transition(tip.status, status, at=scene.now)
            tip = await tips.step(session, scene.vault, tip, step, by=acting(officer))
    assert await remind(scene) == 0
    scene.pass_time(minutes=14)
    assert await remind(scene) == 0
    scene.pass_time(minutes=1)
    assert await remind(scene) == 1
    assert await remind(scene) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_unit_that_is_no_more_does_not_stop_the_others(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    await scene.officer("Sơn", unit="19777")
    await send_tip(scene)
    await send_tip(scene, "cháy nhà ở phường Vỹ Dạ, Huế, còn người mắc kẹt")
    async with scene.database.begin() as session:
        gone = update(models.Unit).where(models.Unit.code == "19777").values(valid_until=scene.now.date())
        await session.execute(gone)
    scene.pass_time(hours=1)
    assert await remind(scene) == 2
    assert reminded(hung) == 1
