"""Files that people sent are fetched in the end, or counted as lost; the tip never waits for them."""

import asyncio
import errno
import io
import logging
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from PIL import Image
from sqlalchemy import select

from bot import messenger as wire
from bot.fetching import AT_ONCE, Fetching
from bot.messenger import Messenger
from domain.tip import EvidenceKind
from storage import evidence, models
from storage.database import Database
from storage.evidence import GIVEN_UP_AFTER, LEASE, MAX_ATTEMPTS, EvidenceFiles, clean_name, original_name
from storage.vault import Vault
from tests.bot.fake import BOT, TOKEN, FakeApi, serving
from tests.bot.waiting import until
from tests.scene import Scene
from tests.storage import made
from tests.storage.made import NOW

Answer = Callable[[str, dict[str, Any]], tuple[int, object]]
FOUND = (200, {"ok": True, "result": {"file_path": "photos/1.jpg"}})


def picture(side: int = 80) -> bytes:
    content = io.BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(content, "JPEG")
    return content.getvalue()


@dataclass
class Stage:
    """One messenger, one store, and a clock that only the test moves."""

    database: Database
    vault: Vault
    files: EvidenceFiles
    messenger: Messenger
    now: datetime = NOW
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - the same in each run

    def another(self, database: Database | None = None) -> Fetching:
        """Return what another process would run."""
        return Fetching(
            database or self.database,
            self.vault,
            self.files,
            {BOT: self.messenger},
            clock=lambda: self.now,
            chance=self.chance,
        )

    async def expect(self, kind: EvidenceKind = EvidenceKind.PHOTO) -> int:
        async with self.database.begin() as session:
            lan = await made.contact(session, self.vault)
            return await evidence.expect(
                session, self.vault, contact_id=lan, bot=BOT, kind=kind, file_id="AgAC", now=self.now
            )

    async def row(self, row_id: int) -> models.Evidence:
        async with self.database.read() as session:
            return await session.get_one(models.Evidence, row_id)

    async def fetch(self) -> int:
        return await self.another().fetch_due()


@asynccontextmanager
async def stage(database: Database, vault: Vault, folder: Path, answer: Answer) -> AsyncIterator[Stage]:
    async with serving(FakeApi(answer)) as messenger:
        yield Stage(database, vault, EvidenceFiles(f"file://{folder / 'evidence'}", vault), messenger)


def handing_out(*bodies: bytes | int) -> Answer:
    """Return a messenger whose file has these contents, one after the other; a number is a status."""
    left = list(bodies)

    def answer(method: str, _: dict[str, Any]) -> tuple[int, object]:
        if method != "file":
            return FOUND
        body = left.pop(0) if len(left) > 1 else left[0]
        return (body, b"") if isinstance(body, int) else (200, body)

    return answer


def refusing(description: str, code: int = 400) -> Answer:
    return lambda *_: (code, {"ok": False, "description": description})


async def test_a_file_is_fetched_once_and_its_row_says_what_it_was(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    content = picture()
    async with stage(database, vault, tmp_path, handing_out(content)) as on:
        row_id = await on.expect()
        assert await on.fetch() == 1
        assert await on.fetch() == 0
        row = await on.row(row_id)
        assert (row.state, row.size, row.is_readable, row.remote) == ("kept", len(content), True, None)
        assert await on.files.get(original_name(row_id)) == content
        assert await on.files.has(clean_name(row_id))


async def test_a_link_that_expired_is_asked_for_anew(database: Database, vault: Vault, tmp_path: Path) -> None:
    async with stage(database, vault, tmp_path, handing_out(404, 404, picture())) as on:
        row_id = await on.expect()
        for _ in range(3):
            await on.fetch()
            on.now += timedelta(minutes=1)
        assert (await on.row(row_id)).state == "kept"


async def test_pauses_grow_and_are_spread(database: Database, vault: Vault, tmp_path: Path) -> None:
    async with stage(database, vault, tmp_path, handing_out(503)) as on:
        row_id = await on.expect()
        pauses = []
        for _ in range(16):
            await on.fetch()
            row = await on.row(row_id)
            pauses.append((row.not_before - on.now) / timedelta(seconds=1))
            on.now = row.not_before
        longest = [min(5 * 2**number, 7200) for number in range(16)]
        assert all(most / 2 <= pause <= most for pause, most in zip(pauses, longest, strict=True))
        assert len({pause / most for pause, most in zip(pauses, longest, strict=True)}) > 10


async def test_a_messenger_that_is_away_for_a_day_costs_no_file(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    answers: list[Answer] = [refusing("Internal Server Error", 500)]

    def answer(method: str, params: dict[str, Any]) -> tuple[int, object]:
        return answers[-1](method, params)

    async with stage(database, vault, tmp_path, answer) as on:
        row_id = await on.expect()
        while on.now < NOW + timedelta(days=1):
            await on.fetch()
            on.now = (await on.row(row_id)).not_before
        assert (await on.row(row_id)).state == "waiting"
        answers.append(handing_out(picture()))
        await on.fetch()
        assert (await on.row(row_id)).state == "kept"


async def test_a_messenger_that_never_comes_back_ends_the_waiting(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    async with stage(database, vault, tmp_path, handing_out(404)) as on:
        row_id = await on.expect()
        rounds = 0
        while (row := await on.row(row_id)).state == "waiting":
            on.now = max(on.now, row.not_before)
            await on.fetch()
            rounds += 1
        assert row.state == "lost"
        assert row.remote is None
        assert on.now >= NOW + GIVEN_UP_AFTER
        assert MAX_ATTEMPTS < rounds < 100


@pytest.mark.parametrize("description", ["Bad Request: file is too big", "Bad Request: invalid file_id"])
async def test_what_the_messenger_will_never_hand_out_is_lost_at_once(
    database: Database, vault: Vault, tmp_path: Path, description: str
) -> None:
    async with stage(database, vault, tmp_path, refusing(description)) as on:
        row_id = await on.expect()
        await on.fetch()
        row = await on.row(row_id)
        assert (row.state, row.cause) == ("lost", description)


async def test_a_file_that_may_be_back_is_asked_for_a_few_times(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    answer = refusing("Bad Request: wrong file_id or the file is temporarily unavailable")
    async with stage(database, vault, tmp_path, answer) as on:
        row_id = await on.expect()
        for number in range(MAX_ATTEMPTS):
            assert (await on.row(row_id)).state == "waiting", number
            on.now = (await on.row(row_id)).not_before
            await on.fetch()
        assert (await on.row(row_id)).state == "lost"


async def test_the_messenger_says_how_long_to_wait(database: Database, vault: Vault, tmp_path: Path) -> None:
    body = {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 600}}
    async with stage(database, vault, tmp_path, lambda *_: (429, body)) as on:
        row_id = await on.expect()
        await on.fetch()
        assert (await on.row(row_id)).not_before == on.now + timedelta(seconds=600)


async def test_a_file_over_the_limit_is_lost_and_the_others_come(
    database: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MAX_FILE_BYTES", 1000)
    async with stage(database, vault, tmp_path, handing_out(b"x" * 1001, b"small")) as on:
        rows = [await on.expect(EvidenceKind.DOCUMENT)]
        await on.fetch()
        rows.append(await on.expect(EvidenceKind.DOCUMENT))
        await on.fetch()
        assert [(await on.row(one)).state for one in rows] == ["lost", "kept"]


async def test_what_is_no_picture_is_kept_and_not_shown(database: Database, vault: Vault, tmp_path: Path) -> None:
    async with stage(database, vault, tmp_path, handing_out(b"\x89PNG and then nothing")) as on:
        row_id = await on.expect()
        await on.fetch()
        row = await on.row(row_id)
        assert (row.state, row.is_readable) == ("kept", False)
        assert not await on.files.has(clean_name(row_id))


async def test_the_same_picture_sent_twice_is_kept_twice(database: Database, vault: Vault, tmp_path: Path) -> None:
    content = picture()
    async with stage(database, vault, tmp_path, handing_out(content)) as on:
        rows = [await on.expect(), await on.expect()]
        await on.fetch()
        digests = {(await on.row(one)).sha256 for one in rows}
        assert len(digests) == 1
        assert [await on.files.get(original_name(one)) for one in rows] == [content, content]


# Bytes that end too early, or never.


@dataclass
class Slow:
    """A messenger that breaks off or stalls in the middle of a file."""

    content: bytes
    sent: int
    stalls: bool
    said_size: int | None = None

    async def found(self, _request: web.Request) -> web.Response:
        result: dict[str, Any] = {"file_path": "photos/1.jpg"}
        if self.said_size is not None:
            result["file_size"] = self.said_size
        return web.json_response({"ok": True, "result": result})

    async def file(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(self.content))})
        await response.prepare(request)
        await response.write(self.content[: self.sent])
        if self.stalls and self.sent < len(self.content):
            await asyncio.Event().wait()
        if self.sent < len(self.content) and request.transport is not None:
            request.transport.abort()
        return response


@asynccontextmanager
async def slowly(slow: Slow) -> AsyncIterator[Messenger]:
    site = web.Application()
    site.router.add_post(f"/bot{TOKEN}/getFile", slow.found)
    site.router.add_get(f"/file/bot{TOKEN}/{{path:.*}}", slow.file)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with ClientSession() as http:
            api = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield Messenger(http, name=BOT, token=TOKEN, api=api, kind="telegram")
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
@pytest.mark.parametrize("stalls", [False, True], ids=["breaks off", "stalls"])
async def test_a_download_that_stops_begins_again(
    database: Database,
    vault: Vault,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    share: float,
    stalls: bool,  # noqa: FBT001 - a case of the test
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(wire, "_DOWNLOAD_TIMEOUT", ClientTimeout(total=5, sock_read=0.05))
    content = picture()
    slow = Slow(content, int(len(content) * share), stalls)
    async with slowly(slow) as messenger:
        on = Stage(database, vault, EvidenceFiles(f"file://{tmp_path / 'evidence'}", vault), messenger)
        row_id = await on.expect()
        await on.fetch()
        row = await on.row(row_id)
        assert (row.state, row.attempts) == ("waiting", 1)
        assert not await on.files.has(original_name(row_id))
        slow.sent = len(content)
        on.now = row.not_before
        await on.fetch()
        assert (await on.row(row_id)).state == "kept"
    assert "CANARY" not in caplog.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_that_is_not_as_long_as_was_said_is_not_kept(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    content = picture()
    async with slowly(Slow(content, len(content), stalls=False, said_size=len(content) + 1)) as messenger:
        on = Stage(database, vault, EvidenceFiles(f"file://{tmp_path / 'evidence'}", vault), messenger)
        row_id = await on.expect()
        await on.fetch()
        row = await on.row(row_id)
        assert (row.state, row.cause) == ("waiting", "the file is not whole")


# Several processes, and processes that end in the middle.


async def test_several_processes_share_the_files(
    database: Database, database_url: str, vault: Vault, tmp_path: Path
) -> None:
    asked: list[str] = []
    content = picture()

    def answer(method: str, _: dict[str, Any]) -> tuple[int, object]:
        asked.append(method)
        return FOUND if method != "file" else (200, content)

    async with stage(database, vault, tmp_path, answer) as on:
        rows = [await on.expect() for _ in range(3 * AT_ONCE)]
        others = [Database(database_url) for _ in range(3)]
        try:
            while sum(await asyncio.gather(*(on.another(one).fetch_due() for one in others))):
                pass
        finally:
            for one in others:
                await one.close()
        assert {(await on.row(one)).state for one in rows} == {"kept"}
        assert asked.count("file") == len(rows)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("point", ["download", "put", "note_kept"])
async def test_whoever_is_killed_leaves_a_file_that_is_fetched_again(
    database: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    async with stage(database, vault, tmp_path, handing_out(picture())) as on:
        row_id = await on.expect()

        async def killed(*_args: object, **_options: object) -> None:
            raise Killed

        with monkeypatch.context() as patched:
            place = {"download": on.messenger, "put": on.files, "note_kept": evidence}[point]
            patched.setattr(place, point, killed)
            with pytest.raises(Killed):
                await on.fetch()
        assert await on.fetch() == 0
        on.now += LEASE
        assert await on.fetch() == 1
        assert (await on.row(row_id)).state == "kept"
        found = await evidence.reconcile(database, on.files, now=datetime.now(NOW.tzinfo) + timedelta(days=2))
        assert (found.orphans, found.missing) == ((), ())


async def is_held(on: Stage, row_id: int) -> bool:
    return (await on.row(row_id)).not_before == on.now + LEASE


async def test_what_takes_long_is_held(
    database: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fetching._HOLD_SECONDS", 0.005)
    going, held = asyncio.Event(), asyncio.Event()
    content = picture()
    async with stage(database, vault, tmp_path, handing_out(content)) as on:
        row_id = await on.expect()

        async def slowly_downloaded(_file_id: str) -> bytes:
            going.set()
            await held.wait()
            return content

        monkeypatch.setattr(on.messenger, "download", slowly_downloaded)
        first = asyncio.create_task(on.fetch())
        await going.wait()
        on.now += LEASE - timedelta(seconds=1)
        await until(lambda: is_held(on, row_id))
        on.now += timedelta(seconds=2)
        assert await on.fetch() == 0
        held.set()
        assert await first == 1
        assert (await on.row(row_id)).attempts == 1


async def test_a_late_process_does_not_overrule_the_one_that_took_over(
    database: Database, vault: Vault, tmp_path: Path
) -> None:
    async with stage(database, vault, tmp_path, handing_out(picture())) as on:
        row_id = await on.expect()
        async with database.begin() as session:
            [late] = await evidence.claim(session, vault, bots=[BOT], now=on.now, limit=1)
        on.now += LEASE
        await on.fetch()
        async with database.begin() as session:
            await evidence.give_up(session, late, cause="late")
            await evidence.try_later(session, late, cause="late", not_before=on.now)
            digest = await evidence.digest_of(b"other")
            assert not await evidence.note_kept(session, late, digest, is_readable=False)
        assert (await on.row(row_id)).state == "kept"


async def test_a_full_store_is_waited_for_and_costs_no_attempt(
    database: Database, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(database, vault, tmp_path, handing_out(picture())) as on:
        row_id = await on.expect()

        def full(*_args: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("storage.evidence.os.fsync", full)
            for _ in range(2 * MAX_ATTEMPTS):
                with pytest.raises(OSError, match="could not be kept"):
                    await on.fetch()
                on.now = (await on.row(row_id)).not_before
        assert [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()] == []
        row = await on.row(row_id)
        assert (row.state, row.attempts) == ("waiting", 0)
        await on.fetch()
        assert (await on.row(row_id)).state == "kept"


async def test_the_tip_is_there_before_its_files(scene: Scene) -> None:
    hung, lan = await scene.officer("Hùng"), scene.citizen("Lan")
    await lan.say("cháy nhà ở chợ, phường Mỹ Thượng, Huế")
    await lan.send_photo()
    await lan.press("Gửi")
    assert "chợ" in hung.text
    async with scene.database.read() as session:
        row = (await session.scalars(select(models.Evidence))).one()
    assert (row.state, row.tip_id) == ("waiting", 1)
