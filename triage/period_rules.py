"""Rules for weeks, months and years, and their beginnings and ends."""

import re
from datetime import date

from triage import days
from triage.day_rules import (
    A_MONTH,
    MONTHS,
    NEAR_YEAR,
    THE_YEAR,
    WHICH_WEEK,
    before,
    counts,
    lunar_day,
    mention_of,
    weeks_back,
    year_of,
)
from triage.days import Days, Toward
from triage.mentions import CLASSES, Context, Mention, Tie, rule
from triage.time_words import Sign

LAST_DAY = 28
"""Days from the first of a lunar month to its 29th, which each of them has."""


def _is_counted(match: re.Match[str]) -> bool:
    """Whether a number stands right before, so that "hai tuần nay" says how long."""
    return before(match) in {*CLASSES["NUMBER"], Sign.FEW, Sign.HALF_OF}


def read_week(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "tuần rồi", "cuối tuần qua", "đầu tuần này"."""
    if _is_counted(match):
        return None
    week = days.week(weeks_back(match), context.today)
    day = days.edge_of_week(context.value(match, "edge"), week) if match["edge"] else week
    return mention_of(match, day, context.today)


def read_edge_of_week(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "cuối tuần", "hôm đầu tuần"."""
    edge = context.value(match, "edge")
    day = days.edge_of_week(edge, days.week(0, context.today))
    if day.first > context.today and context.toward(*match.span()) is Toward.PAST:
        day = days.edge_of_week(edge, days.week(1, context.today))
    return mention_of(match, day, context.today, Tie.LOOSE)


def read_month(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "tháng 3", "cuối tháng 9", "tháng 8/2025", "tháng giêng"."""
    number = context.value(match, "month")
    if not 1 <= number <= MONTHS or counts(context, match) or before(match) in CLASSES["NUMBER"]:
        return None
    if match["month"] == Sign.MONTH_NAME or Sign.LUNAR in match[0]:
        return mention_of(match, _lunar_month(context, match, number), context.today, Tie.LOOSE)
    year = year_of(context, match)
    month = days.last_month(number, context.today) if year is None else days.month(year, number)
    day = days.edge_of_month(context.value(match, "edge"), month) if match["edge"] else month
    return mention_of(match, day, context.today, Tie.LOOSE if year is None else Tie.NAMED)


def _lunar_month(context: Context, match: re.Match[str], number: int) -> Days | None:
    """Return the last lunar month of a number that has begun, or an edge of it."""
    first = lunar_day(context, match, number, 1)
    if first is None:
        return None
    month = Days(first, date.fromordinal(first.toordinal() + LAST_DAY))
    return days.edge_of_month(context.value(match, "edge"), month) if match["edge"] else month


def read_near_month(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "tháng trước", "đầu tháng này"; "tháng nay" says how long."""
    if _is_counted(match):
        return None
    months_back = 0 if match["which"] == Sign.THIS else 2 if match["more"] else 1
    month = days.month_back(months_back, context.today)
    day = days.edge_of_month(context.value(match, "edge"), month) if match["edge"] else month
    return mention_of(match, day, context.today)


def read_next_month(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "tháng sau", "đầu tháng tới"."""
    month = days.month_back(-1, context.today)
    day = days.edge_of_month(context.value(match, "edge"), month) if match["edge"] else month
    return mention_of(match, day, context.today)


def read_edge_of_month(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "hôm đầu tháng"."""
    day = days.last_edge_of_month(context.value(match, "edge"), context.today)
    return mention_of(match, day, context.today, Tie.LOOSE)


def read_year(context: Context, match: re.Match[str]) -> Mention | None:
    """Return "năm 2019", "cuối năm ngoái"; "năm nay" alone says too little."""
    number = year_of(context, match)
    is_this_year_alone = number == context.today.year and not match["edge"]
    if number is None or number > context.today.year or is_this_year_alone or _is_counted(match):
        return None
    year = days.year(number)
    day = days.edge_of_year(context.value(match, "edge"), year) if match["edge"] else year
    return mention_of(match, day, context.today, Tie.LOOSE)


EDGE = "(?P<edge>EDGE)? ABOUT?"

RULES = (
    rule("EDGE WEEK", f"{EDGE} {WHICH_WEEK}", read_week),
    rule("EDGE", "(?P<edge>EDGE) WEEK", read_edge_of_week),
    rule(
        "EDGE MONTH",
        f"""
            {EDGE} MONTH {A_MONTH} (?! MINUTE | HOURS) LUNAR?
            (?:(?:SLASH | DASH | FIVE_OR_YEAR) (?P<year>YEAR))? {NEAR_YEAR} LAST?
        """,
        read_month,
    ),
    rule("EDGE MONTH", f"{EDGE} MONTH (?P<which>LAST | PAST | THIS) (?P<more>HALF_OF)?", read_near_month),
    rule("EDGE", "(?P<edge>EDGE) MONTH", read_edge_of_month),
    rule("EDGE MONTH", "(?P<edge>EDGE)? MONTH (?:NEXT | TILL)", read_next_month),
    rule(
        "EDGE FIVE_OR_YEAR ABOUT FROM",
        "(?P<edge>EDGE)? (?:ABOUT? FIVE_OR_YEAR | ABOUT | FROM) (?P<year>YEAR)",
        read_year,
    ),
    rule("EDGE NEAR_YEAR FIVE_OR_YEAR", f"(?P<edge>EDGE)? ABOUT? {THE_YEAR}", read_year),
)
"""In the order in which they are tried."""
