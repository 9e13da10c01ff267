"""A messenger with two bots and three people, served on loopback."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image
from telegram import Bot
from telegram.request import HTTPXRequest

from webchat.server import create_app
from webchat.settings import BotAccount, Limits, Person, Place, Settings

BOT = BotAccount(7_000_000_001, "7000000001:first", "nguontin_bot", "Công an xã")
OTHER_BOT = BotAccount(7_000_000_002, "7000000002:second", "khac_bot", "Bot khác")
LAN = Person(101, "Lan", "Người dân", "Người dân")
MINH = Person(2**52 - 1, "Minh", "Người dân", "Người dân")
NEVER = Person(103, "Chưa bao giờ", "", "Người dân")

JSON = dict[str, object]


@dataclass
class Clock:
    """A clock that tests move."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 1, 2, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        self.now += time


@dataclass
class Served:
    """The messenger while it runs, with short forms for what tests do."""

    client: TestClient  # type: ignore[type-arg]  # its parameters differ between versions of aiohttp
    clock: Clock
    bot: Bot

    async def call(self, method: str, **params: object) -> JSON:
        token = params.pop("token", BOT.token)
        answer = await self.client.post(f"/bot{token}/{method}", json=params)
        body: JSON = await answer.json()
        assert answer.status == body.get("error_code", 200)
        return body

    async def result(self, method: str, **params: object) -> object:
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def updates(self, **params: object) -> list[JSON]:
        found = await self.result("getUpdates", **params)
        assert isinstance(found, list)
        return found

    async def person(
        self, path: str, *, person: Person = LAN, bot: BotAccount = BOT, method: str = "POST", **body: object
    ) -> JSON:
        status, answer = await self.try_person(path, person=person, bot=bot, method=method, **body)
        assert status < 300, answer
        return answer

    async def try_person(
        self, path: str, *, person: Person = LAN, bot: BotAccount = BOT, method: str = "POST", **body: object
    ) -> tuple[int, JSON]:
        address = f"/people/{person.id}/bots/{bot.id}{path}"
        if method == "GET":
            answer = await self.client.get(address)
        else:
            answer = await self.client.request(method, address, json=body)
        return answer.status, await answer.json()

    async def says(self, text: str) -> int:
        """Lan writes; returns the id of her message."""
        answer = await self.person("/text", text=text)
        message = answer["message"]
        assert isinstance(message, dict)
        return int(message["id"])

    async def uploads(self, *files: tuple[str, bytes], kind: str = "photo", caption: str = "") -> tuple[int, JSON]:
        form = FormData({"as": kind, "caption": caption}, quote_fields=False)
        for name, content in files:
            form.add_field("file", BytesIO(content), filename=name, content_type="application/octet-stream")
        answer = await self.client.post(f"/people/{LAN.id}/bots/{BOT.id}/files", data=form)
        return answer.status, await answer.json()

    async def log(self) -> list[JSON]:
        """The messages in Lan's chat, as the page sees them."""
        found = (await self.person("", method="GET"))["messages"]
        assert isinstance(found, list)
        return found


def settings_in(data: Path, limits: Limits | None = None) -> Settings:
    return Settings(
        data=data,
        bots=(BOT, OTHER_BOT),
        people=(LAN, MINH, NEVER),
        places=(Place("Chợ Đông Ba", 16.4719, 107.5886),),
        limits=limits or Limits(),
    )


@asynccontextmanager
async def serving(data: Path, *, clock: Clock | None = None, limits: Limits | None = None) -> AsyncIterator[Served]:
    """Run the messenger on a data folder; tests that restart it use this directly."""
    clock = clock or Clock()
    app = create_app(settings_in(data, limits), clock=clock)
    async with TestClient(TestServer(app)) as client:
        base = str(client.make_url("/"))
        request = HTTPXRequest(httpx_kwargs={"trust_env": False})
        async with Bot(BOT.token, f"{base}bot", f"{base}file/bot", request=request) as bot:
            yield Served(client, clock, bot)


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(tmp_path) as running:
        yield running


@pytest.fixture
async def started(served: Served) -> Served:
    """Lan has started the bot, and the bot has read it."""
    await served.says("/start")
    [update] = await served.updates()
    await served.updates(offset=int(str(update["update_id"])) + 1)
    return served


def jpeg(width: int = 900, height: int = 600, colour: str = "#446688") -> bytes:
    content = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    Image.new("RGB", (width, height), colour).save(content, "JPEG", exif=exif, comment=b"secret")
    return content.getvalue()


def quick(limits: Limits | None = None) -> Limits:
    """Limits under which webhooks are tried again at once."""
    moment = timedelta(milliseconds=1)
    return replace(limits or Limits(), retry_first=moment, retry_bound=moment)


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
