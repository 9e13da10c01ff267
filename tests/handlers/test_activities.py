"""Activities are entered part by part, shown back, recorded once, and can be corrected and taken back."""

from datetime import date
from decimal import Decimal

import pytest

from domain.activities import ACTIVITY_RULES, ActivityType, Topic
from domain.tip import SourceGroup
from handlers.register_choices import FillActivity, KeepActivity, OpenActivity, VoidActivity
from handlers.register_forms import ActivityForm, form_of
from storage.register_tables import Activity
from tests.handlers import english
from tests.handlers.entering import rows, types
from tests.scene import Person, Scene

TODAY = date(2026, 11, 20)


async def propaganda(officer: Person, *answers: str) -> None:
    """Enter publicity until it is shown back: 3 meetings with 120 attendances, unless the numbers are others."""
    await officer.say("/hoatdong")
    await officer.press("Publicity")
    await officer.press("meetings")
    await types(officer, *(answers or ("3", "120")))
    await officer.press("Law")
    await officer.press("grassroots")


async def test_an_activity_goes_from_type_to_record(scene: Scene) -> None:
    officer = await english.officer(scene)
    await propaganda(officer, "1.500 cuộc", "19.000")
    assert "Publicity: 1,500 meetings, 19,000 attendances" in officer.last.text
    assert "Topic: Law" in officer.last.text
    assert "Day: 20/11/2026" in officer.last.text
    await officer.press("Record")
    (row,) = await rows(scene, Activity)
    assert (row.type, row.quantity, row.unit_of_count, row.second_quantity) == (
        "propaganda",
        Decimal(1500),
        "meeting",
        Decimal(19000),
    )
    assert (row.topic, row.source_group, row.on, row.unit_code) == ("law", "grassroots_force", TODAY, "19930")
    assert officer.last.text.startswith("Recorded: Publicity: 1,500 meetings")


async def test_what_has_one_unit_and_no_second_number_is_three_answers(scene: Scene) -> None:
    officer = await english.officer(scene)
    await officer.say("/hoatdong")
    await officer.press("Guiding traffic")
    await officer.say("8478")
    await officer.press("The people")
    await officer.press("Record")
    (row,) = await rows(scene, Activity)
    assert (row.quantity, row.unit_of_count, row.second_quantity, row.topic) == (Decimal(8478), "turn", None, None)


async def test_the_second_number_and_the_topic_may_be_left_out_by_typing(scene: Scene) -> None:
    officer = await english.officer(scene)
    await types(officer, "/hoatdong", "1", "campaigns", "3", "leave it out", "leave it out", "2", "1")
    (row,) = await rows(scene, Activity)
    assert (row.type, row.unit_of_count, row.quantity) == ("propaganda", "session", Decimal(3))
    assert (row.second_quantity, row.topic, row.source_group) == (None, None, "grassroots_force")


@pytest.mark.parametrize("bad", ["0", "-3", "ba", "2,5", "1" * 13, "9" * 200, "3 4"])
async def test_a_bad_number_is_asked_for_again_and_nothing_is_lost(scene: Scene, bad: str) -> None:
    officer = await english.officer(scene)
    await officer.say("/hoatdong")
    await officer.press("patrols")
    await officer.press("meetings")
    await officer.say(bad)
    assert "whole number greater than 0" in officer.last.text
    await officer.say("7")
    await officer.press("Leave it out")
    await officer.press("The people")
    assert "People's patrols: 7 meetings" in officer.last.text


@pytest.mark.parametrize(
    ("typed", "on"),
    [("15/11/2026", date(2026, 11, 15)), ("15/11", date(2026, 11, 15)), ("hôm qua", date(2026, 11, 19))],
)
async def test_another_day_can_be_typed(scene: Scene, typed: str, on: date) -> None:
    officer = await english.officer(scene)
    await propaganda(officer)
    await officer.press("Another day")
    await officer.say("31/2/2026")
    assert "Please type a day that has been" in officer.last.text
    await officer.say("21/11/2026")
    assert "Please type a day that has been" in officer.last.text
    await officer.say(typed)
    await officer.press("Record")
    assert (await rows(scene, Activity))[0].on == on


async def test_each_part_can_be_changed_before_it_is_recorded(scene: Scene) -> None:
    officer = await english.officer(scene)
    await propaganda(officer)
    await officer.press("Change the number")
    await officer.press("Back")
    assert "3 meetings" in officer.last.text
    await officer.press("Change the number")
    await officer.say("4")
    await officer.press("Change who did it")
    await officer.press("Organisations")
    await officer.press("Change what it was about")
    await officer.press("Drugs")
    await officer.press("Record")
    (row,) = await rows(scene, Activity)
    assert (row.quantity, row.second_quantity, row.topic, row.source_group) == (
        Decimal(4),
        Decimal(120),
        "drugs",
        "organisation",
    )


async def test_another_type_keeps_what_fits(scene: Scene) -> None:
    officer = await english.officer(scene)
    await propaganda(officer)
    await officer.press("Change what was done")
    await officer.press("Guiding traffic")
    assert "Guiding traffic: 3 rounds" in officer.last.text
    await officer.press("Record")
    (row,) = await rows(scene, Activity)
    assert (row.second_quantity, row.topic) == (None, None)


async def test_pressed_twice_it_is_recorded_once(scene: Scene) -> None:
    officer = await english.officer(scene)
    await propaganda(officer)
    for _ in range(3):
        await officer.press_data(KeepActivity(form=1).pack())
    assert len(await rows(scene, Activity)) == 1
    assert "recorded already" in officer.last.text


async def test_a_button_of_an_earlier_form_changes_nothing_in_the_new_one(scene: Scene) -> None:
    officer = await english.officer(scene)
    await propaganda(officer)
    await officer.press("Record")
    await propaganda(officer)
    await officer.press_data(FillActivity(form=1, part="quantity", value="99").pack())
    assert "recorded already" in officer.last.text
    await officer.press_data(KeepActivity(form=2).pack())
    assert [row.quantity for row in await rows(scene, Activity)] == [3, 3]


async def test_what_was_begun_can_be_gone_on_with(scene: Scene) -> None:
    officer = await english.officer(scene)
    await officer.say("/hoatdong")
    await officer.press("patrols")
    await officer.press("meetings")
    await officer.say("7")
    await officer.say("/hangcho")
    await officer.say("/hoatdong")
    assert "not recorded yet: People's patrols" in officer.last.text
    await officer.press("Go on with it")
    assert "How many attendances" in officer.last.text
    await officer.say("/hoatdong")
    await officer.press("Drop it")
    assert "What was done?" in officer.last.text


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("type", "none"),
        ("unit", "dong"),
        ("unit", "x"),
        ("topic", "x"),
        ("by", "x"),
        ("second", "0"),
        ("on", "9999-12-31"),
        ("quantity", "-1"),
        ("nothing", "x"),
        ("\u202e", "x"),
    ],
)
async def test_a_forged_part_changes_nothing(scene: Scene, part: str, value: str) -> None:
    officer = await english.officer(scene)
    await propaganda(officer)
    await officer.press_data(FillActivity(form=1, part=part, value=value).pack())
    await officer.press_data(KeepActivity(form=1).pack())
    (row,) = await rows(scene, Activity)
    assert (row.quantity, row.unit_of_count, row.on) == (Decimal(3), "meeting", TODAY)


async def test_a_form_that_is_not_whole_is_not_recorded(scene: Scene) -> None:
    officer = await english.officer(scene)
    await officer.say("/hoatdong")
    await officer.press("patrols")
    await officer.press_data(KeepActivity(form=1).pack())
    assert "What is counted?" in officer.last.text
    assert not await rows(scene, Activity)


# What was recorded.


async def test_a_correction_stands_in_place_of_the_old_entry(scene: Scene) -> None:
    officer, colleague = await english.officer(scene), await english.officer(scene, "Hoa")
    await propaganda(officer)
    await officer.press("Record")
    await colleague.say("/hoatdong")
    await colleague.press("Entries of this month")
    await colleague.press("Publicity: 3 meetings")
    await colleague.press("Correct it")
    await colleague.press("Change the number")
    await colleague.say("5")
    await colleague.press("Record")
    old, new = await rows(scene, Activity)
    assert (new.corrects_id, new.quantity, new.is_void) == (old.id, Decimal(5), False)
    assert "5 meetings" in "".join(colleague.last.buttons)
    assert "3 meetings" not in "".join(colleague.last.buttons)


async def test_a_correction_that_changes_nothing_is_no_entry(scene: Scene) -> None:
    officer = await english.officer(scene)
    await propaganda(officer)
    await officer.press("Record")
    await officer.press("Publicity: 3 meetings")
    await officer.press("Correct it")
    await officer.press("Record")
    assert officer.last.text.startswith("Nothing was changed.")
    assert len(await rows(scene, Activity)) == 1


async def test_an_entry_is_taken_back_once_and_after_a_question(scene: Scene) -> None:
    officer = await english.officer(scene)
    await propaganda(officer)
    await officer.press("Record")
    await officer.press("Publicity: 3 meetings")
    await officer.press("Take it back")
    await officer.press("Keep it")
    assert len(await rows(scene, Activity)) == 1
    for _ in range(2):
        await officer.press_data(VoidActivity(activity=1, sure=True).pack())
    old, void = await rows(scene, Activity)
    assert (void.corrects_id, void.is_void) == (old.id, True)
    assert "corrected or taken back already" in officer.last.text
    assert "Nothing is entered" in officer.last.text


async def test_two_officers_who_correct_at_once_make_one_correction(scene: Scene) -> None:
    officer, colleague = await english.officer(scene), await english.officer(scene, "Hoa")
    await propaganda(officer)
    await officer.press("Record")
    for one in (officer, colleague):
        await one.say("/hoatdong")
        await one.press("Entries of this month")
        await one.press("Publicity: 3 meetings")
        await one.press("Correct it")
        await one.press("Change the number")
        await one.say("5")
    await officer.press("Record")
    await colleague.press("Record")
    assert "corrected or taken back already" in colleague.last.text
    assert len(await rows(scene, Activity)) == 2


async def test_another_units_entry_is_none(scene: Scene) -> None:
    officer, stranger = await english.officer(scene), await english.officer(scene, "Xa", unit="19777")
    await propaganda(officer)
    await officer.press("Record")
    for data in (OpenActivity(activity=1), VoidActivity(activity=1, sure=True), OpenActivity(activity=2**62)):
        await stranger.press_data(data.pack())
        assert "Publicity" not in stranger.last.text
    assert len(await rows(scene, Activity)) == 1


async def test_a_citizen_enters_nothing(scene: Scene) -> None:
    citizen = await english.citizen(scene)
    await citizen.say("/hoatdong")
    await citizen.press_data(KeepActivity(form=1).pack())
    assert not await rows(scene, Activity)


# The form itself.


@pytest.mark.parametrize("of", ActivityType)
def test_every_type_can_be_entered(of: ActivityType) -> None:
    form = ActivityForm(on=TODAY).of_type(of)
    given: dict[str, object] = {
        "unit": ACTIVITY_RULES[of].units[0],
        "quantity": Decimal(1),
        "second": Decimal(2),
        "topic": Topic.LAW,
        "by": SourceGroup.PEOPLE,
    }
    asked = []
    while form.missing is not None:
        asked.append(form.missing)
        form = ActivityForm(
            **{name: getattr(form, name) for name in form.__slots__} | {form.missing: given[form.missing]}
        )
    assert len(asked) <= 5
    entry = form.entry
    assert entry is not None
    assert form_of(entry, corrects=1).entry == entry
