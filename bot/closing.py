"""`nguontin close-period`: the figures of a unit and period, frozen."""

from bot.clock import server_clock
from bot.service import check_database
from bot.settings import Settings
from domain.closing import AlreadyClosedError, Closed, PeriodNotOverError
from domain.errors import DomainError
from domain.periods import LOCAL, Period, local_day
from storage import audit, closed_periods, figures, units
from storage.database import Database


class NotClosedError(DomainError):
    """The period cannot be closed; the message says why."""


async def close_period(settings: Settings, unit_code: str, period: Period) -> Closed:
    """Freeze the figures of a unit and those below it. Raises NotClosedError where that cannot be done."""
    now = server_clock()
    await check_database(settings)
    database = Database(settings.database_url)
    try:
        async with database.begin() as session:
            try:
                await units.on_day(session, unit_code, period.end)
            except units.UnitNotFoundError:
                raise NotClosedError(
                    f"there is no unit {unit_code}; a commune has five digits, a province two, or VN"
                ) from None
            codes = await audit.scope(session, unit_code, local_day(now))
            gathered = await figures.gather_figures(session, codes, period)
            return await closed_periods.close(session, unit_code, period, gathered, officer_id=None, now=now)
    except PeriodNotOverError:
        raise NotClosedError(f"{period.end} is not over; a period is closed on the day after its last one") from None
    except AlreadyClosedError as error:
        day = error.closed_at.astimezone(LOCAL).date()
        raise NotClosedError(f"it was closed on {day}; what has changed since is printed as an adjustment") from None
    finally:
        await database.close()


def line(closed: Closed) -> str:
    """Return what is said of a period that was closed."""
    days = f"{closed.period.start} to {closed.period.end}"
    return f"{closed.unit_code}, {days}: {len(closed.figures.cells)} figures closed, SHA-256 {closed.digest.hex()}"
