"""The way into the console: a one-time link from the chat, then the session that it opens.

Of both only a keyed hash is kept, so a copy of the database lets nobody in. Whoever stops being an officer is out with
the next request, because each one asks here who is asking.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer
from domain.errors import DomainError
from storage import people
from storage.models import ConsolePass
from storage.vault import Vault

LINK_LIFETIME = timedelta(minutes=15)
"""How long a link from the chat can be used."""

SESSION_LIFETIME = timedelta(hours=8)
"""How long somebody stays in: one shift."""


class PassError(DomainError):
    """A link or a session is unknown, used or over, or its officer is no longer one; which of these is not told."""


def _key(vault: Vault, token: str, *, is_session: bool) -> bytes:
    return vault.look_up("console session" if is_session else "console link", token)


async def issue(session: AsyncSession, vault: Vault, officer: Officer, *, token: str, now: datetime) -> None:
    """Keep a link for an officer, in place of an earlier one; passes of anybody that are over go."""
    is_replaced = (ConsolePass.officer_id == officer.id) & ConsolePass.is_session.is_(False)
    await session.execute(delete(ConsolePass).where(or_(is_replaced, ConsolePass.expires_at <= now)))
    await _keep(session, vault, officer.id, token, is_session=False, until=now + LINK_LIFETIME)


async def _keep(
    session: AsyncSession, vault: Vault, officer_id: int, token: str, *, is_session: bool, until: datetime
) -> None:
    key = _key(vault, token, is_session=is_session)
    session.add(ConsolePass(key=key, officer_id=officer_id, is_session=is_session, expires_at=until))
    await session.flush()


async def enter(session: AsyncSession, vault: Vault, *, link: str, token: str, now: datetime) -> Officer:
    """Use a link up and open the session of this token. Raises PassError."""
    # One statement finds and removes the link, so of two requests at once only one gets in.
    officer_id = await session.scalar(
        delete(ConsolePass)
        .where(
            ConsolePass.key == _key(vault, link, is_session=False),
            ConsolePass.is_session.is_(False),
            ConsolePass.expires_at > now,
        )
        .returning(ConsolePass.officer_id)
    )
    officer = await people.officer(session, vault, officer_id) if officer_id is not None else None
    if officer is None:
        raise PassError
    await _keep(session, vault, officer.id, token, is_session=True, until=now + SESSION_LIFETIME)
    return officer


async def officer_of(session: AsyncSession, vault: Vault, token: str, *, now: datetime) -> Officer:
    """Return whose session this is. Raises PassError."""
    officer_id = await session.scalar(
        select(ConsolePass.officer_id).where(
            ConsolePass.key == _key(vault, token, is_session=True),
            ConsolePass.is_session.is_(True),
            ConsolePass.expires_at > now,
        )
    )
    officer = await people.officer(session, vault, officer_id) if officer_id is not None else None
    if officer is None:
        raise PassError
    return officer


async def leave(session: AsyncSession, officer: Officer) -> None:
    """End every session and link of an officer, on whatever device: the one who leaves may have lost another one."""
    await session.execute(delete(ConsolePass).where(ConsolePass.officer_id == officer.id))
