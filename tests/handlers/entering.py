"""Answers that are typed into forms, and the rows that came of them."""

from typing import TypeVar

from sqlalchemy import select

from storage.models import Base
from tests.scene import Person, Scene

Row = TypeVar("Row", bound=Base)


async def types(officer: Person, *answers: str) -> None:
    """Type one answer after the other."""
    for answer in answers:
        await officer.say(answer)


async def rows(scene: Scene, table: type[Row]) -> list[Row]:
    """Return the rows of a table, oldest first."""
    async with scene.database.read() as session:
        return list(await session.scalars(select(table).order_by("id")))
