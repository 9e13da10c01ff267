"""Delivers the outbox: at least once, in order within a chat, within the messenger's limits.

What is due is taken a little ahead of its turn, and no more of it than can be sent soon: so what is urgent overtakes
whatever waits, and a process that ends repeats little. Of several processes each sends in the lanes of its share
(`storage.shares`), at that part of the speed which the messenger allows.
"""

import asyncio
import logging
import random
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from pydantic import JsonValue
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import metrics, substitutes
from bot.delivery_errors import (
    AMBIGUOUS,
    PAUSES,
    DrawingError,
    Verdict,
    cause_of,
    classify,
    is_moved,
    is_without_message,
    pause_after,
)
from bot.messenger import Messenger, MessengerError, RefusedError, TooManyRequestsError, Upload
from bot.metrics import Beat
from bot.pace import LIMITS, Pace
from handlers.start_links import SEND_LINK, drawn, start_link
from reports.charts import draw_png, drawing_process
from reports.files import made_of_plain
from storage import bot_pauses, outbox, people
from storage.crashpoints import crashpoint
from storage.database import Database
from storage.evidence import EvidenceFiles, clean_name
from storage.lanes import LANES
from storage.outbox import Priority, Sent, Waiting
from storage.shares import Share
from storage.vault import Vault

logger = logging.getLogger(__name__)

Drawn = TypeVar("Drawn")
"""What the drawing process makes."""

CHATS = 128
"""Chats served at the same time, waiting for answers included."""

CALLS = 20
"""Calls taken at once for one chat."""

IDLE_SECONDS = 1.0
"""The outbox is looked at so often without having been called."""

BESIDE_SECONDS = 0.1
"""The same where other processes may write to it: their bells are not heard here."""

LINGER_SECONDS = 0.02
"""What was sent is noted together with what is sent within so long; a crash meanwhile repeats it."""

FRESH_SECONDS = 0.5
"""What was taken longer ago is asked for again before it is sent: it may be out of date, or the tip somebody else's."""

_REPLIES_AHEAD = 32
"""So many replies may be taken ahead of their turn beyond what goes out evenly; as many urgent calls on top."""

_WITHOUT_CHAT = frozenset({"answerCallbackQuery"})
_NOT_COUNTED = frozenset({"answerCallbackQuery", "setMyCommands", "deleteMessage"})
"""Calls that are no message to a chat: only the bot's own limit counts them."""

STOP_SECONDS = 3.0
"""On a clean stop, calls that are being made have so long to be answered: one that is broken off comes twice."""

_LONG = timedelta(seconds=30)
"""Where a chat has to be left alone for so long, and then another answers 429, the whole bot is meant."""

_TOGETHER = timedelta(seconds=2)
_MANY = 3
"""So many chats that answer 429 within `_TOGETHER` mean the whole bot."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that did not succeed, and what that means."""

    waiting: Waiting
    error: Exception


@dataclass(slots=True)
class Round:
    """Calls of one chat that are made one after another, and what became of them.

    Attributes:
        calls: What is to be made, in its order.
        taken_at: When they were read, in the time of the event loop.
        rings: How often the bell had rung by then.
        sent: What the messenger accepted.
        superseded: What was left out for a newer state of its card.
        failure: The call at which it ended, where one failed.
        rests_until: When the chat may be written to again, where it ended for that.
        has_turn: Whether the next call has had its turn already.
    """

    calls: Sequence[Waiting]
    taken_at: float
    rings: int
    sent: list[Sent] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    failure: Failure | None = None
    rests_until: float | None = None
    has_turn: bool = False

    @property
    def contact_id(self) -> int:
        """Who is written to."""
        return self.calls[0].contact_id

    @property
    def lane(self) -> int:
        """The lane that the chat is in."""
        return self.contact_id % LANES

    @property
    def is_whole(self) -> bool:
        """Whether nothing that was taken is left."""
        return len(self.sent) + len(self.superseded) == len(self.calls)

    def urgency(self, place: int) -> Priority:
        """Return how urgent a call is: as urgent as the most urgent behind it."""
        return min(one.call.priority for one in self.calls[place:])


@dataclass(frozen=True, slots=True)
class _Rest:
    """That a chat is not written to for a moment, or only what is urgent and replies are."""

    until: float
    is_bulk: bool


@dataclass(frozen=True, slots=True)
class _TooMany:
    """That a chat answered 429."""

    contact_id: int
    at: datetime
    retry_after: timedelta


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
        chance: Callable[[], float] = random.random,
        templates: Path | None = None,
    ) -> None:
        """Take the parts: messengers by the bots' names, the server's clock, and the bell that wakes this.

        The chance is a random number from 0 to 1, by which pauses differ. `templates` is the folder of the documents
        that units made for their reports, None where there is none.
        """
        self._database = database
        self._vault = vault
        self._files = files
        self._messengers = messengers
        self._clock = clock
        self._bell = bell
        self._chance = chance
        self._templates = templates
        self._paces = {name: Pace(LIMITS[messenger.kind]) for name, messenger in messengers.items()}
        self._share = Share()
        self._rounds: dict[int, asyncio.Task[None]] = {}
        # What is over and not noted yet; where the database is away, such a chat has to wait, not hear it twice.
        self._unnoted: list[Round] = []
        self._rests: dict[int, _Rest] = {}
        self._held: dict[str, datetime] = {}
        # What the other senders do not know yet, and when we last asked what they know.
        self._untold: dict[str, datetime] = {}
        self._asked_at: float | None = None
        self._too_many: dict[str, deque[_TooMany]] = defaultdict(lambda: deque(maxlen=_MANY))
        self._wake = asyncio.Event()
        self._must_look = True
        self._is_more = False
        self._is_stopping = False
        self._calling: set[int] = set()
        self._rings = 0
        self._looked_at = 0.0
        self._over_at = 0.0
        self._drawing: ProcessPoolExecutor | None = None
        self._usernames: dict[str, str] = {}

    async def run(self, share: Share | None = None) -> None:
        """Deliver what waits in the lanes of a share, and wait for more, until cancelled."""
        self._share, self._is_stopping, self._must_look = share or Share(), False, True
        self._asked_at = None
        listening = asyncio.create_task(self._listen())
        try:
            while True:
                metrics.beat(Beat.SENDER)
                try:
                    await self._begin_rounds()
                    await self._wait()
                    await self._note_finished()
                except (SQLAlchemyError, OSError) as error:
                    logger.warning("sending pauses: %s", type(error).__name__)
                    metrics.database_failed(Beat.SENDER)
                    self._must_look = True
                    await asyncio.sleep(PAUSES[0])
        finally:
            metrics.ended(Beat.SENDER)
            listening.cancel()
            await self._drain()

    async def deliver_all(self) -> int:
        """Deliver everything that can be delivered now; returns how many calls were made."""
        count = 0
        self._is_stopping = False
        while True:
            self._must_look = True
            if not await self._begin_rounds() and not self._must_look:
                return count
            if self._rounds:
                await asyncio.wait(self._rounds.values())
            count += sum(len(one.sent) for one in await self._note_finished())

    def close(self) -> None:
        """End the process that draws, if it was begun."""
        if self._drawing is not None:
            self._drawing.shutdown(wait=False, cancel_futures=True)

    async def _listen(self) -> None:
        """Look into the outbox whenever the bell rings."""
        while True:
            await self._bell.wait()
            self._bell.clear()
            self._rings += 1
            self._must_look = True
            self._wake.set()

    # What is taken from the outbox.

    async def _begin_rounds(self) -> int:
        """Take what may be sent soon; returns for how many chats a round was begun."""
        loop = asyncio.get_running_loop()
        for pace in self._paces.values():
            pace.set_part(self._share.part)
        rooms = self._rooms()
        if not rooms:
            # Whatever is over makes room, and looks again.
            self._is_more = self._is_more or self._must_look
            self._must_look, self._looked_at = False, loop.time()
            return 0
        self._must_look, self._is_more, self._looked_at = False, False, loop.time()
        self._rests = {to: rest for to, rest in self._rests.items() if rest.until > self._looked_at}
        rings = self._rings
        found = []
        for (most, chats), bots in rooms.items():
            due = await self._due(bots, most, chats)
            self._is_more = self._is_more or len(due) >= chats or most < Priority.DIGEST
            found += due
        if not found:
            return 0
        await self._share.check()
        begun = sum([self._begin(Round(calls, loop.time(), rings)) for calls in found])
        if begun < len(found):
            # Those who have to rest stood in the way of others.
            self._must_look = True
        return begun

    def _rooms(self) -> dict[tuple[Priority, int], list[str]]:
        """Return the bots that may take more, by the least urgent that they may take and for how many chats.

        Where nothing new is known of, only the room for everything counts.
        """
        rooms: dict[tuple[Priority, int], list[str]] = defaultdict(list)
        begun = len(self._rounds)
        for bot, pace in self._paces.items():
            if self._is_held(bot):
                continue
            ahead = min(pace.ahead, CHATS)
            if pace.waiting <= ahead // 2 and begun < CHATS:
                if self._must_look or self._is_more:
                    rooms[Priority.DIGEST, min(ahead - pace.waiting, CHATS - begun)].append(bot)
            elif not self._must_look:
                continue
            elif pace.waiting < ahead + _REPLIES_AHEAD and begun < CHATS + _REPLIES_AHEAD:
                rooms[Priority.REPLY, _REPLIES_AHEAD].append(bot)
            elif pace.waiting < ahead + 2 * _REPLIES_AHEAD and begun < CHATS + 2 * _REPLIES_AHEAD:
                rooms[Priority.URGENT, _REPLIES_AHEAD].append(bot)
        return rooms

    def _is_held(self, bot: str) -> bool:
        """Whether the messenger wants to hear nothing of a bot now."""
        until = self._held.get(bot)
        return until is not None and until > self._clock()

    async def _ask_of_pauses(self, session: AsyncSession) -> None:
        """Keep to what other senders were told, or this one in an earlier life, of bots that are to be left alone."""
        now = asyncio.get_running_loop().time()
        # With SQLite there is no other sender.
        if self._asked_at is not None and (self._database.is_sqlite or now - self._asked_at < BESIDE_SECONDS):
            return
        self._asked_at = now
        for bot, until in (await bot_pauses.current(session, self._messengers, now=self._clock())).items():
            self._held[bot] = max(self._held.get(bot, until), until)

    async def _due(self, bots: Sequence[str], most: Priority, chats: int) -> list[list[Waiting]]:
        async with self._database.look() as session:
            await self._ask_of_pauses(session)
            return await outbox.due(
                session,
                self._vault,
                bots=[bot for bot in bots if not self._is_held(bot)],
                now=self._clock(),
                chats=chats,
                calls=CALLS,
                busy={
                    *self._rounds,
                    *(one.contact_id for one in self._unnoted),
                    *(to for to, rest in self._rests.items() if not rest.is_bulk),
                },
                resting={to for to, rest in self._rests.items() if rest.is_bulk},
                most=most,
                lanes=None if self._share.is_whole else self._share.lanes,
            )

    def _begin(self, one: Round) -> bool:
        """Begin a round, unless the chat has to rest or its lane is somebody else's by now."""
        if one.lane not in self._share.lanes or one.contact_id in self._rounds:
            return False
        one.rests_until = self._rests_until(one, 0)
        if one.rests_until is not None:
            self._let_rest(one)
            return False
        self._share.begin(one.lane)
        self._rounds[one.contact_id] = asyncio.create_task(self._serve(one))
        return True

    def _rests_until(self, one: Round, place: int) -> float | None:
        """Return until when a chat has to rest before a call of a round; None where it need not."""
        waiting = one.calls[place]
        if waiting.call.method in _NOT_COUNTED:
            return None
        is_bulk = one.urgency(place) > Priority.REPLY
        at = self._paces[waiting.bot].ready_at(waiting.address.chat_id, is_bulk=is_bulk)
        return at if at > asyncio.get_running_loop().time() else None

    def _let_rest(self, one: Round) -> None:
        """Leave a chat alone until it may be written to again."""
        if one.rests_until is not None:
            place = len(one.sent) + len(one.superseded)
            self._rests[one.contact_id] = _Rest(one.rests_until, one.urgency(place) > Priority.REPLY)

    async def _wait(self) -> None:
        """Wait until there is something to note, something to take, or it is time to look again."""
        loop = asyncio.get_running_loop()
        idle = IDLE_SECONDS if self._database.is_sqlite else BESIDE_SECONDS
        while True:
            now = loop.time()
            note_at = self._over_at + (LINGER_SECONDS if self._rounds else 0.0) if self._unnoted else float("inf")
            look_at = min([self._looked_at + idle, *(rest.until for rest in self._rests.values())])
            self._must_look = self._must_look or look_at <= now
            if note_at <= now or self._must_look or self._rooms():
                return
            self._wake.clear()
            try:
                async with asyncio.timeout_at(min(note_at, look_at)):
                    await self._wake.wait()
            except TimeoutError:
                continue

    # What is sent.

    async def _serve(self, one: Round) -> None:
        """Make the calls of one chat in order, up to the first that fails or has to wait."""
        try:
            for place, waiting in enumerate(one.calls):
                if any(waiting.card_id and later.card_id == waiting.card_id for later in one.calls[place + 1 :]):
                    one.superseded.append(waiting.id)
                    continue
                one.rests_until = self._rests_until(one, place)
                if one.rests_until is not None:
                    break
                try:
                    if not await self._make(one, place):
                        break
                except asyncio.CancelledError:
                    break
                except MessengerError as error:
                    one.failure = Failure(waiting, error)
                    break
                except Exception as error:
                    # The trouble of one chat, such as a file that is gone, must not keep the others waiting.
                    logger.exception("call %s (%s) failed", waiting.id, waiting.call.method)
                    one.failure = Failure(waiting, error)
                    break
        finally:
            self._end(one)

    def _end(self, one: Round) -> None:
        """Keep a round until it is noted what became of it."""
        if not self._unnoted:
            self._over_at = asyncio.get_running_loop().time()
        self._unnoted.append(one)
        del self._rounds[one.contact_id]
        if one.failure is not None and isinstance(one.failure.error, TooManyRequestsError):
            self._learn(one.failure.waiting, one.failure.error.retry_after)
        self._wake.set()

    async def _make(self, one: Round, place: int) -> bool:
        """Make a call, unless the one it is for may no longer see what it shows; returns whether it is over."""
        waiting = one.calls[place]
        is_visible: bool | None = waiting.is_visible
        if is_visible:
            await self._paces[waiting.bot].turn(one.urgency(place))
            one.has_turn = True
            if self._is_stopping or self._is_held(waiting.bot):
                return False
            is_visible = await self._is_still_visible(one, waiting)
        if is_visible is None:
            one.superseded.append(waiting.id)
            return True
        if not is_visible:
            logger.info("call %s is not sent: the tip is no longer theirs", waiting.id)
            one.sent.append(Sent(waiting.id))
            return True
        message_id = next(
            (done.message_id for done in reversed(one.sent) if done.card_id and done.card_id == waiting.card_id),
            waiting.message_id,
        )
        result = await self._send(one, replace(waiting, message_id=message_id))
        made = result.get("message_id") if isinstance(result, dict) else None
        one.sent.append(Sent(waiting.id, waiting.card_id, made or message_id))
        return True

    async def _is_still_visible(self, one: Round, waiting: Waiting) -> bool | None:
        """Whether the tip of a call may still be seen; None where the call need not be made any more."""
        if asyncio.get_running_loop().time() - one.taken_at < FRESH_SECONDS:
            return True
        async with self._database.look() as session:
            return await outbox.is_still_visible(session, waiting.id)

    async def _send(self, one: Round, waiting: Waiting) -> Any:  # noqa: ANN401 - the result depends on the method
        """Make the call as the state of its card demands."""
        method, payload = waiting.call.method, dict(waiting.call.payload)
        if method == "sendChart":
            return await self._call(
                one, waiting, "sendPhoto", {"caption": payload["caption"]}, upload=await self._draw(payload)
            )
        if method == "sendReport":
            upload, caption = await self._report(payload)
            return await self._call(one, waiting, "sendDocument", {"caption": caption}, upload=upload)
        if method == SEND_LINK:
            link = await self._link(waiting.bot, str(payload["start"]))
            picture = Upload("photo", "link.png", drawn(link))
            caption = f"{payload['caption']}\n{link}"
            return await self._call(one, waiting, "sendPhoto", {"caption": caption}, upload=picture)
        if waiting.card_id is None:
            return await self._call(one, waiting, method, payload, upload=await self._picture(waiting))
        if method == "editMessageText":
            return await self._edit_or_send(one, waiting, payload)
        if waiting.message_id is not None:
            try:
                await self._call(one, waiting, "deleteMessage", {"message_id": waiting.message_id})
            except RefusedError:
                logger.info("the card before call %s could not be taken away", waiting.id)
        return await self._call(one, waiting, "sendMessage", payload)

    async def _edit_or_send(self, one: Round, waiting: Waiting, payload: dict[str, JsonValue]) -> Any:  # noqa: ANN401 - see _send
        if waiting.message_id is None:
            return await self._call(one, waiting, "sendMessage", payload)
        try:
            return await self._call(one, waiting, "editMessageText", {**payload, "message_id": waiting.message_id})
        except RefusedError as error:
            if "message is not modified" in error.description:
                return None
            if is_without_message(error):
                return await self._call(one, waiting, "sendMessage", payload)
            raise

    async def _call(
        self,
        one: Round,
        waiting: Waiting,
        method: str,
        payload: dict[str, JsonValue],
        *,
        upload: Upload | None = None,
    ) -> Any:  # noqa: ANN401 - see _send
        messenger, pace, chat_id = self._messengers[waiting.bot], self._paces[waiting.bot], waiting.address.chat_id
        if method == "setMyCommands":
            payload["scope"] = {"type": "chat", "chat_id": chat_id}
        elif method not in _WITHOUT_CHAT:
            payload["chat_id"] = chat_id
        if not one.has_turn:
            await pace.turn(waiting.call.priority)
        one.has_turn = False
        if method not in _NOT_COUNTED:
            pace.note(chat_id)
        self._calling.add(waiting.contact_id)
        try:
            if method in _WITHOUT_CHAT:
                crashpoint("before_press_is_answered")
            crashpoint("before_call")
            result = await messenger.call(method, payload, upload=upload)
            crashpoint("after_call")
            return result
        finally:
            self._calling.discard(waiting.contact_id)

    async def _link(self, bot: str, token: str) -> str:
        """Return the link that says a token to a bot; what the messenger calls the bot is asked once."""
        messenger = self._messengers[bot]
        if bot not in self._usernames:
            self._usernames[bot] = str((await messenger.call("getMe", {}))["username"])
        return start_link(token, kind=messenger.kind, api=messenger.api, username=self._usernames[bot])

    async def _draw(self, payload: Mapping[str, Any]) -> Upload:
        return Upload("photo", "bieu-do.png", await self._in_drawing_process(draw_png, payload["chart"]))

    async def _report(self, payload: Mapping[str, Any]) -> tuple[Upload, str]:
        """Return a report as a file, and what is written under it."""
        folder = str(self._templates) if self._templates else None
        making = (payload["contents"], payload["form"], folder, payload["units"])
        made = await self._in_drawing_process(made_of_plain, *making)
        lines = [str(payload["caption"])]
        if made.fault:
            logger.error("a template cannot be used (%s); the report was sent in the standard form", made.fault)
            lines += filter(None, [payload.get("without_template")])
        return Upload("document", payload["name"], made.content), "\n\n".join(lines)

    async def _in_drawing_process(self, make: Callable[..., Drawn], *arguments: object) -> Drawn:
        """Make a chart or a report in a process of its own: it would hold up everything else in this one."""
        try:
            drawing = self._drawing = self._drawing or drawing_process()
            return await asyncio.get_running_loop().run_in_executor(drawing, make, *arguments)
        except BrokenProcessPool as error:
            # It ended, perhaps for want of memory, and takes no more work; the next chart begins another one.
            self._drawing = None
            raise DrawingError(type(error).__name__) from error
        except Exception as error:
            # Whatever it is, an OSError too: it came from the drawing, and only this one chart may suffer.
            raise DrawingError(type(error).__name__) from error

    async def _picture(self, waiting: Waiting) -> Upload | None:
        if waiting.call.evidence_id is None:
            return None
        content = await self._files.get(clean_name(waiting.call.evidence_id))
        return Upload("photo", "anh.jpg", content)

    def _learn(self, waiting: Waiting, retry_after: timedelta) -> None:
        """Remember a 429. Where several chats get one together, the messenger means the bot, and all of it waits."""
        metrics.too_many_requests(retry_after.total_seconds())
        if waiting.address.chat_id < 0:
            # A group has a limit of its own.
            return
        now = self._clock()
        lately = self._too_many[waiting.bot]
        lately.append(_TooMany(waiting.contact_id, now, retry_after))
        together = {one.contact_id for one in lately if now - one.at <= _TOGETHER}
        long = {one.contact_id for one in lately if one.retry_after >= _LONG and one.at + one.retry_after > now}
        if len(together) >= _MANY or long - {waiting.contact_id}:
            self._held[waiting.bot] = max(self._held.get(waiting.bot, now), now + retry_after)
            self._untold[waiting.bot] = self._held[waiting.bot]
            lately.clear()
            logger.warning("%s is left alone for %.0f s", waiting.bot, retry_after.total_seconds())

    # What is noted.

    async def _note_finished(self) -> list[Round]:
        """Keep what became of the rounds that are over; returns them."""
        rounds = list(self._unnoted)
        if not rounds:
            return rounds
        await self._note(rounds)
        # Meanwhile more may have ended.
        del self._unnoted[: len(rounds)]
        self._over_at = asyncio.get_running_loop().time()
        for one in rounds:
            self._share.end(one.lane)
            self._let_rest(one)
            if one.rings != self._rings or (one.rests_until is None and not (one.is_whole and len(one.calls) < CALLS)):
                self._must_look = True
        return rounds

    async def _note(self, rounds: Iterable[Round]) -> None:
        now = self._clock()
        sent = [done for one in rounds for done in one.sent]
        untold = dict(self._untold)
        # That a call was made may be forgotten with the power: it is made again then, as after every other crash.
        is_routine = not untold and all(one.failure is None for one in rounds)
        async with self._database.note() if is_routine else self._database.begin() as session:
            await outbox.note_sent(session, sent, now=now)
            crashpoint("inside_note_sent")
            await outbox.supersede(session, [call_id for one in rounds for call_id in one.superseded], now=now)
            for one in rounds:
                if one.failure is not None:
                    await self._note_failure(session, one.failure, now)
            # Last, because every sender writes to the same row.
            await bot_pauses.note(session, untold, now=now)
        self._untold = {bot: until for bot, until in self._untold.items() if untold.get(bot) != until}
        metrics.sent(len(sent))

    async def _note_failure(self, session: AsyncSession, failure: Failure, now: datetime) -> None:
        waiting, error = failure.waiting, failure.error
        cause = cause_of(error, was_ambiguous=(waiting.cause or "").startswith(AMBIGUOUS))
        verdict = classify(error, attempts=waiting.attempts)
        metrics.call_failed(verdict)
        match verdict:
            case Verdict.LATER:
                pause = pause_after(error, attempts=waiting.attempts, chance=self._chance())
                await outbox.try_later(
                    session, waiting.id, contact_id=waiting.contact_id, cause=cause, not_before=now + pause
                )
            case Verdict.TOO_LATE:
                await outbox.give_up(session, waiting.id, cause=cause, now=now)
            case Verdict.GONE:
                await self._give_up_on(session, failure, cause, now)
            case Verdict.BUG:
                logger.error("call %s (%s) was refused: %s", waiting.id, waiting.call.method, cause)
                await outbox.give_up(session, waiting.id, cause=cause, now=now)

    async def _give_up_on(self, session: AsyncSession, failure: Failure, cause: str, now: datetime) -> None:
        """Note that a contact cannot be reached, and let others hear of the tips that it should have heard of."""
        contact_id = failure.waiting.contact_id
        if is_moved(failure.error):
            logger.error(
                "contact %s is a group that has moved: it hears nothing before it is verified anew", contact_id
            )
        else:
            logger.info("contact %s cannot be reached any more", contact_id)
        await people.note_unreachable(session, contact_id, now=now)
        instead = await substitutes.instead_of(session, self._vault, contact_id, now=now)
        await outbox.give_up_on(session, contact_id, cause=cause, now=now)
        metrics.nobody_told(len(instead.unreached))
        if instead.calls:
            await outbox.add(session, self._vault, instead.calls, now=now)
            self._must_look = True

    async def _drain(self) -> None:
        """On a clean stop, note what was already sent, so that it is not sent twice."""
        self._is_stopping = True
        for contact_id, task in self._rounds.items():
            if contact_id not in self._calling:
                task.cancel()
        if self._rounds:
            await asyncio.wait(self._rounds.values(), timeout=STOP_SECONDS)
        for task in self._rounds.values():
            task.cancel()
        if self._rounds:
            await asyncio.wait(self._rounds.values())
        # A round that was cancelled before it began has sent nothing.
        self._rounds.clear()
        try:
            await self._note_finished()
        except (SQLAlchemyError, OSError) as error:
            logger.warning("what was sent last is not noted, and comes twice: %s", type(error).__name__)
