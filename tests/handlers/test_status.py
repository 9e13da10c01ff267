"""What became of my tip."""

from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from storage import models
from tests.scene import Person, Scene

EXAMPLE = "co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue"


@dataclass
class Case:
    """A citizen who has sent a tip, and the officer who has it."""

    scene: Scene
    citizen: Person
    officer: Person

    async def tip(self) -> models.Tip:
        """Return the one tip as it stands."""
        async with self.scene.database.read() as session:
            return (await session.scalars(select(models.Tip))).one()

    async def rows(self, table: type[models.Base]) -> int:
        """Return how many rows a table has."""
        async with self.scene.database.read() as session:
            return await session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
async def case(scene: Scene) -> Case:
    """A tip that was sent and acknowledged."""
    officer = await scene.officer("Hùng")
    citizen = scene.citizen()
    await citizen.say(EXAMPLE)
    await citizen.press("Gửi")
    await officer.press("Tiếp nhận")
    return Case(scene, citizen, officer)


async def ask(case: Case, question: str) -> None:
    """Let the officer ask the reporter something."""
    await case.officer.press("Hỏi thêm")
    await case.officer.say(question)


async def test_somebody_without_tips_is_told_how_to_begin(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("/tin")
    assert "chưa gửi tin nào" in citizen.last.text


async def test_my_tips_are_listed_with_their_state(case: Case) -> None:
    await case.citizen.say("/tin")
    assert "Công an đã tiếp nhận" in next(iter(case.citizen.last.buttons))
    await case.citizen.say("1")
    assert "Tình trạng: Công an đã tiếp nhận" in case.citizen.last.text


async def test_an_answer_reaches_the_card(case: Case) -> None:
    await ask(case, "Có bao nhiêu xe?")
    assert "Có bao nhiêu xe?" in case.citizen.last.text
    await case.citizen.say("chừng mười xe")
    assert "chừng mười xe" in case.officer.text
    assert (await case.tip()).status == "verifying"
    assert await case.rows(models.Tip) == 1


async def test_a_photo_can_be_the_answer_and_more_can_follow(case: Case) -> None:
    await ask(case, "Có ảnh không?")
    await case.citizen.send_photo()
    await case.citizen.say("biển số bị che")
    await case.citizen.say("xong")
    assert await case.rows(models.Evidence) == 1
    assert "biển số bị che" in case.officer.text
    assert await case.rows(models.Tip) == 1


async def test_what_is_written_long_after_an_answer_begins_a_new_tip(case: Case) -> None:
    await ask(case, "Có bao nhiêu xe?")
    await case.citizen.say("mười xe")
    case.scene.pass_time(hours=5)
    await case.citizen.say("cháy rác ở phường Vỹ Dạ, Huế")
    assert "Tin của bạn – chưa gửi" in case.citizen.last.text
    assert "cháy rác" not in case.officer.text


async def test_somebody_can_begin_a_new_tip_although_a_question_was_answered(case: Case) -> None:
    await ask(case, "Có bao nhiêu xe?")
    await case.citizen.say("mười xe")
    await case.citizen.press("Báo tin mới")
    await case.citizen.say("trộm xe đạp ở phường Vỹ Dạ, Huế")
    assert "Tin của bạn – chưa gửi" in case.citizen.last.text


async def test_more_can_be_added_to_a_sent_tip(case: Case) -> None:
    await case.citizen.say("/tin")
    await case.citizen.say("1")
    await case.citizen.press("Bổ sung")
    await case.citizen.say("chúng nó quay lại rồi")
    await case.citizen.share(16.5042, 107.6330)
    await case.citizen.say("/xong")
    await case.officer.press("Xem tin")
    assert "chúng nó quay lại rồi" in case.officer.text
    assert "16.50420, 107.63300" in case.officer.text
    assert await case.rows(models.Tip) == 1


async def test_an_objection_is_possible_once_and_opens_the_tip_again(case: Case) -> None:
    await case.officer.say("/hangcho")
    await case.officer.say("1")
    await case.officer.press("Đã giải quyết")
    await case.citizen.say("/tin")
    await case.citizen.say("1")
    await case.citizen.press("Kết quả chưa đúng")
    await case.citizen.say("họ vẫn đua mỗi đêm")
    tip = await case.tip()
    assert (tip.status, tip.objected) == ("reopened", True)
    assert "họ vẫn đua mỗi đêm" in case.officer.text
    await case.citizen.press_data(f"wrong:{tip.id}")
    assert "một lần" in case.citizen.last.text


async def test_withdrawing_cuts_the_link_and_keeps_the_tip_and_its_history(case: Case) -> None:
    await case.citizen.say("/tin")
    await case.citizen.say("1")
    await case.citizen.press("Rút tin")
    assert "cắt hẳn" in case.citizen.last.text
    await case.citizen.press("2. Rút tin")
    assert await case.rows(models.Reporter) == 0
    assert await case.rows(models.Statement) == 1
    assert (await case.tip()).status == "acknowledged"
    await case.citizen.say("/tin")
    assert "chưa gửi tin nào" in case.citizen.last.text


async def test_a_tip_on_the_desk_is_erased_when_it_is_withdrawn(scene: Scene) -> None:
    citizen = scene.citizen()
    await citizen.say("trom xe dap o phuong Vy Da, Hue")
    await citizen.press("Gửi")
    await citizen.say("/tin")
    await citizen.say("1")
    await citizen.press("Rút tin")
    await citizen.press("2. Rút tin")
    async with scene.database.read() as session:
        assert (await session.scalars(select(models.Tip.status))).all() == ["withdrawn"]
        assert (await session.scalars(select(models.Statement))).all() == []
        kinds = (await session.scalars(select(models.TipEvent.kind).order_by(models.TipEvent.id))).all()
    assert kinds == ["recorded", "status", "status", "withdrawal"]


@pytest.mark.parametrize(
    "data", ["mine:1", "more:1", "wrong:1", "withdraw:1:1", "join:1", "mine:999", "mine:x", "mine:"]
)
async def test_somebody_elses_tip_looks_like_none(case: Case, data: str) -> None:
    stranger = case.scene.citizen("Kẻ tò mò")
    await stranger.say("/start")
    await stranger.press_data(data)
    said = stranger.last.text + " ".join(stranger.toasts)
    assert "Không có tin này" in said or "Nút này đã cũ" in said or "chưa soạn tin nào" in said
    assert await case.rows(models.Reporter) == 1
    assert (await case.tip()).status == "acknowledged"
