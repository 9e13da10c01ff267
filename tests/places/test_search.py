"""The quick search by typed letters, on the real names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.gazetteer import Gazetteer, load
from places.search import find


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    names = load()
    # The index is built here, outside of the time that Hypothesis gives an example.
    find(names, "")
    return names


def labels(gazetteer: Gazetteer, words: str, *, province_code: str | None = None) -> list[str]:
    return [gazetteer.label(one.commune.code) for one in find(gazetteer, words, province_code=province_code)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        # Today's names: without marks, with them, decomposed, with their kind and short forms of it.
        ("my thuong", "phường Mỹ Thượng, TP. Huế"),
        ("Mỹ Thượng", "phường Mỹ Thượng, TP. Huế"),
        (unicodedata.normalize("NFD", "phường Mỹ Thượng"), "phường Mỹ Thượng, TP. Huế"),
        ("p. vy da", "phường Vỹ Dạ, TP. Huế"),
        ("phuongvyda", "phường Vỹ Dạ, TP. Huế"),
        ("Vĩ Dạ", "phường Vỹ Dạ, TP. Huế"),
        # Districts and provinces behind or before the name, in the forms people use.
        ("tan thanh, lam dong", "xã Tân Thành, tỉnh Lâm Đồng"),
        ("tan thanh lam d", "xã Tân Thành, tỉnh Lâm Đồng"),
        ("hue, vy da", "phường Vỹ Dạ, TP. Huế"),
        ("ben nghe q1 hcm", "phường Sài Gòn, TP. Hồ Chí Minh"),
        ("ben nghe sg", "phường Sài Gòn, TP. Hồ Chí Minh"),
        ("ngoc ha hn", "phường Ngọc Hà, TP. Hà Nội"),
        # Old wards and former names, numbers, districts that were merged away.
        ("phu my, phu vang", "phường Mỹ Thượng, TP. Huế"),
        ("phường 12 bình thạnh", "phường Bình Thạnh, TP. Hồ Chí Minh"),
        ("p12 q binh thanh", "phường Bình Thạnh, TP. Hồ Chí Minh"),
        ("p.012 q.bình thạnh", "phường Bình Thạnh, TP. Hồ Chí Minh"),
        ("thi tran phu da", "xã Phú Vang, TP. Huế"),
        ("sai dong, long bien", "phường Phúc Lợi, TP. Hà Nội"),
        ("an phu quan 2", "phường Bình Trưng, TP. Hồ Chí Minh"),
        # Tone marks decide between names that differ by nothing else.
        ("Ba Tơ", "xã Ba Tơ, tỉnh Quảng Ngãi"),
        ("Ba Tô", "xã Ba Tô, tỉnh Quảng Ngãi"),
        ("sơn hạ quảng ngãi", "xã Sơn Hạ, tỉnh Quảng Ngãi"),
        # Slips: a neighbouring key, a letter too few, too many, exchanged; in the province as well; Telex keystrokes.
        ("vu da", "phường Vỹ Dạ, TP. Huế"),
        ("my thuon", "phường Mỹ Thượng, TP. Huế"),
        ("my thuongg hue", "phường Mỹ Thượng, TP. Huế"),
        ("my thuogn hue", "phường Mỹ Thượng, TP. Huế"),
        ("tan thanh, lam dnog", "xã Tân Thành, tỉnh Lâm Đồng"),
        ("phuwowngf vyx daj", "phường Vỹ Dạ, TP. Huế"),
        # Words around the name.
        ("gần chợ vỹ dạ", "phường Vỹ Dạ, TP. Huế"),
        ("hoang sa", "đặc khu Hoàng Sa, TP. Đà Nẵng"),
    ],
)
def test_what_people_type_finds_what_they_mean_first(gazetteer: Gazetteer, words: str, first: str) -> None:
    assert labels(gazetteer, words)[:1] == [first]


@pytest.mark.parametrize("words", ["", "   ", "?!", "qwxzqwxz", "sg", "hue", "xin chào buổi sáng", "0", "x"])
def test_what_names_nothing_finds_nothing(gazetteer: Gazetteer, words: str) -> None:
    assert find(gazetteer, words) == []


def test_a_few_letters_show_what_begins_so_in_the_likely_province_first(gazetteer: Gazetteer) -> None:
    found = find(gazetteer, "phu m", province_code="46")
    assert gazetteer.label(found[0].commune.code) == "phường Mỹ Thượng, TP. Huế"
    assert (found[0].name, found[0].is_old, found[0].is_exact) == ("xã Phú Mỹ, huyện Phú Vang", True, False)
    assert any(one.commune.province_code != "46" for one in found)


def test_the_first_letters_of_a_later_word_find_it_too(gazetteer: Gazetteer) -> None:
    assert "phường Mỹ Thượng, TP. Huế" in labels(gazetteer, "thuong", province_code="46")


def test_initials_are_understood_where_the_province_is_known(gazetteer: Gazetteer) -> None:
    assert labels(gazetteer, "vd", province_code="46") == ["phường Vỹ Dạ, TP. Huế"]
    assert "phường Vỹ Dạ, TP. Huế" not in labels(gazetteer, "vd")


def test_todays_names_come_before_old_ones_and_whole_names_before_beginnings(gazetteer: Gazetteer) -> None:
    found = find(gazetteer, "phú mỹ", limit=30)
    is_old = [one.is_old for one in found if one.is_exact]
    assert is_old == sorted(is_old)
    assert True in is_old
    assert all(one.is_exact for one in found[: sum(one.is_exact for one in found)])


def test_who_names_a_district_speaks_of_the_time_when_there_were_districts(gazetteer: Gazetteer) -> None:
    first, *_ = find(gazetteer, "nam cường, thành phố lào cai")
    assert (gazetteer.label(first.commune.code), first.is_old) == ("phường Cam Đường, tỉnh Lào Cai", True)
    assert not find(gazetteer, "nam cường, lào cai")[0].is_old


def test_a_typed_province_shuts_out_all_others(gazetteer: Gazetteer) -> None:
    assert {one.split(", ")[1] for one in labels(gazetteer, "tân thành, cà mau", province_code="46")} == {"tỉnh Cà Mau"}


def test_a_split_ward_leads_to_all_its_parts(gazetteer: Gazetteer) -> None:
    ward = next(one for one in gazetteer.old_wards if one.name == "Kim Mã")
    found = find(gazetteer, "kim ma, ba dinh")
    assert [one.commune.code for one in found] == list(ward.targets)
    assert len(ward.targets) > 1


def test_a_district_alone_gives_the_communes_that_it_became(gazetteer: Gazetteer) -> None:
    found = find(gazetteer, "q1 hcm")
    assert {one.commune.name for one in found} == {"Bến Thành", "Cầu Ông Lãnh", "Sài Gòn", "Tân Định"}
    assert not any(one.is_named for one in found)


def test_nothing_far_fetched_follows_what_fits(gazetteer: Gazetteer) -> None:
    assert labels(gazetteer, "my thuong") == ["phường Mỹ Thượng, TP. Huế"]
    assert labels(gazetteer, "vy dạ, huế") == ["phường Vỹ Dạ, TP. Huế"]
    assert all(one.is_exact for one in find(gazetteer, "xã tân thành"))


def test_no_more_are_found_than_asked_for_and_each_once(gazetteer: Gazetteer) -> None:
    found = find(gazetteer, "tan", limit=5)
    assert len({one.commune.code for one in found}) == len(found) == 5


@given(words=st.text(max_size=300))
def test_any_letters_at_all_are_answered(gazetteer: Gazetteer, words: str) -> None:
    found = find(gazetteer, words, province_code="46", limit=4)
    assert len(found) <= 4
    assert len({one.commune.code for one in found}) == len(found)


@given(number=st.integers(0, 3320))
def test_every_commune_is_found_first_by_its_full_name(gazetteer: Gazetteer, number: int) -> None:
    code = gazetteer.communes[number].code
    assert find(gazetteer, gazetteer.label(code))[0].commune.code == code
