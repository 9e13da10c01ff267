"""Reference data that the database holds a copy of: the administrative units of the gazetteer."""

from collections.abc import Iterator

from places import gazetteer
from storage.database import Database
from storage.units import Unit, load


def units() -> Iterator[Unit]:
    """Return every unit in every version, as the table of units keeps them."""
    for row in gazetteer.units():
        yield Unit(
            code=row.code,
            name=row.name,
            full_name=row.full_name,
            level=row.level,
            kind=row.kind,
            parent_code=row.parent,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            successors=row.successors,
        )


async def load_units(database: Database) -> int:
    """Bring the table of units up to the gazetteer; returns how many rows are new or different."""
    async with database.begin() as session:
        return await load(session, units())
