"""From words and positions to communes: what is routed, what is asked, and what is left to the desk."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.place import Candidate, Decision, Placement, Reason, ReasonKind
from places.gazetteer import Gazetteer, load
from places.names import key
from places.resolve import both, from_text

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


@pytest.mark.parametrize(
    ("text", "label", "reason"),
    [
        (
            "co nhom thanh nien dua xe o cho Phu My, Phu Vang, Hue",
            "phường Mỹ Thượng, TP. Huế",
            ReasonKind.OLD_NAME,
        ),
        ("Xã Ea Kar, tỉnh Đắk Lắk có đánh bạc", "xã Ea Kar, tỉnh Đắk Lắk", ReasonKind.NAMED),
        ("x.Sơn Dương,T.Tuyên Quang", "xã Sơn Dương, tỉnh Tuyên Quang", ReasonKind.NAMED),
        ("trộm ở P13 Q.Bình Thạnh sg", "phường Bình Lợi Trung, TP. Hồ Chí Minh", ReasonKind.OLD_NAME),
        ("phuong muoi chin quan binh thanh tphcm", "phường Thạnh Mỹ Tây, TP. Hồ Chí Minh", ReasonKind.OLD_NAME),
        ("P.PhảLại, ThànhphốChíLinh, HảiDương", "phường Chí Linh, TP. Hải Phòng", ReasonKind.OLD_NAME),
        ("PHƯỜNG THẠC GIÁN, QUẬN THANH KHÊ, ĐÀ NẴNG", "phường Thanh Khê, TP. Đà Nẵng", ReasonKind.OLD_NAME),
        ("phường Hiệp Bình Phước, quận Thủ Đức", "phường Hiệp Bình, TP. Hồ Chí Minh", ReasonKind.OLD_NAME),
        ("phường Hoà Bình, tỉnh Phú Thọ", "phường Hòa Bình, tỉnh Phú Thọ", ReasonKind.NAMED),
        ("phường Quy Nhơn Bắc, tỉnh Gia Lai", "phường Quy Nhơn Bắc, tỉnh Gia Lai", ReasonKind.NAMED),
        ("phường Tân Phú quận Tân Phú", "phường Tân Phú, TP. Hồ Chí Minh", ReasonKind.NAMED),
        ("huyện Côn Đảo", "đặc khu Côn Đảo, TP. Hồ Chí Minh", ReasonKind.OLD_NAME),
        ("cháy ở xã Tùng Ảnh", "xã Đức Thọ, tỉnh Hà Tĩnh", ReasonKind.OLD_NAME),
        ("Xã Qung Đức, Quảng Ninh", "xã Quảng Đức, tỉnh Quảng Ninh", ReasonKind.MISSPELT),
        ("xã Ea Kar, Đkắ Lắk", "xã Ea Kar, tỉnh Đắk Lắk", ReasonKind.NAMED),
        ("phường Thạc Gián, quận Thnh Khê, Đà Nẵng", "phường Thanh Khê, TP. Đà Nẵng", ReasonKind.OLD_NAME),
        ("Phường Trạm Lộ, tỉnh Bắc Ninh", "phường Trạm Lộ, tỉnh Bắc Ninh", ReasonKind.NAMED),
        ("Phường Chạm Lộ, tỉnh Bắc Ninh", "phường Trạm Lộ, tỉnh Bắc Ninh", ReasonKind.MISSPELT),
        ("fường tân hưng, hải fòng", "phường Tân Hưng, TP. Hải Phòng", ReasonKind.NAMED),
        ("Phuwowngf Caamr Phar, Quangr Ninh", "phường Cẩm Phả, tỉnh Quảng Ninh", ReasonKind.NAMED),
        ("phu7o7ng2 Ca6m3 Pha3, Quang3 Ninh", "phường Cẩm Phả, tỉnh Quảng Ninh", ReasonKind.NAMED),
        ("xadongkhecaobang", "xã Đông Khê, tỉnh Cao Bằng", ReasonKind.NAMED),
        ("xã Nghĩa Hành, QNgãi", "xã Nghĩa Hành, tỉnh Quảng Ngãi", ReasonKind.NAMED),
        ("xã Lương Sơn, N.An", "xã Lương Sơn, tỉnh Nghệ An", ReasonKind.NAMED),
        ("Ông Cọp, An Ninh Tây, Tuy An, Phú Yên", "xã Tuy An Đông, tỉnh Đắk Lắk", ReasonKind.OLD_NAME),
        ("khanh hoa - phuong dong ninh hoa - 147 hon khoi", "phường Đông Ninh Hòa, tỉnh Khánh Hòa", ReasonKind.NAMED),
        ("quán cơm Cao Bằng ở phường Việt Hưng, Quảng Ninh", "phường Việt Hưng, tỉnh Quảng Ninh", ReasonKind.NAMED),
        ("xã An Đồng huyện An Dương HP", "phường An Hải, TP. Hải Phòng", ReasonKind.OLD_NAME),
        ("xã Tân Thành, đức trọng", "xã Tân Hội, tỉnh Lâm Đồng", ReasonKind.OLD_NAME),
        ("phường Phước Long A, quận 9", "phường Phước Long, TP. Hồ Chí Minh", ReasonKind.OLD_NAME),
    ],
)
def test_a_named_commune_is_routed_to(gazetteer: Gazetteer, text: str, label: str, reason: ReasonKind) -> None:
    placement = from_text(gazetteer, text)
    assert [gazetteer.label(candidate.code) for candidate in placement.candidates] == [label]
    assert (placement.decision, placement.reason.kind) == (Decision.ROUTE, reason)
    assert placement.province_code == gazetteer.commune(placement.candidates[0].code).province_code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("phường Trung Hòa, quận Cầu Giấy, Hà Nội", ReasonKind.SPLIT),
        ("xã Tân Thành", ReasonKind.SAME_NAME),
        ("xa tan thanh, lam dong", ReasonKind.SAME_NAME),
        ("Tân Thành", ReasonKind.SAME_NAME),
        ("quán nước ở huyện Củ Chi, Hồ Chí Minh", ReasonKind.ONLY_DISTRICT),
        ("cong xa dang chay", ReasonKind.OLD_NAME),
        ("xã Ea Kar, tỉnh Đắk Lắk; xã Sơn Dương, tỉnh Tuyên Quang", ReasonKind.SAME_NAME),
        ("xe từ xã Ea Kar, Đắk Lắk gặp xe ở xã Sơn Dương, tỉnh Tuyên Quang", ReasonKind.NAMED),
        ("từ xã Tân Nhựt chạy qua xã Lê Minh Xuân", ReasonKind.OLD_NAME),
        ("tt Năm Căn", ReasonKind.SPLIT),
        ("Thị trấn Thiệu Hóa, Thanh Hóa", ReasonKind.SPLIT),
        ("giả danh công an phường Vỹ Dạ gọi điện lừa đảo", ReasonKind.NAMED),
        ("không ở phường Lái Thiêu", ReasonKind.NAMED),
        ("hình như phường Lái Thiêu hay An Thạnh gì đó", ReasonKind.NAMED),
        ("trộm ở Nha Trang", ReasonKind.ONLY_DISTRICT),
        ("anh Hà Nam, phường Lê Hồng Phong", ReasonKind.SAME_NAME),
        ("Nó quê xã Môn Sơn, Nghệ An, giờ ở đâu tôi không biết", ReasonKind.NAMED),
    ],
)
def test_what_is_not_certain_is_asked(gazetteer: Gazetteer, text: str, reason: ReasonKind) -> None:
    placement = from_text(gazetteer, text)
    assert (placement.decision, placement.reason.kind) == (Decision.ASK, reason)
    assert placement.candidates


@pytest.mark.parametrize(
    ("text", "reason", "province"),
    [
        ("", ReasonKind.NOTHING, None),
        ("alo", ReasonKind.NOTHING, None),
        ("Có người cho vay nặng lãi đang đe dọa gia đình tôi.", ReasonKind.NOTHING, None),
        ("anh Tan An danh nhau voi anh Hoa Binh", ReasonKind.NOTHING, None),
        ("chúng ta đoàn kết, thành công", ReasonKind.NOTHING, None),
        ("cháy ở đường Hậu Giang, phường 5", ReasonKind.NOTHING, None),
        ("đường Nguyễn Huệ, cạnh bưu điện", ReasonKind.NOTHING, None),
        ("anh Nguyễn An Giang, 30 tuổi", ReasonKind.NOTHING, None),
        ("quán bún bò Huế", ReasonKind.NOTHING, None),
        ("nó xã giao mấy câu", ReasonKind.NOTHING, None),
        ("hợp tác xã Sen Thủy", ReasonKind.NOTHING, None),
        ("đánh nhau ở thành phố Huế", ReasonKind.ONLY_PROVINCE, "46"),
        ("cầu Ông Cọp, Đắk Lắk", ReasonKind.ONLY_PROVINCE, "66"),
        ("xa Tаn Thanh, Lam Dong".replace("xa ", ""), ReasonKind.ONLY_PROVINCE, "68"),
    ],
)
def test_what_names_no_commune_goes_to_a_desk(
    gazetteer: Gazetteer, text: str, reason: ReasonKind, province: str | None
) -> None:
    placement = from_text(gazetteer, text)
    assert (placement.decision, placement.reason.kind) == (Decision.DESK, reason)
    assert (placement.candidates, placement.province_code) == ((), province)


def test_where_somebody_comes_from_is_not_where_it_happened(gazetteer: Gazetteer) -> None:
    text = "Đối tượng quê xã Ea Kar, tỉnh Đắk Lắk, hiện ở xã Sơn Dương, tỉnh Tuyên Quang"
    placement = from_text(gazetteer, text)
    assert placement.decision is Decision.ROUTE
    assert gazetteer.label(placement.candidates[0].code) == "xã Sơn Dương, tỉnh Tuyên Quang"


def test_a_likely_province_helps_a_name_that_many_bear(gazetteer: Gazetteer) -> None:
    assert from_text(gazetteer, "xã Phú Cường").decision is Decision.ASK
    placement = from_text(gazetteer, "xã Phú Cường", province_hint="82")
    assert gazetteer.commune(placement.candidates[0].code).province_code == "82"


def test_the_reason_quotes_the_citizen(gazetteer: Gazetteer) -> None:
    reason = from_text(gazetteer, "đua xe ở chợ Phú Mỹ, Phú Vang, Huế").reason
    assert (reason.words, reason.name) == ("Phú Mỹ, Phú Vang, Huế", "xã Phú Mỹ, huyện Phú Vang")


WORDS = ["xã", "Tân", "thành", "p.", "13", "huyện", "Huế", ",", "TP", "hue", "q9", "sg"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_can_be_read(text: str) -> None:
    placement = from_text(load(), text)
    assert (placement.decision is Decision.ROUTE) <= (len(placement.candidates) == 1)
    assert (placement.decision is Decision.ASK) <= bool(placement.candidates)
    assert all(0 < candidate.confidence <= 1 for candidate in placement.candidates)


NAMED = Reason(ReasonKind.NAMED, "xã A", "xã A")
NEAR = Reason(ReasonKind.NEAREST)


def said(decision: Decision, *codes: str, kind: ReasonKind = ReasonKind.NAMED) -> Placement:
    candidates = tuple(Candidate(code, 0.9 / len(codes), NAMED) for code in codes)
    return Placement(decision, candidates, Reason(kind, "xã A", "xã A"), "46")


def shared(*codes: str) -> Placement:
    return Placement(Decision.ASK, tuple(Candidate(code, 0.3, NEAR) for code in codes), NEAR, "46")


def exact(code: str) -> Placement:
    inside = Reason(ReasonKind.INSIDE)
    return Placement(Decision.ROUTE, (Candidate(code, 0.999, inside),), inside, "46")


NAMESAKES = said(Decision.ASK, "1", "9", kind=ReasonKind.SAME_NAME)
PARTS = said(Decision.ASK, "1", "9", kind=ReasonKind.SPLIT)
FAINT = Placement(
    Decision.ASK, (Candidate("8", 0.07, NAMED), Candidate("9", 0.07, NAMED)), Reason(ReasonKind.SAME_NAME), None
)
OUTSIDE = Placement(Decision.DESK, (), Reason(ReasonKind.OUTSIDE))
UNSAID = Placement(Decision.DESK, (), Reason(ReasonKind.NOTHING))


@pytest.mark.parametrize(
    ("text", "position", "decision", "reason", "codes"),
    [
        (said(Decision.ROUTE, "1"), shared("1", "2", "3"), Decision.ROUTE, ReasonKind.AGREE, ["1"]),
        (NAMESAKES, shared("2", "1"), Decision.ROUTE, ReasonKind.AGREE, ["1"]),
        (PARTS, shared("2", "1"), Decision.ASK, ReasonKind.SPLIT, ["1", "9", "2"]),
        (FAINT, shared("2", "1"), Decision.ASK, ReasonKind.DISAGREE, ["2", "1", "8", "9"]),
        (FAINT, exact("2"), Decision.ROUTE, ReasonKind.INSIDE, ["2"]),
        (replace(FAINT, province_code="01"), exact("2"), Decision.ASK, ReasonKind.DISAGREE, ["2", "8", "9"]),
        (NAMESAKES, exact("2"), Decision.ASK, ReasonKind.DISAGREE, ["2", "1", "9"]),
        (said(Decision.ROUTE, "9"), exact("2"), Decision.ASK, ReasonKind.DISAGREE, ["9", "2"]),
        (said(Decision.ASK, "1", "2"), shared("2", "1"), Decision.ASK, ReasonKind.NAMED, ["1", "2"]),
        (said(Decision.ROUTE, "9"), shared("1", "2"), Decision.ASK, ReasonKind.DISAGREE, ["9", "1", "2"]),
        (UNSAID, shared("1", "2"), Decision.ASK, ReasonKind.NEAREST, ["1", "2"]),
        (said(Decision.ROUTE, "1"), OUTSIDE, Decision.ASK, ReasonKind.NAMED, ["1"]),
        (UNSAID, OUTSIDE, Decision.DESK, ReasonKind.OUTSIDE, []),
    ],
)
def test_words_and_position_are_weighed_together(
    text: Placement, position: Placement, decision: Decision, reason: ReasonKind, codes: list[str]
) -> None:
    found = both(text, position)
    assert (found.decision, found.reason.kind) == (decision, reason)
    assert [candidate.code for candidate in found.candidates] == codes


def test_candidates_of_a_question_come_by_their_confidence() -> None:
    for text in (PARTS, FAINT, NAMESAKES, said(Decision.ASK, "1", "2")):
        for position in (shared("2", "1", "3"), shared("5"), exact("7")):
            confidences = [one.confidence for one in both(text, position).candidates]
            assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize("position", [exact("1"), shared("1", "2")])
@pytest.mark.parametrize("decision", [Decision.ASK, Decision.ROUTE])
def test_agreement_is_never_certainty(decision: Decision, position: Placement) -> None:
    sure = replace(said(decision, "1"), candidates=(Candidate("1", 1.0, NAMED),))
    assert both(sure, position).confidence <= 0.999


def test_words_that_leave_something_open_make_no_position_surer() -> None:
    near = replace(exact("1"), candidates=(Candidate("1", 0.98, NAMED),))
    assert both(said(Decision.ASK, "1"), near).confidence == 0.98
    assert both(said(Decision.ROUTE, "1"), near).confidence > 0.98


def test_nearly_all_development_addresses_that_are_routed_are_right(gazetteer: Gazetteer) -> None:
    path = DATA / "address-dev.jsonl.gz"
    if not path.exists():
        pytest.skip("no ../shared/data/address-dev.jsonl.gz beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines][::4]
    right = wrong = 0
    for case in cases:
        placement = from_text(gazetteer, case["text"], province_hint=case.get("province_hint"))
        if placement.decision is Decision.ROUTE:
            hit = placement.candidates[0].code in case["gold"]
            right, wrong = right + hit, wrong + (not hit)
    assert right / (right + wrong) >= 0.97
    assert right / len(cases) >= 0.75


PARTS_OF_WARDS = [ward for ward in load().old_wards if len(ward.targets) > 1]


@pytest.mark.parametrize(
    "how", ["{ward}", "{ward}, {district}", "{ward}, {district}, {province}", "ở {ward}, {province}"]
)
def test_a_ward_that_was_split_is_never_guessed(gazetteer: Gazetteer, how: str) -> None:
    provinces = {old.code: old.name for old in gazetteer.old_provinces}
    today = {(commune.kind, key(commune.name)) for commune in gazetteer.communes}
    for ward in PARTS_OF_WARDS:
        text = how.format(
            ward=ward.full_name,
            district=gazetteer.districts[ward.district].full_name,
            province=provinces[ward.old_province],
        )
        placement = from_text(gazetteer, text)
        # Without its district, the name may be the one of a commune of today.
        is_ambiguous = "{district}" not in how and (ward.kind, key(ward.name)) in today
        assert is_ambiguous or placement.decision is not Decision.ROUTE, text
