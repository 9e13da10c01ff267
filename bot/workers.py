"""Workers: processes that share the handling and the sending of one PostgreSQL, forked once everything is loaded.

What was loaded before a fork is shared as long as nobody writes to it, so one more worker costs little memory. The
process that forked them does nothing but watch: it begins a new worker where one has ended, and hands on what it is
told.
"""

import asyncio
import gc
import logging
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence

import uvloop
from aiogram import Bot
from sqlalchemy.engine import make_url
from sqlalchemy.orm import configure_mappers

from bot import metrics, probe, systemd
from bot.app import Part, the_dispatcher
from bot.clock import server_clock
from bot.handling import Offline, read_update
from bot.logs import flush_logs, speak_as
from bot.service import WrongUseError, check, serve_checked
from bot.settings import Settings
from places import gazetteer, resolve
from triage.suggest import suggest

logger = logging.getLogger(__name__)

MOST_RESTARTS = 5
"""Workers that may end by themselves within a minute; when more do, something is wrong that no restart mends."""

SHARED = frozenset({Part.HANDLING, Part.SENDER})
"""Parts of which several processes can each do some."""

_MINUTE_SECONDS = 60.0

_SIGNALS = (signal.SIGTERM, signal.SIGINT)

Work = Callable[[int], None]
"""What a worker does, by its number from 0 on; it returns when it is told to stop, and raises where it fails."""


class Workers:
    """Processes that are there until this one is told to stop.

    Args:
        count: How many.
        work: What each does.
    """

    def __init__(self, count: int, work: Work) -> None:
        self._count = count
        self._work = work
        self._numbers: dict[int, int] = {}
        self._ended: deque[float] = deque(maxlen=MOST_RESTARTS + 1)
        self._is_stopping = False
        self._is_failed = False

    def run(self) -> int:
        """Fork the workers and watch them until all have ended; returns the code of the process."""
        # What is there now stays for good, and walking through it would make a copy of it for each worker.
        gc.collect()
        gc.freeze()
        metrics.share(self._count + 1)
        for each in _SIGNALS:
            signal.signal(each, self._hand_on)
        for number in range(self._count):
            self._begin(number)
        logger.info("running: %d workers", self._count)
        systemd.notify(systemd.READY)
        while self._numbers:
            process, status = os.wait()
            if process in self._numbers:
                self._note_end(self._numbers.pop(process), os.waitstatus_to_exitcode(status))
        return int(self._is_failed)

    def _begin(self, number: int) -> None:
        process = os.fork()
        if process:
            self._numbers[process] = number
            return
        code = 1
        try:
            for each in _SIGNALS:
                signal.signal(each, signal.SIG_DFL)
            metrics.count_as(number + 1)
            speak_as(f"worker {number}")
            self._work(number)
            code = 0
        except BaseException:
            logger.exception("worker %d failed", number)
        finally:
            flush_logs()
            # Not through what the watching process has to do at its own end.
            os._exit(code)

    def _note_end(self, number: int, code: int) -> None:
        """Begin a worker anew that was not asked to end, as long as that seems to help."""
        if self._is_stopping:
            self._is_failed = self._is_failed or code > 0
            return
        now = time.monotonic()
        self._ended.append(now)
        logger.error("worker %d ended with code %d", number, code)
        if len(self._ended) > MOST_RESTARTS and now - self._ended[0] < _MINUTE_SECONDS:
            logger.critical("too many workers end; stopping")
            self._is_failed = True
            self._stop(signal.SIGTERM)
            return
        self._begin(number)

    def _hand_on(self, number: int, _frame: object) -> None:
        self._stop(signal.Signals(number))

    def _stop(self, number: signal.Signals) -> None:
        if not self._is_stopping:
            systemd.notify(systemd.STOPPING)
        self._is_stopping = True
        for process in list(self._numbers):
            os.kill(process, number)


def run_workers(settings: Settings, parts: Sequence[Part], count: int) -> int:
    """Run so many workers until told to stop; returns the code of the process.

    The first runs all these parts, the others those that can be shared. Raises WrongUseError where nothing can be, and
    ServiceError where the service cannot start with these settings.

    Args:
        settings: The settings.
        parts: What the service shall do.
        count: How many processes.
    """
    if make_url(settings.database_url).get_backend_name() == "sqlite":
        raise WrongUseError("--workers needs PostgreSQL: SQLite has one writer, so more processes would only wait")
    shared = [part for part in parts if part in SHARED]
    if not shared:
        raise WrongUseError(f"--workers needs a part that can be shared: {', '.join(sorted(SHARED))}")
    # Once, and before there are workers: what a check loads is large and would stay in each of them.
    asyncio.run(check(settings))
    warm_up()

    def work(number: int) -> None:
        # One of them listens where the service is observed; the numbers it shows are those of all.
        own = settings.model_copy(update={"observe": None}) if number else settings
        uvloop.run(serve_checked(own, only=shared if number else parts))

    return Workers(count, work).run()


def warm_up() -> None:
    """Load what is the same for every worker and takes memory: names of places, models, tables, handlers, updates."""
    the_dispatcher()
    configure_mappers()
    read_update(probe.an_update(1, server_clock()), Bot(probe.TOKEN, session=Offline()))
    resolve.from_text(gazetteer.load(), "phường Mỹ Thượng, Huế")
    suggest("đua xe", sent_at=server_clock())
