"""Figures: sums of rows, each row once, each unit of count apart."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import (
    Figures,
    MixedUnitsError,
    OutcomeFact,
    OutcomeKey,
    TipFact,
    TipKey,
    counted_once,
    outcome_key,
    totals,
)
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.periods import Period, PeriodName, named, split
from domain.tip import Category, SourceGroup

DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
YEAR = named("year", DAY)


def tip(
    tip_id: int,
    value: Value = Value.UNASSESSED,
    *,
    group: SourceGroup = SourceGroup.PEOPLE,
    received_at: datetime = NOON,
) -> TipFact:
    return TipFact(tip_id, "00001", received_at, Category.THEFT, group, value)


def outcome(
    outcome_id: int,
    of: OutcomeType,
    quantity: int = 1,
    *,
    group: SourceGroup = SourceGroup.PEOPLE,
    on: date = DAY,
    incident: int | None = None,
    unit: UnitOfCount | None = None,
    **attributes: str,
) -> OutcomeFact:
    named_attributes = {Attribute(name): value for name, value in attributes.items()}
    return OutcomeFact(
        outcome_id,
        of,
        Decimal(quantity),
        unit or RULES[of].units[0],
        on,
        "00001",
        group,
        named_attributes,
        incident_id=incident,
    )


@st.composite
def outcomes(draw: st.DrawFn) -> OutcomeFact:
    """Draw an entry that fits the rule of its type."""
    of = draw(st.sampled_from(OutcomeType))
    return OutcomeFact(
        id=draw(st.integers(1, 60)),
        type=of,
        quantity=Decimal(draw(st.integers(1, 9))),
        unit=draw(st.sampled_from(RULES[of].units)),
        on=draw(st.dates(YEAR.start, YEAR.end)),
        unit_code="00001",
        source_group=draw(st.sampled_from(SourceGroup)),
        attributes={name: draw(st.sampled_from(CHOICES[name])) for name in RULES[of].attributes},
        contribution=draw(st.sampled_from(Contribution)),
        incident_id=draw(st.none() | st.integers(1, 9)),
    )


TIPS = st.lists(
    st.builds(
        TipFact,
        id=st.integers(1, 60),
        unit_code=st.just("00001"),
        received_at=st.datetimes(datetime(2026, 1, 2), datetime(2026, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is given apart
        category=st.sampled_from(Category),
        source_group=st.sampled_from(SourceGroup),
        value=st.sampled_from(Value),
    ),
    max_size=40,
)
OUTCOMES = st.lists(outcomes(), max_size=40, unique_by=lambda fact: fact.id)


@given(tips=TIPS, entries=OUTCOMES)
def test_the_source_groups_add_up_to_the_whole(tips: list[TipFact], entries: list[OutcomeFact]) -> None:
    figures = totals(tips, entries)
    for figure in figures.listed():
        if isinstance(figure.key, TipKey) and figure.key == TipKey(value=figure.key.value):
            parts = [figures.find(TipKey(group, figure.key.value)) for group in SourceGroup]
        elif isinstance(figure.key, OutcomeKey) and figure.key == OutcomeKey(figure.key.type, figure.key.unit):
            parts = [
                figures.find(outcome_key(figure.key.type, figure.key.unit, source_group=group)) for group in SourceGroup
            ]
        else:
            continue
        assert sum(part.quantity for part in parts) == figure.quantity
        assert sorted(row for part in parts for row in part.rows) == list(figure.rows)


@given(tips=TIPS, entries=OUTCOMES)
def test_every_figure_is_the_sum_of_its_own_rows(tips: list[TipFact], entries: list[OutcomeFact]) -> None:
    quantities = {entry.id: entry.quantity for entry in entries}
    for figure in totals(tips, entries).listed():
        assert len(set(figure.rows)) == len(figure.rows)
        is_tips = isinstance(figure.key, TipKey)
        assert figure.quantity == (len(figure.rows) if is_tips else sum(quantities[row] for row in figure.rows))


@given(tips=TIPS, entries=OUTCOMES)
def test_the_months_add_up_to_the_year(tips: list[TipFact], entries: list[OutcomeFact]) -> None:
    year = totals(tips, entries, period=YEAR)
    months = [totals(tips, entries, period=month) for month in split(YEAR, PeriodName.MONTH)]
    for figure in year.listed():
        assert sum(month.find(figure.key).quantity for month in months) == figure.quantity


@given(entries=OUTCOMES)
def test_the_order_of_facts_does_not_matter(entries: list[OutcomeFact]) -> None:
    assert totals([], entries).listed() == totals([], entries[::-1]).listed()


@given(entries=OUTCOMES)
def test_units_of_count_are_never_added(entries: list[OutcomeFact]) -> None:
    units = {entry.id: entry.unit for entry in entries}
    for figure in totals([], entries).listed():
        assert {units[row] for row in figure.rows} <= {figure.unit}


def test_adding_different_units_is_refused() -> None:
    with pytest.raises(MixedUnitsError) as caught:
        Figures().total(
            outcome_key(OutcomeType.FINED, UnitOfCount.DECISION),
            outcome_key(OutcomeType.FINED, UnitOfCount.DONG),
        )
    assert caught.value.units == {UnitOfCount.DECISION, UnitOfCount.DONG}


def test_a_row_that_two_keys_ask_for_counts_once() -> None:
    figures = totals([], [outcome(1, OutcomeType.WARNED, 5)])
    everybody = outcome_key(OutcomeType.WARNED, UnitOfCount.PERSON)
    people = outcome_key(OutcomeType.WARNED, UnitOfCount.PERSON, source_group=SourceGroup.PEOPLE)
    assert figures.total(everybody, people).quantity == 5


def test_an_incident_that_three_tips_told_of_is_resolved_once() -> None:
    entries = [outcome(i, OutcomeType.INCIDENT_RESOLVED, incident=7, involvement="assisted") for i in (3, 1, 2)]
    figure = totals([tip(i, Value.VALUABLE) for i in (1, 2, 3)], entries)
    assert figure.outcomes(OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT).rows == (1,)
    assert figure.valuable_tips().quantity == 3


def test_incidents_without_a_link_count_each() -> None:
    entries = [outcome(i, OutcomeType.INCIDENT_RESOLVED, 4, involvement="assisted") for i in (1, 2)]
    assert totals([], entries).outcomes(OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT).quantity == 8


def test_persons_of_one_incident_are_added() -> None:
    entries = [outcome(i, OutcomeType.CAUGHT_IN_THE_ACT, 2, incident=7) for i in (1, 2)]
    assert totals([], entries).outcomes(OutcomeType.CAUGHT_IN_THE_ACT, UnitOfCount.PERSON).quantity == 4


def test_a_dispute_that_was_settled_in_the_end_counts_as_settled() -> None:
    failed = outcome(1, OutcomeType.DISPUTE_SETTLED, incident=7, settlement="unsettled", on=DAY - timedelta(days=9))
    settled = outcome(2, OutcomeType.DISPUTE_SETTLED, incident=7, settlement="settled")
    assert counted_once([failed, settled]) == [settled]


def test_a_tip_counts_on_its_received_day_and_an_outcome_on_its_own() -> None:
    # A quarter to midnight on the 30th in universal time is the 1st in Viet Nam.
    late = tip(1, received_at=datetime(2026, 11, 30, 23, 45, tzinfo=UTC))
    entry = outcome(1, OutcomeType.WARNED, on=date(2026, 11, 30))
    november, december = (Period(date(2026, m, 1), date(2026, m, 30)) for m in (11, 12))
    warned = outcome_key(OutcomeType.WARNED, UnitOfCount.PERSON)
    assert totals([late], [entry], period=november).tips().rows == ()
    assert totals([late], [entry], period=december).tips().rows == (1,)
    assert totals([late], [entry], period=november).find(warned).rows == (1,)


def test_wanted_persons_are_four_cells_and_their_sum() -> None:
    cells = product(CHOICES[Attribute.MEANS], CHOICES[Attribute.PERSON_KIND])
    entries = [
        outcome(i, OutcomeType.WANTED_PERSON, 10**i, means=means, person_kind=kind)
        for i, (means, kind) in enumerate(cells)
    ]
    figures = totals([], entries)
    arrested = {Attribute.MEANS: "arrested", Attribute.PERSON_KIND: "warrant"}
    assert figures.outcomes(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON).quantity == 1111
    assert figures.find(outcome_key(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, arrested)).quantity == 1
    warrants = outcome_key(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, {Attribute.PERSON_KIND: "warrant"})
    assert figures.find(warrants).quantity == 101


def test_weapons_are_told_apart_by_kind() -> None:
    guns = outcome(1, OutcomeType.WEAPON_RECOVERED, 130, item_kind="homemade_gun", recovery="campaign")
    rounds = outcome(
        2, OutcomeType.WEAPON_RECOVERED, 50, unit=UnitOfCount.ROUND, item_kind="ammunition", recovery="campaign"
    )
    figures = totals([], [guns, rounds])
    homemade = {Attribute.ITEM_KIND: "homemade_gun"}
    assert figures.find(outcome_key(OutcomeType.WEAPON_RECOVERED, UnitOfCount.GUN, homemade)).quantity == 130
    assert figures.outcomes(OutcomeType.WEAPON_RECOVERED, UnitOfCount.ROUND).quantity == 50


def test_the_valuable_share_is_that_of_all_tips_of_the_group() -> None:
    figures = totals([tip(1, Value.VALUABLE), tip(2), tip(3, group=SourceGroup.MODEL)], [])
    assert figures.valuable_share(SourceGroup.PEOPLE) == Decimal("0.5")
    assert figures.valuable_share(SourceGroup.OTHER) is None


def test_a_report_without_facts_still_lists_its_tips_as_zero() -> None:
    assert [figure.quantity for figure in totals([], []).listed()] == [0, 0]
