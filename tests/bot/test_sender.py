"""Delivery: at least once, in order within a chat, and no chat's trouble is another's."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.delivery_errors import Verdict, classify
from bot.messenger import MessengerError, RefusedError, TooManyRequestsError, UnreachableError
from bot.pace import LIMITS
from bot.sender import Sender
from domain.access import acting
from domain.lifecycle import Status, transition
from storage import models, outbox, people, tips
from storage.outbox import Call, Priority
from tests.bot.waiting import until
from tests.scene import BOT, MY_THUONG, Person, Scene
from tests.storage import made

TIP = "đánh bạc ở phường Mỹ Thượng, Huế"

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database."""

Failing = Callable[[str, dict[str, Any]], MessengerError | Exception | None]


@pytest.fixture
def failing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> list[Failing]:
    """Let calls fail: each function in the list is asked for an error, and the last one's answer counts."""
    asked: list[Failing] = [lambda *_: None]
    call = scene.telephones.call

    async def fail_first(method: str, payload: dict[str, Any], **options: Any) -> Any:
        error = asked[-1](method, payload)
        if error is not None:
            raise error
        return await call(method, payload, **options)

    monkeypatch.setattr(scene.telephones, "call", fail_first)
    return asked


async def contact_of(scene: Scene, person: Person) -> int:
    async with scene.database.begin() as session:
        return (await people.contact_at(session, scene.vault, BOT, person.id, language="vi", now=scene.now)).id


async def say(scene: Scene, person: Person, *texts: str, **fields: Any) -> None:
    to = await contact_of(scene, person)
    calls = [Call(to=to, method="sendMessage", payload={"text": text}, **fields) for text in texts]
    async with scene.database.begin() as session:
        await outbox.add(session, scene.vault, calls, now=scene.now)


async def states(scene: Scene) -> list[tuple[str, int, str | None]]:
    async with scene.database.read() as session:
        rows = await session.scalars(select(models.Call).order_by(models.Call.id))
        return [(row.state, row.attempts, row.cause) for row in rows]


def shown(person: Person) -> list[str]:
    return [one.text for one in person.shown]


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (UnreachableError("TimeoutError"), Verdict.LATER),
        (TooManyRequestsError(timedelta(seconds=3)), Verdict.LATER),
        (RefusedError(401, "Unauthorized"), Verdict.LATER),
        (RefusedError(404, "Not Found"), Verdict.LATER),
        (RefusedError(409, "Conflict"), Verdict.LATER),
        (RefusedError(403, "Forbidden: bot was blocked by the user"), Verdict.GONE),
        (RefusedError(403, "Forbidden: bot was kicked from the group chat"), Verdict.GONE),
        (RefusedError(400, "Bad Request: chat not found"), Verdict.GONE),
        (RefusedError(400, "Bad Request: user is deactivated"), Verdict.GONE),
        (RefusedError(400, "Bad Request: query is too old and response timeout expired"), Verdict.TOO_LATE),
        (RefusedError(400, "Bad Request: message text is empty"), Verdict.BUG),
        (FileNotFoundError("clean/1"), Verdict.BUG),
        (OSError("the store is away"), Verdict.LATER),
        (OperationalError("", None, Exception()), Verdict.LATER),
        (KeyError("anything"), Verdict.LATER),
    ],
    ids=lambda value: str(value)[:50],
)
def test_an_error_says_whether_to_try_again(error: Exception, verdict: Verdict) -> None:
    assert classify(error) is verdict


def test_what_nobody_understands_is_not_tried_for_ever() -> None:
    assert classify(KeyError("anything"), attempts=50) is Verdict.BUG
    assert classify(UnreachableError("TimeoutError"), attempts=5_000) is Verdict.LATER


async def test_the_messenger_is_left_alone_as_long_as_it_asked_and_the_order_stays(
    scene: Scene, failing: list[Failing]
) -> None:
    lan, minh = scene.citizen(), scene.citizen()
    await say(scene, lan, "một", "hai", "ba")
    await say(scene, minh, "khác")
    failing.append(lambda _, payload: TooManyRequestsError(timedelta(seconds=9)) if payload["text"] == "hai" else None)
    await scene.sender.deliver_all()
    assert (shown(lan), shown(minh)) == (["một"], ["khác"])
    failing.append(lambda *_: None)
    scene.pass_time(seconds=8)
    await scene.sender.deliver_all()
    assert shown(lan) == ["một"]
    scene.pass_time(seconds=1)
    await scene.sender.deliver_all()
    assert shown(lan) == ["một", "hai", "ba"]


async def test_a_call_that_found_no_answer_is_made_again_after_growing_pauses(
    scene: Scene, failing: list[Failing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery_errors.JITTER", 0.0)
    lan = scene.citizen()
    await say(scene, lan, "một")
    failing.append(lambda *_: UnreachableError("ServerDisconnectedError"))
    tried = []
    for second in range(20):
        before = (await states(scene))[0][1]
        await scene.sender.deliver_all()
        if (await states(scene))[0][1] > before:
            tried.append(second)
        scene.pass_time(seconds=1)
    assert tried == [0, 1, 3, 8, 18]
    failing.append(lambda *_: None)
    scene.pass_time(minutes=2)
    await scene.sender.deliver_all()
    assert shown(lan) == ["một"]


async def test_a_message_whose_answer_was_lost_comes_twice_rather_than_not_at_all(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = scene.citizen()
    await say(scene, lan, "một", "hai")
    call = scene.telephones.call
    lost: list[object] = []

    async def lose_the_answer(method: str, payload: dict[str, Any], **options: Any) -> Any:
        answer = await call(method, payload, **options)
        if payload["text"] == "một" and not lost:
            lost.append(answer)
            raise UnreachableError("TimeoutError")
        return answer

    monkeypatch.setattr(scene.telephones, "call", lose_the_answer)
    await scene.sender.deliver_all()
    scene.pass_time(seconds=1)
    await scene.sender.deliver_all()
    assert shown(lan) == ["một", "một", "hai"]


async def test_who_blocked_the_bot_gets_nothing_more_and_can_come_back(scene: Scene) -> None:
    lan, minh = scene.citizen(), scene.citizen()
    to = await contact_of(scene, lan)
    lan.has_blocked = True
    await say(scene, lan, "một", "hai", "ba")
    await say(scene, minh, "khác")
    await scene.sender.deliver_all()
    assert [state for state, _, _ in await states(scene)] == ["dead", "dead", "dead", "sent"]
    async with scene.database.read() as session:
        row = await session.get_one(models.Contact, to)
        assert row.unreachable_since == scene.now
    lan.has_blocked = False
    await lan.say(TIP)
    assert TIP in lan.last.text


@on_sqlite
async def test_a_call_that_is_a_mistake_of_ours_is_not_repeated_and_holds_nothing_up(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    lan = scene.citizen()
    await say(scene, lan, "", "sau")
    await scene.sender.deliver_all()
    await scene.sender.deliver_all()
    assert shown(lan) == ["sau"]
    assert (await states(scene))[0][:2] == ("dead", 1)
    assert "was refused" in caplog.text


@on_sqlite
async def test_what_breaks_in_one_chat_makes_a_pause_there_and_none_elsewhere(
    scene: Scene, failing: list[Failing]
) -> None:
    lan, minh = scene.citizen(), scene.citizen()
    await say(scene, lan, "lời bí mật", "sau")
    await say(scene, minh, "khác")
    failing.append(lambda _, payload: KeyError("lời bí mật") if payload["text"] == "lời bí mật" else None)
    await scene.sender.deliver_all()
    assert shown(minh) == ["khác"]
    assert (await states(scene))[0] == ("waiting", 1, "KeyError")
    for _ in range(12):
        scene.pass_time(minutes=3)
        await scene.sender.deliver_all()
    assert (await states(scene))[0][0] == "dead"
    assert shown(lan) == ["sau"]


@on_sqlite
async def test_a_picture_that_is_gone_is_not_waited_for(scene: Scene) -> None:
    lan = scene.citizen()
    await lan.say(TIP)
    await lan.send_photo()
    await say(scene, lan, "ảnh", evidence_id=1)
    await say(scene, lan, "sau")
    await scene.sender.deliver_all()
    assert shown(lan)[-1] == "sau"
    assert "ảnh" not in shown(lan)


async def test_a_card_that_did_not_change_counts_as_shown(scene: Scene) -> None:
    lan = scene.citizen()
    await say(scene, lan, "thẻ", card="tip:1")
    await scene.sender.deliver_all()
    to = await contact_of(scene, lan)
    async with scene.database.begin() as session:
        again = Call(to=to, method="editMessageText", payload={"text": "thẻ"}, card="tip:1")
        await outbox.add(session, scene.vault, [again], now=scene.now)
    await scene.sender.deliver_all()
    assert shown(lan) == ["thẻ"]
    assert {state for state, _, _ in await states(scene)} == {"sent"}


@pytest.mark.parametrize("method", ["editMessageText", "sendMessage"])
async def test_a_card_that_somebody_deleted_is_shown_anew(scene: Scene, method: str) -> None:
    lan = scene.citizen()
    await say(scene, lan, "thẻ cũ", card="tip:1")
    await scene.sender.deliver_all()
    lan.shown.clear()
    to = await contact_of(scene, lan)
    for text in ("thẻ mới", "thẻ mới hơn"):
        async with scene.database.begin() as session:
            call = Call(to=to, method=method, payload={"text": text}, card="tip:1")
            await outbox.add(session, scene.vault, [call], now=scene.now)
        await scene.sender.deliver_all()
        # Also the next change finds the message that now shows it.
        assert shown(lan) == [text]


async def test_staff_who_may_not_see_a_tip_any_more_get_nothing_of_what_still_waits(
    scene: Scene, failing: list[Failing]
) -> None:
    hung, lan = await scene.officer("Hùng"), scene.citizen()
    failing.append(lambda _, payload: UnreachableError("away") if payload.get("chat_id") == hung.id else None)
    await lan.say(TIP)
    await lan.press("Gửi")
    async with scene.database.begin() as session:
        officer = (await people.officers_of(session, scene.vault, MY_THUONG))[0]
        [tip] = await tips.in_queue(session, scene.vault, officer)
        step = transition(tip.status, Status.QUEUED, at=scene.now)
        await tips.transfer(session, scene.vault, tip, step, made.to("19777"), by=acting(officer))
    failing.append(lambda *_: None)
    scene.pass_time(minutes=1)
    await scene.sender.deliver_all()
    assert shown(hung) == []
    assert {state for state, _, _ in await states(scene)} <= {"sent", "dead"}


@on_sqlite
async def test_the_most_urgent_chat_is_served_first(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sender.CHATS", 1)
    lan, minh, hung = scene.citizen(), scene.citizen(), scene.citizen()
    await say(scene, lan, "bản tin", priority=Priority.DIGEST)
    await say(scene, minh, "trả lời")
    await say(scene, hung, "cháy", priority=Priority.URGENT)
    await scene.sender.deliver_all()
    assert [payload["text"] for _, payload in scene.telephones.calls] == ["cháy", "trả lời", "bản tin"]


@on_sqlite
async def test_what_was_sent_while_the_database_was_away_is_not_sent_twice(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sender.PAUSES", (0.01,))
    monkeypatch.setattr("bot.sender.IDLE_SECONDS", 0.01)
    lan, minh = scene.citizen(), scene.citizen()
    await say(scene, lan, "một")
    note_sent = outbox.note_sent
    refusals: list[object] = []

    async def refuse(*arguments: Any, **options: Any) -> None:
        if len(refusals) < 5:
            refusals.append(arguments)
            raise OperationalError("database is locked", None, Exception())
        await note_sent(*arguments, **options)

    monkeypatch.setattr(outbox, "note_sent", refuse)
    running = asyncio.create_task(scene.sender.run())
    try:
        await until(lambda: refusals)
        await say(scene, minh, "khác")

        async def is_sent() -> bool:
            return {state for state, _, _ in await states(scene)} == {"sent"}

        await until(is_sent)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert (shown(lan), shown(minh)) == (["một"], ["khác"])


@on_sqlite
async def test_a_clean_stop_notes_what_was_sent(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sender.STOP_SECONDS", 0.01)
    lan, minh = scene.citizen(), scene.citizen()
    await say(scene, lan, "một", "hai")
    await say(scene, minh, "khác")
    is_stuck = asyncio.Event()
    call = scene.telephones.call

    async def hang(method: str, payload: dict[str, Any], **options: Any) -> Any:
        if payload["text"] == "hai":
            is_stuck.set()
            await asyncio.Event().wait()
        return await call(method, payload, **options)

    monkeypatch.setattr(scene.telephones, "call", hang)
    running = asyncio.create_task(scene.sender.run())
    async with asyncio.timeout(10):
        await is_stuck.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert [state for state, _, _ in await states(scene)] == ["sent", "waiting", "sent"]
    monkeypatch.setattr(scene.telephones, "call", call)
    await scene.sender.deliver_all()
    assert shown(lan) == ["một", "hai"]


async def test_a_second_copy_is_explained_by_the_attempt_that_found_no_answer(
    scene: Scene, failing: list[Failing]
) -> None:
    lan = scene.citizen()
    await say(scene, lan, "một")
    failing.append(lambda *_: UnreachableError("TimeoutError"))
    await scene.sender.deliver_all()
    failing.append(lambda *_: UnreachableError("ClientConnectorError"))
    scene.pass_time(seconds=1)
    await scene.sender.deliver_all()
    assert await states(scene) == [("waiting", 2, "ambiguous: ClientConnectorError")]
    failing.append(lambda *_: None)
    scene.pass_time(seconds=2)
    await scene.sender.deliver_all()
    assert await states(scene) == [("sent", 3, "ambiguous: ClientConnectorError")]


@on_sqlite
async def test_one_chat_that_has_to_wait_long_leaves_the_others_alone(scene: Scene, failing: list[Failing]) -> None:
    lan = scene.citizen()
    await say(scene, lan, "một")
    failing.append(lambda _, payload: _too_many(600) if payload["chat_id"] == lan.id else None)
    await scene.sender.deliver_all()
    for _ in range(5):
        await say(scene, minh := scene.citizen(), "khác")
        await scene.sender.deliver_all()
        assert shown(minh) == ["khác"]


@on_sqlite
async def test_a_429_of_a_second_chat_after_a_long_one_means_the_whole_bot(
    scene: Scene, failing: list[Failing]
) -> None:
    failing.append(lambda *_: _too_many(600))
    for _ in range(2):
        await say(scene, scene.citizen(), "một")
        await scene.sender.deliver_all()
    failing.append(lambda *_: None)
    minh = scene.citizen()
    await say(scene, minh, "khác", priority=Priority.URGENT)
    scene.pass_time(seconds=599)
    await scene.sender.deliver_all()
    assert shown(minh) == []
    scene.pass_time(seconds=1)
    await scene.sender.deliver_all()
    assert shown(minh) == ["khác"]


@on_sqlite
async def test_many_chats_that_answer_429_together_mean_the_whole_bot(scene: Scene, failing: list[Failing]) -> None:
    asked: list[str] = []

    def refuse(_: str, payload: dict[str, Any]) -> MessengerError:
        asked.append(payload["text"])
        return _too_many(5)

    failing.append(refuse)
    for _ in range(10):
        await say(scene, scene.citizen(), "một")
        await scene.sender.deliver_all()
    assert len(asked) == 3
    failing.append(lambda *_: None)
    scene.pass_time(seconds=5)
    await scene.sender.deliver_all()
    assert {state for state, _, _ in await states(scene)} == {"sent"}


def _too_many(seconds: int) -> TooManyRequestsError:
    return TooManyRequestsError(timedelta(seconds=seconds))


async def test_a_newer_state_of_a_card_does_not_shorten_the_wait_that_the_messenger_asked_for(
    scene: Scene, failing: list[Failing]
) -> None:
    lan = scene.citizen()
    await say(scene, lan, "thẻ", card="tip:1")
    failing.append(lambda *_: _too_many(9))
    await scene.sender.deliver_all()
    failing.append(lambda *_: None)
    await say(scene, lan, "thẻ mới", card="tip:1")
    await say(scene, lan, "sau")
    scene.pass_time(seconds=8)
    await scene.sender.deliver_all()
    assert shown(lan) == []
    scene.pass_time(seconds=1)
    await scene.sender.deliver_all()
    assert shown(lan) == ["thẻ mới", "sau"]


async def test_nothing_goes_to_the_new_number_of_a_group_that_moved(
    scene: Scene, failing: list[Failing], caplog: pytest.LogCaptureFixture
) -> None:
    group = scene.citizen()
    to = await contact_of(scene, group)
    await say(scene, group, "một", "hai")
    failing.append(lambda *_: RefusedError(400, "Bad Request: group chat was upgraded to a supergroup chat"))
    await scene.sender.deliver_all()
    failing.append(lambda *_: None)
    scene.pass_time(days=1)
    await scene.sender.deliver_all()
    assert [state for state, _, _ in await states(scene)] == ["dead", "dead"]
    assert scene.telephones.calls == []
    assert "a group that has moved" in caplog.text
    async with scene.database.read() as session:
        assert (await session.get_one(models.Contact, to)).unreachable_since is not None


async def test_an_edit_that_comes_while_an_older_one_is_on_its_way_is_shown_last(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = scene.citizen()
    await say(scene, lan, "một", card="tip:1")
    await scene.sender.deliver_all()
    call = scene.telephones.call
    on_its_way: list[object] = []

    async def say_more(method: str, payload: dict[str, Any], **options: Any) -> Any:
        if method == "editMessageText" and not on_its_way:
            on_its_way.append(payload)
            for text in ("ba", "bốn"):
                await edit(scene, lan, text)
        return await call(method, payload, **options)

    monkeypatch.setattr(scene.telephones, "call", say_more)
    await edit(scene, lan, "hai")
    await scene.sender.deliver_all()
    assert shown(lan) == ["bốn"]
    assert [payload["text"] for _, payload in scene.telephones.calls] == ["một", "hai", "bốn"]


async def edit(scene: Scene, person: Person, text: str) -> None:
    to = await contact_of(scene, person)
    call = Call(to=to, method="editMessageText", payload={"text": text}, card="tip:1")
    async with scene.database.begin() as session:
        await outbox.add(session, scene.vault, [call], now=scene.now)


@on_sqlite
async def test_what_was_taken_long_ago_is_looked_at_again_before_it_is_sent(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sender.FRESH_SECONDS", -1.0)
    hung, lan = await scene.officer("Hùng"), scene.citizen()
    call = scene.telephones.call

    async def dismiss_first(method: str, payload: dict[str, Any], **options: Any) -> Any:
        if payload.get("text") == "trước":
            async with scene.database.begin() as session:
                [officer] = await people.officers_of(session, scene.vault, MY_THUONG)
                await people.dismiss(session, officer, now=scene.now)
        return await call(method, payload, **options)

    monkeypatch.setattr(scene.telephones, "call", dismiss_first)
    await lan.say(TIP)
    await lan.press("Gửi")
    hung.shown.clear()
    await say(scene, hung, "trước")
    await say(scene, hung, "về tin", tip_id=1)
    await scene.sender.deliver_all()
    assert shown(hung) == ["trước"]


@on_sqlite
async def test_of_telegram_a_chat_takes_a_short_burst_and_the_rest_a_second_apart(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "telegram", replace(LIMITS["telegram"], chat_seconds=0.05))
    scene.telephones.kind = "telegram"
    sender = Sender(
        scene.database, scene.vault, scene.files, {BOT: scene.telephones}, clock=scene.clock, bell=asyncio.Event()
    )
    lan, minh = scene.citizen(), scene.citizen()
    await say(scene, lan, *"12345")
    await say(scene, minh, *"12345", priority=Priority.DIGEST)
    await sender.deliver_all()
    assert (shown(lan), shown(minh)) == (list("123"), ["1"])
    running = asyncio.create_task(sender.run())
    await until(lambda: len(lan.shown) == len(minh.shown) == 5)
    running.cancel()
    await asyncio.wait({running})
    assert shown(lan) == shown(minh) == list("12345")


@on_sqlite
async def test_a_clean_stop_waits_for_the_answer_to_what_is_being_sent(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = scene.citizen()
    await say(scene, lan, "một", "hai")
    begun, may_end = asyncio.Event(), asyncio.Event()
    call = scene.telephones.call

    async def be_slow(method: str, payload: dict[str, Any], **options: Any) -> Any:
        begun.set()
        await may_end.wait()
        return await call(method, payload, **options)

    monkeypatch.setattr(scene.telephones, "call", be_slow)
    running = asyncio.create_task(scene.sender.run())
    await begun.wait()
    running.cancel()
    await asyncio.sleep(0)
    may_end.set()
    await asyncio.wait({running})
    assert [state for state, _, _ in await states(scene)] == ["sent", "waiting"]
