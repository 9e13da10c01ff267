"""The rows behind figures: tips as metadata, never their words, and entries of the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from domain import accuracy, rerouting
from domain.accuracy import Accuracy, Score
from domain.codes import spaced
from domain.figures import FigureKey
from domain.outcomes import Attribute, Contribution, Value
from domain.rerouting import RoutingSummary
from domain.response_times import ResponseSummary, summarise
from domain.tip import SourceGroup
from locales import gettext as _
from locales import pgettext
from reports import labels
from reports.lists import described_by
from reports.naming import contribution, figure_name
from reports.numbers import day, duration, number, period_title
from storage import audit, decisions, listing, units
from storage.figures import OpenedRow, count_rows, gather_figures, rows_of, tips_by_unit
from storage.listing import Standing, TipRow
from storage.units import Unit
from web.labels import clock, whose
from web.links import ENTRIES, OUTCOMES, STANDING, TIPS, Shown, link
from web.page import Page, Visit
from web.query import EntryQuestion, OutcomeQuestion, QueryError, Question, TipQuestion
from web.scope import Scope

PAGE_SIZE = 50
"""Rows on one page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list.

    Attributes:
        number: Which page, the first is 1.
        last: The last page.
        total: How many rows the whole list has, as it is read.
        before: The address of the page before, None on the first.
        after: The address of the next page, None on the last.
    """

    number: int
    last: int
    total: str
    before: str | None
    after: str | None


def _sheet(total: int, asked: Question, path: str, params: Mapping[str, str]) -> Sheet:
    """Return where in a list a page is. Raises QueryError for a page that is not there."""
    last = max(1, -(-total // PAGE_SIZE))
    if asked.page > last:
        raise QueryError

    def to_page(page: int) -> str | None:
        return link(path, **{**params, "trang": page}) if 1 <= page <= last else None

    return Sheet(asked.page, last, number(total), to_page(asked.page - 1), to_page(asked.page + 1))


def _before(asked: Question) -> int:
    """Return how many rows stand on the pages before."""
    return (asked.page - 1) * PAGE_SIZE


# Tips.


@dataclass(frozen=True, slots=True)
class TipLine:
    """A tip in a list.

    Attributes:
        code: As people read it.
        category: What it is about.
        urgency: How soon somebody had to look.
        unit: Who has it now.
        received: When it came in.
        answered: When a person took it on, None while nobody has.
        taken: How long that took, or how long it waits so far.
        is_late: Whether it was acknowledged late or is overdue.
        value: What it was worth.
        is_valuable: Whether it was worth something.
    """

    code: str
    category: str
    urgency: str
    unit: str
    received: str
    answered: str | None
    taken: str
    is_late: bool
    value: str
    is_valuable: bool


async def tip_rows(visit: Visit) -> Page:
    """Show the tips behind a figure."""
    asked = visit.ask(TipQuestion)
    scope = await visit.scope(asked.unit)
    kept, total = await _tip_ids(visit, asked, scope)
    sheet = _sheet(total, asked, TIPS, visit.params)
    found = await listing.tips(visit.session, visit.vault, scope.codes, kept)
    named = await units.named(visit.session, {one.unit_code for one in found}, visit.today)
    about = scope.name_of(asked.part) if asked.part else whose(scope.unit)
    days = None if asked.shown in STANDING else period_title(asked.period(visit.today))
    return Page(
        "tips.html",
        {
            "heading": _title(asked),
            "about": about,
            "days": days,
            "rows": [_tip_line(visit, one, named) for one in found],
            "sheet": sheet,
        },
    )


async def _tip_ids(visit: Visit, asked: TipQuestion, scope: Scope) -> tuple[Sequence[int], int]:
    """Return the rows on one page of those that the figure counts, the oldest first, and how many there are in all."""
    if asked.shown is not Shown.RECEIVED:
        ids = await _all_tip_ids(visit, asked, scope)
        return ids[_before(asked) : _before(asked) + PAGE_SIZE], len(ids)
    period = asked.period(visit.today)
    codes = scope.codes
    if asked.part is not None:
        there = await tips_by_unit(visit.session, codes, period)
        codes = frozenset(scope.codes_within(asked.part, there))
    total = await count_rows(visit.session, asked.key, codes, period)
    rows = await rows_of(visit.session, asked.key, codes, period, limit=PAGE_SIZE, skip=_before(asked))
    return [row.id for row in rows], total


async def _all_tip_ids(visit: Visit, asked: TipQuestion, scope: Scope) -> Sequence[int]:
    """Return the rows that a figure of another kind counts, the oldest first."""
    if asked.shown in STANDING:
        standing = scope.within(asked.part, await listing.standing(visit.session, scope.codes))
        return [one.tip_id for one in standing if _is_shown(visit, one, asked.shown)]
    period = asked.period(visit.today)
    if asked.shown in {Shown.ROUTED, Shown.MOVED}:
        routed = scope.within(asked.part, await audit.routing_facts(visit.session, scope.codes, period))
        return _routing_rows(rerouting.summarise(routed), asked)
    if asked.shown in {Shown.JUDGED, Shown.MISTAKEN, Shown.URGENCY_MISTAKEN}:
        judged = scope.within(asked.part, await decisions.facts(visit.session, scope.codes, period))
        return _accuracy_rows(accuracy.summarise(judged, ()), asked)
    if asked.shown in {Shown.READ, Shown.MISREAD}:
        routed = scope.within(asked.part, await audit.routing_facts(visit.session, scope.codes, period))
        return _accuracy_rows(accuracy.summarise((), routed), asked)
    facts = scope.within(asked.part, await audit.response_facts(visit.session, scope.codes, period))
    return _response_rows(summarise(facts, now=visit.now), asked.shown)


def _is_shown(visit: Visit, one: Standing, shown: Shown) -> bool:
    return {Shown.WAITING: one.is_waiting, Shown.LATE: one.is_late(visit.now)}.get(shown, True)


def _response_rows(summary: ResponseSummary, shown: Shown) -> Sequence[int]:
    return {
        Shown.COUNTED: sorted((*summary.answered_rows, *summary.waiting_rows)),
        Shown.ANSWERED: summary.answered_rows,
        Shown.UNANSWERED: summary.waiting_rows,
        Shown.OVERDUE: summary.overdue_rows,
        Shown.ON_TIME: summary.on_time_rows,
    }[shown]


def _routing_rows(summary: RoutingSummary, asked: TipQuestion) -> Sequence[int]:
    """Return the tips behind the measure of wrong routing, or behind a part of it."""
    if asked.fault is not None:
        return summary.by_fault.get(asked.fault, ())
    share = summary.total if asked.place_source is None else summary.by_source.get(asked.place_source)
    if share is None:
        return ()
    return share.moved_rows if asked.shown is Shown.MOVED else share.routed_rows


def _accuracy_rows(found: Accuracy, asked: TipQuestion) -> Sequence[int]:
    """Return the tips behind a number of the machine's suggestions."""
    is_wrong = asked.shown in {Shown.MISTAKEN, Shown.URGENCY_MISTAKEN, Shown.MISREAD}
    score: Score | None
    if asked.shown in {Shown.READ, Shown.MISREAD}:
        score = found.place if asked.place_source is None else found.by_source.get(asked.place_source)
    elif asked.urgency is not None or asked.shown is Shown.URGENCY_MISTAKEN:
        score = found.urgency if asked.urgency is None else found.by_urgency.get(asked.urgency)
    else:
        score = found.category if asked.category is None else found.by_category.get(asked.category)
    if score is None:
        return ()
    return score.wrong_rows if is_wrong else score.rows


def _title(asked: TipQuestion) -> str:
    if asked.shown is Shown.RECEIVED:
        return figure_name(asked.key)
    return {
        Shown.OPEN: _("Open tips"),
        Shown.WAITING: _("Tips not acknowledged"),
        Shown.LATE: _("Overdue tips"),
        Shown.COUNTED: _("Tips to be acknowledged"),
        Shown.ANSWERED: _("Acknowledged tips"),
        Shown.UNANSWERED: _("Tips still waiting"),
        Shown.OVERDUE: _("Waiting and overdue"),
        Shown.ON_TIME: _("Acknowledged on time"),
        Shown.ROUTED: _("Tips routed to a commune"),
        Shown.MOVED: _("Tips moved on"),
        Shown.JUDGED: _("Classified tips"),
        Shown.MISTAKEN: _("Tips whose category the machine mistook"),
        Shown.URGENCY_MISTAKEN: _("Tips whose urgency the machine mistook"),
        Shown.READ: _("Tips whose place the machine read"),
        Shown.MISREAD: _("Tips whose place the machine misread"),
    }[asked.shown]


def _tip_line(visit: Visit, row: TipRow, named: Mapping[str, Unit]) -> TipLine:
    until = row.answered_at or visit.now
    return TipLine(
        code=spaced(row.code),
        category=labels.category(row.category),
        urgency=labels.urgency(row.urgency),
        unit=named[row.unit_code].full_name if row.unit_code in named else row.unit_code,
        received=clock(row.received_at),
        answered=clock(row.answered_at) if row.answered_at else None,
        taken=duration(max(until - row.received_at, timedelta(0))),
        is_late=row.due_at < until,
        value=labels.value(row.value),
        is_valuable=row.value is Value.VALUABLE,
    )


# Entries of the ledger.


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An entry of the ledger in a list."""

    id: int
    on: str
    unit: str
    details: str
    quantity: str
    source_group: str
    contribution: str
    tips: str


async def outcome_rows(visit: Visit) -> Page:
    """Show the entries of the ledger behind a figure."""
    asked = visit.ask(OutcomeQuestion)
    scope = await visit.scope(asked.unit)
    period = asked.period(visit.today)
    counted = (await gather_figures(visit.session, scope.codes, period)).find(asked.key)
    total = await count_rows(visit.session, asked.key, scope.codes, period)
    sheet = _sheet(total, asked, OUTCOMES, visit.params)
    kept = await rows_of(visit.session, asked.key, scope.codes, period, limit=PAGE_SIZE, skip=_before(asked))
    named = await units.named(visit.session, {one.unit_code for one in kept}, visit.today)
    return Page(
        "outcomes.html",
        {
            "heading": figure_name(asked.key),
            "about": whose(scope.unit),
            "days": period_title(period),
            "rows": [_outcome_line(one, named) for one in kept],
            "sum": _quantity(counted.quantity, asked),
            "sheet": sheet,
        },
    )


def _quantity(quantity: Decimal, asked: OutcomeQuestion) -> str:
    unit = labels.unit_of_count(asked.unit_of_count)
    return pgettext("quantity", "{n} {unit}").format(n=number(quantity), unit=unit)


def _outcome_line(row: OpenedRow, named: Mapping[str, Unit]) -> OutcomeLine:
    attributes = [row.words[name.value] for name in Attribute if name.value in row.words]
    return OutcomeLine(
        id=row.id,
        on=day(row.on),
        unit=named[row.unit_code].full_name if row.unit_code in named else row.unit_code,
        details=", ".join(labels.attribute_value(chosen) for chosen in attributes),
        quantity=number(row.quantity),
        source_group=labels.source_group(SourceGroup(row.words["source"])),
        contribution=contribution(Contribution(row.words["contribution"])),
        tips=number(int(row.words["tips"])),
    )


# Rows of any other figure.


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A row behind a figure in a list."""

    id: int
    on: str
    unit: str
    quantity: str
    details: str


async def entry_rows(visit: Visit) -> Page:
    """Show the rows behind a figure of incidents, activities, structures or standards."""
    asked = visit.ask(EntryQuestion)
    key = asked.key
    scope = await visit.scope(asked.unit)
    period = asked.period(visit.today)
    total = await count_rows(visit.session, key, scope.codes, period)
    sheet = _sheet(total, asked, ENTRIES, visit.params)
    kept = await rows_of(visit.session, key, scope.codes, period, limit=PAGE_SIZE, skip=_before(asked))
    named = await units.named(visit.session, {one.unit_code for one in kept}, visit.today)
    counted = (await gather_figures(visit.session, scope.codes, period)).find(key)
    return Page(
        "entries.html",
        {
            "heading": figure_name(key),
            "about": whose(scope.unit),
            "days": period_title(period),
            "rows": [_entry_line(one, key, named) for one in kept],
            "sum": pgettext("quantity", "{n} {unit}").format(n=number(counted.quantity), unit=labels.unit_of(key)),
            "sheet": sheet,
        },
    )


def _entry_line(row: OpenedRow, key: FigureKey, named: Mapping[str, Unit]) -> EntryLine:
    return EntryLine(
        id=row.id,
        on=day(row.on),
        unit=named[row.unit_code].full_name if row.unit_code in named else row.unit_code,
        quantity=number(row.quantity),
        details="; ".join(described_by(key, row.words)),
    )
