"""What people are told because time has passed: of tips that wait, at a shift change, of a draft they left."""

from datetime import date, datetime

from domain.codes import spaced
from handlers import texts
from locales import gettext as _
from locales import ngettext
from storage.due_times import Standing
from storage.units import Unit


def soon(code: str, unit: Unit, received_at: datetime, *, by: datetime) -> str:
    """Return the reminder of a tip whose time is not over yet; it names no content."""
    return _(
        "Not acknowledged yet: tip {code} of {time}, with {unit}. It is to be acknowledged by {by}. "
        "Open the queue: /hangcho"
    ).format(code=spaced(code), time=texts.clock(received_at), unit=texts.police(unit), by=texts.clock(by))


def several(unit: Unit, late: int) -> str:
    """Return one reminder in the place of many, for who handles the queue."""
    return ngettext(
        "{n} tip with {unit} is overdue. Open the list: /quahan",
        "{n} tips with {unit} are overdue. Open the list: /quahan",
        late,
    ).format(n=late, unit=texts.police(unit))


def several_below() -> str:
    """Return one reminder in the place of many, for those above the units that should have acknowledged."""
    return _("Several tips in your area are overdue. By unit: /tonghop")


def handover(unit: Unit, queue: Standing) -> str:
    """Return what one shift hands over to the next; it names no tip."""
    return _(
        "Shift change, {unit}: {open} open, {waiting} not acknowledged, {late} overdue. Open the queue: /hangcho"
    ).format(unit=texts.police(unit), open=queue.open, waiting=queue.waiting, late=queue.late)


def draft_left(last_day: date) -> str:
    """Return the reminder of a draft; what it is about stays unsaid, as it may be shown on a locked phone."""
    return _(
        "What you began to write here has not been sent yet. You can go on above; to drop it: /huy. "
        "It is erased by itself after {day}."
    ).format(day=f"{last_day:%d/%m/%Y}")
