"""Updates that are handled in one transaction: what they need is read together, and what follows is written together.

Each is handled for itself all the same: what one fails at undoes its own part and nothing else.
"""

from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import locales
from domain.access import Officer
from storage import outbox, people, queries
from storage.conversations import Talks
from storage.outbox import Call
from storage.people import Contact, Speaker
from storage.vault import Vault


class UndoneError(Exception):
    """The database has undone more than one update's part, so the whole batch has to be handled again."""


class Batch:
    """What the updates of one transaction share.

    Args:
        session: The transaction.
        vault: The keys.
        now: The server's time, in UTC.
    """

    def __init__(self, session: AsyncSession, vault: Vault, *, now: datetime) -> None:
        self.session = session
        self.now = now
        self._vault = vault
        self._talks = Talks.together(session)
        self._speakers: dict[tuple[str, int], Speaker] = {}
        self._calls: list[Call] = []

    async def foresee(self, chats: Collection[tuple[str, int]]) -> None:
        """Read who is behind these chats, given by bot and number, and where their talks stand."""
        self._speakers |= await people.speakers_at(self.session, self._vault, chats)
        await self._talks.read([contact.id for contact, _ in self._speakers.values()])

    async def speaker(self, bot: str, chat_id: int) -> tuple[Contact, Officer | None]:
        """Return the contact behind a chat, made on first sight, and the officer they are; None for a citizen.

        What an update before has changed about them is seen.
        """
        # Taken out: it holds for one update only.
        known = self._speakers.pop((bot, chat_id), None)
        return known or await people.speaker_at(
            self.session, self._vault, bot, chat_id, language=locales.DEFAULT, now=self.now
        )

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """Handle one update within the block, or undo what it did. Raises UndoneError where that takes more with it."""
        calls = len(self._calls)
        await queries.say(self.session, "SAVEPOINT part")
        try:
            yield
            await queries.say(self.session, "RELEASE SAVEPOINT part")
        except Exception as error:
            if not self.session.is_active:
                # Rows that the session wrote by itself were refused, and it has rolled back all there was.
                raise UndoneError(type(error).__name__) from error
            self._talks.failed()
            del self._calls[calls:]
            self.session.expunge_all()
            await queries.say(self.session, "ROLLBACK TO SAVEPOINT part")
            raise
        self._talks.succeeded()

    def say(self, calls: Iterable[Call]) -> None:
        """Keep calls for the sender once all updates are handled."""
        self._calls += calls

    async def write(self) -> None:
        """Write what is still to be written: talks and calls."""
        await self._talks.write(now=self.now)
        if self._calls:
            await outbox.add(self.session, self._vault, self._calls, now=self.now)
            self._calls = []
