"""How Alembic runs a migration: inside the connection that `storage.schema` hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, TypeDecorator

# Named for what it brings: the operations for large tables, known to `op` from here on.
import migrations.large_tables  # noqa: F401
from storage import schema
from storage.models import Base


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain ones below them: a migration imports nothing of ours."""
    if kind == "type" and isinstance(item, TypeDecorator):
        autogen.imports.add("import sqlalchemy as sa")
        return f"sa.{item.impl_instance!r}"
    return False


def limit_waiting(connection: Connection) -> None:
    """Let PostgreSQL wait for locks and statements only as long as the running service can bear."""
    if connection.dialect.name != "postgresql":
        return
    is_ours = not connection.in_transaction()
    connection.exec_driver_sql(f"SET lock_timeout = {round(schema.LOCK_SECONDS * 1000)}")
    connection.exec_driver_sql(f"SET statement_timeout = {round(schema.STATEMENT_SECONDS * 1000)}")
    if is_ours:
        connection.commit()


the_connection: Connection = context.config.attributes["connection"]
limit_waiting(the_connection)
context.configure(
    connection=the_connection,
    target_metadata=Base.metadata,
    render_item=render_item,
    # SQLite changes a table by making it anew.
    render_as_batch=True,
    # One step is done whole or not at all, on SQLite as well, and keeps its locks no longer than it takes.
    transactional_ddl=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
