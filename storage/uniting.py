"""Two incidents that turn out to be one: the tips of the one go to the other, and so does what came of them.

The one that they leave stays as an empty row, counted nowhere, so that histories that name it can be read and a tip
can go back to it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, acting
from domain.errors import DomainError
from storage import incidents, ledger, models, tips
from storage.database import insert_into
from storage.incidents import Incident, IncidentNotFoundError, Step, stands
from storage.models import IncidentTip


class EmptyIncidentError(DomainError):
    """Nothing is left of an incident: its tips went to another one before, or were taken out."""

    def __init__(self, incident_id: int) -> None:
        """Keep the incident."""
        super().__init__(incident_id)
        self.incident_id = incident_id


class ForeignOutcomesError(DomainError):
    """Another unit has recorded what came of an incident, and nobody else says of which incident that came."""

    def __init__(self, incident_id: int, entries: int) -> None:
        """Keep the incident, and how many of its entries are another unit's."""
        super().__init__(incident_id, entries)
        self.incident_id = incident_id
        self.entries = entries


@dataclass(frozen=True, slots=True)
class United:
    """What became of two incidents.

    Attributes:
        incident: The one that is left, with all tips.
        moved: The tips that came to it.
        outcomes: How many entries that stand in the ledger came with them.
    """

    incident: Incident
    moved: tuple[int, ...]
    outcomes: int


async def check(session: AsyncSession, officer: Officer, gone_id: int, kept_id: int) -> None:
    """Raise what `unite` would raise now, and change nothing."""
    for incident_id in (gone_id, kept_id):
        await incidents.for_officer(session, officer, incident_id)
        if not await incidents.has_anything(session, incident_id):
            raise EmptyIncidentError(incident_id)
    if gone_id == kept_id:
        raise IncidentNotFoundError
    foreign = await _count_foreign(session, officer, gone_id)
    if foreign:
        raise ForeignOutcomesError(gone_id, foreign)


async def unite(session: AsyncSession, officer: Officer, gone_id: int, kept_id: int, *, now: datetime) -> United:
    """Put all tips of one incident of the officer's unit to another one of it, with what came of the first.

    The one that is left keeps its kind. It is resolved when it was, or else when the other was; so two that were both
    resolved count once. Every tip's history says what happened.

    Args:
        session: The transaction.
        officer: Who says so.
        gone_id: The incident whose tips go.
        kept_id: The incident to which they go.
        now: When that is, in UTC.

    Raises:
        IncidentNotFoundError: One of them is not the unit's, or both are one.
        EmptyIncidentError: Nothing is left of one of them; so it is when it is done twice.
        ForeignOutcomesError: Another unit has recorded what came of the first.
    """
    # Two officers who do it the other way round at the same time wait for each other in one order.
    rows = {one: await incidents.locked(session, officer, one) for one in sorted({gone_id, kept_id})}
    await check(session, officer, gone_id, kept_id)
    moved = await incidents.tips_of(session, gone_id)
    staying = [one for one in await incidents.tips_of(session, kept_id) if one not in moved]
    await _move_tips(session, officer, gone_id, kept_id, moved, now=now)
    outcomes = await _move_outcomes(session, officer, gone_id, kept_id, now=now)
    await _note(session, officer, kept_id, moved, Step.MOVED, other=gone_id, now=now)
    await _note(session, officer, kept_id, staying, Step.JOINED, other=gone_id, now=now)
    gone, kept = rows[gone_id], rows[kept_id]
    if kept.resolved_at is None and gone.resolved_at is not None:
        kept.resolved_at, kept.resolved_by = gone.resolved_at, gone.resolved_by
        await incidents.note(session, officer, kept_id, Step.RESOLVED, now=now)
    gone.resolved_at = gone.resolved_by = None
    await session.flush()
    return United(await incidents.for_officer(session, officer, kept_id), tuple(moved), outcomes)


async def _count_foreign(session: AsyncSession, officer: Officer, incident_id: int) -> int:
    found = (
        select(func.count())
        .select_from(models.Outcome)
        .where(models.Outcome.incident_id == incident_id, models.Outcome.unit_code != officer.unit_code, stands())
    )
    return await session.scalar(found) or 0


async def _move_tips(
    session: AsyncSession, officer: Officer, gone_id: int, kept_id: int, moved: Sequence[int], *, now: datetime
) -> None:
    """Let tips speak of another incident; one that spoke of both speaks of one."""
    if not moved:
        return
    linked = [{"incident_id": kept_id, "tip_id": one, "at": now, "officer_id": officer.id} for one in moved]
    await session.execute(insert_into(session, IncidentTip).values(linked).on_conflict_do_nothing())
    await session.execute(delete(IncidentTip).where(IncidentTip.incident_id == gone_id))


async def _move_outcomes(session: AsyncSession, officer: Officer, gone_id: int, kept_id: int, *, now: datetime) -> int:
    """Let the unit's entries of one incident be those of another one; returns how many of them stand."""
    rows = await session.scalars(
        select(models.Outcome)
        .where(models.Outcome.incident_id == gone_id, models.Outcome.unit_code == officer.unit_code)
        .order_by(models.Outcome.id)
        .with_for_update()
    )
    entries = rows.all()
    standing = [one.id for one in entries if await ledger.does_stand(session, one.id)]
    for one in entries:
        one.incident_id = kept_id
    for outcome_id in standing:
        for tip_id in await ledger.tips_of(session, outcome_id):
            await tips.note_outcome(
                session, tip_id, outcome_id=outcome_id, by=acting(officer), at=now, incident=[gone_id, kept_id]
            )
    await session.flush()
    return len(standing)


async def _note(
    session: AsyncSession,
    officer: Officer,
    incident_id: int,
    tip_ids: Collection[int],
    step: Step,
    *,
    other: int,
    now: datetime,
) -> None:
    """Note in the histories of tips that another incident is this one."""
    for tip_id in tip_ids:
        await tips.note_incident(
            session, tip_id, incident_id=incident_id, by=acting(officer), at=now, step=step.value, other=other
        )
    await session.flush()
