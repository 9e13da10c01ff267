"""Figures: numbers in a unit of count, the smallest of which add up to every other.

The smallest figures are the cells of a cube: every row that counts lies in one cell. A larger figure is a question, a
key whose open parts mean "all of them"; its answer is the sum of the cells that fit. So parts always add up to their
whole, and different units of count cannot meet in a sum. The rows behind a figure are a question of their own, put by
the same key: `storage.figures.rows_of`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.errors import DomainError
from domain.figure_ids import UnknownFigureError, figure_id, read_figure_id
from domain.figure_keys import (
    ActivityKey,
    FigureKey,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    counted_in,
    family,
    includes,
    outcome_key,
)
from domain.outcomes import OutcomeType, UnitOfCount, Value
from domain.tip import SourceGroup

__all__ = [
    "COUNT_INCIDENTS",
    "ActivityKey",
    "Figure",
    "FigureKey",
    "Figures",
    "IncidentKey",
    "KindsKey",
    "MilestoneKey",
    "MixedUnitsError",
    "OutcomeKey",
    "StandardKey",
    "StructureKey",
    "TipKey",
    "UnknownFigureError",
    "counted_in",
    "figure_id",
    "includes",
    "outcome_key",
    "read_figure_id",
]

COUNT_INCIDENTS = frozenset({UnitOfCount.CASE, UnitOfCount.INCIDENT})
"""Units of which one incident has one, however many tips and entries tell of it.

Of the entries of one type and unit for one incident the earliest counts, a settled dispute before one that failed; it
is chosen among those of all periods, so that the months of a year add up to the year.
"""


class MixedUnitsError(DomainError):
    """Figures in different units of count were to be added."""

    def __init__(self, units: frozenset[UnitOfCount]) -> None:
        """Keep the units that met."""
        super().__init__(", ".join(sorted(units)))
        self.units = units


@dataclass(frozen=True, slots=True)
class Figure:
    """A number.

    Attributes:
        key: What it is a figure of.
        quantity: How many, in `unit`.
    """

    key: FigureKey
    quantity: Decimal = Decimal(0)

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count."""
        return counted_in(self.key)

    @property
    def id(self) -> str:
        """Its name; see `domain.figure_ids`."""
        return figure_id(self.key)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a unit and a period.

    Attributes:
        cells: The smallest figures, which share no row and together hold every row that counts.
    """

    cells: tuple[Figure, ...] = ()

    def find(self, key: FigureKey) -> Figure:
        """Return the figure that the key asks for; zero where nothing fits."""
        return _sum(key, (cell for cell in self.cells if includes(key, cell.key)))

    def total(self, *keys: FigureKey) -> Figure:
        """Return the sum of what any of these keys asks for, under the first; nothing counts twice.

        Raises MixedUnitsError where the keys are not all in one unit of count.
        """
        units = frozenset(counted_in(key) for key in keys)
        if len(units) != 1:
            raise MixedUnitsError(units)
        return _sum(keys[0], (cell for cell in self.cells if any(includes(key, cell.key) for key in keys)))

    def outcomes(self, of: OutcomeType, unit: UnitOfCount) -> Figure:
        """Return the sum of one type of outcome in one unit of count."""
        return self.find(OutcomeKey(of, unit))

    def tips(self, source_group: SourceGroup | None = None) -> Figure:
        """Return how many tips were received."""
        return self.find(TipKey(source_group))

    def valuable_tips(self, source_group: SourceGroup | None = None) -> Figure:
        """Return how many of them are valuable (nguồn tin có giá trị)."""
        return self.find(TipKey(source_group, Value.VALUABLE))

    def valuable_share(self, source_group: SourceGroup | None = None) -> Decimal | None:
        """Return the valuable tips' share in all tips, 0 to 1, or None where there are no tips."""
        whole = self.tips(source_group).quantity
        return self.valuable_tips(source_group).quantity / whole if whole else None

    def listed(self) -> tuple[Figure, ...]:
        """Return the figures that a report lists, in a fixed order, each under its widest key first.

        Tips: all, valuable, and by source group, value, category and model. Of everything else that occurs the sum,
        then its parts by one limit each.
        """
        cells: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for cell in self.cells:
            cells[family(cell.key)].append(cell)
        keys = {TipKey(), TipKey(value=Value.VALUABLE)}.union(*(_wider(cell.key) for cell in self.cells))
        return tuple(
            _sum(key, (cell for cell in cells[family(key)] if includes(key, cell.key)))
            for key in sorted(keys, key=_order)
        )


def _sum(key: FigureKey, cells: Iterable[Figure]) -> Figure:
    return Figure(key, sum((cell.quantity for cell in cells), Decimal(0)))


def _wider(cell: FigureKey) -> set[FigureKey]:
    """Return the listed keys that a cell belongs to."""
    match cell:
        case TipKey():
            group, value = cell.source_group, cell.value
            of_model = {TipKey(model=cell.model), TipKey(value=value, model=cell.model)} if cell.model else set()
            by_value = {TipKey(value=value), TipKey(group, value), TipKey(category=cell.category)}
            return {TipKey(), TipKey(group), *by_value, *of_model}
        case OutcomeKey():
            whole = OutcomeKey(cell.type, cell.unit)
            by_group = {replace(whole, source_group=cell.source_group), replace(whole, contribution=cell.contribution)}
            return {whole, replace(whole, attributes=cell.attributes), *by_group}
        case IncidentKey():
            return {IncidentKey(), IncidentKey(kind=cell.kind), IncidentKey(category=cell.category)}
        case ActivityKey():
            activities = replace(cell, by=None, topic=None)
            return {activities, replace(activities, by=cell.by), replace(activities, topic=cell.topic)}
        case StructureKey():
            return {replace(cell, name=None, owner=None), *({cell} if cell.name else ())}
        case MilestoneKey():
            return {replace(cell, name=None, owner=None), *({cell} if cell.name else ())}
        case _:
            return {cell}


_KINDS = (TipKey, OutcomeKey, IncidentKey, ActivityKey, StructureKey, KindsKey, MilestoneKey, StandardKey)
_OUTCOMES = list(OutcomeType)


def _order(key: FigureKey) -> tuple[object, ...]:
    """Return the place of a figure in a list; within one kind of key these compare."""
    kind = _KINDS.index(type(key))
    match key:
        case TipKey():
            group, value = key.source_group or "", key.value or ""
            is_other = value not in ("", Value.VALUABLE)
            return (kind, key.model or 0, key.category is not None, group, is_other, value, key.category or "")
        case OutcomeKey():
            limit = 1 if key.attributes else 2 if key.source_group else 3 if key.contribution else 0
            rest = f"{key.attributes} {key.source_group} {key.contribution}"
            return (kind, _OUTCOMES.index(key.type), key.unit, limit, rest)
        case _:
            limits = figure_id(key).partition("?")
            return (kind, limits[0], limits[2])
