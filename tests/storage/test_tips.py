"""Tips: who finds them, what their history keeps, and what nobody can do to them."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from domain.access import Actor, Officer, Role, acting
from domain.lifecycle import OPEN, WAITING, ForbiddenTransitionError, Status, transition
from domain.outcomes import LegalClass, Value, ValueReason
from domain.place import (
    Candidate,
    ChosenPlace,
    Decision,
    Placement,
    PlaceSource,
    Position,
    Reason,
    ReasonKind,
)
from domain.rerouting import MoveCause
from domain.routing import RouteReason
from domain.tip import EvidenceKind, Urgency
from storage import evidence, models, tips
from storage.database import Database
from storage.tips import EventKind, StatementKind, Tip, TipNotFoundError
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import BOT, HUE, MY_THUONG, NOW, VY_DA
from tests.storage.plans import asking, plans

CITIZEN = Actor(Role.CITIZEN, MY_THUONG)


async def acknowledged(session: AsyncSession, vault: Vault, tip: Tip, officer: Officer) -> Tip:
    return await tips.step(session, vault, tip, transition(tip.status, Status.ACKNOWLEDGED, at=NOW), by=acting(officer))


async def test_a_tip_comes_back_as_it_was_recorded(database: Database, vault: Vault) -> None:
    occurred = (NOW - timedelta(hours=3), NOW - timedelta(hours=1))
    position = Position(16.4995, 107.6248, 12.5)
    async with database.begin() as session:
        recorded = await made.tip(
            session, vault, narrative=("một", "hai"), position=position, occurred=occurred, urgency=Urgency.HIGH
        )
    async with database.read() as session:
        hung = Officer(0, 0, Role.OFFICER, MY_THUONG, "")
        tip = await tips.for_officer(session, vault, hung, recorded.id)
        assert tip == recorded
        assert (tip.status, tip.urgency, tip.occurred_from) == (Status.QUEUED, Urgency.HIGH, occurred[0])
        assert await tips.position(session, vault, tip) == position
        assert [one.text for one in await tips.statements(session, vault, tip)] == ["một", "hai"]
        assert [one.kind for one in await tips.history(session, tip)] == [EventKind.RECORDED, EventKind.STATUS]


@pytest.mark.parametrize(
    "stranger",
    [
        Officer(1, 1, Role.OFFICER, VY_DA, ""),
        Officer(1, 1, Role.COMMANDER, VY_DA, ""),
        Officer(1, 1, Role.SUPERVISOR, MY_THUONG, ""),
        Officer(1, 1, Role.SUPERVISOR, HUE, ""),
        Officer(1, 1, Role.SUPERVISOR, "VN", ""),
        Officer(1, 1, Role.COORDINATOR, HUE, ""),
        Officer(1, 1, Role.CITIZEN, MY_THUONG, ""),
        Officer(1, 1, Role.SYSTEM, MY_THUONG, ""),
    ],
    ids=lambda one: f"{one.role}-{one.unit_code}",
)
async def test_who_does_not_work_the_queue_finds_no_tip_of_it(
    database: Database, vault: Vault, stranger: Officer
) -> None:
    async with database.begin() as session:
        tip = await made.tip(session, vault)
        with pytest.raises(TipNotFoundError):
            await tips.for_officer(session, vault, stranger, tip.id)
        with pytest.raises(TipNotFoundError):
            await tips.by_code(session, vault, stranger, tip.code)
        if stranger.unit_code == MY_THUONG:
            assert await tips.in_queue(session, vault, stranger) == []
            assert await tips.count_open(session, stranger) == 0


async def test_what_is_not_yours_looks_like_what_is_not_there(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault, unit=VY_DA)
        tip = await made.tip(session, vault)
        refusals = []
        for tip_id in (tip.id, tip.id + 1, -1, 0, 2**63 - 1):
            with pytest.raises(TipNotFoundError) as refusal:
                await tips.for_officer(session, vault, hung, tip_id)
            refusals.append((type(refusal.value), refusal.value.args))
        assert len(set(refusals)) == 1


async def test_a_reporter_finds_their_own_tips_and_no_others(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan, minh = await made.contact(session, vault, 1), await made.contact(session, vault, 2)
        mine = await made.tip(session, vault, contact_id=lan)
        newer = await made.tip(session, vault, contact_id=lan)
        theirs = await made.tip(session, vault, contact_id=minh)
        assert await tips.for_reporter(session, vault, lan, mine.id) == mine
        assert [one.id for one in await tips.of_reporter(session, vault, lan)] == [newer.id, mine.id]
        with pytest.raises(TipNotFoundError):
            await tips.for_reporter(session, vault, lan, theirs.id)


async def test_what_the_machine_had_read_is_kept_beside_what_was_chosen_and_holds_no_words(
    database: Database, vault: Vault
) -> None:
    reason = Reason(ReasonKind.SAME_NAME, "xã Tân Thành", "xã Tân Thành, tỉnh Cà Mau")
    read = Placement(Decision.ASK, (Candidate(VY_DA, 0.4, reason), Candidate(MY_THUONG, 0.3, reason)), reason)
    async with database.begin() as session:
        tip = await made.tip(session, vault, read=read, confidence=0.8, suggested_time=(NOW, NOW), occurred=None)
        recorded = (await tips.history(session, tip))[0]
        assert recorded.details == {
            "why": "commune",
            "place": MY_THUONG,
            "source": "citizen",
            "read": {"decision": "confirm", "reason": "same_name", "code": VY_DA, "confidence": 0.4},
            "suggested": {"confidence": 0.8, "occurred": [NOW.isoformat()] * 2},
        }
        assert (tip.occurred_from, tip.occurred_until) == (None, None)
        assert await tips.reason_of_route(session, tip) is RouteReason.COMMUNE


async def test_every_place_that_a_tip_was_given_stays_in_its_history(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault, 1)
        tip = await made.tip(session, vault, route=made.AT_DESK, place=ChosenPlace(None, HUE, PlaceSource.UNKNOWN))
        tip = await tips.settle_place(session, vault, tip, VY_DA, by=acting(hung), at=NOW)
        assert (tip.place_code, tip.place_source) == (VY_DA, PlaceSource.COORDINATOR)
        step = transition(tip.status, Status.QUEUED, at=NOW)
        tip = await tips.transfer(session, vault, tip, step, made.to(MY_THUONG), by=acting(hung))
        assert tip.place_code == MY_THUONG
        settled, moved = [
            one for one in await tips.history(session, tip) if one.kind in {EventKind.PLACE, EventKind.TRANSFER}
        ]
        assert (settled.before, settled.after, settled.details) == (None, VY_DA, {"source": "unknown"})
        assert (moved.details["place_before"], moved.details["place"]) == (VY_DA, MY_THUONG)
        assert (moved.details["source"], moved.officer_id) == ("coordinator", hung.id)


async def test_a_tip_for_another_unit_keeps_its_place(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault, 1)
        tip = await made.tip(session, vault)
        step = transition(tip.status, Status.QUEUED, at=NOW)
        to = replace(made.to(VY_DA, cause=MoveCause.OTHER_UNIT), place=None)
        tip = await tips.transfer(session, vault, tip, step, to, by=acting(hung))
        assert (tip.unit_code, tip.place_code, tip.place_source) == (VY_DA, MY_THUONG, PlaceSource.CITIZEN)


async def test_a_transferred_tip_is_gone_for_those_who_had_it(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault, 1)
        son = await made.officer(session, vault, 2, unit=VY_DA)
        tip = await made.tip(session, vault)
        step = transition(tip.status, Status.QUEUED, at=NOW)
        await tips.transfer(session, vault, tip, step, made.to(VY_DA), by=acting(hung))
        with pytest.raises(TipNotFoundError):
            await tips.for_officer(session, vault, hung, tip.id)
        moved = await tips.for_officer(session, vault, son, tip.id)
        assert (moved.place_code, moved.place_source) == (VY_DA, PlaceSource.COORDINATOR)


async def test_a_queue_shows_the_most_urgent_first_and_then_the_oldest(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        lan = await made.contact(session, vault)
        wanted = []
        for urgency, age in ((Urgency.LOW, 9), (Urgency.NORMAL, 1), (Urgency.EMERGENCY, 0), (Urgency.NORMAL, 5)):
            new = made.draft(urgency=urgency)
            tip = await tips.record(session, vault, new, contact_id=lan, now=NOW - timedelta(hours=age))
            wanted.append((list(Urgency).index(urgency), -age, tip.id))
        found = [one.id for one in await tips.in_queue(session, vault, hung)]
        assert found == [tip_id for *_, tip_id in sorted(wanted)]
        assert [one.id for one in await tips.in_queue(session, vault, hung, limit=1)] == found[:1]
        assert await tips.count_open(session, hung) == 4


async def test_the_next_of_a_queue_are_found_without_reading_the_queue(database: Database) -> None:
    async with asking(database) as asked, database.read() as session:
        await session.execute(tips._in_queue(10)._clause, {"unit_code": MY_THUONG})  # noqa: SLF001 - as it is asked
    [plan] = await plans(database, asked)
    assert plan.count("ix_tips_open") == len(Urgency)
    assert "Seq Scan" not in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan


def test_the_indexes_speak_of_the_statuses_that_the_lifecycle_names() -> None:
    assert set(re.findall("'(\\w+)'", models.IS_OPEN)) == {status.value for status in OPEN}
    assert set(re.findall("'(\\w+)'", models.IS_WAITING)) == {status.value for status in WAITING}


async def test_a_code_names_one_tip(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip = await made.tip(session, vault)
    with pytest.raises(IntegrityError):
        async with database.begin() as session:
            await made.tip(session, vault, code=tip.code)


async def test_every_change_counts_the_version_up(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        later = await acknowledged(session, vault, tip, hung)
        judged = await tips.assess(
            session, vault, later, Value.VALUABLE, reasons=[ValueReason.TIMELY], by=acting(hung), at=NOW
        )
        assert tip.version < later.version < judged.version


async def test_two_who_change_a_tip_at_once_are_one_success_and_one_refusal(
    database: Database, database_url: str, vault: Vault
) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
    other = Database(database_url)

    async def acknowledge(one: Database) -> None:
        async with one.begin() as session:
            seen = await tips.for_officer(session, vault, hung, tip.id)
            await acknowledged(session, vault, seen, hung)

    try:
        results = await asyncio.gather(*(acknowledge(one) for one in (database, other)), return_exceptions=True)
    finally:
        await other.close()
    assert [result for result in results if result is None] == [None]
    [refusal] = [result for result in results if result is not None]
    # SQLite lets the second one begin only afterwards, and PostgreSQL finds out when it writes.
    assert isinstance(refusal, ForbiddenTransitionError | StaleDataError)
    async with database.read() as session:
        steps = [one for one in await tips.history(session, tip) if one.after == Status.ACKNOWLEDGED]
    assert len(steps) == 1


async def test_a_withdrawn_tip_keeps_its_history_and_loses_its_reporter(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
        tip = await made.tip(session, vault, contact_id=lan)
        before = await tips.history(session, tip)
        withdrawn = await tips.withdraw(session, vault, tip, at=NOW)
        after = await tips.history(session, tip)
        assert after[: len(before)] == before
        assert after[-1].kind is EventKind.WITHDRAWAL
        assert withdrawn.status is Status.QUEUED
        assert await tips.reporter_of(session, tip.id) is None
        assert await tips.of_reporter(session, vault, lan) == []
        assert [one.text for one in await tips.statements(session, vault, tip)] == ["đánh bạc ở chợ"]


async def test_a_tip_that_no_commune_received_loses_its_words_when_it_is_withdrawn(
    database: Database, vault: Vault
) -> None:
    async with database.begin() as session:
        tip = await made.tip(
            session,
            vault,
            route=made.AT_DESK,
            position=Position(16.5, 107.6, None),
            place=ChosenPlace(None, HUE, PlaceSource.UNKNOWN),
        )
        withdrawn = await tips.withdraw(session, vault, tip, at=NOW)
        assert withdrawn.status is Status.WITHDRAWN
        assert await tips.statements(session, vault, tip) == []
        assert await tips.position(session, vault, tip) is None
        assert [one.after for one in await tips.history(session, tip)][-2:] == [Status.WITHDRAWN, None]


async def test_the_history_of_a_tip_is_never_changed_by_what_follows(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
        seen = []
        tip = await acknowledged(session, vault, tip, hung)
        seen.append(await tips.history(session, tip))
        await tips.classify(session, vault, tip, LegalClass.ADMINISTRATIVE, by=acting(hung), at=NOW)
        seen.append(await tips.history(session, tip))
        await tips.add_statement(session, vault, tip, StatementKind.NOTE, "ghi chú", by=acting(hung), at=NOW)
        seen.append(await tips.history(session, tip))
        await tips.assess(session, vault, tip, Value.WORTHLESS, by=acting(hung), at=NOW)
        seen.append(await tips.history(session, tip))
        await tips.withdraw(session, vault, tip, at=NOW)
        seen.append(await tips.history(session, tip))
    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(seen))
    assert await _acknowledged_by(database, tip) == hung.id


async def _acknowledged_by(database: Database, tip: Tip) -> int | None:
    async with database.read() as session:
        found = await tips.acknowledged_by(session, tip)
    return found[0] if found else None


async def test_the_files_of_another_cannot_be_linked(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan, minh = await made.contact(session, vault, 1), await made.contact(session, vault, 2)
        mine, theirs = [
            await evidence.expect(
                session, vault, contact_id=who, bot=BOT, kind=EvidenceKind.PHOTO, file_id="f", now=NOW
            )
            for who in (lan, minh)
        ]
        tip = await made.tip(session, vault, contact_id=lan, evidence=(mine, theirs))
        assert [one.id for one in await evidence.of_tip(session, tip)] == [mine]
        await tips.add_evidence(session, tip, [theirs], contact_id=lan)
        assert [one.id for one in await evidence.of_tip(session, tip)] == [mine]
        other = await made.tip(session, vault, contact_id=minh)
        await tips.add_evidence(session, other, [mine, theirs], contact_id=minh)
        assert [one.id for one in await evidence.of_tip(session, other)] == [theirs]
        assert [one.id for one in await evidence.of_tip(session, tip)] == [mine]


async def test_no_table_of_tips_says_who_reported_after_the_files_are_linked(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
        file = await evidence.expect(
            session, vault, contact_id=lan, bot=BOT, kind=EvidenceKind.PHOTO, file_id="f", now=NOW
        )
        await made.tip(session, vault, contact_id=lan, evidence=(file,))
        row = await session.get_one(models.Evidence, file, populate_existing=True)
        assert row.contact_id is None


async def test_an_objection_marks_the_tip_and_a_note_does_not(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        tip = await made.tip(session, vault)
        hung = Officer(1, 1, Role.OFFICER, MY_THUONG, "")
        await tips.add_statement(session, vault, tip, StatementKind.SUPPLEMENT, "thêm", by=CITIZEN, at=NOW)
        assert not (await tips.for_officer(session, vault, hung, tip.id)).has_objection
        await tips.add_statement(session, vault, tip, StatementKind.OBJECTION, "sai", by=CITIZEN, at=NOW)
        assert (await tips.for_officer(session, vault, hung, tip.id)).has_objection


async def test_a_tip_that_fails_half_way_leaves_nothing(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
        first = await made.tip(session, vault, contact_id=lan)
    with pytest.raises(IntegrityError):  # noqa: PT012 - the whole transaction is what fails
        async with database.begin() as session:
            await made.tip(session, vault, contact_id=lan)
            await made.tip(session, vault, contact_id=lan, code=first.code)
    async with database.read() as session:
        for table in (models.Tip, models.Reporter, models.Statement):
            assert await session.scalar(select(func.count()).select_from(table)) == 1


async def test_a_tip_without_a_reporter_is_refused_by_the_database(database: Database, vault: Vault) -> None:
    with pytest.raises(IntegrityError):
        async with database.begin() as session:
            await tips.record(session, vault, made.draft(), contact_id=4_711, now=NOW)


async def test_a_time_without_a_zone_is_refused(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
    with pytest.raises(Exception, match="a time without a zone"):
        async with database.begin() as session:
            await tips.record(session, vault, made.draft(), contact_id=lan, now=NOW.replace(tzinfo=None))


async def test_a_position_is_bound_to_its_tip(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        one = await made.tip(session, vault, position=Position(16.5, 107.6, None))
        other = await made.tip(session, vault)
        assert await tips.position(session, vault, other) is None
        assert await tips.position(session, vault, replace(one)) == Position(16.5, 107.6, None)
