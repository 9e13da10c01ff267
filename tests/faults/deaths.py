"""Deaths at exact moments: on the wire, at named points of the code, at system calls, in the midst of a command.

Every named point is somebody's here: `VISITS` says which scenario reaches it, and a run says which it never reached.
"""

import asyncio
import itertools
import re
import shutil
import signal
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from storage import schema
from storage.archive import ArchiveError, parts
from storage.crashpoints import VARIABLE
from storage.vault import Vault
from tests.dying import forking
from tests.faults.databases import Place
from tests.faults.oracle import Violation, violations
from tests.faults.playing import CannotRunError, Run, acts, end, load, with_note
from tests.faults.processes import ROOT, Arranged, Process, run_command
from tests.faults.stage import Stage, Tally, open_stage
from tests.migrations.released_rows import put_into, released, rows_in

FILE_CALLS = {"pwrite64": 2_000, "write": 500, "fdatasync": 60, "fsync": 60, "rename": 30, "unlink": 15}
WIRE_CALLS = {"sendto": 400, "recvfrom": 400, "write": 500, "fsync": 30, "rename": 15}
"""System calls that what is kept goes through, with SQLite and with PostgreSQL. A life ends at one of its first so many
calls of a kind; more often at one of the very first."""

MOMENTS = ("before", "after", "answered")
METHODS = ("getUpdates", "sendMessage", "editMessageText", "deleteMessage", "answerCallbackQuery", "getFile", "file")

OF_A_WEBHOOK = ("after_webhook_body", "inside_journal_commit", "after_journal_commit")
OF_CLOCKS = ("inside_steps", "inside_handovers", "inside_draft_reminders", "inside_purge", "after_purge_commit")
OF_BACKUPS = ("inside_backup", "before_backup_is_named", "after_backup_is_named")
OF_RESTORES = ("inside_restore", "after_restore_commit")
OF_PHOTOS = (
    "after_download",
    "inside_file",
    "before_file_is_named",
    "after_file_is_named",
    "after_files_kept",
)
"""Named points that are reached by what only some scenarios do."""

LATEST_PASSING = 6
MOST_MISSES = 3
"""So often a point comes again that a life did not reach in time."""

DAYS = 24
"""The clock goes on by so many days at most: the marks of updates, by which the oracle knows them, live longer."""

_DAY = 86_400
_NAMED_POINT = re.compile(r'crashpoint\("(\w+)"\)')
_LONG_LIFE_SECONDS = 4.0


def crash_points() -> list[str]:
    """Return the named points that the product's code passes."""
    folders = ("bot", "handlers", "storage")
    files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
    texts = [file.read_text(encoding="utf-8") for file in files if file.name != "crashpoints.py"]
    return sorted({name for text in texts for name in _NAMED_POINT.findall(text)})


def points_of_service() -> list[str]:
    """Return those that the whole service passes by itself while people talk."""
    others = {*OF_CLOCKS, *OF_BACKUPS, *OF_RESTORES, "after_webhook_body"}
    return [one for one in crash_points() if one not in others]


VISITS: Mapping[str, Callable[[], Sequence[str]]] = {
    "points": points_of_service,
    "webhook-points": lambda: OF_A_WEBHOOK,
    "clock-points": lambda: OF_CLOCKS,
    "command-points": lambda: (*OF_BACKUPS, *OF_RESTORES),
}
"""By scenario, the named points that it reaches."""


async def killed_on_the_wire(run: Run) -> Tally:
    """Killed exactly when a call arrives, has taken effect, or was answered."""
    async with open_stage(run.place(), run.seed) as stage:
        [service] = stage.start(nursery=run.nursery)
        reached: list[str] = []

        async def strike() -> bool:
            await service.until_runs()
            wanted = stage.chance.choice(METHODS), stage.chance.choice(MOMENTS)
            left = stage.chance.randint(1, 6)

            def ambush(method: str, moment: str, _port: int) -> None:
                nonlocal left
                if (method, moment) == wanted:
                    left -= 1
                    if left == 0:
                        service.kill()

            stage.api.ambush = ambush
            is_reached = await _dies(service)
            stage.api.ambush = lambda _method, _moment, _port: None
            if is_reached:
                reached.append(f"wire: {' '.join(wanted)}")
            return is_reached

        tally = await acts(stage, [service], run, count=run.points, strike=strike)
        return replace(tally, reached=tuple(reached))


async def killed_at_points(run: Run) -> Tally:
    """Killed at each named point that the service passes by itself, at its first passing and at a later one."""
    names = [one for one in points_of_service() if run.has_photos or one not in OF_PHOTOS]
    return await _killed_at(run, names, is_webhook=False)


async def killed_at_points_of_a_webhook(run: Run) -> Tally:
    """Killed between a webhook's request and its answer."""
    return await _killed_at(run, OF_A_WEBHOOK, is_webhook=True)


async def _killed_at(run: Run, names: Sequence[str], *, is_webhook: bool) -> Tally:
    wishes = _Wishes(names, Random(run.seed))  # noqa: S311 - the same misfortunes at every run
    tally, reached = await _arranged(run, wishes.next, is_webhook=is_webhook)
    return replace(tally, reached=tuple(f"point: {one}" for one in reached), aimed=tuple(sorted(wishes.tried)))


class _Wishes:
    """The named points at which lives are to end: each at its first passing, then each at a later one, and again."""

    def __init__(self, names: Sequence[str], chance: Random) -> None:
        self.tried: set[str] = set()
        self._names = names
        self._chance = chance
        self._left: deque[tuple[str, bool]] = deque()
        self._last: tuple[tuple[str, bool], str] | None = None
        self._misses: Counter[tuple[str, bool]] = Counter()

    def next(self, reached: Sequence[str]) -> Arranged:
        """Return the next life's death, told what was reached so far; what was missed comes again a few times."""
        if self._last is not None and reached[-1:] != [self._last[1]]:
            wish = self._last[0]
            self._misses[wish] += 1
            if self._misses[wish] <= MOST_MISSES:
                self._left.append(wish)
        if not self._left:
            for is_later in (False, True):
                order = self._chance.sample(self._names, len(self._names))
                self._left.extend((name, is_later) for name in order)
        name, is_later = wish = self._left.popleft()
        self.tried.add(name)
        place = f"{name}:{self._chance.randint(2, LATEST_PASSING) if is_later else 1}"
        self._last = (wish, place)
        return Arranged(place, {VARIABLE: place})


async def killed_at_system_calls(run: Run) -> Tally:
    """Killed at the N-th write, fsync or send of a life, by strace."""
    strace = shutil.which("strace")
    if strace is None:
        raise CannotRunError("strace is not installed")
    calls = WIRE_CALLS if run.server else FILE_CALLS
    chance = Random(run.seed)  # noqa: S311 - the same misfortunes at every run

    def arrange(_reached: Sequence[str]) -> Arranged:
        call, most = chance.choice(list(calls.items()))
        number = round(most ** (chance.random() ** 1.5))
        what = ["-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={number}"]
        return Arranged(call, tracer=[strace, "-f", "-qq", "-o", "/dev/null", *what])

    tally, reached = await _arranged(run, arrange)
    tally = replace(tally, reached=tuple(f"system call: {one}" for one in reached))
    return tally if reached else with_note(tally, "strace reached no point")


async def _arranged(
    run: Run, arrange: Callable[[Sequence[str]], Arranged], *, is_webhook: bool = False
) -> tuple[Tally, list[str]]:
    """Let each life of the service have an arranged death; returns which of them came, too."""
    async with open_stage(run.place(), run.seed, webhook=is_webhook) as stage:
        [service] = stage.start(nursery=run.nursery)

        async def strike() -> bool:
            service.arrange = lambda: arrange(service.reached)
            await service.until_begun()
            await service.until_runs_or_ended()
            return await _dies(service)

        async def calm() -> None:
            service.arrange = None
            service.kill()

        tally = await acts(stage, [service], run, count=run.points, strike=strike, calm=calm)
        return tally, service.reached


async def _dies(service: Process) -> bool:
    """Wait for the death that was arranged; one that does not come in time is made up for. Returns whether it came."""
    if await service.until_ended(_LONG_LIFE_SECONDS):
        return True
    service.kill()
    await service.until_ended(10)
    return False


# Clocks.


async def killed_by_the_clock(run: Run) -> Tally:
    """Killed while something is said because it is due, or erased, from day to day."""
    async with open_stage(run.place(), run.seed) as stage:
        clock = stage.folder / "clock"
        clock.write_text("0")
        # Nobody acknowledges anything, so that everything falls due.
        stage.api.on_message = lambda _chat, _message: None
        [service] = stage.start(nursery=run.nursery, FAULTS_CLOCK=str(clock))
        await service.until_runs()
        await _report_and_leave(stage, run)
        count = min(run.points, DAYS)
        for day, point in zip(range(1, count + 1), itertools.cycle(OF_CLOCKS), strict=False):
            service.arrange = _once(Arranged(f"{point}:1", {VARIABLE: point}))
            await asyncio.to_thread(clock.write_text, str(day * _DAY))
            service.kill()
            await service.until_ended(10)
            await service.until_begun()
            await _dies(service)
            await service.until_runs()
            await _report_and_leave(stage, run)
        # A last night without a death: what was left behind goes.
        await asyncio.to_thread(clock.write_text, str((count + 1) * _DAY))
        service.kill()
        await service.until_ended(10)
        await service.until_runs()
        tally = await end(stage, [service])
        late = _late(stage, (count + 1) * _DAY)
        found = (Violation("I14", "moments that came and were not acted upon", late),) if late else ()
        return replace(
            tally,
            reached=tuple(f"point: {one}" for one in service.reached),
            aimed=tuple(OF_CLOCKS[:count]),
            violations=(*tally.violations, *found),
        )


def _once(arranged: Arranged) -> Callable[[], Arranged | None]:
    """Return what arranges a single death."""
    left: list[Arranged | None] = [arranged]
    return lambda: left.pop() if left else None


async def _report_and_leave(stage: Stage, run: Run) -> None:
    """Let two people report, and one leave what they were writing."""
    for _ in range(2):
        stage.town.report_at_once()
    stage.town.leave_draft(has_photo=run.has_photos)
    await stage.rest()


def _late(stage: Stage, seconds: float) -> tuple[str, ...]:
    """Return the moments that should have come by a clock that is ahead by so much, and are still open."""
    now = f"now() + interval '{seconds - 60} seconds'"
    if stage.place.is_sqlite:
        now = f"datetime('now', '+{seconds - 60} seconds')"
    rows = stage.place.rows(f"SELECT id, kind FROM due_times WHERE done_at IS NULL AND due_at < {now}")  # noqa: S608 - ours
    return tuple(f"{kind} {row}" for row, kind in rows)


# Commands.


async def killed_in_commands(run: Run) -> Tally:
    """Backups that are killed while people talk, and restores that are killed: the old or the new, and nothing else."""
    other = run.place()
    async with open_stage(run.place(), run.seed) as stage:
        stage.town.has_photos = run.has_photos
        [service] = stage.start(nursery=run.nursery)
        file, reached, found = stage.folder / "backup.tar", list[str](), list[str]()
        async with load(stage, run.citizens):
            await service.until_runs()
            await asyncio.sleep(min(2.0, run.seconds))
            for point in OF_BACKUPS:
                code = await _command(stage, run, ["backup", str(file)], {VARIABLE: point})
                reached += [f"point: {point}:1"] if code == -signal.SIGKILL else []
                found += [f"{point}: the backup is not whole"] if not _is_whole(file, stage.vault) else []
        await stage.rest()
        await stage.stop()
        back = await _command(stage, run, ["backup", str(file)], {})
        found += [f"a backup after the kills ended with {back}"] if back else []
        place = other or Place(f"sqlite+aiosqlite:///{stage.folder / 'restored.db'}")
        evidence = stage.folder / "restored"
        target = {"NGUONTIN_DATABASE_URL": place.url, "NGUONTIN_EVIDENCE_URL": f"file://{evidence}"}
        for point in OF_RESTORES:
            code = await _command(stage, run, ["restore", "--replace", str(file)], target | {VARIABLE: point})
            reached += [f"point: {point}:1"] if code == -signal.SIGKILL else []
            # Before the commit nothing is there, after it everything.
            count = _count_of_tips(place)
            is_right = count == (0 if point == "inside_restore" else len(stage.place.rows("SELECT id FROM tips")))
            found += [] if is_right else [f"{point}: {count} tips"]
        code = await _command(stage, run, ["restore", "--replace", str(file)], target)
        found += [f"a restore after the kills ended with {code}"] if code else []
        tally = stage.judge([service])
        restored = replace(stage.case(), place=place, evidence=evidence)
        wrong = [*tally.violations, *(replace(one, says=f"restored: {one.says}") for one in violations(restored))]
        if found:
            wrong.append(Violation("I10", "backups and restores", tuple(found)))
        return replace(
            tally,
            kills=tally.kills + len(reached),
            reached=tuple(reached),
            aimed=(*OF_BACKUPS, *OF_RESTORES),
            violations=tuple(wrong),
        )


async def _command(stage: Stage, run: Run, arguments: Sequence[str], variables: Mapping[str, str]) -> int:
    """Run a command of the service to its end; returns how that was."""
    return await run_command(
        arguments, stage.environment | dict(variables), log=stage.folder / "commands.log", nursery=run.nursery
    )


def _is_whole(file: Path, vault: Vault) -> bool:
    """Whether a backup is not there, or is whole."""
    if not file.exists():
        return True
    try:
        with file.open("rb") as source:
            return sum(1 for _ in parts(source, vault)) > 0
    except ArchiveError:
        return False


def _count_of_tips(place: Place) -> int:
    """Return how many tips a database has; 0 where it has no tables."""
    if place.is_sqlite and not place.file.exists():
        return 0
    with schema.connected(place.url, reads_only=True) as connection:
        is_empty = schema.revision_of(connection) is None
    return 0 if is_empty else len(place.rows("SELECT id FROM tips"))


async def killed_in_migrations(run: Run) -> Tally:
    """Migrations from every released schema, killed before one of their statements or commits; then run again."""
    return await asyncio.to_thread(_migrations, run)


def _migrations(run: Run) -> Tally:
    chance = Random(run.seed)  # noqa: S311 - the same misfortunes at every run
    revisions = schema.revisions()
    found, reached = list[str](), list[str]()
    with tempfile.TemporaryDirectory(prefix="nguontin-migrations-") as name, forking("tests.migrations.killing") as ask:
        folder = Path(name)
        place = run.place() or Place(f"sqlite+aiosqlite:///{folder / 'migrated.db'}")
        moments: dict[str, int] = {}
        for _ in range(run.points):
            revision = chance.choice(revisions[:-1])
            rows = released(revision)
            if revision not in moments:
                put_into(place.url, rows, schema_at=revision)
                moments[revision] = ask({"url": place.url, "moment": 10_000})
            moment = chance.randint(1, moments[revision])
            put_into(place.url, rows, schema_at=revision)
            if ask({"url": place.url, "moment": moment}) == -signal.SIGKILL:
                reached.append(f"migration: from {revision}")
            schema.migrate(place.url)
            kept = rows_in(place.url, folder)
            is_kept = all(
                [{column: row[column] for column in before[0]} for row in kept[table]] == before
                for table, before in rows.rows.items()
            )
            found += [] if is_kept and not schema.differences(place.url) else [f"from {revision} at {moment}"]
    return Tally(
        kills=len(reached),
        violations=(Violation("I10", "migrations that were killed", tuple(found)),) if found else (),
        reached=tuple(reached),
    )


def never_reached(tallies: Sequence[Tally]) -> list[str]:
    """Return the named points that these runs meant to reach and did not."""
    reached = {one.removeprefix("point: ").partition(":")[0] for tally in tallies for one in tally.reached}
    return sorted({name for tally in tallies for name in tally.aimed} - reached)
