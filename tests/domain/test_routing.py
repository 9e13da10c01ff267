"""Which queue: a table of every case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.place import ChosenPlace, PlaceSource
from domain.routing import NATIONAL_DESK, Route, RouteReason, route
from domain.tip import Category


def place(code: str | None = "19930", province: str | None = "46") -> ChosenPlace:
    return ChosenPlace(code=code, province_code=province, source=PlaceSource.TEXT)


@pytest.mark.parametrize(
    ("where", "category", "queues", "expected"),
    [
        (place(), Category.TRAFFIC, {"19930"}, Route("19930", is_desk=False, reason=RouteReason.COMMUNE)),
        (place(), Category.OFFICER, {"19930", "46"}, Route("46", is_desk=True, reason=RouteReason.ABOUT_POLICE)),
        (place(), Category.OFFICER, {"19930", "VN"}, Route("VN", is_desk=True, reason=RouteReason.ABOUT_POLICE)),
        (place(), Category.OFFICER, {"19930"}, Route("46", is_desk=True, reason=RouteReason.NOBODY)),
        (place(None), Category.OFFICER, {"46"}, Route("46", is_desk=True, reason=RouteReason.ABOUT_POLICE)),
        (place(None), Category.FIRE, {"46"}, Route("46", is_desk=True, reason=RouteReason.UNKNOWN_COMMUNE)),
        (place(None), Category.FIRE, {"VN"}, Route("VN", is_desk=True, reason=RouteReason.UNKNOWN_COMMUNE)),
        (place(), Category.FIRE, {"46", "VN"}, Route("46", is_desk=True, reason=RouteReason.NO_QUEUE)),
        (place(), Category.FIRE, set(), Route("46", is_desk=True, reason=RouteReason.NOBODY)),
        (place(None, None), Category.FIRE, {"VN"}, Route("VN", is_desk=True, reason=RouteReason.UNKNOWN_PROVINCE)),
        (place(None, None), Category.OFFICER, {"VN"}, Route("VN", is_desk=True, reason=RouteReason.ABOUT_POLICE)),
        (place(None, None), Category.FIRE, set(), Route("VN", is_desk=True, reason=RouteReason.NOBODY)),
    ],
)
def test_each_tip_has_one_place_to_go(
    where: ChosenPlace, category: Category, queues: set[str], expected: Route
) -> None:
    assert route(place=where, category=category, has_queue=queues.__contains__) == expected


@given(
    code=st.none() | st.just("19930"),
    province=st.none() | st.just("46"),
    category=st.sampled_from(Category),
    has=st.booleans(),
)
def test_no_tip_about_the_police_reaches_their_commune(
    code: str | None, province: str | None, category: Category, *, has: bool
) -> None:
    found = route(place=place(code, province), category=category, has_queue=lambda _: has)
    assert found.is_desk or category is not Category.OFFICER
    assert found.unit_code in {code, province, NATIONAL_DESK}
