"""A figure by what reports call it: "Nguồn tin – Có giá trị – Quần chúng Nhân dân", or by its id.

A name is read as what is counted, then what limits it, in any order; where reports print one name in several units of
count, the unit stands behind it: "Tuyên truyền (đợt)". Names are compared as everything in a cell is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import locales
from bot import entry_words as words
from bot.entry_words import CellError, key
from bot.table_lines import Cell, quoted
from domain.activities import ACTIVITY_RULES, Topic
from domain.figures import (
    ActivityKey,
    FigureKey,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    UnknownFigureError,
    figure_id,
    read_figure_id,
)
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, IncidentKind, OutcomeType, Value
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup
from reports import labels
from reports.naming import contribution, whole_name

MOST_WORDS = 60
"""Words of the longest name that is read."""

_MOST_BRACKETS = 4
"""Pairs of brackets in which a unit of count is looked for."""

NAMED = 4
"""Figures that one cell may mean, as far as they are told."""

_BRACKETED = re.compile(r"\(([^()]+)\)")
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")


@dataclass(frozen=True, slots=True)
class _Attribute:
    """An attribute of an outcome with the value that it must have."""

    name: Attribute
    value: str


Limit = _Attribute | Value | Category | SourceGroup | Contribution | IncidentKind | Topic
"""What may limit a figure."""


def read_figure(cell: Cell) -> FigureKey:
    """Return the figure that a cell names, by its id or as reports call it. Raises CellError with what would be right.

    A name of the register stands in quotation marks: "Mô hình – “Camera an ninh”".
    """
    text = str(cell)
    try:
        return read_figure_id(text.strip())
    except UnknownFigureError:
        pass
    with locales.language(locales.DEFAULT):
        found = sorted(_named(text), key=figure_id)
        if len(found) == 1:
            return found[0]
        if not found:
            raise CellError(
                f"“{quoted(cell)}” is no figure; write its name as reports print it, such as "
                "“Nguồn tin – Có giá trị” or “Tuyên truyền (đợt)”, or its id, such as tips?value=valuable"
            )
        several = ", ".join(f"“({labels.unit_of(one)})” {figure_id(one)}" for one in found[:NAMED])
        raise CellError(f"“{quoted(cell)}” may be several figures; add the unit of count, or write the id: {several}")


def _named(text: str) -> set[FigureKey]:
    """Return the figures of this name."""
    in_quotes = _QUOTED.search(text)
    bare = _QUOTED.sub(" ", text, count=1)
    found = next((some for some in _by_unit(bare) if some), set()) or _of_words(bare)
    if in_quotes is None:
        return found
    name = " ".join(in_quotes[1].split())
    return {replace(one, name=name) for one in found if isinstance(one, StructureKey | MilestoneKey)}


def _by_unit(text: str) -> Iterator[set[FigureKey]]:
    """Yield the figures whose unit of count stands in a pair of brackets, for each pair, the last first."""
    for bracketed in reversed(list(_BRACKETED.finditer(text))[-_MOST_BRACKETS:]):
        unit, rest = key(bracketed[1]), f"{text[: bracketed.start()]} {text[bracketed.end() :]}"
        yield {one for one in _of_words(rest) if key(labels.unit_of(one)) == unit}


def _of_words(text: str) -> set[FigureKey]:
    """Return the figures whose names are these words, whatever they are counted in."""
    typed = key(text).split()
    if not 0 < len(typed) <= MOST_WORDS:
        return set()
    # A name that reports print comes before what else the same thing is called: "tuyên truyền – pháp luật" has a topic.
    return _of_names(typed, _printed()) or _of_names(typed, _other_names())


def _of_names(typed: list[str], names: Sequence[tuple[tuple[str, ...], FigureKey]]) -> set[FigureKey]:
    """Return the figures whose whole has one of these names, and whose limits are the other words."""
    begun = [(whole, typed[len(name) :]) for name, whole in names if tuple(typed[: len(name)]) == name]
    return {one for whole, rest in begun for one in _limited(whole, rest, _limits(whole))}


def _limited(whole: FigureKey, typed: list[str], limits: dict[str, list[Limit]]) -> Iterator[FigureKey]:
    """Yield what a whole becomes by limits that are all the words."""
    if not typed:
        yield whole
        return
    for length in range(len(typed), 0, -1):
        for limit in limits.get(" ".join(typed[:length]), []):
            narrower = _narrowed(whole, limit)
            if narrower is not None:
                yield from _limited(narrower, typed[length:], limits)


def _narrowed(whole: FigureKey, limit: Limit) -> FigureKey | None:
    """Return a key with one limit more; None where it has that part already, or never has it."""
    match whole, limit:
        case TipKey(value=None), Value():
            return replace(whole, value=limit)
        case TipKey(category=None), Category():
            return replace(whole, category=limit)
        case TipKey(source_group=None) | OutcomeKey(source_group=None), SourceGroup():
            return replace(whole, source_group=limit)
        case OutcomeKey(contribution=None), Contribution():
            return replace(whole, contribution=limit)
        case OutcomeKey(attributes=had), _Attribute(name, value) if name not in dict(had):
            return replace(whole, attributes=tuple(sorted((*had, (name, value)))))
        case IncidentKey(kind=None), IncidentKind():
            return replace(whole, kind=limit)
        case IncidentKey(category=None), Category():
            return replace(whole, category=limit)
        case ActivityKey(by=None), SourceGroup():
            return replace(whole, by=limit)
        case ActivityKey(topic=None), Topic():
            return replace(whole, topic=limit)
    return None


@cache
def _printed() -> tuple[tuple[tuple[str, ...], FigureKey], ...]:
    """Return every figure without limits by the words of its name, as reports in Vietnamese print it."""
    return tuple((_words(whole_name(one)), one) for one in _wholes())


@cache
def _other_names() -> tuple[tuple[tuple[str, ...], FigureKey], ...]:
    """Return the same by what else they are called, as far as they are."""
    return tuple((_words(name), one) for one in _wholes() for name in _also(one))


def _words(name: str) -> tuple[str, ...]:
    return tuple(key(name).split())


def _also(whole: FigureKey) -> tuple[str, ...]:
    match whole:
        case TipKey():
            return ("nguồn tin", "tin")
        case IncidentKey():
            return ("vụ việc",)
        case OutcomeKey():
            return (whole.type.value,)
        case ActivityKey(is_second=False):
            return _aliases(words.ACTIVITY_TYPES, whole.type)
        case StructureKey(measure=Measure.COUNT):
            return _aliases(words.STRUCTURE_TYPES, whole.type)
        case _:
            return ()


def _aliases(names: words.Names[words.Word], of: words.Word) -> tuple[str, ...]:
    return tuple(name for name, meant in names.known.items() if meant is of)


def _wholes() -> Iterator[FigureKey]:
    """Yield every figure without limits."""
    yield TipKey()
    yield IncidentKey()
    yield from (OutcomeKey(of, unit) for of in OutcomeType for unit in RULES[of].units)
    for kind, rule in ACTIVITY_RULES.items():
        yield from (ActivityKey(kind, unit) for unit in rule.units)
        if rule.second is not None:
            yield from (ActivityKey(kind, unit, is_second=True) for unit in rule.units)
    for of in StructureType:
        yield from (StructureKey(of, measure) for measure in Measure)
        yield from (MilestoneKey(of, milestone) for milestone in Milestone)
        yield KindsKey(of)
    for standard in Standard:
        for area in AreaKind:
            yield StandardKey(standard, area)
            yield StandardKey(standard, area, is_assessed=True)


def _limits(whole: FigureKey) -> dict[str, list[Limit]]:
    """Return what may limit a whole, by its names."""
    found: dict[str, list[Limit]] = {}
    for name, limit in _parts(whole):
        found.setdefault(key(name), []).append(limit)
    return {name: list(dict.fromkeys(limits)) for name, limits in found.items() if name}


def _parts(whole: FigureKey) -> Iterator[tuple[str, Limit]]:
    match whole:
        case TipKey():
            yield from ((labels.value(one), one) for one in Value)
            yield from ((labels.category(one), one) for one in Category)
            yield from _groups()
        case OutcomeKey():
            for name in RULES[whole.type].attributes:
                yield from ((labels.attribute_value(one), _Attribute(name, one)) for one in CHOICES.get(name, ()))
            yield from ((contribution(one), one) for one in Contribution)
            yield from _groups()
        case IncidentKey():
            yield from ((labels.incident_kind(one), one) for one in IncidentKind)
            yield from ((labels.category(one), one) for one in Category)
        case ActivityKey():
            yield from _groups()
            yield from ((labels.topic(one), one) for one in Topic)
            yield from words.TOPICS.known.items()


def _groups() -> Iterator[tuple[str, SourceGroup]]:
    yield from ((labels.source_group(one), one) for one in SourceGroup)
    yield from words.SOURCE_GROUPS.known.items()
