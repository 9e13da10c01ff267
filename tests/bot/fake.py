"""A Bot API on loopback that answers what a test tells it to, and remembers what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

from bot.messenger import Messenger

TOKEN = "4242:CANARY-token-that-nobody-may-see"
BOT = "main"


@dataclass
class FakeApi:
    """What the fake answers: `answer` takes the method and its parameters, and gives a status and a body.

    Once it `is_over`, the next call is held open, as a messenger with nothing to tell does, and `resting` says so.
    """

    answer: Callable[[str, dict[str, Any]], tuple[int, object]]
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    address: str = ""
    is_over: Callable[[], bool] = lambda: False
    resting: asyncio.Event = field(default_factory=asyncio.Event)

    async def call(self, request: web.Request) -> web.Response:
        """Answer a call."""
        is_json = request.content_type == "application/json"
        params = await request.json() if is_json else _read(await request.post())
        method = request.match_info["method"]
        if self.is_over():
            self.resting.set()
            await asyncio.Event().wait()
        self.asked.append((method, params))
        status, body = self.answer(method, params)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return web.Response(status=status, body=content)

    async def file(self, _request: web.Request) -> web.Response:
        """Hand out a file."""
        status, body = self.answer("file", {})
        return web.Response(status=status, body=body if isinstance(body, bytes) else b"")


def _read(form: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one.file.read() if isinstance(one, web.FileField) else one for name, one in form.items()}


@asynccontextmanager
async def serving(api: FakeApi) -> AsyncIterator[Messenger]:
    """Serve the fake within the block; gives the messenger that speaks to it."""
    site = web.Application()
    site.router.add_post(f"/bot{TOKEN}/{{method}}", api.call)
    site.router.add_get(f"/file/bot{TOKEN}/{{path:.*}}", api.file)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        api.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with ClientSession() as http:
            yield Messenger(http, name=BOT, token=TOKEN, api=api.address, kind="telegram")
    finally:
        await runner.cleanup()
