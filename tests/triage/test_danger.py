"""Whom to call: the most fitting line first, and the ones for children and the hurt where they are needed."""

from hypothesis import given
from hypothesis import strategies as st

from domain.tip import Category
from triage.danger import LINES, Danger, Line, lines

DANGERS = st.frozensets(st.sampled_from(Danger))


def test_every_danger_has_somebody_to_call() -> None:
    assert set(LINES) == set(Danger)
    assert all(LINES[danger] for danger in Danger)


def test_a_fire_calls_the_fire_brigade_first() -> None:
    assert lines({Danger.FIRE}, about=Category.FIRE)[0] is Line.FIRE_BRIGADE


def test_suicide_and_abuse_call_the_line_for_children_and_the_ambulance() -> None:
    for danger in (Danger.SUICIDE, Danger.ABUSE):
        assert {Line.CHILDREN, Line.AMBULANCE} <= set(lines({danger}, about=Category.OTHER))


def test_a_tip_about_abuse_calls_them_whatever_the_words_say() -> None:
    assert set(lines(frozenset(), about=Category.ABUSE)) == {Line.POLICE, Line.CHILDREN, Line.AMBULANCE}


@given(dangers=DANGERS, about=st.sampled_from(Category))
def test_each_line_is_named_once_and_each_danger_has_one_of_its_own(
    dangers: frozenset[Danger], about: Category
) -> None:
    called = lines(dangers, about=about)
    assert len(called) == len(set(called))
    assert all(set(LINES[danger]) <= set(called) for danger in dangers)


def test_nothing_to_fear_calls_nobody() -> None:
    assert lines(frozenset(), about=Category.ORDER) == ()
