"""Whether people are in danger now, told apart from what is over, feared, planned or only talked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.reading import Reading
from triage.matching import Found, Phrases, Spelt


class Danger(StrEnum):
    """What threatens people."""

    FIRE = "fire"
    ATTACK = "attack"
    INJURY = "injury"
    DROWNING = "drowning"
    SUICIDE = "suicide"
    TRAPPED = "trapped"
    EXPLOSIVE = "explosive"
    GAS = "gas"
    DISASTER = "disaster"


AT_ONCE: dict[Danger, tuple[str, ...]] = {
    Danger.FIRE: (
        "đang cháy", "bốc cháy", "cháy nhà", "cháy lớn", "cháy to", "nhà cháy", "cháy rồi", "ngọn lửa bùng",
        "lửa bùng", "cháy rừng", "lửa to", "cháy lan", "lan rộng", "gọi cứu hỏa", "gọi chữa cháy", "khói bốc lên",
        "cháy dữ dội", "ngọn lửa", "đám cháy", "cháy nhà rồi", "cháy chợ", "cháy kho", "có cháy", "cháy nổ lớn",
        "cháy xe", "cháy quán", "khói nghi ngút", "cháy xưởng", "khói lửa", "lửa bốc", "chập điện cháy", "lửa cháy",
        "cháy dữ",
    ),
    Danger.ATTACK: (
        "đang đánh nhau", "đang chém", "đang cầm dao", "đang đuổi", "đang đánh người", "đang đánh đập",
        "đang đánh vợ", "đang đánh con", "đang đánh tôi", "đang đánh em", "đang bị đánh", "đang rượt",
        "cầm dao đuổi", "cầm dao dọa", "kề dao", "khống chế con tin", "cứu với", "cứu tôi", "cứu em", "kêu cứu",
        "đang hỗn chiến", "đang cầm súng", "đang bắn người", "đang nổ súng", "cầm súng",
        "đang phá cửa", "đang cạy cửa", "đang đột nhập", "đang trộm", "đang cướp", "đang bị cướp", "đang ẩu đả",
        "đang xô xát", "cầm mã tấu", "đang bị nhốt", "đang cố thủ", "cố thủ", "xông vào nhà", "đang dọa giết",
        "đang hiếp", "đang truy sát", "đang la hét cầu cứu", "cầu cứu", "tri hô", "đang đập phá",
        "đang hành hung", "đang tấn công", "đang bị bắt cóc",
    ),
    Danger.INJURY: (
        "bất tỉnh", "nằm bất động", "chảy máu nhiều", "bị thương nặng", "cần cấp cứu", "gọi cấp cứu",
        "gọi xe cấp cứu", "không thở", "ngừng thở", "cần cứu thương", "nguy kịch", "máu me", "ngất xỉu",
        "người bị nạn nằm", "nằm giữa đường", "xe cấp cứu", "rất thảm",
        "cán tử vong", "nhiều người bị thương", "kẹt trong xe", "co giật", "sốc thuốc", "hôn mê", "bị xe tông trúng",
        "cấp cứu gấp", "nằm gục", "cán qua", "lật ngửa",
    ),
    Danger.DROWNING: (
        "đuối nước", "chết đuối", "rơi xuống sông", "bị nước cuốn", "lật thuyền", "rơi xuống giếng",
        "ngã xuống sông", "chìm ghe", "chìm tàu", "nước cuốn trôi", "rơi xuống nước",
    ),
    Danger.SUICIDE: (
        "nhảy cầu", "tự tử", "định nhảy", "muốn chết", "nhảy lầu", "nhảy xuống sông", "đòi tự tử", "gieo mình",
        "trèo lên cột điện", "dọa nhảy", "tự thiêu", "leo qua lan can", "nhảy sông",
    ),
    Danger.TRAPPED: (
        "mắc kẹt", "bị kẹt", "kẹt trong thang máy", "bị vùi lấp", "sập nhà", "kẹt bên trong", "bị chôn vùi",
        "sập giàn giáo", "không thoát ra",
    ),
    Danger.EXPLOSIVE: (
        "sắp nổ", "nổ bình gas", "nổ bình ga", "đe dọa đánh bom", "rút chốt lựu đạn", "ôm bom", "cầm lựu đạn",
        "nổ lớn", "dọa cho nổ", "vụ nổ",
    ),
    Danger.GAS: ("rò rỉ gas", "rò rỉ khí gas", "xì gas", "ngạt khí", "ngộ độc khí", "rò rỉ hóa chất"),
    Danger.DISASTER: ("lũ quét", "sạt lở vùi", "nước dâng nhanh", "sạt xuống sông", "vỡ đê", "đang sạt lở", "nước lũ"),
}  # fmt: skip
"""What is said while it goes on."""

OVER = (
    "đã khống chế", "dập tắt", "đã được dập", "khống chế được", "đã bắt", "bắt giữ", "bị bắt", "khởi tố", "xét xử",
    "tòa án", "tạm giữ", "kết quả điều tra", "đã tử vong", "sau đó tử vong", "hôm trước", "tuần trước",
    "tháng trước", "năm trước",
    "năm ngoái", "trước đây", "hồi trước", "ngày trước", "hôm bữa", "đã xong", "đã qua", "khám nghiệm",
    "tử vong tại", "thi thể", "điều tra làm rõ", "điều tra nguyên nhân", "nguyên nhân vụ", "vụ cháy năm", "bản án",
    "khai nhận", "đã được đưa đi",
    "an táng", "được xác định", "đã được cứu", "thoát chết", "tối qua", "hôm qua", "đêm qua", "chiều qua", "hôm kia",
    "sáng qua", "sau vụ", "vụ việc xảy ra", "theo điều tra", "truy bắt", "cơ quan điều tra", "hồ sơ", "thiệt hại",
    "được biết", "làm rõ",
    "từng", "đối tượng khai", "bị cáo", "truy tố", "ra đầu thú", "tuyên phạt", "lời khai",
)  # fmt: skip
"""Says that it is past, or in other hands."""

NOT_REAL = (
    "nguy cơ", "nếu", "lỡ", "sợ", "phòng cháy", "diễn tập", "tập huấn", "tuyên truyền", "dễ cháy", "có thể cháy",
    "dễ gây", "có thể gây", "trong phim", "phim", "game", "trò chơi", "nghe nói", "nghe đồn", "giả sử", "hỏi",
    "đề phòng", "phòng ngừa", "có khả năng", "không đảm bảo",
    "lắp thiết bị", "báo cháy giả", "muốn chết", "cười muốn chết", "lo ngại", "trang bị", "có ngày", "kẻo",
    "coi chừng", "quy định", "theo luật", "cảnh báo", "bồi thường", "suýt", "tuy nhiên không", "hàng năm", "mỗi năm",
)  # fmt: skip
"""Says that it is feared, practised or talked about."""

NOW = (
    "đang", "ngay lúc này", "ngay bây giờ", "bây giờ", "vừa mới", "vừa xong", "gấp", "khẩn cấp", "cứu", "mau",
    "nhanh lên", "lẹ lên", "hiện đang", "hiện tại", "liền", "khẩn", "đến ngay", "tới ngay",
)  # fmt: skip
"""Says that it goes on, which outweighs a mention of something past."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What threatens, and how it was recognised.

    Attributes:
        dangers: What threatens; empty where nothing does.
        words: The words that said so.
        doubts: Words that say it is over or not real.
    """

    dangers: frozenset[Danger]
    words: tuple[str, ...]
    doubts: tuple[str, ...]


WHILE_IT_LASTS = (
    "đánh nhau", "chém nhau", "chém", "cầm dao", "mang dao", "mã tấu", "hung khí", "rượt", "đuổi đánh", "phá cửa",
    "đột nhập", "cạy cửa", "hỗn chiến", "ẩu đả", "xô xát", "đánh đập", "đánh vợ", "hành hung", "đe dọa giết",
    "bẻ khóa", "cướp", "trộm",
    "bị đánh", "kề dao", "bạo hành", "ném đá", "bom xăng",
)  # fmt: skip
"""An attack while somebody says that it goes on: a word for now stands a few words before."""

STILL = Phrases(("đang", "hiện đang", "ngay lúc này", "bây giờ"))
WITHIN = 5
"""Words between "đang" and what goes on."""

NEEDS_MARKS = frozenset(
    {
        "cháy xe", "cháy to", "cháy chợ", "cháy kho", "cháy quán", "cháy lan", "cháy lớn", "cháy rồi", "có cháy",
        "bị kẹt",
        "tự tử", "vụ nổ", "cứu em", "nổ lớn", "lan rộng", "định nhảy",
    }
)  # fmt: skip
"""Without marks these say something harmless: "chạy xe", "chạy chợ", "bị kết"."""

_KIND = {phrase: danger for danger, phrases in AT_ONCE.items() for phrase in phrases}
_AT_ONCE = Phrases(_KIND)
_WHILE_IT_LASTS = Phrases(WHILE_IT_LASTS)
_OVER = Phrases(OVER)
_NOT_REAL = Phrases(NOT_REAL)
_NOW = Phrases(NOW)


def alarm(text: Reading, spelt: Sequence[Spelt], *, is_recent: bool | None) -> Alarm:
    """Return the dangers that the text tells of as going on.

    Args:
        text: The text.
        spelt: Its words.
        is_recent: Whether the time it gives is within the last hour; None where it gives no time.
    """
    found = [match for match in _AT_ONCE.find(text, spelt) if not match.missing or _is_unmistakable(text, match)]
    found.extend(_attacks(text, spelt))
    doubts = [match for match in (*_OVER.find(text, spelt), *_NOT_REAL.find(text, spelt)) if match.trust == 1.0]
    if not found or is_recent is False:
        return Alarm(frozenset(), (), _words(doubts))
    is_now = bool(is_recent) or bool(_NOW.find(text, spelt))
    serious = [match for match in doubts if not (is_now and match.phrase in OVER)]
    if serious:
        return Alarm(frozenset(), (), _words(serious))
    return Alarm(frozenset(_KIND.get(match.phrase, Danger.ATTACK) for match in found), _words(found), ())


def _attacks(text: Reading, spelt: Sequence[Spelt]) -> list[Found]:
    """Return attacks that are said to go on."""
    starts = [match.last for match in STILL.find(text, spelt) if match.trust == 1.0]
    attacks = _WHILE_IT_LASTS.find(text, spelt) if starts else []
    return [
        attack
        for attack in attacks
        if attack.trust == 1.0 and any(0 <= attack.first - start <= WITHIN for start in starts)
    ]


def is_past(text: Reading, spelt: Sequence[Spelt]) -> bool:
    """Whether the text tells of something that is over or in other hands."""
    return any(match.trust == 1.0 for match in _OVER.find(text, spelt))


def _is_unmistakable(text: Reading, match: Found) -> bool:
    """Whether a phrase without its marks can be believed: nobody here writes marks, and it is no common other word."""
    return not text.is_marked and match.phrase not in NEEDS_MARKS


def _words(found: Sequence[Found]) -> tuple[str, ...]:
    """Return the citizen's words, each once."""
    return tuple(dict.fromkeys(match.words for match in found))
