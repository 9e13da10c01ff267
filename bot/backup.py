"""`nguontin backup`: everything that is kept but the keys, in one file, while the service runs.

A backup holds the rows of every table, the journal and the outbox among them, and the files that came with tips. It
can be restored to either database, whichever it was made of (`bot.restore`).
"""

import asyncio
import fcntl
import gzip
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

from pydantic import BaseModel, Field
from rich.console import Console
from rich.progress import Progress

from bot.service import ServiceError, WrongUseError
from bot.settings import Settings
from storage import schema
from storage.archive import ArchiveError, ArchiveWriter
from storage.copying import CopyError
from storage.crashpoints import crashpoint
from storage.evidence import EvidenceFiles, clean_name, original_name
from storage.schema import SchemaError
from storage.snapshots import KeptFile, Snapshot, is_kept, snapshot
from storage.vault import Vault, VaultError, load_keys

FORM = 1
"""The form of the file; it is raised when an older version could no longer read what a newer one writes."""

PART_BYTES = 2**20
"""A part of rows is closed once it has so many bytes before it is compressed."""

AT_ONCE = 4
"""Files of tips that are fetched or put at the same time."""

NAMED = 5
"""Files that could not be read are named so often; the others are counted."""

ROWS = "rows"
"""The folder of rows in the file."""

EVIDENCE = "evidence"
"""The folder of files that came with tips."""


class BackupError(ServiceError):
    """Nothing was backed up or restored; the message is a sentence for the operator."""


class TableNote(BaseModel):
    """What the manifest says of one table."""

    columns: list[str]
    rows: Annotated[int, Field(ge=0)]
    sha256: str
    last_number: Annotated[int, Field(ge=0)]


class Manifest(BaseModel):
    """What is in a backup.

    Attributes:
        form: See `FORM`.
        made_at: When it was begun; what was committed before is in it.
        revision: The schema of the rows.
        database: Of which kind of database it was made; it can be restored to either.
        tables: By name: columns in the order of the values, how many rows, the SHA-256 of their text, and the largest
            number that was given to a row.
        files: How many files of tips are in it, originals and clean copies.
        file_bytes: How large these are together.
        unread: How many files rows name that could not be read.
    """

    form: Literal[1]
    made_at: datetime
    revision: str
    database: Literal["sqlite", "postgresql"]
    tables: dict[str, TableNote]
    files: int
    file_bytes: int
    unread: int

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.values())


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was written.

    Attributes:
        manifest: What is in it.
        size: Its bytes.
        unread: The first names of files that rows name and that could not be read.
    """

    manifest: Manifest
    size: int
    unread: Sequence[str]


async def back_up(settings: Settings, file: Path, *, now: datetime, console: Console) -> BackedUp:
    """Write everything into one file, whole or not at all. Raises BackupError, WrongUseError and VaultError."""
    _check_place(file)
    vault = load_keys(settings.keys)
    files = evidence_files(settings, vault)
    draft = file.with_name(f"{file.name}.partial")
    try:
        with _drafting(draft) as target, progress(console) as bar:
            with snapshot(settings.database_url, copy=draft.with_name(f"{draft.name}.db")) as taken:
                writing = _Writing(settings.database_url, taken, ArchiveWriter(target), vault, bar)
                await writing.rows()
                crashpoint("inside_backup")
                await writing.files(files)
            manifest = writing.finish(now)
            target.flush()
            os.fsync(target.fileno())
            size = target.tell()
            crashpoint("before_backup_is_named")
            draft.replace(file)
            crashpoint("after_backup_is_named")
    except (CopyError, SchemaError) as error:
        raise BackupError(str(error)) from error
    except ArchiveError as error:
        raise BackupError(f"{file} cannot be written: {error}") from error
    except OSError as error:
        raise BackupError(f"{file} was not written: {error.strerror or error}") from error
    _write_through(file.parent)
    return BackedUp(manifest, size, writing.unread)


def _check_place(file: Path) -> None:
    if not file.parent.is_dir() or file.is_dir():
        raise WrongUseError(f"{file} cannot be written: it must be a file in a folder that is there")


@contextmanager
def _drafting(draft: Path) -> Iterator[BinaryIO]:
    """Give a file for its owner alone, which nobody else writes; it is gone at the end where it was not renamed."""
    with open(os.open(draft, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as target:  # noqa: PTH123 - needs the mode
        try:
            fcntl.flock(target, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"another backup writes {draft} right now") from None
        # Whoever had the lock before may have given the file its final name; then it is no longer ours to write.
        if not draft.exists() or not os.path.samestat(draft.stat(), os.fstat(target.fileno())):
            raise BackupError(f"another backup has just written {draft}; run it again")
        # A backup that was killed may have left something.
        target.truncate()
        try:
            yield target
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _write_through(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def progress(console: Console) -> Progress:
    """Return bars for an operator who looks on; what is written to a file gets none."""
    return Progress(console=console, transient=True, disable=not console.is_terminal)


def evidence_files(settings: Settings, vault: Vault) -> EvidenceFiles:
    """Return the store of files that came with tips. Raises BackupError where it cannot be opened."""
    try:
        return EvidenceFiles(settings.evidence_url, vault)
    except (OSError, ValueError) as error:
        raise BackupError(
            f"the evidence cannot be reached ({type(error).__name__}); check NGUONTIN_EVIDENCE_URL"
        ) from error


class _Writing:
    """One backup while it is written."""

    def __init__(self, url: str, taken: Snapshot, archive: ArchiveWriter, vault: Vault, bar: Progress) -> None:
        self._url = url
        self._taken = taken
        self._archive = archive
        self._vault = vault
        self._bar = bar
        self._notes: dict[str, TableNote] = {}
        self._files = self._file_bytes = self._unread = 0
        self.unread: list[str] = []

    async def rows(self) -> None:
        """Write the rows of every table."""
        total = sum(self._taken.count(table) for table in self._taken.tables)
        task = self._bar.add_task("rows", total=total)
        for table in self._taken.tables:
            rows, digest = 0, hashlib.sha256()
            for number, lines in enumerate(_portions(self._taken.rows(table)), start=1):
                count = lines.count(b"\n")
                rows += count
                digest.update(lines)
                # The same rows give the same part: no time in its header.
                self._archive.add(f"{ROWS}/{table.name}/{number:06}.gz", gzip.compress(lines, 1, mtime=0))
                self._bar.advance(task, count)
                await asyncio.sleep(0)  # Lets the operator stop it.
            last = self._taken.last_number(table) if table.is_numbered else 0
            columns = [name for name, _ in table.columns]
            self._notes[table.name] = TableNote(columns=columns, rows=rows, sha256=digest.hexdigest(), last_number=last)

    async def files(self, files: EvidenceFiles) -> None:
        """Write the files that rows name."""
        task = self._bar.add_task("files", total=None)
        after = 0
        while kept := self._taken.kept_files(after=after, limit=AT_ONCE):
            after = kept[-1].id
            for one, found in zip(kept, await asyncio.gather(*(_read(files, one) for one in kept)), strict=True):
                for name, content in found:
                    self._add(one, name, content)
            self._bar.advance(task, len(kept))

    def _add(self, kept: KeptFile, name: str, content: bytes | None) -> None:
        if content is None:
            # What was erased since the snapshot is no loss.
            if is_kept(self._url, kept.id):
                self._unread += 1
                self.unread = [*self.unread, name][:NAMED]
            return
        self._archive.add(f"{EVIDENCE}/{name}", self._vault.seal(content, place=f"file:{name}"))
        self._files += 1
        self._file_bytes += len(content)

    def finish(self, now: datetime) -> Manifest:
        """Write what is in it, and the seal."""
        manifest = Manifest(
            form=FORM,
            made_at=now,
            revision=self._taken.revision,
            database="sqlite" if schema.file_of(self._url) else "postgresql",
            tables=self._notes,
            files=self._files,
            file_bytes=self._file_bytes,
            unread=self._unread,
        )
        self._archive.finish(manifest.model_dump_json(indent=1).encode(), self._vault)
        return manifest


def _portions(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the same lines in fewer pieces."""
    gathered = bytearray()
    for piece in pieces:
        gathered += piece
        if len(gathered) >= PART_BYTES:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)


async def _read(files: EvidenceFiles, kept: KeptFile) -> list[tuple[str, bytes | None]]:
    """Return the original and the clean copy, where there is one; None for what is gone or damaged.

    Raises OSError where the store does not answer.
    """
    names = [original_name(kept.id), *([clean_name(kept.id)] if kept.is_readable else [])]
    found = [(name, await _content(files, name)) for name in names]
    name, original = found[0]
    if original is not None and hashlib.sha256(original).digest() != kept.sha256:
        found[0] = (name, None)
    return found


async def _content(files: EvidenceFiles, name: str) -> bytes | None:
    try:
        return await files.get(name)
    except (FileNotFoundError, VaultError):
        return None
