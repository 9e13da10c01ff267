"""Files into lines, whatever they are made of."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot import spreadsheets
from bot.spreadsheets import read_spreadsheet
from bot.table_lines import MAX_COLUMNS, MAX_LETTERS, MAX_LINES, Cell, Faults, RefusedFileError, quoted
from bot.table_text import read_text
from tests.bot.tables import ACTIVITIES, SHEET, part_of, saved, spreadsheet, with_part

ROWS: list[list[str | float | date | None]] = [["Ngày", "Tên"], [date(2025, 12, 31), "Tổ 3 trên 1"]]


def cells(content: bytes) -> list[tuple[int, tuple[Cell, ...]]]:
    return [(line.number, line.cells) for line in read_text(content).lines]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_csv_file_is_read_however_it_was_saved(separator: str, encoding: str, end: str) -> None:
    written = io.StringIO()
    rows = [["Tên, gọi; khác", "Số"], ['"Tổ" 3\ntrên 1', "1"]]
    csv.writer(written, delimiter=separator, lineterminator=end).writerows(rows)
    read = cells(written.getvalue().encode(encoding))
    assert read == [(1, ("Tên, gọi; khác", "Số")), (2, ('"Tổ" 3\ntrên 1', "1"))]


def test_lines_keep_their_numbers_where_some_are_empty_or_explain_something() -> None:
    content = '\n# lời giải thích\na;b\n;;\n"x\ny";1\n\nz;2\n'
    assert cells(content.encode()) == [(3, ("a", "b")), (5, ("x\ny", "1")), (8, ("z", "2"))]


def test_a_spreadsheet_says_what_parts_the_cells() -> None:
    assert cells(b"sep=|\r\na|b,c,d\r\n") == [(2, ("a", "b,c,d"))]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("tổ hòa giải".encode("utf-16-le"), "no text|not in UTF-8"),
        ("tổ".encode("cp1258", "replace") + b"\xff\n", "not in UTF-8 \\(line 1\\)"),
        (b"a\n\xff", "line 2"),
        (b"\xff\xfea", "not in UTF-8"),
        (b"a;b\0", "no text"),
        (b'a;b\n"x;y\n', "line 2: the quotes"),
        (b'a;b\n"x"y;y\n', "line 2: the quotes"),
        (b";".join([b"a"] * (MAX_COLUMNS + 1)), f"{MAX_COLUMNS} columns"),
        (b"a" * (MAX_LETTERS + 1), "letters"),
        (b"a" * 200_000, "letters|too long"),
        (b"a\n" * (MAX_LINES + 2), "lines"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(RefusedFileError, match=says):
        read_text(content)


@given(content=st.binary(max_size=300) | st.text(alphabet='ab;,"\t\n\r#=|sep\ufeff', max_size=60).map(str.encode))
def test_any_bytes_are_lines_or_refused(content: bytes) -> None:
    try:
        lines = read_text(content).lines
    except RefusedFileError:
        return
    numbers = [line.number for line in lines]
    assert numbers == sorted(set(numbers))
    assert all(0 < len(line.cells) <= MAX_COLUMNS for line in lines)


def test_a_spreadsheet_gives_numbers_days_and_words() -> None:
    rows: list[list[str | float | date | None]] = [
        ["a", "b", "c", "d"],
        [],
        [1872, 94.98, datetime(2025, 12, 31, 8, 30), "  1.872 "],  # noqa: DTZ001 - spreadsheets know no zones
        ["# giải thích"],
        [None, True, date(2025, 1, 1), "00004"],
    ]
    table = read_spreadsheet(spreadsheet(rows))
    assert [(line.number, line.cells) for line in table.lines] == [
        (1, ("a", "b", "c", "d")),
        (3, (Decimal(1872), Decimal("94.98"), date(2025, 12, 31), "1.872")),
        (5, ("", "TRUE", date(2025, 1, 1), "00004")),
    ]
    assert table.notes == ()


def test_of_several_sheets_the_first_that_is_shown_is_read() -> None:
    book = Workbook()
    book.worksheets[0].append(["hidden"])
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("second").append(["shown"])
    book.create_sheet("third").append(["=1+1"])
    table = read_spreadsheet(saved(book))
    assert [line.cells for line in table.lines] == [("shown",)]
    assert table.notes == ("Only the first sheet was read, of 3.",)


def test_formulas_are_refused_each_with_its_cell() -> None:
    content = spreadsheet([["a", "b"], ["=1+1", 2], [3, '=HYPERLINK("http://127.0.0.1")']])
    with pytest.raises(RefusedFileError, match="formulas") as caught:
        read_spreadsheet(content)
    assert caught.value.faults == (
        "cell A2 is a formula; put in its place what it gives",
        "cell B3 is a formula; put in its place what it gives",
    )


def test_of_many_formulas_the_first_are_told() -> None:
    with pytest.raises(RefusedFileError) as caught:
        read_spreadsheet(spreadsheet([["=1"] * MAX_COLUMNS] * 50))
    assert len(caught.value.faults) == 20


def sheet_of(rows: str) -> bytes:
    """Return a spreadsheet with these rows, as they are written in its file."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return with_part(spreadsheet([["a"]]), SHEET, part.encode())


def test_rows_without_numbers_are_read_in_their_order() -> None:
    lines = read_spreadsheet(sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")).lines
    assert [(line.number, line.cells) for line in lines] == [(1, (Decimal(1), Decimal(2))), (2, (Decimal(3),))]


def test_what_only_looks_like_a_formula_is_none() -> None:
    other = '<f xmlns="http://127.0.0.1/other">Sheet2!A1</f>'
    rows = f'<row r="1"><c r="A1"><v>1</v>{other}</c></row>'
    part = part_of(sheet_of(rows), SHEET).decode()
    rules = "<extLst><ext uri='x'><x:f xmlns:x='http://127.0.0.1/other'>Sheet2!A1</x:f><f>A1</f></ext></extLst>"
    content = with_part(spreadsheet(ROWS), SHEET, part.replace("</sheetData>", f"</sheetData>{rules}").encode())
    assert [line.cells for line in read_spreadsheet(content).lines] == [(Decimal(1),)]


def test_a_formula_in_what_is_called_no_cell_is_one() -> None:
    with pytest.raises(RefusedFileError, match="formulas"):
        read_spreadsheet(sheet_of('<row r="1"><x r="A1"><f>1+1</f></x></row>'))


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + bytes(200),
        spreadsheet(ROWS)[:-30],
        with_part(spreadsheet(ROWS), SHEET, b"no XML"),
        with_part(spreadsheet(ROWS), SHEET, b"<worksheet>"),
        with_part(spreadsheet(ROWS), "xl/workbook.xml", b"<workbook/>"),
        with_part(spreadsheet(ROWS), "[Content_Types].xml", b"<Types/>"),
        sheet_of('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'),
        sheet_of('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
        sheet_of('<row r="1"><c r="A7"><v>1</v></c></row>'),
        sheet_of('<row r="99999999999999"><c r="A1"><v>1</v></c></row>'),
        sheet_of('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        sheet_of('<row r="1"><c r="A1" s="99999"><v>1</v></c></row><row r="x"><c><v>1</v></c></row>'),
        sheet_of(f'<row r="1"><c r="A1"><v>{"9" * 5000}</v></c></row>'),
        sheet_of(f'<row r="1"><c r="{"A" * 500}1"><v>1</v></c></row>'),
        sheet_of('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'),
        sheet_of(f'<row r="1"><c r="A1" t="str"><v>{"x" * (MAX_LETTERS + 1)}</v></c></row>'),
        sheet_of('<row r="1"><c r="AO1"><v>1</v></c></row>'),
        sheet_of("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, MAX_LINES + 3))),
        sheet_of('<row r="20001"><c r="A20001"><v>1</v></c></row>'),
        sheet_of("<c>" * 100 + "</c>" * 100),
    ],
)
def test_a_spreadsheet_that_is_none_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(RefusedFileError) as caught:
        read_spreadsheet(content)
    assert len(str(caught.value)) > 20


def test_a_far_row_is_found_and_formats_below_it_are_passed_over() -> None:
    rows = '<row r="20000"><c r="A20000"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="0"/></row>'
    lines = read_spreadsheet(sheet_of(rows)).lines
    assert [(line.number, line.cells) for line in lines] == [(20_000, (Decimal(1),))]


@pytest.mark.parametrize("where", [SHEET, "xl/sharedStrings.xml", "xl/theme/theme1.xml"])
def test_entities_are_refused_before_anything_is_made_of_them(where: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    for part in (bomb, b"\xef\xbb\xbf" + bomb, bomb.decode().encode("utf-16")):
        with pytest.raises(RefusedFileError, match="entities"):
            read_spreadsheet(with_part(spreadsheet(ROWS), where, part))


def test_what_unpacks_to_much_more_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("something was unpacked"))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(40):
            archive.writestr(f"xl/{n}.xml", bytes(2**20))
    assert len(written.getvalue()) < 2**20
    with pytest.raises(RefusedFileError, match="32 MB"):
        read_spreadsheet(written.getvalue())
    with zipfile.ZipFile(written, "w") as archive:
        for n in range(spreadsheets.MAX_PARTS + 1):
            archive.writestr(f"xl/{n}.xml", b"")
    with pytest.raises(RefusedFileError):
        read_spreadsheet(written.getvalue())


def test_very_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MAX_ELEMENTS", 1_000)
    with pytest.raises(RefusedFileError, match="more cells"):
        read_spreadsheet(sheet_of("<x/>" * 1_001))


GOOD = spreadsheet([["Ngày", "Tên"], [date(2025, 12, 31), "x"], [1.5, 2]])


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.integers(0, len(GOOD) - 1), bits=st.integers(1, 255), cut=st.integers(0, 40))
def test_a_damaged_spreadsheet_is_read_or_refused(at: int, bits: int, cut: int) -> None:
    damaged = bytearray(GOOD)
    damaged[at] ^= bits
    del damaged[at + 1 : at + 1 + (cut if cut > 20 else 0)]
    try:
        read_spreadsheet(bytes(damaged))
    except RefusedFileError:
        return


SHEET_OF_GOOD = part_of(GOOD, SHEET).decode()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    at=st.integers(0, len(SHEET_OF_GOOD) - 1),
    put=st.sampled_from(["", "9", "-", "A", "<", ">", "/", '"', "e", "1e999", "t='d'", "t='b'", "\n", "ệ"]),
    over=st.integers(0, 8),
)
def test_a_sheet_with_odd_words_is_read_or_refused(at: int, put: str, over: int) -> None:
    part = SHEET_OF_GOOD[:at] + put + SHEET_OF_GOOD[at + over :]
    try:
        read_spreadsheet(with_part(GOOD, SHEET, part.encode()))
    except RefusedFileError:
        return


def test_faults_are_counted_and_the_first_told() -> None:
    faults = Faults()
    for n in range(30):
        faults.add("x", line=n, column="Tên" if n else "")
    assert (len(faults.first), faults.count) == (20, 30)
    assert faults.first[:2] == ["x", "line 1, column “Tên”: x"]


def test_what_is_quoted_is_short_and_steers_nothing() -> None:
    assert quoted("\x1b[2J\u202ex") == "�[2J�x"
    assert len(quoted("x" * 10_000)) == 40
    assert quoted(date(2025, 12, 31)) == "31/12/2025"


def test_the_made_table_is_one() -> None:
    assert len(read_text(ACTIVITIES.encode()).lines) == 3
