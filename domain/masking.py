"""Hides what names a person or a vehicle in a preview: telephone, identity and account numbers, number plates.

They are looked for only to be hidden: nothing here tells what was found, and nothing is kept of it. Each digit becomes
a dot, so that the rest stands where it stood. House numbers, hours, dates, prices and positions stay as they are.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, normalize

from domain.reading import plain

DOT = "•"
"""Stands for a hidden digit."""

LONG_FROM = 9
"""Digits in a row from which a number that is no sum of money is somebody's: an old identity card has nine."""

ACCOUNT_FROM = 6
"""Digits of the shortest number of an account."""

_LOOKED_BACK = 60
"""Letters before a number that may say what it is."""

MOST_GROUPS = 12
"""Groups in which one number is written at most."""

_PAIR = 2

_DIGITS = re.compile(r"\d+")
_RUN = re.compile(r"\d+(?:[ .\-()]{1,3}\d+)*")
"""Groups of digits, with what people put between the groups of one number."""

_MOST_BETWEEN = 2
"""Letters between the groups of a number that is known by how they are long alone."""

_PARTED = re.compile(r"(?<![\d/,])0[235789]\d{1,2}([/,] ?)\d{3}\1\d{3,4}(?![\d/,])")
"""A telephone number whose groups stand between strokes or commas."""

_TELEPHONE = re.compile(r"0(?:[35789]\d{8}|2\d{8,9}|1\d{9})|(?:00)?84[1-9]\d{8,9}")
"""Mobile 03, 05, 07, 08, 09, landline 02, mobile before 2018 01, or with the country's code; Quyết định
2036/QĐ-BTTTT of 2016 and the plan of 2018."""

_IDENTITY_CARD = re.compile(r"0\d{11}")
"""The twelve digits of a căn cước begin with a province's number; Nghị định 70/2024/NĐ-CP, Điều 4."""

_IN_THREES, _IN_FOURS = (3, 3, 3), (4, 4, 4, 4)
"""How the nine digits of an older identity card and the sixteen of a bank card are written in groups."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_LAST_DAY, _LAST_MONTH = 31, 12

_MONEY_AFTER = re.compile(
    r"\s{0,2}(?:(?:d|dong|vnd|k|ngan|nghin|ngh|trieu|tr|ty|ti|cu|usd|do|do la|euro|eur|yen)(?![a-z0-9])|[$€¥₫])"
)
_MONEY_BEFORE = re.compile(r"[$€¥₫]\s?$")
_BANKS = (
    "vietcombank|vcb|techcombank|tcb|mbbank|mb|bidv|vietinbank|ctg|agribank|acb|sacombank|stb|tpbank|vpbank|vib|shb"
    "|msb|ocb|hdbank|seabank|lpbank|scb|eximbank|namabank|pvcombank|abbank|momo|zalopay|viettelpay"
)
_OWN_NUMBER_BEFORE = re.compile(
    r"(?<![a-z0-9])(?:stk|so tk|tk|tknh|(?:so )?tai khoan|so the"
    r"|cccd|cmnd|cmtnd|cmt|can cuoc(?: cong dan)?|chung minh(?: thu| nhan dan)?|ho chieu)"
    rf"(?:[\s:.=#(\-]+(?:so|la|cua|ngan hang|nh|{_BANKS}))*[\s:.=#(\-]+[a-z]?$"
)
"""Says that the number behind it is that of an account, a card or an identity card."""

_PLATE = re.compile(
    r"(?<!\w)(?P<province>[1-9]\d)(?P<gap> ?-? ?)"
    r"(?P<series>[a-z](?:[a-z]?\d(?=[ .\-]|\d{3}\.?\d\d(?!\d))|[a-z])?)"
    r"(?P<dash> ?[.\-]? ?)(?P<number>\d{3}[. \-]?\d\d|\d\d\.\d{3}|\d{4})(?!\w|[.,]\d)"
)
"""Plates of cars and motorcycles (Thông tư 79/2024/TT-BCA, phụ lục 02): 51F-123.45, 29-H1 234.56, 29-MĐ1 123.45, those
of foreigners 80-NG-123-45, older 75K-1234."""

_OTHER_PLATE = re.compile(
    r"(?<!\w)(?:[A-Z]{2}[ \-]\d\d-\d\d|(?:LD|DA|NG|NN|QT|CV) ?\d\d-\d{3}[.\-]\d\d)(?!\w|[.,\-]\d)"
)
"""Plates that begin with capitals: the army's TM-12-34, and older ones of firms."""

_PLATE_BEFORE = re.compile(r"(?<![a-z0-9])(?:bien(?: so| kiem soat)?|bks|bsx|bs)(?: xe| so)?[\s:]*$")
_ADDRESS_BEFORE = re.compile(
    r"(?<![a-z0-9])(?:so nha|nha|can ho|can|lo|hem|ngo|ngach|kiet|phong|toa|block|chung cu|duong|tang|ki ?ot|quay|khu"
    r"|quoc lo|ql|tinh lo|tl|lop)(?: so)?[\s:]*$"
)
_NO_DOLLARS = re.compile(r"(?<!\w)(?:đo|đỏ|đó|đò|đổ|đỗ|độ|dò|dỗ)(?!\w)", re.IGNORECASE)
"""Words that are "đô" without their marks, and no money: "59P1 23456 đỏ"."""

_ZERO = re.compile(r"(?<![a-z])o(?=[ .\-]?\d)|(?<=\d)o(?=[ .\-]?\d)")
"""An o that stands for a zero."""

_WIDE_FROM = "\u2000"
"""From here on letters may be wider forms of others; all letters of Vietnamese lie before."""

_DASHES = frozenset("‐‑‒–—―−－﹣·•_～~")
"""What stands for a dash between groups."""

_UNITS = frozenset("dghklmpt")
"""Letters that stand for a unit behind a number: đồng, giờ, hour, kilo, litre, metre, phút, tuổi."""

_HOURS = frozenset("gh")
_LAST_HOUR = 24


class _Group(NamedTuple):
    """Digits in a row, and where they stand."""

    start: int
    end: int
    digits: str


UNSEEN = frozenset({"Cf", "Mn"})
"""Kinds of letters that take no room: invisible ones, and marks that stand alone."""


def mask(text: str) -> str:
    """Return the text, as long as it was, with a dot for each digit of a number that names a person or a vehicle.

    >>> mask("gọi 0905 123 456, xe 51F-123.45 qua số 12/3 lúc 21h30")
    'gọi •••• ••• •••, xe ••F-•••.•• qua số 12/3 lúc 21h30'
    """
    if not _DIGITS.search(text):
        return text
    seen = [place for place, letter in enumerate(text) if letter.isascii() or category(letter) not in UNSEEN]
    visible = "".join(_shown(text[place]) for place in seen)
    bare = _bare(visible)
    masked = list(text)
    for start, end in (*_plates(visible, bare), *_numbers(bare)):
        for place in seen[start:end]:
            if text[place].isdecimal():
                masked[place] = DOT
    return "".join(masked)


def _shown(letter: str) -> str:
    """Return a letter as it is looked at: a plain dash, a plain space, no wider form."""
    if letter in _DASHES:
        return "-"
    if letter.isspace():
        return " " if letter != "\n" else letter
    if letter < _WIDE_FROM:
        return letter
    wide = normalize("NFKC", letter)
    return wide if len(wide) == 1 else letter


def _bare(text: str) -> str:
    """Return the text without marks, letter for letter: what would grow or vanish stays as it is.

    An o among digits is a zero, and no word is "đô" that is another one.
    """
    text = _NO_DOLLARS.sub(lambda found: "-" * len(found[0]), text)
    bare = plain(text)
    if len(bare) != len(text):
        bare = "".join(one if len(one := plain(letter)) == 1 else letter for letter in text)
    return _ZERO.sub("0", bare)


def _before(bare: str, place: int) -> str:
    return bare[max(0, place - _LOOKED_BACK) : place]


# Number plates.


def _plates(text: str, bare: str) -> Iterator[tuple[int, int]]:
    """Yield where number plates stand."""
    yield from (match.span() for match in _OTHER_PLATE.finditer(text))
    for match in _PLATE.finditer(bare):
        before = _before(bare, match.start())
        is_named = bool(_PLATE_BEFORE.search(before))
        is_other = bool(_ADDRESS_BEFORE.search(before) or _MONEY_AFTER.match(bare, match.end()))
        if is_named or (not is_other and _looks_like_a_plate(text, match)):
            yield match.span()


def _looks_like_a_plate(text: str, match: re.Match[str]) -> bool:
    """Whether what has the form of a plate is likelier one than an hour, a price or a length with a number behind."""
    series, number = match["series"], match["number"]
    if len(series) > 1 and series[1].isdecimal():
        return True
    is_long = len(number) > len("1234")
    has_sign = "-" in match[0] or "." in match[0]
    if "/" in {text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]}:
        return is_long and has_sign
    if series in _HOURS and int(match["province"]) <= _LAST_HOUR:
        return is_long and has_sign
    if has_sign:
        return True
    if not is_long and _YEAR.fullmatch(number):
        return False
    is_capital = text[match.start("series")].isupper()
    return is_capital or (not match["gap"] and len(series) == 1 and series not in _UNITS)


# Other numbers.


def _numbers(bare: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers of telephones, identity cards, accounts and cards stand."""
    yield from (match.span() for match in _PARTED.finditer(bare))
    for run in _RUN.finditer(bare):
        before = _before(bare, run.start())
        if _OWN_NUMBER_BEFORE.search(before):
            if sum(map(str.isdecimal, run[0])) >= ACCOUNT_FROM and not _is_money(bare, *run.span()):
                yield run.span()
        else:
            yield from _in_run(bare, run, is_address=bool(_ADDRESS_BEFORE.search(before)))


def _in_run(bare: str, run: re.Match[str], *, is_address: bool) -> Iterator[tuple[int, int]]:
    """Yield the numbers of persons in a run of groups: from each group on the longest."""
    groups = [_Group(*found.span(), _ascii(found[0])) for found in _DIGITS.finditer(bare, *run.span())]
    dates = _dates([group.digits for group in groups])
    place = 0
    while place < len(groups):
        for last in range(min(place + MOST_GROUPS, len(groups)), place, -1):
            taken = groups[place:last]
            span = taken[0].start, taken[-1].end
            if dates.isdisjoint(range(place, last)) and _is_somebodys(bare, taken, is_first=place == 0):
                if not (is_address and len(taken) > 1) and not _is_money(bare, *span):
                    yield span
                place = last
                break
        else:
            place += 1


def _ascii(digits: str) -> str:
    """Return digits of any script as 0 to 9."""
    return "".join(str(int(digit)) for digit in digits)


def _dates(groups: Sequence[str]) -> frozenset[int]:
    """Return which groups are days, months and years of dates."""
    found: set[int] = set()
    for place, (day, month, year) in enumerate(zip(groups, groups[1:], groups[2:], strict=False)):
        if _YEAR.fullmatch(year) and 1 <= int(month) <= _LAST_MONTH and 1 <= int(day) <= _LAST_DAY:
            found |= {place, place + 1, place + 2}
    return frozenset(found)


def _is_somebodys(bare: str, groups: Sequence[_Group], *, is_first: bool) -> bool:
    """Whether groups of digits have the form of a person's number."""
    digits = "".join(group.digits for group in groups)
    if len(groups) == 1:
        is_decimal = bare[groups[0].start - 1 : groups[0].start] == "." and not is_first
        return bool(_TELEPHONE.fullmatch(digits)) or (len(digits) >= LONG_FROM and not is_decimal)
    lengths = tuple(len(group.digits) for group in groups)
    gaps = {bare[one.end : other.start] for one, other in pairwise(groups)}
    is_wide = max(map(len, gaps)) > _MOST_BETWEEN
    if lengths == _IN_THREES:
        # In threes, with dots, stand sums of money, too; no sum begins with a zero.
        return is_first and not is_wide and ("." not in "".join(gaps) or digits[0] == "0")
    if max(lengths) <= _PAIR and len(gaps) > 1:
        return False
    is_bank_card = lengths == _IN_FOURS and not is_wide
    return bool(_TELEPHONE.fullmatch(digits) or _IDENTITY_CARD.fullmatch(digits)) or is_bank_card


def _is_money(bare: str, start: int, end: int) -> bool:
    """Whether a number is a sum of money: it names one, or ends in thousands. No sum begins with a zero."""
    digits = _ascii("".join(letter for letter in bare[start:end] if letter.isdecimal()))
    if digits[0] == "0" or bare[start - 1 : start] == "+":
        return False
    return digits.endswith("000") or bool(_MONEY_AFTER.match(bare, end) or _MONEY_BEFORE.search(_before(bare, start)))
