"""Which rows count in the figures of some units and a period: the one place that says so, for sums and for lists.

Unit codes are given as a collection, or None for the whole country: a query with thousands of codes would be slow.
A row that another one corrects does not count, and neither does a void one.

Of structures and standards a unit's number is that of the whole area: where a unit and units below it have counted the
same, the upper one's number stands and theirs are not added to it, for they are part of it. "The same" is a measure of
a type of structure; what the upper one has counted without a name, or without an owner, it has counted of all of them,
and what is its own alone has a name of its own. In a report of one of the units below, that unit's number stands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from domain.access import COUNTRY
from domain.entries import unit_day
from domain.figures import COUNT_INCIDENTS
from domain.outcomes import Attribute
from domain.periods import Period
from domain.structures import WHOLE_OF, Measure
from storage.models import Incident, Outcome, Thousandths, Tip, Unit
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


_COUNT = (StructureCount.measure, StructureCount.quantity, StructureCount.on, StructureCount.is_at_least)
_DESCRIBED = (Structure.id, Structure.unit_code, Structure.type, Structure.name, Structure.owner)


def structures(unit_codes: Units, day: date, measure: Measure | None = None) -> Subquery:
    """Return what was counted of the structures that were there on a day: a row for each of them and each measure.

    The newest count up to that day holds. A structure that nobody ever counted is one; how many one was before its
    first count is not known, and no row. What is part of an upper unit's number is left out.
    """
    rows = _placed_structures(unit_codes, day, measure).c
    told = (rows.id, rows.unit_code, rows.type, rows.name, rows.owner, rows.measure, rows.quantity, rows.on)
    return select(*told).where(rows.whole.is_(None)).subquery()


def lower_bounds(unit_codes: Units, day: date) -> Select[str, str, str, str]:
    """Return type, measure, name and owner of the structures of which something was not counted."""
    rows = _placed_structures(unit_codes, day).c
    is_told = and_(rows.whole.is_(None), rows.is_at_least)
    return select(rows.type, rows.measure, rows.name, rows.owner).where(is_told).distinct()


def missing_parts(unit_codes: Units, day: date) -> Select[*tuple[Any, ...]]:
    """Return type, measure, name and owner of what was not counted on a day, where its whole or its part was.

    The share of one in the other is then not known: of 15.800 members nobody knows how many have an outfit, if some
    unit has not said of how many of its own.
    """
    rows = _placed_structures(unit_codes, day).c
    pairs = [pair for part, whole in WHOLE_OF.items() for pair in ((part, whole), (whole, part))]
    kept = (rows.id, rows.type, rows.name, rows.owner)
    is_counted = [func.max(case((rows.measure == one.value, 1), else_=0)).label(one.value) for one in dict(pairs)]
    # Each structure is looked at once; compared with one another, those of a large register take a database minutes.
    found = select(*kept, *is_counted).where(rows.whole.is_(None)).group_by(*kept).cte()
    missing = [
        select(found.c.type, literal(absent.value).label("measure"), found.c.name, found.c.owner).where(
            found.c[absent.value] == 0, found.c[there.value] == 1
        )
        for absent, there in pairs
    ]
    return select(union(*missing).subquery())


def counted_later(unit_codes: Units, day: date) -> Select[str, str, str, str]:
    """Return type, measure, name and owner of what was counted of structures only after a day they were there."""
    there = is_structure(unit_codes, day)
    earlier = aliased(StructureCount)
    is_first = ~(
        select(earlier.id)
        .where(
            earlier.structure_id == StructureCount.structure_id,
            earlier.measure == StructureCount.measure,
            earlier.on <= day,
        )
        .exists()
    )
    return (
        select(Structure.type, StructureCount.measure, Structure.name, Structure.owner)
        .join(Structure, Structure.id == StructureCount.structure_id)
        .where(there, StructureCount.on > day, is_first)
        .distinct()
    )


def contained_structures(unit_codes: Units, day: date) -> Select[*tuple[Any, ...]]:
    """Return what an upper unit's number stands for: that number, and how many units below have counted how much."""
    rows = _placed_structures(unit_codes, day)
    what = (rows.c.type, rows.c.measure, rows.c.whole_name, rows.c.whole_owner)
    return _sums(rows, (rows.c.whole.label("unit_code"), *what), rows.c.quantity)


def _counted_structures(unit_codes: Units, day: date, measure: Measure | None) -> Subquery:
    """Return the newest count of each measure of the structures that were there, and one for each never counted."""
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
    asked = true() if measure is None else ranked.c.measure == measure.value
    counted = (
        select(
            *_DESCRIBED,
            ranked.c.measure,
            ranked.c.quantity,
            ranked.c.on,
            ranked.c.is_at_least,
            true().label("is_counted"),
        )
        .join(ranked, ranked.c.structure_id == Structure.id)
        .where(ranked.c.place == 1, asked)
    )
    uncounted = select(
        *_DESCRIBED,
        literal(Measure.COUNT.value).label("measure"),
        literal(_ONE, Thousandths()).label("quantity"),
        Structure.started_on.label("on"),
        false().label("is_at_least"),
        false().label("is_counted"),
    ).where(
        is_structure(unit_codes, day),
        # Of one that was counted on a later day nobody knows how many it was on this one.
        Structure.id.not_in(select(StructureCount.structure_id).where(StructureCount.measure == Measure.COUNT.value)),
    )
    if measure is None or measure is Measure.COUNT:
        return union_all(counted, uncounted).subquery()
    return counted.subquery()


def _placed_structures(unit_codes: Units, day: date, measure: Measure | None = None) -> Subquery:
    """Return counts with the upper unit whose number they are part of, if any, and that number's name and owner."""
    counted = _counted_structures(unit_codes, day, measure)
    if not has_levels(unit_codes):
        whole = (null().label("whole"), null().label("whole_name"), null().label("whole_owner"))
        return select(counted, *whole).subquery()
    rows = _with_provinces(counted, day)
    same, nothing = (rows.c.type, rows.c.measure), literal("")
    # What the upper unit has said nothing of stands for all of it.
    ways = [
        (same, and_(rows.c.name == "", rows.c.owner == ""), nothing, nothing),
        ((*same, rows.c.name), rows.c.owner == "", rows.c.name, nothing),
        ((*same, rows.c.owner), rows.c.name == "", nothing, rows.c.owner),
        ((*same, rows.c.name, rows.c.owner), true(), rows.c.name, rows.c.owner),
    ]
    found = [
        (unit, is_there, name, owner)
        for level in _levels(rows, unit_codes)
        for by, is_said, name, owner in ways
        for unit, is_there in [level.standing(by, and_(rows.c.is_counted, is_said))]
    ]
    placed = select(
        rows,
        case(*((is_there, unit) for unit, is_there, _, _ in found)).label("whole"),
        case(*((is_there, name) for _, is_there, name, _ in found)).label("whole_name"),
        case(*((is_there, owner) for _, is_there, _, owner in found)).label("whole_owner"),
    )
    return placed.subquery()


_COMMUNE_DIGITS = 5


def has_levels(unit_codes: Units) -> bool:
    """Whether there may be units above others among these."""
    return unit_codes is None or (len(unit_codes) > 1 and any(len(code) < _COMMUNE_DIGITS for code in unit_codes))


def _with_provinces(rows: Subquery, day: date) -> Subquery:
    """Return rows with the province that each unit is in, or is."""
    on = unit_day(day)
    in_force = and_(Unit.valid_from <= on, or_(Unit.valid_until.is_(None), Unit.valid_until > on))
    is_commune = func.length(rows.c.unit_code) == _COMMUNE_DIGITS
    parents = select(Unit.code, Unit.parent_code).where(in_force).subquery()
    province = case((is_commune, parents.c.parent_code), else_=rows.c.unit_code).label("province")
    joined = rows.outerjoin(parents, parents.c.code == rows.c.unit_code)
    return select(rows, province).select_from(joined).subquery()


@dataclass(frozen=True, slots=True)
class _Level:
    """Units that stand above others.

    Attributes:
        unit: The unit of this level that a row lies in.
        is_upper: Whether a row is that unit's own.
        is_below: Whether a row is of a unit below it.
        within: What its area is told by.
    """

    unit: ColumnElement[Any]
    is_upper: ColumnElement[bool]
    is_below: ColumnElement[bool]
    within: tuple[ColumnElement[Any], ...]

    def standing(
        self, by: tuple[ColumnElement[Any], ...], is_said: ColumnElement[bool]
    ) -> tuple[ColumnElement[Any], ColumnElement[bool]]:
        """Return the unit, and whether a row is below it and it has a number of the same."""
        # A window asks each row's neighbours once; joined with itself, a large register takes a database minutes.
        has_said = func.max(case((and_(self.is_upper, is_said), 1), else_=0)).over(partition_by=(*self.within, *by))
        return self.unit, and_(self.is_below, has_said == 1)


def _levels(rows: Subquery, unit_codes: Units) -> list[_Level]:
    """Return the levels above communes among these units, the uppermost first."""
    unit, province = rows.c.unit_code, rows.c.province
    country = _Level(literal(COUNTRY), unit == COUNTRY, unit != COUNTRY, ())
    provinces = _Level(province, unit == province, unit != province, (province,))
    return [country, provinces] if unit_codes is None or COUNTRY in unit_codes else [provinces]


def _sums(
    rows: Subquery, whole: tuple[ColumnElement[Any], ...], quantity: ColumnElement[Decimal]
) -> Select[*tuple[Any, ...]]:
    sums = (func.count(rows.c.unit_code.distinct()).label("units"), func.sum(quantity).label("quantity"))
    return select(*whole, *sums).where(rows.c.whole.is_not(None)).group_by(*whole).order_by(*whole)


def milestones(unit_codes: Units, period: Period) -> Subquery:
    """Return what happened to the units' structures in the period, with what the structures are.

    Nothing has happened to one that was entered by mistake: it ended on its first day.
    """
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
        .where(or_(Structure.ended_on.is_(None), Structure.ended_on > Structure.started_on))
        .where(StructureEvent.on >= period.start, StructureEvent.on <= period.end)
        .subquery()
    )


def standards(unit_codes: Units, day: date) -> Subquery:
    """Return the counts of standards that hold on a day: the newest of each unit, standard and kind of area.

    What is part of an upper unit's number is left out.
    """
    rows = _placed_standards(unit_codes, day).c
    told = (column for column in rows if column.name not in {"province", "whole"})
    return select(*told).where(rows.whole.is_(None)).subquery()


def contained_standards(unit_codes: Units, day: date) -> Select[*tuple[Any, ...]]:
    """Return what an upper unit's number stands for: that number, and how many units below have counted how much."""
    rows = _placed_standards(unit_codes, day)
    return _sums(rows, (rows.c.whole.label("unit_code"), rows.c.standard, rows.c.area), rows.c.met)


def _placed_standards(unit_codes: Units, day: date) -> Subquery:
    """Return the newest counts of standards with the upper unit whose number they are part of, if any."""
    newest = func.row_number().over(
        partition_by=(StandardMet.unit_code, StandardMet.standard, StandardMet.area),
        order_by=(StandardMet.on.desc(), StandardMet.id.desc()),
    )
    ranked = (
        select(StandardMet, newest.label("place"))
        .where(within(StandardMet.unit_code, unit_codes), StandardMet.on <= day)
        .subquery()
    )
    kept = _first(ranked).subquery()
    if not has_levels(unit_codes):
        return select(kept, null().label("whole")).subquery()
    rows = _with_provinces(kept, day)
    found = [level.standing((rows.c.standard, rows.c.area), true()) for level in _levels(rows, unit_codes)]
    return select(rows, case(*((is_there, unit) for unit, is_there in found)).label("whole")).subquery()


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
