"""Finds a position written in words: degrees, a plus code, or a link to a map. Nothing is ever fetched.

A pair of numbers is believed only inside the rectangles around the country. Latitudes there are under 24 and longitudes
over 102, so no order of the two can be mistaken for the other, and both orders are read. Whole or nearly whole numbers,
prices, dates, telephone numbers and number plates are left alone.
"""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from domain.place import Position
from places.boundaries import M_PER_DEGREE_EAST
from places.positions import is_near_country

EXACT_DECIMALS = 4
"""From so many decimals on, 5 metres, a position is as exact as a phone knows it."""

FEWEST_DECIMALS = 2
"""With fewer, a position is a district: 5 km."""

CLOSE_VIEW = 12.0
"""Zoom of a map from which on its middle says something; farther out it shows a province."""

LONGEST = 20_000
"""Letters of a message that are looked at; Telegram's own limit is 4,096."""

_MAY_HOLD_ONE = re.compile(r"(?<![0-9])1(?:0[2-9]|1[0-8])(?![0-9])|[67]P[2-9CFGHJMPQRVWX]{6}(?:\+|%2B)", re.IGNORECASE)
"""The degrees of a longitude, or the beginning of a plus code; most messages have neither."""

_NUMBER = r"[-+−]?[0-9]{1,3}(?:\.[0-9]{1,17})?"

_LINK = re.compile(r"(?:https?://|geo:|www\.|maps\.|google\.)[^\s<>\"]+", re.IGNORECASE)

_PLACES_IN_LINKS = tuple(
    re.compile(pattern.replace("NUMBER", f"({_NUMBER})"), re.IGNORECASE)
    for pattern in (
        r"!3dNUMBER!4dNUMBER",
        r"[?&]mlat=NUMBER&(?:amp;)?mlon=NUMBER",
        r"[?&](?:q|query|ll|sll|daddr|destination|center|coordinate|cbll|viewpoint)=(?:loc:)?[ +]?NUMBER,[ +]?NUMBER",
        r"geo:NUMBER,NUMBER(?:,[-0-9.]+)?(?:;crs=wgs84)?(?:;u=(?P<radius>[0-9]{1,6}(?:\.[0-9]+)?))?",
        r"@NUMBER,NUMBER(?:,(?P<zoom>[0-9]+(?:\.[0-9]+)?)z)?",
        r"#map=(?P<zoom>[0-9]+(?:\.[0-9]+)?)/NUMBER/NUMBER",
        r"[?&]cp=NUMBER~NUMBER",
        r"/NUMBER,[ +]?NUMBER(?![0-9])",
    )
)
"""Ways to write a position in a link, the place before the view: Google Maps, OpenStreetMap, Apple, Bing, RFC 5870."""

_MARK_BEFORE = r"(?:\b(?:vĩ độ|kinh độ|latitude|lat|longitude|long|lng|lon|n|e|b|đ)\b ?[:=]? ?|[nebđ](?=[0-9]))"
_MARK_AFTER = r"(?: ?[°º]| ?(?:độ )?(?:bắc|đông|n|e|b|đ)\b| (?:độ )?(?:vĩ|kinh) độ\b){1,2}"
_PAIR = re.compile(
    rf"(?<![\w.,+−-])(?P<before>{_MARK_BEFORE})?(?P<first>[0-9]{{1,3}}(?P<point>[.,])[0-9]{{2,17}})"
    rf"(?P<after>{_MARK_AFTER})?(?P<between> ?(?:[,;/|]|- )? ?(?:và )?)(?P<middle>{_MARK_BEFORE})?"
    r"(?P<second>[0-9]{1,3}(?P=point)[0-9]{2,17})(?![0-9]|[.,][0-9])",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r" ?(?:đ|đồng|k|vnd|vnđ|usd|\$|₫|nghìn|ngàn|triệu|tr|tỷ|tỉ|%|kg|tấn|m|m2|m²|ha|km|lít)(?!\w)", re.IGNORECASE
)
"""What follows prices and measures; "đ" is also east, but not alone behind the second of two bare numbers."""

_THOUSANDS = re.compile(r"[.,][0-9]00$")


_DEGREES = r"(?P<{0}degrees>[0-9]{{1,3}}) ?(?:°|º|độ) ?"
_MINUTES = r"(?P<{0}minutes>[0-9]{{1,2}}(?:[.,][0-9]{{1,10}})?) ?(?:['’′´`]|phút) ?"
_SECONDS = r"(?:(?P<{0}seconds>[0-9]{{1,2}}(?:[.,][0-9]{{1,10}})?) ?(?:[\"”″]|['’′´`]{{2}}|giây) ?)?"
_ANGLE = _DEGREES + _MINUTES + _SECONDS
_SIDE = r"(?:(?:vĩ|kinh) độ )?(?P<{0}side>bắc|đông|nam|tây|[NSEWBĐ]\b)?"
_ANGLES = re.compile(
    r"(?<![0-9.,-])"
    + (_ANGLE + _SIDE).format("first_")
    + r" ?[,;/|]? ?(?:và )?(?:(?:kinh|vĩ) độ ?[:=]? ?|[NEBĐ] ?)?"
    + (_ANGLE + _SIDE).format("second_"),
    re.IGNORECASE,
)
_AWAY = frozenset({"s", "w", "nam", "tây"})
"""South and west, where the country is not. A single N is north, though "nam" (south) begins with it too."""

_DIGITS = "23456789CFGHJMPQRVWX"
"""The digits of plus codes: https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md."""
_PLUS_CODE = re.compile(rf"(?<![\w+])([{_DIGITS}]{{8}})\+([{_DIGITS}]{{2,7}})?(?![\w+])", re.IGNORECASE)
_PAIRS, _ROWS, _COLUMNS = 5, 5, 4
"""Pairs of digits that divide by 20 each; digits after them divide into a grid of 5 by 4."""


@dataclass(frozen=True, slots=True)
class _Degrees:
    """A number of degrees and how exact it was written, in degrees."""

    value: float
    step: float


def find(text: str) -> Position | None:
    """Return the first position written in a text, None where there is none in the country.

    A link goes before a plus code, that before degrees. The accuracy is what the writing allows where that is less
    than a phone's: two decimals mean half a kilometre. A short plus code with a place's name is not read.
    """
    if not _MAY_HOLD_ONE.search(text[:LONGEST]):
        return None
    # Runs of spaces become one, so that no pattern has two ways to read them.
    written = " ".join(unicodedata.normalize("NFC", text[:LONGEST]).split())
    # Numbers in a link that were not taken for a place are none: the middle of a map of the whole country.
    words = _LINK.sub(" ", written)
    for found in (_in_links(written), _plus_codes(unquote(written)), _angles(words), _pairs(words)):
        for position in found:
            return position
    return None


def _in_links(text: str) -> Iterator[Position]:
    """Yield the positions in links."""
    for link in _LINK.finditer(text):
        address = unquote(link[0])
        for pattern in _PLACES_IN_LINKS:
            for match in pattern.finditer(address):
                given = match.groupdict()
                zoom = given.get("zoom")
                if zoom is not None and float(zoom) < CLOSE_VIEW:
                    continue
                first, second = (one for name, one in zip(_groups(pattern), match.groups(), strict=True) if not name)
                radius = given.get("radius")
                position = _position(_decimal(first), _decimal(second))
                if position is not None:
                    yield Position(position.lat, position.lon, float(radius)) if radius else position


def _groups(pattern: re.Pattern[str]) -> list[str]:
    """Return the name of each group, empty for those without."""
    names = {number: name for name, number in pattern.groupindex.items()}
    return [names.get(number, "") for number in range(1, pattern.groups + 1)]


def _pairs(text: str) -> Iterator[Position]:
    """Yield the positions written as two numbers with decimals."""
    for match in _PAIR.finditer(text):
        first, second = (_decimal(match[name].replace(",", ".")) for name in ("first", "second"))
        is_marked = any(match[name] for name in ("before", "after", "middle"))
        if match["between"] or match["after"] or match["middle"]:
            position = _position(first, second)
            if position is not None and (is_marked or _is_believable(text, match)):
                yield position


def _is_believable(text: str, match: re.Match[str]) -> bool:
    """Whether two bare numbers are a position and no prices, dates or measures.

    Few decimals need a comma between the numbers, which a comma as the decimal point cannot be.
    """
    if _UNIT.match(text, match.end()):
        return False
    numbers = match["first"], match["second"]
    decimals = min(len(number.partition(match["point"])[2]) for number in numbers)
    if decimals >= EXACT_DECIMALS:
        return True
    is_set_apart = bool(match["between"].strip(" -")) and match["point"] == "."
    return is_set_apart and not any(_THOUSANDS.search(number) for number in numbers)


def _angles(text: str) -> Iterator[Position]:
    """Yield the positions written in degrees and minutes."""
    for match in _ANGLES.finditer(text):
        sides = {(match[f"{which}_side"] or "").casefold() for which in ("first", "second")}
        if sides.isdisjoint(_AWAY):
            first, second = (_angle(match, which) for which in ("first", "second"))
            position = _position(first, second) if first and second else None
            if position is not None:
                yield position


def _angle(match: re.Match[str], which: str) -> _Degrees | None:
    """Return the degrees of an angle, None where minutes or seconds are more than there are."""
    minutes, seconds = (match[f"{which}_{part}"] for part in ("minutes", "seconds"))
    small = _decimal(minutes.replace(",", "."))
    least = _decimal(seconds.replace(",", ".")) if seconds else None
    if small.value >= 60 or (least is not None and least.value >= 60):  # noqa: PLR2004 - minutes and seconds end here
        return None
    value = int(match[f"{which}_degrees"]) + small.value / 60 + (least.value / 3600 if least else 0.0)
    return _Degrees(value, least.step / 3600 if least else small.step / 60)


def _plus_codes(text: str) -> Iterator[Position]:
    """Yield the positions of full plus codes."""
    for match in _PLUS_CODE.finditer(text):
        digits = [_DIGITS.index(digit) for digit in (match[1] + (match[2] or "")).upper()]
        lat, lon, step = -90.0, -180.0, 400.0
        for at in range(0, min(len(digits), 2 * _PAIRS), 2):
            step /= 20
            lat += digits[at] * step
            lon += digits[at + 1] * step
        high = wide = step
        for digit in digits[2 * _PAIRS :]:
            high, wide = high / _ROWS, wide / _COLUMNS
            lat += digit // _COLUMNS * high
            lon += digit % _COLUMNS * wide
        position = _position(_Degrees(lat + high / 2, high), _Degrees(lon + wide / 2, wide))
        if position is not None:
            yield position


def _decimal(number: str) -> _Degrees:
    """Return a number of degrees with a decimal point."""
    plain = number.replace("−", "-")
    return _Degrees(float(plain), 10.0 ** -len(plain.partition(".")[2]))


def _position(first: _Degrees, second: _Degrees) -> Position | None:
    """Return the position of two numbers in either order; None where it is not in the country, or too vague."""
    step = max(first.step, second.step)
    if step > 10.0**-FEWEST_DECIMALS * 2:
        return None
    radius = step / 2 * M_PER_DEGREE_EAST if step > 10.0**-EXACT_DECIMALS * 1.5 else None
    accuracy = None if radius is None else math.ceil(radius)
    for lat, lon in ((first.value, second.value), (second.value, first.value)):
        position = Position(lat, lon, accuracy)
        if is_near_country(position):
            return position
    return None
