"""A report from the database: the facts of a unit and a period, counted."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain import accuracy, rerouting
from domain.figures import totals
from domain.periods import Period, local_day
from domain.response_times import summarise
from reports.report import Report, Unit, make
from storage import audit, decisions


async def gather(session: AsyncSession, unit: Unit, period: Period, *, now: datetime) -> Report:
    """Return the report of a unit and those below it, worded in the current language."""
    codes = await audit.scope(session, unit.code, local_day(now))
    received = await audit.tip_facts(session, codes, period)
    outcomes = await audit.outcome_facts(session, codes, period)
    responses = await audit.response_facts(session, codes, period)
    routing = await audit.routing_facts(session, codes, period)
    judged = await decisions.facts(session, codes, period)
    return make(
        unit,
        period,
        totals(received, outcomes, period=period),
        summarise(responses, now=now),
        routing=rerouting.summarise(routing),
        accuracy=accuracy.summarise(judged, routing),
        now=now,
    )
