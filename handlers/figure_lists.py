"""The figures of a report as a supervisor chooses one of them: by sections, page by page, or by typed words."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import assert_never

from domain.figures import (
    ActivityKey,
    Figure,
    FigureKey,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    UnknownFigureError,
    read_figure_id,
)
from domain.reading import plain
from locales import gettext as _
from locales import pgettext
from reports import labels
from reports.naming import figure_name, limits
from reports.numbers import number

ON_A_LIST = 10
"""Figures that are offered at once."""

_WORD = re.compile(r"[^\W_]+")


class FigureSection(StrEnum):
    """The parts of a list of figures, in their order."""

    TIPS = "tips"
    OUTCOMES = "outcomes"
    INCIDENTS = "incidents"
    ACTIVITIES = "activities"
    STRUCTURES = "structures"
    STANDARDS = "standards"


def section_of(key: FigureKey) -> FigureSection:
    """Return the part of the list in which a figure stands."""
    match key:
        case TipKey():
            return FigureSection.TIPS
        case OutcomeKey():
            return FigureSection.OUTCOMES
        case IncidentKey():
            return FigureSection.INCIDENTS
        case ActivityKey():
            return FigureSection.ACTIVITIES
        case StructureKey() | KindsKey() | MilestoneKey():
            return FigureSection.STRUCTURES
        case StandardKey():
            return FigureSection.STANDARDS
        case _ as never:
            assert_never(never)


def section_name(section: FigureSection) -> str:
    """Return what a part of the list is called."""
    return {
        FigureSection.TIPS: pgettext("figures", "Tips"),
        FigureSection.OUTCOMES: pgettext("figures", "Outcomes"),
        FigureSection.INCIDENTS: pgettext("figures", "Incidents"),
        FigureSection.ACTIVITIES: pgettext("figures", "Activities"),
        FigureSection.STRUCTURES: pgettext("figures", "Forces, models and cameras"),
        FigureSection.STANDARDS: pgettext("figures", "Standards"),
    }[section]


def by_section(figures: Sequence[Figure]) -> dict[FigureSection, list[Figure]]:
    """Return the figures above zero by section, in each the wholes before their parts."""
    found: dict[FigureSection, list[Figure]] = {section: [] for section in FigureSection}
    for one in figures:
        if one.quantity:
            found[section_of(one.key)].append(one)
    return {section: sorted(ones, key=lambda one: len(limits(one.key))) for section, ones in found.items() if ones}


def pages(figures: Sequence[Figure]) -> list[Sequence[Figure]]:
    """Return figures in as many parts as messages are needed to offer them, one part at least."""
    return [figures[first : first + ON_A_LIST] for first in range(0, len(figures), ON_A_LIST)] or [()]


def figure_line(figure: Figure) -> str:
    """Return a figure with its number and its unit of count, without which two sums of one activity look alike."""
    return _("{figure}: {n} {unit}").format(
        figure=figure_name(figure.key), n=number(figure.quantity), unit=labels.unit_of(figure.key)
    )


def named_so(words: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures that typed words mean: the one with this id or name, else all whose names hold the words.

    Names are compared without tone marks, capitals and signs; the wholes come before their parts.
    """
    try:
        key = read_figure_id("".join(words.split()))
    except UnknownFigureError:
        typed = _bare(words)
        found = next((some for some in _by_name(typed, figures) if some), []) if typed else []
        return sorted(found, key=lambda one: len(limits(one.key)))
    return [one for one in figures if one.key == key]


def _by_name(typed: str, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures of exactly this name, those whose names hold the words in a row, those that hold each of them.

    To the last belong the words of the section: "nguồn tin có giá trị" is the valuable ones among the tips.
    """
    names = [(_bare(section_name(section_of(one.key))), _bare(figure_name(one.key)), one) for one in figures]
    yield [one for _section, name, one in names if name == typed]
    yield [one for _section, name, one in names if f" {typed} " in f" {name} "]
    yield [one for section, name, one in names if set(typed.split()) <= {*section.split(), *name.split()}]


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(plain(text)))
