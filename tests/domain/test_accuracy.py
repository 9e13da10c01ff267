"""How often the machine was right."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.accuracy import SuggestionFact, summarise
from domain.place import PlaceSource
from domain.rerouting import MoveCause, RoutingFact
from domain.tip import Category, Urgency

facts = st.lists(
    st.builds(
        SuggestionFact,
        tip_id=st.integers(1, 10_000),
        unit_code=st.just("19930"),
        suggested=st.sampled_from(Category),
        category=st.sampled_from(Category),
        suggested_urgency=st.sampled_from(Urgency),
        urgency=st.sampled_from(Urgency),
    ),
    unique_by=lambda fact: fact.tip_id,
)


def judged(
    number: int, category: Category, suggested: Category | None = None, *, urgency: Urgency = Urgency.NORMAL
) -> SuggestionFact:
    """Return a tip that was classified; the machine was right unless a suggestion is named."""
    return SuggestionFact(number, "19930", suggested or category, category, Urgency.NORMAL, urgency)


@given(facts=facts)
def test_the_parts_add_up_to_the_whole(facts: list[SuggestionFact]) -> None:
    found = summarise(facts, [])
    for whole, parts in ((found.category, found.by_category), (found.urgency, found.by_urgency)):
        assert sorted(row for part in parts.values() for row in part.rows) == list(whole.rows)
        assert sorted(row for part in parts.values() for row in part.wrong_rows) == list(whole.wrong_rows)
        assert whole.right + whole.wrong == whole.n == len(facts)


def test_twenty_tips_have_a_share_and_nineteen_do_not() -> None:
    twenty = [judged(n, Category.THEFT, Category.FRAUD if n < 5 else None) for n in range(20)]
    assert summarise(twenty, []).category.share == Decimal("0.75")
    assert summarise(twenty[1:], []).category.share is None
    assert summarise([], []).category.share is None


def test_a_kind_is_the_one_that_stands_and_names_what_it_was_taken_for_most() -> None:
    found = summarise(
        [
            judged(1, Category.FRAUD),
            judged(2, Category.FRAUD, Category.THEFT),
            judged(3, Category.FRAUD, Category.USURY),
            judged(4, Category.FRAUD, Category.USURY),
            judged(5, Category.THEFT),
        ],
        [],
    )
    assert (found.by_category[Category.FRAUD].rows, found.by_category[Category.FRAUD].wrong_rows) == (
        (1, 2, 3, 4),
        (2, 3, 4),
    )
    assert found.taken_for == {Category.FRAUD: Category.USURY}


def test_urgency_is_judged_apart_from_the_category() -> None:
    found = summarise([judged(1, Category.FIRE, urgency=Urgency.HIGH), judged(2, Category.FIRE, Category.ORDER)], [])
    assert found.urgency.wrong_rows == (1,)
    assert found.category.wrong_rows == (2,)


def test_only_places_that_the_machine_read_and_misread_count_against_it() -> None:
    found = summarise(
        [],
        [
            RoutingFact(1, "19930", PlaceSource.TEXT),
            RoutingFact(2, "19930", PlaceSource.TEXT, MoveCause.WRONG_PLACE),
            RoutingFact(3, "19930", PlaceSource.POSITION, MoveCause.OTHER_UNIT),
            RoutingFact(4, "19930", PlaceSource.CITIZEN, MoveCause.WRONG_PLACE),
            RoutingFact(5, "19930", PlaceSource.COORDINATOR),
        ],
    )
    assert (found.place.rows, found.place.wrong_rows) == ((1, 2, 3), (2,))
    assert list(found.by_source) == [PlaceSource.TEXT, PlaceSource.POSITION]
