"""Find the calls that wait, the most urgent first, without looking at what was sent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "8d2f6ba1c3e5"
down_revision: str | None = "7c1e5a90b2d4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WAITING = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_index_beside_work(
        "ix_calls_waiting",
        "calls",
        ["priority", "id"],
        unique=False,
        postgresql_where=WAITING,
        sqlite_where=WAITING,
    )


def downgrade() -> None:
    op.drop_index_beside_work("ix_calls_waiting", "calls")
