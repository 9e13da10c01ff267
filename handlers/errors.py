"""What people read when something fails: what happened, and what to do next."""

from domain.errors import DomainError
from domain.lifecycle import ForbiddenTransitionError
from domain.outcomes import InvalidOutcomeError
from domain.periods import PeriodError
from locales import gettext as _
from storage.incidents import IncidentNotFoundError
from storage.people import InvitationError
from storage.tips import TipNotFoundError


def explain(error: DomainError, *, to_staff: bool) -> str:
    """Return the sentence for an expected refusal, fit for a member of staff or for a citizen."""
    match error:
        case TipNotFoundError():
            if to_staff:
                return _("There is no such tip in your queue. Type /hangcho to see what there is.")
            return _("There is no such tip here. Type /tin for your tips.")
        case IncidentNotFoundError():
            return _("There is no such incident in your unit. Open the tip again and choose from the list.")
        case InvitationError():
            return _("This invitation cannot be used. Ask your unit for a new one, and open it within 24 hours.")
        case ForbiddenTransitionError():
            return _("The tip has moved on meanwhile, so this step no longer fits. Type /hangcho to see how it stands.")
        case InvalidOutcomeError(part="quantity"):
            return _("This number does not fit. Type a number greater than 0, for example 2.")
        case InvalidOutcomeError():
            return _("This outcome is not complete. Open the tip again and record it anew.")
        case PeriodError():
            return _("This period cannot be read. Type for example /solieu 01/11/2026 30/11/2026.")
        case _:
            return _("This cannot be done now. Type /trogiup to see what can.")


def set_aside() -> str:
    """Return the sentence for a message that the service failed on."""
    return _(
        "Sorry, your last message could not be processed because of a fault on our side. What you sent before is kept. "
        "Please send it again in other words; in danger call 113."
    )
