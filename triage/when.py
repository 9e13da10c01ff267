"""When it happened, as far as the words say. Nothing is invented, and nothing lies in the future.

A text says a day ("hôm qua", "ngày 5/3", "thứ sáu tuần trước"), a part of it ("tối", "rạng sáng"), an hour ("23h30",
"9 giờ kém 10"), or a distance ("cách đây 20 phút"). What comes again and again ("tối nào cũng") is no time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from domain import reading
from domain.reading import Reading

LOCAL = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Viet Nam has kept one time without summer time since 1975."""

LOOKED_AT = 6000
"""Characters of a text in which a time is looked for."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When something happened.

    Attributes:
        start: The earliest it may have been, in UTC.
        end: The latest, in UTC; the same where the words give the minute.
        words: The citizen's own words.
    """

    start: datetime
    end: datetime
    words: str

    @property
    def middle(self) -> datetime:
        """The middle between both, in UTC."""
        return self.start + (self.end - self.start) / 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the day in hours after midnight; may reach into the next day."""

    start: float
    end: float


PARTS = {
    "rạng sáng": _Part(0, 6),
    "mờ sáng": _Part(4, 7),
    "sáng sớm": _Part(5, 8),
    "sáng": _Part(5, 11),
    "trưa": _Part(11, 13.5),
    "chiều": _Part(13, 18),
    "tối": _Part(18, 23),
    "nửa đêm": _Part(23, 25),
    "đêm khuya": _Part(21, 29),
    "đêm": _Part(21, 29),
    "khuya": _Part(21, 29),
}
"""The day's parts as people use them; the night belongs to the evening it began."""

NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười một": 11,
    "mười hai": 12, "mười lăm": 15, "hai mươi": 20, "ba mươi": 30, "nửa": 0.5, "mười": 10, "vài": 3, "mấy": 3,
}  # fmt: skip
"""Spelt numbers that stand before a unit of time."""

WEEKDAYS = {
    "hai": 0, "ba": 1, "tu": 2, "bon": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
}  # fmt: skip
"""What follows "thứ", without marks, to days after Monday."""

DAYS_BACK = {
    "nay": 0, "hom nay": 0, "qua": 1, "hom qua": 1, "hqua": 1, "ngay hom qua": 1, "bua qua": 1, "hom kia": 2,
}  # fmt: skip
"""Days named by their distance, without marks."""

HOURS = 24

SUNDAY = 6


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of these words without marks, the longest first."""
    return "|".join(sorted((reading.plain(word) for word in words), key=len, reverse=True))


NUMBER = rf"(?:\d{{1,2}}|{_any(NUMBERS)})"
PART = rf"(?:{_any(PARTS)})"
NEAR_DAY = r"h[ou]m nay|h[ou]m qua|hqua|h[ou]m kia|ngay h[ou]m qua|bua qua"
LAST = r"tuan truoc|tuan trc|tuan r[ou]i"
AGO = "truoc|trc|nay"
SPOKEN_HOURS = _any(word for word in NUMBERS if word not in {"nửa", "vài", "mấy"})
HOUR = r"\d{1,2} ?(?:h|g|gio)"

CLOCK = re.compile(
    rf"\b(?:(?P<hour>\d{{1,2}})\s?(?:h|g|gio)|(?P<spoken>{SPOKEN_HOURS}) gio)\b\s?"
    r"(?:(?P<half>ruoi)|kem (?P<to>\d{1,2})|(?P<minute>[0-5]\d)(?!\d|\s?(?:thang|/|-\d)))?(?:\s?(?:phut|p)\b)?"
    r"|\b(?P<glued_hour>\d{1,2})(?:h|g|:)(?P<glued>[0-5]\d)(?:p|ph)?\b"
    r"|\b(?P<bare_hour>\d{1,2}) (?P<bare>ruoi)(?= (?:sang|trua|chieu|toi|dem))"
)
RELATIVE = re.compile(
    r"(?<!thu )(?<!mung )\b(?:cach day(?: khoang| chung| gan| hon)? )?"
    rf"(?P<number>{NUMBER})(?:\s?-\s?(?P<upper>\d{{1,2}}))? ?"
    rf"(?P<unit>phut|p|tieng|gio|ngay|hom|hum|tuan)(?: dong ho)?(?P<half> ruoi)?(?P<after> (?:{AGO}))?\b"
)
DATE = re.compile(r"\b(?P<day>[0-3]?\d)\s?[/\-.]\s?(?P<month>[01]?\d)(?:\s?[/\-.]\s?(?P<year>(?:20)?\d\d))?(?![\d/])")
SPELT_DATE = re.compile(
    r"\b(?:ngay |hom )?(?:mung |mong )?(?P<day>[0-3]?\d) thang (?P<month>[01]?\d|gieng|chap)"
    r"(?: nam (?P<year>20\d\d))?\b"
)
PART_OF_DAY = re.compile(rf"\b(?P<part>{PART})(?: som)?(?: ngay)? ?(?P<day>nay|qua|{NEAR_DAY}|cung ngay)?\b")
DAY = re.compile(rf"\b(?P<day>{NEAR_DAY})\b")
WEEKDAY = re.compile(
    rf"\b(?:thu (?P<weekday>{_any(WEEKDAYS)})|(?P<sunday>chu nhat|cn))"
    rf" (?:ngay )?(?P<which>{LAST}|vua qua|[vd]ua r[ou]i|tuan nay|truoc)\b"
)
LAST_WEEK = re.compile(rf"\b(?:{LAST}|tuan vua r[ou]i|tuan vua qua)\b")
JUST_NOW = re.compile(r"\b(?:vua xong|vua moi|luc nay|ngay luc nay|ngay bay gio|bay gio|moi xong|nay gio)\b")
AGAIN_AND_AGAIN = re.compile(
    r"\b(?:thuong xuyen|(?:hang|moi) (?:ngay|dem|tuan|toi|sang|chieu)|(?:toi|dem|ngay|sang|chieu) nao|cu (?:toi|dem)"
    rf"|lau lau|thinh thoang|hay vao luc|tu {HOUR}\w* ?(?:sang|trua|chieu|toi|dem)? (?:toi|den) \d+\w*)\b"
)
BEFORE_A_DATE = re.compile(r"(?:ngay|hom|qua|nay|sang|trua|chieu|toi|dem|khuya|mung|[(,]|vao)\s?$")
"""Digits with a stroke are a date only behind one of these; "đường 19/5" and "số 12/4" are addresses."""

BESIDE_AFTER = re.compile(rf"\d{{1,2}}\s?[/\-]|ngay \d|{HOUR}|mung|thu ")
BESIDE_BEFORE = re.compile(r"(?:\dh?|h\d\d|gio|ruoi)$")

Span = tuple[int, int]
Moment = tuple[datetime, datetime, Span]
"""Earliest, latest, and where the words stand."""

TEXT_OF = {reading.plain(word): word for word in (*PARTS, *NUMBERS)}


def occurred(text: Reading, *, sent_at: datetime) -> Occurrence | None:
    """Return when the text says it happened.

    Args:
        text: What was written.
        sent_at: When it was sent, aware; nothing later is returned.

    Returns:
        The time, or None where the text gives none, gives it only roughly ("dạo này"), or tells of a habit.
    """
    local = sent_at.astimezone(LOCAL)
    plain = text.plain[:LOOKED_AT]
    if AGAIN_AND_AGAIN.search(plain):
        return None
    for found in (_relative(text, plain, local), _absolute(text, plain, local)):
        if found is not None:
            start, end, span = found
            if start > local:
                return None
            words = text.original(*span).strip()
            return Occurrence(start.astimezone(UTC), min(end, local).astimezone(UTC), words)
    return None


def _relative(text: Reading, plain: str, local: datetime) -> Moment | None:
    """Return the time of "cách đây 20 phút", "ba tiếng trước", "4 ngày trước"."""
    for match in RELATIVE.finditer(plain):
        if not (match["after"] or match[0].startswith("cach day")) or not _is_typed(text, match, "number"):
            continue
        if match["number"] in {"vai", "may"}:
            continue
        number = _number(match["number"]) + (0.5 if match["half"] else 0)
        unit = match["unit"]
        if unit in {"phut", "p", "tieng", "gio"}:
            away = timedelta(minutes=number) if unit in {"phut", "p"} else timedelta(hours=number)
            return local - away * 4 / 3, local - away * 2 / 3, match.span()
        if unit == "tuan":
            number *= 7
        upper = float(match["upper"] or 0) or number
        return _midnight(local.date(), -upper), _midnight(local.date(), 1 - number), match.span()
    now = JUST_NOW.search(plain)
    return None if now is None else (local - timedelta(minutes=20), local, now.span())


def _absolute(text: Reading, plain: str, local: datetime) -> Moment | None:
    """Return the time that a day, a part of it and an hour give together."""
    day = _day(plain, local.date())
    part = next(_parts(text, plain), None)
    clock = _clock(plain)
    if clock is None and part is None:
        return None if day is None else (_midnight(day[0], 0), _midnight(day[1], 1), day[2])
    if part is not None and part[1] is not None and day is None:
        named = local.date() - timedelta(days=part[1])
        day = named, named, part[2]
    spans = [found[-1] for found in (day, part, clock) if found is not None]
    span = min(start for start, _ in spans), max(end for _, end in spans)
    if clock is not None:
        return _at_the_clock(local, day[0] if day else None, part[0] if part else None, clock[0], span)
    if part is None or day is None or day[0] != day[1]:
        return None if day is None else (_midnight(day[0], 0), _midnight(day[1], 1), day[2])
    start, end = (_midnight(day[0], 0) + timedelta(hours=hours) for hours in (part[0].start, part[0].end))
    return start, end, span


def _at_the_clock(local: datetime, day: date | None, part: _Part | None, clock: time, span: Span) -> Moment:
    """Return the minute; without a day, the last time the clock showed it."""
    hours = clock.hour + clock.minute / 60
    if part is not None and not part.start <= hours <= part.end:
        if part.start <= hours + 12 <= part.end:
            hours += 12
        elif part.start <= hours + 24 <= part.end:
            hours += 24
    moment = _midnight(day or local.date(), 0) + timedelta(hours=hours)
    while day is None and moment > local:
        moment -= timedelta(days=1)
    return moment, moment, span


def _parts(text: Reading, plain: str) -> Iterator[tuple[_Part, int | None, Span]]:
    """Yield parts of the day that have a day, a date or an hour beside them, with how many days back that day is."""
    for match in PART_OF_DAY.finditer(plain):
        if not _is_typed(text, match, "part"):
            continue
        after = plain[match.end() : match.end() + 9].strip()
        before = plain[max(0, match.start() - 6) : match.start()].rstrip()
        day = match["day"]
        if day is not None or BESIDE_AFTER.match(after) or BESIDE_BEFORE.search(before):
            yield PARTS[TEXT_OF[match["part"]]], DAYS_BACK.get((day or "").replace("hum", "hom")), match.span()


def _day(plain: str, today: date) -> tuple[date, date, Span] | None:
    """Return the first and last of the days that are named."""
    for match in (*DATE.finditer(plain), *SPELT_DATE.finditer(plain)):
        is_spelt = match.re is SPELT_DATE
        if is_spelt or BEFORE_A_DATE.search(plain[max(0, match.start() - 8) : match.start()]):
            day = _calendar(match, today)
            if day is not None:
                return day, day, match.span()
    if (weekday := WEEKDAY.search(plain)) is not None:
        number = SUNDAY if weekday["sunday"] else WEEKDAYS[weekday["weekday"]]
        day = _weekday(today, number, weekday["which"])
        if day <= today:
            return day, day, weekday.span()
    if (near := DAY.search(plain)) is not None:
        day = today - timedelta(days=DAYS_BACK[near["day"].replace("hum", "hom")])
        return day, day, near.span()
    if (week := LAST_WEEK.search(plain)) is not None:
        monday = today - timedelta(days=today.weekday() + 7)
        return monday, monday + timedelta(days=6), week.span()
    return None


def _weekday(today: date, weekday: int, which: str) -> date:
    """Return the weekday of the last week, or the last one before today."""
    if re.fullmatch(LAST, which):
        return today - timedelta(days=today.weekday() + 7 - weekday)
    if which == "tuan nay":
        return today - timedelta(days=today.weekday() - weekday)
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _calendar(match: re.Match[str], today: date) -> date | None:
    """Return the date, without a year the last such day; None for what is no day or still to come."""
    month = {"gieng": 1, "chap": 12}.get(match["month"]) or int(match["month"])
    year = int(match["year"]) if match["year"] else today.year
    try:
        day = date(year + 2000 if year < 100 else year, month, int(match["day"]))  # noqa: PLR2004 - two digits
        if day > today and not match["year"]:
            day = day.replace(year=day.year - 1)
    except ValueError:
        return None
    return day if day <= today else None


def _clock(plain: str) -> tuple[time, Span] | None:
    """Return the first hour of the day that is named."""
    for match in CLOCK.finditer(plain):
        hour = int(_number(match["hour"] or match["spoken"] or match["glued_hour"] or match["bare_hour"]))
        minute = 30 if match["half"] or match["bare"] else int(match["minute"] or match["glued"] or 0)
        after = plain[match.end() : match.end() + 6]
        before = plain[max(0, match.start() - 5) : match.start()]
        # How long it took, or until when it goes on, is not when it happened.
        if (
            hour > HOURS
            or re.match(r" (?:truoc|nay |sau)", after)
            or before.endswith(("sau ", "suot ", "den ", " toi ", "gan "))
        ):
            continue
        total = hour % 24 * 60 + minute - int(match["to"] or 0)
        return time(total // 60 % 24, total % 60), match.span()
    return None


def _is_typed(text: Reading, match: re.Match[str], group: str) -> bool:
    """Whether the words, where they carry marks, are the ones meant: "tôi" is no "tối"."""
    typed = text.folded[match.start(group) : match.end(group)]
    return typed == match[group] or typed == TEXT_OF.get(match[group]) or match[group].isdecimal()


def _number(words: str) -> float:
    """Return a number in digits or words."""
    return float(words) if words.isdecimal() else float(NUMBERS[TEXT_OF[words]])


def _midnight(day: date, days: float) -> datetime:
    """Return the local midnight some days from a day."""
    return datetime.combine(day, time(), LOCAL) + timedelta(days=days)
