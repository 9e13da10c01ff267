"""Answers to the question where it was: the words around a name change nothing in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reading import plain
from places.answers import bare, goes_on, to_search
from places.gazetteer import Gazetteer, load

FRAMES = ["ở {}", "tại {}", "chỗ {} ạ", "dạ ở {}", "dạ {} ạ", "dạ thưa anh ở {} đó ạ", "Ở {}.", "ngay tại {} nha anh"]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    names = load()
    bare(names, "Huế")
    return names


@pytest.mark.parametrize("frame", FRAMES)
def test_the_name_of_every_commune_is_found_in_an_answer(gazetteer: Gazetteer, frame: str) -> None:
    for commune in gazetteer.communes[::7]:
        for name in (commune.name, gazetteer.label(commune.code)):
            if not name.isdecimal():
                assert bare(gazetteer, frame.format(name)) == name


@pytest.mark.parametrize("frame", FRAMES[:-2])
@pytest.mark.parametrize(
    "name", ["Vỹ Dạ", "phường Vỹ Dạ", "Vỹ Dạ, Huế", "Huế", "Gò Vấp", "quận 3", "P5, Q3", "Phú Mỹ, Phú Vang"]
)
def test_a_name_that_was_typed_without_marks_is_found_as_well(gazetteer: Gazetteer, frame: str, name: str) -> None:
    assert bare(gazetteer, plain(frame.format(name))) == plain(name)


@pytest.mark.parametrize(
    "words", ["Đà Lạt", "da lat", "dạ lạt", "Nghĩa Đô", "nghia do", "Ô Môn", "Bến Cát", "Vỹ Dạ", "tan thanh a"]
)
def test_words_that_belong_to_a_name_stay(gazetteer: Gazetteer, words: str) -> None:
    assert bare(gazetteer, words) == words


@pytest.mark.parametrize(
    "words",
    ["", "ở", "dạ", "ở đó ạ", "tại nhà", "o cho", "ở 5", "ở gần chợ Vỹ Dạ", "qwxz", "ở Vỹ Dạ chạy về Thuận Hóa"],
)
def test_an_answer_that_is_no_name_stays_as_it_is(gazetteer: Gazetteer, words: str) -> None:
    assert bare(gazetteer, words) == words


@pytest.mark.parametrize(
    ("words", "searched"),
    [
        ("dạ ở phú m ạ", ("phú m", "dạ ở phú m ạ")),
        ("o vy d", ("o vy d", "vy d")),
        ("la pan t", ("la pan t", "pan t")),
        ("ở đó", ("ở đó",)),
        ("phu m", ("phu m",)),
        ("ạ", ("ạ",)),
        ("", ("",)),
    ],
)
def test_the_beginning_of_a_name_is_searched_for_alone_too(words: str, searched: tuple[str, ...]) -> None:
    assert to_search(words) == searched


@pytest.mark.parametrize(
    "words",
    [
        "xe biển số 75H6-980.56",
        "khoảng 3 người, áo đen",
        "tôi không rõ mặt, chỉ nhớ biển 75h9-341.42",
        "hàng xóm cũng thấy chúng nó",
        "khong dam ra can, nhin tu xa",
        "chúng nó chạy về hướng Vỹ Dạ",
        "3 người",
    ],
)
def test_details_go_on_telling(gazetteer: Gazetteer, words: str) -> None:
    assert goes_on(gazetteer, words)


@pytest.mark.parametrize(
    "words",
    [
        "qwxzqwxz",
        "vỹ dạ",
        "tổ 5 Vỹ Dạ",
        "phường 5",
        "p5 q3",
        "đường 3 tháng 2 gần cầu mới",
        "gần trường tiểu học Lê Lợi",
        "vy da gan cho dong ba",
        "việc này là ở Vỹ Dạ nhé",
        "hình như là xã Tân Thành nào đó",
    ],
)
def test_attempts_to_say_where_do_not(gazetteer: Gazetteer, words: str) -> None:
    assert not goes_on(gazetteer, words)


@settings(deadline=None)
@given(
    words=st.text(max_size=200) | st.lists(st.sampled_from(["ở", "dạ", "ạ", "nha", "o", "Vỹ", "Dạ", "5"])).map(" ".join)
)
def test_any_words_at_all_can_be_an_answer(gazetteer: Gazetteer, words: str) -> None:
    assert bare(gazetteer, words) in words
    assert all(one in words for one in to_search(words))
    assert goes_on(gazetteer, words) in {True, False}
