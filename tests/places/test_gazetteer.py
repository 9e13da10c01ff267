"""The units: how many, what they are called, and how they are found."""

from collections import Counter
from datetime import date

import pytest

from domain.place import Position
from places.gazetteer import Gazetteer, Level, distance_km, load, units
from places.names import Kind


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def test_the_country_has_its_units(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.provinces) == 34
    kinds = Counter(commune.kind for commune in gazetteer.communes)
    assert kinds == {Kind.RURAL: 2611, Kind.WARD: 697, Kind.ZONE: 13}
    assert len({commune.code for commune in gazetteer.communes}) == 3321


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
    with pytest.raises(KeyError):
        gazetteer.commune("99999")


def test_each_commune_belongs_to_one_province(gazetteer: Gazetteer) -> None:
    assert sum(len(gazetteer.communes_of(province.code)) for province in gazetteer.provinces) == 3321
    assert gazetteer.communes_of("00") == ()


def test_every_old_ward_went_somewhere(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.old_wards) == 10_040
    for ward in gazetteer.old_wards:
        assert ward.targets
        assert all(gazetteer.commune(code) for code in ward.targets)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("my thuong", "19930"),
        ("Phường Mỹ Thượng", "19930"),
        ("phú mỹ phú vang", "19930"),
        ("x. ea kar", "24373"),
        ("ea karr", "24373"),
        ("con dao", "26732"),
    ],
)
def test_a_typed_name_is_found(gazetteer: Gazetteer, typed: str, first: str) -> None:
    assert gazetteer.search(typed)[0].code == first


def test_marks_decide_between_names_that_differ_by_them_only(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("Ba Tơ", province_code="51")[0].name == "Ba Tơ"
    assert gazetteer.search("Ba Tô", province_code="51")[0].name == "Ba Tô"


def test_a_search_stays_in_its_province(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("tan thanh", province_code="96", limit=5)
    assert found
    assert {commune.province_code for commune in found} == {"96"}


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "zzzzqqqq", "x" * 5000])
def test_a_search_for_nothing_finds_nothing(gazetteer: Gazetteer, typed: str) -> None:
    assert gazetteer.search(typed) == []


def test_exchanged_middles_were_put_right(gazetteer: Gazetteer) -> None:
    # Xã Thanh Bình (Đồng Tháp) lies by the Tiền river, some 100 km west of Lương Hòa Lạc, whose middle it was given.
    thanh_binh, luong_hoa_lac = gazetteer.commune("30130"), gazetteer.commune("28615")
    assert thanh_binh.lon < 105.6
    assert luong_hoa_lac.lon > 106.2
    assert distance_km(Position(thanh_binh.lat, thanh_binh.lon), (luong_hoa_lac.lat, luong_hoa_lac.lon)) > 80


def test_what_is_near_a_middle_is_the_commune_itself(gazetteer: Gazetteer) -> None:
    hue = gazetteer.commune("19930")
    assert hue in gazetteer.near(Position(hue.lat, hue.lon))


def test_rows_say_what_was_so_on_a_day() -> None:
    rows = list(units())
    today = [row for row in rows if row.valid_until is None]
    assert Counter(row.level for row in today) == {Level.COUNTRY: 1, Level.PROVINCE: 34, Level.COMMUNE: 3321}
    assert len(rows) - len(today) == 11
    versions = [row for row in rows if row.code == "26485"]
    assert [row.full_name for row in versions] == ["Xã Nhơn Trạch", "Phường Nhơn Trạch"]
    assert versions[0].valid_until == versions[1].valid_from == date(2026, 4, 30)
    assert versions[0].successors == ("26485",)


def test_every_unit_has_its_parent_above_it() -> None:
    rows = list(units())
    codes = {row.code for row in rows}
    assert [row.code for row in rows if row.parent is None] == ["VN"]
    assert all(row.parent in codes for row in rows if row.parent is not None)
