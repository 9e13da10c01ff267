"""Reports as text and as JSON."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain import accuracy, rerouting
from domain.accuracy import SuggestionFact
from domain.backfills import Backfill
from domain.closing import Closed, adjustments, digest, frozen
from domain.figures import (
    Figure,
    Figures,
    IncidentKey,
    KindsKey,
    OutcomeKey,
    StructureKey,
    TipKey,
    figure_id,
    outcome_key,
    read_figure_id,
)
from domain.outcomes import Attribute, Contribution, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.place import PlaceSource
from domain.rerouting import MoveCause, RoutingFact
from domain.response_times import ResponseFact, ResponseSummary, summarise
from domain.structures import StructureType
from domain.tip import Category, SourceGroup, Urgency
from locales import language
from reports.accuracy import accuracy_lines
from reports.report import Report, Unit, as_json, as_message, as_text, make
from reports.reported import Closing, LastYear
from reports.response import response_lines
from reports.routing import routing_lines
from reports.sections import contents_of

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


ROUTING = rerouting.summarise(
    [
        *(RoutingFact(i, "19804", PlaceSource.TEXT) for i in range(1, 39)),
        RoutingFact(39, "19804", PlaceSource.TEXT, MoveCause.WRONG_PLACE),
        RoutingFact(40, "19804", PlaceSource.CITIZEN, MoveCause.OTHER_UNIT),
    ]
)


def suggested(number: int, suggested: Category, category: Category) -> SuggestionFact:
    """Return a classified tip that was urgent, and was taken for usual by the machine every second time."""
    return SuggestionFact(
        number, "19804", suggested, category, Urgency.NORMAL if number % 2 else Urgency.HIGH, Urgency.HIGH
    )


ACCURACY = accuracy.summarise(
    [
        *(suggested(i, Category.THEFT, Category.THEFT) for i in range(1, 16)),
        *(suggested(i, Category.FRAUD, Category.THEFT) for i in range(16, 21)),
        suggested(21, Category.DRUGS, Category.DRUGS),
    ],
    [
        *(RoutingFact(i, "19804", PlaceSource.TEXT) for i in range(1, 39)),
        RoutingFact(39, "19804", PlaceSource.TEXT, MoveCause.WRONG_PLACE),
        RoutingFact(40, "19804", PlaceSource.POSITION),
    ],
)


def summary(*, answered: int, waiting: int = 0, overdue: int = 0) -> ResponseSummary:
    """Return the times of tips answered after 10, 20, 30 … minutes and of others that wait."""
    facts = [
        ResponseFact(i, "1", NOW - timedelta(minutes=10 * i), NOW, NOW if i <= answered else None)
        for i in range(1, answered + waiting + 1)
    ]
    late = [ResponseFact(1000 + i, "1", NOW - timedelta(days=2), NOW - timedelta(days=1), None) for i in range(overdue)]
    return summarise([*facts, *late], now=NOW)


FIGURES = Figures(
    (
        Figure(TipKey(SourceGroup.PEOPLE, Value.VALUABLE, Category.THEFT), Decimal(3)),
        Figure(TipKey(SourceGroup.PEOPLE, Value.KNOWN, Category.THEFT), Decimal(1)),
        Figure(
            outcome_key(
                OutcomeType.WEAPON_RECOVERED,
                UnitOfCount.KILOGRAM,
                {Attribute.ITEM_KIND: "explosive", Attribute.RECOVERY: "handed_in"},
                source_group=SourceGroup.PEOPLE,
                contribution=Contribution.DIRECT,
            ),
            Decimal("1.5"),
        ),
    )
)


@pytest.fixture
def report() -> Report:
    return make(
        Unit("19804", "Công an phường Mỹ Thượng"),
        NOVEMBER,
        FIGURES,
        summary(answered=3, overdue=1),
        routing=ROUTING,
        accuracy=ACCURACY,
        now=NOW,
    )


def test_the_text_can_be_read_out(report: Report) -> None:
    assert as_text(report) == (
        "Công an phường Mỹ Thượng\n"
        "Từ ngày 01/11/2026 đến ngày 30/11/2026\n"
        "\n"
        "Quần chúng Nhân dân đã cung cấp 4 nguồn tin, trong đó có 3 nguồn tin có giá trị, giúp lực lượng Công an "
        "tiếp nhận 1,5 kg thuốc nổ do người dân giao nộp.\n"
        "\n"
        "Số liệu\n"
        "- Nguồn tin: 4\n"
        "- Nguồn tin có giá trị: 3 (75%)\n"
        "- Thu hồi vũ khí, vật liệu nổ, công cụ hỗ trợ, pháo: 1,5 kg\n"
        "\n"
        "Thời gian tiếp nhận\n"
        "Đã tiếp nhận 3/4 tin.\n"
        "1 tin đang chờ tiếp nhận, trong đó có 1 tin quá hạn.\n"
        "Một nửa số tin được tiếp nhận trong vòng 20 phút.\n"
        "Tỷ lệ đúng hạn: 75%.\n"
        "Chưa đủ số liệu để so sánh với đơn vị khác (dưới 20 tin).\n"
        "\n"
        "Tỷ lệ chuyển sai\n"
        "2/40 tin phải chuyển lại sau khi đã vào hàng chờ của xã, phường: 5% (mục tiêu: dưới 5%).\n"
        "- Hệ thống đọc sai nơi xảy ra: 1\n"
        "- Đúng nơi, nhưng đơn vị khác giải quyết: 1\n"
        "Theo cách biết nơi xảy ra: theo nội dung tin 1/39; người báo chọn 1/1.\n"
        "\n"
        "Gợi ý của máy\n"
        "Loại việc: đúng 16/21 (76,19%)\n"
        "- Trộm cắp, cướp giật: đúng 15/20 (75%); hay bị nhầm nhất là: Lừa đảo\n"
        "- Ma túy: đúng 1/1 (dưới 20 tin nên chưa tính tỷ lệ)\n"
        "Mức độ khẩn: đúng 10/21 (47,62%)\n"
        "- Gấp: đúng 10/21 (47,62%)\n"
        "Nơi xảy ra do máy đọc: đúng 39/40 (97,5%)\n"
        "- theo nội dung tin: đúng 38/39 (97,44%)\n"
        "- theo vị trí: đúng 1/1 (dưới 20 tin nên chưa tính tỷ lệ)"
    )
    assert as_text(report).startswith(as_message(report))
    assert "Gợi ý" not in as_message(report)


def test_the_json_names_every_figure_by_its_id(report: Report) -> None:
    found = json.loads(as_json(report))
    assert found["version"] == 2
    assert found["period"] == {"start": "2026-11-01", "end": "2026-11-30"}
    figures = {one.pop("id"): one for one in found["figures"]}
    assert figures["tips"] == {"unit": "tip", "quantity": 4}
    assert figures["tips?value=valuable"] == {"unit": "tip", "quantity": 3}
    assert figures["outcome.O10.kilogram"] == {"unit": "kilogram", "quantity": "1.5"}
    assert all(figure_id(read_figure_id(name)) == name for name in figures)
    assert (found["response"]["overdue"], found["response"]["median_s"], found["response"]["p90_s"]) == (1, 1200, None)
    assert (found["routing"]["share"], found["routing"]["is_on_target"]) == (0.05, False)
    assert found["routing"]["by_fault"] == {"machine": 1, "none": 1}
    assert found["accuracy"]["category"]["by_category"]["theft"]["share"] == 0.75
    assert found["accuracy"]["category"]["by_category"]["drugs"]["share"] is None
    assert found["accuracy"]["category"]["taken_for"] == {"theft": "fraud"}
    assert found["accuracy"]["urgency"]["by_urgency"]["high"]["right"] == 10
    assert (found["last_year"], found["closing"]) == (None, None)
    assert found["backfilled"] == {"is_summed": False, "totals": [], "not_added": [], "across": []}
    assert "rows" not in str(found)


def test_the_json_differs_between_languages_only_in_its_sentences(report: Report) -> None:
    with language("en"):
        found = json.loads(as_json(report))
    expected = json.loads(as_json(report))
    assert found.pop("sentences") != expected.pop("sentences")
    assert found == expected


LAST_YEAR = LastYear(
    Period(date(2025, 11, 1), date(2025, 11, 30)),
    Figures(
        (
            Figure(TipKey(SourceGroup.PEOPLE, Value.VALUABLE, Category.THEFT), Decimal(2)),
            Figure(TipKey(SourceGroup.PEOPLE, Value.KNOWN, Category.DRUGS), Decimal(3)),
            Figure(IncidentKey(IncidentKind.DISPUTE, Category.DISPUTE), Decimal(7)),
        )
    ),
)


def test_the_same_period_of_the_year_before_stands_beside_every_figure(report: Report) -> None:
    compared = replace(report, last_year=LAST_YEAR)
    found = {one["id"]: one for one in json.loads(as_json(compared))["figures"]}
    assert (found["tips"]["quantity"], found["tips"]["last_year"]) == (4, 5)
    # What there was only a year ago is told as well: it is none now.
    assert (found["incident"]["quantity"], found["incident"]["last_year"]) == (0, 7)
    with language("en"):
        lines = as_text(compared).splitlines()
    assert "- Tips: 4 (a year before: 5, down 20%)" in lines
    assert "- Valuable tips: 3 (75%) (a year before: 2, up 50%)" in lines
    assert "- Incidents resolved (incidents): 0 (a year before: 7, down 100%)" in lines


BEFORE = Backfill(
    TipKey(SourceGroup.PEOPLE, Value.VALUABLE), Decimal(122_000), date(2026, 11, 1), date(2026, 11, 2), "Báo cáo 10"
)


def test_totals_from_before_are_added_only_when_asked_and_the_report_says_so(report: Report) -> None:
    apart = replace(report, backfills=(BEFORE,))
    summed = replace(apart, is_summed=True)
    for made, quantity in ((apart, 3), (summed, 122_003)):
        found = json.loads(as_json(made))
        figures = {one["id"]: one["quantity"] for one in found["figures"]}
        assert figures["tips?value=valuable&source=people"] == quantity
        assert found["backfilled"]["is_summed"] is made.is_summed
        assert found["backfilled"]["totals"][0]["document"] == "Báo cáo 10"
    with language("en"):
        tables = {
            is_summed: next(one.table for one in contents_of(made).sections if one.heading.startswith("Totals from"))
            for is_summed, made in ((False, apart), (True, summed))
        }
        text = as_text(summed)
    assert [table and table.note for table in tables.values()] == [
        "Not part of the figures above.",
        "Added to the figures above.",
    ]
    assert "Báo cáo 10" in text
    assert "122,003" in text


def test_a_table_never_shows_sums_beside_numbers_without_them(report: Report) -> None:
    arrested = OutcomeKey(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON)
    figures = Figures((*FIGURES.cells, Figure(replace(arrested, source_group=SourceGroup.PEOPLE), Decimal(22))))
    totals = (BEFORE, replace(BEFORE, figure=arrested, quantity=Decimal(404)))
    made = replace(report, figures=figures, backfills=totals, is_summed=True, last_year=LAST_YEAR)
    found = json.loads(as_json(made))
    listed = {one["id"]: one for one in found["figures"]}
    # How many tips there were in all, the document does not say.
    assert not {"tips", "tips?value=valuable", "tips?source=people"} & listed.keys()
    assert listed["tips?value=valuable&source=people"]["has_totals_from_before"]
    assert "last_year" not in listed["tips?value=valuable&source=people"]
    assert listed["incident"]["last_year"] == 7
    # Of whose tips the 404 came the document does not say: they stand apart, and are not compared either.
    assert (listed["outcome.O5.person"]["quantity"], "last_year" in listed["outcome.O5.person"]) == (22, False)
    assert [one["is_added"] for one in found["backfilled"]["totals"]] == [True, False]
    with language("en"):
        sections = {one.heading: one for one in contents_of(made).sections}
    table = sections["Figures"].table
    assert table is not None
    names = [str(row.cells[0]) for row in table.rows if "122003" in map(str, row.cells)]
    assert names == ["Tips – Valuable – The people (with totals from before)"]
    assert "with totals from before" in " ".join(sections["Figures"].lines)
    before_table = sections["Totals from before this system"].table
    assert before_table is not None
    assert [row.cells[-2] for row in before_table.rows] == ["yes", "no"]
    assert before_table.note.startswith("Only some of these are added")
    by_category = sections["Tips by category"].table
    assert by_category is not None
    assert [column.title for column in by_category.columns][:4] == [
        "Category",
        "Tips",
        "Valuable tips",
        "Incidents resolved",
    ]
    assert len(by_category.columns) == 5
    assert "without totals from before" in by_category.note


def test_what_nobody_had_counted_a_year_before_is_not_compared(report: Report) -> None:
    teams = StructureKey(StructureType.SECURITY_TEAM, name="", owner="")
    figures = Figures((*FIGURES.cells, Figure(teams, Decimal(118))))
    unknown = replace(LAST_YEAR, unknown=frozenset({teams}))
    known, compared = (replace(report, figures=figures, last_year=one) for one in (unknown, LAST_YEAR))
    found = [
        {one["id"]: one.get("last_year") for one in json.loads(as_json(made))["figures"]} for made in (known, compared)
    ]
    assert [one[figure_id(StructureKey(StructureType.SECURITY_TEAM))] for one in found] == [None, 0]
    assert not any("Tổ bảo vệ" in line and "cùng kỳ" in line for line in as_text(known).splitlines())


def test_people_are_counted_as_reports_count_them_and_kinds_are_those_of_models(report: Report) -> None:
    keys = (
        OutcomeKey(OutcomeType.WARNED, UnitOfCount.PERSON),
        OutcomeKey(OutcomeType.HAZARD_REMOVED, UnitOfCount.PERSON),
        KindsKey(StructureType.CAMERA_SYSTEM),
        KindsKey(StructureType.MODEL),
    )
    figures = Figures(tuple(Figure(key, Decimal(1)) for key in keys))
    with language("en"):
        lines = as_text(replace(report, figures=figures)).splitlines()
    assert "- Called in and warned (offenders): 1" in lines
    assert "- Fires, hazards and rescues (persons): 1" in lines
    assert [line for line in lines if "kinds" in line] == ["- Model: different kinds (kinds): 1"]


def test_a_closed_period_says_when_and_what_has_changed_since(report: Report) -> None:
    kept = frozen(FIGURES)
    closed = Closed("19804", NOVEMBER, NOW, FIGURES, digest("19804", NOVEMBER, kept))
    now = Figures((*FIGURES.cells, Figure(TipKey(SourceGroup.PEOPLE, Value.KNOWN, Category.FIRE), Decimal(2))))
    adjusted = replace(report, closing=Closing(closed, adjustments(closed, now)))
    with language("en"):
        lines = as_text(adjusted).splitlines()
        quiet = as_text(replace(report, closing=Closing(closed)))
        following = as_text(replace(report, before=(Closing(closed, adjustments(closed, now)),)))
    assert any("closed on 30/11/2026" in line for line in lines)
    assert "- Tips: 4 as closed, 6 now (+2)" in lines
    # The frozen number is the one that is printed.
    assert "- Tips: 4" in lines
    assert "Nothing has changed since." in quiet
    assert "Adjustment of the period before" in following
    found = json.loads(as_json(adjusted))["closing"]
    assert found["is_intact"] is True
    assert {"id": "tips", "frozen": 4, "now": 6} in found["adjusted"]


def test_figures_that_were_changed_behind_a_digest_are_called_so(report: Report) -> None:
    forged = Closed("19804", NOVEMBER, NOW, FIGURES, b"x" * 32)
    with language("en"):
        assert "somebody has changed them" in as_text(replace(report, closing=Closing(forged)))


def test_a_unit_without_tips_is_not_praised() -> None:
    assert response_lines(summary(answered=0)) == ["Trong kỳ không có tin cần tiếp nhận."]
    assert routing_lines(rerouting.summarise([])) == ["Trong kỳ chưa có tin nào vào hàng chờ của xã, phường."]


def test_a_machine_that_was_not_judged_is_not_praised() -> None:
    assert accuracy_lines(accuracy.summarise([], [])) == [
        "Trong kỳ chưa có tin nào được phân loại hoặc vào hàng chờ của xã, phường."
    ]


def test_who_routed_without_a_mistake_is_told_in_one_line_and_few_tips_with_caution() -> None:
    assert routing_lines(rerouting.summarise([RoutingFact(1, "19804", PlaceSource.TEXT)])) == [
        "0/1 tin phải chuyển lại sau khi đã vào hàng chờ của xã, phường: 0% (mục tiêu: dưới 5%).",
        "Chưa đủ số liệu để so sánh với đơn vị khác (dưới 20 tin).",
    ]


def test_waiting_tips_are_told_and_few_answers_have_no_median() -> None:
    assert response_lines(summary(answered=1, waiting=24, overdue=2)) == [
        "Đã tiếp nhận 1/27 tin.",
        "26 tin đang chờ tiếp nhận, trong đó có 2 tin quá hạn.",
        "Chưa tiếp nhận được một nửa số tin nên chưa tính được trung vị.",
        "Tỷ lệ đúng hạn: 33,33%.",
    ]


def test_a_unit_with_enough_tips_is_told_without_caution() -> None:
    assert response_lines(summary(answered=20)) == [
        "Đã tiếp nhận 20/20 tin.",
        "Một nửa số tin được tiếp nhận trong vòng 1 giờ 40 phút.",
        "Cứ 10 tin thì 9 tin được tiếp nhận trong vòng 3 giờ.",
        "Tỷ lệ đúng hạn: 100%.",
    ]
