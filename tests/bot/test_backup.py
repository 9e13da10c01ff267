"""Backups of either database, restored to either: nothing is missing, and nothing is restored that is not whole."""

import asyncio
import gzip
import hashlib
import io
import json
import random
import signal
import sqlite3
import tarfile
import uuid
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from rich.console import Console
from sqlalchemy import insert, select, text
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.backup import BackedUp, BackupError, Manifest, back_up
from bot.restore import Existing, restore
from bot.service import WrongUseError
from bot.settings import Settings
from storage import evidence, models, schema, tips
from storage.database import Database
from storage.evidence import EvidenceFiles
from storage.vault import Vault, create_keys, load_keys
from tests.dying import forking
from tests.migrations.released_rows import put_into, released
from tests.storage import made

KILLS = 3
"""Moments of a backup and of a restore that are tried."""

QUIET = Console(file=io.StringIO())
PHOTO = b"not a picture, but bytes " * 4000
ODD = "tab\there, \\backslash, line\nbreak, return\r and \\N; 'quoted' “Đồng chí”"


@dataclass(frozen=True)
class Place:
    """Where one installation keeps everything."""

    settings: Settings

    @property
    def vault(self) -> Vault:
        return load_keys(self.settings.keys)


def place(folder: Path, url: str, *, keys: Path | None = None) -> Place:
    folder.mkdir(exist_ok=True)
    at = folder / "keys.json" if keys is None else keys
    create_keys(at)
    settings = Settings(database_url=url, keys=at, evidence_url=f"file://{folder / 'evidence'}", _env_file=None)
    return Place(settings)


@pytest.fixture
def old(tmp_path: Path, database_url: str) -> Place:
    """An installation of either kind."""
    return place(tmp_path / "old", database_url)


@pytest.fixture(params=["sqlite", "postgresql"])
def new(request: pytest.FixtureRequest, tmp_path: Path, old: Place) -> Iterator[Place]:
    """A computer of either kind with the same keys and nothing else."""
    if request.param == "sqlite":
        yield place(tmp_path / "new", f"sqlite+aiosqlite:///{tmp_path / 'deep' / 'new.db'}", keys=old.settings.keys)
        return
    uri = request.getfixturevalue("postgresql")
    name = f"new_{uuid.uuid4().hex}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = uri.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")
    yield place(tmp_path / "new", url, keys=old.settings.keys)
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


async def fill(old: Place) -> tips.Tip:
    """Keep a tip, a photo, a waiting update, a waiting call, and what is odd in each kind of column."""
    database = Database(old.settings.database_url)
    vault, now = old.vault, made.NOW
    files = EvidenceFiles(old.settings.evidence_url, vault)
    async with database.begin() as session:
        await made.officer(session, vault)
        tip = await made.tip(session, vault)
        contact = await made.contact(session, vault)
        await files.put(evidence.original_name(1), PHOTO)
        await session.execute(
            insert(models.Evidence).values(
                tip_id=tip.id, contact_id=contact, bot="main", kind="photo", state="kept", is_readable=False,
                sha256=hashlib.sha256(PHOTO).digest(), size=len(PHOTO), received_at=now, attempts=0, not_before=now,
            )
        )  # fmt: skip
        await session.execute(
            insert(models.Update).values(
                bot="main", update_id=2**52, received_at=now + timedelta(microseconds=120),
                body=vault.seal(b"u", place="x"), state="set_aside", failures=3, cause=ODD, handled_at=None, lane=7,
            )
        )  # fmt: skip
        await session.execute(
            insert(models.Call).values(
                contact_id=contact, method="sendMessage", payload=b"", priority=-1, state="waiting", attempts=0,
                created_at=now, not_before=now, tip_id=tip.id,
            )
        )  # fmt: skip
        await session.execute(
            insert(models.Outcome).values(
                type="5.1", quantity=Decimal("1.125"), unit_of_count="gun", attributes={"a": ODD, "b": [1, None]},
                on=now.date(), unit_code="19930", source_group="people", contribution="sole", recorded_at=now,
            )
        )  # fmt: skip
        await session.execute(
            insert(models.Unit).values(
                code="19930", valid_from=now.date(), name="Mỹ Thượng", full_name="Phường Mỹ Thượng", level="commune",
                kind="ward", successors=["đ"],
            )
        )  # fmt: skip
    await database.close()
    return tip


async def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, as the service sees it."""
    database = Database(url)
    async with database.read() as session:
        found = {
            table.name: [tuple(row) for row in await session.execute(select(table).order_by(*table.primary_key))]
            for table in models.Base.metadata.sorted_tables
        }
    await database.close()
    return found


def names_in(folder: Path) -> list[str]:
    """Return what a backup has left."""
    return sorted(path.name for path in folder.glob("backup.tar*"))


async def backed_up(old: Place, file: Path) -> BackedUp:
    return await back_up(old.settings, file, now=made.NOW, console=QUIET)


async def restored(new: Place, file: Path, existing: Existing = Existing.REFUSED) -> Manifest:
    return await restore(new.settings, file, existing=existing, console=QUIET)


async def test_a_backup_of_either_database_is_restored_whole_to_either(old: Place, new: Place, tmp_path: Path) -> None:
    tip = await fill(old)
    before = await rows(old.settings.database_url)
    done = await backed_up(old, tmp_path / "backup.tar")
    assert names_in(tmp_path) == ["backup.tar"]
    assert (tmp_path / "backup.tar").stat().st_mode & 0o777 == 0o600
    assert done.manifest.revision == schema.head()
    assert (done.manifest.files, done.manifest.file_bytes, done.manifest.unread) == (1, len(PHOTO), 0)

    manifest = await restored(new, tmp_path / "backup.tar")
    assert manifest == done.manifest
    assert await rows(new.settings.database_url) == before
    assert before["calls"]
    assert schema.differences(new.settings.database_url) == []
    assert await EvidenceFiles(new.settings.evidence_url, new.vault).get("original/1") == PHOTO

    # The text of the same rows is the same, whichever database they come from.
    again = await backed_up(new, tmp_path / "again.tar")
    assert again.manifest.tables == done.manifest.tables

    # And life goes on: new rows get new numbers, what was sealed opens.
    database = Database(new.settings.database_url)
    async with database.begin() as session:
        assert [one.text for one in await tips.statements(session, new.vault, tip)] == ["đánh bạc ở chợ"]
        assert (await made.tip(session, new.vault)).id == tip.id + 1
    await database.close()


async def test_a_backup_of_an_older_release_is_restored_to_this_one(tmp_path: Path, old: Place, new: Place) -> None:
    before = released("19e2c42a060c")
    old.settings.keys.write_text(json.dumps(before.keys))
    put_into(old.settings.database_url, before, schema_at=before.revision)
    done = await backed_up(old, tmp_path / "backup.tar")
    assert done.manifest.revision == before.revision
    # The rows of releases name a photo that nobody ever took.
    assert done.unread == ["original/1", "clean/1"]
    await restored(new, tmp_path / "backup.tar")
    assert schema.is_current(new.settings.database_url)
    found = await rows(new.settings.database_url)
    assert {name: len(found[name]) for name in before.rows} == {name: len(of) for name, of in before.rows.items()}


async def test_what_is_written_during_a_backup_is_whole_or_not_in_it(old: Place, tmp_path: Path) -> None:
    await fill(old)
    database = Database(old.settings.database_url)
    written = 0

    async def write() -> None:
        nonlocal written
        async with database.begin() as session:
            await made.tip(session, old.vault)
            written += 1

    backing = asyncio.create_task(backed_up(old, tmp_path / "backup.tar"))
    while not backing.done():
        await write()
    done = await backing
    await database.close()
    assert written
    tables = done.manifest.tables
    assert tables["tips"].rows == tables["statements"].rows == tables["reporters"].rows
    assert 1 <= tables["tips"].rows <= 1 + written


async def test_no_key_and_nothing_that_is_secret_is_in_the_file(old: Place, tmp_path: Path) -> None:
    await fill(old)
    await backed_up(old, tmp_path / "backup.tar")
    content = json.loads(old.settings.keys.read_text())
    keys = [content["lookup"], *content["keys"].values()]
    raw = (tmp_path / "backup.tar").read_bytes()
    with tarfile.open(tmp_path / "backup.tar") as archive:
        pieces = [(one.name, archive.extractfile(one)) for one in archive]
        opened = b"".join(
            gzip.decompress(piece.read()) if name.endswith(".gz") else piece.read() for name, piece in pieces if piece
        )
    for text_of_key in keys:
        key = b64decode(text_of_key)
        for form in (key, text_of_key.encode(), key.hex().encode(), key.hex().upper().encode()):
            assert form not in raw
            assert form not in opened
    for secret in ("đánh bạc", "Hùng"):
        assert secret.encode() not in opened
        assert secret.encode().hex().encode() not in opened
    assert PHOTO[:40] not in opened


@pytest.mark.parametrize("damage", ["cut", "cut at the end", "flipped", "longer", "empty", "foreign", "part lost"])
async def test_a_damaged_file_changes_nothing(old: Place, tmp_path: Path, damage: str) -> None:
    await fill(old)
    file = tmp_path / "backup.tar"
    await backed_up(old, file)
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(
        {
            "cut": whole[:middle],
            "cut at the end": whole[:-1024],
            "flipped": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "longer": whole + b"\0" * 512,
            "empty": b"",
            "foreign": b"a letter to grandmother\n" * 100,
            "part lost": without(whole, "rows/calls/000001.gz"),
        }[damage]
    )
    before = await rows(old.settings.database_url)
    with pytest.raises(BackupError, match="nothing was restored") as caught:
        await restored(old, file, Existing.REPLACED)
    assert str(file) in str(caught.value)
    assert await rows(old.settings.database_url) == before


def without(whole: bytes, name: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(whole)) as archive:
        member = archive.getmember(name)
        end = member.offset_data + (member.size + 511) // 512 * 512
        return whole[: member.offset] + whole[end:]


async def test_other_keys_are_refused(old: Place, tmp_path: Path) -> None:
    await fill(old)
    await backed_up(old, tmp_path / "backup.tar")
    other = place(tmp_path / "other", f"sqlite+aiosqlite:///{tmp_path / 'other' / 'new.db'}")
    with pytest.raises(BackupError, match="other keys"):
        await restored(other, tmp_path / "backup.tar")
    half = json.loads(old.settings.keys.read_text()) | {"lookup": json.loads(other.settings.keys.read_text())["lookup"]}
    other.settings.keys.write_text(json.dumps(half))
    with pytest.raises(BackupError, match="other keys"):
        await restored(other, tmp_path / "backup.tar")
    other.settings.keys.unlink()
    with pytest.raises(BackupError, match="bring the key file"):
        await restored(other, tmp_path / "backup.tar")
    assert not (tmp_path / "other" / "new.db").exists()


async def test_a_database_with_something_in_it_is_replaced_only_when_told_to(
    old: Place, new: Place, tmp_path: Path
) -> None:
    await fill(old)
    before = await rows(old.settings.database_url)
    await backed_up(old, tmp_path / "backup.tar")
    # With the tables and the units alone it still counts as empty.
    schema.migrate(new.settings.database_url)
    await restored(new, tmp_path / "backup.tar")
    database = Database(new.settings.database_url)
    async with database.begin() as session:
        await made.contact(session, new.vault, 555)
    await database.close()
    with pytest.raises(BackupError, match="--replace"):
        await restored(new, tmp_path / "backup.tar")
    await restored(new, tmp_path / "backup.tar", Existing.REPLACED)
    assert await rows(new.settings.database_url) == before


async def test_a_database_that_is_in_use_is_left_alone(
    old: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "LOCK_SECONDS", 0.1)
    await fill(old)
    await backed_up(old, tmp_path / "backup.tar")
    database = Database(old.settings.database_url)
    async with database.read() as session:
        await session.execute(text("SELECT 1 FROM tips"))
    # The service does nothing just now, but holds a connection.
    before = await rows(old.settings.database_url)
    with pytest.raises(BackupError, match="stop the service"):
        await restored(old, tmp_path / "backup.tar", Existing.REPLACED)
    await database.close()
    assert await rows(old.settings.database_url) == before


async def test_a_lost_or_damaged_photo_is_named_and_the_rest_is_backed_up(old: Place, tmp_path: Path) -> None:
    await fill(old)
    photo = tmp_path / "old" / "evidence" / "original" / "1"
    photo.write_bytes(photo.read_bytes()[:-1])
    done = await backed_up(old, tmp_path / "backup.tar")
    assert (done.manifest.unread, done.unread, done.manifest.files) == (1, ["original/1"], 0)
    photo.unlink()
    assert (await backed_up(old, tmp_path / "backup.tar")).manifest.unread == 1


async def test_a_damaged_sqlite_file_is_not_backed_up(old: Place, tmp_path: Path) -> None:
    file = schema.file_of(old.settings.database_url)
    if file is None:
        pytest.skip("PostgreSQL looks after its own pages")
    await fill(old)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(file.read_bytes())
    content[8192:16384] = b"\xff" * 8192
    file.write_bytes(bytes(content))
    with pytest.raises(BackupError, match=r"damaged|cannot be copied"):
        await backed_up(old, tmp_path / "backup.tar")
    assert names_in(tmp_path) == []


async def test_a_place_that_cannot_be_written_and_a_file_that_is_not_there_are_wrong_use(
    old: Place, tmp_path: Path
) -> None:
    for file in (tmp_path / "no" / "backup.tar", tmp_path):
        with pytest.raises(WrongUseError):
            await backed_up(old, file)
    with pytest.raises(WrongUseError, match="No such file"):
        await restored(old, tmp_path / "missing.tar")


# Death in the middle.


@pytest.fixture(scope="module")
def kill_at() -> Iterator[Callable[[Place, str, Path, int], int]]:
    """A function that backs up or restores in a process which is killed at the n-th of its steps."""
    with forking("tests.bot.backup_killing") as ask:

        def kill(at: Place, what: str, file: Path, moment: int) -> int:
            settings = at.settings
            place = {"url": settings.database_url, "keys": str(settings.keys), "evidence": settings.evidence_url}
            return ask({**place, "do": what, "file": str(file), "moment": moment})

        yield kill


async def test_a_backup_that_was_killed_leaves_no_file_or_a_whole_one(
    old: Place, tmp_path: Path, kill_at: Callable[[Place, str, Path, int], int]
) -> None:
    await fill(old)
    file = tmp_path / "backup.tar"
    moments = kill_at(old, "backup", file, 10_000)
    assert moments > 10
    whole = file.stat().st_size
    chosen = random.Random(6).sample(range(1, moments - 2), KILLS)  # noqa: S311 - a seed, not a secret
    for moment in [*chosen, *range(moments - 2, moments + 1)]:
        file.unlink(missing_ok=True)
        assert kill_at(old, "backup", file, moment) == -signal.SIGKILL
        assert not file.exists() or file.stat().st_size == whole
    # What the killed ones left does not disturb the next.
    await backed_up(old, file)
    assert names_in(tmp_path) == ["backup.tar"]
    assert (await restored(old, file, Existing.REPLACED)).tables["tips"].rows == 1


async def test_a_restore_that_was_killed_leaves_the_old_or_the_new(
    old: Place, tmp_path: Path, kill_at: Callable[[Place, str, Path, int], int]
) -> None:
    await fill(old)
    file = tmp_path / "backup.tar"
    await backed_up(old, file)
    then = await rows(old.settings.database_url)
    database = Database(old.settings.database_url)
    async with database.begin() as session:
        await made.tip(session, old.vault)
    await database.close()
    now = await rows(old.settings.database_url)
    moments = kill_at(old, "restore", file, 10_000)
    assert await rows(old.settings.database_url) == then
    assert moments > 10
    for moment in random.Random(7).sample(range(1, moments + 1), KILLS):  # noqa: S311 - a seed, not a secret
        assert kill_at(old, "restore", file, moment) == -signal.SIGKILL
        assert await rows(old.settings.database_url) in (then, now)
    await restored(old, file, Existing.REPLACED)
    assert await rows(old.settings.database_url) == then


# The commands.


def test_the_commands_say_what_they_did_and_how_it_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        ended = CliRunner().invoke(cli, arguments)
        return ended.exit_code, ended.stdout, ended.stderr

    assert run("migrate")[0] == 0
    code, out, err = run("backup", "backup.tar")
    assert (code, out.split(":")[0], err) == (0, "backup.tar", "")
    code, out, err = run("restore", "backup.tar")
    assert (code, err) == (0, "")
    assert "0 files" in out
    missing = "nguontin: missing.tar cannot be read: No such file or directory\n"
    assert run("restore", "missing.tar") == (2, "", missing)
    (tmp_path / "backup.tar").write_bytes((tmp_path / "backup.tar").read_bytes()[:3000])
    cut = "nguontin: backup.tar is cut off; nothing was restored\n"
    assert run("restore", "backup.tar", "--replace") == (1, "", cut)
