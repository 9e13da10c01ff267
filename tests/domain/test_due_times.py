"""When something is due follows from what is stored, and steps come in their order."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import acknowledge_by
from domain.due_times import (
    DRAFT_IS_LEFT_AFTER,
    SHIFT_CHANGES,
    STEPS,
    Due,
    draft_left_at,
    last_day_of_draft,
    next_at,
    reached,
    steps,
)
from domain.periods import LOCAL
from domain.tip import Urgency

FRIDAY_EVENING = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)

MOMENTS = st.datetimes(datetime(2025, 8, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside


@given(since=MOMENTS, urgency=st.sampled_from(Urgency))
def test_steps_come_in_their_order_around_the_deadline(since: datetime, urgency: Urgency) -> None:
    due = steps(since, urgency)
    assert since < due[Due.REMINDER] < due[Due.OVERDUE] < due[Due.ESCALATION]
    assert due[Due.OVERDUE] == acknowledge_by(since, urgency)


@given(since=MOMENTS, urgency=st.sampled_from(Urgency), later=st.timedeltas(timedelta(0), timedelta(days=60)))
def test_the_step_that_is_reached_is_the_last_whose_moment_has_come(
    since: datetime, urgency: Urgency, later: timedelta
) -> None:
    due = steps(since, urgency)
    step = reached(due, since + later)
    passed = [one for one in STEPS if due[one] <= since + later]
    assert step == (passed[-1] if passed else None)


def test_the_steps_of_an_emergency_are_minutes_and_those_of_other_tips_working_hours() -> None:
    emergency = steps(FRIDAY_EVENING, Urgency.EMERGENCY)
    assert [(emergency[step] - FRIDAY_EVENING) / timedelta(minutes=1) for step in STEPS] == [10, 15, 20]
    normal = steps(FRIDAY_EVENING, Urgency.NORMAL)
    local = [normal[step].astimezone(LOCAL) for step in STEPS]
    # Monday has 7.5 hours: 5:20 of them, 8 hours and 10:40 are over at these times.
    assert [f"{one:%a %H:%M}" for one in local] == ["Mon 14:50", "Tue 08:00", "Tue 10:40"]


@given(now=MOMENTS)
def test_the_next_shift_change_is_later_and_less_than_a_day_away(now: datetime) -> None:
    at = next_at(SHIFT_CHANGES, now)
    assert now < at <= now + timedelta(hours=12)
    assert at.astimezone(LOCAL).time() in SHIFT_CHANGES
    # Whoever looks a little later sees the same one, until it has come.
    assert next_at(SHIFT_CHANGES, at - timedelta(microseconds=1)) == at
    assert next_at(SHIFT_CHANGES, at) != at


@pytest.mark.parametrize(("local", "following"), [("06:59", "07:00"), ("07:00", "19:00"), ("23:00", "07:00")])
def test_shifts_change_at_fixed_hours(local: str, following: str) -> None:
    now = datetime.combine(date(2026, 11, 20), time.fromisoformat(local), LOCAL)
    assert f"{next_at(SHIFT_CHANGES, now).astimezone(LOCAL):%H:%M}" == following


@given(seen_at=MOMENTS)
def test_when_a_draft_counts_as_left_tells_only_the_hour(seen_at: datetime) -> None:
    left = draft_left_at(seen_at)
    assert (left.minute, left.second, left.microsecond) == (0, 0, 0)
    assert DRAFT_IS_LEFT_AFTER <= left - seen_at < DRAFT_IS_LEFT_AFTER + timedelta(hours=1)


def test_a_draft_is_kept_for_eight_days() -> None:
    assert last_day_of_draft(date(2026, 11, 20)) == date(2026, 11, 28)
