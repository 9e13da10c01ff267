"""Reports as text and as JSON."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain import accuracy, rerouting
from domain.accuracy import SuggestionFact
from domain.figures import OutcomeFact, TipFact, totals
from domain.outcomes import Attribute, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.place import PlaceSource
from domain.rerouting import MoveCause, RoutingFact
from domain.response_times import ResponseFact, ResponseSummary, summarise
from domain.tip import Category, SourceGroup, Urgency
from locales import language
from reports.accuracy import accuracy_lines
from reports.report import Report, Unit, as_json, as_message, as_text, make
from reports.response import response_lines
from reports.routing import routing_lines

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


@pytest.fixture
def report() -> Report:
    tips = [
        TipFact(i, "19804", NOW, Category.THEFT, SourceGroup.PEOPLE, Value.VALUABLE if i < 4 else Value.KNOWN)
        for i in range(1, 5)
    ]
    outcomes = [
        OutcomeFact(
            7,
            OutcomeType.WEAPON_RECOVERED,
            Decimal("1.5"),
            UnitOfCount.KILOGRAM,
            date(2026, 11, 2),
            "19804",
            SourceGroup.PEOPLE,
            {Attribute.ITEM_KIND: "explosive", Attribute.RECOVERY: "handed_in"},
        )
    ]
    unit = Unit("19804", "Công an phường Mỹ Thượng")
    return make(
        unit,
        NOVEMBER,
        totals(tips, outcomes, period=NOVEMBER),
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


def test_the_json_names_the_rows_behind_every_figure(report: Report) -> None:
    found = json.loads(as_json(report))
    assert list(found) == [
        *("version", "unit", "period", "made_at", "sentence", "figures", "response", "routing", "accuracy")
    ]
    assert found["period"] == {"start": "2026-11-01", "end": "2026-11-30"}
    assert {"measure": "tips", "unit": "tip", "quantity": 4, "rows": [1, 2, 3, 4]} in found["figures"]
    assert {"measure": "tips", "value": "valuable", "unit": "tip", "quantity": 3, "rows": [1, 2, 3]} in found["figures"]
    assert {"measure": "outcomes", "type": "O10", "unit": "kilogram", "quantity": "1.5", "rows": [7]} in found[
        "figures"
    ]
    assert found["response"]["rows"]["overdue"] == [1000]
    assert found["response"]["median_s"] == 1200
    assert found["response"]["p90_s"] is None
    assert found["routing"]["rows"]["moved"] == [39, 40]
    assert (found["routing"]["share"], found["routing"]["is_on_target"]) == (0.05, False)
    assert found["routing"]["by_fault"] == {"machine": [39], "none": [40]}
    assert found["routing"]["by_source"]["citizen"]["rows"]["routed"] == [40]
    assert found["accuracy"]["category"]["rows"]["wrong"] == [16, 17, 18, 19, 20]
    assert found["accuracy"]["category"]["by_category"]["theft"]["share"] == 0.75
    assert found["accuracy"]["category"]["by_category"]["drugs"]["share"] is None
    assert found["accuracy"]["category"]["taken_for"] == {"theft": "fraud"}
    assert found["accuracy"]["urgency"]["by_urgency"]["high"]["right"] == 10
    assert found["accuracy"]["place"]["rows"]["wrong"] == [39]


def test_the_json_differs_between_languages_only_in_its_sentence(report: Report) -> None:
    with language("en"):
        english = make(
            report.unit,
            report.period,
            report.figures,
            report.response,
            routing=report.routing,
            accuracy=report.accuracy,
            now=report.made_at,
        )
        found = json.loads(as_json(english))
    expected = json.loads(as_json(report))
    assert found.pop("sentence") != expected.pop("sentence")
    assert found == expected


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
