"""What is done to the service, one function for each kind of misfortune. Each plays on a stage, and asks the oracle."""

import asyncio
import resource
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.faults.databases import filled, locked, small_disk
from tests.faults.deaths import (
    killed_at_points,
    killed_at_points_of_a_webhook,
    killed_at_system_calls,
    killed_by_the_clock,
    killed_in_commands,
    killed_in_migrations,
    killed_on_the_wire,
)
from tests.faults.mischief import Fault, Mischief, everywhere
from tests.faults.playing import CannotRunError, Run, Scenario, acts, end, kill_somewhen, load, with_note
from tests.faults.processes import Process
from tests.faults.stage import Stage, Tally, open_stage

PARTS = ("intake", "handling", "sender", "reminders")

DISK_MEGABYTES = 96
LOCKED_SECONDS = (1.0, 7.0)
"""Less, and more, than SQLite's busy timeout."""

STILL_SECONDS = 3.0
"""A sender that stands still for so long loses its lanes here; in production later."""


async def killed(run: Run) -> Tally:
    """The whole service, killed at random."""
    async with open_stage(run.place(), run.seed) as stage:
        [service] = stage.start(nursery=run.nursery)
        return await acts(stage, [service], run, count=run.kills, strike=lambda: kill_somewhen(stage.chance, service))


async def parts_killed(run: Run) -> Tally:
    """Intake, handling, sender and reminders as processes of their own, one of them killed at a time."""
    async with open_stage(run.place(), run.seed) as stage:
        parts = stage.start(*PARTS, nursery=run.nursery)

        async def strike() -> bool:
            return await kill_somewhen(stage.chance, stage.chance.choice(parts))

        return await acts(stage, parts, run, count=run.kills, strike=strike)


async def copies_killed(run: Run) -> Tally:
    """Two copies of the whole service on one database, either of them killed."""
    async with open_stage(run.place(), run.seed) as stage:
        both = stage.start(",".join(PARTS), ",".join(PARTS), nursery=run.nursery)

        async def strike() -> bool:
            return await kill_somewhen(stage.chance, stage.chance.choice(both))

        return await acts(stage, both, run, count=run.kills, strike=strike)


async def webhook_killed(run: Run) -> Tally:
    """The whole service behind a webhook, killed at random."""
    async with open_stage(run.place(), run.seed, webhook=True) as stage:
        [service] = stage.start(nursery=run.nursery)
        return await acts(stage, [service], run, count=run.kills, strike=lambda: kill_somewhen(stage.chance, service))


async def senders_killed(run: Run) -> Tally:
    """Two senders that share an outbox, either of them killed, or stopped for longer than it may stand still."""
    if run.server is None:
        raise CannotRunError("with SQLite one process sends")
    async with open_stage(run.place(), run.seed) as stage:
        names = (",".join(one for one in PARTS if one != "sender"), "sender", "sender")
        processes = stage.start(*names, nursery=run.nursery, FAULTS_STILL=str(STILL_SECONDS))

        async def strike() -> bool:
            sender = stage.chance.choice(processes[1:])
            if stage.chance.random() < 0.7:
                return await kill_somewhen(stage.chance, sender)
            await sender.until_runs()
            await asyncio.sleep(stage.chance.random())
            sender.stand_still()
            await asyncio.sleep(STILL_SECONDS * (1.5 + stage.chance.random()))
            sender.go_on()
            # It counts as no kill.
            return False

        return await acts(stage, processes, run, count=run.kills, strike=strike)


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
        async with load(stage, run.citizens):
            for number in range(40):
                answer = (403, "Forbidden: user is deactivated") if number % 2 else (400, "Bad Request: chat not found")
                chat = stage.town.newcomer()
                stage.api.mischief.refused[chat] = answer
                stage.unreachable.add(chat)
                stage.town.report_at_once(chat)
                await asyncio.sleep(min(run.seconds, 20.0) / 40)
        return await end(stage, service)


async def _for_a_while(stage: Stage, run: Run) -> Tally:
    """Let people talk while the API misbehaves; then it behaves again, and everything has to arrive."""
    service = stage.start()
    async with load(stage, run.citizens):
        await service[0].until_runs()
        await asyncio.sleep(min(run.seconds, 60.0))
        stage.town.is_open = False
        stage.api.mischief.is_on = False
    return await end(stage, service)


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
        tally = await acts(stage, [service], run, count=max(1, run.kills // 5), strike=strike)
        return with_note(tally, f"the database was killed {stage.api.ledger.count('database killed')} times")


async def database_locked(run: Run) -> Tally:
    """The SQLite file held by another process, for less and for more than the busy timeout."""
    _only_sqlite(run)
    async with open_stage(None, run.seed) as stage:
        [service] = stage.start()
        async with load(stage, run.citizens):
            await service.until_runs()
            for seconds in LOCKED_SECONDS:
                await asyncio.sleep(1 + stage.chance.random())
                await _while_locked(stage, seconds)
            await asyncio.sleep(1.0)
        return await end(stage, [service])


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
            async with load(stage, run.citizens):
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
            tally = await end(stage, [service])
            how = "a small file system was full" if disk else "files could not grow (no file system may be mounted)"
            return with_note(tally, how)


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
        async with load(stage, run.citizens):
            await service.until_runs()
            for seconds in (3_600, 0, -3_600, 0):
                await asyncio.sleep(2 + stage.chance.random())
                stage.api.ledger.disturb("clock step")
                clock.write_text(str(seconds))
            await asyncio.sleep(2.0)
        await stage.rest(seconds=30.0)
        return await end(stage, [service]) if not stage.notes else await _after_an_hour(stage, service, clock)


async def _after_an_hour(stage: Stage, service: Process, clock: Path) -> Tally:
    """Say that something waits for the clock to come round again, and let it."""
    found = [one for one in stage.judge([service]).violations if one.invariant == "I11"]
    await asyncio.to_thread(clock.write_text, "4000")
    tally = await end(stage, [service])
    return replace(tally, violations=tuple(dict.fromkeys((*found, *tally.violations))))


async def poison(run: Run) -> Tally:
    """Updates that nobody can handle, among others: nested too deeply, of another form, and one that meets a bug."""
    async with open_stage(run.place(), run.seed) as stage:
        service = stage.start(FAULTS_POISON="POISON")
        stage.api.phones[777].has_begun = True
        async with load(stage, run.citizens):
            await service[0].until_runs()
            for body in (_nested, _misshapen, _with_bug):
                stage.poisoned.add(stage.api.arrive_raw(body, queue=body.__name__))
                await asyncio.sleep(0.3)
            stage.api.arrive_raw(_of_another_kind, queue="of_another_kind")
            await asyncio.sleep(2.0)
        return await end(stage, service)


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
        tally = await end(stage, service)
        return with_note(tally, f"{run.backlog} updates in {seconds:.0f} s, {peak:.0f} MiB at most")


async def stopped(run: Run) -> Tally:
    """Asked to stop again and again under load."""
    async with open_stage(run.place(), run.seed) as stage:
        lived: list[Process] = []
        async with load(stage, run.citizens):
            for _ in range(max(2, run.kills // 10)):
                [service] = stage.start(nursery=run.nursery)
                lived.append(service)
                await service.until_runs()
                await asyncio.sleep(stage.chance.random() * 2)
                await stage.stop()
            lived += stage.start(nursery=run.nursery)
        return await end(stage, lived)


def _only_sqlite(run: Run) -> None:
    """Raise CannotRunError on another database."""
    if run.server is not None:
        raise CannotRunError("PostgreSQL has no file that could be locked, and its disk is its own matter")


SCENARIOS: dict[str, Scenario] = {
    "kills": killed,
    "parts": parts_killed,
    "copies": copies_killed,
    "senders": senders_killed,
    "webhook": webhook_killed,
    "wire": killed_on_the_wire,
    "points": killed_at_points,
    "webhook-points": killed_at_points_of_a_webhook,
    "clock-points": killed_by_the_clock,
    "command-points": killed_in_commands,
    "migrations": killed_in_migrations,
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
