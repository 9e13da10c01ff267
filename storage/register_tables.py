"""The tables of what is reported beside tips: activities, structures, standards, totals from before, and periods.

Nothing here is a person, and nothing is secret: numbers of people are numbers, names are those of models and bodies.
Rows are added, never changed; a later one may name the one it stands in place of.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Date, Index, LargeBinary, SmallInteger, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import Base, Thousandths, key_column, to

EVERY_TABLE = Base.metadata
"""The tables of this module and those of `storage.models`."""


class Import(Base):
    """A file whose lines were entered, all of them or none; the same file is not entered twice by accident."""

    __tablename__ = "imports"
    __table_args__ = (UniqueConstraint("kind", "digest"),)
    id: Mapped[int] = key_column()
    kind: Mapped[str] = mapped_column(String(16))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    lines: Mapped[int]
    at: Mapped[datetime]


class Activity(Base):
    """What was done, as a number; see `domain.activities`."""

    __tablename__ = "activities"
    __table_args__ = (
        Index(None, "unit_code", "on"),
        CheckConstraint("quantity > 0", name="quantity"),
    )
    id: Mapped[int] = key_column()
    type: Mapped[str] = mapped_column(String(24))
    quantity: Mapped[Decimal] = mapped_column(Thousandths())
    unit_of_count: Mapped[str] = mapped_column(String(12))
    second_quantity: Mapped[Decimal | None] = mapped_column(Thousandths())
    topic: Mapped[str | None] = mapped_column(String(16))
    source_group: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column(Date)
    unit_code: Mapped[str] = mapped_column(String(8))
    officer_id: Mapped[int | None] = to("officers.id")
    import_id: Mapped[int | None] = to("imports.id")
    recorded_at: Mapped[datetime]
    corrects_id: Mapped[int | None] = to("activities.id", index=True)
    is_void: Mapped[bool]


class Structure(Base):
    """A team, group, model, camera system or fire point, from one day to another; see `domain.structures`."""

    __tablename__ = "structures"
    __table_args__ = (Index(None, "unit_code", "type"),)
    id: Mapped[int] = key_column()
    type: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(200))
    owner: Mapped[str] = mapped_column(String(120))
    unit_code: Mapped[str] = mapped_column(String(8))
    area: Mapped[str | None] = mapped_column(String(20))
    started_on: Mapped[date] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    officer_id: Mapped[int | None] = to("officers.id")
    import_id: Mapped[int | None] = to("imports.id")
    recorded_at: Mapped[datetime]


class StructureCount(Base):
    """What was counted of a structure on a day; of several of one day the one with the highest number holds."""

    __tablename__ = "structure_counts"
    __table_args__ = (
        Index(None, "structure_id", "measure", "on"),
        CheckConstraint("quantity >= 0", name="quantity"),
    )
    id: Mapped[int] = key_column()
    structure_id: Mapped[int] = to("structures.id")
    measure: Mapped[str] = mapped_column(String(16))
    quantity: Mapped[Decimal] = mapped_column(Thousandths())
    is_at_least: Mapped[bool] = mapped_column(server_default=false())
    on: Mapped[date] = mapped_column(Date)
    officer_id: Mapped[int | None] = to("officers.id")
    import_id: Mapped[int | None] = to("imports.id")
    recorded_at: Mapped[datetime]


class StructureEvent(Base):
    """That a structure was replicated or recognised on a day, and how many of what the entry stands for."""

    __tablename__ = "structure_events"
    __table_args__ = (
        Index(None, "structure_id", "on"),
        CheckConstraint("quantity > 0", name="quantity"),
    )
    id: Mapped[int] = key_column()
    structure_id: Mapped[int] = to("structures.id")
    milestone: Mapped[str] = mapped_column(String(16))
    quantity: Mapped[Decimal] = mapped_column(Thousandths())
    on: Mapped[date] = mapped_column(Date)
    officer_id: Mapped[int | None] = to("officers.id")
    import_id: Mapped[int | None] = to("imports.id")
    recorded_at: Mapped[datetime]


class StandardMet(Base):
    """How many of what met a standard, as of a day; the newest of a unit, standard and kind of area holds."""

    __tablename__ = "standards_met"
    __table_args__ = (Index(None, "unit_code", "standard", "area", "on"),)
    id: Mapped[int] = key_column()
    standard: Mapped[str] = mapped_column(String(20))
    area: Mapped[str] = mapped_column(String(20))
    met: Mapped[Decimal] = mapped_column(Thousandths())
    assessed: Mapped[Decimal | None] = mapped_column(Thousandths())
    on: Mapped[date] = mapped_column(Date)
    unit_code: Mapped[str] = mapped_column(String(8))
    officer_id: Mapped[int | None] = to("officers.id")
    import_id: Mapped[int | None] = to("imports.id")
    recorded_at: Mapped[datetime]


class Backfill(Base):
    """A total from before the system (số liệu lũy kế), with the document it stands in.

    What it is a total of is written as `domain.figures` names figures.
    """

    __tablename__ = "backfills"
    __table_args__ = (
        Index(None, "unit_code", "start"),
        CheckConstraint("quantity >= 0", name="quantity"),
    )
    id: Mapped[int] = key_column()
    figure: Mapped[str] = mapped_column(String(4000))
    quantity: Mapped[Decimal] = mapped_column(Thousandths())
    is_at_least: Mapped[bool] = mapped_column(server_default=false())
    unit_code: Mapped[str] = mapped_column(String(8))
    start: Mapped[date] = mapped_column(Date)
    end: Mapped[date] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(300))
    officer_id: Mapped[int | None] = to("officers.id")
    import_id: Mapped[int | None] = to("imports.id")
    recorded_at: Mapped[datetime]
    corrects_id: Mapped[int | None] = to("backfills.id", index=True)


class CutOff(Base):
    """Where a named period is cut off from a day on, for a unit and those below it; see `domain.periods`."""

    __tablename__ = "cut_offs"
    __table_args__ = (Index(None, "unit_code", "name"),)
    id: Mapped[int] = key_column()
    name: Mapped[str] = mapped_column(String(24))
    months: Mapped[int] = mapped_column(SmallInteger)
    from_day: Mapped[int] = mapped_column(SmallInteger)
    first_month: Mapped[int] = mapped_column(SmallInteger)
    valid_from: Mapped[date] = mapped_column(Date)
    unit_code: Mapped[str] = mapped_column(String(8))
    document: Mapped[str] = mapped_column(String(300))
    officer_id: Mapped[int | None] = to("officers.id")
    import_id: Mapped[int | None] = to("imports.id")
    recorded_at: Mapped[datetime]
    corrects_id: Mapped[int | None] = to("cut_offs.id", index=True)
    is_void: Mapped[bool]


class Campaign(Base):
    """A campaign (cao điểm) of a unit and those below it, with the document that orders it; see `domain.campaigns`."""

    __tablename__ = "campaigns"
    __table_args__ = (Index(None, "unit_code", "start"),)
    id: Mapped[int] = key_column()
    name: Mapped[str] = mapped_column(String(120))
    start: Mapped[date] = mapped_column(Date)
    end: Mapped[date] = mapped_column(Date)
    unit_code: Mapped[str] = mapped_column(String(8))
    document: Mapped[str] = mapped_column(String(300))
    officer_id: Mapped[int | None] = to("officers.id")
    import_id: Mapped[int | None] = to("imports.id")
    recorded_at: Mapped[datetime]
    corrects_id: Mapped[int | None] = to("campaigns.id", index=True)
    is_void: Mapped[bool]


class ClosedPeriod(Base):
    """The figures of a unit and period as they were when it was closed (chốt số liệu), and their SHA-256."""

    __tablename__ = "closed_periods"
    __table_args__ = (UniqueConstraint("unit_code", "start", "end"),)
    id: Mapped[int] = key_column()
    unit_code: Mapped[str] = mapped_column(String(8))
    start: Mapped[date] = mapped_column(Date)
    end: Mapped[date] = mapped_column(Date)
    closed_at: Mapped[datetime]
    officer_id: Mapped[int | None] = to("officers.id")
    figures: Mapped[dict[str, Any]]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class Enrolment(Base):
    """A link by which members of the grassroots force, or of a model, enrol with a unit; its keyed hash is kept."""

    __tablename__ = "enrolments"
    __table_args__ = (Index(None, "unit_code"),)
    id: Mapped[int] = key_column()
    key: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    unit_code: Mapped[str] = mapped_column(String(8))
    source_group: Mapped[str] = mapped_column(String(20))
    structure_id: Mapped[int | None] = to("structures.id")
    officer_id: Mapped[int | None] = to("officers.id")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    used: Mapped[int]


class Membership(Base):
    """As what somebody's tips are counted, for whom somebody enrolled: one row a contact, the newest enrolment."""

    __tablename__ = "memberships"
    __table_args__ = (Index(None, "unit_code"),)
    contact_id: Mapped[int] = to("contacts.id", primary_key=True)
    unit_code: Mapped[str] = mapped_column(String(8))
    source_group: Mapped[str] = mapped_column(String(20))
    structure_id: Mapped[int | None] = to("structures.id")
    since: Mapped[date] = mapped_column(Date)
