"""The value of a tip: two presses, a reason for each change, and the commander's confirmation."""

from domain.access import Role
from domain.outcomes import OutcomeType, Value
from handlers.callbacks import AddOutcome, Assess, ConfirmValue, ShowHistory
from tests.handlers.staffing import FIRE, acknowledged, code, events, tip_row, vi
from tests.scene import Person, Scene

VALUABLE = Assess(tip=1, value=Value.VALUABLE, reasons=1, done=True).pack()


async def judged(scene: Scene) -> tuple[Person, Person]:
    """Return an officer who judged the first tip valuable, and the unit's commander."""
    officer, commander = await scene.officer("Nam"), await scene.officer("Sơn", role=Role.COMMANDER)
    await acknowledged(scene, officer)
    await officer.press_data(VALUABLE)
    return officer, commander


async def test_valuable_for_its_most_usual_reason_is_two_presses(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer, FIRE)
    await officer.press("Giá trị")
    await officer.press(vi("{value}: {reason}", value="Có giá trị", reason="Kịp thời"))
    (step,) = await events(scene, "value")
    assert (step.after, step.details["reasons"]) == ("valuable", ["timely"])
    assert not (await tip_row(scene)).value_confirmed


async def test_what_led_to_something_helped_to_solve_it(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(AddOutcome(tip=1, type=OutcomeType.WARNED).pack())
    await officer.say("2")
    await officer.press("Giá trị")
    await officer.press(vi("{value}: {reason}", value="Có giá trị", reason="Giúp khám phá"))
    (step,) = await events(scene, "value")
    assert step.details["reasons"] == ["solved"]


async def test_a_judgement_is_changed_only_with_a_reason_that_stays_readable(scene: Scene) -> None:
    officer, _ = await judged(scene)
    await officer.press_data(Assess(tip=1, value=Value.VALUABLE, reasons=2, done=True).pack())
    assert len(await events(scene, "value")) == 1
    await officer.say("Camera của chợ xác nhận")
    changed = (await events(scene, "value"))[-1]
    assert changed.details["reasons"] == ["accurate"]
    assert "Camera" not in str(changed.details)
    await officer.press_data(ShowHistory(tip=1).pack())
    assert "Có giá trị (Kịp thời)" in officer.last.text
    assert "Nam" in officer.last.text
    assert "Camera của chợ xác nhận" in officer.last.text


async def test_the_commander_confirms_once(scene: Scene) -> None:
    officer, commander = await judged(scene)
    await commander.say("/xacnhan")
    assert await code(scene) in "".join(commander.last.buttons)
    await commander.press(await code(scene))
    (confirm,) = [data for data in commander.last.buttons.values() if data.startswith("confirm")]
    for _ in range(3):
        await commander.press_data(confirm)
    (step,) = await events(scene, "value_confirmed")
    assert (step.officer_id, step.after) == (2, "valuable")
    assert (await tip_row(scene)).value_confirmed
    await commander.say("/xacnhan")
    assert commander.last.text == vi("No value waits for your confirmation.")
    await officer.say(f"/xem {await code(scene)}")
    assert vi("{value} (confirmed)", value="Có giá trị") in officer.last.text


async def test_an_officer_who_judges_anew_takes_the_confirmation_away(scene: Scene) -> None:
    officer, commander = await judged(scene)
    await commander.say(f"/xacnhan {await code(scene)}")
    assert (await tip_row(scene)).value_confirmed
    await officer.press_data(Assess(tip=1, value=Value.KNOWN).pack())
    await officer.say("Tổ dân phố đã báo hôm qua")
    assert not (await tip_row(scene)).value_confirmed
    assert [event.after for event in await events(scene, "value")] == ["valuable", "known"]


async def test_what_was_changed_since_is_not_confirmed_unseen(scene: Scene) -> None:
    officer, commander = await judged(scene)
    await officer.press_data(Assess(tip=1, value=Value.WORTHLESS).pack())
    await officer.say("Không có thật")
    await commander.press_data(ConfirmValue(tip=1, value=Value.VALUABLE).pack())
    assert not (await tip_row(scene)).value_confirmed
    await commander.press_data(ConfirmValue(tip=1, value=Value.WORTHLESS).pack())
    assert (await tip_row(scene)).value_confirmed


async def test_a_commanders_own_judgement_needs_no_other(scene: Scene) -> None:
    commander = await scene.officer("Sơn", role=Role.COMMANDER)
    await acknowledged(scene, commander)
    await commander.press_data(VALUABLE)
    assert (await tip_row(scene)).value_confirmed


async def test_nobody_else_confirms(scene: Scene) -> None:
    officer, _ = await judged(scene)
    stranger = await scene.officer("La", unit="19753", role=Role.COMMANDER)
    for person in (officer, stranger):
        await person.press_data(ConfirmValue(tip=1).pack())
        await person.say("/xacnhan")
        await person.say(f"/xacnhan {await code(scene)}")
        assert not any("confirm" in data for data in person.last.buttons.values())
    assert await code(scene) not in stranger.text
    assert not (await tip_row(scene)).value_confirmed
    assert await events(scene, "value_confirmed") == []


async def test_what_nobody_has_judged_cannot_be_confirmed(scene: Scene) -> None:
    commander = await scene.officer("Sơn", role=Role.COMMANDER)
    await acknowledged(scene, commander)
    await commander.press_data(ConfirmValue(tip=1).pack())
    assert not (await tip_row(scene)).value_confirmed
