"""Turns: of several processes on one database, one at a time does a piece of work; the others wait until it is gone.

A turn ends with its process, however that ends: PostgreSQL drops an advisory lock with its connection, the kernel a
file's lock with its last descriptor.
"""

import asyncio
import fcntl
import logging
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import TextClause, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import Database

logger = logging.getLogger(__name__)

ASK_SECONDS = 0.5
"""Whoever waits for a turn asks so often whether it is free."""

CHECK_SECONDS = 5.0
"""Whoever has a turn checks so often that it still has it: a PostgreSQL that restarts forgets who did."""

_SPACE = zlib.crc32(b"nguontin") >> 1
"""Tells our advisory locks from those of others on the same database; 31 bits, because the parameter is signed."""

_TRY = text("SELECT pg_try_advisory_lock(:space, :name)")
_IS_THERE = text("SELECT :space <> :name")

Work = Callable[[], Coroutine[object, object, None]]
Check = Callable[[], Awaitable[object]]


class TurnLostError(Exception):
    """The database that gives turns does not answer, so somebody else may have it by now."""


async def in_turn(database: Database, name: str, work: Work) -> None:
    """Do the work while no other process on this database does it under this name; wait for that first.

    Where the turn is lost, the work is cancelled, and begun again once it is regained.
    """
    while True:
        try:
            async with _turn(database, name) as check:
                await do_while(work, check, every=lambda: CHECK_SECONDS)
                return
        except TurnLostError as error:
            logger.warning("%s pauses: %s", name, error)
            await asyncio.sleep(ASK_SECONDS)


async def do_while(work: Work, check: Check, *, every: Callable[[], float]) -> None:
    """Do the work to its end, as long as the check goes well. Raises TurnLostError where it does not.

    Args:
        work: Is cancelled where the check fails.
        check: Raises TurnLostError where the work may be somebody else's by now.
        every: Gives the seconds between two checks.
    """
    doing = asyncio.create_task(work())
    try:
        while not (await asyncio.wait({doing}, timeout=every()))[0]:
            await check()
    except BaseException:
        doing.cancel()
        await asyncio.wait({doing})
        if not doing.cancelled() and (error := doing.exception()) is not None:
            logger.warning("the work did not end well: %s", type(error).__name__)
        raise
    await doing


@asynccontextmanager
async def _turn(database: Database, name: str) -> AsyncIterator[Check]:
    """Have the turn within the block; gives what tells whether it is still so."""
    path = database.engine.url.database
    if not database.is_sqlite:
        async with _advisory_lock(database, name) as check:
            yield check
    elif path and path != ":memory:":
        async with _file_lock(Path(f"{path}.{name}.lock"), name) as check:
            yield check
    else:
        # Nobody else can open it.
        yield _is_kept


async def _is_kept() -> None:
    """Say that the turn is still ours: the kernel takes no lock away."""


async def _wait_for(is_free: Callable[[], Awaitable[bool]], name: str) -> None:
    """Return once it is free; says once that it was not."""
    if await is_free():
        return
    logger.info("%s: waiting for the other process", name)
    while not await is_free():  # noqa: ASYNC110 - locks of other processes ring no bells here
        await asyncio.sleep(ASK_SECONDS)


@asynccontextmanager
async def _file_lock(path: Path, name: str) -> AsyncIterator[Check]:
    # Closing the file unlocks it. It stays there: if it were removed, two processes could lock one of that name each.
    with path.open("a") as file:

        async def is_free() -> bool:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        await _wait_for(is_free, name)
        yield _is_kept


@asynccontextmanager
async def _advisory_lock(database: Database, name: str) -> AsyncIterator[Check]:
    # Without a pool, closing the connection ends it, and its lock with it.
    engine = create_async_engine(
        database.engine.url, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True
    )
    key = {"space": _SPACE, "name": zlib.crc32(name.encode()) >> 1}
    connection = engine.connect()

    async def ask(question: TextClause) -> bool:
        try:
            return bool(await connection.scalar(question, key))
        except (SQLAlchemyError, OSError) as error:
            raise TurnLostError(type(error).__name__) from None

    try:
        await connection.start()
    except (SQLAlchemyError, OSError) as error:
        raise TurnLostError(type(error).__name__) from None
    try:
        await _wait_for(partial(ask, _TRY), name)
        yield partial(ask, _IS_THERE)
    finally:
        await connection.close()
