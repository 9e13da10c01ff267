"""The rows behind a figure, page by page: numbers, days and codes, never who somebody is or what somebody wrote."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from sqlalchemy import ColumnElement, Row, Select, Subquery, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import (
    ActivityKey,
    FigureKey,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
)
from domain.periods import Period, local_day
from storage import counted
from storage.models import Incident, OutcomeTip, Thousandths, Tip
from storage.register_tables import Activity

MOST_ROWS = 1000
"""Rows of one page at most, whatever is asked for."""

_ONE = Decimal(1)
_NOT_WORDS = frozenset({"id", "unit_code", "on", "at", "quantity", "attributes"})
"""Columns that are not handed on as words: what they hold stands elsewhere in an opened row."""


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """One of the rows that a figure sums.

    Attributes:
        id: The row's number: of a tip, an incident, or an entry.
        unit_code: Whose it is.
        on: The local day it counts on; of a structure the day it was counted on.
        quantity: What it adds to the figure.
        words: Codes that describe it, under the names of the parts of a figure's id; what is not said is not in it.
            Of structures also the name and the owner, which are those of models and bodies.
    """

    id: int
    unit_code: str
    on: date
    quantity: Decimal
    words: Mapping[str, str] = field(default_factory=dict)


async def rows_of(
    session: AsyncSession,
    key: FigureKey,
    unit_codes: Collection[str] | None,
    period: Period,
    *,
    after: int = 0,
    limit: int = 50,
    skip: int = 0,
) -> list[OpenedRow]:
    """Return the rows that a figure of these units, None for the whole country, and a period sums, by their number.

    The quantities of all pages together are the figure.

    Args:
        session: The transaction.
        key: Which figure.
        unit_codes: Whose figure.
        period: Of which days.
        after: The number of the last row of the page before, 0 for the first page.
        limit: Rows on a page, `MOST_ROWS` at most.
        skip: Rows after `after` that are left out, for who asks for a page by its place in the list.
    """
    if isinstance(key, KindsKey):
        rows = await _one_of_each_kind(session, key, unit_codes, period)
        return [row for row in rows if row.id > after][skip : skip + min(limit, MOST_ROWS)]
    found = _question(key, unit_codes, period).subquery()
    page = select(found).where(found.c.id > after).order_by(found.c.id).offset(skip).limit(min(limit, MOST_ROWS))
    return [_opened(row) for row in await session.execute(page)]


async def count_rows(session: AsyncSession, key: FigureKey, unit_codes: Collection[str] | None, period: Period) -> int:
    """Return how many rows `rows_of` has in all."""
    if isinstance(key, KindsKey):
        return len(await _one_of_each_kind(session, key, unit_codes, period))
    found = _question(key, unit_codes, period).subquery()
    return await session.scalar(select(func.count()).select_from(found)) or 0


def _opened(row: Row[Any]) -> OpenedRow:
    columns = row._mapping  # noqa: SLF001 - SQLAlchemy's name for what a row holds by column
    words = {name: value for name, value in columns.items() if name not in _NOT_WORDS and value is not None}
    words |= columns.get("attributes") or {}
    on = local_day(columns["at"]) if "at" in columns else columns["on"]
    quantity = columns["quantity"]
    return OpenedRow(row.id, row.unit_code, on, quantity, {name: str(value) for name, value in words.items()})


_Summed = TipKey | OutcomeKey | IncidentKey | ActivityKey | StructureKey | MilestoneKey | StandardKey
"""Keys whose figures sum rows; kinds count names."""


def _question(key: _Summed, unit_codes: counted.Units, period: Period) -> Select[*tuple[Any, ...]]:
    """Return a row for each that the figure sums; columns that hold neither number nor day are words."""
    match key:
        case TipKey():
            return _tips(key, unit_codes, period)
        case OutcomeKey():
            return _outcomes(key, unit_codes, period)
        case IncidentKey():
            return _incidents(key, unit_codes, period)
        case ActivityKey():
            return _activities(key, unit_codes, period)
        case StructureKey():
            there = counted.structures(unit_codes, period.end, key.measure)
            limits = _named(there, {"name": key.name, "owner": key.owner})
            return select(there).where(there.c.type == key.type, there.c.measure == key.measure, *limits)
        case MilestoneKey():
            events = counted.milestones(unit_codes, period)
            limits = _named(events, {"name": key.name, "owner": key.owner})
            return select(events).where(events.c.type == key.type, events.c.milestone == key.milestone, *limits)
        case StandardKey():
            return _standards(key, unit_codes, period)
        case _ as never:
            assert_never(never)


def _named(rows: Subquery, limits: Mapping[str, str | None]) -> list[ColumnElement[bool]]:
    return [rows.c[name] == value for name, value in limits.items() if value is not None]


def _one() -> ColumnElement[Decimal]:
    return literal(_ONE, Thousandths()).label("quantity")


def _tips(key: TipKey, unit_codes: counted.Units, period: Period) -> Select[*tuple[Any, ...]]:
    limits = {
        Tip.source_group: key.source_group,
        Tip.value: key.value,
        Tip.category: key.category,
        Tip.model_id: key.model,
    }
    return select(
        Tip.id,
        Tip.unit_code,
        Tip.received_at.label("at"),
        _one(),
        Tip.value,
        Tip.source_group.label("source"),
        Tip.category,
        Tip.urgency,
        Tip.model_id.label("model"),
    ).where(counted.is_tip(unit_codes, period), *(one == value for one, value in limits.items() if value is not None))


def _outcomes(key: OutcomeKey, unit_codes: counted.Units, period: Period) -> Select[*tuple[Any, ...]]:
    entries = counted.outcomes(unit_codes, period).c
    limits = {entries.source_group: key.source_group, entries.contribution: key.contribution}
    tips = select(func.count()).where(OutcomeTip.outcome_id == entries.id).scalar_subquery()
    return select(
        entries.id,
        entries.unit_code,
        entries.on,
        entries.quantity,
        entries.type,
        entries.unit_of_count.label("unit"),
        entries.attributes,
        entries.source_group.label("source"),
        entries.contribution,
        tips.label("tips"),
    ).where(
        entries.type == key.type,
        entries.unit_of_count == key.unit,
        *(entries.attributes[name.value].as_string() == value for name, value in key.attributes),
        *(one == value for one, value in limits.items() if value is not None),
    )


def _incidents(key: IncidentKey, unit_codes: counted.Units, period: Period) -> Select[*tuple[Any, ...]]:
    limits = {Incident.kind: key.kind, Incident.category: key.category}
    return select(
        Incident.id,
        Incident.resolved_by.label("unit_code"),
        Incident.resolved_at.label("at"),
        _one(),
        Incident.kind,
        Incident.category,
    ).where(
        counted.is_incident(unit_codes, period),
        *(one == value for one, value in limits.items() if value is not None),
    )


def _activities(key: ActivityKey, unit_codes: counted.Units, period: Period) -> Select[*tuple[Any, ...]]:
    limits = {Activity.source_group: key.by, Activity.topic: key.topic}
    quantity = Activity.second_quantity if key.is_second else Activity.quantity
    return select(
        Activity.id,
        Activity.unit_code,
        Activity.on,
        quantity.label("quantity"),
        Activity.type,
        Activity.unit_of_count.label("unit"),
        Activity.source_group.label("by"),
        Activity.topic,
    ).where(
        counted.is_activity(unit_codes, period),
        Activity.type == key.type,
        Activity.unit_of_count == key.unit,
        quantity.is_not(None),
        *(one == value for one, value in limits.items() if value is not None),
    )


def _standards(key: StandardKey, unit_codes: counted.Units, period: Period) -> Select[*tuple[Any, ...]]:
    newest = counted.standards(unit_codes, period.end).c
    found = select(
        newest.id,
        newest.unit_code,
        newest.on,
        (newest.assessed if key.is_assessed else newest.met).label("quantity"),
        newest.standard,
        newest.area,
    ).where(newest.standard == key.standard, newest.area == key.area)
    if not key.is_assessed:
        return found
    # Of how many is known only where every unit has said so.
    unsaid = counted.standards(unit_codes, period.end).c
    is_unsaid = select(unsaid.id).where(
        unsaid.standard == key.standard, unsaid.area == key.area, unsaid.assessed.is_(None)
    )
    return found.where(~is_unsaid.exists())


async def _one_of_each_kind(
    session: AsyncSession, key: KindsKey, unit_codes: counted.Units, period: Period
) -> list[OpenedRow]:
    """Return the first structure of each name, as `storage.figures` tells names apart."""
    seen: dict[str, OpenedRow] = {}
    for row in await session.execute(counted.named_structures(unit_codes, period.end)):
        if row.type == key.type:
            words = {"type": row.type, "name": row.name, "owner": row.owner}
            opened = OpenedRow(row.id, row.unit_code, row.started_on, _ONE, words)
            seen.setdefault(counted.kind_of(row.name), opened)
    return list(seen.values())
