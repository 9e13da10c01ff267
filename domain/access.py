"""Who may do what. Access is part of finding: `storage` asks these functions and finds nothing else."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is towards a tip."""

    CITIZEN = "citizen"
    OFFICER = "officer"
    COMMANDER = "commander"
    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    SYSTEM = "system"


HANDLES_TIPS = frozenset({Role.OFFICER, Role.COMMANDER, Role.COORDINATOR})
"""Roles that read the tips of their own unit's queue; a province's queue is its coordination desk."""

COUNTRY = "VN"
"""The unit above every province; its queue is the last desk that a tip can reach."""


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff, as far as the rules are concerned.

    Attributes:
        id: The row in the table of officers.
        contact_id: How to write to them.
        role: One of `STAFF`.
        unit_code: The unit they work for: a commune, a province, or the country.
        name: What colleagues call them; shown to colleagues only.
    """

    id: int
    contact_id: int
    role: Role
    unit_code: str
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a step in a tip's history: a role and a unit, and the officer where there is one."""

    role: Role
    unit_code: str
    officer_id: int | None = None


def acting(officer: Officer) -> Actor:
    """Return the officer as the one who takes a step."""
    return Actor(role=officer.role, unit_code=officer.unit_code, officer_id=officer.id)


def handles_queue(officer: Officer, unit_code: str) -> bool:
    """Whether the officer may read and handle the tips in this unit's queue."""
    return officer.role in HANDLES_TIPS and officer.unit_code == unit_code


def supervises(officer: Officer, unit_code: str, parent_code: str | None) -> bool:
    """Whether the officer may see this unit's figures: their own unit's and those directly below or above all."""
    own = officer.unit_code in {unit_code, parent_code} or officer.unit_code == COUNTRY
    return officer.role in {Role.SUPERVISOR, Role.COORDINATOR, Role.COMMANDER} and own
