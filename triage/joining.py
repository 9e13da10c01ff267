"""Pieces that speak of one time, put together: "8h", "tối" and "thứ 6 tuần rồi" in "8h tối thứ 6 tuần rồi"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from triage import clock_rules, day_rules, days, period_rules
from triage.days import Days
from triage.mentions import Context, Mention, Rule, Tie
from triage.time_words import (
    AFTERNOON,
    BEFORE_DAWN,
    DAWN,
    DUSK,
    EARLY_MORNING,
    EVENING,
    EVENING_AND_NIGHT,
    LATE_EVENING,
    MIDNIGHT,
    NIGHT,
    NIGHTFALL,
    SMALL_HOURS,
    SUNRISE,
    Part,
    Sign,
)
from triage.windows import goes_past_midnight

BETWEEN = re.compile(f"[{Sign.ABOUT}{Sign.COMMA}{Sign.DAY}{Sign.SOME_DAY}]{{0,3}}|{re.escape(Sign.DASH)}")
"""Signs between two pieces that are said as one."""

SO_FAR = re.compile(
    f"[{Sign.COMMA}{Sign.ABOUT}]?"
    f"(?:[{Sign.UNTIL}{re.escape(Sign.EVENING_OR_UNTIL)}]{Sign.ABOUT}?[{Sign.HOUR}{Sign.NOW}{Sign.SEVEN_OR_NOW}]"
    f"|{Sign.UNTIL}{Sign.ABOUT}?{Sign.TODAY})"
)
"""Signs that say behind a time that it has gone on since: "tới giờ", "đến bây giờ", "tới nay"."""

SO_FAR_OR_TONIGHT = re.compile(re.escape(Sign.EVENING_OR_UNTIL + Sign.TODAY))
"""The same behind "từ" alone: "toi nay" is "tới nay" or "tối nay"."""

THE_HOUR = re.compile(Sign.HOUR)
"""In the South the hour alone says the same: "sáng giờ", "hôm qua giờ"."""

HOUR_OF = frozenset(
    {
        "tan", "ra", "vào", "vao", "đi", "di", "ăn", "an", "ngủ", "ngu", "học", "hoc", "mở", "mo", "đóng", "dong",
        "nghỉ", "nghi", "hẹn", "hen", "làm", "lam", "chơi", "choi", "về", "ve", "họp", "hop", "khác", "khac",
    }
)  # fmt: skip
"""What it may be the hour of: "đến giờ tan học" is no "until now"."""

RIGHT_BEHIND = re.compile(f"{Sign.ABOUT}?")

UP_TO = re.compile(
    f"{Sign.COMMA}?[{Sign.UNTIL}{re.escape(Sign.EVENING_OR_UNTIL)}{re.escape(Sign.DASH)}]"
    f"[{Sign.ABOUT}{Sign.DAY}{Sign.SOME_DAY}]{{0,2}}"
)
"""Signs between two times that something lasted from and to."""

LONGEST_GAP = 5
"""No more signs stand between two pieces that belong together."""

LATE = frozenset({EVENING, NIGHT, LATE_EVENING, EVENING_AND_NIGHT})
EARLY = frozenset({SUNRISE, SMALL_HOURS, DAWN, BEFORE_DAWN, EARLY_MORNING})
"""Parts of the day before midnight and behind it, between which a range may go on."""

SPEAKS_FOR_ITSELF = frozenset({SMALL_HOURS, DAWN, BEFORE_DAWN, MIDNIGHT, DUSK, NIGHTFALL})
"""Parts of a day that people name without a day and mean the last one."""

SMALL_HOURS_END = 6 * 60
"""Minutes after midnight up to which an hour belongs to the night before, where that was spoken of."""


def mentions(context: Context) -> list[Mention]:
    """Return what the text says about times, in order: pieces put together, each hour with the day it belongs to."""
    pieces = _pieces(context)
    return _with_days(_stretched(context, _joined(context, _hours_with_parts(context, pieces)))) if pieces else []


@lru_cache(maxsize=1)
def _rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the sign that they begin with, in the order in which they are tried."""
    by_sign: dict[str, list[Rule]] = defaultdict(list)
    for rule in (*day_rules.RULES, *period_rules.RULES, *clock_rules.RULES):
        for sign in rule.starts:
            by_sign[sign].append(rule)
    return {sign: tuple(rules) for sign, rules in by_sign.items()}


def _pieces(context: Context) -> list[Mention]:
    """Return what each piece of the text says, in order."""
    found: list[Mention] = []
    free = 0
    for place in range(len(context.row.signs)):
        if place < free:
            continue
        if found and found[-1].last == place and (ends := _end_of_so_far(context, found[-1])) is not None:
            found[-1] = replace(found[-1], last=ends, part=_part_so_far(context, found[-1]), is_so_far=True)
            free = ends
        elif (mention := _piece(context, place)) is not None:
            found.append(mention)
            free = mention.last
    return found


def _piece(context: Context, place: int) -> Mention | None:
    """Return what the first rule that holds at a sign says; None where none does."""
    row = context.row.signs
    for rule in _rules().get(row[place], ()):
        match = rule.shape.match(row, place)
        mention = None if match is None else rule.read(context, match)
        if mention is not None:
            return mention
    return None


def _part_so_far(context: Context, began: Mention) -> Part | None:
    """Return the part of the day in which it began: "chieu toi gio" is "chiều tới giờ", not "chiều tối"."""
    is_until = began.part is DUSK and context.typed_before(began.last) == "toi"
    return AFTERNOON if is_until else began.part


def _end_of_so_far(context: Context, began: Mention) -> int | None:
    """Return the sign behind "tới giờ" or the like right behind a time; None where it does not stand there."""
    if began.ago is not None or began.is_ahead or began.is_void:
        return None
    row = context.row.signs
    begins, _ = context.sentence(began.first)
    is_since_said = Sign.FROM in row[begins : began.first]
    match = SO_FAR.match(row, began.last)
    if match is None and is_since_said:
        match = SO_FAR_OR_TONIGHT.match(row, began.last)
    if match is None and began.clock is None and context.typed(began.last) in {"giờ", "gio", "h"}:
        match = THE_HOUR.match(row, began.last)
    is_of_evening = row[began.first : began.last] == Sign.EVENING_OR_UNTIL
    # "Toi den gio" is "tôi đến giờ" as well.
    if match is None or (is_of_evening and row[began.first - 1 : began.first] != Sign.FROM):
        return None
    is_hour_of = row[match.end() - 1] == Sign.HOUR and not HOUR_OF.isdisjoint(context.typed_behind(match.end() - 1, 1))
    return None if is_hour_of else match.end()


def _hours_with_parts(context: Context, pieces: Sequence[Mention]) -> list[Mention]:
    """Return the pieces, each hour with the part of the day right behind it: "hôm qua, 8h | tối"."""
    joined: list[Mention] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        both = None
        if before is not None and before.clock and piece.part and not piece.clock:
            both = _both(before, piece) if _stand_together(context, before, piece, RIGHT_BEHIND) else None
        if both is None:
            joined.append(piece)
        else:
            joined[-1] = both
    return joined


def _joined(context: Context, pieces: Iterable[Mention]) -> list[Mention]:
    """Return the pieces with those that stand together as one."""
    joined: list[Mention] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and _stand_together(context, before, piece, BETWEEN):
            both = _both(before, piece)
            if both is not None:
                joined[-1] = both
                continue
        joined.append(piece)
    return joined


def _stand_together(context: Context, before: Mention, after: Mention, between: re.Pattern[str]) -> bool:
    """Whether nothing else stands between two pieces."""
    if after.first - before.last > LONGEST_GAP:
        return False
    return between.fullmatch(context.row.signs, before.last, after.first) is not None


def _both(one: Mention, other: Mention) -> Mention | None:
    """Return two pieces as one; None where they say different things."""
    if one.is_void or other.is_void:
        return Mention(one.first, other.last, is_void=True)
    if one.ago or other.ago or (one.clock and other.clock) or (one.days_after is not None and other.day):
        return None
    part = one.part or other.part
    if one.part and other.part and one.part is not other.part:
        return None
    day = one.day or other.day
    if one.day and other.day:
        day = _common(one.day, other.day)
        if day is None:
            return None
    elif one.clock and other.day and part in EARLY and goes_past_midnight(one.clock, part):
        # "Từ 10h tối tới 2h sáng nay": the day is that of the end.
        day = Days(*(end - timedelta(days=1) for end in (other.day.first, other.day.last)))
    return Mention(
        one.first,
        other.last,
        day=day,
        part=part,
        clock=one.clock or other.clock,
        days_after=one.days_after if one.days_after is not None else other.days_after,
        tie=min(one.tie if one.day else Tie.LOOSE, other.tie if other.day else Tie.LOOSE) if day else Tie.NAMED,
        is_ahead=one.is_ahead or other.is_ahead,
        is_this=one.is_this or other.is_this,
        is_so_far=one.is_so_far or other.is_so_far,
    )


def _common(one: Days, other: Days) -> Days | None:
    """Return the days that two share: "sáng nay 31/5", "tuần trước, hôm thứ 6"; None where they share none."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Days(first, last) if first <= last else None


def _stretched(context: Context, pieces: Sequence[Mention]) -> list[Mention]:
    """Return the pieces with two that something lasted from and to as one."""
    stretched: list[Mention] = []
    for each in pieces:
        piece = _on_its_last_day(context, each) if _is_bare_part(each) and each.is_so_far else each
        before = stretched[-1] if stretched else None
        if (
            before is not None
            and before.until is None
            and before.day is not None
            and (before.part or before.clock)
            and (piece.part or piece.clock)
            and _stand_together(context, before, piece, UP_TO)
        ):
            stretched[-1] = replace(before, last=piece.last, until=piece)
        elif not _is_bare_part(piece) or _begins_a_sentence(context, piece):
            stretched.append(piece)
    return stretched


def _on_its_last_day(context: Context, piece: Mention) -> Mention:
    """Return a part of a day on the last day on which it had begun: "từ sáng tới giờ"."""
    has_begun = piece.part is not None and piece.part.start <= context.now.hour
    return replace(piece, day=days.back(context.today, 0 if has_begun else 1))


def _is_bare_part(piece: Mention) -> bool:
    """Whether a piece is a part of some day only."""
    return piece.part is not None and not (piece.day or piece.clock or piece.days_after is not None)


def _begins_a_sentence(context: Context, piece: Mention) -> bool:
    """Whether a part of the day that means the last one stands where a sentence begins, or behind "lúc"."""
    before = context.row.signs[piece.first - 1] if piece.first else Sign.STOP
    return piece.part in SPEAKS_FOR_ITSELF and before in {Sign.STOP, Sign.ABOUT, Sign.COMMA}


def _with_days(pieces: Sequence[Mention]) -> list[Mention]:
    """Return the pieces, each hour without a day with the day that was spoken of last."""
    known: list[Mention] = []
    spoken_of: Mention | None = None
    for piece in pieces:
        if piece.days_after is not None and not piece.is_void:
            if spoken_of is not None and spoken_of.day is not None and (piece.part or piece.clock):
                day = Days(
                    *(day + timedelta(days=piece.days_after) for day in (spoken_of.day.first, spoken_of.day.last))
                )
                known.append(replace(piece, day=day, days_after=None, is_next=piece.days_after > 0))
            continue
        if piece.clock and not piece.day and spoken_of is not None:
            known.append(_on_the_day(piece, spoken_of))
        else:
            known.append(piece)
        if piece.is_void or (piece.day is not None and piece.day.is_one):
            spoken_of = piece
    return known


def _on_the_day(piece: Mention, spoken_of: Mention) -> Mention:
    """Return an hour on the day that was spoken of, which is the next one for an hour after its night."""
    if spoken_of.is_void:
        return replace(piece, is_void=True)
    clock = piece.clock
    if clock is None or spoken_of.day is None:
        return piece
    part: Part | None = piece.part or (None if spoken_of.clock else spoken_of.part)
    day = spoken_of.day
    if clock.is_range and clock.start_part is None and spoken_of.part in LATE:
        # "Đêm qua từ 10h tới 2h sáng" begins in the night.
        clock = replace(clock, start_part=spoken_of.part)
    elif spoken_of.part is NIGHT and piece.part is not None and clock.start < SMALL_HOURS_END:
        day = Days(day.first + timedelta(days=1), day.last + timedelta(days=1))
    return replace(piece, day=day, clock=clock, part=part, is_ahead=spoken_of.is_ahead, is_this=spoken_of.is_this)
