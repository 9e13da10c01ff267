"""Journalled updates through the dispatcher, each once."""

import asyncio
import json
import logging
import re
import sqlite3
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import JsonValue
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

import locales
from bot import metrics
from bot.batch import Batch
from bot.brackets import walk
from bot.metrics import Beat, Outcome
from bot.middlewares import is_spoken_in
from handlers import calls, errors
from storage import updates
from storage.crashpoints import crashpoint
from storage.database import Database
from storage.parts import UndoneError
from storage.updates import Journalled
from storage.vault import Vault

logger = logging.getLogger(__name__)

BATCH = 50
"""Updates handled in one transaction when many wait."""

MAX_BYTES = 2**20
"""Bytes that an update may have; Telegram's largest have some tens of thousands. With the depth it bounds the time."""

MAX_DEPTH = 60
"""Levels of nesting that an update may have; Telegram's own have about ten."""

IDLE_SECONDS = 1.0
"""The journal is looked at so often without having been called: another process may have written to it."""

SHARED_IDLE_SECONDS = 0.05
"""The same with PostgreSQL, where several processes take updates and handle them."""

_PAUSE_SECONDS = 1.0

_CONFLICT_SECONDS = 0.05
"""Two workers that were in each other's way try again at once, and one of them finds the way free."""

_CONFLICTS = ("40",)
_PASSING = (*_CONFLICTS, "08", "53", "55", "57")
"""Classes of PostgreSQL's error codes: rolled back, connection, resources, in use, intervention of an operator."""

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


class _Read(NamedTuple):
    """An update that was read.

    Attributes:
        journalled: As it waits.
        update: What it says.
        chat: The chat that it belongs to: a bot, and the chat's number, 0 for none.
        is_spoken: Whether somebody speaks there who can be answered.
    """

    journalled: Journalled
    update: Update
    chat: tuple[str, int]
    is_spoken: bool


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
        # Where several processes share the work, another one's bell is not heard here.
        self._idle_seconds = IDLE_SECONDS if database.is_sqlite else SHARED_IDLE_SECONDS
        self._at: Journalled | None = None

    async def run(self) -> None:
        """Handle what waits, and wait for more, until cancelled."""
        try:
            limit = BATCH
            while True:
                limit = await self._round(limit)
        finally:
            metrics.ended(Beat.HANDLING)

    async def _round(self, limit: int) -> int:
        """Handle at most so many of the updates that wait, or wait for some; returns how many to take next time."""
        self._bell.clear()
        metrics.beat(Beat.HANDLING)
        try:
            count = await self.handle_waiting(limit=limit)
        except (SQLAlchemyError, UndoneError, OSError) as error:
            # The database is away or busy: nothing was lost, the batch is tried again, for as long as it takes.
            logger.warning("handling pauses: %s", type(error).__name__)
            metrics.database_failed(Beat.HANDLING)
            if limit == 1 and not _passes(error):
                await self._blame(error)
            await asyncio.sleep(_CONFLICT_SECONDS if _is_conflict(error) else _PAUSE_SECONDS)
            return 1
        if count:
            self._outbox_bell.set()
        else:
            await _wait(self._bell, self._idle_seconds)
        return BATCH

    async def handle_waiting(self, *, limit: int = BATCH) -> int:
        """Handle the oldest updates in one transaction; returns how many were looked at."""
        async with self._database.begin() as session:
            waiting = await updates.waiting(session, self._vault, bots=self._bots, limit=limit)
            if waiting:
                crashpoint("after_claim")
                # Nothing is handled before it was received, whatever became of the clock in between.
                now = max(self._clock(), *(one.received_at for one in waiting))
                batch = Batch(session, self._vault, now=now)
                done = await self._handle_each(batch, await self._readable(batch, waiting))
                await batch.write()
                crashpoint("inside_handling")
                if done:
                    await updates.finish(session, done, now=now)
        if waiting:
            crashpoint("after_handling_commit")
        return len(waiting)

    async def _readable(self, batch: Batch, waiting: Sequence[Journalled]) -> list[_Read]:
        """Return the updates that can be read; the others are set aside."""
        found = []
        for journalled in waiting:
            try:
                update = read_update(journalled.body, self._bots[journalled.bot])
                chat = event_chat(update)
                number = chat.id if chat else 0
                found.append(_Read(journalled, update, (journalled.bot, number), is_spoken=is_spoken_in(chat)))
            except UnreadableUpdateError as error:
                await self._set_aside(batch, journalled, error)
                metrics.handled(0.0, Outcome.SET_ASIDE)
        await batch.foresee({one.chat for one in found if one.is_spoken})
        return found

    async def _handle_each(self, batch: Batch, found: Sequence[_Read]) -> list[int]:
        """Handle updates one after the other; returns those that are done."""
        done = []
        held: set[tuple[str, int]] = set()
        for one in found:
            # SQLite answers without a pause; the sender and the intake get their turn here.
            await asyncio.sleep(0)
            # After a failure the rest of that chat waits, so that its order is kept.
            if one.chat in held:
                continue
            try:
                self._at = one.journalled
                begun = time.perf_counter()
                outcome = await self._handle(batch, one.journalled, one.update)
                metrics.handled(time.perf_counter() - begun, outcome)
                done.append(one.journalled.seq)
            except (OperationalError, InterfaceError, StaleDataError, UndoneError):
                raise
            except Exception as error:
                if isinstance(error, DBAPIError) and error.connection_invalidated:
                    raise
                held.add(one.chat)
                state = await self._note_failure(batch, one.journalled, one.update, error)
                outcome = Outcome.SET_ASIDE if state == "set_aside" else Outcome.FAILED
                metrics.handled(time.perf_counter() - begun, outcome)
        return done

    async def _handle(self, batch: Batch, journalled: Journalled, update: Update) -> Outcome:
        try:
            update.event_type  # noqa: B018 - asks whether the type is known
        except UpdateTypeLookupError:
            logger.info("update %s of %s is of a kind we do not know", journalled.update_id, journalled.bot)
            return Outcome.UNKNOWN
        await self._dispatcher.feed_update(
            self._bots[journalled.bot],
            update,
            batch=batch,
            vault=self._vault,
            journalled=journalled,
            now=batch.now,
            **self._context,
        )
        return Outcome.DONE

    async def _set_aside(self, batch: Batch, journalled: Journalled, error: Exception) -> None:
        """Set aside what would fail the same way at every further try."""
        for _ in range(journalled.failures, updates.MAX_FAILURES):
            await updates.fail(batch.session, journalled.seq, cause=_cause(error), now=batch.now)
        logger.error("update %s of %s is set aside: %s", journalled.update_id, journalled.bot, _cause(error))
        await self._say_sorry(batch, journalled, chat_in(journalled.body))

    async def _note_failure(self, batch: Batch, journalled: Journalled, update: Update, error: Exception) -> str:
        state = await updates.fail(batch.session, journalled.seq, cause=_cause(error), now=batch.now)
        logger.error("update %s of %s failed: %s", journalled.update_id, journalled.bot, _cause(error), exc_info=error)
        if state == "set_aside":
            await self._say_sorry(batch, journalled, chat_of(update))
        return state

    async def _say_sorry(self, batch: Batch, journalled: Journalled, chat_id: int) -> None:
        """Tell the sender that an update was set aside, where it is known who that is."""
        if not chat_id:
            return
        contact, _ = await batch.speaker(journalled.bot, chat_id)
        with locales.language(contact.language):
            batch.say([calls.say(contact.id, errors.set_aside())])

    async def _blame(self, error: Exception) -> None:
        """Note that it is the update itself that the database refuses, not the database that is away."""
        at, self._at = self._at, None
        if at is None:
            return
        try:
            async with self._database.begin() as session:
                batch = Batch(session, self._vault, now=self._clock())
                await self._note_failure(batch, at, read_update(at.body, self._bots[at.bot]), error)
                await batch.write()
        except (SQLAlchemyError, UndoneError, OSError) as refusal:
            # It refuses everything, so it was not the update after all.
            logger.warning("nothing can be noted now: %s", type(refusal).__name__)


def _passes(error: Exception) -> bool:
    """Whether the database was only busy or away, which is no update's fault."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError)
    is_busy = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_IS_BUSY
    return error.connection_invalidated or is_busy or _code(error).startswith(_PASSING)


def _is_conflict(error: Exception) -> bool:
    """Whether two workers were in each other's way."""
    return isinstance(error, StaleDataError) or _code(error).startswith(_CONFLICTS)


def _code(error: Exception) -> str:
    """Return PostgreSQL's code of an error, empty where it has none."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) or ""


def _cause(error: Exception) -> str:
    """Return what failed and where, without any content: messages of exceptions may quote what people wrote."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else ""
    return type(error).__name__ + where


def read_update(body: bytes, bot: Bot) -> Update:
    """Return an update as aiogram sees it. Raises UnreadableUpdateError, in linear time, for anything else."""
    if len(body) > MAX_BYTES:
        raise UnreadableUpdateError("too large")
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


def event_chat(update: Update) -> Chat | None:
    """Return the chat that an update belongs to, None where it belongs to none."""
    try:
        return UserContextMiddleware.resolve_event_context(update).chat
    except UpdateTypeLookupError:
        return None


def chat_of(update: Update) -> int:
    """Return the number of the chat that an update belongs to, 0 where it belongs to none."""
    chat = event_chat(update)
    return chat.id if chat else 0


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
