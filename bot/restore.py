"""`nguontin restore`: a backup into an empty database, or in place of what was there; all of it or nothing."""

import asyncio
import gzip
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress, TaskID

from bot.backup import AT_ONCE, EVIDENCE, ROWS, BackupError, Manifest, TableNote, evidence_files, progress
from bot.service import WrongUseError
from bot.settings import Settings
from storage import refilling, schema
from storage.archive import MANIFEST, ArchiveError, parts
from storage.copying import CopiedTable, CopyError
from storage.crashpoints import crashpoint
from storage.evidence import EvidenceFiles
from storage.refilling import Target, refilled
from storage.schema import SchemaError
from storage.vault import Vault, load_keys


class Existing(Enum):
    """What a restore does with a database that is not empty."""

    REFUSED = "refused"
    REPLACED = "replaced"


async def restore(settings: Settings, file: Path, *, existing: Existing, console: Console) -> Manifest:
    """Put a backup into the database and the evidence, and bring its schema up to date; returns what was in it.

    Raises BackupError before anything is touched where the file is not whole, was made with other keys or by a newer
    version, or where the database is in use, or not empty and not to be replaced.
    """
    vault = _keys_of(settings)
    url = settings.database_url
    try:
        with _opened(file) as source, progress(console) as bar:
            manifest = _examined(source, file, vault, bar)
            if existing is Existing.REFUSED and not refilling.is_empty(url):
                raise BackupError("the database is not empty; to lose what is in it, say --replace")
            files = evidence_files(settings, vault)
            with refilled(url, manifest.revision) as target:
                await _Reading(source, file, vault, bar).into(target, files, manifest)
                crashpoint("inside_restore")
            crashpoint("after_restore_commit")
            schema.migrate(url)
    except (CopyError, SchemaError) as error:
        raise BackupError(str(error)) from error
    except OSError as error:
        raise BackupError(f"the restore was not done: {error.strerror or error}") from error
    return manifest


def _keys_of(settings: Settings) -> Vault:
    if not settings.keys.exists():
        raise BackupError(
            f"the keys are not in a backup: bring the key file that was kept apart to {settings.keys} first"
        )
    return load_keys(settings.keys)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        source = file.open("rb")
    except OSError as error:
        raise WrongUseError(f"{file} cannot be read: {error.strerror}") from None
    with source:
        yield source


def _examined(source: BinaryIO, file: Path, vault: Vault, bar: Progress) -> Manifest:
    """Read the whole file and return its manifest. Raises BackupError where it is not to be trusted, or is newer."""
    task = bar.add_task("checking", total=file.stat().st_size)
    name, content = "", b""
    try:
        for name, content in parts(source, vault):  # noqa: B007 - the last one is wanted
            bar.update(task, completed=source.tell())
    except ArchiveError as error:
        raise BackupError(f"{file} {error}; nothing was restored") from None
    try:
        manifest = Manifest.model_validate_json(content if name == MANIFEST else b"")
    except ValidationError:
        raise BackupError(f"{file} was made by a newer version; install that one; nothing was restored") from None
    schema.check_known(manifest.revision)
    return manifest


class _Reading:
    """A backup that was examined, while it is restored."""

    def __init__(self, source: BinaryIO, file: Path, vault: Vault, bar: Progress) -> None:
        source.seek(0)
        self._file = file
        self._vault = vault
        self._bar = bar
        self._parts = parts(source, vault)

    async def into(self, target: Target, files: EvidenceFiles, manifest: Manifest) -> None:
        """Put the rows into the target and the files into the store. Raises BackupError, CopyError and OSError."""
        try:
            await self._put_all(target, files, manifest)
        except ArchiveError as error:
            # It was whole a moment ago.
            raise BackupError(f"{self._file} {error}; nothing was restored") from None

    async def _put_all(self, target: Target, files: EvidenceFiles, manifest: Manifest) -> None:
        rows = self._bar.add_task("rows", total=manifest.rows)
        kept = self._bar.add_task("files", total=manifest.files)
        tables = {table.name: table for table in target.tables}
        for folder, group in itertools.groupby(self._parts, key=lambda part: _folder(part[0])):
            if folder == EVIDENCE:
                await self._put_files(files, group, kept)
            elif folder.startswith(ROWS):
                table = tables[folder.removeprefix(f"{ROWS}/")]
                self._put_rows(target, table, manifest.tables[table.name], (content for _, content in group))
                self._bar.advance(rows, manifest.tables[table.name].rows)
                await asyncio.sleep(0)  # Lets the operator stop it.
        for name, note in manifest.tables.items():
            if tables[name].is_numbered:
                target.number_above(tables[name], note.last_number)

    @staticmethod
    def _put_rows(target: Target, table: CopiedTable, note: TableNote, packed: Iterable[bytes]) -> None:
        """Put the rows of one table in. Raises BackupError where they are not those that the manifest names."""
        digest = hashlib.sha256()

        def unpacked() -> Iterator[bytes]:
            for content in packed:
                lines = gzip.decompress(content)
                digest.update(lines)
                yield lines

        if [name for name, _ in table.columns] != note.columns:
            raise BackupError(f"the columns of {table.name} are not those of its schema; nothing was restored")
        if target.load(table, unpacked()) != note.rows or digest.hexdigest() != note.sha256:
            raise BackupError(f"the rows of {table.name} are not those that were backed up; nothing was restored")

    async def _put_files(self, files: EvidenceFiles, group: Iterable[tuple[str, bytes]], task: TaskID) -> None:
        while some := list(itertools.islice(group, AT_ONCE)):
            await asyncio.gather(*(self._put_file(files, name, sealed) for name, sealed in some))
            self._bar.advance(task, len(some))

    async def _put_file(self, files: EvidenceFiles, part: str, sealed: bytes) -> None:
        name = part.removeprefix(f"{EVIDENCE}/")
        await files.put(name, self._vault.open(sealed, place=f"file:{name}"))


def _folder(name: str) -> str:
    """Return which parts belong together: all files, or the rows of one table."""
    return EVIDENCE if name.startswith(f"{EVIDENCE}/") else name.rpartition("/")[0]
