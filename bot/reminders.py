"""The clocks: what is due is said, and what has outlived its time is erased; late if nobody looked, never early.

A loop compares what is stored with what should be due and notes each moment in a row; another step takes the moments
that have come. A moment is claimed, checked against what is stored now, acted upon and marked in one transaction, so
any number of processes may do this beside each other, and each moment happens once.

Of wrong clocks: a clock that went back says nothing twice, because what is done is marked. After a jump of the clock
nothing is said or erased until it has gone evenly for a while, so that a clock which is put right soon does no harm.
What it does bring early by a longer error has happened once, and does not happen again; nothing after it is left out,
because every moment follows from what is stored and not from when somebody looked last.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from bot import metrics
from bot.due_messages import DRAFTING, StepMessages, tell_drafts, tell_handovers
from bot.metrics import Beat
from domain.due_times import PURGE_AT, SHIFT_CHANGES, STEPS, Due, draft_left_at, next_at, steps
from storage import due_times, evidence, forgetting, rollups
from storage.crashpoints import crashpoint
from storage.database import Database
from storage.due_times import NOBODYS, Moment
from storage.evidence import EvidenceFiles
from storage.vault import Vault

logger = logging.getLogger(__name__)

EVERY = timedelta(seconds=30)
"""So often the clocks are looked at: late by so much at most, never early."""

PLANNED = 100
"""Tips, units or drafts whose moments are noted in one transaction."""

STEPS_AT_ONCE = 100
HANDOVERS_AT_ONCE = 20
DRAFTS_AT_ONCE = 50
"""Moments that one transaction takes: no update waits long for it."""

ERASED_AT_ONCE = 500
"""Rows of each kind that one transaction erases."""

MOST_ROUNDS = 1_000
"""Transactions of one kind until the others have their turn."""

MOST_CONFLICTS = 10
CONFLICT_SECONDS = 0.05
"""How often one work gives way to another process, and for how much longer each time."""

COUNTED_EVERY = timedelta(hours=1)
"""So often is looked for months of response times that are over, or changed since they were counted."""

_JUMP = timedelta(seconds=30)
_EVENLY = timedelta(minutes=5)


@dataclass(slots=True)
class Evenness:
    """Whether the clock goes evenly, told by one that nobody can set.

    Attributes:
        behind: The time of day when the other one was at nought, as seen last.
        since: When the last jump was seen, by the other one, in seconds; None where none was.
    """

    behind: datetime | None = None
    since: float | None = None

    def is_even(self, now: datetime, monotonic: float) -> bool:
        """Whether the clock has not jumped for a while."""
        behind = now - timedelta(seconds=monotonic)
        if self.behind is not None and abs(behind - self.behind) > _JUMP:
            logger.warning(
                "the clock jumped by %.0f s; nothing is said for a while", (behind - self.behind).total_seconds()
            )
            self.since = monotonic
        self.behind = behind
        return self.since is None or monotonic - self.since >= _EVENLY.total_seconds()


class Reminders:
    """Looks at the clocks. What was said stands in the database, so that it is said once."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        *,
        clock: Callable[[], datetime],
        outbox_bell: asyncio.Event,
        files: EvidenceFiles | None = None,
    ) -> None:
        """Take the parts; without a store of files no file is erased."""
        self._database = database
        self._vault = vault
        self._clock = clock
        self._outbox_bell = outbox_bell
        self._files = files
        self._evenness = Evenness()
        self._count_at: datetime | None = None

    async def run(self) -> None:
        """Look at the clocks again and again, until cancelled."""
        try:
            while True:
                await self._round()
                await asyncio.sleep(EVERY.total_seconds())
        finally:
            metrics.ended(Beat.REMINDERS)

    async def _round(self) -> None:
        metrics.beat(Beat.REMINDERS)
        try:
            if self._evenness.is_even(self._clock(), time.monotonic()):
                if count := await self.remind():
                    metrics.reminded(count)
                    self._outbox_bell.set()
                await self.count_months()
        except (SQLAlchemyError, OSError) as error:
            logger.warning("reminders pause: %s", type(error).__name__)
            metrics.database_failed(Beat.REMINDERS)

    async def remind(self) -> int:
        """Note what should be due, and do what is; returns how many moments there were."""
        await self.plan()
        works = (self._say_steps, self._say_handovers, self._say_drafts, self._purge)
        return sum([await self._all_of(work) for work in works])

    async def count_months(self) -> None:
        """Count how fast tips of months that are over were acknowledged, once an hour; see `storage.rollups`."""
        now = self._clock()
        # A clock that was put back must not put this off for as long.
        if self._count_at is None or not timedelta(0) < self._count_at - now <= COUNTED_EVERY:
            await rollups.keep(self._database, now=now)
            self._count_at = now + COUNTED_EVERY

    async def _all_of(self, work: Callable[[], Awaitable[int]]) -> int:
        """Repeat a work until nothing is left of it, at most so often; returns how many moments there were."""
        total = conflicts = 0
        for _ in range(MOST_ROUNDS):
            try:
                count = await work()
            except (IntegrityError, OperationalError):
                # Two processes wrote to the same chat in the same moment; nothing was said, so it is said again.
                conflicts += 1
                if conflicts > MOST_CONFLICTS:
                    raise
                await asyncio.sleep(CONFLICT_SECONDS * conflicts)
                continue
            total += count
            if not count:
                break
            # Others have to get their turn of the one writer, and of this process.
            await asyncio.sleep(0)
        return total

    # Noting what should be due.

    async def plan(self) -> None:
        """Note the moments that follow from what is stored and are not noted yet."""
        for missing in (self._tips, self._handovers, self._drafts, self._purges):
            for _ in range(MOST_ROUNDS):
                moments = await missing()
                if not moments:
                    break
                async with self._database.begin() as session:
                    await due_times.note(session, moments)
        async with self._database.read() as session:
            has_left = await due_times.has_draft_moments(session, DRAFTING)
        if has_left:
            async with self._database.begin() as session:
                await due_times.drop_drafts(session, DRAFTING)

    async def _tips(self) -> list[Moment]:
        async with self._database.read() as session:
            found = await due_times.tips_without_moments(session, limit=PLANNED)
        return [
            Moment(step, tip.id, tip.unit_code, due_at, tip.version)
            for tip in found
            for step, due_at in steps(tip.since, tip.urgency).items()
        ]

    async def _handovers(self) -> list[Moment]:
        at = next_at(SHIFT_CHANGES, self._clock())
        async with self._database.read() as session:
            found = await due_times.units_without_handover(session, at=at, limit=PLANNED)
        return [Moment(Due.HANDOVER, NOBODYS, unit_code, at) for unit_code in found]

    async def _drafts(self) -> list[Moment]:
        async with self._database.read() as session:
            found = await due_times.drafts_without_moment(session, DRAFTING, limit=PLANNED)
        at = draft_left_at(self._clock())
        return [Moment(Due.DRAFT, contact_id, "", at, version) for contact_id, version in found]

    async def _purges(self) -> list[Moment]:
        at = next_at(PURGE_AT, self._clock())
        async with self._database.read() as session:
            return [] if await due_times.is_noted(session, Due.PURGE, at) else [Moment(Due.PURGE, NOBODYS, "", at)]

    # Doing what is due.

    async def _say_steps(self) -> int:
        now = self._clock()
        async with self._database.begin() as session:
            due = await due_times.claim(session, STEPS, now=now, limit=STEPS_AT_ONCE)
            if due:
                messages = StepMessages(session, self._vault, now=now)
                await messages.tell(due, is_backlog=len(due) == STEPS_AT_ONCE)
                crashpoint("inside_steps")
        return len(due)

    async def _say_handovers(self) -> int:
        now = self._clock()
        async with self._database.begin() as session:
            due = await due_times.claim(session, [Due.HANDOVER], now=now, limit=HANDOVERS_AT_ONCE)
            if due:
                await tell_handovers(session, self._vault, due, now=now)
                crashpoint("inside_handovers")
        return len(due)

    async def _say_drafts(self) -> int:
        now = self._clock()
        async with self._database.begin() as session:
            due = await due_times.claim(session, [Due.DRAFT], now=now, limit=DRAFTS_AT_ONCE)
            if due:
                await tell_drafts(session, self._vault, due, now=now)
                crashpoint("inside_draft_reminders")
        return len(due)

    async def _purge(self) -> int:
        """Erase one batch; only when nothing is left the moment is marked, so that another process may go on."""
        now = self._clock()
        async with self._database.begin() as session:
            due = await due_times.claim(session, [Due.PURGE], now=now, limit=1)
            if not due:
                return 0
            counts = [await erase(session, now, ERASED_AT_ONCE) for erase in forgetting.ROWS]
            gone = await forgetting.files_of_drafts(session, now, ERASED_AT_ONCE)
            is_over = max(*counts, len(gone)) < ERASED_AT_ONCE
            crashpoint("inside_purge")
            if is_over:
                await due_times.mark(session, due, now=now)
        crashpoint("after_purge_commit")
        if self._files is not None:
            await evidence.remove_files(self._files, gone)
            if is_over:
                await evidence.remove_orphans(self._database, self._files, now=now)
        return 1
