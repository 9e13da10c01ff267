"""When it happened: what people write for a time, and what is none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading import read
from triage.when import LOCAL, occurred

SENT = datetime(2026, 10, 14, 9, 30, tzinfo=LOCAL)  # A Wednesday.


def local(day: int, hour: int = 0, minute: int = 0, *, month: int = 10) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3h sáng nay có ba đứa cạy cửa", local(14, 3)),
        ("10 rưỡi đêm qua có xe đổ rác", local(13, 22, 30)),
        ("9h kém 10 tối hôm qua tụi nó tạt sơn", local(13, 20, 50)),
        ("9h kem 10 toi hom qua tui no tat son", local(13, 20, 50)),
        ("12 giờ đêm hôm qua nghe tiếng nổ", local(14)),
        ("lúc 23h40 có người đốt xe", local(13, 23, 40)),
        ("15:15 xe kẹt ở gầm cầu", local(13, 15, 15)),
        ("19h20 ngày 10-10-2026 xe vượt ẩu", local(10, 19, 20)),
        ("sáng nay khoảng 8 giờ", local(14, 8)),
    ],
)
def test_a_named_hour_gives_the_minute(text: str, moment: datetime) -> None:
    found = occurred(read(text), sent_at=SENT)
    assert found is not None
    assert (found.start, found.end) == (moment, moment)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Tối qua nhóm thanh niên lại tụ tập", local(13, 18), local(13, 23)),
        ("toi hqua co danh nhau", local(13, 18), local(13, 23)),
        ("rạng sáng nay có xe lạ", local(14), local(14, 6)),
        ("chiều hôm kia tôi có báo", local(12, 13), local(12, 18)),
        ("sáng 12/10 bảo vệ đánh người", local(12, 5), local(12, 11)),
        ("Hôm qua nhà tôi mất máy bơm", local(13), local(14)),
        ("hum qua nhà mình mất trộm", local(13), local(14)),
        ("ngày 5/3 có vụ lừa đảo", local(5, month=3), local(6, month=3)),
        ("hôm mùng 9 tháng 10 họ rào lối đi", local(9), local(10)),
        ("thứ 6 tuần trước có đánh bạc", local(9), local(10)),
        ("chủ nhật vừa rồi hát tới khuya", local(11), local(12)),
        ("tuần rồi có người đi gom sim", local(5), local(12)),
        ("4 ngày trước có người lạ", local(10), local(11)),
        ("đêm qua mất con bò", local(13, 21), local(14, 5)),
    ],
)
def test_a_day_or_part_of_it_gives_a_span(text: str, start: datetime, end: datetime) -> None:
    found = occurred(read(text), sent_at=SENT)
    assert found is not None
    assert (found.start, found.end) == (start, end)


def test_a_distance_gives_a_span_around_it() -> None:
    found = occurred(read("vụ việc cách đây 2 tiếng"), sent_at=SENT)
    assert found is not None
    assert found.start < local(14, 7, 30) < found.end
    assert found.words == "cách đây 2 tiếng"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đường 19/5 có quán bán rượu",
        "số nhà 12/5 hẻm 30",
        "tối nào nhà đó cũng ồn",
        "từ 5h sáng tới 7h là chợ họp kín đường",
        "hôm bữa có người bắt chó",
        "tôi nay muốn báo tin",
        "cách đây vài tháng",
        "quán mở nhạc đến 2h",
        "ngày mai 15/10/2027 họ sẽ đua xe",
        "gọi 113 hay 24/7 đều được",
    ],
)
def test_what_is_no_time_gives_none(text: str) -> None:
    assert occurred(read(text), sent_at=SENT) is None


def test_years_are_the_last_that_fit() -> None:
    found = occurred(read("ngày 20/12 có cháy"), sent_at=SENT)
    assert found is not None
    assert found.start.astimezone(LOCAL).year == 2025


TIMES = [
    "hôm",
    "qua",
    "tối",
    "nay",
    "lúc",
    "23h30",
    "ngày",
    "5/3",
    "31/2",
    "cách",
    "đây",
    "20",
    "phút",
    "3",
    "tiếng",
    "trước",
    "thứ",
    "7",
    "tuần",
    "sáng",
    "rưỡi",
    "kém",
    "10",
    "mùng",
    "9",
    "tháng",
    "25h",
]


@given(
    words=st.lists(st.sampled_from(TIMES), max_size=10),
    sent_at=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
)
def test_nothing_lies_in_the_future(words: list[str], sent_at: datetime) -> None:
    found = occurred(read(" ".join(words)), sent_at=sent_at)
    assert found is None or found.start <= found.end <= sent_at
