"""Rules for hours, parts of the day, and what is counted back from now."""

import math
import re
from datetime import timedelta

from triage import days
from triage.day_rules import is_counted
from triage.days import Days
from triage.mentions import CLASSES, Ago, Clock, Context, Mention, Precision, rule
from triage.time_words import EVENING, NIGHT, PARTS, Sign

HOURS = 24
MINUTES = 60
AFTERNOON_FROM = 13
"""An hour from here on is one of the clock, not a number of hours."""

A_BIT = 20
"""Minutes by which an hour was passed, or not yet reached, that is given with "hơn" or "gần"."""

WEEK = 7
ABOUT_A_WEEK = 3
"""Days by which a number of weeks may be wrong either way."""

THIRD = 1 / 3
"""By so much of itself a number of minutes or hours may be wrong either way."""

FEW = {
    Sign.MINUTE: Ago(timedelta(minutes=30), timedelta(minutes=2), Precision.HOUR),
    Sign.HOUR: Ago(timedelta(hours=5), timedelta(hours=2), Precision.PART),
    Sign.HOURS: Ago(timedelta(hours=5), timedelta(hours=2), Precision.PART),
}
"""What "a few" says by unit; a few days or weeks are no time."""

A_MOMENT = Ago(timedelta(minutes=40), timedelta(minutes=2), Precision.HOUR)
A_WHILE = Ago(timedelta(minutes=40), timedelta(0), Precision.HOUR)
JUST_NOW = Ago(timedelta(minutes=20), timedelta(0), Precision.HOUR)


def _at(match: re.Match[str], start: int, end: int, precision: Precision) -> Mention | None:
    """Return the mention of an hour; None where the clock has no such hour."""
    if not 0 <= end <= HOURS * MINUTES:
        return None
    return Mention(match.start(), match.end(), clock=Clock(start, end, None, precision))


def _minutes(hour: int, minute: int = 0) -> int:
    """Return minutes after midnight; below zero for what is no hour."""
    return hour * MINUTES + minute if hour <= HOURS and minute < MINUTES else -1


def read_minute(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "22h30", "10 giờ rưỡi", "15:15"."""
    shown = "minute" if match["minute"] else "minute_shown"
    minute = 30 if match[shown] == Sign.HALF_PAST else context.value(match, shown)
    moment = _minutes(context.value(match, "hour"), minute)
    return _at(match, moment, moment, Precision.MINUTE)


def read_minutes_to(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "9 giờ kém 10", "kém 10 9 giờ"."""
    moment = _minutes(context.value(match, "hour"))
    to = context.value(match, "to")
    return _at(match, moment - to, moment - to, Precision.MINUTE) if 0 < to < MINUTES <= moment else None


def read_hour(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "7 giờ", "hơn 7 giờ", "gần 12h"."""
    if match["unit"] == Sign.GRAM and not _is_beside_a_day(match):
        return None
    moment = _minutes(context.value(match, "hour"))
    if moment < 0:
        return None
    if Sign.ALMOST in match[0]:
        return _at(match, moment - A_BIT, moment, Precision.HOUR)
    if Sign.MORE in match[0]:
        return _at(match, moment, min(moment + A_BIT, HOURS * MINUTES), Precision.HOUR)
    return _at(match, moment, moment, Precision.HOUR)


BESIDE_AN_HOUR = frozenset(
    {*CLASSES["A_PART"], *CLASSES["A_DAY"], Sign.NEAR_DAY, Sign.NEAR_PART, Sign.LAST_PART, Sign.WEEKDAY}
)
"""What makes a number before a g an hour."""


def _is_beside_a_day(match: re.Match[str]) -> bool:
    """Whether a day or a part of one stands behind a g, which may be grams as well."""
    behind = match.string[match.end() : match.end() + 2].lstrip(Sign.ABOUT)
    return behind[:1] in BESIDE_AN_HOUR


def read_half_hour(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "7 rưỡi tối"."""
    moment = _minutes(context.value(match, "hour"), 30)
    return _at(match, moment, moment, Precision.MINUTE)


def read_seven(_: Context, match: re.Match[str]) -> Mention | None:
    """Return "bay gio sang"."""
    moment = _minutes(7, 30 if Sign.HALF_PAST in match[0] else 0)
    return _at(match, moment, moment, Precision.HOUR)


def read_bare_hour(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "tầm 8 tối"; nights are counted, so they do not follow a bare number."""
    if PARTS[context.row.values[match.end()]] is NIGHT or context.typed(match.start()) == "trong":
        return None
    moment = _minutes(context.value(match, "hour"))
    return _at(match, moment, moment, Precision.HOUR)


def read_hours(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "từ 19h đến 21h", "2-3 giờ", "8, 9h", "hai ba giờ"."""
    first, second = context.value(match, "first"), context.value(match, "second")
    is_next = second == first + 1
    if match["joint"] in {None, Sign.COMMA} and not (is_next and _may_be_one(match)):
        return None
    if match["second_unit"] == Sign.GRAM and not match["second_minute"] and not _is_beside_a_day(match):
        return None
    start = _minutes(first, _minute(context, match, "first_minute"))
    end = _minutes(second, _minute(context, match, "second_minute"))
    if min(start, end) < 0:
        return None
    part = PARTS[context.value(match, "part")] if match["part"] else None
    is_range = Sign.FROM in match[0] or not is_next
    return Mention(match.start(), match.end(), clock=Clock(start, end, part, Precision.HOUR, is_range=is_range))


def _may_be_one(match: re.Match[str]) -> bool:
    """Whether two numbers without "đến" between them are one guess: "8, 9h", "hai ba giờ"."""
    return not match["first_unit"] and (match["joint"] == Sign.COMMA or match["first"] != Sign.TWO)


def _minute(context: Context, match: re.Match[str], group: str) -> int:
    """Return the minutes behind an hour; none are zero, "rưỡi" is thirty."""
    if not match[group]:
        return 0
    return 30 if match[group] == Sign.HALF_PAST else context.value(match, group)


def read_part(context: Context, match: re.Match[str]) -> Mention:
    """Return "tối", which needs a day or an hour beside it."""
    return Mention(match.start(), match.end(), part=PARTS[context.row.values[match.start()]])


def read_near_part(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "tối qua", "sáng nay", "chiều mai"; "từ ... toi nay" is "tới nay"."""
    begins, _ = context.sentence(match.start())
    days_back = context.row.values[match.end() - 1]
    if not days_back and _is_a_number_of_nights(context, match):
        return None
    if match[0] == Sign.EVENING_OR_UNTIL + Sign.TODAY and Sign.FROM in match.string[begins : match.start()]:
        return None
    day = days.back(context.today, days_back)
    part = PARTS[context.row.values[match.start()]]
    return Mention(match.start(), match.end(), day=day, part=part, is_ahead=days_back < 0, is_this=not days_back)


BEFORE_A_COUNT = frozenset({"", Sign.OTHER, Sign.STOP, Sign.COMMA, Sign.DURING, *CLASSES["NUMBER"]})
"""What may stand before "3 đêm nay"; "lúc 9 tối nay" and "4h20 khuya nay" are hours."""


def _is_a_number_of_nights(context: Context, match: re.Match[str]) -> bool:
    """Whether a number right before says how many: "3 đêm nay", "hai ba tối nay"."""
    is_night = PARTS[context.row.values[match.start()]] in {EVENING, NIGHT}
    return is_night and is_counted(context, match) and match.string[: match.start() - 1][-1:] in BEFORE_A_COUNT


def read_spoken_part(context: Context, match: re.Match[str]) -> Mention:
    """Return "khi hôm", "s nay", "túi qua"."""
    days_back, part = divmod(context.row.values[match.start()], 100)
    day = days.back(context.today, days_back)
    return Mention(match.start(), match.end(), day=day, part=PARTS[part], is_this=not days_back)


def read_last_part(context: Context, match: re.Match[str]) -> Mention:
    """Return "hồi sáng", the last one of its kind."""
    part = PARTS[context.row.values[match.start()]]
    day = days.back(context.today, 0 if part.start <= context.now.hour else 1)
    return Mention(match.start(), match.end(), day=day, part=part)


def read_just(_: Context, match: re.Match[str]) -> Mention:
    """Return "vừa xong", "hồi nãy"."""
    return Mention(match.start(), match.end(), ago=JUST_NOW if match[0] == Sign.JUST else A_WHILE)


def read_moment(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "một lát trước", "cách đây một lúc"."""
    is_word_of_time = match["unit"] == Sign.MOMENT or context.typed(match.start("unit")) in {"lúc", "luc", "hồi", "hoi"}
    return (
        Mention(match.start(), match.end(), ago=A_MOMENT) if is_word_of_time and _counts_back(context, match) else None
    )


def read_few(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "vài phút trước", "mấy tiếng rồi"; a few days are no time."""
    ago = FEW.get(Sign(match["unit"]))
    if ago is None or not (_counts_back(context, match) or _has_gone_on(context, match)):
        return None
    return Mention(match.start(), match.end(), ago=ago, is_so_far=not _counts_back(context, match))


def _counts_back(context: Context, match: re.Match[str]) -> bool:
    """Whether "cách đây" stands before, or "trước" behind; "2 ngày rồi" says how long."""
    return bool(match["ago"]) or (bool(match["last"]) and not context.value(match, "last"))


ALREADY = frozenset({"rồi", "roi", "r", "rùi", "rui", "gòi", "goi", "ròi"})
"""What says behind a number of minutes or hours that they have passed; "2 tiếng vừa rồi" are others."""

NOT_OF_IT = frozenset(
    {"chờ", "cho", "đợi", "doi", "trễ", "tre", "muộn", "muon", "mất", "tốn", "ton", "hết", "het", "hẹn", "hen", "còn"}
)
"""What is counted before it is no time of the event: how long somebody waited, was late, or needed."""

IS_LONG = frozenset({"được", "duoc", "đc", "dc", "suốt", "suot", "cả", "ca", "dài", "dai"})
"""What makes of "2h rồi", which is as often an hour of the clock, a number of hours."""

STILL = frozenset({"vẫn", "van", "chưa", "chua", "đang", "dang", "đg", "vẩn", "cứ"})
"""What says within a few words that it goes on: "10 phút rồi nó vẫn đánh"."""

GOES_ON_WITH = frozenset(
    {
        "mà", "ma", "không", "khong", "ko", "k", "hông", "hong", "hổng", "nhưng", "nhung", "giờ", "gio", "ạ", "á", "a",
        "đó", "nha", "nhé", "nhe", "nè", "ne", "anh", "ơi", "oi", "mấy", "may", "các", "cac", "trời",
    }
)  # fmt: skip
"""The same right behind; before any other word "rồi" is "then": "10 phút rồi công an tới"."""

WORDS_BEHIND = 4
"""Words within which it is said that it goes on."""


def _has_gone_on(context: Context, match: re.Match[str]) -> bool:
    """Whether a number of minutes or hours is how long it has gone on: "10 phút rồi", "được 2 tiếng rồi chưa dừng"."""
    unit = Sign(match["unit"])
    if not match["last"] or match["ago"] or unit not in COUNTED:
        return False
    if context.typed(match.start("last")) not in ALREADY or context.typed_before(match.start()) in NOT_OF_IT:
        return False
    if unit is Sign.HOUR and Sign.ON_THE_CLOCK not in match[0] and context.typed_before(match.start()) not in IS_LONG:
        return False
    if match.string[match.end() : match.end() + 1] in {"", Sign.STOP, Sign.COMMA}:
        return True
    behind = context.typed_behind(match.end() - 1, WORDS_BEHIND)
    return behind[0] in GOES_ON_WITH or not STILL.isdisjoint(behind)


def read_counted(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "cách đây 2 tiếng", "nửa giờ trước", "3 hôm trước", "2 tiếng nay", "10 phút rồi"."""
    unit = Sign(match["unit"])
    if not (match["number"] or match["half_of"] or match["half"] or _is_one_hour(match)):
        return None
    if match["last"] == Sign.TODAY and unit not in TIMES:
        return None  # "3 ngày nay" goes on.
    has_gone_on = match["last"] == Sign.TODAY or _has_gone_on(context, match)
    if not (has_gone_on or _counts_back(context, match)):
        return None
    number = 0.5 if match["half_of"] else context.value(match, "number") if match["number"] else 1
    upper = max(number, context.value(match, "upper") if match["upper"] else number)
    if match["half"]:
        number, upper = number + 0.5, upper + 0.5
    if unit is Sign.HOUR and not match["ago"] and (number >= AFTERNOON_FROM or _is_in_front(context, match)):
        moment = _minutes(int(number))
        clock = Clock(moment, moment, None, Precision.HOUR)
        return None if moment < 0 else Mention(match.start(), match.end("unit"), clock=clock)
    if unit in TIMES:
        least, most = TIMES[unit] * number, TIMES[unit] * upper
        ago = Ago(most, least, _precision(most)) if has_gone_on else _around(least, most)
        return Mention(match.start(), match.end(), ago=ago, is_so_far=has_gone_on)
    return Mention(match.start(), match.end(), day=_days_back(context, unit, number, upper))


def _is_one_hour(match: re.Match[str]) -> bool:
    """Whether no number is needed: "cả tiếng rồi", "gần tiếng đồng hồ rồi"."""
    before = match.string[match.start() - 1 : match.start()]
    return match["unit"] == Sign.HOURS and (before == Sign.DURING or match[0][0] in {Sign.MORE, Sign.ALMOST})


def read_ahead(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "15 phút nữa", "2 ngày nữa"."""
    number, unit = context.value(match, "number"), Sign(match["unit"])
    first, last = match.span()
    if unit in TIMES:
        ago = _around(TIMES[unit] * number, TIMES[unit] * number)
        return Mention(first, last, ago=Ago(-ago.shortest, -ago.longest, ago.precision), is_ahead=True)
    if unit in CLASSES["A_DAY"]:
        return Mention(first, last, day=days.back(context.today, -number), is_ahead=True)
    return None


IN_FRONT_OF = frozenset(
    {"cổng", "cong", "cửa", "cua", "quán", "quan", "trường", "truong", "chợ", "cho", "đình", "dinh"}
)
"""What "trước" stands in front of, rather than counting back."""


def _is_in_front(context: Context, match: re.Match[str]) -> bool:
    """Whether "8h trước cổng trường" is an hour of the clock and a place."""
    return context.typed(match.end()) in IN_FRONT_OF


TIMES = {
    Sign.MINUTE: timedelta(minutes=1),
    Sign.HOUR: timedelta(hours=1),
    Sign.HOURS: timedelta(hours=1),
    Sign.GRAM: timedelta(hours=1),
}
"""Units that are counted back from the minute, not from the day."""

COUNTED = frozenset({Sign.MINUTE, Sign.HOUR, Sign.HOURS})
"""Those of them that are no grams, and more than a habit where they have gone on."""


def _around(shortest: timedelta, longest: timedelta) -> Ago:
    """Return a span with what people mean by a number: a third more or less."""
    precision = _precision(longest)
    if shortest == longest:
        return Ago(longest * (1 + THIRD), shortest * (1 - THIRD), precision)
    return Ago(longest, shortest, precision)


def _precision(span: timedelta) -> Precision:
    """Return how precisely a number of minutes or hours is meant."""
    return Precision.MINUTE if span < timedelta(hours=1) else Precision.HOUR


def _days_back(context: Context, unit: Sign, number: float, upper: float) -> Days:
    """Return what lies so many days, weeks, months or years back."""
    match unit:
        case Sign.DAY | Sign.SOME_DAY:
            return days.span_back(context.today, math.floor(number), math.floor(upper))
        case Sign.WEEK:
            least, most = round(number * WEEK) - ABOUT_A_WEEK, round(upper * WEEK) + ABOUT_A_WEEK
            return days.span_back(context.today, least, most)
        case Sign.MONTH:
            return days.months_ago((number + upper) / 2, context.today)
        case _:
            return days.years_ago((number + upper) / 2, context.today)


COUNT = "(?:(?P<number>NUMBER) (?:(?:DASH | TILL)? (?P<upper>NUMBER))? | (?P<half_of>HALF_OF))?"
LOOKS_LIKE_A_DATE = "(?! SLASH | DOT | O_CLOCK | MONTH | DASH DIGITS )"

RULES = (
    rule("AGO FEW", "(?P<ago>AGO)? ROUGHLY* FEW (?P<unit>UNIT) ON_THE_CLOCK? (?P<last>LAST)?", read_few),
    rule("AGO NUMBER", "(?P<ago>AGO)? ROUGHLY* NUMBER (?P<unit>MOMENT | ABOUT) (?P<last>LAST)?", read_moment),
    rule(
        "NUMBER FROM",
        f"""
            FROM? ROUGHLY* (?P<first>NUMBER)
            (?:(?P<first_unit>O_CLOCK | COLON(?=TWO)) (?P<first_minute>TWO | HALF_PAST)? MINUTE?)?
            (?P<part>A_PART)?? (?P<joint>TILL | DASH | COMMA)? ROUGHLY*
            (?P<second>NUMBER) (?P<second_unit>O_CLOCK | COLON(?=TWO))
            (?P<second_minute>TWO {LOOKS_LIKE_A_DATE} | HALF_PAST)? MINUTE? (?! ON_THE_CLOCK | LAST)
        """,
        read_hours,
    ),
    rule("NUMBER", "(?P<number>NUMBER) (?P<unit>UNIT) ON_THE_CLOCK? HALF_OF (?! UNIT)", read_ahead),
    rule(
        "AGO NUMBER HALF_OF HOURS WEEK MONTH MORE ALMOST",
        f"""
            (?P<ago>AGO)? ROUGHLY* {COUNT} (?P<unit>UNIT) ON_THE_CLOCK? (?P<half>HALF_PAST)?
            (?P<last>LAST | TODAY)?
        """,
        read_counted,
    ),
    rule(
        "NUMBER",
        f"""
            (?P<hour>NUMBER) (?:O_CLOCK (?P<minute>TWO {LOOKS_LIKE_A_DATE} | NUMBER(?=MINUTE) | HALF_PAST) MINUTE?
            | COLON (?P<minute_shown>TWO) O_CLOCK?)
        """,
        read_minute,
    ),
    rule("NUMBER", "(?P<hour>NUMBER) O_CLOCK LESS (?P<to>NUMBER) MINUTE?", read_minutes_to),
    rule("LESS", "LESS (?P<to>NUMBER) MINUTE? (?P<hour>NUMBER) O_CLOCK", read_minutes_to),
    rule(
        "NUMBER NEXT MORE ALMOST",
        """
            (?:(?:MORE | ALMOST) ABOUT?)? (?P<hour>NUMBER | NEXT(?=HOUR A_PART)) (?P<unit>O_CLOCK)
            (?! ON_THE_CLOCK | PAST | TODAY | NEXT | LAST | SLASH) (?:MORE (?!NUMBER))?
        """,
        read_hour,
    ),
    rule("NUMBER", "(?P<hour>NUMBER) HALF_PAST (?= ABOUT? (?:A_PART | NEAR_PART | NEAR_DAY))", read_half_hour),
    rule("ABOUT", "ABOUT (?P<hour>NUMBER) HALF_PAST (?!LAST)", read_half_hour),
    rule("SEVEN_OR_NOW", "SEVEN_OR_NOW (?:HALF_PAST (?=A_PART) | (?=A_PART))", read_seven),
    rule("ABOUT", "ABOUT (?P<hour>DIGITS) (?=A_PART)", read_bare_hour),
    rule("PART EVENING_OR_UNTIL", "A_PART (?:PAST | TODAY | MORROW)", read_near_part),
    rule("NEAR_PART", "NEAR_PART", read_spoken_part),
    rule("LAST_PART", "LAST_PART", read_last_part),
    rule("PART EVENING_OR_UNTIL", "A_PART", read_part),
    rule("JUST A_WHILE_AGO", "JUST | A_WHILE_AGO", read_just),
)
"""In the order in which they are tried."""
