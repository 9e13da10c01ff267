"""The service from start to stop."""

import asyncio
import gc
import logging
from collections.abc import Sequence

from bot.app import App, Part, open_app, run
from bot.logs import speak_as
from bot.model import UnusableModelError
from bot.reception import Reception
from bot.settings import Settings
from bot.stopping import until_signal
from storage import schema
from storage.vault import VaultError

logger = logging.getLogger(__name__)


YOUNG_OBJECTS = 20_000
"""So many new objects are left before the collector looks at them: some megabytes."""


class ServiceError(Exception):
    """The service cannot start; the message is a sentence for the operator."""


class WrongUseError(ServiceError):
    """The command line asks for what there is not."""


def chosen_parts(only: Sequence[str]) -> list[Part]:
    """Return the parts to run, all of them where none is named. Raises WrongUseError for a name that is none."""
    try:
        return [Part(name.strip()) for name in only] or list(Part)
    except ValueError:
        raise WrongUseError(f"--only takes {', '.join(Part)}") from None


async def serve(settings: Settings, *, only: Sequence[str] = (), reception: Reception | None = None) -> None:
    """Run the service until SIGTERM or SIGINT. Raises ServiceError where it cannot start.

    A `reception` that takes updates already goes on with it; `bot/start.py` says why there is one.
    """
    parts = chosen_parts(only)
    speak_as(",".join(parts))
    await until_signal(_checked(settings, parts, reception))


async def serve_checked(settings: Settings, *, only: Sequence[str] = ()) -> None:
    """Run the service until SIGTERM or SIGINT, with settings that `check` has passed. Raises ServiceError."""
    parts = chosen_parts(only)
    speak_as(",".join(parts))
    await until_signal(_serve(settings, parts, None))


async def _checked(settings: Settings, parts: Sequence[Part], reception: Reception | None) -> None:
    await check(settings)
    await _serve(settings, parts, reception)


async def _serve(settings: Settings, parts: Sequence[Part], reception: Reception | None) -> None:
    """Run these parts until cancelled. Raises ServiceError where they cannot start."""
    try:
        async with open_app(settings, reception=reception) as app:
            await _run(app, parts)
    except (VaultError, UnusableModelError) as error:
        raise ServiceError(str(error)) from None


async def check(settings: Settings) -> None:
    """Raise ServiceError where the service could not do its work with these settings."""
    if not settings.bots:
        raise ServiceError("no bot is set: NGUONTIN_TELEGRAM_TOKEN needs the token that BotFather gave")
    await check_database(settings)


async def check_database(settings: Settings) -> None:
    """Raise ServiceError where the database is not there or has an older schema."""
    if not await asyncio.to_thread(schema.is_current, settings.database_url):
        raise ServiceError("the database is not up to date; run `nguontin migrate` first")


async def run_until_stopped(app: App, parts: Sequence[Part]) -> None:
    """Run the parts until a signal asks to stop; what is in flight is finished or kept."""
    await until_signal(_run(app, parts))


async def _run(app: App, parts: Sequence[Part]) -> None:
    # What was loaded at the start stays for good; without it the collector has little to walk through. What an update
    # leaves behind is freed without it; it is there for the few rings, and need not look for them all the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
    logger.info("running: %s", ", ".join(parts))
    await run(app, parts)
