"""Fetches the files that people sent, and keeps them: the original sealed, a clean copy for work."""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.messenger import Messenger, MessengerError, RefusedError, TooManyRequestsError
from bot.metrics import Beat
from storage import evidence
from storage.crashpoints import crashpoint
from storage.database import Database
from storage.evidence import GIVEN_UP_AFTER, LEASE, MAX_ATTEMPTS, EvidenceFiles, Expected
from storage.vault import Vault

logger = logging.getLogger(__name__)

AT_ONCE = 4
"""Files fetched at the same time; each may take 20 MiB of memory."""

IDLE_SECONDS = 1.0

_STORE_PAUSE = timedelta(seconds=10)
_HOLD_SECONDS = LEASE.total_seconds() / 3

_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=2)
_MOST_DOUBLINGS = 12

_TRIED_TOO_OFTEN = 100
"""Even if each attempt ended with this process being killed, so that none could be noted, there is an end."""

_MAY_HEAL = "temporarily unavailable"
"""The messenger's words for a file that is gone, and for one that is not at hand just now."""


class Fetching:
    """Takes files that are expected, and fetches them from the messenger that holds them.

    Any number of processes do this beside each other. A file is one process's for a short while, which is prolonged as
    long as it is being fetched. The file is kept before the row says so; whoever is killed in between leaves a row
    that waits, and it is fetched again under the same name.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        files: EvidenceFiles,
        messengers: Mapping[str, Messenger],
        *,
        clock: Callable[[], datetime],
        chance: random.Random | None = None,
    ) -> None:
        """Take the parts: messengers by the bots' names, the server's clock, and what spreads the attempts."""
        self._database = database
        self._vault = vault
        self._files = files
        self._messengers = messengers
        self._clock = clock
        self._chance = chance or random.Random()  # noqa: S311 - spreads attempts, keeps no secret

    async def run(self) -> None:
        """Fetch what is expected, and look again, until cancelled."""
        try:
            pause = 0.0
            while True:
                await asyncio.sleep(pause)
                pause = await self._round()
        finally:
            metrics.ended(Beat.FETCHING)

    async def _round(self) -> float:
        """Fetch what is due; returns after how many seconds to look again."""
        metrics.beat(Beat.FETCHING)
        try:
            return 0.0 if await self.fetch_due() else IDLE_SECONDS
        except (SQLAlchemyError, OSError) as error:
            # Our own disk or store, not the file: it is asked for again as often as it takes.
            logger.warning("fetching pauses: %s", type(error).__name__)
            metrics.database_failed(Beat.FETCHING)
            return _STORE_PAUSE.total_seconds()

    async def fetch_due(self) -> int:
        """Fetch the files that are due; returns how many were asked for. Raises OSError where the store has no room."""
        async with self._database.look() as session:
            if not await evidence.is_due(session, bots=self._messengers, now=self._clock()):
                return 0
        async with self._database.begin() as session:
            expected = await evidence.claim(
                session, self._vault, bots=self._messengers, now=self._clock(), limit=AT_ONCE
            )
        holding = asyncio.create_task(self._hold(expected))
        try:
            ends = await asyncio.gather(*(self._fetch(one) for one in expected), return_exceptions=True)
        finally:
            holding.cancel()
            await asyncio.wait({holding})
        for end in ends:
            if end is not None:
                raise end
        return len(expected)

    async def _hold(self, expected: list[Expected]) -> None:
        """Say again and again that these are being fetched, until cancelled."""
        while True:
            await asyncio.sleep(_HOLD_SECONDS)
            try:
                async with self._database.begin() as session:
                    await evidence.hold(session, expected, now=self._clock())
            except (SQLAlchemyError, OSError) as error:
                # At worst another process fetches them, too, which is harmless.
                logger.warning("files cannot be held: %s", type(error).__name__)

    async def _fetch(self, expected: Expected) -> None:
        if expected.attempts > _TRIED_TOO_OFTEN:
            await self._give_up(expected, "tried too often")
            return
        try:
            content = await self._messengers[expected.bot].download(expected.file_id)
            crashpoint("after_download")
        except MessengerError as error:
            await self._note_failure(expected, error)
            return
        try:
            is_readable = await evidence.keep_files(self._files, expected.id, expected.kind, content)
            crashpoint("after_files_kept")
        except OSError:
            async with self._database.begin() as session:
                await evidence.put_back(session, expected, not_before=self._clock() + _STORE_PAUSE)
            raise
        digest = await evidence.digest_of(content)
        async with self._database.begin() as session:
            await evidence.note_kept(session, expected, digest, is_readable=is_readable)

    async def _note_failure(self, expected: Expected, error: MessengerError) -> None:
        logger.warning("file %s could not be fetched: %s", expected.id, error)
        if is_final(expected, error, now=self._clock()):
            await self._give_up(expected, error.description if isinstance(error, RefusedError) else str(error))
            return
        not_before = self._clock() + self._pause(expected, error)
        async with self._database.begin() as session:
            await evidence.try_later(session, expected, cause=str(error), not_before=not_before)

    async def _give_up(self, expected: Expected, cause: str) -> None:
        async with self._database.begin() as session:
            await evidence.give_up(session, expected, cause=cause)

    def _pause(self, expected: Expected, error: MessengerError) -> timedelta:
        """Return how long to wait: as the messenger says, else twice as long each time, up to a half less by chance."""
        if isinstance(error, TooManyRequestsError):
            return min(error.retry_after, _LONGEST_PAUSE)
        doublings = min(expected.attempts - 1, _MOST_DOUBLINGS)
        longest: timedelta = min(_FIRST_PAUSE * 2**doublings, _LONGEST_PAUSE)
        return longest * self._chance.uniform(0.5, 1.0)


def is_final(expected: Expected, error: MessengerError, *, now: datetime) -> bool:
    """Whether a file is not asked for again.

    A messenger that is away comes back, with other files, too: only after days a file counts as lost with it. One that
    says that there is no such file, or that it is too large, is believed; where its words leave hope, a few more times.
    """
    if isinstance(error, RefusedError) and error.code == 400:  # noqa: PLR2004 - "bad request"
        return _MAY_HEAL not in error.description or expected.attempts >= MAX_ATTEMPTS
    return expected.attempts >= MAX_ATTEMPTS and now - expected.received_at >= GIVEN_UP_AFTER
