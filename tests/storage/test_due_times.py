"""Due moments: found by what is missing, claimed by one, and as cheap as what waits."""

from collections.abc import Sequence
from datetime import timedelta

from domain.access import acting
from domain.due_times import STEPS, Due
from domain.lifecycle import Status, transition
from storage import due_times, tips
from storage.database import Database
from storage.due_times import NOBODYS, Moment
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import MY_THUONG, NOW
from tests.storage.plans import asking, plans

MINUTE = timedelta(minutes=1)


def of_tip(tip_id: int, *, version: int, later: timedelta = timedelta(0)) -> list[Moment]:
    return [
        Moment(step, tip_id, MY_THUONG, NOW + later + MINUTE * number, version) for number, step in enumerate(STEPS)
    ]


async def note(database: Database, moments: Sequence[Moment]) -> None:
    async with database.begin() as session:
        await due_times.note(session, moments)


async def missing(database: Database) -> list[int]:
    async with database.read() as session:
        return [one.id for one in await due_times.tips_without_moments(session, limit=10)]


async def claimed(database: Database, *, later: timedelta = timedelta(days=1)) -> list[Moment]:
    async with database.begin() as session:
        return await due_times.claim(session, list(Due), now=NOW + later, limit=10)


async def test_a_waiting_tip_lacks_its_moments_until_they_are_noted_and_after_each_change(
    database: Database, vault: Vault
) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
    assert await missing(database) == [tip.id]
    await note(database, of_tip(tip.id, version=tip.version))
    assert await missing(database) == []
    async with database.begin() as session:
        seen = transition(tip.status, Status.SEEN, at=NOW)
        tip = await tips.step(session, vault, tip, seen, by=acting(hung))
    assert await missing(database) == [tip.id]
    await note(database, of_tip(tip.id, version=tip.version))
    assert await missing(database) == []
    assert len(await claimed(database)) == len(STEPS)
    async with database.begin() as session:
        taken = transition(tip.status, Status.ACKNOWLEDGED, at=NOW)
        await tips.step(session, vault, tip, taken, by=acting(hung))
    assert await missing(database) == []


async def test_a_tip_that_was_opened_again_waits_since_then(database: Database, vault: Vault) -> None:
    later = NOW + timedelta(days=3)
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        for status in (Status.ACKNOWLEDGED, Status.RESOLVED, Status.REOPENED):
            tip = await tips.step(session, vault, tip, transition(tip.status, status, at=later), by=acting(hung))
        [found] = await due_times.tips_without_moments(session, limit=10)
    assert found.since == later


async def test_a_moment_that_is_noted_again_stays_done(database: Database) -> None:
    moments = [Moment(Due.HANDOVER, NOBODYS, MY_THUONG, NOW)]
    await note(database, moments)
    async with database.begin() as session:
        due = await due_times.claim(session, [Due.HANDOVER], now=NOW, limit=10)
        await due_times.mark(session, due, now=NOW)
    await note(database, moments)
    assert await claimed(database) == []


async def test_moments_come_early_ones_first_and_none_before_its_time(database: Database) -> None:
    await note(
        database, [Moment(Due.HANDOVER, NOBODYS, str(10000 + number), NOW + MINUTE * number) for number in (3, 1, 2)]
    )
    assert [one.due_at - NOW for one in await claimed(database, later=2 * MINUTE)] == [MINUTE, 2 * MINUTE]


async def test_whoever_claims_a_moment_has_it_alone_until_the_end_and_leaves_it_when_killed(
    database: Database, other: Database
) -> None:
    await note(database, of_tip(1, version=1))
    if not database.is_sqlite:
        async with database.begin() as session:
            own = await due_times.claim(session, STEPS, now=NOW, limit=10)
            assert len(own) == 1
            assert await claimed(other, later=timedelta(0)) == []
    # Nothing was marked, as if the process had ended: somebody else may have it at once.
    assert len(await claimed(other, later=timedelta(0))) == 1


async def test_what_is_finished_costs_nothing(database: Database) -> None:
    async with asking(database) as asked:
        async with database.read() as session:
            await due_times.tips_without_moments(session, limit=10)
        async with database.begin() as session:
            await due_times.claim(session, STEPS, now=NOW, limit=10)
    of_tips, of_moments = await plans(database, asked)
    assert "ix_tips_waiting" in of_tips
    assert "SCAN due_times" not in of_tips
    assert "Seq Scan" not in of_tips
    assert "Join" not in of_tips
    assert "ix_due_times_open" in of_moments
