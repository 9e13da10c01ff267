"""What an operator is told where a unit and units below it have given the same number: it is counted once."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import figure_id
from domain.periods import YEARS, Period
from domain.wholes import Whole
from storage import registers
from storage.coverage import wholes
from storage.register_rows import upwards

MOST_TOLD = 10
"""Numbers of which it is told at once."""

_EVER = Period(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))


async def told_of_registers(session: AsyncSession, unit_codes: Collection[str], today: date) -> list[str]:
    """Return what is to be said of structures and standards after these units' were entered, a line each."""
    return await _told(session, await wholes(session, None, today), unit_codes, today)


async def told_of_backfills(session: AsyncSession, unit_codes: Collection[str], today: date) -> list[str]:
    """Return the same of totals from before."""
    totals = await registers.backfills_in(session, None, _EVER)
    return await _told(session, registers.wholes_of(totals), unit_codes, today)


async def _told(session: AsyncSession, found: Iterable[Whole], unit_codes: Collection[str], today: date) -> list[str]:
    touched = {code for way in (await upwards(session, unit_codes, today)).values() for code in way}
    lines = [_line(one) for one in found if one.unit_code in touched]
    more = [f"… and {len(lines) - MOST_TOLD:,} more such numbers."] if len(lines) > MOST_TOLD else []
    return lines[:MOST_TOLD] + more


def _line(one: Whole) -> str:
    below = "1 unit below has" if one.units == 1 else f"{one.units:,} units below have"
    return (
        f"Note: {one.unit_code} has given {figure_id(one.figure)} for its whole area; what {below} given "
        f"({one.quantity:,}) is part of it and is not added to it. What is a unit's own alone needs a name."
    )
