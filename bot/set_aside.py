"""The updates that were set aside, for the operator: numbers, times and causes, never what was in them."""

from collections.abc import Sequence

from bot.service import check_database
from bot.settings import Settings
from storage import updates
from storage.backlog import retry
from storage.database import Database

NEWEST = 200
"""So many are shown."""


class SetAsideError(Exception):
    """What was asked for is not there; the message is a sentence for the operator."""


async def look(settings: Settings) -> list[str]:
    """Return a line for each update that was set aside, the newest first, and one that counts them."""
    await check_database(settings)
    database = Database(settings.database_url)
    try:
        async with database.read() as session:
            found = await updates.set_aside(session, limit=NEWEST)
            count = await updates.count_set_aside(session)
    finally:
        await database.close()
    lines = [
        f"{one.seq}  {one.received_at.isoformat(timespec='seconds')}  {one.bot} {one.update_id}  {one.cause}"
        for one in found
    ]
    return [*lines, f"{count} updates were set aside." if count else "No update was set aside."]


async def try_again(settings: Settings, seqs: Sequence[int] | None) -> list[str]:
    """Let updates wait again: these, or all where none is named. Raises SetAsideError where one is not there.

    They are handled after whatever has come in their chats since.
    """
    await check_database(settings)
    wanted = sorted(set(seqs)) if seqs else None
    database = Database(settings.database_url)
    try:
        async with database.begin() as session:
            count = await retry(session, wanted)
            if wanted is not None and count < len(wanted):
                # Nothing is changed where a part of it cannot be.
                raise SetAsideError("not all of these are set aside with their bytes; `nguontin set-aside` lists them")
    finally:
        await database.close()
    return [f"{count} updates wait again."]
