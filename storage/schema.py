"""Bringing a database up to the newest schema, and telling whether it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL, make_url

from storage.models import Base

FOLDER = Path(__file__).parent.parent / "migrations"


def _plain(url: str) -> URL:
    parsed = make_url(url)
    return parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    engine = create_engine(_plain(url))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def migrate(url: str) -> tuple[str | None, str | None]:
    """Bring the database up to date, keeping what is in it; returns the revisions before and after."""
    parsed = _plain(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    with _connection(url) as connection:
        before = MigrationContext.configure(connection).get_current_revision()
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        after = MigrationContext.configure(connection).get_current_revision()
    return before, after


def draft_migration(title: str) -> str:
    """Write the migration that would bring the newest schema to the models; returns its path."""
    with _connection("sqlite://") as connection:
        config = _config()
        config.attributes["connection"] = connection
        config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
        command.upgrade(config, "head")
        made = command.revision(config, title, autogenerate=True)
    return str(made.path) if isinstance(made, Script) else ""


def is_current(url: str) -> bool:
    """Whether the database is there and has the newest schema."""
    parsed = _plain(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        # Opening it would make an empty one.
        return False
    with _connection(url) as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_config()).get_current_head()


def differences(url: str) -> list[object]:
    """Return what the tables in the database have that the models have not, and the other way round."""
    with _connection(url) as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))
