"""Durations in classes: no quantile is further off than it is said to be, and nothing is lost in adding up."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.response_histograms import ERROR, LAST_CLASS, Histogram, class_of, histogram, length_of, together
from domain.response_times import HALF, NINE_OF_TEN, quantile, quantile_of_counts

LENGTHS = st.floats(1, 10**9).map(lambda seconds: timedelta(seconds=seconds))
TAKEN = st.lists(st.tuples(LENGTHS, st.booleans()), min_size=1, max_size=60)
TINY = timedelta(microseconds=2)


@given(length=LENGTHS)
def test_a_duration_is_off_by_the_stated_part_of_itself_at_most(length: timedelta) -> None:
    taken_for = length_of(class_of(length))
    assert length / (1 + ERROR) - TINY <= taken_for <= length * (1 + ERROR) + TINY


@given(taken=TAKEN, share=st.sampled_from([HALF, NINE_OF_TEN]))
def test_a_quantile_is_off_by_the_stated_part_of_itself_at_most(
    taken: list[tuple[timedelta, bool]], share: float
) -> None:
    exact = quantile([length for length, _ in taken], [], share)
    estimate = quantile_of_counts(histogram(taken).lengths(), Counter(), share)
    assert exact is not None
    assert estimate is not None
    assert exact / (1 + ERROR) - TINY <= estimate <= exact * (1 + ERROR) + TINY


@given(taken=TAKEN, waiting=st.lists(st.floats(1, 5), max_size=20), share=st.sampled_from([HALF, NINE_OF_TEN]))
def test_so_is_it_where_tips_wait_longer_than_any_answer_took(
    taken: list[tuple[timedelta, bool]], waiting: list[float], share: float
) -> None:
    longest = max(length for length, _ in taken)
    waited = [longest * (1.1 * factor) for factor in waiting]
    exact = quantile([length for length, _ in taken], waited, share)
    estimate = quantile_of_counts(histogram(taken).lengths(), Counter(waited), share)
    assert (exact is None) == (estimate is None)
    if exact is not None and estimate is not None:
        assert exact / (1 + ERROR) - TINY <= estimate <= exact * (1 + ERROR) + TINY


@given(first=TAKEN, second=TAKEN)
def test_parts_together_are_the_whole(
    first: list[tuple[timedelta, bool]], second: list[tuple[timedelta, bool]]
) -> None:
    whole = histogram([*first, *second])
    assert together([histogram(first), histogram(second)]) == whole
    assert whole.answered == len(first) + len(second)
    assert whole.on_time == sum(is_on_time for _, is_on_time in (*first, *second))


def test_durations_at_the_ends_have_a_class() -> None:
    assert class_of(timedelta(0)) == class_of(timedelta(seconds=1)) == 0
    assert class_of(timedelta(days=500_000)) == LAST_CLASS
    assert together([]) == Histogram()
