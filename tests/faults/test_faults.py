"""A seeded slice of what `sh scripts/faults` does: the service as processes, and what goes wrong around it."""

import pytest

from tests.faults.databases import Server
from tests.faults.nursery import Nursery
from tests.faults.playing import CannotRunError, Run
from tests.faults.scenarios import SCENARIOS
from tests.faults.stage import Tally

SEED = 20_261_122
CITIZENS = 3

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def play(name: str, run: Run) -> Tally:
    try:
        return await SCENARIOS[name](run)
    except CannotRunError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize(
    ("name", "strikes"),
    [
        ("kills", 2),
        ("parts", 2),
        ("wire", 2),
        ("points", 2),
        ("webhook-points", 1),
        ("clock-points", 2),
        ("command-points", 1),
        ("system-calls", 1),
    ],
)
async def test_nothing_is_lost_or_doubled_however_the_service_dies(nursery: Nursery, name: str, strikes: int) -> None:
    run = Run(SEED, nursery=nursery, kills=strikes, points=strikes, seconds=6, citizens=CITIZENS, has_photos=False)
    tally = await play(name, run)
    assert tally.tips
    assert not tally.violations


@pytest.mark.parametrize("name", ["kills", "database-killed"])
async def test_on_postgresql_neither_where_the_service_nor_where_the_database_dies(
    nursery: Nursery, server: Server, name: str
) -> None:
    tally = await play(
        name,
        Run(SEED, server=server, nursery=nursery, kills=2, seconds=6, citizens=CITIZENS, has_photos=False),
    )
    assert tally.tips
    assert not tally.violations


@pytest.mark.parametrize("name", ["api", "poison"])
async def test_what_others_do_wrong_loses_nothing(nursery: Nursery, name: str) -> None:
    tally = await play(name, Run(SEED, nursery=nursery, seconds=1, citizens=CITIZENS))
    assert tally.tips
    assert not tally.violations
