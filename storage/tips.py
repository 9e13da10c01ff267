"""Tips, their queues and their history. Every step is an event; the row of a tip shows where it stands now."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Officer, Role, acting, handles_queue
from domain.errors import DomainError
from domain.lifecycle import OPEN, WAITING, Status, Transition, transition
from domain.outcomes import LegalClass, Value, ValueReason
from domain.place import ChosenPlace, Placement, PlaceSource, Position
from domain.rerouting import MoveCause
from domain.routing import Route, RouteReason
from domain.tip import Category, SourceGroup, Urgency
from storage import models, queries, response_months, sketches
from storage.models import Reporter, TipEvent
from storage.queries import Insertion, Query, Row
from storage.vault import Vault


class TipNotFoundError(DomainError):
    """There is no such tip for the one who asks; "not yours" looks like "none"."""


class EventKind(StrEnum):
    """What a step of a tip's history was about."""

    RECORDED = "recorded"
    STATUS = "status"
    TRANSFER = "transfer"
    PLACE = "place"
    CATEGORY = "category"
    CLASS = "class"
    VALUE = "value"
    VALUE_CONFIRMED = "value_confirmed"
    SOURCE = "source"
    OUTCOME = "outcome"
    INCIDENT = "incident"
    TOLD = "told"
    STATEMENT = "statement"
    OBJECTION = "objection"
    WITHDRAWAL = "withdrawal"
    REMINDER = "reminder"


class StatementKind(StrEnum):
    """Whose words belong to a tip, and what for."""

    NARRATIVE = "narrative"
    SUPPLEMENT = "supplement"
    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    REPLY = "reply"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class NewTip:
    """A finished draft with what was suggested for it, ready to be recorded.

    Attributes:
        code: The code under which reporter and officers speak of it.
        narrative: The citizen's words, one string a message; may be empty when there is a file.
        place: Where it happened, as far as known.
        position: The shared point, if any.
        category: What the citizen chose or triage suggests.
        suggested_category: What triage suggests.
        urgency: What triage suggests; officers correct it.
        occurred: From and until when it happened, as the citizen says or triage suggests; None where nobody says.
        source_group: As what the tip is counted.
        route: Whose queue or desk receives it, and why.
        confidence: How sure triage was of its category, 0 to 1; None where it was not asked.
        suggested_time: What triage made of the time, whatever the citizen said; None where the words say none.
        read: What the machine had made of its place, whatever the citizen chose; None where nothing was read.
        evidence: Ids of the files kept for the draft.
        sketch: What duplicates of it are found by, as `triage.kept_reports` packs it; None where none are looked for.
        model_id: The registered model that its reporter is a member of, None where they are of none.
    """

    code: str
    narrative: tuple[str, ...]
    place: ChosenPlace
    position: Position | None
    category: Category
    suggested_category: Category
    urgency: Urgency
    occurred: tuple[datetime, datetime] | None
    source_group: SourceGroup
    route: Route
    confidence: float | None = None
    suggested_time: tuple[datetime, datetime] | None = None
    read: Placement | None = None
    evidence: tuple[int, ...] = ()
    sketch: bytes | None = None
    model_id: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Where a tip is moved to.

    Attributes:
        route: Whose queue or desk receives it, and why: a commune without a queue is served by its province's desk.
        place: The commune that this settles; None leaves the tip's place as it is.
        cause: Why it is moved.
    """

    route: Route
    place: str | None
    cause: MoveCause


@dataclass(frozen=True, slots=True)
class Tip:
    """A tip as it stands now, without words: these are asked for apart.

    Attributes:
        id: The row.
        code: The code, opened.
        received_at: When it was recorded, in UTC.
        unit_code: Whose queue or desk it is in.
        place_code: The commune where it happened, None while unknown.
        place_source: How the commune came to be known.
        category: As it stands.
        urgency: As it stands.
        occurred_from: The earliest time it happened, where the words say so.
        occurred_until: The latest.
        source_group: As what it is counted.
        status: Processing.
        legal_class: In law.
        value: As judged.
        is_value_confirmed: Whether the unit's commander stands by that judgement.
        model_id: The registered model it comes from, None where it comes from none.
        has_objection: Whether the reporter said that the result is wrong.
        version: Counts changes.
    """

    id: int
    code: str
    received_at: datetime
    unit_code: str
    place_code: str | None
    place_source: PlaceSource
    category: Category
    urgency: Urgency
    occurred_from: datetime | None
    occurred_until: datetime | None
    source_group: SourceGroup
    status: Status
    legal_class: LegalClass
    value: Value
    is_value_confirmed: bool
    model_id: int | None
    has_objection: bool
    version: int


@dataclass(frozen=True, slots=True)
class Hint:
    """What another unit's staff may know of a tip: that it is there, under which code, where and since when.

    Attributes:
        id: The row.
        code: The code, under which two units can speak of it; it opens nothing.
        unit_code: In whose queue it is.
        received_at: When it was recorded, in UTC; to be rounded before it is shown.
    """

    id: int
    code: str
    unit_code: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that belong to a tip; `id` is their row, by which a step of the history names them."""

    at: datetime
    kind: StatementKind
    officer_id: int | None
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a tip's history, without words."""

    at: datetime
    kind: EventKind
    before: str | None
    after: str | None
    unit_code: str
    role: Role
    officer_id: int | None
    details: dict[str, Any]


def _tip(vault: Vault, row: Row) -> Tip:
    return Tip(
        id=row.id,
        code=vault.open_text(row.code, place=f"tips.code:{row.code_key.hex()}"),
        received_at=row.received_at,
        unit_code=row.unit_code,
        place_code=row.place_code,
        place_source=PlaceSource(row.place_source),
        category=Category(row.category),
        urgency=Urgency(row.urgency),
        occurred_from=row.occurred_from,
        occurred_until=row.occurred_until,
        source_group=SourceGroup(row.source_group),
        status=Status(row.status),
        legal_class=LegalClass(row.legal_class),
        value=Value(row.value),
        is_value_confirmed=row.value_confirmed,
        model_id=row.model_id,
        has_objection=row.objected,
        version=row.version,
    )


def _add_event(
    session: AsyncSession,
    tip: models.Tip,
    kind: EventKind,
    *,
    by: Actor,
    at: datetime,
    before: str | None = None,
    after: str | None = None,
    **details: Any,  # noqa: ANN401 - JSON
) -> None:
    session.info.pop(_FORESEEN, None)
    session.add(
        TipEvent(
            tip_id=tip.id,
            # A clock that was put right may say that this was before the tip came.
            at=max(at, tip.received_at),
            kind=kind.value,
            before=before,
            after=after,
            unit_code=by.unit_code,
            role=by.role.value,
            officer_id=by.officer_id,
            details=details,
        )
    )


async def record(session: AsyncSession, vault: Vault, new: NewTip, *, contact_id: int, now: datetime) -> Tip:
    """Record a tip, put it into its queue or on its desk, and link it to its reporter."""
    key = vault.look_up("tip", new.code)
    first = Status.AT_DESK if new.route.is_desk else Status.QUEUED
    [row] = await _RECORD.all(
        session,
        version=1,
        code_key=key,
        code=vault.seal_text(new.code, place=f"tips.code:{key.hex()}"),
        received_at=now,
        unit_code=new.route.unit_code,
        place_code=new.place.code,
        place_source=new.place.source.value,
        position=_seal_position(vault, key, new.position),
        category=new.category.value,
        suggested_category=new.suggested_category.value,
        urgency=new.urgency.value,
        suggested_urgency=new.urgency.value,
        occurred_from=new.occurred[0] if new.occurred else None,
        occurred_until=new.occurred[1] if new.occurred else None,
        source_group=new.source_group.value,
        status=transition(Status.RECORDED, first, at=now).after.value,
        legal_class=LegalClass.UNCLASSIFIED.value,
        value=Value.UNASSESSED.value,
        value_confirmed=False,
        model_id=new.model_id,
        objected=False,
    )
    asked = [
        (_REPORT, {"tip_id": row.id, "contact_id": contact_id}),
        *_NOTE.of(session, _first_steps(row.id, new, first, at=now)),
        *_TELL.of(session, [_told(vault, row.id, text, at=now) for text in new.narrative]),
    ]
    if new.sketch is not None:
        asked.append(sketches.keeping(vault, new.sketch, tip_id=row.id, unit_code=row.unit_code, sent_at=now))
    await queries.together(session, asked)
    await _link_evidence(session, row.id, new.evidence, contact_id)
    return _tip(vault, row)


def _insert(table: type[models.Base], *names: str) -> Insert:
    return insert(table.metadata.tables[table.__tablename__]).values({name: bindparam(name) for name in names})


_RECORD = Query(
    _insert(
        models.Tip,
        "version",
        "code_key",
        "code",
        "received_at",
        "unit_code",
        "place_code",
        "place_source",
        "position",
        "category",
        "suggested_category",
        "urgency",
        "suggested_urgency",
        "occurred_from",
        "occurred_until",
        "source_group",
        "status",
        "legal_class",
        "value",
        "value_confirmed",
        "model_id",
        "objected",
    ).returning(*models.Tip.__table__.columns)
)
_REPORT = Query(_insert(Reporter, "tip_id", "contact_id"))
_NOTE = Insertion(
    TipEvent.metadata.tables[TipEvent.__tablename__],
    ("tip_id", "at", "kind", "before", "after", "unit_code", "role", "officer_id", "details"),
)
_TELL = Insertion(
    models.Statement.metadata.tables[models.Statement.__tablename__], ("tip_id", "at", "kind", "officer_id", "text")
)


def _first_steps(tip_id: int, new: NewTip, first: Status, *, at: datetime) -> list[dict[str, Any]]:
    """Return the events of a tip that is recorded and put into its queue or on its desk."""
    both = {"tip_id": tip_id, "at": at, "unit_code": new.route.unit_code, "officer_id": None}
    details = {
        "why": new.route.reason.value,
        "place": new.place.code,
        "source": new.place.source.value,
        "read": _read(new.read),
        "suggested": _suggested(new),
    }
    recorded = {"kind": EventKind.RECORDED.value, "role": Role.CITIZEN.value, "before": None, "details": details}
    queued: dict[str, Any] = {
        "kind": EventKind.STATUS.value,
        "role": Role.SYSTEM.value,
        "after": first.value,
        "details": {},
    }
    return [
        {**both, **recorded, "after": Status.RECORDED.value},
        {**both, **queued, "before": Status.RECORDED.value},
    ]


def _told(vault: Vault, tip_id: int, text: str, *, at: datetime) -> dict[str, Any]:
    """Return the row of a citizen's words."""
    sealed = vault.seal_text(text, place=f"statements.text:{tip_id}")
    return {"tip_id": tip_id, "at": at, "kind": StatementKind.NARRATIVE.value, "officer_id": None, "text": sealed}


def _suggested(new: NewTip) -> dict[str, Any]:
    """Return what the machine made of a tip as it is kept, beside the category and the urgency in the row itself."""
    time = new.suggested_time
    return {"confidence": new.confidence, "occurred": None if time is None else [at.isoformat() for at in time]}


def _read(placement: Placement | None) -> dict[str, Any] | None:
    """Return what the machine made of a place as it is kept: enough to see later whether it erred, and no words."""
    if placement is None:
        return None
    first = placement.candidates[0] if placement.candidates else None
    return {
        "decision": placement.decision.value,
        "reason": placement.reason.kind.value,
        "code": first.code if first else None,
        "confidence": first.confidence if first else None,
    }


def _seal_position(vault: Vault, key: bytes, position: Position | None) -> bytes | None:
    if position is None:
        return None
    content = json.dumps([position.lat, position.lon, position.accuracy_m])
    return vault.seal(content.encode(), place=f"tips.position:{key.hex()}")


async def _link_evidence(session: AsyncSession, tip_id: int, evidence: Sequence[int], contact_id: int) -> None:
    if evidence:
        await _LINK_EVIDENCE.run(session, evidence_ids=list(evidence), tip=tip_id, contact=contact_id)


_LINK_EVIDENCE = Query(
    update(models.Evidence)
    .where(
        models.Evidence.id.in_(bindparam("evidence_ids", expanding=True)),
        models.Evidence.tip_id.is_(None),
        models.Evidence.contact_id == bindparam("contact"),
    )
    .values(tip_id=bindparam("tip"), contact_id=None)
)


def _take(session: AsyncSession, row: models.Tip, step: Transition, by: Actor, **details: Any) -> None:  # noqa: ANN401 - JSON
    row.status = step.after.value
    _add_event(
        session, row, EventKind.STATUS, by=by, at=step.at, before=step.before.value, after=step.after.value, **details
    )


def _add_statement(
    session: AsyncSession,
    vault: Vault,
    tip_id: int,
    kind: StatementKind,
    text: str,
    *,
    officer_id: int | None,
    at: datetime,
) -> None:
    sealed = vault.seal_text(text, place=f"statements.text:{tip_id}")
    session.add(models.Statement(tip_id=tip_id, at=at, kind=kind.value, officer_id=officer_id, text=sealed))


async def for_officer(session: AsyncSession, vault: Vault, officer: Officer, tip_id: int) -> Tip:
    """Return a tip that is in this officer's queue or on their desk. Raises TipNotFoundError."""
    row = await session.get(models.Tip, tip_id)
    if row is None or not handles_queue(officer, row.unit_code):
        raise TipNotFoundError
    return _tip(vault, row)


async def by_code(session: AsyncSession, vault: Vault, officer: Officer, code: str) -> Tip:
    """Return the officer's tip with this code. Raises TipNotFoundError."""
    row = await session.scalar(select(models.Tip).where(models.Tip.code_key == vault.look_up("tip", code)))
    if row is None or not handles_queue(officer, row.unit_code):
        raise TipNotFoundError
    return _tip(vault, row)


_OF_UNIT = Query(
    select(models.Tip).where(
        models.Tip.id.in_(bindparam("tip_ids", expanding=True)), models.Tip.unit_code == bindparam("unit_code")
    )
)


async def of_same_unit(session: AsyncSession, vault: Vault, tip: Tip, tip_ids: Collection[int]) -> list[Tip]:
    """Return those of these tips that are with the unit of this one: who handles it handles them."""
    if not tip_ids:
        return []
    rows = await _OF_UNIT.all(session, tip_ids=list(tip_ids), unit_code=tip.unit_code)
    return [_tip(vault, row) for row in rows]


async def hints(session: AsyncSession, vault: Vault, tip_ids: Collection[int]) -> list[Hint]:
    """Return what other units' staff may know of these tips, where they are in a commune's queue at all.

    Nothing of what is on a desk, or about police officers: colleagues next door are not to know of that.
    """
    if not tip_ids:
        return []
    found = select(models.Tip).where(
        models.Tip.id.in_(tip_ids),
        models.Tip.category != Category.OFFICER.value,
        models.Tip.status.not_in([Status.AT_DESK.value, Status.WITHDRAWN.value]),
    )
    rows = [_tip(vault, row) for row in await session.scalars(found)]
    return [Hint(one.id, one.code, one.unit_code, one.received_at) for one in rows]


_OF_REPORTER = Query(
    select(models.Tip)
    .join(Reporter)
    .where(models.Tip.id == bindparam("tip_id"), Reporter.contact_id == bindparam("contact_id"))
)


async def for_reporter(session: AsyncSession, vault: Vault, contact_id: int, tip_id: int) -> Tip:
    """Return a tip that this contact sent. Raises TipNotFoundError."""
    row = await _OF_REPORTER.first(session, tip_id=tip_id, contact_id=contact_id)
    if row is None:
        raise TipNotFoundError
    return _tip(vault, row)


async def of_reporter(session: AsyncSession, vault: Vault, contact_id: int, *, limit: int = 10) -> list[Tip]:
    """Return a contact's own tips, newest first."""
    rows = await session.scalars(
        select(models.Tip)
        .join(Reporter)
        .where(Reporter.contact_id == contact_id)
        .order_by(models.Tip.id.desc())
        .limit(limit)
    )
    return [_tip(vault, row) for row in rows]


_QUESTIONED = Query(
    select(models.Tip, Reporter.contact_id)
    .join(Reporter)
    .join(models.Statement, models.Statement.tip_id == models.Tip.id)
    .where(
        Reporter.contact_id.in_(bindparam("contact_ids", expanding=True)),
        models.Tip.status == Status.NEEDS_INFO.value,
        models.Statement.kind == StatementKind.QUESTION.value,
    )
    .order_by(models.Statement.id)
)

_FORESEEN = "nguontin.questioned"
"""Where a session keeps the last questions of several contacts, until something happens to a tip."""


async def foresee_questions(session: AsyncSession, vault: Vault, contact_ids: Collection[int]) -> None:
    """Read what `last_questioned` says of each of these contacts, for as long as nothing happens to a tip."""
    if contact_ids:
        session.info[_FORESEEN] = await _questioned(session, vault, contact_ids)


async def last_questioned(session: AsyncSession, vault: Vault, contact_id: int) -> Tip | None:
    """Return the contact's tip about which an officer asked last and waits for the answer; None where none does."""
    foreseen: dict[int, Tip | None] = session.info.get(_FORESEEN, {})
    if contact_id not in foreseen:
        return (await _questioned(session, vault, [contact_id]))[contact_id]
    return foreseen[contact_id]


async def _questioned(session: AsyncSession, vault: Vault, contact_ids: Collection[int]) -> dict[int, Tip | None]:
    # The newest question comes last.
    rows = {row.contact_id: row for row in await _QUESTIONED.all(session, contact_ids=list(contact_ids))}
    return {one: _tip(vault, rows[one]) if one in rows else None for one in contact_ids}


async def reporter_of(session: AsyncSession, tip_id: int) -> int | None:
    """Return the contact to write to about a tip, None where the link was cut. Only for sending, never for showing."""
    return await session.scalar(select(Reporter.contact_id).where(Reporter.tip_id == tip_id))


_RANKS = {urgency.value: rank for rank, urgency in enumerate(Urgency)}
_IS_OPEN = text(f"tips.{models.IS_OPEN}")


@lru_cache(maxsize=8)
def _in_queue(most: int) -> Query:
    """Return the question for the oldest open tips of a unit, at most so many of each urgency.

    Along the index of what is open, once for each urgency: however long the queue is, no more is read than is shown.
    The number stands in the text, so that PostgreSQL need not plan anew at each look.
    """
    return Query(union_all(*[_first_of(urgency, most) for urgency in Urgency]))


def _first_of(urgency: Urgency, most: int) -> Select[Any]:
    """Return the question for the oldest open tips of a unit that are so urgent."""
    first = (
        select(models.Tip)
        .where(models.Tip.unit_code == bindparam("unit_code"), models.Tip.urgency == urgency.value, _IS_OPEN)
        .order_by(models.Tip.received_at, models.Tip.id)
        .limit(most)
        .subquery()
    )
    return select(first)


async def in_queue(session: AsyncSession, vault: Vault, officer: Officer, *, limit: int = 20) -> list[Tip]:
    """Return the open tips of the officer's queue: most urgent first, then oldest. Empty for who has no queue."""
    if not handles_queue(officer, officer.unit_code):
        return []
    rows = await _in_queue(limit).all(session, unit_code=officer.unit_code)
    rows.sort(key=lambda row: (_RANKS[row.urgency], row.received_at, row.id))
    return [_tip(vault, row) for row in rows[:limit]]


async def count_open(session: AsyncSession, officer: Officer) -> int:
    """Return how many tips are open in the officer's queue."""
    if not handles_queue(officer, officer.unit_code):
        return 0
    found = select(func.count()).where(models.Tip.unit_code == officer.unit_code, models.Tip.status.in_(OPEN))
    return await session.scalar(found) or 0


async def waiting_in(session: AsyncSession, vault: Vault, unit_codes: Collection[str]) -> list[Tip]:
    """Return the tips of these units that nobody has acknowledged, oldest first."""
    rows = await session.scalars(
        select(models.Tip)
        .where(models.Tip.unit_code.in_(unit_codes), models.Tip.status.in_(WAITING))
        .order_by(models.Tip.received_at)
    )
    return [_tip(vault, row) for row in rows]


async def step(session: AsyncSession, vault: Vault, tip: Tip, taken: Transition, *, by: Actor) -> Tip:
    """Note a step of processing that `domain.lifecycle` allowed, and return the tip as it stands now."""
    row = await session.get_one(models.Tip, tip.id)
    _take(session, row, taken, by)
    await session.flush()
    if taken.after in response_months.ANSWERED:
        await response_months.take_out(session, row, at=taken.at)
    return _tip(vault, row)


async def transfer(session: AsyncSession, vault: Vault, tip: Tip, taken: Transition, to: Move, *, by: Actor) -> Tip:
    """Move a tip into another unit's queue or onto a desk, and note from where, by whose word of the place, and why."""
    row = await session.get_one(models.Tip, tip.id)
    _add_event(
        session,
        row,
        EventKind.TRANSFER,
        by=by,
        at=taken.at,
        before=row.unit_code,
        after=to.route.unit_code,
        cause=to.cause.value,
        why=to.route.reason.value,
        place=to.place,
        place_before=row.place_code,
        source=row.place_source,
    )
    row.unit_code = to.route.unit_code
    if to.place is not None:
        row.place_code = to.place
        row.place_source = PlaceSource.COORDINATOR.value
    _take(session, row, taken, by)
    await session.flush()
    await sketches.move(session, tip.id, unit_code=row.unit_code)
    return _tip(vault, row)


async def settle_place(session: AsyncSession, vault: Vault, tip: Tip, place: str, *, by: Actor, at: datetime) -> Tip:
    """Note in which commune a tip happened although it stays where it is."""
    row = await session.get_one(models.Tip, tip.id)
    _add_event(session, row, EventKind.PLACE, by=by, at=at, before=row.place_code, after=place, source=row.place_source)
    row.place_code, row.place_source = place, PlaceSource.COORDINATOR.value
    await session.flush()
    return _tip(vault, row)


async def hand_over(
    session: AsyncSession, vault: Vault, tip: Tip, taken: Transition, *, authority: str, by: Actor
) -> Tip:
    """Note that a tip went to an authority outside; the name stands in a sealed note."""
    row = await session.get_one(models.Tip, tip.id)
    _take(session, row, taken, by, outside=True)
    _add_statement(session, vault, tip.id, StatementKind.NOTE, authority, officer_id=by.officer_id, at=taken.at)
    await session.flush()
    await response_months.take_out(session, row, at=taken.at)
    return _tip(vault, row)


async def add_statement(
    session: AsyncSession, vault: Vault, tip: Tip, kind: StatementKind, text: str, *, by: Actor, at: datetime
) -> Tip:
    """Add words to a tip: a question, an answer, a note, a reply, a supplement or an objection; returns it as it is."""
    _add_statement(session, vault, tip.id, kind, text, officer_id=by.officer_id, at=at)
    row = await session.get_one(models.Tip, tip.id)
    event = EventKind.OBJECTION if kind is StatementKind.OBJECTION else EventKind.STATEMENT
    if kind is StatementKind.OBJECTION:
        row.objected = True
    _add_event(session, row, event, by=by, at=at, after=kind.value)
    await session.flush()
    return _tip(vault, row)


async def add_evidence(session: AsyncSession, tip: Tip, evidence: Sequence[int], *, contact_id: int) -> None:
    """Link files that their reporter sent after the tip."""
    await _link_evidence(session, tip.id, evidence, contact_id)


_STATEMENTS = Query(
    select(models.Statement).where(models.Statement.tip_id == bindparam("tip_id")).order_by(models.Statement.id)
)


async def statements(session: AsyncSession, vault: Vault, tip: Tip) -> list[Statement]:
    """Return the words that belong to a tip, oldest first."""
    rows = await _STATEMENTS.all(session, tip_id=tip.id)
    return [
        Statement(
            row.at,
            StatementKind(row.kind),
            row.officer_id,
            vault.open_text(row.text, place=f"statements.text:{tip.id}"),
            row.id,
        )
        for row in rows
    ]


_POSITION = Query(select(models.Tip.position, models.Tip.code_key).where(models.Tip.id == bindparam("tip_id")))


async def position(session: AsyncSession, vault: Vault, tip: Tip) -> Position | None:
    """Return the point that the reporter shared, if any."""
    row = await _POSITION.first(session, tip_id=tip.id)
    if row is None or row.position is None:
        return None
    return Position(*json.loads(vault.open(row.position, place=f"tips.position:{row.code_key.hex()}")))


async def history(session: AsyncSession, tip: Tip) -> list[Event]:
    """Return every step of a tip, oldest first."""
    rows = await session.scalars(select(TipEvent).where(TipEvent.tip_id == tip.id).order_by(TipEvent.id))
    return [
        Event(
            row.at,
            EventKind(row.kind),
            row.before,
            row.after,
            row.unit_code,
            Role(row.role),
            row.officer_id,
            row.details,
        )
        for row in rows
    ]


_ROUTED = Query(
    select(TipEvent.details)
    .where(
        TipEvent.tip_id == bindparam("tip_id"),
        TipEvent.kind.in_([EventKind.RECORDED.value, EventKind.TRANSFER.value]),
    )
    .order_by(TipEvent.id.desc())
    .limit(1)
)


async def reason_of_route(session: AsyncSession, tip: Tip) -> RouteReason | None:
    """Return why a tip is where it is; None for one that came there before this was kept."""
    details = await _ROUTED.value(session, tip_id=tip.id)
    return RouteReason(details["why"]) if details and "why" in details else None


_ACKNOWLEDGED = Query(
    select(TipEvent.officer_id, TipEvent.at)
    .where(TipEvent.tip_id == bindparam("tip_id"), TipEvent.after == Status.ACKNOWLEDGED.value)
    .order_by(TipEvent.id.desc())
    .limit(1)
)


async def acknowledged_by(session: AsyncSession, tip: Tip) -> tuple[int | None, datetime] | None:
    """Return which officer acknowledged a tip last, and when; None while nobody has."""
    row = await _ACKNOWLEDGED.first(session, tip_id=tip.id)
    return (row.officer_id, row.at) if row else None


async def classify(
    session: AsyncSession, vault: Vault, tip: Tip, legal_class: LegalClass, *, by: Actor, at: datetime
) -> Tip:
    """Set the legal class; the one before stays in the history."""
    row = await session.get_one(models.Tip, tip.id)
    _add_event(session, row, EventKind.CLASS, by=by, at=at, before=row.legal_class, after=legal_class.value)
    row.legal_class = legal_class.value
    await session.flush()
    return _tip(vault, row)


async def recategorise(
    session: AsyncSession, vault: Vault, tip: Tip, *, category: Category, urgency: Urgency, by: Actor, at: datetime
) -> Tip:
    """Set category and urgency as an officer sees them; the suggestion stays beside them."""
    row = await session.get_one(models.Tip, tip.id)
    change = [row.urgency, urgency.value]
    _add_event(
        session, row, EventKind.CATEGORY, by=by, at=at, before=row.category, after=category.value, urgency=change
    )
    row.category, row.urgency = category.value, urgency.value
    await session.flush()
    await response_months.take_out(session, row, at=at)
    return _tip(vault, row)


async def assess(
    session: AsyncSession,
    vault: Vault,
    tip: Tip,
    value: Value,
    *,
    reasons: Collection[ValueReason] = (),
    why: str = "",
    by: Actor,
    at: datetime,
) -> Tip:
    """Set the value of a tip with its reasons; the judgement before stays in the history.

    A commander's own judgement is confirmed as it is made; whoever else judges takes a confirmation away. `why` is kept
    as a sealed note, which the step of the history names.
    """
    row = await session.get_one(models.Tip, tip.id)
    details: dict[str, Any] = {"reasons": sorted(reason.value for reason in reasons)}
    if why:
        details["note"] = await _add_note(session, vault, tip.id, why, by=by, at=at)
    row.value_confirmed = by.role is Role.COMMANDER
    if row.value_confirmed:
        details["confirmed"] = True
    _add_event(session, row, EventKind.VALUE, by=by, at=at, before=row.value, after=value.value, **details)
    row.value = value.value
    await session.flush()
    return _tip(vault, row)


async def _add_note(session: AsyncSession, vault: Vault, tip_id: int, text: str, *, by: Actor, at: datetime) -> int:
    """Add an officer's words that belong to a step of the history; returns their row."""
    sealed = vault.seal_text(text, place=f"statements.text:{tip_id}")
    note = models.Statement(tip_id=tip_id, at=at, kind=StatementKind.NOTE.value, officer_id=by.officer_id, text=sealed)
    session.add(note)
    await session.flush()
    return note.id


def confirms_values(officer: Officer, tip: Tip) -> bool:
    """Whether the officer commands the unit that has the tip, so that its value waits for them."""
    return officer.role is Role.COMMANDER and officer.unit_code == tip.unit_code


async def confirm_value(session: AsyncSession, vault: Vault, officer: Officer, tip: Tip, *, at: datetime) -> Tip:
    """Note that the unit's commander stands by the value of a tip; one that is confirmed already stays as it is.

    Raises TipNotFoundError where the officer is not the commander, or nobody has judged the tip.
    """
    if not confirms_values(officer, tip) or tip.value is Value.UNASSESSED:
        raise TipNotFoundError
    row = await session.get_one(models.Tip, tip.id)
    if not row.value_confirmed:
        row.value_confirmed = True
        _add_event(session, row, EventKind.VALUE_CONFIRMED, by=acting(officer), at=at, after=row.value)
        await session.flush()
    return _tip(vault, row)


def _unconfirmed(officer: Officer) -> ColumnElement[bool]:
    return and_(
        models.Tip.unit_code == officer.unit_code,
        models.Tip.value != Value.UNASSESSED.value,
        models.Tip.value_confirmed.is_(False),
    )


async def unconfirmed(session: AsyncSession, vault: Vault, officer: Officer, *, limit: int = 15) -> list[Tip]:
    """Return the newest tips whose value waits for the officer's confirmation; none for who commands no unit."""
    if officer.role is not Role.COMMANDER:
        return []
    rows = await session.scalars(
        select(models.Tip)
        .where(_unconfirmed(officer))
        .order_by(models.Tip.received_at.desc(), models.Tip.id.desc())
        .limit(limit)
    )
    return [_tip(vault, row) for row in rows]


async def count_unconfirmed(session: AsyncSession, officer: Officer) -> int:
    """Return how many values wait for the officer's confirmation."""
    if officer.role is not Role.COMMANDER:
        return 0
    return await session.scalar(select(func.count()).where(_unconfirmed(officer))) or 0


async def set_source(
    session: AsyncSession,
    vault: Vault,
    tip: Tip,
    source_group: SourceGroup,
    model_id: int | None,
    *,
    by: Actor,
    at: datetime,
) -> Tip:
    """Set as what a tip is counted, and from which registered model it comes; what it was before stays in its history.

    Pressed twice it is one step. The officer's unit and the model are the caller's to check.
    """
    row = await session.get_one(models.Tip, tip.id)
    if (row.source_group, row.model_id) != (source_group.value, model_id):
        change = [row.model_id, model_id]
        _add_event(
            session,
            row,
            EventKind.SOURCE,
            by=by,
            at=at,
            before=row.source_group,
            after=source_group.value,
            model=change,
        )
        row.source_group, row.model_id = source_group.value, model_id
        await session.flush()
    return _tip(vault, row)


async def of_incident(session: AsyncSession, vault: Vault, incident_id: int) -> list[Tip]:
    """Return the tips of an incident, wherever they are: for telling their reporters, not for showing them."""
    rows = await session.scalars(
        select(models.Tip)
        .join(models.IncidentTip, models.IncidentTip.tip_id == models.Tip.id)
        .where(models.IncidentTip.incident_id == incident_id)
        .order_by(models.Tip.id)
    )
    return [_tip(vault, row) for row in rows]


async def note_outcome(
    session: AsyncSession,
    tip_id: int,
    *,
    outcome_id: int,
    by: Actor,
    at: datetime,
    **details: Any,  # noqa: ANN401 - JSON
) -> None:
    """Note in a tip's history that an outcome was recorded for it; details say which one it corrects or moves."""
    row = await session.get_one(models.Tip, tip_id)
    _add_event(session, row, EventKind.OUTCOME, by=by, at=at, outcome_id=outcome_id, **details)


async def note_incident(
    session: AsyncSession,
    tip_id: int,
    *,
    incident_id: int,
    by: Actor,
    at: datetime,
    **details: Any,  # noqa: ANN401 - JSON
) -> None:
    """Note in a tip's history that it speaks of an incident; details say where something else became of that."""
    row = await session.get_one(models.Tip, tip_id)
    _add_event(session, row, EventKind.INCIDENT, by=by, at=at, incident_id=incident_id, **details)


async def note_told(session: AsyncSession, tip_id: int, *, incident_id: int, by: Actor, at: datetime) -> None:
    """Note that a tip's reporter needs not be told again that several tips speak of an incident."""
    row = await session.get_one(models.Tip, tip_id)
    _add_event(session, row, EventKind.TOLD, by=by, at=at, incident_id=incident_id)


async def withdraw(session: AsyncSession, vault: Vault, tip: Tip, *, at: datetime) -> Tip:
    """Let the reporter go: the link is cut for good; words go too where no commune has received them yet."""
    row = await session.get_one(models.Tip, tip.id)
    citizen = Actor(Role.CITIZEN, row.unit_code)
    before = Status(row.status)
    if before in {Status.RECORDED, Status.AT_DESK}:
        await session.execute(delete(models.Statement).where(models.Statement.tip_id == tip.id))
        row.position = None
        _take(session, row, transition(before, Status.WITHDRAWN, at=at), citizen)
    _add_event(session, row, EventKind.WITHDRAWAL, by=citizen, at=at)
    await session.execute(delete(Reporter).where(Reporter.tip_id == tip.id))
    await sketches.forget(session, tip.id)
    await session.flush()
    return _tip(vault, row)
