"""The figures of some units and a period, added up by the database: a row of the answer is a cell, not a tip."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, Text, case, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.activities import ActivityType, Topic
from domain.figures import (
    ActivityKey,
    Figure,
    FigureKey,
    Figures,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    StandardKey,
    StructureKey,
    TipKey,
    outcome_key,
)
from domain.outcomes import Attribute, Contribution, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup
from storage import counted
from storage.models import Incident, Tip
from storage.opened import MOST_ROWS, OpenedRow, count_rows, rows_of
from storage.register_tables import Activity

__all__ = [
    "MOST_ROWS",
    "OpenedRow",
    "TipCount",
    "count_rows",
    "first_tip_at",
    "gather_figures",
    "rows_of",
    "tips_by_part",
    "tips_by_unit",
]

_NONE = Decimal(0)


async def gather_figures(session: AsyncSession, unit_codes: Collection[str] | None, period: Period) -> Figures:
    """Return the figures of these units, None for the whole country, in a period.

    A tip counts for the unit that has it, in the period of the local day it was received on; an outcome and an
    activity in that of their own day; an incident in that of the day it was resolved on. Structures and standards
    are those of the last day.
    """
    cells: defaultdict[FigureKey, Decimal] = defaultdict(lambda: _NONE)
    for key, quantity in [
        *await _tips(session, unit_codes, period),
        *await _outcomes(session, unit_codes, period),
        *await _incidents(session, unit_codes, period),
        *await _activities(session, unit_codes, period),
        *await _structures(session, unit_codes, period),
        *await _kinds(session, unit_codes, period),
        *await _milestones(session, unit_codes, period),
        *await _standards(session, unit_codes, period),
    ]:
        cells[key] += quantity
    return Figures(tuple(Figure(key, quantity) for key, quantity in cells.items() if quantity))


Cells = Iterable[tuple[FigureKey, Decimal]]


async def _tips(session: AsyncSession, unit_codes: counted.Units, period: Period) -> Cells:
    """Return all tips by what the covering index holds, then move those of models to cells of their own."""
    limits = (Tip.source_group, Tip.value, Tip.category)
    is_counted = counted.is_tip(unit_codes, period)
    cells: list[tuple[FigureKey, Decimal]] = []
    whole = await session.execute(select(*limits, func.count()).where(is_counted).group_by(*limits))
    for group, value, category, count in whole:
        cells.append((TipKey(SourceGroup(group), Value(value), Category(category)), Decimal(count)))
    of_models = await session.execute(
        select(*limits, Tip.model_id, func.count())
        .where(is_counted, Tip.model_id.is_not(None))
        .group_by(*limits, Tip.model_id)
    )
    for group, value, category, model, count in of_models:
        key = TipKey(SourceGroup(group), Value(value), Category(category))
        cells += [(key, -Decimal(count)), (TipKey(key.source_group, key.value, key.category, model), Decimal(count))]
    return cells


async def _outcomes(session: AsyncSession, unit_codes: counted.Units, period: Period) -> Cells:
    entries = counted.outcomes(unit_codes, period).c
    # PostgreSQL does not compare JSON; as text it does, and two texts that mean the same meet in one cell.
    attributes = cast(entries.attributes, Text)
    limits = (entries.type, entries.unit_of_count, attributes, entries.source_group, entries.contribution)
    rows = await session.execute(select(*limits, func.sum(entries.quantity)).group_by(*limits))
    return [
        (
            outcome_key(
                OutcomeType(of),
                UnitOfCount(unit),
                {Attribute(name): value for name, value in json.loads(text).items()},
                source_group=SourceGroup(group),
                contribution=Contribution(contribution),
            ),
            quantity,
        )
        for of, unit, text, group, contribution, quantity in rows
    ]


async def _incidents(session: AsyncSession, unit_codes: counted.Units, period: Period) -> Cells:
    limits = (Incident.kind, Incident.category)
    is_counted = counted.is_incident(unit_codes, period)
    rows = await session.execute(select(*limits, func.count()).where(is_counted).group_by(*limits))
    return [(IncidentKey(IncidentKind(kind), Category(category)), Decimal(count)) for kind, category, count in rows]


async def _activities(session: AsyncSession, unit_codes: counted.Units, period: Period) -> Cells:
    limits = (Activity.type, Activity.unit_of_count, Activity.source_group, Activity.topic)
    rows = await session.execute(
        select(*limits, func.sum(Activity.quantity), func.sum(Activity.second_quantity))
        .where(counted.is_activity(unit_codes, period))
        .group_by(*limits)
    )
    cells: list[tuple[FigureKey, Decimal]] = []
    for of, unit, by, topic, quantity, second in rows:
        limited = (ActivityType(of), UnitOfCount(unit), SourceGroup(by), Topic(topic) if topic else None)
        cells += [(ActivityKey(*limited), quantity), (ActivityKey(*limited, is_second=True), second or _NONE)]
    return cells


async def _structures(session: AsyncSession, unit_codes: counted.Units, period: Period) -> Cells:
    there = counted.structures(unit_codes, period.end).c
    limits = (there.type, there.measure, there.name, there.owner)
    rows = await session.execute(select(*limits, func.sum(there.quantity)).group_by(*limits))
    return [
        (StructureKey(StructureType(of), Measure(measure), name, owner), quantity)
        for of, measure, name, owner, quantity in rows
    ]


async def _kinds(session: AsyncSession, unit_codes: counted.Units, period: Period) -> Cells:
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for row in await session.execute(counted.named_structures(unit_codes, period.end)):
        kinds[row.type].add(counted.kind_of(row.name))
    return [(KindsKey(StructureType(of)), Decimal(len(names))) for of, names in kinds.items()]


async def _milestones(session: AsyncSession, unit_codes: counted.Units, period: Period) -> Cells:
    events = counted.milestones(unit_codes, period).c
    limits = (events.type, events.milestone, events.name, events.owner)
    rows = await session.execute(select(*limits, func.sum(events.quantity)).group_by(*limits))
    return [
        (MilestoneKey(StructureType(of), Milestone(milestone), name, owner), quantity)
        for of, milestone, name, owner, quantity in rows
    ]


async def _standards(session: AsyncSession, unit_codes: counted.Units, period: Period) -> Cells:
    """Return how many met each standard, and of how many where every unit that has counted has said so."""
    newest = counted.standards(unit_codes, period.end).c
    limits = (newest.standard, newest.area)
    is_known = func.count() == func.count(newest.assessed)
    rows = await session.execute(
        select(*limits, func.sum(newest.met), func.sum(newest.assessed), is_known).group_by(*limits)
    )
    cells: list[tuple[FigureKey, Decimal]] = []
    for standard, area, met, assessed, known in rows:
        key = StandardKey(Standard(standard), AreaKind(area))
        cells += [(key, met), (StandardKey(key.standard, key.area, is_assessed=True), assessed if known else _NONE)]
    return cells


@dataclass(frozen=True, slots=True)
class TipCount:
    """How many tips, and how many of them are valuable."""

    tips: int = 0
    valuable: int = 0

    def __add__(self, other: "TipCount") -> "TipCount":
        """Return both together."""
        return TipCount(self.tips + other.tips, self.valuable + other.valuable)


def _valuable() -> ColumnElement[int]:
    return func.count(case((Tip.value == Value.VALUABLE.value, 1)))


async def tips_by_unit(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period
) -> dict[str, TipCount]:
    """Return the tips that each of these units has of those received in a period; units without any are left out."""
    rows = await session.execute(
        select(Tip.unit_code, func.count(), _valuable())
        .where(counted.is_tip(unit_codes, period))
        .group_by(Tip.unit_code)
    )
    return {unit_code: TipCount(count, valuable) for unit_code, count, valuable in rows}


async def first_tip_at(session: AsyncSession, unit_codes: Collection[str] | None, period: Period) -> datetime | None:
    """Return when the first of these units' tips of a period came in, in UTC; None where none did."""
    return await session.scalar(select(func.min(Tip.received_at)).where(counted.is_tip(unit_codes, period)))


async def tips_by_part(
    session: AsyncSession, unit_codes: Collection[str] | None, parts: Sequence[Period]
) -> list[TipCount]:
    """Return the tips received in each part of a period; the parts share no day and are few enough for a chart."""
    counts = []
    for part in parts:
        row = await session.execute(select(func.count(), _valuable()).where(counted.is_tip(unit_codes, part)))
        counts.append(TipCount(*row.one()))
    return counts
