"""How hasty people type: without tone marks, in short forms, with the keys of Telex left in the words."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from random import Random

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_CIRCUMFLEX = "\u0302"

_SHORT_FORMS = {
    "không": "ko", "được": "dc", "gì": "j", "rồi": "r", "với": "vs", "mình": "mik", "bây giờ": "bjo", "người": "ng",
    "nhiều": "nhìu", "biết": "bít", "công an": "ca", "điện thoại": "đt", "trước": "trc", "vậy": "z", "mấy": "mí",
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+")


class Hand(StrEnum):
    """A way of typing."""

    CAREFUL = "careful"
    UNMARKED = "unmarked"
    SHORT = "short"
    TELEX = "telex"
    LOUD = "loud"
    APART = "apart"


def typed(text: str, hand: Hand, chance: Random) -> str:
    """Return a text as somebody with this hand types it."""
    ways: dict[Hand, Callable[[], str]] = {
        Hand.CAREFUL: lambda: text,
        Hand.UNMARKED: lambda: unmarked(text).lower(),
        Hand.SHORT: lambda: shortened(text),
        Hand.TELEX: lambda: slipped(text, chance),
        Hand.LOUD: lambda: text.upper() + "!!!",
        Hand.APART: lambda: unicodedata.normalize("NFD", text),
    }
    return ways[hand]()


def unmarked(text: str) -> str:
    """Return a text without tone marks.

    >>> unmarked("Đường Nguyễn Huệ")
    'Duong Nguyen Hue'
    """
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def shortened(text: str) -> str:
    """Return a text with the short forms of chats, in small letters."""
    text = text.lower()
    for word, short in _SHORT_FORMS.items():
        text = re.sub(rf"\b{word}\b", short, text)
    return text


def telex(word: str) -> str:
    """Return the keys of Telex for a word, as they stand where the keyboard was set to English.

    >>> [telex(word) for word in ("đường", "Huế", "trộm")]
    ['dduwowngf', 'Huees', 'troomj']
    """
    keys, tone = [], ""
    for letter in word:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        keys.append({"đ": "dd", "Đ": "DD"}.get(base, base))
        for mark in marks:
            if mark in _TONES:
                tone = _TONES[mark]
            else:
                keys.append(base.lower() if mark == _CIRCUMFLEX else "w")
    return "".join(keys) + tone


def slipped(text: str, chance: Random) -> str:
    """Return a text in which one or two words with marks were typed as keys of Telex."""
    words = [one for one in _WORD.finditer(text) if not one[0].isascii()]
    for one in sorted(chance.sample(words, min(len(words), 2)), key=lambda found: -found.start()):
        text = text[: one.start()] + telex(one[0]) + text[one.end() :]
    return text
