"""The file of boundaries: what is found at a point, and what becomes of look-ups when the file changes or breaks."""

import math
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from domain.place import Position
from places import boundaries, shapes
from places.boundaries import ON_THE_BORDER_M, Boundaries, BoundariesError, decode, encode, examine
from tests.places import maps
from tests.places.maps import SOUTH, WEST, WIDTH, square

Communes = dict[str, BaseGeometry]

MIDDLE = Position(SOUTH + 0.005, WEST + 0.005)
"""The middle of a small square in the corner."""


@contextmanager
def opened(communes: Communes) -> Iterator[Boundaries]:
    """Give the boundaries of communes, in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        found = Boundaries(maps.imported(Path(folder), communes))
        try:
            yield found
        finally:
            found.close()


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(2, 9))
def test_a_look_up_finds_what_shapely_finds(seed: int, count: int) -> None:
    rng = maps.chance(seed)
    communes = maps.neighbours(rng, count)
    with opened(communes) as found:
        for _ in range(60):
            position, radius = maps.random_position(rng), rng.choice([1, 30, 900, 5000])
            apart = {code: maps.metres_apart(drawn, position) for code, drawn in communes.items()}
            near = found.at(position, radius)
            assert [one.distance_m for one in near] == sorted(one.distance_m for one in near)
            for one in near:
                assert one.distance_m == pytest.approx(apart[one.code], abs=0.1)
                assert one.is_inside == (one.distance_m == 0)
            within = {code for code, away in apart.items() if away < radius - 0.1}
            assert within <= {one.code for one in near} <= {code for code in apart if apart[code] < radius + 0.1}


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_point_on_a_shared_border_is_in_the_communes_of_both_sides(seed: int) -> None:
    rng = maps.chance(seed)
    communes = maps.neighbours(rng, 5)
    with opened(communes) as found:
        for code, drawn in communes.items():
            for lon, lat in rng.sample(shapely.get_coordinates(drawn).tolist(), 5):
                near = found.at(Position(lat, lon), 1)
                touching = {
                    other for other, one in communes.items() if shapely.intersects(one, shapely.Point(lon, lat))
                }
                assert code in touching <= {one.code for one in near if one.is_inside}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), corners=st.integers(3, 900), with_hole=st.booleans())
def test_pieces_are_small_valid_and_make_up_the_whole(seed: int, corners: int, with_hole: bool) -> None:  # noqa: FBT001 - drawn
    rng = maps.chance(seed)
    drawn = maps.star(rng, corners, lon=WEST, lat=SOUTH, radius=WIDTH)
    if with_hole:
        drawn = shapely.difference(drawn, maps.star(rng, 40, lon=WEST, lat=SOUTH, radius=WIDTH / 5))
    shape = shapes.shape_of(maps.drawn_as(shapely.make_valid(drawn)))
    pieces = list(shapes.pieces_of(shape))
    assert math.isclose(sum(piece.area for piece in pieces), shape.polygons.area, rel_tol=1e-9)
    assert all(shapely.is_valid(pieces))
    assert max(shapely.get_num_coordinates(pieces)) <= shapes.MAX_CORNERS
    assert len(shapes.rings_of(pieces)) == len(pieces)


def test_a_cut_line_is_neither_a_border_nor_a_gap() -> None:
    ring = [(107.0 + 0.05 * math.cos(a / 500), 12.0 + 0.05 * math.sin(a / 500)) for a in range(3141)]
    wheel = shapely.Polygon(ring)
    with opened({"00001": wheel}) as found:
        with closing(sqlite3.connect(found.path)) as database:
            sides = database.execute("SELECT west, south, east, north FROM pieces").fetchall()
        assert len(sides) > 30
        for west, south, east, north in sides:
            lon, lat = (west + east) / 2e7, (south + north) / 2e7
            for point in (Position(lat, west / 1e7), Position(south / 1e7, lon), Position(south / 1e7, west / 1e7)):
                if maps.metres_apart(wheel.exterior, point) > ON_THE_BORDER_M:
                    is_inside = wheel.contains(shapely.Point(point.lon, point.lat))
                    assert [one.is_inside for one in found.at(point, 0.01)] == [True] * is_inside


def test_pieces_are_read_as_they_were_written() -> None:
    rings = [([1, 5, 5, 1], [-2, -2, 9, -2]), ([2, 3, 3, 2, 2], [0, 0, 2_000_000_000, 1, 0])]
    assert decode(encode(rings)) == [(tuple(xs), tuple(ys)) for xs, ys in rings]
    assert decode(encode(rings[:1])) == [((1, 5, 5, 1), (-2, -2, 9, -2))]


@pytest.mark.parametrize(
    "point", [(math.nan, 1), (1, math.inf), (1e9, 1), (91, 0), (0, -181), (90, 180), (-90, -180), (0, 0)]
)
def test_impossible_points_are_near_nothing(tmp_path: Path, point: tuple[float, float]) -> None:
    found = Boundaries(maps.imported(tmp_path, {"00001": square(WEST, SOUTH)}))
    assert found.at(Position(*point), 1e12) == []
    assert [one.code for one in found.at(MIDDLE, math.nan)] == ["00001"]


def test_the_radius_is_bounded(tmp_path: Path) -> None:
    found = Boundaries(maps.imported(tmp_path, {"00001": square(WEST, SOUTH), "00002": square(WEST + 0.06, SOUTH)}))
    near = found.at(MIDDLE, math.inf)
    assert [one.code for one in near] == ["00001"]
    assert maps.metres_apart(square(WEST + 0.06, SOUTH), MIDDLE) > boundaries.FARTHEST_M


def test_without_a_file_there_is_nothing_near(tmp_path: Path) -> None:
    found = Boundaries(tmp_path / "boundaries.db")
    assert (found.dataset, found.at(MIDDLE, 30)) == (None, [])
    assert examine(found.path) is None


def test_an_import_is_noticed_while_the_service_runs(tmp_path: Path) -> None:
    found = Boundaries(tmp_path / "boundaries.db")
    assert found.dataset is None
    for code in ("00001", "00002"):
        maps.imported(tmp_path, {code: square(WEST, SOUTH)})
        assert [one.code for one in found.at(MIDDLE, 30)] == [code]
        assert found.dataset is not None
        assert found.dataset.codes == {code}
    found.path.unlink()
    assert (found.dataset, found.at(MIDDLE, 30)) == (None, [])


def test_threads_share_the_boundaries(tmp_path: Path) -> None:
    rng = maps.chance(7)
    found = Boundaries(maps.imported(tmp_path, maps.neighbours(rng, 6)))
    positions = [maps.random_position(rng) for _ in range(200)]
    alone = [found.at(position, 500) for position in positions]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda position: found.at(position, 500), positions))
    assert together == alone


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + b"\x00" * 5000, b"not a database" * 100])
def test_a_file_of_another_kind_is_no_boundaries_and_said_once(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "boundaries.db"
    path.write_bytes(content)
    found = Boundaries(path)
    assert [found.dataset, found.at(MIDDLE, 30), found.dataset] == [None, [], None]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    with pytest.raises(BoundariesError, match="import"):
        examine(path)
    maps.imported(tmp_path, {"00001": square(WEST, SOUTH)})
    assert found.dataset is not None


def test_a_file_that_breaks_while_it_is_used_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = maps.imported(tmp_path, maps.neighbours(maps.chance(3), 9))
    head = path.read_bytes()[: 4 * 4096]
    path.write_bytes(head + bytes(path.stat().st_size - len(head)))
    found = Boundaries(path)
    assert found.dataset is not None
    with pytest.raises(BoundariesError, match="damaged"):
        found.at(MIDDLE, 5000)
    assert found.at(MIDDLE, 5000) == []
    assert len(caplog.records) == 1


def test_a_changed_byte_is_found_by_the_examination(tmp_path: Path) -> None:
    path = maps.imported(tmp_path, {"00001": square(WEST, SOUTH)})
    dataset = examine(path)
    assert dataset is not None
    assert (set(dataset.codes), dataset.name) == ({"00001"}, "communes.geojson")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        [(shape,)] = database.execute("SELECT shape FROM pieces")
    content = path.read_bytes()
    at = content.index(shape) + len(shape) - 3
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    with pytest.raises(BoundariesError, match="damaged"):
        examine(path)
