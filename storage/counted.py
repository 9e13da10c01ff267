"""Which rows count in the figures of some units and a period: the one place that says so, for sums and for lists.

Unit codes are given as a collection, or None for the whole country: a query with thousands of codes would be slow.
A row that another one corrects does not count, and neither does a void one.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal, or_, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from domain.figures import COUNT_INCIDENTS
from domain.outcomes import Attribute
from domain.periods import Period
from domain.structures import Measure
from storage.models import Incident, Outcome, Thousandths, Tip
from storage.register_tables import Activity, StandardMet, Structure, StructureCount, StructureEvent

Units = Collection[str] | None
"""Codes of units, None for all."""

_ONE = Decimal(1)
_NEWER_ACTIVITY = aliased(Activity)
_UNSETTLED = "unsettled"


def within(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], unit_codes: Units
) -> ColumnElement[bool]:
    """Whether a unit is one of these."""
    return true() if unit_codes is None else column.in_(unit_codes)


def is_tip(unit_codes: Units, period: Period) -> ColumnElement[bool]:
    """Whether a tip counts: received in the period, and in the hands of one of the units."""
    return and_(within(Tip.unit_code, unit_codes), Tip.received_at >= period.begins, Tip.received_at < period.ends)


def is_incident(unit_codes: Units, period: Period) -> ColumnElement[bool]:
    """Whether an incident counts: resolved in the period, by one of the units."""
    at = Incident.resolved_at
    return and_(within(Incident.resolved_by, unit_codes), at >= period.begins, at < period.ends)


def is_activity(unit_codes: Units, period: Period) -> ColumnElement[bool]:
    """Whether an activity counts: on a day of the period, by one of the units."""
    return and_(
        within(Activity.unit_code, unit_codes),
        Activity.on >= period.start,
        Activity.on <= period.end,
        ~Activity.is_void,
        ~select(_NEWER_ACTIVITY.id).where(_NEWER_ACTIVITY.corrects_id == Activity.id).exists(),
    )


_ENTRY = (
    Outcome.id,
    Outcome.type,
    Outcome.quantity,
    Outcome.unit_of_count,
    Outcome.attributes,
    Outcome.on,
    Outcome.unit_code,
    Outcome.source_group,
    Outcome.contribution,
)
"""What figures and lists need of an entry of the ledger."""

_NEWER, _OTHER = aliased(Outcome), aliased(Outcome)


def outcomes(unit_codes: Units, period: Period) -> Subquery:
    """Return the entries of the ledger that count: those of the period, one for each incident and type and unit.

    Of an incident's entries the first that these units made in any period counts, a settled dispute before one that
    failed; so the months of a year add up to the year.
    """
    in_period = and_(Outcome.on >= period.start, Outcome.on <= period.end)
    of_incidents = and_(Outcome.unit_of_count.in_(sorted(COUNT_INCIDENTS)), Outcome.incident_id.is_not(None))
    stands = and_(within(Outcome.unit_code, unit_codes), _stands())
    touched = select(_OTHER.incident_id).where(
        within(_OTHER.unit_code, unit_codes),
        _OTHER.on >= period.start,
        _OTHER.on <= period.end,
        _OTHER.incident_id.is_not(None),
    )
    place = func.row_number().over(
        partition_by=(Outcome.type, Outcome.unit_of_count, Outcome.incident_id),
        order_by=(_is_unsettled(), Outcome.on, Outcome.id),
    )
    ranked = select(*_ENTRY, place.label("place")).where(stands, of_incidents, Outcome.incident_id.in_(touched))
    first = ranked.subquery()
    return union_all(
        select(*_ENTRY).where(stands, in_period, ~of_incidents),
        _first(first).where(first.c.on >= period.start, first.c.on <= period.end),
    ).subquery()


def _stands() -> ColumnElement[bool]:
    return and_(~Outcome.is_void, ~select(_NEWER.id).where(_NEWER.corrects_id == Outcome.id).exists())


def _is_unsettled() -> ColumnElement[bool]:
    # Without a settlement it is NULL, which each database puts at another end: none of them may be.
    return func.coalesce(Outcome.attributes[Attribute.SETTLEMENT.value].as_string(), "") == _UNSETTLED


def is_structure(unit_codes: Units, day: date) -> ColumnElement[bool]:
    """Whether a structure was there on a day."""
    ended = Structure.ended_on
    return and_(within(Structure.unit_code, unit_codes), Structure.started_on <= day, or_(ended.is_(None), ended > day))


_COUNT = (StructureCount.measure, StructureCount.quantity, StructureCount.on)


def structures(unit_codes: Units, day: date, measure: Measure | None = None) -> Subquery:
    """Return what was counted of the structures that were there on a day: a row for each of them and each measure.

    The newest count up to that day holds. A structure that nobody counted is one.
    """
    newest = func.row_number().over(
        partition_by=(StructureCount.structure_id, StructureCount.measure),
        order_by=(StructureCount.on.desc(), StructureCount.id.desc()),
    )
    there = select(Structure.id).where(is_structure(unit_codes, day))
    ranked = (
        select(StructureCount.structure_id, *_COUNT, newest.label("place"))
        .where(StructureCount.on <= day, StructureCount.structure_id.in_(there))
        .subquery()
    )
    described = (Structure.id, Structure.unit_code, Structure.type, Structure.name, Structure.owner)
    counted = (
        select(*described, ranked.c.measure, ranked.c.quantity, ranked.c.on)
        .join(ranked, ranked.c.structure_id == Structure.id)
        .where(ranked.c.place == 1)
    )
    uncounted = select(
        *described,
        literal(Measure.COUNT.value).label("measure"),
        literal(_ONE, Thousandths()).label("quantity"),
        Structure.started_on.label("on"),
    ).where(
        is_structure(unit_codes, day),
        Structure.id.not_in(
            select(StructureCount.structure_id).where(
                StructureCount.on <= day, StructureCount.measure == Measure.COUNT.value
            )
        ),
    )
    if measure is None or measure is Measure.COUNT:
        return union_all(counted, uncounted).subquery()
    return counted.where(ranked.c.measure == measure.value).subquery()


def milestones(unit_codes: Units, period: Period) -> Subquery:
    """Return what happened to the units' structures in the period, with what the structures are."""
    return (
        select(
            StructureEvent.id,
            StructureEvent.milestone,
            StructureEvent.quantity,
            StructureEvent.on,
            Structure.unit_code,
            Structure.type,
            Structure.name,
            Structure.owner,
        )
        .join(Structure, Structure.id == StructureEvent.structure_id)
        .where(within(Structure.unit_code, unit_codes))
        .where(StructureEvent.on >= period.start, StructureEvent.on <= period.end)
        .subquery()
    )


def standards(unit_codes: Units, day: date) -> Subquery:
    """Return the counts of standards that hold on a day: the newest of each unit, standard and kind of area."""
    newest = func.row_number().over(
        partition_by=(StandardMet.unit_code, StandardMet.standard, StandardMet.area),
        order_by=(StandardMet.on.desc(), StandardMet.id.desc()),
    )
    ranked = (
        select(StandardMet, newest.label("place"))
        .where(within(StandardMet.unit_code, unit_codes), StandardMet.on <= day)
        .subquery()
    )
    return _first(ranked).subquery()


def _first(ranked: Subquery) -> Select[*tuple[Any, ...]]:
    return select(*(column for column in ranked.c if column.name != "place")).where(ranked.c.place == 1)


def named_structures(unit_codes: Units, day: date) -> Select[int, str, str, str, str, date]:
    """Return the structures with a name that were there on a day, by row; see `kind_of`."""
    return (
        select(Structure.id, Structure.unit_code, Structure.type, Structure.name, Structure.owner, Structure.started_on)
        .where(is_structure(unit_codes, day), Structure.name != "")
        .order_by(Structure.id)
    )


def kind_of(name: str) -> str:
    """Return what two names have in common that differ in nothing but capitals and spaces: they name one kind."""
    return " ".join(name.split()).casefold()
