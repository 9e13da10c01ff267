"""Figures by name: a key as a short text for a command line, a file or a table, and back.

>>> figure_id(TipKey(SourceGroup.PEOPLE, Value.VALUABLE))
'tips?value=valuable&source=people'
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote, unquote

from domain.activities import ACTIVITY_RULES, ActivityType, Topic
from domain.errors import DomainError
from domain.figure_keys import (
    ActivityKey,
    FigureKey,
    IncidentKey,
    KindsKey,
    MilestoneKey,
    OutcomeKey,
    StandardKey,
    StructureKey,
    TipKey,
    outcome_key,
)
from domain.outcomes import CHOICES, RULES, Attribute, Contribution, IncidentKind, OutcomeType, UnitOfCount, Value
from domain.structures import AreaKind, Measure, Milestone, Standard, StructureType
from domain.tip import Category, SourceGroup

_MOST_DIGITS = 18
"""Digits of a row's number."""

_SECOND, _ASSESSED = "second", "assessed"

Closed = TypeVar("Closed", bound=StrEnum)


class UnknownFigureError(DomainError):
    """No figure has this id."""

    def __init__(self, text: str) -> None:
        """Keep the id as it was given."""
        super().__init__(text)
        self.text = text


def figure_id(key: FigureKey) -> str:
    """Return the id of the figure that a key asks for; two keys never have the same one."""
    limits: dict[str, object]
    match key:
        case TipKey():
            limits = {"value": key.value, "source": key.source_group, "category": key.category, "model": key.model}
            return _joined(("tips",), limits)
        case OutcomeKey():
            limits = {name.value: value for name, value in key.attributes}
            limits |= {"source": key.source_group, "contribution": key.contribution}
            return _joined(("outcome", key.type, key.unit), limits)
        case IncidentKey():
            return _joined(("incident",), {"kind": key.kind, "category": key.category})
        case ActivityKey():
            second = (_SECOND,) if key.is_second else ()
            return _joined(("activity", key.type, key.unit, *second), {"by": key.by, "topic": key.topic})
        case StructureKey():
            measure = () if key.measure is Measure.COUNT else (key.measure,)
            return _joined(("structure", key.type, *measure), {"name": key.name, "owner": key.owner})
        case KindsKey():
            return _joined(("kinds", key.type), {})
        case MilestoneKey():
            return _joined(("milestone", key.type, key.milestone), {"name": key.name, "owner": key.owner})
        case StandardKey():
            assessed = (_ASSESSED,) if key.is_assessed else ()
            return _joined(("standard", key.standard, key.area, *assessed), {})


def _joined(words: tuple[str, ...], limits: Mapping[str, object]) -> str:
    named = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in limits.items() if value is not None)
    return ".".join(words) + (f"?{named}" if named else "")


def read_figure_id(text: str) -> FigureKey:
    """Return the key of a figure by its id, whose parts after the question mark may stand in any order.

    Raises UnknownFigureError.
    """
    path, mark, rest = text.partition("?")
    words = path.split(".")
    limits = _limits(rest) if mark else {}
    read = _READERS.get(words[0])
    if limits is None or read is None:
        raise UnknownFigureError(text)
    try:
        key = read(words[1:], limits)
    except ValueError:
        raise UnknownFigureError(text) from None
    if limits:
        # Something is named that limits no figure of this kind.
        raise UnknownFigureError(text)
    return key


def _limits(text: str) -> dict[str, str] | None:
    """Return names with values, or None where one has no value or is given twice."""
    pairs = [part.partition("=") for part in text.split("&")]
    limits = {name: unquote(value) for name, _equals, value in pairs}
    return limits if len(limits) == len(pairs) and all(equals for _name, equals, _value in pairs) else None


# Each reader takes what it knows out of the limits, and raises ValueError for words that mean nothing.


def _tips(words: list[str], limits: dict[str, str]) -> TipKey:
    _check(len(words) == 0)
    return TipKey(
        source_group=_one(SourceGroup, limits, "source"),
        value=_one(Value, limits, "value"),
        category=_one(Category, limits, "category"),
        model=_row(limits, "model"),
    )


def _outcome(words: list[str], limits: dict[str, str]) -> OutcomeKey:
    _check(len(words) == 2)  # noqa: PLR2004 - type and unit
    of, unit = OutcomeType(words[0]), UnitOfCount(words[1])
    _check(unit in RULES[of].units)
    attributes = {name: limits.pop(name.value) for name in Attribute if name.value in limits}
    _check(all(value in CHOICES[name] for name, value in attributes.items()))
    source_group = _one(SourceGroup, limits, "source")
    contribution = _one(Contribution, limits, "contribution")
    return outcome_key(of, unit, attributes, source_group=source_group, contribution=contribution)


def _incident(words: list[str], limits: dict[str, str]) -> IncidentKey:
    _check(len(words) == 0)
    return IncidentKey(_one(IncidentKind, limits, "kind"), _one(Category, limits, "category"))


def _activity(words: list[str], limits: dict[str, str]) -> ActivityKey:
    rest, is_second = _without(words, _SECOND)
    _check(len(rest) == 2)  # noqa: PLR2004 - type and unit
    of, unit = ActivityType(rest[0]), UnitOfCount(rest[1])
    rule = ACTIVITY_RULES[of]
    _check(unit in rule.units and (rule.second is not None or not is_second))
    return ActivityKey(of, unit, _one(SourceGroup, limits, "by"), _one(Topic, limits, "topic"), is_second)


def _structure(words: list[str], limits: dict[str, str]) -> StructureKey:
    _check(0 < len(words) <= 2)  # noqa: PLR2004 - type and measure
    measure = Measure(words[1]) if len(words) > 1 else Measure.COUNT
    # There is one id for each figure, and that of the plain count does not name it.
    _check(len(words) == 1 or measure is not Measure.COUNT)
    return StructureKey(StructureType(words[0]), measure, limits.pop("name", None), limits.pop("owner", None))


def _kinds(words: list[str], _limits: dict[str, str]) -> KindsKey:
    return KindsKey(StructureType(".".join(words)))


def _milestone(words: list[str], limits: dict[str, str]) -> MilestoneKey:
    _check(len(words) == 2)  # noqa: PLR2004 - type and milestone
    of, milestone = StructureType(words[0]), Milestone(words[1])
    return MilestoneKey(of, milestone, limits.pop("name", None), limits.pop("owner", None))


def _standard(words: list[str], _limits: dict[str, str]) -> StandardKey:
    rest, is_assessed = _without(words, _ASSESSED)
    _check(len(rest) == 2)  # noqa: PLR2004 - standard and area
    return StandardKey(Standard(rest[0]), AreaKind(rest[1]), is_assessed)


_READERS: dict[str, Callable[[list[str], dict[str, str]], FigureKey]] = {
    "tips": _tips,
    "outcome": _outcome,
    "incident": _incident,
    "activity": _activity,
    "structure": _structure,
    "kinds": _kinds,
    "milestone": _milestone,
    "standard": _standard,
}


def _check(holds: object) -> None:
    if not holds:
        raise ValueError


def _without(words: list[str], last: str) -> tuple[list[str], bool]:
    return (words[:-1], True) if words[-1:] == [last] else (words, False)


def _one(of: type[Closed], limits: dict[str, str], name: str) -> Closed | None:
    return of(limits.pop(name)) if name in limits else None


def _row(limits: dict[str, str], name: str) -> int | None:
    text = limits.pop(name, None)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise ValueError
    return int(text)
