"""Files that came with tips: rows that say what is expected or kept, and the sealed bytes on disk or S3."""

import asyncio
import hashlib
import os
import secrets
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, from_url
from sqlalchemy import and_, bindparam, func, insert, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.tip import EvidenceKind
from storage import models
from storage.crashpoints import crashpoint
from storage.database import Database
from storage.pictures import UnreadablePictureError, clean_copy
from storage.queries import Query, Row
from storage.tips import Tip
from storage.vault import Vault

MAX_ATTEMPTS = 12
"""How often a messenger that answers is asked for a file before it counts as lost; with growing pauses some hours."""

GIVEN_UP_AFTER = timedelta(days=3)
"""So long after it was sent a file counts as lost, also where the messenger never answered."""

LEASE = timedelta(seconds=15)
"""Who fetches a file has it for so long, and longer if they say so: whoever was killed keeps nobody waiting."""

ORPHANED_AFTER = timedelta(days=1)
"""A file without a row is removed when it is so old: a younger one may belong to a row that is just being written."""

DECODED_AT_ONCE = 2
"""Pictures that are decoded beside each other: each may take a hundred megabytes and a processor."""

NAMES_AT_ONCE = 1_000
"""Files that are compared with rows in one query."""

_ORIGINAL, _CLEAN = "original", "clean"
_LONGEST_ID = 19


@dataclass(frozen=True, slots=True)
class Expected:
    """A file that the messenger still holds.

    Attributes:
        id: The row.
        bot: Through which bot it came; only that bot may fetch it.
        kind: What it is.
        file_id: The messenger's name for it.
        attempts: How often it was asked for, this time included; whoever has it knows by this that it is theirs.
        received_at: When it was sent, in UTC.
    """

    id: int
    bot: str
    kind: EvidenceKind
    file_id: str
    attempts: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a tip: what it is, whether there is a clean copy to look at, and whether it can never be fetched."""

    id: int
    kind: EvidenceKind
    is_viewable: bool
    is_lost: bool = False
    is_awaited: bool = False


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the store: its name, its size as sealed, and when it was written, in UTC."""

    name: str
    size: int
    written_at: datetime


_EVIDENCE = models.Evidence.metadata.tables[models.Evidence.__tablename__]


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
        self.decoding = asyncio.Semaphore(DECODED_AT_ONCE)

    async def put(self, name: str, content: bytes) -> None:
        """Keep a file under a name, whole or not at all; on a disk it is written through before this returns.

        Raises OSError.
        """
        sealed = await asyncio.to_thread(self._vault.seal, content, place=f"file:{name}")
        try:
            if self._root is not None:
                await asyncio.to_thread(_write_through, self._root, name, sealed)
            else:
                await obstore.put_async(self._store, name, sealed)
        except (BaseError, OSError) as error:
            raise OSError(f"a file could not be kept: {type(error).__name__}") from error

    async def remove(self, names: Collection[str]) -> None:
        """Remove files; one that is not there is no error. Raises OSError."""
        for name in names:
            try:
                await obstore.delete_async(self._store, name)
            except (NotFoundError, FileNotFoundError):
                continue
            except BaseError as error:
                raise OSError(f"a file could not be removed: {type(error).__name__}") from error

    async def has(self, name: str) -> bool:
        """Whether there is a file. Raises OSError where the store does not answer."""
        try:
            await obstore.head_async(self._store, name)
        except (NotFoundError, FileNotFoundError):
            return False
        except BaseError as error:
            raise OSError(f"the store does not answer: {type(error).__name__}") from error
        return True

    async def all_files(self) -> AsyncIterator[list[StoredFile]]:
        """Yield every file, so many at a time; what is written meanwhile may be among them. Raises OSError."""
        try:
            async for part in obstore.list(self._store, chunk_size=NAMES_AT_ONCE):
                yield [StoredFile(one["path"], one["size"], one["last_modified"]) for one in part]
        except BaseError as error:
            raise OSError(f"the store does not answer: {type(error).__name__}") from error

    async def get(self, name: str) -> bytes:
        """Return a file. Raises FileNotFoundError where there is none, and OSError where the store does not answer."""
        try:
            answer = await obstore.get_async(self._store, name)
            content = bytes(await answer.bytes_async())
        except NotFoundError as error:
            raise FileNotFoundError(name) from error
        except BaseError as error:
            raise OSError(f"a file could not be read: {type(error).__name__}") from error
        return await asyncio.to_thread(self._vault.open, content, place=f"file:{name}")


def _write_through(root: Path, name: str, content: bytes) -> None:
    """Write a file under another name, to the disk; rename it; and write the names themselves to the disk."""
    path = root / name
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        _sync_folder(root)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            crashpoint("inside_file")
            os.fsync(file.fileno())
        crashpoint("before_file_is_named")
        draft.replace(path)
        crashpoint("after_file_is_named")
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
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
    evidence_id: int = await _EXPECT.value(session, contact=contact_id, bot=bot, kind=kind.value, now=now)
    # What is sealed is bound to its row, so there has to be one first.
    sealed = vault.seal_text(file_id, place=_remote_place(evidence_id))
    await _WHERE_IT_IS.run(session, row=evidence_id, remote=sealed)
    return evidence_id


_EXPECT = Query(
    insert(_EVIDENCE)
    .values(
        contact_id=bindparam("contact"),
        bot=bindparam("bot"),
        kind=bindparam("kind"),
        state="waiting",
        is_readable=False,
        received_at=bindparam("now"),
        attempts=0,
        # Not the moment itself, which a clock that is put right may undo.
        not_before=datetime(1970, 1, 1, tzinfo=UTC),
    )
    .returning(_EVIDENCE.c.id)
)
_WHERE_IT_IS = Query(update(_EVIDENCE).where(_EVIDENCE.c.id == bindparam("row")).values(remote=bindparam("remote")))


_MAY_BE_FETCHED = and_(
    _EVIDENCE.c.state == literal_column("'waiting'"),
    _EVIDENCE.c.not_before <= bindparam("now"),
    _EVIDENCE.c.bot.in_(bindparam("bots", expanding=True)),
)
"""The state is written out, not bound: only so does SQLite use an index of these rows alone."""

_IS_DUE = Query(select(_EVIDENCE.c.id).where(_MAY_BE_FETCHED).limit(1))


async def is_due(session: AsyncSession, *, bots: Collection[str], now: datetime) -> bool:
    """Whether there is something to claim."""
    return bool(bots) and await _IS_DUE.value(session, bots=list(bots), now=now) is not None


def _claiming() -> Query:
    """Return what takes the oldest files that may be fetched, of those that nobody else is taking."""
    oldest = select(_EVIDENCE.c.id).where(_MAY_BE_FETCHED).order_by(_EVIDENCE.c.id).limit(bindparam("most"))
    chosen = oldest.with_for_update(skip_locked=True).cte("chosen")
    taken = update(_EVIDENCE).where(_EVIDENCE.c.id.in_(select(chosen.c.id)))
    taken = taken.values(attempts=_EVIDENCE.c.attempts + 1, not_before=bindparam("held_until"))
    columns = ("id", "bot", "kind", "remote", "attempts", "received_at")
    return Query(taken.returning(*[_EVIDENCE.c[name] for name in columns]))


_CLAIM = _claiming()


async def claim(
    session: AsyncSession, vault: Vault, *, bots: Collection[str], now: datetime, limit: int
) -> list[Expected]:
    """Return files that should be fetched now through these bots, oldest first; they are the caller's for a while.

    Others pass over them until `LEASE` is over, so whoever takes longer has to `hold` them.
    """
    if not bots:
        return []
    rows = await _CLAIM.all(session, bots=list(bots), now=now, held_until=now + LEASE, most=limit)
    return sorted([_expected(vault, row) for row in rows], key=lambda one: one.id)


def _expected(vault: Vault, row: Row) -> Expected:
    return Expected(
        row.id,
        row.bot,
        EvidenceKind(row.kind),
        vault.open_text(row.remote or b"", place=_remote_place(row.id)),
        row.attempts,
        row.received_at,
    )


async def hold(session: AsyncSession, expected: Collection[Expected], *, now: datetime) -> None:
    """Keep files for a while longer, while they are being fetched."""
    for one in expected:
        await _change(session, one, not_before=now + LEASE)


@lru_cache(maxsize=8)
def _changing(names: tuple[str, ...]) -> Query:
    """Return what changes these columns of a file that is still waited for by one attempt."""
    is_awaited = and_(
        _EVIDENCE.c.id == bindparam("row"),
        _EVIDENCE.c.state == literal_column("'waiting'"),
        _EVIDENCE.c.attempts == bindparam("attempt"),
    )
    return Query(update(_EVIDENCE).where(is_awaited).values({name: bindparam(f"new_{name}") for name in names}))


async def _change(session: AsyncSession, expected: Expected, **values: Any) -> bool:  # noqa: ANN401 - columns
    """Change the row of a file that is still waited for by this attempt; returns whether it is."""
    given = {f"new_{name}": value for name, value in values.items()}
    changed = await _changing(tuple(values)).run(session, row=expected.id, attempt=expected.attempts, **given)
    return bool(changed)


@dataclass(frozen=True, slots=True)
class Digest:
    """What tells an original from every other: its SHA-256, and its size in bytes."""

    sha256: bytes
    size: int


async def digest_of(content: bytes) -> Digest:
    """Return the digest of a file; a large one takes long enough to be done in a thread."""
    found = await asyncio.to_thread(hashlib.sha256, content)
    return Digest(found.digest(), len(content))


async def keep_files(files: EvidenceFiles, evidence_id: int, kind: EvidenceKind, content: bytes) -> bool:
    """Keep the original, and a clean copy where it is a picture that can be read; returns whether it could.

    Done before `note_kept`, so that a row never names a file that is not there; doing it twice is harmless.
    """
    await files.put(original_name(evidence_id), content)
    if kind not in {EvidenceKind.PHOTO, EvidenceKind.DOCUMENT}:
        return False
    try:
        async with files.decoding:
            picture = await asyncio.to_thread(clean_copy, content)
    except UnreadablePictureError:
        return False
    await files.put(clean_name(evidence_id), picture)
    return True


def original_name(evidence_id: int) -> str:
    """Return the name of the original, as it was received."""
    return f"{_ORIGINAL}/{evidence_id}"


def clean_name(evidence_id: int) -> str:
    """Return the name of the copy for work: the picture alone, without metadata."""
    return f"{_CLEAN}/{evidence_id}"


async def note_kept(session: AsyncSession, expected: Expected, digest: Digest, *, is_readable: bool) -> bool:
    """Note that a file is safe, with the digest of the original; the messenger's name for it goes.

    Returns whether it was still waited for: it may have been erased meanwhile, or fetched by somebody else.
    """
    return await _change(
        session,
        expected,
        state="kept",
        is_readable=is_readable,
        sha256=digest.sha256,
        size=digest.size,
        remote=None,
        cause=None,
    )


async def try_later(session: AsyncSession, expected: Expected, *, cause: str, not_before: datetime) -> None:
    """Note that a file could not be fetched now, and when to ask again."""
    await _change(session, expected, cause=cause[:80], not_before=not_before)


async def put_back(session: AsyncSession, expected: Expected, *, not_before: datetime) -> None:
    """Note that a file was fetched and there was no room for it: our own trouble, which does not count against it."""
    await _change(session, expected, attempts=expected.attempts - 1, not_before=not_before)


async def give_up(session: AsyncSession, expected: Expected, *, cause: str) -> None:
    """Note that the messenger will never hand a file out."""
    await _change(session, expected, state="lost", cause=cause[:80], remote=None)


_OF_TIP = Query(
    select(_EVIDENCE.c.id, _EVIDENCE.c.kind, _EVIDENCE.c.state, _EVIDENCE.c.is_readable)
    .where(_EVIDENCE.c.tip_id == bindparam("tip_id"))
    .order_by(_EVIDENCE.c.id)
)


async def of_tip(session: AsyncSession, tip: Tip) -> list[Kept]:
    """Return the files of a tip, whether or not they are here yet, oldest first."""
    rows = await _OF_TIP.all(session, tip_id=tip.id)
    return [
        Kept(
            row.id,
            EvidenceKind(row.kind),
            is_viewable=row.state == "kept" and row.is_readable,
            is_lost=row.state == "lost",
            is_awaited=row.state == "waiting",
        )
        for row in rows
    ]


_KINDS = Query(
    select(_EVIDENCE.c.kind, func.count().label("files"))
    .where(_EVIDENCE.c.id.in_(bindparam("evidence_ids", expanding=True)))
    .group_by(_EVIDENCE.c.kind)
)


async def kinds(session: AsyncSession, evidence_ids: Sequence[int]) -> dict[EvidenceKind, int]:
    """Return how many files of each kind these are."""
    if not evidence_ids:
        return {}
    rows = await _KINDS.all(session, evidence_ids=evidence_ids)
    return {EvidenceKind(row.kind): row.files for row in rows}


# Files and rows compared.


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What does not fit together.

    Attributes:
        orphans: Names of files without a row that they belong to, and old enough to be nobody's.
        missing: Names of files that a row says are kept, and that are not there.
        compared: How many files there are.
    """

    orphans: tuple[str, ...]
    missing: tuple[str, ...]
    compared: int


async def reconcile(database: Database, files: EvidenceFiles, *, now: datetime) -> Reconciliation:
    """Compare every file with the rows, and every row with the files; each query is short, and no writer waits.

    Files that are written meanwhile are too young to count, and rows that are erased meanwhile are looked at again.
    """
    orphans: list[str] = []
    compared = 0
    async for part in files.all_files():
        compared += len(part)
        orphans += await _orphans(database, part, now=now)
    missing = [name async for name in _missing(database, files)]
    return Reconciliation(tuple(orphans), tuple(missing), compared)


async def _orphans(database: Database, part: Sequence[StoredFile], *, now: datetime) -> list[str]:
    """Return which of these files no row knows."""
    old = [one.name for one in part if one.written_at < now - ORPHANED_AFTER]
    ids = {name: _id_in(name) for name in old}
    async with database.read() as session:
        known = await session.scalars(
            select(models.Evidence.id).where(
                models.Evidence.id.in_([one for one in ids.values() if one is not None]),
                models.Evidence.state != "lost",
            )
        )
        rows = set(known)
    return [name for name, evidence_id in ids.items() if evidence_id not in rows]


def _id_in(name: str) -> int | None:
    """Return the row that a file's name speaks of, None where it is no name of ours, as of a draft of a file."""
    folder, _, number = name.partition("/")
    is_ours = folder in {_ORIGINAL, _CLEAN} and number.isascii() and number.isdigit() and len(number) < _LONGEST_ID
    return int(number) if is_ours else None


async def _missing(database: Database, files: EvidenceFiles) -> AsyncIterator[str]:
    """Yield the names of files that rows say are kept and that are not there."""
    last = 0
    while True:
        async with database.read() as session:
            found = await session.execute(
                select(models.Evidence.id, models.Evidence.is_readable)
                .where(models.Evidence.state == "kept", models.Evidence.id > last)
                .order_by(models.Evidence.id)
                .limit(NAMES_AT_ONCE)
            )
            rows = found.all()
        for evidence_id, is_readable in rows:
            last = evidence_id
            names = [original_name(evidence_id), *([clean_name(evidence_id)] if is_readable else [])]
            for name in names:
                if not await files.has(name) and await _is_kept(database, evidence_id):
                    yield name
        if len(rows) < NAMES_AT_ONCE:
            return


async def _is_kept(database: Database, evidence_id: int) -> bool:
    """Whether a row still says that its file is kept."""
    async with database.read() as session:
        state = await session.scalar(select(models.Evidence.state).where(models.Evidence.id == evidence_id))
    return state == "kept"


async def remove_files(files: EvidenceFiles, evidence_ids: Collection[int]) -> None:
    """Remove the files of rows that are erased; what is left behind by a kill is an orphan, and goes later."""
    await files.remove([name for one in evidence_ids for name in (original_name(one), clean_name(one))])


async def remove_orphans(database: Database, files: EvidenceFiles, *, now: datetime) -> int:
    """Remove files that no row knows and that are old enough; returns how many."""
    count = 0
    async for part in files.all_files():
        orphans = await _orphans(database, part, now=now)
        await files.remove(orphans)
        count += len(orphans)
    return count
