"""Files that came with tips: rows that say what is expected or kept, and the sealed bytes on disk or S3."""

import asyncio
import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlparse

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, from_url
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.tip import EvidenceKind
from storage import models
from storage.pictures import UnreadablePictureError, clean_copy
from storage.tips import Tip
from storage.vault import Vault

MAX_ATTEMPTS = 12
"""How often a file is asked for before it counts as lost; with growing pauses that is about half a day."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A file that the messenger still holds.

    Attributes:
        id: The row.
        bot: Through which bot it came; only that bot may fetch it.
        kind: What it is.
        file_id: The messenger's name for it.
        attempts: How often it was asked for.
    """

    id: int
    bot: str
    kind: EvidenceKind
    file_id: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is safe: what it is, and whether there is a clean copy to look at."""

    id: int
    kind: EvidenceKind
    is_viewable: bool


def _remote_place(evidence_id: int) -> str:
    return f"evidence.remote:{evidence_id}"


class EvidenceFiles:
    """Sealed files under a URL: `file:///…` or `s3://…`."""

    def __init__(self, url: str, vault: Vault) -> None:
        """Prepare the store; a folder is made where it does not exist."""
        parsed = urlparse(url)
        self._root = Path(parsed.path) if parsed.scheme == "file" else None
        self._store = LocalStore(self._root, mkdir=True) if self._root else from_url(url)
        self._vault = vault

    async def put(self, name: str, content: bytes) -> None:
        """Keep a file under a name; on a disk it is written through before this returns. Raises OSError."""
        try:
            await obstore.put_async(self._store, name, self._vault.seal(content, place=f"file:{name}"))
        except BaseError as error:
            raise OSError(f"a file could not be kept: {type(error).__name__}") from error
        if self._root is not None:
            await asyncio.to_thread(_write_through, self._root / name)

    async def get(self, name: str) -> bytes:
        """Return a file. Raises FileNotFoundError where there is none, and OSError where the store does not answer."""
        try:
            answer = await obstore.get_async(self._store, name)
            content = bytes(await answer.bytes_async())
        except NotFoundError as error:
            raise FileNotFoundError(name) from error
        except BaseError as error:
            raise OSError(f"a file could not be read: {type(error).__name__}") from error
        return self._vault.open(content, place=f"file:{name}")


def _write_through(path: Path) -> None:
    for target in (path, path.parent):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


async def expect(
    session: AsyncSession,
    vault: Vault,
    *,
    contact_id: int,
    bot: str,
    kind: EvidenceKind,
    file_id: str,
    now: datetime,
) -> int:
    """Note a file that a contact has sent, to be fetched; returns its row."""
    row = models.Evidence(
        contact_id=contact_id,
        bot=bot,
        kind=kind.value,
        state="waiting",
        is_readable=False,
        received_at=now,
        attempts=0,
        not_before=now,
    )
    session.add(row)
    await session.flush()
    row.remote = vault.seal_text(file_id, place=_remote_place(row.id))
    return row.id


async def due(
    session: AsyncSession, vault: Vault, *, bots: Collection[str], now: datetime, limit: int
) -> list[Expected]:
    """Return files that should be fetched now through these bots, oldest first."""
    rows = await session.scalars(
        select(models.Evidence)
        .where(models.Evidence.state == "waiting", models.Evidence.not_before <= now, models.Evidence.bot.in_(bots))
        .order_by(models.Evidence.id)
        .limit(limit)
    )
    return [
        Expected(
            row.id,
            row.bot,
            EvidenceKind(row.kind),
            vault.open_text(row.remote or b"", place=_remote_place(row.id)),
            row.attempts,
        )
        for row in rows
    ]


async def keep_files(files: EvidenceFiles, evidence_id: int, kind: EvidenceKind, content: bytes) -> bool:
    """Keep the original, and a clean copy where it is a picture that can be read; returns whether it could.

    Done before `note_kept`, so that a row never names a file that is not there; doing it twice is harmless.
    """
    await files.put(original_name(evidence_id), content)
    if kind not in {EvidenceKind.PHOTO, EvidenceKind.DOCUMENT}:
        return False
    try:
        picture = await asyncio.to_thread(clean_copy, content)
    except UnreadablePictureError:
        return False
    await files.put(clean_name(evidence_id), picture)
    return True


def original_name(evidence_id: int) -> str:
    """Return the name of the original, as it was received."""
    return f"original/{evidence_id}"


def clean_name(evidence_id: int) -> str:
    """Return the name of the copy for work: the picture alone, without metadata."""
    return f"clean/{evidence_id}"


async def note_kept(session: AsyncSession, evidence_id: int, content: bytes, *, is_readable: bool) -> None:
    """Note that a file is safe, with the digest of the original; the messenger's name for it goes."""
    row = await session.get_one(models.Evidence, evidence_id)
    row.state = "kept"
    row.is_readable = is_readable
    row.sha256 = hashlib.sha256(content).digest()
    row.size = len(content)
    row.remote = None


async def try_later(session: AsyncSession, evidence_id: int, *, cause: str, not_before: datetime) -> None:
    """Note that a file could not be fetched now, and when to ask again; at last it counts as lost."""
    row = await session.get_one(models.Evidence, evidence_id)
    row.attempts += 1
    row.cause = cause[:80]
    row.not_before = not_before
    if row.attempts >= MAX_ATTEMPTS:
        row.state = "lost"


async def give_up(session: AsyncSession, evidence_id: int, *, cause: str) -> None:
    """Note that the messenger will never hand a file out."""
    row = await session.get_one(models.Evidence, evidence_id)
    row.state = "lost"
    row.cause = cause[:80]


async def of_tip(session: AsyncSession, tip: Tip) -> list[Kept]:
    """Return the files of a tip, whether or not they are here yet, oldest first."""
    rows = await session.scalars(
        select(models.Evidence).where(models.Evidence.tip_id == tip.id).order_by(models.Evidence.id)
    )
    return [Kept(row.id, EvidenceKind(row.kind), row.state == "kept" and row.is_readable) for row in rows]


async def kinds(session: AsyncSession, evidence_ids: Sequence[int]) -> dict[EvidenceKind, int]:
    """Return how many files of each kind these are."""
    rows = await session.execute(
        select(models.Evidence.kind, func.count())
        .where(models.Evidence.id.in_(evidence_ids))
        .group_by(models.Evidence.kind)
    )
    return {EvidenceKind(kind): count for kind, count in rows}
