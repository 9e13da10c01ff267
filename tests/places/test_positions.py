"""From positions to communes, with exact boundaries, with some of them, and without."""

import json
import math
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.place import Candidate, Decision, Placement, Position, Reason, ReasonKind
from places import gazetteer as units
from places.boundaries import Boundaries
from places.boundary_import import known_of
from places.gazetteer import Gazetteer
from places.nearest import likely
from places.positions import ASKED_ABOUT, both, from_position
from tests.places import maps
from tests.places.maps import SOUTH, WEST, square

ZONES = {
    "06994": (21.15680, 107.48475),  # Vân Đồn
    "07192": (20.98342, 107.76281),  # Cô Tô
    "11914": (20.79517, 107.00520),  # Cát Hải
    "11948": (20.13459, 107.73230),  # Bạch Long Vĩ
    "19742": (17.15832, 107.33971),  # Cồn Cỏ
    "20333": (16.03578, 112.55553),  # Hoàng Sa
    "21548": (15.38041, 109.11773),  # Lý Sơn
    "22736": (8.64700, 111.91900),  # Trường Sa
    "23272": (10.52847, 108.94267),  # Phú Quý
    "26732": (8.70028, 106.60623),  # Côn Đảo
    "31078": (10.22976, 104.01429),  # Phú Quốc
    "31105": (9.30336, 103.48877),  # Thổ Châu
    "31108": (9.80823, 104.63693),  # Kiên Hải
}
"""A point on the largest island of each special zone."""

SEA_BETWEEN = {"20333": [(16.50, 111.90), (16.95, 112.60)], "22736": [(9.50, 112.60), (8.30, 113.80), (10.9, 115.3)]}
"""Points between the islands of the two archipelagos."""

ISLETS = [
    ("31108", (9.970, 104.830)),  # Hòn Tre
    ("31108", (9.680, 104.350)),  # Nam Du
    ("20434", (15.950, 108.510)),  # Cù Lao Chàm
    ("26732", (8.577, 106.088)),  # Hòn Trứng
    ("22736", (7.860, 109.950)),  # a bank of the shelf
]
"""Points on islands that are far from their commune's middle."""

ACROSS = {
    "Hekou": (22.53, 103.95),
    "Pingxiang": (22.1, 106.76),
    "Dongxing": (21.56, 107.98),
    "Bavet": (11.08, 106.13),
}

BEYOND = {
    "Hekou, 10 m beyond the river's border": (22.508011, 103.97168),
    "Hekou, 1 km": (22.518704, 103.976323),
    "Bavet, 10 m": (11.082487, 106.168534),
    "Bavet, 1 km": (11.077177, 106.161337),
}
ABROAD = {
    "Kunming": (25.04, 102.71),
    "Phnom Penh": (11.55, 104.92),
    "Vientiane": (17.97, 102.63),
    "Savannakhet": (16.55, 104.75),
    "Sepon": (16.69, 106.22),
    "Svay Rieng": (11.08, 105.80),
    "Neak Loeung": (11.26, 105.28),
    "Kep": (10.48, 104.32),
    "Kampong Trach": (10.56, 104.47),
    "Chongzuo": (22.38, 107.36),
    "Fangchenggang": (21.69, 108.35),
    "Weizhou": (21.04, 109.11),
    "Hainan": (19.10, 108.65),
    "Paris": (48.86, 2.35),
    "the other half of the earth": (-10.77, 106.69),
    "the open sea": (13.5, 111.5),
    "the Gulf of Thailand": (8.6, 102.4),
    "a pole": (90.0, 0.0),
    "the other pole": (-90.0, 180.0),
}
IMPOSSIBLE = [(0.0, 0.0), (math.nan, 106.7), (10.7, math.nan), (math.inf, 1.0), (1e9, 106.7), (-200.0, 10.0)]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return units.load()


def as_whole(path: Path, gazetteer: Gazetteer) -> Boundaries:
    """Return boundaries that say they hold the whole country, for positions far from where they do not."""
    with closing(sqlite3.connect(path)) as database, database:
        codes = [(commune.code,) for commune in gazetteer.communes]
        database.executemany("INSERT OR IGNORE INTO communes VALUES (?)", codes)
    return Boundaries(path)


def real(folder: Path, gazetteer: Gazetteer, codes: Iterable[str]) -> Path:
    """Return a file of the real boundaries of some communes."""
    maps.put_known(folder, "\n".join(maps.real_lines(codes)), known_of(gazetteer))
    return folder / "boundaries.db"


@pytest.fixture(scope="module")
def country(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Boundaries:
    """The real boundaries around the points of these tests: the zones, Lào Cai, Tây Ninh, Hồ Chí Minh, Huế."""
    around = [commune.code for province in ("15", "80", "79", "46") for commune in gazetteer.communes_of(province)]
    return as_whole(real(tmp_path_factory.mktemp("country"), gazetteer, [*ZONES, *around]), gazetteer)


@pytest.mark.parametrize("code", ZONES)
def test_each_special_zone_is_found(gazetteer: Gazetteer, country: Boundaries, code: str) -> None:
    exact = from_position(gazetteer, Position(*ZONES[code]), country)
    assert exact.candidates[0].code == code
    # The islet of the town of Trường Sa is smaller than what a phone may be wrong by.
    assert exact.decision is Decision.ROUTE or code == "22736"
    assert exact.province_code == gazetteer.commune(code).province_code


@pytest.mark.parametrize("code", ZONES)
def test_each_special_zone_is_offered_without_boundaries(gazetteer: Gazetteer, code: str) -> None:
    guess = from_position(gazetteer, Position(*ZONES[code]))
    assert (guess.decision, guess.candidates[0].code) == (Decision.ASK, code)


@pytest.mark.parametrize(("code", "point"), ISLETS)
def test_islets_and_waters_near_the_coast_are_the_countrys(
    gazetteer: Gazetteer, code: str, point: tuple[float, float]
) -> None:
    found = from_position(gazetteer, Position(*point))
    assert (found.decision, found.reason.kind) == (Decision.ASK, ReasonKind.NEAREST)
    assert code in [candidate.code for candidate in found.candidates]
    assert found.confidence <= 0.9


@pytest.mark.parametrize("point", [(12.2, 109.42), (10.2, 107.2), (9.4, 106.4), (16.7, 107.8)])
def test_a_boat_off_the_coast_is_asked_about_with_boundaries_as_without(
    gazetteer: Gazetteer, country: Boundaries, point: tuple[float, float]
) -> None:
    for boundaries in (country, None):
        found = from_position(gazetteer, Position(*point), boundaries)
        assert (found.decision, found.reason.kind) == (Decision.ASK, ReasonKind.NEAREST)
        assert 0 < found.confidence <= 0.5


@pytest.mark.parametrize("where", ACROSS)
def test_towns_across_the_frontier_are_no_more_than_a_modest_guess(gazetteer: Gazetteer, where: str) -> None:
    found = from_position(gazetteer, Position(*ACROSS[where]))
    assert found.decision is not Decision.ROUTE
    assert found.confidence <= 0.5


def test_points_on_every_part_of_the_zones_are_offered_without_boundaries(gazetteer: Gazetteer) -> None:
    rng = maps.chance(11)
    for line in maps.real_lines(ZONES):
        feature = json.loads(line)
        drawn = shapely.geometry.shape(feature["geometry"])
        parts = list(drawn.geoms) if isinstance(drawn, shapely.MultiPolygon) else [drawn]
        for part in rng.sample(parts, min(len(parts), 8)):
            point = shapely.point_on_surface(part)
            found = from_position(gazetteer, Position(point.y, point.x))
            assert feature["properties"]["code"] in [candidate.code for candidate in found.candidates]


@pytest.mark.parametrize(("code", "points"), SEA_BETWEEN.items())
def test_the_sea_between_the_islands_is_the_archipelagos(
    gazetteer: Gazetteer, country: Boundaries, code: str, points: list[tuple[float, float]]
) -> None:
    for point in points:
        for boundaries in (country, None):
            found = from_position(gazetteer, Position(*point), boundaries)
            assert found.decision is Decision.ASK
            assert [candidate.code for candidate in found.candidates] == [code]


@pytest.mark.parametrize("where", BEYOND)
def test_just_beyond_the_frontier_the_nearest_are_asked_about(
    gazetteer: Gazetteer, country: Boundaries, where: str
) -> None:
    for boundaries in (country, None):
        found = from_position(gazetteer, Position(*BEYOND[where]), boundaries)
        assert (found.decision, found.reason.kind) == (Decision.ASK, ReasonKind.NEAREST)


@pytest.mark.parametrize("where", ABROAD)
def test_abroad_is_never_the_nearest_commune(gazetteer: Gazetteer, country: Boundaries, where: str) -> None:
    for boundaries in (country, None):
        found = from_position(gazetteer, Position(*ABROAD[where]), boundaries)
        assert (found.decision, found.reason.kind, found.candidates) == (Decision.DESK, ReasonKind.OUTSIDE, ())


@pytest.mark.parametrize("point", IMPOSSIBLE)
def test_what_is_no_position_is_refused(gazetteer: Gazetteer, country: Boundaries, point: tuple[float, float]) -> None:
    for boundaries in (country, None):
        found = from_position(gazetteer, Position(*point), boundaries)
        assert (found.decision, found.reason.kind) == (Decision.DESK, ReasonKind.IMPOSSIBLE)


def test_exchanged_numbers_are_asked_about_and_never_routed(gazetteer: Gazetteer, country: Boundaries) -> None:
    right = from_position(gazetteer, Position(10.7725, 106.698), country)
    assert (right.decision, right.reason.kind) == (Decision.ROUTE, ReasonKind.INSIDE)
    for boundaries in (country, None):
        found = from_position(gazetteer, Position(106.698, 10.7725), boundaries)
        assert (found.decision, found.reason.kind) == (Decision.ASK, ReasonKind.IMPOSSIBLE)
        assert found.candidates[0].code == right.candidates[0].code


coordinate = st.floats() | st.floats(8, 24) | st.floats(102, 118)
accuracy = st.none() | st.floats() | st.floats(0, 3000)


@settings(max_examples=200, deadline=None)
@given(lat=coordinate, lon=coordinate, metres=accuracy)
def test_any_position_has_an_answer(
    gazetteer: Gazetteer, country: Boundaries, lat: float, lon: float, metres: float | None
) -> None:
    position = Position(lat, lon, metres)
    for boundaries in (country, None):
        found = from_position(gazetteer, position, boundaries)
        assert (found.decision is Decision.ROUTE) == (found.reason.kind is ReasonKind.INSIDE)
        assert len(found.candidates) <= ASKED_ABOUT
        assert (found.decision is Decision.DESK) == (not found.candidates)
        assert all(0 < one.confidence <= 1 for one in found.candidates)
        assert sum(one.confidence for one in found.candidates) <= 1.01
    assert from_position(gazetteer, position).decision is not Decision.ROUTE


A, B, C = "19930", "24373", "26485"
"""Three communes, drawn as squares in a corner; C touches both others in one point of their border."""

EAST_M, NORTH_M = 109_456.0, 110_690.0
"""Metres in a degree there."""


@pytest.fixture(scope="module")
def corner(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Boundaries:
    drawn = {
        A: square(WEST, SOUTH, 0.1),
        B: square(WEST + 0.1, SOUTH, 0.1),
        C: shapely.box(WEST, SOUTH + 0.1, WEST + 0.2, SOUTH + 0.2),
    }
    return as_whole(maps.imported(tmp_path_factory.mktemp("corner"), drawn), gazetteer)


def west_of_the_border(metres: float, accuracy_m: float | None = None) -> Position:
    """Return a position in A, so many metres from B and far from C."""
    return Position(SOUTH + 0.05, WEST + 0.1 - metres / EAST_M, accuracy_m)


@pytest.mark.parametrize(
    ("position", "decision"),
    [
        (west_of_the_border(4000), Decision.ROUTE),
        (west_of_the_border(31), Decision.ROUTE),
        (west_of_the_border(31, 5), Decision.ROUTE),
        (west_of_the_border(29), Decision.ASK),
        (west_of_the_border(29, 5), Decision.ASK),
        (west_of_the_border(90, 100), Decision.ASK),
        (west_of_the_border(110, 100), Decision.ROUTE),
        (west_of_the_border(110, math.nan), Decision.ROUTE),
        (west_of_the_border(110, -1), Decision.ROUTE),
        (west_of_the_border(1400, 1500), Decision.ASK),
        (west_of_the_border(5000, 50_000), Decision.ASK),
        (west_of_the_border(5000, math.inf), Decision.ASK),
        (west_of_the_border(0), Decision.ASK),
    ],
)
def test_a_border_within_the_accuracy_is_asked_about(
    gazetteer: Gazetteer, corner: Boundaries, position: Position, decision: Decision
) -> None:
    found = from_position(gazetteer, position, corner)
    assert (found.decision, found.candidates[0].code) == (decision, A)
    if decision is Decision.ASK and position != west_of_the_border(5000, position.accuracy_m):
        assert [candidate.code for candidate in found.candidates] == [A, B]
        assert found.reason.kind is ReasonKind.NEAR_BORDER


def test_confidence_falls_towards_the_border_and_with_the_accuracy(gazetteer: Gazetteer, corner: Boundaries) -> None:
    def sure(metres: float, accuracy_m: float | None = None) -> float:
        return from_position(gazetteer, west_of_the_border(metres, accuracy_m), corner).confidence

    nearer = [sure(metres) for metres in (500, 31, 10, 5, 1, 0)]
    assert nearer == sorted(nearer, reverse=True)
    assert nearer[0] == 0.999
    assert nearer[-1] == 0.5
    vaguer = [sure(300, metres) for metres in (10, 100, 290, 1000, 5000)]
    assert vaguer == sorted(vaguer, reverse=True)


def test_where_three_communes_meet_all_three_are_offered_always_in_the_same_order(
    gazetteer: Gazetteer, corner: Boundaries
) -> None:
    point = Position(SOUTH + 0.1, WEST + 0.1)
    found = from_position(gazetteer, point, corner)
    assert (found.decision, found.reason.kind) == (Decision.ASK, ReasonKind.NEAR_BORDER)
    assert [candidate.code for candidate in found.candidates] == sorted([A, B, C])
    assert found == from_position(gazetteer, point, corner)


@pytest.mark.parametrize(
    ("metres", "decision"), [(0.5, Decision.ASK), (200, Decision.ASK), (2990, Decision.ASK), (3010, Decision.DESK)]
)
def test_beyond_all_communes_the_nearest_are_asked_about_up_to_three_kilometres(
    gazetteer: Gazetteer, corner: Boundaries, metres: float, decision: Decision
) -> None:
    found = from_position(gazetteer, Position(SOUTH - metres / NORTH_M, WEST + 0.03, 10), corner)
    assert found.decision is decision
    if decision is Decision.ASK:
        assert (found.candidates[0].code, found.reason.kind) == (A, ReasonKind.NEAREST)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**6), metres=st.none() | st.floats(0, 4000))
def test_only_one_commune_alone_within_the_accuracy_is_routed_to(
    gazetteer: Gazetteer, corner: Boundaries, seed: int, metres: float | None
) -> None:
    position = replace(maps.random_position(maps.chance(seed)), accuracy_m=metres)
    within = corner.at(position, max(metres or 0.0, 30.0))
    found = from_position(gazetteer, position, corner)
    alone = len(within) == 1 and within[0].is_inside
    assert (found.decision is Decision.ROUTE) == alone
    if within and within[0].is_inside:
        assert [one.code for one in found.candidates] == [one.code for one in within][:ASKED_ABOUT]


HUE = "46"


@pytest.fixture(scope="module")
def one_province(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory) -> Boundaries:
    """Boundaries of the communes of Huế, and of no others."""
    codes = [commune.code for commune in gazetteer.communes_of(HUE)]
    return Boundaries(real(tmp_path_factory.mktemp("hue"), gazetteer, codes))


def test_with_one_province_imported_the_others_are_asked_about(gazetteer: Gazetteer, one_province: Boundaries) -> None:
    for commune in gazetteer.communes[::40]:
        found = from_position(gazetteer, Position(commune.lat, commune.lon), one_province)
        if commune.province_code == HUE:
            assert found.candidates[0].code == commune.code
        else:
            assert found.decision is not Decision.ROUTE
            assert all(gazetteer.commune(one.code).province_code != HUE for one in found.candidates)


def test_at_the_rim_of_what_was_imported_nothing_is_routed(gazetteer: Gazetteer, one_province: Boundaries) -> None:
    inland = Position(16.4674, 107.5905)
    assert from_position(gazetteer, inland, one_province).decision is Decision.ROUTE
    # A Lưới meets Laos in the west, Quảng Trị in the north.
    north = Position(16.62, 107.2)
    while not any(one.is_inside for one in one_province.at(north, 1)):
        north = replace(north, lat=north.lat - 0.0001)
    rim = from_position(gazetteer, north, one_province)
    assert (rim.decision, rim.reason.kind) == (Decision.ASK, ReasonKind.NEAR_BORDER)
    provinces = [gazetteer.commune(one.code).province_code for one in rim.candidates]
    assert provinces[0] == HUE
    assert set(provinces) > {HUE}


def test_damaged_boundaries_are_as_good_as_none(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = maps.imported(tmp_path, {A: square(WEST, SOUTH, 0.1)})
    content = path.read_bytes()
    path.write_bytes(content[: 4 * 4096] + bytes(len(content) - 4 * 4096))
    position = west_of_the_border(4000)
    assert from_position(gazetteer, position, Boundaries(path)) == from_position(gazetteer, position)
    assert from_position(gazetteer, position, Boundaries(tmp_path / "none")) == from_position(gazetteer, position)


def test_shares_of_a_guess_make_up_one(gazetteer: Gazetteer) -> None:
    for commune in gazetteer.communes[::25]:
        found = likely(gazetteer, Position(commune.lat, commune.lon))
        assert sum(one.share for one in found) == pytest.approx(1)
        assert commune.code in [one.code for one in found[:3]]


INSIDE = Reason(ReasonKind.INSIDE)
EXACT = Placement(Decision.ROUTE, (Candidate(A, 0.999, INSIDE),), INSIDE, "46")


def said(kind: ReasonKind, *codes: str, province: str | None = "46") -> Placement:
    reason = Reason(kind, "xã A", "xã A")
    decision = Decision.ASK if codes else Decision.DESK
    return Placement(decision, tuple(Candidate(code, 0.9 / len(codes), reason) for code in codes), reason, province)


@pytest.mark.parametrize(
    ("text", "decision", "kind", "codes"),
    [
        (said(ReasonKind.SPLIT, B, A), Decision.ROUTE, ReasonKind.AGREE, [A]),
        (said(ReasonKind.SAME_NAME, B, A), Decision.ROUTE, ReasonKind.AGREE, [A]),
        (said(ReasonKind.ONLY_DISTRICT, B, A), Decision.ROUTE, ReasonKind.AGREE, [A]),
        (said(ReasonKind.ONLY_DISTRICT, B, C), Decision.ASK, ReasonKind.INSIDE, [A]),
        (said(ReasonKind.ONLY_DISTRICT, B, C, province="66"), Decision.ASK, ReasonKind.DISAGREE, [A, B, C]),
        (said(ReasonKind.SPLIT, B, C), Decision.ASK, ReasonKind.DISAGREE, [A, B, C]),
        (said(ReasonKind.ONLY_PROVINCE), Decision.ROUTE, ReasonKind.INSIDE, [A]),
        (said(ReasonKind.ONLY_PROVINCE, province="66"), Decision.ASK, ReasonKind.DISAGREE, [A]),
        (said(ReasonKind.NOTHING, province=None), Decision.ROUTE, ReasonKind.INSIDE, [A]),
    ],
)
def test_an_exact_position_decides_what_words_leave_open_and_never_against_them(
    text: Placement, decision: Decision, kind: ReasonKind, codes: list[str]
) -> None:
    found = both(text, EXACT)
    assert (found.decision, found.reason.kind) == (decision, kind)
    assert [candidate.code for candidate in found.candidates] == codes
