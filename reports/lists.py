"""What figures sum, row by row: numbers, units, days and what describes a row; never who somebody is, nor any words."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from domain.activities import Topic
from domain.figures import (
    ActivityKey,
    FigureKey,
    Figures,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    figure_id,
)
from domain.outcomes import Attribute, Contribution, IncidentKind, Value
from domain.periods import Period
from domain.tip import Category, SourceGroup, Urgency
from locales import gettext as _
from locales import pgettext
from reports import labels
from reports.contents import Column, Kind, Row, Table
from reports.naming import contribution, whole_name
from reports.numbers import day, number
from storage import units
from storage.figures import MOST_ROWS, OpenedRow, rows_of

LISTED = 10_000
"""Rows in one list of a workbook, where nothing smaller is asked for."""


def groups(figures: Figures) -> dict[str, tuple[FigureKey, ...]]:
    """Return the lists that a report has, by their titles, each with the figures whose rows it holds.

    Together they hold every row that counts; the rows of smaller figures are among them.
    """
    titles = _titles()
    found: dict[str, list[FigureKey]] = {titles[TipKey]: [TipKey()], titles[IncidentKey]: [IncidentKey()]}
    wholes = sorted({whole for cell in figures.cells if (whole := _whole(cell.key)) is not None}, key=figure_id)
    for whole in wholes:
        found.setdefault(titles[type(whole)], []).append(whole)
    occurring = {titles[type(cell.key)] for cell in figures.cells if type(cell.key) in titles}
    return {title: tuple(dict.fromkeys(keys)) for title, keys in found.items() if title in occurring}


def _titles() -> dict[type[FigureKey], str]:
    return {
        TipKey: pgettext("sheet", "List of tips"),
        IncidentKey: pgettext("sheet", "List of incidents"),
        OutcomeKey: pgettext("sheet", "List of outcomes"),
        ActivityKey: pgettext("sheet", "List of activities"),
        StructureKey: pgettext("sheet", "List of structures"),
        MilestoneKey: pgettext("sheet", "List of milestones"),
        StandardKey: pgettext("sheet", "List of standards"),
    }


def _whole(key: FigureKey) -> FigureKey | None:
    """Return the widest figure that a cell belongs to; None where other lists have its rows."""
    match key:
        case OutcomeKey():
            return OutcomeKey(key.type, key.unit)
        case ActivityKey():
            return replace(key, by=None, topic=None)
        case StructureKey() | MilestoneKey():
            return replace(key, name=None, owner=None)
        case KindsKey():
            return None
        case TipKey():
            return TipKey()
        case IncidentKey():
            return IncidentKey()
        case StandardKey():
            return key


async def lists_behind(
    session: AsyncSession,
    unit_codes: Collection[str] | None,
    period: Period,
    figures: Figures,
    *,
    limit: int = LISTED,
) -> tuple[Table, ...]:
    """Return the rows behind a report's figures as tables, `limit` rows in each at most; one that is cut says so."""
    tables = []
    for title, keys in groups(figures).items():
        found: list[tuple[FigureKey, OpenedRow]] = []
        is_cut = False
        for key in keys:
            opened = await _all_rows(session, key, unit_codes, period, limit=limit + 1 - len(found))
            found += [(key, one) for one in opened]
            is_cut = len(found) > limit
            if is_cut:
                break
        note = _("Only the first {n} rows are listed.").format(n=number(limit)) if is_cut else ""
        names = await unit_names(session, [one for _key, one in found], period.end)
        rows = tuple(_row(key, one, names) for key, one in found[:limit])
        tables.append(Table(title, _columns(), rows, note))
    return tuple(tables)


async def _all_rows(
    session: AsyncSession, key: FigureKey, unit_codes: Collection[str] | None, period: Period, *, limit: int
) -> list[OpenedRow]:
    found: list[OpenedRow] = []
    while len(found) < limit:
        size = min(limit - len(found), MOST_ROWS)
        after = found[-1].id if found else 0
        page = await rows_of(session, key, unit_codes, period, after=after, limit=size)
        found += page
        if len(page) < size:
            break
    return found


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Figure"), width=44),
        Column(_("Row"), Kind.NUMBER, 12),
        Column(_("Unit"), width=26),
        Column(_("Code"), width=9),
        Column(_("Day"), Kind.DAY, 13),
        Column(_("Quantity"), Kind.NUMBER, 13),
        Column(_("Unit of count"), width=15),
        Column(_("Description"), width=70),
        Column(_("Figure's id"), width=36),
    )


async def unit_names(session: AsyncSession, rows: Sequence[OpenedRow], on: date) -> dict[str, str]:
    """Return the names of the units that rows belong to, as they are on a day; those that are no more have none."""
    codes = {row.unit_code for row in rows}
    return {code: unit.full_name for code, unit in (await units.named(session, codes, on)).items()} if codes else {}


def _row(key: FigureKey, row: OpenedRow, names: Mapping[str, str]) -> Row:
    cells = (
        whole_name(key),
        Decimal(row.id),
        names.get(row.unit_code, ""),
        row.unit_code,
        row.on,
        row.quantity,
        labels.unit_of(key),
        "; ".join(described_by(key, row.words)),
        figure_id(key),
    )
    return Row(cells, row_line(key, row, names), figure_id(key))


def row_line(key: FigureKey, row: OpenedRow, names: Mapping[str, str]) -> str:
    """Return a row behind a figure as a line to read out; `names` are those of units, by their codes."""
    described = "; ".join(described_by(key, row.words))
    unit = names.get(row.unit_code, row.unit_code)
    line = _("- No. {id}, {unit}, {day}: {n} ({count})").format(
        id=row.id, unit=unit, day=day(row.on), n=number(row.quantity), count=labels.unit_of(key)
    )
    return f"{line} ({described})" if described else line


_WORDED: Mapping[str, Callable[[str], str]] = {
    "value": lambda code: labels.value(Value(code)),
    "source": lambda code: labels.source_group(SourceGroup(code)),
    "by": lambda code: labels.source_group(SourceGroup(code)),
    "category": lambda code: labels.category(Category(code)),
    "urgency": lambda code: labels.urgency(Urgency(code)),
    "kind": lambda code: labels.incident_kind(IncidentKind(code)),
    "topic": lambda code: labels.topic(Topic(code)),
    "contribution": lambda code: contribution(Contribution(code)),
    "model": lambda code: _("Model {n}").format(n=code),
    "tips": lambda code: _("tips: {n}").format(n=code),
    **{name.value: labels.attribute_value for name in Attribute},
}
"""How codes are read that describe a row; others stand as they are."""

_SAID_BY_THE_FIGURE = frozenset({"type", "unit", "measure", "milestone", "standard", "area"})
"""What the name of the figure says of all its rows. An outcome's measure is one of its attributes, and is not that."""


def described_by(key: FigureKey, words: Mapping[str, str]) -> Iterator[str]:
    """Yield what describes a row beside its figure, in the current language."""
    said = _SAID_BY_THE_FIGURE - ({Attribute.MEASURE.value} if isinstance(key, OutcomeKey) else set())
    for name, code in words.items():
        if code and name not in said:
            yield _WORDED[name](code) if name in _WORDED else code
