"""Updates that are handled in one transaction: what they need is read together, and what follows is written together.

Each is handled for itself all the same: what one fails at undoes its own part and nothing else.
"""

from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import locales
from domain.access import Officer
from storage import outbox, people, queries, tips
from storage.conversations import Talks
from storage.outbox import Call
from storage.people import Contact, Speaker
from storage.vault import Vault


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
        """Read who is behind these chats, given by bot and number, and where they stand; meet those who are new."""
        if not chats:
            return
        known = await people.speakers_at(self.session, self._vault, chats)
        # In an order that every worker has, so that no two wait for each other.
        new = sorted(set(chats) - known.keys())
        met = await people.meet(self.session, self._vault, new, language=locales.DEFAULT, now=self.now)
        self._speakers = known | {chat: (contact, None) for chat, contact in met.items()}
        await self._talks.read([contact.id for contact, _ in self._speakers.values()])
        citizens = [contact.id for contact, officer in self._speakers.values() if officer is None]
        await tips.foresee_questions(self.session, self._vault, citizens)

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
        try:
            async with queries.part(self.session):
                yield
        except Exception:
            self._talks.failed()
            del self._calls[calls:]
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
