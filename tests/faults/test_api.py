"""The fake Bot API keeps the real server's rules, and its ledger says what happened."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, web

from tests.faults.api import TOKEN, Api, serving
from tests.faults.mischief import BROKEN, Fault, Mischief, everywhere

CITIZEN = 1_001


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same luck at every run


@asynccontextmanager
async def bot(mischief: Mischief | None = None) -> AsyncIterator[tuple[Api, ClientSession]]:
    async with serving(mischief or Mischief(chance(1))) as api, ClientSession() as http:
        api.phones[CITIZEN].has_begun = True
        yield api, http


async def call(api: Api, http: ClientSession, method: str, **payload: object) -> tuple[int, Any]:
    async with http.post(f"{api.address}/bot{TOKEN}/{method}", json=payload) as response:
        return response.status, json.loads(await response.read())


async def numbers(api: Api, http: ClientSession, **payload: object) -> list[int]:
    _, answer = await call(api, http, "getUpdates", **payload)
    return [one["update_id"] for one in answer["result"]]


async def test_an_offset_confirms_what_is_below_it_when_the_request_begins() -> None:
    async with bot() as (api, http):
        for word in "abc":
            api.say(CITIZEN, text=word)
        assert await numbers(api, http) == [1, 2, 3]
        assert not api.ledger.confirmed
        assert await numbers(api, http, offset=3) == [3]
        assert set(api.ledger.confirmed) == {1, 2}
        assert api.waiting == 1


async def test_an_answer_holds_a_hundred_updates_at_most() -> None:
    async with bot() as (api, http):
        for _ in range(101):
            api.say(CITIZEN, text="a")
        assert len(await numbers(api, http)) == 100


async def test_of_two_that_ask_for_updates_the_older_is_refused() -> None:
    async with bot() as (api, http):
        older = asyncio.create_task(call(api, http, "getUpdates", timeout=30))
        while not api.is_polled:  # noqa: ASYNC110 - the server rings no bell
            await asyncio.sleep(0.01)
        newer = asyncio.create_task(call(api, http, "getUpdates", timeout=30))
        status, answer = await older
        assert status == 409
        assert "terminated by other getUpdates" in answer["description"]
        api.say(CITIZEN, text="a")
        assert (await newer)[0] == 200
        assert api.ledger.conflicts == 1


async def test_a_webhook_gets_one_update_of_each_queue_at_a_time_until_it_is_taken() -> None:
    taken: list[tuple[int, str]] = []
    refused = [503, 500]

    async def take(request: web.BaseRequest) -> web.Response:
        if refused:
            return web.Response(status=refused.pop())
        update = json.loads(await request.read())
        taken.append((update["update_id"], request.headers["X-Telegram-Bot-Api-Secret-Token"]))
        return web.Response()

    runner = web.ServerRunner(web.Server(take))
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with bot() as (api, http):
            url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            await call(api, http, "setWebhook", url=url, secret_token="secret")
            for word in "ab":
                api.say(CITIZEN, text=word)
            async with asyncio.timeout(10):
                while api.waiting:  # noqa: ASYNC110 - the server rings no bell
                    await asyncio.sleep(0.01)
            assert taken == [(1, "secret"), (2, "secret")]
            assert set(api.ledger.confirmed) == {1, 2}
            status, _ = await call(api, http, "getUpdates")
            assert status == 409
    finally:
        await runner.cleanup()


async def test_an_answer_that_is_lost_may_have_taken_effect() -> None:
    async with bot(Mischief(chance(2), {"sendMessage": {Fault.RESET: 1.0}})) as (api, http):
        for _ in range(20):
            with pytest.raises((ClientError, ConnectionError)):
                await call(api, http, "sendMessage", chat_id=CITIZEN, text="a")
        seen = len(api.phones[CITIZEN].messages)
        assert 0 < seen < 20
        assert sum(one.is_ambiguous for one in api.ledger.calls) == seen


async def test_who_does_not_wait_as_long_as_a_429_says_is_written_down() -> None:
    async with bot(Mischief(chance(3), {"sendMessage": {Fault.TOO_MANY: 1.0}}, retry_after=30)) as (api, http):
        for _ in range(2):
            status, answer = await call(api, http, "sendMessage", chat_id=CITIZEN, text="a")
            assert status == 429
            assert answer["parameters"]["retry_after"] > 0
        assert len(api.ledger.early) == 1


async def test_updates_that_are_reordered_keep_the_order_of_their_queue() -> None:
    async with bot(Mischief(chance(4), shuffled_seconds=0.05)) as (api, http):
        for number in range(20):
            api.say(CITIZEN + number % 2, text=str(number))
        while len(found := (await call(api, http, "getUpdates"))[1]["result"]) < 20:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
        texts = [int(one["message"]["text"]) for one in found]
        assert texts != sorted(texts)
        assert [one for one in texts if one % 2] == sorted(one for one in texts if one % 2)


async def test_what_was_confirmed_may_come_again() -> None:
    async with bot(Mischief(chance(5), repeated=1.0)) as (api, http):
        api.say(CITIZEN, text="a")
        api.say(CITIZEN, text="b")
        assert await numbers(api, http, offset=2) == [1, 2]


async def test_a_file_may_come_by_half() -> None:
    async with bot(Mischief(chance(6), {"file": {Fault.RESET: 1.0}})) as (api, http):
        _, link = await call(api, http, "getFile", file_id="p1")
        with pytest.raises((ClientError, ConnectionError)):
            async with http.get(f"{api.address}/file/bot{TOKEN}/{link['result']['file_path']}") as response:
                await response.read()
        api.mischief.is_on = False
        async with http.get(f"{api.address}/file/bot{TOKEN}/{link['result']['file_path']}") as response:
            assert await response.read() == api.photo("p1")


def test_the_same_seed_goes_wrong_in_the_same_way() -> None:
    one, other = (Mischief(chance(7), everywhere(0.5)) for _ in range(2))
    drawn = [one.draw("sendMessage") for _ in range(200)]
    assert drawn == [other.draw("sendMessage") for _ in range(200)]
    assert set(BROKEN) <= set(drawn)


async def test_nobody_is_written_to_who_has_not_begun() -> None:
    async with bot() as (api, http):
        status, _ = await call(api, http, "sendMessage", chat_id=5, text="a")
        assert status == 403
        api.mischief.refused[CITIZEN] = (400, "Bad Request: chat not found")
        status, _ = await call(api, http, "sendMessage", chat_id=CITIZEN, text="a")
        assert status == 400
