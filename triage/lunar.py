"""The Vietnamese lunar calendar, computed for the meridian of 105° E, with days that begin at midnight of UTC+7.

After Ho Ngoc Duc, "Tính lịch âm Việt Nam" (2004), with the new moons and the sun's longitude of Jean Meeus,
"Astronomical Algorithms" (1998), as truncated there. A month begins on the day of a new moon; the month that holds
the winter solstice is the eleventh; in a year of thirteen months the first that holds no major solar term is a leap
month. The Chinese calendar does the same for 120° E, and now and then has other days: Tết 2007 and 2030 fell a day
apart, Tết 1985 a month.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import floor, pi, sin

UTC_OFFSET = 7 / 24
"""Days by which the calendar's midnight comes before that of UTC."""

SYNODIC_MONTH = 29.530588853
"""Days from one new moon to the next, on average."""

FIRST_NEW_MOON = 2415021.076998695
"""Julian day of the new moon of 1 January 1900, from which lunations are counted."""

ORDINAL_TO_JULIAN = 1721425
"""Julian day number of a date less its ordinal in Python's calendar."""

NOVEMBER = 11
"""The lunar month that holds the winter solstice, from which the others are counted."""

MONTHS = 12
LONGEST_MONTH = 30
WINTER = 9
"""The twelfth of the ecliptic, counted from the spring equinox, that the sun enters at the winter solstice."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar.

    Attributes:
        year: The lunar year, named after the solar one it begins in.
        month: 1 (tháng giêng) to 12 (tháng chạp).
        day: 1 to 30.
        is_leap: Whether the month is the leap one, which repeats the number of the one before.
    """

    year: int
    month: int
    day: int
    is_leap: bool = False


@lru_cache(maxsize=512)
def _new_moon(lunation: int) -> int:
    """Return the Julian day number, in Viet Nam, of a new moon; 0 is that of 1 January 1900."""
    century = lunation / 1236.85
    radian = pi / 180
    mean = (
        2415020.75933
        + 29.53058868 * lunation
        + 0.0001178 * century**2
        - 0.000000155 * century**3
        + 0.00033 * sin((166.56 + 132.87 * century - 0.009173 * century**2) * radian)
    )
    sun = (359.2242 + 29.10535608 * lunation - 0.0000333 * century**2 - 0.00000347 * century**3) * radian
    moon = (306.0253 + 385.81691806 * lunation + 0.0107306 * century**2 + 0.00001236 * century**3) * radian
    node = (21.2964 + 390.67050646 * lunation - 0.0016528 * century**2 - 0.00000239 * century**3) * radian
    correction = (
        (0.1734 - 0.000393 * century) * sin(sun)
        + 0.0021 * sin(2 * sun)
        - 0.4068 * sin(moon)
        + 0.0161 * sin(2 * moon)
        - 0.0004 * sin(3 * moon)
        + 0.0104 * sin(2 * node)
        - 0.0051 * sin(sun + moon)
        - 0.0074 * sin(sun - moon)
        + 0.0004 * sin(2 * node + sun)
        - 0.0004 * sin(2 * node - sun)
        - 0.0006 * sin(2 * node + moon)
        + 0.0010 * sin(2 * node - moon)
        + 0.0005 * sin(2 * moon + sun)
    )
    return floor(mean + correction - _clock_drift(century) + 0.5 + UTC_OFFSET)


def _clock_drift(century: float) -> float:
    """Return by how many days dynamical time is ahead of UTC, a number of centuries after 1900."""
    if century < -11:  # noqa: PLR2004 - before the year 800 another formula fits
        return 0.001 + 0.000839 * century + 0.0002261 * century**2 - 0.00000845 * century**3 - 8.1e-8 * century**4
    return -0.000278 + 0.000265 * century + 0.000262 * century**2


def _sun_sign(julian_day: int) -> int:
    """Return the twelfth of the ecliptic, 0 from the spring equinox, that the sun is in at a day's first midnight."""
    century = (julian_day - 0.5 - UTC_OFFSET - 2451545.0) / 36525
    radian = pi / 180
    anomaly = (357.52910 + 35999.05030 * century - 0.0001559 * century**2 - 0.00000048 * century**3) * radian
    longitude = (
        280.46645
        + 36000.76983 * century
        + 0.0003032 * century**2
        + (1.914600 - 0.004817 * century - 0.000014 * century**2) * sin(anomaly)
        + (0.019993 - 0.000101 * century) * sin(2 * anomaly)
        + 0.000290 * sin(3 * anomaly)
    )
    return floor(longitude % 360 / 30)


@lru_cache(maxsize=128)
def _november(year: int) -> int:
    """Return the lunation whose month holds the winter solstice of a solar year."""
    lunation = floor((date(year, 12, 31).toordinal() + ORDINAL_TO_JULIAN - 2415021) / SYNODIC_MONTH)
    return lunation - 1 if _sun_sign(_new_moon(lunation)) >= WINTER else lunation


@lru_cache(maxsize=128)
def _leap(year: int) -> int | None:
    """Return the lunation of the leap month between the winter solstices of a year and the one before; often none."""
    first, last = _november(year - 1), _november(year)
    if last - first == MONTHS:
        return None
    for lunation in range(first + 1, last):
        if _sun_sign(_new_moon(lunation)) == _sun_sign(_new_moon(lunation + 1)):
            return lunation
    return None


def lunar(day: date) -> LunarDay:
    """Return a day of the solar calendar in the lunar one; the years 1000 to 9000 are meant."""
    julian_day = day.toordinal() + ORDINAL_TO_JULIAN
    lunation = floor((julian_day - FIRST_NEW_MOON) / SYNODIC_MONTH) + 1
    while _new_moon(lunation) > julian_day:
        lunation -= 1
    # The months from one winter to the next are counted together; the first two still belong to the old year.
    winter = day.year if lunation < _november(day.year) else day.year + 1
    leap = _leap(winter)
    steps = lunation - _november(winter - 1)
    if leap is not None and lunation >= leap:
        steps -= 1
    month = (NOVEMBER - 1 + steps) % MONTHS + 1
    year = winter - 1 if month >= NOVEMBER and steps < MONTHS // 2 else winter
    return LunarDay(year, month, julian_day - _new_moon(lunation) + 1, is_leap=lunation == leap)


def solar(day: LunarDay) -> date | None:
    """Return a day of the lunar calendar in the solar one; None for a day or a leap month that there is not."""
    winter = day.year + 1 if day.month >= NOVEMBER else day.year
    leap = _leap(winter)
    lunation = _november(winter - 1) + (day.month - NOVEMBER) % MONTHS
    if day.is_leap:
        lunation += 1
        if lunation != leap:
            return None
    elif leap is not None and lunation >= leap:
        lunation += 1
    begins, ends = _new_moon(lunation), _new_moon(lunation + 1)
    if not 1 <= day.day <= ends - begins:
        return None
    return date.fromordinal(begins - ORDINAL_TO_JULIAN + day.day - 1)


def last_before(month: int, day: int, today: date, *, leap: bool = False) -> date | None:
    """Return the last day with this lunar month and number up to today; None where there was none in 40 years.

    The thirtieth of a month of 29 days is its last day, the way people speak of "30 Tết" in such years.
    """
    newest = lunar(today).year
    for year in range(newest, newest - 40, -1):
        found = solar(LunarDay(year, month, day, leap))
        if found is None and day == LONGEST_MONTH:
            found = solar(LunarDay(year, month, day - 1, leap))
        if found is not None and found <= today:
            return found
    return None


def last_of_its_number(day: int, today: date) -> date | None:
    """Return the last day with this number in any lunar month, up to today; None where no month has one."""
    for back in range(2 * LONGEST_MONTH + 1):
        candidate = today - timedelta(days=back)
        if lunar(candidate).day == day:
            return candidate
    return None
