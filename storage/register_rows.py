"""What all registers have in common: rows that are added, units for which they are added, rows that stand corrected."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.access import COUNTRY, Role
from domain.entries import enters_for, unit_day
from domain.errors import DomainError
from storage import models, units
from storage.models import Base
from storage.queries import Insertion
from storage.register_tables import Activity, Backfill, Campaign, CutOff
from storage.units import UnitNotFoundError

Corrected = TypeVar("Corrected", Activity, Backfill, Campaign, CutOff)


class EntryNotFoundError(DomainError):
    """There is no such entry for the one who asks."""


class AlreadyCorrectedError(DomainError):
    """Another row stands in place of the one that was to be corrected."""

    def __init__(self, by: int) -> None:
        """Keep the row that stands in its place."""
        super().__init__(by)
        self.by = by


def entering(table: type[Base]) -> Insertion:
    """Return what adds a row and gives its number."""
    columns = Base.metadata.tables[table.__tablename__].c
    return Insertion(columns.id.table, [one.key for one in columns if one.key != "id"], returning=[columns.id])


async def enter(session: AsyncSession, register: Insertion, **values: object) -> int:
    """Add a row to a register; returns its number."""
    [row] = await register.all(session, [values])
    number: int = row.id
    return number


async def check_unit(session: AsyncSession, unit_code: str, day: date, officer_id: int | None) -> None:
    """Raise UnitNotFoundError where there was no such unit on a day, or none for which this officer enters."""
    unit = await units.on_day(session, unit_code, unit_day(day))
    if officer_id is None:
        return
    officer = await session.get(models.Officer, officer_id)
    if officer is None or officer.until is not None:
        raise UnitNotFoundError(unit_code)
    if not enters_for(Role(officer.role), officer.unit_code, unit.code, unit.parent_code):
        raise UnitNotFoundError(unit_code)


def uncorrected(table: type[Corrected]) -> ColumnElement[bool]:
    """Return that no other row stands in place of this one."""
    later = aliased(table)
    return ~select(later.id).where(later.corrects_id == table.id).exists()


async def locked(session: AsyncSession, table: type[Corrected], entry_id: int) -> Corrected:
    """Return a row, and keep others from correcting it until the commit. Raises EntryNotFoundError."""
    row = await session.scalar(select(table).where(table.id == entry_id).with_for_update())
    if row is None:
        raise EntryNotFoundError
    return row


async def check_uncorrected(session: AsyncSession, table: type[Corrected], entry_id: int) -> None:
    """Raise AlreadyCorrectedError where another row stands in place of this one."""
    by = await session.scalar(select(table.id).where(table.corrects_id == entry_id))
    if by is not None:
        raise AlreadyCorrectedError(by)


async def check_seen(session: AsyncSession, unit_code: str, day: date, officer_id: int | None) -> None:
    """Raise EntryNotFoundError where an entry is none for this officer."""
    try:
        await check_unit(session, unit_code, day, officer_id)
    except UnitNotFoundError:
        raise EntryNotFoundError from None


async def upwards(session: AsyncSession, unit_codes: Collection[str], day: date) -> dict[str, tuple[str, ...]]:
    """Return each of these units with those above it on a day, itself first, the country last."""
    found = await units.named(session, unit_codes, unit_day(day))
    above = {code: found[code].parent_code if code in found else None for code in unit_codes}
    # Between a province and the country is no other unit.
    return {code: tuple(dict.fromkeys(one for one in (code, parent, COUNTRY) if one)) for code, parent in above.items()}
