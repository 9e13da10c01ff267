"""Positions written in words: every way people write one, and what only looks like one."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.place import Position
from places.coordinates import find
from places.positions import is_near_country

LAT, LON = 10.7769, 106.7009

WRITTEN = [
    "10.7769,106.7009",
    "10.7769, 106.7009",
    "(10.7769;106.7009)",
    "10.7769/106.7009",
    "10.7769 | 106.7009",
    "10.7769 - 106.7009",
    "10,7769; 106,7009",
    "10,7769 106,7009",
    "10,7769,106,7009",
    "106.7009, 10.7769",
    "tọa độ 10.7769 106.7009 nhé",
    "Cháy ở đây: 10.7769, 106.7009.",
    "10.7769\n106.7009",
    "lat: 10.7769, lng: 106.7009",
    "lat=10.7769 lon=106.7009",
    "Latitude 10.7769 Longitude 106.7009",
    "vĩ độ 10.7769, kinh độ 106.7009",
    "kinh độ 106.7009 và vĩ độ 10.7769",
    "10.7769° N, 106.7009° E",
    "10.7769°N 106.7009°E",
    "10.7769 độ Bắc, 106.7009 độ Đông",
    "10.7769°B; 106.7009°Đ",
    "N10.7769 E106.7009",
    "N 10.7769, E 106.7009",
    "10°46'36.84\"N 106°42'3.24\"E",
    "10°46′36.84″B, 106°42′3.24″Đ",
    "10° 46' 36.84'' N, 106° 42' 3.24'' E",
    "10º46.614'N 106º42.054'E",
    "10°46’36,84”N 106°42’3,24”E",
    "10 độ 46 phút 36.84 giây Bắc, 106 độ 42 phút 3.24 giây Đông",
    "10°46'36.84\" vĩ độ Bắc, 106°42'3.24\" kinh độ Đông",
    "7P28QPG2+Q9",
    "ngay 7p28qpg2+q9 nhe",
    "https://plus.codes/7P28QPG2+Q9",
    "https://www.google.com/maps/search/7P28QPG2%2BQ9",
    "https://www.google.com/maps/@10.7769,106.7009,17z",
    "https://www.google.com/maps/@10.7769,106.7009,3a,75y,90t/data=!3m6!1e1",
    "https://www.google.com/maps/place/Ch%E1%BB%A3/@10.5,106.5,17z/data=!3m1!4b1!8m2!3d10.7769!4d106.7009!16s",
    "https://maps.google.com/?q=10.7769,106.7009",
    "https://maps.google.com/maps?q=loc:10.7769,106.7009",
    "https://www.google.com/maps?q=10.7769%2C106.7009&z=17&hl=vi",
    "https://www.google.com/maps/search/?api=1&query=10.7769%2C106.7009",
    "https://www.google.com/maps/search/10.7769,+106.7009",
    "https://www.google.com/maps/dir/?api=1&destination=10.7769,106.7009",
    "Xem tại maps.google.com/?ll=10.7769,106.7009 nha",
    "http://maps.apple.com/?ll=10.7769,106.7009&q=abc",
    "https://maps.apple.com/place?coordinate=10.7769,106.7009",
    "geo:10.7769,106.7009",
    "geo:0,0?q=10.7769,106.7009(Ch%E1%BB%A3)",
    "https://www.openstreetmap.org/#map=17/10.7769/106.7009",
    "https://www.openstreetmap.org/?mlat=10.7769&mlon=106.7009#map=17/10.1/106.1",
    "https://waze.com/ul?ll=10.7769%2C106.7009&navigate=yes",
    "https://www.bing.com/maps?cp=10.7769~106.7009&lvl=16",
    "gọi 0903123456, chỗ 10.7769, 106.7009, biển 51F-123.45",
]


def is_near(found: Position, lat: float, lon: float, degrees: float) -> bool:
    return max(abs(found.lat - lat), abs(found.lon - lon)) <= degrees


@pytest.mark.parametrize("text", WRITTEN)
def test_a_written_position_is_read(text: str) -> None:
    found = find(text)
    assert found is not None
    assert is_near(found, LAT, LON, 0.0001)


@pytest.mark.parametrize(
    ("text", "accuracy_m"),
    [
        ("10.7769,106.7009", None),
        ("10.777, 106.701", 56),
        ("10.78,106.70", 557),
        ("10°46'37\"N 106°42'03\"E", 16),
        ("10°46′N 106°42′E", 928),
        ("7P28QPG2+", 140),
        ("7P28QPG2+Q9", None),
        ("7P28QPG2+Q9R", None),
        ("geo:10.7769,106.7009;u=35", 35),
        ("geo:10.7769,106.7009;crs=wgs84;u=35.5", 35.5),
    ],
)
def test_few_digits_are_a_wide_circle(text: str, accuracy_m: float | None) -> None:
    found = find(text)
    assert found is not None
    assert found.accuracy_m == accuracy_m
    assert is_near(found, LAT, LON, 0.02)


OTHERWISE = [
    "",
    "10,106",
    "10.5,106.5",
    "10.7769",
    "106.7009",
    "giá 10.000 - 105.000 đồng",
    "từ 12.500, 105.500 đ",
    "12.550, 105.550 đ",
    "10.50, 105.20 triệu",
    "mua 12,50 bán 105,30",
    "tăng 10,25; 106,30",
    "giá vàng 15.25 106.35 triệu",
    "gọi 0903.123.456 hoặc 0106.70.12",
    "0283.8290.999, 106.7009",
    "84 10.7769 1067.009",
    "biển số 51F-106.70 và 59X1-105.12",
    "51F 10.77 59X1-106.70",
    "ngày 10.10.2026, 106.70 triệu",
    "15.10 105.12 2026",
    "lúc 10.30, ngày 15.11",
    "192.168.10.77 106.70.1.1",
    "10.77.106.70",
    "2,10.77,106.70,3",
    "1010.7769,106.7009",
    "10.7769,106.7009.5",
    "8 giờ 15, 105 người",
    "Số 106 đường 10.7",
    "48.8566, 2.3522",
    "-10.7769, -106.7009",
    "10.7769, -106.7009",
    "10.7769, 206.7009",
    "10°46'37\"S 106°42'03\"E",
    "10°46'37\" Nam, 106°42'03\" Đông",
    "10°46'37\"N 106°42'03\"W",
    "10°66'37\"N 106°42'03\"E",
    "10°46'N",
    "QPG2+Q9 Quận 1",
    "QPG2+Q9",
    "7P280000+",
    "8FVC9G8F+6X",
    "7P28QPG2+Q",
    "A7P28QPG2+Q9",
    "https://maps.app.goo.gl/abc106",
    "https://goo.gl/maps/106x",
    "https://www.google.com/maps/@10.7769,106.7009,6z",
    "https://www.openstreetmap.org/#map=6/10.7769/106.7009",
    "https://maps.google.com/?q=48.8566,2.3522&x=106",
    "https://example.org/tin-10-106.html",
    "geo:0,0",
]


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_only_looks_like_a_position_is_left_alone(text: str) -> None:
    assert find(text) is None


def test_the_place_in_a_link_goes_before_the_numbers_around_it() -> None:
    found = find("10.5001, 106.5001 https://maps.google.com/?q=10.7769,106.7009")
    assert found == Position(LAT, LON)


@given(lat=st.floats(8.5, 23.3), lon=st.floats(102.2, 109.2), digits=st.integers(4, 9))
def test_every_point_of_the_country_is_read_back(lat: float, lon: float, digits: int) -> None:
    for text in (
        f"{lat:.{digits}f}, {lon:.{digits}f}",
        f"https://maps.google.com/?q={lat:.{digits}f},{lon:.{digits}f}",
    ):
        found = find(text)
        assert found is not None
        assert is_near(found, lat, lon, 10**-digits)


PARTS = [
    "10.77",
    "106.70",
    "106",
    "°",
    "'",
    '"',
    "N",
    "Đ",
    ",",
    ";",
    " ",
    "7P28QPG2+",
    "Q9",
    "geo:",
    "https://",
    "/",
    "@",
]


@settings(max_examples=300)
@given(st.text(max_size=200) | st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_any_text_is_read_or_left_alone(text: str) -> None:
    found = find(text)
    assert found is None or is_near_country(found)


@pytest.mark.parametrize(
    "text",
    [
        "10.77 " * 16_000,
        "106" * 33_000,
        "106.7777" * 12_000,
        "10.77" + " " * 99_000 + "106",
        "106 " + "10°46' " * 14_000,
        "https://" + "a/1," * 25_000 + " 106 ",
        "106 https://x" + "/10.77," * 14_000,
        "106 ?q=" + "1" * 99_000,
        "geo:" * 25_000 + "106",
    ],
)
def test_a_long_text_takes_no_time(text: str) -> None:
    started = time.process_time()
    assert find(text) is None
    assert time.process_time() - started < 1
