"""Every migration, up, down and up again, on both databases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, make_url, text

from bot import reference
from domain.backfills import Backfill
from domain.figures import StructureKey
from domain.periods import Period
from domain.structures import MAX_NAME, StructureType
from storage import models, registers, schema, tips, units
from storage.database import Database
from storage.vault import Vault
from tests.migrations.released_rows import downgrade
from tests.storage import made

BEFORE_SKETCHES = "19e2c42a060c"
"""The schema before sketches of tips were kept."""

BEFORE_CUT_OFFS = "b4c7e91d5a20"
"""The schema before units had cut-offs of their own, and ids of figures room for whole names."""


def head() -> str | None:
    return ScriptDirectory(str(schema.FOLDER)).get_current_head()


def tables(url: str) -> set[str]:
    engine = create_engine(make_url(url).set(drivername="sqlite") if url.startswith("sqlite") else url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_an_empty_database_gets_exactly_the_tables_of_the_models(empty_url: str) -> None:
    assert schema.migrate(empty_url) == (None, head())
    assert schema.differences(empty_url) == []
    assert schema.is_current(empty_url)


def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    schema.migrate(empty_url)
    before = tables(empty_url)
    assert schema.migrate(empty_url) == (head(), head())
    assert tables(empty_url) == before


def test_everything_can_be_taken_back_and_done_again(empty_url: str) -> None:
    schema.migrate(empty_url)
    downgrade(empty_url, "base")
    assert tables(empty_url) == {"alembic_version"}
    assert not schema.is_current(empty_url)
    assert schema.migrate(empty_url) == (None, head())
    assert schema.differences(empty_url) == []


async def test_what_is_in_the_database_survives_a_migration(database_url: str, vault: Vault) -> None:
    database = Database(database_url)
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        tip = await made.tip(session, vault)
    await database.close()
    assert schema.migrate(database_url) == (head(), head())
    async with database.read() as session:
        assert await tips.for_officer(session, vault, hung, tip.id) == tip
        assert [one.text for one in await tips.statements(session, vault, tip)] == ["đánh bạc ở chợ"]
    await database.close()


async def test_tips_from_before_sketches_stay_as_they_are(database_url: str, vault: Vault) -> None:
    database = Database(database_url)
    async with database.begin() as session:
        hung = await made.officer(session, vault)
        old = await made.tip(session, vault, sketch=b"drawn")
    await database.close()
    downgrade(database_url, BEFORE_SKETCHES)
    assert "tip_sketches" not in tables(database_url)
    assert schema.migrate(database_url) == (BEFORE_SKETCHES, head())
    async with database.begin() as session:
        assert await tips.for_officer(session, vault, hung, old.id) == old
        assert await session.get(models.TipSketch, old.id) is None
        new = await made.tip(session, vault, sketch=b"drawn")
        assert await session.get(models.TipSketch, new.id) is not None
    await database.close()


async def test_totals_of_long_names_stay_whole_under_the_schema_before(database_url: str) -> None:
    name = "Ở" * MAX_NAME
    day = date(2025, 1, 1)
    total = Backfill(StructureKey(StructureType.MODEL, name=name), Decimal(9), day, day, "Báo cáo", is_at_least=True)
    database = Database(database_url)
    async with database.begin() as session:
        await units.load(session, [one for one in reference.units() if one.code == "46"])
        await registers.record_backfill(session, total, unit_code="46", officer_id=None, now=made.NOW)
    await database.close()
    downgrade(database_url, BEFORE_CUT_OFFS)
    assert not tables(database_url) & {"cut_offs", "campaigns"}
    assert schema.migrate(database_url) == (BEFORE_CUT_OFFS, head())
    assert schema.differences(database_url) == []
    async with database.read() as session:
        [kept] = await registers.backfills_in(session, None, Period(day, day))
    await database.close()
    # What is a lower bound was not known in between.
    assert kept.total == replace(total, is_at_least=False)


async def test_a_database_without_tables_is_not_current(empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        Path(str(make_url(empty_url).database)).parent.mkdir()
    assert not schema.is_current(empty_url)


def test_a_difference_between_tables_and_models_is_found(empty_url: str) -> None:
    schema.migrate(empty_url)
    engine = create_engine(make_url(empty_url).set(drivername="sqlite") if "sqlite" in empty_url else empty_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE queues ADD COLUMN odd INTEGER"))
    engine.dispose()
    assert schema.differences(empty_url)
