"""Documents in the form of Nghị định 30/2020/NĐ-CP, read back, and templates of units."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports.contents import Column, Kind, Row, Section, Table, as_text, packed
from reports.document import as_document
from reports.files import (
    MAX_TEMPLATE_BYTES,
    FileForm,
    NoChartError,
    UnusableTemplateError,
    made,
    made_of_plain,
    template_of,
)
from reports.lettering import width
from tests.reports.made import HOSTILE, contents


def read(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


@pytest.fixture(scope="module")
def document() -> Document:
    return read(as_document(contents("x", long=60)))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_page_is_an_administrative_one(document: Document) -> None:
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 20, 20]
    assert section.left_margin is not None
    assert section.right_margin is not None
    assert 30 <= section.left_margin.mm <= 35
    assert 15 <= section.right_margin.mm <= 20


def test_the_number_of_the_page_stands_above_in_the_middle_from_the_second_page_on(document: Document) -> None:
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    (head,) = section.header.paragraphs
    assert head.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [one.text for one in head._p.iter(qn("w:instrText"))] == [" PAGE "]  # noqa: SLF001 - the field has no other name
    assert [one.get(qn("w:fldCharType")) for one in head._p.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]  # noqa: SLF001


def test_all_words_are_in_times_new_roman_of_thirteen_or_fourteen_points() -> None:
    content = as_document(contents("x", long=2))
    document = read(content)
    for name in ("Normal", "Body Text", "Heading 1", "Caption"):
        style = document.styles[name]
        assert style.font.name == "Times New Roman"
        assert style.font.size in {Pt(13), Pt(14)}
    with ZipFile(BytesIO(content)) as parts:
        styles = parts.read("word/styles.xml").decode()
        # A font that a theme names would come before the one that is set.
        assert "asciiTheme" not in styles
        assert "asciiTheme" not in parts.read("word/document.xml").decode()


def test_the_head_names_bodies_state_number_place_and_date(document: Document) -> None:
    left, right = document.tables[0].rows[0].cells
    assert [one.text for one in left.paragraphs if one.text] == [
        "CÔNG AN THÀNH PHỐ HUẾ",
        "CÔNG AN PHƯỜNG",
        "MỸ\N{NO-BREAK SPACE}THƯỢNG",
        "Số:        /BC-CAP",
    ]
    lines = [one for one in right.paragraphs if one.text]
    assert [one.text for one in lines] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Mỹ Thượng, ngày 03 tháng 02 năm 2026",
    ]
    assert [(one.runs[0].bold, one.runs[0].italic) for one in lines] == [(True, False), (True, False), (False, True)]
    # Below the name of the body, the motto, and the title there is a rule.
    assert len(list(document.element.body.iter(qn("w:pBdr")))) == 3


def test_rules_are_as_long_as_their_words_and_a_heading_stays_with_its_table(document: Document) -> None:
    motto, rule = document.tables[0].rows[0].cells[1].paragraphs[1:3]
    column = document.tables[0].columns[1].width
    assert column is not None
    indents = (rule.paragraph_format.left_indent, rule.paragraph_format.right_indent)
    words = width(motto.text, 13, is_bold=True)
    assert column - Mm(4) - sum(one for one in indents if one is not None) == pytest.approx(words, abs=Pt(0.2))
    assert 55 <= words.mm <= 62
    place = texts(document).index("Số liệu")
    assert document.paragraphs[place].paragraph_format.keep_with_next
    head, first = document.tables[1].rows[:2]
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in head.cells)
    assert not first.cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert list(document.tables[-1].rows[0]._tr.iter(qn("w:cantSplit")))  # noqa: SLF001 - the library has no word for it


def test_the_name_of_a_place_is_not_torn() -> None:
    heads = {
        "Công an phường Vỹ Dạ": 1,
        "Công an phường Mỹ Thượng": 2,
        "Công an đặc khu Bạch Long Vĩ": 2,
        "Một cơ quan": 1,
    }
    for body, lines in heads.items():
        head = replace(contents().head, superior="", body=body)
        left = read(as_document(replace(contents(), head=head))).tables[0].rows[0].cells[0]
        found = [one.text for one in left.paragraphs if one.text][:-1]
        assert len(found) == lines
        assert " ".join(found).replace("\N{NO-BREAK SPACE}", " ") == body.upper()


def test_numbers_and_days_do_not_break_in_narrow_columns() -> None:
    columns = (
        Column("Số liệu", width=54),
        Column("Số lượng", Kind.NUMBER, 14),
        Column("Đơn vị tính", width=15),
        Column("Từ ngày", Kind.DAY, 12),
        Column("Đến ngày", Kind.DAY, 12),
        Column("Văn bản", width=40),
    )
    cells = ("Tin – Có giá trị", Decimal(120_000), "đối tượng", date(2016, 1, 1), date(2023, 12, 31), "Báo cáo 1" * 99)
    table = Table("Số liệu lũy kế", columns, (Row(cells),))
    made = read(as_document(replace(contents(), sections=(Section("Số liệu lũy kế", (), table),)))).tables[1]
    room = [column.width - Mm(4) for column in made.columns if column.width is not None]
    for place in (1, 2, 3, 4):
        longest = max(made.rows[1].cells[place].text.split(), key=len)
        assert room[place] >= width(longest, 12)
    assert sum(room) + len(room) * Mm(4) <= Mm(162.1)


def test_a_document_for_a_superior_has_nothing_of_how_the_machine_does() -> None:
    kept, own = Section("Số liệu", ("Tin: 4",)), Section("Gợi ý của máy", ("Đúng 1/2",), is_official=False)
    both = replace(contents(), sections=(kept, own))
    found = texts(read(as_document(both)))
    assert "Tin: 4" in found
    assert not {"Gợi ý của máy", "Đúng 1/2"} & set(found)
    assert "Gợi ý của máy" in as_text(both)


def test_a_difference_keeps_its_sign() -> None:
    table = Table("x", (Column("Chênh lệch", Kind.DIFFERENCE),), tuple(Row((Decimal(by),)) for by in (500, -7, 0)))
    document = read(as_document(replace(contents(), sections=(Section("x", (), table),))))
    assert [row.cells[0].text for row in document.tables[1].rows[1:]] == ["+500", "-7", "0"]


def test_title_words_recipients_and_signature_follow(document: Document) -> None:
    found = texts(document)
    assert found.index("BÁO CÁO") < found.index("Kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc")
    assert "Quần chúng Nhân dân đã cung cấp 3.814 nguồn tin." in found
    left, right = document.tables[-1].rows[0].cells
    assert [one.text for one in left.paragraphs] == ["Nơi nhận:", "- Công an thành phố Huế;", "- Lưu: VT."]
    assert right.paragraphs[0].text == "TRƯỞNG CÔNG AN"


def test_tables_repeat_their_heads_and_write_numbers_the_vietnamese_way(document: Document) -> None:
    table = document.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Số liệu", "Số lượng", "Tỷ lệ", "So sánh", "Ngày"]
    assert [cell.text for cell in table.rows[1].cells][:3] == ["Nguồn tin", "3.814", "94,98%"]
    assert table.rows[2].cells[0].text == "– Thuốc nổ"
    heads = list(document.element.body.iter(qn("w:tblHeader")))
    assert len(heads) == 2
    assert len(document.tables[2].rows) == 121


def test_hostile_texts_are_words() -> None:
    hostile = [text for text in HOSTILE if text.isprintable()]
    assert set(hostile) <= set(texts(read(as_document(contents(*hostile)))))


def test_letters_that_xml_cannot_hold_do_not_break_a_document() -> None:
    read(as_document(contents("\x00\x01", "\ud800")))


def test_a_chart_is_a_picture_with_words_for_who_cannot_see_it() -> None:
    chart: dict[str, object] = {
        "data": {"values": [{"a": 1}]},
        "mark": "bar",
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    document = read(as_document(replace(contents(), chart=chart)))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Kết quả phong trào")  # noqa: SLF001 - there is no other way


# Templates.


def a_template(*lines: str) -> bytes:
    document = docx.Document()
    document.sections[0].left_margin = Pt(99)
    for line in lines:
        document.add_paragraph(line)
    document.add_table(1, 1).rows[0].cells[0].text = "{{co_quan}}"
    document.sections[0].header.paragraphs[0].text = "{{ky_hieu}}"
    split = document.add_paragraph()
    for piece in ("Kỳ: {{", "k", "y}}, hết"):
        split.add_run(piece)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_template_keeps_its_page_and_words_and_takes_in_the_report() -> None:
    template = a_template("Mẫu riêng {{don_vi}}", "{{noidung}}", "{{ngay_thang}} {{la_gi}}")
    document = read(as_document(contents(), template))
    found = texts(document)
    assert document.sections[0].left_margin == Pt(99)
    assert found[0] == "Mẫu riêng Công an phường Mỹ Thượng"
    assert found.index("Số liệu") < found.index("Mỹ Thượng, ngày 03 tháng 02 năm 2026 {{la_gi}}")
    assert "Kỳ: Từ ngày 01/01/2026 đến ngày 31/01/2026, hết" in found
    assert "{{noidung}}" not in found
    assert document.tables[-1].rows[0].cells[0].text == "CÔNG AN PHƯỜNG MỸ THƯỢNG"
    assert document.sections[0].header.paragraphs[0].text == "BC-CAP"


def test_without_a_place_for_it_the_report_comes_last() -> None:
    found = texts(read(as_document(contents(), a_template("Đầu"))))
    assert found.index("Đầu") < found.index("Số liệu")


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_document_is_no_template(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnusableTemplateError):
        as_document(contents(), content)
    # In a chat the report comes all the same, and what is wrong is named without a word of the template.
    (tmp_path / "19930.docx").write_bytes(content)
    sent = made_of_plain(packed(contents()), "docx", str(tmp_path), ["19930", "46"])
    assert "Số liệu" in texts(read(sent.content))
    assert sent.fault in {"19930.docx: BadZipFile", "19930.docx: KeyError", "19930.docx: PackageNotFoundError"}


def test_however_a_template_is_damaged_the_report_comes(tmp_path: Path) -> None:
    whole, chance = a_template("Mẫu {{don_vi}}", "{{noidung}}"), random.Random(6)  # noqa: S311 - damage, not a secret
    path, faults = tmp_path / "46.docx", set()
    for _ in range(60):
        damaged = bytearray(whole)
        for _byte in range(chance.choice((1, 3, 40))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged[: chance.choice((len(damaged), chance.randrange(len(damaged))))])
        sent = made_of_plain(packed(contents()), "docx", str(tmp_path), ["19930", "46"])
        assert "Số liệu" in texts(read(sent.content))
        faults.add(sent.fault.partition(": ")[0])
    assert faults == {"", "46.docx"}


def test_a_template_that_cannot_be_read_or_is_too_large_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "default.docx"
    path.write_bytes(a_template("{{noidung}}"))
    with path.open("ab") as opened:
        opened.truncate(MAX_TEMPLATE_BYTES + 1)
    large = made_of_plain(packed(contents()), "docx", str(tmp_path), ["19930", None])
    assert (large.fault, "Số liệu" in texts(read(large.content))) == ("default.docx: TooLarge", True)
    # A folder that is no folder cannot be looked into; a name that is too long stands for one that is not allowed.
    strange = made_of_plain(packed(contents()), "docx", str(tmp_path / ("x" * 300)), ["19930", None])
    assert strange.fault == "templates: OSError"


def test_a_template_that_is_followed_and_other_forms_have_no_fault(tmp_path: Path) -> None:
    (tmp_path / "46.docx").write_bytes(b"x")
    (tmp_path / "19930.docx").write_bytes(a_template("Mẫu", "{{noidung}}"))
    own = made_of_plain(packed(contents()), "docx", str(tmp_path), ["19930", "46"])
    assert (own.fault, texts(read(own.content))[0]) == ("", "Mẫu")
    assert made_of_plain(packed(contents()), "xlsx", str(tmp_path), ["46", None]).fault == ""
    assert made_of_plain(packed(contents()), "docx", None, ["46", None]).fault == ""


def test_a_workbook_is_no_template() -> None:
    with pytest.raises(UnusableTemplateError):
        as_document(contents(), made(contents(), FileForm.XLSX))


def test_a_unit_follows_its_own_template_else_that_of_the_unit_above_else_the_common_one(tmp_path: Path) -> None:
    found = []
    for name in ("default", "46", "19930"):
        (tmp_path / f"{name}.docx").write_bytes(b"")
        path = template_of(tmp_path, "19930", "46")
        found.append(path.stem if path else None)
    assert found == ["default", "46", "19930"]
    assert template_of(None, "19930", "46") is None
    assert template_of(tmp_path / "nowhere", "19930") is None


def test_a_report_without_tips_over_time_has_no_picture() -> None:
    with pytest.raises(NoChartError):
        made(contents(), FileForm.PNG)
