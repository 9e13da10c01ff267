"""Figures by name: every key has one id, and an id that means nothing is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activities import ACTIVITY_RULES, ActivityType, Topic
from domain.figures import (
    ActivityKey,
    FigureKey,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    UnknownFigureError,
    figure_id,
    outcome_key,
    read_figure_id,
)
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup

NAMES = st.none() | st.text(max_size=30)


@st.composite
def outcomes(draw: st.DrawFn) -> OutcomeKey:
    """Draw the key of an outcome with some of its attributes."""
    of = draw(st.sampled_from(OutcomeType))
    named = {name: draw(st.sampled_from(CHOICES[name])) for name in RULES[of].attributes if draw(st.booleans())}
    return outcome_key(
        of,
        draw(st.sampled_from(RULES[of].units)),
        named,
        source_group=draw(st.none() | st.sampled_from(SourceGroup)),
        contribution=draw(st.none() | st.sampled_from(Contribution)),
    )


@st.composite
def activities(draw: st.DrawFn) -> ActivityKey:
    """Draw the key of an activity that fits its rule."""
    of = draw(st.sampled_from(ActivityType))
    rule = ACTIVITY_RULES[of]
    return ActivityKey(
        of,
        draw(st.sampled_from(rule.units)),
        draw(st.none() | st.sampled_from(SourceGroup)),
        draw(st.none() | st.sampled_from(Topic)),
        rule.second is not None and draw(st.booleans()),
    )


KEYS: st.SearchStrategy[FigureKey] = st.one_of(
    st.builds(TipKey, model=st.none() | st.integers(1, 2**53)),
    outcomes(),
    st.builds(IncidentKey),
    activities(),
    st.builds(StructureKey, name=NAMES, owner=NAMES),
    st.builds(KindsKey),
    st.builds(MilestoneKey, name=NAMES, owner=NAMES),
    st.builds(StandardKey),
)


@given(key=KEYS)
def test_an_id_is_read_back_as_the_key_it_was_made_of(key: FigureKey) -> None:
    assert read_figure_id(figure_id(key)) == key


@given(key=KEYS)
def test_an_id_is_plain_text_without_spaces(key: FigureKey) -> None:
    assert figure_id(key).isascii()
    assert figure_id(key).split() == [figure_id(key)]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (TipKey(), "tips"),
        (TipKey(SourceGroup.PEOPLE, Value.VALUABLE), "tips?value=valuable&source=people"),
        (TipKey(category=Category.THEFT, model=7), "tips?category=theft&model=7"),
        (
            outcome_key(
                OutcomeType.WANTED_PERSON,
                UnitOfCount.PERSON,
                {Attribute.MEANS: "arrested"},
                source_group=SourceGroup.PEOPLE,
                contribution=Contribution.DIRECT,
            ),
            "outcome.O5.person?means=arrested&source=people&contribution=direct",
        ),
        (IncidentKey(IncidentKind.DISPUTE), "incident?kind=dispute"),
        (
            ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.TURN, SourceGroup.GRASSROOTS_FORCE, Topic.LAW),
            "activity.propaganda.turn?by=grassroots_force&topic=law",
        ),
        (
            ActivityKey(ActivityType.PROPAGANDA, UnitOfCount.MEETING, is_second=True),
            "activity.propaganda.meeting.second",
        ),
        (StructureKey(StructureType.SECURITY_TEAM), "structure.security_team"),
        (
            StructureKey(StructureType.MODEL, Measure.MEMBERS, "Tổ 3", "Hội"),
            "structure.model.members?name=T%E1%BB%95%203&owner=H%E1%BB%99i",
        ),
        (KindsKey(StructureType.MODEL), "kinds.model"),
        (MilestoneKey(StructureType.MODEL, Milestone.REPLICATED), "milestone.model.replicated"),
        (StandardKey(Standard.SECURITY, AreaKind.SCHOOL), "standard.security.school"),
        (StandardKey(Standard.SECURITY, AreaKind.SCHOOL, is_assessed=True), "standard.security.school.assessed"),
    ],
)
def test_ids_are_those_that_documents_and_tables_hold(key: FigureKey, text: str) -> None:
    assert figure_id(key) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tip",
        "tips.x",
        "tips?",
        "tips?value",
        "tips?value=",
        "tips?value=valuable&value=known",
        "tips?means=arrested",
        "tips?model=-1",
        "tips?model=１",
        "outcome",
        "outcome.O5",
        "outcome.O5.case",
        "outcome.O5.person.x",
        "outcome.O5.person?means=settled",
        "incident.x",
        "activity.patrol",
        "activity.patrol.gun",
        "activity.traffic_guidance.turn.second",
        "structure",
        "structure.model.count",
        "structure.model.points.x",
        "kinds",
        "kinds.model.x",
        "milestone.model",
        "standard.security",
        "standard.security.school.second",
        "TIPS",
    ],
)
def test_an_id_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(UnknownFigureError) as caught:
        read_figure_id(text)
    assert caught.value.text == text


def test_the_parts_of_an_id_may_stand_in_any_order() -> None:
    assert read_figure_id("tips?source=people&value=valuable") == TipKey(SourceGroup.PEOPLE, Value.VALUABLE)
