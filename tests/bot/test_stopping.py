"""The end of the service: within ten seconds and with code 0, also when nothing answers any more."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot import systemd
from bot.stopping import until_signal
from storage.vault import create_keys
from tests.bot.fake import TOKEN, FakeApi, serving
from tests.bot.waiting import until

ROOT = str(Path(__file__).parents[2])

ENDS_WITHIN = 10.0
"""Seconds; what is promised to whoever stops the service."""

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@dataclass
class Service:
    """The service as a process."""

    process: asyncio.subprocess.Process
    log: Path

    async def end(self) -> tuple[int, float]:
        """Wait for its end; returns its code and how many seconds that took."""
        begun = time.monotonic()
        async with asyncio.timeout(60):
            code = await self.process.wait()
        return code, time.monotonic() - begun


@asynccontextmanager
async def service(
    folder: Path, database_url: str, api: str, *, arguments: Sequence[str] = (), **more: str
) -> AsyncIterator[Service]:
    """Run the service within the block, from when it says that it runs."""
    create_keys(folder / "keys.json")
    settings = {
        "DATABASE_URL": database_url,
        "KEYS": str(folder / "keys.json"),
        "EVIDENCE_URL": f"file://{folder / 'evidence'}",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API": api,
        "LISTEN": "127.0.0.1:0",
    }
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": ROOT, **more}
    environment |= {f"NGUONTIN_{name}": value for name, value in settings.items()}
    log = folder / "log"
    with log.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", *arguments, cwd=folder, env=environment, stdout=file, stderr=file
        )
    try:
        await until(lambda: b"running: " in log.read_bytes() or process.returncode is not None)
        assert process.returncode is None, log.read_text()
        yield Service(process, log)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert b"CANARY" not in log.read_bytes()


def silent() -> FakeApi:
    """Return a messenger that takes every call and answers none."""
    return FakeApi(lambda _, __: (200, {}), is_over=lambda: True)


@on_sqlite
async def test_a_messenger_that_never_answers_does_not_hold_up_the_end(tmp_path: Path, database_url: str) -> None:
    api = silent()
    async with serving(api), service(tmp_path, database_url, api.address) as running:
        await api.resting.wait()
        running.process.send_signal(signal.SIGTERM)
        code, seconds = await running.end()
    assert (code, seconds < ENDS_WITHIN) == (0, True), running.log.read_text()


def talkative() -> FakeApi:
    """Return a messenger that is well and has no news."""
    api = FakeApi(lambda method, _: (200, {"ok": True, "result": [] if method == "getUpdates" else True}))
    api.is_over = lambda: any(method == "getUpdates" for method, _ in api.asked)
    return api


def backends(database_url: str) -> list[int]:
    """Return the server's processes that serve this database, and the one that lets others in first."""
    conninfo = database_url.replace("+psycopg", "")
    address = conninfo_to_dict(conninfo)
    with psycopg.connect(make_conninfo(conninfo, dbname="postgres"), autocommit=True) as connection:
        rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [address["dbname"]]).fetchall()
        path = connection.execute("SHOW data_directory").fetchone()
    assert path is not None
    return [int(Path(path[0], "postmaster.pid").read_text().split()[0]), *(pid for (pid,) in rows)]


@contextmanager
def standing_still(pids: list[int]) -> Iterator[None]:
    """Stop processes within the block: they are there, and answer nothing."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@asynccontextmanager
async def hanging(folder: Path, database_url: str) -> AsyncIterator[Service]:
    """Run the service on a database that stands still from some moment on."""
    api = talkative()
    async with serving(api), service(folder, database_url, api.address) as running:
        await until(lambda: len(backends(database_url)) > 1)
        with standing_still(backends(database_url)):
            yield running


@on_postgresql
async def test_a_database_that_stands_still_does_not_hold_up_the_end(tmp_path: Path, database_url: str) -> None:
    async with hanging(tmp_path, database_url) as running:
        running.process.send_signal(signal.SIGTERM)
        code, seconds = await running.end()
    assert (code, seconds < ENDS_WITHIN) == (0, True), running.log.read_text()


@on_postgresql
async def test_who_asks_a_second_time_need_not_wait(tmp_path: Path, database_url: str) -> None:
    async with hanging(tmp_path, database_url) as running:
        running.process.send_signal(signal.SIGTERM)
        # Not earlier: two signals of one kind that nobody has looked at yet are one.
        await asyncio.sleep(0.5)
        running.process.send_signal(signal.SIGTERM)
        code, seconds = await running.end()
    assert (code, seconds < 5) == (0, True), running.log.read_text()


@on_sqlite
async def test_systemd_hears_that_the_service_is_ready_alive_and_stopping(tmp_path: Path, database_url: str) -> None:
    api = talkative()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(str(tmp_path / "notify"))
        channel.settimeout(60)
        more = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "300000"}
        async with serving(api), service(tmp_path, database_url, api.address, **more) as running:
            heard = [await asyncio.to_thread(channel.recv, 100) for _ in range(3)]
            running.process.send_signal(signal.SIGTERM)
            await running.end()
        while heard[-1] != b"STOPPING=1":
            heard.append(channel.recv(100))
    assert heard[:3] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_without_systemd_nothing_is_told_and_nothing_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"):
        monkeypatch.delenv(name, raising=False)
    assert not systemd.notify(systemd.READY)
    assert systemd.alive_every() is None
    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere/notify")
    assert not systemd.notify(systemd.READY)
    monkeypatch.setenv("WATCHDOG_USEC", "30000000")
    assert systemd.alive_every() == timedelta(seconds=10)
    monkeypatch.setenv("WATCHDOG_PID", "1")
    assert systemd.alive_every() is None


async def test_work_that_ends_by_itself_ends_the_waiting_and_so_does_its_error() -> None:
    async def work() -> None:
        await asyncio.sleep(0)

    async def fail() -> None:
        raise KeyError

    await until_signal(work())
    with pytest.raises(KeyError):
        await until_signal(fail())
