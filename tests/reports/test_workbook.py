"""Workbooks, read back with another library."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from reports.workbook import MAX_CELL_LETTERS, as_workbook
from tests.reports.made import HOSTILE, contents


def read(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def cells(book: Workbook) -> list[tuple[object, str]]:
    return [(cell.value, cell.data_type) for sheet in book for row in sheet.iter_rows() for cell in row]


def test_no_text_ever_becomes_a_formula_or_a_link() -> None:
    content = as_workbook(contents(*HOSTILE, long=2))
    found = cells(read(content))
    assert [value for value, kind in found if kind == "f"] == []
    assert ("=1+1", "s") in found
    with ZipFile(BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets)
        assert not any("externalLink" in name or "vba" in name.lower() for name in parts.namelist())


def test_a_text_longer_than_a_cell_is_cut() -> None:
    longest = max(len(str(value)) for value, _kind in cells(read(as_workbook(contents(*HOSTILE)))))
    assert longest == MAX_CELL_LETTERS


def test_numbers_shares_and_days_are_numbers_that_are_shown_the_vietnamese_way() -> None:
    sheet = read(as_workbook(contents(long=1)))["Theo xã, phường"]
    first, second = list(sheet.iter_rows())[-2:]
    assert [cell.value for cell in first[1:4]] == [3814, 0.9498, 0.125]
    assert isinstance(first[4].value, datetime)
    assert all("42A" in cell.number_format for cell in first[1:5])
    assert (second[1].value, second[2].value) == (1.5, None)


def test_long_tables_and_lists_have_sheets_of_their_own_and_say_that_they_are_cut() -> None:
    book = read(as_workbook(contents("x", long=2)))
    assert book.sheetnames[1:] == ["Theo xã, phường", "Danh sách"]
    texts = [value for value, _kind in cells(book)]
    assert texts.count("Chỉ liệt kê một phần.") == 1
    assert book["Theo xã, phường"].freeze_panes is not None


@pytest.mark.parametrize("title", ["[x]:*?/\\", "'", "", "a" * 60, "Danh sách", "History"])
def test_any_title_makes_a_sheet(title: str) -> None:
    made = contents("x")
    twice = replace(made, lists=(replace(made.lists[0], title=title), replace(made.lists[0], title=title)))
    names = read(as_workbook(twice)).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(0 < len(name) <= 31 for name in names)


def test_the_same_report_is_the_same_file() -> None:
    assert as_workbook(contents("x")) == as_workbook(contents("x"))
