"""How wide words are in Times New Roman, without the font: rules that are as long as a line, columns that hold theirs.

The widths are those of the font's own tables for its Latin letters, in thousandths of the size. Marks above and below a
letter take no room; the horns of Ơ and Ư take a little.
"""

import unicodedata
from typing import Final

from docx.shared import Length, Pt

_ROMAN: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        (
            *(722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722),
            *(722, 944, 722, 722, 611),
            *(444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500),
            *(500, 722, 500, 500, 444),
        ),
        strict=True,
    )
) | {" ": 250, ".": 250, ",": 250, "-": 333, "/": 278, ":": 278, ";": 278, "(": 333, ")": 333, "%": 833, "+": 564}

_BOLD: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        (
            *(722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722),
            *(722, 1000, 722, 722, 667),
            *(500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556),
            *(500, 722, 500, 500, 444),
        ),
        strict=True,
    )
) | {" ": 250, ".": 250, ",": 250, "-": 333, "/": 278, ":": 333, ";": 333, "(": 333, ")": 333, "%": 1000, "+": 570}

_OTHER, _HORN = 500, 90
_STROKED = {"Đ": "D", "đ": "d"}
_HORNED = "\N{COMBINING HORN}"


def width(text: str, size: float, *, is_bold: bool = False) -> Length:
    """Return how wide a line of words is, in a size in points; within some percent, as fonts of this design differ."""
    widths = _BOLD if is_bold else _ROMAN
    return Pt(sum(_thousandths(letter, widths) for letter in unicodedata.normalize("NFD", text)) * size / 1000)


def _thousandths(letter: str, widths: dict[str, int]) -> int:
    if letter == _HORNED:
        return _HORN
    if unicodedata.combining(letter):
        return 0
    return widths.get(_STROKED.get(letter, letter), _OTHER)
