"""`nguontin enrolment`, typed as an operator does: numbers are shown, links and memberships withdrawn, nobody named."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from bot.clock import server_clock
from domain.access import Role
from domain.structures import StructureEntry, StructureType
from domain.tip import SourceGroup
from storage import enrolments, models, people, registers
from storage.database import Database
from storage.register_tables import Enrolment, Membership
from storage.vault import Vault, create_keys, load_keys
from tests.storage import made

UNIT = "19930"
Answer = TypeVar("Answer")


@pytest.fixture
def here(tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database in which a commune has links and members of its force and of a model."""
    for name in [name for name in os.environ if name.startswith("NGUONTIN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    create_keys(tmp_path / "var" / "keys.json")
    (tmp_path / "var" / "nguontin.db").write_bytes(migrated_file.read_bytes())
    assert run("migrate").exit_code == 0
    vault = load_keys(tmp_path / "var" / "keys.json")
    look(lambda session: fill(session, vault))
    return tmp_path


def run(command: str) -> Result:
    return CliRunner().invoke(cli, command.split())


def look(ask: Callable[[AsyncSession], Awaitable[Answer]]) -> Answer:
    """Return what is answered in a transaction of its own."""

    async def asked() -> Answer:
        database = Database("sqlite+aiosqlite:///var/nguontin.db")
        try:
            async with database.begin() as session:
                return await ask(session)
        finally:
            await database.close()

    return asyncio.run(asked())


async def fill(session: AsyncSession, vault: Vault) -> None:
    """Make a link for the force, of which two are members, and one for a model, of which one is."""
    now = server_clock()
    leader = await made.officer(session, vault, role=Role.COMMANDER)
    entry = StructureEntry(StructureType.MODEL, date(2025, 9, 1), "Tổ 3 trên 1")
    model = await registers.register_structure(session, entry, unit_code=UNIT, officer_id=None, now=now)
    for structure, members in ((None, (1, 2)), (model, (3,))):
        token = enrolments.new_link_token()
        link = await enrolments.make_link(
            session, vault, leader, token=token, unit_code=UNIT, structure_id=structure, days=7, now=now
        )
        for chat in members:
            await enrolments.enrol(session, await made.contact(session, vault, chat), link, now=now)


async def groups(session: AsyncSession) -> list[tuple[str, int | None]]:
    """Return as what everybody who wrote is counted."""
    rows = await session.execute(
        select(models.Contact.source_group, models.Contact.model_id).order_by(models.Contact.id)
    )
    return [(row.source_group, row.model_id) for row in rows]


async def held(session: AsyncSession) -> list[int]:
    """Return the links that nobody has ended."""
    return list(await session.scalars(select(Enrolment.id).where(Enrolment.ended_at.is_(None)).order_by(Enrolment.id)))


async def members(session: AsyncSession) -> int:
    return len((await session.scalars(select(Membership.contact_id))).all())


@pytest.mark.usefixtures("here")
def test_links_and_members_are_shown_as_numbers() -> None:
    shown = run(f"enrolment --unit {UNIT}")
    assert shown.exit_code == 0, shown.output
    first, *lines = shown.stdout.splitlines()
    assert first == "19930 Phường Mỹ Thượng: 3 memberships, 2 links that hold"
    assert lines[:2] == ["force: 2 memberships", "model 1 (Tổ 3 trên 1): 1 membership"]
    assert [line.partition(", until")[0] for line in lines[2:]] == ["link 2: model 1 (Tổ 3 trên 1)", "link 1: force"]
    assert (look(held), look(members)) == ([1, 2], 3)


@pytest.mark.usefixtures("here")
def test_a_link_is_ended_and_who_enrolled_stays() -> None:
    ended = run(f"enrolment --unit {UNIT} --end 1 --end 1")
    assert (ended.exit_code, ended.stdout.count("Link 1 has ended; who enrolled by it stays.")) == (0, 1)
    assert (look(held), look(members)) == ([2], 3)


@pytest.mark.usefixtures("here")
def test_a_force_or_a_model_is_dissolved_and_its_members_are_people_again() -> None:
    done = run(f"enrolment --unit {UNIT} --dissolve 1")
    assert (
        "The links of model 1 have ended, and 1 membership with them; past tips stay as they were counted."
        in done.stdout
    )
    assert (look(held), look(members)) == ([1], 2)
    done = run(f"enrolment --unit {UNIT} --dissolve force")
    assert "The links of the force have ended, and 2 memberships with them;" in done.stdout
    assert (look(held), look(members)) == ([], 0)
    assert set(look(groups)) == {("people", None)}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--unit 99999", "there is no unit 99999"),
        (f"--unit {UNIT} --end 1 --end 77", "unit 19930 has no link 77; nothing was changed"),
        ("--unit 19777 --end 1", "unit 19777 has no link 1"),
        (f"--unit {UNIT} --end 1 --dissolve 77", "unit 19930 has no model 77"),
        ("--unit 19777 --dissolve 1", "unit 19777 has no model 1"),
        (f"--unit {UNIT} --dissolve all", "--dissolve takes force or a number"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_is_not_there_changes_nothing(options: str, says: str) -> None:
    ended = run(f"enrolment {options}")
    assert (ended.exit_code, says in ended.stderr) == (2, True), ended.output
    assert (look(held), look(members)) == ([1, 2], 3)


def test_a_model_that_a_file_ends_lets_its_members_go(here: Path) -> None:
    lines = ["type;name;ended_on", "model;Tổ 3 trên 1;01/11/2025"]
    (here / "lines.csv").write_text("\n".join(lines), encoding="utf-8")
    entered = run(f"register lines.csv --unit {UNIT}")
    assert entered.exit_code == 0, entered.output
    assert (look(held), look(members)) == ([1], 2)


async def test_members_of_the_force_of_another_unit_stay(database: Database, vault: Vault) -> None:
    async with database.begin() as session:
        for number, unit in ((1, UNIT), (2, made.VY_DA)):
            link = enrolments.Link(number, unit, SourceGroup.GRASSROOTS_FORCE, None, made.NOW, None, 0)
            await enrolments.enrol(session, await made.contact(session, vault, number), link, now=made.NOW)
        assert await enrolments.dissolve_force(session, UNIT, now=made.NOW) == 1
        assert await enrolments.dissolve_force(session, UNIT, now=made.NOW) == 0
        left = await session.scalars(select(Membership.unit_code))
        assert left.all() == [made.VY_DA]
        speakers = await people.speakers_at(session, vault, [(made.BOT, 1), (made.BOT, 2)])
        groups_now = [speakers[made.BOT, chat][0].source_group for chat in (1, 2)]
        assert groups_now == [SourceGroup.PEOPLE, SourceGroup.GRASSROOTS_FORCE]
