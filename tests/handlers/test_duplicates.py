"""Likely duplicates on officers' cards, through the real dispatcher; officers read English, citizens Vietnamese."""

import json
from pathlib import Path

import pytest

from domain.access import Role
from domain.outcomes import OutcomeType
from domain.tip import Category
from handlers import duplicates
from handlers.callbacks import Acknowledge, AddOutcome, Correct, JoinIncident, JoinSibling, Move, OpenTip, Withdraw
from places import boundary_import, gazetteer
from storage import models, people
from storage.sketches import KEPT
from tests.handlers.staffing import RACING, code, count, events, report, status, tip_row
from tests.scene import BOT, HUE, MY_THUONG, Person, Scene

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

VY_DA = "19777"
BURNING = "Cháy kho mút xốp ở chợ, phường Mỹ Thượng, Huế, khói đen bốc cao"
IN_FLAMES = "Kho mút xốp gần chợ đang cháy lớn, phường Mỹ Thượng, Huế"
HEADING = "POSSIBLY THE SAME EVENT"


async def officer_reading_english(
    scene: Scene, name: str, *, unit: str = MY_THUONG, role: Role = Role.OFFICER
) -> Person:
    person = await scene.officer(name, unit=unit, role=role)
    async with scene.database.begin() as session:
        contact = await people.contact_at(session, scene.vault, BOT, person.id, language="en", now=scene.now)
        await people.speak(session, contact.id, "en")
    return person


async def two_of_one_fire(scene: Scene) -> tuple[Person, Person, Person]:
    """Let two citizens tell of one fire, 15 minutes apart; returns them and the officer."""
    officer = await officer_reading_english(scene, "Nam")
    first = await report(scene, BURNING, citizen=scene.citizen("Lan"))
    scene.pass_time(minutes=15)
    second = await report(scene, IN_FLAMES, citizen=scene.citizen("Minh"))
    return officer, first, second


# The card.


async def test_the_second_report_of_a_fire_shows_the_first_with_its_reason(scene: Scene) -> None:
    officer, _, _ = await two_of_one_fire(scene)
    first, second = officer.shown
    assert HEADING not in first.text
    assert HEADING in second.text
    line = second.text.split(HEADING)[1]
    assert await code(scene, 1) in line
    assert "very likely; sent 15 minutes apart, same kind: fire, explosion; same words:" in line
    assert "kho mút xốp" in line.lower()
    assert OpenTip(tip=1).pack() in second.buttons.values()


async def test_how_far_apart_two_tips_of_one_queue_are_is_told_to_ten_metres(scene: Scene) -> None:
    officer = await officer_reading_english(scene, "Nam")
    for lon in (107.6330, 107.6341):
        citizen = scene.citizen()
        await citizen.say(BURNING)
        await citizen.share(16.5042, lon)
        await citizen.press("Gửi")
    line = officer.last.text.split(HEADING)[1]
    assert "very likely; 120 m away, sent within 5 minutes, same kind:" in line


async def test_another_event_in_the_same_commune_is_not_shown(scene: Scene) -> None:
    officer = await officer_reading_english(scene, "Nam")
    await report(scene, BURNING)
    await report(scene, RACING)
    assert HEADING not in officer.text


async def test_the_earlier_tip_shows_the_later_one_once_it_is_opened(scene: Scene) -> None:
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(OpenTip(tip=1).pack())
    assert await code(scene, 2) in officer.last.text.split(HEADING)[1]


async def test_three_are_shown_at_most(scene: Scene) -> None:
    officer = await officer_reading_english(scene, "Nam")
    for _ in range(6):
        await report(scene, BURNING)
        scene.pass_time(minutes=5)
    shown = officer.last.text.split(HEADING)[1]
    assert sum([await code(scene, number) in shown for number in range(1, 6)]) == 3


async def test_numbers_of_persons_and_vehicles_are_hidden_in_the_reason_too(scene: Scene) -> None:
    officer = await officer_reading_english(scene, "Nam")
    words = "Xe 75A-123.45 gây tai nạn rồi bỏ chạy ở phường Mỹ Thượng, Huế, chủ xe 0905 123 456"
    await report(scene, words)
    await report(scene, words)
    shown = officer.last.text.split(HEADING)[1]
    assert "same words" in shown
    assert not any(part in shown for part in ("75A", "123", "0905", "456"))


async def test_numbers_of_persons_and_vehicles_lead_from_no_tip_to_another(scene: Scene) -> None:
    officer = await officer_reading_english(scene, "Nam")
    number = "xe 75A-123.45, số 0905 123 456, phường Mỹ Thượng, Huế"
    await report(scene, f"Mất chó ở ấp Rạch Sỏi, {number}")
    await report(scene, f"Đám cưới kẹt đường, {number}")
    assert HEADING not in officer.text


async def test_times_of_receipt_are_told_no_more_exactly_than_elsewhere(scene: Scene) -> None:
    officer = await officer_reading_english(scene, "Nam")
    await report(scene, RACING)
    scene.pass_time(minutes=3)
    await report(scene, RACING)
    assert "sent within 5 minutes" in officer.last.text
    scene.pass_time(minutes=20)
    await report(scene, RACING)
    assert "23 minutes" not in officer.last.text
    assert "sent 20 minutes apart" in officer.last.text


async def test_the_whole_view_with_three_duplicates_fits_into_one_message(scene: Scene) -> None:
    officer = await officer_reading_english(scene, "Nam" * 25)
    for _ in range(4):
        citizen = scene.citizen()
        await citizen.say(BURNING)
        await citizen.say("😀 rất dài " * 330)
        await citizen.press("Gửi")
    await officer.press_data(Acknowledge(tip=4).pack())
    for _ in range(7):
        await officer.say(f"/ghichu {await code(scene, 4)} " + "ghi chú rất dài " * 150)
        await officer.press_data(
            AddOutcome(tip=4, type=OutcomeType.WANTED_PERSON, attributes="persuaded.fugitive").pack()
        )
        await officer.say("1")
    assert HEADING in officer.last.text
    assert officer.last.text.endswith("type its number:")


async def test_nothing_is_shown_any_more_after_a_week(scene: Scene) -> None:
    officer = await officer_reading_english(scene, "Nam")
    await report(scene, BURNING)
    scene.pass_time(seconds=KEPT.total_seconds() + 60)
    await report(scene, BURNING)
    assert HEADING not in officer.text


async def test_what_was_kept_in_another_form_is_passed_over(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = await officer_reading_english(scene, "Nam")
    await report(scene, BURNING)
    monkeypatch.setattr(duplicates, "FORM", duplicates.FORM + 1)
    await report(scene, BURNING)
    await officer.press_data(OpenTip(tip=1).pack())
    assert HEADING not in officer.text
    await report(scene, BURNING)
    assert await code(scene, 2) in officer.last.text.split(HEADING)[1]
    assert await code(scene, 1) not in officer.last.text


# Who sees it.


async def test_a_citizen_never_sees_it_and_cannot_press_it(scene: Scene) -> None:
    officer, lan, minh = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await officer.press_data(Acknowledge(tip=2).pack())
    await minh.say("/tin")
    await minh.press_data(JoinSibling(tip=2, sibling=1).pack())
    assert await code(scene, 1) not in minh.text
    assert await code(scene, 2) not in lan.text
    assert HEADING not in minh.text
    assert await count(scene, models.Incident) == 0


async def test_an_officer_of_another_unit_neither_sees_nor_joins_it(scene: Scene) -> None:
    stranger = await officer_reading_english(scene, "Xa", unit=VY_DA)
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await officer.press_data(Acknowledge(tip=2).pack())
    await stranger.press_data(JoinSibling(tip=2, sibling=1).pack())
    assert await code(scene, 1) not in stranger.text
    assert await count(scene, models.Incident) == 0


async def test_a_tip_of_another_unit_cannot_be_joined_to_an_own_one(scene: Scene) -> None:
    stranger = await officer_reading_english(scene, "Xa", unit=VY_DA)
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await report(scene, "Cháy kho mút xốp ở phường Vỹ Dạ, Huế")
    await stranger.press_data(Acknowledge(tip=3).pack())
    await stranger.press_data(JoinSibling(tip=3, sibling=1).pack())
    await stranger.press_data(JoinSibling(tip=1, sibling=3).pack())
    assert await count(scene, models.Incident) == 0


async def test_who_has_left_the_unit_joins_nothing_any_more(scene: Scene) -> None:
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await officer.press_data(Acknowledge(tip=2).pack())
    async with scene.database.begin() as session:
        contact = await people.contact_at(session, scene.vault, BOT, officer.id, language="en", now=scene.now)
        left = await people.officer_at(session, scene.vault, contact.id)
        assert left is not None
        await people.dismiss(session, left, now=scene.now)
    await officer.press_data(JoinSibling(tip=2, sibling=1).pack())
    assert await count(scene, models.Incident) == 0


@pytest.mark.parametrize(("role", "unit"), [(Role.COORDINATOR, HUE), (Role.SUPERVISOR, MY_THUONG)])
async def test_who_does_not_handle_the_queue_joins_nothing(scene: Scene, role: Role, unit: str) -> None:
    other = await officer_reading_english(scene, "Ba", unit=unit, role=role)
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await officer.press_data(Acknowledge(tip=2).pack())
    await other.press_data(JoinSibling(tip=2, sibling=1).pack())
    assert await count(scene, models.Incident) == 0
    assert await code(scene, 1) not in other.text


async def test_an_old_button_joins_no_tip_that_was_passed_on_since(scene: Scene) -> None:
    await officer_reading_english(scene, "Xa", unit=VY_DA)
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await officer.press_data(Acknowledge(tip=2).pack())
    await officer.press_data(Move(tip=1, to=VY_DA, cause="wrong_place").pack())
    await officer.press_data(JoinSibling(tip=2, sibling=1).pack())
    await officer.press_data(JoinSibling(tip=1, sibling=2).pack())
    assert await count(scene, models.Incident) == 0


async def test_a_withdrawn_tip_is_no_longer_shown(scene: Scene) -> None:
    officer, lan, _ = await two_of_one_fire(scene)
    await lan.press_data(Withdraw(tip=1, sure=True).pack())
    await officer.press_data(OpenTip(tip=2).pack())
    assert HEADING not in officer.last.text
    assert await count(scene, models.TipSketch) == 1


async def test_a_tip_that_was_passed_on_is_shown_where_it_is_now(scene: Scene) -> None:
    receiver = await officer_reading_english(scene, "Xa", unit=VY_DA)
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Move(tip=1, to=VY_DA, cause="wrong_place").pack())
    await officer.press_data(OpenTip(tip=2).pack())
    assert HEADING not in officer.last.text
    await report(scene, "Cháy kho mút xốp ở chợ, phường Vỹ Dạ, Huế, khói đen bốc cao")
    assert await code(scene, 1) in receiver.last.text.split(HEADING)[1]


# One incident for both.


async def test_one_press_opens_the_other_while_it_waits(scene: Scene) -> None:
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=2).pack())
    assert JoinSibling(tip=2, sibling=1).pack() not in officer.last.buttons.values()
    await officer.press(f"Open {await code(scene, 1)}")
    assert officer.last.text.startswith("🔴") or await code(scene, 1) in officer.last.text


async def test_one_press_puts_both_to_one_incident(scene: Scene) -> None:
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await officer.press_data(Acknowledge(tip=2).pack())
    await officer.press(f"One incident with {await code(scene, 1)}")
    assert await count(scene, models.Incident) == 1
    assert await count(scene, models.IncidentTip) == 2
    assert [len(await events(scene, "incident", number)) for number in (1, 2)] == [1, 1]
    assert "(2 " in officer.last.text
    assert "in one incident with it already" in officer.last.text
    assert JoinSibling(tip=2, sibling=1).pack() not in officer.last.buttons.values()


async def test_pressing_twice_is_one_incident(scene: Scene) -> None:
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await officer.press_data(Acknowledge(tip=2).pack())
    for tip, sibling in ((2, 1), (2, 1), (1, 2)):
        await officer.press_data(JoinSibling(tip=tip, sibling=sibling).pack())
    assert await count(scene, models.Incident) == 1
    assert [len(await events(scene, "incident", number)) for number in (1, 2)] == [1, 1]


async def test_the_incident_that_there_is_takes_the_other_tip_in(scene: Scene) -> None:
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=1).pack())
    await officer.press_data(JoinIncident(tip=1, incident=-1).pack())
    await officer.press_data(Acknowledge(tip=2).pack())
    await officer.press_data(JoinSibling(tip=2, sibling=1).pack())
    assert await count(scene, models.Incident) == 1
    assert await count(scene, models.IncidentTip) == 2


async def test_what_nobody_has_acknowledged_is_not_joined(scene: Scene) -> None:
    officer, _, _ = await two_of_one_fire(scene)
    await officer.press_data(Acknowledge(tip=2).pack())
    await officer.press_data(JoinSibling(tip=2, sibling=1).pack())
    await officer.press_data(JoinSibling(tip=1, sibling=2).pack())
    await officer.press_data(JoinSibling(tip=2, sibling=2).pack())
    await officer.press_data(JoinSibling(tip=2, sibling=4_711).pack())
    assert await count(scene, models.Incident) == 0


# Neighbours.

WEST, BORDER, EAST = 107.60, 107.62, 107.64
SOUTH, MIDDLE, NORTH = 16.48, 16.50, 16.52
"""Two made-up squares of two km side by side: Vỹ Dạ in the west, Mỹ Thượng in the east."""

STEP = 0.002
"""Some 215 m from west to east."""

NO_PLACE = "Cháy kho mút xốp sau chợ, khói đen bốc cao"


@pytest.fixture
def squares(scene: Scene, tmp_path: Path) -> Scene:
    """A scene with exact boundaries: two communes, side by side."""
    names = gazetteer.load()

    def feature(unit: str, west: float, east: float) -> dict[str, object]:
        ring = [[west, SOUTH], [east, SOUTH], [east, NORTH], [west, NORTH], [west, SOUTH]]
        return {
            "type": "Feature",
            "properties": {"code": unit, "full_name": names.commune(unit).full_name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    source = tmp_path / "two.geojson"
    features = [feature(VY_DA, WEST, BORDER), feature(MY_THUONG, BORDER, EAST)]
    source.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    known = {one.code: boundary_import.Known(one.full_name, one.lat, one.lon) for one in names.communes}
    boundary_import.import_boundaries(source, scene.boundaries.path, known=known)
    return scene


async def fire_at(scene: Scene, lon: float, words: str = NO_PLACE) -> Person:
    """Let a citizen tell of a fire with their position."""
    citizen = scene.citizen()
    await citizen.say(words)
    await citizen.share(MIDDLE, lon)
    await citizen.press("Gửi")
    return citizen


async def two_units(scene: Scene) -> tuple[Person, Person]:
    return (
        await officer_reading_english(scene, "Nam"),
        await officer_reading_english(scene, "Da", unit=VY_DA),
    )


async def test_a_tip_across_the_border_is_a_hint_without_words(squares: Scene) -> None:
    nam, da = await two_units(squares)
    await fire_at(squares, BORDER - STEP)
    squares.pass_time(minutes=12)
    await fire_at(squares, BORDER + STEP)
    hint = nam.last.text.split(HEADING)[1]
    assert await code(squares, 1) in hint
    assert "(phường Vỹ Dạ, TP. Huế): very likely; about 400 m away, received at 21:00 20/11/2026" in hint
    assert "same" not in hint.lower()
    assert "mút xốp" not in hint
    assert OpenTip(tip=1).pack() not in nam.last.buttons.values()
    await nam.press_data(OpenTip(tip=1).pack())
    assert await code(squares, 1) not in nam.last.text
    await nam.say(f"/xem {await code(squares, 1)}")
    assert await code(squares, 1) not in nam.last.text
    assert HEADING not in da.text


@pytest.mark.parametrize(
    ("first", "second"),
    [(BORDER - STEP, EAST - STEP), (WEST + STEP, BORDER + STEP), (BORDER - 4 * STEP, BORDER + 4 * STEP)],
    ids=["deep here", "deep there", "far from each other"],
)
async def test_what_is_far_from_the_border_is_not_compared_across(squares: Scene, first: float, second: float) -> None:
    nam, da = await two_units(squares)
    await fire_at(squares, first)
    await fire_at(squares, second)
    assert len(nam.shown) == len(da.shown) == 1
    assert HEADING not in nam.text + da.text


async def test_a_tip_without_a_position_is_not_compared_across(squares: Scene) -> None:
    nam, _ = await two_units(squares)
    await fire_at(squares, BORDER - STEP)
    await report(squares, IN_FLAMES)
    assert HEADING not in nam.text


async def test_a_position_deep_in_another_commune_tells_nothing_of_what_is_known_there(squares: Scene) -> None:
    nam, _ = await two_units(squares)
    await fire_at(squares, WEST + STEP)
    citizen = squares.citizen()
    await citizen.say(BURNING)
    await citizen.share(MIDDLE, WEST + STEP)
    await citizen.press("Mỹ Thượng")
    await citizen.press("Gửi")
    assert (await tip_row(squares, 2)).unit_code == MY_THUONG
    assert HEADING not in nam.text


async def test_a_tip_about_the_police_is_no_hint_for_colleagues_next_door(squares: Scene) -> None:
    nam, da = await two_units(squares)
    await fire_at(squares, BORDER - STEP)
    await da.press_data(Acknowledge(tip=1).pack())
    await da.press_data(Correct(tip=1, category=Category.OFFICER).pack())
    await fire_at(squares, BORDER + STEP)
    assert HEADING not in nam.text


async def test_a_desk_is_shown_what_the_communes_below_it_have(squares: Scene) -> None:
    coordinator = await officer_reading_english(squares, "Huế", unit=HUE, role=Role.COORDINATOR)
    await officer_reading_english(squares, "Nam")
    await fire_at(squares, BORDER + STEP)
    await fire_at(squares, BORDER - STEP)
    assert await status(squares, 2) == "at_desk"
    hint = coordinator.last.text.split(HEADING)[1]
    assert await code(squares, 1) in hint
    assert "(phường Mỹ Thượng, TP. Huế)" in hint


async def test_boundaries_that_cannot_be_read_cost_no_card(squares: Scene) -> None:
    nam, _ = await two_units(squares)
    await fire_at(squares, BORDER + STEP)
    squares.boundaries.path.write_bytes(b"no database")
    await nam.press_data(OpenTip(tip=1).pack())
    assert await code(squares, 1) in nam.last.text
