"""Rules for days, weeks, months and years, of the solar calendar and of the lunar one."""

import re
from datetime import date

from triage import days, lunar
from triage.days import Days, Toward
from triage.mentions import CLASSES, Context, Mention, Tie, rule, said
from triage.time_words import PARTS, Sign

COUNTED = frozenset(
    {
        "lần", "lan", "triệu", "trieu", "tr", "nghìn", "nghin", "ngàn", "ngan", "trăm", "tỷ", "tỉ", "kg", "ký", "suất",
        "chuyến", "lượt", "buổi", "chai", "lon", "thùng", "mẫu", "sào", "phần", "phan", "tuổi", "tuoi", "mét", "tù",
        "viên",
    }
)  # fmt: skip
"""Words behind a number that say it counts something."""

COUNTED_IN_FEW = frozenset(
    {
        "thằng", "đứa", "dua", "người", "nguoi", "ng", "tên", "chiếc", "chiec", "cái", "cai", "con", "anh", "chị",
        "ông", "bà",
        "em", "cô", "vụ", "cuộc", "tấm", "gói", "cây", "nhà", "xe", "ngón", "chỗ", "phát",
    }
)  # fmt: skip
"""The same behind a number of one digit; behind two they begin to tell what happened: "ngày 12 người dân"."""

SHARED = frozenset(
    {"số", "dân", "dan", "hộ", "diện", "dien", "nhà", "đường", "ruộng", "tiền", "tien", "quãng", "lượng", "trong"}
)
"""Words behind two numbers with a stroke that say they are a share: "2/3 số hộ"."""

BESIDE_A_DATE = frozenset(
    {
        *CLASSES["A_PART"], Sign.HOUR, Sign.MINUTE, Sign.HALF_PAST, Sign.NEAR_DAY, Sign.PAST, Sign.TODAY, Sign.WEEKDAY,
        Sign.NEAR_PART, Sign.LAST_PART, Sign.LAST, Sign.TET, Sign.FEAST, Sign.HOLIDAY, Sign.FULL_MOON, Sign.LUNAR,
        Sign.SAME_DAY,
    }
)  # fmt: skip
"""What makes the numbers behind it a date."""

BEFORE_A_DATE = frozenset(
    {Sign.ABOUT, Sign.FROM, Sign.UNTIL, Sign.PLAN, Sign.FUTURE, Sign.BIRTH, Sign.PAPER, Sign.REPORT}
)
"""What may stand before a date, but before a count as well."""

TET_DAYS = 10
"""Up to this day of the new lunar year "mùng" without a month is one of Tết."""

OLD_YEAR_FROM = 20
"""From this number on a day of Tết is one of the old year."""

LONGEST_MONTH = 31
LAST_LUNAR_MONTH = 12
MONTHS = 12


def mention_of(match: re.Match[str], day: Days | None, today: date, tie: Tie = Tie.NAMED) -> Mention | None:
    """Return the mention of a day; None where there is none."""
    return None if day is None else Mention(match.start(), match.end(), day=day, tie=tie, is_ahead=day.first > today)


def void(match: re.Match[str]) -> Mention:
    """Return the mention of a day that there is not, or that nobody can tell of: the hour beside it is not today's."""
    return Mention(match.start(), match.end(), is_void=True)


def before(match: re.Match[str]) -> str:
    """Return the sign before a match; that of a sentence's end where it begins one."""
    return match.string[match.start() - 1] if match.start() else Sign.STOP


def behind(match: re.Match[str]) -> str:
    """Return the sign behind a match; that of a sentence's end where it ends the text."""
    return match.string[match.end()] if match.end() < len(match.string) else Sign.STOP


def _follows_a_time(match: re.Match[str]) -> bool:
    """Whether an hour, a part of a day or a day stands right before, or before a comma or bracket."""
    left = match.string[max(0, match.start() - 4) : match.start()].rstrip(Sign.COMMA)
    return bool(left) and (left[-1] in BESIDE_A_DATE or left[-2:] == Sign.COLON + Sign.TWO)


def counts(context: Context, match: re.Match[str]) -> bool:
    """Whether the word right behind says that the number counts something."""
    if behind(match) in {Sign.COMMA, Sign.STOP, Sign.DASH}:
        return False
    word = context.typed(match.end())
    return word in COUNTED or (match.string[match.end() - 1] != Sign.TWO and word in COUNTED_IN_FEW)


def is_counted(context: Context, match: re.Match[str]) -> bool:
    """Whether a number right before says how many: "3 hôm nay", "hai ba bữa nay"."""
    gap = context.words[context.row.firsts[match.start()]].gap
    return before(match) in {Sign.ONE, Sign.TWO, Sign.SPELT, Sign.FEW} and gap in {"", " "}


def year_of(context: Context, match: re.Match[str]) -> int | None:
    """Return the year that is named: 2025, 25, or "năm ngoái"; None where none is."""
    if said(match, "year"):
        return context.value(match, "year")
    return near_year_of(context, match)


def near_year_of(context: Context, match: re.Match[str]) -> int | None:
    """Return the year of "năm ngoái", "năm trước"."""
    if not said(match, "near_year"):
        return None
    years_back = 1 if match["near_year"][0] == Sign.FIVE_OR_YEAR else context.value(match, "near_year")
    return context.today.year - years_back


def lunar_day(context: Context, match: re.Match[str], month: int, day: int) -> date | None:
    """Return a day of the lunar calendar: of the year that is named, or the last one up to today."""
    is_leap = said(match, "leap") is not None
    year = year_of(context, match)
    if year is None:
        return lunar.last_before(month, day, context.today, leap=is_leap)
    return lunar.solar(lunar.LunarDay(year, month, day, is_leap))


def _solar_day(context: Context, match: re.Match[str], month: int, day: int) -> date | None:
    """Return a day of the solar calendar: of the year that is named, or the last one up to today."""
    year, toward = year_of(context, match), context.toward(*match.span())
    if year is None:
        return days.without_year(day, month, context.today, toward)
    found = days.in_year(day, month, year)
    # A year to come that nobody speaks of as to come is a slip.
    return None if found is None or (found > context.today and toward is Toward.PAST) else found


def read_date(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "5/3", "ngày 5-3-2026", "15/7 âm"."""
    if not _is_date(context, match):
        return None
    month, day = context.value(match, "month"), context.value(match, "day")
    if 1 <= month <= MONTHS and 1 <= day <= LONGEST_MONTH:
        found = (lunar_day if match["lunar"] else _solar_day)(context, match, month, day)
        return mention_of(match, days.one(found), context.today) or void(match)
    return void(match) if match["lead"] or match["early"] or match["lunar"] or match["year"] else None


def _is_date(context: Context, match: re.Match[str]) -> bool:
    """Whether two numbers with a mark between them are a date, and no address, count or share."""
    if match["lead"] or match["early"] or match["lunar"]:
        return True
    left, right = before(match), behind(match)
    has_year = match["year"] == Sign.YEAR
    if left == Sign.ADDRESS or (counts(context, match) and not has_year and match["mark"] != Sign.SLASH):
        return False
    if has_year or _follows_a_time(match):
        return True
    if match["mark"] != Sign.SLASH or context.typed(match.end()) in SHARED:
        return False
    return right == Sign.LAST or left in BEFORE_A_DATE or (left == Sign.STOP and right != Sign.ADDRESS)


def read_days(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "từ ngày 8 đến ngày 10/10"."""
    if not match["lead"] and Sign.FROM not in match[0]:
        return None
    month, day = context.value(match, "month"), context.value(match, "day")
    last = _solar_day(context, match, month, day)
    if last is None:
        return None
    first_month = context.value(match, "first_month") if match["first_month"] else last.month
    first = days.without_year(context.value(match, "first"), first_month, last, Toward.PAST)
    return mention_of(match, None if first is None else Days(first, last), context.today)


def read_spelt_date(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "ngày 5 tháng 3 năm 2026", "mùng 10 tháng 3 âm", "23 tháng chạp"."""
    if not match["lead"] and not match["early"] and (before(match) == Sign.ADDRESS or counts(context, match)):
        return None
    month, day = context.value(match, "month"), context.value(match, "day")
    if not 1 <= month <= MONTHS:
        return None
    is_lunar = Sign.LUNAR in match[0] or match["month"] == Sign.MONTH_NAME or match["leap"]
    found = (lunar_day if is_lunar else _solar_day)(context, match, month, day)
    return mention_of(match, days.one(found), context.today) or void(match)


def read_day_of_near_month(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "ngày 28 tháng trước", "mùng 5 tháng này"."""
    months_back = 1 if match["which"] == Sign.LAST else 0
    found = days.in_month_back(context.value(match, "day"), months_back, context.today)
    return mention_of(match, days.one(found), context.today)


def read_tet(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "mùng 3 Tết", "28 Tết"."""
    day = context.value(match, "day")
    is_of_new_year = day < OLD_YEAR_FROM
    if is_of_new_year and not (match["early"] or match["lead"] or _follows_a_time(match)):
        return None
    year = year_of(context, match)
    found = days.tet(day, context.today) if year is None else days.tet_of_year(day, year)
    return mention_of(match, days.one(found), context.today)


def read_full_moon(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "rằm tháng giêng", "hôm rằm"."""
    if match["month"]:
        month = context.value(match, "month")
        found = lunar_day(context, match, month, 15) if 1 <= month <= MONTHS else None
        return mention_of(match, days.one(found), context.today) or void(match)
    if match["which"]:
        return mention_of(match, days.one(lunar.last_of_its_number(15, context.today)), context.today)
    if match["lead"] or _follows_a_time(match) or behind(match) == Sign.LAST:
        return mention_of(match, days.one(lunar.last_of_its_number(15, context.today)), context.today)
    return None


def read_feast(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "đêm giao thừa", "hôm trung thu", "Noel vừa rồi"; a feast alone is a topic."""
    year = year_of(context, match)
    if not (match["lead"] or _follows_a_time(match) or behind(match) == Sign.LAST or year is not None):
        return None
    month, day = divmod(context.value(match, "feast"), 100)
    if match["feast"] == Sign.HOLIDAY:
        return mention_of(match, days.one(_solar_day(context, match, month, day)), context.today)
    if month == LAST_LUNAR_MONTH and year is not None:
        found = days.tet_of_year(day, year)
    else:
        found = lunar_day(context, match, month, day)
    return mention_of(match, days.one(found), context.today)


def read_day_of_month(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "ngày 12", "hôm mùng 5", "ngày 15 âm lịch"."""
    if not match["early"] and (match["day"] not in CLASSES["DIGITS"] or counts(context, match)):
        return None
    day = context.value(match, "day")
    if Sign.LUNAR in match[0]:
        return mention_of(match, days.one(lunar.last_of_its_number(day, context.today)), context.today)
    now = lunar.lunar(context.today)
    if match["early"] and now.month == 1 and not now.is_leap and day <= min(now.day, TET_DAYS):
        return mention_of(match, days.one(days.tet(day, context.today)), context.today)
    return mention_of(
        match, days.one(days.without_month(day, context.today, context.toward(*match.span()))), context.today
    )


def read_part_of_number(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "đêm 13" where "rạng sáng 14", a comma or the sentence's end follows."""
    day = days.without_month(context.value(match, "day"), context.today, context.toward(*match.span()))
    if day is None:
        return None
    part = PARTS[context.value(match, "part")]
    return Mention(match.start(), match.end(), day=Days(day, day), part=part, is_ahead=day > context.today)


def read_weekday(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "thứ 7 tuần trước", "CN vừa rồi", "hôm thứ 3"."""
    weekday = context.value(match, "weekday")
    if match["week"]:
        day = days.weekday_of_week(weekday, weeks_back(match), context.today)
        return mention_of(match, day, context.today)
    if match["which"] and not (match["which"] == Sign.NEXT and context.value(match, "which")):
        return mention_of(match, _which_weekday(Sign(match["which"]), weekday, context.today), context.today)
    if not match["lead"] and not _follows_a_time(match) and before(match) != Sign.ABOUT:
        return None
    if context.toward(*match.span()) is Toward.FUTURE:
        return mention_of(match, days.next_weekday(weekday, context.today), context.today, Tie.LOOSE)
    find = days.weekday_before if match["lead"] else days.last_weekday
    return mention_of(match, find(weekday, context.today), context.today, Tie.LOOSE)


def weeks_back(match: re.Match[str]) -> int:
    """Return which week is meant by "tuần trước", "tuần trước nữa", "tuần này", "tuần sau"."""
    match match["week"]:
        case Sign.LAST | Sign.PAST:
            return 2 if match["more"] else 1
        case Sign.THIS | Sign.TODAY:
            return 0
        case _:
            return -1


def _which_weekday(which: Sign, weekday: int, today: date) -> Days:
    """Return the weekday that "vừa rồi", "này" or "tới" means."""
    match which:
        case Sign.LAST | Sign.PAST:
            return days.weekday_before(weekday, today)
        case Sign.TODAY | Sign.THIS:
            return days.weekday_of_week(weekday, 0, today)
        case _:
            return days.next_weekday(weekday, today)


def read_weekday_of_week(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "tuần trước, hôm thứ 6"."""
    day = days.weekday_of_week(context.value(match, "weekday"), weeks_back(match), context.today)
    return mention_of(match, day, context.today)


def read_near_day(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "hôm qua", "ngày mai"; "3 hôm nay" says how long."""
    if not context.row.values[match.start()] and is_counted(context, match):
        return None
    return mention_of(match, days.back(context.today, context.row.values[match.start()]), context.today)


def read_today(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "nay" at the beginning of a sentence, as the South says it; in a letter it only opens a request."""
    if before(match) != Sign.STOP or context.typed(match.end()) in LETTER_WORDS:
        return None
    return mention_of(match, days.back(context.today, 0), context.today)


LETTER_WORDS = frozenset({"tôi", "toi", "chúng", "chung", "gia", "em", "kính", "kinh", "đề", "de", "xin", "là"})
"""Words that follow "nay" in a letter: "Nay tôi làm đơn này"."""


def read_morrow(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "mai" or "mốt" where people act behind it; alone it is a name."""
    if context.words[context.row.firsts[match.start()]].capital and before(match) != Sign.STOP:
        return None
    return mention_of(match, days.back(context.today, context.row.values[match.start()]), context.today)


def read_same_day(context: Context, match: re.Match[str]) -> Mention:
    """Return "cùng ngày", "hôm sau"."""
    return Mention(match.start(), match.end(), days_after=context.row.values[match.start()])


THE_YEAR = "(?P<near_year>NEAR_YEAR | FIVE_OR_YEAR (?:LAST | PAST))"
NEAR_YEAR = f"(?:ABOUT? {THE_YEAR})?"
A_YEAR = f"(?:FIVE_OR_YEAR? (?P<year>YEAR) | ABOUT? {THE_YEAR})?"
WHICH_WEEK = "WEEK (?P<week>LAST | PAST | THIS | TODAY | NEXT | TILL) (?P<more>HALF_OF)?"
NO_COUNT = "(?! UNIT | HOURS | NUMBER | MANY | SLASH | DASH | DOT | COLON | HALF_PAST )"
A_MONTH = "(?P<month>NUMBER | MONTH_NAME)"

RULES = (
    rule(
        "FROM A_DAY",
        f"""
            FROM? ABOUT* (?P<lead>A_DAY)? (?P<first>DIGITS) (?:SLASH (?P<first_month>DIGITS))? (?:TILL | DASH) ABOUT*
            A_DAY? (?P<day>DIGITS) SLASH (?P<month>DIGITS) (?:SLASH (?P<year>YEAR))? {NEAR_YEAR} (?!SLASH)
        """,
        read_days,
    ),
    rule(
        "A_DAY EARLY_DAY DIGITS",
        f"""
            (?P<lead>A_DAY)* (?P<early>EARLY_DAY)? (?P<day>DIGITS) (?P<mark>SLASH | DASH | DOT) (?P<month>DIGITS)
            (?:(?P=mark) (?P<year>YEAR | TWO))? (?! (?P=mark) | O_CLOCK | DASH DIGITS) (?P<lunar>LUNAR)? {NEAR_YEAR}
        """,
        read_date,
    ),
    rule(
        "A_DAY EARLY_DAY NUMBER",
        f"""
            (?P<lead>A_DAY)* (?P<early>EARLY_DAY)? (?P<day>NUMBER) COMMA? MONTH {A_MONTH} (?P<leap>LEAP)? LUNAR?
            (?:(?:SLASH | COMMA? FIVE_OR_YEAR) (?P<year>YEAR))? {NEAR_YEAR} LUNAR?
        """,
        read_spelt_date,
    ),
    rule(
        "A_DAY EARLY_DAY",
        "(?:A_DAY EARLY_DAY? | EARLY_DAY) (?P<day>NUMBER) MONTH (?P<which>LAST | THIS | TODAY)",
        read_day_of_near_month,
    ),
    rule(
        "A_DAY EARLY_DAY NUMBER",
        f"(?P<lead>A_DAY)* (?P<early>EARLY_DAY)? (?P<day>NUMBER) TET {A_YEAR}",
        read_tet,
    ),
    rule(
        "A_DAY FULL_MOON",
        f"""
            (?P<lead>A_DAY)* FULL_MOON
            (?:MONTH (?:{A_MONTH} (?P<leap>LEAP)? | (?P<which>LAST | PAST | THIS | TODAY)))? {A_YEAR}
        """,
        read_full_moon,
    ),
    rule("A_DAY FEAST HOLIDAY", f"(?P<lead>A_DAY)* (?P<feast>FEAST | HOLIDAY) {A_YEAR}", read_feast),
    rule(
        "A_DAY EARLY_DAY",
        f"A_DAY* (?P<early>EARLY_DAY)? (?P<day>NUMBER) {NO_COUNT} LUNAR? LAST?",
        read_day_of_month,
    ),
    rule("PART", "(?P<part>PART) (?P<day>DIGITS) (?= $ | STOP | COMMA | LAST | PART DIGITS)", read_part_of_number),
    rule(
        "A_DAY WEEKDAY",
        f"""
            (?P<lead>A_DAY)* (?P<weekday>WEEKDAY)
            (?:COMMA? A_DAY? ABOUT? {WHICH_WEEK} | (?P<which>LAST | THIS | TODAY | PAST | NEXT))?
        """,
        read_weekday,
    ),
    rule("WEEK", f"{WHICH_WEEK} COMMA? ABOUT* A_DAY* ABOUT* (?P<weekday>WEEKDAY)", read_weekday_of_week),
    rule("NEAR_DAY", "NEAR_DAY", read_near_day),
    rule("TODAY", "TODAY", read_today),
    rule("MORROW", "MORROW (?=PEOPLE)", read_morrow),
    rule("SAME_DAY", "SAME_DAY", read_same_day),
)
"""In the order in which they are tried."""
