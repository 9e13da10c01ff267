"""Says how a process is that only takes updates: to whoever asks over HTTP, and to systemd."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.clock import server_clock
from bot.health import Health, watch_loop
from bot.intake_settings import IntakeSettings, host_and_port
from storage.database import Database


async def answer(settings: IntakeSettings) -> None:
    """Answer until cancelled."""
    async with _listening(settings):
        await watch_loop()


@asynccontextmanager
async def _listening(settings: IntakeSettings) -> AsyncIterator[None]:
    """Say within the block how this process is, at the address that is set for that, if one is."""
    if settings.observe is None:
        yield
        return
    database = Database(settings.database_url)
    health = Health(database, clock=server_clock, backups=settings.backups, folder=settings.keys.parent)
    site = web.Application()
    health.add_routes(site)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, *host_and_port(settings.observe)).start()
        yield
    finally:
        await runner.cleanup()
        await health.close()
        await database.close()
