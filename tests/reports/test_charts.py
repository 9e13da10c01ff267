"""Charts: what their specs say, and that they are drawn in the right font from the spec alone."""

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from domain.figures import Figure, Figures, TipKey
from domain.outcomes import Value
from domain.periods import Period, PeriodName, split
from domain.response_times import ResponseFact, ResponseSummary, summarise
from locales import language
from reports.charts import (
    SCALE,
    WIDTH,
    Spec,
    Tally,
    acknowledgement_by_unit,
    draw_png,
    draw_svg,
    drawing_process,
    tally,
    tips_over_time,
)

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))


def summary(*, answered: int, waiting: int = 0) -> ResponseSummary:
    """Return the times of tips answered after half an hour and of others that wait."""
    received = NOW - timedelta(minutes=30)
    facts = [ResponseFact(i, "1", received, NOW, NOW if i < answered else None) for i in range(answered + waiting)]
    return summarise(facts, now=NOW + timedelta(minutes=30))


def counted(**values: int) -> Figures:
    """Return the figures of so many tips of each value."""
    return Figures(tuple(Figure(TipKey(value=Value(name)), Decimal(count)) for name, count in values.items()))


def empty_parts(period: Period, name: PeriodName) -> list[Tally]:
    return [tally(part, Figures()) for part in split(period, name)]


@pytest.fixture
def months() -> list[Tally]:
    july, august, september = split(QUARTER, PeriodName.MONTH)
    return [tally(july, counted(valuable=2)), tally(august, counted(known=1)), tally(september, counted())]


def test_parts_without_tips_are_there_too(months: list[Tally]) -> None:
    assert [(tally.tips, tally.valuable) for tally in months] == [(2, 2), (1, 0), (0, 0)]


def test_the_bars_hold_exact_numbers_and_vietnamese_names(months: list[Tally]) -> None:
    text = json.dumps(tips_over_time(months, unit_name="Công an phường Mỹ Thượng"), ensure_ascii=False)
    for expected in ("Nguồn tin có giá trị", "Công an phường Mỹ Thượng", "Từ ngày 01/07/2026", '"T9"'):
        assert expected.lower() in text.lower()


def test_no_two_bars_have_the_same_name() -> None:
    years = Period(date(2024, 1, 1), date(2026, 12, 31))
    for name in (PeriodName.WEEK, PeriodName.MONTH, PeriodName.QUARTER, PeriodName.REPORT_MONTH):
        parts = empty_parts(years, name)
        spec = tips_over_time(parts, unit_name="x")
        data = json.loads(json.dumps(spec))["data"]["values"]
        assert len({bar["part"] for bar in data}) == len(parts)


def test_units_with_too_few_tips_have_no_marks_and_come_last() -> None:
    spec = acknowledgement_by_unit([("Few", summary(answered=2)), ("Many", summary(answered=20))], period=QUARTER)
    rows = json.loads(json.dumps(spec))["data"]["values"]
    assert [row["unit"] for row in rows] == ["Many", "Few"]
    assert "median" not in rows[1]
    assert "chưa đủ số liệu để so sánh" in rows[1]["remark"]


def test_a_unit_that_leaves_tips_waiting_ends_open() -> None:
    open_row, silent_row = json.loads(
        json.dumps(
            acknowledgement_by_unit(
                [("Half", summary(answered=15, waiting=10)), ("Silent", summary(answered=0, waiting=30))],
                period=QUARTER,
            )
        )
    )["data"]["values"]
    assert open_row["open_text"] == "chưa đạt"
    assert "p90" not in open_row
    assert silent_row["remark"] == "chưa tiếp nhận được một nửa số tin"


@pytest.mark.parametrize("code", ["vi", "en"])
def test_a_chart_fits_a_phone_and_keeps_its_texts(months: list[Tally], code: str) -> None:
    with language(code):
        spec = tips_over_time(months, unit_name="Công an xã Đặng Xá")
    assert Image.open(BytesIO(draw_png(spec))).width == WIDTH * SCALE
    svg = draw_svg(spec)
    assert "Công an xã Đặng Xá" in svg
    assert "Be Vietnam Pro" in svg
    assert "<image" not in svg


def test_a_chart_of_units_is_drawn_whatever_they_hold() -> None:
    units = [("A", summary(answered=25)), ("B", summary(answered=15, waiting=9)), ("C", summary(answered=0, waiting=1))]
    svg = draw_svg(acknowledgement_by_unit(units, period=QUARTER))
    assert svg.count(">30 phút<") == 3
    assert draw_svg(acknowledgement_by_unit(units[2:], period=QUARTER)).count(">chưa đủ số liệu để so sánh") == 1


def test_a_spec_cannot_make_the_drawing_fetch_anything() -> None:
    remote: Spec = {"data": {"url": "http://127.0.0.1:9/x.json"}, "mark": "point", "encoding": {}}
    with pytest.raises(ValueError, match="allowed"):
        draw_svg(remote)


async def test_a_chart_is_drawn_in_another_process(months: list[Tally]) -> None:
    spec = tips_over_time(months, unit_name="x")
    with drawing_process() as process:
        drawn = await asyncio.get_running_loop().run_in_executor(process, draw_png, spec)
    assert drawn == draw_png(spec)
