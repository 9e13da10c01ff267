"""CSV → lines: with comma, semicolon or tab, with quotes, in UTF-8 with or without a mark at its beginning."""

import codecs
import csv
import io
import re

from bot.table_lines import MAX_COLUMNS, MAX_LETTERS, MAX_LINES, Line, RefusedFileError, Table

_SAID = re.compile(r"sep=([,;|\t])\r?\n", re.IGNORECASE)
"""How spreadsheets say in the first line what parts the cells."""

_QUOTED_PARTS = re.compile(r'"[^"]*"')
COMMENT = "#"
"""A line whose first cell begins with this explains something, and enters nothing."""


def read_text(content: bytes) -> Table:
    """Return the lines of a CSV file. Raises RefusedFileError."""
    text = _decoded(content)
    if "\0" in text:
        raise RefusedFileError("the file is no text; save it as CSV UTF-8 or as XLSX")
    said = _SAID.match(text)
    start = said.end() if said else 0
    separator = said[1] if said else _separator(text)
    return Table(tuple(_lines(text[start:], separator, passed=text.count("\n", 0, start))))


def _decoded(content: bytes) -> str:
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RefusedFileError(f"the file is not in UTF-8 (line {line}); save it as CSV UTF-8 or as XLSX") from None


def _separator(text: str) -> str:
    """Return what parts the cells of the first line that is not empty and explains nothing."""
    lines = io.StringIO(text[: MAX_COLUMNS * MAX_LETTERS])
    first = next((line for line in lines if line.strip() and not line.lstrip(' "').startswith(COMMENT)), "")
    bare = _QUOTED_PARTS.sub("", first)
    return "\t" if "\t" in bare else max(";,", key=bare.count)


def _lines(text: str, separator: str, *, passed: int) -> list[Line]:
    """Return the lines that hold something; `passed` lines stand before them in the file."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[Line] = []
    number = passed + 1
    try:
        for row in rows:
            line = _line(number, row)
            number = passed + rows.line_num + 1
            if line is None:
                continue
            if len(found) > MAX_LINES:
                raise RefusedFileError(f"the file has more than {MAX_LINES:,} lines; part it into several files")
            found.append(line)
    except csv.Error as error:
        raise RefusedFileError(f"line {number}: the quotes do not match, or a cell is too long ({error})") from None
    return found


def _line(number: int, row: list[str]) -> Line | None:
    """Return a line, None where it is empty or explains something."""
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    if not cells or cells[0].startswith(COMMENT):
        return None
    if len(cells) > MAX_COLUMNS:
        raise RefusedFileError(f"line {number} has more than {MAX_COLUMNS} columns")
    if any(len(cell) > MAX_LETTERS for cell in cells):
        raise RefusedFileError(f"line {number} has a cell with more than {MAX_LETTERS:,} letters")
    return Line(number, tuple(cells))
