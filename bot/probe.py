"""Silence is noticed: every five minutes a message of our own goes the whole way that a citizen's goes.

It is journalled for a bot that no setting can name, and asks for the help that anybody may ask for. The answer goes
through the outbox to the sender, whose messenger for this bot keeps it to itself. So nothing on the way needs to know
of it; it is no tip, and it is in no figure and on no desk. One contact and the rows of the last probe stay.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientSession
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import metrics
from bot.messenger import Messenger, Upload
from bot.metrics import Beat
from storage.database import Database
from storage.journal import Arrival, row_of
from storage.models import Call, Contact, Update
from storage.vault import Vault

logger = logging.getLogger(__name__)

BOT = "~probe"
"""The bot that probes come through; the setting `BOTS` takes no name with this letter."""

TOKEN = "1:the-probe-speaks-to-nobody"  # noqa: S105 - aiogram wants one, and nobody is ever shown it
"""Of the form that tokens have."""

EVERY = timedelta(minutes=5)
FIRST = timedelta(minutes=1)
"""So long after the start the first probe is sent: the other parts may be starting, too."""

WITHIN = timedelta(minutes=1)
"""A probe that has not arrived by then is missed, though it still may arrive."""

ALARM_AFTER = 2
"""So many missed in a row, and somebody must look."""

_QUESTION = "/trogiup"
_CHAT = 1
_PAUSES = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Seconds between two looks at whether it arrived; the last one goes on."""


class Nobody(Messenger):
    """The messenger behind the probe's bot: it takes every call and keeps it to itself."""

    def __init__(self, http: ClientSession) -> None:
        """Take the connections of the others, which it does not use."""
        super().__init__(http, name=BOT, token=TOKEN, api="", kind="webchat")

    async def post(
        self,
        method: str,  # noqa: ARG002 - whatever it is
        payload: Mapping[str, Any],  # noqa: ARG002 - whatever it says
        *,
        upload: Upload | None = None,  # noqa: ARG002 - the messenger's signature
        within: timedelta = WITHIN,  # noqa: ARG002 - the messenger's signature
    ) -> bytes:
        """Say that the call was made."""
        return b'{"ok": true, "result": {"message_id": 1}}'


@dataclass(frozen=True, slots=True)
class Sent:
    """A probe that is under way.

    Attributes:
        number: Its number in the journal, of the probe's bot.
        last_call: The newest call that was over before this one's answer; 0 where there is none.
    """

    number: int
    last_call: int


class Probe:
    """Sends probes and waits for them. One process at a time does (`storage/turn.py`)."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        *,
        clock: Callable[[], datetime],
        bell: asyncio.Event,
        within: timedelta = WITHIN,
    ) -> None:
        """Take the parts: the bell wakes the handling if it runs in this process, too.

        Args:
            database: The journal and the outbox.
            vault: Seals what is journalled.
            clock: The server's time, in UTC.
            bell: Rung when the probe is journalled.
            within: So long a probe may take.
        """
        self._database = database
        self._vault = vault
        self._clock = clock
        self._bell = bell
        self._within = within.total_seconds()
        self._misses = 0

    async def run(self) -> None:
        """Probe again and again, until cancelled."""
        metrics.beat(Beat.PROBE)
        await asyncio.sleep(FIRST.total_seconds())
        while True:
            metrics.beat(Beat.PROBE)
            await self.probe()
            await asyncio.sleep(EVERY.total_seconds())

    async def probe(self) -> bool:
        """Send one probe, or wait for the last if it is still under way; returns whether it arrived in time."""
        begun = time.monotonic()
        try:
            async with asyncio.timeout(self._within):
                await self._wait_for(await self._send())
        except TimeoutError:
            self._note_miss()
            return False
        except (SQLAlchemyError, OSError) as error:
            logger.warning("the probe fails: %s", type(error).__name__)
            metrics.database_failed(Beat.PROBE)
            self._note_miss()
            return False
        if self._misses:
            logger.info("the probe came through again, after %s that did not", self._misses)
        self._misses = 0
        metrics.probe_arrived(time.monotonic() - begun)
        return True

    def _note_miss(self) -> None:
        self._misses += 1
        metrics.probe_missed(self._misses)
        if self._misses >= ALARM_AFTER:
            logger.error("silence: %s probes in a row did not come through", self._misses)

    async def _send(self) -> Sent:
        async with self._database.begin() as session:
            contact = await session.scalar(select(Contact.id).where(Contact.bot == BOT))
            last_call = await session.scalar(
                select(func.max(Call.id)).where(Call.contact_id == contact, Call.state != "waiting")
            )
            number = await session.scalar(select(func.max(Update.update_id)).where(Update.bot == BOT)) or 0
            if await self._is_under_way(session, number, contact):
                return Sent(number, last_call or 0)
            await _sweep(session, number, contact, last_call)
            await self._keep(session, number + 1)
        self._bell.set()
        return Sent(number + 1, last_call or 0)

    async def _keep(self, session: AsyncSession, number: int) -> None:
        """Journal a probe, as the intake journals what arrives."""
        now = self._clock()
        row = row_of(self._vault, BOT, Arrival(number, an_update(number, now), _CHAT))
        await session.execute(
            insert(Update).values(
                bot=row.bot,
                update_id=row.update_id,
                lane=row.lane,
                received_at=now,
                body=row.body,
                state=row.state,
                failures=0,
            )
        )

    async def _is_under_way(self, session: AsyncSession, number: int, contact: int | None) -> bool:
        """Whether the last probe still waits somewhere: while it does, there is no second one beside it."""
        if await _state(session, number) == "waiting":
            return True
        waiting = select(func.count()).select_from(Call).where(Call.contact_id == contact, Call.state == "waiting")
        return bool(await session.scalar(waiting))

    async def _wait_for(self, sent: Sent) -> None:
        for pause in _PAUSES:
            await asyncio.sleep(pause)
            if await self._has_arrived(sent):
                return
        while not await self._has_arrived(sent):  # noqa: ASYNC110 - other processes ring no bells here
            await asyncio.sleep(_PAUSES[-1])

    async def _has_arrived(self, sent: Sent) -> bool:
        answer = (
            select(func.count())
            .select_from(Call)
            .join(Contact, Contact.id == Call.contact_id)
            .where(Contact.bot == BOT, Call.id > sent.last_call, Call.state == "sent")
        )
        async with self._database.read() as session:
            return await _state(session, sent.number) == "done" and bool(await session.scalar(answer))


async def _state(session: AsyncSession, number: int) -> str | None:
    return await session.scalar(select(Update.state).where(Update.bot == BOT, Update.update_id == number))


async def _sweep(session: AsyncSession, number: int, contact: int | None, last_call: int | None) -> None:
    """Take away what earlier probes left; the last ones stay, so that numbers go on from there."""
    await session.execute(delete(Update).where(Update.bot == BOT, Update.update_id < number))
    if last_call is not None:
        await session.execute(
            delete(Call).where(Call.contact_id == contact, Call.id < last_call, Call.state != "waiting")
        )


def an_update(number: int, now: datetime) -> bytes:
    """Return what a messenger would hand over when somebody asks for help."""
    person = {"id": _CHAT, "first_name": "probe"}
    command = {"type": "bot_command", "offset": 0, "length": len(_QUESTION)}
    message = {
        "message_id": number,
        "date": int(now.timestamp()),
        "chat": {**person, "type": "private"},
        "from": {**person, "is_bot": False},
        "text": _QUESTION,
        "entities": [command],
    }
    return json.dumps({"update_id": number, "message": message}).encode()
