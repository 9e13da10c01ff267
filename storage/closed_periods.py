"""Closed periods: written once for a unit and its days, and never changed."""

from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.closing import AlreadyClosedError, Closed, ClosedDays, check_over, digest, frozen, thawed
from domain.figures import Figures
from domain.periods import Period, local_day
from storage.database import insert_into
from storage.register_tables import ClosedPeriod

MOST_LISTED = 300
"""Closed periods that are looked through: four years of weeks, months, quarters and years."""


async def close(
    session: AsyncSession, unit_code: str, period: Period, figures: Figures, *, officer_id: int | None, now: datetime
) -> Closed:
    """Freeze the figures of a unit and a period.

    Args:
        session: A transaction that writes.
        unit_code: Whose figures.
        period: Of which days.
        figures: As they were gathered in the same transaction.
        officer_id: Who closes it, None for the operator.
        now: The server's time, in UTC.

    Raises:
        PeriodNotOverError: The last day is not over.
        AlreadyClosedError: It was closed before.
    """
    check_over(period, local_day(now))
    kept = frozen(figures)
    sealed = digest(unit_code, period, kept)
    added = await session.execute(
        insert_into(session, ClosedPeriod)
        .values(
            unit_code=unit_code,
            start=period.start,
            end=period.end,
            closed_at=now,
            officer_id=officer_id,
            figures=kept,
            digest=sealed,
        )
        .on_conflict_do_nothing()
        .returning(ClosedPeriod.id)
    )
    if added.one_or_none() is None:
        # Where another process closes it at this moment, the conflict has waited for it.
        raise AlreadyClosedError((await session.scalars(_of(unit_code, period))).one().closed_at)
    return Closed(unit_code, period, now, figures, sealed)


async def found(session: AsyncSession, unit_code: str, period: Period) -> Closed | None:
    """Return the period as it was closed, None while it is open."""
    row = (await session.scalars(_of(unit_code, period))).one_or_none()
    return None if row is None else _closed(row)


async def ended_by(session: AsyncSession, unit_code: str, day: date) -> list[ClosedDays]:
    """Return the closed periods of a unit that ended by a local day, the newest first, at most `MOST_LISTED`."""
    rows = await session.execute(
        select(ClosedPeriod.start, ClosedPeriod.end, ClosedPeriod.closed_at)
        .where(ClosedPeriod.unit_code == unit_code, ClosedPeriod.end <= day)
        .order_by(ClosedPeriod.end.desc(), ClosedPeriod.start.desc())
        .limit(MOST_LISTED)
    )
    return [ClosedDays(Period(start, end), closed_at) for start, end, closed_at in rows]


def _of(unit_code: str, period: Period) -> Select[ClosedPeriod]:
    return select(ClosedPeriod).where(
        ClosedPeriod.unit_code == unit_code, ClosedPeriod.start == period.start, ClosedPeriod.end == period.end
    )


def _closed(row: ClosedPeriod) -> Closed:
    return Closed(row.unit_code, Period(row.start, row.end), row.closed_at, thawed(row.figures), row.digest)
