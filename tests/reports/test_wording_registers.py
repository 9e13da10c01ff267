"""Activities, structures, coverage, milestones, standards, totals from before and comparisons, in sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activities import ACTIVITY_RULES, ActivityType, Topic
from domain.backfills import Backfill
from domain.figures import (
    ActivityKey,
    Figure,
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
from domain.outcomes import Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup
from locales import language
from reports.numbers import NumberStyle
from reports.wording import Earlier, Locality, sentences
from reports.wording.earlier import added_lines, together
from reports.wording.structures import MOST_NAMED, MOST_OWNERS

PEOPLE, FORCE, POLICE = SourceGroup.PEOPLE, SourceGroup.GRASSROOTS_FORCE, SourceGroup.OTHER
MODEL, CAMERAS, TEAM = StructureType.MODEL, StructureType.CAMERA_SYSTEM, StructureType.SECURITY_TEAM
DECADE = (date(2013, 1, 1), date(2022, 12, 31))

Cells = dict[FigureKey, int]


def figures(cells: Cells) -> Figures:
    return Figures(tuple(Figure(key, Decimal(quantity)) for key, quantity in cells.items()))


def told(cells: Cells, locality: Locality | None = None, style: NumberStyle = NumberStyle.EXACT) -> list[str]:
    """Return the sentences after that of the people, who gave no tips here."""
    return sentences(figures(cells), style, locality=locality)[1:]


def held(unit: UnitOfCount, topic: Topic | None = None, by: SourceGroup = POLICE) -> ActivityKey:
    return ActivityKey(ActivityType.PROPAGANDA, unit, by, topic)


def before(figure: FigureKey, quantity: int, document: str = "Báo cáo 123/BC-CAT") -> Backfill:
    return Backfill(figure, Decimal(quantity), *DECADE, document)


def test_sessions_rounds_meetings_and_lessons_are_never_added() -> None:
    units = (UnitOfCount.SESSION, UnitOfCount.TURN, UnitOfCount.MEETING, UnitOfCount.LESSON)
    assert told({held(unit): 2 + n for n, unit in enumerate(units)}) == [
        (
            "Lực lượng Công an và các đơn vị đã tổ chức 2 đợt tuyên truyền; tổ chức 3 lượt tuyên truyền; "
            "tổ chức tuyên truyền 4 cuộc; tổ chức 5 buổi tuyên truyền."
        )
    ]


def test_several_topics_are_told_with_their_numbers_beside_sessions_without_one() -> None:
    cells: Cells = {
        held(UnitOfCount.MEETING, Topic.FIRE): 3,
        held(UnitOfCount.MEETING, Topic.DRUGS): 2,
        held(UnitOfCount.MEETING): 1,
        ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.MEETING, POLICE, Topic.FIRE, is_second=True): 310,
    }
    assert told(cells) == [
        (
            "Lực lượng Công an và các đơn vị đã tổ chức tuyên truyền 6 cuộc với 310 lượt người tham gia, trong đó có "
            "3 cuộc về công tác phòng cháy, chữa cháy, 2 cuộc về phòng, chống ma túy."
        )
    ]
    with language("en"):
        assert told(cells) == [
            (
                "The police and other bodies acted to hold 6 meetings of publicity with 310 attendances, among them "
                "3 meetings on fire prevention and fighting, 2 meetings on preventing and fighting drugs."
            )
        ]


def test_what_the_force_did_stands_in_the_sentence_of_its_tips_and_what_others_did_in_one_of_its_own() -> None:
    patrol = ActivityKey(ActivityType.PATROL, UnitOfCount.TURN, FORCE)
    cells: Cells = {TipKey(FORCE): 3, patrol: 9, held(UnitOfCount.TURN, by=PEOPLE): 1, TipKey(PEOPLE): 2}
    assert sentences(figures(cells)) == [
        "Quần chúng Nhân dân đã cung cấp 2 nguồn tin.",
        "Quần chúng Nhân dân đã phối hợp tổ chức 1 lượt tuyên truyền.",
        "Lực lượng tham gia bảo vệ ANTT ở cơ sở đã cung cấp 3 tin báo, tham gia 9 lượt tuần tra Nhân dân.",
    ]
    assert told({patrol: 9}) == ["Lực lượng tham gia bảo vệ ANTT ở cơ sở đã tham gia 9 lượt tuần tra Nhân dân."]


def test_who_is_equipped_and_who_is_paid_is_told_apart_where_they_differ() -> None:
    cells: Cells = {
        StructureKey(TEAM): 2,
        StructureKey(TEAM, Measure.MEMBERS): 15_428,
        StructureKey(TEAM, Measure.EQUIPPED): 15_427,
        StructureKey(TEAM, Measure.PAID): 7_714,
    }
    assert told(cells) == [
        (
            "Toàn địa bàn đã thành lập và duy trì hoạt động 2 tổ bảo vệ ANTT ở cơ sở với 15.428 thành viên, 99,99% "
            "được trang cấp trang phục, 50% hưởng phụ cấp theo quy định."
        )
    ]


def test_what_one_body_alone_keeps_up_is_told_once_and_what_several_do_also_as_a_whole() -> None:
    cells: Cells = {
        StructureKey(StructureType.MEDIATION_TEAM, owner="MTTQ xã"): 4,
        StructureKey(StructureType.CLUB, name="Gia đình", owner="Hội LHPN"): 3,
        StructureKey(StructureType.CLUB, name="Niềm tin", owner="Đoàn Thanh niên"): 2,
    }
    assert told(cells, Locality("toàn xã")) == [
        "Toàn xã đã duy trì hoạt động 5 câu lạc bộ.",
        "MTTQ xã đã kiện toàn và duy trì hoạt động 4 tổ hòa giải.",
        "Hội LHPN đã duy trì hoạt động 3 câu lạc bộ “Gia đình”.",
        "Đoàn Thanh niên đã duy trì hoạt động 2 câu lạc bộ “Niềm tin”.",
    ]


def test_names_and_bodies_without_end_are_cut_to_the_largest() -> None:
    names = [f"Mô hình {n:03}" for n in range(100)]
    [text] = told({StructureKey(MODEL, name=name): 200 - n for n, name in enumerate(names)})
    assert text.startswith("Toàn địa bàn đã xây dựng và duy trì hoạt động 15.050 mô hình")
    assert text.count("“") == MOST_NAMED
    assert "200 mô hình “Mô hình 000”" in text
    owners = told({StructureKey(TEAM, owner=f"Xã {n:03}"): 1 for n in range(100)})
    assert len(owners) == 1 + MOST_OWNERS


def test_models_and_exemplars_by_name_are_told_in_one_number() -> None:
    cells: Cells = {
        StructureKey(MODEL): 3,
        StructureKey(MODEL, name="Bản bình yên"): 2,
        StructureKey(StructureType.EXEMPLAR): 1,
    }
    assert told(cells) == [
        (
            "Toàn địa bàn đã duy trì, xây dựng 6 mô hình, điển hình phong trào Toàn dân bảo vệ ANTQ, trong đó có 2 mô "
            "hình “Bản bình yên”."
        )
    ]
    assert told({StructureKey(StructureType.EXEMPLAR): 7}) == ["Toàn địa bàn đã duy trì 7 điển hình tiên tiến."]


def test_kinds_are_only_told_with_points() -> None:
    cells: Cells = {KindsKey(MODEL): 2, StructureKey(MODEL): 9}
    assert "loại mô hình" not in told(cells)[0]
    [text] = told({**cells, StructureKey(MODEL, Measure.POINTS): 40})
    assert text == "Toàn địa bàn đã duy trì 2 loại mô hình với 40 điểm."
    named: Cells = {KindsKey(MODEL): 1, StructureKey(MODEL, name="Bản bình yên"): 9}
    assert told(named) == ["Toàn địa bàn đã duy trì hoạt động 9 mô hình “Bản bình yên”."]
    points: Cells = {StructureKey(MODEL, Measure.POINTS, "Bản bình yên"): 40}
    assert told({**named, **points}) == ["Toàn địa bàn đã duy trì 1 loại mô hình với 40 điểm."]
    owned: Cells = {
        KindsKey(MODEL): 1,
        StructureKey(MODEL, name="Bản bình yên", owner="Công an tỉnh"): 9,
        StructureKey(MODEL, Measure.POINTS, "Bản bình yên", "Công an tỉnh"): 40,
    }
    assert told(owned) == [
        "Toàn địa bàn đã duy trì 1 loại mô hình với 40 điểm.",
        "Công an tỉnh đã duy trì hoạt động 9 mô hình “Bản bình yên”.",
    ]


def test_cameras_of_several_systems_and_uncounted_ones() -> None:
    cells: Cells = {
        StructureKey(CAMERAS): 2,
        StructureKey(CAMERAS, Measure.CAMERAS): 50,
        StructureKey(CAMERAS, Measure.POINTS): 40,
    }
    assert told(cells) == ["Toàn địa bàn đã duy trì camera an ninh với 50 mắt/40 điểm trên toàn địa bàn."]
    covered: Cells = {StructureKey(CAMERAS, measure, "Camera"): 9 for measure in (Measure.COVERED, Measure.AREAS)}
    beside: Cells = {StructureKey(CAMERAS, Measure.CAMERAS, "Camera"): 80, StructureKey(CAMERAS, Measure.CAMERAS): 5}
    assert told({**covered, **beside}) == [
        "Toàn địa bàn đã lắp đặt 85 mắt camera.",
        "Mô hình “Camera” có 9/9 mô hình tại các địa bàn với tổng số 80 mắt camera.",
    ]
    assert told({StructureKey(CAMERAS): 2}) == ["Toàn địa bàn đã duy trì 2 hệ thống camera."]


def test_coverage_counts_only_what_has_no_name_where_no_name_is_given() -> None:
    group = StructureType.SELF_MANAGED_GROUP
    cells: Cells = {
        StructureKey(group, Measure.COVERED): 11,
        StructureKey(group, Measure.AREAS): 12,
        StructureKey(MODEL, Measure.COVERED, "Camera & cổng"): 3,
        StructureKey(MODEL, Measure.AREAS, "Camera & cổng"): 3,
    }
    locality = Locality(areas={(group, ""): AreaKind.HAMLET})
    assert told(cells, locality) == [
        (
            "Nhóm LGTQ về ANTT đang hoạt động tại 11/12 thôn, bản, tổ dân phố; mô hình “Camera & cổng” đang hoạt động "
            "tại 3/3 địa bàn."
        )
    ]


def test_a_standard_of_which_nobody_says_of_how_many_is_a_number() -> None:
    cells: Cells = {
        StandardKey(Standard.SECURITY, AreaKind.HAMLET): 30,
        StandardKey(Standard.SECURITY, AreaKind.SCHOOL): 3,
        StandardKey(Standard.SECURITY, AreaKind.SCHOOL, is_assessed=True): 4,
    }
    assert told(cells) == [
        (
            "Qua đánh giá phân loại tiêu chuẩn “An toàn về ANTT”, toàn địa bàn có 30 thôn, bản, tổ dân phố, 75% cơ sở "
            "giáo dục đạt tiêu chuẩn an toàn."
        )
    ]


def test_totals_from_before_stand_apart_with_their_documents() -> None:
    totals = [before(TipKey(PEOPLE, Value.VALUABLE), 113_000), before(StructureKey(TEAM), 29, "Báo cáo 7/BC")]
    said = sentences(figures({TipKey(PEOPLE, Value.VALUABLE): 5}), backfilled=totals)
    assert said == [
        "Quần chúng Nhân dân phát hiện, tố giác, cung cấp 5 nguồn tin có giá trị.",
        (
            "Theo số liệu từ ngày 01/01/2013 đến ngày 31/12/2022 (nguồn: Báo cáo 123/BC-CAT): "
            "Tin – Có giá trị – Quần chúng Nhân dân: 113.000 tin."
        ),
        "Theo số liệu từ ngày 01/01/2013 đến ngày 31/12/2022 (nguồn: Báo cáo 7/BC): Tổ bảo vệ ANTT ở cơ sở: 29 tổ.",
    ]


def test_totals_are_added_when_asked_and_it_is_said_but_never_to_what_is_there_now() -> None:
    totals = [before(TipKey(PEOPLE, Value.VALUABLE), 113_000), before(StructureKey(TEAM), 29)]
    cells: Cells = {TipKey(PEOPLE, Value.VALUABLE): 9_345, StructureKey(TEAM): 4}
    said = sentences(figures(cells), backfilled=totals, earlier=Earlier.SUMMED)
    source = "số liệu từ ngày 01/01/2013 đến ngày 31/12/2022 (nguồn: Báo cáo 123/BC-CAT)"
    assert said == [
        "Quần chúng Nhân dân phát hiện, tố giác, cung cấp 122.345 nguồn tin có giá trị.",
        "Toàn địa bàn đã thành lập và duy trì hoạt động 4 tổ bảo vệ ANTT ở cơ sở.",
        f"Số liệu trên đã cộng {source}: Tin – Có giá trị – Quần chúng Nhân dân: 113.000 tin.",
        f"Theo {source}: Tổ bảo vệ ANTT ở cơ sở: 29 tổ.",
    ]


def test_a_total_that_says_too_little_for_a_sentence_stands_apart() -> None:
    said = sentences(Figures(), backfilled=[before(TipKey(value=Value.VALUABLE), 90)], earlier=Earlier.SUMMED)
    assert said[1].endswith("Tin – Có giá trị: 90 tin.")


def test_a_document_that_tells_of_all_and_of_some_does_not_count_the_some_twice() -> None:
    totals = [before(TipKey(PEOPLE), 27_000), before(TipKey(PEOPLE, Value.VALUABLE), 25_500)]
    added = together(figures({TipKey(PEOPLE, Value.VALUABLE): 5}), totals)
    assert added.tips(PEOPLE).quantity == 27_005
    assert added.valuable_tips(PEOPLE).quantity == 25_505
    another = [*totals, before(TipKey(PEOPLE), 100, "Báo cáo khác")]
    assert together(Figures(), another).tips(PEOPLE).quantity == 27_100
    of_two_units = [*totals, before(TipKey(PEOPLE), 50), before(TipKey(PEOPLE, Value.VALUABLE), 20)]
    assert together(Figures(), of_two_units).tips(PEOPLE).quantity == 27_050
    assert together(Figures(), of_two_units).valuable_tips(PEOPLE).quantity == 25_520


@given(data=st.data())
def test_each_question_that_a_document_answers_gets_its_number(data: st.DataObject) -> None:
    key = st.builds(
        TipKey,
        st.sampled_from([PEOPLE, FORCE, None]),
        st.sampled_from([Value.VALUABLE, Value.KNOWN, None]),
        st.sampled_from([Category.FIRE, Category.THEFT, None]),
    )
    asked = data.draw(st.dictionaries(key, st.integers(0, 9_999), max_size=8))
    added = together(Figures(), [before(one, quantity) for one, quantity in asked.items()])
    assert {one: added.find(one).quantity for one in asked} == {one: Decimal(n) for one, n in asked.items()}


def test_an_outcome_of_before_that_does_not_say_how_is_told_in_the_widest_words() -> None:
    wanted = OutcomeKey(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, source_group=PEOPLE)
    [text, *_rest] = sentences(Figures(), backfilled=[before(wanted, 404)], earlier=Earlier.SUMMED)
    assert text.endswith(
        "bắt, vận động 404 đối tượng có lệnh truy nã và đối tượng vi phạm pháp luật lẩn trốn ra đầu thú."
    )


def test_a_comparison_leaves_out_what_was_not_there() -> None:
    def compared(now: Cells, then: Cells) -> str:
        return sentences(figures(now), before=figures(then))[1]

    assert compared({TipKey(PEOPLE): 9}, {TipKey(PEOPLE): 8}) == "So với cùng kỳ năm trước: nguồn tin tăng 12,5%."
    assert compared({TipKey(PEOPLE): 9}, {TipKey(PEOPLE): 9}).endswith("nguồn tin không tăng, không giảm.")
    assert compared({}, {TipKey(PEOPLE): 9}).endswith("nguồn tin giảm 100%.")
    assert not any("cùng kỳ" in text for text in sentences(figures({TipKey(PEOPLE): 9}), before=Figures()))


@pytest.mark.parametrize("earlier", Earlier)
def test_what_a_document_of_before_tells_of_is_not_compared_with_and_without_it(earlier: Earlier) -> None:
    incidents = IncidentKey()
    said = sentences(
        figures({TipKey(PEOPLE, Value.VALUABLE): 9, incidents: 6}),
        backfilled=[before(TipKey(PEOPLE, Value.VALUABLE), 9_000)],
        earlier=earlier,
        before=figures({TipKey(PEOPLE, Value.VALUABLE): 8, incidents: 3}),
    )
    assert [text for text in said if "cùng kỳ" in text] == [
        "So với cùng kỳ năm trước: vụ việc đã giải quyết tăng 100%."
    ]


def test_a_total_of_valuable_tips_is_no_total_of_tips() -> None:
    cells: Cells = {TipKey(PEOPLE, Value.VALUABLE): 130, TipKey(PEOPLE, Value.KNOWN): 60}
    valuable, all_of_them = before(TipKey(PEOPLE, Value.VALUABLE), 121_000), before(TipKey(PEOPLE), 150_000)
    for totals, said in (
        ([valuable], "Quần chúng Nhân dân phát hiện, tố giác, cung cấp 121.130 nguồn tin có giá trị."),
        ([all_of_them], "Quần chúng Nhân dân đã cung cấp 150.190 nguồn tin."),
        (
            [valuable, all_of_them],
            "Quần chúng Nhân dân đã cung cấp 150.190 nguồn tin, trong đó có 121.130 nguồn tin có giá trị.",
        ),
    ):
        assert sentences(figures(cells), backfilled=totals, earlier=Earlier.SUMMED)[0] == said


def test_a_document_that_tells_a_part_leaves_the_whole_untold() -> None:
    def said(*parts: tuple[str, str]) -> str:
        totals = [before(wanted(means=means, person_kind=kind), 10) for means, kind in parts]
        here: Cells = {wanted(means=means, person_kind="warrant"): 2 for means in ("arrested", "persuaded")}
        return sentences(figures(here), backfilled=totals, earlier=Earlier.SUMMED)[0]

    cells = [(means, kind) for means in ("arrested", "persuaded") for kind in ("warrant", "fugitive")]
    assert "44 đối tượng có lệnh truy nã và đối tượng vi phạm pháp luật lẩn trốn" in said(*cells)
    assert said(cells[0]).endswith("bắt giữ 12 đối tượng truy nã; vận động 2 đối tượng truy nã ra đầu thú.")
    settled = outcome_key(OutcomeType.DISPUTE_SETTLED, UnitOfCount.INCIDENT, {Attribute.SETTLEMENT: "settled"})
    of_people = replace(settled, source_group=PEOPLE)
    unsettled = ((Attribute.SETTLEMENT, "unsettled"),)
    failed = replace(of_people, attributes=unsettled, contribution=Contribution.NONE)
    told_of = sentences(
        figures({failed: 5, of_people: 3}), backfilled=[before(of_people, 640)], earlier=Earlier.SUMMED
    )[0]
    assert "643 vụ việc, mâu thuẫn trong Nhân dân" in told_of


def wanted(**attributes: str) -> OutcomeKey:
    named = {Attribute(name): value for name, value in attributes.items()}
    return outcome_key(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, named, source_group=PEOPLE)


def test_who_opens_a_figure_hears_what_documents_add_to_it() -> None:
    valuable, found = before(TipKey(PEOPLE, Value.VALUABLE), 121_000), figures({TipKey(PEOPLE, Value.VALUABLE): 168})
    opened = added_lines(found.find(TipKey(PEOPLE, Value.VALUABLE)), [valuable])
    assert "121.168" in opened[0]
    assert "121.000" in opened[1]
    [unsaid] = added_lines(found.find(TipKey()), [valuable])
    assert "168" not in unsaid
    assert added_lines(found.find(IncidentKey()), [valuable]) == []
    assert added_lines(found.find(TipKey()), [before(TipKey(), 9)]) == [], "it stands apart"


def test_weapons_of_which_a_document_says_no_kind_stand_apart() -> None:
    guns = OutcomeKey(OutcomeType.WEAPON_RECOVERED, UnitOfCount.GUN, source_group=PEOPLE)
    kinds = ((Attribute.ITEM_KIND, "homemade_gun"), (Attribute.RECOVERY, "campaign"))
    said = sentences(
        figures({replace(guns, attributes=kinds): 7}), backfilled=[before(guns, 90)], earlier=Earlier.SUMMED
    )
    assert "7 khẩu súng tự chế" in said[0]
    assert said[-1].startswith("Theo số liệu")


# What is not known, and what is not of the whole place.


def test_no_share_is_told_of_members_of_whom_some_unit_has_not_said_what_they_have() -> None:
    cells: Cells = {
        StructureKey(TEAM): 5_167,
        StructureKey(TEAM, Measure.MEMBERS): 15_800,
        StructureKey(TEAM, Measure.EQUIPPED): 372,
        StructureKey(TEAM, Measure.PAID): 15_800,
    }
    unsaid = Locality(at_least=frozenset({StructureKey(TEAM, Measure.EQUIPPED, "", "")}))
    assert told(cells, unsaid) == [
        (
            "Toàn địa bàn đã thành lập và duy trì hoạt động 5.167 tổ bảo vệ ANTT ở cơ sở với 15.800 thành viên, 100% "
            "hưởng phụ cấp theo quy định."
        )
    ]
    members = Locality(at_least=frozenset({StructureKey(TEAM, Measure.MEMBERS, "", "")}))
    assert "%" not in told(cells, members)[0]


def test_coverage_is_no_fraction_where_some_unit_has_not_said_of_how_many() -> None:
    cells: Cells = {StructureKey(MODEL, Measure.COVERED, "Xã bình yên"): 7}
    cells[StructureKey(MODEL, Measure.AREAS, "Xã bình yên")] = 3
    unsaid = Locality(at_least=frozenset({StructureKey(MODEL, Measure.AREAS, "Xã bình yên", "")}))
    assert told(cells, unsaid) == ["Mô hình “Xã bình yên” đang hoạt động tại 7 địa bàn."]
    nowhere: Cells = {StructureKey(MODEL, Measure.AREAS, "Xã bình yên"): 3}
    assert told(nowhere, Locality(at_least=frozenset({StructureKey(MODEL, Measure.COVERED, "Xã bình yên", "")}))) == []


def test_what_is_not_of_the_whole_place_names_the_place_or_counts_places() -> None:
    name = "Xã bình yên"
    replicated = MilestoneKey(MODEL, Milestone.REPLICATED, name)
    covered: Cells = {StructureKey(MODEL, measure, name): 12 for measure in (Measure.COVERED, Measure.AREAS)}
    cameras: Cells = {StructureKey(CAMERAS): 1, StructureKey(CAMERAS, Measure.CAMERAS): 28}
    cameras[StructureKey(CAMERAS, Measure.POINTS)] = 24
    standard = met = StandardKey(Standard.SECURITY, AreaKind.SCHOOL)
    cells: Cells = {**covered, **cameras, replicated: 1, met: 4, replace(standard, is_assessed=True): 5}
    cells[StructureKey(TEAM)] = 40
    whole = Locality("toàn thành phố", areas={(MODEL, name): AreaKind.HAMLET})
    everywhere = "\n".join(told(cells, whole))
    assert "lên toàn thành phố đối với 12/12 thôn" in everywhere
    assert "28 mắt/24 điểm trên toàn thành phố" in everywhere
    ward, some = "phường Vỹ Dạ", "8/40 xã, phường"
    keys = (StructureKey(CAMERAS), StructureKey(MODEL, Measure.AREAS, name), standard)
    partly = told(cells, replace(whole, counted_by=dict(zip(keys, (ward, ward, some), strict=True))))
    assert partly[:3] == [
        "Toàn thành phố đã thành lập và duy trì hoạt động 40 tổ bảo vệ ANTT ở cơ sở.",
        "Phường Vỹ Dạ đã duy trì mô hình camera an ninh với 28 mắt/24 điểm trên phường Vỹ Dạ.",
        "Mô hình “Xã bình yên” đang hoạt động tại 12/12 thôn, bản, tổ dân phố của phường Vỹ Dạ.",
    ]
    assert partly[-1].startswith("Qua đánh giá phân loại tiêu chuẩn “An toàn về ANTT”, 8/40 xã, phường có 80%")


def any_key(data: st.DataObject) -> FigureKey:
    owner = data.draw(st.sampled_from([None, "Hội LHPN", "UBND xã"]))
    name = data.draw(st.sampled_from([None, "Camera với ANTT", "Bản bình yên"]))
    of = data.draw(st.sampled_from(StructureType))
    match data.draw(st.integers(0, 4)):
        case 0:
            activity = data.draw(st.sampled_from(ActivityType))
            rule = ACTIVITY_RULES[activity]
            topic = data.draw(st.sampled_from([None, *Topic])) if rule.has_topic else None
            is_second = rule.second is not None and data.draw(st.booleans())
            unit, by = data.draw(st.sampled_from(rule.units)), data.draw(st.sampled_from(SourceGroup))
            return ActivityKey(activity, unit, by, topic, is_second)
        case 1:
            return MilestoneKey(of, data.draw(st.sampled_from(Milestone)), name, owner)
        case 2:
            standard, area = data.draw(st.sampled_from(Standard)), data.draw(st.sampled_from(AreaKind))
            return StandardKey(standard, area, data.draw(st.booleans()))
        case 3:
            return KindsKey(of)
        case _:
            return StructureKey(of, data.draw(st.sampled_from(Measure)), name, owner)


@pytest.mark.parametrize("code", ["vi", "en"])
@given(data=st.data())
def test_every_sentence_is_whole(code: str, data: st.DataObject) -> None:
    cells: Cells = {any_key(data): data.draw(st.integers(1, 30_000)) for _ in range(data.draw(st.integers(0, 12)))}
    style = data.draw(st.sampled_from(NumberStyle))
    with language(code):
        said = sentences(figures(cells), style, before=figures(cells))
    for text in said:
        assert text.endswith(".")
        assert text[0].isupper()
        assert not any(flaw in text for flaw in ("{", "}", "  ", " ,", " ;", "; ;", ",,", ", .", "“”", "None", "do  "))
