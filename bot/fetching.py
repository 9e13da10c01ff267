"""Fetches the files that people sent, and keeps them: the original sealed, a clean copy for work."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.messenger import Messenger, MessengerError, RefusedError
from storage import evidence
from storage.database import Database
from storage.evidence import EvidenceFiles, Expected
from storage.vault import Vault

logger = logging.getLogger(__name__)

AT_ONCE = 4
"""Files fetched at the same time; each may take 20 MiB of memory."""

IDLE_SECONDS = 1.0

_STORE_PAUSE_SECONDS = 10.0

_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=2)


class Fetching:
    """Takes files that are expected, and fetches them from the messenger that holds them."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        files: EvidenceFiles,
        messengers: Mapping[str, Messenger],
        *,
        clock: Callable[[], datetime],
    ) -> None:
        """Take the parts: messengers by the bots' names, and the server's clock."""
        self._database = database
        self._vault = vault
        self._files = files
        self._messengers = messengers
        self._clock = clock

    async def run(self) -> None:
        """Fetch what is expected, and look again, until cancelled."""
        while True:
            try:
                pause = 0.0 if await self.fetch_due() else IDLE_SECONDS
            except (SQLAlchemyError, OSError) as error:
                # Our own disk or store, not the file: it is asked for again as often as it takes.
                logger.warning("fetching pauses: %s", type(error).__name__)
                pause = _STORE_PAUSE_SECONDS
            await asyncio.sleep(pause)

    async def fetch_due(self) -> int:
        """Fetch the files that are due; returns how many were asked for."""
        async with self._database.read() as session:
            expected = await evidence.due(session, self._vault, bots=self._messengers, now=self._clock(), limit=AT_ONCE)
        await asyncio.gather(*(self._fetch(one) for one in expected))
        return len(expected)

    async def _fetch(self, expected: Expected) -> None:
        try:
            content = await self._messengers[expected.bot].download(expected.file_id)
        except MessengerError as error:
            await self._note_failure(expected, error)
            return
        is_readable = await evidence.keep_files(self._files, expected.id, expected.kind, content)
        async with self._database.begin() as session:
            await evidence.note_kept(session, expected.id, content, is_readable=is_readable)

    async def _note_failure(self, expected: Expected, error: MessengerError) -> None:
        logger.warning("file %s could not be fetched: %s", expected.id, error)
        async with self._database.begin() as session:
            if isinstance(error, RefusedError) and error.code == 400:  # noqa: PLR2004 - too big, or not known any more
                await evidence.give_up(session, expected.id, cause=error.description)
                return
            pause = min(_FIRST_PAUSE * 2**expected.attempts, _LONGEST_PAUSE)
            await evidence.try_later(session, expected.id, cause=str(error), not_before=self._clock() + pause)
