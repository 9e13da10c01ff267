"""Files that came with tips: sealed on the disk, asked for again, and in the end kept or lost."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.tip import EvidenceKind
from storage import evidence, models
from storage.database import Database
from storage.evidence import MAX_ATTEMPTS, EvidenceFiles
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


async def due(database: Database, vault: Vault, *, later: timedelta = timedelta(0)) -> list[int]:
    async with database.read() as session:
        return [one.id for one in await evidence.due(session, vault, bots=[BOT], now=NOW + later, limit=10)]


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
    async with database.begin() as session:
        await evidence.note_kept(session, row_id, b"content", is_readable=True)
        row = await session.get_one(models.Evidence, row_id)
        assert row.sha256 == hashlib.sha256(b"content").digest()
        assert (row.state, row.size, row.remote) == ("kept", 7, None)
    assert await due(database, vault) == []


async def test_a_file_is_asked_for_again_later_and_at_last_lost(database: Database, vault: Vault) -> None:
    row_id = await expect(database, vault)
    for attempt in range(MAX_ATTEMPTS):
        assert await due(database, vault, later=timedelta(hours=attempt)) == [row_id]
        async with database.begin() as session:
            not_before = NOW + timedelta(hours=attempt + 1)
            await evidence.try_later(session, row_id, cause="c" * 200, not_before=not_before)
        assert await due(database, vault, later=timedelta(hours=attempt)) == []
    assert await due(database, vault, later=timedelta(days=9)) == []
    async with database.read() as session:
        row = await session.get_one(models.Evidence, row_id)
    assert (row.state, row.cause) == ("lost", "c" * 80)


async def test_only_the_bots_that_are_set_are_asked(database: Database, vault: Vault) -> None:
    await expect(database, vault, bot="gone")
    mine = await expect(database, vault)
    assert await due(database, vault) == [mine]


async def test_the_messengers_name_of_a_file_is_sealed(database: Database, vault: Vault) -> None:
    await expect(database, vault, file_id="AgACAgUAAx-secret")
    async with database.read() as session:
        row = (await session.scalars(select(models.Evidence))).one()
        [one] = await evidence.due(session, vault, bots=[BOT], now=NOW, limit=1)
    assert b"AgACAgUAAx" not in (row.remote or b"")
    assert one.file_id == "AgACAgUAAx-secret"
