"""The server's clock: the only one there is."""

from datetime import UTC, datetime


def server_clock() -> datetime:
    """Return the server's time in UTC."""
    return datetime.now(UTC)
