"""A chart that cannot be drawn is one message that does not come, and nothing else."""

import os
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest
from pydantic import JsonValue

from bot.delivery_errors import DrawingError, Verdict, classify
from storage import outbox, people
from storage.outbox import Call
from tests.scene import BOT, Person, Scene

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PNG = b"a chart"


def die(_: object) -> bytes:
    """End the process that draws, as a kernel without memory does."""
    os._exit(9)


async def ask_for_chart(scene: Scene, person: Person) -> None:
    async with scene.database.begin() as session:
        to = (await people.contact_at(session, scene.vault, BOT, person.id, language="vi", now=scene.now)).id
        chart = Call(to=to, method="sendChart", payload={"chart": {}, "caption": "biểu đồ"})
        after = Call(to=to, method="sendMessage", payload={"text": "sau"})
        await outbox.add(session, scene.vault, [chart, after], now=scene.now)


async def test_after_a_process_that_died_the_next_chart_gets_a_fresh_one(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    hung = scene.citizen()
    await ask_for_chart(scene, hung)
    monkeypatch.setattr("bot.sender.draw_png", die)
    await scene.sender.deliver_all()
    assert hung.shown == []
    fresh = ThreadPoolExecutor(max_workers=1)
    monkeypatch.setattr("bot.sender.drawing_process", lambda: fresh)
    monkeypatch.setattr("bot.sender.draw_png", lambda _: PNG)
    scene.pass_time(seconds=2)
    await scene.sender.deliver_all()
    scene.sender.close()
    assert [(one.text, one.photo) for one in hung.shown] == [("biểu đồ", PNG), ("sau", None)]


@pytest.mark.parametrize("error", [ValueError("spec"), OSError("no process"), BrokenProcessPool("gone")], ids=repr)
async def test_a_chart_that_cannot_be_drawn_is_given_up_and_what_follows_comes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def refuse(_: Any) -> bytes:
        raise error

    monkeypatch.setattr("bot.sender.drawing_process", lambda: ThreadPoolExecutor(max_workers=1))
    monkeypatch.setattr("bot.sender.draw_png", refuse)
    hung = scene.citizen()
    await ask_for_chart(scene, hung)
    for _ in range(3):
        await scene.sender.deliver_all()
        scene.pass_time(minutes=1)
    await scene.sender.deliver_all()
    scene.sender.close()
    assert [one.text for one in hung.shown] == ["sau"]
    assert "(sendChart) was refused" in caplog.text


def test_a_drawing_has_three_tries(database_url: str) -> None:
    del database_url
    assert [classify(DrawingError("x"), attempts=number) for number in range(3)] == [
        Verdict.LATER,
        Verdict.LATER,
        Verdict.BUG,
    ]


async def test_a_report_that_cannot_be_made_is_given_up_and_what_follows_comes(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.sender.drawing_process", lambda: ThreadPoolExecutor(max_workers=1))
    hung = scene.citizen()
    async with scene.database.begin() as session:
        to = (await people.contact_at(session, scene.vault, BOT, hung.id, language="vi", now=scene.now)).id
        payload: dict[str, JsonValue] = {"contents": {"language": "CANARY"}, "form": "docx", "name": "x.docx"}
        broken = Call(to=to, method="sendReport", payload={**payload, "caption": "x", "units": ["46", None]})
        after = Call(to=to, method="sendMessage", payload={"text": "sau"})
        await outbox.add(session, scene.vault, [broken, after], now=scene.now)
    for _ in range(4):
        await scene.sender.deliver_all()
        scene.pass_time(minutes=1)
    scene.sender.close()
    assert [one.text for one in hung.shown] == ["sau"]
    assert "(sendReport) was refused" in caplog.text
    assert "CANARY" not in caplog.text
