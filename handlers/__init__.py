"""Conversations: one module and one router each. `routers` gives them in the order in which they are asked."""

from aiogram import Router

from domain.access import Role
from handlers import enrolment, start, unknown
from handlers.activities import router as activities
from handlers.console import router as console
from handlers.desk import router as desk
from handlers.outcome import router as outcome
from handlers.queue import router as queue
from handlers.registers import router as registers
from handlers.report import router as report
from handlers.reporting import router as reporting
from handlers.staff import staff_router
from handlers.status import router as status
from handlers.supervision import router as supervision


def routers() -> list[Router]:
    """Return the routers: commands first, then staff, then answers, and last whatever may be a tip."""
    # One question sends everybody else past all that is for staff; each router asks for its own roles.
    staff = staff_router("staff", frozenset(Role))
    entering = (activities, registers, enrolment.router)
    staff.include_routers(queue, outcome, desk, supervision, reporting, console, *entering)
    return [
        start.groups,
        start.router,
        staff,
        status,
        enrolment.members,
        unknown.commands,
        report,
        unknown.buttons,
    ]
