"""Previews show what happened, and no number that names somebody."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.masking import DOT, mask

SEPARATORS = st.sampled_from(["", " ", ".", "-", " - "[:2]])
DIGITS = "0123456789"

mobiles = st.builds(
    "{}{}".format, st.sampled_from(["03", "05", "07", "08", "09"]), st.text(DIGITS, min_size=8, max_size=8)
)
groupings = st.sampled_from([(10,), (4, 3, 3), (3, 3, 4), (4, 6), (3, 7), (5, 5), (2, 2, 2, 2, 2), (4, 2, 2, 2)])
plates = st.builds(
    "{}{}{}-{}.{}".format,
    st.integers(11, 99),
    st.sampled_from(["", "-"]),
    st.sampled_from(["A", "F", "H1", "K", "LD", "E", "X5", "AA"]),
    st.text(DIGITS, min_size=3, max_size=3),
    st.text(DIGITS, min_size=2, max_size=2),
)
house_numbers = st.one_of(
    st.integers(1, 9999).map(str),
    st.builds("{}/{}".format, st.integers(1, 999), st.integers(1, 999)),
    st.builds("{}/{}/{}".format, st.integers(1, 999), st.integers(1, 99), st.integers(1, 99)),
    st.builds("K{}/H{}/{}".format, st.integers(1, 999), st.integers(1, 99), st.integers(1, 99)),
    st.builds("{}{}".format, st.integers(1, 999), st.sampled_from("ABCabc")),
    st.builds("{}-{}".format, st.integers(1, 999), st.integers(1, 999)),
)
hours = st.builds(
    str.format,
    st.sampled_from(
        ["{}h{:02}", "{}:{:02}", "{}g{:02}", "{} giờ {}", "{}h{:02} 20/11/2026", "{}h ngày {}", "{}.{:02}"]
    ),
    st.integers(0, 23),
    st.integers(1, 28),
)
dates = st.dates().flatmap(
    lambda day: st.sampled_from(
        [f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day.day}.{day.month}.20{day:%y}", f"{day:%d%m}"]
    )
)
prices = st.builds(
    str.format,
    st.sampled_from(["{:,} đồng", "{}đ", "{}000", "{:,}000 VND", "{} triệu", "{}k", "{}000000", "{} tỷ", "{} nghìn"]),
    st.integers(1, 999_999_999),
).map(lambda price: price.replace(",", "."))


def split(number: str, lengths: tuple[int, ...], separator: str) -> str:
    """Return a number in groups."""
    parts, rest = [], number
    for length in lengths:
        parts.append(rest[:length])
        rest = rest[length:]
    return separator.join(parts)


@given(number=mobiles, lengths=groupings, separator=SEPARATORS)
def test_no_digit_of_a_telephone_number_is_left(number: str, lengths: tuple[int, ...], separator: str) -> None:
    masked = mask(f"gọi {split(number, lengths, separator)} nhé")
    assert not set(masked) & set(DIGITS)
    assert masked.count(DOT) == len(number)


@given(number=mobiles, separator=SEPARATORS)
def test_a_number_with_the_countrys_code_is_a_telephone_number(number: str, separator: str) -> None:
    assert not set(mask(f"zalo +84{separator}{number[1:]}")) & set(DIGITS)


@given(number=st.text(DIGITS, min_size=8, max_size=8), length=st.sampled_from([9, 12]))
def test_no_digit_of_an_identity_card_is_left(number: str, length: int) -> None:
    # Sums of money end in thousands, so that a card whose number does so is hidden only where it is called one.
    card = f"0{number}{number}"[:length]
    assert not set(mask(f"nó tên Tèo, cccd {card}")) & set(DIGITS)
    assert not set(mask(f"số {card}.")) & set(DIGITS)


@given(plate=plates)
def test_no_digit_of_a_number_plate_is_left(plate: str) -> None:
    for spelling in (plate, plate.lower(), plate.replace(".", ""), plate.replace("-", " - ")):
        masked = mask(f"xe mang biển {spelling} tông người")
        assert not set(masked) - {"1"} & set(DIGITS), spelling
        assert "xe mang biển" in masked


@pytest.mark.parametrize(
    "called", ["stk", "STK:", "số tài khoản", "tài khoản số", "tk vcb", "TK Momo:", "so tai khoan la"]
)
def test_the_number_of_an_account_is_hidden_where_it_is_called_one(called: str) -> None:
    assert mask(f"chuyển vào {called} 1234567") == f"chuyển vào {called} •••••••"


@given(kept=st.one_of(house_numbers, hours, dates, prices))
def test_house_numbers_hours_dates_and_prices_stay(kept: str) -> None:
    for words in ("{}", "số {} đường Lê Lợi", "lúc {} có đánh nhau", "ngày {} mất", "hẻm {}, phường 5"):
        assert mask(words.format(kept)) == words.format(kept)


@pytest.mark.parametrize(
    "words",
    [
        "20h 2000 người tụ tập",
        "lúc 22h 1234",
        "cách 15km 2000 m",
        "quốc lộ 14B 2023",
        "lớp 12A 2024",
        "chung cư, căn 25A-1205",
        "số nhà 05-07-09-11-13",
        "02.03.2026 15 người",
        "lúc 08.30 02.03.2026",
        "08.30 02.03.26",
        "tài khoản bị trừ 5.000.000",
        "bị lừa 84.905.123.456 đồng",
        "mất $123456789",
        "tọa độ 16.504212345, 107.633012345",
        "gọi 113, 114, 115 hoặc 1900 1090",
    ],
)
def test_what_only_looks_like_a_number_of_somebody_stays(words: str) -> None:
    assert mask(words) == words


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("gọi 0905 123 456 5 người", "gọi •••• ••• ••• 5 người"),
        ("thẻ 9704 1234 5678 9012", "thẻ •••• •••• •••• ••••"),
        ("29-H1 234.56", "••-H• •••.••"),
        ("xe 75A 12345", "xe ••A •••••"),
        ("biển số 20h 2000", "biển số ••h ••••"),
        ("０９０５１２３４５６", "••••••••••"),
        ("CMND số: 123.456.789", "CMND số: •••.•••.•••"),
    ],
)
def test_numbers_are_found_as_people_write_them(words: str, masked: str) -> None:
    assert mask(words) == masked


@given(text=st.text())
def test_only_digits_change_and_twice_is_as_good_as_once(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(one == other or (one.isdecimal() and other == DOT) for one, other in zip(text, masked, strict=True))
    assert mask(masked) == masked


@given(text=st.text(alphabet="0123456789 .-()+đhAaB/,", max_size=60))
def test_any_heap_of_digits_can_be_read(text: str) -> None:
    assert len(mask(text)) == len(text)


@pytest.mark.parametrize(
    "number",
    [
        "0905–123–456", "0905 - 123 - 456", "0905\u00a0123\u00a0456", "0905\u200b123\u200b456", "0905_123_456",
        "0905·123·456", "0905,123,456", "0905/123/456", "0905   123   456", "0 9 0 5 1 2 3 4 5 6", "O9O5 123 456",
        "０９０５－１２３－４５６",
    ],
)  # fmt: skip
def test_a_telephone_number_is_hidden_however_its_groups_are_parted(number: str) -> None:
    masked = mask(f"gọi {number} nhé")
    assert not any(letter.isdecimal() for letter in masked)
    assert len(masked) == len(f"gọi {number} nhé")


@pytest.mark.parametrize(
    "plate",
    [
        "51F–123.45", "51F‑123.45", "51F－123.45", "５１Ｆ－１２３.４５", "51F-1\u200b23.45", "51F12.345",
        "29-MĐ1 123.45", "29MĐ1-123.45", "29MD1 12345", "80-NG-123-45", "NG 80-123-45", "LD 51-123.45", "TM-12-34",
        "51F-123.45/51G-678.90",
    ],
)  # fmt: skip
def test_a_number_plate_is_hidden_however_it_is_written(plate: str) -> None:
    assert not any(letter.isdecimal() for letter in mask(f"xe {plate} bỏ chạy").replace("MĐ1", "").replace("MD1", ""))


def test_a_red_car_has_no_price() -> None:
    assert mask("xe 51F1 23456 đỏ") == "xe ••F• ••••• đỏ"
    assert mask("xe mất 123456789 đô") == "xe mất 123456789 đô"


def test_the_number_of_a_passport_is_hidden() -> None:
    assert mask("hộ chiếu số B1234567") == "hộ chiếu số B•••••••"


def test_marks_that_stand_alone_hide_nothing_from_it() -> None:
    text = unicodedata.normalize("NFD", "số tài khoản 1234567, biển 51F-123.45")
    assert mask(text) == unicodedata.normalize("NFD", "số tài khoản •••••••, biển ••F-•••.••")
