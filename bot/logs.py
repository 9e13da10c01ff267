"""Logs as JSON lines: ids and codes only, never what people wrote, where they are, names or tokens."""

import logging
import re
import sys
import traceback

import structlog
from structlog.typing import EventDict, WrappedLogger

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{10,}")

QUIET = ("aiogram", "aiohttp", "sqlalchemy", "alembic", "PIL", "asyncio")
"""Libraries that may quote content or addresses; only their warnings are kept."""


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
    return f"{before}{''.join(traceback.format_tb(error.__traceback__))}{type(error).__qualname__}{inner}"


def set_up_logs(level: str) -> None:
    """Send every logger's lines to standard error, one JSON object a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                show_where,
                hide_tokens,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
