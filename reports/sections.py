"""A report → what it says, in the current language: the one place that decides what a report consists of."""

from collections.abc import Iterator
from decimal import Decimal

from domain.backfills import Backfill
from domain.closing import Adjustment
from domain.figures import Figure, Figures, IncidentKey, TipKey, figure_id
from domain.outcomes import Value
from domain.periods import local_day
from domain.tip import Category
from locales import current_language, ngettext, pgettext
from locales import gettext as _
from reports import labels
from reports.accuracy import accuracy_lines
from reports.charts import tips_over_time
from reports.comparison import changed
from reports.contents import Column, Contents, Kind, Letterhead, Row, Section, Table, change
from reports.naming import figure_name, limits, whole_name
from reports.numbers import day, number, percent, period_title
from reports.reported import Closing, Report, shown_figures
from reports.response import response_lines
from reports.routing import routing_lines
from reports.wording import Earlier, sentences

MOST_FIGURES = 300
"""Figures in one table: with more of them only the wholes stand there."""

_ID_WIDTH = 46


def sentences_of(report: Report) -> list[str]:
    """Return the movement's sentences for a report, one paragraph each."""
    earlier = Earlier.SUMMED if report.is_summed else Earlier.APART
    # Of years whose totals come from documents the computed part alone would be compared.
    before = report.last_year.figures if report.last_year is not None and not report.backfills else None
    return sentences(
        report.figures,
        report.style,
        backfilled=report.backfills,
        earlier=earlier,
        before=before,
        setting=report.setting,
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
        period_line=period_title(report.period),
        sections=tuple(_sections(report)),
        lists=lists,
        chart=tips_over_time(report.tallies, unit_name=report.unit.name) if report.tallies else None,
    )


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
    yield Section(pgettext("heading", "Tips moved on"), tuple(routing_lines(report.routing)))
    suggestions = pgettext("heading", "Suggestions of the machine")
    yield Section(suggestions, tuple(accuracy_lines(report.accuracy)), is_brief=False)


# Figures, and the same period of the year before.


def _notes(report: Report) -> Iterator[str]:
    if report.last_year is not None:
        yield _("Compared with the same period of the year before: {period}.").format(
            period=_begun_small(period_title(report.last_year.period))
        )
    if report.is_summed and report.backfills:
        yield _("These figures contain totals from before this system; they are listed below with their documents.")


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
    before = report.last_year.figures if report.last_year is not None else None
    figures = shown_figures(report)
    listed = list(figures.listed())
    if before is not None:
        # What there was only a year ago is a figure, too: it is none now.
        keys = {one.key for one in listed}
        listed += [Figure(one.key) for one in before.listed() if one.key not in keys]
    share = figures.valuable_share()
    shown = [one for one in listed if _is_shown(one)]
    # Where models and teams have names there may be thousands of parts.
    is_cut = len(shown) > MOST_FIGURES
    kept = [one for one in shown if not limits(one.key)] if is_cut else shown
    cut = _("The parts of these figures are too many for this table; the lists behind them have all.")
    rows = tuple(_figure_row(one, before, share) for one in kept)
    return Table(pgettext("heading", "Figures"), _figure_columns(report), rows, cut if is_cut else "")


def _is_shown(figure: Figure) -> bool:
    """Whether a figure stands in the long list: categories and models have tables of their own."""
    key = figure.key
    return not (isinstance(key, TipKey) and (key.category is not None or key.model is not None))


def _figure_row(figure: Figure, before: Figures | None, share: Decimal | None) -> Row:
    key, parts = figure.key, limits(figure.key)
    # A part of a part stands under it, so only what is new about it is named.
    name = " – ".join(parts) if parts else whole_name(key)
    unit = labels.unit_of(figure.key)
    earlier = before.find(key).quantity if before is not None else None
    compared = () if earlier is None else (earlier, changed(figure.quantity, earlier))
    return Row(
        (name, figure.quantity, unit, *compared, figure_id(key)),
        line=_line(figure, earlier, share),
        figure=figure_id(key),
        depth=min(len(parts), 2),
    )


def _line(figure: Figure, earlier: Decimal | None, share: Decimal | None) -> str:
    """Return a figure as a line to read out, empty for what only tables show: parts, and what is none."""
    key, quantity = figure.key, number(figure.quantity)
    match key:
        case TipKey():
            if key == TipKey():
                said = _("- Tips: {n}").format(n=quantity)
            elif key == TipKey(value=Value.VALUABLE) and share is not None:
                said = _("- Valuable tips: {n} ({share})").format(n=quantity, share=percent(share))
            else:
                return ""
        case _ if limits(key) or not (figure.quantity or earlier):
            return ""
        case _:
            said = _("- {outcome}: {n} {unit}").format(
                outcome=whole_name(key), n=quantity, unit=labels.unit_of(figure.key)
            )
    return said if earlier is None else f"{said} ({_compared(figure.quantity, earlier)})"


def _compared(now: Decimal, earlier: Decimal) -> str:
    by = changed(now, earlier)
    if by is None:
        return _("a year before: none")
    return _("a year before: {n}, {change}").format(n=number(earlier), change=change(by))


# Totals from before the system.


def _backfilled(report: Report) -> Section:
    note = _("Added to the figures above.") if report.is_summed else _("Not part of the figures above.")
    columns = (
        Column(_("Figure"), width=54),
        Column(_("Quantity"), Kind.NUMBER, 14),
        Column(_("Unit of count"), width=15),
        Column(_("From"), Kind.DAY, 12),
        Column(_("To"), Kind.DAY, 12),
        Column(_("Document"), width=40),
        Column(_("Figure's id"), width=_ID_WIDTH, is_detail=True),
    )
    rows = tuple(_backfill_row(one) for one in report.backfills)
    title = pgettext("heading", "Totals from before this system")
    # The sentences tell of these totals already, so only tables show them again.
    return Section(title, (), Table(title, columns, rows, note))


def _backfill_row(total: Backfill) -> Row:
    name, unit = figure_name(total.figure), labels.unit_of(total.figure)
    cells = (name, total.quantity, unit, total.start, total.end, total.document, figure_id(total.figure))
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


def _notes_of_units(report: Report) -> Iterator[str]:
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
    return Table(pgettext("sheet", "By model"), columns, tuple(rows))


def _by_category(report: Report) -> Table:
    columns = (
        Column(_("Category"), width=34),
        Column(_("Tips"), Kind.NUMBER, 12),
        Column(_("Valuable tips"), Kind.NUMBER, 14),
        Column(_("Incidents resolved"), Kind.NUMBER, 14),
        *((Column(_("Tips a year before"), Kind.NUMBER, 14),) if report.last_year is not None else ()),
        *((Column(_("Change"), Kind.CHANGE, 20),) if report.last_year is not None else ()),
        Column(_("Figure's id"), width=30, is_detail=True),
    )
    rows = [_category_row(report, category) for category in Category]
    counted = [row for row in rows if any(isinstance(cell, Decimal) and cell for cell in row.cells)]
    return Table(pgettext("sheet", "By category"), columns, tuple(counted))


def _category_row(report: Report, category: Category) -> Row:
    key, figures = TipKey(category=category), shown_figures(report)
    tips = figures.find(key).quantity
    compared: tuple[Decimal | None, ...] = ()
    if report.last_year is not None:
        before = report.last_year.figures.find(key).quantity
        compared = (before, changed(tips, before))
    valuable = figures.find(TipKey(value=Value.VALUABLE, category=category)).quantity
    resolved = figures.find(IncidentKey(category=category)).quantity
    cells = (labels.category(category), tips, valuable, resolved, *compared, figure_id(key))
    return Row(cells, figure=figure_id(key))


# Closed periods.


def _of_closing(report: Report) -> Iterator[Section]:
    """Yield what is said of frozen figures: of this period, and of the newest closed one before."""
    if report.closing is not None:
        yield Section(pgettext("heading", "Closed figures"), tuple(_closed(report.closing)), _adjusted(report.closing))
    if report.before is not None and report.before.adjusted:
        said = _("Changes to the period before, {period}, since it was closed:").format(
            period=_begun_small(period_title(report.before.closed.period))
        )
        yield Section(pgettext("heading", "Adjustment of the period before"), (said,), _adjusted(report.before))


def _closed(closing: Closing) -> Iterator[str]:
    closed = closing.closed
    yield _("The figures of this period were closed on {day} (SHA-256 {digest}).").format(
        day=day(local_day(closed.closed_at)), digest=closed.digest.hex()[:16]
    )
    if not closed.is_intact:
        yield _("The kept figures do not fit this digest any more: somebody has changed them in the database.")
    yield _("What has changed since:") if closing.adjusted else _("Nothing has changed since.")


def _adjusted(closing: Closing) -> Table:
    columns = (
        Column(_("Figure"), width=54),
        Column(_("As closed"), Kind.NUMBER, 14),
        Column(_("Now"), Kind.NUMBER, 14),
        Column(_("Difference"), Kind.NUMBER, 14),
        Column(_("Figure's id"), width=_ID_WIDTH, is_detail=True),
    )
    rows = tuple(_adjusted_row(one) for one in closing.adjusted)
    return Table(pgettext("heading", "Adjustment of the period before"), columns, rows)


def _adjusted_row(one: Adjustment) -> Row:
    name, difference = figure_name(one.key), one.now - one.frozen
    signed = f"+{number(difference)}" if difference > 0 else number(difference)
    line = _("- {figure}: {frozen} as closed, {now} now ({difference})").format(
        figure=name, frozen=number(one.frozen), now=number(one.now), difference=signed
    )
    return Row((name, one.frozen, one.now, difference, figure_id(one.key)), line, figure_id(one.key))
