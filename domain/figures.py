"""Facts in, figures out: totals of a period, each with the rows behind it.

The smallest figures are the cells of a cube: every tip lies in one cell and every counted outcome in one. A larger
figure is a question, `TipKey` or `OutcomeKey`, whose open attributes mean "all of them"; its answer is the sum of the
cells that fit. So parts always add up to their whole, and different units of count cannot meet in a sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from domain.errors import DomainError
from domain.outcomes import Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.tip import Category, SourceGroup


@dataclass(frozen=True, slots=True)
class TipFact:
    """What the figures need of one tip.

    Attributes:
        id: The row.
        unit_code: The unit it belongs to.
        received_at: When it came in, UTC; it counts in the period of this instant's local day.
        category: What it is about.
        source_group: Who provided it.
        value: The assessment that stands.
    """

    id: int
    unit_code: str
    received_at: datetime
    category: Category
    source_group: SourceGroup
    value: Value = Value.UNASSESSED


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """What the figures need of one entry in the ledger of outcomes.

    Attributes:
        id: The row.
        type: One of O1 to O16.
        quantity: How many, in `unit`.
        unit: The unit of count.
        attributes: Attribute → chosen value.
        on: The local day it happened; it counts in the period of this day.
        unit_code: The unit that achieved it.
        source_group: Whose contribution it was.
        contribution: How much came from tips.
        tip_ids: The tips it came from; none for a campaign, or for help that was given without a tip.
        incident_id: The incident it settled, if any.
    """

    id: int
    type: OutcomeType
    quantity: Decimal
    unit: UnitOfCount
    on: date
    unit_code: str
    source_group: SourceGroup
    attributes: Mapping[Attribute, str] = field(default_factory=dict)
    contribution: Contribution = Contribution.DIRECT
    tip_ids: tuple[int, ...] = ()
    incident_id: int | None = None


@dataclass(frozen=True, slots=True)
class TipKey:
    """Which tips a figure counts; None means all."""

    source_group: SourceGroup | None = None
    value: Value | None = None
    category: Category | None = None

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count, always tips."""
        return UnitOfCount.TIP


@dataclass(frozen=True, slots=True)
class OutcomeKey:
    """Which outcomes a figure adds up; type and unit are always named, None and () mean all of the rest.

    Attributes:
        type: One of O1 to O16.
        unit: The unit of count.
        attributes: Attributes with the value they must have, in the order of their names.
        source_group: Whose contribution.
        contribution: How much came from tips.
    """

    type: OutcomeType
    unit: UnitOfCount
    attributes: tuple[tuple[Attribute, str], ...] = ()
    source_group: SourceGroup | None = None
    contribution: Contribution | None = None


FigureKey = TipKey | OutcomeKey
"""What a figure is a figure of."""


def outcome_key(
    of: OutcomeType,
    unit: UnitOfCount,
    attributes: Mapping[Attribute, str] | None = None,
    *,
    source_group: SourceGroup | None = None,
    contribution: Contribution | None = None,
) -> OutcomeKey:
    """Return the key of the outcomes with at least these attributes, whatever order they are named in."""
    return OutcomeKey(of, unit, tuple(sorted((attributes or {}).items())), source_group, contribution)


def includes(key: FigureKey, cell: FigureKey) -> bool:
    """Whether everything in the cell belongs to what the key asks for."""
    if isinstance(key, TipKey):
        return isinstance(cell, TipKey) and (
            key.source_group in (None, cell.source_group)
            and key.value in (None, cell.value)
            and key.category in (None, cell.category)
        )
    return isinstance(cell, OutcomeKey) and (
        (key.type, key.unit) == (cell.type, cell.unit)
        and set(key.attributes) <= set(cell.attributes)
        and key.source_group in (None, cell.source_group)
        and key.contribution in (None, cell.contribution)
    )


class MixedUnitsError(DomainError):
    """Figures in different units of count were to be added."""

    def __init__(self, units: frozenset[UnitOfCount]) -> None:
        """Keep the units that met."""
        super().__init__(", ".join(sorted(units)))
        self.units = units


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the rows it was counted from.

    Attributes:
        key: What it is a figure of.
        quantity: How many, in the key's unit of count.
        rows: Ids of the tips, or of the outcome entries, in ascending order, each once.
    """

    key: FigureKey
    quantity: Decimal = Decimal(0)
    rows: tuple[int, ...] = ()

    @property
    def unit(self) -> UnitOfCount:
        """The unit of count."""
        return self.key.unit


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of some facts.

    Attributes:
        cells: The smallest figures, which share no row and together hold every row that counts.
    """

    cells: tuple[Figure, ...] = ()

    def find(self, key: FigureKey) -> Figure:
        """Return the figure that the key asks for; zero, without rows, where nothing fits."""
        return _sum(key, (cell for cell in self.cells if includes(key, cell.key)))

    def total(self, *keys: OutcomeKey) -> Figure:
        """Return the sum of what any of these keys asks for, under the first; nothing counts twice.

        Raises MixedUnitsError where the keys are not all in one unit of count.
        """
        units = frozenset(key.unit for key in keys)
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

        Tips: all, valuable, and by source group, value and category. Outcomes: for every type and unit of count that
        occurs the sum, then by its attributes, then by source group and contribution.
        """
        return tuple(self.find(key) for key in _listed_keys(cell.key for cell in self.cells))


def _sum(key: FigureKey, cells: Iterable[Figure]) -> Figure:
    kept = list(cells)
    rows = sorted(row for cell in kept for row in cell.rows)
    return Figure(key, sum((cell.quantity for cell in kept), Decimal(0)), tuple(rows))


def _listed_keys(cells: Iterable[FigureKey]) -> list[FigureKey]:
    tips, outcomes = {TipKey(), TipKey(value=Value.VALUABLE)}, set()
    for cell in cells:
        if isinstance(cell, TipKey):
            tips |= {TipKey(cell.source_group), TipKey(value=cell.value), TipKey(category=cell.category)}
            tips |= {TipKey(cell.source_group, cell.value)}
        else:
            whole = OutcomeKey(cell.type, cell.unit)
            outcomes |= {whole, replace(whole, source_group=cell.source_group)}
            outcomes |= {replace(whole, attributes=cell.attributes), replace(whole, contribution=cell.contribution)}
    return [*sorted(tips, key=_tip_order), *sorted(outcomes, key=_outcome_order)]


def _tip_order(key: TipKey) -> tuple[bool, str, bool, str, str]:
    group, value = key.source_group or "", key.value or ""
    return (key.category is not None, group, value not in ("", Value.VALUABLE), value, key.category or "")


def _outcome_order(key: OutcomeKey) -> tuple[int, str, int, str]:
    kind = 1 if key.attributes else 2 if key.source_group else 3 if key.contribution else 0
    place = list(OutcomeType).index(key.type)
    return (place, key.unit, kind, f"{key.attributes} {key.source_group} {key.contribution}")


COUNT_INCIDENTS = frozenset({UnitOfCount.CASE, UnitOfCount.INCIDENT})
"""Units of which one incident has one, however many tips and entries tell of it."""


def counted_once(outcomes: Iterable[OutcomeFact]) -> list[OutcomeFact]:
    """Return the outcomes without the second and later entries that count the same incident again.

    Of the entries of one type for one incident the earliest counts, a settled dispute before one that failed. Given
    all entries of an incident, also those of other periods, the months of a year add up to the year.
    """
    kept: list[OutcomeFact] = []
    seen: set[tuple[OutcomeType, UnitOfCount, int]] = set()
    for fact in sorted({fact.id: fact for fact in outcomes}.values(), key=_precedence):
        if fact.unit in COUNT_INCIDENTS and fact.incident_id is not None:
            mark = (fact.type, fact.unit, fact.incident_id)
            if mark in seen:
                continue
            seen.add(mark)
        kept.append(fact)
    return kept


def _precedence(fact: OutcomeFact) -> tuple[bool, date, int]:
    return (fact.attributes.get(Attribute.SETTLEMENT) == "unsettled", fact.on, fact.id)


def totals(tips: Iterable[TipFact], outcomes: Iterable[OutcomeFact], *, period: Period | None = None) -> Figures:
    """Return the figures of these facts.

    A tip counts in the period of its received date, an outcome in that of its own date. A row given twice counts
    once, an incident counts once; see `counted_once`.

    Args:
        tips: Tips, in any order.
        outcomes: Entries of the ledger, in any order.
        period: Facts outside of it are left out; None takes all.
    """
    cells: defaultdict[FigureKey, dict[int, Decimal]] = defaultdict(dict)
    for tip in {tip.id: tip for tip in tips}.values():
        if period is None or tip.received_at in period:
            cells[TipKey(tip.source_group, tip.value, tip.category)][tip.id] = Decimal(1)
    for fact in counted_once(outcomes):
        if period is None or fact.on in period:
            cells[_cell(fact)][fact.id] = fact.quantity
    return Figures(
        tuple(Figure(key, sum(rows.values(), Decimal(0)), tuple(sorted(rows))) for key, rows in cells.items())
    )


def _cell(fact: OutcomeFact) -> OutcomeKey:
    return outcome_key(
        fact.type,
        fact.unit,
        fact.attributes,
        source_group=fact.source_group,
        contribution=fact.contribution,
    )
