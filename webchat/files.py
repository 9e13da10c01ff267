"""Files on their way in, and files that are kept beside the database."""

import asyncio
import mimetypes
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from telegram import Document, PhotoSize, Video, Voice

from webchat import photos
from webchat.store import Store, Transaction

BLOCK_BYTES = 64 * 1024
SAFE_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
LONGEST_NAME = 120


class Kind(StrEnum):
    """What a file is in a message; also the name of the field it stands in."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that has arrived and is not yet part of a message."""

    path: Path
    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that belongs to a message.

    Attributes:
        path: Inside the folder of files; also the `file_path` that bots read.
        set_id: Common to the sizes of one photo.
        size: In bytes.
        width: In pixels, 0 where it does not apply.
    """

    file_id: str
    unique_id: str
    path: str
    kind: Kind
    name: str
    mime: str
    size: int
    width: int
    height: int
    set_id: str


class Library:
    """The two folders: what is arriving, and what is kept."""

    def __init__(self, data: Path) -> None:
        self.kept = data / "files"
        self.arriving = data / "arriving"

    def prepare(self) -> None:
        """Create the folders and drop what a kill left half arrived."""
        for folder in (self.kept, self.arriving):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in self.arriving.iterdir():
            leftover.unlink()

    def place_for_upload(self) -> Path:
        """Return a new path for a file to arrive in."""
        return self.arriving / secrets.token_hex(16)

    @contextmanager
    def batch(self) -> Iterator["Batch"]:
        """Yield what keeps the files of one message or album; if that fails, they are removed again."""
        batch = Batch(self)
        try:
            yield batch
        except BaseException:
            for file in batch.kept:
                (self.kept / file.path).unlink(missing_ok=True)
            raise

    def keep(self, upload: Upload, kind: Kind) -> Sequence[KeptFile]:
        """Move or re-encode an upload into the kept files."""
        work = self._keep_photo if kind is Kind.PHOTO else self._keep_as_it_is
        return work(upload, kind)

    def _keep_photo(self, upload: Upload, kind: Kind) -> Sequence[KeptFile]:
        made = photos.sizes(upload.path)
        upload.path.unlink()
        set_id = secrets.token_hex(8)
        kept = []
        for size in made:
            file = _new_file(kind, f"{secrets.token_hex(8)}.jpg", "image/jpeg", len(size.content), set_id)
            self._path(file).write_bytes(size.content)
            kept.append(replace(file, width=size.width, height=size.height))
        return kept

    def _keep_as_it_is(self, upload: Upload, kind: Kind) -> Sequence[KeptFile]:
        file = _new_file(kind, upload.name, upload.mime, upload.size, secrets.token_hex(8))
        os.replace(upload.path, self._path(file))  # noqa: PTH105  # os.replace says that it overwrites
        return [file]

    def _path(self, file: KeptFile) -> Path:
        path = self.kept / file.path
        path.parent.mkdir(exist_ok=True)
        return path

    async def drop_unknown(self, store: Store) -> None:
        """Remove files whose message was never committed, because the process died in between."""
        known = await store.run(lambda t: {str(row["path"]) for row in t.rows("SELECT path FROM files")})
        for path in self.kept.glob("*/*"):
            if path.relative_to(self.kept).as_posix() not in known:
                path.unlink()


class Batch:
    """The files of one message or album."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.kept: list[KeptFile] = []

    async def keep(self, upload: Upload, kind: Kind) -> Sequence[KeptFile]:
        """Move or re-encode an upload into the kept files; the rows are written later, with the message.

        Raises:
            UnreadableImageError: If it should be a photo and cannot be read as one.
        """
        kept = await asyncio.to_thread(self._library.keep, upload, kind)
        self.kept += kept
        return kept


def clean_name(name: str | None, mime: str) -> str:
    """Return a file name that is safe to show and to save, with a suffix that fits where it had none."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    printable = "".join(character for character in last if character.isprintable()).strip(". ")
    if not printable:
        return "tep" + (mimetypes.guess_extension(mime) or "")
    return printable[-LONGEST_NAME:]


def _new_file(kind: Kind, name: str, mime: str, size: int, set_id: str) -> KeptFile:
    suffix = SAFE_SUFFIX.search(name)
    stem = secrets.token_hex(12)
    return KeptFile(
        file_id=secrets.token_urlsafe(32),
        unique_id=stem[:15],
        path=f"{kind}s/{stem}{suffix.group().lower() if suffix else ''}",
        kind=kind,
        name=name,
        mime=mime,
        size=size,
        width=0,
        height=0,
        set_id=set_id,
    )


def record(t: Transaction, bot_id: int, files: Sequence[KeptFile]) -> None:
    """Write the rows of new files."""
    for file in files:
        t.execute(
            "INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            file.file_id,
            bot_id,
            file.unique_id,
            file.path,
            file.kind,
            file.name,
            file.mime,
            file.size,
            file.width,
            file.height,
            file.set_id,
        )


def find(t: Transaction, *, file_id: str, bot_id: int | None = None) -> KeptFile | None:
    """Return a file by its id; with `bot_id`, only one of that bot's chats."""
    return _file(t, "file_id = ? AND (bot_id = ? OR ? IS NULL)", file_id, bot_id, bot_id)


def find_by_path(t: Transaction, *, bot_id: int, path: str) -> KeptFile | None:
    """Return a file of a bot's chats by the path that getFile gave."""
    return _file(t, "path = ? AND bot_id = ?", path, bot_id)


def _file(t: Transaction, where: str, *values: str | int | None) -> KeptFile | None:
    found = _files(t, where, *values)
    return found[0] if found else None


def set_of(t: Transaction, file: KeptFile) -> Sequence[KeptFile]:
    """Return all sizes of a photo, smallest first, or the one file."""
    return _files(t, "set_id = ?", file.set_id)


def _files(t: Transaction, where: str, *values: str | int | None) -> list[KeptFile]:
    rows = t.rows(f"SELECT * FROM files WHERE {where} ORDER BY width", *values)  # noqa: S608  # ours, above
    return [
        KeptFile(
            file_id=row["file_id"],
            unique_id=row["unique_id"],
            path=row["path"],
            kind=Kind(row["kind"]),
            name=row["name"],
            mime=row["mime"],
            size=row["size"],
            width=row["width"],
            height=row["height"],
            set_id=row["set_id"],
        )
        for row in rows
    ]


def as_photo(files: Sequence[KeptFile]) -> Sequence[PhotoSize]:
    """Return the sizes of a photo as a message holds them."""
    return [PhotoSize(file.file_id, file.unique_id, file.width, file.height, file_size=file.size) for file in files]


def as_document(file: KeptFile) -> Document:
    """Return a file as a message holds it; so with the functions below."""
    return Document(file.file_id, file.unique_id, file_name=file.name, mime_type=file.mime, file_size=file.size)


def as_video(file: KeptFile) -> Video:
    """Return a video; its measures are 0, because nothing here decodes videos."""
    return Video(
        file.file_id,
        file.unique_id,
        file.width,
        file.height,
        duration=0,
        file_name=file.name,
        mime_type=file.mime,
        file_size=file.size,
    )


def as_voice(file: KeptFile) -> Voice:
    """Return a voice message."""
    return Voice(file.file_id, file.unique_id, duration=0, mime_type=file.mime, file_size=file.size)
