"""Find what waits by its own index: SQLite preferred the one of all states, and read a whole backlog by it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d3b86a5f1e07"
down_revision: str | None = "c58d20f9a6e4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

UPDATE_IS_ASIDE = sa.text("state = 'set_aside'")


def upgrade() -> None:
    op.create_index_beside_work(
        "ix_updates_set_aside",
        "updates",
        ["id"],
        unique=False,
        postgresql_where=UPDATE_IS_ASIDE,
        sqlite_where=UPDATE_IS_ASIDE,
    )
    op.drop_index_beside_work("ix_updates_state_id", "updates")


def downgrade() -> None:
    op.create_index_beside_work("ix_updates_state_id", "updates", ["state", "id"], unique=False)
    op.drop_index_beside_work("ix_updates_set_aside", "updates")
