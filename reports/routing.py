"""How often tips were routed wrongly (R12) → what to read out."""

from domain.rerouting import TARGET, RoutingSummary
from domain.response_times import RANKABLE_FROM
from locales import gettext as _
from locales import ngettext
from reports import labels
from reports.numbers import number, percent


def routing_lines(summary: RoutingSummary) -> list[str]:
    """Return what may be said of the routing of these tips, one line each: how many went wrong, and whose mistake."""
    if summary.total.share is None:
        return [_("No tip came into the queue of a commune in this period.")]
    return [*_share(summary), *_faults(summary), *_sources(summary), *_caution(summary)]


def _share(summary: RoutingSummary) -> list[str]:
    total = summary.total
    said = ngettext(
        "{moved} of {n} tip had to be moved on from the first commune's queue: {share} (target: under {target}).",
        "{moved} of {n} tips had to be moved on from the first commune's queue: {share} (target: under {target}).",
        total.routed,
    )
    share = percent(total.share) if total.share is not None else "–"
    return [said.format(moved=number(total.moved), n=number(total.routed), share=share, target=percent(TARGET))]


def _faults(summary: RoutingSummary) -> list[str]:
    return [f"- {labels.fault(fault)}: {number(len(rows))}" for fault, rows in summary.by_fault.items()]


def _sources(summary: RoutingSummary) -> list[str]:
    """Return the moved ones by how the place was known, where more than one way was used and any went wrong."""
    if len(summary.by_source) == 1 or not summary.total.moved:
        return []
    parts = (
        _("{source} {moved} of {n}").format(
            source=labels.place_source(source), moved=number(share.moved), n=number(share.routed)
        )
        for source, share in summary.by_source.items()
    )
    return [_("By how the place was known: {parts}.").format(parts="; ".join(parts))]


def _caution(summary: RoutingSummary) -> list[str]:
    if summary.total.routed >= RANKABLE_FROM:
        return []
    return [_("Too few tips to compare (fewer than {n}).").format(n=RANKABLE_FROM)]
