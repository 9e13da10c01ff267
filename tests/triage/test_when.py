"""When it happened: what people write for a time, and what is none."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.reading import plain, read
from triage import signs
from triage.mentions import Context
from triage.when import LOCAL, Occurrence, Precision, occurred

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
        ("tối qua lúc 11h có tiếng nổ", local(13, 23)),
        ("23h30 ngày 3/4 có đánh nhau", local(3, 23, 30, month=4)),
        ("mười giờ rưỡi tối qua", local(13, 22, 30)),
        ("hai mươi ba giờ đêm hôm kia", local(12, 23)),
        ("kém 15 8 giờ tối qua", local(13, 19, 45)),
        ("toois qua luc 9h15", local(13, 21, 15)),
        ("9h30 tối thứ 6 tuần rồi", local(9, 21, 30)),
        ("năm giờ chiều hôm qua", local(13, 17)),
        ("bay gio sang nay mat xe", local(14, 7)),
        ("22h15' hôm qua", local(13, 22, 15)),
        ("tầm 8 tối qua", local(13, 20)),
        ("Sáng 12/10 họ tới. Đến 11h10 cùng ngày thì đánh nhau", local(12, 11, 10)),
        ("hôm qua mất trộm, camera quay lúc 2h sáng", local(13, 2)),
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
        ("khi hôm ai phá rào", local(13, 18), local(14, 5)),
        ("túi qua tụi hắn uýnh nhau", local(13, 18), local(13, 23)),
        ("hồi sáng có thằng giựt điện thoại", local(14, 5), local(14, 9, 30)),
        ("s nay mất xe", local(14, 5), local(14, 9, 30)),
        ("rằm tháng tám có đám múa lân đánh nhau", local(25, month=9), local(26, month=9)),
        ("mùng 1 Tết đốt pháo", local(17, month=2), local(18, month=2)),
        ("chiều 30 tết đòi nợ", local(16, 13, month=2), local(16, 18, month=2)),
        ("giỗ tổ mùng 10 tháng 3 âm bị móc túi", local(26, month=4), local(27, month=4)),
        ("tháng trước bị trộm", local(1, month=9), local(1)),
        ("cuối tuần qua có tiệc ma túy", local(10), local(12)),
        ("đầu tháng này họ tới", local(1), local(11)),
        ("từ 19h đến 21h tối qua", local(13, 19), local(13, 21)),
        ("2-3 giờ sáng nay", local(14, 2), local(14, 3)),
        ("từ 10h tối qua tới 2h sáng nay", local(13, 22), local(14, 2)),
        ("Từ ngày 8 đến ngày 10/10 xả thải", local(8), local(11)),
        ("đêm 12 rạng sáng 13 có tàu vào", local(12, 21), local(13, 5)),
        ("tối mai tụi nó đánh nhau", local(15, 18), local(15, 23)),
        ("20/10 tới đây nó sẽ mở sòng", local(20), local(21)),
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
    ("text", "minutes"),
    [
        ("cách đây 2 tiếng", 120),
        ("nửa tiếng trước", 30),
        ("tiếng rưỡi trước", 90),
        ("10p trc có tai nạn", 10),
        ("hai mươi lăm phút trước", 25),
        ("40' trước", 40),
    ],
)
def test_a_distance_is_right_within_a_third(text: str, minutes: int) -> None:
    found = occurred(read(text), sent_at=SENT)
    assert found is not None
    away = SENT - found.moment
    assert abs(away - timedelta(minutes=minutes)) < timedelta(seconds=1)
    assert found.end - found.start == timedelta(minutes=minutes) * 2 / 3


@pytest.mark.parametrize("text", ["vừa xong", "mới nãy", "hồi nảy", "ban nãy", "1 lát trc", "vài phút trước"])
def test_a_moment_ago_is_within_the_hour(text: str) -> None:
    found = occurred(read(f"{text} có thằng giật túi"), sent_at=SENT)
    assert found is not None
    assert SENT - timedelta(hours=1) < found.start < found.end <= SENT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đường 19/5 có quán bán rượu",
        "số nhà 12/5 hẻm 30",
        "no o duong 3 thang 2",
        "tối nào nhà đó cũng ồn",
        "từ 5h sáng tới 7h là chợ họp kín đường",
        "sau 22h quán vẫn mở loa",
        "mỗi tối thứ 7 họ đua xe",
        "hôm bữa có người bắt chó",
        "mấy hôm nay nước hôi",
        "rác ùn ứ 3 ngày nay",
        "tôi nay muốn báo tin",
        "cách đây vài tháng",
        "quán mở nhạc đến 2h",
        "ngày 15/10/2027 họ đua xe",
        "gọi 113 hay 24/7 đều được",
        "căn cước cấp ngày 5/6/2021",
        "tôi sinh ngày 5/6/1985",
        "hai giờ liền không ai tới",
        "đo nhiệt độ 4h/lần",
        "2/3 số hộ bị mất nước",
        "tàng trữ 5g ma túy",
        "đang điều tra",
        "chị Mai bị đánh",
        "năm người đánh một",
        "bán pháo Tết",
        "đường tối om",
        "chiều dài 50m",
        "ngày 31/2 và 25h30",
    ],
)
def test_what_is_no_time_gives_none(text: str) -> None:
    assert occurred(read(text), sent_at=SENT) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ngày 13/10, Công an cho biết đã tạm giữ 5 người. Trước đó, tối 10/10, nhóm này đánh nhau", "tối 10/10"),
        ("tối qua nhà em bị trộm, sáng nay em đã ra công an trình báo", "tối qua"),
        ("năm 2019 nó từng đi tù, hôm qua nó dọa tôi", "hôm qua"),
        ("Khoảng 15h ngày 12/10 tôi bị đánh. Ngày 13/10 tôi đã gửi đơn", "15h ngày 12/10"),
        ("hôm nay họ biểu tình vì vụ tai nạn hôm qua", "hôm qua"),
        ("Sinh ngày 5/6/1985, bị cướp hôm 9/10", "hôm 9/10"),
    ],
)
def test_of_several_times_that_of_the_event_is_taken(text: str, words: str) -> None:
    found = occurred(read(text), sent_at=SENT)
    assert found is not None
    assert found.words == words


def test_what_goes_on_happens_when_it_is_sent() -> None:
    found = occurred(read("đang có đánh nhau trước cổng trường"), sent_at=SENT)
    assert found == Occurrence(SENT.astimezone(UTC), SENT.astimezone(UTC), "đang", 0, Precision.MINUTE)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("22h30 tối qua", Precision.MINUTE),
        ("10h tối qua", Precision.HOUR),
        ("tối qua", Precision.PART),
        ("hôm qua", Precision.DAY),
        ("tháng trước", Precision.LONGER),
        ("15 phút trước", Precision.MINUTE),
        ("cách đây 3 ngày", Precision.DAY),
    ],
)
def test_the_precision_is_that_of_the_words(text: str, precision: Precision) -> None:
    found = occurred(read(text), sent_at=SENT)
    assert found is not None
    assert found.precision is precision


def test_years_are_the_last_that_fit() -> None:
    found = occurred(read("ngày 20/12 có cháy"), sent_at=SENT)
    assert found is not None
    assert found.start.astimezone(LOCAL).year == 2025


def test_a_year_long_ago_is_background_unless_the_writers_tell_of_themselves() -> None:
    assert occurred(read("Năm 2019 lực lượng chức năng phát hiện 30 vụ"), sent_at=SENT) is None
    assert occurred(read("Năm 2019 ông ta chiếm đất của tôi"), sent_at=SENT) is not None


@pytest.mark.parametrize(("text", "day"), [("tối nay còn ồn", 13), ("tối qua có cháy", 13), ("lúc 23h40 có cháy", 13)])
def test_after_midnight_tonight_is_the_evening_before(text: str, day: int) -> None:
    found = occurred(read(text), sent_at=local(14, 0, 20))
    assert found is not None
    assert found.start.astimezone(LOCAL).day == day


def test_mung_is_a_day_of_tet_only_while_it_is_tet() -> None:
    at_tet = occurred(read("hôm mùng 2 đua xe"), sent_at=local(20, 19, month=2))
    later = occurred(read("hôm mùng 2 đua xe"), sent_at=SENT)
    assert at_tet is not None
    assert at_tet.start == local(18, month=2)
    assert later is not None
    assert later.start == local(2)


def test_the_words_are_the_citizens_own_in_any_composition() -> None:
    text = unicodedata.normalize("NFD", "Nhà tôi bị trộm tối\u200b qua lúc 11h, xin giúp")
    found = occurred(read(text), sent_at=SENT)
    assert found is not None
    assert text[found.offset : found.offset + len(found.words)] == found.words
    assert unicodedata.normalize("NFC", found.words) == "tối\u200b qua lúc 11h"


@pytest.mark.parametrize(
    ("text", "age"), [("lúc 8h30", timedelta(hours=1)), ("tối mai", None), ("sáng nay", timedelta(0))]
)
def test_the_age_is_counted_from_the_end_and_what_is_to_come_has_none(text: str, age: timedelta | None) -> None:
    found = occurred(read(f"{text} có người đập cửa"), sent_at=SENT)
    assert found is not None
    assert found.age(SENT) == age


def test_without_a_zone_nothing_is_read() -> None:
    with pytest.raises(ValueError, match="time zone"):
        occurred(read("hôm qua"), sent_at=datetime(2026, 10, 14, 9))  # noqa: DTZ001 - that is the point


SPOKEN = """
    hôm qua tối nay lúc 23h30 ngày 5/3 31/2 cách đây 20 phút 3 tiếng trước thứ 7 tuần sáng rưỡi kém 10 mùng 9 tháng 25h
    từ đến - , . / : năm 2019 2031 rằm giêng chạp nhuận tết âm hồi nãy khi hôm toi bay gio sau cuối đầu rồi này nửa vài
    giao thừa noel mỗi nào đang bây giờ 30 29 12 0 h g p cùng hôm sau CN ngoái 24h
"""
TIMES = SPOKEN.split()
FUTURE = {"se", "mai", "toi", "sau", "nay", "nua"}
"""Words of what is to come, without marks; "nửa" is "nữa" to those who confuse hook and tilde: "25h nửa"."""

TO_COME = re.compile(r"\b(?:ngay|tuan|thang|nam|tet|ram|thu \w+|chu nhat) den\b")
"""What the Centre says for "tới"."""

ANY_TIME = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)


@given(words=st.lists(st.sampled_from(TIMES), max_size=12), sent_at=ANY_TIME)
@example(words=["29/2", "mùng", "30", "tết", "năm", "ngoái"], sent_at=datetime(2100, 1, 1, tzinfo=UTC))
def test_nothing_lies_in_the_future_that_is_not_said_to(words: list[str], sent_at: datetime) -> None:
    found = occurred(read(" ".join(words)), sent_at=sent_at)
    assert found is None or found.start <= found.end
    bare = [plain(word) for word in words]
    if found is not None and not FUTURE.intersection(bare) and not TO_COME.search(" ".join(bare)):
        assert found.end <= sent_at


@given(text=st.text(max_size=200), sent_at=ANY_TIME)
def test_any_text_is_read_and_its_words_are_its_own(text: str, sent_at: datetime) -> None:
    found = occurred(read(text), sent_at=sent_at)
    assert found is None or text[found.offset : found.offset + len(found.words)] == found.words


@given(words=st.lists(st.sampled_from(TIMES), max_size=40))
def test_signs_point_into_the_text(words: list[str]) -> None:
    text = read(" ".join(words))
    row = signs.row(text.words)
    assert len(row.signs) == len(row.values) == len(row.firsts) == len(row.lasts)
    assert all(0 <= first < len(text.words) for first in row.firsts)
    assert Context(row, text.words, SENT).typed(len(row.signs)) == ""


@pytest.mark.parametrize("piece", ["2h ", "3/4 ", "hôm ", "từ ", "toi ", "đang ", "1", "mỗi tối thứ 7 ", "khoảng "])
def test_a_text_of_a_hundred_thousand_letters_is_read_to_its_end(piece: str) -> None:
    text = (piece * 100_000)[:99_900]
    found = occurred(read(f"{text}. Vụ việc xảy ra lúc 21h30 ngày 12/10/2026"), sent_at=SENT)
    assert found is not None
    assert found.start == local(12, 21, 30)


@pytest.mark.parametrize(
    "text",
    [
        "ngày 31/2 lúc 10h mất xe",
        "lúc 8h sáng 31/2 mất xe",
        "lúc 8h ngày 29/2/2025 mất xe",
        "lúc 8h ngày 25/12/2026 bị trộm",
        "Ngày 31 tháng 2 mất xe. Khoảng 8h sáng có người thấy",
        "3 hôm nay có mùi hôi",
        "hai ba bữa nay chó sủa",
        "3 đêm nay không ngủ được",
    ],
)
def test_an_hour_of_a_day_that_there_is_not_is_none_of_today_and_days_are_counted(text: str) -> None:
    assert occurred(read(text), sent_at=SENT) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("từ 10h tối tới 2h sáng nay nó hát", local(13, 22), local(14, 2)),
        ("từ 22h đến 2h sáng hôm qua", local(12, 22), local(13, 2)),
        ("từ 22h đến 2h sáng 12/10 có đua xe", local(11, 22), local(12, 2)),
        ("đêm qua từ 10h tới 2h sáng", local(13, 22), local(14, 2)),
        ("đêm qua từ 1h đến 3h sáng", local(14, 1), local(14, 3)),
        ("đêm 12/10 từ 22h đến 2h sáng", local(12, 22), local(13, 2)),
        ("20:15 10/10 xe tông", local(10, 20, 15), local(10, 20, 15)),
        (
            "rằm tháng giêng năm 2025 đánh bạc",
            local(12, month=2).replace(year=2025),
            local(13, month=2).replace(year=2025),
        ),
        ("mùng 3 tết 2025 đánh bạc", local(31, month=1).replace(year=2025), local(1, month=2).replace(year=2025)),
        ("nghỉ lễ 2/9 có đua xe", local(2, month=9), local(3, month=9)),
        ("nãy giờ tụi nó đánh nhau", local(14, 8, 50), local(14, 9, 30)),
        ("sẩm tối có người lạ", local(13, 17), local(13, 20)),
    ],
)
def test_ranges_over_midnight_and_named_years_give_their_own_days(text: str, start: datetime, end: datetime) -> None:
    found = occurred(read(text), sent_at=SENT)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "minute"), [("khoảng 10h xe tông nhau", 45), ("9:52 xe tông", 45), ("10 giờ kém 5 xe tông", 45)]
)
def test_an_hour_that_is_rounded_or_of_a_fast_clock_is_now_and_not_yesterday(text: str, minute: int) -> None:
    sent_at = local(14, 9, minute)
    found = occurred(read(text), sent_at=sent_at)
    assert found is not None
    assert (found.start, found.end) == (sent_at, sent_at)


def test_midnight_tonight_is_ahead_in_the_evening_and_over_in_the_morning() -> None:
    for hour, day in ((23, 15), (8, 14)):
        found = occurred(read("12h đêm nay đua xe"), sent_at=local(14, hour))
        assert found is not None
        assert found.start == local(day)


@pytest.mark.parametrize("text", ["lúc 8h 12/34 Nguyễn Trãi cháy", "8h sáng hẻm 31/2 cháy"])
def test_an_address_behind_an_hour_leaves_the_hour(text: str) -> None:
    found = occurred(read(text), sent_at=SENT)
    assert found is not None
    assert found.start == local(14, 8)


@pytest.mark.parametrize(
    "text", ["giảm 70% hôm nay", "đội Việt Nam hôm nay", "khoảnh 7 chiều nay", "từ tiết 3 sáng nay"]
)
def test_a_number_that_counts_no_days_leaves_the_day(text: str) -> None:
    assert occurred(read(f"{text} có đánh nhau"), sent_at=local(14, 23)) is not None


@pytest.mark.parametrize("text", ["từ nay đến cuối năm phải có lối thoát", "Lễ Vu Lan: cụ ông bán hoa"])
def test_what_begins_now_and_a_feast_that_is_a_topic_are_no_times(text: str) -> None:
    assert occurred(read(text), sent_at=SENT) is None


def test_an_hour_with_its_minutes_before_tonight_is_no_number_of_nights() -> None:
    found = occurred(read("6 giờ 40 sáng nay xe đổ đất, 4h20 đêm nay"), sent_at=SENT)
    assert found is not None
    assert found.words == "6 giờ 40 sáng nay"


GOES_ON_SINCE = [
    ("đánh nhau 10 phút rồi", local(14, 9, 20)),
    ("cháy được 10 phút rồi, chưa ai tới", local(14, 9, 20)),
    ("10p r vẫn chưa dập dc", local(14, 9, 20)),
    ("kẹt thang máy nửa tiếng rồi các anh ơi", local(14, 9)),
    ("nó hát được 2 tiếng rồi", local(14, 7, 30)),
    ("2 tiếng đồng hồ rồi nó vẫn đập cửa", local(14, 7, 30)),
    ("đập cửa được 2h rồi mà không ai can", local(14, 7, 30)),
    ("đập cửa tiếng rưỡi rồi", local(14, 8)),
    ("la hét cả tiếng rồi", local(14, 8, 30)),
    ("2 tiếng nay nó đập cửa", local(14, 7, 30)),
    ("mở loa từ sáng tới giờ", local(14, 5)),
    ("sáng giờ nó chửi", local(14, 5)),
    ("sáng h nó chửi hoài", local(14, 5)),
    ("từ 8h tới giờ nó chửi", local(14, 8)),
    ("từ 3h chiều tới giờ nó chửi", local(13, 15)),
    ("đánh nhau từ chiều tới giờ", local(13, 13)),
    ("cháy từ 3h sáng đến giờ chưa dập", local(14, 3)),
    ("con em đi từ trưa tới giờ chưa về", local(13, 11)),
    ("từ tối qua đến giờ còn ồn", local(13, 18)),
    ("từ 10h tối qua tới giờ nó chưa nghỉ", local(13, 22)),
    ("từ hôm qua tới nay mất nước", local(13)),
    ("từ ngày 10/10 đến nay họ đổ đất", local(10)),
]


@pytest.mark.parametrize(("text", "start"), GOES_ON_SINCE)
@pytest.mark.parametrize("spelling", ["marked", "unmarked"])
def test_what_has_gone_on_began_then_and_lasts_until_it_is_sent(text: str, start: datetime, spelling: str) -> None:
    found = occurred(read(text if spelling == "marked" else plain(text)), sent_at=SENT)
    assert found is not None
    assert (found.start, found.end) == (start, SENT)
    assert found.began_by is not None


def test_the_moment_of_what_has_gone_on_is_that_of_its_beginning() -> None:
    minutes, evening = (occurred(read(text), sent_at=SENT) for text in ("10 phút rồi", "từ tối qua đến giờ"))
    assert minutes is not None
    assert evening is not None
    assert minutes.moment == local(14, 9, 20)
    assert evening.moment == local(13, 20, 30)


def test_a_few_hours_already_leave_the_beginning_open() -> None:
    found = occurred(read("nó đập cửa mấy tiếng rồi"), sent_at=SENT)
    assert found is not None
    assert (found.start, found.began_by, found.end) == (local(14, 4, 30), local(14, 7, 30), SENT)


@pytest.mark.parametrize(
    "text",
    [
        "10 phút rồi công an tới",
        "đánh nhau 10 phút rồi nó bỏ chạy",
        "đợi 10 phút rồi về",
        "chờ 2 tiếng rồi",
        "hẹn 2 tiếng rồi chưa tới",
        "trễ 10 phút rồi",
        "chạy thẳng 10 phút rồi rẽ trái",
        "con tôi 3 tuổi rồi",
        "giữ xe 5k 2 tiếng rồi đi",
        "2h rồi nó vẫn hát",
        "tranh chấp 3 năm rồi",
        "rác để 3 ngày rồi",
        "tôi đến giờ vẫn chưa nhận được giấy",
        "toi den gio van chua nhan duoc giay",
        "xin dời sang giờ khác",
        "từ sớm tới giờ",
        "từ trước đến nay",
    ],
)
def test_a_span_that_is_no_event_s_and_what_follows_it_give_no_time(text: str) -> None:
    for spelling in (text, plain(text)):
        assert occurred(read(spelling), sent_at=SENT) is None


def test_until_an_hour_of_something_is_not_until_now() -> None:
    found = occurred(read("sáng nay từ 7h đến giờ tan học có đánh nhau"), sent_at=SENT)
    assert found is not None
    assert found.began_by is None


def test_what_began_in_some_week_is_not_stretched_to_now() -> None:
    found = occurred(read("từ tuần trước đến nay"), sent_at=SENT)
    assert found is not None
    assert found.end == local(12)
