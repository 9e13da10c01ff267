"""The service as processes that are killed and start again, as under a supervisor of processes."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.ledger import Ledger
from tests.faults.nursery import ForkedLife, Nursery

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0
"""Only a process that hangs takes so long to say that it runs."""

STOP_SECONDS = 10.0
"""A clean stop takes no longer."""

_NOTHING = asyncio.subprocess.DEVNULL
_RESTART_SECONDS = 0.3

MOST_FAILED_STARTS = 20
"""Whatever ends so often in a row before it runs is not started again: what waits for it then ends in time."""

_LAST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class Stop:
    """How a stop went that should have been clean; `words` are the last that it said where it was not."""

    name: str
    seconds: float
    code: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A death that is arranged for one life: by variables, or by a tracer that is attached to it."""

    name: str
    variables: dict[str, str] = field(default_factory=dict)
    tracer: Sequence[str] = ()


@dataclass(slots=True)
class Process:
    """One process of the service, which is started again whenever it ends."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    log: Path
    ledger: Ledger
    nursery: Nursery | None = None
    """Where its lives are forked; without one each is a process that begins from nothing."""
    arrange: Callable[[], Arranged | None] | None = None
    """Asked at each start for the death of that life."""
    runs: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    starts: int = 0
    kills: int = 0
    codes: list[int] = field(default_factory=list)
    """How it ended each time by itself."""
    reached: list[str] = field(default_factory=list)
    """The arranged deaths that came."""
    _process: asyncio.subprocess.Process | ForkedLife | None = None
    _has_run: bool = False
    _is_awaited: bool = False
    _is_wanted: bool = True

    async def keep(self) -> None:
        """Keep it running until it is stopped."""
        failed_starts = 0
        while self._is_wanted and failed_starts < MOST_FAILED_STARTS:
            arranged = self.arrange() if self.arrange else None
            code = await self._live(arranged)
            failed_starts = 0 if self._has_run or code == -signal.SIGKILL else failed_starts + 1
            if self._is_awaited:
                self._is_awaited = False
            elif arranged is not None and code == -signal.SIGKILL:
                self.kills += 1
                self.reached.append(arranged.name)
            elif self._is_wanted:
                self.codes.append(code)
                self.ledger.disturb("ended by itself")
                await asyncio.sleep(_RESTART_SECONDS)

    async def _live(self, arranged: Arranged | None) -> int:
        """Start it, and return its exit code when it has ended."""
        self.ended.clear()
        self._has_run = False
        process = await self._begin(arranged.variables if arranged else {})
        self._process = process
        self.starts += 1
        tracer = await _attached(arranged.tracer, process.pid) if arranged and arranged.tracer else None
        listening = asyncio.create_task(self._listen(process))
        try:
            return await process.wait()
        finally:
            self.ledger.disturb("process ended")
            self.runs.clear()
            self.ended.set()
            self._signal(signal.SIGKILL)
            if tracer is not None:
                await tracer.wait()
            # A process that it had begun may hold its standard error open; what it says is of no interest.
            await asyncio.wait({listening}, timeout=1.0)
            listening.cancel()

    async def _begin(self, variables: dict[str, str]) -> asyncio.subprocess.Process | ForkedLife:
        environment = self.environment | variables
        if self.nursery is not None:
            return await self.nursery.begin(list(self.command[3:]), environment)
        return await asyncio.create_subprocess_exec(
            *self.command,
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
        )

    async def _listen(self, process: asyncio.subprocess.Process | ForkedLife) -> None:
        """Keep what it says, and notice when it says that it runs."""
        if process.stderr is None:
            return
        with self.log.open("ab") as log:
            while line := await process.stderr.readline():
                log.write(line)
                log.flush()
                if b"running: " in line:
                    self._has_run = True
                    self.runs.set()

    def kill(self) -> None:
        """Kill it and whatever it began, as an out-of-memory killer does."""
        if self._process is None or self._process.returncode is not None:
            return
        self._is_awaited = True
        self.kills += 1
        self.ledger.disturb("kill")
        self._signal(signal.SIGKILL)

    async def until_runs(self) -> None:
        """Wait until it says that it runs. Raises TimeoutError."""
        async with asyncio.timeout(START_SECONDS):
            await self.runs.wait()

    async def until_begun(self) -> None:
        """Wait until it lives. Raises TimeoutError."""
        async with asyncio.timeout(START_SECONDS):
            while self.ended.is_set() or self._process is None:  # noqa: ASYNC110 - the next life clears it
                await asyncio.sleep(0.005)

    async def until_runs_or_ended(self) -> None:
        """Wait until it says that it runs, or has ended before it could."""
        waiting = {asyncio.create_task(event.wait()) for event in (self.runs, self.ended)}
        try:
            await asyncio.wait(waiting, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()

    async def until_ended(self, seconds: float) -> bool:
        """Wait for its end, so long at most; returns whether it came."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.ended.wait()
            return True
        return False

    def stand_still(self) -> None:
        """Stop it where it is, as a machine does that is moved or has no memory left."""
        self.ledger.disturb("stands still")
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on where it stands still."""
        self._signal(signal.SIGCONT)
        self.ledger.disturb("goes on")

    async def stop(self) -> Stop:
        """Ask it to stop, and say how that went; it is not started again."""
        self._is_wanted = False
        began = time.monotonic()
        if self._process is None or self._process.returncode is not None:
            return Stop(self.name, 0.0, 0)
        self._signal_leader(signal.SIGTERM)
        await self.until_ended(STOP_SECONDS + 5)
        seconds, code = time.monotonic() - began, self._process.returncode
        return Stop(self.name, seconds, code, self.last_words() if code != 0 else "")

    def end(self) -> None:
        """End it for good."""
        self._is_wanted = False
        self._signal(signal.SIGKILL)

    @property
    def pid(self) -> int | None:
        """Its number while it lives."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    def peak_mib(self) -> float:
        """Return the largest resident memory of the process that lives now, 0 where none does."""
        if self.pid is None:
            return 0.0
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)

    def last_words(self) -> str:
        """Return the end of its log."""
        if not self.log.exists():
            return ""
        return self.log.read_bytes()[-_LAST_WORDS:].decode("utf-8", "replace")

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, number)

    def _signal_leader(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)


async def _attached(tracer: Sequence[str], pid: int) -> asyncio.subprocess.Process:
    """Attach a tracer; it ends with the process."""
    return await asyncio.create_subprocess_exec(*tracer, "-p", str(pid), stdout=_NOTHING, stderr=_NOTHING)


_COMMAND = (sys.executable, "-m", "tests.faults.altered")


def command(*, only: str = "") -> list[str]:
    """Return the command line of the service, whole or a part of it."""
    return [*_COMMAND, "run", *(["--only", only] if only else [])]


async def run_command(
    arguments: Sequence[str], environment: dict[str, str], *, log: Path, nursery: Nursery | None
) -> int:
    """Run another command of the service's to its end, and keep what it says; returns how it ended."""
    process: asyncio.subprocess.Process | ForkedLife
    if nursery is not None:
        process = await nursery.begin(list(arguments), environment)
    else:
        process = await asyncio.create_subprocess_exec(
            *_COMMAND, *arguments, env=environment, stdout=_NOTHING, stderr=asyncio.subprocess.PIPE, cwd=ROOT
        )
    code = await process.wait()
    if process.stderr is not None:
        with log.open("ab") as file:
            file.write(await process.stderr.read())
    return code
