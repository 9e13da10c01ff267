"""The tables, without rules. Sealed columns hold what `storage.vault` made; the rest is not secret.

No table of a tip holds a chat id, and no table holds a person: reporters are a link to a contact, apart from the
tip, that can be cut; persons who appear in outcomes are a quantity.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite keeps it without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse times without a zone: they are somebody's mistake."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Thousandths(TypeDecorator[Decimal]):
    """A quantity with up to three decimals, kept as a whole number: SQLite has no exact decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        """Return the number of thousandths; refuse what would be rounded."""
        if value is None:
            return None
        thousandths = value * 1000
        if thousandths != thousandths.to_integral_value():
            raise ValueError("a quantity with more than three decimals")
        return int(thousandths)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Decimal | None:
        """Return the quantity as it was."""
        return None if value is None else (Decimal(value) / 1000).normalize()


Id = BigInteger().with_variant(Integer, "sqlite")
"""Telegram's ids have up to 52 bits; SQLite numbers rows by itself only in a column called INTEGER."""


class Base(DeclarativeBase):
    """Every table; constraints are named by one convention."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        bytes: LargeBinary,
    }


def key_column() -> Mapped[int]:
    """Return the number of a row, which the database gives."""
    return mapped_column(Id, primary_key=True, autoincrement=True)


def _where(condition: str) -> dict[str, Any]:
    """Return what makes an index one of these rows alone, on both databases."""
    return {"postgresql_where": text(condition), "sqlite_where": text(condition)}


def to(column: str, **options: Any) -> Mapped[int]:  # noqa: ANN401 - handed on to SQLAlchemy
    """Return the number of another table's row."""
    return mapped_column(Id, ForeignKey(column), **options)


class Unit(Base):
    """An administrative unit as it was from one day on; a change of name or kind is a new row."""

    __tablename__ = "units"
    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_until: Mapped[date | None] = mapped_column(Date)
    name: Mapped[str] = mapped_column(String(80))
    full_name: Mapped[str] = mapped_column(String(120))
    level: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(20))
    parent_code: Mapped[str | None] = mapped_column(String(8), index=True)
    successors: Mapped[list[str]]


class Queue(Base):
    """The police of a unit take tips here; a unit may have none. The code is a unit's, whatever its version."""

    __tablename__ = "queues"
    unit_code: Mapped[str] = mapped_column(String(8), primary_key=True)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Contact(Base):
    """Somebody who can be written to through one bot, known by a keyed hash; the address is sealed."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("bot", "key"),)
    id: Mapped[int] = key_column()
    bot: Mapped[str] = mapped_column(String(64))
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    address: Mapped[bytes]
    language: Mapped[str] = mapped_column(String(8))
    since: Mapped[datetime]
    unreachable_since: Mapped[datetime | None]
    source_group: Mapped[str] = mapped_column(String(20))
    model_id: Mapped[int | None] = mapped_column(Id)


class Officer(Base):
    """A member of staff: who may do what for which unit, and since when. The name is sealed."""

    __tablename__ = "officers"
    __table_args__ = (Index(None, "unit_code", "until"),)
    id: Mapped[int] = key_column()
    contact_id: Mapped[int] = to("contacts.id", index=True)
    role: Mapped[str] = mapped_column(String(16))
    unit_code: Mapped[str] = mapped_column(String(8))
    name: Mapped[bytes]
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class Invitation(Base):
    """A one-time link for staff; only a keyed hash of its token is kept."""

    __tablename__ = "invitations"
    id: Mapped[int] = key_column()
    key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    unit_code: Mapped[str] = mapped_column(String(8))
    name: Mapped[bytes]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ConsolePass(Base):
    """A way into the console: first a one-time link from the chat, then the session it opened."""

    __tablename__ = "console_passes"
    id: Mapped[int] = key_column()
    key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    officer_id: Mapped[int] = to("officers.id")
    is_session: Mapped[bool]
    expires_at: Mapped[datetime]


class Update(Base):
    """The journal: what arrived, sealed, until it is handled or set aside.

    A short keyed hash of the bytes stays as long as the mark: it tells another update that came under the same number.
    """

    __tablename__ = "updates"
    __table_args__ = (
        UniqueConstraint("bot", "update_id"),
        # As long as what waits, or was set aside, however many updates were handled before. There is none of all
        # states: SQLite takes it for the better one, and reads everything that waits to find a single row.
        Index("ix_updates_waiting", "lane", "id", **_where("state = 'waiting'")),
        Index("ix_updates_set_aside", "id", **_where("state = 'set_aside'")),
        CheckConstraint("state IN ('waiting', 'done', 'set_aside')", name="state"),
    )
    id: Mapped[int] = key_column()
    bot: Mapped[str] = mapped_column(String(64))
    update_id: Mapped[int] = mapped_column(BigInteger)
    lane: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    received_at: Mapped[datetime]
    body: Mapped[bytes | None]
    body_key: Mapped[bytes | None] = mapped_column(LargeBinary(8))
    state: Mapped[str] = mapped_column(String(12))
    failures: Mapped[int]
    cause: Mapped[str | None] = mapped_column(String(200))
    handled_at: Mapped[datetime | None]


class Conversation(Base):
    """Where a talk stands: aiogram's state and data, sealed, one per contact.

    Of the time only the day is kept: to the microsecond it would name the tip that was sent, or withdrawn, just then.
    """

    __tablename__ = "conversations"
    contact_id: Mapped[int] = to("contacts.id", primary_key=True)
    state: Mapped[str | None] = mapped_column(String(64))
    data: Mapped[bytes | None]
    changed_on: Mapped[date] = mapped_column(Date)


class Card(Base):
    """A message that is kept up to date: a tip as one officer sees it, or a draft's summary.

    The name tells apart what one contact sees; for a citizen it never holds the number of a tip.
    """

    __tablename__ = "cards"
    __table_args__ = (UniqueConstraint("contact_id", "name"),)
    id: Mapped[int] = key_column()
    contact_id: Mapped[int] = to("contacts.id")
    name: Mapped[str] = mapped_column(String(40))
    message_id: Mapped[int | None] = mapped_column(BigInteger)


class Call(Base):
    """The outbox: a Bot API call that waits for the sender; its payload is sealed and goes when it is sent.

    What is over keeps neither a tip nor a file nor a time of day: with these, what happened to a tip and who was
    written to in the same moment could be put together, long after the reporter has withdrawn.
    """

    __tablename__ = "calls"
    __table_args__ = (
        Index(None, "state", "not_before"),
        Index(None, "contact_id", "state"),
        # The most urgent first, as long as what waits, however much was sent before.
        Index("ix_calls_waiting", "priority", "id", **_where("done_at IS NULL")),
        CheckConstraint("state IN ('waiting', 'sent', 'dead')", name="state"),
    )
    id: Mapped[int] = key_column()
    contact_id: Mapped[int] = to("contacts.id")
    method: Mapped[str] = mapped_column(String(40))
    payload: Mapped[bytes | None]
    priority: Mapped[int]
    card_id: Mapped[int | None] = to("cards.id")
    evidence_id: Mapped[int | None] = to("evidence.id")
    tip_id: Mapped[int | None] = to("tips.id")
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    done_at: Mapped[datetime | None]
    cause: Mapped[str | None] = mapped_column(String(200))


class BotPause(Base):
    """Until when a messenger wants to hear nothing of a bot: what one sender was told, the others keep to."""

    __tablename__ = "bot_pauses"
    bot: Mapped[str] = mapped_column(String(64), primary_key=True)
    not_before: Mapped[datetime]


class Tip(Base):
    """A tip on its five axes, as it stands now; how it came to stand so is in its events."""

    __tablename__ = "tips"
    __table_args__ = (
        Index(None, "unit_code", "status"),
        # All that the figures count by, so that a count reads the index alone.
        Index("ix_tips_counted", "unit_code", "received_at", "category", "source_group", "value"),
        Index(None, "place_code", "received_at"),
        Index("ix_tips_of_models", "model_id", "received_at", **_where("model_id IS NOT NULL")),
    )
    id: Mapped[int] = key_column()
    version: Mapped[int] = mapped_column()
    code_key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    code: Mapped[bytes]
    received_at: Mapped[datetime]
    unit_code: Mapped[str] = mapped_column(String(8))
    place_code: Mapped[str | None] = mapped_column(String(8))
    place_source: Mapped[str] = mapped_column(String(12))
    position: Mapped[bytes | None]
    category: Mapped[str] = mapped_column(String(16))
    suggested_category: Mapped[str] = mapped_column(String(16))
    urgency: Mapped[str] = mapped_column(String(12))
    suggested_urgency: Mapped[str] = mapped_column(String(12))
    occurred_from: Mapped[datetime | None]
    occurred_until: Mapped[datetime | None]
    source_group: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(16))
    legal_class: Mapped[str] = mapped_column(String(16))
    value: Mapped[str] = mapped_column(String(12))
    value_confirmed: Mapped[bool] = mapped_column(server_default=false())
    model_id: Mapped[int | None] = mapped_column(Id)
    objected: Mapped[bool]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it from the class


class TipSketch(Base):
    """What a tip is compared by, sealed, for the few days in which another may tell of the same event.

    Unit and time are the tip's own, once more: they are what candidates are found by.
    """

    __tablename__ = "tip_sketches"
    __table_args__ = (Index(None, "unit_code", "sent_at"), Index(None, "sent_at"))
    tip_id: Mapped[int] = to("tips.id", primary_key=True)
    unit_code: Mapped[str] = mapped_column(String(8))
    sent_at: Mapped[datetime]
    content: Mapped[bytes]


class Reporter(Base):
    """The link from a tip to the contact who sent it; removing the row makes the tip nobody's."""

    __tablename__ = "reporters"
    tip_id: Mapped[int] = to("tips.id", primary_key=True)
    contact_id: Mapped[int] = to("contacts.id", index=True)


class TipEvent(Base):
    """One step of a tip's history; rows are added, never changed. Words are in statements, not here."""

    __tablename__ = "tip_events"
    __table_args__ = (Index(None, "tip_id", "id"), Index(None, "kind", "at"))
    id: Mapped[int] = key_column()
    tip_id: Mapped[int] = to("tips.id")
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(16))
    before: Mapped[str | None] = mapped_column(String(20))
    after: Mapped[str | None] = mapped_column(String(20))
    unit_code: Mapped[str] = mapped_column(String(8))
    role: Mapped[str] = mapped_column(String(16))
    officer_id: Mapped[int | None] = to("officers.id")
    details: Mapped[dict[str, Any]]


class Statement(Base):
    """Words that belong to a tip: the citizen's own, an officer's question, an answer, a note, a reply."""

    __tablename__ = "statements"
    __table_args__ = (Index(None, "tip_id", "id"),)
    id: Mapped[int] = key_column()
    tip_id: Mapped[int] = to("tips.id")
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(12))
    officer_id: Mapped[int | None] = to("officers.id")
    text: Mapped[bytes]


class Evidence(Base):
    """A file that came with a tip: fetched from the messenger, its original sealed, a clean copy for work."""

    __tablename__ = "evidence"
    __table_args__ = (
        Index(None, "state", "not_before"),
        Index(None, "tip_id"),
        CheckConstraint("state IN ('waiting', 'kept', 'lost')", name="state"),
    )
    id: Mapped[int] = key_column()
    tip_id: Mapped[int | None] = to("tips.id")
    contact_id: Mapped[int | None] = to("contacts.id")
    bot: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(12))
    remote: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(String(8))
    is_readable: Mapped[bool]
    sha256: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    size: Mapped[int | None] = mapped_column(BigInteger)
    received_at: Mapped[datetime]
    attempts: Mapped[int]
    not_before: Mapped[datetime]
    cause: Mapped[str | None] = mapped_column(String(80))


class Incident(Base):
    """Something that happened (vụ việc), however many tips speak of it."""

    __tablename__ = "incidents"
    __table_args__ = (Index(None, "unit_code", "opened_at"),)
    id: Mapped[int] = key_column()
    unit_code: Mapped[str] = mapped_column(String(8))
    category: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16), server_default="security")
    opened_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(String(8))


class IncidentTip(Base):
    """That a tip speaks of an incident."""

    __tablename__ = "incident_tips"
    incident_id: Mapped[int] = to("incidents.id", primary_key=True)
    tip_id: Mapped[int] = to("tips.id", primary_key=True, index=True)
    at: Mapped[datetime]
    officer_id: Mapped[int | None] = to("officers.id")


class Outcome(Base):
    """An entry of the ledger: a quantity in a unit of count, on a day.

    Entries are never changed. One that corrects another stands in its place; where it is void, nothing does.
    """

    __tablename__ = "outcomes"
    __table_args__ = (
        Index(None, "unit_code", "on"),
        CheckConstraint("quantity > 0", name="quantity"),
    )
    id: Mapped[int] = key_column()
    type: Mapped[str] = mapped_column(String(4))
    quantity: Mapped[Decimal] = mapped_column(Thousandths())
    unit_of_count: Mapped[str] = mapped_column(String(12))
    attributes: Mapped[dict[str, Any]]
    on: Mapped[date] = mapped_column(Date)
    unit_code: Mapped[str] = mapped_column(String(8))
    source_group: Mapped[str] = mapped_column(String(20))
    contribution: Mapped[str] = mapped_column(String(12))
    incident_id: Mapped[int | None] = to("incidents.id", index=True)
    model_id: Mapped[int | None] = mapped_column(Id)
    officer_id: Mapped[int | None] = to("officers.id")
    recorded_at: Mapped[datetime]
    corrects_id: Mapped[int | None] = mapped_column(Id, index=True)
    is_void: Mapped[bool] = mapped_column(server_default=false())
    note: Mapped[bytes | None]


class OutcomeTip(Base):
    """That a tip led to an outcome."""

    __tablename__ = "outcome_tips"
    outcome_id: Mapped[int] = to("outcomes.id", primary_key=True)
    tip_id: Mapped[int] = to("tips.id", primary_key=True, index=True)


class DueTime(Base):
    """A moment at which something is due, in one row: it is claimed, acted upon and marked in one transaction.

    The subject is the number of a tip or of a contact, 0 where a unit or the whole service is meant; it says nothing
    else, and goes with what it is about. The version tells which state of the subject the moment was derived from.
    """

    __tablename__ = "due_times"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "unit_code", "due_at"),
        # As long as what is to come, however much was done before.
        Index("ix_due_times_open", "due_at", "id", **_where("done_at IS NULL")),
        Index("ix_due_times_done", "done_at", **_where("done_at IS NOT NULL")),
    )
    id: Mapped[int] = key_column()
    kind: Mapped[str] = mapped_column(String(12))
    subject: Mapped[int] = mapped_column(BigInteger)
    unit_code: Mapped[str] = mapped_column(String(8))
    due_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(BigInteger)
    done_at: Mapped[datetime | None]


class ResponseMonth(Base):
    """How fast a unit acknowledged the tips of a month that is over, as `storage.rollups` counted them.

    A row that is not current waits to be counted again. The row of no unit says that the whole month was counted: of a
    unit that has no row then there is nothing to count.
    """

    __tablename__ = "response_months"
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    unit_code: Mapped[str] = mapped_column(String(8), primary_key=True)
    is_current: Mapped[bool]
    counts: Mapped[dict[str, Any]]


IS_WAITING = "status IN ('at_desk', 'queued', 'recorded', 'reopened', 'seen')"
"""Tips that nobody has acknowledged: `domain.lifecycle.WAITING` as SQLite wants it, written out."""

IS_OPEN = (
    "status IN ('acknowledged', 'at_desk', 'classified', 'needs_info', 'queued', "
    "'recorded', 'reopened', 'seen', 'suspended', 'verifying')"
)
"""Tips with which somebody still has to do something: `domain.lifecycle.OPEN` likewise."""

IS_ANSWER = "after IN ('acknowledged', 'transferred') AND officer_id IS NOT NULL"
"""Steps by which a person ended the waiting of a tip: `storage.response_months.ANSWERED` likewise."""

IS_MOVE = "kind = 'transfer'"
"""Steps by which a tip left a queue or a desk, named in `before`, for another one."""

Index("ix_tip_events_moves", TipEvent.before, TipEvent.at, **_where(IS_MOVE))
Index("ix_tip_events_answers", TipEvent.unit_code, TipEvent.at, **_where(IS_ANSWER))
Index("ix_incidents_resolved", Incident.resolved_by, Incident.resolved_at, **_where("resolved_at IS NOT NULL"))
Index("ix_tips_waiting", Tip.id, **_where(IS_WAITING))
Index("ix_tips_open", Tip.unit_code, Tip.urgency, Tip.received_at, Tip.id, **_where(IS_OPEN))
Index("ix_conversations_kept", Conversation.changed_on, **_where("data IS NOT NULL"))
Index("ix_conversations_state", Conversation.state, **_where("state IS NOT NULL"))
