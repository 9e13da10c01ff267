"""Short simulations over HTTP, against a bot that keeps its tips in memory."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest

from simulation.grammar import Grammar, places_of
from simulation.ledger import Ledger
from simulation.oracle import differences
from simulation.own_messenger import OwnMessenger
from simulation.owners import Patience
from simulation.phones import NotTakenError
from simulation.play import Load, Play
from simulation.summary import as_json, as_text, summary_of
from tests.bot.waiting import until
from tests.simulation.small_bot import small_bot

LOAD = Load(tips=12, seed=5, quiet=0.3, linger=30, patience=Patience(answer=30, conversation=60, away=0.01))
CITIZENS = (1, 2, 3, 4)
OFFICER = 9


def staged(load: Load, messenger: OwnMessenger) -> tuple[Play, Ledger]:
    """Return a play with four citizens and an officer, and its ledger."""
    ledger = Ledger()
    grammar = Grammar(Random(load.seed), places_of("46"))  # noqa: S311 - the same for the same seed
    play = Play(load, grammar, messenger, ledger=ledger)
    play.add_citizens(CITIZENS)
    play.add_officer(OFFICER, "an-invitation")
    messenger.phones = play.phones
    return play, ledger


async def test_what_citizens_send_is_what_a_good_bot_keeps() -> None:
    async with small_bot() as (bot, messenger):
        play, ledger = staged(LOAD, messenger)
        await play.run()
        found = differences(ledger, bot.stored(), played=play.phones)
    assert found == []
    assert ledger.failures == {}
    assert len(ledger.told) == len(bot.tips) == LOAD.tips
    assert sum(len(told.words) for told in ledger.told.values()) >= LOAD.tips
    assert any(told.photos for told in ledger.told.values())
    assert ledger.handled["acknowledged"] == LOAD.tips


async def test_a_run_is_summed_up_as_text_and_as_json() -> None:
    async with small_bot() as (_, messenger):
        play, ledger = staged(replace(LOAD, tips=3), messenger)
        await play.run()
    summary = summary_of(ledger)
    assert summary.tips == summary.tips_with_card == 3
    assert summary.code is not None
    assert summary.code.count == 3
    assert "3 of 3 tips have a code" in as_text(summary)
    assert '"differences": null' in as_json(summary, None)


async def test_the_rate_bounds_how_fast_conversations_begin() -> None:
    async with small_bot() as (_, messenger):
        play, ledger = staged(replace(LOAD, tips=4, rate=20.0), messenger)
        await play.run()
    assert ledger.seconds >= 3 / 20


async def test_a_play_that_is_stopped_keeps_what_was_done_so_far() -> None:
    async with small_bot() as (bot, messenger):
        play, ledger = staged(replace(LOAD, tips=500), messenger)
        running = asyncio.create_task(play.run())
        await until(lambda: ledger.told)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        found = differences(ledger, bot.stored(), played=())
    assert 0 < summary_of(ledger).tips < 500
    assert ledger.ended_at is not None
    # Whatever else had been begun, the tips that have a code are whole.
    assert not [one for one in found if "holds" in one]


async def test_answers_that_never_come_are_failures_and_end_the_play() -> None:
    async with small_bot(is_deaf=True) as (_, messenger):
        patience = Patience(answer=0.05, conversation=1, away=0.01)
        play, ledger = staged(replace(LOAD, tips=4, patience=patience), messenger)
        await play.run()
    assert not ledger.told
    assert ledger.failures["no answer to a message"] >= 4
    assert summary_of(ledger).conversations == 4


async def test_a_bot_that_loses_a_message_is_found_out() -> None:
    async with small_bot() as (bot, messenger):
        play, ledger = staged(LOAD, messenger)
        await play.run()
        code, lost = next((code, draft) for code, draft in bot.tips.items() if len(draft.words) > 1)
        lost.words.pop()
        found = differences(ledger, bot.stored(), played=play.phones)
    assert len(found) == 1
    assert f"{code[:4]}-" in found[0]
    assert "other words: " in found[0]


async def test_the_messenger_takes_no_more_than_waits_for_the_bot_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulation.own_messenger.MOST_WAITING", 2)
    messenger = OwnMessenger()
    await messenger.write(1, "một")
    await messenger.write(1, "hai")
    with pytest.raises(NotTakenError):
        await messenger.write(1, "ba")
