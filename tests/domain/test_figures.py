"""Figures: sums of cells, each cell once, each unit of count apart."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activities import ACTIVITY_RULES, ActivityType, Topic
from domain.figures import (
    ActivityKey,
    Figure,
    FigureKey,
    Figures,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    MixedUnitsError,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    outcome_key,
)
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup

GROUPS, VALUES, CATEGORIES = (st.sampled_from(of) for of in (SourceGroup, Value, Category))


@st.composite
def outcomes(draw: st.DrawFn) -> OutcomeKey:
    """Draw a cell of the ledger."""
    of = draw(st.sampled_from(OutcomeType))
    return outcome_key(
        of,
        draw(st.sampled_from(RULES[of].units)),
        {name: draw(st.sampled_from(CHOICES[name])) for name in RULES[of].attributes},
        source_group=draw(GROUPS),
        contribution=draw(st.sampled_from(Contribution)),
    )


@st.composite
def activities(draw: st.DrawFn) -> ActivityKey:
    """Draw a cell of the activities."""
    of = draw(st.sampled_from(ActivityType))
    rule = ACTIVITY_RULES[of]
    topic = draw(st.none() | st.sampled_from(Topic)) if rule.has_topic else None
    return ActivityKey(
        of, draw(st.sampled_from(rule.units)), draw(GROUPS), topic, bool(rule.second) and draw(st.booleans())
    )


NAMES = st.sampled_from(["", "Camera với an ninh", "Dòng họ tự quản"])
CELLS: st.SearchStrategy[FigureKey] = st.one_of(
    st.builds(TipKey, GROUPS, VALUES, CATEGORIES, st.none() | st.integers(1, 3)),
    outcomes(),
    st.builds(IncidentKey, st.sampled_from(IncidentKind), CATEGORIES),
    activities(),
    st.builds(StructureKey, name=NAMES, owner=NAMES),
    st.builds(KindsKey),
    st.builds(MilestoneKey, name=NAMES, owner=NAMES),
    st.builds(StandardKey),
)


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    """Draw cells with numbers in them."""
    keys = draw(st.lists(CELLS, max_size=40, unique=True))
    return Figures(tuple(Figure(key, Decimal(draw(st.integers(1, 9)))) for key in keys))


@given(of=figures())
def test_the_source_groups_add_up_to_the_whole(of: Figures) -> None:
    for figure in of.listed():
        match figure.key:
            case TipKey(source_group=None, category=None, value=value, model=model):
                parts = [of.find(TipKey(group, value, model=model)) for group in SourceGroup]
            case OutcomeKey(attributes=(), source_group=None, contribution=None, type=kind, unit=unit):
                parts = [of.find(outcome_key(kind, unit, source_group=group)) for group in SourceGroup]
            case ActivityKey(by=None, topic=None, type=kind, unit=unit, is_second=second):
                parts = [of.find(ActivityKey(kind, unit, group, is_second=second)) for group in SourceGroup]
            case _:
                continue
        assert sum(part.quantity for part in parts) == figure.quantity


@given(of=figures())
def test_every_cell_counts_in_the_whole_of_its_kind(of: Figures) -> None:
    wholes: dict[type, list[FigureKey]] = {
        TipKey: [TipKey()],
        IncidentKey: [IncidentKey()],
        OutcomeKey: [OutcomeKey(kind, unit) for kind in OutcomeType for unit in RULES[kind].units],
        StructureKey: [StructureKey(kind, measure) for kind, measure in product(StructureType, Measure)],
        MilestoneKey: [MilestoneKey(kind, milestone) for kind, milestone in product(StructureType, Milestone)],
    }
    for kind, keys in wholes.items():
        cells = [cell.quantity for cell in of.cells if isinstance(cell.key, kind)]
        assert sum(of.find(key).quantity for key in keys) == sum(cells)


@given(of=figures())
def test_a_list_holds_every_figure_once_and_as_it_is_found(of: Figures) -> None:
    listed = of.listed()
    assert len({figure.key for figure in listed}) == len(listed)
    assert [of.find(figure.key) for figure in listed] == list(listed)


@given(of=figures())
def test_the_order_of_cells_does_not_matter(of: Figures) -> None:
    assert Figures(of.cells[::-1]).listed() == of.listed()


@given(of=figures(), keys=st.lists(CELLS, min_size=1, max_size=4))
def test_units_of_count_are_never_added(of: Figures, keys: list[FigureKey]) -> None:
    units = {Figure(key).unit for key in keys}
    if len(units) > 1:
        with pytest.raises(MixedUnitsError) as caught:
            of.total(*keys)
        assert caught.value.units == units
    else:
        assert of.total(*keys).unit in units


def test_second_quantities_are_counted_in_their_own_unit() -> None:
    held, attended = (
        ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.MEETING, SourceGroup.PEOPLE, is_second=second)
        for second in (False, True)
    )
    of = Figures((Figure(held, Decimal(170)), Figure(attended, Decimal(19000))))
    found = [of.find(held), of.find(attended)]
    assert [figure.quantity for figure in found] == [170, 19000]
    assert [figure.unit for figure in found] == [UnitOfCount.MEETING, UnitOfCount.ATTENDANCE]
    with pytest.raises(MixedUnitsError):
        of.total(held, attended)


def test_a_cell_that_two_keys_ask_for_counts_once() -> None:
    people = outcome_key(OutcomeType.WARNED, UnitOfCount.PERSON, source_group=SourceGroup.PEOPLE)
    everybody = outcome_key(OutcomeType.WARNED, UnitOfCount.PERSON)
    assert Figures((Figure(people, Decimal(5)),)).total(everybody, people).quantity == 5


def test_models_and_exemplars_are_added_where_both_are_asked_for() -> None:
    models, exemplars = (StructureKey(kind) for kind in (StructureType.MODEL, StructureType.EXEMPLAR))
    cells = [(StructureKey(StructureType.MODEL, name="Camera", owner=""), 100), (exemplars, 7)]
    of = Figures(tuple(Figure(key, Decimal(quantity)) for key, quantity in cells))
    assert of.total(models, exemplars).quantity == 107


def test_wanted_persons_are_four_cells_and_their_sum() -> None:
    cells = [
        outcome_key(
            OutcomeType.WANTED_PERSON,
            UnitOfCount.PERSON,
            {Attribute.MEANS: means, Attribute.PERSON_KIND: kind},
            source_group=SourceGroup.PEOPLE,
            contribution=Contribution.DIRECT,
        )
        for means, kind in product(CHOICES[Attribute.MEANS], CHOICES[Attribute.PERSON_KIND])
    ]
    of = Figures(tuple(Figure(key, Decimal(10**i)) for i, key in enumerate(cells)))
    arrested = {Attribute.MEANS: "arrested", Attribute.PERSON_KIND: "warrant"}
    assert of.outcomes(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON).quantity == 1111
    assert of.find(outcome_key(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, arrested)).quantity == 1
    warrants = outcome_key(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, {Attribute.PERSON_KIND: "warrant"})
    assert of.find(warrants).quantity == 101


def test_what_is_asked_with_a_limit_leaves_out_what_does_not_say() -> None:
    law, unsaid = (
        ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.TURN, SourceGroup.PEOPLE, topic) for topic in (Topic.LAW, None)
    )
    of = Figures((Figure(law, Decimal(2)), Figure(unsaid, Decimal(3))))
    assert of.find(ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.TURN, topic=Topic.LAW)).quantity == 2
    assert of.find(ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.TURN)).quantity == 5


def test_the_share_of_a_standard_has_both_its_numbers() -> None:
    met = StandardKey(Standard.SECURITY, AreaKind.SCHOOL)
    assessed = StandardKey(Standard.SECURITY, AreaKind.SCHOOL, is_assessed=True)
    of = Figures((Figure(met, Decimal(992)), Figure(assessed, Decimal(1000))))
    assert of.find(met).quantity == 992
    assert of.find(assessed).quantity == 1000


def test_the_valuable_share_is_that_of_all_tips_of_the_group() -> None:
    cells = [
        (SourceGroup.PEOPLE, Value.VALUABLE),
        (SourceGroup.PEOPLE, Value.UNASSESSED),
        (SourceGroup.MODEL, Value.UNASSESSED),
    ]
    of = Figures(tuple(Figure(TipKey(group, value, Category.THEFT), Decimal(1)) for group, value in cells))
    assert of.valuable_share(SourceGroup.PEOPLE) == Decimal("0.5")
    assert of.valuable_share(SourceGroup.OTHER) is None


def test_a_report_without_facts_still_lists_its_tips_as_zero() -> None:
    assert [figure.quantity for figure in Figures().listed()] == [0, 0]
