"""`nguontin periods --unit CODE`: the periods of a unit as they are cut off today, and its campaigns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.clock import server_clock
from bot.reporting import WrongReportError
from bot.service import check_database
from bot.settings import Settings
from domain.periods import CutOff, Period, PeriodName, local_day, named
from storage import periods, units
from storage.database import Database
from storage.periods import RecordedCampaign, RecordedCutOff
from storage.register_rows import upwards

_WIDTH = max(len(name) for name in PeriodName)

MOST_CAMPAIGNS = 50
"""Campaigns that are listed, those of the unit first, the newest first."""


async def period_lines(settings: Settings, unit_code: str) -> list[str]:
    """Return each period with its days and whose word that is, cut-offs to come, and campaigns, a line each.

    Raises WrongReportError where there is no such unit.
    """
    today = local_day(server_clock())
    await check_database(settings)
    database = Database(settings.database_url)
    try:
        async with database.read() as session:
            try:
                await units.on_day(session, unit_code, today)
            except units.UnitNotFoundError:
                raise WrongReportError(
                    f"there is no unit {unit_code}; a commune has five digits, a province two, or VN"
                ) from None
            holding = await periods.cut_offs_of(session, unit_code, today)
            way = (await upwards(session, [unit_code], today))[unit_code]
            said = await periods.cut_offs_said(session, way)
            # Of the same word the nearest unit's is followed, and of one unit's the last.
            said.sort(key=lambda one: (-way.index(one.unit_code), one.id))
            campaigns = await periods.campaigns_of(session, unit_code, today)
    finally:
        await database.close()
    return [*_periods(holding, said, today), *_to_come(holding, said, today), *_campaigns(campaigns)]


def _periods(holding: Sequence[CutOff], said: Sequence[RecordedCutOff], today: date) -> Iterator[str]:
    for name in PeriodName:
        begun = [one for one in holding if one.name is name and one.valid_from <= today]
        why = _source(begun[-1], said) if begun else "as everywhere"
        yield f"{name:{_WIDTH}}  {_days(named(name, today, holding))}  {why}"


def _to_come(holding: Iterable[CutOff], said: Sequence[RecordedCutOff], today: date) -> Iterator[str]:
    for one in holding:
        if one.valid_from > today:
            cycle = one.cycle
            how = f"{cycle.months} months from day {cycle.from_day}, first month {cycle.first_month}"
            yield f"{one.name:{_WIDTH}}  from {one.valid_from:%d/%m/%Y}: {how}  {_source(one, said)}"


def _source(cut_off: CutOff, said: Sequence[RecordedCutOff]) -> str:
    """Return whose word a cut-off is, since when, and the number of its entry."""
    entry = [one for one in said if one.cut_off == cut_off][-1]
    since = f"{cut_off.valid_from:%d/%m/%Y}"
    return f"unit {entry.unit_code} since {since} (entry {entry.id}): {cut_off.document}"


def _campaigns(found: Sequence[RecordedCampaign]) -> Iterator[str]:
    for one in found[:MOST_CAMPAIGNS]:
        campaign = one.campaign
        days, whose = _days(campaign.period), f"unit {one.unit_code} (entry {one.id})"
        yield f"campaign “{campaign.name}”  {days}  {whose}: {campaign.document}"
    if len(found) > MOST_CAMPAIGNS:
        yield f"… and {len(found) - MOST_CAMPAIGNS:,} older campaigns"


def _days(period: Period) -> str:
    return f"{period.start:%d/%m/%Y} – {period.end:%d/%m/%Y}"
