"""Response times → what to read out. Waiting tips are always named; they are part of the answer."""

from decimal import Decimal

from domain.response_histograms import ERROR
from domain.response_times import RANKABLE_FROM, ResponseSummary
from locales import gettext as _
from locales import ngettext
from reports.numbers import duration, number, percent

_ERROR = Decimal(str(round(ERROR, 3)))
"""Rounded up, it says no less than is true."""


def response_lines(summary: ResponseSummary) -> list[str]:
    """Return what may be said of these response times, one line each."""
    if not summary.n:
        return [_("No tips to acknowledge in this period.")]
    return [_acknowledged(summary), *_waiting(summary), *_times(summary), *_caution(summary)]


def _acknowledged(summary: ResponseSummary) -> str:
    return ngettext("{answered} of {n} tip acknowledged.", "{answered} of {n} tips acknowledged.", summary.n).format(
        answered=number(summary.answered), n=number(summary.n)
    )


def _waiting(summary: ResponseSummary) -> list[str]:
    if not summary.waiting:
        return []
    waiting = number(summary.waiting)
    if not summary.overdue:
        return [
            ngettext("{n} tip waits, not overdue.", "{n} tips wait, none overdue.", summary.waiting).format(n=waiting)
        ]
    return [
        ngettext(
            "{n} tip waits, {overdue} overdue.", "{n} tips wait, {overdue} of them overdue.", summary.waiting
        ).format(n=waiting, overdue=number(summary.overdue))
    ]


def _times(summary: ResponseSummary) -> list[str]:
    lines = []
    if summary.median is None:
        lines.append(_("Fewer than half of the tips are acknowledged so far, so there is no median yet."))
    else:
        lines.append(_("Half of the tips were acknowledged within {time}.").format(time=duration(summary.median)))
    if summary.p90 is not None:
        lines.append(_("9 of 10 tips were acknowledged within {time}.").format(time=duration(summary.p90)))
    if summary.on_time_share is not None:
        lines.append(_("On time: {share}.").format(share=percent(summary.on_time_share)))
    if not summary.is_exact and summary.median is not None:
        lines.append(_("These times are rounded: they may be off by {share}.").format(share=percent(_ERROR)))
    return lines


def _caution(summary: ResponseSummary) -> list[str]:
    if summary.is_rankable:
        return []
    return [_("Too few tips to compare (fewer than {n}).").format(n=RANKABLE_FROM)]
