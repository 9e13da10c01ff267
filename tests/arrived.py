"""Updates that have arrived: tests put them into the journal by the service's own way in."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from storage.database import Database
from storage.journal import Arrival, Journal
from storage.vault import Vault


def address_of(database: Database) -> str:
    """Return the URL of an open database, with its password."""
    return database.engine.url.render_as_string(hide_password=False)


@asynccontextmanager
async def opened(url: str, vault: Vault, *, now: datetime) -> AsyncIterator[Journal]:
    """Return the way into the journal for the length of the block, in which the clock stands still."""
    journal = Journal(url, vault, clock=lambda: now)
    try:
        yield journal
    finally:
        await journal.close()


async def keep(database: Database, vault: Vault, bot: str, arrivals: Sequence[Arrival], *, now: datetime) -> int:
    """Journal what arrived and return how many were new."""
    async with opened(address_of(database), vault, now=now) as journal:
        return (await journal.keep(bot, arrivals)).new
