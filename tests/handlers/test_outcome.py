"""Class, value, outcomes, incidents and the end of a tip, through the real dispatcher."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.lifecycle import Status
from domain.outcomes import CHOICES, RULES, Attribute, LegalClass, OutcomeType, Value
from domain.tip import Category, Urgency
from handlers.callbacks import AddOutcome, AddResult, Assess, Classify, Correct, JoinIncident, Settle
from handlers.ledger import attributes_of, units_for
from handlers.quantities import read_quantity
from storage import models
from tests.handlers.staffing import FIRE, acknowledged, code, count, events, report, status, tip_row
from tests.scene import Person, Scene


async def ledger(scene: Scene) -> list[models.Outcome]:
    async with scene.database.read() as session:
        return list(await session.scalars(select(models.Outcome).order_by(models.Outcome.id)))


async def test_a_tip_goes_the_whole_way(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    await officer.press("Phân loại")
    await officer.press("Tin báo về tội phạm")
    assert await status(scene) is Status.CLASSIFIED
    await officer.press("Giá trị")
    await officer.press("Có giá trị")
    await officer.press("Kịp thời")
    await officer.press("Xong")
    await officer.press("Kết quả")
    await officer.press("Thu hồi vũ khí")
    await officer.press("súng tự chế")
    await officer.press("vận động thu hồi")
    await officer.say("2")
    assert officer.last.text.startswith("Đã ghi: vận động thu hồi 2 khẩu súng tự chế")
    await officer.press("Đã giải quyết")
    await officer.press("Phản hồi")
    await officer.say("Đã thu hồi. Cảm ơn bà con.")
    await officer.press("Kết thúc")
    assert await status(scene) is Status.CLOSED
    row = await tip_row(scene)
    assert (row.legal_class, row.value) == (LegalClass.CRIME_REPORT, Value.VALUABLE)
    assert "súng" not in citizen.text.split("Đã thu hồi")[0].split("Đua xe")[-1]
    steps = [event.after for event in await events(scene, "status")]
    assert steps == ["queued", "acknowledged", "classified", "resolved", "informed", "closed"]


async def test_the_whole_way_can_be_typed(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await report(scene)
    tip = await code(scene)
    for typed in (
        f"/nhan {tip}",
        f"/phanloai {tip}",
        "vi phạm hành chính",
        f"/giatri {tip}",
        "1",
        "1",
        "xong",
        f"/ketqua {tip}",
        "7",
        "3 người",
        f"/giaiquyet {tip}",
        f"/phanhoi {tip} Đã răn đe 3 người.",
        f"/dong {tip}",
    ):
        await officer.say(typed)
    row = await tip_row(scene)
    assert (row.status, row.legal_class, row.value) == (Status.CLOSED, LegalClass.ADMINISTRATIVE, Value.VALUABLE)
    (entry,) = await ledger(scene)
    assert (entry.type, entry.quantity, entry.unit_of_count) == ("O7", Decimal(3), "person")


# Class.


async def test_a_class_can_be_corrected_and_the_history_keeps_both(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    for name in ("Sự cố", "Mâu thuẫn"):
        await officer.press("Phân loại")
        await officer.press(name)
    assert [event.after for event in await events(scene, "class")] == ["incident", "dispute"]


async def test_pressing_a_class_twice_is_one_step(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    for _ in range(3):
        await officer.press_data(Classify(tip=1, legal_class=LegalClass.DISPUTE).pack())
    assert len(await events(scene, "class")) == 1


async def test_deliberately_false_takes_a_reason_and_a_second_officer(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    await acknowledged(scene, officer)
    await officer.press("Phân loại")
    await officer.press("Cố ý báo tin giả")
    await officer.say("Đã kiểm tra camera, không có vụ việc")
    assert (await tip_row(scene)).legal_class == LegalClass.UNCLASSIFIED
    await officer.press_data(Classify(tip=1, legal_class=LegalClass.FALSE_REPORT).pack())
    assert "cần một đồng chí khác xác nhận" in officer.last.text
    assert (await tip_row(scene)).legal_class == LegalClass.UNCLASSIFIED
    assert "Đồng chí Nam đề nghị phân loại" in colleague.last.text
    await colleague.press("Xem tin")
    assert "Đã kiểm tra camera" in colleague.last.text
    await colleague.press("Xác nhận")
    assert (await tip_row(scene)).legal_class == LegalClass.FALSE_REPORT
    assert [event.officer_id for event in await events(scene, "class")] == [1, 2]


async def test_a_proposal_is_dropped_when_another_class_is_set(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    await acknowledged(scene, officer)
    await officer.press_data(Classify(tip=1, legal_class=LegalClass.FALSE_REPORT).pack())
    await officer.say("nghi ngờ")
    await officer.press_data(Classify(tip=1, legal_class=LegalClass.UNFOUNDED).pack())
    await colleague.press("Xem tin")
    assert not any("Xác nhận" in one for one in colleague.last.buttons)
    await colleague.press_data(Classify(tip=1, legal_class=LegalClass.FALSE_REPORT).pack())
    assert "gõ lý do" in colleague.last.text
    assert (await tip_row(scene)).legal_class == LegalClass.UNFOUNDED


# What triage suggested.


async def test_urgency_and_category_are_corrected_and_the_suggestions_stay(scene: Scene) -> None:
    officer, colleague = await scene.officer("Nam"), await scene.officer("Hoa")
    await acknowledged(scene, officer, FIRE)
    await officer.press("Sửa loại việc")
    await officer.press("Bình thường")
    row = await tip_row(scene)
    assert (row.urgency, row.suggested_urgency) == ("normal", "emergency")
    assert "KHẨN CẤP" not in colleague.last.text
    await officer.press_data(Correct(tip=1, urgency=Urgency.NORMAL).pack())
    await officer.press_data(Correct(tip=1, category=Category.DISPUTE).pack())
    assert (await tip_row(scene)).category == "dispute"
    assert len(await events(scene, "category")) == 2


# Value.


async def test_several_reasons_can_be_ticked_and_unticked(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press("Giá trị")
    await officer.press("Có giá trị")
    assert not any("Xong" in one for one in officer.last.buttons), "without a reason it is not done"
    before = len(officer.shown)
    for name in ("Kịp thời", "Chính xác", "Giúp ngăn chặn", "Chính xác"):
        await officer.press(name)
    assert len(officer.shown) == before, "the list changes where it stands"
    await officer.press("Xong")
    (judged,) = await events(scene, "value")
    assert judged.details["reasons"] == ["prevented", "timely"]
    assert "Đã đánh giá: Có giá trị (Kịp thời, Giúp ngăn chặn)" in officer.last.text


@pytest.mark.parametrize(("name", "value"), [("Đã biết trước", Value.KNOWN), ("Không có giá trị", Value.WORTHLESS)])
async def test_an_unfavourable_value_takes_a_reason(scene: Scene, name: str, value: Value) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press("Giá trị")
    await officer.press(name)
    assert (await tip_row(scene)).value == Value.UNASSESSED
    await officer.say("\u200b")
    assert (await tip_row(scene)).value == Value.UNASSESSED
    await officer.say("Tổ dân phố đã báo hôm qua")
    assert (await tip_row(scene)).value == value
    assert "Tổ dân phố đã báo hôm qua" in officer.last.text


async def test_a_value_can_change_and_each_judgement_is_kept(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    valuable = Assess(tip=1, value=Value.VALUABLE, reasons=1, done=True).pack()
    await officer.press_data(valuable)
    await officer.press_data(valuable)
    await officer.press_data(Assess(tip=1, value=Value.KNOWN).pack())
    await officer.say("đã biết")
    await officer.press_data(valuable)
    await officer.say("đã kiểm tra lại")
    await officer.press_data(valuable)
    assert [event.after for event in await events(scene, "value")] == ["valuable", "known", "valuable"]


async def test_a_value_forged_without_reasons_is_asked_for_again(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    for mask in ("0", str(1 << 40), str(-(1 << 40))):
        await officer.press_data(f"value:1:valuable:{mask}:1")
        assert (await tip_row(scene)).value == Value.UNASSESSED


# Outcomes.


@pytest.mark.parametrize(
    ("answers", "said", "quantity", "unit"),
    [
        (["O2", "criminal", "2"], "Bắt, xử lý vụ vi phạm pháp luật (hình sự): 2 vụ", 2, "offence"),
        (["O3", "assisted", "1"], "(hỗ trợ giải quyết): 1 vụ việc", 1, "incident"),
        (["O5", "persuaded.fugitive", "1"], "(vận động đầu thú, vi phạm pháp luật lẩn trốn): 1 người", 1, "person"),
        (["O7", "", "12 đối tượng"], "Gọi hỏi, răn đe: 12 người", 12, "person"),
        (["O10", "fireworks.seized", "kilogram", "2,5"], "thu giữ 2,5 kg pháo", Decimal("2.5"), "kilogram"),
        (["O10", "homemade_gun.handed_in", "1"], "tiếp nhận 1 khẩu súng tự chế do người dân giao nộp", 1, "gun"),
        (["O12", "", "dong", "1.500.000"], "Thu hồi tang vật, tài sản: 1.500.000 đồng", 1_500_000, "dong"),
        (["O16", ""], "Không xác minh được: 1 tin", 1, "tip"),
    ],
)
async def test_an_outcome_is_recorded_and_read_back(
    scene: Scene, answers: list[str], said: str, quantity: Decimal, unit: str
) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    of, attributes, *rest = answers
    names = {"kilogram", "dong"}
    chosen = next((one for one in rest if one in names), "")
    await officer.press_data(AddOutcome(tip=1, type=OutcomeType(of), attributes=attributes, unit=chosen).pack())
    for typed in rest:
        if typed not in names:
            await officer.say(typed)
    assert said in officer.last.text.splitlines()[0]
    (entry,) = await ledger(scene)
    contribution = "supported" if attributes == "assisted" else "direct"
    assert (entry.quantity, entry.unit_of_count, entry.contribution) == (quantity, unit, contribution)
    assert entry.on == date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["hai", "0", "-1", "2,5", "1e9", "²", "1.5", "99999999999999", "2; 3"])
async def test_a_number_that_does_not_fit_keeps_the_officer_at_the_same_step(scene: Scene, typed: str) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(AddOutcome(tip=1, type=OutcomeType.WARNED).pack())
    await officer.say(typed)
    assert await ledger(scene) == []
    await officer.say("2")
    assert [entry.quantity for entry in await ledger(scene)] == [2]


async def test_an_outcome_is_recorded_once_however_often_it_arrives(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    for _ in range(3):
        await officer.press_data(AddOutcome(tip=1, type=OutcomeType.NOTHING_FOUND).pack())
    await officer.press_data(AddOutcome(tip=1, type=OutcomeType.WARNED).pack())
    await officer.say("2")
    await officer.say("2")
    assert [(entry.type, entry.quantity) for entry in await ledger(scene)] == [("O16", Decimal(1)), ("O7", Decimal(2))]


@pytest.mark.parametrize(
    "data",
    [
        AddOutcome(tip=1, type=OutcomeType.WEAPON_RECOVERED, attributes="homemade_gun.seized", unit="dong"),
        AddOutcome(tip=1, type=OutcomeType.WEAPON_RECOVERED, attributes="criminal.seized"),
        AddOutcome(tip=1, type=OutcomeType.WARNED, attributes="criminal"),
        AddOutcome(tip=1, type=OutcomeType.WARNED, unit="x"),
    ],
)
async def test_forged_parts_of_an_outcome_are_refused(scene: Scene, data: AddOutcome) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(data.pack())
    await officer.say("2")
    assert await ledger(scene) == []


async def test_an_outcome_may_follow_long_after_the_end(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press("Đã giải quyết")
    await officer.press("Kết thúc")
    scene.pass_time(days=40)
    await officer.say(f"/ketqua {await code(scene)}")
    await officer.press("Khám phá vụ án")
    await officer.say("1")
    assert [entry.on for entry in await ledger(scene)] == [date(2026, 12, 30)]


def test_every_type_of_outcome_can_be_reached_with_buttons_that_fit() -> None:
    for of, rule in RULES.items():
        longest = ".".join(max(CHOICES[one], key=len) for one in rule.attributes)
        unit = max(rule.units, key=len)
        choice = AddOutcome(tip=10**9, type=of, attributes=longest, unit=unit, contribution=3, on=36_500)
        assert len(choice.pack().encode()) <= 64
        own = AddResult(type=of, attributes=longest, unit=unit, contribution=3, on=36_500, group=5, model=10**9)
        assert len(own.pack().encode()) <= 64
        assert set(units_for(of, attributes_of(choice))) <= set(rule.units)


def test_every_kind_of_weapon_has_its_units() -> None:
    for kind in CHOICES[Attribute.ITEM_KIND]:
        assert units_for(OutcomeType.WEAPON_RECOVERED, {Attribute.ITEM_KIND: kind})


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2", "2"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.500", "1500"),
        ("1.500,25", "1500.25"),
        ("12 khẩu", "12"),
        ("3 đối tượng", "3"),
        ("1.5000", None),
        ("1.50.000", None),
        ("٣", None),
        ("NaN", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_they_are_typed_in_viet_nam(typed: str, number: str | None) -> None:
    assert read_quantity(typed) == (None if number is None else Decimal(number))


# Incidents.


async def test_several_tips_about_one_fire_are_one_incident(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press("Gộp vào vụ việc")
    await officer.press("Mở vụ việc mới")
    assert "vụ việc số 1 (1 tin)" in officer.last.text
    await report(scene)
    await officer.press("Tiếp nhận")
    await officer.press("Gộp vào vụ việc")
    assert "1 tin" in next(iter(officer.last.buttons))
    await officer.press("Số 1")
    assert "Vụ việc số 1 (2 tin)" in officer.last.text
    await officer.press_data(JoinIncident(tip=2, incident=1).pack())
    assert await count(scene, models.IncidentTip) == 2
    assert len(await events(scene, "incident", 2)) == 1


async def test_an_outcome_belongs_to_the_tips_incident(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(JoinIncident(tip=1, incident=-1).pack())
    await officer.press_data(AddOutcome(tip=1, type=OutcomeType.CASE_SOLVED).pack())
    await officer.say("1")
    assert [entry.incident_id for entry in await ledger(scene)] == [1]


async def test_an_incident_of_another_unit_is_not_there(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    async with scene.database.begin() as session:
        session.add(models.Incident(unit_code="19753", category="fire", opened_at=scene.now))
    await officer.press_data(JoinIncident(tip=1).pack())
    assert not any("Số 1" in one for one in officer.last.buttons)
    await officer.press_data(JoinIncident(tip=1, incident=1).pack())
    assert await count(scene, models.IncidentTip) == 0


# Steps of processing.


async def assessing(officer: Person) -> None:
    for data in (
        Classify(tip=1, legal_class=LegalClass.DISPUTE),
        Assess(tip=1, value=Value.VALUABLE, reasons=1, done=True),
        AddOutcome(tip=1, type=OutcomeType.NOTHING_FOUND),
        JoinIncident(tip=1, incident=-1),
        Settle(tip=1, status="resolved"),
        Settle(tip=1, status="closed"),
    ):
        await officer.press_data(data.pack())


async def test_nothing_is_assessed_before_it_is_acknowledged(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await report(scene)
    await assessing(officer)
    assert await status(scene) is Status.QUEUED
    assert await ledger(scene) == []
    assert await count(scene, models.Incident) == 0


async def test_officers_of_other_units_assess_nothing(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    stranger = await scene.officer("La", unit="19753")
    await acknowledged(scene, officer)
    await assessing(stranger)
    assert await status(scene) is Status.ACKNOWLEDGED
    assert await ledger(scene) == []
    assert await count(scene, models.Incident) == 0


async def test_closing_without_a_result_takes_a_reason(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    await officer.press("Kết thúc")
    assert await status(scene) is Status.ACKNOWLEDGED
    await officer.say("Không xác minh được do tin quá ngắn")
    assert await status(scene) is Status.CLOSED
    assert "quá ngắn" in officer.last.text
    assert "quá ngắn" not in citizen.text


async def test_suspending_takes_a_reason_and_verifying_goes_on(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press("Tạm dừng")
    await officer.say("Chờ kết quả giám định")
    assert await status(scene) is Status.SUSPENDED
    await officer.press("Bắt đầu xác minh")
    assert await status(scene) is Status.VERIFYING


async def test_a_tip_that_was_opened_again_is_acknowledged_anew(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer)
    await officer.press("Đã giải quyết")
    await citizen.say("/tin")
    await citizen.say("1")
    await citizen.press("Kết quả")
    await citizen.say("Nhóm đua xe vẫn còn")
    assert await status(scene) is Status.REOPENED
    assert "Nhóm đua xe vẫn còn" in officer.last.text
    await officer.press("Tiếp nhận")
    assert await status(scene) is Status.ACKNOWLEDGED
