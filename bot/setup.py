"""What has to be there before the service runs: folders, keys, the newest schema, reference data."""

import asyncio

from bot.reference import load_units
from bot.settings import Settings
from storage import schema
from storage.database import Database
from storage.vault import create_keys


async def migrate(settings: Settings) -> tuple[str | None, str | None, int]:
    """Create what is missing; returns the schema's revision before and after, and how many units changed."""
    create_keys(settings.keys)
    before, after = await asyncio.to_thread(schema.migrate, settings.database_url)
    database = Database(settings.database_url)
    try:
        return before, after, await load_units(database)
    finally:
        await database.close()
