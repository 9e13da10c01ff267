"""What the fault tests of a module share: a server that may be killed, and a nursery."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.faults.databases import Server, serving_postgresql
from tests.faults.nursery import Nursery


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A PostgreSQL of our own: it is killed."""
    with serving_postgresql() as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nursery]:
    """Where the lives of the service are forked; it imports everything once."""
    one = Nursery(Path(tmp_path_factory.mktemp("nursery")))
    await one.start()
    yield one
    await one.stop()
