"""Migrations beside the running service: locks that others hold, two that migrate at once, and death in the middle."""

import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import inspect, text

# Known to `op` from here on, as in migrations/env.py.
import migrations.large_tables  # noqa: F401
from storage import schema
from tests.dying import forking
from tests.migrations.released_rows import downgrade, put_into, released, rows_in
from tests.migrations.test_released_rows import REVISIONS, of_these_columns, sound

ROOT = Path(__file__).parents[2]
FIRST = REVISIONS[0]

KILLS = 6
"""Moments of a migration that are tried, other ones with each new migration."""


def plain(url: str) -> str:
    return url.replace("+psycopg", "").replace("+aiosqlite", "")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrations that give up soon."""
    monkeypatch.setattr(schema, "LOCK_SECONDS", 0.1)
    monkeypatch.setattr(schema, "TRIES", 2)
    monkeypatch.setattr(schema, "PAUSE_SECONDS", 0.01)


@contextmanager
def a_writer(url: str) -> Iterator[None]:
    """Somebody who has written to the journal and has not committed yet."""
    file = schema.file_of(url)
    if file is None:
        with psycopg.connect(plain(url)) as other:
            other.execute("UPDATE updates SET failures = failures")
            yield
        return
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()


@pytest.mark.usefixtures("impatient")
def test_a_table_that_stays_locked_ends_the_migration_with_a_sentence(empty_url: str, tmp_path: Path) -> None:
    before = released(FIRST)
    put_into(empty_url, before, schema_at=FIRST)
    with a_writer(empty_url), pytest.raises(schema.SchemaError, match="stays locked by another transaction"):
        schema.migrate(empty_url)
    # What came before the table was done, and the rest is done once the writer has gone.
    assert schema.migrate(empty_url)[1] == schema.head()
    assert of_these_columns(rows_in(empty_url, tmp_path), before.rows) == before.rows


def test_a_lock_that_is_given_up_in_time_is_waited_for(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put_into(empty_url, released(FIRST), schema_at=FIRST)
    monkeypatch.setattr(schema, "LOCK_SECONDS", 0.1)
    writer = a_writer(empty_url)
    writer.__enter__()
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        if not pauses:
            writer.__exit__(None, None, None)
        pauses.append(seconds)

    monkeypatch.setattr("time.sleep", pause)
    assert schema.migrate(empty_url)[1] == schema.head()
    assert pauses == [schema.PAUSE_SECONDS]


def test_of_two_that_migrate_at_once_one_does_it_and_the_other_finds_it_done(empty_url: str) -> None:
    schema.make_folder(empty_url)
    code = "import sys; from storage import schema; print(*schema.migrate(sys.argv[1]))"
    both = [
        subprocess.Popen([sys.executable, "-c", code, empty_url], cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own code
        for _ in range(2)
    ]
    said = {process.communicate(timeout=60)[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert said == {f"None {schema.head()}", f"{schema.head()} {schema.head()}"}


@pytest.mark.usefixtures("impatient")
def test_who_waits_for_its_turn_too_long_is_told(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "TURN_SECONDS", 0.0)
    schema.make_folder(empty_url)
    with (
        schema.connected(empty_url) as other,
        schema.turn(other),
        pytest.raises(schema.SchemaError, match="another process"),
    ):
        schema.migrate(empty_url)


def test_a_schema_of_a_newer_version_is_left_alone(empty_url: str) -> None:
    schema.migrate(empty_url)
    with schema.connected(empty_url) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = 'ffffffffffff'"))
    with pytest.raises(schema.SchemaError, match="newer version"):
        schema.migrate(empty_url)
    assert not schema.is_current(empty_url)


@pytest.fixture(scope="module")
def kill_at() -> Iterator[Callable[[str, int], int]]:
    """A function that migrates a database in a process which is killed before its n-th statement or commit."""
    with forking("tests.migrations.killing") as ask:
        yield lambda url, moment: ask({"url": url, "moment": moment})


def test_a_migration_that_was_killed_is_finished_by_the_next(
    empty_url: str, kill_at: Callable[[str, int], int], tmp_path: Path
) -> None:
    before = released(FIRST)
    put_into(empty_url, before, schema_at=FIRST)
    moments = kill_at(empty_url, 10_000)
    assert schema.is_current(empty_url)
    for moment in random.Random(5).sample(range(1, moments + 1), KILLS):  # noqa: S311 - a seed, not a secret
        put_into(empty_url, before, schema_at=FIRST)
        assert kill_at(empty_url, moment) == -signal.SIGKILL
        schema.migrate(empty_url)
        assert of_these_columns(rows_in(empty_url, tmp_path), before.rows) == before.rows
        assert sound(empty_url)
        assert schema.differences(empty_url) == []


# Operations for large tables.


@contextmanager
def operating(url: str) -> Iterator[Operations]:
    """What a migration finds as `op`, inside the transaction that is its own."""
    with schema.connected(url) as connection:
        context = MigrationContext.configure(
            connection, opts={"transactional_ddl": True, "transaction_per_migration": True}
        )
        with Operations.context(context) as operations, context.begin_transaction(_per_migration=True):
            yield operations


def indexes(url: str) -> set[str | None]:
    with schema.connected(url, reads_only=True) as connection:
        return {one["name"] for one in inspect(connection).get_indexes("updates")}


def test_an_index_is_built_beside_writers_and_again_after_a_try_that_was_stopped(empty_url: str) -> None:
    put_into(empty_url, released(FIRST), schema_at=FIRST)
    if schema.file_of(empty_url) is None:
        # Every row has the same bot, so this try fails, and leaves an index that nobody uses.
        with (
            psycopg.connect(plain(empty_url), autocommit=True) as connection,
            pytest.raises(psycopg.errors.UniqueViolation),
        ):
            connection.execute("CREATE UNIQUE INDEX CONCURRENTLY ix_odd ON updates (bot)")
    with operating(empty_url) as op:
        op.create_index_beside_work("ix_odd", "updates", ["failures"])  # type: ignore[attr-defined]  # registered
        assert op.get_bind().scalar(text("SELECT 1")) == 1
    assert "ix_odd" in indexes(empty_url)
    with operating(empty_url) as op:
        op.drop_index_beside_work("ix_odd", "updates")  # type: ignore[attr-defined]  # registered
    assert "ix_odd" not in indexes(empty_url)


def test_a_column_is_filled_in_portions(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put_into(empty_url, released(FIRST), schema_at=FIRST)
    monkeypatch.setattr("migrations.large_tables.PORTION", 2)
    with operating(empty_url) as op:
        op.fill_in_portions("updates", "SET failures = 7", where="failures < 7")  # type: ignore[attr-defined]  # registered
    with schema.connected(empty_url, reads_only=True) as connection:
        assert connection.scalar(text("SELECT count(*) FROM updates WHERE failures = 7")) == 3
    downgrade(empty_url, "base")
