"""`nguontin close-period`: the figures of a unit and period, frozen."""

from bot.clock import server_clock
from bot.reporting import Asked, asked_period
from bot.service import check_database
from bot.settings import Settings
from domain.closing import AlreadyClosedError, Closed, PeriodNotOverError
from domain.entries import unit_day
from domain.errors import DomainError
from domain.periods import LOCAL, local_day
from storage import audit, closed_periods, figures, units
from storage.database import Database


class NotClosedError(DomainError):
    """The period cannot be closed; the message says why."""


async def close_period(settings: Settings, asked: Asked) -> Closed:
    """Freeze the figures of a unit and those below it, of the days that a report of these options would be about.

    Raises NotClosedError where that cannot be done, and what `asked_period` raises.
    """
    now, unit_code = server_clock(), asked.unit_code
    await check_database(settings)
    database = Database(settings.database_url)
    try:
        async with database.begin() as session:
            period = await asked_period(session, asked, now)
            try:
                await units.on_day(session, unit_code, unit_day(period.end))
            except units.UnitNotFoundError:
                raise NotClosedError(
                    f"there is no unit {unit_code}; a commune has five digits, a province two, or VN"
                ) from None
            codes = await audit.scope(session, unit_code, local_day(now))
            gathered = await figures.gather_figures(session, codes, period)
            return await closed_periods.close(session, unit_code, period, gathered, officer_id=None, now=now)
    except PeriodNotOverError as error:
        raise NotClosedError(
            f"{error.period.end} is not over; a period is closed on the day after its last one"
        ) from None
    except AlreadyClosedError as error:
        day = error.closed_at.astimezone(LOCAL).date()
        raise NotClosedError(f"it was closed on {day}; what has changed since is printed as an adjustment") from None
    finally:
        await database.close()


def line(closed: Closed) -> str:
    """Return what is said of a period that was closed."""
    days = f"{closed.period.start} to {closed.period.end}"
    return f"{closed.unit_code}, {days}: {len(closed.figures.cells)} figures closed, SHA-256 {closed.digest.hex()}"
