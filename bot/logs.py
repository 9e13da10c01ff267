"""Logs as JSON lines: ids and codes only, never what people wrote, where they are, names or tokens.

Lines go through a thread of their own, so that a reader that is slow, or gone, never holds up the service. What it
does not take in time is dropped and counted.
"""

import atexit
import logging
import os
import queue
import re
import sys
import threading
import traceback
from types import TracebackType

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot import metrics

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{10,}")

OURS = ("bot", "domain", "handlers", "locales", "places", "reports", "storage", "triage", "web", "webchat")
"""Whose lines are shown from the level that is set. Of libraries, which may quote content, only warnings are."""

MAX_WAITING_LINES = 5_000
"""So many lines wait for whoever reads them; more are dropped."""

MAX_FRAMES = 40
"""Of each exception so many frames are shown, those nearest to it."""

_LAST_WORDS_SECONDS = 1.0
"""At the end of the process, what still waits gets so long."""

logger = logging.getLogger(__name__)


class Lines:
    """Lines on their way to a file descriptor; a thread writes them, and whoever logs never waits for it."""

    def __init__(self, descriptor: int, *, limit: int = MAX_WAITING_LINES) -> None:
        """Take the descriptor, and how many lines may wait."""
        self._descriptor = descriptor
        self._waiting: queue.Queue[bytes] = queue.Queue(limit)
        # A process that was forked has no thread; the first line begins one, in every process its own.
        self._process = 0
        self.dropped = 0

    def put(self, line: str) -> None:
        """Hand over a line without waiting; where too many wait already, it is dropped and counted."""
        if self._process != os.getpid():
            self._begin()
        try:
            self._waiting.put_nowait(line.encode("utf-8", "backslashreplace") + b"\n")
        except queue.Full:
            self._drop()

    def flush(self, seconds: float) -> None:
        """Wait until all is written, but no longer than this."""
        if self._process == os.getpid():
            with self._waiting.all_tasks_done:
                self._waiting.all_tasks_done.wait_for(lambda: not self._waiting.unfinished_tasks, seconds)

    def _begin(self) -> None:
        if self._process:
            # What waited belongs to the process that this one was forked from, which writes it itself.
            self._waiting = queue.Queue(self._waiting.maxsize)
        self._process = os.getpid()
        threading.Thread(target=self._write_all, args=(self._waiting,), name="log lines", daemon=True).start()

    def _write_all(self, waiting: queue.Queue[bytes]) -> None:
        while True:
            line = waiting.get()
            try:
                _write(self._descriptor, line)
            except OSError:
                # Closed, or nobody reads any more. Nothing can be said about it where nobody listens but in a number.
                self._drop()
            finally:
                waiting.task_done()

    def _drop(self) -> None:
        self.dropped += 1
        metrics.lines_dropped(1)


def _write(descriptor: int, line: bytes) -> None:
    """Write a whole line; waits where a pipe is full."""
    while line:
        line = line[os.write(descriptor, line) :]


class _Handler(logging.Handler):
    """Forms records into lines and hands them over."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.lines.put(self.format(record))
        except Exception:  # noqa: BLE001 - logging must not stop what it tells of
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say which line could not be formed; logging's own way would print what was to be in it."""
        where = f"{os.path.basename(record.pathname)}:{record.lineno}"  # noqa: PTH119 - a name that may be made up
        self.lines.put(f'{{"event": "a line from {where} could not be formed", "level": "error"}}')


class _Part:
    """Which parts of the service this process runs, for its lines."""

    name = "-"

    def add(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """Put the parts beside the event."""
        event["part"] = self.name
        return event


_part = _Part()


def speak_as(part: str) -> None:
    """Name this process in its lines from now on, such as "intake,web" or "handling 2"."""
    _part.name = part


def hide_tokens(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blot out whatever looks like a bot's token, wherever it came from."""
    return {name: _TOKEN.sub("…", value) if isinstance(value, str) else value for name, value in event.items()}


def show_where(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put the kinds of exceptions and the lines they came through in the place of their messages.

    The message of an exception may quote what somebody wrote.
    """
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["exception"] = _where(error)
    return event


def _where(error: BaseException) -> str:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f"{_where(cause)}\n" if cause is not None else ""
    inner = "".join(f"\n{_where(one)}" for one in error.exceptions) if isinstance(error, BaseExceptionGroup) else ""
    return f"{before}{''.join(traceback.format_tb(error.__traceback__, -MAX_FRAMES))}{type(error).__qualname__}{inner}"


def formatter() -> logging.Formatter:
    """Return what forms a record into one JSON object: event, level, logger, timestamp, part, perhaps exception."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _part.add,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            show_where,
            hide_tokens,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def set_up_logs(level: str) -> None:
    """Send every logger's lines to standard error, one JSON object a line; also what nobody caught."""
    lines = Lines(sys.__stderr__.fileno() if sys.__stderr__ is not None else 2)
    handler = _Handler(lines)
    handler.setFormatter(formatter())
    chosen = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(level=max(chosen, logging.WARNING), handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(chosen)
    logging.captureWarnings(capture=True)
    sys.excepthook = _note_uncaught
    threading.excepthook = _note_uncaught_in_thread
    atexit.register(lines.flush, _LAST_WORDS_SECONDS)


def flush_logs() -> None:
    """Wait until what was logged is written, a second at most; for a process that is about to end at once."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _Handler):
            handler.lines.flush(_LAST_WORDS_SECONDS)


def _note_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logger.critical("an exception ended the process", exc_info=(kind, error, trace))


def _note_uncaught_in_thread(found: threading.ExceptHookArgs) -> None:
    if found.exc_value is not None:
        logger.critical("an exception ended a thread", exc_info=found.exc_value)
