"""Until when a bot is left alone: the longer pause counts, and what a wrong clock wrote does not."""

from datetime import timedelta

from storage import bot_pauses
from storage.database import Database
from storage.outbox import LONGEST_PAUSE
from tests.storage.made import NOW

SOON, LATER = NOW + timedelta(seconds=5), NOW + timedelta(minutes=5)


async def test_the_longer_pause_counts_until_it_is_over(database: Database) -> None:
    async with database.begin() as session:
        await bot_pauses.note(session, {"main": LATER, "other": SOON}, now=NOW)
        await bot_pauses.note(session, {"main": SOON}, now=NOW)
    async with database.read() as session:
        assert await bot_pauses.current(session, ["main", "other"], now=NOW) == {"main": LATER, "other": SOON}
        assert await bot_pauses.current(session, ["other"], now=NOW) == {"other": SOON}
        assert await bot_pauses.current(session, ["main", "other"], now=SOON) == {"main": LATER}
        assert await bot_pauses.current(session, ["main", "other"], now=LATER) == {}


async def test_what_a_clock_wrote_that_was_ahead_counts_for_nothing_and_is_replaced(database: Database) -> None:
    ahead = NOW + timedelta(days=400)
    async with database.begin() as session:
        await bot_pauses.note(session, {"main": ahead + timedelta(minutes=1)}, now=ahead)
        assert await bot_pauses.current(session, ["main"], now=NOW) == {}
        await bot_pauses.note(session, {"main": SOON}, now=NOW)
        assert await bot_pauses.current(session, ["main"], now=NOW) == {"main": SOON}


async def test_no_pause_is_longer_than_a_call_may_wait(database: Database) -> None:
    async with database.begin() as session:
        await bot_pauses.note(session, {"main": NOW + timedelta(days=1)}, now=NOW)
        assert await bot_pauses.current(session, ["main"], now=NOW) == {"main": NOW + LONGEST_PAUSE}
