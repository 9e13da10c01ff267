"""Two incidents that turn out to be one, on both databases: tips, entries and figures go together, and back again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Officer, acting
from domain.closing import adjustments
from domain.figures import IncidentKey, TipKey, outcome_key
from domain.outcomes import Attribute, Contribution, IncidentKind, OutcomeEntry, OutcomeType, UnitOfCount
from domain.periods import Period
from domain.tip import Category
from storage import closed_periods, incidents, ledger, models, tips, uniting
from storage.database import Database
from storage.figures import gather_figures
from storage.incidents import Incident, IncidentNotFoundError, Leaving, Step
from storage.tips import EventKind, Tip
from storage.uniting import EmptyIncidentError, ForeignOutcomesError
from storage.vault import Vault
from tests.recount import as_counts, read, recount
from tests.storage import made
from tests.storage.made import MY_THUONG, NOW, VY_DA

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
TODAY = date(2026, 11, 20)
LATER = NOW + timedelta(days=20)
HELP = outcome_key(OutcomeType.INCIDENT_RESOLVED, UnitOfCount.INCIDENT)
WARNED = outcome_key(OutcomeType.WARNED, UnitOfCount.PERSON)


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    """A transaction."""
    async with database.begin() as opened:
        yield opened


@pytest.fixture
async def hung(session: AsyncSession, vault: Vault) -> Officer:
    """An officer of the unit whose incidents these are."""
    return await made.officer(session, vault)


async def told(session: AsyncSession, vault: Vault, officer: Officer, *, count: int) -> tuple[list[Tip], Incident]:
    """Return so many tips of one incident."""
    found = [await made.tip(session, vault) for _ in range(count)]
    incident = await incidents.open_incident(session, officer, found[0], now=NOW)
    for tip in found[1:]:
        await incidents.link(session, officer, incident.id, tip, now=NOW)
    return found, incident


async def record(
    session: AsyncSession,
    tip: Tip,
    officer: Officer,
    of: OutcomeType = OutcomeType.INCIDENT_RESOLVED,
    quantity: int = 1,
) -> int:
    is_help = of is OutcomeType.INCIDENT_RESOLVED
    entry = OutcomeEntry(
        of,
        Decimal(quantity),
        UnitOfCount.INCIDENT if is_help else UnitOfCount.PERSON,
        {Attribute.INVOLVEMENT: "assisted"} if is_help else {},
        Contribution.DIRECT,
    )
    return await incidents.record_outcome(session, tip, entry, by=acting(officer), on=TODAY, now=NOW)


async def counted(session: AsyncSession, *keys: IncidentKey | TipKey | object) -> list[int]:
    """Return figures of November, which equal a recount of the rows."""
    figures = await gather_figures(session, {MY_THUONG}, NOVEMBER)
    assert as_counts(figures) == recount(await read(session), {MY_THUONG}, NOVEMBER)
    return [int(figures.find(key).quantity) for key in keys]  # type: ignore[arg-type] # any key will do


async def test_the_tips_and_entries_of_both_are_those_of_one_and_it_counts_once(
    session: AsyncSession, vault: Vault, hung: Officer
) -> None:
    first, fire = await told(session, vault, hung, count=2)
    second, same = await told(session, vault, hung, count=3)
    entries = [await record(session, tip, hung) for tip in (first[0], second[0])]
    warned = [await record(session, tip, hung, OutcomeType.WARNED, 2) for tip in (first[0], second[0])]
    for one in (fire, same):
        await incidents.resolve(session, hung, one.id, at=NOW, now=NOW)
    assert await counted(session, IncidentKey(), HELP, WARNED, TipKey()) == [2, 2, 4, 5]
    united = await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    assert united.moved == tuple(tip.id for tip in second)
    assert (united.outcomes, united.incident.tips) == (2, 5)
    assert await incidents.tips_of(session, same.id) == []
    found = await incidents.outcomes_from(session, fire.id)
    assert {one.id for one in found} == {*entries, *warned}
    assert await counted(session, IncidentKey(), HELP, WARNED, TipKey()) == [1, 1, 4, 5]
    empty = await session.get_one(models.Incident, same.id, populate_existing=True)
    assert (empty.resolved_at, empty.resolved_by) == (None, None)


async def test_every_history_says_that_two_were_one(session: AsyncSession, vault: Vault, hung: Officer) -> None:
    first, fire = await told(session, vault, hung, count=1)
    second, same = await told(session, vault, hung, count=1)
    entry = await record(session, second[0], hung)
    await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    steps = [
        [one.details for one in await tips.history(session, tip) if one.kind is EventKind.INCIDENT][-1]
        for tip in (second[0], first[0])
    ]
    assert steps == [
        {"incident_id": fire.id, "step": Step.MOVED, "other": same.id},
        {"incident_id": fire.id, "step": Step.JOINED, "other": same.id},
    ]
    moved = [one for one in await tips.history(session, second[0]) if one.kind is EventKind.OUTCOME][-1]
    assert (moved.details["outcome_id"], moved.details["incident"]) == (entry, [same.id, fire.id])


async def test_a_tip_that_told_of_both_tells_of_one(session: AsyncSession, vault: Vault, hung: Officer) -> None:
    first, fire = await told(session, vault, hung, count=1)
    second, same = await told(session, vault, hung, count=1)
    await incidents.link(session, hung, fire.id, second[0], now=NOW)
    united = await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    assert united.incident.tips == 2
    assert await incidents.of_tip(session, second[0]) == [fire.id]
    assert await incidents.of_tip(session, first[0]) == [fire.id]


@pytest.mark.parametrize(("is_kept", "is_gone"), [(True, True), (True, False), (False, True), (False, False)])
async def test_it_is_resolved_where_one_of_them_was(
    session: AsyncSession, vault: Vault, hung: Officer, *, is_kept: bool, is_gone: bool
) -> None:
    fire, same = [(await told(session, vault, hung, count=1))[1] for _ in range(2)]
    days = {fire.id: NOW - timedelta(days=2), same.id: NOW - timedelta(days=1)}
    for one, is_resolved in ((fire, is_kept), (same, is_gone)):
        if is_resolved:
            await incidents.resolve(session, hung, one.id, at=days[one.id], now=NOW)
    united = await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    expected = days[fire.id] if is_kept else days[same.id] if is_gone else None
    assert united.incident.resolved_at == expected
    assert united.incident.resolved_by == (MY_THUONG if expected else None)
    assert await counted(session, IncidentKey()) == [int(expected is not None)]


async def test_done_twice_or_the_other_way_round_it_is_refused_and_changes_nothing(
    session: AsyncSession, vault: Vault, hung: Officer
) -> None:
    fire, same = [(await told(session, vault, hung, count=1))[1] for _ in range(2)]
    await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    for gone, kept in ((same.id, fire.id), (fire.id, same.id)):
        with pytest.raises(EmptyIncidentError) as refused:
            await uniting.unite(session, hung, gone, kept, now=LATER)
        assert refused.value.incident_id == same.id
    with pytest.raises(IncidentNotFoundError):
        await uniting.unite(session, hung, fire.id, fire.id, now=LATER)
    assert (await incidents.for_officer(session, hung, fire.id)).tips == 2


async def test_incidents_of_another_unit_are_not_there(session: AsyncSession, vault: Vault, hung: Officer) -> None:
    fire = (await told(session, vault, hung, count=1))[1]
    stranger = await made.officer(session, vault, 91, unit=VY_DA)
    theirs = (await told(session, vault, stranger, count=1))[1]
    for officer in (hung, stranger):
        for gone, kept in ((fire.id, theirs.id), (theirs.id, fire.id)):
            with pytest.raises(IncidentNotFoundError):
                await uniting.unite(session, officer, gone, kept, now=LATER)
    assert await incidents.tips_of(session, theirs.id) != []


async def test_what_another_unit_recorded_stays_where_it_is(session: AsyncSession, vault: Vault, hung: Officer) -> None:
    first, fire = await told(session, vault, hung, count=1)
    second, same = await told(session, vault, hung, count=1)
    stranger = await made.officer(session, vault, 91, unit=VY_DA)
    entry = await record(session, second[0], stranger)
    with pytest.raises(ForeignOutcomesError) as refused:
        await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    assert (refused.value.incident_id, refused.value.entries) == (same.id, 1)
    assert await incidents.of_tip(session, second[0]) == [same.id]
    united = await uniting.unite(session, hung, fire.id, same.id, now=LATER)
    assert united.moved == (first[0].id,)
    assert [one.id for one in await incidents.outcomes_from(session, same.id)] == [entry]


async def test_corrected_and_void_entries_go_along_and_stay_corrected(
    session: AsyncSession, vault: Vault, hung: Officer
) -> None:
    fire = (await told(session, vault, hung, count=1))[1]
    second, same = await told(session, vault, hung, count=1)
    warned = await record(session, second[0], hung, OutcomeType.WARNED, 5)
    right = await ledger.correct(session, vault, hung, warned, Decimal(3), why="đếm lại", now=NOW)
    wrong = await record(session, second[0], hung)
    await ledger.take_back(session, vault, hung, wrong, why="nhầm", now=NOW)
    united = await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    assert united.outcomes == 1
    assert [one.id for one in await incidents.outcomes_from(session, fire.id)] == [right]
    assert await counted(session, WARNED, HELP) == [3, 0]


async def test_a_tip_goes_back_with_its_entries_and_both_count_again(
    session: AsyncSession, vault: Vault, hung: Officer
) -> None:
    first, fire = await told(session, vault, hung, count=1)
    second, same = await told(session, vault, hung, count=1)
    for tip in (first[0], second[0]):
        await record(session, tip, hung)
    await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    assert await counted(session, HELP) == [1]
    assert await incidents.left_by(session, second[0]) == [same.id]
    await incidents.separate(session, hung, fire.id, second[0], Leaving.OUTCOMES_GO, now=LATER)
    assert await incidents.left_by(session, second[0]) == [fire.id, same.id]
    await incidents.link(session, hung, same.id, second[0], now=LATER)
    assert await incidents.left_by(session, second[0]) == [fire.id]
    assert [one.incident_id for one in await incidents.outcomes_of(session, second[0])] == [same.id]
    assert await counted(session, HELP) == [2]


async def test_a_closed_period_stays_and_the_one_event_is_an_adjustment(
    session: AsyncSession, vault: Vault, hung: Officer
) -> None:
    both = [await told(session, vault, hung, count=1) for _ in range(2)]
    for found, incident in both:
        await record(session, found[0], hung)
        await incidents.resolve(session, hung, incident.id, at=NOW, now=NOW)
    figures = await gather_figures(session, {MY_THUONG}, NOVEMBER)
    closed = await closed_periods.close(session, MY_THUONG, NOVEMBER, figures, officer_id=None, now=LATER)
    await uniting.unite(session, hung, both[1][1].id, both[0][1].id, now=LATER)
    kept = await closed_periods.found(session, MY_THUONG, NOVEMBER)
    assert kept is not None
    assert (kept.digest, kept.is_intact) == (closed.digest, True)
    changed = adjustments(kept, await gather_figures(session, {MY_THUONG}, NOVEMBER))
    now = {one.key: (int(one.frozen), int(one.now)) for one in changed}
    assert now[HELP] == now[IncidentKey()] == (2, 1)
    assert TipKey() not in now


async def test_the_one_that_is_left_keeps_its_kind(session: AsyncSession, vault: Vault, hung: Officer) -> None:
    fire, same = [(await told(session, vault, hung, count=1))[1] for _ in range(2)]
    await incidents.set_kind(session, hung, same.id, IncidentKind.DISPUTE, now=NOW)
    united = await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    assert (united.incident.kind, united.incident.category) == (fire.kind, Category.VICE)


async def test_what_is_recorded_while_two_become_one_is_put_to_that(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        fire = (await told(session, vault, hung, count=1))[1]
        (tip,), same = await told(session, vault, hung, count=1)
    async with database.begin() as session:
        await uniting.unite(session, hung, same.id, fire.id, now=LATER)
    async with database.begin() as session:
        await record(session, tip, hung)
        assert [one.incident_id for one in await incidents.outcomes_of(session, tip)] == [fire.id]


async def test_two_officers_who_unite_at_once_unite_once(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        fire, same = [(await told(session, vault, hung, count=1))[1] for _ in range(2)]

    async def unite(gone: int, kept: int) -> bool:
        try:
            async with database.begin() as session:
                await uniting.unite(session, hung, gone, kept, now=LATER)
        except EmptyIncidentError:
            return False
        return True

    done = await asyncio.gather(unite(same.id, fire.id), unite(fire.id, same.id), unite(same.id, fire.id))
    assert sorted(done) == [False, False, True]
    async with database.read() as session:
        assert sorted([len(await incidents.tips_of(session, one.id)) for one in (fire, same)]) == [0, 2]
