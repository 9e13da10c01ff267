"""Files whose lines were entered, all of them or none."""

import hashlib
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import DomainError
from storage.database import insert_into
from storage.register_tables import Import

MOST_TIMES = 1_000
"""So often the same lines may be entered again on purpose."""


class AlreadyImportedError(DomainError):
    """These lines were entered before, and it was not said that they are meant once more."""


async def note_import(session: AsyncSession, kind: str, digest: bytes, *, lines: int, now: datetime) -> int:
    """Keep that lines are entered; returns the number of the import. Raises AlreadyImportedError.

    Args:
        session: The transaction that enters them.
        kind: What they are, such as "activities".
        digest: The SHA-256 of the lines.
        lines: How many they are.
        now: When.
    """
    number = await _note(session, kind, digest, lines, now)
    if number is None:
        raise AlreadyImportedError
    return number


async def note_another_import(session: AsyncSession, kind: str, digest: bytes, *, lines: int, now: datetime) -> int:
    """Keep the same, also where these lines were entered before; AlreadyImportedError where it is too often."""
    for times in range(MOST_TIMES):
        number = await _note(session, kind, _of_time(digest, times), lines, now)
        if number is not None:
            return number
    raise AlreadyImportedError


def _of_time(digest: bytes, times: int) -> bytes:
    """Return under which digest lines are kept that were entered some times before."""
    return hashlib.sha256(digest + times.to_bytes(4)).digest() if times else digest


async def _note(session: AsyncSession, kind: str, digest: bytes, lines: int, now: datetime) -> int | None:
    """Return the number of the import, or None where there is one of this digest."""
    made = insert_into(session, Import).values(kind=kind, digest=digest, lines=lines, at=now)
    number: int | None = await session.scalar(made.on_conflict_do_nothing().returning(Import.id))
    return number
