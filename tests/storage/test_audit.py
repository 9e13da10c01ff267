"""What the response-time audit and the reports read, on both databases."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Officer, Role, acting
from domain.codes import new_code
from domain.lifecycle import Status, transition
from domain.outcomes import LegalClass
from domain.periods import Period
from domain.place import ChosenPlace, PlaceSource
from domain.rerouting import Fault, MoveCause, RoutingFact
from domain.response_times import summarise
from domain.routing import Route, RouteReason
from domain.tip import Category, SourceGroup, Urgency
from storage import audit, listing, models, people, proposals, tips, units
from storage.database import Database
from storage.tips import NewTip, Tip
from storage.units import Unit
from storage.vault import Vault
from tests.storage import made
from tests.storage.plans import asking, plans

START = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
A, B, FAR, PROVINCE = "19930", "19789", "00004", "46"


class Books:
    """Tips and officers of a few units, with the steps that tests need."""

    def __init__(self, session: AsyncSession, vault: Vault) -> None:
        self.session = session
        self.vault = vault

    async def officer(self, unit: str) -> Officer:
        chat = 1000 + len(await people.officers_of(self.session, self.vault, unit)) + int(unit)
        contact = await people.contact_at(self.session, self.vault, "main", chat, language="vi", now=START)
        return await people.appoint(
            self.session, self.vault, contact.id, role=Role.OFFICER, unit_code=unit, name="Nam", now=START
        )

    async def tip(
        self, unit: str = A, *, at: datetime = START, urgency: Urgency = Urgency.HIGH, is_desk: bool = False
    ) -> Tip:
        reporter = await people.contact_at(self.session, self.vault, "main", 1, language="vi", now=at)
        return await tips.record(
            self.session,
            self.vault,
            NewTip(
                code=new_code(),
                narrative=("…",),
                place=ChosenPlace(None if is_desk else unit, PROVINCE, PlaceSource.TEXT),
                position=None,
                category=Category.FIRE,
                suggested_category=Category.FIRE,
                urgency=urgency,
                occurred=None,
                source_group=SourceGroup.PEOPLE,
                route=Route(unit, is_desk=is_desk, reason=RouteReason.NO_QUEUE if is_desk else RouteReason.COMMUNE),
            ),
            contact_id=reporter.id,
            now=at,
        )

    async def step(self, tip: Tip, status: Status, *, by: Officer | Actor, after: timedelta) -> Tip:
        actor = acting(by) if isinstance(by, Officer) else by
        taken = transition(tip.status, status, at=tip.received_at + after)
        return await tips.step(self.session, self.vault, tip, taken, by=actor)


@pytest.fixture
async def books(database: Database, vault: Vault) -> AsyncIterator[Books]:
    async with database.begin() as session:
        since = date(2025, 7, 1)
        await units.load(
            session,
            [
                Unit("VN", "Việt Nam", "Việt Nam", "country", "quốc gia", None, since),
                Unit(PROVINCE, "Huế", "Thành phố Huế", "province", "thành phố", "VN", since),
                Unit(A, "Mỹ Thượng", "Phường Mỹ Thượng", "commune", "phường", PROVINCE, since),
                Unit(B, "Thuận Hóa", "Phường Thuận Hóa", "commune", "phường", PROVINCE, since),
            ],
        )
        yield Books(session, vault)


async def test_a_province_counts_its_desk_and_its_communes_and_the_country_everything(books: Books) -> None:
    day = date(2026, 11, 20)
    assert await audit.scope(books.session, PROVINCE, day) == frozenset({PROVINCE, A, B})
    assert await audit.scope(books.session, A, day) == frozenset({A})
    assert await audit.scope(books.session, "VN", day) is None


async def test_response_is_measured_to_the_first_act_of_a_person_and_waiting_tips_stay_in(books: Books) -> None:
    officer = await books.officer(A)
    answered = await books.tip()
    seen = await books.step(answered, Status.SEEN, by=officer, after=timedelta(minutes=1))
    acknowledged = await books.step(seen, Status.ACKNOWLEDGED, by=officer, after=timedelta(minutes=30))
    resolved = await books.step(acknowledged, Status.RESOLVED, by=officer, after=timedelta(hours=5))
    reopened = await books.step(resolved, Status.REOPENED, by=Actor(Role.CITIZEN, A), after=timedelta(hours=6))
    await books.step(reopened, Status.ACKNOWLEDGED, by=officer, after=timedelta(hours=9))
    waiting = await books.tip()
    facts = await audit.response_facts(books.session, {A}, NOVEMBER)
    assert [(fact.tip_id, fact.acknowledged_at) for fact in facts] == [
        (answered.id, START + timedelta(minutes=30)),
        (waiting.id, None),
    ]
    assert facts[0].due_at == START + timedelta(hours=2)
    summary = summarise(facts, now=START + timedelta(hours=3))
    assert (summary.answered, summary.waiting, summary.overdue) == (1, 1, 1)


async def test_a_tip_that_was_passed_on_counts_where_it_was_answered_first(books: Books) -> None:
    officer = await books.officer(A)
    tip = await books.tip()
    tip = await books.step(tip, Status.ACKNOWLEDGED, by=officer, after=timedelta(minutes=10))
    taken = transition(tip.status, Status.QUEUED, at=START + timedelta(minutes=20))
    await tips.transfer(books.session, books.vault, tip, taken, made.to(B), by=acting(officer))
    assert [fact.unit_code for fact in await audit.response_facts(books.session, {A}, NOVEMBER)] == [A]
    assert await audit.response_facts(books.session, {B}, NOVEMBER) == []
    assert set(await audit.open_and_late(books.session, None, now=START)) == {B}


async def test_the_routing_of_tips_is_read_from_their_steps(books: Books) -> None:
    officer, coordinator = await books.officer(A), await books.officer(PROVINCE)
    stayed = await books.tip()
    moved = await books.tip()
    step = transition(moved.status, Status.QUEUED, at=START + timedelta(minutes=20))
    moved = await tips.transfer(books.session, books.vault, moved, step, made.to(B), by=acting(officer))
    # Moved once more, back again: it was routed wrongly once.
    step = transition(moved.status, Status.QUEUED, at=START + timedelta(minutes=30))
    await tips.transfer(books.session, books.vault, moved, step, made.to(A), by=acting(officer))
    settled = await books.tip(PROVINCE, is_desk=True)
    step = transition(settled.status, Status.QUEUED, at=START + timedelta(minutes=5))
    to = made.to(B, cause=MoveCause.SETTLED)
    await tips.transfer(books.session, books.vault, settled, step, to, by=acting(coordinator))
    kept = await books.step(
        await books.tip(PROVINCE, is_desk=True), Status.QUEUED, by=coordinator, after=timedelta(minutes=1)
    )
    await books.step(kept, Status.ACKNOWLEDGED, by=coordinator, after=timedelta(minutes=1))
    elsewhere = await books.tip(FAR)
    facts = await audit.routing_facts(books.session, {PROVINCE, A, B}, NOVEMBER)
    assert facts == [
        RoutingFact(stayed.id, A, PlaceSource.TEXT),
        RoutingFact(moved.id, A, PlaceSource.TEXT, MoveCause.WRONG_PLACE),
        RoutingFact(settled.id, B, PlaceSource.COORDINATOR),
    ]
    assert [fact.tip_id for fact in await audit.routing_facts(books.session, {B}, NOVEMBER)] == [settled.id]
    everywhere = await audit.routing_facts(books.session, None, NOVEMBER)
    assert [fact.tip_id for fact in everywhere] == [stayed.id, moved.id, settled.id, elsewhere.id]


async def test_moves_from_before_causes_were_kept_count_and_name_none(books: Books) -> None:
    officer = await books.officer(A)
    tip = await books.tip()
    taken = transition(tip.status, Status.QUEUED, at=START + timedelta(minutes=20))
    await tips.transfer(books.session, books.vault, tip, taken, made.to(B), by=acting(officer))
    await books.session.execute(update(models.TipEvent).values(details={}))
    (fact,) = await audit.routing_facts(books.session, {A}, NOVEMBER)
    assert (fact.source, fact.cause) == (PlaceSource.UNKNOWN, MoveCause.UNSAID)
    assert fact.fault is Fault.UNKNOWN
    assert await tips.reason_of_route(books.session, tip) is None


async def test_a_tip_that_left_a_unit_is_still_listed_behind_its_figures(books: Books) -> None:
    officer = await books.officer(A)
    tip = await books.tip()
    taken = transition(tip.status, Status.QUEUED, at=START + timedelta(minutes=20))
    await tips.transfer(books.session, books.vault, tip, taken, made.to(FAR), by=acting(officer))
    (row,) = await listing.tips(books.session, books.vault, {A}, [tip.id])
    assert row.unit_code == FAR
    assert await listing.tips(books.session, books.vault, {B}, [tip.id]) == []


async def test_a_desk_that_hands_a_tip_over_has_answered_and_one_that_was_withdrawn_is_for_nobody(books: Books) -> None:
    officer = await books.officer(PROVINCE)
    tip = await books.tip(PROVINCE, is_desk=True)
    taken = transition(tip.status, Status.TRANSFERRED, at=START + timedelta(minutes=7))
    await tips.hand_over(books.session, books.vault, tip, taken, authority="Kiểm lâm", by=acting(officer))
    gone = await books.tip(PROVINCE, is_desk=True)
    await tips.withdraw(books.session, books.vault, gone, at=START + timedelta(minutes=1))
    (fact,) = await audit.response_facts(books.session, {PROVINCE}, NOVEMBER)
    assert (fact.tip_id, fact.acknowledged_at) == (tip.id, START + timedelta(minutes=7))


async def test_open_waiting_and_late_are_counted_by_unit(books: Books) -> None:
    officer = await books.officer(A)
    await books.step(await books.tip(), Status.ACKNOWLEDGED, by=officer, after=timedelta(minutes=1))
    await books.tip(urgency=Urgency.EMERGENCY)
    await books.tip(at=START + timedelta(minutes=20), urgency=Urgency.EMERGENCY)
    closed = await books.step(await books.tip(), Status.ACKNOWLEDGED, by=officer, after=timedelta(minutes=1))
    await books.step(closed, Status.CLOSED, by=officer, after=timedelta(minutes=2))
    await books.tip(B)
    await books.tip(FAR)
    loads = await audit.open_and_late(books.session, {A, B}, now=START + timedelta(minutes=30))
    assert set(loads) == {A, B}
    assert (loads[A].open, loads[A].waiting, loads[A].late, loads[A].oldest) == (3, 2, 1, START)
    assert (loads[B].open, loads[B].waiting, loads[B].late) == (1, 1, 0)


async def test_a_tip_that_was_opened_again_waits_from_then_on(books: Books) -> None:
    officer = await books.officer(A)
    tip = await books.step(await books.tip(), Status.ACKNOWLEDGED, by=officer, after=timedelta(minutes=1))
    tip = await books.step(tip, Status.RESOLVED, by=officer, after=timedelta(days=2))
    await books.step(tip, Status.REOPENED, by=Actor(Role.CITIZEN, A), after=timedelta(days=3))
    loads = await audit.open_and_late(books.session, {A}, now=START + timedelta(days=3, hours=1))
    assert (loads[A].waiting, loads[A].late, loads[A].oldest) == (1, 0, START + timedelta(days=3))
    assert await audit.late_tips(books.session, officer, now=START + timedelta(days=3, hours=1)) == []
    assert await audit.late_tips(books.session, officer, now=START + timedelta(days=3, hours=3)) == [tip.id]


@pytest.mark.parametrize("unit_codes", [[A], [A, B], None], ids=["queue", "province", "country"])
async def test_what_was_acknowledged_costs_nothing(database: Database, unit_codes: list[str] | None) -> None:
    async with asking(database) as asked, database.read() as session:
        await audit.open_and_late(session, unit_codes, now=START)
    _, of_waiting = await plans(database, asked)
    for read_whole in ("SCAN tip_events", "Seq Scan", "Join", "Aggregate"):
        assert read_whole not in of_waiting
    assert "ix_tip_events_tip_id_id" in of_waiting
    assert unit_codes or "ix_tips_waiting" in of_waiting


async def test_late_tips_are_those_of_the_officers_own_queue_the_longest_overdue_first(books: Books) -> None:
    officer = await books.officer(A)
    second = await books.tip(urgency=Urgency.HIGH)
    first = await books.tip(urgency=Urgency.EMERGENCY)
    await books.tip(B, urgency=Urgency.EMERGENCY)
    assert await audit.late_tips(books.session, officer, now=START + timedelta(hours=3)) == [first.id, second.id]


async def test_a_proposal_stands_until_the_class_is_set_and_only_in_its_unit(books: Books) -> None:
    officer = await books.officer(A)
    tip = await books.step(await books.tip(), Status.ACKNOWLEDGED, by=officer, after=timedelta(minutes=1))
    assert await proposals.pending(books.session, tip) is None
    await proposals.propose(books.session, tip, LegalClass.FALSE_REPORT, by=officer, at=START)
    pending = await proposals.pending(books.session, tip)
    assert pending is not None
    assert (pending.legal_class, pending.officer_id) == (LegalClass.FALSE_REPORT, officer.id)
    taken = transition(tip.status, Status.QUEUED, at=START)
    moved = await tips.transfer(books.session, books.vault, tip, taken, made.to(B), by=acting(officer))
    assert await proposals.pending(books.session, moved) is None
    await tips.classify(books.session, books.vault, tip, LegalClass.UNFOUNDED, by=acting(officer), at=START)
    assert await proposals.pending(books.session, tip) is None
