"""Tell the bytes of updates apart after they are gone, and let every sender know when a bot is to be left alone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b41c7f08e5d2"
down_revision: str | None = "9e307cb2d4f6"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # Not in a batch: SQLite adds a column that may be empty without making the table anew.
    op.add_column("updates", sa.Column("body_key", sa.LargeBinary(length=8), nullable=True))
    op.create_table(
        "bot_pauses",
        sa.Column("bot", sa.String(length=64), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bot", name=op.f("pk_bot_pauses")),
    )


def downgrade() -> None:
    op.drop_table("bot_pauses")
    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.drop_column("body_key")
