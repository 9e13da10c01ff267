"""A replay: what one report tells of, and how it is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

import locales
from bot.replays.entries import Registers, enter
from bot.replays.happenings import Lot, happenings, noon
from bot.replays.recording import record
from domain.access import Officer, Role
from storage import people
from storage.database import Database
from storage.vault import Vault

BOT = "replay"
"""Nobody in a replay can be written to: there is no such bot."""

_AT_ONCE = 200
"""So many happenings, or entries of a register, are recorded in one transaction."""

_APPOINTED_ON = date(2010, 1, 1)


@dataclass(frozen=True, slots=True)
class Replay:
    """What one report tells of.

    Attributes:
        province: The code of the province.
        lots: What happened.
        entries: What stands in the registers.
        closed_on: The day after the last one that it tells of; the registers are filled then.
        seed: Of what chance decides; another one for each replay.
    """

    province: str
    lots: tuple[Lot, ...] = ()
    entries: Registers = field(default_factory=Registers)
    closed_on: date = date(2026, 1, 1)
    seed: int = 1


async def play(database: Database, vault: Vault, replay: Replay) -> None:
    """Record everything; who did it is dismissed at the end."""
    now = noon(replay.closed_on)
    async with database.begin() as session:
        nobody = await people.contact_at(session, vault, BOT, replay.seed * 1_000, language=locales.DEFAULT, now=now)
        staff = await _staff(session, vault, replay)
    told = happenings(replay.lots, seed=replay.seed)
    for first in range(0, len(told), _AT_ONCE):
        async with database.begin() as session:
            for one in told[first : first + _AT_ONCE]:
                await record(session, vault, one, staff, province=replay.province, contact_id=nobody.id)
    for part in _parts(replay.entries):
        async with database.begin() as session:
            await enter(session, part, officer_id=staff[replay.province].id, now=now)
    async with database.begin() as session:
        for officer in staff.values():
            await people.dismiss(session, officer, now=now)


def _parts(entries: Registers) -> Sequence[Registers]:
    """Return entries in as many parts as transactions are needed."""
    counts = (len(entries.activities), len(entries.structures), len(entries.standards), len(entries.backfills))
    cuts = range(0, max(counts), _AT_ONCE)
    return [
        replace(
            entries,
            activities=entries.activities[cut : cut + _AT_ONCE],
            structures=entries.structures[cut : cut + _AT_ONCE],
            standards=entries.standards[cut : cut + _AT_ONCE],
            backfills=entries.backfills[cut : cut + _AT_ONCE],
        )
        for cut in cuts
    ]


async def _staff(session: AsyncSession, vault: Vault, replay: Replay) -> dict[str, Officer]:
    """Return an officer for each commune where something happened, and a supervisor for the province."""
    communes = sorted({commune for lot in replay.lots for commune in lot.communes})
    roles = {replay.province: Role.SUPERVISOR, **dict.fromkeys(communes, Role.OFFICER)}
    since = noon(_APPOINTED_ON)
    found = {}
    for number, (unit_code, role) in enumerate(roles.items(), start=replay.seed * 1_000 + 1):
        contact = await people.contact_at(session, vault, BOT, number, language=locales.DEFAULT, now=since)
        name = f"Đ/c {number}"
        found[unit_code] = await people.appoint(
            session, vault, contact.id, role=role, unit_code=unit_code, name=name, now=since
        )
    return found
