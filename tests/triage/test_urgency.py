"""How urgent a text is: danger now, told apart from what is over, thought of, denied, asked, joked or practised."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import reading
from domain.tip import Urgency
from triage import urgency_model
from triage.categories import ranked
from triage.danger import Danger, Line, lines
from triage.danger_words import MORTAL
from triage.matching import spell_out
from triage.suggest import suggest
from triage.urgency import Age, Judgement, age_of, judge
from triage.when import occurred

DATA = Path(__file__).parents[3] / "shared" / "data"
NOON = datetime(2026, 3, 1, 5, tzinfo=UTC)

EMERGENCIES = [
    ("đang cháy nhà ở cuối hẻm, lửa to lắm", Danger.FIRE),
    ("chay nha roi cuu voi", Danger.FIRE),
    ("cháy chung cư rồi, nhiều người còn kẹt ở tầng trên", Danger.TRAPPED),
    ("lua chay lan qua nha ben canh roi mau len", Danger.FIRE),
    ("mùi gas nồng nặc khắp dãy trọ, có người ngất rồi", Danger.GAS),
    ("nó cầm dao đứng trước cửa đòi giết cả nhà", Danger.ATTACK),
    ("no cam dao duoi vo chay khap xom", Danger.ATTACK),
    ("hắn cầm rựa rượt tui, mau lên mấy eng ơi", Danger.ATTACK),
    ("uýnh lộn quá trời ngoài quán nè, có đứa bị đâm rồi", Danger.ATTACK),
    ("có đánh nhau, công an tới gấp", Danger.ATTACK),
    ("có người kề dao vào cổ cô bán hàng", Danger.ATTACK),
    ("nghe mấy phát súng nổ, có người gục xuống đường", Danger.INJURY),
    ("chúng nó bao vây nhà em, cầm xăng đòi đốt", Danger.ARSON),
    ("bọn nó đang phá cửa nhà tôi, cứu với", Danger.CRY_FOR_HELP),
    ("cứu tôi", Danger.CRY_FOR_HELP),
    ("có người nằm bất tỉnh giữa đường, máu chảy nhiều", Danger.INJURY),
    ("con em sốt co giật tím tái", Danger.INJURY),
    ("tai nạn xe khách lật xuống mương, nhiều người còn kẹt trong xe", Danger.CRASH),
    ("bé trai bị đuối nước dưới sông chưa vớt được", Danger.DROWNING),
    ("be gai roi xuong gieng roi cuu voi", Danger.DROWNING),
    ("có cô gái leo qua lan can cầu định nhảy", Danger.SUICIDE),
    ("em không muốn sống nữa, em đang đứng trên sân thượng", Danger.SUICIDE),
    ("sập giàn giáo, mấy thợ hồ bị vùi bên dưới", Danger.TRAPPED),
    ("lũ về nhanh quá, cả nhà ngồi trên mái chờ cứu", Danger.TRAPPED),
    ("uống thuốc trừ sâu rồi, đang nằm co giật", Danger.POISONING),
    ("anh ấy sốc thuốc bất tỉnh trong nhà vệ sinh", Danger.POISONING),
    ("có người bắt cháu bé lên ô tô chạy hướng quốc lộ", Danger.KIDNAPPING),
    ("em bị nhốt trong phòng trọ, nó lấy điện thoại, cứu em", Danger.KIDNAPPING),
    ("chồng em đang đánh em, em trốn trong nhà tắm", Danger.ATTACK),
    ("ck e dang danh e, cíu e vs", Danger.CRY_FOR_HELP),
    ("nghe tiếng trẻ khóc thét và tiếng roi quất bên nhà kế", Danger.ABUSE),
    ("bố dượng đang đánh con chị ấy dã man", Danger.ABUSE),
    ("có trộm đang cạy cửa nhà hàng xóm", Danger.BREAK_IN),
    ("trom trong nha em, em dang tron tren gac", Danger.BREAK_IN),
    ("ông ấy ôm lựu đạn ngồi trước ủy ban", Danger.EXPLOSIVE),
    ("đám cháy bãi phế liệu tưởng tắt rồi mà chừ lại bùng lên", Danger.FIRE),
]

NO_EMERGENCIES = [
    "hôm qua cháy nhà hàng xóm, đã dập tắt",
    "hôm qua có đánh nhau ở quán bia",
    "tuần trước có vụ chém nhau, giờ êm rồi",
    "ngày 5/1 có vụ cháy lớn ở chợ",
    "năm ngoái ở đây có người tự tử",
    "con tôi hồi nhỏ từng bị té giếng",
    "đã bắt được nghi phạm đâm người tối qua",
    "đám cháy đã được dập tắt, không ai bị thương",
    "tìm thấy bé rồi, cảm ơn mọi người",
    "nếu cháy nhà thì gọi số nào?",
    "nếu có người đuối nước thì sơ cứu thế nào",
    "lỡ bị cướp thì phải làm gì",
    "cho em hỏi gặp tai nạn thì gọi 113 hay 115",
    "dây điện chằng chịt, nguy cơ cháy nhà",
    "không có đánh nhau gì đâu",
    "hổng có cháy gì đâu mấy anh ơi",
    "báo nhầm, không phải cháy, người ta đốt rác",
    "diễn tập chữa cháy, ngọn lửa giả",
    "tập trận chữa cháy thôi mà",
    "mơ thấy có người cầm dao đuổi, sợ quá",
    "coi phim thấy cảnh giết người ghê quá",
    "nó nói đùa là giết em thôi",
    "chém gió tí thôi mà",
    "quán đó cháy hàng từ sáng",
    "giá cả chặt chém quá",
    "tòa tuyên án tử hình kẻ giết người",
    "bị cáo đâm chết bạn nhậu lĩnh 15 năm tù",
    "nghe nói năm kia ở đây có án mạng",
    "đêm nào cũng có thanh niên đua xe",
    "tối nào nhà đó cũng đánh chửi nhau",
    "lớp tập huấn cứu người đuối nước",
    "công an ra quân tuyên truyền phòng cháy chữa cháy",
    "thanh nien chay xe ru ga am i",
    "công an bắt nhóm đang đánh bạc",
]

UNDONE_BY = (
    "không có {} gì đâu mấy anh ơi",
    "nếu {} thì gọi số nào?",
    "diễn tập tình huống {}",
    "tòa tuyên án vụ {}",
    "hôm qua có {} ở chợ, đã giải quyết",
    "xem phim thấy {}",
)

PHRASES = [phrase for phrases in MORTAL.values() for phrase in phrases.split("|")]


FEW = 0.1
"""The share of phrases that may alarm in an odd sentence: "không có vẫn đang cháy gì đâu" is said by nobody."""


def judged(text: str, *, age: Age | None = None) -> Judgement:
    read = reading.read(text)
    spelt = spell_out(read)
    return judge(read, spelt, about=ranked(read, spelt)[0].category, age=age)


@pytest.mark.parametrize(("text", "danger"), EMERGENCIES)
def test_danger_now_is_an_emergency_and_named(text: str, danger: Danger) -> None:
    suggestion = suggest(text, sent_at=NOON)
    assert suggestion.is_emergency
    assert suggestion.urgency is Urgency.EMERGENCY
    assert danger in suggestion.dangers


@pytest.mark.parametrize("text", NO_EMERGENCIES)
def test_what_is_over_denied_asked_or_only_told_is_none(text: str) -> None:
    assert not suggest(text, sent_at=NOON).is_emergency


@pytest.mark.parametrize("form", UNDONE_BY)
def test_hardly_any_danger_alarms_where_it_is_undone(form: str) -> None:
    alarming = [phrase for phrase in PHRASES if judged(form.format(phrase)).dangers]
    assert len(alarming) <= FEW * len(PHRASES)


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("vừa phát hiện nhà bị trộm cạy cửa lấy két sắt, kẻ gian chạy xe đen về hướng cầu", Urgency.HIGH),
        ("đào móng nhà trúng quả bom, chưa ai dám đụng vào", Urgency.HIGH),
        ("mẹ tôi lú lẫn đi lạc từ sáng tới giờ chưa về", Urgency.HIGH),
        ("tối nay tụi nó hẹn nhau mang dao ra bờ kè trả thù", Urgency.HIGH),
        ("ngày nào quán đó cũng lấn chiếm vỉa hè", Urgency.NORMAL),
        ("tuần trước nhà tôi mất trộm hai con gà", Urgency.NORMAL),
        ("làm lại căn cước cần giấy tờ gì ạ?", Urgency.LOW),
        ("cảm ơn các anh công an phường rất nhiều", Urgency.LOW),
        ("Công an huyện tổ chức hội nghị tổng kết phong trào, khen thưởng 20 cá nhân.", Urgency.LOW),
    ],
)
def test_what_is_no_emergency_has_its_urgency(text: str, urgency: Urgency) -> None:
    assert suggest(text, sent_at=NOON).urgency is urgency


@pytest.mark.parametrize("text", ["Cháy lớn ở chợ, ngọn lửa bao trùm dãy hàng vải.", "Xe tải lật đè nhiều người."])
def test_what_is_told_in_the_news_is_open_until_it_is_said_to_be_over(text: str) -> None:
    assert judged(text).dangers
    assert not judged(text, age=Age.LONGER).dangers


def test_hours_after_a_crime_it_is_urgent_and_days_after_it_is_not() -> None:
    text = "có người bị đánh bị thương trước quán karaoke"
    assert judged(text, age=Age.HOURS).urgency is Urgency.HIGH
    assert judged(text, age=Age.LONGER).urgency is not Urgency.EMERGENCY


def test_what_is_only_urgent_may_still_call_for_help() -> None:
    said = suggest("Hai thanh niên cầm dao khống chế chủ tiệm vàng rồi tẩu thoát", sent_at=NOON)
    assert said.dangers
    assert said.urgency is Urgency.EMERGENCY
    assert said.likely_urgency in {Urgency.HIGH, Urgency.EMERGENCY}


def test_a_name_tells_no_danger_where_only_the_event_is_named() -> None:
    assert judged("đang đánh nhau to lắm, tới gấp").dangers == {Danger.ATTACK}


def test_the_words_given_are_the_citizen_s_own() -> None:
    said = judged("Trời ơi CHÁY NHÀ rồi, mau lên!")
    assert "CHÁY NHÀ" in said.words
    assert judged("ngày nào quán đó cũng lấn chiếm vỉa hè").words == ()


WORDS = ["đang", "cháy", "nhà", "k", "dc", "3h", "sáng", "đánh", "nhau", "công", "an", "không", "nếu", "hôm qua", "?"]


@given(
    text=st.text(max_size=200)
    | st.lists(st.sampled_from(WORDS)).map(" ".join)
    | st.lists(st.sampled_from(PHRASES), max_size=5).map(" ".join),
    age=st.none() | st.sampled_from(Age),
)
def test_any_text_has_an_answer_and_no_emergency_is_without_danger(text: str, age: Age | None) -> None:
    said = judged(text, age=age)
    assert said.dangers or said.urgency is not Urgency.EMERGENCY
    assert all(words in text for words in said.words)


@given(text=st.lists(st.sampled_from([*PHRASES, *WORDS]), max_size=5).map(" ".join))
def test_the_longer_ago_the_less_danger(text: str) -> None:
    alarms = [bool(judged(text, age=age).dangers) for age in Age]
    assert alarms == sorted(alarms, reverse=True)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("20h15 tối nay có vụ va chạm", Age.MINUTES),
        ("tối nay có vụ va chạm", Age.THIS_PART),
        ("trưa nay có vụ va chạm", Age.HOURS),
        ("sáng nay có vụ va chạm", Age.DAY),
        ("hôm kia có vụ va chạm", Age.DAYS),
        ("tháng trước có vụ va chạm", Age.LONGER),
        ("khoảng 18h có vụ va chạm", Age.HOURS),
        ("khoảng 22h có vụ va chạm", None),
        ("22h tối qua có vụ va chạm", Age.DAYS),
        ("đang có vụ va chạm", None),
        ("ngày mai có vụ va chạm", None),
        ("va chạm 10 phút rồi", None),
        ("từ sáng tới giờ có vụ va chạm", None),
        ("có vụ va chạm", None),
    ],
)
def test_an_age_is_the_time_that_the_text_names_counted_back(text: str, age: Age | None) -> None:
    sent_at = datetime(2026, 3, 10, 13, 30, tzinfo=UTC)
    assert age_of(occurred(reading.read(text), sent_at=sent_at), sent_at) is age


@given(text=st.lists(st.sampled_from([*PHRASES, *WORDS]), max_size=5).map(" ".join))
def test_letters_in_capitals_or_apart_from_their_marks_change_nothing(text: str) -> None:
    assert judged(text.upper()).urgency is judged(text).urgency


def test_most_development_emergencies_are_recognised_and_few_alarms_are_false() -> None:
    path = DATA / "incidents-dev.jsonl.gz"
    if not path.exists():
        pytest.skip("no ../shared/data/incidents-dev.jsonl.gz beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    for variant in ("original", "nodiac", "teencode"):
        said = [
            suggest(item["variants"][variant], sent_at=datetime.fromisoformat(item["sent_at"])).is_emergency
            for item in items
        ]
        pairs = list(zip(items, said, strict=True))
        found = [is_said for item, is_said in pairs if item["emergency"]]
        false = [is_said for item, is_said in pairs if item["urgency"] in {"low", "normal"}]
        assert sum(found) / len(found) >= 0.75
        assert sum(false) / len(false) <= 0.08


def test_the_points_are_read_once() -> None:
    assert urgency_model.load() is urgency_model.load()


@pytest.mark.parametrize(
    "text",
    ["em bị bắt cóc", "tôi bị bắn", "cháu bị nhốt trong phòng", "em bị đâm rồi", "tôi chỉ muốn chết"],
)
def test_a_short_plea_of_who_is_in_it_is_an_alarm(text: str) -> None:
    assert suggest(text, sent_at=NOON).is_emergency


@pytest.mark.parametrize(
    "text",
    [
        "năm ngoái tôi bị bắn",
        "tôi đọc báo thấy có vụ bắt cóc",
        "báo đăng vụ giết người ở tỉnh khác",
        "em kể lại giấc mơ bị rượt chém",
        "thời sự đưa lũ quét ở tỉnh khác",
        "hội thi chữa cháy giữa các tổ dân phố",
        "đoàn phim đang quay cảnh cháy xe",
        "đèn đường bị cháy bóng",
        "mèo kẹt trên cây",
    ],
)
def test_what_was_is_read_about_filmed_or_harmless_is_no_alarm(text: str) -> None:
    assert not suggest(text, sent_at=NOON).is_emergency


@pytest.mark.parametrize(
    "text",
    [
        "cháu bé bị đánh chảy máu đầu",
        "một nhóm đang đánh hội đồng bé gái",
        "đang dắt bé vào nhà nghỉ",
        "vợ em mới uống thuốc diệt cỏ",
        "em gái tôi uống hết vỉ thuốc ngủ nằm mê man",
        "bà hàng xóm đang treo cổ",
        "có người đang trèo qua lan can cầu",
    ],
)
def test_who_hurts_a_child_or_wants_to_die_is_told_of_the_line_for_children_and_the_ambulance(text: str) -> None:
    found = suggest(text, sent_at=NOON)
    assert {Line.CHILDREN, Line.AMBULANCE} <= set(lines(found.dangers, about=found.category))


def test_who_drank_poison_needs_the_ambulance_first() -> None:
    found = suggest("em tôi uống thuốc rầy tự tử", sent_at=NOON)
    assert lines(found.dangers, about=found.category)[0] is Line.AMBULANCE


@pytest.mark.parametrize(
    "text",
    [
        "em bị khống chế",
        "bạn em bị khống chế trong phòng",
        "bị giữ lại không cho về",
        "tụi nó giữ em lại không cho em về",
        "đang bị giữ trong khách sạn, không cho ra khỏi phòng",
        "bị nhốt",
        "vẫn bị nhốt dưới kho",
        "bị lừa vào xưởng, bị giữ lại không cho về",
        "em bị bao vây",
        "nó không cho em ra khỏi nhà",
        "bị chồng đánh",
    ],
)
def test_a_plea_without_a_name_is_the_writer_s_own_in_any_spelling(text: str) -> None:
    for spelling in (text, reading.plain(text)):
        assert suggest(spelling, sent_at=NOON).is_emergency


@pytest.mark.parametrize(
    "text",
    [
        "đang xem phim thì nhà bên cháy, cứu với",
        "đang coi tivi thì nghe súng nổ ngoài đường",
        "thua game rồi nó cầm dao đâm bạn, máu chảy nhiều",
        "con tôi nghiện game cầm dao đòi giết mẹ",
        "em vừa quay clip tụi nó đang đánh nhau ở cổng trường",
        "xem camera thấy trộm đang cạy cửa nhà",
        "ngoài tiệm game có nhóm đánh nhau, có đứa bị đâm",
    ],
)
def test_a_danger_beside_a_game_or_a_film_is_one_all_the_same(text: str) -> None:
    assert suggest(text, sent_at=NOON).is_emergency


@pytest.mark.parametrize(
    "text",
    [
        "chơi game bắn nhau",
        "con tôi mê game bắn súng",
        "xem phim có cảnh đâm chém",
        "coi clip đánh nhau trên tiktok",
        "clip trên mạng đánh nhau",
        "xem youtube thấy cháy nhà",
        "đọc truyện có cảnh giết người",
        "video chém nhau trên zalo",
        "chó bị nhốt",
        "bị giữ xe không cho về",
        "bị giữ bằng lái",
        "bị kẹt xe ở ngã tư",
        "bị bắn tốc độ",
        "mẹ không cho em đi chơi",
        "tên trộm bị khống chế, bàn giao công an",
        "năm ngoái em bị nhốt",
    ],
)
def test_what_is_played_watched_or_done_to_things_is_no_alarm_in_any_spelling(text: str) -> None:
    for spelling in (text, reading.plain(text)):
        assert not suggest(spelling, sent_at=NOON).is_emergency


@pytest.mark.parametrize("text", ["đánh nhau 10 phút rồi, tới gấp", "cháy nửa tiếng rồi", "kẹt thang máy 20 phút rồi"])
def test_a_danger_that_has_gone_on_for_a_while_is_an_alarm(text: str) -> None:
    assert suggest(text, sent_at=NOON).is_emergency


@pytest.mark.parametrize(
    "text", ["hát karaoke 2 tiếng rồi chưa dừng", "xe đậu chắn cửa 2 tiếng rồi", "chó sủa cả tiếng đồng hồ rồi"]
)
def test_a_nuisance_that_has_gone_on_for_a_while_is_none(text: str) -> None:
    assert not suggest(text, sent_at=NOON).is_emergency
