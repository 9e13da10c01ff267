"""What waits, and since when: numbers for the operator, without a word of what it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Call, Evidence, Update
from storage.outbox import Priority

# Written out, not bound: only so does SQLite use an index of the waiting rows alone.
_UPDATE_WAITS = text("updates.state = 'waiting'")
_UPDATE_IS_ASIDE = text("updates.state = 'set_aside'")
_CALL_WAITS = text("calls.state = 'waiting'")
_FILE_WAITS = text("evidence.state = 'waiting'")


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in one place.

    Attributes:
        count: How much.
        since: When the oldest of it came, in UTC; None where nothing waits.
    """

    count: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits everywhere.

    Attributes:
        journal: Updates that wait to be handled.
        set_aside: How many updates failed three times.
        outbox: Calls that wait for the sender, by priority; each priority is there.
        evidence: Files that were not fetched yet.
    """

    journal: Queue
    set_aside: int
    outbox: Mapping[Priority, Queue]
    evidence: Queue


async def backlog(session: AsyncSession) -> Backlog:
    """Return what waits; it is found by indexes, so it takes as long as there is waiting, not as there is stored."""
    count = func.count()
    journal = (await session.execute(select(count, func.min(Update.received_at)).where(_UPDATE_WAITS))).one()
    aside = await session.scalar(select(count).select_from(Update).where(_UPDATE_IS_ASIDE))
    calls = await session.execute(
        select(Call.priority, count, func.min(Call.created_at)).where(_CALL_WAITS).group_by(Call.priority)
    )
    files = (await session.execute(select(count, func.min(Evidence.received_at)).where(_FILE_WAITS))).one()
    known = {priority: Queue(number, since) for priority, number, since in calls}
    return Backlog(
        journal=Queue(*journal),
        set_aside=aside or 0,
        outbox={priority: known.get(priority, Queue()) for priority in Priority},
        evidence=Queue(*files),
    )


async def retry(session: AsyncSession, seqs: list[int] | None = None) -> int:
    """Let updates that were set aside wait again, with three fresh tries; returns how many.

    Args:
        session: A transaction that writes.
        seqs: Their numbers in the journal, at most a few hundred; None for all that still have their bytes.
    """
    change = update(Update).where(_UPDATE_IS_ASIDE, Update.body.is_not(None))
    if seqs is not None:
        change = change.where(Update.id.in_(seqs))
    waiting = change.values(state="waiting", failures=0, handled_at=None).returning(Update.id)
    changed = await session.scalars(waiting, execution_options={"synchronize_session": False})
    return len(changed.all())
