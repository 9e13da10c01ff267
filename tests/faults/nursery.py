"""Starts the service in a fraction of a second: one process imports it once, and forks a life of it for each start.

A thousand kills would else be a thousand times the imports of aiogram. What is forked runs the service's own command
line from its beginning, with its own environment, session and standard error.

    python -m tests.faults.nursery /path/of/socket
"""

import asyncio
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.altered import alter, command_line, die_with_parent

PRELOADED = ("bot.__main__", "bot.service", "bot.app", "handlers", "uvloop")
_MOST_BYTES = 2**16


def main() -> None:
    """Import the service, say so, and fork a life for each connection until standard input ends."""
    for name in PRELOADED:
        importlib.import_module(name)
    _warm_up()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(sys.argv[1])
        listener.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        _Nursery(listener).run()


def _warm_up() -> None:
    """Read what every life reads: the names of places."""
    importlib.import_module("places.gazetteer").load()


class _Nursery:
    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._lives: dict[int, socket.socket] = {}

    def run(self) -> None:
        ended, ending = os.pipe()
        os.set_blocking(ending, False)
        signal.set_wakeup_fd(ending)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        with selectors.DefaultSelector() as selector:
            for one in (self._listener, ended, sys.stdin):
                selector.register(one, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in selector.select()}
                if sys.stdin in ready:
                    return
                if ended in ready:
                    os.read(ended, 512)
                    self._report()
                if self._listener in ready:
                    self._begin(self._listener.accept()[0])

    def _begin(self, connection: socket.socket) -> None:
        content, [stderr], _, _ = socket.recv_fds(connection, _MOST_BYTES, 1)
        wanted = json.loads(content)
        pid = os.fork()
        if pid == 0:
            self._listener.close()
            connection.close()
            for other in self._lives.values():
                other.close()
            _live(wanted["arguments"], wanted["environment"], stderr)
        os.close(stderr)
        self._lives[pid] = connection
        connection.sendall(b"%d\n" % pid)

    def _report(self) -> None:
        """Tell of every life that has ended."""
        for pid in list(self._lives):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                with self._lives.pop(pid) as connection, suppress(OSError):
                    connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _live(arguments: list[str], environment: dict[str, str], stderr: int) -> None:
    """Be the service until it ends; never returns."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    die_with_parent()
    nothing = os.open(os.devnull, os.O_RDWR)
    for to, what in ((0, nothing), (1, nothing), (2, stderr)):
        os.dup2(what, to)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["nguontin", *arguments]
    _arm()
    alter()
    code = 1
    try:
        command_line()()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except Exception:  # noqa: BLE001 - the end of the process, as Python would write it
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _arm() -> None:
    """Arm the crash points that the environment names: they were imported without it."""
    from storage import crashpoints  # noqa: PLC0415 - only a life has it

    place = os.environ.get(crashpoints.VARIABLE)
    if not place:
        return
    idle, armed = crashpoints.crashpoint, crashpoints.armed(place)
    for module in list(sys.modules.values()):
        if getattr(module, "crashpoint", None) is idle:
            vars(module)["crashpoint"] = armed


@dataclass(slots=True)
class ForkedLife:
    """A life that was forked, as `asyncio.subprocess.Process` would show it."""

    pid: int
    stderr: asyncio.StreamReader | None
    _answers: asyncio.StreamReader
    _writer: asyncio.StreamWriter
    _pipe: asyncio.BaseTransport
    returncode: int | None = None
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self) -> int:
        """Return its exit code once it has ended."""
        if self.returncode is None:
            line = await self._answers.readline()
            self.returncode = int(line) if line else -int(signal.SIGKILL)
            self._writer.close()
            self._over.set()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)


class Nursery:
    """The process that forks, seen from outside."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "nursery"
        self._process: asyncio.subprocess.Process | None = None

    async def ensure(self) -> None:
        """Start it anew where it has ended."""
        if self._process is None or self._process.returncode is not None:
            self._socket.unlink(missing_ok=True)
            await self.start()

    async def start(self) -> None:
        """Start it, and wait until it has imported everything."""
        root = Path(__file__).parents[2]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.nursery",
            str(self._socket),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        if self._process.stdout is None or await self._process.stdout.readline() != b"ready\n":
            raise RuntimeError("the service could not be imported")

    async def begin(self, arguments: list[str], environment: dict[str, str]) -> ForkedLife:
        """Fork a life of the service with these arguments of its command line."""
        connection = socket.socket(socket.AF_UNIX)
        connection.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(connection, str(self._socket))
        ours, theirs = os.pipe()
        content = json.dumps({"arguments": arguments, "environment": environment}).encode()
        socket.send_fds(connection, [content], [theirs])
        os.close(theirs)
        answers, writer = await asyncio.open_connection(sock=connection)
        pid = int(await answers.readline())
        stderr = asyncio.StreamReader()
        pipe, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stderr), os.fdopen(ours, "rb"))
        return ForkedLife(pid, stderr, answers, writer, pipe)

    async def stop(self) -> None:
        """End it."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            await self._process.wait()


if __name__ == "__main__":
    main()
