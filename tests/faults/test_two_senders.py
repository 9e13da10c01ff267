"""Two senders as processes that share one outbox: one is killed, or stands still for too long; nothing is lost."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from storage import outbox, people
from storage.database import Database
from storage.lanes import LANES
from storage.outbox import Call
from tests.bot.waiting import until
from tests.faults.api import BOT
from tests.faults.databases import Server
from tests.faults.nursery import Nursery
from tests.faults.processes import Process
from tests.faults.stage import Stage, open_stage

CHATS = range(5_000, 5_040)
CALLS = 10
FATAL = 120
"""At this call of its own, a sender is killed or stopped: it has taken effect, and was not answered."""

STILL_SECONDS = 3.0

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Pair:
    """A stage with two senders, of which each calls a port of its own, and an outbox for forty chats."""

    stage: Stage
    first: Process
    second: Process

    @property
    def port(self) -> int:
        """Where the first one calls."""
        return urlsplit(self.stage.api.address).port or 0

    @property
    def other_port(self) -> int:
        """Where the second one calls."""
        return urlsplit(self.stage.api.other_address).port or 0

    def told(self, *ports: int) -> Counter[tuple[int, str]]:
        """Return how often each chat was told each thing through these ports."""
        calls = self.stage.api.ledger.calls
        return Counter((call.chat, call.text) for call in calls if call.took_effect and call.port in ports)

    def heard(self) -> Counter[tuple[int, str]]:
        """Return how often each chat was told each thing, in the order in which it heard it first."""
        return self.told(self.port, self.other_port)

    def is_fair(self) -> bool:
        """Whether each of the two has half of the lanes, and shows that it is there."""
        locks = "SELECT pid, count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 GROUP BY pid"
        return [count for _, count in self.stage.place.rows(locks)] == [LANES // 2 + 1] * 2

    def pauses(self) -> int:
        """Return how often one of the two has said that it lost its share."""
        return sum(one.log.read_bytes().count(b"pauses") for one in (self.first, self.second))

    def is_over(self) -> bool:
        return not self.stage.place.rows("SELECT id FROM calls WHERE state = 'waiting' LIMIT 1")

    def in_order(self) -> bool:
        """Whether each chat heard everything in its order, where what is repeated counts at its first time."""
        told = {chat: [text for one, text in self.heard() if one == chat] for chat in CHATS}
        return set(map(tuple, told.values())) == {tuple(f"n{number}" for number in range(CALLS))}

    async def fill(self) -> None:
        """Put calls into the outbox."""
        now = datetime.now(UTC)
        database = Database(self.stage.place.url)
        async with database.begin() as session:
            vault = self.stage.vault
            found = [await people.contact_at(session, vault, BOT, chat, language="vi", now=now) for chat in CHATS]
            calls = [
                Call(to=one.id, method="sendMessage", payload={"text": f"n{number}"})
                for number in range(CALLS)
                for one in found
            ]
            await outbox.add(session, vault, calls, now=now)
        await database.close()


@asynccontextmanager
async def pair(server: Server, nursery: Nursery) -> AsyncIterator[Pair]:
    async with open_stage(server.create(), 1) as stage:
        for chat in CHATS:
            stage.api.phones[chat].has_begun = True
        bots = json.loads(stage.environment["NGUONTIN_BOTS"])
        other = json.dumps([one | {"api": stage.api.other_address} for one in bots])
        still = str(STILL_SECONDS)
        [first] = stage.start("sender", nursery=nursery, FAULTS_STILL=still)
        [second] = stage.start("sender", nursery=nursery, FAULTS_STILL=still, NGUONTIN_BOTS=other)
        for one in (first, second):
            await one.until_runs()
        both = Pair(stage, first, second)
        await until(both.is_fair)
        yield both


class Strike:
    """What is done to the first sender at its fatal call, and how much of what it had said was noted by then."""

    def __init__(self, both: Pair, do: Callable[[], None]) -> None:
        """Lie in wait."""
        self.noted = 0
        self._left = FATAL
        self._both, self._do = both, do
        both.stage.api.ambush = self._ambush

    def _ambush(self, method: str, moment: str, port: int) -> None:
        both = self._both
        if (method, moment, port) == ("sendMessage", "after", both.port):
            self._left -= 1
            if self._left == 0:
                self._do()
                noted = len(both.stage.place.rows("SELECT id FROM calls WHERE state = 'sent'"))
                # At least so much is the first one's: the other had not said more.
                self.noted = noted - both.told(both.other_port).total()


async def test_of_two_senders_one_is_killed_and_only_what_it_could_not_note_comes_twice(
    server: Server, nursery: Nursery
) -> None:
    async with pair(server, nursery) as both:
        strike = Strike(both, both.first.end)
        await both.fill()
        await until(both.is_over)
        assert both.in_order()
        first, second = both.told(both.port), both.told(both.other_port)
        # Nobody repeats what they themselves said; what the other said only where that could not be noted.
        assert max(*first.values(), *second.values()) == 1
        assert 1 <= (first & second).total() <= first.total() - strike.noted
        both.stage.processes.remove(both.first)
        await both.stage.stop()
        assert [one.code for one in both.stage.stops] == [0]


async def test_a_sender_that_stands_still_loses_its_chats_and_does_no_harm_when_it_goes_on(
    server: Server, nursery: Nursery
) -> None:
    async with pair(server, nursery) as both:
        strike = Strike(both, both.first.stand_still)
        await both.fill()
        # The other one sends everything meanwhile.
        await until(both.is_over)
        assert both.in_order()
        copies = (both.told(both.port) & both.told(both.other_port)).total()
        assert 1 <= copies <= both.told(both.port).total() - strike.noted
        before = both.heard().total()
        both.first.go_on()
        # It ends the calls that it had begun, one a chat at most, sends nothing else that was sent meanwhile, and has
        # its share of what comes now.
        await until(both.is_fair)
        assert both.heard().total() - before <= len(CHATS)
        assert max(both.told(both.port).values()) == 1
        before, pauses = both.heard().total(), both.pauses()
        await both.fill()
        await until(lambda: both.is_over() and both.heard().total() >= before + len(CHATS) * CALLS)
        # A machine that itself stands still for so long takes a share away once more.
        assert both.heard().total() == before + len(CHATS) * CALLS or both.pauses() > pauses
        await both.stage.stop()
        assert [one.code for one in both.stage.stops] == [0, 0]
