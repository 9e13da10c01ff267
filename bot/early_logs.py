"""Log lines of the first moments, until `bot/logs.py` is loaded: of the same form, and with the same silence."""

import json
import logging
import re
import sys
from datetime import UTC, datetime

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{10,}")


class EarlyLines(logging.Formatter):
    """Forms a record into one JSON object; of an exception its kind is shown, and never its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__qualname__
        return _TOKEN.sub("…", json.dumps(line, ensure_ascii=False))


def set_up_early_logs(level: str) -> None:
    """Send every logger's lines to standard error until `bot.logs.set_up_logs` takes them over."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(EarlyLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
