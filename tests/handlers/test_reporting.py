"""Reports in the chat, through the real dispatcher and sender: chosen, made, delivered, and their figures opened."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from sqlalchemy import select

from domain.access import Role
from domain.activities import ActivityEntry, ActivityType
from domain.backfills import Backfill
from domain.figures import TipKey, figure_id
from domain.outcomes import UnitOfCount, Value
from domain.periods import Period, local_day
from domain.tip import SourceGroup
from handlers.callbacks import Assess
from handlers.calls import MAX_TEXT
from handlers.report_choices import ChooseReport, ListFigures, MakeReport, OpenFigure
from handlers.reporting import MESSAGES, in_messages
from storage import closed_periods, models, registers
from storage.figures import gather_figures
from tests.handlers import english
from tests.handlers.staffing import RACING, acknowledged, code, report
from tests.scene import HUE, MY_THUONG, Person, Scene

NOVEMBER = "2026-11-01..2026-11-30"


@pytest.fixture(autouse=True)
def drawing_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make files in a thread: starting another process takes longer than all these tests."""
    pool = ThreadPoolExecutor(max_workers=1)
    monkeypatch.setattr("bot.sender.drawing_process", lambda: pool)
    yield
    pool.shutdown()


async def supervisor(scene: Scene, unit: str = HUE) -> Person:
    return await scene.officer("Giám", unit=unit, role=Role.SUPERVISOR)


async def test_unit_period_and_form_are_chosen_and_the_document_comes(scene: Scene) -> None:
    boss = await supervisor(scene)
    officer = await scene.officer("Nam")
    await acknowledged(scene, officer)
    await officer.press_data(Assess(tip=1, value=Value.VALUABLE, reasons=1, done=True).pack())
    await boss.say("/baocao")
    await boss.say("1")
    await boss.say("1")
    assert "01/11/2026" in boss.last.text
    await boss.say("1")
    *_, said, file = boss.shown
    assert HUE not in said.text
    assert file.photo is not None
    document = docx.Document(BytesIO(file.photo))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "1 nguồn tin có giá trị" in words
    assert "Từ ngày 01/11/2026 đến ngày 30/11/2026" in words
    assert document.tables[0].rows[0].cells[0].text.startswith("BỘ CÔNG AN\nCÔNG AN THÀNH PHỐ HUẾ")
    assert "Đua xe" not in words


@pytest.mark.parametrize(("unit", "is_broken"), [(HUE, True), ("default", True), ("79", False)])
async def test_a_template_that_cannot_be_used_is_said_under_the_document_and_in_the_log(
    scene: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture, unit: str, *, is_broken: bool
) -> None:
    (tmp_path / f"{unit}.docx").write_bytes(b"PK\x03\x04 CANARY")
    scene.sender._templates = tmp_path  # noqa: SLF001 - as the settings would name it
    boss = await english.officer(scene, "Giám", unit=HUE, role=Role.SUPERVISOR)
    await boss.press_data(MakeReport(unit=HUE, period=NOVEMBER, form="docx").pack())
    file = boss.last
    assert file.photo is not None
    document = docx.Document(BytesIO(file.photo))
    assert document.tables[0].rows[0].cells[0].text.startswith("BỘ CÔNG AN"), "the standard form"
    assert ("The unit's own template cannot be used" in file.text) == is_broken
    assert (f"({unit}.docx: BadZipFile)" in caplog.text) == is_broken
    assert "CANARY" not in caplog.text + file.text
    assert all(one.photo is None for one in boss.shown[:-1]), "it comes once"


async def test_the_workbook_lists_the_tips_behind_the_figures_without_their_words_or_codes(scene: Scene) -> None:
    boss = await supervisor(scene)
    await report(scene)
    await report(scene, RACING)
    await boss.press_data(MakeReport(unit=HUE, period=NOVEMBER, form="xlsx").pack())
    content = boss.last.photo
    assert content is not None
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells.count("tips") == 3
    assert not any(isinstance(one, str) and ("Đua xe" in one or one.startswith("=")) for one in cells)
    assert await code(scene) not in cells


async def test_a_commander_reports_of_the_own_commune_and_of_no_other(scene: Scene) -> None:
    commander = await scene.officer("Chỉ", role=Role.COMMANDER)
    await report(scene)
    await commander.say("/baocao tháng")
    await commander.say("3")
    assert "Nguồn tin: 1" in commander.last.text
    before = len(commander.shown)
    for unit in (HUE, "19789", "VN", ""):
        for data in (
            MakeReport(unit=unit, period=NOVEMBER, form="text"),
            ListFigures(unit=unit, period=NOVEMBER),
            OpenFigure(unit=unit, period=NOVEMBER, figure="00000000"),
            MakeReport(unit=unit, period=NOVEMBER, form="xlsx"),
        ):
            await commander.press_data(data.pack())
    assert not any(one.photo for one in commander.shown[before:])
    assert "Nguồn tin:" not in "\n".join(one.text for one in commander.shown[before:])


async def test_citizens_and_officers_get_no_report(scene: Scene) -> None:
    await report(scene)
    for person in (scene.citizen(), await scene.officer("Nam")):
        await person.say("/baocao")
        for data in (
            ChooseReport(unit=MY_THUONG, period=NOVEMBER),
            MakeReport(unit=MY_THUONG, period=NOVEMBER, form="text"),
            ListFigures(unit=MY_THUONG, period=NOVEMBER),
        ):
            await person.press_data(data.pack())
        assert "30/11/2026" not in person.text


async def test_a_commune_is_named_by_its_name_with_or_without_tone_marks(scene: Scene) -> None:
    boss = await supervisor(scene)
    await scene.officer("Nam")
    await report(scene)
    await boss.say("/baocao 11/2026")
    await boss.say("2")
    await boss.say("xã Không Có")
    assert "/baocao" in boss.last.text
    await boss.say("my thuong")
    assert "Công an phường Mỹ Thượng" in boss.last.text
    await boss.say("3")
    assert "Nguồn tin: 1" in boss.last.text


async def test_days_are_typed_and_days_that_cannot_be_read_are_asked_for_again(scene: Scene) -> None:
    boss = await supervisor(scene)
    await boss.press_data(ChooseReport(unit=HUE).pack())
    await boss.say("8")
    await boss.say("hôm nào đó")
    assert "/solieu" in boss.last.text or "01/11/2026" in boss.last.text
    await boss.say("01/10/2026 15/10/2026")
    assert "Từ ngày 01/10/2026 đến ngày 15/10/2026" in boss.last.text


async def test_any_figure_is_opened_row_by_row_without_an_identity(scene: Scene) -> None:
    boss = await supervisor(scene)
    await scene.officer("Nam")
    for _number in range(23):
        await report(scene, RACING)
    await boss.press_data(ListFigures(unit=HUE, period=NOVEMBER).pack())
    await boss.say("1")
    first = boss.last.text
    assert "tips" in first.splitlines()
    assert first.count("Phường Mỹ Thượng") == 20
    await boss.say("1")
    assert boss.last.text.count("Phường Mỹ Thượng") == 3
    assert "Đua xe" not in boss.text
    assert await code(scene) not in boss.text


async def patrols(scene: Scene, quantity: int, on: date) -> None:
    done = ActivityEntry(ActivityType.PATROL, Decimal(quantity), UnitOfCount.TURN, SourceGroup.GRASSROOTS_FORCE, on)
    async with scene.database.begin() as session:
        await registers.record_activity(session, done, unit_code=MY_THUONG, officer_id=None, now=scene.now)


async def test_a_figure_of_a_closed_period_shows_what_was_frozen_before_its_rows(scene: Scene) -> None:
    boss = await english.officer(scene, "Giám", unit=HUE, role=Role.SUPERVISOR)
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    await patrols(scene, 1924, date(2026, 10, 5))
    async with scene.database.begin() as session:
        figures = await gather_figures(session, [HUE, MY_THUONG], october)
        await closed_periods.close(session, HUE, october, figures, officer_id=None, now=scene.now)
    asked = ListFigures(unit=HUE, period="2026-10-01..2026-10-31").pack()
    await boss.press_data(asked)
    await boss.press("1,924 rounds")
    closed_on = f"This is the number as it was closed on {local_day(scene.now):%d/%m/%Y}."
    assert boss.last.text.splitlines()[0].endswith(": 1,924 rounds")
    assert closed_on in boss.last.text.splitlines()
    assert "Nothing has changed since." in boss.last.text
    await patrols(scene, 1000, date(2026, 10, 6))
    await boss.press_data(asked)
    assert not any("2,924" in one for one in boss.last.buttons)
    await boss.press("1,924 rounds")
    lines = boss.last.text.splitlines()
    assert lines[0].endswith(": 1,924 rounds")
    assert closed_on in lines
    assert "The rows below are those of today: 2,924. Adjustment of the period before: +1,000." in lines
    assert "1,000" in lines[-1]
    # What has come since is none in the report, and can be opened by its name all the same.
    done = ActivityEntry(
        ActivityType.PROPAGANDA, Decimal(7), UnitOfCount.MEETING, SourceGroup.PEOPLE, date(2026, 10, 7)
    )
    async with scene.database.begin() as session:
        await registers.record_activity(session, done, unit_code=MY_THUONG, officer_id=None, now=scene.now)
    await boss.press_data(asked)
    await boss.say("activity.propaganda.meeting")
    assert boss.last.text.splitlines()[0].endswith(": 0 meetings")
    assert "today: 7. Adjustment of the period before: +7." in boss.last.text


async def test_a_report_of_a_period_that_still_runs_says_up_to_which_day_it_is(scene: Scene) -> None:
    boss = await english.officer(scene, "Giám", unit=HUE, role=Role.SUPERVISOR)
    await report(scene)
    await boss.press_data(MakeReport(unit=HUE, period=NOVEMBER, form="text").pack())
    assert f"From 01/11/2026 to 30/11/2026 (as of {local_day(scene.now):%d/%m/%Y})" in boss.text
    await boss.press_data(
        OpenFigure(unit=HUE, period=NOVEMBER, figure=sha256(figure_id(TipKey()).encode()).hexdigest()[:8]).pack()
    )
    assert f"(as of {local_day(scene.now):%d/%m/%Y})" in boss.last.text


async def test_totals_from_before_are_added_when_asked(scene: Scene) -> None:
    boss = await supervisor(scene)
    total = Backfill(
        TipKey(SourceGroup.PEOPLE, Value.VALUABLE),
        Decimal(122_000),
        date(2016, 1, 1),
        date(2025, 12, 31),
        "Báo cáo tổng kết",
    )
    async with scene.database.begin() as session:
        await registers.record_backfill(session, total, unit_code=HUE, officer_id=None, now=scene.now)
    ten_years = "2016-01-01..2026-11-30"
    await boss.press_data(ChooseReport(unit=HUE, period=ten_years).pack())
    await boss.say("6")
    await boss.say("3")
    assert "122.000 nguồn tin có giá trị" in boss.text
    assert "Báo cáo tổng kết" in boss.text


async def test_a_chart_is_drawn_and_a_period_to_come_has_none(scene: Scene) -> None:
    boss = await supervisor(scene)
    await report(scene)
    await boss.press_data(MakeReport(unit=HUE, period=NOVEMBER, form="png").pack())
    assert any(one.photo is not None and one.photo.startswith(b"\x89PNG") for one in boss.shown)
    shown = len(boss.shown)
    await boss.press_data(MakeReport(unit=HUE, period="2030-01-01..2030-01-31", form="png").pack())
    assert [one.photo for one in boss.shown[shown:]] == [None]


@pytest.mark.parametrize(
    "data",
    ["repm:46:x:text:", "repm:46:2026-11-01..2026-11-30:exe:", "repo:46:month:zzzzzzzz:0", "rep:4;6::", "repm:x:y:z:q"],
)
async def test_forged_choices_change_nothing(scene: Scene, data: str) -> None:
    boss = await supervisor(scene)
    await boss.press_data(data)
    assert not any(one.photo for one in boss.shown)
    async with scene.database.read() as session:
        assert set(await session.scalars(select(models.Update.state))) == {"done"}


def test_a_long_report_takes_a_few_messages_and_says_that_there_is_more() -> None:
    short = in_messages("một\nhai")
    assert short == ["một\nhai"]
    long = in_messages("\n".join(f"dòng số {number} của báo cáo" for number in range(3_000)))
    assert len(long) == MESSAGES
    assert all(len(one.encode("utf-16-le")) // 2 <= MAX_TEXT for one in long)
    assert not long[-1].endswith("báo cáo")
