"""Numbers and days as officers type them."""

import re
from datetime import date
from decimal import Decimal

from domain.outcomes import InvalidOutcomeError
from domain.periods import PeriodError, parse_day

FIRST_DAY = date(2000, 1, 1)
"""No outcome is recorded for an earlier day; totals of earlier years are entered with the document they stand in."""


def read_past_day(words: str, *, today: date) -> date | None:
    """Return a day as it is typed, None where it is none, is to come, or lies before `FIRST_DAY`."""
    try:
        on = parse_day(words)
    except PeriodError:
        return None
    return on if FIRST_DAY <= on <= today else None


_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,13})(?:,(\d{1,3}))?", re.ASCII)
_POINTED = re.compile(r"(\d{1,13})\.(\d{1,2})", re.ASCII)
_UNIT_BEHIND = re.compile(r"\s*[^\W\d_][^\d]{0,20}$")


def read_quantity(text: str) -> Decimal | None:
    """Return a number as it is typed in Viet Nam, None where it is none; a unit behind it is let pass.

    >>> [read_quantity(text) for text in ("2", "2,5", "1.500", "2 khẩu", "2.5", "hai", "-1")]
    [Decimal('2'), Decimal('2.5'), Decimal('1500'), Decimal('2'), Decimal('2.5'), None, None]
    """
    number = _UNIT_BEHIND.sub("", text.strip())
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
