"""Charts as Vega-Lite specs, and their drawing as PNG for chats and SVG for pages.

A spec is plain data that holds its own values: texts, numbers and days are written in Python, in the current language,
so that drawing needs neither a locale nor the network. The colours are Okabe & Ito's, which differ in lightness too and
stay apart for people who are colour-blind. Sizes suit a phone, which shows these charts at about half their units.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from multiprocessing import get_context

import fontpkg
import vl_convert
from babel.numbers import get_decimal_symbol, get_group_symbol

from domain.figures import Figures
from domain.periods import Period
from domain.response_times import RANKABLE_FROM, ResponseSummary
from locales import current_language, ngettext, pgettext
from reports.numbers import duration, number, period_title

Spec = dict[str, object]
"""A Vega-Lite spec, or a part of one."""

WIDTH = 720
"""Units across, margins included."""

SCALE = 2.0
"""Pixels per unit in a PNG: sharp on a phone, and small enough that messengers leave it as it is."""

_FONT = "Be Vietnam Pro"
_INK, _MUTED, _FAINT, _PAPER = "#1B2733", "#5B6875", "#DDE3E9", "#FFFFFF"
_BLUE, _SKY, _VERMILION = "#0072B2", "#A9D5F2", "#D55E00"
_TEXT_SIZE = 20
_MARGIN = 24
_INNER_WIDTH = WIDTH - 2 * _MARGIN
_LEGEND: Spec = {"orient": "top", "direction": "horizontal", "title": None, "offset": 14, "columnPadding": 32}


def _sheet(title: str, lines: Sequence[str], *, height: int) -> Spec:
    """Return what all charts share: the paper, the heading and the fonts."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": ". ".join((title, *lines)),
        "background": _PAPER,
        "padding": _MARGIN,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "title": {"text": title, "subtitle": list(lines), "anchor": "start", "frame": "bounds", "offset": 20},
        "config": {
            "font": f"{_FONT}, sans-serif",
            "locale": {"number": _number_locale()},
            "view": {"stroke": None},
            "title": {
                "limit": _INNER_WIDTH,
                "fontSize": 27,
                "fontWeight": 700,
                "color": _INK,
                "subtitleFontSize": _TEXT_SIZE,
                "subtitleColor": _MUTED,
                "subtitlePadding": 8,
                "subtitleLineHeight": 28,
            },
            "axis": {"labelFontSize": _TEXT_SIZE, "labelColor": _MUTED, "ticks": False, "title": None},
            "legend": {"labelFontSize": _TEXT_SIZE, "labelColor": _INK, "symbolType": "square", "symbolSize": 330},
            "text": {"fontSize": _TEXT_SIZE, "color": _INK},
        },
    }


def _number_locale() -> Spec:
    """Return the language's separators for the numbers that the drawing library writes itself, those of an axis."""
    language = current_language()
    decimal, group = get_decimal_symbol(language), get_group_symbol(language)
    return {"decimal": decimal, "thousands": group, "grouping": [3], "currency": ["", ""]}


# Tips over time.

_BARS_HEIGHT = 380
_MOST_LABELLED = 13
"""With more bars than this, the numbers above them would touch."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The tips of one part of a period.

    Attributes:
        part: Which days.
        tips: How many came in.
        valuable: How many of them are valuable.
    """

    part: Period
    tips: int
    valuable: int


def tally(part: Period, figures: Figures) -> Tally:
    """Return the tips of one part of a period by its figures."""
    return Tally(part, int(figures.tips().quantity), int(figures.valuable_tips().quantity))


def tips_over_time(parts: Sequence[Tally], *, unit_name: str) -> Spec:
    """Return bars of the tips and, within them, the valuable ones, one bar for each part of a period.

    Args:
        parts: Oldest first, at least one.
        unit_name: Whose tips, for the heading.
    """
    period = Period(parts[0].part.start, parts[-1].part.end)
    highest = max(1, *(tally.tips for tally in parts))
    title = pgettext("chart", "Tips received, and the valuable ones")
    return {
        **_sheet(title, [unit_name, period_title(period)], height=_BARS_HEIGHT),
        "data": {
            "values": [_bar_values(tally, label) for tally, label in zip(parts, _part_labels(parts), strict=True)]
        },
        "encoding": {"x": _bar_positions()},
        "layer": [
            _bars("tips", pgettext("chart", "Tips"), highest),
            _bars("valuable", pgettext("chart", "Valuable tips"), highest),
            *(_bar_numbers(highest) if len(parts) <= _MOST_LABELLED else ()),
        ],
    }


def _bar_values(tally: Tally, label: str) -> Spec:
    return {
        "part": label,
        "tips": tally.tips,
        "valuable": tally.valuable,
        "tips_text": number(tally.tips),
        "valuable_text": number(tally.valuable),
    }


def _part_labels(parts: Sequence[Tally]) -> list[str]:
    """Return a name for each bar, no two alike, because bars of one name would fall together."""
    is_by_day = max(tally.part.days for tally in parts) <= 7  # noqa: PLR2004 - a week
    if not is_by_day and parts[0].part.end.year == parts[-1].part.end.year:
        labels = [pgettext("chart", "{month}").format(month=tally.part.end.month) for tally in parts]
    else:
        labels = [f"{tally.part.start:%d/%m}" if is_by_day else f"{tally.part.end:%m/%y}" for tally in parts]
    if len(set(labels)) < len(labels):
        return [f"{tally.part.start:%d/%m/%y}" for tally in parts]
    return labels


def _bar_positions() -> Spec:
    return {
        "field": "part",
        "type": "ordinal",
        "sort": None,
        "axis": {"labelAngle": 0, "labelOverlap": "parity", "domainColor": _MUTED, "labelPadding": 10},
        "scale": {"paddingInner": 0.25, "paddingOuter": 0.1},
    }


def _bar_height(field: str, highest: int) -> Spec:
    axis = {"tickCount": 4, "tickMinStep": 1, "labelPadding": 10, "gridColor": _FAINT, "domain": False, "format": ",d"}
    # The room above the highest bar is for its number.
    return {
        "field": field,
        "type": "quantitative",
        "axis": axis,
        "stack": None,
        "scale": {"domain": [0, 1.1 * highest]},
    }


def _bars(field: str, name: str, highest: int) -> Spec:
    names = [pgettext("chart", "Tips"), pgettext("chart", "Valuable tips")]
    colour = {"datum": name, "type": "nominal", "scale": {"domain": names, "range": [_SKY, _BLUE]}, "legend": _LEGEND}
    return {
        "mark": {"type": "bar", "cornerRadiusEnd": 3},
        "encoding": {"y": _bar_height(field, highest), "color": colour},
    }


def _bar_numbers(highest: int) -> list[Spec]:
    """Return the numbers above the bars, and inside the dark ones that are high enough to hold one."""
    return [
        _bar_number("tips", highest, {"dy": -15, "color": _INK}, above=0),
        _bar_number("valuable", highest, {"dy": 17, "color": _PAPER}, above=0.1 * highest),
    ]


def _bar_number(field: str, highest: int, look: Spec, *, above: float) -> Spec:
    return {
        "transform": [{"filter": f"datum.{field} > {above}"}],
        "mark": {"type": "text", "fontWeight": 600, **look},
        "encoding": {"y": _bar_height(field, highest), "text": {"field": f"{field}_text"}},
    }


# Time to acknowledgement.

_ROW_HEIGHT = 96
_NAME_DY, _MARK_DY = -24, 14
_MARK_RANGE = (150, _INNER_WIDTH - 150)
"""Where marks may lie, so that the texts beside them stay on the sheet."""

_TICKS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 1440, 4 * 1440, 15 * 1440, 60 * 1440, 365 * 1440)
)


def acknowledgement_by_unit(summaries: Sequence[tuple[str, ResponseSummary]], *, period: Period) -> Spec:
    """Return for each unit the time within which half and nine of ten tips were acknowledged, the fastest first.

    Units with too few tips come last, without marks, so that nobody ranks them. The scale is logarithmic, because
    minutes and days have to fit side by side.

    Args:
        summaries: Names of units, no two alike, with their response times; at least one.
        period: Of which days.
    """
    ordered = sorted(summaries, key=_rank)
    ends = _ends([summary for _name, summary in ordered if summary.is_rankable])
    rows = {"field": "unit", "type": "nominal", "sort": None, "axis": None, "scale": {"padding": 0}}
    return {
        **_sheet(
            pgettext("chart", "Time to acknowledgement"), [period_title(period)], height=_ROW_HEIGHT * len(ordered)
        ),
        "data": {"values": [_unit_values(name, summary, ends) for name, summary in ordered]},
        "encoding": {"y": rows},
        "layer": [
            _unit_text("unit", {"dy": _NAME_DY, "fontWeight": 600, "color": _INK}),
            _unit_text("note", {"dy": _NAME_DY, "color": _MUTED, "align": "right", "x": _INNER_WIDTH}),
            _unit_text("remark", {"dy": _MARK_DY, "color": _MUTED}),
            *_unit_marks(ends),
        ],
    }


def _rank(pair: tuple[str, ResponseSummary]) -> tuple[bool, timedelta, timedelta, str]:
    name, summary = pair
    return (not summary.is_rankable, summary.median or timedelta.max, summary.p90 or timedelta.max, name)


def _ends(summaries: Sequence[ResponseSummary]) -> tuple[float, float]:
    """Return the ends of the scale, in minutes: the nearest of the ticks outside of all durations."""
    lengths = [length for summary in summaries for length in (summary.median, summary.p90) if length is not None]
    shortest, longest = min(lengths, default=_TICKS[0]), max(lengths, default=_TICKS[-1])
    first = max((tick for tick in _TICKS if tick <= shortest), default=_TICKS[0])
    last = min((tick for tick in _TICKS if tick > longest), default=max(longest, _TICKS[-1]))
    return _minutes(first), _minutes(last)


def _minutes(length: timedelta) -> float:
    """Return minutes, one at least, because a logarithmic scale has no zero."""
    return max(length / timedelta(minutes=1), 1.0)


def _unit_values(name: str, summary: ResponseSummary, ends: tuple[float, float]) -> Spec:
    """Return a row's data; what it has no estimate for is not in it, and a remark says why."""
    values: Spec = {"unit": name, "note": _unit_note(summary)}
    if not summary.is_rankable:
        return values | {"remark": pgettext("chart", "too few to compare (under {n})").format(n=RANKABLE_FROM)}
    if summary.median is None:
        return values | {"remark": pgettext("chart", "fewer than half acknowledged")}
    values |= {"median": _minutes(summary.median), "median_text": duration(summary.median)}
    if summary.p90 is None:
        return values | {"until": ends[1], "open_text": pgettext("chart", "not yet")}
    return values | {"p90": _minutes(summary.p90), "p90_text": duration(summary.p90), "until": _minutes(summary.p90)}


def _unit_note(summary: ResponseSummary) -> str:
    count = ngettext("{n} tip", "{n} tips", summary.n).format(n=number(summary.n))
    if not summary.overdue:
        return count
    return pgettext("chart", "{tips}, {overdue} overdue").format(tips=count, overdue=number(summary.overdue))


def _unit_text(field: str, look: Spec) -> Spec:
    """Return a text at the left edge of each row that has it, unless the look puts it elsewhere."""
    return {
        "transform": [{"filter": f"isValid(datum.{field})"}],
        "mark": {"type": "text", "align": "left", "x": 0, **look},
        "encoding": {"text": {"field": field}},
    }


def _unit_marks(ends: tuple[float, float]) -> list[Spec]:
    """Return a line from the median on, to nine of ten or, where that is not reached, open to the right."""
    scale = {"type": "log", "domain": list(ends), "range": list(_MARK_RANGE), "nice": False}
    x: Spec = {"type": "quantitative", "axis": None, "scale": scale}
    line = {"type": "rule", "strokeWidth": 6, "strokeCap": "round", "color": _FAINT, "yOffset": _MARK_DY}
    return [
        {
            "transform": [{"filter": "isValid(datum.median)"}],
            "mark": line,
            "encoding": {"x": {"field": "median", **x}, "x2": {"field": "until"}},
        },
        _unit_point("median", pgettext("chart", "half of the tips"), x),
        _unit_point("p90", pgettext("chart", "9 of 10 tips"), x),
        _duration_text("median", "median_text", x, {"align": "right", "dx": -18, "color": _BLUE}),
        _duration_text("p90", "p90_text", x, {"align": "left", "dx": 18, "color": _VERMILION}),
        _duration_text("until", "open_text", x, {"align": "left", "dx": 18, "color": _VERMILION}),
    ]


def _unit_point(field: str, name: str, x: Spec) -> Spec:
    names = [pgettext("chart", "half of the tips"), pgettext("chart", "9 of 10 tips")]
    shared = {"datum": name, "type": "nominal", "legend": _LEGEND}
    mark = {"type": "point", "filled": True, "opacity": 1, "size": 330, "yOffset": _MARK_DY}
    return {
        "transform": [{"filter": f"isValid(datum.{field})"}],
        "mark": mark,
        "encoding": {
            "x": {"field": field, **x},
            # Shape beside colour: the two stay apart in a black and white print as well.
            "color": {**shared, "scale": {"domain": names, "range": [_BLUE, _VERMILION]}},
            "shape": {**shared, "scale": {"domain": names, "range": ["circle", "diamond"]}},
        },
    }


def _duration_text(at: str, text: str, x: Spec, look: Spec) -> Spec:
    return {
        "transform": [{"filter": f"isValid(datum.{text})"}],
        "mark": {"type": "text", "dy": _MARK_DY, "fontWeight": 600, **look},
        "encoding": {"x": {"field": at, **x}, "text": {"field": text}},
    }


# Drawing.


@cache
def _register_font() -> None:
    """Make the font known to the drawing library, once per process."""
    vl_convert.register_font_directory(str(fontpkg.path(_FONT).parent))


def draw_png(spec: Spec) -> bytes:
    """Return the chart as a PNG, drawn from the spec alone.

    It holds up everything else in its process, threads too, for a tenth of a second and for half a second the first
    time; a service hands it to `drawing_process`.
    """
    _register_font()
    return vl_convert.vegalite_to_png(spec, scale=SCALE, allowed_base_urls=[])


def draw_svg(spec: Spec) -> str:
    """Return the chart as SVG for a page, drawn from the spec alone; see `draw_png`.

    Its texts stay texts, so a page that offers the font shows them in it.
    """
    _register_font()
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


def drawing_process() -> ProcessPoolExecutor:
    """Return one process to draw in: `await loop.run_in_executor(process, draw_png, spec)`.

    The drawing library keeps Python's lock while it works, so a thread would not do. The process is spawned and not
    forked, because a fork would copy the service's open connections.
    """
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
