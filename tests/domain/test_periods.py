"""Periods: half-open instants, named periods and what people type."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import (
    BackwardPeriodError,
    DistantPeriodError,
    Period,
    PeriodName,
    UnknownPeriodError,
    UnreadablePeriodError,
    local_day,
    named,
    parse,
    parse_day,
    split,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
GAPLESS = sorted(set(PeriodName) - {name for name in PeriodName if "nine_months" in name} - {PeriodName.REPORT_HALF})


def test_a_period_is_half_open_in_universal_time() -> None:
    january = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert january.begins == datetime(2025, 12, 31, 17, tzinfo=UTC)
    assert january.ends == datetime(2026, 1, 31, 17, tzinfo=UTC)
    assert january.begins in january
    assert january.ends not in january
    assert date(2026, 1, 31) in january


@pytest.mark.parametrize(
    ("name", "on", "start", "end"),
    [
        ("week", "2026-11-22", "2026-11-16", "2026-11-22"),
        ("month", "2024-02-10", "2024-02-01", "2024-02-29"),
        ("quarter", "2026-11-21", "2026-10-01", "2026-12-31"),
        ("half", "2026-07-01", "2026-07-01", "2026-12-31"),
        ("nine_months", "2026-11-21", "2026-01-01", "2026-09-30"),
        ("year", "2026-11-21", "2026-01-01", "2026-12-31"),
        ("report_month", "2026-11-14", "2026-10-15", "2026-11-14"),
        ("report_month", "2026-11-15", "2026-11-15", "2026-12-14"),
        ("report_quarter", "2026-03-14", "2025-12-15", "2026-03-14"),
        ("report_quarter", "2026-03-15", "2026-03-15", "2026-06-14"),
        ("report_half", "2026-06-01", "2025-12-15", "2026-06-14"),
        ("report_nine_months", "2026-11-21", "2025-12-15", "2026-09-14"),
        ("report_year", "2025-12-14", "2024-12-15", "2025-12-14"),
        ("report_year", "2025-12-15", "2025-12-15", "2026-12-14"),
        ("crime_year", "2025-09-30", "2024-10-01", "2025-09-30"),
        ("crime_year", "2025-10-01", "2025-10-01", "2026-09-30"),
    ],
)
def test_a_named_period_has_the_days_of_its_rule(name: str, on: str, start: str, end: str) -> None:
    found = named(name, date.fromisoformat(on))
    assert found == Period(date.fromisoformat(start), date.fromisoformat(end))


@given(name=st.sampled_from(GAPLESS), on=DAYS)
def test_named_periods_follow_each_other_without_gap_or_overlap(name: PeriodName, on: date) -> None:
    here = named(name, on)
    assert on in here
    assert named(name, here.end + timedelta(days=1)).start == here.end + timedelta(days=1)


@given(name=st.sampled_from(GAPLESS), start=DAYS, length=st.integers(0, 500))
def test_the_parts_of_a_period_are_the_whole_period(name: PeriodName, start: date, length: int) -> None:
    whole = Period(start, start + timedelta(days=length))
    parts = list(split(whole, name))
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert sum(part.days for part in parts) == whole.days
    assert all(before.ends == after.begins for before, after in pairwise(parts))


@given(instant=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the zone is given apart
def test_an_instant_lies_in_the_period_of_its_local_day(instant: datetime) -> None:
    day = local_day(instant)
    assert instant in Period(day, day)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("3/2026", "2026-03-01", "2026-03-31"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        (" 31/3/2026 ", "2026-03-31", "2026-03-31"),
        ("2025-12-15 .. 14/12/2026", "2025-12-15", "2026-12-14"),
    ],
)
def test_a_typed_period_is_read(text: str, start: str, end: str) -> None:
    assert parse(text) == Period(date.fromisoformat(start), date.fromisoformat(end))


@given(start=DAYS, length=st.integers(0, 5000))
def test_a_period_written_as_two_days_is_read_back(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    assert parse(f"{period.start}..{period.end}") == period


@pytest.mark.parametrize("text", ["", "2026-13", "2026-W60", "31/2/2026", "tháng ba", "2026-01-01..", "٢٠٢٦"])
def test_what_is_no_period_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(UnreadablePeriodError):
        parse(text)


@given(text=st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except (UnreadablePeriodError, BackwardPeriodError, DistantPeriodError):
        return


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BackwardPeriodError) as caught:
        parse("2026-02-01..2026-01-01")
    assert caught.value.end == date(2026, 1, 1)


def test_years_far_away_are_refused() -> None:
    with pytest.raises(DistantPeriodError):
        parse("0026-01-01..2026-01-01")
    with pytest.raises(DistantPeriodError):
        named("month", date.max)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UnknownPeriodError) as caught:
        named("fortnight", date(2026, 1, 1))
    assert caught.value.name == "fortnight"


def test_a_day_is_read_in_both_ways_of_writing() -> None:
    assert parse_day("2026-12-31") == parse_day("31/12/2026") == parse_day("31.12.2026")
