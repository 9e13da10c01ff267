"""The service as a process: it takes updates at once, and the rest comes to join it."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from bot.intake import SECRET_HEADER
from storage.vault import create_keys
from tests.bot.fake import TOKEN, FakeApi, serving
from tests.bot.waiting import until

ROOT = str(Path(__file__).parents[2])
SECRET = {SECRET_HEADER: "a-secret"}
HEAVY = ("aiogram", "alembic", "pydantic", "pydantic_settings", "rich", "sqlalchemy", "structlog", "typer")
"""What takes updates does not wait for these."""


@dataclass
class Service:
    """The service in a folder with an empty database and keys, and the messenger that it speaks to."""

    folder: Path
    api: FakeApi
    log: Path
    process: asyncio.subprocess.Process

    def says(self, words: str) -> bool:
        return words in self.log.read_text()

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        async with asyncio.timeout(15):
            return await self.process.wait()

    def kept(self) -> list[tuple[int, str]]:
        with closing(sqlite3.connect(self.folder / "var" / "nguontin.db")) as connection:
            return connection.execute("SELECT update_id, state FROM updates ORDER BY id").fetchall()


@pytest.fixture
def folder(tmp_path: Path, migrated_file: Path) -> Path:
    create_keys(tmp_path / "var" / "keys.json")
    (tmp_path / "var" / "nguontin.db").write_bytes(migrated_file.read_bytes())
    return tmp_path


@asynccontextmanager
async def started(
    folder: Path,
    *arguments: str,
    settings: dict[str, str] | None = None,
    answer: Callable[[str, object], tuple[int, object]] | None = None,
) -> AsyncIterator[Service]:
    """Start the service, and end it with the block."""
    api = FakeApi(answer or (lambda *_: (200, {"ok": True, "result": []})))
    api.is_over = lambda: answer is None and any(method == "getUpdates" for method, _ in api.asked)
    async with serving(api):
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}",
            "NGUONTIN_TELEGRAM_TOKEN": TOKEN,
            "NGUONTIN_TELEGRAM_API": api.address,
        } | {f"NGUONTIN_{name}": value for name, value in (settings or {}).items()}
        log = folder / "log"
        with log.open("wb") as stderr:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.start", "run", *arguments, cwd=folder, env=environment, stderr=stderr
            )
        service = Service(folder, api, log, process)
        try:
            yield service
        finally:
            if process.returncode is None:
                await service.end(signal.SIGKILL)
            assert "CANARY" not in log.read_text()


def webhook(port: int) -> dict[str, str]:
    return {
        "INTAKE": "webhook",
        "WEBHOOK_URL": "https://tin.example.vn",
        "WEBHOOK_SECRET": "a-secret",
        "LISTEN": f"127.0.0.1:{port}",
    }


async def delivered(http: ClientSession, port: int, number: int) -> bool:
    """Deliver an update; says whether somebody was there to take it."""
    body = json.dumps({"update_id": number, "poll": {}})
    try:
        async with http.post(f"http://127.0.0.1:{port}/webhook/main", data=body, headers=SECRET) as answer:
            return answer.status == 200
    except ClientError:
        return False


async def test_what_takes_updates_loads_nothing_heavy() -> None:
    ask = f"import sys, bot.start; print([name for name in {HEAVY} if name in sys.modules])"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", ask, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert (await process.communicate())[0] == b"[]\n"


async def test_webhooks_alone_are_kept_and_the_process_ends_when_told(folder: Path, unused_tcp_port: int) -> None:
    port = unused_tcp_port
    async with started(folder, "--only", "intake", settings=webhook(port)) as service, ClientSession() as http:
        await until(lambda: delivered(http, port, 7))
        assert service.kept() == [(7, "waiting")]
        async with http.get(f"http://127.0.0.1:{port}/login") as answer:
            assert answer.status == 404
        await until(lambda: any(method == "setWebhook" for method, _ in service.api.asked))
        # From here on the signal is the service's own to answer.
        await until(lambda: service.says("running: intake"))
        assert await service.end() == 0
        assert service.says("stopped")


async def test_updates_are_asked_for_and_kept_without_the_rest(folder: Path) -> None:
    def answer(method: str, params: object) -> tuple[int, object]:
        is_first = isinstance(params, dict) and "offset" not in params
        return 200, {"ok": True, "result": [{"update_id": 7}] if method == "getUpdates" and is_first else []}

    async with started(folder, "--only=intake", answer=answer) as service:
        await until(lambda: any("offset" in params for _, params in service.api.asked))
        assert service.kept() == [(7, "waiting")]
        assert service.api.asked[0][0] in {"deleteWebhook", "setMyCommands"}


async def test_an_update_that_was_answered_with_200_survives_a_kill(folder: Path, unused_tcp_port: int) -> None:
    port = unused_tcp_port
    async with started(folder, "--only", "intake", settings=webhook(port)) as service, ClientSession() as http:
        await until(lambda: delivered(http, port, 1))
        taken = await asyncio.gather(*(delivered(http, port, number) for number in range(2, 40)))
        await service.end(signal.SIGKILL)
        assert all(taken)
    assert sorted(number for number, _ in service.kept()) == list(range(1, 40))


GATE = """
import sys, time
from pathlib import Path

class Gate:
    def find_spec(self, name, path=None, target=None):
        while name == "bot.beside" and not Path("open").exists():
            time.sleep(0.01)

sys.meta_path.insert(0, Gate())
"""
"""Python runs this at its start: the rest of the service is not loaded before a file called "open" is there."""


async def test_webhooks_are_taken_while_the_rest_is_loaded_and_afterwards(folder: Path, unused_tcp_port: int) -> None:
    port = unused_tcp_port
    (folder / "sitecustomize.py").write_text(GATE)
    async with started(folder, settings=webhook(port)) as service, ClientSession() as http:
        await until(lambda: delivered(http, port, 1))
        assert not service.says("running: ")
        (folder / "open").touch()
        await until(lambda: service.says("running: "))
        await until(lambda: (1, "waiting") not in service.kept())
        # The same address leads to the whole service now, also over the connection that is open already.
        await until(lambda: console_answers(http, port))
        assert await delivered(http, port, 2)
        await until(lambda: len(service.kept()) == 2 and (2, "waiting") not in service.kept())
        assert await service.end() == 0
        assert service.says("stopped")


async def console_answers(http: ClientSession, port: int) -> bool:
    async with http.get(f"http://127.0.0.1:{port}/healthz") as answer:
        return answer.status == 200


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "says"),
    [
        (["--only", "intake"], {"KEYS": "nowhere.json"}, 1, "nowhere.json"),
        (["--only", "intake"], {"DATABASE_URL": "sqlite:///nowhere.db"}, 1, "nguontin migrate"),
        ([], {"DATABASE_URL": "sqlite:///nowhere.db"}, 1, "nguontin migrate"),
        (["--only", "intake"], {"LOG": "loud"}, 2, "NGUONTIN_LOG"),
        ([], {"TIMEZONE": "Asia/Hue"}, 2, "NGUONTIN_TIMEZONE"),
        (["--only", "kitchen"], {}, 2, "--only takes"),
    ],
    ids=str,
)
async def test_what_cannot_start_ends_with_one_sentence(
    folder: Path, arguments: list[str], settings: dict[str, str], code: int, says: str
) -> None:
    async with started(folder, *arguments, settings=settings) as service:
        async with asyncio.timeout(60):
            assert await service.process.wait() == code
        sentences = [line for line in service.log.read_text().splitlines() if not line.startswith("{")]
        assert [says in one and one.startswith("nguontin: ") for one in sentences] == [True]


async def test_an_address_that_is_taken_is_named(folder: Path) -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, started(folder, "--only", "intake", settings=webhook(port)) as service:
        async with asyncio.timeout(60):
            assert await service.process.wait() == 1
        assert service.says(f"nguontin: cannot listen at 127.0.0.1:{port}")
