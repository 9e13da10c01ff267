"""Periods: half-open instants, named periods and what people type."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import (
    CYCLES,
    BackwardPeriodError,
    CutOff,
    Cycle,
    DistantPeriodError,
    InvalidCutOffError,
    Period,
    PeriodName,
    UnknownPeriodError,
    UnreadablePeriodError,
    check_cut_off,
    cycle_of,
    in_force,
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


# Cut-offs that units set themselves.

MONTH, YEAR, NINE = PeriodName.REPORT_MONTH, PeriodName.REPORT_YEAR, PeriodName.REPORT_NINE_MONTHS
FROM_20TH = CutOff(MONTH, Cycle(1, 20), date(2026, 6, 20))


@pytest.mark.parametrize(
    ("on", "start", "end"),
    [
        ("2026-05-20", "2026-05-15", "2026-06-14"),
        ("2026-06-16", "2026-06-15", "2026-06-19"),
        ("2026-06-20", "2026-06-20", "2026-07-19"),
        ("2027-01-19", "2026-12-20", "2027-01-19"),
    ],
)
def test_a_cut_off_holds_from_its_day_on_and_what_was_before_keeps_its_days(on: str, start: str, end: str) -> None:
    found = named(MONTH, date.fromisoformat(on), [FROM_20TH])
    assert found == Period(date.fromisoformat(start), date.fromisoformat(end))


def test_a_cut_off_is_about_its_own_period() -> None:
    day = date(2026, 7, 1)
    assert [named(name, day, [FROM_20TH]) == named(name, day) for name in PeriodName] == [
        name is not MONTH for name in PeriodName
    ]


def test_the_first_nine_months_are_cut_off_with_their_year() -> None:
    calendar = CutOff(NINE, Cycle(9, 1, is_repeated=False), date(2027, 1, 1))
    assert named(NINE, date(2026, 12, 31), [calendar]) == Period(date(2026, 12, 15), date(2026, 12, 31))
    assert named(NINE, date(2027, 12, 1), [calendar]) == Period(date(2027, 1, 1), date(2027, 9, 30))


@st.composite
def cut_offs(draw: st.DrawFn) -> list[CutOff]:
    """Cut-offs of one repeated period, each from a day on which a period of its own begins."""
    name = draw(st.sampled_from([one for one in GAPLESS if one in CYCLES and CYCLES[one].is_repeated]))
    found = []
    for _ in range(draw(st.integers(1, 4))):
        cycle = Cycle(draw(st.sampled_from([1, 2, 3, 4, 6, 12])), draw(st.integers(1, 28)), draw(st.integers(1, 12)))
        opening = named(name, draw(DAYS), [CutOff(name, cycle, date(1946, 1, 1))]).start
        found.append(CutOff(name, cycle, opening))
        check_cut_off(found[-1])
    return list(in_force([found]))


@given(said=cut_offs(), on=DAYS)
def test_whatever_units_say_no_day_belongs_to_two_periods_or_to_none(said: list[CutOff], on: date) -> None:
    name = said[0].name
    here = named(name, on, said)
    assert on in here
    assert named(name, here.end, said) == here
    after = here.end + timedelta(days=1)
    assert named(name, after, said).start == after


def test_the_nearest_unit_that_has_said_something_by_then_is_followed() -> None:
    country = CutOff(MONTH, Cycle(1, 10), date(2026, 1, 10))
    province = CutOff(MONTH, Cycle(1, 20), date(2026, 3, 20))
    later = CutOff(MONTH, Cycle(1, 5), date(2026, 5, 5))
    yearly = CutOff(YEAR, Cycle(12, 5), date(2026, 1, 5))
    held = in_force([[], [province], [country, later, yearly]])
    assert [one for one in held if one.name is MONTH] == [country, province]
    assert yearly in held
    assert named(MONTH, date(2026, 2, 1), held).start == date(2026, 1, 10)
    assert named(MONTH, date(2026, 6, 1), held).start == date(2026, 5, 20)


def test_of_one_day_the_last_word_stands() -> None:
    wrong = CutOff(MONTH, Cycle(1, 20), date(2026, 6, 20), "wrong")
    right = CutOff(MONTH, Cycle(1, 20), date(2026, 6, 20), "right")
    assert in_force([[wrong, right]]) == (right,)


@pytest.mark.parametrize(
    ("cut_off", "part"),
    [
        (CutOff(PeriodName.WEEK, Cycle(1), date(2026, 1, 1)), "name"),
        (CutOff(MONTH, Cycle(0), date(2026, 1, 1)), "months"),
        (CutOff(MONTH, Cycle(5), date(2026, 1, 1)), "months"),
        (CutOff(NINE, Cycle(13, is_repeated=False), date(2026, 1, 1)), "months"),
        (CutOff(MONTH, Cycle(1, 29), date(2026, 1, 29)), "from_day"),
        (CutOff(MONTH, Cycle(1, 0), date(2026, 1, 1)), "from_day"),
        (CutOff(MONTH, Cycle(1, 1, 13), date(2026, 1, 1)), "first_month"),
        (CutOff(MONTH, Cycle(1, 20), date(2026, 6, 19)), "valid_from"),
        (CutOff(YEAR, Cycle(12, 20), date(2026, 6, 20)), "valid_from"),
        (CutOff(NINE, Cycle(9, 20, is_repeated=False), date(2026, 9, 20)), "valid_from"),
        (CutOff(MONTH, Cycle(1), date(9999, 12, 1)), "valid_from"),
        (CutOff(MONTH, Cycle(1), date(1, 1, 1)), "valid_from"),
    ],
)
def test_a_cut_off_that_does_not_hold_together_says_what_is_wrong(cut_off: CutOff, part: str) -> None:
    with pytest.raises(InvalidCutOffError) as caught:
        check_cut_off(cut_off)
    assert caught.value.part == part


def test_what_is_not_said_of_a_cycle_is_as_it_is_everywhere() -> None:
    assert cycle_of(MONTH, months=None, from_day=20, first_month=None) == Cycle(1, 20)
    assert not cycle_of(NINE, months=8, from_day=None, first_month=None).is_repeated
    with pytest.raises(InvalidCutOffError):
        cycle_of(PeriodName.WEEK, months=None, from_day=None, first_month=None)
