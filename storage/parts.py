"""Parts of a transaction: each update's own, which is undone for itself.

The savepoint behind a part is made before the first thing that may write: most updates of a conversation only read,
and where the database is another process, each word to it costs as much as a query.
"""

import aiosqlite
import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import ORMExecuteState, Session

Driver = aiosqlite.Connection | psycopg.AsyncConnection[object]
"""The driver's own connection of a transaction."""


class UndoneError(Exception):
    """The database has undone more than one part, so the whole transaction has to be done again."""


_IS_OPEN = "nguontin.part"
"""Where a session keeps whether the part that goes on has its savepoint; absent between parts."""

_OPEN, _UNDO = "SAVEPOINT part", "ROLLBACK TO SAVEPOINT part"
"""The newest savepoint of that name is meant, whatever others there are."""


def begin(session: AsyncSession) -> None:
    """Begin a part; whatever is written from now on belongs to it."""
    session.info[_IS_OPEN] = False


def opening(session: AsyncSession) -> str:
    """Return what is to be said before the part that goes on writes for the first time; empty from then on."""
    if session.info.get(_IS_OPEN) is not False:
        return ""
    session.info[_IS_OPEN] = True
    return _OPEN


def keep(session: AsyncSession) -> None:
    """End a part; what it did is the transaction's now. Its savepoint goes with the transaction: that costs no word."""
    session.info.pop(_IS_OPEN)


async def undo(session: AsyncSession, driver: Driver) -> bool:
    """End a part as if it had never been; returns False where that takes the whole transaction with it."""
    if session.info.pop(_IS_OPEN, False):
        await _say(driver, _UNDO)
        return True
    # A question that PostgreSQL refused leaves nothing to go back to.
    return isinstance(driver, aiosqlite.Connection) or driver.info.transaction_status != TransactionStatus.INERROR


async def _say(driver: Driver, words: str) -> None:
    if isinstance(driver, aiosqlite.Connection):
        driver._conn.execute(words)  # noqa: SLF001 - see `storage.database._open_sqlite`
    else:
        await driver.execute(words.encode())


def watch(sessions: type[Session]) -> None:
    """Make the savepoint also before what these sessions say by themselves, reading or writing."""

    @event.listens_for(sessions, "do_orm_execute")
    def before_a_statement(state: ORMExecuteState) -> None:
        _open_in(state.session)

    @event.listens_for(sessions, "before_flush")
    def before_rows(session: Session, *_: object) -> None:
        _open_in(session)


def _open_in(session: Session) -> None:
    if session.info.get(_IS_OPEN) is False:
        session.info[_IS_OPEN] = True
        session.connection().exec_driver_sql(_OPEN)
