"""The history of a tip as officers read it: each step with who and when, and nothing that names the reporter."""

from domain.access import Role
from domain.outcomes import IncidentKind, LegalClass, OutcomeType, Value
from domain.tip import SourceGroup
from handlers.callbacks import (
    AddOutcome,
    Assess,
    Classify,
    ConfirmValue,
    CorrectOutcome,
    JoinIncident,
    MoveOutcome,
    ResolveIncident,
    Separate,
    SetKind,
    SetSource,
    ShowHistory,
    TakeBack,
)
from tests.handlers.staffing import acknowledged, code, vi
from tests.scene import Scene


async def test_every_step_is_told_with_who_and_when(scene: Scene) -> None:
    officer, commander = await scene.officer("Nam"), await scene.officer("Sơn", role=Role.COMMANDER)
    citizen = await acknowledged(scene, officer)
    for data in (
        Classify(tip=1, legal_class=LegalClass.DISPUTE),
        Assess(tip=1, value=Value.VALUABLE, reasons=3, done=True),
        JoinIncident(tip=1, incident=-1),
        SetKind(tip=1, incident=1, kind=IncidentKind.ACCIDENT),
        AddOutcome(tip=1, type=OutcomeType.WARNED),
    ):
        await officer.press_data(data.pack())
    await officer.say("2")
    await officer.press_data(CorrectOutcome(outcome=1, tip=1).pack())
    await officer.say("3")
    await officer.say("Đếm nhầm")
    for later in (
        ResolveIncident(tip=1, incident=1),
        ResolveIncident(tip=1, incident=1, is_resolved=False),
        JoinIncident(tip=1, incident=-1, beside=1),
        MoveOutcome(outcome=2, tip=1, incident=2),
        Separate(tip=1, incident=1, leaving="stay"),
        TakeBack(outcome=2, tip=1),
    ):
        await officer.press_data(later.pack())
    await officer.say("Ghi nhầm")
    await officer.press_data(SetSource(tip=1, group=SourceGroup.ORGANISATION).pack())
    await commander.press_data(ConfirmValue(tip=1).pack())
    await officer.say(f"/lichsu {await code(scene)}")
    told = [
        "Có giá trị (Kịp thời, Chính xác, có cơ sở)",
        vi("put to incident no. {id}", id=1),
        vi("incident no. {id}: kind corrected", id=1),
        vi("outcome no. {id} recorded", id=1),
        vi("outcome no. {old} corrected by no. {id}", old=1, id=2),
        vi("incident no. {id}: resolved", id=1),
        vi("incident no. {id}: not resolved after all", id=1),
        vi("put to incident no. {id}", id=2),
        vi("outcome no. {id} put to another incident", id=2),
        vi("taken out of incident no. {id}", id=1),
        vi("outcome no. {old} taken back", old=2),
        vi("confirms: {value}", value="Có giá trị"),
    ]
    text = officer.last.text
    places = [text.index(one) for one in told]
    assert places == sorted(places)
    assert vi("commander {name}", name="Sơn") in text
    assert "đồng chí Nam" in text
    assert "Đếm nhầm" not in text, "the reasons of the ledger are read there"
    assert citizen.name not in text


async def test_a_tip_that_nobody_has_judged_says_so(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    stranger = await scene.officer("La", unit="19753")
    await acknowledged(scene, officer)
    for person in (officer, stranger):
        await person.press_data(ShowHistory(tip=1).pack())
    assert vi("Nobody has judged it yet.") in officer.last.text
    assert await code(scene) not in stranger.text
