"""What is written in the cells of a table, in Vietnamese or English, and what it means.

Names are compared without tone marks, capitals and signs: "Tổ hòa giải", "to hoa giai" and the code "mediation_team"
are the same. Numbers and days are read as they are written in Viet Nam: 1.872 is more than a thousand, 94,98 is not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from bot.table_lines import Cell, quoted
from domain.activities import ActivityType, Topic
from domain.entries import tidy
from domain.outcomes import UnitOfCount
from domain.periods import PeriodName, UnreadablePeriodError, parse_day
from domain.reading import plain
from domain.structures import AreaKind, Standard, StructureType
from domain.tip import SourceGroup

Word = TypeVar("Word", bound=StrEnum)

_WORD = re.compile(r"[^\W_]+")

_NUMBER = re.compile(r"(?:[1-9]\d{0,2}(?:[. ]\d{3})+|\d{1,16})(?:,\d{1,6})?", re.ASCII)
_ENGLISH_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+", re.ASCII)

_FULL_CODE = re.compile(r"[1-9]\d{4}", re.ASCII)
"""A commune's code that has lost nothing where it was kept as a number."""

_MOST_ROWS = 2**63
"""Rows of a table are numbered below this."""

YES = frozenset({"x", "co", "yes", "true", "1"})
NO = frozenset({"", "khong", "no", "false", "0"})


class CellError(Exception):
    """A cell says nothing that is expected there; the message is the rest of a sentence about it."""


def key(text: str) -> str:
    """Return what a name is compared by."""
    return " ".join(_WORD.findall(plain(text)))


@dataclass(frozen=True, slots=True)
class Names(Generic[Word]):
    """The names of a closed list.

    Attributes:
        first: The name that each of the list is told by.
        known: What each name, and each code, means, under what names are compared by.
    """

    first: Mapping[Word, str]
    known: Mapping[str, Word]


def _names(all_names: Mapping[Word, tuple[str, ...]]) -> Names[Word]:
    known = {key(name): meant for meant, names in all_names.items() for name in (meant.value, *names)}
    return Names({meant: names[0] for meant, names in all_names.items()}, known)


ACTIVITY_TYPES = _names(
    {
        ActivityType.PROPAGANDA: (
            "tuyên truyền",
            "tuyên truyền pháp luật",
            "tuyên truyền, phổ biến giáo dục pháp luật",
        ),
        ActivityType.TRAINING: ("tập huấn", "huấn luyện", "bồi dưỡng"),
        ActivityType.PATROL: ("tuần tra", "tuần tra Nhân dân"),
        ActivityType.TRAFFIC_GUIDANCE: ("hướng dẫn phân luồng", "phân luồng giao thông", "phân luồng"),
        ActivityType.COMMITMENT: ("ký cam kết", "cam kết"),
        ActivityType.FIRE_DRILL: ("diễn tập PCCC", "diễn tập phòng cháy, chữa cháy", "diễn tập"),
        ActivityType.SENTENCE_SERVED_HERE: ("thi hành án tại địa phương", "quản lý, giáo dục người chấp hành án"),
        ActivityType.REINTEGRATION: ("tái hòa nhập cộng đồng", "tái hòa nhập"),
        ActivityType.YOUTH_HELPED: ("giúp đỡ thanh niên chậm tiến", "thanh niên chậm tiến"),
        ActivityType.OTHER: ("khác", "hoạt động khác"),
    }
)

TOPICS = _names(
    {
        Topic.LAW: ("pháp luật",),
        Topic.CRIME: ("phòng, chống tội phạm", "tội phạm"),
        Topic.TRAFFIC: ("trật tự, an toàn giao thông", "TTATGT", "ATGT", "giao thông", "an toàn giao thông"),
        Topic.FIRE: ("phòng cháy, chữa cháy", "PCCC", "PCCC và CNCH"),
        Topic.DRUGS: ("ma túy", "phòng, chống ma túy"),
        Topic.ONLINE_FRAUD: ("lừa đảo trên không gian mạng", "lừa đảo qua mạng"),
        Topic.USURY: ("tín dụng đen", "cho vay lãi nặng"),
        Topic.WEAPONS: ("vũ khí, vật liệu nổ, pháo", "vũ khí", "pháo"),
        Topic.PAVEMENTS: ("vỉa hè, lòng đường", "vỉa hè", "trật tự đô thị"),
        Topic.BORDER: ("xuất, nhập cảnh", "xuất nhập cảnh trái phép", "biên giới"),
        Topic.ENVIRONMENT: ("môi trường", "bảo vệ môi trường"),
        Topic.OTHER: ("khác", "nội dung khác"),
    }
)

SOURCE_GROUPS = _names(
    {
        SourceGroup.PEOPLE: ("quần chúng Nhân dân", "Nhân dân", "quần chúng", "người dân"),
        SourceGroup.GRASSROOTS_FORCE: (
            "lực lượng cơ sở",
            "lực lượng tham gia bảo vệ ANTT ở cơ sở",
            "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
            "tổ bảo vệ ANTT",
        ),
        SourceGroup.ORGANISATION: ("tổ chức, đoàn thể", "đoàn thể", "tổ chức"),
        SourceGroup.MODEL: ("mô hình",),
        SourceGroup.OTHER: ("khác", "công an", "lực lượng công an"),
    }
)

UNITS_OF_COUNT = _names(
    {
        UnitOfCount.SESSION: ("đợt",),
        UnitOfCount.TURN: ("lượt",),
        UnitOfCount.MEETING: ("cuộc",),
        UnitOfCount.LESSON: ("buổi",),
        UnitOfCount.BUSINESS: ("cơ sở", "cơ sở, hộ kinh doanh", "hộ kinh doanh", "doanh nghiệp"),
        UnitOfCount.HOUSEHOLD: ("hộ", "hộ gia đình", "hộ dân"),
        UnitOfCount.INSTANCE: ("trường hợp",),
        UnitOfCount.PERSON: ("người", "đối tượng"),
    }
)
"""Only those that activities are counted in."""

STRUCTURE_TYPES = _names(
    {
        StructureType.SECURITY_TEAM: (
            "tổ bảo vệ ANTT",
            "tổ bảo vệ an ninh, trật tự",
            "tổ bảo vệ ANTT ở cơ sở",
            "tổ bảo vệ an ninh, trật tự ở cơ sở",
        ),
        StructureType.NEIGHBOURHOOD_GUARD: ("ban bảo vệ dân phố", "bảo vệ dân phố"),
        StructureType.PEOPLES_SECURITY_TEAM: ("tổ an ninh nhân dân", "tổ ANND"),
        StructureType.MEDIATION_TEAM: ("tổ hòa giải",),
        StructureType.FIRE_TEAM: ("tổ PCCC", "tổ phòng cháy, chữa cháy", "đội PCCC", "đội dân phòng"),
        StructureType.SELF_MANAGED_GROUP: ("nhóm liên gia tự quản", "nhóm LGTQ", "tổ liên gia tự quản"),
        StructureType.FIRE_SAFETY_GROUP: ("tổ liên gia an toàn PCCC", "tổ liên gia an toàn phòng cháy, chữa cháy"),
        StructureType.PUBLIC_FIRE_POINT: ("điểm chữa cháy công cộng",),
        StructureType.MODEL: ("mô hình",),
        StructureType.EXEMPLAR: ("điển hình tiên tiến", "điển hình"),
        StructureType.CLUB: ("câu lạc bộ", "CLB"),
        StructureType.CAMERA_SYSTEM: ("hệ thống camera", "camera", "camera an ninh"),
        StructureType.OTHER: ("khác",),
    }
)

AREAS = _names(
    {
        AreaKind.HAMLET: ("thôn, bản", "thôn", "bản", "ấp", "xóm", "tổ dân phố"),
        AreaKind.RESIDENTIAL_AREA: ("khu dân cư",),
        AreaKind.COMMUNE: ("xã, phường", "xã", "phường", "đặc khu", "xã, phường, đặc khu", "xã, thị trấn"),
        AreaKind.DISTRICT: ("huyện", "quận, huyện", "huyện, thị xã, thành phố"),
        AreaKind.AGENCY: ("cơ quan, doanh nghiệp", "cơ quan", "doanh nghiệp"),
        AreaKind.SCHOOL: ("cơ sở giáo dục", "nhà trường", "trường học", "trường"),
    }
)

STANDARDS = _names(
    {
        Standard.SECURITY: ("an toàn về ANTT", "an toàn về an ninh, trật tự", "an toàn"),
        Standard.NEW_COUNTRYSIDE: ("nông thôn mới", "NTM"),
        Standard.MODEL_COUNTRYSIDE: ("nông thôn mới kiểu mẫu", "NTM kiểu mẫu"),
    }
)


PERIODS = _names(
    {
        PeriodName.MONTH: ("tháng",),
        PeriodName.QUARTER: ("quý",),
        PeriodName.HALF: ("6 tháng",),
        PeriodName.NINE_MONTHS: ("9 tháng",),
        PeriodName.YEAR: ("năm",),
        PeriodName.REPORT_MONTH: ("tháng báo cáo",),
        PeriodName.REPORT_QUARTER: ("quý báo cáo",),
        PeriodName.REPORT_HALF: ("6 tháng báo cáo",),
        PeriodName.REPORT_NINE_MONTHS: ("9 tháng báo cáo",),
        PeriodName.REPORT_YEAR: ("năm báo cáo",),
        PeriodName.CRIME_YEAR: ("năm thống kê tội phạm", "năm tội phạm"),
    }
)
"""Only those that can be cut off otherwise: a week is a week."""


def word(cell: Cell, names: Names[Word]) -> Word:
    """Return what a cell names out of a closed list. Raises CellError."""
    found = names.known.get(key(str(cell)))
    if found is None:
        known = ", ".join(f"“{one}”" for one in names.first.values())
        raise CellError(f"“{quoted(cell)}” is none of {known}")
    return found


def number(cell: Cell) -> Decimal:
    """Return the number in a cell, zero or more. Raises CellError."""
    match cell:
        case Decimal():
            found = cell
        case str() if _NUMBER.fullmatch(" ".join(cell.split())):
            found = Decimal(re.sub(r"[.\s]", "", cell).replace(",", "."))
        case str() if _ENGLISH_NUMBER.fullmatch(cell):
            raise CellError(
                f"“{quoted(cell)}” may be two numbers; a dot parts thousands (1.872), a comma decimals (94,98)"
            )
        case _:
            raise CellError(f"“{quoted(cell)}” is no number")
    if not found.is_finite() or found < 0:
        raise CellError(f"“{quoted(cell)}” is no number of something counted")
    return found


def whole_number(cell: Cell) -> Decimal:
    """Return the whole number in a cell. Raises CellError."""
    found = number(cell)
    if found != found.to_integral_value():
        raise CellError(f"“{quoted(cell)}” is no whole number; a dot parts thousands (1.872), a comma decimals")
    return found


def row(cell: Cell) -> int:
    """Return the number of a row that a cell names. Raises CellError."""
    found = int(whole_number(cell))
    if not 0 < found < _MOST_ROWS:
        raise CellError(f"“{quoted(cell)}” is the number of no entry")
    return found


def day(cell: Cell) -> date:
    """Return the day in a cell, written as 31/12/2025 or 2025-12-31. Raises CellError."""
    match cell:
        case date():
            return cell
        case Decimal():
            raise CellError(f"“{quoted(cell)}” is a number; a day is written as 31/12/2025")
    try:
        return parse_day(cell)
    except UnreadablePeriodError:
        raise CellError(f"“{quoted(cell)}” is no day; a day is written as 31/12/2025") from None


def claim(cell: Cell) -> bool:
    """Return whether a cell says yes: có, x. Raises CellError."""
    said = key(str(cell))
    if said not in YES | NO:
        raise CellError(f"“{quoted(cell)}” is neither “có” nor “không”")
    return said in YES


def name(cell: Cell) -> str:
    """Return the words in a cell, on one line. Raises CellError for a day."""
    if isinstance(cell, date):
        raise CellError(f"“{quoted(cell)}” is a day, and a name is expected; give the cell the format of text")
    return tidy(str(cell))


def unit_code(cell: Cell) -> str:
    """Return the code of a unit. Raises CellError where a spreadsheet may have taken its first zeros away."""
    if isinstance(cell, str):
        return tidy(cell).upper()
    digits = f"{cell.normalize():f}" if isinstance(cell, Decimal) and cell.is_finite() else ""
    if not _FULL_CODE.fullmatch(digits):
        raise CellError(f"“{quoted(cell)}” may lack zeros at its beginning; give the cell the format of text")
    return digits
