"""Operations for tables that are large and in use; a migration finds them on `op` and imports nothing.

    op.create_index_beside_work("ix_tips_unit_code", "tips", ["unit_code"])
    op.drop_index_beside_work("ix_tips_unit_code", "tips")
    op.fill_in_portions("updates", "SET lane = 0", where="lane IS NULL")

Each commits what the migration did before it. So a migration that uses one does nothing else, and can be run again
after it was stopped in the middle.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from alembic.operations import MigrateOperation, Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

PORTION = 5_000
"""Rows that are locked at the same time while a column is filled."""


@contextmanager
def _committing(context: MigrationContext) -> Iterator[bool]:
    """Leave the migration's transaction within the block; gives whether that was possible and of use.

    It is not where several migrations are done in one transaction (a restore), and of no use on SQLite, which has one
    writer whatever is done.
    """
    connection = context.connection
    assert connection is not None  # noqa: S101 - migrations are never written out as SQL here
    is_alone = connection.dialect.name == "postgresql" and not context._in_external_transaction  # noqa: SLF001 - no other way to know
    if not is_alone:
        yield False
        return
    with context.autocommit_block():
        yield True


@Operations.register_operation("create_index_beside_work")
class CreateIndexBesideWork(MigrateOperation):
    """Build an index while the table is written to."""

    def __init__(self, name: str, table: str, columns: Sequence[str], options: dict[str, Any]) -> None:
        """Take what `op.create_index` takes."""
        self.name, self.table, self.columns, self.options = name, table, columns, options

    @classmethod
    def create_index_beside_work(
        cls,
        operations: Operations,
        name: str,
        table: str,
        columns: Sequence[str],
        **options: Any,  # noqa: ANN401 - handed on to `op.create_index`
    ) -> None:
        """Build an index while the table is written to; what a killed try left is removed first."""
        operations.invoke(cls(name, table, columns, options))


@Operations.implementation_for(CreateIndexBesideWork)
def _create_index(operations: Operations, asked: CreateIndexBesideWork) -> None:
    with _committing(operations.get_context()) as is_beside:
        if not is_beside:
            operations.create_index(asked.name, asked.table, list(asked.columns), **asked.options)
            return
        with _waiting_for_others(operations):
            # A try that was stopped leaves an index that is kept up to date and never used.
            operations.execute(f'DROP INDEX CONCURRENTLY IF EXISTS "{asked.name}"')
            operations.create_index(
                asked.name, asked.table, list(asked.columns), postgresql_concurrently=True, **asked.options
            )


@Operations.register_operation("drop_index_beside_work")
class DropIndexBesideWork(MigrateOperation):
    """Drop an index while the table is used."""

    def __init__(self, name: str, table: str) -> None:
        """Take the index and its table."""
        self.name, self.table = name, table

    @classmethod
    def drop_index_beside_work(cls, operations: Operations, name: str, table: str) -> None:
        """Drop an index while the table is used."""
        operations.invoke(cls(name, table))


@Operations.implementation_for(DropIndexBesideWork)
def _drop_index(operations: Operations, asked: DropIndexBesideWork) -> None:
    with _committing(operations.get_context()) as is_beside:
        if not is_beside:
            operations.drop_index(asked.name, asked.table)
            return
        with _waiting_for_others(operations):
            operations.execute(f'DROP INDEX CONCURRENTLY IF EXISTS "{asked.name}"')


@contextmanager
def _waiting_for_others(operations: Operations) -> Iterator[None]:
    """Wait for older transactions without the limit on locks: nobody waits behind a concurrent index."""
    connection = operations.get_bind()
    limit = connection.scalar(text("SHOW lock_timeout"))
    operations.execute("SET lock_timeout = 0")
    try:
        yield
    finally:
        operations.execute(f"SET lock_timeout = '{limit}'")


@Operations.register_operation("fill_in_portions")
class FillInPortions(MigrateOperation):
    """Write to the rows that have nothing yet, a few thousand at a time."""

    def __init__(self, table: str, change: str, where: str) -> None:
        """Take the table, the SET clause, and what tells the rows that are still to be filled."""
        self.table, self.change, self.where = table, change, where

    @classmethod
    def fill_in_portions(cls, operations: Operations, table: str, change: str, *, where: str) -> None:
        """Write to the rows for which `where` holds, until it holds for none; the table has a column `id`."""
        operations.invoke(cls(table, change, where))


@Operations.implementation_for(FillInPortions)
def _fill(operations: Operations, asked: FillInPortions) -> None:
    # The words of a migration, not of people.
    portion = f"SELECT id FROM {asked.table} WHERE ({asked.where}) AND id > :after ORDER BY id LIMIT {PORTION}"  # noqa: S608
    last = text(f"SELECT max(id) FROM ({portion}) AS portion")  # noqa: S608 - as above
    fill = text(f"UPDATE {asked.table} {asked.change} WHERE ({asked.where}) AND id > :after AND id <= :last")
    with _committing(operations.get_context()):
        connection = operations.get_bind()
        after = -1
        while (until := connection.scalar(last, {"after": after})) is not None:
            connection.execute(fill, {"after": after, "last": until})
            after = until
