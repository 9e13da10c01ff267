"""What python-docx has no words for: rules below a line, fonts without a theme, fields, rows that stay whole."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
"""The font of administrative documents: Nghị định 30/2020/NĐ-CP, phụ lục I, mục I."""

_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")


def set_font(style: ParagraphStyle, size: int, *, is_bold: bool | None = None) -> None:
    """Set a style's font in black; what a theme says of it would come first and is taken away."""
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), is_bold
    style.font.italic = False
    style.font.color.rgb = None
    _name_font(style.element.get_or_add_rPr())


def set_default_font(document: Document) -> None:
    """Set the font of whatever has no style."""
    for properties in document.styles.element.iter(qn("w:rPr")):
        if properties.find(qn("w:rFonts")) is not None:
            _name_font(properties)


def _name_font(properties: BaseOxmlElement) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in _THEMED:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in _SCRIPTS:
        fonts.set(qn(f"w:{name}"), FONT)


def draw_rule(paragraph: Paragraph, *, within: Length, length: Length) -> None:
    """Make an empty paragraph a thin rule in the middle of a space of this width."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Length((within - length) // 2)
    form.first_line_indent = Mm(0)
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    rule = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library's way to what it has no words for
    # The order of what stands in a paragraph's properties is fixed: borders come before spacing.
    before = properties.find(qn("w:spacing"))
    properties.insert_element_before(borders, *(("w:spacing",) if before is not None else ("w:ind", "w:jc")))


def add_page_number(paragraph: Paragraph) -> None:
    """Add the number of the page, which whoever prints it fills in."""
    _add_mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = " PAGE "
    paragraph.add_run()._r.append(instruction)  # noqa: SLF001 - see above
    _add_mark(paragraph, "separate")
    paragraph.add_run("2")
    _add_mark(paragraph, "end")


def _add_mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001 - see above


def keep_whole(row: _Row, *, is_head: bool) -> None:
    """Keep a row on one page; a head stands again on each page that the table goes on to."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - see above
    for name in ("w:cantSplit", *(("w:tblHeader",) if is_head else ())):
        properties.append(OxmlElement(name))


def fix_widths(table: Table, widths: tuple[Length, ...]) -> None:
    """Give a table these columns, whatever stands in them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
