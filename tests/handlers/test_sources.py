"""Who a tip comes from, set right by an officer."""

from datetime import date
from decimal import Decimal

from domain.outcomes import OutcomeType
from domain.structures import StructureType
from domain.tip import SourceGroup
from handlers.callbacks import AddOutcome, SetSource
from storage.register_tables import Structure
from tests.handlers.staffing import acknowledged, code, events, ledger, tip_row, vi
from tests.scene import MY_THUONG, Scene


async def models(scene: Scene, *named: str, unit: str = MY_THUONG) -> None:
    """Let a unit register models under these names."""
    async with scene.database.begin() as session:
        for name in named:
            session.add(
                Structure(
                    type=StructureType.MODEL.value,
                    name=name,
                    owner="",
                    unit_code=unit,
                    started_on=date(2025, 1, 1),
                    recorded_at=scene.now,
                )
            )


async def test_an_officer_says_who_a_tip_is_from(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.say(f"/nguon {await code(scene)}")
    await officer.press("Lực lượng tham gia bảo vệ")
    await officer.press_data(SetSource(tip=1, group=SourceGroup.GRASSROOTS_FORCE).pack())
    row = await tip_row(scene)
    assert (row.source_group, row.model_id) == ("grassroots_force", None)
    (step,) = await events(scene, "source")
    assert (step.before, step.after, step.details) == ("people", "grassroots_force", {"model": [None, None]})


async def test_of_many_models_the_right_one_is_found_by_a_part_of_its_name(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await models(scene, *(f"Tổ liên gia {number:02}" for number in range(20)), "Dòng họ tự quản")
    await officer.press_data(SetSource(tip=1, group=SourceGroup.MODEL).pack())
    assert not any("liên gia 15" in one for one in officer.last.buttons)
    await officer.say("lien gia 15")
    await officer.press("Tổ liên gia 15")
    assert (await tip_row(scene)).model_id == 16
    assert "Tổ liên gia 15" in officer.last.text


async def test_a_model_of_another_unit_is_not_there(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await models(scene, "Cổng trường an toàn", unit="19753")
    await officer.press_data(SetSource(tip=1, group=SourceGroup.MODEL).pack())
    assert not any("Cổng trường" in one for one in officer.last.buttons)
    await officer.press_data(SetSource(tip=1, group=SourceGroup.MODEL, model=1).pack())
    assert (await tip_row(scene)).source_group == "people"
    await officer.press_data(SetSource(tip=1, group=SourceGroup.MODEL, model=0).pack())
    row = await tip_row(scene)
    assert (row.source_group, row.model_id) == ("model", None)


async def test_what_was_recorded_before_follows_by_a_correction(scene: Scene) -> None:
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(AddOutcome(tip=1, type=OutcomeType.WARNED).pack())
    await officer.say("2")
    await officer.press_data(SetSource(tip=1, group=SourceGroup.GRASSROOTS_FORCE).pack())
    rows = await ledger(scene)
    assert [(row.source_group, row.quantity, row.corrects_id) for row in rows] == [
        ("people", Decimal(2), None),
        ("grassroots_force", Decimal(2), 1),
    ]


async def test_strangers_say_nothing_of_it(scene: Scene) -> None:
    officer, stranger = await scene.officer("Nam"), await scene.officer("La", unit="19753")
    await acknowledged(scene, officer)
    await stranger.press_data(SetSource(tip=1, group=SourceGroup.OTHER).pack())
    assert (await tip_row(scene)).source_group == "people"
    assert vi("There is no such tip in your queue. Type /hangcho to see what there is.") in stranger.text
