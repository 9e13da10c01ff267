"""`nguontin enrolment`: a unit's links to enrol by and its members, as numbers; and how both are withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import server_clock
from bot.service import check_database
from bot.settings import Settings
from domain.errors import DomainError
from domain.periods import LOCAL, local_day
from domain.structures import StructureType
from storage import enrolments, registers, sources, units
from storage.database import Database
from storage.enrolments import Link, LinkNotFoundError
from storage.registers import StructureNotFoundError
from storage.units import Unit

FORCE = "force"
"""Names the grassroots force of a unit, where a number names one of its models."""


class NotWithdrawnError(DomainError):
    """What was to be withdrawn is not there; the message says what is."""


async def withdraw(settings: Settings, unit_code: str, *, links: Sequence[int], groups: Sequence[str]) -> list[str]:
    """End links and groups of a unit, all of them or none; returns what is left and what was done, a line each.

    Args:
        settings: Which database.
        unit_code: Whose.
        links: The numbers of links to end: nobody enrols by them any more, and who did stays.
        groups: Whose links and memberships to end: `FORCE`, or the number of a model.

    Raises NotWithdrawnError.
    """
    await check_database(settings)
    now = server_clock()
    database = Database(settings.database_url)
    try:
        async with database.begin() as session:
            unit = await _unit(session, unit_code, now)
            done = [await _end(session, unit, link_id, now) for link_id in dict.fromkeys(links)]
            done += [await _dissolve(session, unit, group, now) for group in dict.fromkeys(groups)]
            return [*done, *await _listed(session, unit, now)]
    finally:
        await database.close()


async def _unit(session: AsyncSession, unit_code: str, now: datetime) -> Unit:
    try:
        return await units.on_day(session, unit_code, local_day(now))
    except units.UnitNotFoundError:
        raise NotWithdrawnError(
            f"there is no unit {unit_code}; a commune has five digits, a province two, or VN"
        ) from None


async def _end(session: AsyncSession, unit: Unit, link_id: int, now: datetime) -> str:
    try:
        await enrolments.end_link_of(session, unit.code, link_id, now=now)
    except LinkNotFoundError:
        raise NotWithdrawnError(f"unit {unit.code} has no link {link_id}; nothing was changed") from None
    return f"Link {link_id} has ended; who enrolled by it stays."


async def _dissolve(session: AsyncSession, unit: Unit, group: str, now: datetime) -> str:
    if group == FORCE:
        return _dissolved("the force", await enrolments.dissolve_force(session, unit.code, now=now))
    model_id = await _model(session, unit, group, now)
    return _dissolved(f"model {model_id}", await enrolments.dissolve(session, model_id, now=now))


async def _model(session: AsyncSession, unit: Unit, group: str, now: datetime) -> int:
    """Return the number of a model of the unit, also of one that has ended. Raises NotWithdrawnError."""
    try:
        found = await registers.structure(session, int(group), officer_id=None, now=now)
    except (ValueError, StructureNotFoundError):
        found = None
    if found is None or found.unit_code != unit.code or found.type is not StructureType.MODEL:
        said = f"unit {unit.code} has no model {group}; --dissolve takes {FORCE} or a number that is listed"
        raise NotWithdrawnError(f"{said}; nothing was changed")
    return found.id


def _dissolved(group: str, members: int) -> str:
    return f"The links of {group} have ended, and {_members(members)} with them; past tips stay as they were counted."


def _members(count: int) -> str:
    return "1 membership" if count == 1 else f"{count:,} memberships"


async def _listed(session: AsyncSession, unit: Unit, now: datetime) -> list[str]:
    members = await enrolments.members_of(session, unit.code)
    links = await enrolments.links_of(session, unit.code, now=now)
    named = {one for one in [*members, *(link.structure_id for link in links)] if one is not None}
    names = await sources.names(session, named) if named else {}
    lines = [f"{unit.code} {unit.full_name}: {_members(sum(members.values()))}, {len(links)} links that hold"]
    by_size = sorted(members.items(), key=lambda pair: (-pair[1], pair[0] or 0))
    lines += [f"{_group(of, names)}: {_members(count)}" for of, count in by_size]
    return [*lines, *(_link(link, names) for link in links)]


def _group(structure_id: int | None, names: Mapping[int, str]) -> str:
    return FORCE if structure_id is None else f"model {structure_id} ({names.get(structure_id, '')})"


def _link(link: Link, names: Mapping[int, str]) -> str:
    until = link.expires_at.astimezone(LOCAL)
    return f"link {link.id}: {_group(link.structure_id, names)}, until {until:%d/%m/%Y %H:%M}, used {link.used} times"
