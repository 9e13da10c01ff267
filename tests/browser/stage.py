"""The real demo in a process of its own, and the browser in which its people are played."""

import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from threading import Timer

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
START_SECONDS = 180.0
"""A first start records the replays, and other tests may run beside it."""

STOP_SECONDS = 20.0

CHROMIUM = shutil.which("chromium")
"""Debian's Chromium, None where it is not installed."""

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""Options with which Chromium runs as root, without a screen, and asks nobody on the network for anything."""


class Person(IntEnum):
    """The demo's people, by their numbers in the messenger."""

    LAN = 1001
    MINH = 1002
    HUNG = 2001
    THAO = 2002
    SON = 2003
    HANH = 2004
    QUANG = 2005
    DUNG = 2006


class DemoError(Exception):
    """The demo did not start; holds what it wrote."""


class Demo:
    """A demo that can be started, killed, and started again on the same data."""

    def __init__(self, data: Path) -> None:
        """Take the folder in which it keeps everything; the port is a free one, the same at every start."""
        self._data = data
        self._port = _free_port()
        self._errors = data.parent / f"{data.name}-errors.txt"
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where the messenger's page is."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it and wait until it says that it can be used. Raises DemoError."""
        command = [sys.executable, "-m", "bot", "demo", "--port", str(self._port), "--data", str(self._data)]
        with self._errors.open("a") as errors:
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True)  # noqa: S603 - our own program
        self._process = process
        limit = Timer(START_SECONDS, process.kill)
        limit.start()
        try:
            # Ends without the address where the process does.
            is_ready = any(self.address in line for line in process.stdout or ())
        finally:
            limit.cancel()
        if not is_ready:
            self.kill()
            raise DemoError(self._errors.read_text())

    def stop(self) -> None:
        """Let it finish what is in flight."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it in the middle of whatever it does, as a power cut would."""
        self._end(signal.SIGKILL)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be killed for the length of the block, and come back on the same data."""
        self.kill()
        try:
            yield
        finally:
            self.start()

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with process:
            process.send_signal(how)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def _free_port() -> int:
    """Return a loopback port that is free, and the one after it too: the demo's console listens there."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@contextmanager
def running_demo(data: Path) -> Iterator[Demo]:
    """Run a demo within the block."""
    demo = Demo(data)
    try:
        demo.start()
        yield demo
    finally:
        demo.stop()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open Debian's Chromium within the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
