"""Numbers and days as officers type them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from domain.outcomes import InvalidOutcomeError

FIRST_DAY = date(2000, 1, 1)
"""No outcome is recorded for an earlier day; totals of earlier years are entered with the document they stand in."""


_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,13})(?:,(\d{1,3}))?", re.ASCII)
_POINTED = re.compile(r"(\d{1,13})\.(\d{1,2})", re.ASCII)
_UNIT_BEHIND = re.compile(r"\s*([^\W\d_][^\d]{0,20})$")

_TIMES = {
    **dict.fromkeys(("chục", "chuc"), 10),
    **dict.fromkeys(("trăm", "tram"), 100),
    **dict.fromkeys(("nghìn", "nghin", "ngàn", "ngan", "k"), 1_000),
    "vạn": 10_000,
    **dict.fromkeys(("triệu", "trieu", "tr"), 1_000_000),
    **dict.fromkeys(("tỷ", "tỉ", "ty"), 1_000_000_000),
}
"""Words behind a number that make it larger: "2 nghìn lượt" is no 2."""

_AND_MORE = _TIMES.keys() | {"rưỡi", "ruoi", "rưởi", "tá", "mấy", "lẻ", "hơn"}
"""Words behind such a word, or instead of it, by which a number is another one than it seems; it is asked for again."""


def read_quantity(text: str) -> Decimal | None:
    """Return a number as it is typed in Viet Nam, None where it is none; a unit behind it is let pass.

    >>> [read_quantity(text) for text in ("2", "2,5", "1.500", "2 khẩu", "2.5", "hai", "-1")]
    [Decimal('2'), Decimal('2.5'), Decimal('1500'), Decimal('2'), Decimal('2.5'), None, None]
    >>> [str(read_quantity(text)) for text in ("2 nghìn lượt", "1,5 triệu", "2 trăm rưỡi")]
    ['2000', '1500000.0', 'None']
    """
    text = unicodedata.normalize("NFC", text.strip())
    behind = _UNIT_BEHIND.search(text)
    words = behind[1].casefold().split() if behind else []
    times = _TIMES.get(words[0], 1) if words else 1
    if not _AND_MORE.isdisjoint(words[1:] if times > 1 else words):
        return None
    number = _read_number(text[: behind.start()] if behind else text)
    return number * times if number is not None else None


def _read_number(number: str) -> Decimal | None:
    if found := _NUMBER.fullmatch(number):
        return Decimal(found[1].replace(".", "") + (f".{found[2]}" if found[2] else ""))
    if found := _POINTED.fullmatch(number):
        return Decimal(f"{found[1]}.{found[2]}")
    return None


def quantity_in(words: str) -> Decimal:
    """Return a number as it is typed. Raises InvalidOutcomeError where it is none."""
    quantity = read_quantity(words)
    if quantity is None:
        raise InvalidOutcomeError("quantity")
    return quantity
