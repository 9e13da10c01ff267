"""Links to enrol by, and as what somebody's tips are counted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from domain.access import Role
from domain.tip import SourceGroup
from storage import enrolments, models
from storage.database import Database
from storage.enrolments import Link, LinkNotFoundError, LinkState
from storage.register_tables import Enrolment, Membership, Structure
from storage.units import UnitNotFoundError
from storage.vault import Vault
from tests.storage import made
from tests.storage.made import HUE, MY_THUONG, NOW, VY_DA

TOKEN = enrolments.new_link_token()


@pytest.fixture(autouse=True)
async def places(database: Database) -> None:
    """The province of Huế and two of its communes."""
    async with database.begin() as session:
        for code, level, parent in (("VN", "country", None), (HUE, "province", "VN")):
            session.add(_unit(code, level, parent))
        for code in (MY_THUONG, VY_DA):
            session.add(_unit(code, "commune", HUE))


def _unit(code: str, level: str, parent: str | None) -> models.Unit:
    return models.Unit(
        code=code,
        name=code,
        full_name=code,
        level=level,
        kind="phường",
        parent_code=parent,
        valid_from=date(2025, 7, 1),
        successors=[],
    )


async def link(
    database: Database, vault: Vault, *, token: str = TOKEN, structure_id: int | None = None, days: int = 7
) -> Link:
    async with database.begin() as session:
        commander = await made.officer(session, vault, role=Role.COMMANDER)
        return await enrolments.make_link(
            session,
            vault,
            commander,
            token=token,
            unit_code=MY_THUONG,
            structure_id=structure_id,
            days=days,
            now=NOW,
        )


async def a_model(database: Database) -> int:
    async with database.begin() as session:
        row = Structure(
            type="model",
            name="Tổ 3 trên 1",
            owner="",
            unit_code=MY_THUONG,
            started_on=date(2026, 1, 1),
            recorded_at=NOW,
        )
        session.add(row)
        await session.flush()
        return row.id


async def test_only_a_keyed_hash_of_the_token_is_kept(database: Database, vault: Vault) -> None:
    await link(database, vault)
    async with database.read() as session:
        (row,) = list(await session.scalars(select(Enrolment)))
        everything = str((await session.execute(text("SELECT * FROM enrolments"))).all())
    assert row.key == vault.look_up("enrolment", TOKEN)
    assert TOKEN not in everything


async def test_a_link_is_found_by_its_token_alone(database: Database, vault: Vault) -> None:
    kept = await link(database, vault)
    async with database.read() as session:
        assert await enrolments.find_link(session, vault, TOKEN) == kept
        for other in ("", "nhom", TOKEN[:-1], TOKEN.upper(), enrolments.new_link_token(), "é" * 26):
            assert await enrolments.find_link(session, vault, other) is None


async def test_a_link_holds_until_it_expires_or_is_ended(database: Database, vault: Vault) -> None:
    kept = await link(database, vault)
    assert kept.state(NOW) is LinkState.OPEN
    assert kept.state(NOW + timedelta(days=7)) is LinkState.EXPIRED
    async with database.begin() as session:
        commander = await made.officer(session, vault, role=Role.COMMANDER)
        for hours in (1, 2):
            ended = await enrolments.end_link(session, commander, kept.id, now=NOW + timedelta(hours=hours))
            assert ended.ended_at == NOW + timedelta(hours=1)
        assert ended.state(NOW + timedelta(hours=1)) is LinkState.ENDED
        assert await enrolments.open_links(session, commander, MY_THUONG, now=NOW) == []


async def test_whoever_enrols_is_counted_so_until_they_leave(database: Database, vault: Vault) -> None:
    kept = await link(database, vault)
    async with database.begin() as session:
        contact = await made.contact(session, vault)
        await enrolments.enrol(session, contact, kept, now=NOW)
        found = await enrolments.member(session, contact)
        assert found is not None
        assert (found.unit_code, found.structure_id, found.since) == (MY_THUONG, None, date(2026, 11, 20))
        row = await session.get_one(models.Contact, contact, populate_existing=True)
        assert row.source_group == SourceGroup.GRASSROOTS_FORCE
    async with database.begin() as session:
        assert await enrolments.leave(session, contact)
        assert not await enrolments.leave(session, contact)
        row = await session.get_one(models.Contact, contact, populate_existing=True)
        assert row.source_group == SourceGroup.PEOPLE


async def test_the_newest_enrolment_holds(database: Database, vault: Vault) -> None:
    model_id = await a_model(database)
    force = await link(database, vault)
    model = await link(database, vault, token=enrolments.new_link_token(), structure_id=model_id)
    async with database.begin() as session:
        commander = await made.officer(session, vault, role=Role.COMMANDER)
        contacts = [await made.contact(session, vault, number) for number in (1, 2, 3)]
        for contact in contacts:
            await enrolments.enrol(session, contact, force, now=NOW)
        await enrolments.enrol(session, contacts[0], model, now=NOW)
        assert await enrolments.count_members(session, commander, MY_THUONG, now=NOW) == {None: 2, model_id: 1}
    async with database.read() as session:
        used = (await session.execute(select(Enrolment.id, Enrolment.used).order_by(Enrolment.id))).all()
    assert [tuple(row) for row in used] == [(force.id, 3), (model.id, 1)]


async def test_a_model_that_ended_has_neither_links_nor_members(database: Database, vault: Vault) -> None:
    model_id = await a_model(database)
    kept = await link(database, vault, structure_id=model_id)
    async with database.begin() as session:
        contact = await made.contact(session, vault)
        await enrolments.enrol(session, contact, kept, now=NOW)
        row = await session.get_one(models.Contact, contact, populate_existing=True)
        assert (row.source_group, row.model_id) == (SourceGroup.MODEL, model_id)
        assert await enrolments.dissolve(session, model_id, now=NOW) == 1
    async with database.read() as session:
        found = await enrolments.find_link(session, vault, TOKEN)
        assert found is not None
        assert found.state(NOW) is LinkState.ENDED
        row = await session.get_one(models.Contact, contact)
        assert (row.source_group, row.model_id) == (SourceGroup.PEOPLE, None)
        assert list(await session.scalars(select(Membership))) == []


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        (Role.COMMANDER, MY_THUONG, True),
        (Role.SUPERVISOR, HUE, True),
        (Role.SUPERVISOR, "VN", True),
        (Role.SUPERVISOR, "01", False),
        (Role.COMMANDER, VY_DA, False),
        (Role.OFFICER, MY_THUONG, False),
        (Role.COORDINATOR, HUE, False),
    ],
)
async def test_who_makes_counts_and_ends_links(
    database: Database, vault: Vault, role: Role, unit: str, *, may: bool
) -> None:
    kept = await link(database, vault)
    async with database.begin() as session:
        somebody = await made.officer(session, vault, 77, role=role, unit=unit)
        if may:
            assert await enrolments.count_members(session, somebody, MY_THUONG, now=NOW) == {}
            assert len(await enrolments.open_links(session, somebody, MY_THUONG, now=NOW)) == 1
            await enrolments.end_link(session, somebody, kept.id, now=NOW)
            return
        with pytest.raises(UnitNotFoundError):
            await enrolments.count_members(session, somebody, MY_THUONG, now=NOW)
        with pytest.raises(UnitNotFoundError):
            await enrolments.open_links(session, somebody, MY_THUONG, now=NOW)
        with pytest.raises(LinkNotFoundError):
            await enrolments.end_link(session, somebody, kept.id, now=NOW)


def test_no_token_of_a_link_is_one_of_an_invitation() -> None:
    assert all(enrolments.is_link_token(enrolments.new_link_token()) for _ in range(100))
    assert not any(
        enrolments.is_link_token(text) for text in (None, "", "a" * 22, "nhom" + "a" * 21, "nhom" + "é" * 22)
    )
