"""A report: the figures of one unit and period, as a text to read out and as JSON for other programs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from domain.accuracy import Accuracy, Score
from domain.figures import Figure, FigureKey, Figures, TipKey
from domain.outcomes import OutcomeType, UnitOfCount
from domain.periods import Period
from domain.rerouting import RoutingSummary, Share
from domain.response_times import ResponseSummary
from locales import gettext as _
from locales import pgettext
from reports import labels
from reports.accuracy import accuracy_lines
from reports.numbers import NumberStyle, number, percent, period_title
from reports.response import response_lines
from reports.routing import routing_lines
from reports.wording import sentences

FORMAT_VERSION = 1
"""The version of the JSON form; keys may be added without a new one, never renamed."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Whose report it is.

    Attributes:
        code: The unit's code, "VN" for the whole country.
        name: As it is printed: "Công an phường Mỹ Thượng".
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one unit in one period.

    Attributes:
        unit: Whose figures.
        period: Of which days.
        figures: Tips and outcomes.
        response: Time to acknowledgement.
        routing: Tips that had to be moved on.
        accuracy: How often the machine's suggestions were right.
        made_at: When it was computed, in UTC.
        sentence: The movement's sentences, in the language the report was made in.
    """

    unit: Unit
    period: Period
    figures: Figures
    response: ResponseSummary
    routing: RoutingSummary
    accuracy: Accuracy
    made_at: datetime
    sentence: str


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
    """Return the report of these figures, worded in the current language."""
    return Report(unit, period, figures, response, routing, accuracy, now, "\n".join(sentences(figures, style)))


def as_text(report: Report) -> str:
    """Return the report as lines to read out, in the current language, without markup."""
    suggestions = [pgettext("heading", "Suggestions of the machine"), *accuracy_lines(report.accuracy)]
    return "\n\n".join([as_message(report), "\n".join(suggestions)])


def as_message(report: Report) -> str:
    """Return the report as it fits into a message: without the long table of the machine's suggestions."""
    parts = [
        [report.unit.name, period_title(report.period)],
        [report.sentence],
        [pgettext("heading", "Figures"), *_tip_lines(report.figures), *_outcome_lines(report.figures)],
        [pgettext("heading", "Time to acknowledgement"), *response_lines(report.response)],
        [pgettext("heading", "Tips moved on"), *routing_lines(report.routing)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts)


def _tip_lines(figures: Figures) -> Iterator[str]:
    yield _("- Tips: {n}").format(n=number(figures.tips().quantity))
    share = figures.valuable_share()
    if share is not None:
        valuable = number(figures.valuable_tips().quantity)
        yield _("- Valuable tips: {n} ({share})").format(n=valuable, share=percent(share))


def _outcome_lines(figures: Figures) -> Iterator[str]:
    for of in OutcomeType:
        for unit in UnitOfCount:
            found = figures.outcomes(of, unit)
            if found.rows:
                yield _("- {outcome}: {n} {unit}").format(
                    outcome=labels.outcome(of), n=number(found.quantity), unit=labels.unit_of_count(unit)
                )


def as_json(report: Report) -> str:
    """Return the report as JSON: every figure with the ids of the rows behind it, durations in seconds.

    Keys and codes are the same in every language; only `unit.name` and `sentence` are for reading.
    """
    return json.dumps(
        {
            "version": FORMAT_VERSION,
            "unit": {"code": report.unit.code, "name": report.unit.name},
            "period": {"start": report.period.start.isoformat(), "end": report.period.end.isoformat()},
            "made_at": report.made_at.isoformat(),
            "sentence": report.sentence,
            "figures": [_figure(figure) for figure in report.figures.listed()],
            "response": _response(report.response),
            "routing": _routing(report.routing),
            "accuracy": _accuracy(report.accuracy),
        },
        ensure_ascii=False,
        indent=2,
    )


def _figure(figure: Figure) -> dict[str, object]:
    return {
        **_key(figure.key),
        "unit": figure.unit,
        "quantity": _exact(figure.quantity),
        "rows": list(figure.rows),
    }


def _key(key: FigureKey) -> dict[str, object]:
    """Return what the figure counts; what is not named is not limited."""
    if isinstance(key, TipKey):
        named = {"source_group": key.source_group, "value": key.value, "category": key.category}
        return {"measure": "tips", **{name: value for name, value in named.items() if value}}
    named_too = {
        "attributes": {str(name): value for name, value in key.attributes},
        "source_group": key.source_group,
        "contribution": key.contribution,
    }
    return {"measure": "outcomes", "type": key.type, **{name: value for name, value in named_too.items() if value}}


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
        "rows": {
            "answered": list(summary.answered_rows),
            "waiting": list(summary.waiting_rows),
            "overdue": list(summary.overdue_rows),
            "on_time": list(summary.on_time_rows),
        },
    }


def _routing(summary: RoutingSummary) -> dict[str, object]:
    return {
        **_share(summary.total),
        "is_on_target": summary.is_on_target,
        "by_source": {source.value: _share(share) for source, share in summary.by_source.items()},
        "by_fault": {fault.value: list(rows) for fault, rows in summary.by_fault.items()},
    }


def _part(of_all: Decimal | None) -> float | None:
    """Return a share between 0 and 1 as JSON has it."""
    return None if of_all is None else float(round(of_all, 4))


def _share(of: Share) -> dict[str, object]:
    return {
        "n": of.routed,
        "moved": of.moved,
        "share": _part(of.share),
        "rows": {"routed": list(of.routed_rows), "moved": list(of.moved_rows)},
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
        "rows": {"judged": list(of.rows), "wrong": list(of.wrong_rows)},
    }


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else round(length.total_seconds())
