"""The ledger in the chat: what is usual is said by itself, results without a tip, lists, and corrections."""

from datetime import date
from decimal import Decimal

import pytest

from domain.access import Role
from domain.outcomes import OutcomeType
from domain.structures import StructureType
from handlers.callbacks import (
    AddOutcome,
    AddResult,
    CorrectOutcome,
    JoinIncident,
    ListOutcomes,
    MoveOutcome,
    OpenOutcome,
    TakeBack,
)
from handlers.ledger import read_past_day
from handlers.quantities import read_quantity
from storage.register_tables import Structure
from tests.handlers.staffing import acknowledged, code, events, ledger, vi
from tests.scene import MY_THUONG, Person, Scene

WARNED = AddOutcome(tip=1, type=OutcomeType.WARNED)


async def recorded(scene: Scene, number: str = "2") -> Person:
    """Return an officer who recorded how many were warned for the first tip."""
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(WARNED.pack())
    await officer.say(number)
    return officer


async def corrected(officer: Person, outcome: int, quantity: str, why: str = "Đếm nhầm một người") -> None:
    await officer.press_data(CorrectOutcome(outcome=outcome, tip=1).pack())
    await officer.say(quantity)
    await officer.say(why)


# What is usual.


async def test_how_much_came_from_the_tip_is_asked_and_one_press_away(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(WARNED.pack())
    assert vi("directly from a tip") in officer.last.text
    await officer.press(vi("with the help of a tip"))
    assert vi("with the help of a tip") in officer.last.text
    await officer.say("2")
    assert [entry.contribution for entry in await ledger(scene)] == ["supported"]


async def test_a_typed_number_is_never_taken_for_one_of_the_buttons(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(WARNED.pack())
    await officer.say(vi("not from a tip"))
    await officer.say("1")
    assert [(entry.quantity, entry.contribution) for entry in await ledger(scene)] == [(Decimal(1), "none")]


async def test_an_earlier_day_is_typed(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(WARNED.pack())
    await officer.press(vi("Another day"))
    await officer.say("21/11/2026")
    await officer.say("ngày kia")
    assert officer.last.text == vi("Please type a day that has been, such as 20/11/2026.")
    await officer.say("18/11/2026")
    assert "18/11/2026" in officer.last.text
    await officer.say("3")
    assert [entry.on for entry in await ledger(scene)] == [date(2026, 11, 18)]


async def test_a_forged_day_to_come_is_today(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(WARNED.model_copy(update={"on": 99_999}).pack())
    await officer.say("3")
    assert [entry.on for entry in await ledger(scene)] == [date(2026, 11, 20)]


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("20/11/2026", date(2026, 11, 20)),
        ("2026-1-5", date(2026, 1, 5)),
        ("1/1/2000", date(2000, 1, 1)),
        ("31/12/1999", None),
        ("21/11/2026", None),
        ("30/2/2026", None),
        ("hôm qua", date(2026, 11, 19)),
        ("19/11", date(2026, 11, 19)),
        ("21/11", date(2025, 11, 21)),
        ("29/2", None),
        ("29/2/2024", date(2024, 2, 29)),
        ("２０/１１/２０２６", None),
        ("-1", None),
    ],
)
def test_only_days_that_have_been_are_days_of_an_outcome(typed: str, on: date | None) -> None:
    assert read_past_day(typed, today=date(2026, 11, 20)) == on


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("2 nghìn", "2000"),
        ("2 ngàn lượt", "2000"),
        ("1,5 triệu đồng", "1500000"),
        ("3k", "3000"),
        ("5tr", "5000000"),
        ("2 TỶ", "2000000000"),
        ("3 chục", "30"),
        ("3 khẩu", "3"),
        ("1.500 lượt người", "1500"),
        ("2 trăm rưỡi", None),
        ("2 nghìn mấy", None),
        ("3 trăm nghìn", None),
        ("2 tá", None),
        ("hơn 2 nghìn", None),
        ("１２", None),
        ("-2 nghìn", None),
        ("1e5", None),
    ],
)
def test_words_that_make_a_number_larger_are_not_taken_for_a_unit(typed: str, quantity: str | None) -> None:
    read = read_quantity(typed)
    assert read == (None if quantity is None else Decimal(quantity))


async def test_a_number_in_thousands_is_recorded_as_thousands(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(AddOutcome(tip=1, type=OutcomeType.WARNED).pack())
    await officer.say("2 trăm rưỡi")
    assert not await ledger(scene)
    await officer.say("2 nghìn người")
    assert [entry.quantity for entry in await ledger(scene)] == [2000]


async def test_a_model_that_has_ended_since_is_chosen_anew(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await officer.press_data(AddResult(type=OutcomeType.WARNED, group=4, model=99).pack())
    await officer.say("3")
    assert vi("From which model? Choose one, or type a part of its name:") in officer.last.text
    assert not await ledger(scene)


async def test_a_button_from_before_there_was_a_contribution_still_works(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data("outcome:1:O7::")
    await officer.say("4")
    assert [(entry.type, entry.quantity) for entry in await ledger(scene)] == [("O7", Decimal(4))]


# Without a tip.


async def test_a_result_of_a_campaign_is_recorded_without_a_tip(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await officer.say("/ghiketqua")
    await officer.press("Thu hồi vũ khí")
    await officer.press("súng tự chế")
    await officer.press("vận động thu hồi")
    await officer.press("Quần chúng Nhân dân")
    assert vi("not from a tip") in officer.last.text
    await officer.say("130")
    (entry,) = await ledger(scene)
    assert (entry.quantity, entry.source_group, entry.contribution) == (Decimal(130), "people", "none")
    assert (entry.unit_code, entry.on, entry.incident_id) == (MY_THUONG, date(2026, 11, 20), None)
    assert "130 khẩu súng tự chế" in officer.last.text
    await officer.say("130")
    assert len(await ledger(scene)) == 1


async def test_a_result_names_the_model_it_comes_from_if_it_is_the_units_own(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    async with scene.database.begin() as session:
        for unit in (MY_THUONG, "19753"):
            session.add(
                Structure(
                    type=StructureType.MODEL.value,
                    name=f"Tổ 3 trên 1 của {unit}",
                    owner="",
                    unit_code=unit,
                    started_on=date(2025, 1, 1),
                    recorded_at=scene.now,
                )
            )
    warned = AddResult(type=OutcomeType.WARNED, group=4)
    await officer.press_data(warned.pack())
    assert "19753" not in "".join(officer.last.buttons)
    await officer.press("Tổ 3 trên 1")
    await officer.say("5")
    await officer.press_data(warned.model_copy(update={"model": 2}).pack())
    await officer.say("6")
    assert vi("From which model? Choose one, or type a part of its name:") in officer.last.text
    assert [(entry.source_group, entry.model_id) for entry in await ledger(scene)] == [("model", 1)]


async def test_citizens_and_supervisors_record_nothing(scene: Scene) -> None:
    supervisor = await scene.officer("Hà", role=Role.SUPERVISOR)
    citizen = scene.citizen()
    for person in (supervisor, citizen):
        await person.say("/ghiketqua")
        await person.press_data(AddResult(type=OutcomeType.WARNED, group=1).pack())
        await person.say("5")
    assert await ledger(scene) == []


async def test_forged_results_are_refused(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    for data in (
        AddResult(type=OutcomeType.NOTHING_FOUND, group=1).pack(),
        AddResult(type=OutcomeType.WARNED, attributes="seized", group=1).pack(),
        AddResult(type=OutcomeType.WARNED, unit="gun", group=1).pack(),
        "own:O7:::0:0:9:0",
        "own:O7:::9:0:1:0",
    ):
        await officer.press_data(data)
        await officer.say("5")
    assert await ledger(scene) == []


# Lists and corrections.


async def test_what_was_recorded_is_listed_the_newest_first(scene: Scene) -> None:
    officer = await recorded(scene)
    stranger = await scene.officer("La", unit="19753")
    await officer.press_data(AddResult(type=OutcomeType.WARNED, group=1).pack())
    for number in range(13):
        await officer.say(f"{number + 3}")
        await officer.press_data(AddResult(type=OutcomeType.WARNED, group=1).pack())
    await officer.say("/soketqua")
    assert "15 người" in next(iter(officer.last.buttons))
    await officer.press(vi("Earlier ones"))
    assert any("2 người" in one for one in officer.last.buttons)
    await officer.press_data(ListOutcomes(tip=1).pack())
    assert sum("người" in one for one in officer.last.buttons) == 1
    await stranger.say("/soketqua")
    assert not any("người" in one for one in stranger.last.buttons)


async def test_a_number_is_corrected_by_an_entry_that_names_the_old_one(scene: Scene) -> None:
    officer = await recorded(scene)
    await officer.press(vi("What was recorded"))
    await officer.press("2 người")
    await officer.press(vi("Correct the number"))
    await officer.say("hai ba")
    await officer.say("3")
    await officer.say("Đếm nhầm một người")
    old, new = await ledger(scene)
    assert (new.quantity, new.corrects_id, new.on, new.is_void) == (Decimal(3), old.id, old.on, False)
    assert new.note is not None
    assert "nhầm".encode() not in new.note
    assert "Đếm nhầm một người" in officer.last.text
    assert [event.details for event in await events(scene, "outcome")] == [
        {"outcome_id": old.id},
        {"outcome_id": new.id, "corrects": old.id},
    ]
    await officer.say(f"/xem {await code(scene)}")
    assert "3 người" in officer.last.text
    assert "2 người" not in officer.last.text


async def test_an_entry_is_taken_back_once(scene: Scene) -> None:
    officer = await recorded(scene)
    for _ in range(2):
        await officer.press_data(TakeBack(outcome=1, tip=1).pack())
        await officer.say("Ghi nhầm tin")
    rows = await ledger(scene)
    assert [(row.corrects_id, row.is_void) for row in rows] == [(None, False), (1, True)]
    await officer.press_data(ListOutcomes(tip=1).pack())
    assert not any("người" in one for one in officer.last.buttons)
    await officer.press_data(OpenOutcome(outcome=1).pack())
    assert vi("It does not count any more.") in officer.last.text
    assert not any(data.startswith(("mend", "void")) for data in officer.last.buttons.values())


async def test_a_correction_is_corrected_in_its_turn_and_the_old_one_never_again(scene: Scene) -> None:
    officer = await recorded(scene)
    await corrected(officer, 1, "3")
    await corrected(officer, 1, "9")
    await officer.press_data(OpenOutcome(outcome=2).pack())
    await corrected(officer, 2, "4")
    assert [(row.quantity, row.corrects_id) for row in await ledger(scene)] == [
        (Decimal(2), None),
        (Decimal(3), 1),
        (Decimal(4), 2),
    ]


async def test_a_correction_needs_a_reason_and_a_number_that_fits(scene: Scene) -> None:
    officer = await recorded(scene)
    await officer.press_data(CorrectOutcome(outcome=1, tip=1).pack())
    await officer.say("2,5")
    await officer.say("0")
    await officer.say("3")
    await officer.say("\u200b")
    assert len(await ledger(scene)) == 1
    await officer.say("Đếm lại")
    assert len(await ledger(scene)) == 2


async def test_strangers_read_and_correct_nothing(scene: Scene) -> None:
    await recorded(scene)
    stranger = await scene.officer("La", unit="19753")
    for choice in (
        OpenOutcome(outcome=1),
        CorrectOutcome(outcome=1),
        TakeBack(outcome=1),
        MoveOutcome(outcome=1, tip=1, incident=1),
        ListOutcomes(tip=1),
    ):
        await stranger.press_data(choice.pack())
        await stranger.say("3")
        await stranger.say("vì sao")
    assert len(await ledger(scene)) == 1
    assert "2 người" not in stranger.text


async def test_where_a_tip_speaks_of_two_events_an_outcome_is_put_to_the_right_one(scene: Scene) -> None:
    officer = await recorded(scene)
    for beside in (0, 1):
        await officer.press_data(JoinIncident(tip=1, incident=-1, beside=beside).pack())
    assert [row.incident_id for row in await ledger(scene)] == [1]
    await officer.press_data(OpenOutcome(outcome=1, tip=1).pack())
    await officer.press(vi("It came of incident no. {id}", id=2))
    assert [row.incident_id for row in await ledger(scene)] == [2]
    assert (await events(scene, "outcome"))[-1].details["incident"] == [1, 2]
