"""What supervisors see, through the real dispatcher: figures, and no tip's content."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from domain.access import Role
from domain.outcomes import LegalClass, OutcomeType, Value
from domain.periods import PeriodError
from domain.rerouting import MoveCause
from domain.tip import Category
from handlers.callbacks import (
    Acknowledge,
    AddOutcome,
    Assess,
    Classify,
    Correct,
    Move,
    ShowAccuracy,
    ShowChart,
    ShowFigures,
    ShowWaiting,
)
from handlers.supervision import read_period
from reports import charts
from storage import models, outbox
from tests.handlers.staffing import FIRE, RACING, acknowledged, code, report
from tests.scene import BOT, HUE, Person, Scene

TODAY = date(2026, 11, 20)


async def supervisor(scene: Scene, unit: str = HUE) -> Person:
    return await scene.officer("Giám", unit=unit, role=Role.SUPERVISOR)


async def test_open_and_late_tips_are_shown_by_commune_the_worst_first_and_without_content(scene: Scene) -> None:
    boss = await supervisor(scene)
    await scene.officer("Nam")
    await scene.officer("Tú", unit="19789")
    await scene.officer("Hà", unit="19777")
    await report(scene, FIRE)
    await report(scene, RACING)
    await report(scene, "Đua xe gây rối ở phường Thuận Hóa, Huế")
    scene.pass_time(minutes=20)
    await boss.say("/tonghop")
    text = boss.last.text
    assert "Công an Thành phố Huế: tin đang xử lý" in text or "Công an thành phố Huế: tin đang xử lý" in text
    assert "Đang xử lý 3 tin; chưa tiếp nhận 3; quá hạn 1." in text
    assert text.index("Mỹ Thượng") < text.index("Thuận Hóa")
    assert "🔴" in text
    assert "Đã tiếp nhận 0/3 tin." in text
    assert "1 đơn vị khác không có tin đang xử lý." in text
    for content in ("Đua xe", "Cháy nhà", await code(scene)):
        assert content not in boss.text


async def test_waiting_tips_are_part_of_the_response_times(scene: Scene) -> None:
    boss = await supervisor(scene)
    officer = await scene.officer("Nam")
    await report(scene)
    scene.pass_time(minutes=12)
    await officer.press("Tiếp nhận")
    await report(scene)
    await boss.say("/tonghop")
    assert "Đã tiếp nhận 1/2 tin." in boss.last.text
    assert "12 phút" in boss.last.text


async def test_tips_that_were_moved_on_are_a_figure_in_the_chat(scene: Scene) -> None:
    boss = await supervisor(scene)
    officer = await scene.officer("Nam")
    await scene.officer("Tú", unit="19789")
    await report(scene)
    await officer.press_data(Move(tip=1, to="19789", cause=MoveCause.WRONG_PLACE).pack())
    await boss.say("/tonghop")
    assert "1/1 tin phải chuyển lại sau khi đã vào hàng chờ của xã, phường: 100%" in boss.last.text
    assert "Hệ thống đọc sai nơi xảy ra: 1" in boss.last.text
    await boss.say("/solieu")
    assert "Tỷ lệ chuyển sai" in boss.last.text


async def test_what_the_machine_suggested_is_compared_with_what_officers_decided(scene: Scene) -> None:
    boss = await supervisor(scene)
    officer = await scene.officer("Nam")
    await boss.say("/danhgia")
    assert "Trong kỳ chưa có tin nào được phân loại" in boss.last.text
    for number, words in enumerate((RACING, "Đánh bạc ở phường Mỹ Thượng, Huế"), start=1):
        await report(scene, words)
        await officer.press_data(Acknowledge(tip=number).pack())
    await officer.press_data(Correct(tip=2, category=Category.FRAUD).pack())
    await officer.press_data(Classify(tip=1).pack())
    assert "Nếu chưa đúng, trở lại tin và sửa trước" in officer.last.text
    for number in (1, 2):
        await officer.press_data(Classify(tip=number, legal_class=LegalClass.CRIME_REPORT).pack())
    await boss.say("/danhgia tháng này")
    await boss.say("/danhgia")
    text = boss.last.text
    assert "Loại việc: đúng 1/2 (dưới 20 tin nên chưa tính tỷ lệ)" in text
    assert "Lừa đảo: đúng 0/1" in text
    assert "Nơi xảy ra do máy đọc: đúng 2/2" in text
    assert "/trang" in text
    assert "Đánh bạc" not in text
    await boss.press("Tháng trước")
    assert "01/10/2026" in boss.last.text
    await boss.press("Số liệu")
    assert "Nguồn tin:" in boss.last.text
    await boss.press("Máy gợi ý đúng không")
    assert "Trong kỳ chưa có tin nào được phân loại" in boss.last.text


async def test_only_who_supervises_sees_whether_the_machine_was_right(scene: Scene) -> None:
    officer, citizen = await scene.officer("Nam"), scene.citizen()
    for person in (officer, citizen):
        await person.say("/danhgia")
        await person.press_data(ShowAccuracy(period="month").pack())
        assert "máy gợi ý đúng không" not in person.text


async def test_a_province_without_tips_says_so(scene: Scene) -> None:
    boss = await supervisor(scene)
    await boss.say("/tonghop")
    assert "Đang xử lý 0 tin" in boss.last.text
    await boss.say("/solieu")
    assert "chưa cung cấp nguồn tin nào" in boss.last.text


async def test_figures_are_read_out_as_the_movements_sentence_with_tips_by_unit(scene: Scene) -> None:
    boss = await supervisor(scene)
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(Assess(tip=1, value=Value.VALUABLE, reasons=1, done=True).pack())
    await officer.press_data(
        AddOutcome(tip=1, type=OutcomeType.WEAPON_RECOVERED, attributes="homemade_gun.campaign").pack()
    )
    await officer.say("2")
    await report(scene)
    await boss.say("/solieu 01/11/2026 30/11/2026")
    text = boss.last.text
    assert "Từ ngày 01/11/2026 đến ngày 30/11/2026" in text
    assert "đã cung cấp 2 nguồn tin, trong đó có 1 nguồn tin có giá trị" in text
    assert "vận động thu hồi 2 khẩu súng tự chế" in text
    assert "Mỹ Thượng: 2 tin, 1 có giá trị" in text
    assert "Đua xe" not in text


@pytest.mark.parametrize("typed", ["/solieu hôm nào đó", "/solieu 31/02/2026", "/solieu 30/11/2026 01/11/2026"])
async def test_a_period_that_cannot_be_read_is_explained(scene: Scene, typed: str) -> None:
    boss = await supervisor(scene)
    await boss.say(typed)
    assert "/solieu 01/11/2026 30/11/2026" in boss.last.text


async def test_periods_are_chosen_by_button_or_number(scene: Scene) -> None:
    boss = await supervisor(scene)
    await boss.say("/solieu")
    await boss.press("Năm nay")
    assert "01/01/2026" in boss.last.text
    await boss.say("2")
    assert "01/10/2026" in boss.last.text


async def charts_waiting(scene: Scene) -> list[outbox.Call]:
    """Return the charts that wait for the sender."""
    async with scene.database.read() as session:
        due = await outbox.due(session, scene.vault, now=scene.now, bots=[BOT], chats=10, calls=20)
    return [one.call for calls in due for one in calls if one.call.method == "sendChart"]


async def test_a_chart_is_left_to_the_sender_as_a_spec_that_can_be_drawn(scene: Scene) -> None:
    boss = await supervisor(scene)
    await scene.officer("Nam")
    await report(scene)
    await scene.journal({"callback_query": _press(boss, ShowChart(period="month").pack())})
    await scene.handling.handle_waiting()
    (call,) = await charts_waiting(scene)
    spec = call.payload["chart"]
    assert isinstance(spec, dict)
    assert "Đua xe" not in json.dumps(spec, ensure_ascii=False)
    assert charts.draw_png(dict(spec)).startswith(b"\x89PNG")


async def test_response_times_of_several_units_are_a_second_chart(scene: Scene) -> None:
    boss = await supervisor(scene)
    await scene.officer("Nam")
    await scene.officer("Tú", unit="19789")
    await report(scene)
    await report(scene, "Đua xe ở phường Thuận Hóa, Huế")
    await scene.journal({"callback_query": _press(boss, ShowChart(period="year").pack())})
    await scene.handling.handle_waiting()
    assert len(await charts_waiting(scene)) == 2


def _press(person: Person, data: str) -> dict[str, object]:
    return {
        "id": "1",
        "from": person._user(),  # noqa: SLF001 - the press must wait in the journal
        "chat_instance": "1",
        "data": data,
        "message": person._message(1, {"text": "…"}),  # noqa: SLF001 - the same
    }


async def test_the_ministry_sees_provinces_and_a_commander_only_the_own_commune(scene: Scene) -> None:
    ministry = await supervisor(scene, "VN")
    commander = await scene.officer("Chỉ", role=Role.COMMANDER)
    other = await scene.officer("Khác", unit="19789", role=Role.COMMANDER)
    await report(scene)
    await ministry.say("/tonghop")
    assert "Huế: 1 tin đang xử lý" in ministry.last.text
    assert "Mỹ Thượng" not in ministry.last.text
    await commander.say("/tonghop")
    assert "Đang xử lý 1 tin" in commander.last.text
    await other.say("/tonghop")
    assert "Đang xử lý 0 tin" in other.last.text
    assert "Mỹ Thượng" not in other.last.text
    await other.say("/solieu")
    assert "Nguồn tin: 0" in other.last.text


async def test_citizens_and_officers_get_no_figures(scene: Scene) -> None:
    citizen = scene.citizen()
    officer = await scene.officer("Nam")
    for person in (citizen, officer):
        await person.say("/tonghop")
        for data in (ShowFigures(period="month"), ShowWaiting(), ShowChart(period="month")):
            await person.press_data(data.pack())
        assert "Đang xử lý" not in person.text
        assert "Nguồn tin" not in person.text
    assert await charts_waiting(scene) == []


@pytest.mark.parametrize("period", ["", "x", "0..1", "2026-13", "9999-99", "month;drop"])
async def test_a_forged_period_is_refused(scene: Scene, period: str) -> None:
    boss = await supervisor(scene)
    await boss.press_data(ShowFigures(period=period).pack())
    async with scene.database.read() as session:
        assert set(await session.scalars(select(models.Update.state))) == {"done"}
    assert LegalClass.UNCLASSIFIED not in boss.text


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("", "2026-11-01", "2026-11-30"),
        ("thang", "2026-11-01", "2026-11-30"),
        ("tháng trước", "2026-10-01", "2026-10-31"),
        ("Năm", "2026-01-01", "2026-12-31"),
        ("nam truoc", "2025-01-01", "2025-12-31"),
        ("quý", "2026-10-01", "2026-12-31"),
        ("6 tháng", "2026-07-01", "2026-12-31"),
        ("thang bao cao", "2026-11-15", "2026-12-14"),
        ("10/2026", "2026-10-01", "2026-10-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("5/11/2026", "2026-11-05", "2026-11-05"),
        ("01/11/2026 15/11/2026", "2026-11-01", "2026-11-15"),
        ("từ 01/11/2026 đến 15/11/2026", "2026-11-01", "2026-11-15"),
        ("2026-11-01..2026-11-15", "2026-11-01", "2026-11-15"),
    ],
)
def test_periods_are_read_as_people_type_them(typed: str, start: str, end: str) -> None:
    period = read_period(typed, TODAY)
    assert (str(period.start), str(period.end)) == (start, end)


@pytest.mark.parametrize("typed", ["hôm qua", "1/1", "01/11/2026 02/11/2026 03/11/2026", "trước"])
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(PeriodError):
        read_period(typed, TODAY)
