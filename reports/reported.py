"""What belongs to a report: the figures of one unit and period, and what is told beside them. No words."""

from dataclasses import dataclass
from datetime import datetime

from domain.accuracy import Accuracy
from domain.answers import Answers
from domain.backfills import Backfill
from domain.closing import Adjustment, Closed
from domain.figures import Figure, FigureKey, Figures, includes
from domain.periods import Period
from domain.rerouting import RoutingSummary
from domain.response_times import ResponseSummary
from domain.wholes import Whole
from reports.charts import Tally
from reports.contents import Letterhead
from reports.numbers import NumberStyle
from reports.wording.earlier import is_over_time, is_summed, together
from reports.wording.telling import Locality


@dataclass(frozen=True, slots=True)
class Unit:
    """Whose report it is.

    Attributes:
        code: The unit's code, "VN" for the whole country.
        name: As it is printed: "Công an phường Mỹ Thượng".
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitCount:
    """What one of the units below received.

    Attributes:
        code: The unit.
        name: As it is printed.
        tips: How many it has of the tips received in the period.
        valuable: How many of them are valuable.
    """

    code: str
    name: str
    tips: int
    valuable: int


@dataclass(frozen=True, slots=True)
class ModelCount:
    """What the members of a registered model (mô hình) sent.

    Attributes:
        id: The model's row in the register of structures.
        name: As it is called.
        tips: How many tips of the period are theirs.
        valuable: How many of them are valuable.
    """

    id: int
    name: str
    tips: int
    valuable: int


@dataclass(frozen=True, slots=True)
class NotAdded:
    """What units below have counted, and is part of a number of a unit above them.

    Attributes:
        unit: The unit above, as it is printed.
        whole: Its number, and what was not added to it.
    """

    unit: str
    whole: Whole


@dataclass(frozen=True, slots=True)
class LastYear:
    """The figures of the same period of the year before, to compare with.

    Attributes:
        period: Which days.
        figures: Their figures; as they were frozen, where these very days were closed.
        closed: That closing, None where these days were not closed.
        unknown: Figures of structures that were there then and were first counted later: nobody knows how many.
    """

    period: Period
    figures: Figures
    closed: Closed | None = None
    unknown: frozenset[FigureKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Closing:
    """That a period was closed (chốt số liệu), and what has changed since.

    Attributes:
        closed: The figures as they were closed.
        adjusted: Those that are different now (điều chỉnh kỳ trước).
    """

    closed: Closed
    adjusted: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one unit in one period.

    Attributes:
        unit: Whose figures.
        period: Of which days.
        figures: What was computed from rows, and of a closed period as it was frozen.
        response: Time to acknowledgement.
        routing: Tips that had to be moved on.
        accuracy: How often the machine's suggestions were right.
        made_at: When it was computed, in UTC.
        style: How exact the numbers in the sentences are.
        backfills: Totals from before the system, with their documents; none that is part of another one.
        is_summed: Whether these are added to the figures where they are shown; see `shown_figures`.
        last_year: The same period of the year before, None where it is not compared.
        by_unit: The units below, most tips first; none for a commune.
        by_model: The models whose members sent tips, most first.
        tallies: Tips over time, for a chart; none where none is drawn.
        closing: That this period is closed, None while it is open.
        before: Closed periods in which something has changed that this report tells, the oldest first; see
            `domain.closing`.
        head: What a document carries around it, None where it is for the screen.
        locality: What the place and its parts are called in sentences, None for neutral words.
        not_added: What units below have in the registers, and is part of a number of a unit above them.
        backfills_not_added: The same of totals from before.
        backfills_across: Totals from before of which only some days belong to the period; they are never added.
    """

    unit: Unit
    period: Period
    figures: Figures
    response: ResponseSummary
    routing: RoutingSummary
    accuracy: Accuracy
    made_at: datetime
    style: NumberStyle = NumberStyle.EXACT
    backfills: tuple[Backfill, ...] = ()
    is_summed: bool = False
    last_year: LastYear | None = None
    by_unit: tuple[UnitCount, ...] = ()
    by_model: tuple[ModelCount, ...] = ()
    tallies: tuple[Tally, ...] = ()
    closing: Closing | None = None
    before: tuple[Closing, ...] = ()
    head: Letterhead | None = None
    locality: Locality | None = None
    not_added: tuple[NotAdded, ...] = ()
    backfills_not_added: tuple[NotAdded, ...] = ()
    backfills_across: tuple[Backfill, ...] = ()


def added_totals(report: Report) -> list[Backfill]:
    """Return the totals from before that are added to the figures: none where it was not asked for."""
    return [one for one in report.backfills if is_summed(one)] if report.is_summed else []


def shown_figures(report: Report) -> Figures:
    """Return the figures that the report's tables show: with totals from before, where it was asked to add them."""
    return together(report.figures, added_totals(report))


def listed_figures(report: Report) -> list[Figure]:
    """Return the figures to list, those that only the year before had last: they are none now.

    Left out is a number of which a document of before tells a part alone: the sum of both would be neither.
    """
    answers, listed = Answers.of(added_totals(report)), list(shown_figures(report).listed())
    if report.last_year is not None:
        keys = {one.key for one in listed}
        listed += [Figure(one.key) for one in report.last_year.figures.listed() if one.key not in keys]
    return [one for one in listed if answers.tell(one.key)]


def is_comparable(report: Report, key: FigureKey) -> bool:
    """Whether a figure can stand beside that of the year before.

    Not where documents of before tell something of it, added or apart: one of both years is then not all recorded. Nor
    where something of it was not counted a year before.
    """
    if report.last_year is None or any(includes(key, one) for one in report.last_year.unknown):
        return False
    return not Answers.of(one for one in report.backfills if is_over_time(one.figure)).touch(key)
