"""Numbers, shares, days and durations as people read them, in the current language."""

from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from babel.numbers import format_decimal, format_percent

from domain.outcomes import UnitOfCount
from domain.periods import Period
from locales import current_language, ngettext
from locales import gettext as _


class NumberStyle(StrEnum):
    """How exact a number in a sentence is; each is computed from the exact one, none is ever typed.

    EXACT      3.814          every digit: the figures of Phú Thọ
    ROUNDED    gần 25.500     a round number with "hơn" or "gần", by the rules of `styled`
    WORDS      hàng nghìn     the power of ten in words
    MANY       nhiều          only that there are many, ten at the least
    """

    EXACT = "exact"
    ROUNDED = "rounded"
    WORDS = "words"
    MANY = "many"


_STEPS = ((1_000_000, 10_000), (100_000, 1_000), (10_000, 500), (1_000, 100))
"""From this number on → rounded to multiples of that, a difference of 5 % at the most; below, numbers stay exact."""

_ROUGH = frozenset(
    {UnitOfCount.SESSION, UnitOfCount.TURN, UnitOfCount.MEETING, UnitOfCount.LESSON, UnitOfCount.ATTENDANCE}
)
"""What nobody counts to the last one."""

_ROUGH_FROM, _ROUGH_STEP = 100, 10

_REGISTERED = frozenset(
    {UnitOfCount.STRUCTURE, UnitOfCount.MEMBER, UnitOfCount.POINT, UnitOfCount.CAMERA, UnitOfCount.AREA}
)
"""What stands in a register, one by one."""

_MOST_DIGITS = 3
"""Digits before the noughts of a number that is round already."""

_NEARLY = Decimal("0.02")
"""So much may be missing in "nearly a thousand"."""

_MANY_FROM = 10


def number(quantity: Decimal | int) -> str:
    """Return a number with the language's separators: 3.814 in Vietnamese, 3,814 in English."""
    return str(format_decimal(quantity, locale=current_language()))


def signed(difference: Decimal) -> str:
    """Return by how much a number has changed: +15 or -15, with the language's separators."""
    return f"+{number(difference)}" if difference > 0 else number(difference)


def percent(share: Decimal, *, decimals: int = 2) -> str:
    """Return a share of 0 to 1 in per cent, rounded: 94,98% in Vietnamese.

    Args:
        share: 1 for a hundred per cent.
        decimals: The most it has; one where it stands behind its fraction: "84/133 xã (chiếm 63,2%)".
    """
    # Half up, as everybody rounds by hand; Babel alone would round a half to the even digit.
    return _percent(share, decimals, ROUND_HALF_UP)


def percent_met(share: Decimal) -> str:
    """Return the share of those that met a standard, in per cent with two decimals at the most, never rounded up.

    It stands without its fraction, so 15.427 of 15.428 must not read as 100%. The reports do the same: 128 of 148
    communes are 86,48% (Phú Thọ, 2025).
    """
    return _percent(share, 2, ROUND_DOWN)


def _percent(share: Decimal, decimals: int, rounding: str) -> str:
    rounded = share.quantize(Decimal(1).scaleb(-2 - decimals), rounding=rounding)
    return str(format_percent(rounded, "#,##0.##%", locale=current_language()))


def styled(quantity: Decimal, style: NumberStyle, unit: UnitOfCount | None = None) -> str:
    """Return a number of things as its style has it, by rules that the five seed reports follow.

    Rounded, the first rule that fits:

    1. Just below a power of ten, 2 % at the most and from 1.000 on: "gần 1.000" (986 models, Thanh Hóa).
    2. What stands in a register is said exactly (5.049 teams, 15.428 members; 391 and 2.769 groups, Thuận Châu).
    3. Sessions and who attended them, from 100 on, to tens: "gần 170 cuộc" (168, Thuận Châu).
    4. Three digits and noughts are round already (404, 653, 33.700, Thừa Thiên Huế).
    5. To hundreds from 1.000 on, to 500 from 10.000 on, to thousands from 100.000 on, to ten thousands from a million
       on: "gần 25.500" (25.463, Thanh Hóa), "hơn 122.000" and "gần 36.000" (122.345 and 35.917, Thừa Thiên Huế),
       "gần 19.000" (18.940, Thuận Châu).

    "hơn" and "gần" say on which side of the round number the exact one lies; "hơn 543" is a lower bound, see
    `at_least`. In words: "hàng nghìn", from twice the power of ten on, because one and a half thousand is not
    thousands; other numbers are rounded instead. Many: "nhiều" from ten on, but money is told in words. Thousands
    always have their dot, also the "1000" of Thanh Hóa; "hàng nghìn" is never "hàng ngàn".
    """
    match style:
        case NumberStyle.EXACT:
            return number(quantity)
        case NumberStyle.ROUNDED:
            return _rounded(quantity, unit)
        case NumberStyle.WORDS:
            return _in_words(quantity) or _rounded(quantity, unit)
        case NumberStyle.MANY if unit is UnitOfCount.DONG:
            return _in_words(quantity) or _rounded(quantity, unit)
        case NumberStyle.MANY:
            return _("many") if quantity >= _MANY_FROM else number(quantity)


def at_least(quantity: Decimal, style: NumberStyle) -> str:
    """Return a number of which something was not counted: "hơn 543 tổ liên gia", never "gần" and never rounded up.

    An exact style says the number that was counted.
    """
    if style is NumberStyle.EXACT:
        return number(quantity)
    in_words = _in_words(quantity) if style is NumberStyle.WORDS else None
    step = 10 ** max(0, len(str(int(quantity))) - _MOST_DIGITS)
    return in_words or _("more than {n}").format(n=number(quantity // step * step))


def _rounded(quantity: Decimal, unit: UnitOfCount | None) -> str:
    power = Decimal(10) ** len(str(int(quantity)))
    if power >= 1_000 and power * (1 - _NEARLY) <= quantity:  # noqa: PLR2004 - a thousand is the first round number
        return _("nearly {n}").format(n=number(power))
    step = _step(quantity, unit)
    near = (quantity / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step if step else quantity
    if near < quantity:
        return _("more than {n}").format(n=number(near))
    if near > quantity:
        return _("nearly {n}").format(n=number(near))
    return number(near)


def _step(quantity: Decimal, unit: UnitOfCount | None) -> int | None:
    """Return of what the rounded number is a multiple, or None where it stays as it is."""
    if unit in _REGISTERED:
        return None
    step = next((step for limit, step in _STEPS if quantity >= limit), None)
    if unit in _ROUGH and step is None:
        return _ROUGH_STEP if quantity >= _ROUGH_FROM else None
    return None if _is_round(quantity) else step


def _is_round(quantity: Decimal) -> bool:
    whole = quantity == quantity.to_integral_value()
    return whole and len(str(int(quantity)).rstrip("0")) <= _MOST_DIGITS


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


def period_line(period: Period, today: date) -> str:
    """Return a period as the line under a heading, with the day up to which it is counted where it still runs."""
    if today < period.start:
        return _("{period} (it has not begun)").format(period=period_title(period))
    if today < period.end:
        return _("{period} (as of {day})").format(period=period_title(period), day=day(today))
    return period_title(period)


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
