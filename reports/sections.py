"""A report → what it says, in the current language: the one place that decides what a report consists of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.answers import Answers
from domain.backfills import Backfill
from domain.closing import Adjustment
from domain.figures import Figure, IncidentKey, KindsKey, TipKey, figure_id
from domain.outcomes import Value
from domain.periods import local_day
from domain.structures import StructureType
from domain.tip import Category
from locales import current_language, ngettext, pgettext
from locales import gettext as _
from reports import labels
from reports.accuracy import accuracy_lines
from reports.charts import tips_over_time
from reports.comparison import changed
from reports.contents import Cell, Column, Contents, Kind, Letterhead, Row, Section, Table, change
from reports.naming import figure_name, limits, whole_name
from reports.numbers import day, number, percent, period_line, period_title, signed
from reports.reported import (
    Closing,
    LastYear,
    NotAdded,
    Report,
    added_totals,
    is_comparable,
    listed_figures,
    shown_figures,
)
from reports.response import response_lines
from reports.routing import routing_lines
from reports.wording import Earlier, sentences

MOST_NOT_ADDED = 20
"""Numbers of units above of which a report says what was not added to them."""

MOST_FIGURES = 300
"""Figures in one table: with more of them only the wholes stand there."""

_ID_WIDTH = 46


def sentences_of(report: Report) -> list[str]:
    """Return the movement's sentences for a report, one paragraph each; of a period that has not begun there are none.

    Nothing can have come yet, so that nothing came would be no news, and its heading says that it has not begun.
    """
    if local_day(report.made_at) < report.period.start:
        return []
    earlier = Earlier.SUMMED if report.is_summed else Earlier.APART
    last_year = report.last_year
    closed = last_year.closed if last_year is not None else None
    return sentences(
        report.figures,
        report.style,
        backfilled=report.backfills,
        earlier=earlier,
        before=last_year.figures if last_year is not None else None,
        before_closed_on=local_day(closed.closed_at) if closed is not None else None,
        locality=report.locality,
    )


def contents_of(report: Report, lists: tuple[Table, ...] = ()) -> Contents:
    """Return what a report says.

    Args:
        report: The figures.
        lists: What they sum, row by row; see `reports.lists`.
    """
    subject = _("Results of the movement of all people protecting national security")
    return Contents(
        language=current_language(),
        unit_code=report.unit.code,
        head=report.head or Letterhead("", report.unit.name, "BC", "", local_day(report.made_at), ""),
        name=report.unit.name,
        subject=subject,
        period=report.period,
        period_line=period_line(report.period, local_day(report.made_at)),
        sections=tuple(_sections(report)),
        lists=_of_today(lists, report),
        chart=tips_over_time(report.tallies, unit_name=report.unit.name) if report.tallies else None,
    )


def _of_today(lists: tuple[Table, ...], report: Report) -> tuple[Table, ...]:
    """Return the lists, with a note where they sum to other numbers than the frozen ones of a closed period."""
    if report.closing is None or not report.closing.adjusted:
        return lists
    said = _("These are the rows of today; the figures of this period were closed on {day}, and have changed since.")
    note = said.format(day=day(local_day(report.closing.closed.closed_at)))
    return tuple(replace(one, note=f"{one.note} {note}".strip()) for one in lists)


def _sections(report: Report) -> Iterator[Section]:
    yield Section("", tuple(sentences_of(report)))
    yield from _of_closing(report)
    yield Section(pgettext("heading", "Figures"), tuple(_notes(report)), _figures(report))
    if report.backfills:
        yield _backfilled(report)
    if report.by_unit:
        yield Section(pgettext("heading", "Tips by unit"), (), _by_unit(report), has_sheet=True, is_brief=False)
    if report.by_model:
        yield Section(pgettext("heading", "Tips by model"), (), _by_model(report), has_sheet=True, is_brief=False)
    yield Section(pgettext("heading", "Tips by category"), (), _by_category(report), has_sheet=True, is_brief=False)
    yield Section(pgettext("heading", "Time to acknowledgement"), tuple(response_lines(report.response)))
    # How well the service does its own work is for those who run it, and nothing that a superior asks a unit for.
    yield Section(pgettext("heading", "Tips moved on"), tuple(routing_lines(report.routing)), is_official=False)
    suggestions = pgettext("heading", "Suggestions of the machine")
    yield Section(suggestions, tuple(accuracy_lines(report.accuracy)), is_brief=False, is_official=False)


# Figures, and the same period of the year before.


def _notes(report: Report) -> Iterator[str]:
    if report.last_year is not None:
        yield _compared_with(report.last_year)
    if added_totals(report):
        yield _(
            "The figures marked “{mark}” contain totals from before this system, which are listed below with their "
            "documents; nothing else contains them. Left out is a number of which a document tells a part alone."
        ).format(mark=_mark())
    yield from _not_added(report.not_added)
    yield from _across(report.backfills_across)


def _compared_with(last_year: LastYear) -> str:
    period, closed = _begun_small(period_title(last_year.period)), last_year.closed
    if closed is None:
        return _("Compared with the same period of the year before: {period}.").format(period=period)
    said = _("Compared with the same period of the year before: {period}, with the figures as closed on {day}.")
    compared = said.format(period=period, day=day(local_day(closed.closed_at)))
    return compared if closed.is_intact else f"{compared} {forged_note()}"


def _across(totals: Sequence[Backfill]) -> Iterator[str]:
    """Yield totals from before that cover other days as well, so that nobody looks for them in vain."""
    for one in totals[:MOST_NOT_ADDED]:
        yield _(
            "Only a part of the days of this total lies in the period, so it is not added: "
            "{figure}, {n} {unit}, from {start} to {end} (source: {document})."
        ).format(
            figure=figure_name(one.figure),
            n=number(one.quantity),
            unit=labels.unit_of(one.figure),
            start=day(one.start),
            end=day(one.end),
            document=one.document,
        )
    if len(totals) > MOST_NOT_ADDED:
        more = len(totals) - MOST_NOT_ADDED
        said = ngettext("The same holds for {n} more total.", "The same holds for {n} more totals.", more)
        yield said.format(n=number(more))


def _mark() -> str:
    return pgettext("mark of a figure", "with totals from before")


def _not_added(found: Sequence[NotAdded]) -> Iterator[str]:
    """Yield what units below have counted and is part of a number of a unit above, so that it is counted once."""
    for one in found[:MOST_NOT_ADDED]:
        said = ngettext(
            "{figure}: {unit} has given the number of its whole area. What {n} unit below has given "
            "({quantity} {counted_in}) is part of it and is not added.",
            "{figure}: {unit} has given the number of its whole area. What {n} units below have given "
            "({quantity} {counted_in}) is part of it and is not added.",
            one.whole.units,
        )
        yield said.format(
            figure=figure_name(one.whole.figure),
            unit=one.unit,
            n=number(one.whole.units),
            quantity=number(one.whole.quantity),
            counted_in=labels.unit_of(one.whole.figure),
        )
    if len(found) > MOST_NOT_ADDED:
        more = len(found) - MOST_NOT_ADDED
        said = ngettext(
            "The same holds for {n} more number of units above.",
            "The same holds for {n} more numbers of units above.",
            more,
        )
        yield said.format(n=number(more))


def _begun_small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _figure_columns(report: Report) -> tuple[Column, ...]:
    compared = (
        Column(_("Same period of the year before"), Kind.NUMBER, 16),
        Column(_("Change"), Kind.CHANGE, 20),
    )
    return (
        Column(_("Figure"), width=54),
        Column(_("Quantity"), Kind.NUMBER, 14),
        Column(_("Unit of count"), width=15),
        *(compared if report.last_year is not None else ()),
        Column(_("Figure's id"), width=_ID_WIDTH, is_detail=True),
    )


def _figures(report: Report) -> Table:
    shown = [one for one in listed_figures(report) if _is_shown(one)]
    # Where models and teams have names there may be thousands of parts.
    is_cut = len(shown) > MOST_FIGURES
    kept = [one for one in shown if not limits(one.key)] if is_cut else shown
    cut = _("The parts of these figures are too many for this table; the lists behind them have all.")
    added = Answers.of(added_totals(report))
    rows = tuple(_figure_row(report, one, is_summed=added.touch(one.key)) for one in kept)
    return Table(pgettext("heading", "Figures"), _figure_columns(report), rows, cut if is_cut else "")


def _is_shown(figure: Figure) -> bool:
    """Whether a figure stands in the long list: categories and models have tables of their own.

    How many kinds there are is asked of models alone.
    """
    key = figure.key
    if isinstance(key, KindsKey):
        return key.type is StructureType.MODEL
    return not (isinstance(key, TipKey) and (key.category is not None or key.model is not None))


def _figure_row(report: Report, figure: Figure, *, is_summed: bool) -> Row:
    key, parts = figure.key, limits(figure.key)
    # A part of a part stands under it, so only what is new about it is named; where it has a mark, its whole may not
    # be there.
    name = figure_name(key) if is_summed else " – ".join(parts) if parts else whole_name(key)
    marked = f"{name} ({_mark()})" if is_summed else name
    unit = labels.unit_of(figure.key)
    earlier: Decimal | None = None
    compared: tuple[Decimal | None, ...] = ()
    if report.last_year is not None:
        is_compared = is_comparable(report, key)
        earlier = report.last_year.figures.find(key).quantity if is_compared else None
        compared = (None, None) if earlier is None else (earlier, changed(figure.quantity, earlier))
    return Row(
        (marked, figure.quantity, unit, *compared, figure_id(key)),
        line=_line(report, figure, earlier, f" ({_mark()})" if is_summed else ""),
        figure=figure_id(key),
        depth=0 if is_summed else min(len(parts), 2),
    )


def _line(report: Report, figure: Figure, earlier: Decimal | None, mark: str) -> str:
    """Return a figure as a line to read out, empty for what only tables show: parts, and what is none."""
    key, quantity = figure.key, f"{number(figure.quantity)}{mark}"
    match key:
        case TipKey():
            if key == TipKey():
                said = _("- Tips: {n}").format(n=quantity)
            elif key == TipKey(value=Value.VALUABLE) and (share := _valuable_share(report)) is not None:
                said = _("- Valuable tips: {n} ({share})").format(n=quantity, share=percent(share))
            else:
                return ""
        case _ if limits(key) or not (figure.quantity or earlier):
            return ""
        case _:
            said = _("- {outcome} ({unit}): {n}").format(
                outcome=whole_name(key), n=quantity, unit=labels.unit_of(figure.key)
            )
    return said if earlier is None else f"{said} ({_compared(figure.quantity, earlier)})"


def _valuable_share(report: Report) -> Decimal | None:
    """Return the valuable tips' share in all tips, None where there are none, or where one of both is not known."""
    answers = Answers.of(added_totals(report))
    is_known = answers.tell(TipKey()) and answers.tell(TipKey(value=Value.VALUABLE))
    return shown_figures(report).valuable_share() if is_known else None


def _compared(now: Decimal, earlier: Decimal) -> str:
    by = changed(now, earlier)
    if by is None:
        return _("a year before: none")
    return _("a year before: {n}, {change}").format(n=number(earlier), change=change(by))


# Totals from before the system.


def _backfilled(report: Report) -> Section:
    added = added_totals(report)
    is_mixed = 0 < len(added) < len(report.backfills)
    columns = (
        Column(_("Figure"), width=54),
        Column(_("Quantity"), Kind.NUMBER, 14),
        Column(_("Unit of count"), width=15),
        Column(_("From"), Kind.DAY, 12),
        Column(_("To"), Kind.DAY, 12),
        Column(_("Document"), width=40),
        *((Column(_("Added to the figures"), width=10),) if is_mixed else ()),
        Column(_("Figure's id"), width=_ID_WIDTH, is_detail=True),
    )
    rows = tuple(_backfill_row(one, *([_yes(one in added)] if is_mixed else [])) for one in report.backfills)
    title = pgettext("heading", "Totals from before this system")
    # The sentences tell of these totals already, so only tables show them again.
    return Section(
        title, tuple(_not_added(report.backfills_not_added)), Table(title, columns, rows, _added_note(added, report))
    )


def _added_note(added: Sequence[Backfill], report: Report) -> str:
    if not added:
        return _("Not part of the figures above.")
    if len(added) == len(report.backfills):
        return _("Added to the figures above.")
    return _("Only some of these are added to the figures above; the others are not part of them.")


def _yes(is_so: bool) -> str:  # noqa: FBT001 - there is nothing else to say yes to
    return pgettext("answer", "yes") if is_so else pgettext("answer", "no")


def _backfill_row(total: Backfill, *answers: str) -> Row:
    name, unit = figure_name(total.figure), labels.unit_of(total.figure)
    cells: tuple[Cell, ...] = (
        name,
        total.quantity,
        unit,
        total.start,
        total.end,
        total.document,
        *answers,
        figure_id(total.figure),
    )
    return Row(cells, figure=figure_id(total.figure))


# Units and categories.


def _by_unit(report: Report) -> Table:
    columns = (
        Column(_("Unit"), width=34),
        Column(_("Tips"), Kind.NUMBER, 12),
        Column(_("Valuable tips"), Kind.NUMBER, 14),
        Column(_("Share of valuable tips"), Kind.SHARE, 14),
        Column(_("Code"), width=9, is_detail=True),
    )
    rows = []
    for one in report.by_unit:
        if not one.tips:
            continue
        said = ngettext("{unit}: {n} tip, {valuable} valuable", "{unit}: {n} tips, {valuable} valuable", one.tips)
        line = "- " + said.format(unit=one.name, n=number(one.tips), valuable=number(one.valuable))
        share = Decimal(one.valuable) / one.tips if one.tips else None
        rows.append(Row((one.name, Decimal(one.tips), Decimal(one.valuable), share, one.code), line))
    return Table(pgettext("sheet", "By unit"), columns, tuple(rows), " ".join(_notes_of_units(report)))


def _recorded_here(report: Report) -> Iterator[str]:
    """Yield that a table has no totals from before, where figures above have some."""
    if added_totals(report):
        yield _("Only what was recorded in this system, without totals from before.")


def _notes_of_units(report: Report) -> Iterator[str]:
    yield from _recorded_here(report)
    if without := sum(not one.tips for one in report.by_unit):
        said = ngettext("{n} unit received no tips.", "{n} units received no tips.", without)
        yield said.format(n=number(without))
    if report.closing is not None:
        yield _("As the tips are with the units now, also where the period is closed.")


def _by_model(report: Report) -> Table:
    columns = (
        Column(_("Model"), width=44),
        Column(_("Tips"), Kind.NUMBER, 12),
        Column(_("Valuable tips"), Kind.NUMBER, 14),
        Column(_("Figure's id"), width=20, is_detail=True),
    )
    rows = []
    for one in report.by_model:
        said = ngettext("{unit}: {n} tip, {valuable} valuable", "{unit}: {n} tips, {valuable} valuable", one.tips)
        line = "- " + said.format(unit=f"“{one.name}”", n=number(one.tips), valuable=number(one.valuable))
        key = figure_id(TipKey(model=one.id))
        rows.append(Row((one.name, Decimal(one.tips), Decimal(one.valuable), key), line, key))
    return Table(pgettext("sheet", "By model"), columns, tuple(rows), " ".join(_recorded_here(report)))


def _by_category(report: Report) -> Table:
    is_compared = is_comparable(report, TipKey())
    columns = (
        Column(_("Category"), width=34),
        Column(_("Tips"), Kind.NUMBER, 12),
        Column(_("Valuable tips"), Kind.NUMBER, 14),
        Column(_("Incidents resolved"), Kind.NUMBER, 14),
        *((Column(_("Tips a year before"), Kind.NUMBER, 14),) if is_compared else ()),
        *((Column(_("Change"), Kind.CHANGE, 20),) if is_compared else ()),
        Column(_("Figure's id"), width=30, is_detail=True),
    )
    rows = [_category_row(report, category) for category in Category]
    counted = [row for row in rows if any(isinstance(cell, Decimal) and cell for cell in row.cells)]
    return Table(pgettext("sheet", "By category"), columns, tuple(counted), " ".join(_recorded_here(report)))


def _category_row(report: Report, category: Category) -> Row:
    key, figures = TipKey(category=category), report.figures
    tips = figures.find(key).quantity
    compared: tuple[Decimal | None, ...] = ()
    if report.last_year is not None and is_comparable(report, TipKey()):
        before = report.last_year.figures.find(key).quantity
        compared = (before, changed(tips, before))
    valuable = figures.find(TipKey(value=Value.VALUABLE, category=category)).quantity
    resolved = figures.find(IncidentKey(category=category)).quantity
    cells = (labels.category(category), tips, valuable, resolved, *compared, figure_id(key))
    return Row(cells, figure=figure_id(key))


# Closed periods.


def _of_closing(report: Report) -> Iterator[Section]:
    """Yield what is said of frozen figures: of this period, and of closed ones before in which something changed."""
    if report.closing is not None:
        yield Section(pgettext("heading", "Closed figures"), tuple(_closed(report.closing)), _adjusted(report.closing))
    heading = pgettext("heading", "Adjustment of the period before")
    for one in report.before:
        said = _("Changes to the figures {period} since they were closed on {day}:").format(
            period=_begun_small(period_title(one.closed.period)), day=day(local_day(one.closed.closed_at))
        )
        yield Section(heading, (said,), _adjusted(one))
        # One heading for all of them.
        heading = ""


def _closed(closing: Closing) -> Iterator[str]:
    closed = closing.closed
    yield _("The figures of this period were closed on {day} (SHA-256 {digest}).").format(
        day=day(local_day(closed.closed_at)), digest=closed.digest.hex()[:16]
    )
    if not closed.is_intact:
        yield forged_note()
    yield _("What has changed since:") if closing.adjusted else _("Nothing has changed since.")


def forged_note() -> str:
    """Return what is said of frozen figures that do not fit their digest."""
    return _("The kept figures do not fit this digest any more: somebody has changed them in the database.")


def _adjusted(closing: Closing) -> Table:
    columns = (
        Column(_("Figure"), width=54),
        Column(_("As closed"), Kind.NUMBER, 14),
        Column(_("Now"), Kind.NUMBER, 14),
        Column(_("Difference"), Kind.DIFFERENCE, 14),
        Column(_("Figure's id"), width=_ID_WIDTH, is_detail=True),
    )
    rows = tuple(_adjusted_row(one) for one in closing.adjusted)
    return Table(pgettext("heading", "Adjustment of the period before"), columns, rows)


def _adjusted_row(one: Adjustment) -> Row:
    name, difference = figure_name(one.key), one.now - one.frozen
    line = _("- {figure}: {frozen} as closed, {now} now ({difference})").format(
        figure=name, frozen=number(one.frozen), now=number(one.now), difference=signed(difference)
    )
    return Row((name, one.frozen, one.now, difference, figure_id(one.key)), line, figure_id(one.key))
