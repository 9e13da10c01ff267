"""The play: citizens and officers on their phones, all at once, until every tip is sent or somebody stops it."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from random import Random
from time import monotonic

from simulation.citizens import Citizen
from simulation.grammar import Grammar
from simulation.ledger import Ledger
from simulation.officers import Officer
from simulation.owners import Patience
from simulation.phones import Carrier, NoAnswerError, NotTakenError, Phone
from simulation.scripts import Script, scripts

MOST_CITIZENS = 5_000

_LOOK_SECONDS = 0.1
_ARRIVING_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Load:
    """How much there is to do.

    Attributes:
        tips: Conversations that lead to a tip; some more lead to none.
        seed: Of everything that is left to chance.
        rate: Conversations that begin in a second, at most; None for as fast as the citizens can.
        at_once: Conversations at the same time, at most.
        linger: How long officers and answers are waited for after the last conversation, in seconds.
        patience: How long people wait.
        quiet: Everything is over when nobody has heard anything for so many seconds, and no officer is at work.
    """

    tips: int
    seed: int = 1
    rate: float | None = None
    at_once: int = MOST_CITIZENS
    linger: float = 60.0
    patience: Patience = field(default_factory=Patience)
    quiet: float = 2.0


class Play:
    """Everybody who takes part, and what they have in hand."""

    def __init__(self, load: Load, grammar: Grammar, carrier: Carrier, *, ledger: Ledger) -> None:
        """Take what is to be done, and the messenger; people are added afterwards."""
        self.phones: dict[int, Phone] = {}
        self._load = load
        self._grammar = grammar
        self._carrier = carrier
        self._ledger = ledger
        self._chance = Random(load.seed)  # noqa: S311 - the same load for the same seed
        self._citizens: list[Citizen] = []
        self._officers: dict[Officer, str] = {}
        self._gate = asyncio.Semaphore(load.at_once)
        self._next_at = 0.0
        self._scripts: list[Script] = []
        ledger.wanted = load.tips

    def add_citizens(self, people: Sequence[int]) -> None:
        """Let these people be citizens."""
        for person in people:
            phone = self._phone(person)
            chance = Random(self._chance.getrandbits(64))  # noqa: S311 - as above
            self._citizens.append(Citizen(phone, self._ledger, self._grammar, chance, self._load.patience))

    def add_officer(self, person: int, invitation: str = "") -> None:
        """Let this person be an officer, with an invitation unless they are one already."""
        phone = self._phone(person)
        chance = Random(self._chance.getrandbits(64))  # noqa: S311 - as above
        officer = Officer(phone, self._ledger, self._grammar, chance, self._load.patience)
        self._officers[officer] = invitation

    def _phone(self, person: int) -> Phone:
        return self.phones.setdefault(person, Phone(person, self._carrier))

    async def run(self) -> None:
        """Play all of it; whoever cancels this keeps what the ledger holds so far."""
        made = scripts(self._grammar, self._chance, tips=self._load.tips)
        # The last conversation stands first on the pile, so that the first is taken next.
        self._scripts = made[::-1]
        over = asyncio.Event()
        try:
            await self._arrive()
            self._ledger.began_at = monotonic()
            async with asyncio.TaskGroup() as group:
                working = [group.create_task(officer.work()) for officer in self._officers]
                telling = [group.create_task(self._tell(one)) for one in self._citizens]
                await asyncio.wait(telling)
                self._ledger.ended_at = monotonic()
                answering = [group.create_task(one.answer_until(over)) for one in self._citizens]
                await self._wait_until_quiet()
                over.set()
                await asyncio.wait(answering) if answering else None
                for task in working:
                    task.cancel()
        finally:
            self._ledger.ended_at = self._ledger.ended_at or monotonic()

    async def _arrive(self) -> None:
        """Let everybody begin their chat, officers first: without them nobody would take the first tips."""
        await _all([self._officer_arrives(one, token) for one, token in self._officers.items()])
        await _all([self._citizen_arrives(one) for one in self._citizens])

    async def _officer_arrives(self, officer: Officer, invitation: str) -> None:
        try:
            await officer.arrive(invitation)
        except (NoAnswerError, NotTakenError) as error:
            self._ledger.fail(str(error))

    async def _citizen_arrives(self, citizen: Citizen) -> None:
        try:
            await citizen.arrive()
        except (NoAnswerError, NotTakenError) as error:
            self._ledger.fail(str(error))

    async def _tell(self, citizen: Citizen) -> None:
        """Have one conversation after the other, until none is left."""
        while self._scripts:
            async with self._gate:
                if not self._scripts:
                    return
                script = self._scripts.pop()
                await self._turn()
                await citizen.converse(script)

    async def _turn(self) -> None:
        """Wait until the rate lets the next conversation begin."""
        if self._load.rate is None:
            return
        self._next_at = max(self._next_at, monotonic())
        pause = self._next_at - monotonic()
        self._next_at += 1 / self._load.rate
        await asyncio.sleep(pause)

    async def _wait_until_quiet(self) -> None:
        """Wait until officers and citizens have done with each other, at most as long as the load says."""
        heard, since = -1, monotonic()
        until = monotonic() + self._load.linger
        while monotonic() < until:
            now = sum(phone.heard for phone in self.phones.values())
            if now != heard or not all(officer.is_idle for officer in self._officers):
                heard, since = now, monotonic()
            if monotonic() - since >= self._load.quiet:
                return
            await asyncio.sleep(_LOOK_SECONDS)
        self._ledger.handled["left to do at the end"] += sum(officer.left for officer in self._officers)


async def _all(work: Sequence[Coroutine[None, None, None]]) -> None:
    """Do all of it, a few at a time."""
    gate = asyncio.Semaphore(_ARRIVING_AT_ONCE)

    async def one(part: Coroutine[None, None, None]) -> None:
        async with gate:
            await part

    await asyncio.gather(*map(one, work))


async def watch(ledger: Ledger, show: Callable[[Ledger], None]) -> None:
    """Show how far it is, again and again, until cancelled."""
    while True:
        show(ledger)
        await asyncio.sleep(_LOOK_SECONDS)
