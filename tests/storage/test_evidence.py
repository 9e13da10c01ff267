"""Files that came with tips: sealed on the disk, asked for again, kept or lost in the end, compared with rows."""

import hashlib
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.tip import EvidenceKind
from storage import evidence, models
from storage.database import Database
from storage.evidence import LEASE, EvidenceFiles, Expected
from storage.vault import Vault, VaultError
from tests.storage import made
from tests.storage.made import BOT, NOW
from tests.storage.test_pictures import MARKED, MARKER


def opened(folder: Path, vault: Vault) -> EvidenceFiles:
    return EvidenceFiles(f"file://{folder}", vault)


async def expect(database: Database, vault: Vault, *, file_id: str = "AgACAgUAAx", bot: str = BOT) -> int:
    async with database.begin() as session:
        lan = await made.contact(session, vault)
        return await evidence.expect(
            session, vault, contact_id=lan, bot=bot, kind=EvidenceKind.PHOTO, file_id=file_id, now=NOW
        )


async def claimed(database: Database, vault: Vault, *, later: timedelta = timedelta(0)) -> list[Expected]:
    async with database.begin() as session:
        return await evidence.claim(session, vault, bots=[BOT], now=NOW + later, limit=10)


async def test_the_original_and_the_clean_copy_are_kept_sealed(tmp_path: Path, vault: Vault) -> None:
    files = opened(tmp_path / "evidence", vault)
    content = MARKED["exif"]
    assert await evidence.keep_files(files, 7, EvidenceKind.PHOTO, content)
    assert await files.get(evidence.original_name(7)) == content
    assert MARKER not in await files.get(evidence.clean_name(7))
    on_disk = b"".join(path.read_bytes() for path in (tmp_path / "evidence").rglob("*") if path.is_file())
    assert MARKER not in on_disk
    assert b"JFIF" not in on_disk
    assert b"Exif" not in on_disk


async def test_a_file_that_was_swapped_for_another_does_not_open(tmp_path: Path, vault: Vault) -> None:
    files = opened(tmp_path, vault)
    await files.put("original/1", b"one")
    await files.put("original/2", b"two")
    (tmp_path / "original" / "1").write_bytes((tmp_path / "original" / "2").read_bytes())
    with pytest.raises(VaultError):
        await files.get("original/1")


async def test_a_file_that_is_not_there_is_missing_and_a_broken_store_is_an_error(tmp_path: Path, vault: Vault) -> None:
    files = opened(tmp_path / "evidence", vault)
    with pytest.raises(FileNotFoundError):
        await files.get("original/1")
    (tmp_path / "evidence" / "original").write_bytes(b"a file in the place of a folder")
    with pytest.raises(OSError, match="could not be kept"):
        await files.put("original/1", b"one")


@pytest.mark.parametrize("kind", [EvidenceKind.VOICE, EvidenceKind.VIDEO, EvidenceKind.DOCUMENT])
async def test_what_is_no_picture_is_kept_but_not_shown(tmp_path: Path, vault: Vault, kind: EvidenceKind) -> None:
    files = opened(tmp_path, vault)
    assert not await evidence.keep_files(files, 7, kind, b"OggS\x00")
    assert await files.get(evidence.original_name(7)) == b"OggS\x00"
    with pytest.raises(FileNotFoundError):
        await files.get(evidence.clean_name(7))


async def test_keeping_a_file_twice_is_harmless(tmp_path: Path, vault: Vault) -> None:
    files = opened(tmp_path, vault)
    for _ in range(2):
        assert await evidence.keep_files(files, 7, EvidenceKind.DOCUMENT, MARKED["png text"])
    assert await files.get(evidence.original_name(7)) == MARKED["png text"]


async def test_a_kept_file_has_its_digest_and_no_name_with_the_messenger(database: Database, vault: Vault) -> None:
    row_id = await expect(database, vault)
    [one] = await claimed(database, vault)
    async with database.begin() as session:
        digest = await evidence.digest_of(b"content")
        assert await evidence.note_kept(session, one, digest, is_readable=True)
        row = await session.get_one(models.Evidence, row_id)
        assert row.sha256 == hashlib.sha256(b"content").digest()
        assert (row.state, row.size, row.remote) == ("kept", 7, None)
    assert await claimed(database, vault, later=timedelta(days=1)) == []


async def test_a_file_is_one_process_s_for_a_while(database: Database, vault: Vault) -> None:
    row_id = await expect(database, vault)
    assert [one.attempts for one in await claimed(database, vault)] == [1]
    assert await claimed(database, vault, later=LEASE - timedelta(seconds=1)) == []
    assert [(one.id, one.attempts) for one in await claimed(database, vault, later=LEASE)] == [(row_id, 2)]


async def test_a_file_is_asked_for_again_later(database: Database, vault: Vault) -> None:
    row_id = await expect(database, vault)
    [one] = await claimed(database, vault)
    async with database.begin() as session:
        await evidence.try_later(session, one, cause="c" * 200, not_before=NOW + timedelta(hours=1))
    assert await claimed(database, vault, later=timedelta(minutes=59)) == []
    [again] = await claimed(database, vault, later=timedelta(hours=1))
    async with database.read() as session:
        row = await session.get_one(models.Evidence, row_id)
    assert (again.attempts, row.cause) == (2, "c" * 80)


async def test_only_the_bots_that_are_set_are_asked(database: Database, vault: Vault) -> None:
    await expect(database, vault, bot="gone")
    mine = await expect(database, vault)
    assert [one.id for one in await claimed(database, vault)] == [mine]


async def test_the_messengers_name_of_a_file_is_sealed(database: Database, vault: Vault) -> None:
    await expect(database, vault, file_id="AgACAgUAAx-secret")
    async with database.read() as session:
        row = (await session.scalars(select(models.Evidence))).one()
    [one] = await claimed(database, vault)
    assert b"AgACAgUAAx" not in (row.remote or b"")
    assert one.file_id == "AgACAgUAAx-secret"


async def test_a_tip_says_which_files_are_awaited_kept_and_lost(database: Database, vault: Vault) -> None:
    rows = [await expect(database, vault) for _ in range(3)]
    _, second, third = await claimed(database, vault)
    async with database.begin() as session:
        tip = await made.tip(session, vault, evidence=tuple(rows))
        await evidence.note_kept(session, second, await evidence.digest_of(b"x"), is_readable=True)
        await evidence.give_up(session, third, cause="file is too big")
        found = await evidence.of_tip(session, tip)
    assert [(one.is_awaited, one.is_viewable, one.is_lost) for one in found] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


# Files and rows compared.

LATER = datetime.now(UTC) + timedelta(days=2)
"""Two days after the files of these tests are written, by the disk's own clock."""


async def kept(database: Database, vault: Vault, files: EvidenceFiles, content: bytes = MARKED["exif"]) -> int:
    row_id = await expect(database, vault)
    [one] = await claimed(database, vault)
    is_readable = await evidence.keep_files(files, row_id, EvidenceKind.PHOTO, content)
    async with database.begin() as session:
        await evidence.note_kept(session, one, await evidence.digest_of(content), is_readable=is_readable)
    return row_id


async def test_files_and_rows_that_fit_are_left_alone(database: Database, vault: Vault, tmp_path: Path) -> None:
    files = opened(tmp_path / "evidence", vault)
    row_id = await kept(database, vault, files)
    found = await evidence.reconcile(database, files, now=LATER)
    assert (found.orphans, found.missing, found.compared) == ((), (), 2)
    assert await evidence.remove_orphans(database, files, now=LATER) == 0
    assert await files.get(evidence.original_name(row_id)) == MARKED["exif"]


async def test_a_row_without_its_file_is_found(database: Database, vault: Vault, tmp_path: Path) -> None:
    files = opened(tmp_path / "evidence", vault)
    rows = [await kept(database, vault, files) for _ in range(2)]
    await files.remove([evidence.original_name(rows[0]), evidence.clean_name(rows[1])])
    found = await evidence.reconcile(database, files, now=LATER)
    assert found.missing == (evidence.original_name(rows[0]), evidence.clean_name(rows[1]))
    assert found.orphans == ()


async def test_a_file_without_a_row_is_found_and_removed_once_it_is_old(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    folder = tmp_path / "evidence"
    files = opened(folder, vault)
    row_id = await kept(database, vault, files)
    await files.put(evidence.original_name(900), b"nobody's")
    # A process that was killed while it wrote, and something that is not ours at all.
    (folder / "original" / f"{row_id}.0123456789abcdef.part").write_bytes(b"half")
    (folder / "clean" / "thumbs.db").write_bytes(b"")
    young = await evidence.reconcile(database, files, now=datetime.now(UTC))
    assert (young.orphans, young.compared) == ((), 5)
    assert len((await evidence.reconcile(database, files, now=LATER)).orphans) == 3
    assert await evidence.remove_orphans(database, files, now=LATER) == 3
    assert (await evidence.reconcile(database, files, now=LATER)).compared == 2


async def test_a_file_is_written_through_before_it_has_its_name(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(path, target)

    files = opened(tmp_path / "evidence", vault)
    await files.put("original/1", b"one")
    monkeypatch.setattr("storage.evidence.os.fsync", noted)
    monkeypatch.setattr(Path, "replace", renamed)
    await files.put("original/2", b"two")
    assert steps == ["file", "rename", "folder"]
