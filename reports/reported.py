"""What belongs to a report: the figures of one unit and period, and what is told beside them. No words."""

from dataclasses import dataclass
from datetime import datetime

from domain.accuracy import Accuracy
from domain.backfills import Backfill
from domain.closing import Adjustment, Closed
from domain.figures import Figures
from domain.periods import Period
from domain.rerouting import RoutingSummary
from domain.response_times import ResponseSummary
from reports.charts import Tally
from reports.contents import Letterhead
from reports.numbers import NumberStyle
from reports.wording.earlier import is_summed, together
from reports.wording.telling import Setting


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
class LastYear:
    """The figures of the same period of the year before, to compare with.

    Attributes:
        period: Which days.
        figures: Their figures.
    """

    period: Period
    figures: Figures


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
        backfills: Totals from before the system, with their documents.
        is_summed: Whether these are added to the figures where they are shown; see `shown_figures`.
        last_year: The same period of the year before, None where it is not compared.
        by_unit: The units below, most tips first; none for a commune.
        by_model: The models whose members sent tips, most first.
        tallies: Tips over time, for a chart; none where none is drawn.
        closing: That this period is closed, None while it is open.
        before: The newest closed period before this one, None where there is none.
        head: What a document carries around it, None where it is for the screen.
        setting: What the place and its parts are called in sentences, None for neutral words.
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
    before: Closing | None = None
    head: Letterhead | None = None
    setting: Setting | None = None


def shown_figures(report: Report) -> Figures:
    """Return the figures that the report's tables show: with totals from before, where it was asked to add them."""
    if not report.is_summed:
        return report.figures
    return together(report.figures, [one for one in report.backfills if is_summed(one)])
