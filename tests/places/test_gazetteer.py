"""The units: how many, what they are and were called, where they lie, and what was put right."""

import math
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version

import pytest

from benchmarks import gazetteer as check
from domain import reading
from places import areas, corrections, package
from places.former import FormerName
from places.gazetteer import Gazetteer, Level, OldWard, UnitRow, load, units
from places.names import Kind, key


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


@pytest.fixture(scope="module")
def drawn() -> dict[str, check.Outline]:
    if not check.BOUNDARIES.exists():
        pytest.skip("no ../shared/data/communes-2026.geojson.gz beside the repository")
    return check.outlines()


def old_ward(gazetteer: Gazetteer, full_name: str, district: str) -> OldWard:
    """Return the one old ward of that name in the district."""
    (found,) = (
        ward
        for ward in gazetteer.old_wards
        if ward.full_name == full_name and gazetteer.districts[ward.district].full_name == district
    )
    return found


def former_keys(gazetteer: Gazetteer, full_name: str, district: str) -> set[str]:
    return {one.key for one in old_ward(gazetteer, full_name, district).formerly}


def kinds_on(rows: Iterable[UnitRow], day: date) -> Counter[str]:
    """Return how many communes of each kind there were on a day."""
    return Counter(
        row.kind
        for row in rows
        if row.level is Level.COMMUNE and row.valid_from <= day and (row.valid_until is None or row.valid_until > day)
    )


# Units of today


def test_the_country_has_its_units(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.provinces) == 34
    assert Counter(province.kind for province in gazetteer.provinces) == {Kind.PROVINCE: 27, Kind.CITY: 7}
    kinds = Counter(commune.kind for commune in gazetteer.communes)
    assert kinds == {Kind.RURAL: 2611, Kind.WARD: 697, Kind.ZONE: 13}
    assert len({commune.code for commune in gazetteer.communes}) == 3321


def test_the_special_zones_are_the_thirteen_islands(gazetteer: Gazetteer) -> None:
    zones = {commune.name for commune in gazetteer.communes if commune.kind is Kind.ZONE}
    assert zones == {
        "Bạch Long Vĩ", "Cát Hải", "Côn Đảo", "Cô Tô", "Cồn Cỏ", "Hoàng Sa", "Kiên Hải", "Lý Sơn", "Phú Quý",
        "Phú Quốc", "Thổ Châu", "Trường Sa", "Vân Đồn",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("19930", "phường Mỹ Thượng, TP. Huế"),
        ("24373", "xã Ea Kar, tỉnh Đắk Lắk"),
        ("26485", "phường Nhơn Trạch, TP. Đồng Nai"),
        ("06978", "xã Ba Chẽ, tỉnh Quảng Ninh"),
        ("06970", "xã Ba Chẽ, tỉnh Quảng Ninh"),
        ("26732", "đặc khu Côn Đảo, TP. Hồ Chí Minh"),
        ("75", "TP. Đồng Nai"),
        ("66", "tỉnh Đắk Lắk"),
    ],
)
def test_labels_read_as_people_write_them(gazetteer: Gazetteer, code: str, label: str) -> None:
    assert gazetteer.label(code) == label


def test_an_unknown_code_is_refused(gazetteer: Gazetteer) -> None:
    assert not gazetteer.knows("99999")
    with pytest.raises(KeyError):
        gazetteer.commune("99999")


def test_both_codes_of_ba_che_lead_to_one_commune(gazetteer: Gazetteer) -> None:
    assert gazetteer.knows("06970")
    assert gazetteer.commune("06970") is gazetteer.commune("06978")
    assert gazetteer.commune("06970").code == "06978"
    assert all("06970" not in ward.targets for ward in gazetteer.old_wards)


def test_each_commune_belongs_to_one_province(gazetteer: Gazetteer) -> None:
    assert sum(len(gazetteer.communes_of(province.code)) for province in gazetteer.provinces) == 3321
    assert gazetteer.communes_of("00") == ()


# What was before


def test_every_old_ward_went_somewhere_and_every_commune_came_from_one(gazetteer: Gazetteer) -> None:
    with_wards = [ward for ward in gazetteer.old_wards if len(ward.code) == 5]
    assert len({ward.code for ward in with_wards}) == 10_035
    assert {ward.full_name for ward in gazetteer.old_wards if len(ward.code) == 3} == {
        "Huyện Bạch Long Vĩ", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn", "Huyện Côn Đảo",
    }  # fmt: skip
    assert all(ward.targets for ward in gazetteer.old_wards)
    reached = {code for ward in gazetteer.old_wards for code in ward.targets}
    assert reached == {commune.code for commune in gazetteer.communes}


def test_what_took_an_old_ward_s_place_is_known_by_its_old_code(gazetteer: Gazetteer) -> None:
    # Phú Mỹ of Phú Vang; the old phường Ngọc Hà.
    assert gazetteer.successors("19927") == ("19930",)
    assert gazetteer.successors("00016") == ("00004", "00008")
    with pytest.raises(KeyError):
        gazetteer.successors("99999")


@pytest.mark.parametrize(
    ("ward", "district", "went_to"),
    [
        ("Xã Thạnh Quới", "huyện Vĩnh Thạnh", {"31246"}),
        ("Xã Thạnh Quới", "huyện Mỹ Xuyên", {"31726"}),
        ("Xã Hòa Bình", "huyện Kim Thành", {"10843", "10804"}),
        ("Xã Hòa Bình", "huyện Vĩnh Bảo", {"11911"}),
        ("Phường 4", "thành phố Mỹ Tho", {"28249"}),
        ("Phường 4", "thành phố Cao Lãnh", {"29869"}),
        ("Xã Phú Hội", "huyện An Phú", {"30337", "30346"}),
    ],
)
def test_namesakes_of_one_new_province_keep_apart(
    gazetteer: Gazetteer, ward: str, district: str, went_to: set[str]
) -> None:
    assert set(old_ward(gazetteer, ward, district).targets) == went_to


def test_every_false_merger_is_one_that_the_package_claims() -> None:
    claimed = {(row.code, code) for row in package.read().old for code in row.targets}
    assert claimed >= corrections.NEVER_WENT


def test_the_wards_of_2019_to_2025_are_known_with_their_kind(gazetteer: Gazetteer) -> None:
    ward = old_ward(gazetteer, "Phường An Khánh", "thành phố Thủ Đức")
    assert set(ward.formerly) == {FormerName(Kind.WARD, "binhan"), FormerName(Kind.WARD, "binhkhanh")}
    assert former_keys(gazetteer, "Phường 1", "quận Gò Vấp") == {"4", "7"}
    assert FormerName(Kind.RURAL, "hacdich") in old_ward(gazetteer, "Phường Hắc Dịch", "thành phố Phú Mỹ").formerly
    assert former_keys(gazetteer, "Phường Mỹ Đình 1", "quận Nam Từ Liêm") == {"midinh"}
    assert former_keys(gazetteer, "Huyện Lý Sơn", "huyện Lý Sơn") == {"anvinh", "anhai", "anbinh"}


def test_a_name_that_begins_like_a_kind_keeps_its_beginning(gazetteer: Gazetteer) -> None:
    assert "phuonghung" in former_keys(gazetteer, "Thị trấn Gia Lộc", "huyện Gia Lộc")
    assert former_keys(gazetteer, "Xã Quỳnh Sơn", "huyện Quỳnh Lưu") == {"quinhhoa", "quinhmi"}
    assert former_keys(gazetteer, "Phường Hồ", "thị xã Thuận Thành") == {"ho"}


def test_former_names_are_keys_without_a_kind_glued_to_them(gazetteer: Gazetteer) -> None:
    names = [one for ward in gazetteer.old_wards for one in ward.formerly]
    assert len(names) > 1900
    assert all(one.key == key(one.key) for one in names)
    assert [one for one in names if one.key.startswith(("thitran", "xaxa", "tt"))] == [
        FormerName(None, "ttntmocchau")  # a short form of "thị trấn nông trường"
    ]


def test_numerals_and_state_farms_are_known_as_people_write_them(gazetteer: Gazetteer) -> None:
    assert former_keys(gazetteer, "Phường III", "thành phố Vị Thanh") == {"3"}
    assert "tamxuan2" in former_keys(gazetteer, "Xã Tam Xuân II", "huyện Núi Thành")
    assert former_keys(gazetteer, "Thị trấn Nông trường Liên Sơn", "huyện Văn Chấn") == {"lienson", "ntlienson"}


@pytest.mark.parametrize(
    ("district", "wards", "one_of_them"),
    [
        ("quận 2", 9, "Phường Thảo Điền"),
        ("quận 9", 13, "Phường Tăng Nhơn Phú A"),
        ("huyện Từ Liêm", 23, "Phường Mỹ Đình 2"),
        ("huyện Hoành Bồ", 13, "Xã Kỳ Thượng"),
        ("thành phố Huế", 32, "Phường Vỹ Dạ"),
        ("thị xã Cửa Lò", 7, "Phường Nghi Thủy"),
        ("huyện Tĩnh Gia", 30, "Phường Hải Hòa"),
    ],
)
def test_districts_of_earlier_years_have_their_wards(
    gazetteer: Gazetteer, district: str, wards: int, one_of_them: str
) -> None:
    (found,) = (one for one in gazetteer.former_districts if one.full_name == district)
    members = [gazetteer.old_wards[number] for number in found.wards]
    assert len(members) == wards
    assert {ward.old_province for ward in members} == {found.old_province}
    assert one_of_them in {ward.full_name for ward in members}


def test_no_former_district_is_empty_and_none_has_a_ward_that_bears_its_district_s_name(gazetteer: Gazetteer) -> None:
    for former in gazetteer.former_districts:
        assert former.wards
        assert all(gazetteer.districts[gazetteer.old_wards[one].district].name != former.name for one in former.wards)


def test_divided_provinces_lead_to_the_old_ones_in_their_place(gazetteer: Gazetteer) -> None:
    names = {old.code: old.name for old in gazetteer.old_provinces}
    former = {one.name: {names[code] for code in one.old_provinces} for one in gazetteer.former_provinces}
    assert former["Sông Bé"] == {"Bình Dương", "Bình Phước"}
    assert former["Hà Nam Ninh"] == {"Hà Nam", "Nam Định", "Ninh Bình"}
    assert former["Bình Trị Thiên"] == {"Quảng Bình", "Quảng Trị", "Huế"}
    assert former["Minh Hải"] == {"Bạc Liêu", "Cà Mau"}
    assert former.keys().isdisjoint(names.values())


# Where they lie


def test_exchanged_middles_were_put_right(gazetteer: Gazetteer) -> None:
    # Xã Thanh Bình (Đồng Tháp) lies by the Tiền river, some 100 km west of Lương Hòa Lạc, whose middle it was given.
    assert gazetteer.commune("30130").lon < 105.6
    assert gazetteer.commune("28615").lon > 106.2


@pytest.mark.parametrize(
    ("answer", "name", "is_its"),
    [
        ("Phuc Xa, Ba Đình, Hanoi, Vietnam", "Phúc Xá", True),
        ("tt. Phú Xuyên, Phú Xuyên, Hà Nội, Vietnam", "Phú Xuyên", True),
        ("Hoà Lộc, Tam Bình, Vĩnh Long, Vietnam", "Hòa Lộc", True),
        ("V7C6+M2V, Yết Kiêu, Gia Lộc, Hải Dương, Vietnam", "Yết Kiêu", True),
        ("Đạ Huoai District, Lam Dong, Vietnam", "Đạ Pal", False),
        ("Giao Thủy District, Nam Dinh, Vietnam", "Giao Thủy", False),
        ("Nậm Càn, Kỳ Sơn, Nghệ An, Vietnam", "Nậm Cắn", False),
        ("Châu Bình, Quỳ Châu, Nghệ An, Vietnam", "Châu Bính", False),
    ],
)
def test_an_answer_about_another_place_is_recognised(answer: str, name: str, is_its: bool) -> None:  # noqa: FBT001 - the expectation
    assert package.is_about(answer, name) is is_its


def test_an_answer_under_a_former_name_is_the_ward_s_own() -> None:
    assert package.is_about("Thanh Khê, Thanh Chương, Nghệ An, Vietnam", "Thanh Quả", ("xathanhkhe", "thanhkhe"))


def test_no_two_wards_share_a_middle(gazetteer: Gazetteer) -> None:
    middles = [ward.middle for ward in gazetteer.old_wards if ward.middle is not None]
    assert len(middles) == len(set(middles)) == 9_413
    assert all((ward.middle is None) == (ward.box is None) for ward in gazetteer.old_wards)


SQUARE = [(21.0, 105.0 + step / 20) for step in range(5)]


def test_a_declared_area_stands_unless_two_others_contradict_it() -> None:
    # Neighbours 5.2, 10.4, 15.6 and 20.8 km away speak of about 160 km².
    def area(declared: float | None, box: float | None) -> float:
        return areas.believable(declared, boxes=[(1.0, box)], middle=SQUARE[0], neighbours=SQUARE)

    assert area(150.0, 280.0) == 150.0
    assert area(20.0, 36.0) == 20.0
    assert area(20.0, None) == 20.0
    assert area(20.0, 300.0) == pytest.approx(162, rel=0.05)
    assert area(2000.0, 300.0) == pytest.approx(162, rel=0.05)
    assert area(None, 300.0) == pytest.approx(162, rel=0.05)
    assert area(None, None) == areas.USUAL_AREA_KM2


def test_the_box_of_a_mere_point_says_nothing_of_an_area() -> None:
    assert areas.box_km2(21.0, 105.0, 21.002698, 105.002698) is None
    assert areas.box_km2(0.0, 105.0, 0.1, 105.1) == pytest.approx(123.9, rel=0.01)


# Versions and source


def test_rows_say_what_was_so_on_a_day() -> None:
    rows = list(units())
    today = [row for row in rows if row.valid_until is None]
    assert Counter(row.level for row in today) == {Level.COUNTRY: 1, Level.PROVINCE: 34, Level.COMMUNE: 3321}
    assert len(rows) - len(today) == 11
    versions = [row for row in rows if row.code == "26485"]
    assert [row.full_name for row in versions] == ["Xã Nhơn Trạch", "Phường Nhơn Trạch"]
    assert versions[0].valid_until == versions[1].valid_from == date(2026, 4, 30)
    assert versions[0].successors == ("26485",)


def test_ten_communes_became_wards_on_30_april_2026() -> None:
    rows = list(units())
    assert kinds_on(rows, date(2026, 4, 29)) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert kinds_on(rows, date(2026, 4, 30)) == {"xã": 2611, "phường": 697, "đặc khu": 13}
    assert kinds_on(rows, date(2025, 6, 30)) == {}
    assert [row.full_name for row in rows if row.code == "75"] == ["Tỉnh Đồng Nai", "Thành phố Đồng Nai"]


def test_every_unit_has_its_parent_above_it() -> None:
    rows = list(units())
    codes = {row.code for row in rows}
    assert [row.code for row in rows if row.parent is None] == ["VN"]
    assert all(row.parent in codes for row in rows if row.parent is not None)


def test_the_data_carries_its_source_and_date(gazetteer: Gazetteer) -> None:
    source = gazetteer.source
    assert (source.package, source.version) == ("vietnamadminunits", version("vietnamadminunits"))
    assert source.gathered < source.in_force == date(2026, 4, 30) < source.corrected
    assert source.laws[0] == "202/2025/QH15"


def test_loading_runs_nothing_of_the_package_and_no_heavy_library() -> None:
    program = (
        "import sys; from places.gazetteer import load; load();"
        "print(*sorted({'vietnamadminunits', 'geopy', 'shapely', 'numpy', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert done.stdout.strip() == ""


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PACKAGE", "vietnam_units_that_are_not_installed")
    with pytest.raises(ModuleNotFoundError, match="is not installed"):
        package.read()


# Beside real boundaries


def test_names_are_those_of_the_boundaries(gazetteer: Gazetteer, drawn: dict[str, check.Outline]) -> None:
    assert check.misnamed(gazetteer, drawn) == []
    # Spelt differently all the same: Hoà, Hòa.
    assert any(drawn[one.code].full_name != one.full_name for one in gazetteer.communes)
    assert all(key(drawn[one.code].full_name) == key(one.full_name) for one in gazetteer.communes)


def test_centres_lie_in_their_communes(gazetteer: Gazetteer, drawn: dict[str, check.Outline]) -> None:
    centres = {one.code: (one.lat, one.lon) for one in gazetteer.communes}
    astray = {miss.code: miss.km for miss in check.centres_outside(centres, drawn)}
    assert all(astray.pop(code) < gazetteer.commune(code).radius_km for code in corrections.ARCHIPELAGOS)
    # Islands, as the sea between them is nobody's polygon, and two communes whose centre is beside a border.
    assert astray.keys() <= {"06967", "06994", "07192", "10999", "22708", "30811"}
    assert max(astray.values()) < 1.0


def test_middles_of_old_wards_lie_in_their_communes(gazetteer: Gazetteer, drawn: dict[str, check.Outline]) -> None:
    far = [miss for miss in check.middles_outside(gazetteer, drawn) if miss.km > check.NEAR_KM]
    known = sum(ward.middle is not None for ward in gazetteer.old_wards)
    assert known > 0.93 * len(gazetteer.old_wards)
    assert len(far) < 0.01 * known


def test_split_wards_reach_the_communes_they_went_to(gazetteer: Gazetteer, drawn: dict[str, check.Outline]) -> None:
    # Tân Ân and Kiên Mộc were looked up as villages; the resolutions do name both their parts.
    out_of_reach = {(miss.what, miss.code) for miss in check.parts_out_of_reach(gazetteer, drawn)}
    assert out_of_reach == {("Xã Tân Ân, huyện Ngọc Hiển", "32248"), ("Xã Kiên Mộc, huyện Đình Lập", "06637")}


def test_fewer_areas_are_off_than_were_declared(gazetteer: Gazetteer, drawn: dict[str, check.Outline]) -> None:
    declared = {row.code: row.area_km2 for row in package.read().current}
    ours = {one.code: math.pi * one.radius_km**2 for one in gazetteer.communes}
    assert check.areas_off(ours, drawn, 2) < check.areas_off(declared, drawn, 2) / 2


def test_where_a_tone_mark_stands_and_how_it_is_encoded_does_not_matter() -> None:
    assert key("Phường Hoà Minh") == key("phường Hòa Minh") == key("phuong hoa minh")
    assert reading.fold("Thuỷ") == reading.fold("Thủy") == reading.fold("Thu\u0309y")
