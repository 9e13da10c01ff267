"""Domain values as the console's pages name them, in the current language."""

from datetime import datetime

from domain.access import Role
from locales import gettext as _
from locales import pgettext, time_zone
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
