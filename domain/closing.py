"""Closed periods (chốt số liệu): figures as they were on the day they were closed, and what has changed since.

What is kept are the smallest figures, so that every larger one can be asked for as it was. The digest is over their
ids and exact quantities with the unit and the days, so that a number that was edited in the database is found.

What has changed since is told by the reports that follow (điều chỉnh kỳ trước), by a rule that needs no memory of what
was printed. A report names each closed period of its unit that

1. ended by the report's last day,
2. is as long as the report's own period, or lies within it (see `to_tell`), and
3. has figures today that differ from the frozen ones,

again in every report, until a longer period that holds it was closed after it and has not changed since (see
`holders`): that closing has told the changes, and its frozen figures contain them. So a change in August is named in
the reports of September, October and so on until the quarter or the year is closed; and a change that comes after the
year was closed is named as one of the year, and of August again.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from domain.errors import DomainError
from domain.figures import Figure, FigureKey, Figures, figure_id, read_figure_id
from domain.periods import Period

FORMAT = 1
"""The version of what is digested; another one would need the old one beside it."""

MOST_TOLD = 18
"""Closed periods of which a report tells what has changed in them, for each is counted anew: a year's months, quarters
and halves."""

_UNEVEN = 3
"""Days by which two months may differ in length, or two quarters, or two years."""

_MONTH = Decimal("30.5")
"""Days of a month, about."""


class PeriodNotOverError(DomainError):
    """A period is closed once its last day is over."""

    def __init__(self, period: Period) -> None:
        """Keep the period."""
        super().__init__(f"{period.start}..{period.end}")
        self.period = period


class AlreadyClosedError(DomainError):
    """The period of this unit was closed before; what has changed since is an adjustment."""

    def __init__(self, closed_at: datetime) -> None:
        """Keep when that was, in UTC."""
        super().__init__(closed_at.isoformat())
        self.closed_at = closed_at


@dataclass(frozen=True, slots=True)
class Closed:
    """The figures of a unit and period as they were closed.

    Attributes:
        unit_code: Whose figures.
        period: Of which days.
        closed_at: When, in UTC.
        figures: As they were then.
        digest: SHA-256 as it was computed then.
    """

    unit_code: str
    period: Period
    closed_at: datetime
    figures: Figures
    digest: bytes

    @property
    def is_intact(self) -> bool:
        """Whether the figures are still those that the digest was computed of."""
        return digest(self.unit_code, self.period, frozen(self.figures)) == self.digest


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """That a period of a unit was closed, without its figures.

    Attributes:
        period: Of which days.
        closed_at: When, in UTC.
    """

    period: Period
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A figure that is different from what was closed (điều chỉnh kỳ trước).

    Attributes:
        key: Of what.
        frozen: As it was closed.
        now: As it is computed today.
    """

    key: FigureKey
    frozen: Decimal
    now: Decimal


def check_over(period: Period, today: date) -> None:
    """Raise PeriodNotOverError where the period's last local day is not over."""
    if period.end >= today:
        raise PeriodNotOverError(period)


def frozen(figures: Figures) -> dict[str, str]:
    """Return the smallest figures by their ids, with exact quantities, in the order of the ids."""
    return {figure_id(cell.key): format(cell.quantity, "f") for cell in sorted(figures.cells, key=_by_id)}


def _by_id(figure: Figure) -> str:
    return figure_id(figure.key)


def thawed(kept: dict[str, str]) -> Figures:
    """Return the figures that `frozen` made this of. Raises UnknownFigureError for an id that is none."""
    return Figures(tuple(Figure(read_figure_id(name), Decimal(quantity)) for name, quantity in kept.items()))


def digest(unit_code: str, period: Period, kept: dict[str, str]) -> bytes:
    """Return the SHA-256 of frozen figures: of JSON with sorted keys, in UTF-8, without spaces."""
    content = {
        "format": FORMAT,
        "unit": unit_code,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "figures": kept,
    }
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).digest()


def adjustments(closed: Closed, figures: Figures) -> tuple[Adjustment, ...]:
    """Return what is different now from what was closed, larger figures before their parts.

    Args:
        closed: The figures as they were closed.
        figures: Those of the same unit and period as they are computed today.
    """
    found = (
        Adjustment(key, closed.figures.find(key).quantity, figures.find(key).quantity) for key in _keys(closed, figures)
    )
    return tuple(one for one in found if one.frozen != one.now)


def _keys(closed: Closed, figures: Figures) -> Iterable[FigureKey]:
    """Return every figure that a report lists in either, each once, in the order of the lists."""
    listed = [*closed.figures.listed(), *figures.listed()]
    return dict.fromkeys(figure.key for figure in listed)


def to_tell(period: Period, closings: Iterable[ClosedDays]) -> list[ClosedDays]:
    """Return the closings whose changes a report of a period may have to tell, at most `MOST_TOLD`.

    Longer ones come first, and newer ones of the same length, so that the least is lost where there are more.

    Args:
        period: The report's.
        closings: Those of its unit.
    """
    told = [one for one in closings if _is_over_in(period, one) and _is_of_kind(one.period, period)]
    return sorted(told, key=lambda one: (_months(one.period), one.period.end), reverse=True)[:MOST_TOLD]


def holders(of: ClosedDays, period: Period, closings: Iterable[ClosedDays]) -> list[ClosedDays]:
    """Return the closings that have told what changed in a closed period, the newest first.

    They are of longer periods that hold all its days, were closed after it, and are over in the report's period.

    Args:
        of: The closing whose changes may be told.
        period: The report's, whose own closing is none of these: printed again, it tells what it told.
        closings: Those of its unit.
    """
    found = [
        one
        for one in closings
        if _is_over_in(period, one)
        and one.closed_at > of.closed_at
        and one.period.days > of.period.days
        and _is_within(of.period, one.period)
    ]
    return sorted(found, key=lambda one: one.closed_at, reverse=True)


def _is_over_in(period: Period, one: ClosedDays) -> bool:
    return one.period != period and one.period.end <= period.end


def _is_of_kind(one: Period, period: Period) -> bool:
    return abs(one.days - period.days) <= _UNEVEN or _is_within(one, period)


def _is_within(one: Period, other: Period) -> bool:
    return other.start <= one.start and one.end <= other.end


def _months(period: Period) -> int:
    return round(period.days / _MONTH)
