"""Two incidents that turn out to be one, in the chat: asked once more, told to everybody once, and split again."""

import pytest

from domain.outcomes import OutcomeType
from domain.rerouting import MoveCause
from handlers.callbacks import AddOutcome, JoinIncident, JoinSibling, Move, ResolveIncident, Settle, ShowIncident
from handlers.incident_choices import UniteIncidents
from storage import models
from tests.handlers import english
from tests.handlers.staffing import FIRE, code, count, events, incident_row, ledger, tip_row
from tests.scene import Person, Scene

YES = UniteIncidents(gone=2, kept=1, sure=True)
ONE_EVENT = "What tip {code} tells of is the same event as one that others reported; all of it is handled as one."
UNITED = "Tip {code} is handled together with other tips about the same event."


async def told(scene: Scene, officer: Person, *incidents: int, citizen: Person | None = None) -> list[Person]:
    """Let a tip come for each of these incidents, which are opened as they are named; returns who reported."""
    citizens: list[Person] = []
    for incident in incidents:
        number = await count(scene, models.Tip) + 1
        person = citizen or await english.citizen(scene)
        await person.say(FIRE)
        await person.press("Send")
        await officer.say(f"/nhan {await code(scene, number)}")
        is_new = incident > await count(scene, models.Incident)
        await officer.press_data(JoinIncident(tip=number, incident=-1 if is_new else incident).pack())
        citizens.append(person)
    return citizens


async def links(scene: Scene) -> int:
    """Return how many tips the first incident has, and that the second has none beside."""
    async with scene.database.read() as session:
        found = [await session.get(models.IncidentTip, (1, tip)) for tip in range(1, 10)]
    return sum(one is not None for one in found)


async def test_an_officer_unites_two_incidents_from_the_view_of_one(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2, 2)
    await officer.press_data(ShowIncident(tip=3, incident=2).pack())
    await officer.press("It is the same as another incident")
    assert "Which incident is the same as no. 2?" in officer.last.text
    await officer.press("No. 1 ·")
    assert "Is it one event?" in officer.last.text
    assert "Incident no. 2 (2 tips)" in officer.last.text
    assert await links(scene) == 1
    await officer.press("Yes, it is one event")
    assert "Incident no. 2 is now part of no. 1: 2 tips came to it." in officer.last.text
    assert await links(scene) == 3
    assert await count(scene, models.IncidentTip) == 3


@pytest.mark.parametrize("typed", ["/gop 2 1", "/gop số 2 và số 1", "/gop 2,1", "/gop  002   1 "])
async def test_numbers_are_typed_instead(scene: Scene, typed: str) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.say(typed)
    await officer.say("ok")
    assert await links(scene) == 2


async def test_one_number_asks_for_the_other_and_a_code_is_still_a_tip(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.say("/gop 2")
    assert "Which incident is the same as no. 2?" in officer.last.text
    await officer.say(f"/gop {await code(scene, 2)}")
    assert "To which incident does it belong?" in officer.last.text
    for words in ("/gop", "/gop abc", "/gop -1 1", "/gop 1.5", "/gop 1 2 3", "/gop 123456789012345678901234567890"):
        await officer.say(words)
        assert "Type the tip's code after the command" in officer.last.text


@pytest.mark.parametrize(
    "code", ["K7QF-2M9X-4TBD", "ABCD-EF2G-2XYZ", "A2CD EFGH JKL2", "1234-5678-9012", "SO12VA34VU56"]
)
async def test_no_code_of_a_tip_is_taken_for_numbers(scene: Scene, code: str) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.say(f"/gop {code}")
    assert "There is no such tip in your queue." in officer.last.text or "Type the tip's code" in officer.last.text


async def test_everybody_whose_tip_moved_is_told_once(scene: Scene) -> None:
    officer = await english.officer(scene)
    alone, *others = await told(scene, officer, 1, 2, 2)
    await told(scene, officer, 2, citizen=others[0])
    for _ in range(2):
        await officer.press_data(YES.pack())
    codes = [await code(scene, number) for number in range(1, 5)]
    assert alone.text.count(UNITED.format(code=codes[0])) == 1, "nobody told them before that there are others"
    assert [others[0].text.count(ONE_EVENT.format(code=one)) for one in (codes[1], codes[3])] == [1, 0]
    assert others[1].text.count(ONE_EVENT.format(code=codes[2])) == 1
    assert others[1].text.count(UNITED.format(code=codes[2])) == 1, "from when they were put together"
    await officer.press_data(JoinSibling(tip=1, sibling=2).pack())
    assert all(person.text.count("same event") <= 2 for person in (alone, *others))


async def test_pressed_twice_it_is_done_once_and_says_so(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    for _ in range(2):
        await officer.press_data(YES.pack())
    assert "Nothing is left of incident no. 2" in officer.last.text
    await officer.press_data(UniteIncidents(gone=1, kept=2).pack())
    assert "Nothing is left of incident no. 2" in officer.last.text
    await officer.say("/gop 1 1")
    assert "Both numbers are the same" in officer.last.text
    assert [len(await events(scene, "incident", number)) for number in (1, 2)] == [2, 2]


async def test_it_can_be_said_the_other_way_round(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.say("/gop 2 1")
    await officer.press("The other way round: all to no. 2")
    await officer.press("Yes, it is one event")
    assert "Incident no. 1 is now part of no. 2" in officer.last.text
    assert await links(scene) == 0


async def test_strangers_and_made_up_numbers_find_no_incident(scene: Scene) -> None:
    officer, stranger = await english.officer(scene), await english.officer(scene, "La", unit="19753")
    await told(scene, officer, 1, 2)
    for data in (YES, UniteIncidents(gone=1), UniteIncidents(gone=1, kept=99), UniteIncidents(gone=0)):
        await stranger.press_data(data.pack())
        assert "There is no such incident in your unit." in stranger.last.text
    await officer.say("/gop 2 77")
    assert "There is no such incident in your unit." in officer.last.text
    assert await links(scene) == 1


async def test_tips_that_are_closed_go_along(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.press_data(Settle(tip=2, status="closed").pack())
    await officer.say("Đã giải quyết")
    await officer.press_data(YES.pack())
    assert await links(scene) == 2


async def test_the_result_of_one_is_the_result_of_both(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.press_data(ResolveIncident(tip=2, incident=2).pack())
    await officer.say("/gop 2 1")
    assert "No. 1 is then resolved, on 20/11/2026, for no. 2 was." in officer.last.text
    await officer.press("Yes, it is one event")
    assert (await incident_row(scene)).resolved_at == scene.now
    assert (await incident_row(scene, 2)).resolved_at is None


async def test_what_another_unit_recorded_is_not_moved_and_the_other_way_is_offered(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.press_data(AddOutcome(tip=2, type=OutcomeType.WARNED).pack())
    await officer.say("3")
    async with scene.database.begin() as session:
        (await session.get_one(models.Outcome, 1)).unit_code = "19753"
    await officer.say("/gop 2 1")
    assert "Another unit has recorded 1 outcome of incident no. 2" in officer.last.text
    await officer.press("Put no. 1 to no. 2 instead")
    await officer.press("Yes, it is one event")
    assert await links(scene) == 0
    assert [one.incident_id for one in await ledger(scene)] == [2]


async def test_two_tips_of_two_incidents_ask_what_is_one_event(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.press_data(JoinSibling(tip=2, sibling=1).pack())
    assert "This tip belongs to incident no. 2, the other one to no. 1." in officer.last.text
    await officer.press("Incidents no. 2 and 1")
    await officer.press("Yes, it is one event")
    assert (await links(scene), await count(scene, models.IncidentTip)) == (2, 2)


async def test_what_was_united_is_split_again_and_the_history_shows_both(scene: Scene) -> None:
    officer = await english.officer(scene)
    await told(scene, officer, 1, 2)
    await officer.press_data(YES.pack())
    await officer.say(f"/tach {await code(scene, 2)}")
    await officer.say(f"/gop {await code(scene, 2)}")
    await officer.press("No. 2, to which it belonged before")
    assert (await links(scene), await count(scene, models.IncidentTip)) == (1, 2)
    await officer.say(f"/lichsu {await code(scene, 2)}")
    for said in (
        "incident no. 2 is the same event: put to incident no. 1",
        "taken out of incident no. 1",
        "put to incident no. 2",
    ):
        assert said in officer.last.text
    await officer.say(f"/lichsu {await code(scene)}")
    assert "incident no. 2 is the same event as no. 1 and came to it" in officer.last.text


async def test_a_tip_that_another_unit_has_goes_along_and_stays_with_that_unit(scene: Scene) -> None:
    officer, other = await english.officer(scene), await english.officer(scene, "La", unit="19777")
    citizen = (await told(scene, officer, 1, 2))[1]
    await officer.press_data(Move(tip=2, to="19777", cause=MoveCause.WRONG_PLACE).pack())
    await officer.say("Việc xảy ra ở phường Vỹ Dạ")
    assert (await tip_row(scene, 2)).unit_code == "19777"
    await officer.say("/gop 2 1")
    await officer.press("Yes, it is one event")
    assert await code(scene, 2) not in officer.last.text
    assert "1 tip is with another unit" in officer.last.text
    assert citizen.text.count(ONE_EVENT.format(code=await code(scene, 2))) == 1
    for data in (YES, UniteIncidents(gone=1)):
        await other.press_data(data.pack())
        assert "There is no such incident in your unit." in other.last.text
