"""A named point ends the process that passes it, at the time that was asked for, and no other."""

import signal
import subprocess
import sys

import pytest

from storage import crashpoints
from storage.crashpoints import VARIABLE

PASSES = """
from storage.crashpoints import crashpoint
for number in range(5):
    crashpoint("elsewhere")
    crashpoint("after_journal_commit")
    print(number, flush=True)
"""


@pytest.mark.parametrize(("place", "passed"), [("after_journal_commit", 0), ("after_journal_commit:3", 2)])
def test_the_process_ends_at_the_asked_passing(place: str, passed: int) -> None:
    run = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", PASSES], env={VARIABLE: place}, capture_output=True, text=True, check=False
    )
    assert run.returncode == -signal.SIGKILL
    assert run.stdout.split() == [str(number) for number in range(passed)]


def test_without_the_variable_nothing_happens() -> None:
    run = subprocess.run([sys.executable, "-c", PASSES], env={}, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert len(run.stdout.split()) == 5
    crashpoints.crashpoint("after_journal_commit")
