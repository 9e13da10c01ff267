"""What is due is said once, late perhaps, never early: of tips that wait, at shift changes, of drafts left behind."""

import asyncio
import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.reminders import Evenness, Reminders
from domain.access import COUNTRY, Role, acting
from domain.deadlines import acknowledge_by
from domain.due_times import DRAFT_IS_LEFT_AFTER
from domain.lifecycle import Status, transition
from domain.tip import Urgency
from storage import models, people, rollups, tips
from storage.database import Database
from tests.scene import HUE, MY_THUONG, Person, Scene
from tests.storage import made

FIRE = "cháy nhà ở phường Mỹ Thượng, Huế, còn người mắc kẹt"
GAMBLING = "đánh bạc ở chợ, phường Mỹ Thượng, Huế"


def reminders(scene: Scene, database: Database | None = None) -> Reminders:
    return Reminders(
        database or scene.database, scene.vault, clock=scene.clock, outbox_bell=asyncio.Event(), files=scene.files
    )


async def remind(scene: Scene) -> int:
    count = await reminders(scene).remind()
    await scene.sender.deliver_all()
    return count


async def send_tip(scene: Scene, words: str = FIRE) -> Person:
    lan = scene.citizen()
    await lan.say(words)
    await lan.press("Gửi")
    assert "Mã tin" in lan.text
    return lan


def about(person: Person, command: str) -> list[str]:
    """Return what a person was told that ends with this command; cards of tips name none."""
    return [one.text for one in person.shown if one.text.rstrip().endswith(command)]


def reminded(person: Person) -> int:
    """Return how often a person was reminded of single tips; these say since when a tip waits, shift changes do not."""
    return sum(bool(re.search(r"\d\d:\d\d", text)) for text in about(person, "/hangcho"))


async def acknowledged_and_reopened(scene: Scene) -> None:
    async with scene.database.begin() as session:
        [officer] = await people.officers_of(session, scene.vault, MY_THUONG)
        tip = await tips.for_officer(session, scene.vault, officer, 1)
        for status in (Status.RESOLVED, Status.REOPENED):
            step = transition(tip.status, status, at=scene.now)
            tip = await tips.step(session, scene.vault, tip, step, by=acting(officer))


async def test_the_unit_is_reminded_before_its_time_is_over(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    chief = await scene.officer("Chi", role=Role.COMMANDER)
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    await send_tip(scene)
    scene.pass_time(minutes=9, seconds=59)
    await remind(scene)
    assert (reminded(hung), reminded(chief), reminded(hanh)) == (0, 0, 0)
    scene.pass_time(seconds=1)
    await remind(scene)
    await remind(scene)
    assert (reminded(hung), reminded(chief), reminded(hanh)) == (1, 0, 0)
    assert FIRE not in about(hung, "/hangcho")[0]


async def test_unit_and_province_are_reminded_once_when_the_time_is_over(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    son = await scene.officer("Sơn", unit="19777")
    await send_tip(scene)
    due = acknowledge_by(scene.now, Urgency.EMERGENCY) - scene.now
    assert due == timedelta(minutes=15)
    scene.pass_time(minutes=14, seconds=59)
    await remind(scene)
    assert (reminded(hung), reminded(hanh), reminded(son)) == (1, 0, 0)
    scene.pass_time(seconds=1)
    assert await remind(scene) == 1
    assert (reminded(hung), reminded(hanh), reminded(son)) == (2, 1, 0)
    scene.pass_time(days=3)
    await remind(scene)
    assert (reminded(hung), reminded(hanh), reminded(son)) == (2, 1, 0)
    assert FIRE not in hanh.text


async def test_where_there_is_a_commander_the_province_hears_later(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    chief = await scene.officer("Chi", role=Role.COMMANDER)
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    await send_tip(scene)
    heard = []
    for minutes in (10, 5, 5, 60):
        scene.pass_time(minutes=minutes)
        await remind(scene)
        heard.append((reminded(hung), reminded(chief), reminded(hanh)))
    assert heard == [(1, 0, 0), (2, 1, 0), (2, 1, 1), (2, 1, 1)]


async def test_where_the_province_has_no_staff_the_country_hears(scene: Scene) -> None:
    await scene.officer("Hùng")
    linh = await scene.officer("Linh", unit=COUNTRY, role=Role.COORDINATOR)
    await send_tip(scene)
    scene.pass_time(minutes=15)
    await remind(scene)
    assert reminded(linh) == 1


async def test_after_a_stop_a_tip_is_spoken_of_once_to_each(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    chief = await scene.officer("Chi", role=Role.COMMANDER)
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    await send_tip(scene)
    scene.pass_time(days=3)
    await remind(scene)
    await remind(scene)
    assert (reminded(hung), reminded(chief), reminded(hanh)) == (1, 1, 1)


async def test_after_a_stop_many_tips_are_one_message(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    for _ in range(4):
        await send_tip(scene)
    scene.pass_time(hours=5)
    await remind(scene)
    assert (reminded(hung), reminded(hanh)) == (0, 0)
    [said] = about(hung, "/quahan")
    assert "4" in said
    assert len(about(hanh, "/tonghop")) == 1


async def test_an_acknowledged_tip_is_not_reminded_of(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    await send_tip(scene)
    await remind(scene)
    await hung.press("nhận")
    scene.pass_time(hours=9)
    await remind(scene)
    assert reminded(hung) == 0


async def test_a_tip_that_was_opened_again_has_its_time_again(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    await send_tip(scene)
    await hung.press("nhận")
    scene.pass_time(days=5)
    await acknowledged_and_reopened(scene)
    await remind(scene)
    before = reminded(hung)
    scene.pass_time(minutes=9)
    await remind(scene)
    assert reminded(hung) == before
    scene.pass_time(minutes=1)
    await remind(scene)
    scene.pass_time(minutes=5)
    await remind(scene)
    await remind(scene)
    assert reminded(hung) == before + 2


async def test_a_tip_that_turns_out_urgent_has_less_time(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    await send_tip(scene, GAMBLING)
    await remind(scene)
    async with scene.database.begin() as session:
        [officer] = await people.officers_of(session, scene.vault, MY_THUONG)
        tip = await tips.for_officer(session, scene.vault, officer, 1)
        by, urgency = acting(officer), Urgency.EMERGENCY
        await tips.recategorise(session, scene.vault, tip, category=tip.category, urgency=urgency, by=by, at=scene.now)
    scene.pass_time(minutes=10)
    await remind(scene)
    assert reminded(hung) == 1


async def test_a_clock_that_went_back_says_nothing_twice(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    await send_tip(scene)
    scene.pass_time(hours=1)
    await remind(scene)
    said = len(hung.shown)
    for _ in range(6):
        scene.pass_time(minutes=-20)
        await remind(scene)
    for _ in range(6):
        scene.pass_time(minutes=20)
        await remind(scene)
    assert len(hung.shown) == said


async def test_a_clock_that_went_ahead_for_a_while_leaves_nothing_out(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    scene.pass_time(days=3650)
    await remind(scene)
    scene.pass_time(days=-3650)
    await remind(scene)
    await send_tip(scene)
    scene.pass_time(minutes=10)
    await remind(scene)
    assert reminded(hung) == 1
    scene.pass_time(hours=10)
    await remind(scene)
    assert [one.text for one in hung.shown if "Giao ca" in one.text or "Shift" in one.text]


def test_a_jump_of_the_clock_is_waited_out() -> None:
    evenness = Evenness()
    start = datetime(2026, 11, 20, 14, tzinfo=UTC)

    def is_even(seconds: float, error: float = 0) -> bool:
        return evenness.is_even(start + timedelta(seconds=seconds + error), 1000 + seconds)

    assert is_even(0)
    assert is_even(30)
    assert is_even(60, error=20)
    assert not is_even(90, error=3600)
    assert not is_even(120, error=3600)
    assert not is_even(150)
    assert not is_even(180 + 4 * 60)
    assert is_even(150 + 5 * 60)


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
    await remind(scene)
    assert reminded(hung) == 1


async def test_each_moment_happens_once_with_several_processes(scene: Scene, database_url: str) -> None:
    """Many tips in two queues, several processes, and a clock that goes through every step."""
    hung = await scene.officer("Hùng")
    hanh = await scene.officer("Hạnh", unit=HUE, role=Role.COORDINATOR)
    async with scene.database.begin() as session:
        for number in range(230):
            urgency = Urgency.EMERGENCY if number % 2 else Urgency.HIGH
            await made.tip(session, scene.vault, urgency=urgency)
    others = [Database(database_url) for _ in range(3)]
    crew = [reminders(scene, one) for one in others]
    try:
        for minutes in (0, 10, 5, 5, 60, 40, 40, 600):
            scene.pass_time(minutes=minutes)
            await asyncio.gather(*(one.remind() for one in crew))
    finally:
        for one in others:
            await one.close()
    async with scene.database.read() as session:
        event = models.TipEvent
        found = await session.execute(
            select(event.tip_id, event.after).where(event.kind == "reminder").order_by(event.tip_id)
        )
        said = Counter((tip_id, step) for tip_id, step in found)
        left = await session.scalar(select(func.count()).where(models.DueTime.done_at.is_(None)))
        calls = await session.scalar(select(func.count()).where(models.Call.state == "waiting"))
    assert set(said.values()) == {1}
    assert Counter(step for _, step in said) == {"reminder": 230, "overdue": 230}
    # The next shift change of two queues, and the next purge.
    assert left == 3
    # Steps of more tips than one transaction takes are one message, which the next one replaces.
    assert calls is not None
    assert calls <= 20
    assert (len(hung.shown), len(hanh.shown)) == (0, 0)


# Shift changes.


async def test_at_a_shift_change_a_unit_hears_how_its_queue_stands(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    son = await scene.officer("Sơn", unit="19777")
    await send_tip(scene, GAMBLING)
    await remind(scene)
    before = len(hung.shown), len(son.shown)
    scene.pass_time(hours=9, minutes=59)
    await remind(scene)
    assert (len(hung.shown), len(son.shown)) == before
    scene.pass_time(minutes=1)
    await remind(scene)
    await remind(scene)
    assert (len(hung.shown), len(son.shown)) == (before[0] + 1, before[1])
    assert "1" in hung.last.text
    assert "đánh bạc" not in hung.last.text


async def test_a_shift_change_that_was_missed_is_said_late_and_ten_are_said_once(scene: Scene) -> None:
    hung = await scene.officer("Hùng")
    await send_tip(scene, GAMBLING)
    await hung.press("nhận")
    await remind(scene)
    before = len(hung.shown)
    scene.pass_time(days=5)
    await remind(scene)
    await remind(scene)
    assert len(hung.shown) == before + 1


# Drafts.


async def test_a_draft_that_was_left_is_reminded_of_once(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say(GAMBLING)
    await remind(scene)
    before = len(lan.shown)
    scene.pass_time(hours=DRAFT_IS_LEFT_AFTER / timedelta(hours=1) - 0.01)
    await remind(scene)
    assert len(lan.shown) == before
    scene.pass_time(hours=1.01)
    for _ in range(3):
        await remind(scene)
        scene.pass_time(hours=5)
    assert len(lan.shown) == before + 1
    assert "/huy" in lan.last.text
    assert "đánh bạc" not in lan.last.text


async def test_who_goes_on_writing_is_left_alone(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say(GAMBLING)
    await remind(scene)
    scene.pass_time(hours=3)
    await lan.say("có năm người")
    before = len(lan.shown)
    scene.pass_time(hours=2)
    await remind(scene)
    assert len(lan.shown) == before
    scene.pass_time(hours=5)
    await remind(scene)
    assert len(lan.shown) == before + 1


async def test_nothing_remembers_when_a_tip_was_written_once_it_is_sent(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say(GAMBLING)
    await remind(scene)
    await lan.press("Gửi")
    await remind(scene)
    async with scene.database.read() as session:
        assert await session.scalar(select(func.count()).where(models.DueTime.kind == "draft")) == 0
    scene.pass_time(hours=6)
    await remind(scene)
    assert "/huy" not in lan.last.text


async def test_somebody_who_said_nothing_yet_is_not_reminded(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say("/guitin")
    await remind(scene)
    before = len(lan.shown)
    scene.pass_time(hours=6)
    await remind(scene)
    assert len(lan.shown) == before


# Months that are over.


async def counted_months(scene: Scene) -> int:
    async with scene.database.read() as session:
        return (await rollups.check_rollups(session)).months


async def test_a_month_that_is_over_is_counted_within_the_hour(scene: Scene) -> None:
    await send_tip(scene)
    clocks = reminders(scene)
    await clocks.count_months()
    assert await counted_months(scene) == 0
    scene.pass_time(hours=24 * 35)
    await clocks.count_months()
    assert await counted_months(scene) == 1


async def test_months_are_not_looked_for_at_every_turn(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[datetime] = []

    async def keep(_: Database, *, now: datetime) -> int:
        looked.append(now)
        return 0

    monkeypatch.setattr(rollups, "keep", keep)
    clocks = reminders(scene)
    for hours in (0.25, 0.25, 0.75, -5, 0.25):
        await clocks.count_months()
        scene.pass_time(hours=hours)
    await clocks.count_months()
    assert len(looked) == 3
