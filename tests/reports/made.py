"""A report's contents that tests of its forms begin with."""

from datetime import date
from decimal import Decimal

from domain.periods import Period
from reports.contents import Column, Contents, Kind, Letterhead, Row, Section, Table

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "{=1+1}",
    "\t=1+1",
    "http://127.0.0.1/x",
    '=HYPERLINK("http://127.0.0.1")',
    "[x]:*?/\\'",
    "\x00\x01\ud800",
    "x" * 40_000,
)
"""Texts that would be formulas, links or errors to a careless writer of spreadsheets."""

HEAD = Letterhead(
    superior="Công an thành phố Huế",
    body="Công an phường Mỹ Thượng",
    symbol="BC-CAP",
    place="Mỹ Thượng",
    on=date(2026, 2, 3),
    signer="Trưởng Công an",
    recipients=("Công an thành phố Huế",),
)

_COLUMNS = (
    Column("Số liệu", width=50),
    Column("Số lượng", Kind.NUMBER),
    Column("Tỷ lệ", Kind.SHARE),
    Column("So sánh", Kind.CHANGE),
    Column("Ngày", Kind.DAY),
    Column("Mã", width=40, is_detail=True),
)

ROWS = (
    Row(("Nguồn tin", Decimal(3814), Decimal("0.9498"), Decimal("0.125"), date(2026, 1, 31), "tips"), "- Tin: 3.814"),
    Row(("Thuốc nổ", Decimal("1.5"), None, None, None, "outcome.O10.kilogram"), depth=1),
)


def contents(*names: str, long: int = 0) -> Contents:
    """Return contents with these names in a table and a list, and a long table of so many rows."""
    named = tuple(Row((name, Decimal(1), None, None, None, name)) for name in names)
    figures = Table("Số liệu", _COLUMNS, (*ROWS, *named))
    by_unit = Table("Theo xã, phường", _COLUMNS, ROWS * long, "Chỉ liệt kê một phần.")
    listed = Table("Danh sách", (Column("Mô tả"), Column("Ngày", Kind.DAY)), tuple(Row((one, None)) for one in names))
    return Contents(
        language="vi",
        unit_code="19930",
        head=HEAD,
        name="Công an phường Mỹ Thượng",
        subject="Kết quả phong trào Toàn dân bảo vệ an ninh Tổ quốc",
        period=Period(date(2026, 1, 1), date(2026, 1, 31)),
        period_line="Từ ngày 01/01/2026 đến ngày 31/01/2026",
        sections=(
            Section("", ("Quần chúng Nhân dân đã cung cấp 3.814 nguồn tin.", *names)),
            Section("Số liệu", (), figures),
            *((Section("Theo xã, phường", (), by_unit, has_sheet=True, is_brief=False),) if long else ()),
        ),
        lists=(listed,) if names else (),
    )
