"""Every named point of the code is somebody's, what was never reached is named, and a run goes on where it stopped."""

import io
from pathlib import Path

from tests.faults.__main__ import KILLED, Log, Played, Portion, planned, play, summary
from tests.faults.databases import Place, Server
from tests.faults.deaths import OF_CLOCKS, VISITS, crash_points, never_reached
from tests.faults.nursery import Nursery
from tests.faults.oracle import Violation
from tests.faults.playing import Run
from tests.faults.scenarios import SCENARIOS
from tests.faults.stage import Tally

BROKEN = Tally(
    kills=3,
    tips=2,
    violations=(Violation("I1", "lost", ("1",)),),
    reached=("point: after_claim:1", "point: after_claim:4", "system call: fsync"),
    aimed=("after_claim", "after_call"),
)


def test_every_named_point_of_the_code_is_reached_by_a_scenario() -> None:
    visited = {name for names in VISITS.values() for name in names()}
    assert visited == set(crash_points())
    assert set(VISITS) <= SCENARIOS.keys()
    assert len(crash_points()) > 20


def test_what_was_never_reached_is_named() -> None:
    assert never_reached([BROKEN]) == ["after_call"]
    assert never_reached([BROKEN, Tally(reached=("point: after_call:2",))]) == []
    assert "sqlite: never reached: after_call" in list(summary([Played("a", "points", "sqlite", BROKEN)]))


def test_what_was_played_is_read_back_as_it_was() -> None:
    one = Played("a", "points", "sqlite", BROKEN)
    assert Played.from_json(one.as_json()) == one


def test_the_sums_name_kills_and_points_of_each_database() -> None:
    played = [Played("a", "points", "sqlite", BROKEN), Played("b", "points", "sqlite", BROKEN)]
    lines = list(summary(played))
    assert "| points | sqlite | 6 | 6 | 0 | 4 | 0 | 0 | 0 | 0 | 2 |" in lines
    assert "sqlite: 6 kills, 6 at exact points, 0 lost, 0 doubled, 2 violations" in lines
    assert "sqlite: 4 deaths by point: after_claim 2, after_claim later 2" in lines


BOTH = ("sqlite", "postgresql")


def test_a_thousand_kills_and_five_hundred_points_are_played_in_portions(tmp_path: Path) -> None:
    both = planned(
        list(SCENARIOS),
        dict.fromkeys(BOTH),
        nursery=Nursery(tmp_path),
        minutes=10,
        kills=1_000,
        points=500,
        backlog=100,
        seed=1,
    )
    of = {name: sum(one.run.kills for one in both if one.database == name and one.scenario in KILLED) for name in BOTH}
    assert all(500 <= kills <= 510 for kills in of.values())
    assert len({one.name for one in both}) == len(both)
    assert max(one.run.kills for one in both) <= 50
    assert all(one.run.points >= len(OF_CLOCKS) for one in both if one.scenario == "clock-points")


class _Gone(Server):
    """A PostgreSQL that does not start."""

    def __init__(self) -> None:
        """Start nothing."""

    def start(self) -> None:
        raise RuntimeError("gone")

    def create(self) -> Place:
        raise AssertionError("it does not start")


async def test_a_scenario_that_breaks_off_does_not_end_the_run_and_what_was_played_is_left_out() -> None:
    asked = io.StringIO()
    broken = Portion("backlog", "sqlite", Run(1, server=_Gone()))
    log = Log(played=asked)
    [first] = await play([broken], log)
    assert [one.invariant for one in first.tally.violations] == ["broken off"]
    known = [Played.from_json(line) for line in asked.getvalue().splitlines()]
    assert await play([broken], Log(), known=known) == [first]
