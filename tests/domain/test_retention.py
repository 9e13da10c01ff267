"""Retention: defaults, and tips that are never erased."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lifecycle import Status
from domain.retention import DEFAULTS, Kept, TipLife, erase_after, erase_tip_after

CLOSED = datetime(2026, 3, 1, tzinfo=UTC)


@given(
    kind=st.sampled_from([Kept.RELAY, Kept.CONTACT, Kept.CONTENT, Kept.CASE_CONTENT]),
    status=st.sampled_from([status for status in Status if status is not Status.WITHDRAWN]),
    closed_at=st.none() | st.just(CLOSED),
)
def test_a_tip_that_nobody_acknowledged_is_never_erased(kind: Kept, status: Status, closed_at: datetime | None) -> None:
    assert erase_tip_after(kind, TipLife(status, acknowledged_at=None, closed_at=closed_at)) is None


def test_a_closed_tip_loses_its_contact_after_ninety_days() -> None:
    life = TipLife(Status.CLOSED, acknowledged_at=CLOSED - timedelta(days=9), closed_at=CLOSED)
    assert erase_tip_after(Kept.CONTACT, life) == CLOSED + timedelta(days=90)


def test_a_withdrawn_tip_is_erased_without_having_been_acknowledged() -> None:
    life = TipLife(Status.WITHDRAWN, acknowledged_at=None, closed_at=CLOSED)
    assert erase_tip_after(Kept.RELAY, life) == CLOSED + timedelta(days=30)


@pytest.mark.parametrize("status", [Status.ACKNOWLEDGED, Status.REOPENED, Status.SUSPENDED])
def test_a_tip_that_goes_on_is_kept(status: Status) -> None:
    assert erase_tip_after(Kept.CONTENT, TipLife(status, acknowledged_at=CLOSED, closed_at=CLOSED)) is None


def test_a_legal_hold_keeps_everything() -> None:
    life = TipLife(Status.CLOSED, acknowledged_at=CLOSED, closed_at=CLOSED, is_held=True)
    assert erase_tip_after(Kept.CONTENT, life) is None


def test_every_kind_has_a_period_and_an_update_outlives_the_messengers_memory() -> None:
    assert set(DEFAULTS) == set(Kept)
    assert erase_after(Kept.UPDATE_MARK, CLOSED) > erase_after(Kept.UPDATE, CLOSED) > CLOSED + timedelta(days=1)


def test_what_is_not_part_of_a_tip_is_refused() -> None:
    with pytest.raises(ValueError, match="part of a tip"):
        erase_tip_after(Kept.LOG, TipLife(Status.CLOSED, CLOSED, CLOSED))
