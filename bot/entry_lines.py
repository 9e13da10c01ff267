"""A line of a table → what is entered: an activity, a structure, a standard, a total from before, a period."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from bot import entry_words as words
from bot.entry_columns import MEASURE_COLUMNS, Row
from bot.figure_names import read_figure
from domain.activities import ACTIVITY_RULES, ActivityEntry, ActivityType, InvalidActivityError, check_activity
from domain.backfills import Backfill, InvalidBackfillError, check_backfill
from domain.campaigns import Campaign, InvalidCampaignError, check_campaign
from domain.outcomes import UnitOfCount
from domain.periods import (
    BackwardPeriodError,
    CutOff,
    DistantPeriodError,
    InvalidCutOffError,
    Period,
    PeriodName,
    check_cut_off,
    cycle_of,
)
from domain.structures import (
    WHOLE_OF,
    InvalidStructureError,
    Measure,
    Milestone,
    StandardEntry,
    StructureEntry,
    StructureType,
    check_standard,
    check_structure,
)

NOT_SO = {
    "unit": ("unit_of_count", "this kind of activity is not counted in this unit"),
    "quantity": ("quantity", "the number must be above zero, whole, and below 1.000.000.000.000"),
    "second": ("second_quantity", "this kind of activity has no number of people, or it is no number above zero"),
    "topic": ("topic", "this kind of activity says nothing of what it was about"),
    "void": ("void", "only an entry that is there already can be void; its number goes into “Thay cho số”"),
    "name": ("name", "the name is longer than 200 letters, begins with = + - @, or holds what is not seen"),
    "owner": ("owner", "the name is longer than 120 letters, begins with = + - @, or holds what is not seen"),
    "dates": ("", "the days do not fit: a structure begins, is counted, and ends, in this order"),
    "counts": ("", "a number is not whole or too large, or a part is larger than its whole"),
    "figure": (
        "figure",
        "it names a model by its row, a name of more than 200 letters, or an owner of more than 120",
    ),
    "days": ("end", "the last day lies before the first"),
    "document": ("document", "a document is named in 300 letters at most, none of which is = + - @ at the beginning"),
}
"""What is wrong, by the part that an error of `domain` names: the column where it is in one, and a sentence."""

_NO_DOCUMENT = ("document", NOT_SO["document"][1])

CUT_OFF_NOT_SO = {
    "name": ("period", "a week is not cut off otherwise"),
    "months": (
        "months",
        "a period has as many months as fit evenly into a year: 1, 2, 3, 4, 6 or 12; 9 months up to 12",
    ),
    "from_day": ("from_day", "a period begins on one of the days 1 to 28 of a month"),
    "first_month": ("first_month", "a year begins with one of the months 1 to 12"),
    "valid_from": ("valid_from", "no period that is cut off so begins on this day"),
    "document": _NO_DOCUMENT,
}
CAMPAIGN_NOT_SO = {
    "name": (
        "campaign",
        "a campaign is named in 120 letters at most, not like a period or a day, and not with = + - @ at the beginning",
    ),
    "document": _NO_DOCUMENT,
}

MILESTONE_COLUMNS = {
    Milestone.REPLICATED: ("replicated_on", "replicated"),
    Milestone.RECOGNISED: ("recognised_on", "recognised"),
}


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity, and the row that it stands in place of."""

    entry: ActivityEntry
    corrects: int | None
    is_void: bool


@dataclass(frozen=True, slots=True)
class StructureLine:
    """A structure that begins; or without a first day, what became of one that is there.

    Attributes:
        type: What kind.
        name: Its name, empty where it has none.
        owner: The body that keeps it up.
        begins: The structure to register, None where it is there already.
        ended_on: The day on which it was there no longer.
        counts: What was counted, each with its day.
        milestones: What happened to it, with the day and how many of what the line stands for.
        is_at_least: Whether the counts are lower bounds.
    """

    type: StructureType
    name: str
    owner: str
    begins: StructureEntry | None
    ended_on: date | None
    counts: tuple[tuple[Measure, Decimal, date], ...]
    milestones: tuple[tuple[Milestone, Decimal, date], ...]
    is_at_least: bool = False

    @property
    def newest_day(self) -> date:
        """The last day that the line names."""
        days = [on for _what, _quantity, on in (*self.counts, *self.milestones)]
        if self.begins is not None:
            days += [self.begins.started_on, self.begins.counted_on or self.begins.started_on]
        return max([*days, self.ended_on] if self.ended_on else days)


@dataclass(frozen=True, slots=True)
class BackfillLine:
    """A total from before, and the row that it stands in place of."""

    total: Backfill
    corrects: int | None


@dataclass(frozen=True, slots=True)
class CutOffLine:
    """Where a period is cut off, and the row that it stands in place of."""

    cut_off: CutOff
    corrects: int | None
    is_void: bool


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign, and the row that it stands in place of."""

    campaign: Campaign
    corrects: int | None
    is_void: bool


Entry = ActivityLine | StructureLine | StandardEntry | BackfillLine | CutOffLine | CampaignLine
"""What a line may be."""

InvalidEntryError = (
    InvalidActivityError | InvalidStructureError | InvalidBackfillError | InvalidCutOffError | InvalidCampaignError
)
_INVALID = (
    InvalidActivityError,
    InvalidStructureError,
    InvalidBackfillError,
    InvalidCutOffError,
    InvalidCampaignError,
)


def reason(error: InvalidEntryError) -> tuple[str, str]:
    """Return the column and the sentence of what `domain` says is wrong with an entry."""
    match error:
        case InvalidCutOffError():
            return CUT_OFF_NOT_SO[error.part]
        case InvalidCampaignError():
            return CAMPAIGN_NOT_SO[error.part]
        case _:
            return NOT_SO[error.part]


def told(error: InvalidEntryError, row: Row) -> None:
    """Note in the faults what `domain` says is wrong with a line."""
    column, says = reason(error)
    row.fault(says, column)


def read_activity(row: Row) -> ActivityLine | None:
    """Return the activity of a line, None where something is wrong with it."""
    kind = row.need("type", partial(words.word, names=words.ACTIVITY_TYPES))
    quantity = row.need("quantity", words.whole_number)
    unit = row.need("unit_of_count", partial(words.word, names=words.UNITS_OF_COUNT))
    by = row.need("by", partial(words.word, names=words.SOURCE_GROUPS))
    on = row.need("on", words.day)
    second = row.take("second_quantity", words.whole_number)
    topic = row.take("topic", partial(words.word, names=words.TOPICS))
    corrects = row.take("corrects", words.row)
    is_void = row.take("void", words.claim) or False
    if not row.is_well or kind is None or quantity is None or unit is None or by is None or on is None:
        return None
    if unit not in ACTIVITY_RULES[kind].units:
        row.fault(_other_units(kind, unit), "unit_of_count")
        return None
    entry = ActivityEntry(kind, quantity, unit, by, on, second, topic)
    if is_void and corrects is None:
        told(InvalidActivityError("void"), row)
    return ActivityLine(entry, corrects, is_void) if _holds(row, partial(check_activity, entry)) else None


def _other_units(kind: ActivityType, unit: UnitOfCount) -> str:
    """Return what is said of a unit in which this kind of activity is not counted."""
    units, named = words.UNITS_OF_COUNT.first, words.ACTIVITY_TYPES.first[kind]
    right = ", ".join(f"“{units[one]}”" for one in ACTIVITY_RULES[kind].units)
    return f"“{named}” is not counted in “{units[unit]}”; it is counted in {right}"


def _holds(row: Row, check: Callable[[], None]) -> bool:
    """Whether an entry passes a check of `domain`; what is wrong is noted."""
    try:
        check()
    except _INVALID as error:
        told(error, row)
    return row.is_well


def read_structure(row: Row) -> StructureLine | None:
    """Return the structure of a line, None where something is wrong with it."""
    kind = row.need("type", partial(words.word, names=words.STRUCTURE_TYPES))
    name = row.take("name", words.name) or ""
    owner = row.take("owner", words.name) or ""
    started_on = row.take("started_on", words.day)
    ended_on = row.take("ended_on", words.day)
    area = row.take("area", partial(words.word, names=words.AREAS))
    counted_on = row.take("counted_on", words.day) or started_on
    is_at_least = row.take("at_least", words.claim) or False
    counts = _counts(row)
    milestones = _milestones(row)
    if row.is_well and counts and counted_on is None:
        row.fault("numbers need the day on which they were counted", "counted_on")
    if row.is_well and is_at_least and not counts:
        row.fault("there is no number on this line that could be a lower bound", "at_least")
    if not row.is_well or kind is None:
        return None
    if started_on is None:
        counted = () if counted_on is None else tuple((measure, count, counted_on) for measure, count in counts)
        if not (counted or milestones or ended_on):
            row.fault("a structure that is new needs its first day", "started_on")
            return None
        return StructureLine(kind, name, owner, None, ended_on, counted, milestones, is_at_least)
    on = counted_on if counts else None
    entry = StructureEntry(kind, started_on, name, owner, ended_on, area, counts, on, is_at_least)
    well = _holds(row, partial(check_structure, entry))
    return StructureLine(kind, name, owner, entry, None, (), milestones) if well else None


def _counts(row: Row) -> tuple[tuple[Measure, Decimal], ...]:
    """Return what was counted, each whole before its parts."""
    measures = sorted(MEASURE_COLUMNS, key=WHOLE_OF.__contains__)
    read = ((measure, row.take(MEASURE_COLUMNS[measure].code, words.whole_number)) for measure in measures)
    return tuple((measure, quantity) for measure, quantity in read if quantity is not None)


def _milestones(row: Row) -> tuple[tuple[Milestone, Decimal, date], ...]:
    """Return what happened to the structure; where nothing is said of how many, it is one."""
    found = []
    for milestone, (day_column, column) in MILESTONE_COLUMNS.items():
        on = row.take(day_column, words.day)
        quantity = row.take(column, words.whole_number)
        if on is not None:
            found.append((milestone, Decimal(1) if quantity is None else quantity, on))
        elif quantity is not None and row.is_well:
            row.fault("the day is missing on which this happened", day_column)
    return tuple(found)


def read_standard(row: Row) -> StandardEntry | None:
    """Return how many met a standard, None where something is wrong with the line."""
    standard = row.need("standard", partial(words.word, names=words.STANDARDS))
    area = row.need("area", partial(words.word, names=words.AREAS))
    met = row.need("met", words.whole_number)
    assessed = row.take("assessed", words.whole_number)
    on = row.need("on", words.day)
    if not row.is_well or standard is None or area is None or met is None or on is None:
        return None
    entry = StandardEntry(standard, area, met, assessed, on)
    return entry if _holds(row, partial(check_standard, entry)) else None


def read_backfill(row: Row) -> BackfillLine | None:
    """Return the total from before of a line, None where something is wrong with it."""
    figure = row.need("figure", read_figure)
    quantity = row.need("quantity", words.number)
    start = row.need("start", words.day)
    end = row.need("end", words.day)
    document = row.need("document", words.name)
    is_at_least = row.take("at_least", words.claim) or False
    corrects = row.take("corrects", words.row)
    if figure is None or quantity is None or start is None or end is None or document is None or not row.is_well:
        return None
    total = Backfill(figure, quantity, start, end, document, is_at_least)
    return BackfillLine(total, corrects) if _holds(row, partial(check_backfill, total)) else None


def read_period(row: Row) -> CutOffLine | CampaignLine | None:
    """Return the cut-off or the campaign of a line, None where something is wrong with it."""
    name = row.take("period", partial(words.word, names=words.PERIODS))
    campaign = row.take("campaign", words.name)
    if row.is_well and (name is None) == (campaign is None):
        row.fault("a line names a period or a campaign, one of them", "period")
    document = row.need("document", words.name)
    corrects = row.take("corrects", words.row)
    is_void = row.take("void", words.claim) or False
    if is_void and corrects is None:
        told(InvalidActivityError("void"), row)
    if not row.is_well or document is None:
        return None
    if name is not None:
        cut_off = _cut_off(row, name, document)
        return CutOffLine(cut_off, corrects, is_void) if cut_off else None
    days = _days(row)
    if days is None:
        return None
    meant = Campaign(campaign or "", days, document)
    return CampaignLine(meant, corrects, is_void) if _holds(row, partial(check_campaign, meant)) else None


def _cut_off(row: Row, name: PeriodName, document: str) -> CutOff | None:
    valid_from = row.need("valid_from", words.day)
    parts = {part: row.take(part, words.whole_number) for part in ("months", "from_day", "first_month")}
    _refuse(row, ("start", "end"), "only a campaign has a first and a last day of its own")
    if valid_from is None or not row.is_well:
        return None
    cycle = cycle_of(name, **{part: None if number is None else int(number) for part, number in parts.items()})
    cut_off = CutOff(name, cycle, valid_from, document)
    return cut_off if _holds(row, partial(check_cut_off, cut_off)) else None


def _days(row: Row) -> Period | None:
    """Return the days of a campaign."""
    start, end = row.need("start", words.day), row.need("end", words.day)
    _refuse(row, ("valid_from", "months", "from_day", "first_month"), "a campaign has a first and a last day only")
    if start is None or end is None or not row.is_well:
        return None
    try:
        return Period(start, end)
    except BackwardPeriodError:
        row.fault(NOT_SO["days"][1], "end")
    except DistantPeriodError as error:
        row.fault(f"the year {error.day.year} is one that no report is about")
    return None


def _refuse(row: Row, columns: Iterable[str], says: str) -> None:
    for column in columns:
        if row.take(column, str) is not None:
            row.fault(says, column)
