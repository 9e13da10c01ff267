"""What documents of before tell: a number, all its parts, or only some of them."""

from datetime import date
from decimal import Decimal

from domain.activities import ActivityType
from domain.answers import Answers
from domain.backfills import Backfill
from domain.figures import ActivityKey, FigureKey, IncidentKey, TipKey, outcome_key
from domain.outcomes import Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.tip import SourceGroup

PEOPLE, FORCE = SourceGroup.PEOPLE, SourceGroup.GRASSROOTS_FORCE


def answers(*documents: list[FigureKey]) -> Answers:
    days = date(2016, 1, 1), date(2023, 12, 31)
    return Answers.of(
        Backfill(key, Decimal(9), *days, f"Báo cáo {place}") for place, keys in enumerate(documents) for key in keys
    )


def test_a_part_does_not_tell_its_whole_nor_the_whole_its_parts() -> None:
    valuable = answers([TipKey(PEOPLE, Value.VALUABLE)])
    assert valuable.tell(TipKey(PEOPLE, Value.VALUABLE))
    assert not any(map(valuable.tell, (TipKey(), TipKey(PEOPLE), TipKey(value=Value.VALUABLE))))
    assert not answers([TipKey(PEOPLE)]).tell(TipKey(PEOPLE, Value.VALUABLE))


def test_what_has_nothing_in_common_is_not_touched() -> None:
    valuable = answers([TipKey(PEOPLE, Value.VALUABLE)])
    for other in (TipKey(FORCE), TipKey(value=Value.KNOWN), IncidentKey()):
        assert (valuable.touch(other), valuable.tell(other)) == (False, True)
    assert Answers().tell(TipKey())


def test_all_parts_by_one_limit_tell_the_whole() -> None:
    by_value: list[FigureKey] = [TipKey(PEOPLE, value) for value in Value]
    assert answers(by_value).tell(TipKey(PEOPLE))
    assert not answers(by_value[1:]).tell(TipKey(PEOPLE))
    assert answers([TipKey(group) for group in SourceGroup]).tell(TipKey())
    lessons = [ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.LESSON, group) for group in SourceGroup]
    assert answers(list(lessons)).tell(ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.LESSON))


def test_cells_tell_every_sum_of_them() -> None:
    def wanted(means: str | None = None, kind: str | None = None, group: SourceGroup | None = PEOPLE) -> FigureKey:
        said = {Attribute.MEANS: means, Attribute.PERSON_KIND: kind}
        known = {name: value for name, value in said.items() if value}
        return outcome_key(OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, known, source_group=group)

    cells = [wanted(means, kind) for means in ("arrested", "persuaded") for kind in ("warrant", "fugitive")]
    told = answers(cells)
    assert all(map(told.tell, (wanted(), wanted("arrested"), wanted(None, "fugitive"))))
    assert not told.tell(wanted(group=None))
    direct = outcome_key(
        OutcomeType.WANTED_PERSON, UnitOfCount.PERSON, source_group=PEOPLE, contribution=Contribution.DIRECT
    )
    assert not told.tell(direct)
    assert not answers(cells[:3]).tell(wanted())


def test_each_document_has_to_tell_the_number_that_it_touches() -> None:
    assert answers([TipKey(PEOPLE)], [IncidentKey()]).tell(TipKey(PEOPLE))
    assert not answers([TipKey(PEOPLE)], [TipKey(PEOPLE, Value.VALUABLE)]).tell(TipKey(PEOPLE))
