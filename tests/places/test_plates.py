"""Number plates look like wards and districts, and name no place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.place import Decision, ReasonKind
from domain.reading import plain
from places.gazetteer import Gazetteer, load
from places.resolve import from_text

PLATES = st.builds(
    "{}{}{}{}{}".format,
    st.integers(11, 99),
    st.sampled_from(["", "-", " "]),
    st.builds("{}{}".format, st.sampled_from("ABCDEFGHKLMNPSTUVXYZ"), st.integers(1, 9)),
    st.sampled_from(["-", " ", " - ", "."]),
    st.sampled_from(["123.45", "12345", "980.56", "98056", "980 56", "1234"]),
)
"""Plates of motorcycles, whose series is a letter and a figure; those of cars have only a letter."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    names = load()
    from_text(names, "")
    return names


@settings(deadline=None)
@given(
    plate=PLATES, small=st.booleans(), frame=st.sampled_from(["{}", "xe {} bỏ chạy", "xe biển số {}, màu đỏ", "bks {}"])
)
def test_a_plate_names_no_place(gazetteer: Gazetteer, plate: str, frame: str, *, small: bool) -> None:
    placement = from_text(gazetteer, frame.format(plate.lower() if small else plate))
    assert (placement.decision, placement.reason.kind) == (Decision.DESK, ReasonKind.NOTHING)


@settings(deadline=None)
@given(plate=PLATES, is_marked=st.booleans(), is_first=st.booleans())
def test_a_plate_changes_nothing_in_the_place_beside_it(
    gazetteer: Gazetteer, plate: str, *, is_marked: bool, is_first: bool
) -> None:
    where = "ở phường 5, quận 3, TP HCM"
    text = f"xe {plate} đua, {where}" if is_first else f"đua xe {where}, xe {plate}"
    text, alone = (text, f"đua xe {where}") if is_marked else (plain(text), plain(f"đua xe {where}"))
    found, expected = from_text(gazetteer, text), from_text(gazetteer, alone)
    assert [one.code for one in found.candidates] == [one.code for one in expected.candidates]
    assert found.decision is expected.decision


@pytest.mark.parametrize(
    "text",
    [
        "51F-123.45",
        "29H1 12345",
        "75h7 944.77",
        "75H6-980.56",
        "75H698056",
        "xe biển 75H6",
        "bks 59-P2",
        "biển số 75h7",
    ],
)
def test_plates_in_all_their_forms_name_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert from_text(gazetteer, f"{text} chạy ẩu").reason.kind is ReasonKind.NOTHING


@pytest.mark.parametrize("text", ["P12 Q3 HCM", "p12q3 hcm", "số 12 P5 Q3, TPHCM", "12H Trần Phú, P5, Q3, HCM"])
def test_the_numbers_of_wards_and_districts_stay(gazetteer: Gazetteer, text: str) -> None:
    placement = from_text(gazetteer, text)
    assert placement.candidates
    assert {gazetteer.commune(one.code).province_code for one in placement.candidates} == {"79"}


def test_a_plate_between_the_words_of_an_address_is_quoted_as_it_was_written(gazetteer: Gazetteer) -> None:
    reason = from_text(gazetteer, "đua xe ở phường Vỹ Dạ, xe 75H6-980.56, Huế").reason
    assert "75H6-980.56" in reason.words or reason.words == "phường Vỹ Dạ"
