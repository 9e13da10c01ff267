"""A structure that was entered by mistake, in the chat: withdrawn after one more question, once, by its unit alone."""

from domain.structures import StructureType
from handlers.register_choices import ChangeStructure, CorrectStructure, WithdrawStructure
from storage.register_tables import Structure, StructureCount, StructureEvent
from tests.handlers import english
from tests.handlers.entering import rows
from tests.scene import Person, Scene


async def registered(officer: Person) -> None:
    """Register a model and note that it was replicated."""
    await officer.say("/cocau")
    await officer.press("Register another one")
    await officer.press("Model")
    await officer.say("Tổ 3 trên 1")
    await officer.say("12")
    await officer.press("Leave it out")
    await officer.say("1/3/2026")
    await officer.press("Record")
    await officer.press("It was replicated")
    await officer.press("Record")


async def test_it_is_asked_once_more_and_done_once(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await officer.press("It was entered by mistake")
    assert "Was it entered by mistake?" in officer.last.text
    (row,) = await rows(scene, Structure)
    assert row.ended_on is None
    for _ in range(2):
        await officer.press_data(WithdrawStructure(structure=1, sure=True).pack())
        assert "Entered by mistake: it counts nowhere." in officer.last.text
    (row,) = await rows(scene, Structure)
    assert (row.ended_on, row.type) == (row.started_on, StructureType.MODEL)
    assert [one.milestone for one in await rows(scene, StructureEvent)] == ["replicated", "withdrawn"]
    await officer.say("/cocau")
    assert "Nothing is registered yet." in officer.last.text


async def test_old_buttons_change_nothing_of_it_any_more(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await officer.press_data(WithdrawStructure(structure=1, sure=True).pack())
    for change in ("count", "replicated", "recognised", "end"):
        await officer.press_data(ChangeStructure.model_validate({"structure": 1, "change": change}).pack())
        assert "Entered by mistake: it counts nowhere." in officer.last.text
    await officer.press_data(WithdrawStructure(structure=1).pack())
    assert len(await rows(scene, StructureEvent)) == 2


async def test_strangers_find_nothing_to_withdraw(scene: Scene) -> None:
    officer, stranger = await english.officer(scene), await english.officer(scene, "La", unit="19753")
    await registered(officer)
    for data in (WithdrawStructure(structure=1, sure=True), WithdrawStructure(structure=77)):
        await stranger.press_data(data.pack())
        assert "There is no such entry in your unit's register." in stranger.last.text
    (row,) = await rows(scene, Structure)
    assert row.ended_on is None


async def test_a_part_that_is_wrong_is_corrected_by_an_entry_in_its_place(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await officer.press("Correct what was registered")
    assert "Is this right? Then press Record:" in officer.last.text
    assert "registered already" not in officer.last.text
    await officer.press("Change the name")
    await officer.say("Tổ 3 trong 1")
    (data,) = [data for label, data in officer.last.buttons.items() if "Record" in label]
    for _ in range(2):
        await officer.press_data(data)
    old, new = await rows(scene, Structure)
    assert (old.name, old.ended_on == old.started_on) == ("Tổ 3 trên 1", True)
    assert (new.name, new.started_on, new.ended_on) == ("Tổ 3 trong 1", old.started_on, None)
    assert [(one.structure_id, one.milestone) for one in await rows(scene, StructureEvent)] == [
        (1, "replicated"),
        (1, "withdrawn"),
    ]
    assert [(one.structure_id, one.measure, int(one.quantity)) for one in await rows(scene, StructureCount)] == [
        (1, "members", 12),
        (2, "members", 12),
    ]


async def test_what_was_withdrawn_meanwhile_is_not_corrected(scene: Scene) -> None:
    officer = await english.officer(scene)
    await registered(officer)
    await officer.press("Correct what was registered")
    (data,) = [data for label, data in officer.last.buttons.items() if "Record" in label]
    await officer.press_data(CorrectStructure(structure=99).pack())
    async with scene.database.begin() as session:
        row = await session.get_one(Structure, 1)
        row.ended_on = row.started_on
    await officer.press_data(data)
    assert "There is no such entry in your unit's register." in officer.last.text
    assert len(await rows(scene, Structure)) == 1
    await officer.press_data(CorrectStructure(structure=1).pack())
    assert "Entered by mistake: it counts nowhere." in officer.last.text
