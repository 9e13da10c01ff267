"""Who hears of a tip when the officer who should have heard of it cannot be reached.

First the others of the same unit, its commander among them; where none of these can be reached, the desks above it, up
to the country's. Those above learn that a tip waits with a unit that nobody can reach, and nothing of what it says.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import locales
from domain.access import Officer, Role
from domain.codes import spaced
from handlers import texts
from handlers.calls import say
from locales import gettext as _
from storage import outbox, people, tips, units
from storage.outbox import Call, Priority
from storage.tips import TipNotFoundError
from storage.units import Unit
from storage.vault import Vault

logger = logging.getLogger(__name__)

MOST_LEVELS = 3
"""A commune, its province, the country."""

_ABOVE = (Role.COORDINATOR, Role.COMMANDER)


@dataclass(frozen=True, slots=True)
class Substitution:
    """What is said instead.

    Attributes:
        calls: To whom, and what.
        unreached: Tips of which nobody in their unit can be told.
    """

    calls: list[Call]
    unreached: list[int]


async def instead_of(session: AsyncSession, vault: Vault, contact_id: int, *, now: datetime) -> Substitution:
    """Return what others are told, because a contact cannot be; nothing where it is no officer's.

    The contact is noted as unreachable already, and what waits for it is still there.
    """
    officer = await people.officer_at(session, vault, contact_id)
    found = Substitution([], [])
    if officer is None:
        return found
    waiting = await outbox.notices_about_tips(session, vault, contact_id)
    if not waiting:
        return found
    team = [one for one in await people.officers_of(session, vault, officer.unit_code) if one.id != officer.id]
    colleagues = await _reachable(session, team)
    contact_ids, reachable_ids = [one.contact_id for one in team], [one.contact_id for one in colleagues]
    for call in waiting:
        if await outbox.is_anybody_told(session, call, contact_ids, reachable_ids=reachable_ids):
            continue
        if colleagues:
            found.calls.extend(replace(call, to=one.contact_id) for one in colleagues)
        elif call.tip_id is not None:
            found.unreached.append(call.tip_id)
            found.calls.extend(await _to_those_above(session, vault, officer, call.tip_id, now=now))
    return found


async def _reachable(session: AsyncSession, officers: Iterable[Officer]) -> list[Officer]:
    """Return those of the officers who have not blocked the bot, those who handle tips themselves first."""
    officers = list(officers)
    ids = await outbox.reachable(session, [one.contact_id for one in officers])
    return sorted(
        (one for one in officers if one.contact_id in ids), key=lambda one: (one.role is not Role.OFFICER, one.id)
    )


async def _to_those_above(
    session: AsyncSession, vault: Vault, officer: Officer, tip_id: int, *, now: datetime
) -> list[Call]:
    """Return the alarm for the nearest desk above at which somebody can be reached."""
    try:
        tip = await tips.for_officer(session, vault, officer, tip_id)
    except TipNotFoundError:
        # It was sent on a moment ago, and whoever has it now is told of that.
        return []
    day = texts.local_day(now)
    own = above = (await units.named(session, [tip.unit_code], day)).get(tip.unit_code)
    for _level in range(MOST_LEVELS):
        if own is None or above is None or above.parent_code is None:
            break
        above = (await units.named(session, [above.parent_code], day)).get(above.parent_code)
        staff = await people.officers_of(session, vault, above.code, roles=_ABOVE) if above else []
        if above and (reached := await _reachable(session, staff)):
            logger.error("nobody of unit %s can be reached: %s is told of tip %s", own.code, above.code, tip_id)
            return [await _alarm(session, one, tip.code, own) for one in reached]
    logger.error("nobody of unit %s can be reached, nor above it: tip %s waits unseen", officer.unit_code, tip_id)
    return []


async def _alarm(session: AsyncSession, officer: Officer, code: str, unit: Unit) -> Call:
    contact = await people.contact(session, officer.contact_id)
    with locales.language(contact.language):
        content = _(
            "Nobody at {unit} can be reached here. Tip {code} waits for them: please tell them another way."
        ).format(code=spaced(code), unit=texts.police(unit))
    return say(contact.id, content, priority=Priority.URGENT)
