"""Incidents, the tips that speak of them, and the ledger of outcomes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Officer, acting, handles_queue
from domain.errors import DomainError
from domain.outcomes import Attribute, Contribution, OutcomeEntry, OutcomeType, UnitOfCount, check_outcome
from domain.tip import Category
from storage import models, tips
from storage.database import insert_into
from storage.models import IncidentTip, OutcomeTip
from storage.queries import Query
from storage.tips import Tip


class IncidentNotFoundError(DomainError):
    """There is no such incident for the one who asks."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened, with the number of tips that speak of it."""

    id: int
    unit_code: str
    category: Category
    opened_at: datetime
    resolved_at: datetime | None
    tips: int


async def recent(session: AsyncSession, officer: Officer, *, since: datetime, limit: int = 8) -> list[Incident]:
    """Return the newest incidents of the officer's unit."""
    if not handles_queue(officer, officer.unit_code):
        return []
    count = func.count(IncidentTip.tip_id)
    rows = await session.execute(
        select(models.Incident, count)
        .outerjoin(IncidentTip)
        .where(models.Incident.unit_code == officer.unit_code, models.Incident.opened_at >= since)
        .group_by(models.Incident.id)
        .order_by(models.Incident.id.desc())
        .limit(limit)
    )
    return [_incident(row, tips) for row, tips in rows]


def _incident(row: models.Incident, tips: int) -> Incident:
    return Incident(row.id, row.unit_code, Category(row.category), row.opened_at, row.resolved_at, tips)


async def for_officer(session: AsyncSession, officer: Officer, incident_id: int) -> Incident:
    """Return an incident of the officer's unit. Raises IncidentNotFoundError."""
    row = await session.get(models.Incident, incident_id)
    if row is None or not handles_queue(officer, row.unit_code):
        raise IncidentNotFoundError
    tips = await session.scalar(select(func.count()).where(IncidentTip.incident_id == incident_id))
    return _incident(row, tips or 0)


async def open_incident(session: AsyncSession, officer: Officer, tip: Tip, *, now: datetime) -> Incident:
    """Open an incident that this tip speaks of."""
    row = models.Incident(unit_code=officer.unit_code, category=tip.category.value, opened_at=now)
    session.add(row)
    await session.flush()
    await link(session, officer, row.id, tip, now=now)
    return _incident(row, 1)


async def link(session: AsyncSession, officer: Officer, incident_id: int, tip: Tip, *, now: datetime) -> None:
    """Note that a tip speaks of an incident; doing it twice changes nothing.

    What came of the tip before belongs to the incident from now on, so that the same thing is not counted twice.
    """
    added = await session.execute(
        insert_into(session, IncidentTip)
        .values(incident_id=incident_id, tip_id=tip.id, at=now, officer_id=officer.id)
        .on_conflict_do_nothing()
        .returning(IncidentTip.tip_id)
    )
    if added.one_or_none() is not None:
        await _settle_outcomes(session, incident_id, tip)
        await tips.note_incident(session, tip, incident_id=incident_id, by=acting(officer), at=now)


async def unite(session: AsyncSession, officer: Officer, first: Tip, second: Tip, *, now: datetime) -> Incident:
    """Put two tips of the officer's unit to one incident: the first one's, else the second one's, else a new one.

    Where they are in one already, nothing changes. An incident of another unit, to which a tip belonged before it was
    passed on, is not added to.
    """
    rows = await session.execute(
        select(IncidentTip.incident_id, IncidentTip.tip_id)
        .join(models.Incident)
        .where(IncidentTip.tip_id.in_([first.id, second.id]), models.Incident.unit_code == officer.unit_code)
    )
    of: dict[int, set[int]] = {first.id: set(), second.id: set()}
    for number, tip_id in rows:
        of[tip_id].add(number)
    incident_id = max(of[first.id] & of[second.id] or of[first.id] or of[second.id], default=None)
    if incident_id is None:
        incident_id = (await open_incident(session, officer, first, now=now)).id
    for tip in (first, second):
        await link(session, officer, incident_id, tip, now=now)
    return await for_officer(session, officer, incident_id)


_UNITED = Query(
    select(IncidentTip.tip_id).where(
        IncidentTip.incident_id.in_(select(IncidentTip.incident_id).where(IncidentTip.tip_id == bindparam("tip_id"))),
        IncidentTip.tip_id != bindparam("tip_id"),
    )
)


async def united_with(session: AsyncSession, tip: Tip) -> frozenset[int]:
    """Return the tips that are put to an incident of this one's."""
    return frozenset(row.tip_id for row in await _UNITED.all(session, tip_id=tip.id))


async def _settle_outcomes(session: AsyncSession, incident_id: int, tip: Tip) -> None:
    """Put the tip's entries of the ledger that have no incident yet to this one."""
    led_to = select(OutcomeTip.outcome_id).where(OutcomeTip.tip_id == tip.id)
    await session.execute(
        update(models.Outcome)
        .where(models.Outcome.id.in_(led_to), models.Outcome.incident_id.is_(None))
        .values(incident_id=incident_id)
    )


async def of_tip(session: AsyncSession, tip: Tip) -> list[int]:
    """Return the incidents that a tip speaks of."""
    rows = await session.scalars(
        select(IncidentTip.incident_id).where(IncidentTip.tip_id == tip.id).order_by(IncidentTip.incident_id)
    )
    return list(rows)


async def tips_of(session: AsyncSession, incident_id: int) -> list[int]:
    """Return the tips that speak of an incident."""
    rows = await session.scalars(
        select(IncidentTip.tip_id).where(IncidentTip.incident_id == incident_id).order_by(IncidentTip.tip_id)
    )
    return list(rows)


async def record_outcome(
    session: AsyncSession, tip: Tip, entry: OutcomeEntry, *, by: Actor, on: date, now: datetime
) -> int:
    """Add an entry to the ledger for a tip, and its incident where it has one; returns the entry's row.

    Raises InvalidOutcomeError where the entry does not fit its type.
    """
    check_outcome(entry)
    incident_ids = await of_tip(session, tip)
    row = models.Outcome(
        type=entry.type.value,
        quantity=entry.quantity,
        unit_of_count=entry.unit.value,
        attributes={name.value: value for name, value in entry.attributes.items()},
        on=on,
        unit_code=by.unit_code,
        source_group=tip.source_group.value,
        contribution=entry.contribution.value,
        incident_id=incident_ids[0] if incident_ids else None,
        officer_id=by.officer_id,
        recorded_at=now,
    )
    session.add(row)
    await session.flush()
    session.add(OutcomeTip(outcome_id=row.id, tip_id=tip.id))
    await tips.note_outcome(session, tip, outcome_id=row.id, by=by, at=now)
    await session.flush()
    return row.id


@dataclass(frozen=True, slots=True)
class RecordedOutcome:
    """An entry of the ledger as it stands."""

    id: int
    entry: OutcomeEntry
    on: date


async def outcomes_of(session: AsyncSession, tip: Tip) -> list[RecordedOutcome]:
    """Return the ledger's entries that a tip led to, oldest first."""
    rows = await session.scalars(
        select(models.Outcome).join(OutcomeTip).where(OutcomeTip.tip_id == tip.id).order_by(models.Outcome.id)
    )
    return [RecordedOutcome(row.id, _entry(row), row.on) for row in rows]


def _entry(row: models.Outcome) -> OutcomeEntry:
    return OutcomeEntry(
        type=OutcomeType(row.type),
        quantity=row.quantity,
        unit=UnitOfCount(row.unit_of_count),
        attributes={Attribute(name): value for name, value in row.attributes.items()},
        contribution=Contribution(row.contribution),
    )
