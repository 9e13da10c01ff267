"""Workers: forked, watched, begun anew when one ends by itself, and all ended when told to."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.app import Part
from bot.service import WrongUseError
from bot.settings import Settings
from bot.workers import run_workers
from tests.bot.waiting import until

HERE = Path(__file__).parents[2]

SCRIPT = """
import os, sys, time
from pathlib import Path
from bot.workers import Workers

folder, kind = Path(sys.argv[1]), sys.argv[2]

def work(number):
    (folder / f"{number}-{os.getpid()}").touch()
    if kind == "failing" or (kind == "failing once" and number == 0 and len(list(folder.glob("0-*"))) == 1):
        raise RuntimeError("CANARY")
    time.sleep(600)

sys.exit(Workers(2, work).run())
"""


@contextmanager
def watched(folder: Path, kind: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-c", SCRIPT, str(folder), kind]
    with subprocess.Popen(command, env=environment, cwd=folder) as process:  # noqa: S603 - ours
        try:
            yield process
        finally:
            process.kill()


def begun(folder: Path) -> list[int]:
    """Return the number of each worker that was begun."""
    return sorted(int(one.name.partition("-")[0]) for one in folder.iterdir())


def processes(folder: Path) -> list[int]:
    return [int(one.name.partition("-")[2]) for one in folder.iterdir()]


async def test_all_end_when_the_one_that_watches_is_told_to(tmp_path: Path) -> None:
    with watched(tmp_path, "steady") as process:
        await until(lambda: begun(tmp_path) == [0, 1])
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    for process_id in processes(tmp_path):
        with pytest.raises(ProcessLookupError):
            os.kill(process_id, 0)


async def test_one_that_ends_by_itself_is_begun_anew(tmp_path: Path) -> None:
    with watched(tmp_path, "failing once") as process:
        await until(lambda: begun(tmp_path) == [0, 0, 1])
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


async def test_what_no_restart_mends_is_given_up(tmp_path: Path) -> None:
    with watched(tmp_path, "failing") as process:
        assert process.wait(30) == 1
    assert len(begun(tmp_path)) < 20


def settings(database_url: str) -> Settings:
    bots = json.loads('[{"name": "main", "token": "4242:a-token-for-this-test"}]')
    return Settings(_env_file=None, database_url=database_url, bots=bots)


@pytest.mark.parametrize(
    ("url", "parts", "why"),
    [
        ("sqlite+aiosqlite:///x.db", list(Part), "PostgreSQL"),
        ("postgresql+psycopg://localhost/x", [Part.WEB], "handling"),
    ],
)
def test_what_cannot_be_shared_is_refused_in_a_sentence(url: str, parts: list[Part], why: str) -> None:
    with pytest.raises(WrongUseError, match=why):
        run_workers(settings(url), parts, 2)
