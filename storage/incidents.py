"""Incidents, the tips that speak of them, and the ledger of outcomes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.access import Actor, Officer, acting, handles_queue
from domain.errors import DomainError
from domain.outcomes import (
    Attribute,
    Contribution,
    IncidentKind,
    OutcomeEntry,
    OutcomeType,
    UnitOfCount,
    check_outcome,
    suggested_kind,
)
from domain.tip import Category, SourceGroup
from storage import models, tips
from storage.database import insert_into
from storage.models import IncidentTip, OutcomeTip, TipEvent
from storage.queries import Query
from storage.tips import Tip


class IncidentNotFoundError(DomainError):
    """There is no such incident for the one who asks."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened, with the number of tips that speak of it.

    Attributes:
        id: The row, under which officers speak of it.
        unit_code: The unit that deals with it.
        category: That of the tip it was opened for.
        kind: As what it is counted.
        opened_at: When it was opened, in UTC.
        resolved_at: When it was resolved, None while it is not.
        resolved_by: The unit that resolved it.
        tips: How many tips speak of it.
    """

    id: int
    unit_code: str
    category: Category
    kind: IncidentKind
    opened_at: datetime
    resolved_at: datetime | None
    resolved_by: str | None
    tips: int


class Step(StrEnum):
    """What became of a tip's incident, as the tip's history says it; that it was put to one needs no word."""

    KIND = "kind"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    LEFT = "left"
    MOVED = "moved"
    JOINED = "joined"


class Leaving(StrEnum):
    """What becomes of a tip's outcomes when the tip leaves their incident."""

    OUTCOMES_STAY = "stay"
    OUTCOMES_GO = "go"


async def recent(session: AsyncSession, officer: Officer, *, since: datetime, limit: int = 8) -> list[Incident]:
    """Return the newest incidents of the officer's unit of which a tip speaks."""
    if not handles_queue(officer, officer.unit_code):
        return []
    count = func.count(IncidentTip.tip_id)
    rows = await session.execute(
        select(models.Incident, count)
        .join(IncidentTip)
        .where(models.Incident.unit_code == officer.unit_code, models.Incident.opened_at >= since)
        .group_by(models.Incident.id)
        .order_by(models.Incident.id.desc())
        .limit(limit)
    )
    return [_incident(row, tips) for row, tips in rows]


def _incident(row: models.Incident, tips: int) -> Incident:
    return Incident(
        row.id,
        row.unit_code,
        Category(row.category),
        IncidentKind(row.kind),
        row.opened_at,
        row.resolved_at,
        row.resolved_by,
        tips,
    )


async def for_officer(session: AsyncSession, officer: Officer, incident_id: int) -> Incident:
    """Return an incident of the officer's unit. Raises IncidentNotFoundError."""
    row = await session.get(models.Incident, incident_id)
    if row is None or not handles_queue(officer, row.unit_code):
        raise IncidentNotFoundError
    return _incident(row, await _count_tips(session, incident_id))


async def _count_tips(session: AsyncSession, incident_id: int) -> int:
    return await session.scalar(select(func.count()).where(IncidentTip.incident_id == incident_id)) or 0


async def known(session: AsyncSession, incident_ids: Collection[int]) -> list[Incident]:
    """Return these incidents, for who may see a tip that speaks of them; in the order of their numbers."""
    if not incident_ids:
        return []
    count = func.count(IncidentTip.tip_id)
    rows = await session.execute(
        select(models.Incident, count)
        .outerjoin(IncidentTip)
        .where(models.Incident.id.in_(incident_ids))
        .group_by(models.Incident.id)
        .order_by(models.Incident.id)
    )
    return [_incident(row, tips) for row, tips in rows]


async def locked(session: AsyncSession, officer: Officer, incident_id: int) -> models.Incident:
    """Return an incident of the officer's unit that nobody else changes until the transaction ends."""
    row = await session.get(models.Incident, incident_id, with_for_update=True)
    if row is None or not handles_queue(officer, row.unit_code):
        raise IncidentNotFoundError
    return row


async def open_incident(
    session: AsyncSession, officer: Officer, tip: Tip, *, now: datetime, kind: IncidentKind | None = None
) -> Incident:
    """Open an incident that this tip speaks of; where no kind is named, it is the one that the tip suggests."""
    suggested = kind or suggested_kind(tip.category, tip.legal_class)
    row = models.Incident(unit_code=officer.unit_code, category=tip.category.value, kind=suggested.value, opened_at=now)
    session.add(row)
    await session.flush()
    await link(session, officer, row.id, tip, now=now)
    return _incident(row, 1)


async def set_kind(
    session: AsyncSession, officer: Officer, incident_id: int, kind: IncidentKind, *, now: datetime
) -> bool:
    """Say as what an incident is counted; returns False where it was that already. Raises IncidentNotFoundError."""
    row = await locked(session, officer, incident_id)
    if row.kind == kind.value:
        return False
    change = [row.kind, kind.value]
    row.kind = kind.value
    await note(session, officer, incident_id, Step.KIND, now=now, change=change)
    return True


async def resolve(session: AsyncSession, officer: Officer, incident_id: int, *, at: datetime, now: datetime) -> bool:
    """Note that an incident was resolved by the officer's unit; returns False where it was resolved before.

    Args:
        session: The transaction.
        officer: Who says so. Raises IncidentNotFoundError where the incident is another unit's.
        incident_id: The incident.
        at: When it was resolved, in UTC; reports count it on that day.
        now: When that is noted.
    """
    row = await locked(session, officer, incident_id)
    if row.resolved_at is not None:
        return False
    row.resolved_at, row.resolved_by = at, officer.unit_code
    await note(session, officer, incident_id, Step.RESOLVED, now=now)
    return True


async def reopen(session: AsyncSession, officer: Officer, incident_id: int, *, now: datetime) -> bool:
    """Note that an incident is not resolved after all; returns False where it was not. Raises IncidentNotFoundError."""
    row = await locked(session, officer, incident_id)
    if row.resolved_at is None:
        return False
    row.resolved_at = row.resolved_by = None
    await note(session, officer, incident_id, Step.REOPENED, now=now)
    return True


async def note(
    session: AsyncSession,
    officer: Officer,
    incident_id: int,
    step: Step,
    *,
    now: datetime,
    **details: Any,  # noqa: ANN401 - JSON
) -> None:
    """Note a step of an incident in the history of each of its tips."""
    await session.flush()
    for tip_id in await tips_of(session, incident_id):
        await tips.note_incident(
            session, tip_id, incident_id=incident_id, by=acting(officer), at=now, step=step.value, **details
        )
    await session.flush()


async def told_of(session: AsyncSession, incident_id: int) -> frozenset[int]:
    """Return those of an incident's tips whose reporters were told that several tips speak of it."""
    events = await session.execute(
        select(TipEvent.tip_id, TipEvent.details)
        .join(IncidentTip, IncidentTip.tip_id == TipEvent.tip_id)
        .where(IncidentTip.incident_id == incident_id, TipEvent.kind == tips.EventKind.TOLD.value)
    )
    return frozenset(row.tip_id for row in events if row.details["incident_id"] == incident_id)


async def link(session: AsyncSession, officer: Officer, incident_id: int, tip: Tip, *, now: datetime) -> None:
    """Note that a tip speaks of an incident; doing it twice changes nothing.

    What came of the tip before belongs to the incident from now on, so that the same thing is not counted twice. Who
    puts other tips to it in the same moment comes after, and sees this one.
    """
    await session.get(models.Incident, incident_id, with_for_update=True)
    added = await session.execute(
        insert_into(session, IncidentTip)
        .values(incident_id=incident_id, tip_id=tip.id, at=now, officer_id=officer.id)
        .on_conflict_do_nothing()
        .returning(IncidentTip.tip_id)
    )
    if added.one_or_none() is not None:
        await _settle_outcomes(session, incident_id, tip)
        await tips.note_incident(session, tip.id, incident_id=incident_id, by=acting(officer), at=now)


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


async def separate(
    session: AsyncSession, officer: Officer, incident_id: int, tip: Tip, leaving: Leaving, *, now: datetime
) -> bool:
    """Take a tip out of an incident of the officer's unit; returns False where it was not in it any more.

    Its outcomes stay with the incident that they were recorded for, or go with the tip: to another incident that it
    speaks of, or to none. What other tips of the incident led to as well stays in any case. An incident that nothing
    is left of was opened by mistake, and is not counted as resolved. Raises IncidentNotFoundError.
    """
    row = await locked(session, officer, incident_id)
    gone = await session.execute(
        delete(IncidentTip)
        .where(IncidentTip.incident_id == incident_id, IncidentTip.tip_id == tip.id)
        .returning(IncidentTip.tip_id)
    )
    if gone.one_or_none() is None:
        return False
    if leaving is Leaving.OUTCOMES_GO:
        await _take_outcomes(session, incident_id, tip)
    await tips.note_incident(
        session,
        tip.id,
        incident_id=incident_id,
        by=acting(officer),
        at=now,
        step=Step.LEFT.value,
        outcomes=leaving.value,
    )
    if not await has_anything(session, incident_id):
        row.resolved_at = row.resolved_by = None
    await session.flush()
    return True


async def _take_outcomes(session: AsyncSession, incident_id: int, tip: Tip) -> None:
    """Let the entries that this tip alone led to go with it."""
    other = aliased(OutcomeTip)
    own = select(OutcomeTip.outcome_id).where(
        OutcomeTip.tip_id == tip.id,
        ~exists().where(
            other.outcome_id == OutcomeTip.outcome_id,
            other.tip_id.in_(select(IncidentTip.tip_id).where(IncidentTip.incident_id == incident_id)),
        ),
    )
    left = await of_tip(session, tip)
    await session.execute(
        update(models.Outcome)
        .where(models.Outcome.id.in_(own), models.Outcome.incident_id == incident_id)
        .values(incident_id=left[0] if left else None)
        .execution_options(synchronize_session="fetch")
    )


async def has_anything(session: AsyncSession, incident_id: int) -> bool:
    """Whether a tip speaks of an incident, or anything that stands in the ledger came of it."""
    if await _count_tips(session, incident_id):
        return True
    left = select(func.count()).select_from(models.Outcome).where(models.Outcome.incident_id == incident_id, stands())
    return bool(await session.scalar(left))


async def outcomes_at(session: AsyncSession, incident_id: int, tip: Tip) -> bool:
    """Whether anything that stands in the ledger was recorded for a tip and this incident."""
    found = (
        select(models.Outcome.id)
        .join(OutcomeTip)
        .where(OutcomeTip.tip_id == tip.id, models.Outcome.incident_id == incident_id, stands())
        .limit(1)
    )
    return await session.scalar(found) is not None


async def of_tip(session: AsyncSession, tip: Tip) -> list[int]:
    """Return the incidents that a tip speaks of."""
    rows = await session.scalars(
        select(IncidentTip.incident_id).where(IncidentTip.tip_id == tip.id).order_by(IncidentTip.incident_id)
    )
    return list(rows)


async def left_by(session: AsyncSession, tip: Tip) -> list[int]:
    """Return the incidents that a tip spoke of before and does not now, the one that it left last first."""
    events = await session.scalars(
        select(TipEvent)
        .where(TipEvent.tip_id == tip.id, TipEvent.kind == tips.EventKind.INCIDENT.value)
        .order_by(TipEvent.id.desc())
    )
    own = set(await of_tip(session, tip))
    left = [_left_in(event.details) for event in events]
    return list(dict.fromkeys(one for one in left if one is not None and one not in own))


def _left_in(step: Mapping[str, Any]) -> int | None:
    """Return the incident that a tip left in a step of its history, None where it left none."""
    named = {Step.LEFT.value: "incident_id", Step.MOVED.value: "other"}.get(step.get("step", ""))
    return step.get(named) if named else None


async def of_tips(session: AsyncSession, tip_ids: Collection[int]) -> list[int]:
    """Return the incidents that any of these tips speaks of."""
    rows = await session.scalars(
        select(IncidentTip.incident_id)
        .where(IncidentTip.tip_id.in_(tip_ids))
        .distinct()
        .order_by(IncidentTip.incident_id)
    )
    return list(rows)


async def tips_of(session: AsyncSession, incident_id: int) -> list[int]:
    """Return the tips that speak of an incident."""
    rows = await session.scalars(
        select(IncidentTip.tip_id).where(IncidentTip.incident_id == incident_id).order_by(IncidentTip.tip_id)
    )
    return list(rows)


# The ledger, as far as it is about tips; the rest is in `storage.ledger`.


@dataclass(frozen=True, slots=True)
class RecordedOutcome:
    """An entry of the ledger.

    Attributes:
        id: The row.
        entry: What was counted.
        on: The local day it is counted on.
        unit_code: The unit whose result it is.
        source_group: Who helped to it.
        incident_id: The incident it came of, if any.
        model_id: The registered model that it came from, if any.
        officer_id: Who recorded it.
        recorded_at: When, in UTC.
        corrects_id: The entry that it stands in place of, if any.
    """

    id: int
    entry: OutcomeEntry
    on: date
    unit_code: str
    source_group: SourceGroup
    incident_id: int | None
    model_id: int | None
    officer_id: int | None
    recorded_at: datetime
    corrects_id: int | None


_LATER = aliased(models.Outcome)


def stands() -> ColumnElement[bool]:
    """Return what is true of the entries that count: those that were neither taken back nor corrected."""
    return and_(models.Outcome.is_void.is_(False), ~exists().where(_LATER.corrects_id == models.Outcome.id))


async def record_outcome(
    session: AsyncSession, tip: Tip, entry: OutcomeEntry, *, by: Actor, on: date, now: datetime
) -> int:
    """Add an entry to the ledger for a tip, and its incident where it has one; returns the entry's row.

    Raises InvalidOutcomeError where the entry does not fit its type.
    """
    row = new_row(entry, by=by, on=on, now=now)
    row.source_group, row.model_id = tip.source_group.value, tip.model_id
    row.incident_id = await _first_of_tip(session, tip)
    session.add(row)
    await session.flush()
    session.add(OutcomeTip(outcome_id=row.id, tip_id=tip.id))
    await tips.note_outcome(session, tip.id, outcome_id=row.id, by=by, at=now)
    await session.flush()
    return row.id


async def _first_of_tip(session: AsyncSession, tip: Tip) -> int | None:
    """Return the incident that a tip's entries are put to, None where it speaks of none.

    Until the transaction ends nobody joins it to another one: the entry would stay with what is left empty.
    """
    for incident_id in await of_tip(session, tip):
        await session.get(models.Incident, incident_id, with_for_update=True)
    # What was waited for may have been that.
    return next(iter(await of_tip(session, tip)), None)


def new_row(entry: OutcomeEntry, *, by: Actor, on: date, now: datetime) -> models.Outcome:
    """Return the row of an entry, by whom its source is still to be said.

    Raises InvalidOutcomeError where the entry does not fit its type.
    """
    check_outcome(entry)
    return models.Outcome(
        type=entry.type.value,
        quantity=entry.quantity,
        unit_of_count=entry.unit.value,
        attributes={name.value: value for name, value in entry.attributes.items()},
        on=on,
        unit_code=by.unit_code,
        contribution=entry.contribution.value,
        officer_id=by.officer_id,
        recorded_at=now,
        is_void=False,
    )


async def outcomes_of(session: AsyncSession, tip: Tip) -> list[RecordedOutcome]:
    """Return the ledger's entries that a tip led to, oldest first: what stands, corrections in place of the old."""
    rows = await session.scalars(
        select(models.Outcome).join(OutcomeTip).where(OutcomeTip.tip_id == tip.id, stands()).order_by(models.Outcome.id)
    )
    return [recorded(row) for row in rows]


async def outcomes_from(session: AsyncSession, incident_id: int, *, limit: int = 15) -> list[RecordedOutcome]:
    """Return what came of an incident and stands, the newest first."""
    rows = await session.scalars(
        select(models.Outcome)
        .where(models.Outcome.incident_id == incident_id, stands())
        .order_by(models.Outcome.id.desc())
        .limit(limit)
    )
    return [recorded(row) for row in rows]


def recorded(row: models.Outcome) -> RecordedOutcome:
    """Return a row of the ledger as it is read."""
    return RecordedOutcome(
        row.id,
        _entry(row),
        row.on,
        row.unit_code,
        SourceGroup(row.source_group),
        row.incident_id,
        row.model_id,
        row.officer_id,
        row.recorded_at,
        row.corrects_id,
    )


def _entry(row: models.Outcome) -> OutcomeEntry:
    return OutcomeEntry(
        type=OutcomeType(row.type),
        quantity=row.quantity,
        unit=UnitOfCount(row.unit_of_count),
        attributes={Attribute(name): value for name, value in row.attributes.items()},
        contribution=Contribution(row.contribution),
    )
