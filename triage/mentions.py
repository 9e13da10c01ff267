"""What a piece of a text says about a time, and the language in which the rules for it are written.

A rule is a pattern over the names of signs, such as `NUMBER HOUR HALF_PAST?`, and a function that turns a match into a
`Mention`, or into None where it says no time after all.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import cached_property

from domain.reading import Word
from triage.days import Days, Toward
from triage.signs import Row
from triage.time_words import Part, Sign

CLASSES = {
    "NUMBER": (Sign.ONE, Sign.TWO, Sign.SPELT, Sign.FIVE_OR_YEAR),
    "DIGITS": (Sign.ONE, Sign.TWO),
    "A_PART": (Sign.PART, Sign.EVENING_OR_UNTIL),
    "TILL": (Sign.UNTIL, Sign.EVENING_OR_UNTIL),
    "O_CLOCK": (Sign.HOUR, Sign.GRAM),
    "A_DAY": (Sign.DAY, Sign.SOME_DAY),
    "UNIT": (
        Sign.HOUR, Sign.GRAM, Sign.MINUTE, Sign.HOURS, Sign.DAY, Sign.SOME_DAY, Sign.WEEK, Sign.MONTH,
        Sign.FIVE_OR_YEAR,
    ),
    "ROUGHLY": (Sign.ABOUT, Sign.MORE, Sign.ALMOST),
}  # fmt: skip
"""Names in patterns that stand for one of several signs."""


class Precision(IntEnum):
    """How precisely a time is known, the finest first."""

    MINUTE = 1
    HOUR = 2
    PART = 3
    DAY = 4
    LONGER = 5


class Tie(IntEnum):
    """How firmly a mention says which day it means."""

    NAMED = 1  # "hôm qua", "5/3", "thứ 6 tuần trước".
    LOOSE = 2  # "thứ 7", "tháng 3", "đầu năm": beside words of habit it is one.


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of the day, or two with what lies between.

    Attributes:
        start: Minutes after midnight, as the clock shows them.
        end: The same for the end; the start again where one hour is named.
        start_part: The part of the day that is named with the start alone.
        precision: To the minute, where minutes are named; else the hour.
        is_range: Whether it went on from one to the other.
    """

    start: int
    end: int
    start_part: Part | None
    precision: Precision
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class Ago:
    """A span that is counted back from now; below zero, ahead of now.

    Attributes:
        longest: The longest it may be.
        shortest: The shortest.
        precision: How precisely it was said.
    """

    longest: timedelta
    shortest: timedelta
    precision: Precision


@dataclass(frozen=True, slots=True)
class Mention:
    """What a piece of the text says about a time; each attribute is None where it says nothing about that.

    Attributes:
        first: The first of its signs.
        last: The sign behind its last.
        day: The day or days.
        part: The part of the day.
        clock: The hour.
        ago: The span before now.
        days_after: How many days after the day that was spoken of: 0 for "cùng ngày".
        tie: How firmly the day is meant.
        is_ahead: Whether the words themselves say that it is still to come.
        is_this: Whether it is said with "nay", so that a night still to come is the last one.
        until: What it lasted to.
        is_next: Whether it is the day after the one that was spoken of.
        is_void: Whether it names a day that there is not, such as 31/2, so that it says nothing about when.
        is_so_far: Whether it is only when it began, and it has gone on since: "từ sáng tới giờ", "10 phút rồi".
    """

    first: int
    last: int
    day: Days | None = None
    part: Part | None = None
    clock: Clock | None = None
    ago: Ago | None = None
    days_after: int | None = None
    tie: Tie = Tie.NAMED
    is_ahead: bool = False
    is_this: bool = False
    until: "Mention | None" = None
    is_next: bool = False
    is_void: bool = False
    is_so_far: bool = False


WIDEST = 80
"""Signs to either side of a time within which its sentence is looked at."""


def _any(*classes: str) -> str:
    """Return a pattern for one of the signs of some classes."""
    return "".join(re.escape(sign) for name in classes for sign in CLASSES[name])


HABITS = re.compile(
    f"{Sign.HABIT}"
    f"|{Sign.EACH}{Sign.ABOUT}?[{_any('A_PART', 'A_DAY', 'NUMBER')}{Sign.WEEK}{Sign.MONTH}{Sign.WEEKDAY}]"
    f"|[{_any('A_PART', 'A_DAY')}{Sign.WEEK}{Sign.WEEKDAY}]{Sign.EVERY}"
)
"""What comes again and again: "thường xuyên", "mỗi tối", "hằng đêm", "tối nào", "cứ 2 ngày"."""


@dataclass(frozen=True)
class Context:
    """A text in which times are looked for.

    Attributes:
        row: Its signs.
        words: Its words.
        now: The local time at which it was sent.
    """

    row: Row
    words: Sequence[Word]
    now: datetime

    @cached_property
    def today(self) -> date:
        """The local day on which it was sent."""
        return self.now.date()

    def value(self, match: re.Match[str], group: str) -> int:
        """Return the value of the first sign of a group."""
        return self.row.values[match.start(group)]

    def typed(self, sign: int) -> str:
        """Return the first word of a sign as it was typed, folded; empty behind the last."""
        return self.words[self.row.firsts[sign]].folded if sign < len(self.row.signs) else ""

    def typed_before(self, sign: int) -> str:
        """Return the last word before a sign as it was typed, folded; empty before the first."""
        word = self.row.firsts[sign] - 1
        return self.words[word].folded if word >= 0 else ""

    def typed_behind(self, sign: int, most: int) -> list[str]:
        """Return the words behind a sign as they were typed, folded, no more than some of them."""
        word = self.row.lasts[sign] + 1
        return [one.folded for one in self.words[word : word + most]]

    def sentence(self, sign: int) -> tuple[int, int]:
        """Return where the sentence around a sign begins and ends, as far as anything in it may matter."""
        row = self.row.signs
        first, last = max(0, sign - WIDEST), min(len(row), sign + WIDEST)
        begins, ends = row.rfind(Sign.STOP, first, sign), row.find(Sign.STOP, sign, last)
        return begins + 1 if begins >= 0 else first, ends if ends >= 0 else last

    @cached_property
    def is_habit_said(self) -> bool:
        """Whether the text tells of what comes again and again."""
        return HABITS.search(self.row.signs) is not None

    @cached_property
    def is_future_said(self) -> bool:
        """Whether the text speaks of the future at all."""
        return Sign.FUTURE in self.row.signs

    def toward(self, first: int, last: int) -> Toward:
        """Return whether the sentence around some signs speaks of the future, or "tới đây" stands behind them."""
        # "sau", which has a value, as often begins a place: "tối 12/10 sau quán".
        if self.row.signs.startswith(Sign.NEXT, last) and not self.row.values[last]:
            return Toward.FUTURE
        if not self.is_future_said:
            return Toward.PAST
        begins, ends = self.sentence(first)
        return Toward.FUTURE if Sign.FUTURE in self.row.signs[begins:ends] else Toward.PAST


def said(match: re.Match[str], group: str) -> str | None:
    """Return a group of a match; None where it is empty or its rule has no such group."""
    return match[group] if group in match.re.groupindex else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over signs, and what it says.

    Attributes:
        starts: The signs that it may begin with.
        shape: The pattern.
        read: Turns a match into what it says.
    """

    starts: str
    shape: re.Pattern[str]
    read: Callable[[Context, re.Match[str]], Mention | None]


REPEATED = "{0,3}"

_NAMES = {sign.name: re.escape(sign.value) for sign in Sign} | {
    name: f"[{''.join(re.escape(sign) for sign in signs)}]" for name, signs in CLASSES.items()
}


def rule(starts: str, shape: str, read: Callable[[Context, re.Match[str]], Mention | None]) -> Rule:
    """Return a rule from names of signs.

    Args:
        starts: The names that it may begin with.
        shape: The pattern; spaces mean nothing, and a star up to three times, so that a search takes linear time.
        read: Turns a match into what it says.
    """
    first = "".join("".join(CLASSES.get(name) or (Sign[name],)) for name in starts.split())
    named = re.sub(r"\b[A-Z][A-Z_]+\b", _sign, shape.replace("*", REPEATED))
    return Rule(first, re.compile(re.sub(r"\s+", "", named)), read)


def _sign(name: re.Match[str]) -> str:
    """Return the pattern for a name."""
    return _NAMES[name[0]]
