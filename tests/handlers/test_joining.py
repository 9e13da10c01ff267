"""Incidents in the chat: joined, told of, corrected, resolved, and split again."""

import pytest

from domain.lifecycle import Status
from domain.outcomes import IncidentKind, LegalClass, OutcomeType
from handlers.callbacks import (
    AddOutcome,
    Classify,
    JoinIncident,
    JoinSibling,
    ResolveIncident,
    Separate,
    SetKind,
    Settle,
    ShowIncident,
    Withdraw,
)
from storage import models
from tests.handlers.staffing import FIRE, acknowledged, code, count, events, incident_row, ledger, report, status, vi
from tests.scene import Person, Scene

UNITED = "Tip {code} is handled together with other tips about the same event."
RESULT = "There is a result for the event that tip {code} tells of. See /tin"


async def united(scene: Scene, officer: Person, *, tips: int = 2) -> list[Person]:
    """Let citizens report a fire each and the officer put their tips to one incident; returns the citizens."""
    citizens = []
    for number in range(1, tips + 1):
        citizens.append(await report(scene, FIRE))
        await officer.say(f"/nhan {await code(scene, number)}")
        choice = JoinIncident(tip=number, incident=1 if number > 1 else -1)
        await officer.press_data(choice.pack())
    return citizens


async def test_the_kind_of_an_incident_is_suggested_and_one_press_corrects_it(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await united(scene, officer, tips=1)
    assert (await incident_row(scene)).kind == IncidentKind.FIRE
    (data,) = [data for data in officer.last.buttons.values() if data.endswith(":accident")]
    for _ in range(2):
        await officer.press_data(data)
    assert (await incident_row(scene)).kind == IncidentKind.ACCIDENT
    steps = [event.details for event in await events(scene, "incident")]
    assert [one.get("change") for one in steps] == [None, ["fire", "accident"]]


async def test_a_class_suggests_another_kind_which_one_press_sets(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(JoinIncident(tip=1, incident=-1).pack())
    await officer.press_data(Classify(tip=1, legal_class=LegalClass.CRIME_REPORT).pack())
    (data,) = [data for data in officer.last.buttons.values() if data.startswith("sort")]
    assert (await incident_row(scene)).kind != IncidentKind.CRIMINAL_CASE, "that is for a person to say"
    await officer.press_data(data)
    assert (await incident_row(scene)).kind == IncidentKind.CRIMINAL_CASE
    await officer.press_data(Classify(tip=1, legal_class=LegalClass.DENUNCIATION).pack())
    assert not any(data.startswith("sort") for data in officer.last.buttons.values())


async def test_everybody_who_reported_is_told_once_that_there_are_others(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizens = await united(scene, officer, tips=3)
    await officer.press_data(JoinSibling(tip=1, sibling=3).pack())
    await officer.press_data(Separate(tip=3, incident=1, leaving="stay").pack())
    await officer.press_data(JoinIncident(tip=3, incident=1).pack())
    for number, citizen in enumerate(citizens, start=1):
        told = vi(UNITED, code=await code(scene, number))
        assert citizen.text.count(told) == 1
        assert "Cháy" not in told


async def test_one_person_who_reported_twice_is_told_once(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizen = await acknowledged(scene, officer, FIRE)
    await report(scene, FIRE, citizen=citizen)
    await officer.press("Tiếp nhận")
    await officer.press_data(JoinSibling(tip=1, sibling=2).pack())
    told = [vi(UNITED, code=await code(scene, number)) for number in (1, 2)]
    assert sum(citizen.text.count(one) for one in told) == 1


async def test_opening_an_incident_twice_by_one_button_opens_one(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    for data in (JoinIncident(tip=1, incident=-1).pack(), "case:1:-1"):
        await officer.press_data(data)
    assert await count(scene, models.Incident) == 1
    await officer.press_data(JoinIncident(tip=1, incident=-1, beside=1).pack())
    assert await count(scene, models.IncidentTip) == 2, "a tip may tell of two events"


async def test_a_resolved_incident_resolves_its_tips_and_tells_everybody(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizens = await united(scene, officer)
    await officer.press_data(Settle(tip=2, status="closed").pack())
    await officer.say("Trùng với tin trước")
    for _ in range(2):
        await officer.press_data(ResolveIncident(tip=1, incident=1).pack())
    row = await incident_row(scene)
    assert (row.resolved_at, row.resolved_by) == (scene.now, "19930")
    assert [await status(scene, one) for one in (1, 2)] == [Status.RESOLVED, Status.CLOSED]
    assert citizens[0].text.count(f"Tin {await code(scene)} đã có kết quả") == 1
    assert citizens[1].text.count(vi(RESULT, code=await code(scene, 2))) == 1
    await officer.press_data(ShowIncident(tip=1, incident=1).pack())
    assert (
        vi("resolved on {day}, {unit}", day="20/11/2026", unit="phường Mỹ Thượng").lower() in officer.last.text.lower()
    )


async def test_a_resolved_tip_resolves_the_incident_it_speaks_of(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizens = await united(scene, officer)
    await officer.press_data(Settle(tip=1, status="resolved").pack())
    assert (await incident_row(scene)).resolved_at is not None
    assert await status(scene, 2) is Status.RESOLVED
    for number, citizen in enumerate(citizens, start=1):
        assert citizen.text.count(f"Tin {await code(scene, number)} đã có kết quả") == 1
    await officer.press_data(ResolveIncident(tip=1, incident=1, is_resolved=False).pack())
    assert (await incident_row(scene)).resolved_at is None


async def test_a_tip_with_another_event_to_look_into_is_not_resolved_with_the_first(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await united(scene, officer)
    await officer.press_data(JoinIncident(tip=2, incident=-1, beside=1).pack())
    await officer.press_data(ResolveIncident(tip=1, incident=1).pack())
    assert [await status(scene, one) for one in (1, 2)] == [Status.RESOLVED, Status.ACKNOWLEDGED]


async def test_an_outcome_that_settles_a_dispute_resolves_its_incident_on_its_day(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await united(scene, officer)
    settled = AddOutcome(tip=1, type=OutcomeType.DISPUTE_SETTLED, attributes="settled", on=1 + 365 * 26)
    await officer.press_data(settled.pack())
    await officer.say("1")
    (entry,) = await ledger(scene)
    resolved_at = (await incident_row(scene)).resolved_at
    assert resolved_at is not None
    assert resolved_at.date() == entry.on


@pytest.mark.parametrize(("leaving", "incident"), [("stay", 1), ("go", None)])
async def test_a_tip_leaves_an_incident_and_the_officer_says_whose_the_outcomes_are(
    scene: Scene, leaving: str, incident: int | None
) -> None:
    officer = await scene.officer("Nam")
    await united(scene, officer)
    await officer.press_data(AddOutcome(tip=2, type=OutcomeType.WARNED).pack())
    await officer.say("3")
    await officer.say(f"/tach {await code(scene, 2)}")
    assert await count(scene, models.IncidentTip) == 2, "first it asks"
    (data,) = [data for data in officer.last.buttons.values() if data.endswith(f":{leaving}")]
    for _ in range(2):
        await officer.press_data(data)
    assert await count(scene, models.IncidentTip) == 1
    assert [entry.incident_id for entry in await ledger(scene)] == [incident]
    left = (await events(scene, "incident", 2))[-1].details
    assert (left["step"], left["outcomes"]) == ("left", leaving)


async def test_a_tip_without_outcomes_leaves_at_once(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await united(scene, officer)
    await officer.press_data(Separate(tip=2).pack())
    assert await count(scene, models.IncidentTip) == 1
    await officer.press_data(Separate(tip=2).pack())
    assert officer.last.text.startswith(vi("The tip belongs to no such incident."))


async def test_strangers_touch_no_incident(scene: Scene) -> None:
    officer, stranger = await scene.officer("Nam"), await scene.officer("La", unit="19753")
    await united(scene, officer)
    await acknowledged(scene, stranger, "Đánh bạc ở phường Phú Xuân, Huế")
    before = await incident_row(scene)
    for number in (1, 3):
        for data in (
            ShowIncident(tip=number, incident=1),
            SetKind(tip=number, incident=1, kind=IncidentKind.OTHER),
            ResolveIncident(tip=number, incident=1),
            Separate(tip=number, incident=1, leaving="go"),
        ):
            await stranger.press_data(data.pack())
    after = await incident_row(scene)
    assert (after.kind, after.resolved_at) == (before.kind, None)
    assert await count(scene, models.IncidentTip) == 2
    assert await code(scene) not in stranger.text


async def test_a_reporter_is_told_in_their_own_language(scene: Scene) -> None:
    officer, visitor = await scene.officer("Nam"), scene.citizen()
    await visitor.say("/english")
    await acknowledged(scene, officer, FIRE)
    await visitor.say(FIRE)
    await visitor.press("Send")
    await officer.say(f"/nhan {await code(scene, 2)}")
    await officer.press_data(JoinSibling(tip=2, sibling=1).pack())
    assert UNITED.format(code=await code(scene, 2)) in visitor.text


async def test_who_has_withdrawn_is_told_nothing_and_in_nobodys_way(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    citizens = await united(scene, officer)
    await citizens[0].press_data(Withdraw(tip=1, sure=True).pack())
    await officer.press_data(ResolveIncident(tip=2, incident=1).pack())
    assert "đã có kết quả" not in citizens[0].text
    assert citizens[1].text.count("đã có kết quả") == 1
