"""What is said when a moment is due, and to whom; what is due is compared with what is stored once more before."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy.ext.asyncio import AsyncSession

import locales
from domain.access import Officer, Role
from domain.due_times import Due, draft_left_at, last_day_of_draft, reached, steps
from domain.tip import Urgency
from handlers import clock_texts, drafts, texts
from handlers.calls import say, show
from handlers.receipt import rounded
from handlers.states import Reporting
from storage import due_times, outbox, people, units
from storage.conversations import ConversationStorage
from storage.due_times import Moment, Told, WaitingTip
from storage.outbox import Call, Priority
from storage.units import Unit, UnitNotFoundError
from storage.vault import Vault

logger = logging.getLogger(__name__)

DRAFTING = tuple(str(one.state) for one in (Reporting.drafting, Reporting.naming_place, Reporting.naming_time))
"""States of a talk in which somebody is writing a tip."""

TOLD_ONE_BY_ONE = 3
"""Who has more tips to hear of at once is told in one message: after a stop there may be hundreds."""

OVERDUE_CARD = "overdue"
HANDOVER_CARD = "handover"
"""Messages of which the newest takes the place of the one before, so that they do not fill a chat."""

_MOST_ABOVE = 3
"""From a commune to its province and to the country."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A step that is due, and its tip."""

    tip: WaitingTip
    kind: Due
    by: datetime


@dataclass(slots=True)
class _Audience:
    """What one person is to hear.

    Attributes:
        officer: Who.
        own: Steps of tips in their own queue.
        below: Steps of tips with units below theirs.
    """

    officer: Officer
    own: list[_Step] = field(default_factory=list)
    below: list[_Step] = field(default_factory=list)


class StepMessages:
    """Tells those who should have acknowledged, and those above them, within one transaction."""

    def __init__(self, session: AsyncSession, vault: Vault, *, now: datetime) -> None:
        """Take the transaction, the keys and the server's time."""
        self._session = session
        self._vault = vault
        self._now = now
        self._staff: dict[str, list[Officer]] = {}
        self._units: dict[str, Unit | None] = {}
        self._audiences: dict[int, _Audience] = {}

    async def tell(self, due: Sequence[Moment], *, is_backlog: bool) -> None:
        """Tell what these moments demand, and mark them.

        Args:
            due: Moments that this transaction has claimed.
            is_backlog: Whether there are more than these: then everybody hears of all of theirs in one message.
        """
        tips = await due_times.waiting(self._session, {one.subject for one in due})
        known = await due_times.told(self._session, tips)
        gone = [one for one in due if one.subject not in tips or tips[one.subject].unit_code != one.unit_code]
        for one in due:
            if one not in gone:
                await self._take(one, tips[one.subject], known[one.subject])
        calls = await self._calls(is_backlog=is_backlog)
        await outbox.add(self._session, self._vault, calls, now=self._now)
        await due_times.drop(self._session, gone)
        await due_times.mark(self._session, [one for one in due if one not in gone], now=self._now)

    async def _take(self, moment: Moment, tip: WaitingTip, known: Told) -> None:
        """Note who is to hear of a moment, unless it is out of date, or a later one says the same."""
        due = steps(known.since, tip.urgency)
        is_current = due.get(moment.kind) == moment.due_at and reached(due, self._now) is moment.kind
        if not is_current or moment.kind in known.steps:
            return
        unit = await self._unit(tip.unit_code)
        if unit is None:
            # It was merged while the tip waited; everybody else's clocks must not stop for it.
            logger.error("tip %s waits with unit %s, which is no more", tip.id, tip.unit_code)
            return
        step = _Step(tip, moment.kind, due[Due.OVERDUE])
        own, above = await self._listeners(unit, moment.kind, known)
        for officer in own:
            self._audience(officer).own.append(step)
        for officer in above:
            self._audience(officer).below.append(step)
        if own or above:
            await due_times.note_step(self._session, tip, moment.kind, above=bool(above), at=self._now)

    async def _listeners(self, unit: Unit, kind: Due, known: Told) -> tuple[list[Officer], list[Officer]]:
        """Return who of the unit and who above it hears of a step.

        First the officers; when the time is over their commander, too; then the province. Where there is no
        commander the province hears of it at once, and where it has no staff, the country.
        """
        team = await self._team(unit.code)
        commands = [one for one in team if one.role is Role.COMMANDER]
        match kind:
            case Due.REMINDER:
                return [one for one in team if one not in commands] or team, []
            case Due.OVERDUE:
                return team, [] if commands else await self._above(unit)
            case _:
                own = [] if Due.OVERDUE in known.steps else team
                return own, [] if known.above else await self._above(unit)

    async def _above(self, unit: Unit) -> list[Officer]:
        """Return the staff of the next unit above that has any."""
        parent = unit.parent_code
        for _ in range(_MOST_ABOVE):
            if parent is None:
                break
            if team := await self._team(parent):
                return team
            above = await self._unit(parent)
            parent = above.parent_code if above else None
        return []

    async def _team(self, unit_code: str) -> list[Officer]:
        if unit_code not in self._staff:
            self._staff[unit_code] = await people.officers_of(self._session, self._vault, unit_code)
        return self._staff[unit_code]

    async def _unit(self, code: str) -> Unit | None:
        if code not in self._units:
            try:
                self._units[code] = await units.on_day(self._session, code, texts.local_day(self._now))
            except UnitNotFoundError:
                self._units[code] = None
        return self._units[code]

    def _audience(self, officer: Officer) -> _Audience:
        return self._audiences.setdefault(officer.id, _Audience(officer))

    async def _calls(self, *, is_backlog: bool) -> list[Call]:
        told = self._audiences.values()
        one_by_one = [one for one in told if not is_backlog and len(one.own) + len(one.below) <= TOLD_ONE_BY_ONE]
        named = {step.tip.id for one in one_by_one for step in (*one.own, *one.below)}
        codes = await due_times.opened_codes(self._session, self._vault, named)
        late: dict[str, int] = {}
        calls: list[Call] = []
        for one in told:
            contact = await people.contact(self._session, one.officer.contact_id)
            with locales.language(contact.language):
                if one in one_by_one:
                    calls += [self._single(contact.id, step, codes, is_own=True) for step in one.own]
                    calls += [self._single(contact.id, step, codes, is_own=False) for step in one.below]
                else:
                    calls.append(show(contact.id, OVERDUE_CARD, await self._summary(one, late)))
        return calls

    def _single(self, to: int, step: _Step, codes: Mapping[int, str], *, is_own: bool) -> Call:
        tip, unit = step.tip, self._units[step.tip.unit_code]
        if unit is None:
            raise AssertionError("only tips of units that are there are told of")
        is_emergency = tip.urgency is Urgency.EMERGENCY
        since = tip.since if is_emergency else rounded(tip.since)
        code = codes[tip.id]
        is_early = step.kind is Due.REMINDER
        content = clock_texts.soon(code, unit, since, by=step.by) if is_early else texts.overdue(code, unit, since)
        made = say(to, content, priority=Priority.URGENT if is_emergency else Priority.NOTICE)
        # What is told to those above is of a tip that they may not see, and says nothing of it.
        return replace(made, tip_id=tip.id) if is_own else made

    async def _summary(self, audience: _Audience, late: dict[str, int]) -> str:
        """Return one message for many tips, with the numbers of now; `late` remembers these by unit."""
        code = audience.officer.unit_code
        unit = await self._unit(code)
        if not audience.own or unit is None:
            return clock_texts.several_below()
        if code not in late:
            late[code] = (await due_times.standing(self._session, code, now=self._now)).late
        return clock_texts.several(unit, late[code])


async def tell_handovers(session: AsyncSession, vault: Vault, due: Sequence[Moment], *, now: datetime) -> None:
    """Tell each unit at a shift change how its queue stands; a queue with nothing open is not spoken of."""
    newest = {one.unit_code: one for one in sorted(due, key=lambda one: one.due_at)}
    calls: list[Call] = []
    for code in newest:
        queue = await due_times.standing(session, code, now=now)
        if queue.open and await people.has_queue(session, code):
            calls += await _handover(session, vault, code, queue, now)
    await outbox.add(session, vault, calls, now=now)
    await due_times.mark(session, due, now=now)


async def _handover(
    session: AsyncSession, vault: Vault, code: str, queue: due_times.Standing, now: datetime
) -> list[Call]:
    try:
        unit = await units.on_day(session, code, texts.local_day(now))
    except UnitNotFoundError:
        logger.error("the queue of unit %s is open, which is no more", code)  # noqa: TRY400 - no traceback needed
        return []
    calls = []
    for officer in await people.officers_of(session, vault, code):
        contact = await people.contact(session, officer.contact_id)
        with locales.language(contact.language):
            made = show(contact.id, HANDOVER_CARD, clock_texts.handover(unit, queue))
        calls.append(replace(made, priority=Priority.DIGEST))
    return calls


async def tell_drafts(session: AsyncSession, vault: Vault, due: Sequence[Moment], *, now: datetime) -> None:
    """Remind people of drafts they left, once each; who went on meanwhile is left alone for another while."""
    done: list[Moment] = []
    for one in due:
        found = await due_times.writing(session, one.subject, DRAFTING)
        if found is None:
            await due_times.drop(session, [one])
        elif found.version != one.version:
            await due_times.put_off(session, one, due_at=draft_left_at(now), version=found.version)
        else:
            done.append(one)
            if await _has_draft(session, vault, one.subject):
                reminder = await _draft_reminder(session, one.subject, last_day_of_draft(found.changed_on))
                await outbox.add(session, vault, [reminder], now=now)
    await due_times.mark(session, done, now=now)


async def _has_draft(session: AsyncSession, vault: Vault, contact_id: int) -> bool:
    storage = ConversationStorage(session, vault, contact_id)
    await storage.load()
    state = FSMContext(storage, StorageKey(bot_id=0, chat_id=contact_id, user_id=contact_id))
    draft = (await drafts.read(state)).draft
    return draft is not None and not draft.is_empty


async def _draft_reminder(session: AsyncSession, contact_id: int, last_day: date) -> Call:
    contact = await people.contact(session, contact_id)
    with locales.language(contact.language):
        return say(contact_id, clock_texts.draft_left(last_day), priority=Priority.DIGEST)
