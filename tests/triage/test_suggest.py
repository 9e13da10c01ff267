"""What triage makes of ordinary words: category, urgency, danger, and never an error."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading import fold
from domain.tip import GROUP_OF, Category, Group, Urgency
from triage import lexicon
from triage.danger import Danger
from triage.suggest import suggest

DATA = Path(__file__).parents[3] / "shared" / "data"
NOON = datetime(2026, 3, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue", Category.TRAFFIC),
        ("đêm qua nhà em bị trộm bẻ khóa lấy mất xe máy", Category.THEFT),
        ("hai nhóm cầm mã tấu đánh nhau trước quán nhậu", Category.VIOLENCE),
        ("chồng chị ấy say rượu đánh vợ con suốt", Category.ABUSE),
        ("nha tro nay co tui hut chich ma tuy", Category.DRUGS),
        ("chỗ này tổ chức đá gà ăn tiền", Category.VICE),
        ("bọn cho vay nặng lãi tạt sơn nhà em", Category.USURY),
        ("có số lạ gọi tự xưng công an bảo chuyển tiền", Category.FRAUD),
        ("chay nha roi o dau hem", Category.FIRE),
        ("ông nội có khẩu súng tự chế muốn giao nộp", Category.WEAPONS),
        ("ban đêm ghe hút cát trộm trên sông", Category.ENVIRONMENT),
        ("hàng xóm hát karaoke loa kéo ồn ào", Category.ORDER),
        ("hai nhà tranh chấp lối đi chung", Category.DISPUTE),
        ("anh tôi bị truy nã muốn ra đầu thú", Category.WANTED),
        ("bà cụ đi lạc không nhớ nhà", Category.MISSING),
        ("họ chở người vượt biên sang Campuchia", Category.BORDER),
        ("kho đó chứa thuốc lá lậu", Category.SMUGGLING),
        ("công an xã nhận tiền của chủ quán karaoke", Category.OFFICER),
        ("csgt voi tien khong lap bien ban", Category.OFFICER),
        ("canh sat khu vuc doi phong bi", Category.OFFICER),
        ("cho em hỏi thủ tục cấp lại căn cước", Category.OTHER),
    ],
)
def test_an_ordinary_sentence_has_its_category(text: str, category: Category) -> None:
    assert suggest(text, sent_at=NOON).category is category


@pytest.mark.parametrize("text", ["", "alo", "xin chao", "???"])
def test_what_says_nothing_is_not_clear(text: str) -> None:
    suggestion = suggest(text, sent_at=NOON)
    assert (suggestion.category, suggestion.is_clear) == (Category.OTHER, False)


def test_who_only_claims_to_be_police_is_a_fraud() -> None:
    text = "có người giả danh công an đòi tiền"
    assert suggest(text, sent_at=NOON).category is Category.FRAUD


def test_words_that_decided_are_the_citizens_own() -> None:
    suggestion = suggest("Tối qua có ĐUA XE ngoài quốc lộ", sent_at=NOON)
    assert "ĐUA XE" in suggestion.reasons
    assert "Tối qua" in suggestion.reasons


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("đang cháy nhà ở cuối hẻm, lửa to lắm", Danger.FIRE),
        ("chay nha roi cuu voi", Danger.FIRE),
        ("có người nằm bất tỉnh giữa đường", Danger.INJURY),
        ("chồng nó đang cầm dao đuổi vợ", Danger.ATTACK),
        ("đang có đám đánh nhau cầm dao", Danger.ATTACK),
        ("có cô gái leo qua lan can cầu định nhảy", Danger.SUICIDE),
        ("bé trai bị đuối nước dưới sông gấp lắm", Danger.DROWNING),
        ("cứu tôi với nó phá cửa", Danger.ATTACK),
    ],
)
def test_danger_now_is_an_emergency(text: str, danger: Danger) -> None:
    suggestion = suggest(text, sent_at=NOON)
    assert danger in suggestion.dangers
    assert suggestion.is_emergency
    assert suggestion.urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "hôm qua cháy nhà hàng xóm, đã dập tắt",
        "năm ngoái ở đây có người tự tử",
        "nếu cháy nhà thì gọi số nào?",
        "dây điện chằng chịt, nguy cơ cháy nhà",
        "ngày 5/1 có vụ cháy lớn ở chợ",
        "thanh nien chay xe ru ga am i",
        "công an bắt nhóm đang đánh bạc",
        "diễn tập chữa cháy, ngọn lửa giả",
    ],
)
def test_what_is_over_feared_or_practised_is_none(text: str) -> None:
    assert not suggest(text, sent_at=NOON).is_emergency


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        suggest("alo", sent_at=NOON.replace(tzinfo=None))


def test_the_lexicon_is_written_as_it_is_compared() -> None:
    for by_weight in lexicon.LEXICON.values():
        phrases = [phrase for phrases in by_weight.values() for phrase in phrases]
        assert len(phrases) == len(set(phrases))
        assert all(phrase == phrase.lower().strip() and fold(phrase) for phrase in phrases)
    assert set(lexicon.LEXICON) == set(Category)


WORDS = ["đang", "cháy", "nhà", "k", "dc", "3h", "sáng", "đánh", "nhau", "công", "an"]


@given(text=st.text(max_size=200) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_gets_a_suggestion(text: str) -> None:
    suggestion = suggest(text, sent_at=NOON)
    assert suggestion.category is suggestion.categories[0].category
    assert all(0 <= scored.confidence <= 1 for scored in suggestion.categories)
    assert suggestion.is_emergency == (suggestion.urgency is Urgency.EMERGENCY)
    assert suggestion.is_emergency or suggestion.likely_urgency is suggestion.urgency


def test_most_development_texts_get_a_fitting_category() -> None:
    path = DATA / "incidents-dev.jsonl.gz"
    if not path.exists():
        pytest.skip("no ../shared/data/incidents-dev.jsonl.gz beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    for variant, share in (("original", 0.70), ("nodiac", 0.66)):
        said = [suggest(item["variants"][variant], sent_at=NOON).category for item in items]
        right = sum(category == item["category"] for category, item in zip(said, items, strict=True))
        assert right / len(items) >= share


GROUPS = {
    "traffic": "traffic",
    "theft": "theft",
    "fire": "fire",
    "drugs vice": "drugs_vice",
    "fraud usury": "fraud_usury",
    "violence abuse": "violence",
    "environment": "environment",
    "weapons": "weapons",
    "wanted": "wanted",
    "order border smuggling": "order",
    "dispute": "dispute",
    "missing": "missing",
    "officer": "officer",
    "other": "other",
}
"""The 14 groups of the field, each behind the categories that are part of it."""


@pytest.mark.parametrize(("categories", "group"), GROUPS.items())
def test_each_category_is_in_its_group_of_the_fourteen(categories: str, group: str) -> None:
    assert {one for one in Category if GROUP_OF[one] is Group(group)} == {Category(one) for one in categories.split()}
