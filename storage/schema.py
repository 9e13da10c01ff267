"""Bringing a database up to the newest schema, and telling whether it is.

A migration runs beside the service, which goes on with the code of before. So each step waits for a lock for a few
seconds only, gives way, and tries again; and of several processes that migrate one database, one does it.
"""

import fcntl
import logging
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.register_tables import EVERY_TABLE

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent.parent / "migrations"

LOCK_SECONDS = 5.0
"""A step waits so long for a table: while it waits, what the service asks of that table waits behind it."""

STATEMENT_SECONDS = 900.0
"""No statement of a migration takes longer; what has to touch more rows does it in portions."""

TRIES = 6
"""So often a step is begun that could not have its table."""

PAUSE_SECONDS = 2.0
"""Between two tries whoever waited behind the step gets on with it; after each try the pause grows by as much."""

TURN_SECONDS = 1800.0
"""So long a second process waits until the first has migrated."""

ASK_SECONDS = 0.2
"""Whoever waits for its turn asks so often."""

_BUSY = ("database is locked", "database table is locked")

_NO_LOCK = "55P03"
"""https://www.postgresql.org/docs/current/errcodes-appendix.html: lock_not_available."""

_DEADLOCK = "40P01"
"""The same page: deadlock_detected; the step's transaction is gone, and with it every lock."""

_TURN = zlib.crc32(b"nguontin.schema")
"""The advisory lock of who migrates."""


class SchemaError(Exception):
    """The database could not be migrated, or its schema is not one of ours; the message is for the operator."""


def _plain(url: str) -> URL:
    parsed = make_url(url)
    return parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(FOLDER))


def _engine(url: str) -> Engine:
    """Return an engine for a change of the schema; SQLite keeps each transaction whole, tables included."""
    engine = create_engine(_plain(url), poolclass=NullPool, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # Otherwise the driver commits before statements that change tables. Foreign keys are not enforced meanwhile:
    # SQLite changes a table by making it anew, and dropping the old one would take the rows that point to it.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {round(LOCK_SECONDS * 1000)}")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA trusted_schema = OFF")


def _begin_sqlite(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


@contextmanager
def connected(url: str, **options: object) -> Iterator[Connection]:
    """Give a connection for changing the schema, with these execution options; closed at the end, uncommitted.

    With `reads_only` a transaction on SQLite begins without asking for the writer's lock.
    """
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            yield connection.execution_options(**options)
    finally:
        engine.dispose()


def _reading(url: str) -> AbstractContextManager[Connection]:
    return connected(url, reads_only=True)


def file_of(url: str) -> Path | None:
    """Return the file of an SQLite database; None for any other."""
    parsed = _plain(url)
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}
    return Path(str(parsed.database)) if is_file else None


def make_folder(url: str) -> None:
    """Make the folder of an SQLite database."""
    file = file_of(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the schema that the database has; None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(url: str) -> tuple[str | None, str | None]:
    """Bring the database up to date, keeping what is in it; returns the revisions before and after.

    Beside the running service. Raises SchemaError where another transaction keeps a table for too long, where another
    process migrates for too long, or where the database was migrated by a newer version.
    """
    make_folder(url)
    with connected(url) as connection, turn(connection):
        before = _standing(url)
        check_known(before)
        if before != head():
            _patiently(connection)
        return before, _standing(url)


def _standing(url: str) -> str | None:
    with _reading(url) as connection:
        return revision_of(connection)


def upgrade_within(connection: Connection, revision: str) -> None:
    """Upgrade to this revision inside the transaction that the connection is in."""
    command.upgrade(_config(connection), revision)


def downgrade_within(connection: Connection, revision: str) -> None:
    """Take migrations back inside the transaction that the connection is in, as far as this revision, or "base"."""
    command.downgrade(_config(connection), revision)


def _patiently(connection: Connection) -> None:
    """Upgrade to the newest schema; a step that cannot have its lock is begun again a few times. Raises SchemaError."""
    for attempt in range(1, TRIES + 1):
        try:
            command.upgrade(_config(connection), "head")
        except OperationalError as error:
            connection.rollback()
            if not _is_lock_missing(error):
                raise
            logger.warning("migration: a table is locked by others, try %s of %s", attempt, TRIES)
            if attempt < TRIES:
                time.sleep(attempt * PAUSE_SECONDS)
        else:
            return
    raise SchemaError(
        "a table that the next step changes stays locked by another transaction, and that step was not done after "
        f"{TRIES} tries of {LOCK_SECONDS:g} seconds. Find who holds it (pg_stat_activity, or a second program that has "
        "the file open) and run `nguontin migrate` again: it goes on where it stopped"
    )


def _is_lock_missing(error: OperationalError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return str(error.orig).startswith(_BUSY)
    return getattr(error.orig, "sqlstate", None) in {_NO_LOCK, _DEADLOCK}


def turn(connection: Connection) -> AbstractContextManager[None]:
    """Hold off other processes that would migrate the same database, within the block."""
    if connection.dialect.name == "postgresql":
        return _advisory_lock(connection)
    file = file_of(str(connection.engine.url))
    # Nobody else can open a database in memory.
    return nullcontext() if file is None else _file_lock(file.with_name(f"{file.name}.migrate.lock"))


@contextmanager
def _advisory_lock(connection: Connection) -> Iterator[None]:
    # Asked for again and again instead of waited for: who waits inside PostgreSQL has a snapshot, and an index that is
    # built concurrently waits for every older snapshot, so the two would wait for each other.
    def is_ours() -> bool:
        gained = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:turn)"), {"turn": _TURN}))
        connection.commit()
        return gained

    _wait_for(is_ours)
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:turn)"), {"turn": _TURN})
        connection.commit()


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    # Closing the file unlocks it. It stays there: if it were removed, two processes could lock one of that name each.
    with path.open("a") as file:

        def is_ours() -> bool:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        _wait_for(is_ours)
        yield


def _wait_for(is_ours: Callable[[], bool]) -> None:
    """Return once the turn is ours. Raises SchemaError where that takes too long."""
    until = time.monotonic() + TURN_SECONDS
    while not is_ours():
        if time.monotonic() > until:
            raise SchemaError(
                f"another process has been migrating this database for {TURN_SECONDS:g} seconds; "
                "see to that one, then run `nguontin migrate` again"
            )
        time.sleep(ASK_SECONDS)


def draft_migration(title: str) -> str:
    """Write the migration that would bring the newest schema to the models; returns its path."""
    with connected("sqlite://") as connection, connection.begin():
        config = _config(connection)
        config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
        command.upgrade(config, "head")
        made = command.revision(config, title, autogenerate=True)
    return str(made.path) if isinstance(made, Script) else ""


def head() -> str | None:
    """Return the newest revision that this version knows."""
    return _scripts().get_current_head()


def check_known(revision: str | None) -> None:
    """Raise SchemaError where this version does not know the revision."""
    try:
        _scripts().get_revision(revision or "base")
    except CommandError:
        raise SchemaError(
            f"the schema {revision} is not known here: it was made by a newer version; install that one"
        ) from None


def is_current(url: str) -> bool:
    """Whether the database is there and has the newest schema."""
    file = file_of(url)
    if file is not None and not file.exists():
        # Opening it would make an empty one.
        return False
    with _reading(url) as connection:
        return revision_of(connection) == head()


def differences(url: str) -> list[object]:
    """Return what the tables in the database have that the models have not, and the other way round."""
    with _reading(url) as connection:
        return list(compare_metadata(MigrationContext.configure(connection), EVERY_TABLE))


@cache
def tables_at(revision: str) -> Sequence[Table]:
    """Return the tables that the schema has at a revision, each after those that it points to.

    Their types are SQLite's: what the migrations make of an empty database in memory. Raises SchemaError where this
    version does not know the revision.
    """
    check_known(revision)
    with connected("sqlite://") as connection, connection.begin():
        upgrade_within(connection, revision)
        metadata = MetaData()
        names = set(inspect(connection).get_table_names()) - {"alembic_version"}
        metadata.reflect(connection, only=sorted(names))
    return metadata.sorted_tables


def revisions() -> list[str]:
    """Return every revision that this version knows, the oldest first."""
    return [one.revision for one in _scripts().walk_revisions()][::-1]
