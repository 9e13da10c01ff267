"""The first half second of `nguontin`: what takes updates works before the rest of the service is loaded.

So a restart misses nothing: webhooks are answered and updates asked for at once, while aiogram, the gazetteer and the
models, which take seconds, are loaded beside it. `nguontin run --only intake` never loads them.
"""

import asyncio
import gc
import logging
import signal
import sys
from importlib import import_module
from types import ModuleType

import uvloop

from bot import systemd
from bot.clock import server_clock
from bot.early_logs import set_up_early_logs
from bot.intake_settings import IntakeSettings, host_and_port, read_intake_settings
from bot.reception import Reception, StartError, open_door, open_reception
from storage.journal import JournalBrokenError
from storage.vault import VaultError, load_keys

# What comes after the first half second is loaded then.
# ruff: noqa: PLC0415

logger = logging.getLogger(__name__)

ALL_PARTS = ("run",)
ONLY_INTAKE = (("run", "--only", "intake"), ("run", "--only=intake"))


def main() -> None:
    """Run the command line. What takes updates is started at once; everything else goes its usual way."""
    arguments = tuple(sys.argv[1:])
    is_known = arguments == ALL_PARTS or arguments in ONLY_INTAKE
    settings = read_intake_settings() if is_known else None
    if settings is None:
        from bot.__main__ import main as command_line

        command_line()
        return
    sys.exit(run(settings, is_alone=arguments in ONLY_INTAKE))


def run(settings: IntakeSettings, *, is_alone: bool) -> int:
    """Run the service until it is told to stop; returns the code of the process.

    Args:
        settings: What intake needs; the other parts read their own.
        is_alone: Whether the intake is all there is to run.
    """
    set_up_early_logs(settings.log)
    try:
        uvloop.run(_serve(settings, is_alone=is_alone))
    except asyncio.CancelledError:
        # Asked to stop before there was anything to stop.
        logger.info("stopped")
    except (StartError, JournalBrokenError, VaultError) as error:
        sys.stderr.write(f"nguontin: {error}\n")
        return error.code if isinstance(error, StartError) else 1
    return 0


async def _serve(settings: IntakeSettings, *, is_alone: bool) -> None:
    job = asyncio.current_task()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # Until the service itself says what these mean.
        loop.add_signal_handler(number, job.cancel if job else loop.stop)
    vault = load_keys(settings.keys)
    try:
        async with (
            open_reception(settings, vault, clock=server_clock) as reception,
            open_door(reception, *host_and_port(settings.listen)),
            asyncio.TaskGroup() as group,
        ):
            receiving = group.create_task(reception.run())
            await (_only_intake(settings) if is_alone else _the_rest(reception))
            receiving.cancel()
    except OSError as error:
        raise StartError(f"cannot listen at {settings.listen}: {error.strerror}") from None
    except BaseExceptionGroup as group:
        raise _first_of(group) from None


async def _only_intake(settings: IntakeSettings) -> None:
    """Take updates until a signal asks to stop."""
    logger.info("running: intake")
    systemd.notify(systemd.READY)
    observing = await asyncio.to_thread(import_module, "bot.observing")
    gc.collect()
    gc.freeze()
    await observing.observe(settings)


async def _the_rest(reception: Reception) -> None:
    """Load everything else beside the intake, and run it until a signal asks to stop."""
    beside = await asyncio.to_thread(_load)
    await beside.serve_beside(reception)


def _load() -> ModuleType:
    import_module("bot.quick_aiogram").load()
    return import_module("bot.beside")


def _first_of(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return what went wrong first; where several parts end at once, the others were only told to."""
    first = group.exceptions[0]
    return _first_of(first) if isinstance(first, BaseExceptionGroup) else first


if __name__ == "__main__":
    main()
