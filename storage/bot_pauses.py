"""Until when each bot is left alone: a messenger says so to one sender, and means every one of them.

It is the messenger's word about the whole bot, so it outlives the process that was told. A row a bot; a pause that is
over stays until the next.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache

from sqlalchemy import Table, bindparam, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import BotPause
from storage.outbox import LONGEST_PAUSE
from storage.queries import Query

_PAUSES: Table = BotPause.metadata.tables[BotPause.__tablename__]

_CURRENT = Query(
    select(_PAUSES.c.bot, _PAUSES.c.not_before).where(
        _PAUSES.c.bot.in_(bindparam("bots", expanding=True)),
        _PAUSES.c.not_before > bindparam("now"),
        # What is further ahead was written by a clock that was wrong, and put right since.
        _PAUSES.c.not_before <= bindparam("latest"),
    )
)


@cache
def _note(dialect: str) -> Query:
    insertion = sqlite.insert(_PAUSES) if dialect == "sqlite" else postgresql.insert(_PAUSES)
    made = insertion.values(bot=bindparam("named"), not_before=bindparam("until"))
    return Query(
        made.on_conflict_do_update(
            index_elements=["bot"],
            set_={"not_before": made.excluded.not_before},
            where=or_(_PAUSES.c.not_before < made.excluded.not_before, _PAUSES.c.not_before > bindparam("latest")),
        )
    )


async def current(session: AsyncSession, bots: Collection[str], *, now: datetime) -> Mapping[str, datetime]:
    """Return until when those of these bots are left alone that are."""
    rows = await _CURRENT.all(session, bots=sorted(bots), now=now, latest=now + LONGEST_PAUSE)
    return {row.bot: row.not_before for row in rows}


async def note(session: AsyncSession, pauses: Mapping[str, datetime], *, now: datetime) -> None:
    """Keep until when bots are to be left alone; a shorter pause does not end a longer one. No pause is too long."""
    latest = now + LONGEST_PAUSE
    statement = _note(session.get_bind().dialect.name)
    for bot, until in sorted(pauses.items()):
        await statement.run(session, named=bot, until=min(until, latest), latest=latest)
