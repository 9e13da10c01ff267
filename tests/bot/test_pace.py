"""The messenger's limits: never above them, close below them, and the most urgent first."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.pace import LIMITS, Pace
from storage.outbox import Priority
from tests.bot.skipping import run

Turn = tuple[float, Priority]


async def taken(pace: Pace, priorities: Sequence[Priority]) -> list[Turn]:
    """Ask for turns all at once; returns when each came."""
    loop = asyncio.get_running_loop()
    turns: list[Turn] = []

    async def one(priority: Priority) -> None:
        await pace.turn(priority)
        turns.append((loop.time(), priority))

    await asyncio.gather(*(one(priority) for priority in priorities))
    return turns


def most_in_a_second(turns: Sequence[Turn]) -> int:
    times = [at for at, _ in turns]
    return max(sum(at <= other < at + 1.0 for other in times) for at in times)


@pytest.mark.parametrize("priority", list(Priority))
def test_no_second_has_more_than_thirty_calls_and_little_is_left_unused(priority: Priority) -> None:
    turns = run(taken(Pace(LIMITS["telegram"]), [priority] * 300))
    assert most_in_a_second(turns) <= 30
    assert turns[-1][0] <= 10.0 * 1.1


@pytest.mark.parametrize("priority", [Priority.URGENT, Priority.REPLY])
def test_the_first_answers_go_out_at_once(priority: Priority) -> None:
    turns = run(taken(Pace(LIMITS["telegram"]), [priority] * 15))
    assert turns[-1][0] == 0.0


def test_what_is_urgent_overtakes_all_that_waits_at_once() -> None:
    async def flood() -> list[float]:
        loop = asyncio.get_running_loop()
        pace = Pace(LIMITS["telegram"])
        digests = asyncio.create_task(taken(pace, [Priority.DIGEST] * 600))
        waits = []
        for number in range(100):
            await asyncio.sleep(0.2 * (1 + number % 3) / 2)
            asked = loop.time()
            await pace.turn(Priority.URGENT)
            waits.append(loop.time() - asked)
        assert not digests.done()
        digests.cancel()
        await asyncio.wait({digests})
        return waits

    assert max(run(flood())) < 0.1


def test_several_urgent_calls_at_once_wait_for_nothing_that_is_less_urgent() -> None:
    async def flood() -> list[Turn]:
        loop = asyncio.get_running_loop()
        pace = Pace(LIMITS["telegram"])
        others = asyncio.create_task(taken(pace, [*[Priority.DIGEST] * 60, *[Priority.REPLY] * 60]))
        await asyncio.sleep(2)
        asked = loop.time()
        urgent = await taken(pace, [Priority.URGENT] * 6)
        await others
        return [(at - asked, priority) for at, priority in urgent]

    assert run(flood())[-1][0] < 0.25


def test_who_stops_waiting_takes_no_turn() -> None:
    async def give_up() -> float:
        loop = asyncio.get_running_loop()
        pace = Pace(LIMITS["telegram"])
        await taken(pace, [Priority.URGENT] * 30)
        waiting = [asyncio.create_task(pace.turn(Priority.URGENT)) for _ in range(40)]
        await asyncio.sleep(0)
        assert pace.waiting == 40
        for one in waiting[:-1]:
            one.cancel()
        await waiting[-1]
        assert pace.waiting == 0
        return loop.time()

    assert run(give_up()) < 1.1


def test_parts_of_the_limit_stay_below_it_together_also_while_they_change() -> None:
    async def both() -> list[Turn]:
        one, other = Pace(LIMITS["telegram"]), Pace(LIMITS["telegram"])
        other.set_part(0.0)
        first = asyncio.create_task(taken(one, [Priority.REPLY] * 200))
        await asyncio.sleep(3)
        one.set_part(0.5)
        other.set_part(0.5)
        second = await taken(other, [Priority.REPLY] * 100)
        return await first + second

    turns = run(both())
    assert most_in_a_second(turns) <= 30
    assert max(at for at, _ in turns) <= 3 + 220 / 30 * 1.25


@pytest.mark.parametrize("is_bulk", [False, True])
def test_a_chat_is_written_to_once_a_second_after_a_short_burst(is_bulk: bool) -> None:  # noqa: FBT001 - pytest's
    async def write() -> list[float]:
        loop = asyncio.get_running_loop()
        pace = Pace(LIMITS["telegram"])
        times = []
        for _ in range(10):
            await asyncio.sleep(max(0.0, pace.ready_at(7, is_bulk=is_bulk) - loop.time()))
            pace.note(7)
            times.append(loop.time())
        assert pace.ready_at(8, is_bulk=is_bulk) <= loop.time()
        return times

    times = run(write())
    burst = 1 if is_bulk else 3
    assert times[:burst] == [0.0] * burst
    assert all(1.0 < after - before < 1.1 for before, after in zip(times[burst:], times[burst + 1 :], strict=False))


def test_a_group_is_written_to_twenty_times_a_minute() -> None:
    async def write() -> list[float]:
        loop = asyncio.get_running_loop()
        pace = Pace(LIMITS["telegram"])
        times = []
        for _ in range(60):
            await asyncio.sleep(max(0.0, pace.ready_at(-7, is_bulk=True) - loop.time()))
            pace.note(-7)
            times.append(loop.time())
        return times

    times = run(write())
    assert max(sum(at <= other < at + 60 for other in times) for at in times) == 20
    assert times[-1] < 150


def test_what_was_long_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pace._MOST_REMEMBERED", 10)

    async def write() -> int:
        pace = Pace(LIMITS["telegram"])
        for chat_id in range(100):
            pace.note(chat_id)
            await asyncio.sleep(0.2)
        return len(pace._free_at)  # noqa: SLF001 - nothing else tells

    assert run(write()) <= 10


def test_our_own_messenger_slows_nobody_down() -> None:
    async def write() -> float:
        pace = Pace(LIMITS["webchat"])
        await taken(pace, [Priority.DIGEST] * 900)
        pace.note(7)
        assert pace.ready_at(7, is_bulk=True) == 0.0
        return asyncio.get_running_loop().time()

    assert run(write()) == 0.0
