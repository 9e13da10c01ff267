"""Updates reach bots by long polling and by webhooks, under Telegram's rules."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.webchat.conftest import BOT, JSON, MINH, Served, quick, serving, settings_in
from webchat import delivery
from webchat.delivery import SECRET_HEADER, pause
from webchat.server import POLLERS, create_app
from webchat.settings import Limits


def id_of(update: JSON) -> int:
    return int(str(update["update_id"]))


async def test_an_offset_confirms_what_is_below_it_when_the_request_starts(served: Served) -> None:
    for text in ("một", "hai", "ba"):
        await served.says(text)
    first, second, third = await served.updates()
    assert [id_of(second), id_of(third)] == [id_of(first) + 1, id_of(first) + 2]
    assert await served.updates() == [first, second, third]
    assert await served.updates(limit=1) == [first]
    waiting = asyncio.create_task(served.updates(offset=id_of(third) + 1, timeout=50))
    await until(lambda info: info["pending_update_count"] == 0, served)
    await served.says("bốn")
    [fourth] = await waiting
    assert id_of(fourth) == id_of(third) + 1


def dict_of(value: object) -> JSON:
    assert isinstance(value, dict)
    return value


async def test_a_negative_offset_keeps_only_the_newest(served: Served) -> None:
    for text in ("một", "hai", "ba"):
        await served.says(text)
    [newest] = await served.updates(offset=-1)
    assert dict_of(newest["message"])["text"] == "ba"
    assert await served.updates() == [newest]


async def begun(served: Served) -> asyncio.Task[JSON]:
    """Begin a long poll; it is under way when this returns, because what it allows has been noted."""
    task = asyncio.create_task(served.call("getUpdates", timeout=50, allowed_updates=["message"]))
    await until(lambda info: info.get("allowed_updates") == ["message"], served)
    return task


async def test_the_older_of_two_pollers_ends_with_a_conflict(served: Served) -> None:
    older = await begun(served)
    newer = asyncio.create_task(served.updates(timeout=50))
    assert await older == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    await served.says("tin")
    assert len(await newer) == 1


async def test_pollers_of_two_bots_do_not_disturb_each_other(served: Served) -> None:
    waiting = asyncio.create_task(served.updates(timeout=50))
    other = await served.call("getUpdates", token="7000000002:second")
    assert other == {"ok": True, "result": []}
    await served.says("tin")
    assert len(await waiting) == 1


async def test_a_webhook_and_a_poller_exclude_each_other(served: Served) -> None:
    waiting = await begun(served)
    await served.result("setWebhook", url="http://127.0.0.1:9/")
    assert (await waiting)["description"] == "Conflict: terminated by setWebhook request"
    refused = await served.call("getUpdates")
    assert refused["error_code"] == 409
    await served.result("deleteWebhook")
    assert await served.updates() == []


async def test_allowed_updates_stay_until_they_are_changed(served: Served) -> None:
    await served.updates(allowed_updates=["callback_query"])
    await served.says("không ai nghe")
    await served.updates()
    await served.says("vẫn không")
    assert await served.updates() == []
    await served.updates(allowed_updates=[])
    await served.says("có người nghe")
    assert len(await served.updates()) == 1


async def test_updates_are_kept_for_a_day(served: Served) -> None:
    await served.says("cũ")
    served.clock.pass_by(timedelta(hours=23))
    await served.says("mới")
    assert len(await served.updates()) == 2
    served.clock.pass_by(timedelta(hours=1))
    assert [dict_of(update["message"])["text"] for update in await served.updates()] == ["mới"]


async def test_an_answer_is_cut_before_it_gets_too_large(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        await served.says("a" * 1000)
    monkeypatch.setattr(delivery, "LONGEST_ANSWER_BYTES", 2500)
    assert len(await served.updates()) == 2
    monkeypatch.setattr(delivery, "LONGEST_ANSWER_BYTES", 1)
    assert len(await served.updates()) == 1


class Hook:
    """A bot's webhook that answers as it is told."""

    def __init__(self) -> None:
        self.answers: list[web.Response] = []
        self.texts: list[str] = []
        self.secrets: list[str | None] = []
        self.arrived = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.Response:
        message = (await request.json())["message"]
        async with self.arrived:
            self.texts.append(message["text"])
            self.secrets.append(request.headers.get(SECRET_HEADER))
            self.arrived.notify_all()
        return self.answers.pop(0) if self.answers else web.Response()

    async def wait(self, number: int) -> list[str]:
        async with self.arrived:
            await self.arrived.wait_for(lambda: len(self.texts) >= number)
        return self.texts


@asynccontextmanager
async def hooked() -> AsyncIterator[tuple[Hook, str]]:
    hook, app = Hook(), web.Application()
    app.router.add_post("/hook", hook.handle)
    async with TestServer(app) as server:
        yield hook, str(server.make_url("/hook"))


async def until(condition: Callable[[JSON], bool], served: Served) -> JSON:
    """Ask for the state of the webhook until it is as it should become."""
    while True:
        info = dict_of(await served.result("getWebhookInfo"))
        if condition(info):
            return info


async def test_a_webhook_gets_updates_in_order_with_its_secret(served: Served) -> None:
    async with hooked() as (hook, url):
        await served.says("trước")
        await served.bot.set_webhook(url, secret_token="Bi_mat-1", allowed_updates=["message"])
        for text in ("một", "hai", "ba"):
            await served.says(text)
        assert await hook.wait(4) == ["trước", "một", "hai", "ba"]
        assert set(hook.secrets) == {"Bi_mat-1"}
        info = await until(lambda info: info["pending_update_count"] == 0, served)
        assert (info["url"], info["allowed_updates"]) == (url, ["message"])


async def test_a_failing_webhook_is_tried_again_and_nothing_overtakes(tmp_path: Path) -> None:
    async with serving(tmp_path, limits=quick()) as served, hooked() as (hook, url):
        hook.answers = [web.Response(status=500), web.Response(status=302), web.Response(status=503)]
        await served.result("setWebhook", url=url)
        await served.says("một")
        await served.says("hai")
        assert await hook.wait(5) == ["một", "một", "một", "một", "hai"]
        info = await until(lambda info: info["pending_update_count"] == 0, served)
        assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
        assert info["last_error_date"] == int(served.clock.now.timestamp())


async def test_one_chat_that_waits_does_not_hold_up_another(tmp_path: Path) -> None:
    async with serving(tmp_path) as served, hooked() as (hook, url):
        await served.result("setWebhook", url=url)
        hook.answers = [web.Response(status=503, headers={"Retry-After": "3600"})]
        await served.says("Lan phải chờ")
        await hook.wait(1)
        await served.person("/text", text="Minh thì không", person=MINH)
        assert await hook.wait(2) == ["Lan phải chờ", "Minh thì không"]
        await until(lambda info: info["pending_update_count"] == 1, served)


async def test_a_webhook_that_is_away_shows_its_error_and_loses_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path, limits=quick()) as served:
        await served.result("setWebhook", url="http://127.0.0.1:9/")
        await served.says("tin")
        info = await until(lambda info: "last_error_message" in info, served)
        assert str(info["last_error_message"]).startswith("Connection failed")
        await served.result("deleteWebhook")
        assert len(await served.updates()) == 1
        await served.result("setWebhook", url="", drop_pending_updates=True)
        assert await served.updates() == []


@pytest.mark.parametrize(
    ("failures", "retry_after", "seconds"),
    [(0, None, 0), (1, None, 2), (2, None, 4), (5, None, 32), (0, 7, 7), (3, 90_000, 3600)],
)
def test_pauses_between_retries_grow(failures: int, retry_after: int | None, seconds: int) -> None:
    wish = None if retry_after is None else timedelta(seconds=retry_after)
    assert pause(failures, wish, Limits()) == timedelta(seconds=seconds)


def test_pauses_between_retries_are_bounded() -> None:
    longest = pause(10_000, None, Limits())
    assert timedelta(seconds=60) <= longest <= timedelta(seconds=120)


async def test_a_stop_answers_the_poller_that_waits(tmp_path: Path) -> None:
    server = TestServer(create_app(settings_in(tmp_path)))
    await server.start_server()
    address = server.make_url(f"/bot{BOT.token}/getUpdates")
    async with ClientSession() as client, asyncio.timeout(10):
        waiting = asyncio.create_task(client.post(address, json={"timeout": 50}))
        while not server.app[POLLERS].is_waiting(BOT):
            await client.get(server.make_url("/people"))
        await server.close()
        answer = await waiting
        assert await answer.json() == {"ok": True, "result": []}
