"""The figures of a report in the chat: every one can be reached, is told with its unit of count, and can be typed."""

from datetime import date
from decimal import Decimal

import pytest

from domain.access import Role
from domain.activities import ActivityEntry, ActivityType, Topic
from domain.figures import ActivityKey, Figure, TipKey
from domain.outcomes import UnitOfCount, Value
from domain.structures import Measure, StructureEntry, StructureType
from domain.tip import SourceGroup
from handlers.callbacks import Assess
from handlers.figure_lists import ON_A_LIST, figure_line, named_so
from handlers.report_choices import ChooseReport, ListFigures
from locales import language
from storage import registers
from tests.handlers import english
from tests.handlers.staffing import acknowledged
from tests.scene import HUE, MY_THUONG, Person, Scene

NOVEMBER = "2026-11-01..2026-11-30"
MODELS = 25
WAYS = ("Previous page", "Next page", "All sections")


async def enter(scene: Scene) -> None:
    """Register models of many names, and publicity in every unit of count."""
    async with scene.database.begin() as session:
        for number in range(MODELS):
            entry = StructureEntry(
                StructureType.MODEL,
                date(2024, 1, 1),
                f"Tự quản số {number}",
                counts=((Measure.POINTS, Decimal(2)),),
                counted_on=date(2024, 1, 1),
            )
            await registers.register_structure(session, entry, unit_code=MY_THUONG, officer_id=None, now=scene.now)
        for quantity, unit in enumerate((UnitOfCount.LESSON, UnitOfCount.MEETING, UnitOfCount.SESSION), start=3):
            activity = ActivityEntry(
                ActivityType.PROPAGANDA,
                Decimal(quantity),
                unit,
                SourceGroup.OTHER,
                date(2026, 11, 2),
                second_quantity=Decimal(100 * quantity),
                topic=Topic.LAW,
            )
            await registers.record_activity(session, activity, unit_code=MY_THUONG, officer_id=None, now=scene.now)


async def boss_of_many(scene: Scene) -> Person:
    """Return a supervisor who has many figures before them."""
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(Assess(tip=1, value=Value.VALUABLE, reasons=1, done=True).pack())
    await enter(scene)
    boss = await english.officer(scene, "Giám", unit=HUE, role=Role.SUPERVISOR)
    await boss.press_data(ListFigures(unit=HUE, period=NOVEMBER).pack())
    return boss


def offered(boss: Person) -> list[str]:
    return [label.partition(". ")[2] for label in boss.last.buttons]


async def test_every_figure_is_reached_section_by_section_and_page_by_page(scene: Scene) -> None:
    boss = await boss_of_many(scene)
    sections = offered(boss)
    assert sections[0].startswith("Tips (")
    reached: list[str] = []
    for section in sections:
        await boss.press(section)
        begun = len(reached)
        reached += [one for one in offered(boss) if one not in WAYS]
        while "Next page" in offered(boss):
            await boss.press("Next page")
            reached += [one for one in offered(boss) if one not in WAYS]
        assert f"({len(reached) - begun})" in section
        await boss.press("All sections")
    assert len(reached) == len(set(reached))
    assert {"Tips: 1 tips", "Tips – Valuable: 1 tips"} <= set(reached)
    assert {f"Model – “Tự quản số {number}”: 1 models" for number in range(MODELS)} <= set(reached)


async def test_a_page_is_left_both_ways(scene: Scene) -> None:
    boss = await boss_of_many(scene)
    await boss.press("Forces, models and cameras")
    first = offered(boss)
    assert "Previous page" not in first
    assert len(first) == ON_A_LIST + 2
    await boss.press("Next page")
    assert "Page 2 of" in boss.last.text
    await boss.press("Previous page")
    assert offered(boss) == first


async def test_sums_of_one_activity_are_told_apart_by_their_units(scene: Scene) -> None:
    boss = await boss_of_many(scene)
    await boss.press("Activities")
    for said in ("3 sessions", "4 meetings", "5 campaigns", "300 attendances"):
        assert any(one.endswith(f": {said}") for one in offered(boss)), said
    await boss.press("4 meetings")
    assert boss.last.text.startswith("Publicity: 4 meetings\n")


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("tips?value=valuable", "Tips – Valuable: 1 tips"),
        ("TU QUAN SO 7", "Model – “Tự quản số 7”: 1 models"),
        ("publicity: attendance – law", "Publicity: attendance – Law: 300 attendances"),
    ],
)
async def test_a_figure_is_typed_by_its_id_or_words_of_its_name(scene: Scene, typed: str, heading: str) -> None:
    boss = await boss_of_many(scene)
    await boss.say(typed)
    assert heading in [boss.last.text.splitlines()[0], *offered(boss)]


async def test_of_several_figures_with_the_typed_words_one_is_chosen(scene: Scene) -> None:
    boss = await boss_of_many(scene)
    await boss.say("tu quan so")
    assert len(offered(boss)) == ON_A_LIST + 1
    assert "40 more" in boss.last.text
    await boss.say("tu quan so 24")
    assert all("Tự quản số 24" in one for one in offered(boss)[:-1])
    await boss.say("1")
    assert "Tự quản số 24" in boss.last.text.splitlines()[0]


async def test_words_that_name_no_figure_lead_back_to_the_list(scene: Scene) -> None:
    boss = await boss_of_many(scene)
    for typed in ("không có gì", "tips?value=gold", "outcome.O5.person", "!"):
        await boss.say(typed)
        assert "No figure of this report" in boss.last.text, typed
        assert "/hangcho" not in boss.last.text
    await boss.say("99")
    assert "The only number here is 1" in boss.last.text
    await boss.say("1")
    assert offered(boss)[0].startswith("Tips (")


async def test_a_figure_of_another_unit_is_not_opened_by_its_id(scene: Scene) -> None:
    await enter(scene)
    commander = await english.officer(scene, "Chỉ", unit="19777", role=Role.COMMANDER)
    await commander.press_data(ListFigures(unit=MY_THUONG, period=NOVEMBER).pack())
    await commander.say("activity.propaganda.session")
    assert "Publicity" not in commander.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hôm nào đó", "These days cannot be read."),
        ("31/12/2026 01/01/2026", "The last day, 01/01/2026, lies before the first, 31/12/2026."),
        ("01/01/3500 02/01/3500", "No report is made of the year 3500."),
    ],
)
async def test_days_that_make_no_period_are_explained_and_asked_for_again(scene: Scene, typed: str, said: str) -> None:
    boss = await english.officer(scene, "Giám", unit=HUE, role=Role.SUPERVISOR)
    await boss.press_data(ChooseReport(unit=HUE).pack())
    await boss.press("Other days")
    await boss.say(typed)
    assert said in boss.last.text
    assert "01/11/2026 30/11/2026" in boss.last.text
    assert "/solieu" not in boss.last.text
    await boss.say("01/10/2026 15/10/2026")
    assert "15/10/2026" in boss.last.text
    await boss.say(f"/baocao {typed}")
    assert said in boss.last.text
    assert "/baocao 01/11/2026 30/11/2026" in boss.last.text


def test_a_name_is_found_without_tone_marks_and_the_whole_name_before_others() -> None:
    figures = [
        Figure(TipKey(), Decimal(5)),
        Figure(TipKey(value=Value.VALUABLE), Decimal(3)),
        Figure(TipKey(SourceGroup.PEOPLE, Value.VALUABLE), Decimal(2)),
        Figure(ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.LESSON), Decimal(3)),
    ]
    with language("vi"):
        assert named_so("TIN", figures) == figures[:1]
        assert named_so("có giá trị", figures) == figures[1:3]
        assert named_so("quan chung, gia tri", figures) == [figures[2]]
        assert named_so("tips?value=valuable", figures) == [figures[1]]
        assert named_so("–", figures) == []
        assert figure_line(figures[3]) == "Tuyên truyền: 3 buổi"
