"""Deadlines: targets, working hours and holidays."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import (
    ACKNOWLEDGEMENT,
    HOLIDAYS,
    OFFICE,
    Clock,
    Shift,
    Target,
    Targets,
    WorkCalendar,
    acknowledge_by,
    after_working_time,
    target,
)
from domain.periods import LOCAL
from domain.tip import Urgency

INSTANTS = st.datetimes(datetime(2025, 7, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given apart
SPANS = st.timedeltas(timedelta(0), timedelta(days=40))


def at(text: str) -> datetime:
    """Return the instant of a local time."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("received", "urgency", "due"),
    [
        ("2026-11-21 23:50", Urgency.EMERGENCY, "2026-11-22 00:05"),
        ("2026-11-21 23:50", Urgency.HIGH, "2026-11-22 01:50"),
        ("2026-11-23 07:30", Urgency.NORMAL, "2026-11-24 08:00"),
        ("2026-11-20 16:00", Urgency.NORMAL, "2026-11-23 16:30"),
        ("2026-11-20 12:00", Urgency.LOW, "2026-11-23 14:00"),
        ("2026-11-21 10:00", Urgency.NORMAL, "2026-11-24 08:00"),
        # Friday before Tết Bính Ngọ, back on Monday 23 February.
        ("2026-02-13 16:00", Urgency.NORMAL, "2026-02-23 16:30"),
        # Saturday 10 January 2026 is worked for Friday the 2nd.
        ("2026-01-09 17:00", Urgency.NORMAL, "2026-01-12 08:00"),
        ("2026-02-17 00:05", Urgency.EMERGENCY, "2026-02-17 00:20"),
    ],
)
def test_a_tip_is_due_by_its_target(received: str, urgency: Urgency, due: str) -> None:
    assert acknowledge_by(at(received), urgency) == at(due)
    assert acknowledge_by(at(received), urgency).tzinfo is UTC


@given(first=INSTANTS, later=SPANS, urgency=st.sampled_from(Urgency))
def test_a_later_tip_is_never_due_earlier(first: datetime, later: timedelta, urgency: Urgency) -> None:
    assert acknowledge_by(first, urgency) <= acknowledge_by(first + later, urgency)


@given(received=INSTANTS)
def test_the_more_urgent_is_due_first(received: datetime) -> None:
    due = [acknowledge_by(received, urgency) for urgency in Urgency]
    assert due == sorted(due)
    assert received < due[0]


def working_time(start: datetime, end: datetime) -> timedelta:
    """Return how much working time lies between two instants, the other way round than the rule counts."""
    total = timedelta(0)
    for since, until in OFFICE.spans_from(start):
        if since >= end:
            break
        total += min(until, end) - since
    return total


@given(start=INSTANTS, worked=SPANS)
def test_working_time_is_counted_back_to_what_was_added(start: datetime, worked: timedelta) -> None:
    assert working_time(start, after_working_time(start, worked)) == worked


@given(start=INSTANTS, first=SPANS, second=SPANS)
def test_working_times_of_spans_that_meet_add_up(start: datetime, first: timedelta, second: timedelta) -> None:
    middle, end = start + first, start + first + second
    assert working_time(start, end) == working_time(start, middle) + working_time(middle, end)
    assert working_time(start, end) <= end - start


def test_no_working_time_passes_backwards_at_night_or_on_a_holiday() -> None:
    assert working_time(at("2026-11-20 10:00"), at("2026-11-20 09:00")) == timedelta(0)
    assert working_time(at("2026-11-20 17:00"), at("2026-11-23 07:30")) == timedelta(0)
    assert working_time(at("2026-02-14 00:00"), at("2026-02-23 00:00")) == timedelta(0)


def test_a_saturday_made_up_for_is_worked() -> None:
    assert working_time(at("2026-08-22 00:00"), at("2026-08-23 00:00")) == timedelta(hours=7, minutes=30)


def test_every_holiday_is_a_working_day_otherwise_and_names_its_source() -> None:
    assert all(holiday.day.weekday() in OFFICE.shifts and holiday.source for holiday in HOLIDAYS)
    assert len({holiday.day for holiday in HOLIDAYS}) == len(HOLIDAYS)


def test_a_tip_keeps_the_target_it_was_received_under() -> None:
    shorter = Targets(
        date(2027, 1, 1), "a test", dict.fromkeys(Urgency, Target(timedelta(hours=1), Clock.ROUND_THE_CLOCK))
    )
    versions = (*ACKNOWLEDGEMENT, shorter)
    assert target(at("2026-12-31 23:59"), Urgency.HIGH, versions=versions).within == timedelta(hours=2)
    assert target(at("2027-01-01 00:00"), Urgency.HIGH, versions=versions).within == timedelta(hours=1)
    assert target(at("2019-01-01 00:00"), Urgency.HIGH, versions=versions).within == timedelta(hours=2)


def test_every_version_has_a_target_for_every_urgency() -> None:
    assert all(set(version.by_urgency) == set(Urgency) for version in ACKNOWLEDGEMENT)


def test_a_calendar_without_work_is_refused() -> None:
    with pytest.raises(ValueError, match="shift"):
        WorkCalendar({0: (Shift(time(8), time(8)),)})
