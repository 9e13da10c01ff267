"""When it happened, as far as the words say. Nothing is invented, and nothing lies ahead unless the words say so.

A text says a day ("hôm qua", "ngày 5/3", "rằm tháng giêng"), a part of it ("tối", "rạng sáng"), an hour ("23h30",
"9 giờ kém 10"), or a distance ("cách đây 20 phút"). Of several times the one at which it happened is taken: told apart
from when it was reported, from papers and births, from plans, and from what comes again and again ("tối nào cũng").

The way of a text: `signs` turns its words into a row of signs, `day_rules` and `clock_rules` find pieces in the row,
`joining` puts pieces together, `windows` turns them into times, and here one of these is chosen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from domain import reading
from domain.reading import Reading
from triage import joining, signs
from triage.mentions import Context, Mention, Precision, Tie
from triage.time_words import Sign
from triage.windows import LOCAL, Window, window

__all__ = ["LOCAL", "Occurrence", "Precision", "occurred"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When something happened.

    Attributes:
        start: The earliest it may have been, in UTC.
        end: The latest, in UTC; the same where the words give the hour.
        words: The citizen's own words.
        offset: Where these words begin in the original text, in code points.
        precision: How precisely the words say it.
        began_by: The latest that it may have begun, in UTC, where it went on until it was reported; else None.
    """

    start: datetime
    end: datetime
    words: str
    offset: int
    precision: Precision
    began_by: datetime | None = None

    @property
    def moment(self) -> datetime:
        """The likeliest time at which it happened, or began where it went on, in UTC."""
        return self.start + ((self.began_by or self.end) - self.start) / 2

    def age(self, at: datetime) -> timedelta | None:
        """Return how long it was over, at the latest, at some time; None where it was still to come."""
        return None if self.start > at else max(at - self.end, timedelta(0))


def occurred(text: Reading, *, sent_at: datetime) -> Occurrence | None:
    """Return when the text says it happened.

    Args:
        text: What was written.
        sent_at: When it was sent, aware; nothing later is returned unless the words speak of the future.

    Returns:
        The time, or None where the text gives none, gives it only roughly ("dạo này"), or tells of a habit.

    Raises:
        ValueError: `sent_at` has no time zone.
    """
    if sent_at.tzinfo is None:
        raise ValueError("sent_at needs a time zone")
    if not signs.speaks_of_time(text) or sent_at.year not in YEARS_OF_SENDING:
        return None
    context = Context(signs.row(text.words), text.words, sent_at.astimezone(LOCAL))
    best = max(_times(context), key=lambda weighed: weighed[0], default=None)
    return _ongoing(text, context) if best is None else _occurrence(text, context, best[1])


def _times(context: Context) -> Iterator[tuple[float, Window]]:
    """Yield the times of a text that may be that of the event, in order, with what speaks for each."""
    mentions = joining.mentions(context)
    for place, mention in enumerate(mentions):
        found = None if _is_beside_the_point(context, mention) else window(context, mention)
        if found is not None and not _is_background(context, found):
            end = mentions[place + 1].first if place + 1 < len(mentions) else len(context.row.signs)
            yield _weight(context, found, end), found


def _occurrence(text: Reading, context: Context, found: Window) -> Occurrence:
    """Return a time with the words that say it."""
    first, last = context.row.firsts[found.mention.first], context.row.lasts[found.mention.last - 1]
    return Occurrence(
        start=found.start.astimezone(UTC),
        end=found.end.astimezone(UTC),
        words=text.spoken(first, last),
        offset=text.words[first].start,
        precision=found.precision,
        began_by=found.began_by and found.began_by.astimezone(UTC),
    )


YEARS_OF_SENDING = range(1970, 2200)
"""The clock of a messenger that says another year is wrong."""

BESIDE = 3
"""Signs before and behind a time that tell what it is the time of; a run of other words is one sign."""

FAR = 10
"""The same for who said something: "Ngày 1/8, đại diện phòng Công tác xã hội bệnh viện cho biết"."""

LONG_AGO = timedelta(days=730)
"""A month or year further back is what led there, unless the writers tell of themselves."""

FIRST_PERSON = frozenset({"tôi", "toi", "tui", "mình", "minh", "em", "cháu", "chau", "mik", "mk"})
"""Words for those who write."""

LIMITS = frozenset({Sign.DURING, Sign.NEXT, Sign.LAST, Sign.OFTEN})
"""Before an hour without a day they tell how long, or of a limit: "sau 22h"."""

OPEN = frozenset({Sign.FROM, Sign.UNTIL, Sign.EVENING_OR_UNTIL})
"""The same within a sentence: "mở đến 2h"; "Đến 2h, hai người cãi nhau" tells of an event."""


def _is_beside_the_point(context: Context, mention: Mention) -> bool:
    """Whether a time is none of an event: of a birth, a paper, an appointment, or a habit."""
    if mention.is_void:
        return True
    row = context.row.signs
    before = row[max(0, mention.first - 2) : mention.first]
    if Sign.BIRTH in before or Sign.PAPER in before or (Sign.PLAN in before and not mention.is_ahead):
        return True
    if mention.ago is not None:
        return False
    if mention.is_so_far:
        return context.is_habit_said and (mention.day is None or mention.tie is Tie.LOOSE)
    if mention.day is not None and mention.tie is Tie.NAMED:
        return False
    if before.endswith(Sign.EACH) or row.startswith(Sign.EVERY, mention.last):
        return True
    return _is_habit(context, mention)


def _is_habit(context: Context, mention: Mention) -> bool:
    """Whether a time that names no day for sure is told of as coming again and again."""
    if context.is_habit_said:
        return True
    row = context.row.signs
    if mention.day is not None:
        return False
    begins, ends = context.sentence(mention.first)
    before = row[max(begins, mention.first - 2) : mention.first].rstrip(Sign.ABOUT)[-1:]
    if before in LIMITS or (before in OPEN and mention.first - begins > 1):
        return True
    if mention.clock is not None and (mention.clock.is_range or row.startswith(Sign.IS, mention.last)):
        return True
    if _may_be_a_number_of_hours(context, mention):
        return True
    return Sign.OFTEN in row[begins:ends] or _is_a_whole_day(mention)


def _may_be_a_number_of_hours(context: Context, mention: Mention) -> bool:
    """Whether "4 giờ" inside a sentence has nothing beside it that makes it an hour of the clock."""
    row = context.row.signs
    if mention.clock is None or mention.part is not None or mention.clock.precision is Precision.MINUTE:
        return False
    before = row[mention.first - 1 : mention.first]
    return before == Sign.OTHER and context.typed(mention.last - 1) in {"giờ", "gio"}


def _is_a_whole_day(mention: Mention) -> bool:
    """Whether "24h" stands alone, which is how long a day is."""
    return mention.clock is not None and mention.part is None and mention.clock.start == mention.clock.end == 24 * 60


def _is_background(context: Context, found: Window) -> bool:
    """Whether a time is a month or year long ago, in a text that does not tell of the writer."""
    if found.precision is not Precision.LONGER or context.now - found.end < LONG_AGO:
        return False
    return FIRST_PERSON.isdisjoint(word.folded for word in context.words)


PRECISE = {Precision.MINUTE: 4.0, Precision.HOUR: 4.0, Precision.PART: 3.6, Precision.DAY: 3.0, Precision.LONGER: 1.2}
"""What a time weighs by its precision: an event is told with its hour, what surrounds it is not."""


def _weight(context: Context, found: Window, end: int) -> float:
    """Return how likely it is that a time is that of the event.

    Args:
        context: The text.
        found: The time.
        end: The sign with which the next time begins.
    """
    mention = found.mention
    row = context.row.signs
    begins, ends = context.sentence(mention.first)
    before = row[max(begins, mention.first - BESIDE) : mention.first]
    behind = row[mention.last : min(ends, end, mention.last + FAR)]
    # What stands right before the next time is said of that one.
    reported = behind[:-BESIDE] if mention.last + len(behind) == end < len(row) else behind
    weight = PRECISE[found.precision]
    if mention.day is None and mention.ago is None:
        weight -= 1.0
    if found.precision is Precision.DAY and found.end >= context.now and found.began_by is None:
        weight -= 1.5  # "hôm nay" is as often the day of writing.
    if Sign.REPORT in before or Sign.REPORT in reported or Sign.SAID in behind:
        weight -= 2.0
    if Sign.BACKGROUND in before or Sign.BACKGROUND in behind[:BESIDE]:
        weight -= 2.0
    if Sign.HAPPENED in before:
        weight += 1.0
    if len(before) > 1 and before.rstrip(Sign.ABOUT)[-1:] in {Sign.UNTIL, Sign.NEXT}:
        weight -= 1.5
    elif before.endswith(Sign.FROM):
        weight -= 0.3
    if mention.is_next:
        weight -= 0.7  # "sáng hôm sau" tells what followed.
    return weight


GOES_ON = frozenset(
    {
        "ẩu", "bắn", "bị", "bốc", "cạy", "cầm", "chặn", "cháy", "chém", "chìm", "chửi", "cướp", "dọa", "đâm", "đánh",
        "đập", "đe", "đốt", "đổ", "đua", "đuổi", "gây", "giật", "hành", "hát", "hiếp", "hỗn", "kẹt", "kêu", "khiêng",
        "la", "lảng", "leo", "ném", "nẹt", "ngạt", "ngập", "nhảy", "nổ", "phá", "quậy", "rình", "rượt", "sạt", "say",
        "tạt", "tấn", "trèo", "trộm", "tụ", "vác", "vứt", "xả", "xô",
    }
)  # fmt: skip
"""First words of what somebody sees happening, behind "đang"."""

WITHIN = 3
"""Words behind "đang" within which it is said what goes on."""


def _ongoing(text: Reading, context: Context) -> Occurrence | None:
    """Return the time of sending where the text says that it goes on now, and is no habit."""
    row = context.row.signs
    if context.is_habit_said:
        return None
    for place, sign in enumerate(row):
        if sign in {Sign.NOW, Sign.SEVEN_OR_NOW} or (sign == Sign.ONGOING and _is_seen(context, place)):
            first, last = context.row.firsts[place], context.row.lasts[place]
            now = context.now.astimezone(UTC)
            return Occurrence(now, now, text.spoken(first, last), text.words[first].start, Precision.MINUTE)
    return None


def _is_seen(context: Context, place: int) -> bool:
    """Whether "đang" tells of an event, not of a state, nor of what went on while something else happened."""
    if context.row.signs[place - 1 : place] in {Sign.ABOUT, Sign.BACKGROUND}:
        return False
    behind = context.row.lasts[place] + 1
    words = {word.folded for word in context.words[behind : behind + WITHIN]}
    return not words.isdisjoint(_goes_on())


@lru_cache(maxsize=1)
def _goes_on() -> frozenset[str]:
    """Return the words with their marks and without, but for those that are too often others without."""
    return GOES_ON | (frozenset(map(reading.plain, GOES_ON)) - {"bi", "do", "la", "hanh", "hon", "say", "tan", "xa"})
