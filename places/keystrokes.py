"""Telex and VNI keystrokes that were sent as typed: "Phuwowngf", "Phu7o7ng2" for "Phường"."""

import re
from functools import lru_cache

SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x|)"
    r"(?:ai|ao|au|ay|eo|eu|ia|ieu|ie|iu|oai|oao|oay|oa|oeo|oe|oi|uai|uau|uay|ua|ue|uoi|uou|uo|ui|uu|uya|uye"
    r"|uyu|uy|uie|uiu|uia|yeu|ye|a|e|i|o|u|y)"
    r"(?:ch|c|k|ng|nh|n|m|p|t|)"
)
"""A Vietnamese syllable without marks: initial, vowels, final."""

DOUBLED = re.compile(r"(aa|ee|oo|dd)|([uoa]w)|w")
"""Letters that Telex turns into â, ê, ô and đ; ư, ơ and ă; and a lone w for ư."""

TONE = re.compile(r"(?<=[aeiouy])[sfrxjz](?=(?:[aeiouy]{0,2}(?:ch|c|k|ng|nh|n|m|p|t|))$)|[sfrxjz]$")
"""The letter for a tone mark: at the end of the syllable or right behind a vowel."""

LONGEST = 14
"""Letters and keys of the longest syllable, each letter typed twice."""

HIGHLAND = re.compile(r"w[aeiouy]")
"""How names of the highlands begin ("Ea Wy", "Ea Wer"); nobody types a mark at the beginning of a syllable."""

SECOND_TONE = re.compile(r"[sfrxjz]$")
"""A second such letter: some press another one to mend the first."""

VNI = re.compile(r"[^\W\d_]+(?:[1-9]{1,3}[^\W\d_]*)+")
"""A word with the figures that VNI turns into marks."""

NUMBERED = frozenset(
    {
        "an", "ap", "bai", "ban", "block", "buon", "ca", "cau", "chung", "co", "cong", "cum", "dai", "dien", "do",
        "doan", "doi", "dt", "duong", "gian", "giai", "hem", "ho", "huong", "kenh", "khoi", "khom", "khu",
        "kiet", "kp", "km", "lang", "lien", "lo", "lop", "mien", "nam", "ngach", "ngay", "ngo", "nha", "nhom",
        "nuoc", "phan", "pho", "phong", "phuong", "ql", "quan", "ray", "so", "song", "tang", "thang", "thon",
        "tieng", "tieu", "tl", "to", "toa", "trai", "tram", "tuan", "xom",
    }
)  # fmt: skip
"""Plain words behind which a figure is a number: "ap3", "to2"."""

VNI_LETTER = re.compile(r"[aeou][6-8]|d9")
"""A figure that VNI turns into another letter, which no number of a house or a ward looks like."""

FIGURES = re.compile(r"\d")


def is_unmistakable(word: str) -> bool:
    """Whether a word holds keys for letters with a hat or horn, which names of the highlands ("Kar", "Bar") do not."""
    return DOUBLED.search(word) is not None


def is_syllable(word: str) -> bool:
    """Whether a plain word could be Vietnamese."""
    return SYLLABLE.fullmatch(word) is not None


@lru_cache(maxsize=16_384)
def telex(word: str) -> str | None:
    """Return the plain word behind Telex keystrokes; None where the word is one as it stands, or becomes none."""
    if not 1 < len(word) <= LONGEST or is_syllable(word) or HIGHLAND.match(word):
        return None
    bare = DOUBLED.sub(_letter, word)
    once = TONE.sub("", bare, count=1)
    for typed in (bare, once, SECOND_TONE.sub("", once)):
        if typed != word and is_syllable(typed):
            return typed
    return None


def _letter(match: re.Match[str]) -> str:
    """Return the letter that two keys stand for, without its mark."""
    return "u" if match[0] == "w" else match[0][0]


def vni(word: str) -> str | None:
    """Return the plain word behind VNI keystrokes, letters and figures; None where it is none."""
    if len(word) > LONGEST or VNI.fullmatch(word) is None:
        return None
    bare = FIGURES.sub("", word)
    if len(bare) < 2 or not is_syllable(bare):  # noqa: PLR2004 - one letter and a figure are a number
        return None
    return None if bare in NUMBERED and VNI_LETTER.search(word) is None else bare
