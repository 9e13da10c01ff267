"""How Alembic runs a migration: inside the connection that `storage.schema` hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import TypeDecorator

from storage.models import Base


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain ones below them: a migration imports nothing of ours."""
    if kind == "type" and isinstance(item, TypeDecorator):
        autogen.imports.add("import sqlalchemy as sa")
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=render_item,
    # SQLite changes a table by making it anew.
    render_as_batch=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
