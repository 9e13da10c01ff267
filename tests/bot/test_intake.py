"""What arrives is journalled as it came, and confirmed only afterwards."""

import asyncio
import io
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import intake
from bot.arrivals import arrival_of, split_updates
from bot.hooks import ALLOWED_UPDATES, Hook
from bot.intake import MAX_BODY_BYTES, SECRET_HEADER, Intake, Route, Webhooks
from bot.reception import Door
from storage import updates
from storage.database import Database
from storage.journal import Arrival, Journal
from storage.vault import Vault
from tests.bot.fake import BOT, TOKEN, FakeApi, serving
from tests.storage.made import NOW

SECRET = "a-secret_for-the-webhook"

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database."""

# Splitting.

patiently = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
"""On a machine that is busy, making up a first example takes a second, which says nothing about the code."""

texts = st.text(alphabet=st.one_of(st.sampled_from('"\\{}[],: \n'), st.characters(codec="utf-8")), max_size=20)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=12,
)
objects = st.dictionaries(texts.filter(lambda name: name != "update_id"), values, max_size=4)


@patiently
@given(
    found=st.lists(st.tuples(st.integers(-(10**17), 10**17), objects, objects), max_size=5),
    is_ascii=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_updates_keep_their_bytes_and_numbers_whatever_is_in_them(
    found: list[tuple[int, dict[str, Any], dict[str, Any]]], *, is_ascii: bool, indent: int | None
) -> None:
    bodies = [
        json.dumps({**before, "update_id": number, **after}, ensure_ascii=is_ascii, indent=indent).encode()
        for number, before, after in found
    ]
    answer = b'{"ok":true,"result":[' + b", \n".join(bodies) + b"]}"
    assert [(one.update_id, one.body) for one in split_updates(answer)] == [
        (number, body) for (number, _, _), body in zip(found, bodies, strict=True)
    ]


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id":7}',
        b'{"update_id" : 7}',
        b'{"message":{"update_id":1,"text":"\\"update_id\\":2"},"update_id":7}',
        b'{"text":"update_id","update_id":7}',
        b'{"a":"{[","update_id":7,"b":"]}"}',
        b'{"a":"\\\\","update_id":7}',
        b'{"a":"\\\\\\"update_id\\":1,","update_id":7}',
        b'{"a":[{"update_id":1}],"update_id":7}',
        b'{"update_id":7,"update_id":8}',
        b'{"a":"\xff\xfe","update_id":7}',
        b'{"a":' + b"[" * 5_000 + b"]" * 5_000 + b',"update_id":7}',
        b'{"a":1e400,"b":' + b"9" * 5_000 + b',"update_id":7}',
    ],
    ids=lambda body: body[:40].decode("latin-1"),
)
def test_a_number_is_found_on_the_first_level_alone(body: bytes) -> None:
    assert arrival_of(body).update_id == 7
    assert [one.body for one in split_updates(b'{"ok":true,"result":[' + body + b"]}")] == [body]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"update_id"',
        b'{"message":{"update_id":1}}',
        b'{"update_id":"7"}',
        b'{"update_id":null}',
        b'{"update_id":99999999999999999999}',
        b'[{"update_id":1}]',
    ],
)
def test_what_has_no_number_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="without a number"):
        arrival_of(body)


@pytest.mark.parametrize(
    "answer",
    [
        b'"' + b'\\"' * 1_000_000,
        b'"\\' * 1_000_000,
        b"{" * 2_000_000,
        b'{"ok":true,"result":[{"update_id":1,"a":"' + b"\\u0000" * 500_000 + b'"}]}',
        b'{"ok":true,"result":[' + b",".join(b'{"update_id":%d}' % number for number in range(50_000)) + b"]}",
    ],
    ids=["never ends", "quotes and escapes", "deep", "one long text", "many"],
)
def test_splitting_takes_linear_time(answer: bytes) -> None:
    begins = time.process_time()
    split_updates(answer)
    assert time.process_time() - begins < 5


# Chats.

chat_ids = st.integers(-(10**16), 10**16)
names = st.one_of(st.sampled_from(["id", "chat", "message", "from", "update_id", "forward_origin"]), texts)


def with_noise(event: dict[str, Any], noise: dict[str, Any]) -> dict[str, Any]:
    """Return an object in which other fields stand around the ones that count, and before them."""
    return {name: value for name, value in noise.items() if name not in event} | event


@patiently
@given(
    kind=st.sampled_from(["message", "edited_message", "my_chat_member", "callback_query", "inaccessible", "gone"]),
    chat_id=chat_ids,
    others=st.lists(st.dictionaries(names, values, max_size=3), min_size=5, max_size=5),
    other_id=chat_ids,
    is_ascii=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_the_chat_of_an_update_is_found_as_it_is_by_reading_all_of_it(
    kind: str, chat_id: int, others: list[dict[str, Any]], other_id: int, *, is_ascii: bool, indent: int | None
) -> None:
    # Replies, forwarded chats and words that look like names stand before and around what counts.
    quoted = {"message": {"chat": {"id": other_id}}, "chat": {"id": other_id}, "id": other_id}
    chat = with_noise({"id": chat_id, "type": "private"}, others[0])
    sender = {"from": with_noise({"id": other_id}, others[4])}
    message = with_noise(sender | {"chat": chat}, {"reply_to_message": quoted, "text": '"chat":{"id":1}'} | others[1])
    event = message
    if kind == "callback_query":
        event = with_noise(sender | {"id": str(other_id), "message": message}, others[2])
    elif kind == "inaccessible":
        event = sender | {"message": {"chat": chat, "message_id": 1, "date": 0}, "data": "chat"}
    elif kind == "gone":
        event = {"id": str(other_id), "from": {"id": chat_id}, "inline_message_id": "x", "data": '{"message":1}'}
    name = "callback_query" if kind in {"inaccessible", "gone"} else kind
    update = with_noise({"update_id": 7, name: event}, {"channel_post": quoted} if others[3] else {})
    body = json.dumps(update, ensure_ascii=is_ascii, indent=indent).encode()
    read = json.loads(body)[name]
    expected = (read.get("message", {"chat": read["from"]}) if name == "callback_query" else read)["chat"]["id"]
    assert arrival_of(body) == Arrival(7, body, expected)
    assert expected == chat_id


@pytest.mark.parametrize(
    ("body", "chat_id"),
    [
        (b'{"update_id":7,"m\\u0065ssage":{"ch\\u0061t":{"\\u0069d":5}}}', 5),
        (b'{"message":{"chat":{"id":5}},"update_id":7}', 5),
        (b'{"update_id":7,"message":{"text":"\\"chat\\":{\\"id\\":1}","chat":{"id":-5}}}', -5),
        (b'{"update_id":7,"callback_query":{"from":{"id":5},"data":"x"}}', 5),
        (b'{"update_id":7,"callback_query":{"from":{"id":1},"message":{"chat":{"id":5}}}}', 5),
        (b'{"update_id":7,"poll":{"id":"5"}}', None),
        (b'{"update_id":7,"message":{"chat":{"id":"5"}}}', None),
        (b'{"update_id":7,"message":["chat",{"id":5}]}', None),
        (b'{"update_id":7,"message":[{"chat":{"id":5}}]}', None),
        (b'{"update_id":7,"message":null}', None),
        (b'{"update_id":7,"chat":{"id":5},"id":5}', None),
        (b'{"update_id":7,"message":{"chat":{"id":5', 5),
        (b'{"update_id":7', None),
    ],
    ids=lambda value: str(value)[:60],
)
def test_odd_updates_have_the_chat_they_name_or_none(body: bytes, chat_id: int | None) -> None:
    assert arrival_of(body) == Arrival(7, body, chat_id)


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id":7,"message":{"chat":' + b"[" * 2_000_000,
        b'{"update_id":7,"message":' + b'{"chat":' * 500_000,
        b'{"update_id":7,"message":{' + b'"id":1,' * 500_000,
        b'{"update_id":7,"message":{' + b'"\\u0061":1,' * 300_000,
        b'{"update_id":7,"a":"' + b"\\u0061" * 500_000,
    ],
    ids=["lists", "deep", "ids", "escaped names", "an endless text"],
)
def test_looking_for_a_chat_takes_linear_time(body: bytes) -> None:
    begins = time.process_time()
    assert arrival_of(body).update_id == 7
    assert time.process_time() - begins < 10


# Webhooks.


@asynccontextmanager
async def taking(database: Database, vault: Vault) -> AsyncIterator[Intake]:
    """Open the way into the journal of a database."""
    async with taking_at(database.engine.url.render_as_string(hide_password=False), vault) as opened:
        yield opened


@asynccontextmanager
async def taking_at(url: str, vault: Vault) -> AsyncIterator[Intake]:
    journal = Journal(url, vault, clock=lambda: NOW)
    try:
        yield Intake(journal, bell=asyncio.Event())
    finally:
        await journal.close()


@asynccontextmanager
async def hook(database: Database, vault: Vault) -> AsyncIterator[ClientSession]:
    """Serve the route as the service does."""
    async with taking(database, vault) as into, serving_hook(into) as client:
        yield client


@asynccontextmanager
async def serving_hook(into: Intake) -> AsyncIterator[ClientSession]:
    door = Door(Webhooks(into, {"/webhook/main": Route(BOT, SECRET.encode())}))
    try:
        await door.open("127.0.0.1", 0)
        async with ClientSession(f"http://127.0.0.1:{door.port}") as client:
            yield client
    finally:
        await door.close()


async def journalled(database: Database, vault: Vault) -> list[bytes]:
    async with database.read() as session:
        return [one.body for one in await updates.waiting(session, vault, bots=[BOT], limit=50)]


async def test_an_update_is_answered_with_200_once_it_is_on_disk(database: Database, vault: Vault) -> None:
    body = b'{"update_id": 5, "message": {"text": "\\ud83d"}}'
    async with hook(database, vault) as client:
        for _ in range(2):
            answer = await client.post("/webhook/main", data=body, headers={SECRET_HEADER: SECRET})
            assert (answer.status, await answer.read()) == (200, b"")
    assert await journalled(database, vault) == [body]


async def test_a_body_without_a_length_is_taken_like_any_other(database: Database, vault: Vault) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"update_'
        yield b'id": 5}'

    async with hook(database, vault) as client:
        answer = await client.post("/webhook/main", data=pieces(), headers={SECRET_HEADER: SECRET})
        assert answer.status == 200
    assert await journalled(database, vault) == [b'{"update_id": 5}']


@on_sqlite
@pytest.mark.parametrize("given", [None, "", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper(), "bí mật", "\xff\xfe"])
async def test_a_wrong_secret_is_answered_with_401_and_keeps_nothing(
    database: Database, vault: Vault, given: str | None
) -> None:
    headers = {} if given is None else {SECRET_HEADER: given, "X-Forwarded-For": "149.154.167.220"}
    async with hook(database, vault) as client:
        answer = await client.post("/webhook/main", data=b'{"update_id":1}', headers=headers)
        assert (answer.status, await answer.read()) == (401, b"")
    assert await journalled(database, vault) == []


@on_sqlite
@pytest.mark.parametrize("has_length", [True, False])
async def test_a_body_that_is_too_large_is_not_read_to_its_end(
    database: Database, vault: Vault, *, has_length: bool
) -> None:
    large = b'{"update_id":1,"a":"' + b"x" * MAX_BODY_BYTES + b'"}'

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 2**16):
            yield large[start : start + 2**16]

    async with hook(database, vault) as client:
        answer = await client.post(
            "/webhook/main", data=io.BytesIO(large) if has_length else pieces(), headers={SECRET_HEADER: SECRET}
        )
        assert answer.status == 413
    assert await journalled(database, vault) == []


@on_sqlite
@pytest.mark.parametrize("body", [b"", b"{}", b"null", b"<xml/>", b"\x00" * 99, b'{"update_id":"1"}'])
async def test_what_has_no_number_is_taken_off_the_messengers_hands(
    database: Database, vault: Vault, body: bytes
) -> None:
    async with hook(database, vault) as client:
        answer = await client.post("/webhook/main", data=body, headers={SECRET_HEADER: SECRET})
        assert answer.status == 200
    assert await journalled(database, vault) == []


@on_sqlite
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_other_ways_to_ask_are_refused(database: Database, vault: Vault, method: str) -> None:
    async with hook(database, vault) as client:
        assert (await client.request(method, "/webhook/main")).status == 405
        assert (await client.request("POST", "/webhook/other")).status == 404


AWAY = ["sqlite+aiosqlite:////nowhere/at/all.db", "postgresql+psycopg://127.0.0.1:9/x"]


@pytest.mark.parametrize("url", AWAY)
async def test_a_database_that_is_away_is_answered_with_503_and_asked_again(vault: Vault, url: str) -> None:
    async with taking_at(url, vault) as into, serving_hook(into) as client:
        for _ in range(2):
            answer = await client.post("/webhook/main", data=b'{"update_id":1}', headers={SECRET_HEADER: SECRET})
            assert (answer.status, answer.headers["Retry-After"]) == (503, "2")


# Polling.


async def poll(api: FakeApi, into: Intake, is_over: Callable[[], bool]) -> None:
    """Poll until the test has seen enough; then nothing is under way but the asking."""
    api.is_over = is_over
    async with serving(api) as messenger:
        task = asyncio.create_task(into.poll(messenger, Hook(messenger)))
        async with asyncio.timeout(60):
            await api.resting.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_updates_are_confirmed_only_after_they_are_on_disk(database: Database, vault: Vault) -> None:
    kept_when_confirmed: list[int] = []

    def answer(*_: object) -> tuple[int, object]:
        result = [{"update_id": 11}, {"update_id": 12}] if len(api.asked) == 1 else []
        return 200, {"ok": True, "result": result}

    api = FakeApi(answer)

    class Watching(Intake):
        async def keep(self, bot: str, arrivals: Sequence[Arrival]) -> None:
            assert len(api.asked) == 1
            await super().keep(bot, arrivals)
            kept_when_confirmed.append(len(await journalled(database, vault)))

    async with taking(database, vault) as into:
        into.__class__ = Watching
        await poll(api, into, lambda: len(api.asked) >= 3)
    offsets = [params.get("offset") for _, params in api.asked]
    assert kept_when_confirmed == [2]
    # Confirmed once; afterwards whatever is not confirmed is asked for, so that numbers may start anew.
    assert offsets == [None, 13, None]
    assert api.asked[0][1]["allowed_updates"] == ALLOWED_UPDATES


@pytest.mark.parametrize("url", AWAY)
async def test_nothing_is_confirmed_while_the_journal_is_away(
    vault: Vault, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_PAUSES", (0,))
    api = FakeApi(lambda *_: (200, {"ok": True, "result": [{"update_id": 11}]}))
    async with taking_at(url, vault) as into:
        await poll(api, into, lambda: len(api.asked) > 3)
    assert all("offset" not in params for _, params in api.asked)


@on_sqlite
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (409, {"ok": False, "error_code": 409, "description": "Conflict: terminated by other getUpdates request"}),
        (401, {"ok": False, "error_code": 401, "description": "Unauthorized"}),
        (429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 0.01}}),
        (429, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": "soon"}}),
        (429, {"ok": False, "description": "Too Many Requests", "parameters": None}),
        (500, {"ok": False, "description": "Internal Server Error"}),
        (502, b"<html>Bad Gateway</html>"),
        (200, b'{"ok":true,"result":[{"message":{}}]}'),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_polling_goes_on_after_any_refusal_and_shows_no_token(
    database: Database,
    vault: Vault,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    status: int,
    body: object,
) -> None:
    monkeypatch.setattr(intake, "_PAUSES", (0,))

    def answer(*_: object) -> tuple[int, object]:
        return (status, body) if len(api.asked) <= 2 else (200, {"ok": True, "result": [{"update_id": 1}]})

    api = FakeApi(answer)
    async with taking(database, vault) as into:
        await poll(api, into, lambda: any("offset" in params for _, params in api.asked))
    assert len(await journalled(database, vault)) == 1
    assert TOKEN not in caplog.text
    assert "CANARY" not in caplog.text


@on_sqlite
@pytest.mark.parametrize("body", [b"", b"null", b"garbage", b"<html>Log in to the network</html>", b'{"ok":false}'])
async def test_an_answer_that_is_none_confirms_nothing_and_makes_a_pause(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    api = FakeApi(lambda *_: (200, body))
    monkeypatch.setattr("bot.intake.asyncio.sleep", pause)
    async with taking(database, vault) as into:
        await poll(api, into, lambda: len(api.asked) > 3)
    assert pauses[:3] == [1, 2, 5]
    assert all("offset" not in params for _, params in api.asked)
    assert await journalled(database, vault) == []
