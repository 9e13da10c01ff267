"""The life of a tip."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lifecycle import NEXT, OPEN, WAITING, ForbiddenTransitionError, Status, check_table, transition

AT = datetime(2026, 11, 20, 14, tzinfo=UTC)


def replay(steps: list[Status]) -> list[Status]:
    """Return the statuses that a tip lived through when these were tried one after the other."""
    lived = [Status.RECORDED]
    for after in steps:
        try:
            lived.append(transition(lived[-1], after, at=AT).after)
        except ForbiddenTransitionError:
            continue
    return lived


@given(steps=st.lists(st.sampled_from(Status), max_size=60))
def test_no_tip_is_resolved_before_it_is_acknowledged(steps: list[Status]) -> None:
    lived = replay(steps)
    for settled in (Status.CLASSIFIED, Status.RESOLVED, Status.INFORMED):
        if settled in lived:
            assert Status.ACKNOWLEDGED in lived[: lived.index(settled)]


@given(steps=st.lists(st.sampled_from(Status), max_size=60))
def test_a_withdrawn_tip_stays_withdrawn(steps: list[Status]) -> None:
    lived = replay(steps)
    if Status.WITHDRAWN in lived:
        assert lived[-1] is Status.WITHDRAWN


@given(steps=st.lists(st.sampled_from(Status), max_size=60))
def test_a_reopened_tip_is_acknowledged_again(steps: list[Status]) -> None:
    lived = replay(steps)
    for before, after in pairwise(lived):
        if before is Status.REOPENED:
            assert after in {Status.ACKNOWLEDGED, Status.QUEUED, Status.AT_DESK, Status.TRANSFERRED}


def test_a_step_that_the_table_does_not_have_names_both_ends() -> None:
    with pytest.raises(ForbiddenTransitionError) as caught:
        transition(Status.QUEUED, Status.RESOLVED, at=AT)
    assert (caught.value.before, caught.value.after) == (Status.QUEUED, Status.RESOLVED)


def test_every_status_before_acknowledgement_is_open() -> None:
    assert WAITING < OPEN


def test_a_table_that_lets_acknowledging_be_skipped_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NEXT, Status.QUEUED, NEXT[Status.QUEUED] | {Status.RESOLVED})
    with pytest.raises(ValueError, match="without being acknowledged"):
        check_table()


def test_a_table_that_forgets_a_status_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(NEXT, Status.SUSPENDED)
    with pytest.raises(ValueError, match="every status"):
        check_table()
