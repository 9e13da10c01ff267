"""Numbers kept side by side in one: their sums are those that each would have alone."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.lanes import Lanes

COUNT = 19

rows = st.dictionaries(
    st.text(max_size=4), st.lists(st.integers(-100_000, 100_000), min_size=COUNT, max_size=COUNT), max_size=30
)


def lanes_of(numbers: dict[str, list[int]]) -> Lanes:
    return Lanes({name: " ".join(map(str, row)) for name, row in numbers.items()}, _read, COUNT)


def _read(line: str) -> Iterator[tuple[int, int]]:
    return enumerate(map(int, line.split()))


@given(numbers=rows, others=st.sets(st.text(max_size=4)))
def test_sums_side_by_side_are_those_of_each_alone(numbers: dict[str, list[int]], others: set[str]) -> None:
    names = {*list(numbers)[::2], *others}
    known = [numbers[name] for name in names if name in numbers]
    assert list(lanes_of(numbers).total(names)) == [sum(row[place] for row in known) for place in range(COUNT)]


@given(numbers=rows)
def test_each_number_is_found_again(numbers: dict[str, list[int]]) -> None:
    lanes = lanes_of(numbers)
    assert {name: [lanes.number(name, place) for place in range(COUNT)] for name in numbers} == numbers


def test_as_many_numbers_as_the_longest_text_has_are_added_up() -> None:
    many = {str(name): [100_000, -100_000] * 9 + [0] for name in range(20_000)}
    assert list(lanes_of(many).total(many.keys())) == [2_000_000_000, -2_000_000_000] * 9 + [0]


@given(numbers=rows)
def test_sums_stay_the_same_when_asked_for_again(numbers: dict[str, list[int]]) -> None:
    lanes = lanes_of(numbers)
    first = lanes.total(set(list(numbers)[::2]))
    assert lanes.total(numbers.keys()) == lanes_of(numbers).total(numbers.keys())
    assert lanes.total(set(list(numbers)[::2])) == first
    assert all(map(lanes.knows, numbers))


def test_a_name_without_numbers_has_none() -> None:
    assert not lanes_of({}).knows("x")
    with pytest.raises(KeyError):
        lanes_of({}).number("x", 0)
