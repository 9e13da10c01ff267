"""The end of the service: asked for by a signal, clean where it can be, and over within a known time in any case."""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Coroutine
from datetime import timedelta

from bot import systemd
from bot.logs import flush_logs

logger = logging.getLogger(__name__)

SIGNALS = (signal.SIGTERM, signal.SIGINT)

LAST_MOMENT = timedelta(seconds=9)
"""A stop that is not over by then is not waited for: the database or a messenger does not answer.

Nothing is lost by that, because nothing is ever lost by being killed; what was sent and not noted may be sent twice.
"""


class Stopping:
    """What a signal sets going."""

    def __init__(self, job: "asyncio.Task[None]", *, within: timedelta) -> None:
        """Take the job that is to end, and how long that may take."""
        self._job = job
        self._within = within
        self._is_asked = False

    def ask(self) -> None:
        """End the job; asked a second time, end the process at once."""
        if self._is_asked:
            leave("asked to stop a second time; what was in flight is done again at the next start")
        self._is_asked = True
        systemd.notify(systemd.STOPPING)
        self._job.cancel()
        # In a thread, because the loop may be what hangs; also when it is closed and Python waits for threads.
        late = "the stop took too long; what was in flight is done again at the next start"
        timer = threading.Timer(self._within.total_seconds(), leave, [late])
        timer.daemon = True
        timer.start()


def leave(why: str) -> None:
    """End the process at once, with the code of a stop that was asked for; processes that it began end, too."""
    logger.warning("stopped: %s", why)
    flush_logs()
    for child in multiprocessing.active_children():
        child.kill()
    os._exit(0)


async def until_signal(work: Coroutine[object, object, None], *, within: timedelta = LAST_MOMENT) -> None:
    """Do the work until it ends or SIGTERM or SIGINT asks to stop; the process ends `within` this time after that."""
    loop = asyncio.get_running_loop()
    job = asyncio.create_task(_ignoring_result(work))
    stopping = Stopping(job, within=within)
    for number in SIGNALS:
        loop.add_signal_handler(number, stopping.ask)
    try:
        await job
    except asyncio.CancelledError:
        # The signals stay ours until the loop is closed: there may still be something to clean up, and to end at once.
        logger.info("stopped")
    else:
        for number in SIGNALS:
            loop.remove_signal_handler(number)


async def _ignoring_result(work: Coroutine[object, object, None]) -> None:
    await work
