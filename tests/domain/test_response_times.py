"""Response times: the product-limit estimate, and summaries that cannot be improved by ignoring tips."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.response_times import ResponseFact, median_response, p90, quantile, share_on_time, summarise

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
MINUTES = st.integers(0, 10_000).map(lambda minutes: timedelta(minutes=minutes))
LISTS = st.lists(MINUTES, max_size=40)


def minutes(*values: int) -> list[timedelta]:
    return [timedelta(minutes=value) for value in values]


def fact(tip_id: int, *, took: int | None = None, waited: int = 0, due: int = 60, unit: str = "a") -> ResponseFact:
    """Return a tip that took or waited so many minutes."""
    received = NOW - timedelta(minutes=waited if took is None else took)
    answered = None if took is None else NOW
    return ResponseFact(tip_id, unit, received, received + timedelta(minutes=due), answered)


@pytest.mark.parametrize(
    ("answered", "waiting", "median"),
    [
        ((), (), None),
        ((), (5,), None),
        ((7,), (), 7),
        ((1, 2), (), 1),
        ((1, 2, 3), (), 2),
        ((1, 2), (50, 60), 2),
        ((1,), (50, 60), None),
        # A tip that waits for less than the answers took says nothing about them.
        ((10, 20, 30), (1, 1, 1), 20),
        # Answered after exactly as long as another has waited: that one was still at risk.
        ((5, 5), (5, 5), 5),
    ],
)
def test_the_median_counts_tips_that_wait(answered: Sequence[int], waiting: Sequence[int], median: int | None) -> None:
    expected = None if median is None else timedelta(minutes=median)
    assert median_response(minutes(*answered), minutes(*waiting)) == expected


def test_the_estimate_is_that_of_the_published_example() -> None:
    # Weeks of remission under 6-MP, Freireich et al. (1963), the usual example of the estimate: median 23.
    answered = minutes(6, 6, 6, 7, 10, 13, 16, 22, 23)
    waiting = minutes(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    assert median_response(answered, waiting) == timedelta(minutes=23)
    assert quantile(answered, waiting, 0.25) == timedelta(minutes=13)
    assert p90(answered, waiting) is None


@given(answered=st.lists(MINUTES, min_size=1, max_size=60), q=st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9, 1.0]))
def test_without_waiting_tips_it_is_the_ordinary_quantile(answered: list[timedelta], q: float) -> None:
    least = next(value for value in sorted(answered) if sum(a <= value for a in answered) >= q * len(answered) - 1e-9)
    assert quantile(answered, [], q) == least


@given(answered=LISTS, waiting=LISTS, more=st.lists(st.just(timedelta(days=30)), max_size=20))
def test_ignoring_tips_never_makes_a_unit_faster(
    answered: list[timedelta], waiting: list[timedelta], more: list[timedelta]
) -> None:
    before, after = median_response(answered, waiting), median_response(answered, [*waiting, *more])
    assert after is None or (before is not None and before <= after)


@given(answered=LISTS, waiting=LISTS)
def test_nine_of_ten_take_at_least_as_long_as_half(answered: list[timedelta], waiting: list[timedelta]) -> None:
    half, most = median_response(answered, waiting), p90(answered, waiting)
    assert most is None or (half is not None and half <= most)


@pytest.mark.parametrize("q", [0.0, -0.5, 1.1])
def test_what_is_no_share_is_refused(q: float) -> None:
    with pytest.raises(ValueError, match="share"):
        quantile([], [], q)


def test_a_summary_names_the_rows_behind_its_numbers() -> None:
    summary = summarise(
        [fact(4, waited=10), fact(3, waited=90), fact(2, took=100), fact(1, took=30)],
        now=NOW,
    )
    assert (summary.n, summary.answered, summary.waiting, summary.overdue) == (4, 2, 2, 1)
    assert summary.overdue_rows == (3,)
    assert summary.on_time_rows == (1,)
    assert summary.waiting_rows == (3, 4)
    assert summary.on_time_share == Decimal(1) / 3
    assert not summary.is_rankable


def test_a_unit_is_compared_from_twenty_tips_on() -> None:
    assert not summarise([fact(i, took=5) for i in range(19)], now=NOW).is_rankable
    assert summarise([fact(i, took=5) for i in range(20)], now=NOW).is_rankable


def test_a_tip_given_twice_counts_once() -> None:
    assert summarise([fact(1, took=5), fact(1, took=5)], now=NOW).n == 1


def test_nothing_decided_is_no_share() -> None:
    assert share_on_time(on_time=0, answered=0, overdue=0) is None
