"""The rows of every released schema, as scripts/released_rows.py wrote them, and databases that hold them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage import schema
from storage.copying import CopiedTable, copied_tables
from storage.refilling import refilled
from storage.snapshots import snapshot

FOLDER = Path(__file__).parent / "released"

Rows = Mapping[str, list[dict[str, str]]]
"""By table; each row with its values as text, by column."""


@dataclass(frozen=True)
class Released:
    """What one released schema held."""

    revision: str
    keys: dict[str, Any]
    tables: dict[str, Any]

    def lines(self, table: CopiedTable) -> bytes:
        of = self.tables[table.name]
        assert of["columns"] == [name for name, _ in table.columns], table.name
        return "".join(f"{row}\n" for row in of["rows"]).encode()

    @property
    def rows(self) -> Rows:
        return {
            name: [dict(zip(of["columns"], row.split("\t"), strict=True)) for row in of["rows"]]
            for name, of in self.tables.items()
        }


def released(revision: str) -> Released:
    return Released(**json.loads((FOLDER / f"{revision}.json").read_text(encoding="utf-8")))


def put_into(url: str, rows: Released, *, schema_at: str) -> None:
    """Fill a database that has the schema of a revision with rows of the same or an older one, column by column."""
    with refilled(url, schema_at) as target:
        for table in copied_tables(rows.revision):
            target.load(table, [rows.lines(table)])
            if table.is_numbered:
                target.number_above(table, 0)


def rows_in(url: str, folder: Path) -> Rows:
    with snapshot(url, copy=folder / "rows.copy") as taken:
        return {
            table.name: [
                dict(zip([name for name, _ in table.columns], line.split("\t"), strict=True))
                for line in b"".join(taken.rows(table)).decode().split("\n")[:-1]
            ]
            for table in taken.tables
        }


def upgrade(url: str, revision: str) -> None:
    with schema.connected(url) as connection, connection.begin():
        schema.upgrade_within(connection, revision)


def downgrade(url: str, revision: str) -> None:
    with schema.connected(url) as connection, connection.begin():
        schema.downgrade_within(connection, revision)
