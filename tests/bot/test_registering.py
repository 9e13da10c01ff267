"""`nguontin activity`, `register`, `backfill` and `periods`: files into the registers, all of a file or nothing."""

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from sqlalchemy import func, select
from typer.testing import CliRunner, Result

from bot import __main__ as command_line
from bot import entry_words as words
from bot import reference, registering
from bot.entry_columns import (
    ACTIVITY_COLUMNS,
    BACKFILL_COLUMNS,
    PERIOD_COLUMNS,
    STANDARD_COLUMNS,
    STRUCTURE_COLUMNS,
    Column,
    Row,
    read_headings,
)
from bot.entry_lines import read_activity
from bot.entry_words import CellError
from bot.registering import Kind, register, template
from bot.service import ServiceError
from bot.settings import Settings, read_settings
from bot.table_lines import MAX_BYTES, Cell, Faults, Line, RefusedFileError
from bot.table_text import read_text
from domain.activities import ActivityEntry, ActivityType, Topic
from domain.figure_keys import StructureKey, TipKey
from domain.figures import Figures, figure_id
from domain.outcomes import UnitOfCount, Value
from domain.periods import Cycle, Period
from domain.structures import MAX_NAME, Measure, StructureType
from domain.tip import SourceGroup
from storage import closed_periods, periods, register_tables, registers, units
from storage.database import Database
from storage.models import Base
from storage.registers import RegisteredStructure
from tests.bot.tables import ACTIVITIES, kept, spreadsheet

EVER = Period(date(1990, 1, 1), date(2100, 1, 1))
STRUCTURES = "Mã đơn vị,Loại,Tên,Đơn vị phụ trách,Ngày bắt đầu,Ngày kết thúc,Ngày thống kê,Số lượng,Số thành viên"
BACKFILLS = "unit\tfigure\tfrom\tto\tquantity\tdocument\n"


@pytest.fixture
async def settings(database: Database, database_url: str) -> Settings:
    """A database that knows Huế and its communes."""
    async with database.begin() as session:
        local = [one for one in reference.units() if one.code in {"VN", "46"} or one.parent_code == "46"]
        await units.load(session, local)
    return read_settings(_env_file=None, database_url=database_url)


async def rows(database: Database, table: type[Base]) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def refused(settings: Settings, file: Path, kind: Kind, *, unit: str = "") -> RefusedFileError:
    with pytest.raises(RefusedFileError) as caught:
        await register(settings, file, kind=kind, unit=unit)
    return caught.value


async def structures(database: Database, day: date = date(2025, 12, 31)) -> list[RegisteredStructure]:
    async with database.read() as session:
        return await registers.structures_of(session, None, day)


async def test_activities_are_entered_as_they_are_written_in_viet_nam(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    told = await register(settings, kept(tmp_path, ACTIVITIES), kind=Kind.ACTIVITIES)
    assert told == ["table.csv: 2 lines were entered as activities (import 1), from 31/10/2025 to 01/11/2025."]
    async with database.read() as session:
        found = await registers.activities_in(session, None, EVER)
    by = SourceGroup.GRASSROOTS_FORCE
    assert [(one.unit_code, one.entry) for one in found] == [
        ("19777", ActivityEntry(ActivityType.PATROL, Decimal(4885), UnitOfCount.TURN, by, date(2025, 11, 1))),
        (
            "19930",
            ActivityEntry(
                ActivityType.PROPAGANDA,
                Decimal(1872),
                UnitOfCount.TURN,
                by,
                date(2025, 10, 31),
                Decimal(19_000),
                Topic.LAW,
            ),
        ),
    ]


async def test_the_same_table_as_a_spreadsheet_is_the_same_lines(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    lines = [line.split(";") for line in ACTIVITIES.splitlines()]
    sheet = kept(tmp_path, spreadsheet(lines), "table.xlsx")
    await register(settings, kept(tmp_path, ACTIVITIES), kind=Kind.ACTIVITIES)
    error = await refused(settings, sheet, Kind.ACTIVITIES)
    assert "--again" in str(error)
    assert await rows(database, register_tables.Activity) == 2
    told = await register(settings, sheet, kind=Kind.ACTIVITIES, is_again=True)
    assert "(import 1)" not in told[0]
    assert await rows(database, register_tables.Activity) == 4


async def test_a_spreadsheet_gives_numbers_and_days_of_its_own(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    made = spreadsheet(
        [
            ["STT", "đơn vị", "ngày", "hoạt động", "số lượng", "đvt", "lực lượng", "ghi chú"],
            [1, 19930, date(2025, 6, 30), "Ký cam kết", 75, "Cơ sở, hộ kinh doanh", "công an", "bị bỏ qua"],
            [2, "19777", date(2025, 6, 30), "COMMITMENT", 3.0, "household", "khác", "=không"],
        ]
    )
    # What begins with a sign of equality is a formula to a spreadsheet, also in a column that is not read.
    error = await refused(settings, kept(tmp_path, made, "table.xlsx"), Kind.ACTIVITIES)
    assert error.faults == ("cell H3 is a formula; put in its place what it gives",)
    async with database.read() as session:
        assert await registers.activities_in(session, None, EVER) == []
    rest = spreadsheet(
        [
            ["STT", "đơn vị", "ngày", "hoạt động", "số lượng", "đvt", "lực lượng", "ghi chú"],
            [1, 19930, date(2025, 6, 30), "Ký cam kết", 75, "Cơ sở, hộ kinh doanh", "công an", "bị bỏ qua"],
        ]
    )
    await register(settings, kept(tmp_path, rest, "table.xlsx"), kind=Kind.ACTIVITIES)
    async with database.read() as session:
        [one] = await registers.activities_in(session, None, EVER)
    assert (one.entry.quantity, one.entry.unit, one.unit_code) == (Decimal(75), UnitOfCount.BUSINESS, "19930")


async def test_every_fault_is_told_with_its_line_and_nothing_is_entered(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    head, good, _ = ACTIVITIES.splitlines()
    wrong = [
        good,
        good.replace("19930", "99999"),
        good.replace("31/10/2025", "31/02/2025"),
        good.replace("31/10/2025", "31/12/2999"),
        good.replace("1.872", "1,872"),
        good.replace("1.872", "-5"),
        good.replace("1.872", "0"),
        good.replace(";lượt;", ";khẩu;"),
        good.replace(";lượt;", ";hộ;"),
        good.replace("Tuyên truyền", "=cmd()"),
        good.replace("Pháp luật", ""),
        good.replace("Lực lượng cơ sở", ""),
        good + ";thừa",
        good.replace("19930", ""),
    ]
    error = await refused(settings, kept(tmp_path, "\n".join([head, *wrong])), Kind.ACTIVITIES)
    assert str(error) == "nothing of the file was entered; 12 faults:"
    assert [fault.partition(":")[0] for fault in error.faults] == [
        "line 3, column “Mã đơn vị”",
        "line 4, column “Ngày”",
        "line 5",
        "line 6, column “Số lượng”",
        "line 7, column “Số lượng”",
        "line 8, column “Số lượng”",
        "line 9, column “Đơn vị tính”",
        "line 10, column “Đơn vị tính”",
        "line 11, column “Loại hoạt động”",
        "line 13, column “Lực lượng thực hiện”",
        "line 14",
        "line 15, column “Mã đơn vị”",
    ]
    assert all(fault.count("\n") == 0 and len(fault) < 500 for fault in error.faults)
    for table in (register_tables.Activity, register_tables.Import):
        assert await rows(database, table) == 0
    # What was refused can be mended and tried again without a word.
    await register(settings, kept(tmp_path, f"{head}\n{good}"), kind=Kind.ACTIVITIES)


async def test_of_many_faults_the_first_are_told_and_all_counted(settings: Settings, tmp_path: Path) -> None:
    head, good, _ = ACTIVITIES.splitlines()
    bad = good.replace("1.872", "x")
    error = await refused(settings, kept(tmp_path, "\n".join([head, *[bad] * 400])), Kind.ACTIVITIES)
    assert str(error) == "nothing of the file was entered; 400 faults, the first of them:"
    assert len(error.faults) == 20


async def test_a_unit_can_be_given_for_lines_that_name_none(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    file = kept(tmp_path, ACTIVITIES.replace("19777", ""))
    await register(settings, file, kind=Kind.ACTIVITIES, unit="46")
    async with database.read() as session:
        found = await registers.activities_in(session, None, EVER)
    assert [one.unit_code for one in found] == ["46", "19930"]


async def test_an_entry_is_corrected_and_taken_back_by_lines_that_name_it(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    await register(settings, kept(tmp_path, ACTIVITIES), kind=Kind.ACTIVITIES)
    head, talks, patrols = ACTIVITIES.splitlines()
    lines = [head + ";Thay cho số;Hủy", talks.replace("1.872", "1.873") + ";1;", patrols + ";2;có"]
    await register(settings, kept(tmp_path, "\n".join(lines)), kind=Kind.ACTIVITIES)
    async with database.read() as session:
        [one] = await registers.activities_in(session, None, EVER)
    assert (one.id, one.entry.quantity) == (3, Decimal(1873))
    again = [lines[0], *lines[1:], talks + ";;x", talks + ";77;", talks + ";3;vậy"]
    error = await refused(settings, kept(tmp_path, "\n".join(again)), Kind.ACTIVITIES)
    assert error.faults == (
        "line 2, column “Thay cho số”: entry 3 stands in place of this one already; correct that",
        "line 3, column “Thay cho số”: entry 4 stands in place of this one already; correct that",
        "line 4, column “Hủy”: only an entry that is there already can be void; its number goes into “Thay cho số”",
        "line 5, column “Thay cho số”: there is no such entry",
        "line 6, column “Hủy”: “vậy” is neither “có” nor “không”",
    )


async def test_structures_begin_are_counted_and_end(settings: Settings, database: Database, tmp_path: Path) -> None:
    first = (
        f"{STRUCTURES},Ngày nhân rộng\n"
        "19930,Tổ bảo vệ ANTT,,,01/07/2024,,,12,36,\n"
        '19930,Mô hình,"Khu dân cư sáng, xanh, sạch",Hội LHPN,01/03/2023,,31/12/2024,28,,01/06/2025\n'
        "19777,camera,,UBND,2024-01-01,,,,,\n"
    )
    told = await register(settings, kept(tmp_path, first), kind=Kind.STRUCTURES)
    assert told[0].endswith("3 lines were entered as structures (import 1), from 01/01/2024 to 01/06/2025.")
    later = (
        f"{STRUCTURES}\n"
        "19930,tổ bảo vệ antt,,,,,01/06/2025,13,39\n"
        '19930,mo hinh,"KHU DÂN CƯ SÁNG, XANH, SẠCH",hội lhpn,,01/09/2025,,,\n'
    )
    await register(settings, kept(tmp_path, later), kind=Kind.STRUCTURES)
    [cameras, teams] = await structures(database)
    assert (cameras.type, cameras.unit_code, cameras.owner, cameras.count) == (
        StructureType.CAMERA_SYSTEM,
        "19777",
        "UBND",
        Decimal(1),
    )
    assert dict(teams.counts) == {Measure.COUNT: Decimal(13), Measure.MEMBERS: Decimal(39)}
    assert [one.name for one in await structures(database, date(2025, 8, 31)) if one.name] == [
        "Khu dân cư sáng, xanh, sạch"
    ]
    assert await rows(database, register_tables.StructureEvent) == 1


async def test_a_line_about_a_structure_that_is_there_must_find_just_one(settings: Settings, tmp_path: Path) -> None:
    text = (
        f"{STRUCTURES}\n"
        "19930,Tổ hòa giải,,,01/07/2024,,,,\n"
        "19930,Tổ hòa giải,,,01/07/2024,,,,\n"
        "19930,Tổ hòa giải,,,,,01/01/2025,,5\n"
        "19930,CLB,Thắp sáng niềm tin,,,,01/01/2025,,5\n"
        "19930,CLB,+84 900 000 000,,01/01/2025,,,,5\n"
        "19930,CLB,Không ngày,,,,,,5\n"
        "19930,CLB,Không gì,,,,,,\n"
    )
    error = await refused(settings, kept(tmp_path, text), Kind.STRUCTURES)
    assert error.faults == (
        "line 4, column “Tên”: 2 such structures are there; their names must tell them apart",
        "line 5, column “Tên”: no such structure is there; one that is new needs its first day",
        "line 6, column “Tên”: the name is longer than 200 letters, begins with = + - @, or holds what is not seen",
        "line 7, column “Ngày thống kê”: numbers need the day on which they were counted",
        "line 8, column “Ngày bắt đầu”: a structure that is new needs its first day",
    )


async def test_standards_are_entered(settings: Settings, database: Database, tmp_path: Path) -> None:
    text = (
        "Tiêu chuẩn;Loại địa bàn;Số đạt;Tổng số;Ngày\n"
        "An toàn về ANTT;Khu dân cư;1.872;1.971;31/12/2025\n"
        "an toàn;trường học;94,98;100;31/12/2025\n"
    )
    error = await refused(settings, kept(tmp_path, text), Kind.STANDARDS, unit="46")
    [fault] = error.faults
    assert fault.startswith("line 3, column “Số đạt”: “94,98” is no whole number")
    await register(settings, kept(tmp_path, text.replace("94,98", "95")), kind=Kind.STANDARDS, unit="46")
    async with database.read() as session:
        [areas, schools] = await session.scalars(select(register_tables.StandardMet).order_by("id"))
    assert (areas.area, areas.met, areas.assessed) == ("residential_area", Decimal(1872), Decimal(1971))
    assert (schools.area, schools.on, schools.unit_code) == ("school", date(2025, 12, 31), "46")


async def test_totals_from_before_are_entered_with_their_document(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    good = "46\ttips?value=valuable&source=people\t1/1/2015\t31/12/2024\t122.000\tBáo cáo 12/BC-CAT\n"
    await register(settings, kept(tmp_path, BACKFILLS + good), kind=Kind.BACKFILLS)
    async with database.read() as session:
        [one] = await registers.backfills_in(session, ["46"], EVER)
    assert one.total.figure == TipKey(SourceGroup.PEOPLE, Value.VALUABLE)
    assert (one.total.quantity, one.total.document) == (Decimal(122_000), "Báo cáo 12/BC-CAT")
    wrong = [
        good,
        good.replace("tips?value=valuable", "tips?value=costly"),
        good.replace("Báo cáo 12/BC-CAT", ""),
        good.replace("31/12/2024", "31/12/2014"),
        good.replace("122.000", "0,5"),
    ]
    error = await refused(settings, kept(tmp_path, BACKFILLS + "".join(wrong)), Kind.BACKFILLS)
    assert [fault.split(": ")[0] for fault in error.faults] == [
        "line 2",
        "line 3, column “Chỉ tiêu”",
        "line 4, column “Văn bản”",
        "line 5, column “Đến ngày”",
        "line 6, column “Số lượng”",
    ]
    assert "entry 1 is a total of the same figure and unit already, 01/01/2015 to 31/12/2024" in error.faults[0]


async def test_a_lower_bound_is_entered_with_the_number(settings: Settings, database: Database, tmp_path: Path) -> None:
    head = "unit;type;started_on;as of;count;at_least\n"
    lines = "19930;tổ liên gia an toàn PCCC;1/1/2025;;540;có\n19804;mô hình;1/1/2025;;3;không\n"
    await register(settings, kept(tmp_path, head + lines), kind=Kind.STRUCTURES)
    later = kept(tmp_path, head + "19930;tổ liên gia an toàn PCCC;;1/6/2025;543;x\n")
    await register(settings, later, kind=Kind.STRUCTURES)
    total = BACKFILLS.strip() + "\tSố tối thiểu\n46\ttips\t1/1/2015\t31/12/2024\t900\tBáo cáo 12\tx\n"
    await register(settings, kept(tmp_path, total), kind=Kind.BACKFILLS)
    async with database.read() as session:
        counts = (await session.scalars(select(register_tables.StructureCount).order_by("id"))).all()
        [one] = await registers.backfills_in(session, ["46"], EVER)
    assert [(int(row.quantity), row.is_at_least) for row in counts] == [(540, True), (3, False), (543, True)]
    assert one.total.is_at_least
    wrong = kept(tmp_path, head + "19930;mô hình;1/1/2025;;;có\n19930;mô hình;1/1/2025;;5;vài\n")
    error = await refused(settings, wrong, Kind.STRUCTURES)
    assert [fault.split(": ")[0] for fault in error.faults] == [
        "line 2, column “Số tối thiểu”",
        "line 3, column “Số tối thiểu”",
    ]


async def test_what_is_part_of_a_number_of_a_unit_above_is_said_at_once(settings: Settings, tmp_path: Path) -> None:
    head = "unit;type;started_on;count\n"
    said = await register(settings, kept(tmp_path, head + "19930;tổ hòa giải;1/1/2025;12\n"), kind=Kind.STRUCTURES)
    assert len(said) == 1
    said = await register(settings, kept(tmp_path, head + "46;tổ hòa giải;1/1/2025;400\n"), kind=Kind.STRUCTURES)
    [note] = said[1:]
    assert note.startswith("Note: 46 has given structure.mediation_team for its whole area; what 1 unit below has ")
    assert "(12)" in note
    totals = "46\ttips\t1/1/2015\t31/12/2024\t900\tA\n19930\ttips\t1/1/2016\t31/12/2016\t7\tB\n"
    said = await register(settings, kept(tmp_path, BACKFILLS + totals), kind=Kind.BACKFILLS)
    assert said[1].startswith("Note: 46 has given tips for its whole area; what 1 unit below has given (7)")


async def test_a_figure_is_known_by_a_name_as_long_as_the_registers_take(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    name = "Ở" * MAX_NAME
    figure = f"structure.model?name={name}"
    line = f"46\t{figure}\t1/1/2015\t31/12/2024\t9\tBáo cáo 12\n"
    await register(settings, kept(tmp_path, BACKFILLS + line), kind=Kind.BACKFILLS)
    async with database.read() as session:
        [one] = await registers.backfills_in(session, ["46"], EVER)
    assert one.total.figure == StructureKey(StructureType.MODEL, name=name)
    assert len(figure_id(one.total.figure)) > 1_000, "as it is kept"
    longer = kept(tmp_path, BACKFILLS + line.replace(figure, figure + "x"))
    error = await refused(settings, longer, Kind.BACKFILLS)
    [fault] = error.faults
    assert fault.startswith("line 2, column “Chỉ tiêu”: it names a model by its row, a name of more than 200 letters")


PERIODS = "unit;period;valid_from;from_day;first_month;months;campaign;start;end;document;corrects;void\n"


async def test_cut_offs_and_campaigns_are_entered_from_one_file(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    lines = (
        "46;Tháng báo cáo;20/6/2026;20;;;;;;Công văn 1;;\n"
        "46;năm tội phạm;1/12/2026;1;12;12;;;;Công văn 1;;\n"
        "VN;;;;;;Cao điểm Tết;15/1/2026;28/2/2026;Kế hoạch 12/KH-BCA;;\n"
    )
    said = await register(settings, kept(tmp_path, PERIODS + lines), kind=Kind.PERIODS)
    assert said == ["table.csv: 3 lines were entered as periods (import 1), from 15/01/2026 to 01/12/2026."]
    async with database.read() as session:
        month, year = await periods.cut_offs_of(session, "19930", date(2026, 7, 1))
        tet = await periods.campaign_named(session, "19930", "cao điểm tết", date(2026, 7, 1))
    assert (month.cycle, month.document) == (Cycle(1, 20), "Công văn 1")
    assert year.cycle == Cycle(12, 1, 12)
    assert tet is not None
    assert tet.period == Period(date(2026, 1, 15), date(2026, 2, 28))
    await register(
        settings,
        kept(tmp_path, PERIODS + "46;Tháng báo cáo;20/6/2026;20;;;;;;Công văn 1;1;x\n"),
        kind=Kind.PERIODS,
    )
    async with database.read() as session:
        assert await periods.cut_offs_of(session, "46", date(2026, 7, 1)) == (year,)


async def test_every_fault_of_a_file_of_periods_is_told(settings: Settings, database: Database, tmp_path: Path) -> None:
    closed = Period(date(2026, 1, 15), date(2026, 2, 14))
    async with database.begin() as session:
        await closed_periods.close(
            session, "19930", closed, Figures(()), officer_id=None, now=datetime(2026, 11, 1, tzinfo=UTC)
        )
    lines = (
        "46;tuần;20/6/2026;2;;;;;;A;;\n"
        "46;tháng;20/6/2026;20;;;Tết;1/1/2026;2/1/2026;A;;\n"
        "46;;;;;;;;;A;;\n"
        "46;tháng;20/6/2026;31;;;;;;A;;\n"
        "46;tháng;19/6/2026;20;;;;;;A;;\n"
        "46;tháng;20/6/2026;20;;;;1/1/2026;;A;;\n"
        "46;tháng;;20;;;;;;A;;\n"
        "46;;;20;;;Tết;1/1/2026;2/1/2026;A;;\n"
        "46;;;;;;Tết;2/1/2026;1/1/2026;A;;\n"
        "46;;;;;;Tết;2/1/1200;1/1/2026;A;;\n"
        "46;;;;;;2026;2/1/2026;3/1/2026;A;;\n"
        "46;;;;;;Tết;2/1/2026;3/1/2026;A;;x\n"
        "46;;;;;;Tết;2/1/2026;3/1/2026;A;9;\n"
        "46;;;;;;Hè;2/1/2026;3/1/2026;A;;\n"
        "46;;;;;;hè;3/1/2026;4/1/2026;A;;\n"
        "99;;;;;;Thu;3/1/2026;4/1/2026;A;;\n"
        "46;tháng báo cáo;20/1/2026;20;;;;;;A;;\n"
    )
    error = await refused(settings, kept(tmp_path, PERIODS + lines), Kind.PERIODS)
    assert [fault.split(": ")[0] for fault in error.faults] == [
        "line 2, column “Kỳ”",
        "line 3, column “Kỳ”",
        "line 4, column “Kỳ”",
        "line 5, column “Ngày bắt đầu kỳ”",
        "line 6, column “Áp dụng từ ngày”",
        "line 7, column “Từ ngày”",
        "line 8, column “Áp dụng từ ngày”",
        "line 9, column “Ngày bắt đầu kỳ”",
        "line 10, column “Đến ngày”",
        "line 11",
        "line 12, column “Đợt cao điểm”",
        "line 13, column “Hủy”",
        "line 14, column “Thay cho số”",
        "line 16, column “Đợt cao điểm”",
        "line 17, column “Mã đơn vị”",
        "line 18",
    ]
    assert "unit 19930 has closed 15/01/2026 to 14/02/2026" in error.faults[-1]
    assert await rows(database, register_tables.Campaign) == await rows(database, register_tables.CutOff) == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\n\n# x\n", "is empty"),
        (ACTIVITIES.splitlines()[0].encode(), "no lines"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (b"PK\x03\x04" + bytes(600), "no spreadsheet"),
        (b"x" * (MAX_BYTES + 1), "larger than 4 MB"),
    ],
)
async def test_a_file_that_holds_nothing_is_refused(
    settings: Settings, tmp_path: Path, content: bytes, says: str
) -> None:
    assert says in str(await refused(settings, kept(tmp_path, content), Kind.ACTIVITIES))


async def test_headings_that_are_wrong_are_all_told(settings: Settings, tmp_path: Path) -> None:
    text = ACTIVITIES.replace("Số lượng", "Bao nhiêu").replace("Nội dung", "Ngày")
    error = await refused(settings, kept(tmp_path, text), Kind.ACTIVITIES)
    assert "the first line must name the columns: “Mã đơn vị”, “Ngày”" in str(error)
    assert error.faults == (
        "line 1: there is no column “Bao nhiêu”",
        "line 1, column “Ngày”: this column is there twice",
        "line 1: the column “Số lượng” (quantity) is missing",
    )


async def test_what_cannot_be_read_is_said(settings: Settings, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        assert "cannot be read" in str(await refused(settings, path, Kind.ACTIVITIES))


async def test_a_database_that_is_not_there_is_said(tmp_path: Path) -> None:
    settings = read_settings(_env_file=None, database_url=f"sqlite+aiosqlite:///{tmp_path}/none.db")
    with pytest.raises(ServiceError, match="nguontin migrate"):
        await register(settings, kept(tmp_path, ACTIVITIES), kind=Kind.ACTIVITIES)


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_template_has_every_column_and_enters_nothing(settings: Settings, tmp_path: Path, kind: Kind) -> None:
    lines = template(kind)
    content = "\r\n".join(lines).encode()
    assert content.startswith(b"\xef\xbb\xbf")
    [head] = read_text(content).lines
    columns = registering.COLUMNS[kind]
    assert set(read_headings(head, columns).places) == {column.code for column in columns}
    assert "no lines" in str(await refused(settings, kept(tmp_path, content), kind))


async def test_a_template_that_was_filled_in_below_its_explanations_is_taken(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    line = "19930;31/10/2025;tuần tra;5;lượt;;lực lượng cơ sở;;;"
    content = "\n".join([*template(Kind.ACTIVITIES), line])
    await register(settings, kept(tmp_path, content), kind=Kind.ACTIVITIES)
    assert await rows(database, register_tables.Activity) == 1


def test_the_commands_enter_a_file_or_say_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in [setting for setting in os.environ if setting.startswith("NGUONTIN_")]:
        monkeypatch.delenv(setting)
    monkeypatch.chdir(tmp_path)
    # Consoles look for standard output when they are made; the runner of commands puts another one there.
    monkeypatch.setattr(command_line, "out", Console(highlight=False, soft_wrap=True))
    monkeypatch.setattr(command_line, "err", Console(stderr=True, highlight=False, soft_wrap=True))

    def typed(*said: str) -> Result:
        return CliRunner().invoke(command_line.cli, said)

    assert typed("migrate").exit_code == 0
    printed = typed("activity", "--template")
    line = ";31/10/2025;tuần tra;5;lượt;;lực lượng cơ sở;;;"
    kept(tmp_path, printed.stdout + line)
    entered = typed("activity", "table.csv", "--unit", "19930")
    assert (entered.exit_code, entered.stderr) == (0, "")
    assert entered.stdout.startswith("table.csv: 1 line was entered as activities (import 1), from 31/10/2025")
    again = typed("activity", "table.csv", "--unit", "19930")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == "nguontin: these lines were entered before; where they are meant once more, say --again\n"
    assert typed("activity", "table.csv", "--unit", "19930", "--again").exit_code == 0
    wrong = typed("backfill", "table.csv")
    assert wrong.exit_code == 1
    assert "  line 1: the column “Chỉ tiêu” (figure) is missing" in wrong.stderr.splitlines()
    for command in (["register", "--standards"], ["register"], ["backfill"], ["periods"]):
        assert typed(*command, "--template").stdout.startswith("\ufeffMã đơn vị;")
        assert typed(*command).exit_code == 2


@pytest.mark.parametrize(
    "columns", [ACTIVITY_COLUMNS, STRUCTURE_COLUMNS, STANDARD_COLUMNS, BACKFILL_COLUMNS, PERIOD_COLUMNS]
)
def test_no_heading_means_two_columns(columns: Sequence[Column]) -> None:
    names = [words.key(name) for one in columns for name in {one.code, one.heading, *one.others}]
    assert len(names) == len(set(names))
    assert all(names)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.872", "1872"),
        ("1872", "1872"),
        ("1 872", "1872"),
        ("33.104.000", "33104000"),
        ("94,98", "94.98"),
        ("1.872,5", "1872.5"),
        ("0", "0"),
        ("0,125", "0.125"),
    ],
)
def test_numbers_are_those_of_viet_nam(text: str, number: str) -> None:
    assert words.number(text) == Decimal(number)


@pytest.mark.parametrize(
    "cell",
    [
        "94.98",
        "1,872,000",
        "1.87",
        "0.125",
        "-5",
        "+5",
        "=5",
        "5%",
        "١٢",
        "1e9",
        "12/12",
        "",
        "nhiều",
        "1.",
        ",5",
        "9" * 40,
        Decimal(-1),
        Decimal("Infinity"),
        Decimal("NaN"),
        date(2025, 1, 1),
    ],
)
def test_what_may_be_another_number_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError):
        words.number(cell)


@given(number=st.integers(0, 10**15))
def test_a_number_comes_back_however_it_is_grouped(number: int) -> None:
    for text in (str(number), f"{number:,}".replace(",", "."), f"{number:,}".replace(",", "\u00a0")):
        assert words.whole_number(text) == number


@given(day=st.dates(date(1945, 1, 1), date(2999, 12, 31)))
def test_a_day_comes_back_however_it_is_written(day: date) -> None:
    for text in (day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day.day:02}-{day.month:02}-{day.year:04}"):
        assert words.day(text) == day
    assert words.day(day) == day


@pytest.mark.parametrize("cell", ["31/02/2025", "12/2025", "1/1/25", "hôm qua", Decimal(45_000)])
def test_what_is_no_day_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError, match="31/12/2025"):
        words.day(cell)


@pytest.mark.parametrize("cell", [Decimal(4), Decimal(46), Decimal(100_000), Decimal("1.5"), date(2025, 1, 1)])
def test_a_code_that_may_have_lost_its_zeros_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError, match="zeros"):
        words.unit_code(cell)
    assert words.unit_code(Decimal("19930.0")) == words.unit_code(" 19930 ") == "19930"
    assert words.unit_code("vn") == "VN"


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["19930", "31/12/2025", "Tuyên truyền", "5", "lượt", "khác", "x", "=1", "-1", "\x00", "🚓"]),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.dates(),
)


@given(cells=st.lists(CELLS, max_size=12))
def test_any_cells_are_an_activity_or_faults(cells: list[Cell]) -> None:
    faults = Faults()
    heading = Line(1, tuple(column.heading for column in ACTIVITY_COLUMNS))
    row = Row(Line(2, tuple(cells)), read_headings(heading, ACTIVITY_COLUMNS), faults)
    row.take("unit", words.unit_code)
    read = read_activity(row)
    assert (read is None or not row.is_well) == bool(faults.count)
