"""A second way into the same database."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database


@pytest.fixture
async def other(database_url: str) -> AsyncIterator[Database]:
    """The same database, as another process sees it."""
    opened = Database(database_url)
    yield opened
    await opened.close()
