"""Sketches of the tips of the last days, by which duplicates are found: sealed, bounded, and gone with their time.

A row tells a thief a tip's number, its unit and its time, all of which stand in the tip itself; what is compared, the
words and the position, is sealed. What the sealed bytes mean is known to `triage.kept_reports` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import Select, bindparam, delete, insert, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import TipSketch
from storage.queries import Asked, Query, Row
from storage.vault import Vault

KEPT = timedelta(days=7)
"""So long before or after a tip another may tell of the same event; then its sketch is erased."""

BEFORE, AFTER = 32, 8
"""Tips of the same unit that a tip is compared with: the last before it, and the first after it."""

BEFORE_BESIDE, AFTER_BESIDE = 8, 2
"""The same for each unit beside it."""

MOST_BESIDE = 3
"""Units beside it whose tips are looked at: at most four communes meet near a point."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one tip, opened.

    Attributes:
        tip_id: The tip.
        unit_code: In whose queue or on whose desk it is.
        sent_at: When it was recorded, in UTC.
        content: What was kept, as `triage.kept_reports` packed it.
    """

    tip_id: int
    unit_code: str
    sent_at: datetime
    content: bytes


def key(vault: Vault) -> bytes:
    """Return the secret under which words are drawn; the same as long as the look-up key is, so that days compare."""
    return vault.look_up("sketch", "words")


def keeping(vault: Vault, content: bytes, *, tip_id: int, unit_code: str, sent_at: datetime) -> Asked:
    """Return what keeps the sketch of a tip that is being recorded."""
    sealed = vault.seal(content, place=_place(tip_id))
    return _KEEP, {"tip_id": tip_id, "unit_code": unit_code, "sent_at": sent_at, "content": sealed}


async def move(session: AsyncSession, tip_id: int, *, unit_code: str) -> None:
    """Let the sketch of a tip be found where the tip is now."""
    await session.execute(update(TipSketch).where(TipSketch.tip_id == tip_id).values(unit_code=unit_code))


async def forget(session: AsyncSession, tip_id: int) -> None:
    """Erase the sketch of a tip."""
    await session.execute(delete(TipSketch).where(TipSketch.tip_id == tip_id))


async def around(
    session: AsyncSession, vault: Vault, tip_id: int, *, unit_code: str, sent_at: datetime, beside: Sequence[str] = ()
) -> tuple[Kept, list[Kept]] | None:
    """Return what is kept of a tip and of those that may tell of the same event, as far as time and unit let think so.

    One statement and a bounded number of rows from each unit, however many tips are kept.

    Args:
        session: The transaction.
        vault: The keys.
        tip_id: The tip whose duplicates are looked for.
        unit_code: In whose queue or on whose desk it is.
        sent_at: When it was recorded.
        beside: Other units whose tips may tell of the same event, nearest first; the first three count.

    Returns:
        The tip itself and the others; None where nothing is kept of the tip, because it was erased, or never was.
    """
    units = [unit_code, *(code for code in beside if code != unit_code)][: 1 + MOST_BESIDE]
    values = {"tip_id": tip_id, "at": sent_at, "since": sent_at - KEPT, "until": sent_at + KEPT}
    values |= {f"unit_{number}": code for number, code in enumerate(units)}
    rows = {row.tip_id: row for row in await _around(len(units)).all(session, **values)}
    own = rows.pop(tip_id, None)
    if own is None:
        return None
    return _kept(vault, own), [_kept(vault, row) for row in rows.values()]


def _place(tip_id: int) -> str:
    """Return what the sealed bytes are bound to."""
    return f"tip_sketches.content:{tip_id}"


def _kept(vault: Vault, row: Row) -> Kept:
    tip_id, unit_code, sent_at, sealed = row
    return Kept(tip_id, unit_code, sent_at, vault.open(sealed, place=_place(tip_id)))


_KEEP = Query(
    insert(TipSketch).values({name: bindparam(name) for name in ("tip_id", "unit_code", "sent_at", "content")})
)
_COLUMNS = select(TipSketch.tip_id, TipSketch.unit_code, TipSketch.sent_at, TipSketch.content)


@lru_cache(maxsize=1 + MOST_BESIDE)
def _around(units: int) -> Query:
    """Return the statement for so many units, the tip's own first."""
    before, after = TipSketch.sent_at <= bindparam("at"), TipSketch.sent_at > bindparam("at")
    parts = [_COLUMNS.where(TipSketch.tip_id == bindparam("tip_id"))]
    for number in range(units):
        of_unit = _COLUMNS.where(
            TipSketch.unit_code == bindparam(f"unit_{number}"), TipSketch.tip_id != bindparam("tip_id")
        )
        most_before, most_after = (BEFORE_BESIDE, AFTER_BESIDE) if number else (BEFORE, AFTER)
        earlier = of_unit.where(before, TipSketch.sent_at >= bindparam("since")).order_by(TipSketch.sent_at.desc())
        later = of_unit.where(after, TipSketch.sent_at <= bindparam("until")).order_by(TipSketch.sent_at)
        parts += [_bounded(earlier, most_before), _bounded(later, most_after)]
    return Query(union_all(*parts))


def _bounded(rows: Select[int, str, datetime, bytes], most: int) -> Select[int, str, datetime, bytes]:
    """Return a part of a union with a bound of its own, which SQLite takes only around a query within."""
    part = rows.limit(most).subquery()
    return select(part.c.tip_id, part.c.unit_code, part.c.sent_at, part.c.content)
