"""Ready-made tips, contacts and officers, of which a test names only what matters to it."""

import asyncio
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, Role
from domain.codes import new_code
from domain.place import ChosenPlace, PlaceSource
from domain.rerouting import MoveCause
from domain.routing import Route, RouteReason
from domain.tip import Category, SourceGroup, Urgency
from storage import people, tips
from storage.database import Database
from storage.tips import Move, NewTip, Tip
from storage.vault import Vault

BOT = "main"
NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
MY_THUONG = "19930"
VY_DA = "19777"
HUE = "46"
IN_QUEUE = Route(MY_THUONG, is_desk=False, reason=RouteReason.COMMUNE)
AT_DESK = Route(HUE, is_desk=True, reason=RouteReason.UNKNOWN_COMMUNE)


def draft(**fields: Any) -> NewTip:
    """Return a tip about gambling in Mỹ Thượng."""
    made = NewTip(
        code=new_code(),
        narrative=("đánh bạc ở chợ",),
        place=ChosenPlace(MY_THUONG, HUE, PlaceSource.CITIZEN),
        position=None,
        category=Category.VICE,
        suggested_category=Category.VICE,
        urgency=Urgency.NORMAL,
        occurred=None,
        source_group=SourceGroup.PEOPLE,
        route=IN_QUEUE,
    )
    return replace(made, **fields)


def to(unit: str, *, cause: MoveCause = MoveCause.WRONG_PLACE) -> Move:
    """Return a move into a commune's queue, because it happened there."""
    return Move(Route(unit, is_desk=False, reason=RouteReason.COMMUNE), place=unit, cause=cause)


async def close_for_good(database: Database) -> None:
    """Close a database that could not be opened at first, and wait for the threads that tried.

    They answer to the event loop once more, and a test that ends takes the loop with it.
    """
    await database.close()
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 10)


async def contact(session: AsyncSession, vault: Vault, chat_id: int = 1, *, bot: str = BOT) -> int:
    """Return the row of somebody who can be written to."""
    return (await people.contact_at(session, vault, bot, chat_id, language="vi", now=NOW)).id


async def officer(
    session: AsyncSession, vault: Vault, chat_id: int = 90, *, unit: str = MY_THUONG, role: Role = Role.OFFICER
) -> Officer:
    """Return a member of staff."""
    row = await contact(session, vault, chat_id)
    return await people.appoint(session, vault, row, role=role, unit_code=unit, name="Hùng", now=NOW)


async def tip(session: AsyncSession, vault: Vault, *, contact_id: int | None = None, **fields: Any) -> Tip:
    """Return a recorded tip."""
    reporter = contact_id if contact_id is not None else await contact(session, vault)
    return await tips.record(session, vault, draft(**fields), contact_id=reporter, now=NOW)
