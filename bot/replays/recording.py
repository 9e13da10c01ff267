"""Happenings → tips with their history, incidents and outcomes, recorded as officers would have done it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.replays.happenings import Happening
from domain.access import Actor, Officer, acting
from domain.codes import new_code
from domain.lifecycle import Status, transition
from domain.outcomes import IncidentKind, LegalClass, Value, ValueReason
from domain.periods import local_day
from domain.place import ChosenPlace, PlaceSource
from domain.rerouting import MoveCause
from domain.routing import Route, RouteReason
from domain.tip import Urgency
from storage import incidents, ledger, models, tips
from storage.tips import NewTip, Tip
from storage.vault import Vault

_NEXT_TIP = timedelta(minutes=25)
"""So long after each other several people tell of the same thing."""

_CHECKED_AFTER, _SETTLED_AFTER = timedelta(hours=5), timedelta(days=2)
"""From the answer to what it was found to be, and from there to its end."""


async def record(
    session: AsyncSession,
    vault: Vault,
    happening: Happening,
    staff: Mapping[str, Officer],
    *,
    province: str,
    contact_id: int,
) -> None:
    """Record one happening: its tips, what became of them, and what came of it.

    Args:
        session: The transaction.
        vault: Seals codes and words.
        happening: What happened.
        staff: Who works for each commune.
        province: That of the communes.
        contact_id: Whose tips they are.
    """
    officer = staff[happening.commune]
    by = acting(officer)
    # A session forgets rows that nobody holds, and would read a tip again for each of its steps.
    held: list[models.Tip] = []
    told = [
        await _told(session, vault, happening, number, staff, province=province, contact_id=contact_id, held=held)
        for number in range(len(happening.lot.values))
    ]
    settled_at = happening.at + happening.answered_after + _CHECKED_AFTER + _SETTLED_AFTER
    if told and happening.lot.incident is not None:
        await _unite(session, officer, happening.lot.incident, told, at=settled_at)
    for entry in happening.lot.entries:
        if not told:
            on = local_day(happening.at)
            await ledger.record_result(session, entry, happening.lot.source_group, by=by, on=on, now=happening.at)
            continue
        await incidents.record_outcome(session, told[0], entry, by=by, on=local_day(settled_at), now=settled_at)
    for number, tip in enumerate(told):
        await _close(session, vault, tip, by=by, at=settled_at + number * _NEXT_TIP)


async def _told(
    session: AsyncSession,
    vault: Vault,
    happening: Happening,
    number: int,
    staff: Mapping[str, Officer],
    *,
    province: str,
    contact_id: int,
    held: list[models.Tip],
) -> Tip:
    """Record one of the tips that tell of a happening, up to the judgement of its value."""
    at = happening.at + number * _NEXT_TIP
    tip = await tips.record(session, vault, _new(happening, province), contact_id=contact_id, now=at)
    held.append(await session.get_one(models.Tip, tip.id))
    by = acting(staff[happening.commune])
    if happening.first != happening.commune:
        step = transition(tip.status, Status.QUEUED, at=at + happening.answered_after / 2)
        move = tips.Move(_queue(happening.commune), place=happening.commune, cause=MoveCause.WRONG_PLACE)
        tip = await tips.transfer(session, vault, tip, step, move, by=acting(staff[happening.first]))
    at += happening.answered_after
    tip = await tips.step(session, vault, tip, transition(tip.status, Status.ACKNOWLEDGED, at=at), by=by)
    value = happening.lot.values[number]
    if value is Value.UNASSESSED:
        return tip
    at += _CHECKED_AFTER
    if happening.lot.entries:
        tip = await tips.step(session, vault, tip, transition(tip.status, Status.CLASSIFIED, at=at), by=by)
        tip = await tips.classify(session, vault, tip, LegalClass.ADMINISTRATIVE, by=by, at=at)
    reasons = {ValueReason.ACCURATE} if value is Value.VALUABLE else set()
    return await tips.assess(session, vault, tip, value, reasons=reasons, by=by, at=at)


def _new(happening: Happening, province: str) -> NewTip:
    category = happening.lot.category
    return NewTip(
        code=new_code(),
        narrative=(),
        place=ChosenPlace(happening.first, province, PlaceSource.CITIZEN),
        position=None,
        category=category,
        suggested_category=category,
        urgency=Urgency.NORMAL,
        occurred=None,
        source_group=happening.lot.source_group,
        route=_queue(happening.first),
    )


def _queue(commune: str) -> Route:
    return Route(commune, is_desk=False, reason=RouteReason.COMMUNE)


async def _unite(
    session: AsyncSession, officer: Officer, kind: IncidentKind, told: Sequence[Tip], *, at: datetime
) -> None:
    """Put all tips of a happening to one incident, and resolve it."""
    incident = await incidents.open_incident(session, officer, told[0], now=at, kind=kind)
    for other in told[1:]:
        await incidents.link(session, officer, incident.id, other, now=at)
    await incidents.resolve(session, officer, incident.id, at=at, now=at)


async def _close(session: AsyncSession, vault: Vault, tip: Tip, *, by: Actor, at: datetime) -> None:
    """Close a tip whose value was judged; the others go on being looked into."""
    if tip.value is not Value.UNASSESSED:
        await tips.step(session, vault, tip, transition(tip.status, Status.CLOSED, at=at), by=by)
