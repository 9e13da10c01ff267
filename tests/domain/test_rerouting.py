"""Tips that were routed wrongly: what counts, and whose mistake it was."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.place import PlaceSource
from domain.rerouting import Fault, MoveCause, RoutingFact, Station, fault, routed, summarise

FACTS = st.lists(
    st.builds(
        RoutingFact,
        tip_id=st.integers(1, 10_000),
        unit_code=st.just("19930"),
        source=st.sampled_from(PlaceSource),
        cause=st.none() | st.sampled_from(MoveCause),
    ),
    unique_by=lambda fact: fact.tip_id,
)


def queue(unit: str = "19930", source: PlaceSource = PlaceSource.TEXT, cause: MoveCause | None = None) -> Station:
    return Station(unit, is_queue=True, source=source, cause=cause)


def desk(cause: MoveCause | None = None) -> Station:
    return Station("46", is_queue=False, source=PlaceSource.UNKNOWN, cause=cause)


@pytest.mark.parametrize(
    ("stations", "expected"),
    [
        ([], None),
        ([desk()], None),
        ([queue()], RoutingFact(1, "19930", PlaceSource.TEXT)),
        # What a desk sends on was not routed before.
        ([desk(), queue("19777", PlaceSource.COORDINATOR)], RoutingFact(1, "19777", PlaceSource.COORDINATOR)),
        (
            [queue(), queue("19777", PlaceSource.COORDINATOR, MoveCause.WRONG_PLACE)],
            RoutingFact(1, "19930", PlaceSource.TEXT, MoveCause.WRONG_PLACE),
        ),
        # Moved twice, it was routed wrongly once.
        (
            [queue(), desk(MoveCause.OTHER_UNIT), queue("19777", PlaceSource.COORDINATOR, MoveCause.WRONG_PLACE)],
            RoutingFact(1, "19930", PlaceSource.TEXT, MoveCause.OTHER_UNIT),
        ),
        # Of moves from before the question was asked, only that they happened is known.
        ([queue(), desk()], RoutingFact(1, "19930", PlaceSource.TEXT, MoveCause.UNSAID)),
    ],
)
def test_leaving_a_communes_queue_counts_once(stations: Sequence[Station], expected: RoutingFact | None) -> None:
    assert routed(1, stations) == expected


@pytest.mark.parametrize(
    ("cause", "source", "expected"),
    [
        (MoveCause.WRONG_PLACE, PlaceSource.TEXT, Fault.MACHINE),
        (MoveCause.WRONG_PLACE, PlaceSource.POSITION, Fault.MACHINE),
        (MoveCause.WRONG_PLACE, PlaceSource.CITIZEN, Fault.REPORTER),
        (MoveCause.WRONG_PLACE, PlaceSource.COORDINATOR, Fault.STAFF),
        (MoveCause.WRONG_PLACE, PlaceSource.UNKNOWN, Fault.UNKNOWN),
        (MoveCause.OTHER_UNIT, PlaceSource.TEXT, Fault.NONE),
        (MoveCause.UNSAID, PlaceSource.TEXT, Fault.UNKNOWN),
    ],
)
def test_the_mistake_is_of_what_named_the_place(cause: MoveCause, source: PlaceSource, expected: Fault) -> None:
    assert fault(cause, source) is expected


@given(facts=FACTS)
def test_every_row_is_counted_once_by_source_and_every_moved_one_once_by_fault(facts: list[RoutingFact]) -> None:
    summary = summarise(facts)
    by_source = [row for share in summary.by_source.values() for row in share.routed_rows]
    by_fault = [row for rows in summary.by_fault.values() for row in rows]
    assert sorted(by_source) == list(summary.total.routed_rows) == sorted(fact.tip_id for fact in facts)
    assert sorted(by_fault) == list(summary.total.moved_rows)
    assert set(summary.total.moved_rows) <= set(summary.total.routed_rows)


def test_the_target_is_missed_from_five_in_a_hundred_on() -> None:
    stayed = [RoutingFact(number, "19930", PlaceSource.TEXT) for number in range(96)]
    moved = [RoutingFact(100 + n, "19930", PlaceSource.TEXT, MoveCause.WRONG_PLACE) for n in range(5)]
    assert summarise([*stayed, *moved[:4]]).is_on_target
    assert summarise([*stayed[:95], *moved]).total.share == Decimal("0.05")
    assert not summarise([*stayed[:95], *moved]).is_on_target
    assert summarise([]).is_on_target is None
    assert summarise([]).total.share is None
