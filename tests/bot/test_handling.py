"""Journalled updates through the dispatcher: once, in order, and without one stopping the others."""

import asyncio
import importlib
import json
import logging
import sys
from typing import Any

import pytest
from aiogram import Bot
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from bot import handling as module
from bot.handling import Offline, UnreadableUpdateError, chat_in, read_update
from domain.errors import DomainError
from storage import models, updates
from storage.database import Database
from storage.updates import SetAside
from tests.bot.waiting import until
from tests.scene import Person, Scene

TIP = "đánh bạc ở phường Mỹ Thượng, Huế"

report = importlib.import_module("handlers.report")

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database."""


class TroubleError(Exception):
    """Something that a handler did not expect."""


class RefusalError(DomainError):
    """Something that a handler refuses."""


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let taking a message fail after its work is done, as often as its words say; gives what was tried."""
    tried: list[str] = []
    go_on = report.go_on

    async def break_down(talk: Any, notes: Any, **options: Any) -> Any:
        made = await go_on(talk, notes, **options)
        words = notes.draft.passages[-1].text
        tried.append(words)
        if "hỏng" in words and tried.count(words) <= (3 if "ba lần" in words else 1):
            raise (RefusalError if "từ chối" in words else TroubleError)(words)
        return made

    monkeypatch.setattr(report, "go_on", break_down)
    return tried


async def aside(scene: Scene) -> list[SetAside]:
    async with scene.database.read() as session:
        return await updates.set_aside(session)


async def count(scene: Scene, table: type[models.Base]) -> int:
    async with scene.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


def message(person: Person, words: str) -> dict[str, Any]:
    return {"message": person._message(person.scene.next_message_id(), {"text": words})}  # noqa: SLF001 - the stage's form


async def test_a_failure_that_passes_is_tried_again_and_leaves_one_effect(scene: Scene, fragile: list[str]) -> None:
    lan = scene.citizen()
    await lan.say(f"hỏng một lần, {TIP}")
    assert len(fragile) == 2
    assert await aside(scene) == []
    assert lan.last.text.count("hỏng một lần") == 1
    await lan.press("Gửi")
    assert await count(scene, models.Tip) == 1


async def test_the_third_failure_sets_aside_tells_the_sender_and_keeps_the_rest(
    scene: Scene, fragile: list[str]
) -> None:
    lan, minh = scene.citizen("Lan"), scene.citizen("Minh")
    await lan.say(TIP)
    for update in (message(lan, "hỏng ba lần"), message(minh, TIP), message(lan, "còn đây")):
        await scene.journal(update)
    await scene.settle()
    [one] = await aside(scene)
    assert one.cause.startswith("TroubleError at ")
    assert "hỏng" not in one.cause
    assert "Xin lỗi" in lan.text
    assert "Xin lỗi" not in minh.text
    assert TIP in minh.last.text
    # In the chat that failed, what came later was not handled before its turn.
    assert fragile.index("còn đây") > max(n for n, words in enumerate(fragile) if words == "hỏng ba lần")
    assert "còn đây" in lan.last.text
    assert "hỏng" not in lan.last.text
    await lan.press("Gửi")
    assert await count(scene, models.Tip) == 1


async def test_a_refusal_rolls_back_what_was_begun_and_is_answered_once(scene: Scene, fragile: list[str]) -> None:
    lan = scene.citizen()
    await lan.say(TIP)
    before = len(lan.shown)
    await lan.say("hỏng, từ chối")
    assert len(lan.shown) == before + 1
    assert "Hiện chưa làm được" in lan.last.text
    assert await aside(scene) == []
    await lan.say("đúng rồi")
    assert "từ chối" not in lan.last.text
    assert fragile.count("hỏng, từ chối") == 1


async def test_the_same_update_twice_has_one_effect(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say(TIP)
    sent = lan.last.buttons["1. Gửi"]
    query = {
        "id": "1",
        "from": lan._user(),  # noqa: SLF001 - the stage's own form
        "chat_instance": "1",
        "data": sent,
        "message": message(lan, "…")["message"],
    }
    for _ in range(3):
        await scene.arrive({"callback_query": query}, update_id=77)
    assert await count(scene, models.Tip) == 1
    assert lan.text.count("Mã tin") == 1


async def test_the_same_press_under_ten_numbers_sends_one_tip_and_gets_ten_answers(scene: Scene) -> None:
    hung, lan = await scene.officer("Hùng"), scene.citizen()
    await lan.say(TIP)
    shown, sent = lan.last.message_id, lan.last.buttons["1. Gửi"]
    for _ in range(10):
        await lan.press_data(sent, shown)
    assert await count(scene, models.Tip) == 1
    assert lan.text.count("Mã tin của bạn") == 1
    assert [method for method, _ in scene.telephones.calls].count("answerCallbackQuery") == 10
    assert len(hung.shown) == 1


BROKEN = {
    "nothing": b"",
    "no json": b'{"update_id": 1, "message": ',
    "two documents": b'{"update_id": 1}{"update_id": 2}',
    "a list": b'[{"update_id": 1}]',
    "too deep": b'{"update_id":1,"message":' + b'{"reply_to_message":' * 61 + b"{}" + b"}" * 62,
    "deep enough to break a parser": b'{"update_id":1,"message":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "too large": b'{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"group"},"text":"'
    + b"a" * 2**20
    + b'"}}',
    "numbers without end": b'{"update_id":1,"message":{"date":' + b"9" * 5_000 + b"}}",
    "a number that is words": b'{"update_id":"one"}',
    "no chat": b'{"update_id":1,"message":{"message_id":1,"date":1,"text":"a"}}',
    "an odd date": b'{"update_id":1,"message":{"message_id":1,"date":1e18,"chat":{"id":1,"type":"group"}}}',
}


@on_sqlite
@pytest.mark.parametrize("name", BROKEN)
async def test_an_update_that_cannot_be_read_is_set_aside_alone_and_at_once(scene: Scene, name: str) -> None:
    lan = scene.citizen()
    await scene.journal_raw(1, BROKEN[name])
    await lan.say(TIP)
    [one] = await aside(scene)
    assert one.cause.startswith("UnreadableUpdateError")
    assert TIP in lan.last.text


@on_sqlite
async def test_the_sender_of_what_cannot_be_read_is_told(scene: Scene) -> None:
    lan = scene.citizen()
    update = message(lan, TIP)
    update["message"]["entities"] = "of a form that nobody announced"
    await scene.arrive(update)
    assert len(await aside(scene)) == 1
    assert "Xin lỗi" in lan.last.text


@pytest.mark.parametrize(
    ("body", "chat_id"),
    [
        (b'{"update_id":1,"message":{"chat":{"id":7,"type":"private"}}}', 7),
        (b'{"update_id":1,"callback_query":{"message":{"chat":{"id":7,"type":"private"}}}}', 7),
        (b'{"update_id":1,"message":{"chat":{"id":-7,"type":"supergroup"}}}', 0),
        (b'{"update_id":1,"my_chat_member":{"chat":{"id":7,"type":"private"}}}', 0),
        (b'{"update_id":1,"message":{"chat":{"id":"7","type":"private"}}}', 0),
        (b'{"update_id":1,"message":{"chat":{"id":true,"type":"private"}}}', 0),
        (b'{"update_id":1,"message":[]}', 0),
        (b'{"update_id":1,"callback_query":{"message":null}}', 0),
        (b"[]", 0),
        (b"[" * 100_000, 0),
        (b"", 0),
    ],
)
def test_only_a_private_chat_is_told_what_could_not_be_read(body: bytes, chat_id: int) -> None:
    assert chat_in(body) == chat_id


def test_reading_says_nothing_of_the_content() -> None:
    scene_bot = Bot("42:TEST-token-of-the-scene", session=Offline())
    with pytest.raises(UnreadableUpdateError) as refusal:
        read_update('{"update_id": 1, "message": {"text": "lời bí mật"}}'.encode(), scene_bot)
    assert "bí mật" not in f"{refusal.value!r}{refusal.value.__cause__!r}"


async def test_letters_that_no_database_keeps_are_replaced_and_the_rest_stays(scene: Scene) -> None:
    hung, lan = await scene.officer("Hùng"), scene.citizen()
    await lan.say(f"a\x00b\ud83dc\udc00d {TIP}")
    await lan.press("Gửi")
    assert await aside(scene) == []
    assert "a\ufffdb\ufffdc\ufffdd" in hung.text


@on_sqlite
@pytest.mark.parametrize(
    "update",
    [
        {"something_new": {"chat": {"id": 1, "type": "private"}}},
        {},
        {"message": {"message_id": 1, "date": 0, "chat": {"id": -5, "type": "group", "title": "x"}, "text": "a"}},
        {
            "channel_post": {
                "message_id": 1,
                "date": 0,
                "chat": {"id": -5, "type": "channel", "title": "x"},
                "text": "a",
            }
        },
    ],
    ids=lambda update: next(iter(update), "empty"),
)
async def test_what_is_not_for_us_is_done_without_a_word(scene: Scene, update: dict[str, Any]) -> None:
    await scene.arrive(update)
    assert await aside(scene) == []
    assert scene.telephones.calls == []
    async with scene.database.read() as session:
        assert await updates.count_waiting(session) == 0


async def test_updates_of_a_bot_that_is_not_set_any_more_stop_nobody(scene: Scene) -> None:
    await scene.journal_raw(1, b'{"update_id":1}', bot="gone")
    lan = scene.citizen()
    await lan.say(TIP)
    assert TIP in lan.last.text
    assert await aside(scene) == []


async def test_a_batch_keeps_the_order_of_each_chat(scene: Scene) -> None:
    people = [scene.citizen(f"người {number}") for number in range(3)]
    for number in range(10):
        for person in people:
            await scene.journal(message(person, f"câu {number}"))
    await scene.settle()
    for person in people:
        await person.say(TIP)
        words = person.last.text
        assert [words.index(f"câu {number}") for number in range(10)] == sorted(
            words.index(f"câu {number}") for number in range(10)
        )


# The loop.


async def test_nobody_is_met_in_a_channel(scene: Scene) -> None:
    chat = {"id": -100_123, "type": "channel", "title": "Tin tức"}
    await scene.arrive({"channel_post": {"message_id": 1, "date": 1_795_176_000, "chat": chat, "text": TIP}})
    assert await count(scene, models.Contact) == 0
    assert await aside(scene) == []


@on_sqlite
async def test_a_database_that_is_busy_is_waited_for_and_no_update_is_blamed(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.setattr(module, "_PAUSE_SECONDS", 0.01)
    lan = scene.citizen()
    await scene.journal(message(lan, TIP))
    other = Database(database_url)
    pauses = 0
    handle_waiting = scene.handling.handle_waiting

    async def impatient(**options: Any) -> int:
        nonlocal pauses
        try:
            return await handle_waiting(**options)
        except OperationalError:
            pauses += 1
            raise

    monkeypatch.setattr(scene.handling, "handle_waiting", impatient)
    # The connections that are opened from now on wait for a moment only.
    monkeypatch.setattr("storage.database._PRAGMAS", ("PRAGMA busy_timeout = 20",))
    await scene.database.engine.dispose()
    running = asyncio.create_task(asyncio.sleep(0))
    try:
        async with other.begin() as session:
            await session.execute(text("SELECT 1"))
            running = asyncio.create_task(scene.handling.run())

            async def has_paused() -> bool:
                assert not running.done()
                return pauses > 5

            await until(has_paused)

        async def is_handled() -> bool:
            async with scene.database.read() as session:
                return await updates.count_waiting(session) == 0

        await until(is_handled)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await other.close()
    assert await aside(scene) == []


async def test_an_update_that_the_database_refuses_is_set_aside_in_the_end(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "_PAUSE_SECONDS", 0.01)
    caplog.set_level(logging.WARNING)
    go_on = report.go_on

    async def refuse(talk: Any, notes: Any, **options: Any) -> Any:
        if "hỏng" in notes.draft.text:
            raise OperationalError("too many SQL variables", None, Exception("too many"))
        return await go_on(talk, notes, **options)

    monkeypatch.setattr(report, "go_on", refuse)
    lan, minh = scene.citizen(), scene.citizen()
    await scene.journal(message(lan, "hỏng"))
    await scene.journal(message(minh, TIP))
    running = asyncio.create_task(scene.handling.run())

    async def is_handled() -> bool:
        async with scene.database.read() as session:
            return await updates.count_waiting(session) == 0

    try:
        await until(is_handled)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    await scene.sender.deliver_all()
    assert len(await aside(scene)) == 1
    assert "Xin lỗi" in lan.last.text
    assert TIP in minh.last.text


@on_sqlite
async def test_no_line_of_the_log_shows_what_somebody_wrote(
    scene: Scene, fragile: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.logs import formatter  # noqa: PLC0415 - forms lines only within this test

    before, levels = logging.root.handlers[:], {name: logging.getLogger(name).level for name in ("", "bot", "handlers")}
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter())
    logging.root.handlers[:] = [handler]
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        lan = scene.citizen("Trần Thị Ngọc Lan")
        await lan.say("hỏng ba lần, lờibímật")
        await scene.journal_raw(1, BROKEN["no chat"])
        await lan.say("/start lờibímật")
        await lan.press_data("lờibímật")
    finally:
        logging.root.handlers[:] = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    logged = capsys.readouterr().err
    assert len(fragile) == 3
    assert "TroubleError" in logged
    for secret in ("bímật", "b\\u00edm", "Ngọc Lan", str(lan.id), "TEST-token"):
        assert secret not in logged
    for line in logged.splitlines():
        json.loads(line)
