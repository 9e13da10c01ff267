"""A report as a document (DOCX) in the form of Nghị định 30/2020/NĐ-CP, or in that of a unit's own template.

A template is a document that a unit made: its page, styles, head and signature stay as they are. Words in double braces
are filled in, and the report takes the place of the paragraph `{{noidung}}`, or comes last where there is none.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import OpcError
from docx.shared import Length, Mm
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Row
from docx.text.paragraph import Paragraph

from locales import language
from reports.charts import Spec, draw_png
from reports.contents import Column, Contents, Kind, Row, Section, Table, as_xml_holds, written
from reports.files import UnusableTemplateError
from reports.letterhead import BODY_TEXT, CAPTION, HEADING, TABLE_TEXT, TEXT_WIDTH, add_foot, add_head, dated, set_page
from reports.lettering import width
from reports.ooxml import fix_widths, keep_whole

BODY_MARK = "{{noidung}}"
"""Where the report comes in a template."""

_MARK = re.compile(r"\{\{(\w+)\}\}")
_GRID = "Table Grid"

_TABLE_SIZE = 12
_CELL_MARGINS = Mm(4.2)
"""Beside the words of a cell, with its rules."""

_MOST = 1_000
"""Letters of a cell that are measured."""

_FEW_LINES = 4
"""So many lines between a heading and a table stay on the page of the table."""

_OF_BROKEN_FILES = (
    *(OpcError, BadZipFile, zlib.error, SyntaxError, struct.error, EOFError),
    *(LookupError, ValueError, AttributeError, TypeError, RuntimeError),
)
"""What the libraries raise of files that are damaged, locked or no documents: it depends on the byte that is wrong."""


def as_document(contents: Contents, template: bytes | None = None) -> bytes:
    """Return the report as a DOCX file, in the language of its contents.

    Raises UnusableTemplateError where the template is none.
    """
    with language(contents.language):
        if template is None:
            return _saved(contents, _by_form(contents))
        try:
            return _saved(contents, _by_template(contents, template))
        except _OF_BROKEN_FILES as error:
            raise UnusableTemplateError(type(error).__name__) from error


def _saved(contents: Contents, document: Document) -> bytes:
    # The day of the report, not that of the machine.
    made_at = datetime.combine(contents.head.on, time.min, UTC)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = contents.subject, contents.name, ""
    properties.created = properties.modified = made_at
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _by_form(contents: Contents) -> Document:
    document = docx.Document()
    set_page(document)
    add_head(document, contents)
    _Body(document).add(contents)
    add_foot(document, contents.head)
    return document


# What stands in the document.


class _Body:
    """A document while the words of a report are added to it."""

    def __init__(self, document: Document) -> None:
        """Find the styles that the document has: a template may lack some."""
        self._document = document
        names = (BODY_TEXT, HEADING, TABLE_TEXT, CAPTION, _GRID)
        self._styles = {style.name: style for style in document.styles if style.name in names}
        self._width = _text_width(document)

    def add(self, contents: Contents) -> None:
        """Add everything at the end."""
        for section in contents.sections:
            if section.is_official:
                self._section(section)
        if contents.chart is not None:
            self._chart(contents, contents.chart)

    def _section(self, section: Section) -> None:
        table = section.table if section.table is not None and section.table.rows else None
        if section.heading and (section.lines or table):
            self._paragraph(section.heading, HEADING).paragraph_format.keep_with_next = True
        for place, line in enumerate(section.lines, start=1):
            made = self._paragraph(line, BODY_TEXT)
            if table is not None and (len(section.lines) <= _FEW_LINES or place == len(section.lines)):
                made.paragraph_format.keep_with_next = True
        if table is not None:
            self._table(table)

    def _paragraph(self, text: str, style: str) -> Paragraph:
        made: Paragraph = self._document.add_paragraph(as_xml_holds(text), self._style(style))
        return made

    def _style(self, name: str) -> ParagraphStyle | None:
        found = self._styles.get(name)
        return found if isinstance(found, ParagraphStyle) else None

    def _table(self, table: Table) -> None:
        places = [place for place, column in enumerate(table.columns) if not column.is_detail]
        columns = [table.columns[place] for place in places]
        made = self._document.add_table(rows=1 + len(table.rows), cols=len(columns))
        made.style = self._styles.get(_GRID) or made.style
        head, *rows = made.rows
        keep_whole(head, is_head=True)
        self._row(head, [(column.title, WD_ALIGN_PARAGRAPH.CENTER, True) for column in columns])
        for cell in head.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        worded = [[_worded(row, place, table.columns[place]) for place in places] for row in table.rows]
        for made_row, cells in zip(rows, worded, strict=True):
            keep_whole(made_row, is_head=False)
            self._row(made_row, cells)
        fix_widths(made, _widths(columns, [[text for text, *_look in cells] for cells in worded], self._width))
        # Something has to stand between two tables, or they become one.
        self._paragraph(table.note, CAPTION)

    def _row(self, row: _Row, cells: list[tuple[str, WD_ALIGN_PARAGRAPH, bool]]) -> None:
        style = self._style(TABLE_TEXT)
        for cell, (text, alignment, is_bold) in zip(row.cells, cells, strict=True):
            paragraph = cell.paragraphs[0]
            if style is not None:
                paragraph.style = style
            paragraph.alignment = alignment
            paragraph.add_run(as_xml_holds(text)).bold = is_bold or None

    def _chart(self, contents: Contents, chart: Spec) -> None:
        picture = self._document.add_picture(BytesIO(draw_png(chart)), width=Length(self._width))
        # Who cannot see the picture hears what it shows; the numbers themselves stand in the tables.
        picture._inline.docPr.set("descr", f"{contents.subject}. {contents.period_line}")  # noqa: SLF001 - no other way
        self._document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _worded(row: Row, place: int, column: Column) -> tuple[str, WD_ALIGN_PARAGRAPH, bool]:
    """Return what stands in a cell, where in it, and whether it is bold."""
    text = written(row.cells[place], column.kind)
    indented = "– " * row.depth + text if place == 0 else text
    return indented, WD_ALIGN_PARAGRAPH.LEFT if column.kind is Kind.TEXT else WD_ALIGN_PARAGRAPH.RIGHT, False


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], whole: int) -> tuple[Length, ...]:
    """Return the widths of columns, as they are asked for where each has room for its longest word then.

    A column of numbers that would break has as much as they need, at the cost of the others; a single word that is
    longer than a quarter of the page may break.
    """
    asked = sum(column.width for column in columns)
    titles = [column.title for column in columns]
    least = [min(_longest(texts) + _CELL_MARGINS, whole // 4) for texts in zip(titles, *rows, strict=True)]
    shares = [max(whole * column.width // asked - one, 0) for column, one in zip(columns, least, strict=True)]
    rest = max(whole - sum(least), 0)
    spare = sum(shares) or 1
    return tuple(Length(one + rest * share // spare) for one, share in zip(least, shares, strict=True))


def _longest(texts: Sequence[str]) -> int:
    """Return how wide the longest word is, as wide as if it were bold."""
    return max((width(word, _TABLE_SIZE, is_bold=True) for text in texts for word in text[:_MOST].split()), default=0)


def _text_width(document: Document) -> int:
    """Return the width between the margins of the first page, in the library's units."""
    section = document.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return TEXT_WIDTH if width is None or left is None or right is None else width - left - right


# Templates.


def _by_template(contents: Contents, template: bytes) -> Document:
    document = docx.Document(BytesIO(template))
    values = _values(contents)
    place = next((one for one in document.paragraphs if one.text.strip() == BODY_MARK), None)
    for paragraph in _paragraphs(document):
        _fill_in(paragraph, values)
    before = list(document.element.body)
    _Body(document).add(contents)
    if place is not None:
        for made in [one for one in document.element.body if one not in before]:
            place._p.addprevious(made)  # noqa: SLF001 - the library adds at the end alone
        place._p.getparent().remove(place._p)  # noqa: SLF001 - see above
    return document


def _values(contents: Contents) -> dict[str, str]:
    """Return what the words in double braces stand for."""
    head = contents.head
    return {
        "cap_tren": head.superior.upper(),
        "co_quan": head.body.upper(),
        "don_vi": contents.name,
        "ky_hieu": head.symbol,
        "dia_danh": head.place,
        "ngay_thang": dated(head),
        "trich_yeu": contents.subject,
        "ky": contents.period_line,
        "chuc_vu": head.signer.upper(),
    }


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Yield every paragraph: of the page, its tables, its head and its foot."""
    yield from document.paragraphs
    for table in document.tables:
        yield from _in_table(table)
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from part.paragraphs
                for table in part.tables:
                    yield from _in_table(table)


def _in_table(table: WordTable) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.paragraphs


def _fill_in(paragraph: Paragraph, values: dict[str, str]) -> None:
    """Fill in the words in double braces; unknown ones stay, so that whoever made the template sees them."""

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], found[0])

    if "{{" not in paragraph.text:
        return
    for run in paragraph.runs:
        if _MARK.search(run.text):
            run.text = _MARK.sub(value, run.text)
    if _MARK.sub(value, paragraph.text) != paragraph.text:
        # A word processor may cut a word into pieces; then it is written whole, in the look of the first one.
        first, *others = paragraph.runs
        first.text = _MARK.sub(value, paragraph.text)
        for run in others:
            run.text = ""
