"""Shares: of several processes on one database, each works in its share of the lanes, and never two in the same lane.

On PostgreSQL a lane is an advisory lock on a connection that is kept for nothing else. A process that ends, however it
ends, takes its connection and so its locks with it: there is no lease that somebody has to wait for. Who is there is a
lock, too, which everybody shares; so each knows how many they are, gives back what is above its part, and takes what is
free. On SQLite one process has all lanes (`storage.turn`).
"""

import asyncio
import logging
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import Database
from storage.lanes import LANES
from storage.turn import ASK_SECONDS, TurnLostError, do_while, in_turn

logger = logging.getLogger(__name__)

BALANCE_SECONDS = 1.0
"""So often a process looks whether its share is fair; a lane without an owner waits twice as long at most."""

STILL_SECONDS = 15.0
"""A process that asks nothing for so long stands still, and loses its locks: the server ends its connection. Whatever
it does when it goes on, it finds that out before it begins anything in its lanes."""

_EVERY_LANE = frozenset(range(LANES))

_PRESENT = LANES
"""The number of the lock that everybody has who is there; the numbers below it are lanes."""

_IS_THERE = text("SELECT 1")
_JOIN = text("SELECT pg_advisory_lock_shared(:space, :present)")
_LOCKS = text(
    "SELECT CAST(CAST(objid AS bigint) AS integer) AS number, pid = pg_backend_pid() AS is_own FROM pg_locks"
    " WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND CAST(classid AS bigint) = :space"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_TAKE = text(
    "SELECT lane FROM unnest(CAST(:lanes AS integer[])) AS lane"
    " WHERE pg_try_advisory_lock(CAST(:space AS integer), lane)"
)
_GIVE = text("SELECT pg_advisory_unlock(CAST(:space AS integer), lane) FROM unnest(CAST(:lanes AS integer[])) AS lane")


class Share:
    """The lanes that a process works in.

    Attributes:
        lanes: Those in which it may begin something now.
    """

    def __init__(self, lanes: Iterable[int] = _EVERY_LANE) -> None:
        """Begin with these lanes, with all of them where none are named."""
        self.lanes = frozenset(lanes)
        self._working: Counter[int] = Counter()

    @property
    def is_whole(self) -> bool:
        """Whether nobody else has a lane."""
        return len(self.lanes) == LANES

    @property
    def part(self) -> float:
        """How much of all this is, from 0 to 1."""
        return len(self.lanes) / LANES

    def begin(self, lane: int) -> None:
        """Note that something is begun in a lane; it is not given away before that has ended."""
        self._working[lane] += 1

    def end(self, lane: int) -> None:
        """Note that something in a lane has ended, and that the database knows of it."""
        self._working[lane] -= 1
        if self._working[lane] <= 0:
            del self._working[lane]

    def is_idle(self, lane: int) -> bool:
        """Whether nothing goes on in a lane."""
        return lane not in self._working

    async def check(self) -> None:
        """Make sure that the lanes are still ours. Raises TurnLostError where they may be somebody else's by now."""


Sharing = Callable[[Share], Coroutine[object, object, None]]
"""Work in a share of the lanes."""


async def in_shares(database: Database, name: str, work: Sharing) -> None:
    """Do the work in a fair share of the lanes, beside the other processes that do it under this name.

    Where the locks are lost, the work is cancelled, and begun again once there are new ones.
    """
    if database.is_sqlite:
        await in_turn(database, name, partial(work, Share()))
        return
    while True:
        try:
            async with _locked_share(database, name) as share:
                await do_while(partial(work, share), share.balance, every=lambda: BALANCE_SECONDS)
                return
        except TurnLostError as error:
            logger.warning("%s pauses: %s", name, error)
            await asyncio.sleep(ASK_SECONDS)


@asynccontextmanager
async def _locked_share(database: Database, name: str) -> AsyncIterator["_LockedShare"]:
    # Without a pool, closing the connection ends it, and its locks with it.
    engine = create_async_engine(
        database.engine.url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"options": f"-c idle_session_timeout={round(STILL_SECONDS * 1000)}"},
    )
    connection = engine.connect()
    try:
        await connection.start()
    except (SQLAlchemyError, OSError) as error:
        raise TurnLostError(type(error).__name__) from None
    try:
        share = _LockedShare(connection, name)
        await share.join()
        yield share
    finally:
        await connection.close()


class _LockedShare(Share):
    """Lanes held by advisory locks."""

    def __init__(self, connection: AsyncConnection, name: str) -> None:
        """Take the connection that holds the locks, and under which name they are."""
        super().__init__(())
        self._connection = connection
        self._name = name
        # 31 bits, because the parameter is signed.
        self._space = zlib.crc32(f"nguontin shares {name}".encode()) >> 1
        self._leaving: frozenset[int] = frozenset()
        # A connection answers one question at a time.
        self._asking = asyncio.Lock()

    async def join(self) -> None:
        """Be there, and take what is free. Raises TurnLostError."""
        await self._ask(_JOIN, present=_PRESENT)
        await self.balance()

    async def check(self) -> None:
        """Make sure that the connection, and with it every lock, is still there. Raises TurnLostError."""
        await self._ask(_IS_THERE)

    async def balance(self) -> None:
        """Take what is missing in a fair share, and give back what is above it. Raises TurnLostError."""
        locks = await self._ask(_LOCKS)
        own = {lock.number for lock in locks if lock.is_own}
        if not (self.lanes | self._leaving | {_PRESENT}) <= own:
            self.lanes = frozenset()
            raise TurnLostError("a lock is gone")
        processes = sum(lock.number == _PRESENT for lock in locks)
        fair = -(-LANES // processes)
        before = len(self.lanes)
        if before > fair:
            self._leave(before - fair)
        elif before < fair:
            await self._take(fair - before, free=_EVERY_LANE - {lock.number for lock in locks})
        await self._give_back()
        if len(self.lanes) != before:
            logger.info("%s: %s of %s lanes, beside %s others", self._name, len(self.lanes), LANES, processes - 1)

    def _leave(self, count: int) -> None:
        """Begin nothing more in so many lanes, first of all in those where nothing goes on."""
        leaving = sorted(self.lanes, key=lambda lane: (not self.is_idle(lane), lane))[:count]
        self.lanes -= frozenset(leaving)
        self._leaving |= frozenset(leaving)

    async def _take(self, count: int, *, free: Collection[int]) -> None:
        """Take so many lanes, first of all those that were to be given back."""
        kept = frozenset(sorted(self._leaving)[:count])
        self._leaving -= kept
        self.lanes |= kept
        wanted = sorted(free)[: count - len(kept)]
        if wanted:
            taken = await self._ask(_TAKE, lanes=wanted)
            self.lanes |= {row.lane for row in taken}

    async def _give_back(self) -> None:
        """Unlock the lanes that are to be given back and in which nothing goes on any more."""
        idle = sorted(lane for lane in self._leaving if self.is_idle(lane))
        if idle:
            await self._ask(_GIVE, lanes=idle)
            self._leaving -= frozenset(idle)

    async def _ask(self, question: TextClause, **values: object) -> list[Row[Any]]:
        space = {"space": self._space} if ":space" in question.text else {}
        try:
            async with self._asking:
                return list(await self._connection.execute(question, space | values))
        except (SQLAlchemyError, OSError) as error:
            self.lanes = frozenset()
            raise TurnLostError(type(error).__name__) from None
