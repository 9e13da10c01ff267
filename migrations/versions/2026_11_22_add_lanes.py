"""Give updates a lane, so that several workers keep the order of each chat; those that wait already share the first."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "7c1e5a90b2d4"
down_revision: str | None = "44ee9b316f91"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    # Not in a batch: SQLite adds a column with a constant default without making the table anew.
    op.add_column("updates", sa.Column("lane", sa.SmallInteger(), server_default="0", nullable=False))
    op.create_index(
        "ix_updates_waiting",
        "updates",
        ["lane", "id"],
        unique=False,
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    )


def downgrade() -> None:
    op.drop_index("ix_updates_waiting", "updates")
    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.drop_column("lane")
