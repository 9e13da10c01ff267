"""GeoJSON in, boundaries out: every layout is read, what is wrong is said, and no failure costs the old boundaries."""

import fcntl
import gzip
import hashlib
import json
import signal
import subprocess
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.place import Position
from places import boundary_import, gazetteer, geojson
from places.boundaries import Boundaries, examine
from places.boundary_import import (
    BoundaryImportError,
    Change,
    FewerCommunesError,
    Known,
    Losses,
    import_boundaries,
    known_of,
)
from places.geojson import GeojsonError, Source
from tests.places import maps
from tests.places.maps import SOUTH, WEST, collection, feature, known, put, square

FEATURES = [feature(f"{number:05}", square(WEST + number / 100, SOUTH), name=f"{number:05}") for number in range(5)]
"""Five squares in a row, each touching the next."""

LINES = [json.dumps(one, ensure_ascii=False) for one in FEATURES]

LAYOUTS = {
    "a line each": collection(FEATURES),
    "one line": json.dumps({"type": "FeatureCollection", "name": "x", "features": FEATURES}),
    "pretty": json.dumps({"features": FEATURES, "bbox": [1, 2], "type": "FeatureCollection"}, indent=4),
    "features alone": "\n".join(LINES),
    "sequence": "".join(f"\x1e{line}\n" for line in LINES),
    "one behind the other": "".join(LINES),
}


def read(path: Path) -> list[geojson.Feature]:
    return list(Source(path).features())


@pytest.mark.parametrize("chunk", [1, 7, 4096])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str, chunk: int) -> None:
    monkeypatch.setattr(geojson, "CHUNK", chunk)
    path = tmp_path / "x.geojson"
    path.write_text(LAYOUTS[layout], encoding="utf-8")
    found = read(path)
    assert [one.content for one in found] == FEATURES
    assert [one.number for one in found] == [1, 2, 3, 4, 5]
    lines = LAYOUTS[layout].split("\n")
    assert all("{" in lines[one.line - 1] for one in found)


def test_what_is_packed_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    packed = gzip.compress(collection(FEATURES).encode())
    path.write_bytes(packed)
    told: list[int] = []
    source = Source(path, told.append)
    assert len(list(source.features())) == 5
    assert sum(told) == len(packed)
    assert source.sha256 == hashlib.sha256(packed).hexdigest()
    # Archives may be put behind each other.
    path.write_bytes(gzip.compress(LINES[0].encode()) + gzip.compress(LINES[1].encode()))
    assert len(read(path)) == 2


def test_a_byte_order_mark_is_skipped_and_told(tmp_path: Path) -> None:
    report = put(tmp_path, b"\xef\xbb\xbf" + collection(FEATURES[:1]).encode(), ["00000"])
    assert (report.communes, report.warnings.count) == (1, 1)
    assert "byte order mark" in report.warnings.first[0]


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "spaces": (b" \n ", "empty"),
    "text": (b"hello", "line 1 is no GeoJSON"),
    "a list": (b"[1]", "line 1 is no GeoJSON"),
    "another object": (b'{"type":"Topology"}', "line 1: it is neither"),
    "cut short": (collection(FEATURES).encode()[:700], "ends too early"),
    "cut in a name": (b'{"type":"Feat', "line 1 ends too early"),
    "cut after a feature": (collection(FEATURES).encode()[:-5], "ends too early"),
    "a comma too few": (('{"features":[' + "\n".join(LINES[:2]) + "]}").encode(), "line 2 is no GeoJSON: a comma"),
    "no JSON": (b'{"type":"FeatureCollection",\n"features":[\n{"a":oops}]}', "line 3 is no JSON"),
    "not a number": (b'{"type":"FeatureCollection",\n"features":[[NaN]]}', "line 2: it holds NaN"),
    "endless number": (b'{"a":' + b"1" * 5000 + b"}", "too many digits"),
    "deep": (b'{"a":' + b"[" * 200_000, "too deep"),
    "another encoding": ('{"a":"Hoà"}'.encode("utf-16"), "not UTF-8"),
    "Latin letters": (b'{"a":"Ho\xe0"}', "not UTF-8"),
    "packed and cut": (gzip.compress(collection(FEATURES).encode())[:-20], "cut short"),
    "packed and changed": (gzip.compress(b'{"a":1}')[:-6] + b"\x00" * 6, "damaged"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_is_said_with_its_line(tmp_path: Path, kind: str) -> None:
    content, says = BROKEN[kind]
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(GeojsonError) as caught:
        read(path)
    assert says in str(caught.value)
    with pytest.raises(BoundaryImportError):
        put(tmp_path, content, ["00000"])


@settings(max_examples=200, deadline=None)
@given(
    content=st.binary(max_size=60) | st.text(alphabet='{}[]":,0123456789.eE+-\\u tfnul\n', max_size=60).map(str.encode)
)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)
    with suppress(GeojsonError):
        assert all(one.number for one in read(path))


def test_a_bomb_is_stopped_long_before_it_fills_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b'{"type":"' + b"a" * 40_000_000))
    with pytest.raises(GeojsonError, match="too long for one feature"):
        read(path)
    monkeypatch.setattr(geojson, "MAX_TOTAL", 5_000_000)
    path.write_bytes(gzip.compress(b" " * 10_000_000))
    with pytest.raises(GeojsonError, match="larger than"):
        read(path)
    monkeypatch.setattr(boundary_import, "MOST_CORNERS", 12)
    with pytest.raises(BoundaryImportError, match="simplify"):
        put(tmp_path, collection(FEATURES), known_codes(5))


def known_codes(count: int) -> list[str]:
    return [f"{number:05}" for number in range(count)]


BOW_TIE = [[0.0, 0.0], [0.01, 0.01], [0.01, 0.0], [0.0, 0.01], [0.0, 0.0]]


def polygon(*rings: list[Any], kind: str = "Polygon") -> dict[str, Any]:
    """Return a geometry of rings around the corner of the made-up communes."""
    placed = [[[WEST + x, SOUTH + y, *height] for x, y, *height in ring] for ring in rings]
    return {"type": kind, "coordinates": placed}


RING = [[0.0, 0.0], [0.01, 0.0], [0.01, 0.01], [0.0, 0.01], [0.0, 0.0]]
GOOD = polygon(RING)

FAULTY: dict[str, tuple[Any, str]] = {
    "unknown code": (feature("99999", GOOD), "the code '99999', and there is no such commune"),
    "code with letters": (feature("<b>" * 50, GOOD), "no such commune"),
    "no code": (feature(None, GOOD), 'no property "code"'),
    "a code that is true": (feature(True, GOOD), 'no property "code"'),
    "no properties": ({"type": "Feature", "geometry": GOOD}, "has no properties"),
    "a number": (5, "is no GeoJSON Feature"),
    "no geometry": (feature("00000", None), "has no geometry"),
    "a point": (feature("00000", {"type": "Point", "coordinates": [1, 2]}), "is a Point"),
    "a bag": (feature("00000", {"type": "GeometryCollection", "geometries": []}), "is a GeometryCollection"),
    "no coordinates": (feature("00000", {"type": "Polygon"}), "has no coordinates"),
    "empty": (feature("00000", {"type": "MultiPolygon", "coordinates": []}), "has no area"),
    "no rings": (feature("00000", {"type": "MultiPolygon", "coordinates": [[]]}), "without rings"),
    "two corners": (feature("00000", polygon(RING[:2])), "too few corners"),
    "a line": (feature("00000", polygon([RING[0], RING[1], RING[0]])), "has no area"),
    "words": (feature("00000", {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}), "not two numbers"),
    "uneven": (feature("00000", {"type": "Polygon", "coordinates": [[[1, 2], [1], [1, 2], [3, 4]]]}), "different"),
    "flat": (feature("00000", {"type": "Polygon", "coordinates": [1, 2, 3, 4]}), "too few corners"),
    "exchanged": (feature("00000", shapely.box(10.5, 106, 10.6, 106.1)), "exchanged"),
    "elsewhere": (feature("00000", shapely.box(2, 48, 2.1, 48.1)), "latitude 48 and longitude 2.1"),
    "in metres": (feature("00000", shapely.box(6e5, 1.2e6, 6.1e5, 1.3e6)), "far outside"),
    "endless": (feature("00000", polygon([[1e400, 0.0], *RING])), "no number"),
    "crossing": (feature("00000", polygon(BOW_TIE)), "redrawn"),
}


@pytest.mark.parametrize("kind", FAULTY)
def test_what_is_wrong_with_a_feature_is_said_with_its_place(tmp_path: Path, kind: str) -> None:
    wrong, says = FAULTY[kind]
    text = collection([feature("00001", square(WEST, SOUTH)), wrong]).replace("Infinity", "1e400")
    with pytest.raises(BoundaryImportError) as caught:
        put(tmp_path, text, ["00000", "00001"])
    [fault] = caught.value.faults
    assert fault.startswith("feature 2 (line 3)")
    assert says in fault
    assert len(fault) < 300
    assert not (tmp_path / "boundaries.db").exists()


def test_all_faults_are_counted_and_the_first_few_kept(tmp_path: Path) -> None:
    wrong = [feature(f"9{number:04}", GOOD) for number in range(70)]
    with pytest.raises(BoundaryImportError) as caught:
        put(tmp_path, collection(wrong), ["00000"])
    assert (caught.value.count, len(caught.value.faults)) == (70, 20)


def test_a_code_may_stand_there_once_only(tmp_path: Path) -> None:
    with pytest.raises(BoundaryImportError, match=r"feature 2 .* 06978 a second time; it was on line 2"):
        put(tmp_path, collection([feature("06970", GOOD), feature("06978", GOOD)]), ["06978"])


REPAIRED: dict[str, tuple[Any, str]] = {
    "not closed": (polygon(RING[:-1]), "did not end where it began"),
    "a thin hole": (polygon(RING, [[0.002, 0.002], [0.003, 0.003], [0.002, 0.002], [0.002, 0.002]]), "without an area"),
    "a spike": (polygon([*RING[:-1], [0.0, 0.005], [-0.001, 0.005], [0.0, 0.005], RING[0]]), "cross"),
    "a hole on the edge": (polygon(RING, [[0.0, 0.0], [0.01, 0.0], [0.005, 0.003], [0.0, 0.0]]), "cross"),
}


@pytest.mark.parametrize("kind", REPAIRED)
def test_small_faults_are_put_right_and_told(tmp_path: Path, kind: str) -> None:
    geometry, says = REPAIRED[kind]
    report = put(tmp_path, collection([feature("00000", geometry)]), ["00000"])
    assert report.warnings.count == 1
    assert report.warnings.first[0].startswith("feature 1 (line 2), 00000 Xã 00000: ")
    assert says in report.warnings.first[0]
    assert Boundaries(tmp_path / "boundaries.db").at(Position(SOUTH + 0.008, WEST + 0.004), 1)[0].is_inside


def test_heights_zeros_and_numbers_for_codes_are_no_faults(tmp_path: Path) -> None:
    high = polygon([[*corner, 12.5] for corner in RING])
    report = put(tmp_path, collection([feature(4, high)]), ["00004"])
    assert (report.communes, report.warnings.count, report.missing) == (1, 0, ())


@pytest.mark.parametrize(
    ("called", "is_told"),
    [
        ({"name": "Hoà Bình"}, False),
        ({"name": "Hòa Bình"}, False),
        ({"full_name": "Phường Hoà Bình"}, False),
        ({"full_name": "xã HOÀ BÌNH"}, False),
        ({"name": unicodedata.normalize("NFD", "Hòa Bình")}, False),
        ({}, False),
        ({"name": 7}, False),
        ({"name": "Hòa Bính"}, False),
        ({"name": "Hòa Sơn"}, True),
    ],
)
def test_another_name_is_told_and_another_spelling_is_not(
    tmp_path: Path,
    called: dict[str, Any],
    is_told: bool,  # noqa: FBT001 - an expectation
) -> None:
    source, target = tmp_path / "x.geojson", tmp_path / "boundaries.db"
    source.write_text(collection([feature("00000", GOOD, **called)]))
    report = import_boundaries(source, target, known={"00000": Known("Phường Hòa Bình", SOUTH, WEST)})
    assert report.warnings.count == is_told


def test_missing_communes_are_listed_and_the_rest_is_in_force(tmp_path: Path) -> None:
    report = put(tmp_path, collection(FEATURES[:3]), known_codes(5))
    assert report.missing == ("00003", "00004")
    dataset = examine(tmp_path / "boundaries.db")
    assert dataset is not None
    assert set(dataset.codes) == set(known_codes(3))


def test_exchanged_codes_are_noticed_by_where_communes_are_known_to_be(tmp_path: Path) -> None:
    far = {code: Known(f"Xã {code}", 21.0, 105.8) for code in known_codes(5)}
    source, target = tmp_path / "x.geojson", tmp_path / "boundaries.db"
    source.write_text(collection(FEATURES))
    with pytest.raises(BoundaryImportError, match="5 communes are drawn more than 15 km"):
        import_boundaries(source, target, known=far)
    report = import_boundaries(source, target, known={**known(known_codes(5)), "00003": far["00003"]})
    assert ["00003" in one for one in report.warnings.first] == [True]


def test_overlaps_are_measured(tmp_path: Path) -> None:
    # A hundredth of a degree is 1,107 m here, and 1,095 m to the east.
    shifted = [feature("00000", square(WEST, SOUTH)), feature("00001", square(WEST + 0.009, SOUTH + 0.001))]
    report = put(tmp_path, collection(shifted), known_codes(2))
    [overlap] = report.overlaps
    assert overlap.codes == ("00000", "00001")
    assert overlap.area_m2 == pytest.approx(109.4 * 996.2, rel=0.001)
    assert overlap.share == pytest.approx(0.09, rel=0.001)
    assert ["lie on top of each other" in one for one in report.warnings.first] == [True]
    inside = Boundaries(tmp_path / "boundaries.db").at(Position(SOUTH + 0.005, WEST + 0.0095), 1)
    assert [one.code for one in inside if one.is_inside] == ["00000", "00001"]


@pytest.mark.parametrize(
    "drawn",
    [
        (square(WEST, SOUTH), square(WEST, SOUTH)),
        (square(WEST, SOUTH), square(WEST + 0.003, SOUTH + 0.003, 0.004)),
        (square(WEST, SOUTH), square(WEST + 0.005, SOUTH)),
    ],
    ids=["the same", "one in the other", "half of it"],
)
def test_two_communes_in_one_place_are_refused(tmp_path: Path, drawn: tuple[shapely.Polygon, ...]) -> None:
    features = [feature(f"{number:05}", one) for number, one in enumerate(drawn)]
    with pytest.raises(BoundaryImportError, match="00000 Xã 00000 and 00001 Xã 00001 lie on top of each other"):
        put(tmp_path, collection(features), known_codes(2))


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_neighbours_do_not_overlap_and_one_that_is_widened_does(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("overlaps")
    communes = maps.neighbours(maps.chance(seed), 6)
    features = {code: feature(code, drawn) for code, drawn in communes.items()}
    report = put(folder, collection(features.values()), communes)
    assert report.overlaps == ()
    wider = shapely.buffer(communes["00003"], 2e-5, join_style="mitre")
    report = put(folder, collection({**features, "00003": feature("00003", wider)}.values()), communes)
    for one in report.overlaps:
        assert "00003" in one.codes
        [other] = set(one.codes) - {"00003"}
        both = shapely.intersection(maps.metres(wider, SOUTH), maps.metres(communes[other], SOUTH))
        assert one.area_m2 == pytest.approx(both.area, rel=0.01, abs=1)
    assert report.overlaps


def test_the_same_file_gives_the_same_boundaries_byte_for_byte(tmp_path: Path) -> None:
    communes = maps.neighbours(maps.chance(5), 8)
    first = maps.imported(tmp_path, communes).read_bytes()
    again = maps.imported(tmp_path, communes).read_bytes()
    assert first == again
    assert [path.name for path in tmp_path.iterdir() if "boundaries" in path.name] == ["boundaries.db"]


def test_a_refused_file_leaves_the_old_boundaries_in_force(tmp_path: Path) -> None:
    old = maps.imported(tmp_path, {"00001": square(WEST, SOUTH)})
    content = old.read_bytes()
    for text in (collection(FEATURES)[:-5], collection([FEATURES[0], FEATURES[0]]), "x"):
        with pytest.raises(BoundaryImportError):
            put(tmp_path, text, known_codes(5))
    assert old.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boundaries.db", "communes.geojson"]


KILLED = """
import os, signal, sys
from pathlib import Path
from places import boundary_import
from tests.places.maps import known

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

source, target, when = sys.argv[1:]
if when == "before it takes the place":
    Path.replace = die
elif when == "in the overlaps":
    boundary_import.Edges.overlaps = die
elif when == "in the last commune":
    store = boundary_import._Import._store
    boundary_import._Import._store = lambda job, code, shape: die() if code == "00004" else store(job, code, shape)
boundary_import.import_boundaries(Path(source), Path(target), known=known(f"{n:05}" for n in range(5)))
"""


@pytest.mark.parametrize("when", ["in the last commune", "in the overlaps", "before it takes the place"])
def test_a_killed_import_leaves_the_old_boundaries_in_force(tmp_path: Path, when: str) -> None:
    target = maps.imported(tmp_path, {"00001": square(WEST, SOUTH)})
    content = target.read_bytes()
    source = tmp_path / "communes.geojson"
    source.write_text(collection(FEATURES))
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", KILLED, str(source), str(target), when]
    ended = subprocess.run(command, cwd=root, check=False, timeout=60)  # noqa: S603 - this interpreter, our script
    assert ended.returncode == -signal.SIGKILL
    assert target.read_bytes() == content
    assert (tmp_path / "boundaries.db.new").exists()
    report = put(tmp_path, collection(FEATURES), known_codes(5))
    assert report.communes == 5
    assert not (tmp_path / "boundaries.db.new").exists()
    assert examine(target) is not None


def test_a_second_import_at_the_same_time_is_refused(tmp_path: Path) -> None:
    leftover = tmp_path / "boundaries.db.new"
    with leftover.open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(BoundaryImportError, match="another import is running"):
            put(tmp_path, collection(FEATURES), known_codes(5))
        assert leftover.exists()
    assert put(tmp_path, collection(FEATURES), known_codes(5)).communes == 5


def test_what_changes_is_told_by_the_communes_pieces(tmp_path: Path) -> None:
    first = put(tmp_path, collection(FEATURES[:4]), known_codes(5))
    assert first.change is None
    moved = feature("00001", square(WEST + 0.01, SOUTH, 0.009))
    report = put(tmp_path, collection([FEATURES[0], moved, *FEATURES[2:]]), known_codes(5))
    assert report.change == Change(added=frozenset({"00004"}), gone=frozenset(), redrawn=frozenset({"00001"}))


def test_communes_in_force_are_lost_only_where_that_is_accepted(tmp_path: Path) -> None:
    put(tmp_path, collection(FEATURES), known_codes(5))
    target, source = tmp_path / "boundaries.db", tmp_path / "communes.geojson"
    content = target.read_bytes()
    # As many communes as in force, but others.
    with pytest.raises(FewerCommunesError) as caught:
        put(tmp_path, collection([*FEATURES[1:], feature("00005", square(WEST + 0.05, SOUTH))]), known_codes(6))
    assert (caught.value.gone, caught.value.communes) == (frozenset({"00000"}), 5)
    assert target.read_bytes() == content
    assert not (tmp_path / "boundaries.db.new").exists()
    report = import_boundaries(source, target, known=known(known_codes(6)), losses=Losses.ACCEPTED)
    assert report.change == Change(added=frozenset({"00005"}), gone=frozenset({"00000"}), redrawn=frozenset())


def test_communes_that_are_no_more_are_no_loss(tmp_path: Path) -> None:
    put(tmp_path, collection(FEATURES), known_codes(5))
    report = put(tmp_path, collection(FEATURES[:3]), known_codes(3))
    assert report.change == Change(added=frozenset(), gone=frozenset(), redrawn=frozenset())


def test_damaged_boundaries_are_replaced_by_any(tmp_path: Path) -> None:
    target = maps.imported(tmp_path, {"00001": square(WEST, SOUTH), "00002": square(WEST + 0.01, SOUTH)})
    target.write_bytes(target.read_bytes()[:6000])
    report = put(tmp_path, collection(FEATURES[:1]), known_codes(5))
    assert (report.communes, report.change) == (1, None)
    assert examine(target) is not None


def test_a_stop_by_hand_cleans_up(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    source, target = tmp_path / "x.geojson", tmp_path / "boundaries.db"
    source.write_text(collection(FEATURES))
    with pytest.raises(KeyboardInterrupt):
        import_boundaries(source, target, known=known(known_codes(5)), told=stop)
    assert list(tmp_path.iterdir()) == [source]


HUE = "46"


def one_province(units: gazetteer.Gazetteer) -> list[str]:
    return [commune.code for commune in units.communes_of(HUE)]


def test_a_real_province_is_imported(tmp_path: Path) -> None:
    units = gazetteer.load()
    codes = one_province(units)
    lines = maps.real_lines(codes)
    source, target = tmp_path / "hue.ndjson.gz", tmp_path / "boundaries.db"
    source.write_bytes(gzip.compress("\n".join(lines).encode()))
    report = import_boundaries(source, target, known=known_of(units))
    assert (report.communes, report.warnings.first, report.overlaps) == (len(codes), [], ())
    assert len(report.missing) == len(units.communes) - len(codes)
    found = Boundaries(target).at(Position(16.4674, 107.5905), 30)
    assert [units.commune(one.code).province_code for one in found] == [HUE] * len(found)
    assert found[0].is_inside
