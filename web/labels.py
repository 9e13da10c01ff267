"""Domain values as the console's pages name them, in the current language."""

from datetime import datetime

from domain.access import Role
from domain.figures import FigureKey, OutcomeKey, TipKey
from domain.outcomes import Contribution
from locales import gettext as _
from locales import pgettext, time_zone
from reports import labels
from storage.units import Unit


def clock(at: datetime) -> str:
    """Return a time as people read it in Viet Nam: 21:30 20/11/2026."""
    return at.astimezone(time_zone()).strftime("%H:%M %d/%m/%Y")


def police(unit: Unit) -> str:
    """Return the name of a unit's police, fit to begin a line: "Công an phường Mỹ Thượng"."""
    if unit.level == "country":
        return _begun(_("the national coordination desk"))
    return _begun(_("the police of {unit}").format(unit=_named(unit)))


def desk(unit: Unit) -> str:
    """Return the name of the desk at which a unit keeps tips of its own: "Bàn điều phối của thành phố Huế"."""
    if unit.level == "country":
        return police(unit)
    return _begun(_("the coordination desk of {unit}").format(unit=_named(unit)))


def whose(unit: Unit) -> str:
    """Return whose figures they are, as a heading."""
    return _("The whole country") if unit.level == "country" else police(unit)


def _named(unit: Unit) -> str:
    return f"{unit.kind} {unit.name}"


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def role(of: Role) -> str:
    """Return what somebody is."""
    return {
        Role.COMMANDER: pgettext("role", "commander"),
        Role.COORDINATOR: pgettext("role", "coordinator"),
        Role.SUPERVISOR: pgettext("role", "supervisor"),
    }.get(of, pgettext("role", "officer"))


def contribution(of: Contribution) -> str:
    """Return how much of an outcome came from tips."""
    return {
        Contribution.DIRECT: pgettext("contribution", "Directly from tips"),
        Contribution.SUPPORTED: pgettext("contribution", "Helped by tips"),
        Contribution.NONE: pgettext("contribution", "Not from tips"),
    }[of]


def figure(key: FigureKey) -> str:
    """Return what a figure counts: "Tin – Có giá trị – Quần chúng Nhân dân"."""
    return " – ".join([_whole(key), *parts(key)])


def _whole(key: FigureKey) -> str:
    return labels.outcome(key.type) if isinstance(key, OutcomeKey) else _("Tips")


def parts(key: FigureKey) -> list[str]:
    """Return what limits a figure, apart from what it is a figure of; nothing for the whole."""
    if isinstance(key, TipKey):
        return [
            *([labels.value(key.value)] if key.value else []),
            *([labels.category(key.category)] if key.category else []),
            *([labels.source_group(key.source_group)] if key.source_group else []),
        ]
    return [
        *([", ".join(labels.attribute_value(chosen) for _name, chosen in key.attributes)] if key.attributes else []),
        *([labels.source_group(key.source_group)] if key.source_group else []),
        *([contribution(key.contribution)] if key.contribution else []),
    ]
