"""What citizens wrote, as staff may safely read it: nothing hidden, nothing to press, nothing that passes for ours.

What is kept stays as it was sent; this is for showing alone.
"""

import re
import unicodedata

from aiogram.utils.formatting import BlockQuote

from domain.masking import mask

_INVISIBLE_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_LONE_JOINER = re.compile(f"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_MANY_BREAKS = re.compile(r"\n\s*\n\s*\n+")
_MANY_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)

_LINKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)://(?=\S)"), ":// "),
    (re.compile(r"(?<=\w)\.(?=[^\W\d_])"), ". "),
    (re.compile(r"@(?=\w)"), "@ "),
    (re.compile(r"(?<![\w/])/(?=[A-Za-z])"), "/ "),
)
"""What messengers make pressable by themselves (addresses, names, commands), and how it reads without that."""


def displayed(text: str) -> str:
    """Return words without what is invisible or turns the direction, and with links that cannot be pressed.

    >>> displayed("xem https://xau.example/a")
    'xem https:// xau. example/a'
    """
    text = "".join(letter for letter in _BREAKS.sub("\n", text) if _is_visible(letter))
    text = unicodedata.normalize("NFC", _LONE_JOINER.sub("", text))
    text = _MANY_MARKS.sub(r"\1", text)
    for link, harmless in _LINKS:
        text = link.sub(harmless, text)
    return _MANY_BREAKS.sub("\n\n", text).strip()


def _is_visible(letter: str) -> bool:
    if letter in "\n\u200d":
        return True
    return letter not in _INVISIBLE_LETTERS and unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}


def pages(text: str, size: int) -> list[str]:
    """Return words in parts of at most this many UTF-16 units, which is what messengers count; one at least."""
    units = text.encode("utf-16-le")
    parts = []
    while len(units) > 2 * size:
        # A pair of surrogates that would be cut in two goes to the next part as a whole.
        head = units[: 2 * size].decode("utf-16-le", "ignore")
        parts.append(head)
        units = units[2 * _length(head) :]
    return [*parts, units.decode("utf-16-le", "ignore")]


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, size: int) -> str:
    """Return as much of the words as fits, with a sign where there was more."""
    first, *rest = pages(text, size)
    return f"{first.rstrip()}…" if rest else first


def quoted(text: str, size: int) -> BlockQuote:
    """Return a citizen's words as a quotation, which their words cannot imitate or leave."""
    return BlockQuote(shortened(displayed(text), size) or "–")


def previewed(text: str, size: int) -> BlockQuote:
    """Return the beginning of a citizen's words as a list or a card shows it: numbers of persons are hidden."""
    return BlockQuote(shortened(mask(displayed(text)), size) or "–")
