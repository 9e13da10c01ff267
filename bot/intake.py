"""Journals what arrives, then confirms it. It reads nothing but the numbers, so no odd message can stop it."""

import asyncio
import hmac
import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.brackets import walk
from bot.messenger import Messenger, MessengerError, RefusedError, TooManyRequestsError, UnreachableError
from storage import updates
from storage.database import Database
from storage.updates import Arrival
from storage.vault import Vault

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""Named at every start: the messenger remembers the last list it was given."""

LONG_POLL = timedelta(seconds=25)
"""How long the messenger may hold a request open; Telegram allows 50 s."""

MAX_BODY_BYTES = 4 * 2**20
"""No webhook body is larger; a getUpdates answer neither: https://core.telegram.org/bots/api#getupdates."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

_PAUSES = (1, 2, 5, 10, 30)
"""Seconds to wait after the first, second … failure in a row."""

_TRUE = re.compile(rb"\s*:\s*true\b")
_NUMBER = re.compile(rb"\s*:\s*(-?\d{1,18})\b")


class Intake:
    """What every way of receiving shares: the journal, and a bell that wakes whoever handles it."""

    def __init__(self, database: Database, vault: Vault, *, clock: Callable[[], datetime], bell: asyncio.Event) -> None:
        """Take the journal's database and keys, the server's clock, and the bell."""
        self._database = database
        self._vault = vault
        self._clock = clock
        self._bell = bell

    async def keep(self, bot: str, arrivals: list[Arrival]) -> None:
        """Journal updates; when this returns, they are on disk."""
        async with self._database.begin() as session:
            new = await updates.keep(session, self._vault, bot, arrivals, now=self._clock())
        if new:
            self._bell.set()

    async def poll(self, messenger: Messenger) -> None:
        """Ask a messenger for updates and journal them, until cancelled."""
        failures = 0
        offset: int | None = None
        while True:
            try:
                offset = await self._poll_once(messenger, offset)
                failures = 0
                continue
            except TooManyRequestsError as error:
                pause = error.retry_after.total_seconds()
            except RefusedError as error:
                pause = _PAUSES[min(failures, len(_PAUSES) - 1)]
                # 409: somebody else uses the token, or a webhook is set. Either way an operator must look.
                logger.error("%s refuses getUpdates: %s", messenger.name, error)  # noqa: TRY400 - no traceback needed
            except (MessengerError, SQLAlchemyError, ValueError) as error:
                pause = _PAUSES[min(failures, len(_PAUSES) - 1)]
                logger.warning("intake of %s pauses for %s s: %s", messenger.name, pause, type(error).__name__)
            failures += 1
            await asyncio.sleep(pause)

    async def _poll_once(self, messenger: Messenger, offset: int | None) -> int | None:
        """Journal one answer; returns the offset that confirms it, or None when there is nothing to confirm.

        Without an offset the messenger offers everything that is not confirmed. So an offset is only sent right after
        a batch, and numbers that start anew after a quiet week are not skipped.
        """
        payload: dict[str, object] = {"timeout": int(LONG_POLL.total_seconds()), "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            payload["offset"] = offset
        answer = await messenger.post("getUpdates", payload, within=LONG_POLL + timedelta(seconds=15))
        if not is_ok(answer):
            # A page of some network in between, for example; to ask again at once would be to hammer on it.
            raise UnreachableError("the answer is of another form")
        arrivals = split_updates(answer)
        if not arrivals:
            return None
        await self.keep(messenger.name, arrivals)
        return arrivals[-1].update_id + 1

    def webhook(self, messenger: Messenger, secret: str) -> Callable[[web.Request], "asyncio.Future[web.Response]"]:
        """Return the route that takes one messenger's updates. It answers 200 only after the journal's commit."""
        expected = secret.encode()

        async def take(request: web.Request) -> web.Response:
            given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, expected):
                return web.Response(status=401)
            try:
                # Also without a Content-Length, as proxies may pass it on; a body over the limit is answered with 413.
                arrivals = [arrival_of(await request.read())]
            except ValueError:
                # Nothing that could be journalled under a number; it would be the same at every further try.
                logger.warning("%s: a webhook body without a number was dropped", messenger.name)
                return web.Response()
            try:
                await self.keep(messenger.name, arrivals)
            except SQLAlchemyError as error:
                logger.warning("webhook of %s answers 503: %s", messenger.name, type(error).__name__)
                return web.Response(status=503, headers={"Retry-After": "2"})
            return web.Response()

        return take  # type: ignore[return-value]  # aiohttp takes any coroutine function


def is_ok(answer: bytes) -> bool:
    """Whether the messenger says, on the first level and wherever it stands there, that all went well."""
    return answer.lstrip()[:1] == b"{" and any(
        token[0] == b'"ok"' and level == 1 and _TRUE.match(answer, token.end()) is not None
        for token, level in walk(answer)
    )


def split_updates(answer: bytes) -> list[Arrival]:
    """Return the updates of a getUpdates answer, each with its own bytes as they came.

    An update nested a thousand levels deep is kept like any other, and only its own handling fails later.
    """
    start = 0
    found = []
    for token, level in walk(answer):
        # Level 1 is the answer, 2 its list of updates, 3 an update.
        if level != 3:  # noqa: PLR2004 - see above
            continue
        match token[0]:
            case b"{" | b"[":
                start = token.start()
            case b"}" | b"]":
                found.append(arrival_of(answer[start : token.end()]))
            case _:
                pass
    return found


def arrival_of(body: bytes) -> Arrival:
    """Return one update with its number. Raises ValueError where it has none on its first level."""
    for token, level in walk(body):
        if level == 1 and token[0] == b'"update_id"':
            number = _NUMBER.match(body, token.end())
            if number:
                return Arrival(int(number[1]), body)
    raise ValueError("an update without a number")
