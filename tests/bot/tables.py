"""Tables as people make them: CSV texts, and spreadsheets with what somebody did to them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"

ACTIVITIES = (
    "Mã đơn vị;Ngày;Loại hoạt động;Số lượng;Đơn vị tính;Số lượt người;Lực lượng thực hiện;Nội dung\n"
    "19930;31/10/2025;Tuyên truyền;1.872;lượt;19.000;Lực lượng cơ sở;Pháp luật\n"
    "19777;2025-11-01;tuan tra nhan dan;4885;luot;;grassroots_force;\n"
)


def spreadsheet(rows: Sequence[Sequence[str | float | date | None]]) -> bytes:
    """Return a spreadsheet with these cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a spreadsheet as a file holds it."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a spreadsheet with another file in place of one of its archive, or beside them."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, part)
    return written.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """Return one of the files in a spreadsheet's archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def kept(folder: Path, content: bytes | str, name: str = "table.csv") -> Path:
    """Return the path of a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
