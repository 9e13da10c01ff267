"""What people read when a page cannot be shown: what is the matter, and what to do next."""

from dataclasses import dataclass

from aiohttp import web

from domain.periods import BackwardPeriodError, DistantPeriodError, PeriodError
from locales import gettext as _
from storage.passes import PassError
from storage.units import UnitNotFoundError
from web.query import QueryError


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal in words, with the status that says the same to a browser."""

    status: int
    heading: str
    words: str


def explain(error: Exception) -> Refusal:
    """Return the refusal for an error. What may not be seen reads like what is not there."""
    match error:
        case PassError():
            heading = _("You are not signed in")
            return Refusal(403, heading, _("Type /trang in the chat with the bot. It answers with a new link."))
        case PeriodError():
            return Refusal(400, _("This period cannot be read"), _period(error))
        case QueryError() | UnitNotFoundError() | web.HTTPNotFound():
            heading = _("There is no such page")
            return Refusal(404, heading, _("Check the address, or go on from the overview."))
        case web.HTTPException():
            heading = _("This request cannot be taken")
            return Refusal(error.status, heading, _("Go back, load the page again, and try once more."))
        case _:
            heading = _("The figures cannot be read just now")
            return Refusal(503, heading, _("Please try again in a minute. Nothing is lost."))


def _period(error: PeriodError) -> str:
    match error:
        case BackwardPeriodError():
            return _("The last day lies before the first. Swap the two days.")
        case DistantPeriodError():
            return _("The year is too far away. Choose days from 1945 to 2999.")
        case _:
            return _("Choose a first and a last day, for example 01/11/2026 and 30/11/2026.")
