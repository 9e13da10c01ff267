"""When a tip came in, as far as staff may know it: nobody shall match that with what they saw somebody type."""

from datetime import UTC, datetime, timedelta

from domain.tip import Urgency
from storage.tips import Tip

ROUNDED = timedelta(minutes=5)
"""Times of receipt are shown so exactly, but for emergencies, where every minute counts."""


def received(tip: Tip) -> datetime:
    """Return when a tip was received as staff may know it; see `ROUNDED`."""
    if tip.urgency is Urgency.EMERGENCY:
        return tip.received_at
    return rounded(tip.received_at)


def rounded(at: datetime) -> datetime:
    """Return a time rounded down, see `ROUNDED`."""
    step = int(ROUNDED.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // step * step, tz=UTC)
