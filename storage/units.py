"""Administrative units, as they were on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, Date, Select, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import DomainError
from storage import models
from storage.queries import Query, Row


class UnitNotFoundError(DomainError):
    """No unit has this code on this day."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit from one day on.

    Attributes:
        code: Five digits of a commune, two of a province, or "VN".
        name: "Mỹ Thượng".
        full_name: "phường Mỹ Thượng".
        level: "commune", "province" or "country".
        kind: "phường", "xã", "đặc khu", "tỉnh", "thành phố".
        parent_code: The province of a commune, the country of a province.
        valid_from: The first day.
        valid_until: The first day on which it is no longer so, None while it is.
        successors: Codes of the units that took its place.
    """

    code: str
    name: str
    full_name: str
    level: str
    kind: str
    parent_code: str | None
    valid_from: date
    valid_until: date | None = None
    successors: tuple[str, ...] = ()


def _unit(row: Row) -> Unit:
    return Unit(
        row.code,
        row.name,
        row.full_name,
        row.level,
        row.kind,
        row.parent_code,
        row.valid_from,
        row.valid_until,
        tuple(row.successors),
    )


def _on(day: date | BindParameter[date]) -> Select[models.Unit]:
    in_force = or_(models.Unit.valid_until.is_(None), models.Unit.valid_until > day)
    return select(models.Unit).where(models.Unit.valid_from <= day, in_force)


_KNOWN = "nguontin.units"
"""Where a session keeps the units that it was asked for: within one transaction they stay what they are."""

_ON_DAY = Query(_on(bindparam("day", type_=Date)).where(models.Unit.code == bindparam("code")))


async def on_day(session: AsyncSession, code: str, day: date) -> Unit:
    """Return a unit as it was on a day. Raises UnitNotFoundError."""
    known: dict[tuple[str, date], Unit] = session.info.setdefault(_KNOWN, {})
    if (code, day) not in known:
        row = await _ON_DAY.first(session, code=code, day=day)
        if row is None:
            raise UnitNotFoundError(code)
        known[code, day] = _unit(row)
    return known[code, day]


async def below(session: AsyncSession, code: str, day: date) -> list[Unit]:
    """Return the units directly below one, by name."""
    rows = await session.scalars(_on(day).where(models.Unit.parent_code == code).order_by(models.Unit.name))
    return [_unit(row) for row in rows]


async def named(session: AsyncSession, codes: Iterable[str], day: date) -> dict[str, Unit]:
    """Return several units by their codes."""
    rows = await session.scalars(_on(day).where(models.Unit.code.in_(set(codes))))
    return {row.code: _unit(row) for row in rows}


async def load(session: AsyncSession, units: Iterable[Unit]) -> int:
    """Bring the table up to what the gazetteer knows; returns how many rows are new or different."""
    known = {(row.code, row.valid_from): row for row in await session.scalars(select(models.Unit))}
    changed = 0
    for unit in units:
        row = known.get((unit.code, unit.valid_from))
        if row is not None and _unit(row) == unit:
            continue
        changed += 1
        fields = {
            "valid_until": unit.valid_until,
            "name": unit.name,
            "full_name": unit.full_name,
            "level": unit.level,
            "kind": unit.kind,
            "parent_code": unit.parent_code,
            "successors": list(unit.successors),
        }
        if row is None:
            session.add(models.Unit(code=unit.code, valid_from=unit.valid_from, **fields))
        else:
            for name, value in fields.items():
                setattr(row, name, value)
    await session.flush()
    session.info.pop(_KNOWN, None)
    return changed
