"""What has outlived its time is erased here, in bounded batches; never a tip, whether acknowledged or not.

Each function erases at most so many rows and returns how many; who gets the limit back asks again.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Delete, Select, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.due_times import STEPS
from domain.retention import DEFAULTS, Kept, Rule
from storage.due_times import TIP_WAITS
from storage.models import Call, ConsolePass, Conversation, DueTime, Evidence, Tip, TipSketch, Update
from storage.sketches import KEPT as SKETCH_KEPT

CALLS_KEPT = DEFAULTS[Kept.LOG].keep
"""A call that is over says no more than a log does: that something was sent, and on which day."""

MOMENTS_KEPT = DEFAULTS[Kept.LOG].keep
"""So long it can be seen that something was done when it was due."""

_HAS_DATA = text("conversations.data IS NOT NULL")
_IS_DONE = text("due_times.done_at IS NOT NULL")


async def _erased(session: AsyncSession, erasing: Delete) -> int:
    result = await session.execute(erasing, execution_options={"synchronize_session": False})
    return int(getattr(result, "rowcount", 0))


async def updates(session: AsyncSession, now: datetime, limit: int, rules: Mapping[Kept, Rule] = DEFAULTS) -> int:
    """Erase the marks of updates that were handled long ago; what waits or was set aside stays."""
    # The oldest come first by their number, so the search ends after so many, however many are younger.
    oldest = (
        select(Update.id, Update.handled_at).where(Update.state == "done").order_by(Update.id).limit(limit).subquery()
    )
    outlived = select(oldest.c.id).where(oldest.c.handled_at < now - rules[Kept.UPDATE_MARK].keep)
    return await _erased(session, delete(Update).where(Update.id.in_(outlived), Update.state == "done"))


async def calls(session: AsyncSession, now: datetime, limit: int) -> int:
    """Erase calls that were sent or given up long ago; of these only the day is known."""
    count = 0
    for state in ("sent", "dead"):
        outlived = (
            select(Call.id)
            .where(Call.state == state, Call.not_before < now - CALLS_KEPT)
            .order_by(Call.not_before)
            .limit(limit)
        )
        count += await _erased(session, delete(Call).where(Call.id.in_(_listed(outlived))))
    return count


async def talks(session: AsyncSession, now: datetime, limit: int, rules: Mapping[Kept, Rule] = DEFAULTS) -> int:
    """Empty talks that nobody has gone on with, drafts included; that somebody is known here stays."""
    outlived = (
        select(Conversation.contact_id)
        .where(_HAS_DATA, Conversation.changed_on < now.astimezone(UTC).date() - rules[Kept.DRAFT].keep)
        .order_by(Conversation.changed_on)
        .limit(limit)
    )
    result = await session.execute(
        update(Conversation).where(Conversation.contact_id.in_(_listed(outlived))).values(state=None, data=None),
        execution_options={"synchronize_session": False},
    )
    return int(getattr(result, "rowcount", 0))


async def sketches(session: AsyncSession, now: datetime, limit: int) -> int:
    """Erase what duplicates were found by, once none is looked for."""
    outlived = (
        select(TipSketch.tip_id).where(TipSketch.sent_at < now - SKETCH_KEPT).order_by(TipSketch.sent_at).limit(limit)
    )
    return await _erased(session, delete(TipSketch).where(TipSketch.tip_id.in_(_listed(outlived))))


async def passes(session: AsyncSession, now: datetime, limit: int) -> int:
    """Erase ways into the console that are over."""
    over = select(ConsolePass.id).where(ConsolePass.expires_at < now).limit(limit)
    return await _erased(session, delete(ConsolePass).where(ConsolePass.id.in_(_listed(over))))


async def moments(session: AsyncSession, now: datetime, limit: int) -> int:
    """Erase due moments that are long over; those of tips that still wait stay, or they would come again."""
    still = select(Tip.id).where(TIP_WAITS, Tip.id == DueTime.subject, DueTime.kind.in_([one.value for one in STEPS]))
    outlived = (
        select(DueTime.id)
        .where(_IS_DONE, DueTime.done_at < now - MOMENTS_KEPT, ~still.exists())
        .order_by(DueTime.done_at)
        .limit(limit)
    )
    return await _erased(session, delete(DueTime).where(DueTime.id.in_(_listed(outlived))))


async def files_of_drafts(
    session: AsyncSession, now: datetime, limit: int, rules: Mapping[Kept, Rule] = DEFAULTS
) -> list[int]:
    """Erase the rows of files that came with drafts which are gone; returns them, so that the files go as well."""
    day = timedelta(days=1)
    writing = select(Conversation.contact_id).where(_HAS_DATA, Conversation.contact_id == Evidence.contact_id)
    outlived = (
        select(Evidence.id)
        .where(Evidence.tip_id.is_(None), Evidence.received_at < now - rules[Kept.DRAFT].keep - day)
        .where(
            ~writing.exists(), ~select(Call.id).where(Call.evidence_id == Evidence.id, Call.state == "waiting").exists()
        )
        .limit(limit)
    )
    erasing = delete(Evidence).where(Evidence.id.in_(_listed(outlived))).returning(Evidence.id)
    rows = await session.scalars(erasing, execution_options={"synchronize_session": False})
    return list(rows)


def _listed(found: Select[int]) -> Select[int]:
    """Return a bounded query as a query of its own, which every database takes within another."""
    part = found.subquery()
    return select(part.c[0])


ROWS: tuple[Callable[[AsyncSession, datetime, int], Awaitable[int]], ...] = (
    updates,
    calls,
    talks,
    sketches,
    passes,
    moments,
)
"""Everything that is erased by rows alone."""
