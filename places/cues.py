"""Words before a place that say whether it happened there, or whether somebody or something is only from there."""

from collections import defaultdict
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from domain import reading
from places.names import key, marked
from places.tokens import Token

SENTENCE_ENDS = frozenset({".", "!", "?"})

Phrase = tuple[tuple[str, str], ...]
"""A cue's words, each as a key and with its marks."""


class Cue(Enum):
    """What the words before a place make of it."""

    HERE = auto()
    ELSEWHERE = auto()
    LEFT = auto()
    HOME = auto()
    DOUBTED = auto()


FAR_REACH = 9
"""Words that may stand between a cue and the place that it governs: "quê ở thôn 3, xã …"."""

HERE = (
    "tại", "xảy ra ở", "xảy ra tại", "địa chỉ", "đc", "đ/c", "hiện ở", "hiện đang ở", "hiện trọ tại", "hiện trú tại",
    "đang ở", "thấy ở", "gặp ở", "có mặt ở", "có mặt tại", "bắt gặp ở", "phát hiện ở", "phát hiện tại", "đối diện",
    "sau lưng", "trước cửa", "trước cổng", "bên cạnh", "cạnh", "ngay", "khu vực", "đoạn qua", "đoạn", "địa bàn",
    "trên địa bàn", "tại chỗ", "vụ việc ở", "sự việc ở", "nằm ở", "trốn ở", "trốn tại", "ẩn náu ở", "đi qua",
    "đi ngang", "ngang qua", "dừng ở", "gần", "ghé", "tập kết tại", "tập kết ở", "bị bắt gặp tại", "nhưng ở", "mà ở",
    "ngã ba", "ngã tư", "ngã năm", "ngã sáu", "nhưng", "nhưng mà", "mà", "qua cổng", "qua", "hiện",
)  # fmt: skip
"""It happened at what follows."""

FROM = (
    "quê ở", "quê quán", "quê quán ở", "quê tại", "quê gốc", "quê gốc ở", "gốc ở", "nguyên quán", "sinh ra ở",
    "sinh ở", "hộ khẩu", "hộ khẩu ở", "hộ khẩu tại", "hktt", "hộ khẩu thường trú", "thường trú", "thường trú tại",
    "đăng ký tại", "trụ sở ở", "trụ sở tại", "chi nhánh ở", "chi nhánh tại", "trước đây ở", "trước đây tôi ở",
    "trước kia ở", "hồi trước ở", "trước đây sống ở", "từng ở", "từng sống ở", "chứ không phải ở",
    "chứ không phải tại", "không phải ở", "giống như ở", "giống ở", "như vụ ở", "lấy chồng ở", "lấy vợ ở", "biển số",
    "đăng ký ở", "giả danh", "giả danh công an", "mạo danh", "mạo danh công an", "xưng là", "xưng là công an",
    "tự xưng", "tự xưng là", "tự xưng là công an", "tự xưng công an", "giả làm", "giả công an", "không ở",
    "không phải là ở",
)  # fmt: skip
"""Somebody or something comes from what follows, hamlet and street included."""

LEFT = (
    "từ", "về từ", "đến từ", "chạy từ", "đi từ", "đuổi từ", "đuổi nhau từ", "rượt từ", "xuất phát từ",
)  # fmt: skip
"""Somebody or something set out from what follows: it may have begun there, or only passed."""

DOUBTED = (
    "hình như ở", "hình như", "chắc là ở", "chắc ở", "có lẽ ở", "không rõ là", "không nhớ là", "không chắc là",
    "nghe nói ở", "đâu đó ở", "khoảng chỗ",
)  # fmt: skip
"""The writer is not sure."""

FROM_NEXT = (
    "quê", "gốc", "người", "dân", "biển", "biển kiểm soát", "bks", "xe biển", "mang biển", "mang biển số", "cán bộ",
    "công an tỉnh", "quán cơm", "cơm", "phở", "bún", "bún bò", "bánh", "bánh tráng", "bánh mì", "mì", "nem",
    "nem chua", "gỏi", "xe khách", "nhà xe", "tuyến", "lấy chồng", "lấy vợ", "chuyển ra", "chuyển vào",
    "chuyển về", "chuyển đi", "chuyển lên", "chuyển xuống", "đưa về", "chở về", "chở ra", "chở đi", "chở vào",
    "chở lên", "chở sang", "bán sang", "bán ra", "bán về", "gửi ra", "gửi về", "gửi đi", "mang ra", "mang về",
    "mang sang", "trốn về", "đi về", "về quê", "trụ sở", "chi nhánh", "giáp", "giáp với", "hướng đi", "hướng về",
    "hướng", "đi hướng", "về hướng", "không phải", "chứ không phải", "lên", "về", "đặc sản", "vụ ở", "như ở",
    "đồng hương", "đi", "cơm tấm", "cơm gà", "hủ tiếu",
)  # fmt: skip
"""The same, or where somebody goes: only right before a name, because these words stand everywhere."""

HOME = (
    "nhà ở", "nhà tôi ở", "nhà em ở", "nhà mình ở", "nhà tui ở", "tôi ở", "em ở", "mình ở", "cháu ở", "tôi sống ở",
    "ngụ", "ngụ tại", "ngụ ở", "trú", "trú tại", "trú ở", "trú quán", "cư trú tại", "cư ngụ", "cư ngụ tại", "sống ở",
    "sống tại", "làm việc ở", "làm việc tại", "làm ở", "công tác tại", "học ở", "học tại", "sinh sống ở", "nó ở",
    "hắn ở", "sinh sống tại", "tạm trú", "tạm trú tại", "ở trọ", "thuê trọ ở", "bạn tôi ở", "chủ nhà ở", "chủ xe ở",
    "người nhà ở", "họ ở", "ông ta ở", "anh ta ở", "chị ta ở", "bà ta ở", "đối tượng ở", "ông này ở", "người này ở",
    "nhà nó ở", "nhà hắn ở",
)  # fmt: skip
"""Somebody lives at what follows: where it happened too, unless another place is named for that."""

UNMISTAKABLE = frozenset({"que", "tu", "goc", "nguoi", "bks", "tai", "gan", "doan", "canh", "nhung", "ngu"})
"""Single words that count without their marks too; most others are something else then: "dan", "giap", "ma"."""


class _Words(NamedTuple):
    """A cue's words, what they say, and whether they govern a whole address or only the next name."""

    words: Phrase
    cue: Cue
    reaches_far: bool


def _cues() -> dict[str, dict[str, list[_Words]]]:
    """Return all cues under the key of their last word and of the one before, empty without one; longest first."""
    cues: dict[str, dict[str, list[_Words]]] = defaultdict(lambda: defaultdict(list))
    for phrases, cue, reaches_far in (
        (HERE, Cue.HERE, True),
        (FROM, Cue.ELSEWHERE, True),
        (FROM_NEXT, Cue.ELSEWHERE, False),
        (LEFT, Cue.LEFT, False),
        (DOUBTED, Cue.DOUBTED, True),
        (HOME, Cue.HOME, True),
    ):
        for phrase in phrases:
            words = tuple((key(word.plain), marked(word.folded)) for word in reading.read(phrase).words)
            cues[words[-1][0]][words[-2][0] if len(words) > 1 else ""].append(_Words(words, cue, reaches_far))
    for by_previous in cues.values():
        for group in by_previous.values():
            group.sort(key=lambda one: -len(one.words))
    return cues


_CUES = _cues()


def before(words: Sequence[Token], first: int, *, nearest: int) -> Cue | None:
    """Return what the words before a place make of it: the nearest cue, the longest where several end there.

    Args:
        words: The text's words.
        first: Where the place begins, the words for its kind included.
        nearest: The word after the last one of another place before it; what stands before that belongs there.
    """
    for end in range(first, max(nearest, first - FAR_REACH - 1), -1):
        found = _ending_at(words, end, nearest)
        if found is not None and (found.reaches_far or (end == first and not words[first].is_apart)):
            return found.cue
        if words[end - 1].is_apart and words[end - 1].gap.strip() in SENTENCE_ENDS:
            return None
    return None


def _ending_at(words: Sequence[Token], end: int, nearest: int) -> _Words | None:
    """Return the longest cue whose last word stands right before token `end`."""
    by_previous = _CUES.get(words[end - 1].key)
    if by_previous is None:
        return None
    for one in by_previous.get(words[end - 2].key, ()) if end - 2 >= nearest else ():
        begin = end - len(one.words)
        if begin >= nearest and all(_is(words[begin + i], *word) for i, word in enumerate(one.words)):
            return one
    return next((one for one in by_previous.get("", ()) if _is_word(words[end - 1], *one.words[0])), None)


def _is(token: Token, plain: str, full: str) -> bool:
    """Whether the token is the word, its marks left out or all there."""
    return token.key == plain and (token.marked == full or token.marked.isascii())


def _is_word(token: Token, plain: str, full: str) -> bool:
    """Whether the token alone is the word for certain, and no part of a name."""
    if token.key != plain or (token.is_capital and token.start > 0):
        return False
    return token.marked == full or (plain in UNMISTAKABLE and token.marked.isascii())
