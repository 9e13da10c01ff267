"""What the response-time audit and the reports read: how tips fared and where they were, without any words.

Unit codes are given as a collection, or None for the whole country: a query with thousands of codes would be slow.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import CompoundSelect, Row, Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.access import COUNTRY, Officer, handles_queue
from domain.deadlines import acknowledge_by
from domain.lifecycle import OPEN, Status
from domain.periods import Period
from domain.place import PlaceSource
from domain.rerouting import MoveCause, RoutingFact, Station, routed
from domain.response_times import ResponseFact
from domain.tip import Urgency
from storage import units
from storage.counted import is_tip, within
from storage.due_times import TIP_WAITS, reopened_at
from storage.models import IS_MOVE, Tip, TipEvent
from storage.response_months import ANSWERED, IS_ANSWER_OF_EVENT
from storage.tips import EventKind

_ON_THE_WAY = (EventKind.RECORDED.value, EventKind.TRANSFER.value, EventKind.STATUS.value)
"""Steps that say in whose queue a tip was."""

_IS_MOVE = text(f"tip_events.{IS_MOVE}")
"""That a step moved its tip; written out, not bound: only so do databases use the index of these rows alone."""

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


async def response_facts(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period
) -> list[ResponseFact]:
    """Return how the tips received in a period fared until a person of these units took them on, by row.

    A tip counts for the unit that answered it first, and while nobody has, for the one it waits with. A tip that was
    opened again was answered once. Tips that were withdrawn before are for nobody to answer and are left out.
    """
    answered = [one.fact async for one in answers(session, unit_codes, period)]
    waiting = await waiting_facts(session, unit_codes, period)
    return sorted([*answered, *waiting], key=lambda fact: fact.tip_id)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a tip fared that a person has answered, and how soon somebody had to look at it."""

    fact: ResponseFact
    urgency: Urgency


async def answers(session: AsyncSession, unit_codes: Collection[str] | None, period: Period) -> AsyncIterator[Answer]:
    """Yield the tips received in a period that a person of these units was the first to answer, in no order."""
    # No answer is from before its tip, so those from before the period need not be looked at.
    found = (
        select(TipEvent.tip_id, TipEvent.unit_code, TipEvent.at, Tip.received_at, Tip.urgency)
        .join(Tip, Tip.id == TipEvent.tip_id)
        .where(IS_ANSWER_OF_EVENT, within(TipEvent.unit_code, unit_codes), TipEvent.at >= period.begins)
        .where(Tip.received_at >= period.begins, Tip.received_at < period.ends)
        .where(~_earlier_answer().exists())
    )
    async for row in await session.stream(found):
        urgency = Urgency(row.urgency)
        due_at = acknowledge_by(row.received_at, urgency)
        yield Answer(ResponseFact(row.tip_id, row.unit_code, row.received_at, due_at, row.at), urgency)


def _earlier_answer() -> Select[int]:
    earlier = aliased(TipEvent)
    return select(earlier.id).where(
        earlier.tip_id == TipEvent.tip_id,
        earlier.id < TipEvent.id,
        earlier.after.in_(ANSWERED),
        earlier.officer_id.is_not(None),
    )


async def waiting_facts(
    session: AsyncSession, unit_codes: Collection[str] | None, period: Period
) -> list[ResponseFact]:
    """Return the tips received in a period that wait with these units and that nobody has ever answered, by row."""
    answer = select(TipEvent.id).where(
        TipEvent.tip_id == Tip.id, TipEvent.after.in_(ANSWERED), TipEvent.officer_id.is_not(None)
    )
    rows = await session.execute(
        select(Tip.id, Tip.unit_code, Tip.received_at, Tip.urgency)
        .where(within(Tip.unit_code, unit_codes), TIP_WAITS, ~answer.exists())
        .where(Tip.received_at >= period.begins, Tip.received_at < period.ends)
        .order_by(Tip.id)
    )
    return [
        ResponseFact(row.id, row.unit_code, row.received_at, acknowledge_by(row.received_at, Urgency(row.urgency)))
        for row in rows
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
        .where(*received, within(Tip.unit_code, unit_codes), ~is_moved)
        .where(func.length(Tip.unit_code) == COMMUNE_DIGITS)
    )
    facts = [RoutingFact(row.id, row.unit_code, PlaceSource(row.place_source)) for row in stayed]
    steps = await session.execute(
        select(TipEvent.tip_id, TipEvent.kind, TipEvent.after, TipEvent.unit_code, TipEvent.details)
        .join(Tip, Tip.id == TipEvent.tip_id)
        .where(*received, Tip.id.in_(_moved(unit_codes, period)))
        .order_by(TipEvent.tip_id, TipEvent.id)
    )
    # Which steps matter is not asked of SQLite: it would begin with all of these kinds, whosever they are.
    on_the_way = (step for step in steps if step.kind in _ON_THE_WAY)
    for tip_id, of_tip in groupby(on_the_way, key=lambda step: step.tip_id):
        fact = routed(tip_id, _stations(of_tip))
        if fact is not None and (unit_codes is None or fact.unit_code in unit_codes):
            facts.append(fact)
    return sorted(facts, key=lambda fact: fact.tip_id)


def _moved(unit_codes: Collection[str] | None, period: Period) -> Select[int] | CompoundSelect[int]:
    """Return the tips of a period that were moved out of one of these units, or into one where they still are."""
    # The query around it reads the same tables; these are others.
    since = select(TipEvent.tip_id).where(_IS_MOVE, TipEvent.at >= period.begins).correlate(None)
    if unit_codes is None:
        return since
    move = aliased(TipEvent)
    is_moved = select(move.id).where(move.tip_id == Tip.id, move.kind == EventKind.TRANSFER.value).exists()
    came = select(Tip.id).where(is_tip(unit_codes, period), is_moved).correlate(None)
    return since.where(TipEvent.before.in_(unit_codes)).union_all(came)


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
        .where(within(Tip.unit_code, unit_codes), Tip.status.in_(OPEN))
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
        .where(within(Tip.unit_code, unit_codes), TIP_WAITS)
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
