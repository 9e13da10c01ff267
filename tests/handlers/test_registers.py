"""Structures are listed, registered part by part, counted anew, and ended."""

from datetime import date

import pytest

from domain.structures import Measure, StructureType
from handlers.register_choices import (
    ChangeStructure,
    FillChange,
    FillStructure,
    KeepChange,
    KeepStructure,
    ListStructures,
    OpenStructure,
)
from handlers.register_forms import MEASURES
from storage import models
from storage.register_tables import Structure, StructureCount, StructureEvent
from tests.handlers import english
from tests.handlers.entering import rows, types
from tests.scene import Person, Scene


async def counts(scene: Scene) -> list[tuple[str, int, date]]:
    return [(one.measure, int(one.quantity), one.on) for one in await rows(scene, StructureCount)]


async def model(officer: Person, name: str = "Tổ 3 trên 1") -> None:
    """Enter a model with 12 members until it is shown back."""
    await officer.say("/cocau")
    await officer.press("Register another one")
    await officer.press("Model")
    await types(officer, name, "12")
    await officer.press("Leave it out")
    await officer.say("1/3/2026")


async def registered(officer: Person, name: str = "Tổ 3 trên 1") -> None:
    await model(officer, name)
    await officer.press("Record")


async def teams(officer: Person) -> None:
    """Enter 12 teams with 38 members until they are shown back, by typing alone."""
    await types(officer, "/cocau", "1", "1", "leave it out", "12", "38", "since today")


async def test_a_model_goes_from_type_to_register(scene: Scene) -> None:
    officer = await english.officer(scene)
    await model(officer)
    assert "Members: 12" in officer.last.text
    await officer.press("Who keeps it up")
    await officer.say("  Hội   LHPN ")
    await officer.press("Record")
    (row,) = await rows(scene, Structure)
    assert (row.type, row.name, row.owner, row.unit_code) == ("model", "Tổ 3 trên 1", "Hội LHPN", "19930")
    assert (row.started_on, row.ended_on) == (date(2026, 3, 1), None)
    assert await counts(scene) == [("members", 12, date(2026, 11, 20))]
    assert officer.last.text.startswith("Registered.")


async def test_teams_without_a_name_are_one_entry_with_their_number(scene: Scene) -> None:
    officer = await english.officer(scene)
    await teams(officer)
    await officer.say("record")
    (row,) = await rows(scene, Structure)
    assert (row.type, row.name) == ("security_team", "")
    assert [(measure, quantity) for measure, quantity, _day in await counts(scene)] == [("count", 12), ("members", 38)]
    await officer.say("/cocau")
    assert "Grassroots security team: 12" in "".join(officer.last.buttons)


async def test_coverage_asks_what_is_covered(scene: Scene) -> None:
    officer = await english.officer(scene)
    await officer.say("/cocau")
    await officer.press("Register another one")
    await officer.press("Camera system")
    await types(officer, "Camera an ninh", "780", "30")
    await officer.press("Since today")
    for label, number in (("Places that have it", "30"), ("Places in all", "30")):
        await officer.press(label)
        await officer.say(number)
        if "What are the places" in officer.last.text:
            await officer.press("communes")
    await officer.press("Record")
    assert (await rows(scene, Structure))[0].area == "commune"
    assert {measure: quantity for measure, quantity, _ in await counts(scene)} == {
        "cameras": 780,
        "points": 30,
        "covered": 30,
        "areas": 30,
    }


async def test_a_part_that_is_larger_than_its_whole_is_asked_for_again(scene: Scene) -> None:
    officer = await english.officer(scene)
    await teams(officer)
    await officer.press("Members with an outfit")
    await officer.say("39")
    assert "cannot be larger than that of members (38)" in officer.last.text
    await officer.say("38")
    await officer.press("Record")
    assert ("equipped", 38, date(2026, 11, 20)) in await counts(scene)


@pytest.mark.parametrize("name", ["=SUM(A1)", "+1", "@x", "x" * 201, "\u200b"])
async def test_a_bad_name_is_asked_for_again(scene: Scene, name: str) -> None:
    officer = await english.officer(scene)
    await officer.say("/cocau")
    await officer.press("Register another one")
    await officer.press("Club")
    await officer.say(name)
    assert not await rows(scene, Structure)
    await types(officer, "Thắp sáng niềm tin", "ba")
    assert "whole number" in officer.last.text
    await types(officer, "1", "20", "1/1/2999")
    assert "a day that has been" in officer.last.text
    await officer.press("Since today")
    await officer.press("Record")
    assert [row.name for row in await rows(scene, Structure)] == ["Thắp sáng niềm tin"]


async def test_the_same_name_again_is_pointed_out(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await model(officer, "tổ 3  TRÊN 1")
    assert "The same is registered already" in officer.last.text
    await officer.press("Change the name")
    await officer.say("Cổng trường an toàn")
    assert "The same is registered already" not in officer.last.text


async def test_what_was_begun_can_be_gone_on_with(scene: Scene) -> None:
    officer = await english.officer(scene)
    await officer.say("/cocau")
    await officer.press("Register another one")
    await officer.press("Club")
    await officer.say("Thắp sáng niềm tin")
    await officer.say("/hangcho")
    await officer.say("/cocau")
    await officer.press("Register another one")
    assert "not recorded yet: Thắp sáng niềm tin" in officer.last.text
    await officer.press("Go on with it")
    assert "Number: how many?" in officer.last.text
    await officer.say("/cocau")
    await officer.press("Register another one")
    await officer.press("Drop it")
    assert "What is to be registered?" in officer.last.text


async def test_pressed_twice_it_is_registered_once(scene: Scene) -> None:
    officer = await english.officer(scene)
    await model(officer)
    for _ in range(3):
        await officer.press_data(KeepStructure(form=1).pack())
    assert len(await rows(scene, Structure)) == 1
    assert "recorded already" in officer.last.text


@pytest.mark.parametrize(
    ("part", "value"),
    [("type", "x"), ("area", "x"), ("cameras", "-1"), ("none", "1"), ("none", "-"), ("started", "x"), ("name", "=1")],
)
async def test_a_forged_part_changes_nothing(scene: Scene, part: str, value: str) -> None:
    officer = await english.officer(scene)
    await model(officer)
    await officer.press_data(FillStructure(form=1, part=part, value=value).pack())
    await officer.press_data(KeepStructure(form=1).pack())
    assert [(row.type, row.name) for row in await rows(scene, Structure)] == [("model", "Tổ 3 trên 1")]
    assert await counts(scene) == [("members", 12, date(2026, 11, 20))]


async def test_it_is_counted_anew_once(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await officer.press("Count anew")
    await officer.press("members: 12")
    await officer.say("nhiều")
    assert "whole number" in officer.last.text
    await officer.say("15")
    await officer.press("Another day")
    await officer.say("1/2/2026")
    assert "registered since 01/03/2026" in officer.last.text
    await officer.say("19/11")
    for _ in range(2):
        await officer.press_data(KeepChange(form=2).pack())
    assert (await counts(scene))[1:] == [("members", 15, date(2026, 11, 19))]


async def test_milestones_are_noted(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await officer.press("It was replicated")
    await officer.press("Record")
    await officer.press("examined and recognised")
    await officer.press("Another day")
    await officer.press("Today")
    await officer.press("Record")
    found = await rows(scene, StructureEvent)
    assert [(one.milestone, int(one.quantity)) for one in found] == [("replicated", 1), ("recognised", 1)]


async def test_of_several_it_asks_how_many_were_replicated(scene: Scene) -> None:
    officer = await english.officer(scene)
    await teams(officer)
    await officer.say("record")
    await officer.press("It was replicated")
    assert "How many of the 12?" in officer.last.text
    await officer.say("0")
    assert "greater than 0" in officer.last.text
    await officer.say("5")
    await officer.press("Record")
    assert [one.quantity for one in await rows(scene, StructureEvent)] == [5]


async def test_an_ended_one_is_listed_no_more(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await officer.press("It has ended")
    assert (await rows(scene, Structure))[0].ended_on is None
    await officer.press("Record")
    assert (await rows(scene, Structure))[0].ended_on == date(2026, 11, 20)
    assert "Count anew" not in "".join(officer.last.buttons)
    await officer.say("/cocau")
    assert "Nothing is registered yet." in officer.last.text


async def test_long_lists_have_pages(scene: Scene) -> None:
    officer = await english.officer(scene)
    async with scene.database.begin() as session:
        session.add_all(
            Structure(
                type="model",
                name=f"Mô hình {number:02}",
                owner="",
                unit_code="19930",
                started_on=date(2026, 1, 1),
                recorded_at=scene.now,
            )
            for number in range(40)
        )
    await officer.say("/cocau")
    await officer.press("Model: 40")
    assert "Mô hình 14" in "".join(officer.last.buttons)
    await officer.press("Next page")
    await officer.press("Next page")
    assert "Mô hình 39" in "".join(officer.last.buttons)
    assert "Next page" not in "".join(officer.last.buttons)
    await officer.press_data(ListStructures(type=StructureType.MODEL, page=999).pack())
    await officer.press("Previous page")


async def test_another_units_structure_is_none(scene: Scene) -> None:
    officer, stranger = await english.officer(scene), await english.officer(scene, "Xa", unit="19777")
    await registered(officer)
    await stranger.say("/cocau")
    for data in (
        OpenStructure(structure=1),
        OpenStructure(structure=2**62),
        ChangeStructure(structure=1, change="end"),
        ChangeStructure(structure=1, change="count", measure=Measure.MEMBERS),
        FillChange(form=1, part="on", value="2026-11-20"),
        KeepChange(form=1),
    ):
        await stranger.press_data(data.pack())
        assert "Tổ 3 trên 1" not in stranger.last.text
    assert (await rows(scene, Structure))[0].ended_on is None
    assert len(await counts(scene)) == 1


async def test_one_of_a_unit_that_was_left_is_no_longer_changed(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await officer.press("It has ended")
    async with scene.database.begin() as session:
        (await session.get_one(models.Officer, 1)).unit_code = "19777"
    await officer.press("Record")
    assert "no such entry" in officer.last.text
    assert (await rows(scene, Structure))[0].ended_on is None


def test_every_type_says_what_is_counted_of_it() -> None:
    assert MEASURES.keys() == set(StructureType)
    assert all(measures for measures in MEASURES.values())
