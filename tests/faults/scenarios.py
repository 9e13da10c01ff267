"""What is done to the service, one function for each kind of misfortune. Each plays on a stage, and asks the oracle."""

import asyncio
import itertools
import re
import resource
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bot.crashpoints import VARIABLE
from tests.faults.databases import Place, Server, filled, locked, small_disk
from tests.faults.mischief import Fault, Mischief, everywhere
from tests.faults.nursery import Nursery
from tests.faults.processes import ROOT, Arranged, Process
from tests.faults.stage import Stage, Tally, open_stage

CITIZENS = 10
"""So many talk at the same time."""

ACT_KILLS = 100
"""After so many kills everybody stops, the oracle is asked, and all goes on."""

FILE_CALLS = {"pwrite64": 2_000, "write": 500, "fdatasync": 60, "fsync": 60, "rename": 30, "unlink": 15}
WIRE_CALLS = {"sendto": 400, "recvfrom": 400, "write": 500, "fsync": 30, "rename": 15}
"""System calls that what is kept goes through, with SQLite and with PostgreSQL. A life ends at one of its first so many
calls of a kind; more often at one of the very first."""

MOMENTS = ("before", "after", "answered")
METHODS = ("getUpdates", "sendMessage", "editMessageText", "deleteMessage", "answerCallbackQuery", "getFile", "file")

PARTS = ("intake", "handling", "sender", "reminders")

DISK_MEGABYTES = 96
LOCKED_SECONDS = (1.0, 7.0)
"""Less, and more, than SQLite's busy timeout."""

_NAMED_POINT = re.compile(r'crashpoint\("(\w+)"\)')
_LONG_LIFE_SECONDS = 4.0


class CannotRunError(Exception):
    """The scenario needs what is not here; the message says what."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a scenario is played.

    Attributes:
        seed: Where all luck comes from.
        server: The PostgreSQL to play on; on SQLite where there is none.
        kills: Kills at most.
        points: Exact points at most.
        seconds: After so long it comes to its end, whatever is left of kills and points.
        nursery: Where lives are forked in a fraction of a second; without one each begins from nothing.
        backlog: Updates that wait before the start.
        citizens: So many talk at the same time.
        has_photos: Whether they send photos, too; who is killed while fetching one keeps it for most of a minute.
    """

    seed: int
    server: Server | None = None
    nursery: Nursery | None = None
    kills: int = 20
    points: int = 10
    seconds: float = 60.0
    backlog: int = 2_000
    citizens: int = CITIZENS
    has_photos: bool = True

    def place(self) -> Place | None:
        """Return a fresh database, None for an SQLite file of the stage's own."""
        return self.server.create() if self.server else None


Scenario = Callable[[Run], Awaitable[Tally]]


@asynccontextmanager
async def _load(stage: Stage, citizens: int) -> AsyncIterator[None]:
    """Let people talk within the block; after it they finish what they began."""
    stage.town.is_open = True
    living = asyncio.create_task(stage.town.live(citizens))
    try:
        yield
        stage.town.is_open = False
        await living
    finally:
        stage.town.is_open = False
        living.cancel()
        await asyncio.wait({living})


async def _end(stage: Stage, processes: Sequence[Process]) -> Tally:
    """Let everything come to rest, stop cleanly, and ask the oracle."""
    await stage.rest()
    await stage.stop()
    return stage.judge(processes)


async def _acts(
    stage: Stage,
    processes: Sequence[Process],
    run: Run,
    *,
    count: int,
    strike: Callable[[], Awaitable[bool]],
    calm: Callable[[], Awaitable[None]] | None = None,
) -> Tally:
    """Strike until so many strikes have counted, while people talk; a violation ends it.

    After each act everybody calms down, and the oracle is asked.
    """
    stage.town.has_photos = run.has_photos
    until = stage.api.ledger.now() + run.seconds
    left = count
    while left > 0 and stage.api.ledger.now() < until:
        async with _load(stage, run.citizens):
            for _ in range(ACT_KILLS):
                if left == 0 or stage.api.ledger.now() >= until:
                    break
                left -= await strike()
            if calm is not None:
                await calm()
        await stage.rest()
        tally = stage.judge(processes)
        if tally.violations:
            return tally
    return await _end(stage, processes)


async def _kill_somewhen(chance: Random, process: Process) -> bool:
    """Kill a process somewhere in its life: while it starts, or up to a second and a half later; that counts always."""
    if chance.random() < 0.15:
        await asyncio.sleep(chance.random())
    else:
        await process.until_runs()
        await asyncio.sleep(chance.random() * 1.5)
    process.kill()
    return await process.until_ended(10)


async def killed(run: Run) -> Tally:
    """The whole service, killed at random."""
    async with open_stage(run.place(), run.seed) as stage:
        [service] = stage.start(nursery=run.nursery)
        return await _acts(stage, [service], run, count=run.kills, strike=lambda: _kill_somewhen(stage.chance, service))


async def parts_killed(run: Run) -> Tally:
    """Intake, handling, sender and reminders as processes of their own, one of them killed at a time."""
    async with open_stage(run.place(), run.seed) as stage:
        parts = stage.start(*PARTS, nursery=run.nursery)

        async def strike() -> bool:
            return await _kill_somewhen(stage.chance, stage.chance.choice(parts))

        return await _acts(stage, parts, run, count=run.kills, strike=strike)


async def copies_killed(run: Run) -> Tally:
    """Two copies of the whole service on one database, either of them killed."""
    async with open_stage(run.place(), run.seed) as stage:
        both = stage.start(",".join(PARTS), ",".join(PARTS), nursery=run.nursery)

        async def strike() -> bool:
            return await _kill_somewhen(stage.chance, stage.chance.choice(both))

        return await _acts(stage, both, run, count=run.kills, strike=strike)


async def webhook_killed(run: Run) -> Tally:
    """The whole service behind a webhook, killed at random."""
    async with open_stage(run.place(), run.seed, webhook=True) as stage:
        [service] = stage.start(nursery=run.nursery)
        return await _acts(stage, [service], run, count=run.kills, strike=lambda: _kill_somewhen(stage.chance, service))


async def killed_on_the_wire(run: Run) -> Tally:
    """Killed exactly when a call arrives, has taken effect, or was answered."""
    async with open_stage(run.place(), run.seed) as stage:
        [service] = stage.start(nursery=run.nursery)

        async def strike() -> bool:
            await service.until_runs()
            wanted = stage.chance.choice(METHODS), stage.chance.choice(MOMENTS)
            left = stage.chance.randint(1, 6)

            def ambush(method: str, moment: str) -> None:
                nonlocal left
                if (method, moment) == wanted:
                    left -= 1
                    if left == 0:
                        service.kill()

            stage.api.ambush = ambush
            is_reached = await _dies(service)
            stage.api.ambush = lambda _method, _moment: None
            return is_reached

        return await _acts(stage, [service], run, count=run.points, strike=strike)


def crash_points() -> list[str]:
    """Return the named points that the product's code passes."""
    folders = ("bot", "handlers", "storage")
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    found = {name for file in files for name in _NAMED_POINT.findall(file.read_text(encoding="utf-8"))}
    return sorted(found - {"after_journal_commit"} | ({"after_journal_commit"} if _passes_journal(files) else set()))


def _passes_journal(files: Sequence[Path]) -> bool:
    """Whether the point that `bot/crashpoints.py` names as its example is passed anywhere else."""
    texts = (file.read_text(encoding="utf-8") for file in files if file.name != "crashpoints.py")
    return any('crashpoint("after_journal_commit")' in text for text in texts)


async def killed_at_points(run: Run) -> Tally:
    """Killed at each named point of the code, at its first passing or a later one."""
    points = crash_points()
    if not points:
        raise CannotRunError('the product calls crashpoint("…") nowhere yet')
    turns = itertools.cycle(points)

    def arrange(chance: Random) -> Arranged:
        point = next(turns)
        return Arranged(point, {VARIABLE: f"{point}:{chance.randint(1, 8)}"})

    tally, reached = await _arranged(run, arrange)
    missed = sorted(set(points) - set(reached))
    note = f"{len(reached)} deaths at {len(set(reached))} of {len(points)} points"
    return _with_note(tally, f"{note}; never reached: {', '.join(missed)}" if missed else note)


async def killed_at_system_calls(run: Run) -> Tally:
    """Killed at the N-th write, fsync or send of a life, by strace."""
    strace = shutil.which("strace")
    if strace is None:
        raise CannotRunError("strace is not installed")
    calls = WIRE_CALLS if run.server else FILE_CALLS

    def arrange(chance: Random) -> Arranged:
        call, most = chance.choice(list(calls.items()))
        number = round(most ** (chance.random() ** 1.5))
        what = ["-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={number}"]
        return Arranged(call, tracer=[strace, "-f", "-qq", "-o", "/dev/null", *what])

    tally, reached = await _arranged(run, arrange)
    counts = ", ".join(f"{name} {count}" for name, count in sorted(Counter(reached).items()))
    return _with_note(tally, f"{len(reached)} exact points: {counts}" if reached else "strace reached no point")


async def _arranged(run: Run, arrange: Callable[[Random], Arranged]) -> tuple[Tally, list[str]]:
    """Let each life of the service have an arranged death; returns which of them came, too."""
    async with open_stage(run.place(), run.seed) as stage:
        [service] = stage.start(nursery=run.nursery)

        async def strike() -> bool:
            service.arrange = lambda: arrange(stage.chance)
            await service.until_begun()
            await service.until_runs_or_ended()
            return await _dies(service)

        async def calm() -> None:
            service.arrange = None
            service.kill()

        tally = await _acts(stage, [service], run, count=run.points, strike=strike, calm=calm)
        return tally, service.reached


async def _dies(service: Process) -> bool:
    """Wait for the death that was arranged; one that does not come in time is made up for. Returns whether it came."""
    if await service.until_ended(_LONG_LIFE_SECONDS):
        return True
    service.kill()
    await service.until_ended(10)
    return False


async def faulty_api(run: Run) -> Tally:
    """A Bot API whose calls fail in every way, take effect without an answer, and whose updates come twice and late."""
    chance = Random(run.seed)  # noqa: S311 - the same misfortunes at every run
    faults = Mischief(chance, everywhere(0.12), repeated=0.1, shuffled_seconds=0.3)
    async with open_stage(run.place(), run.seed, mischief=faults) as stage:
        return await _for_a_while(stage, run)


async def too_many_requests(run: Run) -> Tally:
    """A Bot API that wants to be left alone, by one chat or by the whole bot."""
    chance = Random(run.seed)  # noqa: S311 - the same misfortunes at every run
    limits = {Fault.TOO_MANY: 0.08, Fault.TOO_MANY_FOR_ALL: 0.01}
    faults = Mischief(chance, {"sendMessage": limits, "editMessageText": limits, "getUpdates": {Fault.TOO_MANY: 0.02}})
    async with open_stage(run.place(), run.seed, mischief=faults) as stage:
        return await _for_a_while(stage, run)


async def unreachable_people(run: Run) -> Tally:
    """Citizens and an officer who blocked the bot or are gone: their tips are kept, and the others are told."""
    async with open_stage(run.place(), run.seed) as stage:
        officer = 3
        stage.api.mischief.refused[officer] = (403, "Forbidden: bot was blocked by the user")
        stage.unreachable.add(officer)
        service = stage.start()
        async with _load(stage, run.citizens):
            for number in range(40):
                answer = (403, "Forbidden: user is deactivated") if number % 2 else (400, "Bad Request: chat not found")
                chat = stage.town.newcomer()
                stage.api.mischief.refused[chat] = answer
                stage.unreachable.add(chat)
                stage.town.report_at_once(chat)
                await asyncio.sleep(min(run.seconds, 20.0) / 40)
        return await _end(stage, service)


async def _for_a_while(stage: Stage, run: Run) -> Tally:
    """Let people talk while the API misbehaves; then it behaves again, and everything has to arrive."""
    service = stage.start()
    async with _load(stage, run.citizens):
        await service[0].until_runs()
        await asyncio.sleep(min(run.seconds, 60.0))
        stage.town.is_open = False
        stage.api.mischief.is_on = False
    return await _end(stage, service)


async def database_killed(run: Run) -> Tally:
    """PostgreSQL killed and started again while people talk."""
    server = run.server
    if server is None:
        raise CannotRunError("SQLite is no server that could be killed")
    async with open_stage(run.place(), run.seed) as stage:
        [service] = stage.start()

        async def strike() -> bool:
            await asyncio.sleep(0.5 + stage.chance.random() * 2)
            stage.api.ledger.disturb("database killed")
            await asyncio.to_thread(server.kill)
            await asyncio.sleep(stage.chance.random() * 2)
            await asyncio.to_thread(server.start)
            stage.api.ledger.disturb("database started")
            return True

        await service.until_runs()
        tally = await _acts(stage, [service], run, count=max(1, run.kills // 5), strike=strike)
        return _with_note(tally, f"the database was killed {stage.api.ledger.count('database killed')} times")


async def database_locked(run: Run) -> Tally:
    """The SQLite file held by another process, for less and for more than the busy timeout."""
    _only_sqlite(run)
    async with open_stage(None, run.seed) as stage:
        [service] = stage.start()
        async with _load(stage, run.citizens):
            await service.until_runs()
            for seconds in LOCKED_SECONDS:
                await asyncio.sleep(1 + stage.chance.random())
                await _while_locked(stage, seconds)
            await asyncio.sleep(1.0)
        return await _end(stage, [service])


async def _while_locked(stage: Stage, seconds: float) -> None:
    def hold(until: asyncio.Event) -> None:
        with locked(stage.place.file):
            asyncio.run_coroutine_threadsafe(_passed(seconds, until), loop).result()

    loop, until = asyncio.get_running_loop(), asyncio.Event()
    stage.api.ledger.disturb("database locked")
    await asyncio.to_thread(hold, until)
    stage.api.ledger.disturb("database unlocked")


async def _passed(seconds: float, event: asyncio.Event) -> None:
    await asyncio.sleep(seconds)
    event.set()


async def disk_full(run: Run) -> Tally:
    """No room on the database's disk for a while: nothing is confirmed that was not written, and it heals by itself."""
    _only_sqlite(run)
    with small_disk(DISK_MEGABYTES) as disk:
        async with open_stage(None, run.seed, disk=disk) as stage:
            [service] = stage.start()
            async with _load(stage, run.citizens):
                await service.until_runs()
                for _ in range(2):
                    await asyncio.sleep(1 + stage.chance.random())
                    stage.api.ledger.disturb("disk full")
                    if disk is None:
                        await _with_small_files(stage, service)
                    else:
                        with filled(disk):
                            await asyncio.sleep(3.0)
                    stage.api.ledger.disturb("room again")
                await asyncio.sleep(1.0)
            tally = await _end(stage, [service])
            how = "a small file system was full" if disk else "files could not grow (no file system may be mounted)"
            return _with_note(tally, how)


async def _with_small_files(stage: Stage, service: Process) -> None:
    """Let no file of the service grow for a while; a stand-in for a full disk."""
    if service.pid is None:
        return
    size = stage.place.file.stat().st_size
    with suppress(ProcessLookupError):
        _, hard = resource.prlimit(service.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        await asyncio.sleep(3.0)
        resource.prlimit(service.pid, resource.RLIMIT_FSIZE, (hard, hard))


async def clock_steps(run: Run) -> Tally:
    """The server's clock an hour off, in either direction, while people talk."""
    async with open_stage(run.place(), run.seed) as stage:
        clock = stage.folder / "clock"
        clock.write_text("0")
        stage.town.patience = 60.0
        [service] = stage.start(FAULTS_CLOCK=str(clock))
        async with _load(stage, run.citizens):
            await service.until_runs()
            for seconds in (3_600, 0, -3_600, 0):
                await asyncio.sleep(2 + stage.chance.random())
                stage.api.ledger.disturb("clock step")
                clock.write_text(str(seconds))
            await asyncio.sleep(2.0)
        await stage.rest(seconds=30.0)
        return await _end(stage, [service]) if not stage.notes else await _after_an_hour(stage, service, clock)


async def _after_an_hour(stage: Stage, service: Process, clock: Path) -> Tally:
    """Say that something waits for the clock to come round again, and let it."""
    found = [one for one in stage.judge([service]).violations if one.invariant == "I11"]
    await asyncio.to_thread(clock.write_text, "4000")
    tally = await _end(stage, [service])
    return replace(tally, violations=tuple(dict.fromkeys((*found, *tally.violations))))


async def poison(run: Run) -> Tally:
    """Updates that nobody can handle, among others: nested too deeply, of another form, and one that meets a bug."""
    async with open_stage(run.place(), run.seed) as stage:
        service = stage.start(FAULTS_POISON="POISON")
        stage.api.phones[777].has_begun = True
        async with _load(stage, run.citizens):
            await service[0].until_runs()
            for body in (_nested, _misshapen, _with_bug):
                stage.poisoned.add(stage.api.arrive_raw(body, queue=body.__name__))
                await asyncio.sleep(0.3)
            stage.api.arrive_raw(_of_another_kind, queue="of_another_kind")
            await asyncio.sleep(2.0)
        return await _end(stage, service)


def _nested(number: int) -> bytes:
    return b'{"update_id":%d,"message":' % number + b'{"reply_to_message":' * 5_000 + b"{}" + b"}" * 5_001


def _misshapen(number: int) -> bytes:
    return b'{"update_id":%d,"message":"no message"}' % number


def _with_bug(number: int) -> bytes:
    person = b'"id":777,"first_name":"Bao"'
    return (
        b'{"update_id":%d,"message":{"message_id":%d,"date":1795176000,"from":{%s,"is_bot":false},'
        b'"chat":{%s,"type":"private"},"text":"POISON"}}' % (number, 10**9 + number, person, person)
    )


def _of_another_kind(number: int) -> bytes:
    return b'{"update_id":%d,"a_kind_of_next_year":{"id":1}}' % number


async def backlog(run: Run) -> Tally:
    """Everything that people sent during a long outage, waiting before the start."""
    async with open_stage(run.place(), run.seed) as stage:
        for _ in range(run.backlog // 2):
            stage.town.report_at_once()
        stage.town.pace = 0.0
        service = stage.start()
        began = stage.api.ledger.now()
        await stage.rest(seconds=max(run.seconds, run.backlog / 20))
        seconds = stage.api.ledger.now() - began
        peak = service[0].peak_mib()
        tally = await _end(stage, service)
        return _with_note(tally, f"{run.backlog} updates in {seconds:.0f} s, {peak:.0f} MiB at most")


async def stopped(run: Run) -> Tally:
    """Asked to stop again and again under load."""
    async with open_stage(run.place(), run.seed) as stage:
        lived: list[Process] = []
        async with _load(stage, run.citizens):
            for _ in range(max(2, run.kills // 10)):
                [service] = stage.start(nursery=run.nursery)
                lived.append(service)
                await service.until_runs()
                await asyncio.sleep(stage.chance.random() * 2)
                await stage.stop()
            lived += stage.start(nursery=run.nursery)
        return await _end(stage, lived)


def _only_sqlite(run: Run) -> None:
    """Raise CannotRunError on another database."""
    if run.server is not None:
        raise CannotRunError("PostgreSQL has no file that could be locked, and its disk is its own matter")


def _with_note(tally: Tally, note: str) -> Tally:
    return replace(tally, notes=(*tally.notes, note))


SCENARIOS: dict[str, Scenario] = {
    "kills": killed,
    "parts": parts_killed,
    "copies": copies_killed,
    "webhook": webhook_killed,
    "wire": killed_on_the_wire,
    "points": killed_at_points,
    "system-calls": killed_at_system_calls,
    "api": faulty_api,
    "limits": too_many_requests,
    "unreachable": unreachable_people,
    "database-killed": database_killed,
    "database-locked": database_locked,
    "disk-full": disk_full,
    "clock": clock_steps,
    "poison": poison,
    "backlog": backlog,
    "stop": stopped,
}
"""Every scenario by its name on the command line."""
