"""The rows behind figures, as those who supervise see them: what is known about tips, never what is in them.

Access is part of finding: a row comes back only where the tip is, was first answered, or was moved on from within the
units asked for.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.deadlines import acknowledge_by
from domain.lifecycle import OPEN, WAITING, Status
from domain.outcomes import Value
from domain.tip import Category, SourceGroup, Urgency
from storage.models import Tip, TipEvent
from storage.response_months import ANSWERED
from storage.tips import EventKind
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class TipRow:
    """What a supervisor sees of a tip.

    Attributes:
        id: The row.
        code: The code under which officers speak of it.
        category: As it stands.
        urgency: As it stands.
        unit_code: Who has it now.
        received_at: When it was recorded, in UTC.
        due_at: By when it was to be acknowledged, in UTC.
        answered_at: When a person first acknowledged it or handed it over, in UTC; None while nobody has.
        value: As judged.
        source_group: As what it is counted.
    """

    id: int
    code: str
    category: Category
    urgency: Urgency
    unit_code: str
    received_at: datetime
    due_at: datetime
    answered_at: datetime | None
    value: Value
    source_group: SourceGroup


@dataclass(frozen=True, slots=True)
class Standing:
    """An open tip, and since when it waits, where it does.

    Attributes:
        tip_id: The row.
        unit_code: In whose queue it is.
        due_at: By when it is to be acknowledged, in UTC; None once somebody has.
    """

    tip_id: int
    unit_code: str
    due_at: datetime | None

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has acknowledged it, or nobody since it was opened again."""
        return self.due_at is not None

    def is_late(self, now: datetime) -> bool:
        """Whether it waits although it was due."""
        return self.due_at is not None and self.due_at < now


async def tips(
    session: AsyncSession, vault: Vault, unit_codes: Collection[str] | None, tip_ids: Sequence[int]
) -> list[TipRow]:
    """Return these of the units' tips, in the order of the ids; meant for one page of them.

    Args:
        session: The transaction.
        vault: The keys, for the codes.
        unit_codes: The units whose figures may be seen, None for the whole country.
        tip_ids: Rows behind a figure.
    """
    first = (
        select(TipEvent.tip_id, func.min(TipEvent.id).label("event_id"))
        .where(TipEvent.tip_id.in_(tip_ids), TipEvent.after.in_(ANSWERED), TipEvent.officer_id.is_not(None))
        .group_by(TipEvent.tip_id)
        .subquery()
    )
    is_within = (
        true()
        if unit_codes is None
        else or_(Tip.unit_code.in_(unit_codes), TipEvent.unit_code.in_(unit_codes), _was_in(unit_codes))
    )
    rows = await session.execute(
        select(Tip, TipEvent.at)
        .outerjoin(first, first.c.tip_id == Tip.id)
        .outerjoin(TipEvent, TipEvent.id == first.c.event_id)
        .where(Tip.id.in_(tip_ids), is_within)
    )
    found = {tip.id: _row(vault, tip, answered_at) for tip, answered_at in rows}
    return [found[tip_id] for tip_id in tip_ids if tip_id in found]


def _was_in(unit_codes: Collection[str]) -> ColumnElement[bool]:
    """Whether a tip was in one of these units' queues before it was moved on."""
    left = aliased(TipEvent)
    return (
        select(left.id)
        .where(left.tip_id == Tip.id, left.kind == EventKind.TRANSFER.value, left.before.in_(unit_codes))
        .exists()
    )


def _row(vault: Vault, row: Tip, answered_at: datetime | None) -> TipRow:
    urgency = Urgency(row.urgency)
    return TipRow(
        id=row.id,
        code=vault.open_text(row.code, place=f"tips.code:{row.code_key.hex()}"),
        category=Category(row.category),
        urgency=urgency,
        unit_code=row.unit_code,
        received_at=row.received_at,
        due_at=acknowledge_by(row.received_at, urgency),
        answered_at=answered_at,
        value=Value(row.value),
        source_group=SourceGroup(row.source_group),
    )


async def standing(session: AsyncSession, unit_codes: Collection[str] | None) -> list[Standing]:
    """Return the open tips of these units, by row: the same that `storage.audit.open_and_late` counts."""
    reopened = (
        select(TipEvent.tip_id, func.max(TipEvent.at).label("at"))
        .where(TipEvent.after == Status.REOPENED.value)
        .group_by(TipEvent.tip_id)
        .subquery()
    )
    rows = await session.execute(
        select(Tip.id, Tip.unit_code, Tip.received_at, Tip.status, Tip.urgency, reopened.c.at)
        .outerjoin(reopened, reopened.c.tip_id == Tip.id)
        .where(true() if unit_codes is None else Tip.unit_code.in_(unit_codes), Tip.status.in_(OPEN))
        .order_by(Tip.id)
    )
    return [
        Standing(
            row.id,
            row.unit_code,
            acknowledge_by(row.at or row.received_at, Urgency(row.urgency)) if row.status in WAITING else None,
        )
        for row in rows
    ]
