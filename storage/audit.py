"""What the response-time audit and the reports read: facts of tips and outcomes, without any words.

Unit codes are given as a collection, or None for the whole country: a query with thousands of codes would be slow.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from domain.access import COUNTRY, Officer, handles_queue
from domain.deadlines import acknowledge_by
from domain.figures import OutcomeFact, TipFact
from domain.lifecycle import OPEN, WAITING, Status
from domain.outcomes import Attribute, Contribution, OutcomeType, UnitOfCount, Value
from domain.periods import Period
from domain.place import PlaceSource
from domain.rerouting import MoveCause, RoutingFact, Station, routed
from domain.response_times import ResponseFact
from domain.tip import Category, SourceGroup, Urgency
from storage import units
from storage.due_times import TIP_WAITS, reopened_at
from storage.models import Outcome, OutcomeTip, Tip, TipEvent
from storage.tips import EventKind

ANSWERED = frozenset({Status.ACKNOWLEDGED, Status.TRANSFERRED})
"""Steps that only a person takes and that end the waiting: to acknowledge, or to hand over to an authority outside."""


_ON_THE_WAY = (EventKind.RECORDED.value, EventKind.TRANSFER.value, EventKind.STATUS.value)
"""Steps that say in whose queue a tip was."""

COMMUNE_DIGITS = 5
"""Digits of a commune's code, by which its own queue is told from a desk."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much is open in a unit.

    Attributes:
        unit_code: Which unit.
        open: Tips on which somebody still has to act.
        waiting: Those of them that nobody has acknowledged.
        late: Those of these that were due.
        oldest: When the oldest waiting one began to wait, in UTC; None where none waits.
    """

    unit_code: str
    open: int
    waiting: int
    late: int
    oldest: datetime | None


async def scope(session: AsyncSession, unit_code: str, day: date) -> frozenset[str] | None:
    """Return the units whose tips are a unit's figures: its own and those below; None for the whole country."""
    if unit_code == COUNTRY:
        return None
    return frozenset({unit_code, *(unit.code for unit in await units.below(session, unit_code, day))})


def _within(column: InstrumentedAttribute[str], unit_codes: Collection[str] | None) -> ColumnElement[bool]:
    return true() if unit_codes is None else column.in_(unit_codes)


async def tip_facts(session: AsyncSession, unit_codes: Collection[str] | None, period: Period) -> list[TipFact]:
    """Return the tips that these units received in a period, each with the unit that has it now."""
    rows = await session.execute(
        select(Tip.id, Tip.unit_code, Tip.received_at, Tip.category, Tip.source_group, Tip.value)
        .where(_within(Tip.unit_code, unit_codes), Tip.received_at >= period.begins, Tip.received_at < period.ends)
        .order_by(Tip.id)
    )
    return [
        TipFact(
            row.id,
            row.unit_code,
            row.received_at,
            Category(row.category),
            SourceGroup(row.source_group),
            Value(row.value),
        )
        for row in rows
    ]


async def outcome_facts(session: AsyncSession, unit_codes: Collection[str] | None, period: Period) -> list[OutcomeFact]:
    """Return these units' entries of the ledger in a period, and the earlier and later ones of the same incidents.

    The latter are there for `domain.figures.totals`, which counts an incident once in all periods together.
    """
    own = _within(Outcome.unit_code, unit_codes)
    is_within = and_(own, Outcome.on >= period.start, Outcome.on <= period.end)
    touched = select(Outcome.incident_id).where(is_within, Outcome.incident_id.is_not(None))
    wanted = or_(is_within, and_(own, Outcome.incident_id.in_(touched)))
    found = await session.scalars(select(Outcome).where(wanted).order_by(Outcome.id))
    linked = await _tips_of_outcomes(session, wanted)
    return [_outcome_fact(row, linked[row.id]) for row in found]


async def _tips_of_outcomes(session: AsyncSession, wanted: ColumnElement[bool]) -> defaultdict[int, tuple[int, ...]]:
    rows = await session.execute(
        select(OutcomeTip.outcome_id, OutcomeTip.tip_id)
        .join(Outcome, Outcome.id == OutcomeTip.outcome_id)
        .where(wanted)
        .order_by(OutcomeTip.tip_id)
    )
    linked: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for outcome_id, tip_id in rows:
        linked[outcome_id] += (tip_id,)
    return linked


def _outcome_fact(row: Outcome, tip_ids: tuple[int, ...]) -> OutcomeFact:
    return OutcomeFact(
        id=row.id,
        type=OutcomeType(row.type),
        quantity=row.quantity,
        unit=UnitOfCount(row.unit_of_count),
        on=row.on,
        unit_code=row.unit_code,
        source_group=SourceGroup(row.source_group),
        attributes={Attribute(name): value for name, value in row.attributes.items()},
        contribution=Contribution(row.contribution),
        tip_ids=tip_ids,
        incident_id=row.incident_id,
    )


async def response_facts(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period
) -> list[ResponseFact]:
    """Return how the tips received in a period fared until a person of these units took them on.

    A tip counts for the unit that answered it first, and while nobody has, for the one it waits with. A tip that was
    opened again was answered once. Tips that were withdrawn before are for nobody to answer and are left out.
    """
    first = (
        select(TipEvent.tip_id, func.min(TipEvent.id).label("event_id"))
        .where(TipEvent.after.in_(ANSWERED), TipEvent.officer_id.is_not(None))
        .group_by(TipEvent.tip_id)
        .subquery()
    )
    unit_code = func.coalesce(TipEvent.unit_code, Tip.unit_code)
    found = (
        select(Tip.id, unit_code.label("unit_code"), Tip.received_at, Tip.urgency, TipEvent.at)
        .outerjoin(first, first.c.tip_id == Tip.id)
        .outerjoin(TipEvent, TipEvent.id == first.c.event_id)
        .where(Tip.received_at >= period.begins, Tip.received_at < period.ends)
        .where(or_(TipEvent.id.is_not(None), Tip.status.in_(WAITING)))
        .order_by(Tip.id)
    )
    if unit_codes is not None:
        found = found.where(unit_code.in_(unit_codes))
    return [
        ResponseFact(
            row.id, row.unit_code, row.received_at, acknowledge_by(row.received_at, Urgency(row.urgency)), row.at
        )
        for row in await session.execute(found)
    ]


async def routing_facts(session: AsyncSession, unit_codes: Collection[str] | None, period: Period) -> list[RoutingFact]:
    """Return how the routing of the tips fared that were received in a period and first queued in one of these units.

    Tips that never were in a commune's own queue are left out: a coordinator decided on them, no routing did.
    """
    move = aliased(TipEvent)
    is_moved = select(move.id).where(move.tip_id == Tip.id, move.kind == EventKind.TRANSFER.value).exists()
    received = (Tip.received_at >= period.begins, Tip.received_at < period.ends)
    stayed = await session.execute(
        select(Tip.id, Tip.unit_code, Tip.place_source)
        .where(*received, _within(Tip.unit_code, unit_codes), ~is_moved)
        .where(func.length(Tip.unit_code) == COMMUNE_DIGITS)
    )
    facts = [RoutingFact(row.id, row.unit_code, PlaceSource(row.place_source)) for row in stayed]
    steps = await session.execute(
        select(TipEvent.tip_id, TipEvent.kind, TipEvent.after, TipEvent.unit_code, TipEvent.details)
        .join(Tip, Tip.id == TipEvent.tip_id)
        .where(*received, is_moved, TipEvent.kind.in_(_ON_THE_WAY))
        .order_by(TipEvent.tip_id, TipEvent.id)
    )
    for tip_id, of_tip in groupby(steps, key=lambda step: step.tip_id):
        fact = routed(tip_id, _stations(of_tip))
        if fact is not None and (unit_codes is None or fact.unit_code in unit_codes):
            facts.append(fact)
    return sorted(facts, key=lambda fact: fact.tip_id)


def _stations(steps: Iterable[Row[Any]]) -> list[Station]:
    """Return the queues and desks that a tip was in, by its steps in their order."""
    stations: list[Station] = []
    for step in steps:
        match step.kind:
            case EventKind.RECORDED:
                source = PlaceSource(step.details.get("source", PlaceSource.UNKNOWN))
                stations.append(Station(step.unit_code, is_queue=False, source=source))
            case EventKind.TRANSFER:
                # Moves from before it was asked why name no cause.
                cause = MoveCause(step.details.get("cause", MoveCause.UNSAID))
                stations.append(Station(step.after, is_queue=False, source=PlaceSource.COORDINATOR, cause=cause))
            case _ if step.after == Status.QUEUED.value and stations and len(stations[-1].unit_code) == COMMUNE_DIGITS:
                stations[-1] = replace(stations[-1], is_queue=True)
    return stations


async def open_and_late(session: AsyncSession, unit_codes: Collection[str] | None, *, now: datetime) -> dict[str, Load]:
    """Return how much is open, waiting and late in each of these units that has open tips."""
    counts = await session.execute(
        select(Tip.unit_code, func.count())
        .where(_within(Tip.unit_code, unit_codes), Tip.status.in_(OPEN))
        .group_by(Tip.unit_code)
    )
    waiting: defaultdict[str, list[_Waiting]] = defaultdict(list)
    for one in await _waiting(session, unit_codes):
        waiting[one.unit_code].append(one)
    return {unit_code: _load(unit_code, count, waiting[unit_code], now) for unit_code, count in counts}


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A tip that nobody has acknowledged, or nobody since it was opened again."""

    tip_id: int
    unit_code: str
    since: datetime
    urgency: Urgency

    @property
    def due_at(self) -> datetime:
        return acknowledge_by(self.since, self.urgency)


async def _waiting(session: AsyncSession, unit_codes: Collection[str] | None) -> list[_Waiting]:
    rows = await session.execute(
        select(Tip.id, Tip.unit_code, Tip.received_at, reopened_at().label("reopened_at"), Tip.urgency)
        .where(_within(Tip.unit_code, unit_codes), TIP_WAITS)
        .order_by(Tip.id)
    )
    return [_Waiting(row.id, row.unit_code, row.reopened_at or row.received_at, Urgency(row.urgency)) for row in rows]


def _load(unit_code: str, count: int, waiting: Iterable[_Waiting], now: datetime) -> Load:
    waiting = list(waiting)
    return Load(
        unit_code=unit_code,
        open=count,
        waiting=len(waiting),
        late=sum(one.due_at < now for one in waiting),
        oldest=min((one.since for one in waiting), default=None),
    )


async def late_tips(session: AsyncSession, officer: Officer, *, now: datetime) -> list[int]:
    """Return the tips of the officer's queue that should have been acknowledged, the latest first."""
    if not handles_queue(officer, officer.unit_code):
        return []
    late = [one for one in await _waiting(session, [officer.unit_code]) if one.due_at < now]
    return [one.tip_id for one in sorted(late, key=lambda one: (one.due_at, one.tip_id))]
