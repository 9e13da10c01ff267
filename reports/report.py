"""A report in the forms that are read at once: words, and JSON for other programs. For files see `reports.files`."""

import json
from datetime import datetime, timedelta
from decimal import Decimal

from domain.accuracy import Accuracy, Score
from domain.answers import Answers
from domain.backfills import Backfill
from domain.figures import Figure, Figures, TipKey, figure_id
from domain.periods import Period, local_day
from domain.rerouting import RoutingSummary, Share
from domain.response_times import ResponseSummary
from reports import contents
from reports.comparison import up_to
from reports.numbers import NumberStyle
from reports.reported import Closing, LastYear, NotAdded, Report, Unit, added_totals, is_comparable, listed_figures
from reports.sections import contents_of, sentences_of

__all__ = ["FORMAT_VERSION", "Report", "Unit", "as_json", "as_message", "as_text", "make"]

FORMAT_VERSION = 2
"""The version of the JSON form; keys may be added without a new one, never renamed.

Since version 2 a figure has an id, by which `nguontin report --open` lists the rows that it sums.
"""


def make(
    unit: Unit,
    period: Period,
    figures: Figures,
    response: ResponseSummary,
    *,
    routing: RoutingSummary,
    accuracy: Accuracy,
    now: datetime,
    style: NumberStyle = NumberStyle.EXACT,
) -> Report:
    """Return a report of these figures and nothing beside them."""
    return Report(unit, period, figures, response, routing, accuracy, now, style)


def as_text(report: Report) -> str:
    """Return the report as lines to read out, in the current language, without markup."""
    return contents.as_text(contents_of(report))


def as_message(report: Report) -> str:
    """Return the report as it fits into a message: without the long tables."""
    return contents.as_message(contents_of(report))


def as_json(report: Report) -> str:
    """Return the report as JSON: every figure with its id, durations in seconds.

    Keys and codes are the same in every language; only names and `sentences` are for reading.
    """
    added = added_totals(report)
    return json.dumps(
        {
            "version": FORMAT_VERSION,
            "unit": {"code": report.unit.code, "name": report.unit.name},
            "period": _period(report.period),
            "counted": _counted(report),
            "made_at": report.made_at.isoformat(),
            "sentences": sentences_of(report),
            "figures": _figures(report),
            "not_added": [_not_added(one) for one in report.not_added],
            "backfilled": {
                "is_summed": report.is_summed,
                "totals": [_backfill(one, is_added=one in added) for one in report.backfills],
                "not_added": [_not_added(one) for one in report.backfills_not_added],
                "across": [_backfill(one, is_added=False) for one in report.backfills_across],
            },
            "last_year": _last_year(report.last_year),
            "closing": _closing(report.closing),
            "closing_before": _closing(report.before[-1]) if report.before else None,
            "closings_before": [_closing(one) for one in report.before],
            "by_unit": [
                {"code": one.code, "name": one.name, "tips": one.tips, "valuable": one.valuable}
                for one in report.by_unit
            ],
            "by_model": [
                {"id": figure_id(TipKey(model=one.id)), "name": one.name, "tips": one.tips, "valuable": one.valuable}
                for one in report.by_model
            ],
            "response": _response(report.response),
            "routing": _routing(report.routing),
            "accuracy": _accuracy(report.accuracy),
        },
        ensure_ascii=False,
        indent=2,
    )


def _period(of: Period) -> dict[str, str]:
    return {"start": of.start.isoformat(), "end": of.end.isoformat()}


def _counted(report: Report) -> dict[str, str] | None:
    """Return the days that are counted, None for a period that has not begun."""
    today = local_day(report.made_at)
    return _period(up_to(report.period, today)) if report.period.start <= today else None


def _last_year(of: LastYear | None) -> dict[str, object] | None:
    if of is None:
        return None
    closed = of.closed
    return {
        "period": _period(of.period),
        "closed_at": None if closed is None else closed.closed_at.isoformat(),
        "is_intact": None if closed is None else closed.is_intact,
    }


def _figures(report: Report) -> list[dict[str, object]]:
    added = Answers.of(added_totals(report))
    return [_figure(report, one, is_summed=added.touch(one.key)) for one in listed_figures(report)]


def _figure(report: Report, figure: Figure, *, is_summed: bool) -> dict[str, object]:
    found: dict[str, object] = {"id": figure.id, "unit": figure.unit, "quantity": _exact(figure.quantity)}
    if is_summed:
        found["has_totals_from_before"] = True
    if report.last_year is not None and is_comparable(report, figure.key):
        found["last_year"] = _exact(report.last_year.figures.find(figure.key).quantity)
    return found


def _backfill(total: Backfill, *, is_added: bool) -> dict[str, object]:
    return {
        "id": figure_id(total.figure),
        "quantity": _exact(total.quantity),
        "period": _period(Period(total.start, total.end)),
        "document": total.document,
        "is_at_least": total.is_at_least,
        "is_added": is_added,
    }


def _not_added(part: NotAdded) -> dict[str, object]:
    return {
        "id": figure_id(part.whole.figure),
        "unit": part.whole.unit_code,
        "units_below": part.whole.units,
        "quantity": _exact(part.whole.quantity),
    }


def _closing(of: Closing | None) -> dict[str, object] | None:
    if of is None:
        return None
    return {
        "period": _period(of.closed.period),
        "closed_at": of.closed.closed_at.isoformat(),
        "sha256": of.closed.digest.hex(),
        "is_intact": of.closed.is_intact,
        "adjusted": [
            {"id": figure_id(one.key), "frozen": _exact(one.frozen), "now": _exact(one.now)} for one in of.adjusted
        ],
    }


def _exact(quantity: Decimal) -> int | str:
    """Return whole numbers as numbers and others as text, because JSON's decimals are binary to most readers."""
    return int(quantity) if quantity == quantity.to_integral_value() else str(quantity)


def _response(summary: ResponseSummary) -> dict[str, object]:
    return {
        "n": summary.n,
        "answered": summary.answered,
        "waiting": summary.waiting,
        "overdue": summary.overdue,
        "median_s": _seconds(summary.median),
        "p90_s": _seconds(summary.p90),
        "on_time_share": _part(summary.on_time_share),
        "is_rankable": summary.is_rankable,
    }


def _routing(summary: RoutingSummary) -> dict[str, object]:
    return {
        **_share(summary.total),
        "is_on_target": summary.is_on_target,
        "by_source": {source.value: _share(share) for source, share in summary.by_source.items()},
        "by_fault": {fault.value: len(rows) for fault, rows in summary.by_fault.items()},
    }


def _part(of_all: Decimal | None) -> float | None:
    """Return a share between 0 and 1 as JSON has it."""
    return None if of_all is None else float(round(of_all, 4))


def _share(of: Share) -> dict[str, object]:
    return {
        "n": of.routed,
        "moved": of.moved,
        "share": _part(of.share),
    }


def _accuracy(accuracy: Accuracy) -> dict[str, object]:
    return {
        "category": {
            **_score(accuracy.category),
            "by_category": {category.value: _score(score) for category, score in accuracy.by_category.items()},
            "taken_for": {category.value: taken.value for category, taken in accuracy.taken_for.items()},
        },
        "urgency": {
            **_score(accuracy.urgency),
            "by_urgency": {urgency.value: _score(score) for urgency, score in accuracy.by_urgency.items()},
        },
        "place": {
            **_score(accuracy.place),
            "by_source": {source.value: _score(score) for source, score in accuracy.by_source.items()},
        },
    }


def _score(of: Score) -> dict[str, object]:
    return {
        "n": of.n,
        "right": of.right,
        "share": _part(of.share),
    }


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else round(length.total_seconds())
