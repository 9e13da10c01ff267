"""From what a mention says to the times that it means, against the local time at which it was sent."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

from triage import days
from triage.days import Toward
from triage.mentions import Clock, Context, Mention, Precision
from triage.time_words import Part

LOCAL = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Viet Nam has kept one time without summer time since 1975."""

HOUR = 60
MIDDAY = 12 * HOUR
DAY = 24 * HOUR

EARLY = 5
"""Before this hour the night still belongs to the evening before, for who says "tối nay"."""

FAST, ROUNDED = timedelta(minutes=10), timedelta(minutes=20)
"""By so much an hour with its minutes, and a full hour, may lie ahead and mean now: "khoảng 3h chiều" said at 14:45."""

EVENING_FROM = 18
"""From this hour on "12h đêm nay" is still to come."""

FEW_DAYS = 3
"""More days in a row than this are a longer time."""

LONGEST_RANGE = timedelta(days=4)
"""From the beginning to the end of what is told as one; more is a mistake in reading."""

ONE_DAY = timedelta(days=1)


class Window(NamedTuple):
    """A mention as local times.

    Attributes:
        start: The earliest that it may mean.
        end: The latest.
        precision: How precisely it is said.
        mention: What was said.
        began_by: The latest that it may have begun, where it has gone on since; None where it is not said to.
    """

    start: datetime
    end: datetime
    precision: Precision
    mention: Mention
    began_by: datetime | None = None


def window(context: Context, mention: Mention) -> Window | None:
    """Return the times that a mention means.

    They are cut off at the time of sending unless the words say that they are still to come; None where all of them lie
    ahead and nothing says so. What has gone on since lasts to the time of sending, unless only a week or more is named.
    """
    found = _told(context, mention)
    if found is None or not mention.is_so_far or found.precision is Precision.LONGER or found.start > context.now:
        return found
    return found._replace(end=context.now, began_by=found.end)


def _told(context: Context, mention: Mention) -> Window | None:
    """Return the times that a mention names, whatever went on since."""
    now = context.now
    if mention.ago is not None:
        return Window(now - mention.ago.longest, now - mention.ago.shortest, mention.ago.precision, mention)
    found = _span(mention, context.today)
    if mention.until is not None:
        found = found._replace(end=_until(found, mention))
    toward = context.toward(mention.first, mention.last)
    if toward is Toward.PAST and _is_about_now(mention, found, now):
        return found._replace(start=now, end=now)
    if found.start > now and toward is Toward.PAST and _is_of_yesterday(mention, found, now):
        found = found._replace(start=found.start - ONE_DAY, end=found.end - ONE_DAY)
    if found.start > now:
        is_said = mention.is_ahead or mention.is_this or toward is Toward.FUTURE
        return found if is_said or _is_of(mention, context.today) else None
    if found.end <= now:
        return found
    if toward is Toward.FUTURE:
        return found._replace(start=now)
    return found._replace(end=now)


def _is_about_now(mention: Mention, found: Window, now: datetime) -> bool:
    """Whether an hour without a day is still to come by less than clocks differ or people round."""
    if mention.day is not None or mention.clock is None or mention.clock.is_range:
        return False
    return timedelta(0) < found.start - now <= (ROUNDED if found.precision is Precision.HOUR else FAST)


def _is_of(mention: Mention, today: date) -> bool:
    """Whether a mention names today."""
    return mention.day is not None and mention.day.first == today


def _is_of_yesterday(mention: Mention, found: Window, now: datetime) -> bool:
    """Whether a time still to come is the last one of its kind: an hour without a day, "tối nay" said at midnight."""
    if mention.day is None:
        return True
    if not (mention.is_this or _is_of(mention, now.date())):
        return False
    is_night_over = mention.clock is not None and found.start.date() > mention.day.first and now.hour < EVENING_FROM
    return now.hour < EARLY or is_night_over


def _span(mention: Mention, today: date) -> Window:
    """Return the times of a day, a part of it and an hour, as if today where no day is named."""
    day = mention.day or days.back(today, 0)
    if not day.is_one:
        precision = Precision.DAY if (day.last - day.first).days < FEW_DAYS else Precision.LONGER
        return Window(_midnight(day.first), _midnight(day.last) + ONE_DAY, precision, mention)
    midnight = _midnight(day.first)
    if mention.clock is not None:
        first, last = _hours(mention.clock, mention.part)
        return Window(_after(midnight, first), _after(midnight, last), mention.clock.precision, mention)
    if mention.part is not None:
        start, end = _after(midnight, mention.part.start * HOUR), _after(midnight, mention.part.end * HOUR)
        return Window(start, end, Precision.PART, mention)
    return Window(midnight, midnight + ONE_DAY, Precision.DAY, mention)


def _midnight(day: date) -> datetime:
    """Return the local midnight with which a day begins."""
    return datetime.combine(day, time(), LOCAL)


def _after(midnight: datetime, minutes: float) -> datetime:
    """Return the time some minutes after midnight."""
    return midnight + timedelta(minutes=minutes)


def _hours(clock: Clock, part: Part | None) -> tuple[int, int]:
    """Return the minutes after midnight that a clock means in a part of the day."""
    start = _in_part(clock.start, clock.start_part or part)
    if clock.end == clock.start:
        return start, start
    end = _in_part(clock.end, part)
    return start, end if end >= start else end + DAY


def goes_past_midnight(clock: Clock, part: Part | None) -> bool:
    """Whether a range of hours ends on the day after it began."""
    return clock.is_range and _hours(clock, part)[1] >= DAY


def _in_part(minutes: int, part: Part | None) -> int:
    """Return the minutes after midnight that a dial shows in a part of the day: "11h" in "tối" is 23:00."""
    if part is None or minutes > MIDDAY + HOUR - 1:
        return minutes
    for there in (minutes, minutes + MIDDAY, minutes + DAY):
        if part.first_hour * HOUR <= there <= part.last_hour * HOUR:
            return there
    return minutes


def _until(found: Window, mention: Mention) -> datetime:
    """Return when it ended; the end of the beginning where that makes no sense."""
    if mention.until is None or mention.day is None:
        return found.end
    last = _span(replace(mention.until, day=mention.until.day or mention.day), mention.day.first).start
    if last <= found.start:
        last += ONE_DAY
    return last if found.start < last <= found.start + LONGEST_RANGE else found.end
