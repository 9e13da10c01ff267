"""The ledger of outcomes beyond a single tip: results without one, lists of what was recorded, and corrections.

An entry is never changed and never goes. A correction is a new entry that names the old one; the reason for it is
sealed, and who made it and when stands in the entry itself and in the history of each of its tips.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Officer, acting, handles_queue
from domain.errors import DomainError
from domain.outcomes import OutcomeEntry
from domain.tip import SourceGroup
from storage import incidents, models, tips
from storage.incidents import RecordedOutcome, new_row, recorded, stands
from storage.models import OutcomeTip
from storage.tips import Tip
from storage.vault import Vault

MOST_CORRECTIONS = 50
"""Corrections of one entry that are looked back on."""


class OutcomeNotFoundError(DomainError):
    """There is no such entry for the one who asks."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry with how it came to stand so.

    Attributes:
        outcome: The entry.
        is_void: Whether it says that nothing stands there any more.
        why: The reason for the correction, opened; empty for what corrects nothing.
    """

    outcome: RecordedOutcome
    is_void: bool
    why: str


async def record_result(
    session: AsyncSession,
    entry: OutcomeEntry,
    source_group: SourceGroup,
    *,
    by: Actor,
    on: date,
    now: datetime,
    model_id: int | None = None,
) -> int:
    """Add an entry that no tip is named for: what a campaign or a patrol of the unit led to. Returns its row.

    Raises InvalidOutcomeError where the entry does not fit its type.
    """
    row = new_row(entry, by=by, on=on, now=now)
    row.source_group, row.model_id = source_group.value, model_id
    session.add(row)
    await session.flush()
    return row.id


async def for_officer(session: AsyncSession, officer: Officer, outcome_id: int) -> RecordedOutcome:
    """Return an entry of the officer's unit, as it was recorded. Raises OutcomeNotFoundError."""
    return recorded(await _found(session, officer, outcome_id))


async def _found(
    session: AsyncSession, officer: Officer, outcome_id: int, *, with_for_update: bool = False
) -> models.Outcome:
    row = await session.get(models.Outcome, outcome_id, with_for_update=with_for_update)
    if row is None or not handles_queue(officer, row.unit_code):
        raise OutcomeNotFoundError
    return row


async def does_stand(session: AsyncSession, outcome_id: int) -> bool:
    """Whether an entry counts: it was neither taken back nor corrected."""
    found = select(models.Outcome.id).where(models.Outcome.id == outcome_id, stands())
    return await session.scalar(found) is not None


async def newest(
    session: AsyncSession, officer: Officer, *, before: int | None = None, limit: int = 15
) -> list[RecordedOutcome]:
    """Return what stands in the ledger of the officer's unit, what was recorded last first.

    Args:
        session: The transaction.
        officer: Empty for who handles no queue.
        before: Only entries with a lower number: the last one of the page before.
        limit: So many at most.
    """
    if not handles_queue(officer, officer.unit_code):
        return []
    found = select(models.Outcome).where(models.Outcome.unit_code == officer.unit_code, stands())
    if before is not None:
        found = found.where(models.Outcome.id < before)
    rows = await session.scalars(found.order_by(models.Outcome.id.desc()).limit(limit))
    return [recorded(row) for row in rows]


async def tips_of(session: AsyncSession, outcome_id: int) -> list[int]:
    """Return the tips that led to an entry."""
    rows = await session.scalars(
        select(OutcomeTip.tip_id).where(OutcomeTip.outcome_id == outcome_id).order_by(OutcomeTip.tip_id)
    )
    return list(rows)


async def correct(
    session: AsyncSession,
    vault: Vault,
    officer: Officer,
    outcome_id: int,
    quantity: Decimal,
    *,
    why: str,
    now: datetime,
) -> int | None:
    """Put an entry with another number in place of one of the officer's unit; returns its row.

    None where the old entry does not stand any more: somebody was faster, or a button was pressed twice.
    Raises OutcomeNotFoundError, and InvalidOutcomeError where the number does not fit.
    """
    row = await _found(session, officer, outcome_id, with_for_update=True)
    if not await does_stand(session, outcome_id):
        return None
    entry = replace(recorded(row).entry, quantity=quantity)
    made = await _put_in_place(session, row, entry, by=acting(officer), now=now)
    return await _sealed(session, vault, made, why)


async def take_back(
    session: AsyncSession, vault: Vault, officer: Officer, outcome_id: int, *, why: str, now: datetime
) -> int | None:
    """Note that an entry of the officer's unit was a mistake; returns the row that says so.

    None where the entry does not stand any more. Raises OutcomeNotFoundError.
    """
    row = await _found(session, officer, outcome_id, with_for_update=True)
    if not await does_stand(session, outcome_id):
        return None
    made = await _put_in_place(session, row, recorded(row).entry, by=acting(officer), now=now, is_void=True)
    return await _sealed(session, vault, made, why)


async def _put_in_place(
    session: AsyncSession,
    old: models.Outcome,
    entry: OutcomeEntry,
    *,
    by: Actor,
    now: datetime,
    **changed: Any,  # noqa: ANN401 - columns
) -> models.Outcome:
    """Add an entry that stands in place of another one, with the same tips, and note it in their histories."""
    row = new_row(entry, by=by, on=old.on, now=now)
    kept = {name: getattr(old, name) for name in ("source_group", "model_id", "incident_id", "unit_code")}
    for name, value in {**kept, **changed}.items():
        setattr(row, name, value)
    row.corrects_id = old.id
    session.add(row)
    await session.flush()
    for tip_id in await tips_of(session, old.id):
        session.add(OutcomeTip(outcome_id=row.id, tip_id=tip_id))
        said = {"void": True} if row.is_void else {}
        await tips.note_outcome(session, tip_id, outcome_id=row.id, by=by, at=now, corrects=old.id, **said)
    await session.flush()
    return row


async def _sealed(session: AsyncSession, vault: Vault, row: models.Outcome, why: str) -> int:
    """Keep the reason of a new entry, bound to its row."""
    row.note = vault.seal_text(why, place=_note_place(row.id))
    await session.flush()
    return row.id


def _note_place(outcome_id: int) -> str:
    return f"outcomes.note:{outcome_id}"


async def corrections(session: AsyncSession, vault: Vault, officer: Officer, outcome_id: int) -> list[Kept]:
    """Return an entry and those that it stands in place of, the oldest first. Raises OutcomeNotFoundError."""
    chain: list[Kept] = []
    next_id: int | None = outcome_id
    while next_id is not None and len(chain) < MOST_CORRECTIONS:
        row = await _found(session, officer, next_id)
        why = vault.open_text(row.note, place=_note_place(row.id)) if row.note else ""
        chain.append(Kept(recorded(row), is_void=row.is_void, why=why))
        next_id = row.corrects_id
    return chain[::-1]


async def move(session: AsyncSession, officer: Officer, outcome_id: int, incident_id: int, *, now: datetime) -> None:
    """Say of which incident an entry came, where its tip speaks of several.

    Raises OutcomeNotFoundError, and IncidentNotFoundError where it is none that one of its tips speaks of.
    """
    row = await _found(session, officer, outcome_id, with_for_update=True)
    incident = await incidents.for_officer(session, officer, incident_id)
    tip_ids = await tips_of(session, outcome_id)
    if not set(tip_ids) & set(await incidents.tips_of(session, incident.id)):
        raise incidents.IncidentNotFoundError
    if row.incident_id == incident.id:
        return
    change = [row.incident_id, incident.id]
    row.incident_id = incident.id
    for tip_id in tip_ids:
        await tips.note_outcome(session, tip_id, outcome_id=row.id, by=acting(officer), at=now, incident=change)
    await session.flush()


async def follow_source(session: AsyncSession, before: Tip, after: Tip, *, by: Actor, now: datetime) -> int:
    """Correct what was recorded for a tip whose source was set right; returns how many entries that were.

    Only entries that name the source as it was before: what was said otherwise on purpose stays.
    """
    old = (before.source_group, before.model_id)
    if old == (after.source_group, after.model_id):
        return 0
    own = [one for one in await incidents.outcomes_of(session, after) if (one.source_group, one.model_id) == old]
    own = [one for one in own if await tips_of(session, one.id) == [after.id]]
    for one in own:
        row = await session.get_one(models.Outcome, one.id, with_for_update=True)
        changed = {"source_group": after.source_group.value, "model_id": after.model_id}
        await _put_in_place(session, row, one.entry, by=by, now=now, **changed)
    return len(own)
