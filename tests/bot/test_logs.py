"""Logs: lines that machines read, without content; and a reader that is slow or gone never holds up who logs."""

import json
import logging
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import logs
from bot.logs import Lines
from tests.bot.test_metrics import numbers

ROOT = str(Path(__file__).parents[2])


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """A pipe: where to read and where to write."""
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        try:
            os.close(end)
        except OSError:
            continue  # A test has closed it.


def fill(descriptor: int) -> None:
    """Write until nothing more goes in."""
    os.set_blocking(descriptor, False)
    try:
        while os.write(descriptor, b"." * 4096):
            pass
    except BlockingIOError:
        os.set_blocking(descriptor, True)


def test_a_reader_that_stands_still_costs_lines_and_no_time(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    fill(writing)
    before = numbers()["nguontin_log_lines_dropped_total"]
    lines = Lines(writing, limit=10)
    begun = time.monotonic()
    for number in range(1_000):
        lines.put(f"line {number}")
    assert time.monotonic() - begun < 5
    # One may be in the hands of the thread.
    assert 989 <= lines.dropped <= 990
    assert numbers()["nguontin_log_lines_dropped_total"] == before + lines.dropped
    lines.flush(0.01)
    read = b""
    while b"line 9\n" not in read:
        read += os.read(reading, 65536)
    # What was not dropped comes, whole and in order, once somebody reads again.
    assert b"line 0\nline 1\n" in read


def test_a_reader_that_is_gone_costs_lines_and_nothing_else(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.close(reading)
    lines = Lines(writing)
    lines.put("to nobody")
    lines.flush(10)
    assert lines.dropped == 1
    os.close(writing)
    lines.put("to nothing")
    lines.flush(10)
    assert lines.dropped == 2


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_process_that_was_forked_writes_its_own_lines(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    lines = Lines(writing)
    lines.put("before")
    lines.flush(10)
    child = os.fork()
    if not child:
        lines.put("from the child")
        lines.flush(10)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    lines.put("after")
    lines.flush(10)
    assert os.read(reading, 65536) == b"before\nfrom the child\nafter\n"


def run(code: str, *, stderr: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        timeout=60,
        check=False,
    )


def test_every_line_says_what_when_how_bad_where_and_by_which_part() -> None:
    ended = run("""
        import logging, threading, warnings
        from bot.logs import set_up_logs, speak_as
        set_up_logs("info")
        speak_as("handling")
        logging.getLogger("bot.x").info("running: %s", "ở đây")
        try:
            raise KeyError("CANARY words of somebody")
        except KeyError:
            logging.getLogger("bot.x").exception("it failed")
        logging.getLogger("bot.x").error("with a token 4242:CANARY-token-that-nobody-may-see")
        logging.getLogger("bot.x").error("%s %s", "CANARY")
        warnings.warn("odd")
        thread = threading.Thread(target=lambda: {}["CANARY"])
        thread.start(); thread.join()
        raise ValueError("CANARY again")
    """)
    assert ended.returncode == 1
    assert "CANARY" not in ended.stderr
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert len(lines) == 7
    whole = [line for line in lines if "could not be formed" not in line["event"]]
    assert len(whole) == 6
    for line in whole:
        assert {"event", "level", "logger", "timestamp", "part"} <= line.keys()
        assert line["part"] == "handling"
        assert line["timestamp"].endswith("Z")
    assert whole[0]["event"] == "running: ở đây"
    assert "KeyError" in whole[1]["exception"]
    assert [line["level"] for line in whole] == ["info", "error", "error", "warning", "critical", "critical"]


@pytest.mark.parametrize("how", ["os.close(2)", "sys.stderr = sys.__stderr__ = None; os.close(2)"])
def test_a_service_whose_standard_error_is_closed_goes_on(how: str) -> None:
    ended = run(f"""
        import logging, os, sys
        from bot.logs import flush_logs, set_up_logs
        set_up_logs("info")
        {how}
        for _ in range(100):
            logging.getLogger("bot").info("to nothing")
        flush_logs()
        from bot import metrics
        print({{one.name: one.totals()[""] for one in metrics.COUNTERS if not one.label}}["nguontin_log_lines_dropped"])
    """)
    assert (ended.returncode, ended.stdout.strip()) == (0, "100.0")


def test_a_service_whose_standard_error_is_full_goes_on_and_ends(pipe: tuple[int, int]) -> None:
    _, writing = pipe
    fill(writing)
    ended = run(
        """
        import logging
        from bot.logs import set_up_logs
        set_up_logs("info")
        for _ in range(10_000):
            logging.getLogger("bot").info("to a full pipe")
        print("done")
        """,
        stderr=writing,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "done")


def test_a_line_that_cannot_be_formed_does_not_show_what_was_to_be_in_it() -> None:
    written: list[str] = []

    class Kept(Lines):
        def put(self, line: str) -> None:
            written.append(line)

    handler = logs._Handler(Kept(2))  # noqa: SLF001 - the handler itself
    handler.setFormatter(logs.formatter())
    handler.handle(logging.LogRecord("x", logging.ERROR, "/somewhere/x.py", 7, "%d", ("CANARY",), None))
    assert [json.loads(line)["event"] for line in written] == ["a line from x.py:7 could not be formed"]
