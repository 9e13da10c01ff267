"""Delivers the outbox: at least once, in order within a chat, within the messenger's limits."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import JsonValue
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.messenger import Messenger, MessengerError, RefusedError, TooManyRequestsError, Upload
from bot.pace import Pace
from reports.charts import draw_png, drawing_process
from storage import outbox, people, tips
from storage.database import Database
from storage.evidence import EvidenceFiles, clean_name
from storage.outbox import Sent, Waiting
from storage.vault import Vault

logger = logging.getLogger(__name__)

CHATS = 50
"""Chats served at the same time."""

CALLS = 20
"""Calls taken at once for one chat."""

IDLE_SECONDS = 1.0
"""The outbox is looked at so often without having been called."""

_PAUSES = (1, 2, 5, 10, 30, 60, 120)
"""Seconds to wait after the first, second … failure of one call."""

_WITHOUT_CHAT = frozenset({"answerCallbackQuery"})
_GONE = ("chat not found", "user is deactivated", "PEER_ID_INVALID")
_TOO_LATE = ("query is too old", "query ID is invalid")
_NO_SUCH_MESSAGE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")


_MAX_DRAWINGS = 3
"""A chart that cannot be drawn at so many tries is given up, so that what the chat is told next can come."""


class DrawingError(Exception):
    """A chart could not be drawn; the message names the kind of error and no figures."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that did not succeed, and what that means."""

    waiting: Waiting
    error: Exception


@dataclass(slots=True)
class Round:
    """What became of the calls of one chat."""

    contact_id: int
    sent: list[Sent]
    failure: Failure | None = None


class Sender:
    """Takes calls from the outbox and makes them."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        files: EvidenceFiles,
        messengers: Mapping[str, Messenger],
        *,
        clock: Callable[[], datetime],
        bell: asyncio.Event,
    ) -> None:
        """Take the parts: messengers by the bots' names, the server's clock, and the bell that wakes this."""
        self._database = database
        self._vault = vault
        self._files = files
        self._messengers = messengers
        self._clock = clock
        self._bell = bell
        self._paces = {name: Pace(messenger.kind) for name, messenger in messengers.items()}
        self._rounds: dict[asyncio.Task[Round], int] = {}
        # What is sent but not noted yet, because the database was away: such a chat has to wait, not hear it twice.
        self._unnoted: list[Round] = []
        self._drawing: ProcessPoolExecutor | None = None

    async def run(self) -> None:
        """Deliver what waits, and wait for more, until cancelled."""
        try:
            while True:
                self._bell.clear()
                try:
                    await self._begin_rounds()
                    await self._wait()
                    await self._note_finished()
                except (SQLAlchemyError, OSError) as error:
                    logger.warning("sending pauses: %s", type(error).__name__)
                    await asyncio.sleep(_PAUSES[0])
        finally:
            await self._drain()

    async def deliver_all(self) -> int:
        """Deliver everything that can be delivered now; returns how many calls were made."""
        count = 0
        while await self._begin_rounds():
            await asyncio.wait(self._rounds)
            count += sum(len(one.sent) for one in await self._note_finished())
        return count

    def close(self) -> None:
        """End the process that draws, if it was begun."""
        if self._drawing is not None:
            self._drawing.shutdown(wait=False, cancel_futures=True)

    async def _begin_rounds(self) -> int:
        busy = {*self._rounds.values(), *(one.contact_id for one in self._unnoted)}
        async with self._database.read() as session:
            chats = await outbox.due(
                session,
                self._vault,
                bots=self._messengers,
                now=self._clock(),
                chats=CHATS - len(self._rounds),
                calls=CALLS,
                busy=busy,
            )
        for calls in chats:
            self._rounds[asyncio.create_task(self._serve(calls))] = calls[0].contact_id
        return len(chats)

    async def _wait(self) -> None:
        """Wait until a round is finished, the bell rings, or it is time to look again."""
        ringing = asyncio.create_task(self._bell.wait())
        try:
            await asyncio.wait({ringing, *self._rounds}, timeout=IDLE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ringing.cancel()

    async def _note_finished(self) -> list[Round]:
        """Keep what became of the rounds that are over; returns them."""
        for task in [task for task in self._rounds if task.done()]:
            del self._rounds[task]
            self._unnoted.append(task.result())
        rounds = self._unnoted
        await self._note(rounds)
        self._unnoted = []
        return rounds

    async def _drain(self) -> None:
        """On a clean stop, note what was already sent, so that it is not sent twice."""
        for task in self._rounds:
            task.cancel()
        if self._rounds:
            await asyncio.wait(self._rounds)
        # A round that was cancelled before it began has sent nothing.
        self._rounds = {task: contact_id for task, contact_id in self._rounds.items() if not task.cancelled()}
        await self._note_finished()

    async def _serve(self, calls: list[Waiting]) -> Round:
        """Make the calls of one chat in order, up to the first that fails."""
        served = Round(calls[0].contact_id, [])
        for waiting in calls:
            try:
                served.sent.append(await self._make(waiting, served.sent))
            except MessengerError as error:
                served.failure = Failure(waiting, error)
                break
            except asyncio.CancelledError:
                break
            except Exception as error:
                # The trouble of one chat, such as a file that is gone, must not keep the others waiting.
                logger.exception("call %s (%s) failed", waiting.id, waiting.call.method)
                served.failure = Failure(waiting, error)
                break
        return served

    async def _make(self, waiting: Waiting, before: list[Sent]) -> Sent:
        """Make one call, unless the one it is for may no longer see what it shows."""
        if waiting.call.tip_id is not None and not await self._may_see(waiting):
            logger.info("call %s is not sent: the tip is no longer theirs", waiting.id)
            return Sent(waiting.id)
        message_id = next(
            (one.message_id for one in reversed(before) if one.card_id and one.card_id == waiting.card_id),
            waiting.message_id,
        )
        result = await self._send(replace(waiting, message_id=message_id))
        made = result.get("message_id") if isinstance(result, dict) else None
        return Sent(waiting.id, waiting.card_id, made or message_id)

    async def _may_see(self, waiting: Waiting) -> bool:
        async with self._database.read() as session:
            officer = await people.officer_at(session, self._vault, waiting.contact_id)
            if officer is None or waiting.call.tip_id is None:
                return False
            return await tips.is_visible(session, officer, waiting.call.tip_id)

    async def _send(self, waiting: Waiting) -> Any:  # noqa: ANN401 - the result depends on the method
        """Make the call as the state of its card demands."""
        method, payload = waiting.call.method, dict(waiting.call.payload)
        if method == "sendChart":
            return await self._call(
                waiting, "sendPhoto", {"caption": payload["caption"]}, upload=await self._draw(payload)
            )
        if waiting.card_id is None:
            return await self._call(waiting, method, payload, upload=await self._picture(waiting))
        if method == "editMessageText":
            return await self._edit_or_send(waiting, payload)
        if waiting.message_id is not None:
            try:
                await self._call(waiting, "deleteMessage", {"message_id": waiting.message_id})
            except RefusedError:
                logger.info("the card before call %s could not be taken away", waiting.id)
        return await self._call(waiting, "sendMessage", payload)

    async def _edit_or_send(self, waiting: Waiting, payload: dict[str, JsonValue]) -> Any:  # noqa: ANN401 - see _send
        if waiting.message_id is None:
            return await self._call(waiting, "sendMessage", payload)
        try:
            return await self._call(waiting, "editMessageText", {**payload, "message_id": waiting.message_id})
        except RefusedError as error:
            if "message is not modified" in error.description:
                return None
            if any(words in error.description for words in _NO_SUCH_MESSAGE):
                return await self._call(waiting, "sendMessage", payload)
            raise

    async def _call(
        self, waiting: Waiting, method: str, payload: dict[str, JsonValue], *, upload: Upload | None = None
    ) -> Any:  # noqa: ANN401 - see _send
        messenger = self._messengers[waiting.bot]
        if method == "setMyCommands":
            payload["scope"] = {"type": "chat", "chat_id": waiting.address.chat_id}
        elif method not in _WITHOUT_CHAT:
            payload["chat_id"] = waiting.address.chat_id
        await self._paces[waiting.bot].turn()
        return await messenger.call(method, payload, upload=upload)

    async def _draw(self, payload: Mapping[str, Any]) -> Upload:
        """Draw a chart in a process of its own: the drawing library would hold up everything else in this one."""
        try:
            drawing = self._drawing = self._drawing or drawing_process()
            picture = await asyncio.get_running_loop().run_in_executor(drawing, draw_png, payload["chart"])
        except BrokenProcessPool as error:
            # It ended, perhaps for want of memory, and takes no more work; the next chart begins another one.
            self._drawing = None
            raise DrawingError(type(error).__name__) from error
        except Exception as error:
            # Whatever it is, an OSError too: it came from the drawing, and only this one chart may suffer.
            raise DrawingError(type(error).__name__) from error
        return Upload("photo", "bieu-do.png", picture)

    async def _picture(self, waiting: Waiting) -> Upload | None:
        if waiting.call.evidence_id is None:
            return None
        content = await self._files.get(clean_name(waiting.call.evidence_id))
        return Upload("photo", "anh.jpg", content)

    async def _note(self, rounds: list[Round]) -> None:
        """Keep what became of the calls."""
        if not rounds:
            return
        now = self._clock()
        async with self._database.begin() as session:
            await outbox.note_sent(session, [sent for one in rounds for sent in one.sent], now=now)
            for one in rounds:
                if one.failure is not None:
                    await self._note_failure(session, one.failure, now)

    async def _note_failure(self, session: AsyncSession, failure: Failure, now: datetime) -> None:
        waiting, error = failure.waiting, failure.error
        # Only a messenger's own words are known to hold no content.
        cause = str(error) if isinstance(error, MessengerError) else type(error).__name__
        match classify(error, attempts=waiting.attempts):
            case Verdict.LATER:
                pause = _pause(waiting, error)
                await outbox.try_later(session, waiting.id, cause=cause, not_before=now + pause)
            case Verdict.TOO_LATE:
                await outbox.give_up(session, waiting.id, cause=cause, now=now)
            case Verdict.GONE:
                logger.info("contact %s cannot be reached any more", waiting.contact_id)
                await people.note_unreachable(session, waiting.contact_id, now=now)
                await outbox.give_up_on(session, waiting.contact_id, cause=cause, now=now)
            case Verdict.BUG:
                logger.error("call %s (%s) was refused: %s", waiting.id, waiting.call.method, cause)
                await outbox.give_up(session, waiting.id, cause=cause, now=now)


class Verdict(StrEnum):
    """What an error of a call means."""

    LATER = "later"
    TOO_LATE = "too_late"
    GONE = "gone"
    BUG = "bug"


def classify(error: Exception, *, attempts: int = 0) -> Verdict:
    """Return whether to try again, or why not; `attempts` counts those before."""
    if isinstance(error, FileNotFoundError):
        return Verdict.BUG
    if isinstance(error, DrawingError):
        return Verdict.LATER if attempts + 1 < _MAX_DRAWINGS else Verdict.BUG
    if not isinstance(error, MessengerError | SQLAlchemyError | OSError):
        # Nobody knows what it is: it may heal, but the calls behind it cannot wait for ever.
        return Verdict.LATER if attempts < len(_PAUSES) else Verdict.BUG
    if not isinstance(error, RefusedError):
        return Verdict.LATER
    if error.code in {401, 404, 409}:
        # The token or the address is wrong: an operator's matter, and nothing is lost meanwhile.
        return Verdict.LATER
    if error.code == 403 or any(words in error.description for words in _GONE):  # noqa: PLR2004 - "forbidden"
        return Verdict.GONE
    if any(words in error.description for words in _TOO_LATE):
        return Verdict.TOO_LATE
    return Verdict.BUG


def _pause(waiting: Waiting, error: Exception) -> timedelta:
    if isinstance(error, TooManyRequestsError):
        return error.retry_after
    return timedelta(seconds=_PAUSES[min(waiting.attempts, len(_PAUSES) - 1)])
