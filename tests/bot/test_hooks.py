"""Somebody else's webhook or polling is reported, and put right, but not for ever."""

import logging

import pytest

from bot.hooks import ALLOWED_UPDATES, MOST_REPAIRS, Hook, HookState
from bot.messenger import RefusedError
from tests.bot.fake import BOT, FakeApi, serving

OURS = "https://tin.example.vn/webhook/main"
FOREIGN = "https://CANARY.example/x"
POLLED = RefusedError(409, "Conflict: terminated by other getUpdates request; make sure that only one bot is running")
HOOKED = RefusedError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def telling(info: object) -> FakeApi:
    return FakeApi(lambda method, _: (200, {"ok": True, "result": info if method == "getWebhookInfo" else True}))


def methods(api: FakeApi) -> list[str]:
    return [method for method, _ in api.asked]


async def test_a_webhook_is_set_with_its_secret_and_what_we_want_to_hear_of() -> None:
    api = telling({})
    async with serving(api) as messenger:
        assert await Hook(messenger, url=OURS, secret="s").set()
    assert api.asked == [
        ("setWebhook", {"url": OURS, "secret_token": "s", "allowed_updates": ALLOWED_UPDATES}),
    ]


async def test_polling_needs_that_there_is_no_webhook() -> None:
    api = telling({})
    async with serving(api) as messenger:
        hook = Hook(messenger)
        assert await hook.set()
        await hook.show_commands()
    assert methods(api) == ["deleteWebhook", "setMyCommands"]


async def test_what_the_messenger_says_of_our_webhook_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    api = telling({"url": OURS, "pending_update_count": 7, "last_error_date": 1795176000, "last_error_message": "503"})
    async with serving(api) as messenger:
        hook = Hook(messenger, url=OURS, secret="s")
        assert hook.state is None
        await hook.look()
    assert hook.state == HookState(BOT, pending=7, is_ours=True)
    assert methods(api) == ["getWebhookInfo"]
    assert not caplog.records


@pytest.mark.parametrize("info", [{"url": FOREIGN}, {"url": ""}, {}, [], None, {"url": 7, "pending_update_count": "x"}])
async def test_another_webhook_is_reported_and_put_right_three_times_an_hour(
    caplog: pytest.LogCaptureFixture, info: object
) -> None:
    api, clock = telling(info), Clock()
    async with serving(api) as messenger:
        hook = Hook(messenger, url=OURS, secret="s", monotonic=clock)
        for _ in range(10):
            await hook.look()
            clock.now += 61
        assert methods(api).count("setWebhook") == MOST_REPAIRS
        clock.now += 3600
        await hook.look()
    assert methods(api).count("setWebhook") == MOST_REPAIRS + 1
    assert hook.state is not None
    assert not hook.state.is_ours
    errors = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    assert sum("somebody set another webhook" in one for one in errors) == 11
    assert sum("left as it is" in one for one in errors) == 7
    assert "CANARY" not in caplog.text


async def test_the_same_fault_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    async with serving(telling({})) as messenger:
        hook = Hook(messenger, monotonic=clock)
        for _ in range(130):
            await hook.answer_refusal(POLLED)
            clock.now += 1
    assert len(caplog.records) == 3
    assert all("another process asks for its updates" in one.getMessage() for one in caplog.records)


async def test_a_webhook_under_polling_is_removed_and_a_second_poller_is_not_answered_with_anything(
    caplog: pytest.LogCaptureFixture,
) -> None:
    api = telling({})
    async with serving(api) as messenger:
        hook = Hook(messenger)
        await hook.answer_refusal(POLLED)
        assert methods(api) == []
        await hook.answer_refusal(HOOKED)
        assert methods(api) == ["deleteWebhook"]
        await hook.answer_refusal(RefusedError(401, "Unauthorized"))
    assert methods(api) == ["deleteWebhook"]
    assert [one.levelname for one in caplog.records] == ["ERROR"] * 3


async def test_a_messenger_that_is_away_is_looked_at_again(caplog: pytest.LogCaptureFixture) -> None:
    api = FakeApi(lambda *_: (502, b"<html>"))
    async with serving(api) as messenger:
        hook = Hook(messenger, url=OURS, secret="s")
        assert not await hook.set()
        await hook.look()
        await hook.show_commands()
    assert hook.state is None
    assert methods(api) == ["setWebhook", "getWebhookInfo", "setMyCommands"]
    assert [one.levelname for one in caplog.records] == ["ERROR", "WARNING", "WARNING"]
