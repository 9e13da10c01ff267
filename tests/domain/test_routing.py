"""Which queue: a table of every case, and what holds in all of them."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.place import ChosenPlace, PlaceSource
from domain.routing import CLOSED, MOST_WAITING_EACH, NATIONAL_DESK, Queue, Route, RouteReason, route, send_on
from domain.tip import Category, Urgency

COMMUNE, PROVINCE = "19930", "46"
OPEN, FULL = Queue(staff=1), Queue(staff=2, waiting=2 * MOST_WAITING_EACH)

PLACES = st.builds(
    ChosenPlace,
    code=st.none() | st.just(COMMUNE),
    province_code=st.none() | st.just(PROVINCE),
    source=st.sampled_from(PlaceSource),
)
QUEUES = st.dictionaries(
    st.sampled_from([COMMUNE, PROVINCE, NATIONAL_DESK]),
    st.builds(Queue, staff=st.integers(0, 3), waiting=st.integers(0, 4 * MOST_WAITING_EACH)),
)
CATEGORIES, URGENCIES = st.sampled_from(Category), st.sampled_from(Urgency)


def place(code: str | None = COMMUNE, province: str | None = PROVINCE) -> ChosenPlace:
    return ChosenPlace(code=code, province_code=province, source=PlaceSource.TEXT)


def desk(code: str, reason: RouteReason) -> Route:
    return Route(code, is_desk=True, reason=reason)


def queue(code: str = COMMUNE) -> Route:
    return Route(code, is_desk=False, reason=RouteReason.COMMUNE)


@pytest.mark.parametrize(
    ("where", "category", "queues", "expected"),
    [
        (place(), Category.TRAFFIC, {COMMUNE: OPEN}, queue()),
        (place(), Category.OFFICER, {COMMUNE: OPEN, "46": OPEN}, desk("46", RouteReason.ABOUT_POLICE)),
        (place(), Category.OFFICER, {COMMUNE: OPEN, "VN": OPEN}, desk("VN", RouteReason.ABOUT_POLICE)),
        (place(), Category.OFFICER, {COMMUNE: OPEN}, desk("46", RouteReason.NOBODY)),
        (place(None), Category.OFFICER, {"46": OPEN}, desk("46", RouteReason.ABOUT_POLICE)),
        (place(None), Category.FIRE, {"46": OPEN}, desk("46", RouteReason.UNKNOWN_COMMUNE)),
        (place(None), Category.FIRE, {"VN": OPEN}, desk("VN", RouteReason.UNKNOWN_COMMUNE)),
        (place(), Category.FIRE, {"46": OPEN, "VN": OPEN}, desk("46", RouteReason.NO_QUEUE)),
        (place(), Category.FIRE, {COMMUNE: CLOSED, "46": OPEN}, desk("46", RouteReason.NO_QUEUE)),
        (place(), Category.FIRE, {}, desk("46", RouteReason.NOBODY)),
        (place(None, None), Category.FIRE, {"VN": OPEN}, desk("VN", RouteReason.UNKNOWN_PROVINCE)),
        (place(None, None), Category.OFFICER, {"VN": OPEN}, desk("VN", RouteReason.ABOUT_POLICE)),
        (place(None, None), Category.FIRE, {}, desk("VN", RouteReason.NOBODY)),
        (place(), Category.ORDER, {COMMUNE: FULL, "46": OPEN}, desk("46", RouteReason.FULL)),
        (place(), Category.ORDER, {COMMUNE: FULL, "46": FULL}, queue()),
        (place(), Category.ORDER, {COMMUNE: FULL, "VN": OPEN}, queue()),
        (place(), Category.ORDER, {COMMUNE: FULL}, queue()),
    ],
)
def test_each_tip_has_one_place_to_go(
    where: ChosenPlace, category: Category, queues: Mapping[str, Queue], expected: Route
) -> None:
    assert route(place=where, category=category, urgency=Urgency.NORMAL, queues=queues) == expected


@given(where=PLACES, category=CATEGORIES, urgency=URGENCIES, queues=QUEUES)
def test_a_tip_never_goes_anywhere_but_to_its_commune_its_province_or_the_country(
    where: ChosenPlace, category: Category, urgency: Urgency, queues: Mapping[str, Queue]
) -> None:
    way = route(place=where, category=category, urgency=urgency, queues=queues)
    assert way.unit_code in {where.code, where.province_code, NATIONAL_DESK}
    assert way.is_desk is (way.unit_code != where.code)


@given(where=PLACES, urgency=URGENCIES, queues=QUEUES)
def test_no_tip_about_the_police_reaches_their_commune(
    where: ChosenPlace, urgency: Urgency, queues: Mapping[str, Queue]
) -> None:
    for way in (
        route(place=where, category=Category.OFFICER, urgency=urgency, queues=queues),
        send_on(place=where, category=Category.OFFICER, queues=queues),
    ):
        assert way.is_desk
        assert way.unit_code != where.code


@given(where=PLACES, category=CATEGORIES, urgency=URGENCIES, queues=QUEUES)
def test_nobody_is_chosen_where_nobody_works_while_somebody_could_take_it(
    where: ChosenPlace, category: Category, urgency: Urgency, queues: Mapping[str, Queue]
) -> None:
    way = route(place=where, category=category, urgency=urgency, queues=queues)
    if not queues.get(way.unit_code, CLOSED).is_open:
        desks = {where.province_code, NATIONAL_DESK} - {None}
        assert way.reason is RouteReason.NOBODY
        assert not any(queues.get(code or "", CLOSED).is_open for code in desks)


@given(where=PLACES, category=CATEGORIES, queues=QUEUES)
def test_how_much_waits_does_not_matter_to_emergencies_nor_to_a_persons_decision(
    where: ChosenPlace, category: Category, queues: Mapping[str, Queue]
) -> None:
    idle = {code: Queue(staff=one.staff) for code, one in queues.items()}
    emergency = route(place=where, category=category, urgency=Urgency.EMERGENCY, queues=queues)
    decided = send_on(place=where, category=category, queues=queues)
    assert emergency == decided == send_on(place=where, category=category, queues=idle)


@given(where=PLACES, category=CATEGORIES, urgency=URGENCIES, queues=QUEUES)
def test_what_a_full_commune_passes_on_can_be_sent_back_to_it_and_stays_there(
    where: ChosenPlace, category: Category, urgency: Urgency, queues: Mapping[str, Queue]
) -> None:
    way = route(place=where, category=category, urgency=urgency, queues=queues)
    if way.reason is RouteReason.FULL:
        assert not queues[where.code or ""].has_room
        assert queues[way.unit_code].has_room
        back = send_on(place=where, category=category, queues=queues)
        assert (back.unit_code, back.is_desk) == (where.code, False)


@given(category=CATEGORIES, urgency=URGENCIES, queues=QUEUES, more=st.integers(1, 5))
def test_more_staff_never_takes_a_tip_away_from_its_commune(
    category: Category, urgency: Urgency, queues: dict[str, Queue], more: int
) -> None:
    before = route(place=place(), category=category, urgency=urgency, queues=queues)
    own = queues.get(COMMUNE, CLOSED)
    better = queues | {COMMUNE: Queue(own.staff + more, own.waiting)}
    after = route(place=place(), category=category, urgency=urgency, queues=better)
    assert before.is_desk or after == before


@given(staff=st.integers(1, 50), waiting=st.integers(0, 2000))
def test_a_queue_takes_in_what_its_staff_can_look_at(staff: int, waiting: int) -> None:
    assert Queue(staff, waiting).has_room is (waiting < MOST_WAITING_EACH * staff)
    assert not Queue(0, waiting).has_room
