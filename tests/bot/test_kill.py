"""The real service, killed again and again while people write: every tip is there once, and whole."""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from aiohttp import ClientSession, web
from sqlalchemy import select

from bot import reference
from storage import models, units
from storage.database import Database
from storage.vault import create_keys, load_keys
from tests.bot.waiting import until
from webchat.server import create_app
from webchat.settings import BotAccount, Person
from webchat.settings import Settings as WebchatSettings

BOT_ID = 7_000_001
TOKEN = f"{BOT_ID}:a-token-for-this-test-alone"
NAMES = ("Lan", "Minh", "Hoa", "Tuấn", "Nga", "Dũng")
PEOPLE = [Person(1001 + number, name) for number, name in enumerate(NAMES)]
DEADLINE_SECONDS = 60
"""Only a service that hangs takes so long."""


@dataclass
class Service:
    """The service as a process that can be killed."""

    environment: dict[str, str]
    log: Path
    process: asyncio.subprocess.Process | None = None
    starts: int = 0

    async def start(self) -> None:
        """Start it, and wait until it says that it runs."""
        self.starts += 1
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=self.environment, stderr=log, stdout=log
            )
        await until(lambda: self.log.read_bytes().count(b"running: ") >= self.starts)

    async def end(self, number: signal.Signals) -> int:
        assert self.process is not None
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        return await self.process.wait()


def environment(tmp_path: Path, address: str, database_url: str) -> dict[str, str]:
    bots = f'[{{"name": "webchat", "token": "{TOKEN}", "api": "{address}", "kind": "webchat"}}]'
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "NGUONTIN_DATABASE_URL": database_url,
        "NGUONTIN_KEYS": str(tmp_path / "keys.json"),
        "NGUONTIN_EVIDENCE_URL": f"file://{tmp_path / 'evidence'}",
        "NGUONTIN_BOTS": bots,
        "NGUONTIN_LISTEN": "127.0.0.1:0",
    }


@asynccontextmanager
async def messenger(tmp_path: Path) -> AsyncIterator[str]:
    """Serve a webchat within the block; gives its address."""
    account = BotAccount(BOT_ID, TOKEN, "nguon_tin_bot", "Nguồn Tin")
    settings = WebchatSettings(data=tmp_path / "webchat", bots=[account], people=PEOPLE)
    runner = web.AppRunner(create_app(settings), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@dataclass
class Writer:
    """Somebody who tells a tip in several messages, and answers as often as it takes."""

    http: ClientSession
    chat: str
    name: str
    words: list[str] = field(default_factory=list)

    async def tell(self, chance: random.Random, begin: asyncio.Event) -> None:
        """Have the whole conversation: words, one by one, then Send, until there is a code."""
        await begin.wait()
        self.words = [
            f"{self.name} thấy đánh bạc ở phường Mỹ Thượng, Huế",
            f"{self.name}: có năm người",
            f"{self.name}: xe đỏ",
        ]
        for words in self.words:
            await self.post("/text", text=words)
            await asyncio.sleep(chance.random() * 0.2)
        # Not before the service has shown all of it: what is pressed earlier would send less.
        await until(self.send_button)
        found = await self.send_button()
        assert found is not None
        message_id, data = found
        await self.post(f"/messages/{message_id}/press", data=data)
        await until(self.has_code)

    async def has_code(self) -> bool:
        return any("Mã tin" in text for text in await self.texts())

    async def post(self, path: str, **body: object) -> None:
        async with self.http.post(self.chat + path, json=body) as response:
            assert response.status < 300, await response.text()

    async def messages(self) -> list[dict[str, object]]:
        async with self.http.get(self.chat) as response:
            found: list[dict[str, object]] = (await response.json())["messages"]
        return found

    async def send_button(self) -> tuple[int, str] | None:
        """Return the summary that holds the last words, and the data of its Send; None while there is none."""
        for one in reversed(await self.messages()):
            message = one["message"]
            assert isinstance(message, dict)
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in (button for row in rows for button in row):
                if one["from_bot"] and "Gửi" in button["text"] and self.words[-1] in message["text"]:
                    return int(message["message_id"]), str(button["callback_data"])
        return None

    async def texts(self) -> list[str]:
        """Return what the bot has said."""
        texts = []
        for one in await self.messages():
            message = one["message"]
            assert isinstance(message, dict)
            if one["from_bot"]:
                texts.append(str(message.get("text", "")))
        return texts


@pytest.mark.parametrize(("database_url", "kills"), [("sqlite", 3), ("postgresql", 1)], indirect=["database_url"])
async def test_nothing_is_lost_or_doubled_however_often_the_service_is_killed(
    tmp_path: Path, database_url: str, kills: int
) -> None:
    chance = random.Random(20_261_120)  # noqa: S311 - the same moments at every run
    async with asyncio.timeout(DEADLINE_SECONDS), messenger(tmp_path) as address, ClientSession() as http:
        await prepare(tmp_path, database_url)
        service = Service(environment(tmp_path, address, database_url), tmp_path / "log")
        writers = [Writer(http, f"{address}/people/{one.id}/bots/{BOT_ID}", one.name) for one in PEOPLE]
        lives = [asyncio.Event() for _ in range(kills)]
        async with asyncio.TaskGroup() as writing:
            for number, writer in enumerate(writers):
                writing.create_task(writer.tell(chance, lives[number % kills]))
            for life in lives:
                await service.start()
                life.set()
                # Somewhere between the first message and the last receipt; what was begun ends in another life.
                await asyncio.sleep(chance.random())
                await service.end(signal.SIGKILL)
            await service.start()
        try:
            await quiet(database_url)
        finally:
            code = await service.end(signal.SIGTERM)
        assert code == 0, service.log.read_text()[-3000:]
        await check(tmp_path, database_url, writers, http, address)


async def prepare(tmp_path: Path, database_url: str) -> None:
    """Create keys, and the units that tips are with."""
    create_keys(tmp_path / "keys.json")
    local = [one for one in reference.units() if one.code in {"VN", "46"} or one.parent_code == "46"]
    database = Database(database_url)
    try:
        async with database.begin() as session:
            await units.load(session, local)
    finally:
        await database.close()


async def quiet(database_url: str) -> None:
    """Wait until nothing waits."""
    waiting = "SELECT id FROM updates WHERE state = 'waiting' UNION ALL SELECT id FROM calls WHERE state = 'waiting'"

    async def is_quiet() -> bool:
        return not await asyncio.to_thread(rows, database_url, waiting)

    await until(is_quiet)


def rows(database_url: str, query: str) -> list[tuple[object, ...]]:
    if database_url.startswith("sqlite"):
        connection = sqlite3.connect(database_url.removeprefix("sqlite+aiosqlite:///"))
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()
    with psycopg.connect(database_url.replace("+psycopg", "")) as opened:
        return opened.execute(query).fetchall()


async def check(tmp_path: Path, database_url: str, writers: list[Writer], http: ClientSession, address: str) -> None:
    """Compare what is in the database, and on the phones, with what was written."""
    assert sorted(await told(database_url, tmp_path)) == sorted(writer.words for writer in writers)
    for writer in writers:
        assert len({text for text in await writer.texts() if "Mã tin" in text}) == 1
    async with http.post(f"{address}/bot{TOKEN}/getUpdates", json={}) as response:
        assert (await response.json())["result"] == []
    numbers = rows(database_url, "SELECT update_id FROM updates")
    # Three messages and one press each, and every one of them once.
    assert len(numbers) == len(set(numbers)) == len(writers) * 4
    for left in ("updates WHERE state <> 'done'", "calls WHERE state <> 'sent' AND cause <> 'superseded'"):
        assert rows(database_url, f"SELECT 1 FROM {left}") == []  # noqa: S608 - one of two constants


async def told(database_url: str, tmp_path: Path) -> list[list[str]]:
    """Return the words of every tip."""
    vault = load_keys(tmp_path / "keys.json")
    database = Database(database_url)
    found: dict[int, list[str]] = defaultdict(list)
    try:
        async with database.read() as session:
            for tip_id in await session.scalars(select(models.Tip.id)):
                found[tip_id] = []
            for one in await session.scalars(select(models.Statement).order_by(models.Statement.id)):
                found[one.tip_id].append(vault.open_text(one.text, place=f"statements.text:{one.tip_id}"))
    finally:
        await database.close()
    return list(found.values())
