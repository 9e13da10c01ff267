"""Journalled updates through the dispatcher, each once."""

import asyncio
import json
import logging
import re
import sqlite3
from collections.abc import AsyncGenerator, Callable, Mapping
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import JsonValue
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

import locales
from bot.brackets import walk
from handlers import calls, errors
from storage import outbox, people, updates
from storage.database import Database
from storage.updates import Journalled
from storage.vault import Vault

logger = logging.getLogger(__name__)

BATCH = 50
"""Updates handled in one transaction when many wait."""

MAX_DEPTH = 60
"""Levels of nesting that an update may have; Telegram's own have about ten."""

IDLE_SECONDS = 1.0
"""The journal is looked at so often without having been called: another process may have written to it."""

_PAUSE_SECONDS = 1.0

_SQLITE_IS_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UnreadableUpdateError(Exception):
    """An update is not of the form that the Bot API describes; the message holds no content of it."""


class CallFromHandlerError(Exception):
    """A handler tried to speak to the network instead of returning a call."""


class Offline(BaseSession):
    """Refuses every call: handlers return calls, only the sender makes them."""

    async def close(self) -> None:
        """Do nothing: nothing was opened."""

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002 - aiogram's signature
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - aiogram's signature
    ) -> TelegramType:
        """Refuse."""
        raise CallFromHandlerError(type(method).__name__)

    async def stream_content(self, *_: object, **__: object) -> AsyncGenerator[bytes, None]:
        """Refuse."""
        raise CallFromHandlerError("download")
        yield b""


class Handling:
    """Takes journalled updates, oldest first, and handles each in a transaction that also marks it done."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        dispatcher: Dispatcher,
        bots: Mapping[str, Bot],
        *,
        clock: Callable[[], datetime],
        bell: asyncio.Event,
        outbox_bell: asyncio.Event,
        context: Mapping[str, object],
    ) -> None:
        """Take the parts: bots by their names with us, the bell that wakes this, and the one that wakes the sender.

        What is in the context is handed to handlers that name it, such as `console_address`.
        """
        self._database = database
        self._vault = vault
        self._dispatcher = dispatcher
        self._bots = bots
        self._clock = clock
        self._bell = bell
        self._outbox_bell = outbox_bell
        self._context = context

    async def run(self) -> None:
        """Handle what waits, and wait for more, until cancelled."""
        limit = BATCH
        while True:
            self._bell.clear()
            try:
                count = await self.handle_waiting(limit=limit)
                limit = BATCH
            except (OperationalError, InterfaceError, StaleDataError, OSError) as error:
                # The database is away or busy: nothing was lost, the batch is tried again, for as long as it takes.
                logger.warning("handling pauses: %s", type(error).__name__)
                if limit == 1 and not _passes(error):
                    await self._blame_first(error)
                limit = 1
                await asyncio.sleep(_PAUSE_SECONDS)
                continue
            if count:
                self._outbox_bell.set()
            else:
                await _wait(self._bell, IDLE_SECONDS)

    async def handle_waiting(self, *, limit: int = BATCH) -> int:
        """Handle the oldest updates in one transaction; returns how many were looked at."""
        async with self._database.begin() as session:
            batch = await updates.waiting(session, self._vault, bots=self._bots, limit=limit)
            done = []
            held: set[tuple[str, int]] = set()
            for journalled in batch:
                # SQLite answers without a pause; the sender and the intake get their turn here.
                await asyncio.sleep(0)
                try:
                    update = read_update(journalled.body, self._bots[journalled.bot])
                    chat = (journalled.bot, chat_of(update))
                    # After a failure the rest of that chat waits, so that its order is kept.
                    if chat in held:
                        continue
                    await self._handle(session, journalled, update)
                    done.append(journalled.seq)
                except (OperationalError, InterfaceError, StaleDataError):
                    raise
                except UnreadableUpdateError as error:
                    await self._set_aside(session, journalled, error)
                except Exception as error:
                    if isinstance(error, DBAPIError) and error.connection_invalidated:
                        raise
                    held.add(chat)
                    await self._note_failure(session, journalled, update, error)
            if done:
                await updates.finish(session, done, now=self._clock())
        return len(batch)

    async def _handle(self, session: AsyncSession, journalled: Journalled, update: Update) -> None:
        try:
            update.event_type  # noqa: B018 - asks whether the type is known
        except UpdateTypeLookupError:
            logger.info("update %s of %s is of a kind we do not know", journalled.update_id, journalled.bot)
            return
        await self._dispatcher.feed_update(
            self._bots[journalled.bot],
            update,
            session=session,
            vault=self._vault,
            journalled=journalled,
            now=self._clock(),
            **self._context,
        )

    async def _set_aside(self, session: AsyncSession, journalled: Journalled, error: Exception) -> None:
        """Set aside what would fail the same way at every further try."""
        for _ in range(journalled.failures, updates.MAX_FAILURES):
            await updates.fail(session, journalled.seq, cause=_cause(error), now=self._clock())
        logger.error("update %s of %s is set aside: %s", journalled.update_id, journalled.bot, _cause(error))
        await self._say_sorry(session, journalled, chat_in(journalled.body))

    async def _note_failure(
        self, session: AsyncSession, journalled: Journalled, update: Update, error: Exception
    ) -> None:
        now = self._clock()
        state = await updates.fail(session, journalled.seq, cause=_cause(error), now=now)
        logger.error("update %s of %s failed: %s", journalled.update_id, journalled.bot, _cause(error), exc_info=error)
        if state == "set_aside":
            await self._say_sorry(session, journalled, chat_of(update))

    async def _say_sorry(self, session: AsyncSession, journalled: Journalled, chat_id: int) -> None:
        """Tell the sender that an update was set aside, where it is known who that is."""
        if not chat_id:
            return
        now = self._clock()
        contact = await people.contact_at(
            session, self._vault, journalled.bot, chat_id, language=locales.DEFAULT, now=now
        )
        with locales.language(contact.language):
            sorry = calls.say(contact.id, errors.set_aside())
        await outbox.add(session, self._vault, [sorry], now=now)

    async def _blame_first(self, error: Exception) -> None:
        """Note that it is the first update itself that the database refuses, not the database that is away."""
        try:
            async with self._database.begin() as session:
                for journalled in await updates.waiting(session, self._vault, bots=self._bots, limit=1):
                    update = read_update(journalled.body, self._bots[journalled.bot])
                    await self._note_failure(session, journalled, update, error)
        except (SQLAlchemyError, OSError) as refusal:
            # It refuses everything, so it was not the update after all.
            logger.warning("nothing can be noted now: %s", type(refusal).__name__)


def _passes(error: Exception) -> bool:
    """Whether the database was only busy or away, which is no update's fault."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError)
    return error.connection_invalidated or getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_IS_BUSY


def _cause(error: Exception) -> str:
    """Return what failed and where, without any content: messages of exceptions may quote what people wrote."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else ""
    return type(error).__name__ + where


def read_update(body: bytes, bot: Bot) -> Update:
    """Return an update as aiogram sees it. Raises UnreadableUpdateError, in linear time, for anything else."""
    if any(level > MAX_DEPTH for _, level in walk(body)):
        raise UnreadableUpdateError("nested too deeply")
    try:
        content: JsonValue = json.loads(body.decode("utf-8", "replace"))
        if b"\\u" in body:
            content = _storable(content)
        return Update.model_validate(content, context={"bot": bot})
    except (ValueError, RecursionError, AiogramError) as error:
        raise UnreadableUpdateError(type(error).__name__) from None


def _storable(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return JSON without what no database stores: NUL, and halves of surrogate pairs."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(one) for name, one in value.items()}
    return value


def chat_of(update: Update) -> int:
    """Return the chat that an update belongs to, 0 where it belongs to none."""
    try:
        return UserContextMiddleware.resolve_event_context(update).chat_id or 0
    except UpdateTypeLookupError:
        return 0


def chat_in(body: bytes) -> int:
    """Return the private chat that an unreadable update names as its own, 0 where it names none."""
    try:
        content = json.loads(body.decode("utf-8", "replace"))
        event = next(content[name] for name in ("message", "edited_message", "callback_query") if name in content)
        chat = event.get("message", event)["chat"]
        return chat["id"] if chat["type"] == ChatType.PRIVATE and type(chat["id"]) is int else 0
    except (ValueError, RecursionError, StopIteration, KeyError, TypeError, AttributeError):
        return 0


async def _wait(bell: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await bell.wait()
    except TimeoutError:
        return
