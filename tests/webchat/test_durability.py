"""What was answered is still there after a restart, and what is old is let go."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp

from tests.webchat.conftest import BOT, LAN, Clock, jpeg, quick, serving
from tests.webchat.test_delivery import hooked, id_of
from webchat.settings import Limits

KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from tests.webchat.conftest import serving

async def main():
    async with serving(Path(sys.argv[1])) as served:
        await served.says("/start")
        await served.bot.send_message(101, "đã nhận")
        await served.uploads(("a.bin", b"bytes"), kind="document")
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    clock = Clock()
    async with serving(tmp_path, clock=clock) as served:
        await served.says("/start")
        sent = await served.bot.send_message(LAN.id, "chào", protect_content=True)
        await served.uploads(("a.jpg", jpeg()), caption="ảnh")
        before_log, before = await served.log(), await served.updates()
    async with serving(tmp_path, clock=clock) as served:
        assert await served.log() == before_log
        assert await served.updates() == before
        [*_, photo] = await served.bot.get_updates()
        assert photo.message is not None
        file = await photo.message.photo[-1].get_file()
        assert len(await file.download_as_bytearray()) == file.file_size
        assert (await served.bot.send_message(LAN.id, "tiếp")).message_id == sent.message_id + 2
        await served.says("nữa")
        [newest] = await served.updates(offset=-1)
        assert id_of(newest) == id_of(before[-1]) + 1


def test_a_kill_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    died = subprocess.run(  # noqa: S603  # our own interpreter and script
        [sys.executable, "-c", KILLED, str(tmp_path)],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        check=False,
    )
    assert died.returncode == -signal.SIGKILL

    async def look() -> None:
        async with serving(tmp_path) as served:
            assert len(await served.log()) == 3
            assert len(await served.updates()) == 2
            assert len(list((tmp_path / "files" / "documents").iterdir())) == 1

    asyncio.run(look())


async def test_a_webhook_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with hooked() as (hook, url):
        async with serving(tmp_path, limits=quick()) as served:
            await served.result("setWebhook", url=url)
        async with serving(tmp_path, limits=quick()) as served:
            await served.says("sau khi khởi động lại")
            assert await hook.wait(1) == ["sau khi khởi động lại"]


async def test_old_messages_go_with_their_files(tmp_path: Path) -> None:
    async with serving(tmp_path, limits=Limits(messages_per_chat=5)) as served:
        await served.uploads(("cu.bin", b"old"), kind="document")
        for number in range(40):
            await served.says(f"tin {number}")
        assert len(await served.log()) < 40
        assert list((tmp_path / "files").glob("*/*")) == []


async def test_a_deleted_message_leaves_no_trace(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        own = await served.says("điều không muốn để lại")
        _, answer = await served.uploads(("a.jpg", jpeg()))
        [photo] = answer["messages"] if isinstance(answer["messages"], list) else []
        await served.updates(offset=-1)
        await served.updates(offset=10**9)
        for message in (own, photo["id"]):
            await served.person(f"/messages/{message}", method="DELETE")
        assert await served.log() == []
        assert list((tmp_path / "files").glob("*/*")) == []
        kept = await served.client.get("/people/events?after=0", timeout=aiohttp.ClientTimeout(total=5))
        first = await kept.content.readuntil(b"\n\n")
        assert first == b"retry: 1000\n\n"
        assert "điều không muốn" not in (await kept.content.read(2000)).decode(errors="replace")
        kept.close()


async def test_uploads_that_no_message_holds_are_swept_up(tmp_path: Path) -> None:
    async with serving(tmp_path):
        pass
    for folder in ("files/photos", "arriving"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "orphan").write_bytes(b"left by a kill")
    async with serving(tmp_path):
        assert not (tmp_path / "files/photos/orphan").exists()
        assert not (tmp_path / "arriving/orphan").exists()


async def test_a_photo_that_cannot_be_delivered_is_not_kept(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        form = aiohttp.FormData({"chat_id": str(LAN.id)})
        form.add_field("photo", jpeg(), filename="a.jpg")
        answer = await served.client.post(f"/bot{BOT.token}/sendPhoto", data=form)
        assert answer.status == 403
        assert list((tmp_path / "files").glob("*/*")) == []
