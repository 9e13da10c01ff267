"""Journals what arrives, then confirms it. It reads nothing but numbers, so no odd message can stop it."""

import asyncio
import hmac
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from bot import metrics
from bot.arrivals import arrival_of, is_ok, split_updates
from bot.hooks import ALLOWED_UPDATES, Hook
from bot.messenger import Messenger, MessengerError, RefusedError, TooManyRequestsError, UnreachableError
from bot.metrics import Beat, IntakeError
from storage.crashpoints import crashpoint
from storage.journal import Arrival, Journal, JournalAwayError

logger = logging.getLogger(__name__)

LONG_POLL = timedelta(seconds=25)
"""How long the messenger may hold a request open; Telegram allows 50 s."""

MAX_BODY_BYTES = 4 * 2**20
"""No webhook body is larger; a getUpdates answer neither: https://core.telegram.org/bots/api#getupdates."""

BODY_TIMEOUT = timedelta(seconds=30)
"""A body that takes longer to come is given up; it will be sent again."""

MOST_REQUESTS = 400
"""So many webhook requests are under way at once, the bodies and the commit that they wait for included. Telegram
opens 40 connections for one bot, and 100 at most: https://core.telegram.org/bots/api#setwebhook."""

MOST_BYTES = 64 * 2**20
"""And so many bytes of bodies are held at once."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

RETRY_AFTER = {"Retry-After": "2"}
"""In seconds. Telegram keeps to it: https://core.telegram.org/bots/api#setwebhook."""

_PAUSES = (1, 2, 5, 10, 30)
"""Seconds to wait after the first, second … failure in a row."""


class Intake:
    """What every way of receiving shares: the journal, and a bell that wakes whoever handles it."""

    def __init__(self, journal: Journal, *, bell: asyncio.Event) -> None:
        """Take the journal and the bell."""
        self.bell = bell
        self._journal = journal

    async def keep(self, bot: str, arrivals: Sequence[Arrival]) -> None:
        """Journal updates; when this returns, they are on disk. Raises JournalAwayError."""
        try:
            kept = await self._journal.keep(bot, arrivals)
        except JournalAwayError:
            metrics.intake_failed(IntakeError.DATABASE)
            raise
        crashpoint("after_journal_commit")
        metrics.received(kept.new)
        for _ in range(kept.apart):
            metrics.intake_failed(IntakeError.OTHER_BODY)
        if kept.apart:
            # No number of theirs and no content: what they are is in the journal, for whoever has the keys.
            logger.error("%s: %s updates came under numbers that others have, and were set aside", bot, kept.apart)
        if kept.new:
            self.bell.set()

    async def poll(self, messenger: Messenger, hook: Hook) -> None:
        """Ask a messenger for updates and journal them, until cancelled."""
        failures = 0
        offset: int | None = None
        while True:
            metrics.beat(Beat.INTAKE)
            try:
                offset = await self._poll_once(messenger, offset)
                failures = 0
                continue
            except TooManyRequestsError as error:
                metrics.intake_failed(IntakeError.TOO_MANY_REQUESTS)
                pause = error.retry_after.total_seconds()
            except RefusedError as error:
                pause = _PAUSES[min(failures, len(_PAUSES) - 1)]
                await hook.answer_refusal(error)
            except (MessengerError, JournalAwayError, ValueError) as error:
                pause = _PAUSES[min(failures, len(_PAUSES) - 1)]
                if isinstance(error, MessengerError):
                    metrics.intake_failed(IntakeError.UNREACHABLE)
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
        crashpoint("before_get_updates")
        answer = await messenger.post("getUpdates", payload, within=LONG_POLL + timedelta(seconds=15))
        crashpoint("after_get_updates")
        if not is_ok(answer):
            # A page of some network in between, for example; to ask again at once would be to hammer on it.
            raise UnreachableError("the answer is of another form")
        arrivals = split_updates(answer)
        if not arrivals:
            return None
        await self.keep(messenger.name, arrivals)
        return arrivals[-1].update_id + 1


@dataclass(frozen=True, slots=True)
class Route:
    """Where a messenger delivers: the bot's name with us, and what the messenger has to show."""

    bot: str
    secret: bytes


class Webhooks:
    """Answers the requests of messengers: with 200 only after the journal's commit, and always after it.

    Whoever is answered with anything else comes again, for a day; so a request that cannot be taken now is turned away
    rather than left waiting.
    """

    def __init__(self, intake: Intake, routes: Mapping[str, Route]) -> None:
        """Take the intake, and each bot's route by its path."""
        self._intake = intake
        self._routes = routes
        self._requests = 0
        self._bytes = 0

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """Answer one request."""
        route = self._routes.get(request.raw_path)
        if route is None:
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, route.secret):
            metrics.intake_failed(IntakeError.FORGED)
            return web.Response(status=401)
        # Proxies may leave the length out; then it may be as much as can be.
        size = MAX_BODY_BYTES if request.content_length is None else request.content_length
        if size > MAX_BODY_BYTES:
            return web.Response(status=413)
        if self._requests >= MOST_REQUESTS or self._bytes + size > MOST_BYTES:
            metrics.intake_failed(IntakeError.BUSY)
            return web.Response(status=503, headers=RETRY_AFTER)
        self._requests += 1
        self._bytes += size
        try:
            return await self._take(route.bot, request)
        finally:
            self._requests -= 1
            self._bytes -= size

    async def _take(self, bot: str, request: web.BaseRequest) -> web.Response:
        try:
            async with asyncio.timeout(BODY_TIMEOUT.total_seconds()):
                # A body over the limit is answered with 413.
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        crashpoint("after_webhook_body")
        try:
            arrivals = [arrival_of(body)]
        except ValueError:
            # Nothing that could be journalled under a number; it would be the same at every further try.
            metrics.intake_failed(IntakeError.UNREADABLE)
            logger.warning("%s: a webhook body without a number was dropped", bot)
            return web.Response()
        try:
            await self._intake.keep(bot, arrivals)
        except JournalAwayError as error:
            logger.warning("webhook of %s answers 503: %s", bot, error)
            return web.Response(status=503, headers=RETRY_AFTER)
        return web.Response()
