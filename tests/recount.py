"""Figures counted a second time: from plain rows of the history, the ledgers and the registers, in plain Python.

Nothing here is shared with `storage.figures`: whole tables are read, and what the definitions say is done to them row
by row. Of a tip its unit, source and value are those that its history leads to, not those that its row shows.
"""

from collections import defaultdict
from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.activities import ActivityType, Topic
from domain.figures import (
    ActivityKey,
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
from domain.periods import LOCAL, Period
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup
from storage.models import Base, Incident, Outcome, Tip, TipEvent
from storage.register_tables import Activity, StandardMet, Structure, StructureCount, StructureEvent

Counts = dict[FigureKey, Decimal]


@dataclass(frozen=True, slots=True)
class Tables:
    """Every row of the tables that figures come from, by table."""

    rows: dict[str, list[Row[Any]]]

    def of(self, table: type[Base]) -> list[Row[Any]]:
        """Return the rows of a table, by their numbers."""
        return self.rows[table.__tablename__]


_TABLES = (Tip, TipEvent, Incident, Outcome, Activity, Structure, StructureCount, StructureEvent, StandardMet)


async def read(session: AsyncSession) -> Tables:
    """Return the tables as they are."""
    found = {}
    for table in _TABLES:
        columns = table.metadata.tables[table.__tablename__]
        found[table.__tablename__] = list(await session.execute(select(columns).order_by(columns.c.id)))
    return Tables(found)


def recount(tables: Tables, units: Collection[str] | None, period: Period) -> Counts:
    """Return the smallest figures of these units, None for all, and a period, without those that are zero."""
    counts: defaultdict[FigureKey, Decimal] = defaultdict(Decimal)
    for count in (_tips, _outcomes, _incidents, _activities, _structures, _milestones, _standards):
        for key, quantity in count(tables, _All() if units is None else frozenset(units), period):
            counts[key] += quantity
    return {key: quantity for key, quantity in counts.items() if quantity}


def as_counts(figures: Figures) -> Counts:
    """Return the cells of computed figures in the same form."""
    return {cell.key: cell.quantity for cell in figures.cells}


class _All:
    """Every unit there is."""

    def __contains__(self, unit_code: object) -> bool:
        return True


Found = list[tuple[FigureKey, Decimal]]


def _day(instant: datetime) -> date:
    return instant.astimezone(LOCAL).date()


def _is_in(day: date, period: Period) -> bool:
    return period.start <= day <= period.end


def _tips(tables: Tables, units: Container[str], period: Period) -> Found:
    steps: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for event in tables.of(TipEvent):
        steps[event.tip_id].append(event)
    found: Found = []
    for tip in tables.of(Tip):
        told = _told(steps[tip.id], tip)
        if told["unit"] in units and _is_in(_day(steps[tip.id][0].at), period):
            key = TipKey(SourceGroup(told["source"]), Value(told["value"]), Category(told["category"]), told["model"])
            found.append((key, Decimal(1)))
    return found


def _told(steps: list[Row[Any]], tip: Row[Any]) -> dict[str, Any]:
    """Return what a tip's history leads to; what no step is about is as it was sent."""
    told = {
        "unit": steps[0].unit_code,
        "value": "unassessed",
        "category": tip.category,
        "source": tip.source_group,
        "model": tip.model_id,
    }
    for event in steps:
        match event.kind:
            case "transfer":
                told["unit"] = event.after
            case "value":
                told["value"] = event.after
            case "category":
                told["category"] = event.after
            case "source":
                told |= {"source": event.after, "model": event.details["model"][1]}
    return told


def _standing(rows: list[Row[Any]]) -> list[Row[Any]]:
    """Return the rows that count: those that no other one corrects, and that are not void."""
    corrected = {row.corrects_id for row in rows}
    return [row for row in rows if row.id not in corrected and not row.is_void]


def _outcomes(tables: Tables, units: Container[str], period: Period) -> Found:
    ours = [row for row in _standing(tables.of(Outcome)) if row.unit_code in units]
    ours.sort(key=lambda row: (row.attributes.get("settlement") == "unsettled", row.on, row.id))
    seen: set[tuple[str, str, int]] = set()
    found: Found = []
    for row in ours:
        if row.incident_id is not None and row.unit_of_count in {"case", "incident"}:
            mark = (row.type, row.unit_of_count, row.incident_id)
            if mark in seen:
                continue
            seen.add(mark)
        if _is_in(row.on, period):
            found.append((_outcome_key(row), row.quantity))
    return found


def _outcome_key(row: Row[Any]) -> FigureKey:
    return outcome_key(
        OutcomeType(row.type),
        UnitOfCount(row.unit_of_count),
        {Attribute(name): value for name, value in row.attributes.items()},
        source_group=SourceGroup(row.source_group),
        contribution=Contribution(row.contribution),
    )


def _incidents(tables: Tables, units: Container[str], period: Period) -> Found:
    return [
        (IncidentKey(IncidentKind(row.kind), Category(row.category)), Decimal(1))
        for row in tables.of(Incident)
        if row.resolved_at is not None
        and (row.resolved_by or row.unit_code) in units
        and _is_in(_day(row.resolved_at), period)
    ]


def _activities(tables: Tables, units: Container[str], period: Period) -> Found:
    found: Found = []
    for row in _standing(tables.of(Activity)):
        if row.unit_code in units and _is_in(row.on, period):
            topic = Topic(row.topic) if row.topic else None
            limits = (ActivityType(row.type), UnitOfCount(row.unit_of_count), SourceGroup(row.source_group), topic)
            found.append((ActivityKey(*limits), row.quantity))
            found.append((ActivityKey(*limits, is_second=True), row.second_quantity or Decimal(0)))
    return found


def _structures(tables: Tables, units: Container[str], period: Period) -> Found:
    day = period.end
    counted: defaultdict[int, dict[str, Row[Any]]] = defaultdict(dict)
    ever = {row.structure_id for row in tables.of(StructureCount) if row.measure == "count"}
    for row in sorted(tables.of(StructureCount), key=lambda row: (row.on, row.id)):
        if row.on <= day:
            counted[row.structure_id][row.measure] = row
    found: Found = []
    names: set[tuple[StructureType, str]] = set()
    for row in tables.of(Structure):
        is_there = row.started_on <= day and (row.ended_on is None or row.ended_on > day)
        if row.unit_code not in units or not is_there:
            continue
        of = StructureType(row.type)
        # One that was counted on a later day alone is not known to be one.
        alone = {} if row.id in ever else {"count": Decimal(1)}
        quantities = alone | {name: one.quantity for name, one in counted[row.id].items()}
        found += [(StructureKey(of, Measure(name), row.name, row.owner), one) for name, one in quantities.items()]
        if row.name:
            names.add((of, " ".join(row.name.split()).casefold()))
    return [*found, *((KindsKey(of), Decimal(1)) for of, _name in names)]


def _milestones(tables: Tables, units: Container[str], period: Period) -> Found:
    # What ended on its first day was entered by mistake.
    there = [row for row in tables.of(Structure) if row.ended_on != row.started_on]
    structures = {row.id: row for row in there if row.unit_code in units}
    found: Found = []
    for row in tables.of(StructureEvent):
        if row.structure_id in structures and _is_in(row.on, period):
            of = structures[row.structure_id]
            key = MilestoneKey(StructureType(of.type), Milestone(row.milestone), of.name, of.owner)
            found.append((key, row.quantity))
    return found


def _standards(tables: Tables, units: Container[str], period: Period) -> Found:
    newest: dict[tuple[str, str, str], Row[Any]] = {}
    for row in sorted(tables.of(StandardMet), key=lambda row: (row.on, row.id)):
        if row.unit_code in units and row.on <= period.end:
            newest[row.unit_code, row.standard, row.area] = row
    unsaid = {(row.standard, row.area) for row in newest.values() if row.assessed is None}
    found: Found = []
    for row in newest.values():
        standard, area = Standard(row.standard), AreaKind(row.area)
        found.append((StandardKey(standard, area), row.met))
        if (row.standard, row.area) not in unsaid:
            found.append((StandardKey(standard, area, is_assessed=True), row.assessed))
    return found
