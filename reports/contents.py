"""What a report says, once for all its forms: headings, sentences, tables and notes, in the language it was made in.

Text, workbook and document render this and nothing else, so they cannot disagree. It packs into plain JSON, because a
file that is sent in a chat is made later, by the process that draws.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import JsonValue, PlainSerializer, PlainValidator, TypeAdapter

from domain.periods import Period
from locales import pgettext
from reports.numbers import day, number, percent, signed


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    CHANGE = "change"
    DIFFERENCE = "difference"
    DAY = "day"


_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_NUMBER, _DAY, _TEXT = "n", "d", "t"
"""What begins a packed cell: JSON itself has neither exact numbers nor days."""


def _pack_cell(cell: str | Decimal | date | None) -> str | None:
    if cell is None:
        return None
    mark = _NUMBER if isinstance(cell, Decimal) else _DAY if isinstance(cell, date) else _TEXT
    return f"{mark}{cell}"


def _unpack_cell(plain: object) -> str | Decimal | date | None:
    if plain is None:
        return None
    mark, content = str(plain)[:1], str(plain)[1:]
    return Decimal(content) if mark == _NUMBER else date.fromisoformat(content) if mark == _DAY else content


Cell = Annotated[str | Decimal | date | None, PlainSerializer(_pack_cell), PlainValidator(_unpack_cell)]
"""What stands in a cell; None leaves it empty. Shares and changes are 1 for a hundred per cent."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its heading.
        kind: What its cells hold.
        width: In letters, about.
        is_detail: Whether only a workbook has room for it.
    """

    title: str
    kind: Kind = Kind.TEXT
    width: int = 14
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        cells: One for each column.
        line: The row as a line to read out; empty where only tables show it.
        figure: The id of the figure that the row is of, empty where it is of none.
        depth: 0 for a whole, 1 for a part of it, 2 for a part of that.
    """

    cells: tuple[Cell, ...]
    line: str = ""
    figure: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows.

    Attributes:
        title: What is tabled, as a caption, and as the name of its sheet where it has one.
        columns: From left to right.
        rows: From top to bottom.
        note: What must be read with it, such as that it was cut; empty for nothing.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report.

    Attributes:
        heading: Empty for the first part, which needs none, and for one that goes on with the part before it.
        lines: Sentences, one paragraph each.
        table: What is tabled in it, None for nothing.
        has_sheet: Whether the table has a sheet of its own in a workbook.
        is_brief: Whether a message in a chat has room for it.
        is_official: Whether it belongs into a document for a superior.
    """

    heading: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    has_sheet: bool = False
    is_brief: bool = True
    is_official: bool = True


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What an administrative document carries around its words: Nghị định 30/2020/NĐ-CP, phụ lục I.

    Attributes:
        superior: The body above, empty for none.
        body: The body that reports.
        symbol: What stands behind the number, such as "BC-CAX".
        place: Where it is signed.
        on: The day it is dated.
        signer: The office of who signs.
        recipients: Who gets it, besides the file.
    """

    superior: str
    body: str
    symbol: str
    place: str
    on: date
    signer: str
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """A report as it is read.

    Attributes:
        language: The language of its texts.
        unit_code: Whose report it is; a template may be theirs.
        head: What a document carries around it.
        name: Whose report it is, as a heading.
        subject: What the document is about, in one line.
        period: Of which days.
        period_line: The same in words.
        sections: Its parts.
        lists: What the figures sum, row by row; for workbooks.
        chart: The spec of a picture of it, as `reports.charts` draws it; None for none.
    """

    language: str
    unit_code: str
    head: Letterhead
    name: str
    subject: str
    period: Period
    period_line: str
    sections: tuple[Section, ...]
    lists: tuple[Table, ...] = ()
    chart: dict[str, object] | None = field(default=None, hash=False)


def written(cell: Cell, kind: Kind) -> str:
    """Return a cell as people read it, in the current language."""
    match kind, cell:
        case _, None:
            return ""
        case Kind.SHARE, Decimal():
            return percent(cell)
        case Kind.CHANGE, Decimal():
            return change(cell)
        case Kind.DIFFERENCE, Decimal():
            return signed(cell)
        case _, Decimal():
            return number(cell)
        case _, date():
            return day(cell)
        case _:
            return str(cell)


def as_xml_holds(text: str) -> str:
    """Return a text without what an XML file cannot hold: signs that steer a terminal, and halves of letters.

    The files of office programs are XML; tabs and ends of lines may stay.
    """
    return _UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def change(by: Decimal) -> str:
    """Return how much more or less there was, as reports say it: "tăng 12,5%"."""
    if not by:
        return pgettext("change", "unchanged")
    frame = pgettext("change", "up {share}") if by > 0 else pgettext("change", "down {share}")
    return frame.format(share=percent(abs(by)))


def as_text(contents: Contents) -> str:
    """Return the report as lines to read out, without markup."""
    return _joined(contents, contents.sections)


def as_message(contents: Contents) -> str:
    """Return the report as it fits into a message: only the parts that are brief."""
    return _joined(contents, [one for one in contents.sections if one.is_brief])


def _joined(contents: Contents, sections: Iterable[Section]) -> str:
    parts = [[contents.name, contents.period_line], *map(_section_lines, sections)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _section_lines(section: Section) -> list[str]:
    table = section.table
    rows = [row.line for row in table.rows if row.line] if table else []
    lines = [*section.lines, *rows, *([table.note] if table and table.note and rows else [])]
    return [section.heading, *lines] if section.heading and lines else lines


_PACKING = TypeAdapter(Contents)


def packed(contents: Contents) -> JsonValue:
    """Return the contents as plain JSON."""
    plain: JsonValue = _PACKING.dump_python(contents, mode="json")
    return plain


def unpacked(plain: JsonValue) -> Contents:
    """Return what was packed. Raises ValueError for anything else."""
    try:
        return _PACKING.validate_python(plain)
    except ValueError:
        # Its own message would tell what stands in the report, and end in a log.
        raise ValueError("these are no contents of a report") from None
