"""What watches over a process that only takes updates, loaded once it takes them: logs, signals, health, systemd."""

import asyncio
from importlib import import_module

from bot import systemd
from bot.intake_settings import IntakeSettings
from bot.logs import set_up_logs, speak_as
from bot.stopping import until_signal


async def observe(settings: IntakeSettings) -> None:
    """Tell how the process is, until a signal asks to stop."""
    set_up_logs(settings.log)
    speak_as("intake")
    await until_signal(_observe(settings))


async def _observe(settings: IntakeSettings) -> None:
    if settings.observe is None and systemd.alive_every() is None:
        # Nobody asks, so what it takes to answer, SQLAlchemy above all, is not loaded at all.
        await asyncio.Event().wait()
    answering = await asyncio.to_thread(import_module, "bot.answering")
    await answering.answer(settings)
