"""The acceptance of the figures: every row of tables T, C and F of the domain notes, printed digit for digit.

Five replays are recorded in one database through the functions of the handlers. Each row then names its figures with
the quantities that its report gives them, and the words that the product prints for them. `differs` says where these
are not the report's own, and why.
"""

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.reference import load_units
from bot.replays import hue, phu_tho, thanh_hoa, tho_xuan, thuan_chau
from bot.replays.communes import of_district, of_province
from bot.replays.happenings import noon
from bot.replays.replay import play
from domain.activities import ActivityType, Topic
from domain.backfills import Backfill
from domain.figures import (
    ActivityKey,
    FigureKey,
    Figures,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    outcome_key,
)
from domain.outcomes import Attribute, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup
from reports.gather import Wanted, gather
from reports.numbers import NumberStyle
from reports.reported import Report, Unit
from reports.sections import sentences_of
from reports.wording import Earlier, Locality, sentences
from reports.wording.earlier import is_summed, together
from storage import registers
from storage.coverage import lower_bounds
from storage.database import Database
from storage.figures import MOST_ROWS, OpenedRow, gather_figures, rows_of
from storage.vault import create_keys, load_keys
from tests.conftest import quick_folder
from tests.recount import Tables, as_counts, read, recount

PEOPLE, FORCE, ASSOCIATIONS = SourceGroup.PEOPLE, SourceGroup.GRASSROOTS_FORCE, SourceGroup.ORGANISATION
POLICE = SourceGroup.OTHER
MODEL, CLUB, CAMERAS = StructureType.MODEL, StructureType.CLUB, StructureType.CAMERA_SYSTEM
TEAM = StructureType.SECURITY_TEAM
EXACT, ROUNDED, WORDS, MANY = NumberStyle


@dataclass(frozen=True, slots=True)
class Place:
    """Whose figures, of which days, in which words.

    Attributes:
        units: The units whose figures are added up.
        period: Which days.
        locality: What the place and its parts are called.
        before: The days that these are compared with.
        unit: The unit of today whose report this is; empty for a district, of which there are none any more.
    """

    units: tuple[str, ...]
    period: Period
    locality: Locality = field(default_factory=Locality)
    before: Period | None = None
    unit: str = ""


def _province(code: str) -> tuple[str, ...]:
    return (code, *of_province(code))


FIRE_GROUPS = StructureKey(StructureType.FIRE_SAFETY_GROUP)
PLACES: Mapping[str, Place] = {
    "Phú Thọ": Place(_province(phu_tho.PROVINCE), phu_tho.YEAR, Locality("toàn tỉnh"), unit=phu_tho.PROVINCE),
    "Chí Đám": Place((phu_tho.CHI_DAM,), phu_tho.YEAR, Locality("toàn xã"), unit=phu_tho.CHI_DAM),
    "Thừa Thiên Huế": Place(
        _province(hue.PROVINCE),
        hue.TEN_YEARS,
        Locality("toàn tỉnh"),
        unit=hue.PROVINCE,
    ),
    "TP. Huế": Place(hue.city(), hue.NOW, Locality("toàn thành phố")),
    "Phú Mỹ": Place((hue.MY_THUONG,), hue.NOW, Locality("toàn xã"), hue.LAST, hue.MY_THUONG),
    "Thanh Hóa": Place(
        _province(thanh_hoa.PROVINCE),
        thanh_hoa.YEARS,
        Locality(
            areas={
                (MODEL, thanh_hoa.FAMILIES): AreaKind.DISTRICT,
                (CAMERAS, thanh_hoa.CAMERAS): AreaKind.DISTRICT,
            }
        ),
        unit=thanh_hoa.PROVINCE,
    ),
    "Thanh Hóa, 2021": Place(_province(thanh_hoa.PROVINCE), thanh_hoa.YEAR, unit=thanh_hoa.PROVINCE),
    "Thuận Châu": Place(of_district("huyện Thuận Châu", thuan_chau.PROVINCE), thuan_chau.YEAR, Locality("toàn huyện")),
    "Chiềng Pha": Place(
        (thuan_chau.CHIENG_PHA,),
        thuan_chau.YEAR,
        Locality("toàn xã", {AreaKind.HAMLET: "bản"}, {(MODEL, thuan_chau.PEACEFUL): AreaKind.HAMLET}),
        unit=thuan_chau.CHIENG_PHA,
    ),
    "Thọ Xuân": Place(
        of_district("huyện Thọ Xuân", tho_xuan.PROVINCE),
        tho_xuan.MONTHS,
        Locality(
            "toàn huyện",
            {AreaKind.COMMUNE: "xã, thị trấn"},
            {(CAMERAS, tho_xuan.CAMERAS): AreaKind.COMMUNE},
        ),
    ),
}


def outcome(of: OutcomeType, unit: UnitOfCount, group: SourceGroup = PEOPLE, **attributes: str) -> OutcomeKey:
    """Return the key of an outcome that a group contributed to."""
    return outcome_key(of, unit, {Attribute(name): value for name, value in attributes.items()}, source_group=group)


def wanted(**attributes: str) -> OutcomeKey:
    """Return the key of wanted persons and fugitives."""
    return outcome(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, PEOPLE, **attributes)


def filed(measure: str) -> OutcomeKey:
    """Return the key of files for one measure."""
    return outcome(OutcomeType.MEASURE_FILED, UnitOfCount.FILE, measure=measure)


def by(of: ActivityType, unit: UnitOfCount, group: SourceGroup, topic: Topic | None = None) -> ActivityKey:
    """Return the key of an activity."""
    return ActivityKey(of, unit, group, topic)


def model(name: str, owner: str | None = None, measure: Measure = Measure.COUNT) -> StructureKey:
    """Return the key of models of one name."""
    return StructureKey(MODEL, measure, name, owner)


def met(standard: Standard, area: AreaKind, met: int, assessed: int) -> dict[FigureKey, int]:
    """Return both numbers of a standard."""
    return {StandardKey(standard, area): met, StandardKey(standard, area, is_assessed=True): assessed}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the tables.

    Attributes:
        number: "T1".
        place: Which of `PLACES` its report is about.
        figures: Its figures with what they must be, exactly.
        printed: The words with its numbers, one for each phrase of the row.
        style: How exact the numbers are in the report.
        differs: How the words differ from the report's, and why; empty where they do not.
        today: What a report of today prints in their place, where it has other words for the place.
    """

    number: str
    place: str
    figures: Mapping[FigureKey, int]
    printed: tuple[str, ...]
    style: NumberStyle = EXACT
    differs: str = ""
    today: tuple[str, ...] = ()


RESOLVED = (OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT)
OFFENCES = (OutcomeType.OFFENCE_HANDLED, UnitOfCount.OFFENCE)
SETTLED = (OutcomeType.DISPUTE_SETTLED, UnitOfCount.INCIDENT)
GUNS = (OutcomeType.WEAPON_RECOVERED, UnitOfCount.GUN)
RESCUES = (OutcomeType.HAZARD_REMOVED, UnitOfCount.OFFENCE)

T_ROWS = (
    Row(
        "T1",
        "Phú Thọ",
        {TipKey(FORCE): 3_814},
        ("Lực lượng tham gia bảo vệ ANTT ở cơ sở đã cung cấp 3.814 tin báo",),
    ),
    Row(
        "T2",
        "Phú Thọ",
        {outcome(*RESOLVED, FORCE): 1_634, outcome(*RESOLVED, FORCE, involvement="assisted"): 1_634},
        ("hỗ trợ giải quyết 1.634 vụ việc liên quan đến ANTT",),
    ),
    Row(
        "T3",
        "Phú Thọ",
        {
            wanted(person_kind="warrant"): 19,
            wanted(means="arrested", person_kind="warrant"): 12,
            wanted(means="persuaded", person_kind="warrant"): 7,
        },
        ("bắt, vận động đầu thú 19 đối tượng truy nã",),
    ),
    Row(
        "T4",
        "Phú Thọ",
        {filed("commune_education"): 180, filed("reform_school"): 12, filed("compulsory_rehabilitation"): 80},
        ("lập hàng trăm hồ sơ giáo dục tại xã, phường, đưa vào trường giáo dưỡng, cơ sở cai nghiện bắt buộc",),
        WORDS,
    ),
    Row(
        "T5",
        "Thừa Thiên Huế",
        {TipKey(PEOPLE, Value.VALUABLE): 122_345},
        ("Quần chúng Nhân dân phát hiện, tố giác, cung cấp hơn 122.000 nguồn tin có giá trị",),
        ROUNDED,
        "Nhân dân with its capital, as in the other reports",
    ),
    Row(
        "T6",
        "Thừa Thiên Huế",
        {outcome(*OFFENCES): 5_633},
        ("giúp lực lượng Công an bắt, xử lý hàng nghìn vụ vi phạm pháp luật",),
        WORDS,
        '"hàng nghìn", as in the other reports, for "hàng ngàn"',
    ),
    Row(
        "T7",
        "Thừa Thiên Huế",
        {
            wanted(): 404,
            wanted(means="arrested", person_kind="warrant"): 180,
            wanted(means="persuaded", person_kind="warrant"): 90,
            wanted(means="arrested", person_kind="fugitive"): 70,
            wanted(means="persuaded", person_kind="fugitive"): 64,
        },
        ("bắt, vận động 404 đối tượng có lệnh truy nã và đối tượng vi phạm pháp luật lẩn trốn ra đầu thú",),
        ROUNDED,
    ),
    Row(
        "T8",
        "Thừa Thiên Huế",
        {
            outcome(OutcomeType.WARNED, UnitOfCount.PERSON): 35_917,
            outcome(OutcomeType.PUBLIC_REVIEW, UnitOfCount.PERSON): 2_400,
        },
        ("gọi hỏi, răn đe gần 36.000 đối tượng", "ra kiểm điểm trước dân"),
        ROUNDED,
        "who was brought before the people is another number, which the report does not give",
    ),
    Row(
        "T9",
        "Thanh Hóa",
        {TipKey(PEOPLE): 26_764},
        ("Quần chúng Nhân dân đã cung cấp hàng chục nghìn nguồn tin",),
        WORDS,
        'a total with 25.500 in it is no "hàng nghìn": the words come from the number',
    ),
    Row(
        "T10",
        "Thanh Hóa",
        {TipKey(PEOPLE, Value.VALUABLE): 25_463},
        ("trong đó có gần 25.500 nguồn tin có giá trị",),
        ROUNDED,
    ),
    Row(
        "T11",
        "Thanh Hóa",
        {outcome(OutcomeType.CASE_SOLVED, UnitOfCount.CASE): 312},
        ("giúp lực lượng Công an điều tra, khám phá nhiều vụ án",),
        MANY,
    ),
    Row(
        "T12",
        "Thanh Hóa",
        {wanted(means="arrested", person_kind="warrant"): 48, wanted(): 48},
        ("bắt giữ hàng chục đối tượng truy nã",),
        WORDS,
    ),
    Row(
        "T13",
        "Thanh Hóa",
        {outcome(*SETTLED, settlement="settled"): 640},
        ("phối hợp giải quyết hàng trăm vụ việc, mâu thuẫn trong Nhân dân",),
        WORDS,
    ),
    Row(
        "T14",
        "Thuận Châu",
        {outcome(*GUNS, item_kind="homemade_gun", recovery="campaign"): 130},
        ("vận động thu hồi 130 khẩu súng tự chế",),
        ROUNDED,
    ),
    Row(
        "T15",
        "Phú Mỹ",
        {IncidentKey(category=Category.TRAFFIC): 9},
        ("vụ việc về giao thông giảm hẳn",),
        MANY,
        'from 24 a year before; why they fell ("Nhờ mắt thần") is nothing that is recorded',
    ),
    Row(
        "T16",
        "Phú Thọ",
        {outcome(*RESCUES, FORCE): 36},
        ("tham gia nhiều hoạt động chữa cháy, cứu nạn, cứu hộ",),
        MANY,
        "fires and rescues are one type of outcome (O13)",
    ),
)

TURN, SESSION, MEETING, LESSON = UnitOfCount.TURN, UnitOfCount.SESSION, UnitOfCount.MEETING, UnitOfCount.LESSON
PERSON = UnitOfCount.PERSON

C_ROWS = (
    Row(
        "C1",
        "Thừa Thiên Huế",
        {by(ActivityType.PROPAGANDA, SESSION, ASSOCIATIONS): 33_700},
        ("tổ chức 33.700 đợt tuyên truyền",),
        ROUNDED,
        "where they were held is nothing that is recorded",
    ),
    Row(
        "C2",
        "Phú Thọ",
        {by(ActivityType.PROPAGANDA, TURN, FORCE, Topic.LAW): 1_872, by(ActivityType.PROPAGANDA, TURN, FORCE): 1_872},
        ("phối hợp tổ chức 1.872 lượt tuyên truyền phổ biến giáo dục pháp luật",),
    ),
    Row(
        "C3",
        "Phú Thọ",
        {by(ActivityType.PATROL, TURN, FORCE): 4_885},
        ("tham gia 4.885 lượt tuần tra Nhân dân",),
    ),
    Row(
        "C4",
        "Phú Thọ",
        {by(ActivityType.TRAFFIC_GUIDANCE, TURN, FORCE): 8_478},
        ("hỗ trợ 8.478 lượt hướng dẫn phân luồng, bảo đảm trật tự an toàn giao thông",),
    ),
    Row(
        "C5",
        "Phú Thọ",
        {by(ActivityType.SENTENCE_SERVED_HERE, UnitOfCount.INSTANCE, FORCE): 3_240},
        ("quản lý, giáo dục hàng nghìn trường hợp chấp hành án tại địa phương",),
        WORDS,
    ),
    Row(
        "C6",
        "Thuận Châu",
        {
            by(ActivityType.PROPAGANDA, MEETING, POLICE, Topic.LAW): 168,
            ActivityKey(ActivityType.PROPAGANDA, MEETING, POLICE, is_second=True): 18_940,
        },
        ("tổ chức tuyên truyền, giáo dục pháp luật gần 170 cuộc với gần 19.000 lượt người tham gia",),
        ROUNDED,
    ),
    Row(
        "C7",
        "Thuận Châu",
        {by(ActivityType.COMMITMENT, UnitOfCount.BUSINESS, POLICE): 75},
        ("tổ chức cho 75 cơ sở, hộ kinh doanh ký cam kết đảm bảo ANTT, PCCC",),
        ROUNDED,
    ),
    Row(
        "C8",
        "Thuận Châu",
        {by(ActivityType.REINTEGRATION, PERSON, POLICE): 411},
        ("giáo dục, giúp đỡ 411 người chấp hành xong án phạt tù tái hòa nhập cộng đồng",),
        ROUNDED,
    ),
    Row(
        "C9",
        "Thọ Xuân",
        {by(ActivityType.REINTEGRATION, PERSON, ASSOCIATIONS): 294},
        ("tham gia quản lý 294 đối tượng tái hòa nhập cộng đồng",),
    ),
    Row(
        "C10",
        "Thọ Xuân",
        {by(ActivityType.YOUTH_HELPED, PERSON, ASSOCIATIONS): 216, StructureKey(CLUB, name="Thắp sáng niềm tin"): 4},
        ("cảm hóa, giúp đỡ 216 thanh niên chậm tiến", "câu lạc bộ “Thắp sáng niềm tin”"),
        differs="how many clubs there are is a number that the report does not give",
    ),
    Row(
        "C11",
        "Thọ Xuân",
        {
            by(ActivityType.TRAINING, LESSON, ASSOCIATIONS, Topic.TRAFFIC): 14,
            by(ActivityType.TRAINING, LESSON, ASSOCIATIONS, Topic.FIRE): 11,
            by(ActivityType.TRAINING, LESSON, ASSOCIATIONS, Topic.ONLINE_FRAUD): 12,
        },
        (
            (
                "buổi tập huấn về Luật Trật tự, an toàn giao thông đường bộ; công tác phòng cháy, chữa cháy; "
                "nhận biết và phòng tránh các thủ đoạn lừa đảo trên không gian mạng"
            ),
        ),
        MANY,
        '"nhiều buổi" for "các buổi"; training and publicity are two activities',
    ),
    Row(
        "C12",
        "Thuận Châu",
        {by(ActivityType.PROPAGANDA, SESSION, POLICE, Topic.PAVEMENTS): 24},
        ("vận động, tuyên truyền Nhân dân không lấn chiếm vỉa hè, lòng đường, không bán hàng quá giờ quy định",),
        MANY,
        '"quá" for the slip "qúa"',
    ),
)

UNPRINTED = {
    "C13": "watching strangers is watching persons, which the service does not do; patrols are counted, see C3",
}
"""Rows that are not printed, and why."""

FRONT, VETERANS, WOMEN, YOUTH = tho_xuan.FRONT, tho_xuan.VETERANS, tho_xuan.WOMEN, tho_xuan.YOUTH
CLEAN = "Khu dân cư sáng, xanh, sạch, đẹp, an toàn"

F_ROWS = (
    Row(
        "F1",
        "Phú Thọ",
        {StructureKey(TEAM): 5_049, StructureKey(TEAM, Measure.MEMBERS): 15_428},
        ("thành lập và duy trì hoạt động 5.049 tổ bảo vệ ANTT ở cơ sở với 15.428 thành viên",),
    ),
    Row(
        "F2",
        "Phú Thọ",
        {StructureKey(TEAM, Measure.EQUIPPED): 15_428, StructureKey(TEAM, Measure.PAID): 15_428},
        ("100% được trang cấp trang phục và hưởng phụ cấp theo quy định",),
    ),
    Row(
        "F3",
        "TP. Huế",
        {
            StructureKey(StructureType.NEIGHBOURHOOD_GUARD): 29,
            StructureKey(StructureType.NEIGHBOURHOOD_GUARD, Measure.MEMBERS): 1_064,
        },
        ("với 29 ban bảo vệ dân phố, 1.064 thành viên",),
    ),
    Row(
        "F4",
        "Thọ Xuân",
        {StructureKey(StructureType.MEDIATION_TEAM, owner=FRONT): 274},
        ("MTTQ huyện đã kiện toàn và duy trì hoạt động 274 tổ hòa giải",),
    ),
    Row(
        "F5",
        "Thuận Châu",
        {
            StructureKey(StructureType.PEOPLES_SECURITY_TEAM): 391,
            StructureKey(StructureType.MEDIATION_TEAM): 391,
            StructureKey(StructureType.FIRE_TEAM): 391,
            StructureKey(StructureType.SELF_MANAGED_GROUP): 2_769,
        },
        ("duy trì và củng cố hoạt động của 391 tổ ANND, 391 tổ hòa giải, 391 tổ PCCC và 2.769 nhóm LGTQ về ANTT",),
        ROUNDED,
        '"hòa", as in the other reports, for "hoà"',
    ),
    Row("F6", "Thuận Châu", {StructureKey(MODEL): 12}, ("12 mô hình",), ROUNDED),
    Row(
        "F7",
        "Chiềng Pha",
        {
            model(thuan_chau.PEACEFUL, measure=Measure.COVERED): 12,
            model(thuan_chau.PEACEFUL, measure=Measure.AREAS): 12,
            MilestoneKey(MODEL, Milestone.REPLICATED, thuan_chau.PEACEFUL): 1,
        },
        ("Đã nhân rộng mô hình “Xã bình yên” lên toàn xã đối với 12/12 bản",),
        differs='the model by its name for "mô hình này"',
        today=("Đã nhân rộng mô hình “Xã bình yên” lên toàn xã đối với 12/12 thôn, bản, tổ dân phố",),
    ),
    Row(
        "F8",
        "Thọ Xuân",
        {
            StructureKey(MODEL, owner=FRONT): 31,
            model(CLEAN, FRONT): 28,
            model("Khu dân cư tự quản về bảo vệ môi trường", FRONT): 1,
        },
        (
            (
                f"xây dựng và nhân rộng 31 mô hình, trong đó có 28 mô hình “{CLEAN}”, "
                "1 mô hình “Khu dân cư tự quản về bảo vệ môi trường”"
            ),
        ),
    ),
    Row(
        "F9",
        "Thọ Xuân",
        {model("Tổ 3 trên 1", VETERANS): 213, model("Tổ 3 trên 1", VETERANS, Measure.MEMBERS): 639},
        ("duy trì hoạt động 213 mô hình “Tổ 3 trên 1” với 639 thành viên",),
    ),
    Row(
        "F10",
        "Thọ Xuân",
        {
            model("5 không, 3 sạch", WOMEN): 1,
            model("5 có, 3 sạch", WOMEN): 13,
            model("Làng quê an toàn cho phụ nữ và trẻ em", WOMEN): 11,
            StructureKey(CLUB, name="Gia đình phát triển bền vững nuôi dạy con tốt", owner=WOMEN): 3,
        },
        (
            "mô hình “5 không, 3 sạch”",
            "13 mô hình “5 có, 3 sạch”",
            "11 mô hình “Làng quê an toàn cho phụ nữ và trẻ em”",
            "3 câu lạc bộ “Gia đình phát triển bền vững nuôi dạy con tốt”",
        ),
        differs="whether the 11 are of one name or of two is not clear in the report; they are registered under one",
    ),
    Row(
        "F11",
        "Thọ Xuân",
        {
            model("Tuổi trẻ phòng chống tội phạm", YOUTH): 6,
            model("Khu dân cư không có thanh, thiếu niên mắc tệ nạn xã hội", YOUTH): 30,
            model("Tuyến đường thanh niên tự quản về an ninh trật tự", YOUTH): 21,
            model("Cổng trường an toàn giao thông - xanh, sạch, đẹp", YOUTH): 77,
        },
        (
            "6 mô hình “Tuổi trẻ phòng chống tội phạm”",
            "30 mô hình “Khu dân cư không có thanh, thiếu niên mắc tệ nạn xã hội”",
            "21 mô hình “Tuyến đường thanh niên tự quản về an ninh trật tự”",
            "77 mô hình “Cổng trường an toàn giao thông - xanh, sạch, đẹp”",
        ),
        differs="those of which there are most come first",
    ),
    Row(
        "F12",
        "Thọ Xuân",
        {
            StructureKey(CAMERAS, Measure.COVERED): 30,
            StructureKey(CAMERAS, Measure.AREAS): 30,
            StructureKey(CAMERAS, Measure.CAMERAS): 780,
        },
        ("30/30 mô hình tại các xã, thị trấn với tổng số 780 mắt camera do UBND cấp xã lắp đặt",),
        differs="to which room they are connected is nothing that is recorded",
    ),
    Row(
        "F13",
        "Phú Mỹ",
        {StructureKey(CAMERAS, Measure.CAMERAS): 28, StructureKey(CAMERAS, Measure.POINTS): 24},
        ("mô hình camera an ninh với 28 mắt/24 điểm trên toàn xã",),
        today=("mô hình camera an ninh với 28 mắt/24 điểm trên toàn phường",),
    ),
    Row(
        "F14",
        "Chí Đám",
        {StructureKey(CAMERAS, Measure.CAMERAS): 66},
        ("lắp đặt 66 mắt camera",),
        differs="on which roads is nothing that is recorded",
    ),
    Row(
        "F15",
        "Thanh Hóa",
        {
            StructureKey(CAMERAS, Measure.COVERED, thanh_hoa.CAMERAS): 19,
            StructureKey(CAMERAS, Measure.AREAS, thanh_hoa.CAMERAS): 27,
            model(thanh_hoa.FAMILIES, measure=Measure.COVERED): 19,
            model(thanh_hoa.FAMILIES, measure=Measure.AREAS): 27,
        },
        (
            "mô hình “Camera với ANTT” đang được triển khai xây dựng ở 19/27 huyện, thị xã, thành phố",
            "ô hình “Dòng họ tự quản về ANTT” đang hoạt động tại 19/27 huyện, thị xã, thành phố",
        ),
    ),
    Row(
        "F16",
        "Thanh Hóa",
        {StructureKey(MODEL): 986},
        ("gần 1.000 mô hình tự phòng, tự quản, tự bảo vệ, tự hòa giải về ANTT",),
        ROUNDED,
        '"1.000" always has its dot',
    ),
    Row(
        "F17",
        "Thanh Hóa, 2021",
        {MilestoneKey(MODEL, Milestone.REPLICATED): 68},
        ("đã có 68 mô hình được nhân rộng",),
    ),
    Row(
        "F18",
        "Thừa Thiên Huế",
        {StructureKey(MODEL): 95, StructureKey(StructureType.EXEMPLAR): 12},
        ("duy trì, xây dựng 107 mô hình, điển hình phong trào Toàn dân bảo vệ ANTQ",),
        ROUNDED,
        'the movement by its name for "TDBVANTQ"',
    ),
    Row(
        "F19",
        "Thừa Thiên Huế",
        {FIRE_GROUPS: 543, StructureKey(StructureType.PUBLIC_FIRE_POINT): 653},
        ("thành lập hơn 543 tổ liên gia an toàn về phòng cháy, chữa cháy, 653 điểm chữa cháy công cộng",),
        ROUNDED,
        '"hơn 543" is no rounding: that some were not counted is recorded with the count',
    ),
    Row(
        "F20",
        "Phú Thọ",
        {KindsKey(MODEL): 38, StructureKey(MODEL, Measure.POINTS): 33_104, StructureKey(StructureType.EXEMPLAR): 75},
        ("38 loại mô hình với 33.104 điểm và 75 điển hình tiên tiến",),
    ),
    Row(
        "F21",
        "Phú Thọ",
        {MilestoneKey(MODEL, Milestone.RECOGNISED): 117},
        ("thẩm định, ghi nhận 117 mô hình tiếp tục phát huy hiệu quả",),
    ),
    Row(
        "F22",
        "Phú Thọ",
        {
            **met(Standard.SECURITY, AreaKind.RESIDENTIAL_AREA, 4_560, 4_801),
            **met(Standard.SECURITY, AreaKind.COMMUNE, 128, 148),
            **met(Standard.SECURITY, AreaKind.AGENCY, 1_250, 1_250),
            **met(Standard.SECURITY, AreaKind.SCHOOL, 1_984, 2_000),
        },
        (
            (
                "toàn tỉnh có 94,98% khu dân cư, 86,48% xã, phường, 100% cơ quan, doanh nghiệp, 99,2% cơ sở giáo dục "
                "đạt tiêu chuẩn an toàn"
            ),
        ),
    ),
    Row(
        "F23",
        "Phú Thọ",
        {
            **met(Standard.NEW_COUNTRYSIDE, AreaKind.COMMUNE, 84, 133),
            StandardKey(Standard.MODEL_COUNTRYSIDE, AreaKind.RESIDENTIAL_AREA): 525,
        },
        (
            (
                "oàn tỉnh có 84/133 xã đạt chuẩn nông thôn mới (chiếm 63,2%); 525 khu dân cư đạt chuẩn nông thôn mới "
                "kiểu mẫu"
            ),
        ),
    ),
    Row(
        "F24",
        "Phú Mỹ",
        {model("Dòng họ 3 kỷ cương"): 1, model("Dòng họ 3 kỷ cương", measure=Measure.HOUSEHOLDS): 320},
        ("mô hình “Dòng họ 3 kỷ cương” với hàng trăm hộ dân",),
        WORDS,
        'for how long a model has run ("2 năm") is told by its first day in the register, and is no figure',
    ),
)

ROWS = (*T_ROWS, *C_ROWS, *F_ROWS)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a report of a place is made of.

    Attributes:
        figures: Its figures.
        before: Those of the year before, where they are compared.
        totals: Totals from before the system.
        at_least: Figures of which something was not counted, as that was recorded.
        report: What `nguontin report` makes of it, where the place is a unit of today.
    """

    figures: Figures
    before: Figures | None
    totals: tuple[Backfill, ...]
    at_least: frozenset[FigureKey]
    report: Report | None

    @property
    def whole(self) -> Figures:
        """The figures with the totals from before."""
        return together(self.figures, [total for total in self.totals if is_summed(total)])


@dataclass(frozen=True, slots=True)
class Recorded:
    """The five replays.

    Attributes:
        places: What reports of every place are made of.
        opened: Of each row of the tables, what the rows behind its figures add up to.
        tables: The rows that everything was counted from.
    """

    places: Mapping[str, Gathered]
    opened: Mapping[str, Mapping[FigureKey, Decimal]]
    tables: Tables


async def _record(folder: Path) -> Recorded:
    create_keys(folder / "keys.json")
    vault, database = load_keys(folder / "keys.json"), Database(f"sqlite+aiosqlite:///{folder / 'replays.db'}")
    try:
        await load_units(database)
        for one in (phu_tho, hue, thanh_hoa, thuan_chau, tho_xuan):
            await play(database, vault, one.replay())
        return await _gather(database)
    finally:
        await database.close()


async def _gather(database: Database) -> Recorded:
    gathered = {}
    async with database.read() as session:
        for name, place in PLACES.items():
            before = await gather_figures(session, place.units, place.before) if place.before else None
            totals = await registers.backfills_in(session, place.units, place.period)
            figures = await gather_figures(session, place.units, place.period)
            report = await _report(session, place) if place.unit else None
            at_least = await lower_bounds(session, place.units, place.period.end)
            counted = tuple(one.total for one in totals if not one.contained_in)
            gathered[name] = Gathered(figures, before, counted, at_least, report)
        opened = {
            row.number: {key: await _opened(session, key, PLACES[row.place]) for key in row.figures} for row in ROWS
        }
        return Recorded(gathered, opened, await read(session))


async def _report(session: AsyncSession, place: Place) -> Report:
    unit = Unit(place.unit, "Công an")
    return await gather(session, unit, place.period, now=noon(date(2026, 1, 2)), wanted=Wanted(is_summed=True))


async def _opened(session: AsyncSession, key: FigureKey, place: Place) -> Decimal:
    """Return what the rows behind a figure add up to, page by page."""
    rows: list[OpenedRow] = []
    while page := await rows_of(
        session, key, place.units, place.period, after=rows[-1].id if rows else 0, limit=MOST_ROWS
    ):
        rows += page
    return sum((row.quantity for row in rows), Decimal(0))


@pytest.fixture(scope="module")
def recorded(migrated_file: Path) -> Iterator[Recorded]:
    """All replays in one database, recorded once."""
    folder = quick_folder()
    try:
        shutil.copy(migrated_file, folder / "replays.db")
        yield asyncio.run(_record(folder))
    finally:
        shutil.rmtree(folder)


def told(gathered: Gathered, place: Place, style: NumberStyle) -> str:
    """Return everything that the product says of a place, totals from before added."""
    return "\n".join(
        sentences(
            gathered.figures,
            style,
            backfilled=gathered.totals,
            earlier=Earlier.SUMMED,
            before=gathered.before,
            locality=replace(place.locality, at_least=gathered.at_least),
        )
    )


def test_every_row_of_the_tables_is_printed_or_has_its_reason() -> None:
    numbers = [*(f"T{n}" for n in range(1, 17)), *(f"C{n}" for n in range(1, 14)), *(f"F{n}" for n in range(1, 25))]
    assert sorted([*(row.number for row in ROWS), *UNPRINTED]) == sorted(numbers)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_the_figures_of_the_row_are_those_of_its_report(recorded: Recorded, row: Row) -> None:
    whole = recorded.places[row.place].whole
    assert {key: whole.find(key).quantity for key in row.figures} == {
        key: Decimal(quantity) for key, quantity in row.figures.items()
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_the_row_is_printed_digit_for_digit(recorded: Recorded, row: Row) -> None:
    text = told(recorded.places[row.place], PLACES[row.place], row.style)
    for phrase in row.printed:
        assert phrase in text


@pytest.mark.parametrize("name", PLACES)
def test_exact_numbers_can_be_had_of_everything(recorded: Recorded, name: str) -> None:
    text = told(recorded.places[name], PLACES[name], EXACT)
    assert not any(word in text for word in ("hơn ", "gần ", "hàng trăm", "hàng nghìn", "hàng chục", "nhiều "))


@pytest.mark.parametrize("row", [row for row in ROWS if PLACES[row.place].unit], ids=lambda row: row.number)
def test_the_report_of_a_unit_prints_the_row(recorded: Recorded, row: Row) -> None:
    """The same through the whole report, which finds the words for the place itself."""
    report = recorded.places[row.place].report
    assert report is not None
    assert as_counts(report.figures) == as_counts(recorded.places[row.place].figures)
    text = "\n".join(sentences_of(replace(report, style=row.style)))
    for phrase in row.today or row.printed:
        assert phrase in text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_the_rows_behind_the_figures_add_up_to_them(recorded: Recorded, row: Row) -> None:
    """Totals from before have no rows behind them, so only what was recorded here is compared."""
    figures = recorded.places[row.place].figures
    assert recorded.opened[row.number] == {key: figures.find(key).quantity for key in row.figures}


@pytest.mark.parametrize("name", PLACES)
def test_the_figures_are_those_that_the_rows_add_up_to(recorded: Recorded, name: str) -> None:
    place = PLACES[name]
    assert as_counts(recorded.places[name].figures) == recount(recorded.tables, place.units, place.period)


def test_totals_from_before_stand_apart_where_nobody_asks_to_add_them(recorded: Recorded) -> None:
    gathered = recorded.places["Thừa Thiên Huế"]
    apart = sentences(gathered.figures, EXACT, backfilled=gathered.totals, locality=Locality("toàn tỉnh"))
    assert gathered.figures.find(TipKey(PEOPLE, Value.VALUABLE)).quantity == 122_345 - 121_000
    assert "cung cấp 1.345 nguồn tin có giá trị" in apart[0]
    assert f"nguồn: {hue.DOCUMENT}" in apart[-1]
    assert "121.000" in apart[-1]


def test_help_without_a_tip_counts_as_well_as_help_by_tips(recorded: Recorded) -> None:
    """Of the 1.634 incidents 1.050 have an incident with tips, and 584 were helped with on the spot."""
    found = recorded.places["Phú Thọ"].figures
    keys = TipKey(FORCE), IncidentKey(), outcome(*RESOLVED, FORCE)
    assert [int(found.find(key).quantity) for key in keys] == [3_814, 1_050, 1_634]
