"""Which units' months have to be counted again: what changes late in a month that `storage.rollups` counted.

Who counts a month, and who changes a tip of it, take turns: an officer waits while some units are counted, for some
milliseconds, and who counts waits until the officer's change is committed.
"""

from datetime import datetime

from sqlalchemy import TextClause, literal, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.lifecycle import Status
from domain.periods import Period, PeriodName, local_day, named
from storage.database import insert_into
from storage.models import IS_ANSWER, ResponseMonth, Tip, TipEvent

ANSWERED = frozenset({Status.ACKNOWLEDGED, Status.TRANSFERRED})
"""Steps that only a person takes and that end the waiting: to acknowledge, or to hand over to an authority outside."""

IS_ANSWER_OF_EVENT = text(f"tip_events.{IS_ANSWER.replace(' AND ', ' AND tip_events.')}")
"""That an officer took such a step; written out, not bound: only so does SQLite use the index of these rows."""

_SPACE = 0x726F6C6C
"""Tells our advisory locks from others."""

COUNTS = text("SELECT pg_advisory_xact_lock(:space, :month)")
CHANGES = text("SELECT pg_advisory_xact_lock_shared(:space, :month)")
"""What who counts a month asks first, and who changes something in it; those who change do not wait for each other."""


def month_of(at: datetime) -> Period:
    """Return the local month in which an instant lies."""
    return named(PeriodName.MONTH, local_day(at))


async def take_turn(session: AsyncSession, month: Period, turn: TextClause) -> None:
    """Wait, on PostgreSQL, until nobody does the other thing with this month; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(turn, {"space": _SPACE, "month": month.start.toordinal()})


async def take_out(session: AsyncSession, tip: Tip, *, at: datetime) -> None:
    """Note, after a change that matters to how fast a tip was answered, that its month has to be counted again.

    A tip that came in in the month of the change, `at` in UTC, costs nothing.
    """
    month = month_of(tip.received_at)
    if at < month.ends:
        return
    await session.flush()
    await take_turn(session, month, CHANGES)
    answered_by = (
        select(literal(month.start), TipEvent.unit_code, literal(value=False), literal({}, ResponseMonth.counts.type))
        .where(TipEvent.tip_id == tip.id, IS_ANSWER_OF_EVENT)
        .group_by(TipEvent.unit_code)
    )
    await session.execute(
        insert_into(session, ResponseMonth)
        .from_select(["month", "unit_code", "is_current", "counts"], answered_by)
        .on_conflict_do_update(index_elements=["month", "unit_code"], set_={"is_current": False})
    )
