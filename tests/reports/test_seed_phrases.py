"""Every phrase of the five seed reports, printed from figures: tables T, C and F of the domain notes, row by row.

A row's figures are the smallest that hold its number; where a report leaves a number out, or says only "hàng trăm", an
invented one stands in. `differs` says how the printed phrase differs from the seed's, and why. Rows that must not be
printed are listed with their reason.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import pytest

from domain.activities import ActivityType, Topic
from domain.backfills import Backfill
from domain.figures import (
    ActivityKey,
    Figure,
    FigureKey,
    Figures,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    StandardKey,
    StructureKey,
    TipKey,
    outcome_key,
)
from domain.outcomes import Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup
from reports.numbers import NumberStyle
from reports.wording import Earlier, Setting, sentences

PEOPLE, FORCE, MASS = SourceGroup.PEOPLE, SourceGroup.GRASSROOTS_FORCE, SourceGroup.ORGANISATION
POLICE = SourceGroup.OTHER
MODEL, CLUB, CAMERAS = StructureType.MODEL, StructureType.CLUB, StructureType.CAMERA_SYSTEM
EXACT, ROUNDED, WORDS, MANY = NumberStyle

Cells = dict[FigureKey, int]


def outcome(
    of: OutcomeType,
    unit: UnitOfCount,
    *,
    group: SourceGroup = PEOPLE,
    contribution: Contribution = Contribution.DIRECT,
    **attributes: str,
) -> FigureKey:
    named = {Attribute(name): value for name, value in attributes.items()}
    return outcome_key(of, unit, named, source_group=group, contribution=contribution)


def wanted(means: str, kind: str) -> FigureKey:
    return outcome(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, means=means, person_kind=kind)


def filed(measure: str) -> FigureKey:
    return outcome(OutcomeType.MEASURE_FILED, UnitOfCount.FILE, measure=measure)


def model(name: str, owner: str | None = None, measure: Measure = Measure.COUNT) -> StructureKey:
    return StructureKey(MODEL, measure, name, owner)


def share(standard: Standard, area: AreaKind, met: int, assessed: int) -> Cells:
    return {StandardKey(standard, area): met, StandardKey(standard, area, is_assessed=True): assessed}


def covered(of: StructureType, name: str, covered: int, areas: int) -> Cells:
    keys = StructureKey(of, Measure.COVERED, name), StructureKey(of, Measure.AREAS, name)
    return dict(zip(keys, (covered, areas), strict=True))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the tables.

    Attributes:
        row: Its number.
        cells: The figures.
        printed: What the sentences must contain, each of them.
        style: How exact the numbers are.
        setting: The words for the place.
        backfilled: Totals from before, which are added.
        before: The figures of the year before.
        differs: How the phrase differs from the seed's, and why; empty where it does not.
    """

    row: str
    cells: Cells
    printed: tuple[str, ...]
    style: NumberStyle = EXACT
    setting: Setting = field(default_factory=Setting)
    backfilled: tuple[Backfill, ...] = ()
    before: Cells = field(default_factory=dict)
    differs: str = ""


BEFORE_2023 = (date(2013, 1, 1), date(2022, 12, 31), "Báo cáo tổng kết 10 năm")
YOUTH = "Huyện đoàn"
LHPN = "Hội LHPN huyện"
FIRE_GROUPS = StructureKey(StructureType.FIRE_SAFETY_GROUP)

TIPS = (
    Phrase(
        "T1",
        {TipKey(FORCE, Value.VALUABLE): 2_100, TipKey(FORCE, Value.KNOWN): 1_714},
        ("Lực lượng tham gia bảo vệ ANTT ở cơ sở đã cung cấp 3.814 tin báo",),
        differs='the value is told as well ("trong đó có … tin có giá trị")',
    ),
    Phrase(
        "T2",
        {
            outcome(OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT, group=FORCE, involvement="assisted"): 1_034,
            outcome(
                OutcomeType.INCIDENT_RESOLVED,
                UnitOfCount.INCIDENT,
                group=FORCE,
                contribution=Contribution.SUPPORTED,
                involvement="assisted",
            ): 600,
        },
        ("hỗ trợ giải quyết 1.634 vụ việc liên quan đến ANTT",),
    ),
    Phrase(
        "T3",
        {wanted("arrested", "warrant"): 11, wanted("persuaded", "warrant"): 8},
        ("Quần chúng Nhân dân đã phối hợp giúp lực lượng Công an bắt, vận động đầu thú 19 đối tượng truy nã",),
    ),
    Phrase(
        "T4",
        {filed("commune_education"): 310, filed("reform_school"): 14, filed("compulsory_rehabilitation"): 96},
        ("lập hàng trăm hồ sơ giáo dục tại xã, phường, đưa vào trường giáo dưỡng, cơ sở cai nghiện bắt buộc",),
        style=WORDS,
    ),
    Phrase(
        "T5",
        {TipKey(PEOPLE, Value.VALUABLE): 9_345},
        ("Quần chúng Nhân dân phát hiện, tố giác, cung cấp hơn 122.000 nguồn tin có giá trị",),
        style=ROUNDED,
        backfilled=(Backfill(TipKey(PEOPLE, Value.VALUABLE), Decimal(113_000), *BEFORE_2023),),
        differs='"Nhân dân" always with its capital',
    ),
    Phrase(
        "T6",
        {
            outcome(OutcomeType.OFFENCE_HANDLED, UnitOfCount.OFFENCE, offence_kind="criminal"): 2_800,
            outcome(OutcomeType.OFFENCE_HANDLED, UnitOfCount.OFFENCE, offence_kind="administrative"): 2_800,
        },
        ("giúp lực lượng Công an bắt, xử lý hàng nghìn vụ vi phạm pháp luật",),
        style=WORDS,
        differs='"hàng nghìn", the spelling of the other reports, for "hàng ngàn"',
    ),
    Phrase(
        "T7",
        {
            wanted("arrested", "warrant"): 180,
            wanted("persuaded", "warrant"): 90,
            wanted("arrested", "fugitive"): 70,
            wanted("persuaded", "fugitive"): 64,
        },
        ("bắt, vận động 404 đối tượng có lệnh truy nã và đối tượng vi phạm pháp luật lẩn trốn ra đầu thú",),
        style=ROUNDED,
    ),
    Phrase(
        "T8",
        {
            outcome(OutcomeType.WARNED, UnitOfCount.PERSON): 35_917,
            outcome(OutcomeType.PUBLIC_REVIEW, UnitOfCount.PERSON): 120,
        },
        ("gọi hỏi, răn đe gần 36.000 đối tượng; đưa 120 đối tượng ra kiểm điểm trước dân",),
        style=ROUNDED,
        differs="those called in and those reviewed in public are two figures, so the comma before the number is out",
    ),
    Phrase(
        "T9",
        {TipKey(PEOPLE): 8_400},
        ("Quần chúng Nhân dân đã cung cấp hàng nghìn nguồn tin",),
        style=WORDS,
        differs='"cho chính quyền và lực lượng Công an" says nothing new; a total above 25.500 is "hàng chục nghìn"',
    ),
    Phrase(
        "T10",
        {TipKey(PEOPLE, Value.VALUABLE): 25_463, TipKey(PEOPLE, Value.KNOWN): 1_364},
        ("đã cung cấp gần 27.000 nguồn tin, trong đó có gần 25.500 nguồn tin có giá trị",),
        style=ROUNDED,
    ),
    Phrase(
        "T11",
        {outcome(OutcomeType.CASE_SOLVED, UnitOfCount.CASE): 312},
        ("giúp lực lượng Công an điều tra, khám phá nhiều vụ án",),
        style=MANY,
    ),
    Phrase("T12", {wanted("arrested", "warrant"): 48}, ("bắt giữ hàng chục đối tượng truy nã",), style=WORDS),
    Phrase(
        "T13",
        {outcome(OutcomeType.DISPUTE_SETTLED, UnitOfCount.INCIDENT, settlement="settled"): 640},
        ("phối hợp giải quyết hàng trăm vụ việc, mâu thuẫn trong Nhân dân",),
        style=WORDS,
        differs='that no "điểm nóng" arose is no recorded fact',
    ),
    Phrase(
        "T14",
        {
            outcome(
                OutcomeType.WEAPON_RECOVERED,
                UnitOfCount.GUN,
                contribution=Contribution.NONE,
                item_kind="homemade_gun",
                recovery="campaign",
            ): 130
        },
        ("vận động thu hồi 130 khẩu súng tự chế",),
    ),
    Phrase(
        "T15",
        {IncidentKey(category=Category.TRAFFIC): 21},
        ("vụ việc về giao thông giảm hẳn",),
        style=MANY,
        before={IncidentKey(category=Category.TRAFFIC): 64},
        differs='why they fell (Nhờ “mắt thần”) is no recorded fact; "giảm hẳn" is a fall by half and more',
    ),
    Phrase(
        "T16",
        {outcome(OutcomeType.HAZARD_REMOVED, UnitOfCount.OFFENCE, group=FORCE): 37},
        ("tham gia nhiều hoạt động chữa cháy, cứu nạn, cứu hộ",),
        style=MANY,
        differs='fires are counted with rescues (O13), so "chữa cháy" is said, too',
    ),
)

ACTIVITIES = (
    Phrase(
        "C1",
        {ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.SESSION, POLICE): 3_700},
        ("đã tổ chức 33.700 đợt tuyên truyền",),
        style=ROUNDED,
        backfilled=(
            Backfill(ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.SESSION, POLICE), Decimal(30_000), *BEFORE_2023),
        ),
        differs="where they were held is not recorded",
    ),
    Phrase(
        "C2",
        {ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.TURN, FORCE, Topic.LAW): 1_872},
        ("phối hợp tổ chức 1.872 lượt tuyên truyền phổ biến giáo dục pháp luật",),
    ),
    Phrase(
        "C3",
        {ActivityKey(ActivityType.PATROL, UnitOfCount.TURN, FORCE): 4_885},
        ("tham gia 4.885 lượt tuần tra Nhân dân",),
    ),
    Phrase(
        "C4",
        {ActivityKey(ActivityType.TRAFFIC_GUIDANCE, UnitOfCount.TURN, FORCE): 8_478},
        ("hỗ trợ 8.478 lượt hướng dẫn phân luồng, bảo đảm trật tự an toàn giao thông",),
    ),
    Phrase(
        "C5",
        {ActivityKey(ActivityType.SENTENCE_SERVED_HERE, UnitOfCount.INSTANCE, FORCE): 2_310},
        ("quản lý, giáo dục hàng nghìn trường hợp chấp hành án tại địa phương",),
        style=WORDS,
    ),
    Phrase(
        "C6",
        {
            ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.MEETING, POLICE, Topic.LAW): 168,
            ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.MEETING, POLICE, Topic.LAW, is_second=True): 18_940,
        },
        ("tổ chức tuyên truyền, giáo dục pháp luật gần 170 cuộc với gần 19.000 lượt người tham gia",),
        style=ROUNDED,
    ),
    Phrase(
        "C7",
        {ActivityKey(ActivityType.COMMITMENT, UnitOfCount.BUSINESS, POLICE): 75},
        ("tổ chức cho 75 cơ sở, hộ kinh doanh ký cam kết đảm bảo ANTT, PCCC",),
    ),
    Phrase(
        "C8",
        {ActivityKey(ActivityType.REINTEGRATION, UnitOfCount.PERSON, POLICE): 411},
        ("giáo dục, giúp đỡ 411 người chấp hành xong án phạt tù tái hòa nhập cộng đồng",),
        style=ROUNDED,
    ),
    Phrase(
        "C9",
        {ActivityKey(ActivityType.REINTEGRATION, UnitOfCount.PERSON, MASS): 294},
        ("tham gia quản lý 294 đối tượng tái hòa nhập cộng đồng",),
    ),
    Phrase(
        "C10",
        {
            ActivityKey(ActivityType.YOUTH_HELPED, UnitOfCount.PERSON, MASS): 216,
            StructureKey(CLUB, name="Thắp sáng niềm tin", owner=YOUTH): 4,
        },
        ("đã cảm hóa, giúp đỡ 216 thanh niên chậm tiến", "câu lạc bộ “Thắp sáng niềm tin”"),
        differs="the clubs are told with who keeps them up, those helped with who helped",
    ),
    Phrase(
        "C11",
        {
            ActivityKey(ActivityType.TRAINING, UnitOfCount.LESSON, MASS, Topic.TRAFFIC): 20,
            ActivityKey(ActivityType.TRAINING, UnitOfCount.LESSON, MASS, Topic.FIRE): 12,
            ActivityKey(ActivityType.TRAINING, UnitOfCount.LESSON, MASS, Topic.ONLINE_FRAUD): 8,
        },
        (
            "tổ chức nhiều buổi tập huấn về Luật Trật tự, an toàn giao thông đường bộ; công tác phòng cháy, chữa cháy",
            "; nhận biết và phòng tránh các thủ đoạn lừa đảo trên không gian mạng",
        ),
        style=MANY,
        differs='"nhiều buổi" for "các buổi"; training and publicity are two figures',
    ),
    Phrase(
        "C12",
        {ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.LESSON, POLICE, Topic.PAVEMENTS): 26},
        ("vận động, tuyên truyền Nhân dân không lấn chiếm vỉa hè, lòng đường, không bán hàng quá giờ quy định",),
        style=MANY,
        differs='"quá" for the slip "qúa"; "Nhân dân" with its capital',
    ),
)

UNPRINTED = {
    "C13": "patrols to watch strangers: persons are not watched here; patrols are counted, and told as in C3",
}

STRUCTURES = (
    Phrase(
        "F1",
        {
            StructureKey(StructureType.SECURITY_TEAM): 5_049,
            StructureKey(StructureType.SECURITY_TEAM, Measure.MEMBERS): 15_428,
        },
        ("Toàn tỉnh đã thành lập và duy trì hoạt động 5.049 tổ bảo vệ ANTT ở cơ sở với 15.428 thành viên",),
        style=ROUNDED,
        setting=Setting("toàn tỉnh"),
    ),
    Phrase(
        "F2",
        {
            StructureKey(StructureType.SECURITY_TEAM): 5_049,
            StructureKey(StructureType.SECURITY_TEAM, Measure.MEMBERS): 15_428,
            StructureKey(StructureType.SECURITY_TEAM, Measure.EQUIPPED): 15_428,
            StructureKey(StructureType.SECURITY_TEAM, Measure.PAID): 15_428,
        },
        ("15.428 thành viên, 100% được trang cấp trang phục và hưởng phụ cấp theo quy định",),
    ),
    Phrase(
        "F3",
        {
            StructureKey(StructureType.NEIGHBOURHOOD_GUARD): 29,
            StructureKey(StructureType.NEIGHBOURHOOD_GUARD, Measure.MEMBERS): 1_064,
        },
        ("với 29 ban bảo vệ dân phố, 1.064 thành viên",),
    ),
    Phrase(
        "F4",
        {StructureKey(StructureType.MEDIATION_TEAM, owner="MTTQ huyện"): 274},
        ("MTTQ huyện đã kiện toàn và duy trì hoạt động 274 tổ hòa giải",),
    ),
    Phrase(
        "F5",
        {
            StructureKey(StructureType.PEOPLES_SECURITY_TEAM): 391,
            StructureKey(StructureType.MEDIATION_TEAM): 391,
            StructureKey(StructureType.FIRE_TEAM): 391,
            StructureKey(StructureType.SELF_MANAGED_GROUP): 2_769,
        },
        ("duy trì và củng cố hoạt động của 391 tổ ANND, 391 tổ hòa giải, 391 tổ PCCC và 2.769 nhóm LGTQ về ANTT",),
        style=ROUNDED,
        differs='"hòa", as in the other reports, for "hoà"',
    ),
    Phrase("F6", {StructureKey(MODEL): 12}, ("12 mô hình",)),
    Phrase(
        "F7",
        {
            model("Xã bình yên"): 1,
            MilestoneKey(MODEL, Milestone.REPLICATED, "Xã bình yên"): 1,
            **covered(MODEL, "Xã bình yên", 12, 12),
        },
        ("Đã nhân rộng mô hình “Xã bình yên” lên toàn xã đối với 12/12 bản",),
        setting=Setting("toàn xã", {AreaKind.HAMLET: "bản"}, {(MODEL, "Xã bình yên"): AreaKind.HAMLET}),
        differs='the model by its name for "mô hình này"',
    ),
    Phrase(
        "F8",
        {
            model("Khu dân cư sáng, xanh, sạch, đẹp, an toàn", "MTTQ huyện"): 28,
            model("Khu dân cư tự quản về bảo vệ môi trường", "MTTQ huyện"): 1,
            StructureKey(MODEL, owner="MTTQ huyện"): 2,
            MilestoneKey(MODEL, Milestone.REPLICATED, owner="MTTQ huyện"): 28,
        },
        (
            "xây dựng và nhân rộng 31 mô hình, trong đó có 28 mô hình “Khu dân cư sáng, xanh, sạch, đẹp, an toàn”, ",
            "an toàn”, 1 mô hình “Khu dân cư tự quản về bảo vệ môi trường”",
        ),
        differs="quotation marks in pairs",
    ),
    Phrase(
        "F9",
        {
            model("Tổ 3 trên 1", "Hội Cựu chiến binh huyện"): 213,
            model("Tổ 3 trên 1", "Hội Cựu chiến binh huyện", Measure.MEMBERS): 639,
        },
        ("Hội Cựu chiến binh huyện đã duy trì hoạt động 213 mô hình “Tổ 3 trên 1” với 639 thành viên",),
    ),
    Phrase(
        "F10",
        {
            model("5 không, 3 sạch", LHPN): 1,
            model("5 có, 3 sạch", LHPN): 13,
            model("Làng quê an toàn cho phụ nữ và trẻ em", LHPN): 11,
            StructureKey(CLUB, name="Gia đình phát triển bền vững nuôi dạy con tốt", owner=LHPN): 3,
        },
        (
            "Hội LHPN huyện đã duy trì hoạt động 13 mô hình “5 có, 3 sạch”; 11 mô hình “Làng quê an toàn cho phụ nữ",
            "11 mô hình “Làng quê an toàn cho phụ nữ và trẻ em”",
            "mô hình “5 không, 3 sạch”",
            "3 câu lạc bộ “Gia đình phát triển bền vững nuôi dạy con tốt”",
        ),
        differs="whether the 11 are of one name or of two is not clear in the seed; one name is registered once",
    ),
    Phrase(
        "F11",
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
        differs="the most frequent first",
    ),
    Phrase(
        "F12",
        {
            StructureKey(CAMERAS, name="Camera với an ninh trật tự", owner="UBND cấp xã"): 30,
            StructureKey(CAMERAS, Measure.CAMERAS, "Camera với an ninh trật tự", "UBND cấp xã"): 780,
            **covered(CAMERAS, "Camera với an ninh trật tự", 30, 30),
        },
        (
            "Mô hình “Camera với an ninh trật tự” có 30/30 mô hình tại các xã, thị trấn với tổng số 780 mắt camera",
            "780 mắt camera do UBND cấp xã lắp đặt",
        ),
        setting=Setting(
            area_names={AreaKind.COMMUNE: "xã, thị trấn"},
            areas={(CAMERAS, "Camera với an ninh trật tự"): AreaKind.COMMUNE},
        ),
        differs="that they are connected to the duty room is no recorded fact",
    ),
    Phrase(
        "F13",
        {
            StructureKey(CAMERAS): 1,
            StructureKey(CAMERAS, Measure.CAMERAS): 28,
            StructureKey(CAMERAS, Measure.POINTS): 24,
        },
        ("mô hình camera an ninh với 28 mắt/24 điểm trên toàn xã",),
        setting=Setting("toàn xã"),
    ),
    Phrase(
        "F14",
        {StructureKey(CAMERAS): 1, StructureKey(CAMERAS, Measure.CAMERAS): 66},
        ("đã lắp đặt 66 mắt camera",),
        differs='"trên các tuyến đường" is no recorded fact',
    ),
    Phrase(
        "F15",
        {
            StructureKey(CAMERAS, name="Camera với ANTT"): 19,
            model("Dòng họ tự quản về ANTT"): 19,
            **covered(CAMERAS, "Camera với ANTT", 19, 27),
            **covered(MODEL, "Dòng họ tự quản về ANTT", 19, 27),
        },
        (
            "mô hình “Camera với ANTT” đang được triển khai xây dựng ở 19/27 huyện, thị xã, thành phố",
            "Mô hình “Dòng họ tự quản về ANTT” đang hoạt động tại 19/27 huyện, thị xã, thành phố",
        ),
        setting=Setting(
            areas={
                (CAMERAS, "Camera với ANTT"): AreaKind.DISTRICT,
                (MODEL, "Dòng họ tự quản về ANTT"): AreaKind.DISTRICT,
            }
        ),
    ),
    Phrase(
        "F16",
        {StructureKey(MODEL): 986},
        ("xây dựng và duy trì hoạt động gần 1.000 mô hình tự phòng, tự quản, tự bảo vệ, tự hòa giải về ANTT",),
        style=ROUNDED,
        differs='"1.000" with its dot, commas throughout; "có hiệu quả" is no recorded fact',
    ),
    Phrase("F17", {MilestoneKey(MODEL, Milestone.REPLICATED): 68}, ("Trong kỳ, đã có 68 mô hình được nhân rộng",)),
    Phrase(
        "F18",
        {StructureKey(MODEL): 95, StructureKey(StructureType.EXEMPLAR): 12},
        ("duy trì, xây dựng 107 mô hình, điển hình phong trào Toàn dân bảo vệ ANTQ",),
        style=ROUNDED,
        differs='the movement by its name for "TDBVANTQ"',
    ),
    Phrase(
        "F19",
        {FIRE_GROUPS: 543, StructureKey(StructureType.PUBLIC_FIRE_POINT): 653},
        ("thành lập hơn 543 tổ liên gia an toàn về phòng cháy, chữa cháy, 653 điểm chữa cháy công cộng",),
        style=ROUNDED,
        setting=Setting(at_least=frozenset({FIRE_GROUPS})),
        differs='"hơn 543" is no rounding: the number is a lower bound, said by the setting; else it is "543"',
    ),
    Phrase(
        "F20",
        {
            KindsKey(MODEL): 38,
            StructureKey(MODEL): 2_905,
            StructureKey(MODEL, Measure.POINTS): 33_104,
            StructureKey(StructureType.EXEMPLAR): 75,
        },
        ("duy trì 38 loại mô hình với 33.104 điểm và 75 điển hình tiên tiến",),
        style=ROUNDED,
    ),
    Phrase(
        "F21",
        {MilestoneKey(MODEL, Milestone.RECOGNISED): 117},
        ("Công an đã thẩm định, ghi nhận 117 mô hình tiếp tục phát huy hiệu quả",),
    ),
    Phrase(
        "F22",
        {
            **share(Standard.SECURITY, AreaKind.RESIDENTIAL_AREA, 4_749, 5_000),
            **share(Standard.SECURITY, AreaKind.COMMUNE, 128, 148),
            **share(Standard.SECURITY, AreaKind.AGENCY, 2_140, 2_140),
            **share(Standard.SECURITY, AreaKind.SCHOOL, 1_240, 1_250),
        },
        (
            "Qua đánh giá phân loại tiêu chuẩn “An toàn về ANTT”, toàn tỉnh có 94,98% khu dân cư, 86,48% xã, phường",
            "86,48% xã, phường, 100% cơ quan, doanh nghiệp, 99,2% cơ sở giáo dục đạt tiêu chuẩn an toàn",
        ),
        setting=Setting("toàn tỉnh"),
    ),
    Phrase(
        "F23",
        {
            **share(Standard.NEW_COUNTRYSIDE, AreaKind.COMMUNE, 84, 133),
            StandardKey(Standard.MODEL_COUNTRYSIDE, AreaKind.RESIDENTIAL_AREA): 525,
        },
        (
            "Toàn tỉnh có 84/133 xã đạt chuẩn nông thôn mới (chiếm 63,2%); 525 khu dân cư đạt chuẩn",
            "525 khu dân cư đạt chuẩn nông thôn mới kiểu mẫu",
        ),
        setting=Setting("toàn tỉnh"),
    ),
    Phrase(
        "F24",
        {model("Dòng họ 3 kỷ cương"): 1, model("Dòng họ 3 kỷ cương", measure=Measure.HOUSEHOLDS): 340},
        ("mô hình “Dòng họ 3 kỷ cương” với hàng trăm hộ dân",),
        style=WORDS,
        differs='for how long a model has run ("2 năm") is a day of the register, and no figure',
    ),
)

PHRASES = (*TIPS, *ACTIVITIES, *STRUCTURES)


def figures(cells: Cells) -> Figures:
    return Figures(tuple(Figure(key, Decimal(quantity)) for key, quantity in cells.items()))


def told(phrase: Phrase) -> str:
    return "\n".join(
        sentences(
            figures(phrase.cells),
            phrase.style,
            backfilled=phrase.backfilled,
            earlier=Earlier.SUMMED,
            before=figures(phrase.before) if phrase.before else None,
            setting=phrase.setting,
        )
    )


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.row)
def test_the_phrase_of_the_seed_is_printed(phrase: Phrase) -> None:
    text = told(phrase)
    for printed in phrase.printed:
        assert printed in text


def as_registered(key: FigureKey) -> FigureKey:
    """Return the key as the register has it: what has no name or owner has an empty one."""
    if isinstance(key, StructureKey | MilestoneKey):
        return replace(key, name=key.name or "", owner=key.owner or "")
    return key


@pytest.mark.parametrize("phrase", STRUCTURES, ids=lambda phrase: phrase.row)
def test_the_phrase_is_the_same_where_names_and_owners_are_empty(phrase: Phrase) -> None:
    registered = replace(phrase, cells={as_registered(key): quantity for key, quantity in phrase.cells.items()})
    assert told(registered) == told(phrase)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.row)
def test_an_exact_number_can_be_had_for_every_phrase(phrase: Phrase) -> None:
    text = told(replace(phrase, style=EXACT))
    assert not any(word in text for word in ("hơn ", "gần ", "hàng trăm", "hàng nghìn", "hàng chục", "nhiều "))


def test_every_row_of_the_tables_is_printed_or_has_its_reason() -> None:
    rows = [phrase.row for phrase in PHRASES] + list(UNPRINTED)
    expected = [*(f"T{n}" for n in range(1, 17)), *(f"C{n}" for n in range(1, 14)), *(f"F{n}" for n in range(1, 25))]
    assert sorted(rows) == sorted(expected)
