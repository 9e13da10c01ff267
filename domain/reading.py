"""The one normalisation of the product: what people typed, made comparable without losing where it stood.

Everything that looks for words in a text (places, triage, duplicates) reads it here, so that two parts never
disagree on whether "Hoà", "Hòa" and "hoa" are the same. The original is kept; what is shown is always taken from it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

MARKED_A_O = "òóỏõọ"
"""The letter o with each tone mark, in the order grave, acute, hook, tilde, dot, which all tables here share."""

LATE_TONE = {
    **dict(zip(("oà", "oá", "oả", "oã", "oạ"), (f"{o}a" for o in MARKED_A_O), strict=True)),
    **dict(zip(("oè", "oé", "oẻ", "oẽ", "oẹ"), (f"{o}e" for o in MARKED_A_O), strict=True)),
    **dict(zip(("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}
"""Both placements of the tone mark are in official use ("hoà", "hòa"); the earlier letter is the one kept."""

ENDS_WITH_LATE_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
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

USUAL = re.compile(f"[\\n -~{_LETTERS}{_LETTERS.upper()}]*")
"""Texts of ASCII and composed Vietnamese letters, where each character is one letter: nearly all there are."""

WORD = re.compile(r"[^\W\d_]+|\d+")
"""A word is a run of letters or of digits, so that "Q9" and "x.An" fall apart the way people mean them."""

SHORT_FORMS = {
    "ae": "anh em",
    "bh": "bây giờ",
    "bik": "biết",
    "bit": "biết",
    "bn": "bao nhiêu",
    "bt": "biết",
    "ca": "công an",
    "cg": "cũng",
    "ck": "chồng",
    "csgt": "cảnh sát giao thông",
    "cx": "cũng",
    "đc": "được",
    "dc": "được",
    "dag": "đang",
    "dg": "đang",
    "đg": "đang",
    "đt": "điện thoại",
    "dt": "điện thoại",
    "gd": "gia đình",
    "gđ": "gia đình",
    "h": "giờ",
    "hok": "không",
    "hum": "hôm",
    "k": "không",
    "kh": "không",
    "khg": "không",
    "kg": "không",
    "ko": "không",
    "kô": "không",
    "lun": "luôn",
    "mik": "mình",
    "mk": "mình",
    "mn": "mọi người",
    "mng": "mọi người",
    "mún": "muốn",
    "ng": "người",
    "ngta": "người ta",
    "nhìu": "nhiều",
    "nhiu": "nhiêu",
    "nt": "nhắn tin",
    "nv": "như vậy",
    "nx": "nữa",
    "ny": "người yêu",
    "oto": "ô tô",
    "pn": "phụ nữ",
    "qá": "quá",
    "r": "rồi",
    "rùi": "rồi",
    "rui": "rồi",
    "sđt": "số điện thoại",
    "sdt": "số điện thoại",
    "stk": "số tài khoản",
    "thag": "thằng",
    "tn": "tai nạn",
    "tr": "triệu",
    "trc": "trước",
    "trg": "trong",
    "tv": "tư vấn",
    "vc": "vợ chồng",
    "vk": "vợ",
    "vs": "với",
    "vx": "vẫn",
    "wa": "quá",
    "wá": "quá",
    "zậy": "vậy",
    "zay": "vậy",
}
"""Written short in messages, and what is meant. Keys are folded; those that could be a place's marker are left out."""


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


@dataclass(frozen=True, slots=True)
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
        marked, unmarked = _cluster(text[start:end])
        folded.append(marked)
        bare.append(unmarked)
        offsets.extend([start] * len(marked))
    offsets.append(len(text))
    return _with_early_tone("".join(folded)), "".join(bare), offsets


def read(text: str) -> Reading:
    """Return the text ready for matching, in time linear in its length. Any text can be read."""
    folded, bare, offsets = _folded(text)
    words = []
    before = 0
    for match in WORD.finditer(folded):
        start, end = match.span()
        begins = offsets[start]
        gap = folded[before:start]
        words.append(Word(match[0], bare[start:end], begins, offsets[end], gap, text[begins].isupper()))
        before = end
    return Reading(text=text, folded=folded, plain=bare, offsets=offsets, words=tuple(words))
