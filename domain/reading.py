"""The one normalisation of the product: what people typed, made comparable without losing where it stood.

Everything that looks for words in a text (places, triage, duplicates) reads it here, so that two parts never
disagree on whether "Hoà", "Hòa" and "hoa" are the same. The original is kept; what is shown is always taken from it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import accumulate, pairwise
from typing import NamedTuple

MARKED_A_O = "òóỏõọ"
"""The letter o with each tone mark, in the order grave, acute, hook, tilde, dot, which all tables here share."""

LATE_TONE = {
    **dict(zip(("oà", "oá", "oả", "oã", "oạ"), (f"{o}a" for o in MARKED_A_O), strict=True)),
    **dict(zip(("oè", "oé", "oẻ", "oẽ", "oẹ"), (f"{o}e" for o in MARKED_A_O), strict=True)),
    **dict(zip(("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}
"""Both placements of the tone mark are in official use ("hoà", "hòa"); the earlier letter is the one kept."""

ENDS_WITH_LATE_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])")
"""Only at the end of a syllable: "hoàn" has one spelling, and in "quý" the u belongs to the consonant."""

HIDDEN = frozenset({"Mn", "Me", "Cf"})
"""Unicode categories of what is not seen by itself."""

MARKED_LETTERS = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "d": "đ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
}
"""Every letter of Vietnamese that carries a mark, under the one without."""

_PLAIN = str.maketrans({letter: plain for plain, marked in MARKED_LETTERS.items() for letter in marked})
_LETTERS = "".join(MARKED_LETTERS.values())

_PRINTED = "–—‘’“”«»…•°′″"
"""Marks that telephones and newspapers put in place of those of ASCII."""

USUAL = re.compile(f"[\\n -~{_PRINTED}{_LETTERS}{_LETTERS.upper()}]*")
"""Texts of ASCII, composed Vietnamese letters and such marks, where each character is one letter: nearly all."""

WORD = re.compile(r"[^\W\d_]+|\d+")
"""A word is a run of letters or of digits, so that "Q9" and "x.An" fall apart the way people mean them."""

_BETWEEN_GAPS = re.compile(f"({WORD.pattern})")
"""Splits a text into what stands between its words and the words, by turns."""

SHORT_FORMS = {
    "ac": "anh chị",
    "ace": "anh chị em",
    "ae": "anh em",
    "anqg": "an ninh quốc gia",
    "antt": "an ninh trật tự",
    "atgt": "an toàn giao thông",
    "attp": "an toàn thực phẩm",
    "bgio": "bây giờ",
    "bgiờ": "bây giờ",
    "bh": "bây giờ",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "bik": "biết",
    "bit": "biết",
    "bjo": "bây giờ",
    "bjt": "biết",
    "blgd": "bạo lực gia đình",
    "blgđ": "bạo lực gia đình",
    "bme": "bố mẹ",
    "bmẹ": "bố mẹ",
    "bn": "bao nhiêu",
    "bt": "biết",
    "bthg": "bình thường",
    "bthuong": "bình thường",
    "bvien": "bệnh viện",
    "bviện": "bệnh viện",
    "bx": "bà xã",
    "ca": "công an",
    "cbi": "chuẩn bị",
    "cbo": "cán bộ",
    "cbộ": "cán bộ",
    "cccd": "căn cước công dân",
    "ce": "chị em",
    "cg": "cũng",
    "cgai": "con gái",
    "cgái": "con gái",
    "chbi": "chuẩn bị",
    "chog": "chồng",
    "chug": "chung",
    "chx": "chưa",
    "chz": "chưa",
    "ck": "chồng",
    "cmnd": "chứng minh nhân dân",
    "cmt": "chứng minh thư",
    "cmẹ": "cha mẹ",
    "cq": "cơ quan",
    "cqan": "cơ quan",
    "cscd": "cảnh sát cơ động",
    "cscđ": "cảnh sát cơ động",
    "csgt": "cảnh sát giao thông",
    "cshs": "cảnh sát hình sự",
    "cskv": "cảnh sát khu vực",
    "cspccc": "cảnh sát phòng cháy chữa cháy",
    "csđt": "cảnh sát điều tra",
    "ctrai": "con trai",
    "cty": "công ty",
    "ctác": "công tác",
    "cug": "cũng",
    "cviec": "công việc",
    "cx": "cũng",
    "cíu": "cứu",
    "cũg": "cũng",
    "dag": "đang",
    "dc": "được",
    "dky": "đăng ký",
    "dt": "điện thoại",
    "dthoai": "điện thoại",
    "dtuong": "đối tượng",
    "dtượng": "đối tượng",
    "dzay": "vậy",
    "dzo": "vô",
    "dzô": "vô",
    "dzậy": "vậy",
    "fb": "facebook",
    "gd": "gia đình",
    "gdinh": "gia đình",
    "gplx": "giấy phép lái xe",
    "gquyet": "giải quyết",
    "gquyết": "giải quyết",
    "gthong": "giao thông",
    "gthông": "giao thông",
    "gđ": "gia đình",
    "gđình": "gia đình",
    "h": "giờ",
    "hdnd": "hội đồng nhân dân",
    "hkhau": "hộ khẩu",
    "hktt": "hộ khẩu thường trú",
    "hnao": "hôm nào",
    "hnay": "hôm nay",
    "hok": "không",
    "hqua": "hôm qua",
    "hsinh": "học sinh",
    "hsơ": "hồ sơ",
    "hum": "hôm",
    "hđnd": "hội đồng nhân dân",
    "ib": "nhắn tin",
    "inb": "nhắn tin",
    "j": "gì",
    "ji": "gì",
    "jì": "gì",
    "jờ": "giờ",
    "k": "không",
    "kbh": "không bao giờ",
    "kbiet": "không biết",
    "kbt": "không biết",
    "kdc": "không được",
    "kdoanh": "kinh doanh",
    "kg": "không",
    "kh": "không",
    "khg": "không",
    "khog": "không",
    "khom": "không",
    "khum": "không",
    "khôg": "không",
    "ko": "không",
    "kphai": "không phải",
    "ksoat": "kiểm soát",
    "kte": "kinh tế",
    "ktra": "kiểm tra",
    "kíu": "cứu",
    "kô": "không",
    "kđc": "không được",
    "lh": "liên hệ",
    "lhe": "liên hệ",
    "lhệ": "liên hệ",
    "lm": "làm",
    "lqan": "liên quan",
    "lquan": "liên quan",
    "lsao": "làm sao",
    "lun": "luôn",
    "lđ": "lao động",
    "mih": "mình",
    "mik": "mình",
    "mk": "mình",
    "mn": "mọi người",
    "mng": "mọi người",
    "mnguoi": "mọi người",
    "mngười": "mọi người",
    "mìh": "mình",
    "mún": "muốn",
    "mý": "mấy",
    "nch": "nói chuyện",
    "ng": "người",
    "ngt": "người ta",
    "ngta": "người ta",
    "nguòi": "người",
    "nguời": "người",
    "ngươì": "người",
    "ngừi": "người",
    "ngừơi": "người",
    "nhg": "nhưng",
    "nhiu": "nhiêu",
    "nhju": "nhiều",
    "nhma": "nhưng mà",
    "nhug": "nhưng",
    "nhìu": "nhiều",
    "nhưg": "nhưng",
    "nhữg": "những",
    "nma": "nhưng mà",
    "nt": "nhắn tin",
    "nthe": "như thế",
    "ntn": "như thế nào",
    "ntnao": "như thế nào",
    "nvqs": "nghĩa vụ quân sự",
    "nx": "nữa",
    "ny": "người yêu",
    "nyc": "người yêu cũ",
    "oto": "ô tô",
    "ox": "ông xã",
    "phog": "phòng",
    "pn": "phụ nữ",
    "ptien": "phương tiện",
    "ptiện": "phương tiện",
    "pánh": "phản ánh",
    "pải": "phải",
    "qan": "quan",
    "qlo": "quốc lộ",
    "qltt": "quản lý thị trường",
    "qly": "quản lý",
    "qlý": "quản lý",
    "qlộ": "quốc lộ",
    "qtam": "quan tâm",
    "qtrong": "quan trọng",
    "qá": "quá",
    "qđ": "quyết định",
    "r": "rồi",
    "rep": "trả lời",
    "roài": "rồi",
    "rui": "rồi",
    "ròi": "rồi",
    "rùi": "rồi",
    "sdt": "số điện thoại",
    "snhat": "sinh nhật",
    "stk": "số tài khoản",
    "sv": "sinh viên",
    "svien": "sinh viên",
    "sđt": "số điện thoại",
    "tand": "tòa án nhân dân",
    "tbao": "thông báo",
    "tbáo": "thông báo",
    "tg": "thời gian",
    "tgian": "thời gian",
    "thag": "thằng",
    "thgian": "thời gian",
    "thnao": "thế nào",
    "thoy": "thôi",
    "thík": "thích",
    "tk": "tài khoản",
    "tkhoan": "tài khoản",
    "tkhoản": "tài khoản",
    "tlai": "trả lời",
    "tnan": "tai nạn",
    "tnao": "thế nào",
    "tngt": "tai nạn giao thông",
    "tnhan": "tin nhắn",
    "tnlđ": "tai nạn lao động",
    "tnv": "tình nguyện viên",
    "trc": "trước",
    "trg": "trong",
    "trk": "trước",
    "trl": "trả lời",
    "trog": "trong",
    "trướk": "trước",
    "ttin": "thông tin",
    "ttoan": "thanh toán",
    "ttrang": "tình trạng",
    "ttxh": "trật tự xã hội",
    "ubnd": "ủy ban nhân dân",
    "vde": "vấn đề",
    "vk": "vợ",
    "vks": "viện kiểm sát",
    "vksnd": "viện kiểm sát nhân dân",
    "vn": "việt nam",
    "vpgt": "vi phạm giao thông",
    "vpham": "vi phạm",
    "vphc": "vi phạm hành chính",
    "vphạm": "vi phạm",
    "vs": "với",
    "vsattp": "vệ sinh an toàn thực phẩm",
    "vx": "vẫn",
    "vđ": "vấn đề",
    "vđề": "vấn đề",
    "wa": "quá",
    "wá": "quá",
    "xebuyt": "xe buýt",
    "xkld": "xuất khẩu lao động",
    "xklđ": "xuất khẩu lao động",
    "xly": "xử lý",
    "xlý": "xử lý",
    "xmay": "xe máy",
    "xmáy": "xe máy",
    "xog": "xong",
    "yc": "yêu cầu",
    "ycau": "yêu cầu",
    "ykien": "ý kiến",
    "zay": "vậy",
    "zl": "zalo",
    "zo": "vô",
    "zoi": "với",
    "zui": "vui",
    "zì": "gì",
    "zô": "vô",
    "zạ": "dạ",
    "zậy": "vậy",
    "zề": "về",
    "zị": "vậy",
    "zới": "với",
    "zợ": "vợ",
    "zụ": "vụ",
    "ôg": "ông",
    "ôtô": "ô tô",
    "đag": "đang",
    "đc": "được",
    "đhs": "không hiểu sao",
    "đkxe": "đăng ký xe",
    "đky": "đăng ký",
    "đkí": "đăng ký",
    "đt": "điện thoại",
    "đthoai": "điện thoại",
    "đthoại": "điện thoại",
    "đtuong": "đối tượng",
    "đtượng": "đối tượng",
}
"""Written short in messages, and what is meant. Keys are folded; those that could be a place's marker are left out, and
those that stand for several words as often: "đg", "tn", "vc"."""

AFTER_NUMBERS = {"h": "giờ", "k": "nghìn", "p": "phút", "ph": "phút", "tr": "triệu"}
"""What short forms mean right after a number: "500k", "3h", "10p"."""

APART_FROM_NUMBERS = frozenset({"k", "kg"})
"""Short forms that belong to a number where one stands before them: "hai kg" has none, "5 kg" has."""

AMID_MARKS = frozenset({"bit", "hum", "lun", "rui", "wa", "zo", "zoi"})
"""Short forms that are other words without marks ("bịt", "lún", "rủi"): meant only where a writer uses marks."""

POLICE = "ca"
"""Short for the police before one of `POLICE_OF` or in capitals; elsewhere a shift, a mug, or a word without marks."""

POLICE_OF = frozenset({"huyện", "phường", "quận", "tỉnh", "thành", "thị", "tp", "xã", "đặc"})
"""What has police of its own."""


class Word(NamedTuple):
    """One word of a text.

    Attributes:
        folded: Lower case, tone marks in one placement.
        plain: The same without any marks, đ as d.
        start: Where it begins in the original text, counted in code points.
        end: Where it ends there, exclusive.
        gap: What stands between the previous word and this one, folded: " ", ", ", "" where nothing does.
        capital: Whether the original begins with a capital letter.
    """

    folded: str
    plain: str
    start: int
    end: int
    gap: str
    capital: bool

    @property
    def is_marked(self) -> bool:
        """Whether it was typed with at least one mark."""
        return self.folded != self.plain


_word: Callable[[tuple[str, str, int, int, str, bool]], Word] = partial(tuple.__new__, Word)
"""Returns the word of a tuple of its attributes, in half the time: every text is made of these."""

USUALLY_MARKED = 0.45
"""Share of words with marks from which a writer marks words as a rule; in a text that has them all it is about 0.75."""


@dataclass(frozen=True)
class Reading:
    """A text as it is matched.

    Attributes:
        text: The original.
        folded: Lower case, NFC, one placement of tone marks, nothing invisible.
        plain: As `folded` and as long, without marks.
        offsets: For each character of `folded` where its original begins, and at last the original's length.
        words: The words, in order.
    """

    text: str
    folded: str
    plain: str
    offsets: Sequence[int]
    words: tuple[Word, ...]

    def original(self, start: int, end: int) -> str:
        """Return the citizen's own characters for `folded[start:end]`."""
        if start >= end:
            return ""
        return self.text[self.offsets[start] : self.offsets[end]]

    def spoken(self, first: int, last: int) -> str:
        """Return the citizen's own characters from word `first` to word `last`, both included."""
        return self.text[self.words[first].start : self.words[last].end]

    @property
    def is_marked(self) -> bool:
        """Whether the writer uses tone marks at all, so that a word without them means something."""
        return self.folded != self.plain

    @cached_property
    def marks_its_words(self) -> bool:
        """Whether the writer marks words as a rule, so that one without marks is meant so."""
        return self.is_marked and sum(word.is_marked for word in self.words) > USUALLY_MARKED * len(self.words)


USUAL_LETTERS = 1_000
"""Code points of a message as people write it; longer ones are not worth remembering."""

USUAL_CLUSTER = 8
"""Code points of a letter with all its marks; mischief writes thousands."""


@lru_cache(maxsize=4096)
def _cluster(characters: str) -> tuple[str, str]:
    """Return a base character with its combining marks, folded and plain, both of the same length."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", characters).lower())
    # Marks that no letter took in, joiners, direction controls, tags and variation selectors only hide a word.
    folded = [character for character in composed if unicodedata.category(character) not in HIDDEN]
    return "".join(folded), "".join(_bare(character) for character in folded)


def _bare(character: str) -> str:
    """Return one letter without its marks."""
    if character == "đ":
        return "d"
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isalnum() == character.isalnum() else character


def _clusters(text: str) -> list[int]:
    """Return where each base character begins, and at last the text's length."""
    return [0, *(i for i, character in enumerate(text) if i and not unicodedata.combining(character)), len(text)]


def _with_early_tone(folded: str) -> str:
    """Return the text with the tone mark of "oa", "oe" and "uy" on the first letter."""
    return ENDS_WITH_LATE_TONE.sub(lambda match: LATE_TONE[match[0]], folded)


def fold(text: str) -> str:
    """Return the text in lower case and NFC, with one placement of tone marks and nothing invisible."""
    return _folded(text)[0]


def plain(text: str) -> str:
    """Return the folded text without any marks, đ as d: the key under which names are found."""
    return _folded(text)[1]


def _folded(text: str) -> tuple[str, str, Sequence[int]]:
    """Return the folded text, the plain one, and each character's offset in the original."""
    if USUAL.fullmatch(text):
        lower = text.lower()
        return _with_early_tone(lower), lower.translate(_PLAIN), range(len(text) + 1)
    return _folded_by_cluster(text)


def _folded_by_cluster(text: str) -> tuple[str, str, Sequence[int]]:
    """Return the same for any text at all, one base character with its marks at a time."""
    folded: list[str] = []
    bare: list[str] = []
    offsets: list[int] = []
    for start, end in pairwise(_clusters(text)):
        # More marks than any letter carries are not worth remembering.
        cluster = _cluster if end - start <= USUAL_CLUSTER else _cluster.__wrapped__
        marked, unmarked = cluster(text[start:end])
        folded.append(marked)
        bare.append(unmarked)
        offsets.extend([start] * len(marked))
    offsets.append(len(text))
    return _with_early_tone("".join(folded)), "".join(bare), offsets


def read(text: str) -> Reading:
    """Return the text ready for matching, in time linear in its length. Any text can be read."""
    return _read_lately(text) if len(text) <= USUAL_LETTERS else _read(text)


@lru_cache(maxsize=64)
def _read_lately(text: str) -> Reading:
    """Return the same; every part of the service that looks at a message reads it, one after the other."""
    return _read(text)


def _read(text: str) -> Reading:
    folded, bare, offsets = _folded(text)
    parts = _BETWEEN_GAPS.split(folded)
    edges = list(accumulate(map(len, parts)))
    starts, ends = edges[:-1:2], edges[1::2]
    plain = [bare[start:end] for start, end in zip(starts, ends, strict=True)]
    if not isinstance(offsets, range):
        starts, ends = [offsets[start] for start in starts], [offsets[end] for end in ends]
    capitals = [text[start].isupper() for start in starts]
    words = tuple(map(_word, zip(parts[1::2], plain, starts, ends, parts[:-1:2], capitals, strict=True)))
    return Reading(text=text, folded=folded, plain=bare, offsets=offsets, words=words)
