"""XLSX → lines: the first sheet that is shown, without formulas; whatever the file is made of, reading it is bounded.

An XLSX file is an archive of XML. Before openpyxl builds anything from it, every part is walked once by expat, which
keeps nothing: how large and how deep it is, what it declares, where it has formulas.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol, cast
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from bot.table_lines import MAX_COLUMNS, MAX_LETTERS, MAX_LINES, Cell, Faults, Line, RefusedFileError, Table

MAX_PARTS = 500
"""Files in the archive."""

MAX_UNPACKED = 32 * 2**20
"""Bytes of all of them, unpacked."""

MAX_ELEMENTS = 500_000
"""Elements of XML in all of them."""

MAX_DEPTH = 64
"""Elements within each other."""

LAST_ROW = 20_000
"""Row in which something may stand; below, a spreadsheet may have formats."""

_ROWS, _COLUMNS = 1_048_576, 16_384
"""Of a sheet."""

_ROW, _FORMULA = (f"http://schemas.openxmlformats.org/spreadsheetml/2006/main {name}" for name in ("row", "f"))

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_ROW_NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"

_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl and the standard library raise where a file is not what it says; they name no error of their own."""

_NO_SPREADSHEET = "the file is no spreadsheet that can be read; open it and save it as XLSX again"


class _ReadCell(Protocol):
    """A cell as openpyxl reads it; what it says of its types is that of sheets that are written."""

    value: object
    data_type: str


class _ReadSheet(Protocol):
    """A sheet as openpyxl reads it."""

    _worksheet_path: str
    sheet_state: str

    def iter_rows(self, min_row: int, max_row: int, min_col: int, max_col: int) -> Iterable[Iterable[_ReadCell]]:
        """Yield the rows, those that are missing as empty ones."""


@dataclass(slots=True)
class _Sheet:
    """What the walk found in a part: its formulas, and the first cell outside of what is read."""

    formulas: list[str] = field(default_factory=list)
    is_disordered: bool = False
    beyond: str = ""


def read_spreadsheet(content: bytes) -> Table:
    """Return the lines of an XLSX file. Raises RefusedFileError."""
    try:
        with warnings.catch_warnings():
            # What openpyxl does not keep of a file is nothing that is read here.
            warnings.simplefilter("ignore")
            return _read(content)
    except _BROKEN:
        raise RefusedFileError(_NO_SPREADSHEET) from None


def _read(content: bytes) -> Table:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = _walk(archive)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = _shown_sheet(book)
        # openpyxl tells nobody else which part a sheet is.
        _check_sheet(parts[sheet._worksheet_path])  # noqa: SLF001
        others = len(book.sheetnames) > 1
        notes = (f"Only the first sheet was read, of {len(book.sheetnames)}.",) if others else ()
        return Table(tuple(_lines(sheet)), notes)
    finally:
        book.close()


def _walk(archive: zipfile.ZipFile) -> dict[str, _Sheet]:
    """Return what is in each part. Raises RefusedFileError where it is more than anybody's table."""
    infos = archive.infolist()
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise RefusedFileError(f"the file is larger than {MAX_UNPACKED // 2**20} MB when it is unpacked")
    walker = _Walker()
    for info in infos:
        # No more is unpacked than the archive said above.
        part = archive.read(info)
        if part.lstrip(_BEFORE_XML)[:1] == b"<":
            walker.walk(info.filename, part)
    return walker.sheets


class _Walker:
    """Walks through XML and keeps nothing but what is asked of it.

    What stands within a row is a cell, whatever it is called: that is how openpyxl reads it, too.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.sheets: dict[str, _Sheet] = {}
        self._sheet = _Sheet()
        self._elements = self._depth = self._row_depth = self._row = self._column = 0

    def walk(self, name: str, part: bytes) -> None:
        """Walk through a part. Raises RefusedFileError where it is too much, or declares what no table needs."""
        self._sheet = self.sheets[name] = _Sheet()
        self._depth = self._row_depth = self._row = self._column = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_declaration
        try:
            parser.Parse(part, True)
        except expat.ExpatError:
            raise RefusedFileError(_NO_SPREADSHEET) from None

    def _refuse_declaration(self, *_declared: object) -> None:
        raise RefusedFileError("the file declares entities of XML, which no spreadsheet does")

    def _end(self, _name: str) -> None:
        if self._depth == self._row_depth:
            self._row_depth = 0
        self._depth -= 1

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise RefusedFileError("the file has more cells or formats than a table of this kind")
        if not self._row_depth:
            if name == _ROW:
                self._row_depth = self._depth
                self._begin_row(attributes.get("r", ""))
        elif self._depth == self._row_depth + 1:
            self._begin_cell(attributes.get("r", ""))
        elif self._depth == self._row_depth + 2:
            self._begin_content(name)

    def _begin_row(self, said: str) -> None:
        row = int(said) if _ROW_NUMBER.fullmatch(said) else _ROWS + 1 if said else self._row + 1
        if not self._row < row <= _ROWS:
            self._sheet.is_disordered = True
        self._row, self._column = row, 0

    def _begin_cell(self, said: str) -> None:
        place = _PLACE.fullmatch(said)
        column = _number_of(place[1]) if place else self._column + 1
        if (said and not place) or column <= self._column or (place and int(place[2]) != self._row):
            self._sheet.is_disordered = True
        self._column = column

    def _begin_content(self, name: str) -> None:
        place = f"{get_column_letter(min(self._column, _COLUMNS))}{self._row}"
        if name == _FORMULA:
            self._sheet.formulas.append(place)
        if self._column > MAX_COLUMNS or self._row > LAST_ROW:
            self._sheet.beyond = self._sheet.beyond or place


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _shown_sheet(book: Workbook) -> _ReadSheet:
    """Return the first sheet that somebody who opens the file sees."""
    for sheet in cast("list[object]", book.worksheets):
        if isinstance(sheet, ReadOnlyWorksheet):
            read = cast("_ReadSheet", sheet)
            if read.sheet_state == "visible":
                return read
    raise RefusedFileError("the file has no sheet with cells")


def _check_sheet(sheet: _Sheet) -> None:
    """Raise RefusedFileError where reading would pass over something, or take a formula for what it once gave."""
    if sheet.is_disordered:
        raise RefusedFileError(_NO_SPREADSHEET)
    if sheet.beyond:
        raise RefusedFileError(
            f"something stands in cell {sheet.beyond}; a table has {MAX_COLUMNS} columns and {LAST_ROW:,} rows"
        )
    if sheet.formulas:
        faults = Faults()
        for place in sheet.formulas:
            faults.add(f"cell {place} is a formula; put in its place what it gives")
        raise RefusedFileError("the file has formulas, and nothing of it was entered", faults.first)


def _lines(sheet: _ReadSheet) -> list[Line]:
    found: list[Line] = []
    rows = sheet.iter_rows(min_row=1, max_row=LAST_ROW, min_col=1, max_col=MAX_COLUMNS)
    for number, row in enumerate(rows, 1):
        cells = [_cell(number, one) for one in row]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells or (isinstance(cells[0], str) and cells[0].startswith("#")):
            continue
        if len(found) > MAX_LINES:
            raise RefusedFileError(f"the file has more than {MAX_LINES:,} lines; part it into several files")
        found.append(Line(number, tuple(cells)))
    return found


def _cell(line: int, cell: _ReadCell) -> Cell:
    """Return what stands in a cell. Raises RefusedFileError for what was not computed, and for too many letters."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int():
            return Decimal(value)
        case float():
            return Decimal(repr(value))
        case datetime():
            return value.date()
        case date():
            return value
    if cell.data_type in {"e", "f"}:
        raise RefusedFileError(f"line {line} has a cell that the spreadsheet could not compute")
    text = str(value).strip()
    if len(text) > MAX_LETTERS:
        raise RefusedFileError(f"line {line} has a cell with more than {MAX_LETTERS:,} letters")
    return text
