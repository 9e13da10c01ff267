"""The columns of the tables that are entered, and the cells of a line under them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.entry_words import CellError, key
from bot.table_lines import Cell, Faults, Line, RefusedFileError, quoted
from domain.structures import Measure

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        code: Under which it is asked for; a heading, too.
        heading: Its heading in Vietnamese.
        others: Other headings that mean it.
        is_needed: Whether there must be such a column.
    """

    code: str
    heading: str
    others: tuple[str, ...] = ()
    is_needed: bool = False


UNIT = Column("unit", "Mã đơn vị", ("đơn vị", "mã xã", "mã tỉnh", "unit code"))
CORRECTS = Column("corrects", "Thay cho số", ("sửa cho số", "thay cho dòng số"))
VOID = Column("void", "Hủy", ("hủy bỏ",))
QUANTITY = Column("quantity", "Số lượng", ("số liệu",), is_needed=True)
AT_LEAST = Column("at_least", "Số tối thiểu", ("số chưa đầy đủ", "ít nhất"))
DOCUMENT = Column("document", "Văn bản", ("tài liệu", "nguồn", "văn bản nguồn"), is_needed=True)

ACTIVITY_COLUMNS = (
    UNIT,
    Column("on", "Ngày", ("date", "day", "ngày thực hiện"), is_needed=True),
    Column("type", "Loại hoạt động", ("hoạt động", "loại", "activity"), is_needed=True),
    QUANTITY,
    Column("unit_of_count", "Đơn vị tính", ("đvt",), is_needed=True),
    Column("second_quantity", "Số lượt người", ("lượt người tham gia", "số người dự", "attendance")),
    Column("by", "Lực lượng thực hiện", ("người thực hiện", "lực lượng", "source group"), is_needed=True),
    Column("topic", "Nội dung", ("chủ đề",)),
    CORRECTS,
    VOID,
)

MEASURE_COLUMNS: dict[Measure, Column] = {
    Measure.COUNT: Column("count", "Số lượng", ("quantity",)),
    Measure.MEMBERS: Column("members", "Số thành viên", ("thành viên",)),
    Measure.EQUIPPED: Column("equipped", "Số được trang cấp", ("được trang cấp",)),
    Measure.PAID: Column("paid", "Số hưởng phụ cấp", ("hưởng phụ cấp",)),
    Measure.POINTS: Column("points", "Số điểm", ("điểm",)),
    Measure.CAMERAS: Column("cameras", "Số mắt camera", ("mắt camera", "số camera")),
    Measure.HOUSEHOLDS: Column("households", "Số hộ", ("hộ",)),
    Measure.COVERED: Column("covered", "Số địa bàn đã có", ("số nơi đã có",)),
    Measure.AREAS: Column("areas", "Tổng số địa bàn", ("tổng số nơi",)),
    Measure.PEOPLE_HELPED: Column("people_helped", "Số người được giúp đỡ", ("người được giúp đỡ",)),
}

AREA = Column("area", "Loại địa bàn", ("địa bàn",))

STRUCTURE_COLUMNS = (
    UNIT,
    Column("type", "Loại", ("loại tổ chức", "loại cơ cấu", "loại hình"), is_needed=True),
    Column("name", "Tên", ("tên gọi", "tên mô hình")),
    Column("owner", "Đơn vị phụ trách", ("cơ quan phụ trách", "chủ quản")),
    Column("started_on", "Ngày bắt đầu", ("ngày thành lập", "start")),
    Column("ended_on", "Ngày kết thúc", ("ngày giải thể", "end")),
    AREA,
    Column("counted_on", "Ngày thống kê", ("tính đến ngày", "as of")),
    *MEASURE_COLUMNS.values(),
    AT_LEAST,
    Column("replicated_on", "Ngày nhân rộng"),
    Column("replicated", "Số nhân rộng"),
    Column("recognised_on", "Ngày ghi nhận", ("ngày thẩm định, ghi nhận", "ngày công nhận")),
    Column("recognised", "Số ghi nhận", ("số công nhận",)),
)

STANDARD_COLUMNS = (
    UNIT,
    Column("on", "Ngày", ("date", "day", "tính đến ngày"), is_needed=True),
    Column("standard", "Tiêu chuẩn", ("chuẩn",), is_needed=True),
    Column("area", "Loại địa bàn", ("địa bàn",), is_needed=True),
    Column("met", "Số đạt", ("đạt", "số đạt chuẩn"), is_needed=True),
    Column("assessed", "Số được đánh giá", ("tổng số",)),
)

BACKFILL_COLUMNS = (
    UNIT,
    Column("figure", "Chỉ tiêu", ("mã chỉ tiêu",), is_needed=True),
    Column("start", "Từ ngày", ("from",), is_needed=True),
    Column("end", "Đến ngày", ("to",), is_needed=True),
    QUANTITY,
    AT_LEAST,
    DOCUMENT,
    CORRECTS,
)

PERIOD_COLUMNS = (
    UNIT,
    Column("period", "Kỳ", ("kỳ báo cáo",)),
    Column("valid_from", "Áp dụng từ ngày", ("áp dụng từ",)),
    Column("from_day", "Ngày bắt đầu kỳ", ("bắt đầu từ ngày",)),
    Column("first_month", "Tháng đầu", ("tháng đầu năm",)),
    Column("months", "Số tháng"),
    Column("campaign", "Đợt cao điểm", ("cao điểm", "tên đợt cao điểm")),
    Column("start", "Từ ngày", ("from",)),
    Column("end", "Đến ngày", ("to",)),
    DOCUMENT,
    CORRECTS,
    VOID,
)
"""A line says where a period is cut off, or names a campaign."""

PASSED_OVER = frozenset({"stt", "tt", "no", "ghi chu", "note"})
"""Headings of columns that are not read: what stands there is for those who keep the table."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The first line of a table, as it was understood.

    Attributes:
        columns: Those that there may be.
        places: Where each that is there stands, by its code.
        passed_over: Places whose cells are not read.
    """

    columns: Sequence[Column]
    places: Mapping[str, int]
    passed_over: frozenset[int]


def read_headings(first: Line, columns: Sequence[Column]) -> Headings:
    """Return where each column stands. Raises RefusedFileError with every fault of the headings."""
    known = {key(name): one for one in columns for name in (one.code, one.heading, *one.others)}
    faults = Faults()
    places: dict[str, int] = {}
    passed_over: set[int] = set()
    for place, cell in enumerate(first.cells):
        name = key(str(cell))
        column = known.get(name)
        if name in PASSED_OVER:
            passed_over.add(place)
        elif not name:
            continue
        elif column is None:
            faults.add(f"there is no column “{quoted(cell)}”", line=first.number)
        elif column.code in places:
            faults.add("this column is there twice", line=first.number, column=column.heading)
        else:
            places[column.code] = place
    for column in columns:
        if column.is_needed and column.code not in places:
            faults.add(f"the column “{column.heading}” ({column.code}) is missing", line=first.number)
    if faults.count:
        names = ", ".join(f"“{one.heading}”" for one in columns)
        raise RefusedFileError(f"the first line must name the columns: {names}", faults.first)
    return Headings(columns, places, frozenset(passed_over))


class Row:
    """The cells of a line, asked for by column; what is wrong with them goes to the faults of the file."""

    def __init__(self, line: Line, headings: Headings, faults: Faults) -> None:
        """Take a line under the headings of its file; what stands under none is a fault."""
        self.number = line.number
        self.is_well = True
        self._headings = {column.code: column.heading for column in headings.columns}
        self._faults = faults
        self._cells = {code: line.cells[at] for code, at in headings.places.items() if at < len(line.cells)}
        known = headings.passed_over.union(headings.places.values())
        for at, cell in enumerate(line.cells):
            if cell != "" and at not in known:
                self.fault(f"“{quoted(cell)}” stands under no heading")

    def fault(self, says: str, column: str = "") -> None:
        """Note what is wrong, with a column where it is about one."""
        self.is_well = False
        self._faults.add(says, line=self.number, column=self._headings.get(column, ""))

    def take(self, column: str, read: Callable[[Cell], Read]) -> Read | None:
        """Return what a cell says, None where it is empty or cannot be read."""
        cell = self._cells.get(column, "")
        if cell == "":
            return None
        try:
            return read(cell)
        except CellError as error:
            self.fault(str(error), column)
            return None

    def need(self, column: str, read: Callable[[Cell], Read]) -> Read | None:
        """Return the same; an empty cell is a fault."""
        if self._cells.get(column, "") == "":
            self.fault("nothing is there", column)
            return None
        return self.take(column, read)
