"""Due moments, each in a row: found by comparing what is stored with what should be, claimed, and marked.

Nobody has to tell the clocks of a new tip. What waits without the moments that belong to it is found by a query whose
cost grows with what waits, not with what was ever finished.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.deadlines import acknowledge_by
from domain.due_times import STEPS, Due
from domain.lifecycle import OPEN, WAITING, Status
from domain.tip import Urgency
from storage.database import insert_into
from storage.models import IS_WAITING, Conversation, DueTime, Queue, Tip, TipEvent
from storage.tips import EventKind
from storage.vault import Vault

TIP_WAITS = text(f"tips.{IS_WAITING}")
"""That nobody has acknowledged a tip; written out, not bound: only so does SQLite use an index of these rows alone."""

_IS_OPEN = text("due_times.done_at IS NULL")

MOST_COUNTED = 5_000
"""Waiting tips of one queue that are counted; with more, the number matters to nobody."""

NOBODYS = 0
"""The subject of a moment that is about no tip and nobody's draft."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A due moment.

    Attributes:
        kind: What is due.
        subject: The tip, the contact, or `NOBODYS`.
        unit_code: The unit that it concerns; empty where it concerns none.
        due_at: When, in UTC.
        version: The state of the subject that it was derived from.
        id: The row; 0 before it is kept.
    """

    kind: Due
    subject: int
    unit_code: str
    due_at: datetime
    version: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class WaitingTip:
    """A tip that nobody has acknowledged, as far as its clock is concerned.

    Attributes:
        id: The row.
        unit_code: In whose queue or on whose desk it is.
        urgency: Which decides how long the unit has.
        since: Since when it waits, in UTC: when it was received, or opened again.
        version: Counts changes of the tip.
    """

    id: int
    unit_code: str
    urgency: Urgency
    since: datetime
    version: int


@dataclass(slots=True)
class Told:
    """What was said of a waiting tip since it began to wait.

    Attributes:
        since: When that was, in UTC.
        steps: The steps that were said to the unit that has it now.
        above: Whether the unit above was told.
    """

    since: datetime
    steps: set[Due] = field(default_factory=set)
    above: bool = False


# What should be due.


async def tips_without_moments(session: AsyncSession, *, limit: int) -> list[WaitingTip]:
    """Return waiting tips whose moments were not derived from what they are now, oldest first."""
    last = _none_of(
        select(DueTime.id)
        .where(DueTime.kind == STEPS[-1].value, DueTime.subject == Tip.id, DueTime.unit_code == Tip.unit_code)
        .where(DueTime.version == Tip.version)
    )
    rows = await session.execute(
        select(Tip.id, Tip.unit_code, Tip.urgency, Tip.received_at, reopened_at().label("reopened_at"), Tip.version)
        .where(TIP_WAITS, last)
        .order_by(Tip.id)
        .limit(limit)
    )
    return [
        WaitingTip(row.id, row.unit_code, Urgency(row.urgency), row.reopened_at or row.received_at, row.version)
        for row in rows
    ]


def _none_of(found: Select[int]) -> ColumnElement[bool]:
    """Return that there is no such row, so that each row around is looked up by itself, by an index.

    NOT EXISTS may be read as one great join, for which PostgreSQL reads all that was ever done.
    """
    return found.limit(1).scalar_subquery().is_(None)


def reopened_at() -> ScalarSelect[datetime]:
    """Return when the tip of the query around it was opened again last, looked up by an index for each tip."""
    event = aliased(TipEvent)
    again = select(event.at).where(event.tip_id == Tip.id, event.after == Status.REOPENED.value)
    # The last one by its number, not by its time: clocks may go back, and `told` looks at the same one.
    return again.order_by(event.id.desc()).limit(1).correlate(Tip).scalar_subquery()


async def units_without_handover(session: AsyncSession, *, at: datetime, limit: int) -> list[str]:
    """Return units with an open queue for which the shift change at this time is not noted yet."""
    is_new = _none_of(
        select(DueTime.id)
        .where(DueTime.kind == Due.HANDOVER.value, DueTime.subject == NOBODYS)
        .where(DueTime.unit_code == Queue.unit_code, DueTime.due_at == at)
    )
    found = select(Queue.unit_code).where(Queue.closed_at.is_(None), is_new).order_by(Queue.unit_code)
    return list(await session.scalars(found.limit(limit)))


async def drafts_without_moment(session: AsyncSession, states: Collection[str], *, limit: int) -> list[tuple[int, int]]:
    """Return contacts who are writing, in these states of a talk, with the version of what they wrote."""
    is_new = _none_of(
        select(DueTime.id).where(DueTime.kind == Due.DRAFT.value, DueTime.subject == Conversation.contact_id)
    )
    rows = await session.execute(
        select(Conversation.contact_id, Conversation.data)
        .where(Conversation.state.in_(states), is_new)
        .order_by(Conversation.contact_id)
        .limit(limit)
    )
    return [(contact_id, version_of(data)) for contact_id, data in rows]


@dataclass(frozen=True, slots=True)
class Writing:
    """That a contact is writing: the version of what they wrote, and the day on which they last did, in UTC."""

    version: int
    changed_on: date


async def writing(session: AsyncSession, contact_id: int, states: Collection[str]) -> Writing | None:
    """Return that a contact is writing, None where they are not any more."""
    found = await session.execute(
        select(Conversation.data, Conversation.changed_on).where(
            Conversation.contact_id == contact_id, Conversation.state.in_(states)
        )
    )
    row = found.one_or_none()
    return None if row is None else Writing(version_of(row.data), row.changed_on)


def version_of(sealed: bytes | None) -> int:
    """Return a number that tells one state of sealed data from the next: it is sealed anew whenever it changes."""
    return int.from_bytes(hashlib.sha256(sealed or b"").digest()[:6])


async def is_noted(session: AsyncSession, kind: Due, at: datetime) -> bool:
    """Whether a moment of the whole service is noted."""
    found = select(DueTime.id).where(
        DueTime.kind == kind.value, DueTime.subject == NOBODYS, DueTime.unit_code == "", DueTime.due_at == at
    )
    return await session.scalar(found) is not None


async def note(session: AsyncSession, moments: Iterable[Moment]) -> None:
    """Keep moments; one that is known takes the version, and stays done where it is done."""
    rows = [
        {
            "kind": one.kind.value,
            "subject": one.subject,
            "unit_code": one.unit_code,
            "due_at": one.due_at,
            "version": one.version,
        }
        for one in moments
    ]
    if not rows:
        return
    adding = insert_into(session, DueTime)
    await session.execute(
        adding.on_conflict_do_update(
            index_elements=["kind", "subject", "unit_code", "due_at"], set_={"version": adding.excluded.version}
        ),
        rows,
    )


# What is due.


async def claim(session: AsyncSession, kinds: Collection[Due], *, now: datetime, limit: int) -> list[Moment]:
    """Return moments that have come, the earliest first; they are this transaction's alone until it ends.

    Another process passes over them. If this one is killed, they are free again at once, and not marked.
    """
    rows = await session.scalars(
        select(DueTime)
        .where(_IS_OPEN, DueTime.due_at <= now, _kind().in_([kind.value for kind in kinds]))
        .order_by(DueTime.due_at, DueTime.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return [_moment(row) for row in rows]


def _kind() -> ColumnElement[str]:
    """Return the kind so that no index by kind is used for it: that holds everything that was ever done, too."""
    return func.coalesce(DueTime.kind, "")


def _moment(row: DueTime) -> Moment:
    return Moment(Due(row.kind), row.subject, row.unit_code, row.due_at, row.version, row.id)


async def mark(session: AsyncSession, moments: Sequence[Moment], *, now: datetime) -> None:
    """Note that moments are over, whether something was said or nothing was left to say."""
    await _change(session, moments, done_at=now)


async def put_off(session: AsyncSession, moment: Moment, *, due_at: datetime, version: int) -> None:
    """Move a moment, because its subject has changed meanwhile."""
    await _change(session, [moment], due_at=due_at, version=version)


async def _change(session: AsyncSession, moments: Sequence[Moment], **values: Any) -> None:  # noqa: ANN401 - columns
    await session.execute(
        update(DueTime).where(DueTime.id.in_([one.id for one in moments])).values(**values),
        execution_options={"synchronize_session": False},
    )


async def drop(session: AsyncSession, moments: Sequence[Moment]) -> None:
    """Remove moments of what is not there any more."""
    await session.execute(
        delete(DueTime).where(DueTime.id.in_([one.id for one in moments])),
        execution_options={"synchronize_session": False},
    )


async def drop_drafts(session: AsyncSession, states: Collection[str]) -> None:
    """Remove the moments of drafts that are sent or dropped: nothing is to remember when somebody wrote."""
    writing = select(Conversation.contact_id).where(Conversation.state.in_(states))
    await session.execute(
        delete(DueTime).where(DueTime.kind == Due.DRAFT.value, DueTime.subject.not_in(writing)),
        execution_options={"synchronize_session": False},
    )


async def has_draft_moments(session: AsyncSession, states: Collection[str]) -> bool:
    """Whether there are moments of drafts that are sent or dropped."""
    writing = select(Conversation.contact_id).where(Conversation.state.in_(states))
    found = select(DueTime.id).where(DueTime.kind == Due.DRAFT.value, DueTime.subject.not_in(writing))
    return await session.scalar(found.limit(1)) is not None


async def waiting(session: AsyncSession, tip_ids: Collection[int]) -> dict[int, WaitingTip]:
    """Return those of these tips that still wait, without a word of when they were opened again: see `told`."""
    rows = await session.execute(
        select(Tip.id, Tip.unit_code, Tip.urgency, Tip.received_at, Tip.version).where(
            Tip.id.in_(tip_ids), Tip.status.in_([status.value for status in WAITING])
        )
    )
    return {
        row.id: WaitingTip(row.id, row.unit_code, Urgency(row.urgency), row.received_at, row.version) for row in rows
    }


async def told(session: AsyncSession, found: Mapping[int, WaitingTip]) -> dict[int, Told]:
    """Return what was said of each of these tips since it began to wait, to the unit that has it now."""
    rows = await session.execute(
        select(TipEvent.tip_id, TipEvent.kind, TipEvent.at, TipEvent.unit_code, TipEvent.after, TipEvent.details)
        .where(TipEvent.tip_id.in_(found))
        .where(or_(TipEvent.kind == EventKind.REMINDER.value, TipEvent.after == Status.REOPENED.value))
        .order_by(TipEvent.tip_id, TipEvent.id)
    )
    known = {tip.id: Told(tip.since) for tip in found.values()}
    for row in rows:
        if row.kind != EventKind.REMINDER.value:
            known[row.tip_id] = Told(row.at)
        elif row.unit_code == found[row.tip_id].unit_code:
            _add(known[row.tip_id], row.after, row.details)
    return known


def _add(known: Told, step: str | None, details: Mapping[str, Any]) -> None:
    # Until there were steps, unit and province were told together when the deadline had passed.
    known.steps.add(Due(step) if step else Due.OVERDUE)
    known.above = known.above or step is None or bool(details.get("above"))


async def note_step(session: AsyncSession, tip: WaitingTip, step: Due, *, above: bool, at: datetime) -> None:
    """Note in a tip's history that those who should acknowledge it were told.

    Args:
        session: The transaction in which they are told.
        tip: The tip.
        step: Which step it was.
        above: Whether the unit above was told, too.
        at: When, in UTC.
    """
    session.add(
        TipEvent(
            tip_id=tip.id,
            at=at,
            kind=EventKind.REMINDER.value,
            after=step.value,
            unit_code=tip.unit_code,
            role="system",
            details={"above": above},
        )
    )


async def opened_codes(session: AsyncSession, vault: Vault, tip_ids: Collection[int]) -> dict[int, str]:
    """Return the codes of these tips, by which those who are told know them."""
    rows = await session.execute(select(Tip.id, Tip.code, Tip.code_key).where(Tip.id.in_(tip_ids)))
    return {row.id: vault.open_text(row.code, place=f"tips.code:{row.code_key.hex()}") for row in rows}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a queue stands: its open tips, those of them that nobody has acknowledged, and the late ones of these."""

    open: int
    waiting: int
    late: int


async def standing(session: AsyncSession, unit_code: str, *, now: datetime) -> Standing:
    """Return how a unit's queue stands; the cost grows with what is open there."""
    count = select(func.count()).where(Tip.unit_code == unit_code, Tip.status.in_([one.value for one in OPEN]))
    rows = await session.execute(
        select(Tip.urgency, Tip.received_at, reopened_at().label("reopened_at"))
        .where(Tip.unit_code == unit_code, Tip.status.in_([one.value for one in WAITING]))
        .limit(MOST_COUNTED)
    )
    due = [acknowledge_by(row.reopened_at or row.received_at, Urgency(row.urgency)) for row in rows]
    return Standing(await session.scalar(count) or 0, len(due), sum(at < now for at in due))
