"""Legal classes that wait for a second officer: who proposed one, as a step of the tip's history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, acting
from domain.outcomes import LegalClass
from storage.models import TipEvent
from storage.queries import Query
from storage.tips import EventKind, Tip

_PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A class that one officer proposed and nobody has decided on.

    Attributes:
        legal_class: Which class.
        officer_id: Who proposed it; somebody else has to confirm it.
        at: When, in UTC.
    """

    legal_class: LegalClass
    officer_id: int
    at: datetime


async def propose(session: AsyncSession, tip: Tip, legal_class: LegalClass, *, by: Officer, at: datetime) -> None:
    """Note that an officer proposes a class; the tip's class stays what it is."""
    actor = acting(by)
    session.add(
        TipEvent(
            tip_id=tip.id,
            at=at,
            kind=EventKind.CLASS.value,
            before=tip.legal_class.value,
            unit_code=actor.unit_code,
            role=actor.role.value,
            officer_id=actor.officer_id,
            details={_PROPOSED: legal_class.value},
        )
    )
    await session.flush()


_LAST = Query(
    select(TipEvent.officer_id, TipEvent.details, TipEvent.unit_code, TipEvent.at)
    .where(TipEvent.tip_id == bindparam("tip_id"), TipEvent.kind == EventKind.CLASS.value)
    .order_by(TipEvent.id.desc())
    .limit(1)
)


async def pending(session: AsyncSession, tip: Tip) -> Proposal | None:
    """Return the proposal that waits, None where the class was set since, or none was made, or by another unit."""
    last = await _LAST.first(session, tip_id=tip.id)
    if last is None or last.officer_id is None or _PROPOSED not in last.details or last.unit_code != tip.unit_code:
        return None
    return Proposal(LegalClass(last.details[_PROPOSED]), last.officer_id, last.at)
