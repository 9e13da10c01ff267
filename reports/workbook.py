"""A report as a workbook (XLSX): a summary, a sheet for each long table, and the rows behind the figures.

Every text is written as a text: whatever somebody typed, such as the name of a model, can never become a formula or a
link. Rows go to disk as they are written, so a long list takes no more memory than a short one.
"""

import re
from datetime import UTC, datetime, time
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from locales import gettext as _
from locales import language, pgettext
from reports.contents import Cell, Column, Contents, Kind, Row, Section, Table, as_xml_holds

MAX_SHEET_NAME = 31
"""Letters in the name of a sheet: Excel's own limit, as are the marks that it must not hold."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

_LINE_HEIGHT, _MOST_LINES = 17, 24
"""Points of a line of words, and lines of the highest row that Excel shows."""

MAX_CELL_LETTERS = 32_767
"""Excel's limit for a text in a cell."""

_VIETNAMESE = "[$-42A]"
"""Makes programs that know it write numbers and days the Vietnamese way, whatever country the machine is set to."""

_NUMBER_FORMATS = {
    Kind.NUMBER: f"{_VIETNAMESE}#,##0.###",
    Kind.SHARE: f"{_VIETNAMESE}0.00%",
    Kind.CHANGE: f"{_VIETNAMESE}+0.00%;-0.00%;0%",
    Kind.DIFFERENCE: f"{_VIETNAMESE}+#,##0.###;-#,##0.###;0",
    Kind.DAY: f"{_VIETNAMESE}dd/mm/yyyy",
}
_WHOLE_FORMATS = {
    Kind.NUMBER: f"{_VIETNAMESE}#,##0",
    Kind.DIFFERENCE: f"{_VIETNAMESE}+#,##0;-#,##0;0",
}

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
_FONT = {"font_name": "Times New Roman", "font_size": 12}


def as_workbook(contents: Contents) -> bytes:
    """Return the report as an XLSX file, in the language of its contents."""
    made = BytesIO()
    with language(contents.language):
        _Book(Workbook(made, _OPTIONS)).write(contents)
    return made.getvalue()


class _Book:
    """A workbook while it is written, sheet by sheet and row by row: rows above are on disk and cannot be changed."""

    def __init__(self, book: Workbook) -> None:
        """Make the formats that all sheets share."""
        self._book = book
        self._names: set[str] = set()
        self._title = self._format(bold=True, font_size=14)
        self._heading = self._format(bold=True, font_size=13, font_color="#0B4F8A")
        self._head = self._format(bold=True, border=1, bg_color="#E8EEF4", text_wrap=True, valign="vcenter")
        self._plain = self._format()
        self._wrapped = self._format(text_wrap=True, valign="top")
        self._note = self._format(italic=True, font_color="#5B6875")
        self._texts = [self._format(border=1, indent=depth, text_wrap=True, valign="top") for depth in range(3)]
        self._numbers = {kind: self._format(border=1, num_format=one) for kind, one in _NUMBER_FORMATS.items()}
        self._wholes = {kind: self._format(border=1, num_format=one) for kind, one in _WHOLE_FORMATS.items()}

    def write(self, contents: Contents) -> None:
        """Write all sheets and close the book."""
        self._book.set_properties({"title": contents.subject, "subject": contents.period_line, "author": contents.name})
        # The day of the report, not that of the machine: the same report is the same file.
        self._book.set_properties({"created": datetime.combine(contents.head.on, time.min, UTC).replace(tzinfo=None)})
        self._summary(contents)
        for section in contents.sections:
            if section.table is not None and section.has_sheet:
                self._sheet(contents, section.table)
        for table in contents.lists:
            self._sheet(contents, table)
        self._book.close()

    def _summary(self, contents: Contents) -> None:
        sheet = self._add(pgettext("sheet", "Summary"))
        tables = [one.table for one in contents.sections if one.table is not None and not one.has_sheet]
        columns = max((one.columns for one in tables), key=len, default=(Column("", width=60), Column("", width=60)))
        self._set_widths(sheet, columns)
        at = self._title_rows(sheet, contents)
        for section in contents.sections:
            at = self._section(sheet, section, at, columns)

    def _title_rows(self, sheet: Worksheet, contents: Contents) -> int:
        for at, (text, look) in enumerate(
            ((contents.name, self._title), (contents.subject, self._heading), (contents.period_line, self._note))
        ):
            _write_text(sheet, at, 0, text, look)
        return 4

    def _section(self, sheet: Worksheet, section: Section, at: int, columns: tuple[Column, ...]) -> int:
        """Write a section from a row on; returns the first row after it and a gap."""
        table = section.table if not section.has_sheet else None
        if not section.lines and table is None:
            return at
        if section.heading:
            _write_text(sheet, at, 0, section.heading, self._heading)
            at += 1
        for line in section.lines:
            self._sentence(sheet, at, line, columns)
            at += 1
        return self._table(sheet, table, at) + 1 if table is not None else at + 1

    def _sentence(self, sheet: Worksheet, at: int, text: str, columns: tuple[Column, ...]) -> None:
        """Write a sentence over the width of the sheet, in a row that is high enough for all of it."""
        width = sum(column.width for column in columns)
        lines = min(ceil(len(text) / width), _MOST_LINES)
        sheet.set_row(at, _LINE_HEIGHT * max(lines, 1))
        if len(columns) > 1:
            sheet.merge_range(at, 0, at, len(columns) - 1, "", self._wrapped)
        _write_text(sheet, at, 0, text, self._wrapped)

    def _sheet(self, contents: Contents, table: Table) -> None:
        sheet = self._add(table.title)
        self._set_widths(sheet, table.columns)
        at = self._title_rows(sheet, contents)
        if table.note:
            _write_text(sheet, at - 1, 0, table.note, self._note)
        sheet.freeze_panes(at + 1, 0)
        if table.rows:
            sheet.autofilter(at, 0, at + len(table.rows), len(table.columns) - 1)
        self._table(sheet, table, at, has_note=False)

    def _table(self, sheet: Worksheet, table: Table, at: int, *, has_note: bool = True) -> int:
        for place, column in enumerate(table.columns):
            _write_text(sheet, at, place, column.title, self._head)
        for line, row in enumerate(table.rows, start=at + 1):
            self._row(sheet, line, table.columns, row)
        at += len(table.rows) + 1
        if has_note and table.note:
            _write_text(sheet, at, 0, table.note, self._note)
            at += 1
        return at

    def _row(self, sheet: Worksheet, line: int, columns: tuple[Column, ...], row: Row) -> None:
        for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            self._cell(sheet, line, place, column.kind, cell, depth=row.depth if place == 0 else 0)

    def _cell(self, sheet: Worksheet, line: int, place: int, kind: Kind, cell: Cell, *, depth: int) -> None:
        match cell:
            case None:
                sheet.write_blank(line, place, None, self._texts[0])
            case Decimal():
                looks = self._wholes if cell == cell.to_integral_value() else self._numbers
                look = looks.get(kind, self._numbers.get(kind, self._wholes[Kind.NUMBER]))
                sheet.write_number(line, place, float(cell), look)
            case str():
                _write_text(sheet, line, place, cell, self._texts[min(depth, len(self._texts) - 1)])
            case _:
                sheet.write_datetime(line, place, datetime.combine(cell, time.min), self._numbers[Kind.DAY])

    def _add(self, title: str) -> Worksheet:
        name = _sheet_name(title, self._names)
        self._names.add(name.casefold())
        sheet: Worksheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P/&N")
        return sheet

    def _set_widths(self, sheet: Worksheet, columns: tuple[Column, ...]) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, self._plain)

    def _format(self, **look: Any) -> Format:  # noqa: ANN401 - the library's own names of looks
        return self._book.add_format({**_FONT, **look})


def _write_text(sheet: Worksheet, line: int, place: int, text: str, look: Format) -> None:
    """Write a text as a text, whatever it begins with."""
    sheet.write_string(line, place, as_xml_holds(text)[:MAX_CELL_LETTERS], look)


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that Excel takes and no other sheet has, apostrophes at its ends aside."""
    name = _FORBIDDEN.sub(" ", title).strip(" '")[:MAX_SHEET_NAME].strip(" '") or _("Sheet")
    if name.casefold() not in taken:
        return name
    for number in range(2, 100):
        other = f"{name[: MAX_SHEET_NAME - 3].strip()} {number}"
        if other.casefold() not in taken:
            return other
    raise ValueError("too many sheets have one name")
