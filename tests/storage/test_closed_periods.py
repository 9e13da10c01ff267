"""Closed periods in the database: once, unchanged, and for one unit and its days."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from domain.closing import AlreadyClosedError, ClosedDays, PeriodNotOverError
from domain.figures import Figure, Figures, TipKey
from domain.periods import Period
from storage import closed_periods
from storage.database import Database
from storage.register_tables import ClosedPeriod
from tests.storage.made import HUE, MY_THUONG

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
NOW = datetime(2026, 1, 2, 3, tzinfo=UTC)
FIGURES = Figures((Figure(TipKey(), Decimal(3814)),))


async def close(database: Database, unit: str = MY_THUONG, period: Period = YEAR, *, at: datetime = NOW) -> bytes:
    async with database.begin() as session:
        closed = await closed_periods.close(session, unit, period, FIGURES, officer_id=None, now=at)
    return closed.digest


async def test_a_closed_period_is_found_as_it_was_closed(database: Database) -> None:
    digest = await close(database)
    async with database.read() as session:
        found = await closed_periods.found(session, MY_THUONG, YEAR)
        assert found is not None
        assert (found.figures, found.digest, found.closed_at) == (FIGURES, digest, NOW)
        assert found.is_intact
        assert await closed_periods.found(session, HUE, YEAR) is None
        assert await closed_periods.found(session, MY_THUONG, Period(YEAR.start, date(2025, 6, 30))) is None


async def test_a_period_is_closed_once(database: Database) -> None:
    await close(database)
    with pytest.raises(AlreadyClosedError) as refused:
        await close(database, at=NOW + timedelta(days=1))
    assert refused.value.closed_at == NOW


async def test_of_two_who_close_at_the_same_moment_one_succeeds(database: Database) -> None:
    answers = await asyncio.gather(close(database), close(database), return_exceptions=True)
    assert [type(one) for one in answers if isinstance(one, Exception)] == [AlreadyClosedError]
    assert [one for one in answers if isinstance(one, bytes)]


async def test_a_period_that_goes_on_is_not_closed(database: Database) -> None:
    with pytest.raises(PeriodNotOverError):
        await close(database, at=datetime(2025, 12, 31, 12, tzinfo=UTC))


async def test_the_day_is_over_at_midnight_in_viet_nam(database: Database) -> None:
    await close(database, at=datetime(2025, 12, 31, 17, tzinfo=UTC))


async def test_a_number_that_was_edited_in_the_database_is_found(database: Database) -> None:
    await close(database)
    async with database.begin() as session:
        await session.execute(update(ClosedPeriod).values(figures={"tips": "3815"}))
    async with database.read() as session:
        found = await closed_periods.found(session, MY_THUONG, YEAR)
        assert found is not None
        assert not found.is_intact


async def test_the_newest_periods_that_ended_by_a_day_come_first_and_are_not_too_many(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarters = [Period(date(2025, 3 * n + 1, 1), date(2025, 3 * n + 3, 30)) for n in range(4)]
    for period in quarters:
        await close(database, period=period)
    await close(database, unit=HUE)
    async with database.read() as session:
        ended = await closed_periods.ended_by(session, MY_THUONG, quarters[2].end)
        assert ended == [ClosedDays(quarters[n], NOW) for n in (2, 1, 0)]
        assert await closed_periods.ended_by(session, MY_THUONG, quarters[0].end - timedelta(days=1)) == []
        monkeypatch.setattr(closed_periods, "MOST_LISTED", 2)
        assert [one.period for one in await closed_periods.ended_by(session, MY_THUONG, YEAR.end)] == quarters[:1:-1]
