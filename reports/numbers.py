"""Numbers, shares, days and durations as people read them, in the current language."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from babel.numbers import format_decimal, format_percent

from domain.periods import Period
from locales import current_language, ngettext
from locales import gettext as _


class NumberStyle(StrEnum):
    """How exact a number in a sentence is; each is computed from the exact one, none is ever typed."""

    EXACT = "exact"
    ROUNDED = "rounded"
    WORDS = "words"


_STEPS = ((1_000_000, 10_000), (100_000, 1_000), (10_000, 500), (1_000, 100))
"""From this number on → rounded to multiples of that, a difference of 5 % at the most; below, numbers stay exact."""


def number(quantity: Decimal | int) -> str:
    """Return a number with the language's separators: 3.814 in Vietnamese, 3,814 in English."""
    return str(format_decimal(quantity, locale=current_language()))


def percent(share: Decimal) -> str:
    """Return a share of 0 to 1 in per cent with two decimals at the most: 94,98% in Vietnamese."""
    # Half up, as everybody rounds by hand; Babel alone would round a half to the even digit.
    rounded = share.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return str(format_percent(rounded, "#,##0.##%", locale=current_language()))


def styled(quantity: Decimal, style: NumberStyle) -> str:
    """Return a number of things as its style has it.

    Exact: 3.814. Rounded: "hơn 3.800". In words: "hàng nghìn", from twice the power of ten on, because one and a half
    thousand is not thousands; other numbers are rounded instead.
    """
    match style:
        case NumberStyle.EXACT:
            return number(quantity)
        case NumberStyle.ROUNDED:
            return _rounded(quantity)
        case NumberStyle.WORDS:
            return _in_words(quantity) or _rounded(quantity)


def _rounded(quantity: Decimal) -> str:
    step = next((step for limit, step in _STEPS if quantity >= limit), None)
    if step is None:
        return number(quantity)
    near = (quantity / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
    if near < quantity:
        return _("more than {n}").format(n=number(near))
    if near > quantity:
        return _("nearly {n}").format(n=number(near))
    return number(near)


def _in_words(quantity: Decimal) -> str | None:
    words = (
        (1_000_000_000, _("billions of")),
        (100_000_000, _("hundreds of millions of")),
        (10_000_000, _("tens of millions of")),
        (1_000_000, _("millions of")),
        (100_000, _("hundreds of thousands of")),
        (10_000, _("tens of thousands of")),
        (1_000, _("thousands of")),
        (100, _("hundreds of")),
        (10, _("dozens of")),
    )
    power, word = next(((power, word) for power, word in words if quantity >= power), (0, None))
    return word if quantity >= 2 * power else None


def day(on: date) -> str:
    """Return a day as it is written in Viet Nam, in both languages: 31/12/2026."""
    return f"{on:%d/%m/%Y}"


def period_title(period: Period) -> str:
    """Return a period as the line under a heading."""
    if period.days == 1:
        return _("On {day}").format(day=day(period.start))
    return _("From {start} to {end}").format(start=day(period.start), end=day(period.end))


def duration(length: timedelta) -> str:
    """Return a length of time in its two largest units, minutes being the smallest."""
    minutes = round(length / timedelta(minutes=1))
    if minutes == 0:
        return _("under 1 minute")
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [
        (days, ngettext("{n} day", "{n} days", days)),
        (hours, ngettext("{n} hour", "{n} hours", hours)),
        (minutes, ngettext("{n} minute", "{n} minutes", minutes)),
    ]
    first = next(index for index, (count, _text) in enumerate(parts) if count)
    return " ".join(text.format(n=count) for count, text in parts[first : first + 2] if count)
