"""The journal: updates that arrived, those that are handled, and those that were set aside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import insert_into
from storage.models import Update
from storage.vault import Vault

MAX_FAILURES = 3
"""After so many failures an update is set aside."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update as it came from a messenger, unread but for its number."""

    update_id: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Journalled:
    """An update that waits to be handled.

    Attributes:
        seq: Its number in the journal; the order of arrival.
        bot: The bot it came through.
        update_id: The messenger's number.
        received_at: When it was journalled, in UTC.
        body: The bytes as they came.
        failures: How often handling it has failed.
    """

    seq: int
    bot: str
    update_id: int
    received_at: datetime
    body: bytes
    failures: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that nobody could handle, for the operator: no content, only what failed."""

    seq: int
    bot: str
    update_id: int
    received_at: datetime
    cause: str


def _place(bot: str, update_id: int) -> str:
    return f"updates.body:{bot}:{update_id}"


async def keep(session: AsyncSession, vault: Vault, bot: str, arrivals: Sequence[Arrival], *, now: datetime) -> int:
    """Journal what arrived and return how many were new; what is known already is left as it is."""
    if not arrivals:
        return 0
    rows = [
        {
            "bot": bot,
            "update_id": arrival.update_id,
            "received_at": now,
            "body": vault.seal(arrival.body, place=_place(bot, arrival.update_id)),
            "state": "waiting",
            "failures": 0,
        }
        for arrival in arrivals
    ]
    insert = insert_into(session, Update).on_conflict_do_nothing(index_elements=["bot", "update_id"])
    result = await session.scalars(insert.returning(Update.id), rows)
    return len(result.all())


async def waiting(session: AsyncSession, vault: Vault, *, bots: Collection[str], limit: int) -> list[Journalled]:
    """Return the oldest updates of these bots that wait, in the order in which they arrived."""
    rows = await session.execute(
        select(Update.id, Update.bot, Update.update_id, Update.received_at, Update.body, Update.failures)
        .where(Update.state == "waiting", Update.bot.in_(bots))
        .order_by(Update.id)
        .limit(limit)
    )
    return [
        Journalled(seq, bot, number, at, vault.open(body or b"", place=_place(bot, number)), failures)
        for seq, bot, number, at, body, failures in rows
    ]


async def finish(session: AsyncSession, seqs: Sequence[int], *, now: datetime) -> None:
    """Mark updates as handled; their bytes go."""
    await session.execute(
        update(Update).where(Update.id.in_(seqs)).values(state="done", body=None, handled_at=now),
        execution_options={"synchronize_session": False},
    )


async def fail(session: AsyncSession, seq: int, *, cause: str, now: datetime) -> Literal["waiting", "set_aside"]:
    """Note a failure; the third one sets the update aside, with its bytes still sealed. Returns its state."""
    row = await session.get_one(Update, seq)
    row.failures += 1
    row.cause = cause[:200]
    if row.failures < MAX_FAILURES:
        return "waiting"
    row.state = "set_aside"
    row.handled_at = now
    return "set_aside"


async def set_aside(session: AsyncSession, *, limit: int = 50) -> list[SetAside]:
    """Return the newest updates that were set aside."""
    rows = await session.scalars(
        select(Update).where(Update.state == "set_aside").order_by(Update.id.desc()).limit(limit)
    )
    return [SetAside(row.id, row.bot, row.update_id, row.received_at, row.cause or "") for row in rows]


async def count_set_aside(session: AsyncSession) -> int:
    """Return how many updates were set aside."""
    return await session.scalar(select(func.count()).select_from(Update).where(Update.state == "set_aside")) or 0


async def count_waiting(session: AsyncSession) -> int:
    """Return how many updates wait."""
    return await session.scalar(select(func.count()).select_from(Update).where(Update.state == "waiting")) or 0
