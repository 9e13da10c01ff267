"""What an administrative document carries around its words, in the form of Nghị định 30/2020/NĐ-CP, phụ lục I.

A4; margins of 20 to 25 mm above and below, 30 to 35 at the left, 15 to 20 at the right; Times New Roman, 13 to 14
points; the page's number in the middle above, from the second page on.
"""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from reports.contents import Contents, Letterhead
from reports.lettering import width
from reports.ooxml import add_page_number, draw_rule, fix_widths, keep_whole, set_default_font, set_font

COUNTRY_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
"""Quốc hiệu and tiêu ngữ: they are as they are in every language."""

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(18)
TEXT_WIDTH = Mm(162)
"""Between the margins."""

_BODY_COLUMN, _STATE_COLUMN = Mm(64), Mm(98)
_CELL_MARGINS = Mm(4)
_SIZE, _SMALL, _RECIPIENTS_HEAD, _RECIPIENTS = 14, 13, 12, 11
_NAMES = 12
"""The names of bodies and of the state, 12 to 13 points: with 12 each has room in one line."""

_KINDS = ("PHƯỜNG ", "XÃ ", "ĐẶC KHU ", "TỈNH ", "THÀNH PHỐ ")
"""What the name of a place stands behind in that of its police."""

BODY_TEXT, HEADING, TABLE_TEXT, CAPTION = "Body Text", "Heading 1", "No Spacing", "Caption"
"""The styles that a report's words are set in; a template may say how each looks."""


def set_page(document: Document) -> None:
    """Set the page and the styles of a document that follows no template."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = TOP, BOTTOM, LEFT, RIGHT
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_page_number(head)
    set_default_font(document)
    for name, size, is_bold in (
        ("Normal", _SIZE, None),
        ("Header", _SMALL, None),
        (BODY_TEXT, _SIZE, None),
        (HEADING, _SIZE, True),
        (TABLE_TEXT, 12, None),
        (CAPTION, _SMALL, False),
    ):
        set_font(_style(document, name), size, is_bold=is_bold)
    _space(_style(document, "Normal"), before=0, after=0)
    _space(_style(document, BODY_TEXT), before=0, after=6)
    _space(_style(document, HEADING), before=6, after=6)
    _space(_style(document, CAPTION), before=6, after=6)
    body = _style(document, BODY_TEXT).paragraph_format
    body.alignment, body.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(10)
    _style(document, CAPTION).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _space(style: ParagraphStyle, *, before: int, after: int) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0


def add_head(document: Document, contents: Contents) -> None:
    """Add what stands above the words: the bodies, the state, the number, place and date, and what it is about."""
    head = contents.head
    left, right = _two_columns(document, _BODY_COLUMN, _STATE_COLUMN)
    within = Length(_BODY_COLUMN - _CELL_MARGINS)
    lines = _Lines(left)
    if head.superior:
        lines.add(head.superior.upper(), _NAMES)
    for line in _in_lines(head.body.upper(), within):
        lines.add(line, _NAMES, is_bold=True)
    _rule(lines.fresh(), within=within, length=Mm(22))
    lines.add(f"Số:        /{head.symbol}", _SMALL)
    lines = _Lines(right)
    lines.add(COUNTRY_NAME, _NAMES, is_bold=True)
    lines.add(MOTTO, _SMALL, is_bold=True)
    _rule(lines.fresh(), within=Length(_STATE_COLUMN - _CELL_MARGINS), length=width(MOTTO, _SMALL, is_bold=True))
    lines.add(dated(head), _SIZE, is_italic=True)
    _centred(document, "").paragraph_format.space_after = Pt(6)
    _centred(document, "BÁO CÁO")
    _centred(document, contents.subject)
    _centred(document, contents.period_line)
    rule = document.add_paragraph()
    _rule(rule, within=TEXT_WIDTH, length=Mm(40))
    rule.paragraph_format.space_after = Pt(12)


def _rule(paragraph: Paragraph, *, within: Length, length: Length) -> None:
    """Make a line a rule that does not touch the marks below the letters above it."""
    draw_rule(paragraph, within=within, length=length)
    paragraph.paragraph_format.space_before = Pt(3)


def _in_lines(name: str, within: Length) -> list[str]:
    """Return the name of a body in one line, or in two of which the second is the name of the place, kept whole."""
    if width(name, _NAMES, is_bold=True) <= within:
        return [name]
    kind = min((kind for kind in _KINDS if kind in name), key=name.index, default="")
    if not kind:
        return [name]
    before, _kind, place = name.partition(kind)
    return [f"{before}{kind}".rstrip(), place.strip().replace(" ", "\N{NO-BREAK SPACE}")]


def dated(head: Letterhead) -> str:
    """Return place and date; days under ten and the first two months are written with a zero before them."""
    month = f"{head.on.month:02}" if head.on.month <= 2 else str(head.on.month)  # noqa: PLR2004 - January and February
    return f"{head.place}, ngày {head.on.day:02} tháng {month} năm {head.on.year}"


def add_foot(document: Document, head: Letterhead) -> None:
    """Add what stands below the words: who gets it, and who signs."""
    document.add_paragraph()
    left, right = _two_columns(document, Mm(80), Mm(80))
    keep_whole(document.tables[-1].rows[0], is_head=False)
    lines = _Lines(left, WD_ALIGN_PARAGRAPH.LEFT)
    lines.add("Nơi nhận:", _RECIPIENTS_HEAD, is_bold=True, is_italic=True)
    for one in (*head.recipients, "Lưu: VT."):
        lines.add(f"- {one}" if one.endswith(".") else f"- {one};", _RECIPIENTS)
    lines = _Lines(right)
    lines.add(head.signer.upper(), _SIZE, is_bold=True)
    for _line in range(4):
        lines.add("", _SIZE)


def _two_columns(document: Document, left: Length, right: Length) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=1, cols=2)
    fix_widths(table, (left, right))
    first, second = table.rows[0].cells
    return first, second


class _Lines:
    """Lines in a cell, the first of which is there from the beginning."""

    def __init__(self, cell: _Cell, alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER) -> None:
        """Take the cell, which is empty."""
        self._cell = cell
        self._alignment = alignment
        self._is_begun = False

    def fresh(self) -> Paragraph:
        """Return a new line without words."""
        paragraph: Paragraph = self._cell.add_paragraph() if self._is_begun else self._cell.paragraphs[0]
        self._is_begun = True
        return paragraph

    def add(self, text: str, size: int, *, is_bold: bool = False, is_italic: bool = False) -> None:
        """Add a line of words."""
        paragraph = self.fresh()
        paragraph.alignment = self._alignment
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), is_bold, is_italic


def _centred(document: Document, text: str) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(_SIZE)
    return paragraph
