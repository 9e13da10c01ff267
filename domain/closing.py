"""Closed periods (chốt số liệu): figures as they were on the day they were closed, and what has changed since.

What is kept are the smallest figures, so that every larger one can be asked for as it was. The digest is over their
ids and exact quantities with the unit and the days, so that a number that was edited in the database is found.
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
