"""The journal: updates that arrived, those that are handled, and those that were set aside."""

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal

from sqlalchemy import CTE, Select, bindparam, func, literal_column, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import journal
from storage.models import Update
from storage.queries import Query
from storage.vault import Vault

MAX_FAILURES = 3
"""After so many failures an update is set aside."""

NO_LANE = -1
"""No update is in this lane."""

FEW_LANES = 8
"""So many lanes one transaction takes although others might want some of them."""

_SPACE = zlib.crc32(b"nguontin.lanes") >> 1
"""Tells our advisory locks from those of others on the same database; 31 bits, because the parameter is signed."""


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


_WAITS = Update.state == literal_column("'waiting'")
"""Written out, so that both databases use the index of what waits alone."""

_IS_ASIDE = Update.state == literal_column("'set_aside'")
"""Written out likewise."""


def _lanes_in_use() -> CTE:
    """Return the lanes in which something waits, those that waited longest first.

    Found by going from one to the next along the index: at most 64, however much waits.
    """
    found = select(func.min(Update.lane).label("lane")).where(_WAITS).cte("found", recursive=True)
    after = select(func.min(Update.lane)).where(_WAITS, Update.lane > found.c.lane).scalar_subquery()
    found = found.union_all(select(after).where(found.c.lane.is_not(None)))
    oldest = select(func.min(Update.id)).where(_WAITS, Update.lane == found.c.lane).scalar_subquery()
    return select(found.c.lane).where(found.c.lane.is_not(None)).order_by(oldest).cte("in_use")


LANES_IN_USE = Query(select(_lanes_in_use().c.lane))
"""Which lanes there is something to do in."""


def _take_lanes() -> Select[Any]:
    """Return the question that takes lanes in which something waits, and says which it got."""
    in_use = _lanes_in_use().prefix_with("MATERIALIZED", dialect="postgresql")
    is_ours = func.pg_try_advisory_xact_lock(literal_column(str(_SPACE)), in_use.c.lane)
    # Some are left to the other workers, unless there are so few that this would only make for more transactions.
    most = select(func.greatest(FEW_LANES, (func.count() + 1) // 2)).select_from(in_use).scalar_subquery()
    return select(in_use.c.lane).where(is_ours).limit(most)


_TAKE_LANES = Query(_take_lanes())


async def waiting(session: AsyncSession, vault: Vault, *, bots: Collection[str], limit: int) -> list[Journalled]:
    """Return the oldest updates of these bots that wait, in the order in which they arrived.

    Of each lane about as many: whoever sends a hundred messages keeps nobody else waiting for them.

    On PostgreSQL they are this transaction's alone until it ends, however it ends, with everything else in their lanes:
    so several workers share what waits, and the order of each chat is kept. SQLite has one writer anyway.
    """
    lanes = await _lanes(session) if bots else []
    if not lanes:
        return []
    lanes = lanes[:limit]
    values = {f"lane_{number}": lane for number, lane in enumerate(lanes)}
    # Each branch of the question wants a lane; those that are too many get none.
    branches = 1 << (len(lanes) - 1).bit_length()
    values |= {f"lane_{number}": NO_LANE for number in range(len(lanes), branches)}
    share = -(-limit // len(lanes))
    rows = await of_lanes(branches).all(session, bots=list(bots), most=share, **values)
    return [
        Journalled(
            row.id,
            row.bot,
            row.update_id,
            row.received_at,
            vault.open(row.body or b"", place=journal.place_of(row.bot, row.update_id)),
            row.failures,
        )
        for row in sorted(rows, key=attrgetter("id"))
    ]


@lru_cache(maxsize=8)
def of_lanes(count: int) -> Query:
    """Return the question for the oldest updates of each of so many lanes."""
    columns = (Update.id, Update.bot, Update.update_id, Update.received_at, Update.body, Update.failures)
    of_bots = select(*columns).where(_WAITS, Update.bot.in_(bindparam("bots", expanding=True)))
    parts = [
        of_bots.where(Update.lane == bindparam(f"lane_{number}"))
        .order_by(Update.id)
        .limit(bindparam("most"))
        .subquery()
        for number in range(count)
    ]
    return Query(union_all(*[select(part) for part in parts]))


async def _lanes(session: AsyncSession) -> list[int]:
    """Return lanes in which something waits, those that waited longest first, and which are this transaction's now."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return [row.lane for row in await (LANES_IN_USE if is_sqlite else _TAKE_LANES).all(session)]


_FINISH = Query(
    update(Update)
    .where(Update.id.in_(bindparam("seqs", expanding=True)))
    .values(state="done", body=None, handled_at=bindparam("now"))
)


async def finish(session: AsyncSession, seqs: Sequence[int], *, now: datetime) -> None:
    """Mark updates as handled; their bytes go."""
    await _FINISH.run(session, seqs=seqs, now=now)


async def fail(session: AsyncSession, seq: int, *, cause: str, now: datetime) -> Literal["waiting", "set_aside"]:
    """Note a failure; the third one sets the update aside, with its bytes still sealed. Returns its state."""
    row = await session.get_one(Update, seq, populate_existing=True)
    row.failures += 1
    row.cause = cause[:200]
    if row.failures < MAX_FAILURES:
        return "waiting"
    row.state = "set_aside"
    row.handled_at = now
    return "set_aside"


async def set_aside(session: AsyncSession, *, limit: int = 50) -> list[SetAside]:
    """Return the newest updates that were set aside."""
    rows = await session.scalars(select(Update).where(_IS_ASIDE).order_by(Update.id.desc()).limit(limit))
    return [SetAside(row.id, row.bot, row.update_id, row.received_at, row.cause or "") for row in rows]


async def count_set_aside(session: AsyncSession) -> int:
    """Return how many updates were set aside."""
    return await session.scalar(select(func.count()).select_from(Update).where(_IS_ASIDE)) or 0


async def count_waiting(session: AsyncSession) -> int:
    """Return how many updates wait."""
    return await session.scalar(select(func.count()).select_from(Update).where(_WAITS)) or 0
