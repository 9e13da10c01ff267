"""Find the next tips of a queue without reading the whole queue."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c58d20f9a6e4"
down_revision: str | None = "b41c7f08e5d2"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIP_IS_OPEN = sa.text(
    "status IN ('acknowledged', 'at_desk', 'classified', 'needs_info', 'queued', "
    "'recorded', 'reopened', 'seen', 'suspended', 'verifying')"
)


def upgrade() -> None:
    op.create_index_beside_work(
        "ix_tips_open",
        "tips",
        ["unit_code", "urgency", "received_at", "id"],
        unique=False,
        postgresql_where=TIP_IS_OPEN,
        sqlite_where=TIP_IS_OPEN,
    )


def downgrade() -> None:
    op.drop_index_beside_work("ix_tips_open", "tips")
