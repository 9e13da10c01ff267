"""The simulation as a command: who is played through which messenger, and what is printed meanwhile."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from simulation import oracle
from simulation.grammar import Grammar, Place, places_of
from simulation.invitations import invite
from simulation.ledger import Ledger
from simulation.own_messenger import FIRST_PERSON, OwnMessenger, serving
from simulation.people_of_webchat import NoMessengerError, PeopleOfWebchat, cast_of, connections
from simulation.play import Load, Play, watch
from simulation.summary import Summary, summary_of

BOT_NAME = "simulated"
OFFICERS = 5
"""Officers that are invited where nobody says how many, and the bot has no webchat with staff of its own."""

BOT_SECONDS = 300.0
"""So long a bot that is still to be started is waited for."""

_SETTLING_SECONDS = 60.0
_CLOCKS_DIFFER = timedelta(seconds=30)


class SimulationError(Exception):
    """The simulation cannot begin; the message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What is asked for on the command line.

    Attributes:
        load: How much there is to do.
        citizens: How many citizens, at most.
        officers: How many officers, at most; None for all that a webchat has, or as many as `OFFICERS`.
        api: The address of a webchat; empty to open a messenger of its own.
        port: Where that listens on loopback; 0 for any free port.
        token: With which the bot calls it; empty for a fresh one.
        province: The code of the province whose communes are told of.
        database_url: The service's, for invitations and for the oracle.
        keys: The service's.
        is_checked: Whether the oracle looks afterwards.
    """

    load: Load
    citizens: int
    officers: int | None
    api: str
    port: int
    token: str
    province: str
    database_url: str
    keys: Path
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The figures, and what the oracle found; None where it was not asked."""

    summary: Summary
    differences: list[str] | None

    @property
    def is_well(self) -> bool:
        """Whether nothing failed and nothing differs."""
        return not self.summary.failures and not self.differences


async def simulate(orders: Orders, *, console: Console) -> Result:
    """Play, and compare; a signal to stop ends the play, and the summary is of what was done so far.

    Args:
        orders: What is asked for.
        console: Where progress and settings are printed.

    Raises:
        SimulationError: If it cannot begin.
        VaultError: If the service's keys are needed and cannot be read.
    """
    try:
        places = places_of(orders.province)
    except KeyError:
        raise SimulationError(f"there is no province {orders.province}; a province has two digits") from None
    ledger = Ledger()
    since = datetime.now(UTC) - _CLOCKS_DIFFER
    opened = _through_webchat if orders.api else _through_own_messenger
    try:
        async with opened(orders, places, ledger, console.print) as play:
            await _until_stopped(play, ledger, console)
            found = await _check(orders, ledger, since, play, console) if orders.is_checked else None
    except NoMessengerError as error:
        raise SimulationError(str(error)) from None
    return Result(summary_of(ledger), found)


async def _check(orders: Orders, ledger: Ledger, since: datetime, play: Play, console: Console) -> list[str]:
    console.print("Waiting until the service has nothing left to do, to compare.")
    async with oracle.opened(orders.database_url, orders.keys) as (database, vault):
        # The phones still hear: what is delivered late is seen before it is compared.
        await oracle.settled(database, seconds=_SETTLING_SECONDS)
        stored = await oracle.read(database, vault, since=since)
    return oracle.differences(ledger, stored, played=play.phones)


# Who is played.


@asynccontextmanager
async def _through_webchat(
    orders: Orders, places: tuple[Place, ...], ledger: Ledger, announce: Callable[[str], None]
) -> AsyncIterator[Play]:
    """Give a play with the people of a running webchat."""
    async with connections() as http:
        address = orders.api.rstrip("/")
        bot, cast = await cast_of(http, address)
        if len(cast.citizens) < orders.citizens:
            announce(f"The webchat has {len(cast.citizens)} citizens to play.")
        likely = [one.name for one in places if any(one.name in caption for caption in cast.captions)]
        grammar = _grammar(orders, places, likely)
        people = PeopleOfWebchat(http, address, bot)
        play = Play(orders.load, grammar, people, ledger=ledger)
        play.add_citizens(cast.citizens[: orders.citizens])
        for officer in cast.officers[: orders.officers]:
            play.add_officer(officer)
        hearing = asyncio.create_task(people.listen(play.phones, after=cast.event))
        try:
            yield play
        finally:
            hearing.cancel()


@asynccontextmanager
async def _through_own_messenger(
    orders: Orders, places: tuple[Place, ...], ledger: Ledger, announce: Callable[[str], None]
) -> AsyncIterator[Play]:
    """Give a play through a messenger of its own, as soon as a bot asks it for updates."""
    count = OFFICERS if orders.officers is None else orders.officers
    messenger = OwnMessenger(orders.token)
    tokens = await _invitations(orders, places, count) if count else []
    # Who is invited works in the first communes, two in each, behind one at the province's desk.
    likely = [one.name for one in places[: count // 2]]
    play = Play(orders.load, _grammar(orders, places, likely), messenger, ledger=ledger)
    # Other people than in earlier runs, of whom the service may still know something.
    first = FIRST_PERSON + Random(datetime.now(UTC).timestamp()).randrange(10**9)  # noqa: S311 - no secret
    play.add_citizens(range(first, first + orders.citizens))
    for number, token in enumerate(tokens, start=first + orders.citizens):
        play.add_officer(number, token)
    messenger.phones = play.phones
    try:
        async with serving(messenger, port=orders.port) as address:
            bot = {"name": BOT_NAME, "token": messenger.token, "api": address, "kind": "webchat"}
            announce(f"Start the bot with NGUONTIN_BOTS='{json.dumps([bot])}'")
            try:
                async with asyncio.timeout(BOT_SECONDS):
                    await messenger.wait_for_bot()
            except TimeoutError:
                raise SimulationError(f"no bot has called within {BOT_SECONDS:.0f} seconds") from None
            yield play
    except OSError:
        raise SimulationError(f"port {orders.port} is taken; choose another with --port") from None


async def _invitations(orders: Orders, places: tuple[Place, ...], count: int) -> list[str]:
    async with oracle.opened(orders.database_url, orders.keys) as (database, vault):
        communes = [place.code for place in places]
        return await invite(
            database, vault, communes=communes, province=orders.province, count=count, now=datetime.now(UTC)
        )


def _grammar(orders: Orders, places: tuple[Place, ...], likely: list[str]) -> Grammar:
    return Grammar(Random(orders.load.seed), places, likely=likely)  # noqa: S311 - the same words for the same seed


# The play itself.


async def _until_stopped(play: Play, ledger: Ledger, console: Console) -> None:
    """Play to the end, or until SIGINT or SIGTERM."""
    playing = asyncio.create_task(play.run())
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, playing.cancel)
    with _progress(console, ledger) as show:
        watching = asyncio.create_task(watch(ledger, show))
        try:
            await asyncio.wait([playing])
            show(ledger)
        finally:
            watching.cancel()
            playing.cancel()
            for number in signals:
                loop.remove_signal_handler(number)
    if playing.cancelled():
        console.print("Stopped; what follows is of what was done so far.")
    elif error := playing.exception():
        raise error


@contextmanager
def _progress(console: Console, ledger: Ledger) -> Iterator[Callable[[Ledger], None]]:
    """Draw a bar of the tips that have a code; gives the function that moves it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("tips", total=ledger.wanted)

        def show(now: Ledger) -> None:
            failures = f", {now.failures.total()} failures" if now.failures else ""
            progress.update(bar, completed=len(now.told), description=f"{now.ended} conversations{failures}")

        yield show
