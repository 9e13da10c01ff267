"""What a figure is called, in the current language: "Nguồn tin – Có giá trị – Quần chúng Nhân dân"."""

from typing import assert_never

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
)
from domain.outcomes import Contribution
from domain.structures import Measure
from locales import gettext as _
from locales import pgettext
from reports import labels


def figure_name(key: FigureKey) -> str:
    """Return what a figure counts, with all that limits it."""
    return " – ".join([whole_name(key), *limits(key)])


def whole_name(key: FigureKey) -> str:
    """Return what a figure counts, without its limits."""
    match key:
        case TipKey():
            return _("Tips")
        case OutcomeKey():
            return labels.outcome(key.type)
        case IncidentKey():
            return _("Incidents resolved")
        case ActivityKey():
            name = labels.activity(key.type)
            return _("{activity}: attendance").format(activity=name) if key.is_second else name
        case StructureKey():
            name = labels.structure(key.type)
            if key.measure is Measure.COUNT:
                return name
            return _("{structure}: {measure}").format(structure=name, measure=labels.measure(key.measure))
        case KindsKey():
            return _("{structure}: different kinds").format(structure=labels.structure(key.type))
        case MilestoneKey():
            return _("{structure}: {milestone}").format(
                structure=labels.structure(key.type), milestone=labels.milestone(key.milestone)
            )
        case StandardKey():
            name = f"{labels.standard(key.standard)}: {labels.area(key.area)}"
            return _("{standard} (assessed)").format(standard=name) if key.is_assessed else name
        case _ as never:
            assert_never(never)


def limits(key: FigureKey) -> list[str]:
    """Return what limits a figure, the widest first; nothing for a whole."""
    match key:
        case TipKey():
            model = _("Model {n}").format(n=key.model) if key.model else ""
            value = labels.value(key.value) if key.value else ""
            category = labels.category(key.category) if key.category else ""
            return _named(value, category, labels.source_group(key.source_group) if key.source_group else "", model)
        case OutcomeKey():
            chosen = ", ".join(labels.attribute_value(value) for _name, value in key.attributes)
            group = labels.source_group(key.source_group) if key.source_group else ""
            return _named(chosen, group, contribution(key.contribution) if key.contribution else "")
        case IncidentKey():
            kind = labels.incident_kind(key.kind) if key.kind else ""
            return _named(kind, labels.category(key.category) if key.category else "")
        case ActivityKey():
            by = labels.source_group(key.by) if key.by else ""
            return _named(by, labels.topic(key.topic) if key.topic else "")
        case StructureKey() | MilestoneKey():
            return _named(f"“{key.name}”" if key.name else "", key.owner or "")
        case _:
            return []


def contribution(of: Contribution) -> str:
    """Return how much of an outcome came from tips."""
    return {
        Contribution.DIRECT: pgettext("contribution", "Directly from tips"),
        Contribution.SUPPORTED: pgettext("contribution", "Helped by tips"),
        Contribution.NONE: pgettext("contribution", "Not from tips"),
    }[of]


def _named(*parts: str) -> list[str]:
    return [part for part in parts if part]
