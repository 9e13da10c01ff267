"""What an error of a call means: whether it is tried again, when, and whether the call may have taken effect."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError

from bot.messenger import MessengerError, RefusedError, TooManyRequestsError, UnreachableError
from storage.outbox import LONGEST_PAUSE

PAUSES = (1, 2, 5, 10, 30, 60, 120)
"""Seconds to wait at most after the first, second … failure of one call."""

MAX_DRAWINGS = 3
"""A chart that cannot be drawn at so many tries is given up, so that what the chat is told next can come."""

JITTER = 0.25
"""So much of a pause chance may take away, so that calls which failed together are not tried again together."""

AMBIGUOUS = "ambiguous: "
"""Begins the cause of a call that may have taken effect although no answer came: it explains a second copy."""

_GONE = ("chat not found", "user is deactivated", "PEER_ID_INVALID")
_MOVED = "upgraded to a supergroup"
_TOO_LATE = ("query is too old", "query ID is invalid")
_NO_SUCH_MESSAGE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")

_NOT_CONNECTED = (
    "ClientConnectorError",
    "ClientConnectorDNSError",
    "ClientConnectorSSLError",
    "ClientConnectorCertificateError",
    "ClientProxyConnectionError",
    "ConnectionTimeoutError",
    "ConnectionRefusedError",
)
"""Names of errors that come before a byte of the call was sent."""


class DrawingError(Exception):
    """A chart could not be drawn; the message names the kind of error and no figures."""


class Verdict(StrEnum):
    """What an error of a call means."""

    LATER = "later"
    TOO_LATE = "too_late"
    GONE = "gone"
    BUG = "bug"


def classify(error: Exception, *, attempts: int = 0) -> Verdict:
    """Return whether to try again, or why not; `attempts` counts those before."""
    if isinstance(error, FileNotFoundError):
        return Verdict.BUG
    if isinstance(error, DrawingError):
        return Verdict.LATER if attempts + 1 < MAX_DRAWINGS else Verdict.BUG
    if not isinstance(error, MessengerError | SQLAlchemyError | OSError):
        # Nobody knows what it is: it may heal, but the calls behind it cannot wait for ever.
        return Verdict.LATER if attempts < len(PAUSES) else Verdict.BUG
    if not isinstance(error, RefusedError):
        return Verdict.LATER
    if error.code in {401, 404, 409}:
        # The token or the address is wrong: an operator's matter, and nothing is lost meanwhile.
        return Verdict.LATER
    if error.code == 403 or is_moved(error) or any(words in error.description for words in _GONE):  # noqa: PLR2004 - "forbidden"
        return Verdict.GONE
    if any(words in error.description for words in _TOO_LATE):
        return Verdict.TOO_LATE
    return Verdict.BUG


def is_moved(error: Exception) -> bool:
    """Whether a group has got another number. Nothing is sent to that one: nobody has verified who is in it."""
    return isinstance(error, RefusedError) and _MOVED in error.description


def is_without_message(error: RefusedError) -> bool:
    """Whether the message that was to be edited is not there, or too old."""
    return any(words in error.description for words in _NO_SUCH_MESSAGE)


def is_ambiguous(error: Exception) -> bool:
    """Whether the call may have taken effect: it was on its way when the answer failed to come."""
    return isinstance(error, UnreachableError) and str(error) not in _NOT_CONNECTED


def cause_of(error: Exception, *, was_ambiguous: bool) -> str:
    """Return the cause to keep with a call, without any content.

    Args:
        error: What happened now.
        was_ambiguous: Whether an attempt before this one may have taken effect.
    """
    # Only a messenger's own words are known to hold no content.
    cause = str(error) if isinstance(error, MessengerError) else type(error).__name__
    return f"{AMBIGUOUS}{cause}" if was_ambiguous or is_ambiguous(error) else cause


def pause_after(error: Exception, *, attempts: int, chance: float) -> timedelta:
    """Return how long to wait before the next attempt.

    Args:
        error: What happened.
        attempts: How many there were before this one.
        chance: A random number from 0 to 1, which takes away up to a quarter.
    """
    if isinstance(error, TooManyRequestsError):
        return min(error.retry_after, LONGEST_PAUSE)
    return timedelta(seconds=PAUSES[min(attempts, len(PAUSES) - 1)] * (1 - JITTER * chance))
