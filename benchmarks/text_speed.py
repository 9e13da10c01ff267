"""How fast texts are read, and what that adds to a process: start-up and memory, each measured in fresh processes.

Speed is counted in seconds of processor time, which what else runs on the machine changes least. The first pass over
the texts, which loads the models and finds every cache empty, is told apart; of those behind it the median counts, and
the slowest and the fastest stand beside it.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.table import NOT_MEASURED, Figure

PASSES = 11
"""Passes over the texts behind the first, of which the median counts."""

NEWCOMER = """
import json, time
from datetime import UTC, datetime
from domain import reading, tip
from places import gazetteer
names = gazetteer.load()
def resident():
    lines = open("/proc/self/status", encoding="utf-8").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
before = resident()
start = time.perf_counter()
from triage.suggest import suggest
suggest("Cháy nhà ở chợ, có người kẹt bên trong", sent_at=datetime.now(UTC))
seconds = time.perf_counter() - start
for line in open(0, encoding="utf-8"):
    suggest(json.loads(line), sent_at=datetime.now(UTC))
print(json.dumps([seconds, (resident() - before) / 1024]))
"""
"""A process that has the places already, and begins to read texts; Linux only."""

COMMAND = (str(Path(sys.executable).with_name("nguontin")), "triage")
"""The whole command: places, texts, JSON in and out."""

LIMIT_SECONDS = 300


WARM = """
import json, sys, time
from datetime import UTC, datetime
from triage.suggest import suggest
passes, *texts = map(json.loads, sys.stdin)
at = datetime(2026, 11, 20, 14, tzinfo=UTC)
rates = []
for _ in range(passes):
    start = time.process_time()
    for text in texts:
        suggest(text, sent_at=at)
    rates.append(len(texts) / (time.process_time() - start))
print(json.dumps(rates))
"""
"""A process that reads the texts again and again, and tells how many a second it read in each pass."""


def figures(texts: Sequence[str], runs: int) -> list[Figure]:
    """Return the speed of reading, and what it adds to a process; the medians of some runs."""
    cold, *warm = _rates(texts, passes=1 + PASSES)
    lines = [_command_rate(texts) for _ in range(runs)]
    added = [_added(texts) for _ in range(runs)]
    return [
        Figure("texts a second, what and how urgent", "≥ 2,000", _median_of(warm)),
        Figure("… first pass, cold", NOT_MEASURED, f"{cold:,.0f}"),
        Figure("lines a second, `nguontin triage`", NOT_MEASURED, _median_of(lines)),
        Figure("added start-up", "≤ 0.3 s", f"{median(seconds for seconds, _ in added):.2f} s"),
        Figure("added memory", "≤ 60 MB", f"{median(mebibytes for _, mebibytes in added):.0f} MB"),
    ]


def _median_of(rates: Sequence[float]) -> str:
    """Return the median of some rates, with the slowest and the fastest."""
    return f"{median(rates):,.0f} ({min(rates):,.0f}–{max(rates):,.0f})"


def _rates(texts: Sequence[str], *, passes: int) -> list[float]:
    """Return how many texts a second a fresh process reads in each of some passes, the first of them cold."""
    lines = f"{passes}\n" + "".join(json.dumps(text) + "\n" for text in texts)
    rates: list[float] = json.loads(_answer(WARM, lines))
    return rates


def _command_rate(texts: Sequence[str]) -> float:
    """Return how many lines a second the command answers, its start-up taken off, which one line is measured by."""
    lines = [json.dumps({"id": place, "text": text}) + "\n" for place, text in enumerate([*texts] * 4)]
    return (len(lines) - 1) / (_command_seconds(lines) - _command_seconds(lines[:1]))


def _command_seconds(lines: Sequence[str]) -> float:
    """Return the processor time that the command takes for some lines."""
    before = _childrens_seconds()
    subprocess.run(  # noqa: S603 - ours
        COMMAND, input="".join(lines).encode(), stdout=subprocess.PIPE, check=True, timeout=LIMIT_SECONDS
    )
    return _childrens_seconds() - before


def _childrens_seconds() -> float:
    """Return the processor time of all processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _added(texts: Sequence[str]) -> tuple[float, float]:
    """Return the seconds and mebibytes that reading adds to a process that knows the places."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    seconds, mebibytes = json.loads(_answer(NEWCOMER, lines))
    return seconds, mebibytes


def _answer(program: str, lines: str) -> bytes:
    """Return what a program of ours says in a fresh process that is given some lines."""
    return subprocess.run(  # noqa: S603 - ours
        (sys.executable, "-c", program),
        input=lines.encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=LIMIT_SECONDS,
        cwd=Path(__file__).parents[1],
    ).stdout
