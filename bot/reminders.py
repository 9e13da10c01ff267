"""Reminds of tips that nobody has acknowledged in time: once to the unit, and at the same moment to the province."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

import locales
from handlers import texts
from handlers.calls import say
from storage import audit, outbox, people, tips, units
from storage.database import Database
from storage.outbox import Call, Priority
from storage.tips import Tip
from storage.vault import Vault

logger = logging.getLogger(__name__)

EVERY = timedelta(seconds=30)
"""So often the clocks are compared with what is waiting: late by so much at most, never early."""


class Reminders:
    """Compares what waits with what is due. The database remembers who was reminded, so it happens once."""

    def __init__(
        self, database: Database, vault: Vault, *, clock: Callable[[], datetime], outbox_bell: asyncio.Event
    ) -> None:
        """Take the parts."""
        self._database = database
        self._vault = vault
        self._clock = clock
        self._outbox_bell = outbox_bell

    async def run(self) -> None:
        """Look at the clocks again and again, until cancelled."""
        while True:
            try:
                if await self.remind():
                    self._outbox_bell.set()
            except (SQLAlchemyError, OSError) as error:
                logger.warning("reminders pause: %s", type(error).__name__)
            await asyncio.sleep(EVERY.total_seconds())

    async def remind(self) -> int:
        """Remind of every tip that became overdue and was not reminded of yet; returns how many there were."""
        now = self._clock()
        async with self._database.begin() as session:
            overdue = await audit.overdue(session, now=now)
            late = [tip for tip in await tips.waiting_without_reminder(session, self._vault) if tip.id in overdue]
            for tip in late:
                await tips.note_reminder(session, tip, at=now)
                await outbox.add(session, self._vault, await self._calls(session, tip, now), now=now)
        return len(late)

    async def _calls(self, session: AsyncSession, tip: Tip, now: datetime) -> list[Call]:
        try:
            unit = await units.on_day(session, tip.unit_code, texts.local_day(now))
        except units.UnitNotFoundError:
            # It was merged while the tip waited; everybody else's reminders must not stop for it.
            logger.error("tip %s waits with unit %s, which is no more", tip.id, tip.unit_code)  # noqa: TRY400 - no traceback needed
            return []
        own = await people.officers_of(session, self._vault, tip.unit_code)
        above = await people.officers_of(session, self._vault, unit.parent_code) if unit.parent_code else []
        calls = []
        for officer in [*own, *above]:
            contact = await people.contact(session, officer.contact_id)
            with locales.language(contact.language):
                content = texts.overdue(tip.code, unit, tip.received_at)
            calls.append(say(contact.id, content, priority=Priority.NOTICE))
        return calls
