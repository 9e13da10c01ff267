"""Rows of every released schema come through every migration, and code of every release can write to the newest one."""

import json
import sqlite3
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select

from storage import models, schema
from storage.database import Database
from storage.vault import load_keys
from tests.migrations import released_rows
from tests.migrations.released_rows import Rows, downgrade, put_into, released, rows_in, upgrade

REVISIONS = [one.revision for one in ScriptDirectory(str(schema.FOLDER)).walk_revisions()][::-1]
"""Every schema, the oldest first."""

CHANGED: dict[str, set[tuple[str, str]]] = {}
"""By revision: tables and columns whose values its migration means to change."""


def of_these_columns(rows: Rows, like: Rows) -> Rows:
    """Return the tables and columns that the others have as well."""
    return {name: [{one: row[one] for one in like[name][0]} for row in rows[name]] for name in like}


def without(rows: Rows, left_out: set[tuple[str, str]]) -> Rows:
    return {
        table: [{column: value for column, value in row.items() if (table, column) not in left_out} for row in of]
        for table, of in rows.items()
    }


def test_every_schema_has_rows_to_be_tested_with() -> None:
    files = {path.stem for path in released_rows.FOLDER.glob("*.json")}
    assert files == set(REVISIONS), "run python scripts/released_rows.py"
    for revision in REVISIONS:
        tables = released(revision).tables
        assert all(of["rows"] for of in tables.values())


@pytest.mark.parametrize("revision", REVISIONS)
def test_rows_of_a_release_come_through_every_step_up_and_down(empty_url: str, revision: str, tmp_path: Path) -> None:
    before = released(revision)
    put_into(empty_url, before, schema_at=revision)
    assert rows_in(empty_url, tmp_path) == before.rows
    later = REVISIONS[REVISIONS.index(revision) + 1 :]
    seen = [before.rows]
    for step in later:
        upgrade(empty_url, step)
        seen.append(rows_in(empty_url, tmp_path))
        left_out = CHANGED.get(step, set())
        assert without(of_these_columns(seen[-1], seen[-2]), left_out) == without(seen[-2], left_out)
    assert schema.differences(empty_url) == []
    for step in reversed([revision, *later[:-1]] if later else []):
        after = seen.pop()
        downgrade(empty_url, step)
        left_out = CHANGED.get(later[len(seen) - 1], set())
        found = rows_in(empty_url, tmp_path)
        assert without(found, left_out) == without(of_these_columns(after, seen[-1]), left_out)
    assert sound(empty_url)


@pytest.mark.parametrize("revision", REVISIONS)
def test_code_of_a_release_writes_to_the_newest_schema(empty_url: str, revision: str, tmp_path: Path) -> None:
    """The old version runs while the database is migrated: what it writes names none of the new columns."""
    before = released(revision)
    put_into(empty_url, before, schema_at=str(schema.head()))
    assert of_these_columns(rows_in(empty_url, tmp_path), before.rows) == before.rows
    assert sound(empty_url)


@pytest.mark.parametrize("revision", REVISIONS)
async def test_what_was_sealed_before_is_opened_after(empty_url: str, revision: str, tmp_path: Path) -> None:
    before = released(revision)
    put_into(empty_url, before, schema_at=revision)
    schema.migrate(empty_url)
    (tmp_path / "keys.json").write_text(json.dumps(before.keys))
    vault = load_keys(tmp_path / "keys.json")
    database = Database(empty_url)
    async with database.read() as session:
        rows = await session.scalars(select(models.Statement).order_by(models.Statement.id))
        words = [vault.open_text(row.text, place=f"statements.text:{row.tip_id}") for row in rows]
        found = {
            one.id: vault.open_text(one.code, place=f"tips.code:{one.code_key.hex()}")
            for one in await session.scalars(select(models.Tip))
        }
    await database.close()
    assert found.keys() == {1, 2}
    assert words == ["Quán mở loa lớn quá 22 giờ.", "Ghe hút cát ban đêm."]


def sound(url: str) -> bool:
    """Whether every row points to rows that are there; PostgreSQL sees to that itself."""
    file = schema.file_of(url)
    if file is None:
        return True
    connection = sqlite3.connect(file)
    try:
        faults = connection.execute("PRAGMA foreign_key_check").fetchall()
        return not faults and connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()
