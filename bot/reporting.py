"""`nguontin report`: the figures of a unit, printed."""

import locales
from bot.clock import server_clock
from bot.service import check_database
from bot.settings import Settings
from domain.errors import DomainError
from domain.periods import Period, local_day, named, parse_day
from handlers import texts
from reports.gather import gather
from reports.report import Unit, as_json, as_text
from storage import units
from storage.database import Database


class WrongReportError(DomainError):
    """What was asked for makes no report; the message says what would."""


async def make_report(settings: Settings, *, unit_code: str, start: str, end: str, name: str, is_json: bool) -> str:
    """Return the report as text or JSON. Raises DomainError where the unit or the period is wrong."""
    now = server_clock()
    period = _period(start, end, name, now_day=local_day(now).isoformat())
    await check_database(settings)
    database = Database(settings.database_url)
    try:
        async with database.read() as session:
            try:
                unit = await units.on_day(session, unit_code, period.end)
            except units.UnitNotFoundError:
                raise WrongReportError(
                    f"there is no unit {unit_code}; a commune has five digits, a province two, or VN"
                ) from None
            with locales.language(locales.DEFAULT):
                police = texts.police(unit)
                made = await gather(session, Unit(unit.code, police[:1].upper() + police[1:]), period, now=now)
                return as_json(made) if is_json else as_text(made)
    finally:
        await database.close()


def _period(start: str, end: str, name: str, *, now_day: str) -> Period:
    """Return the period that the options mean: two days, or a name; with a name, `--to` says which one."""
    if name:
        return named(name, parse_day(end or start or now_day))
    if not start or not end:
        raise WrongReportError("the report needs --from and --to, such as 2026-11-01 and 2026-11-30, or --period month")
    return Period(parse_day(start), parse_day(end))
