"""Keep how fast tips were acknowledged, by unit and month; find answers, moves and solved incidents by their unit."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b4c7e91d5a20"
down_revision: str | None = "e7a1d40b92c3"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

IS_ANSWER = sa.text("after IN ('acknowledged', 'transferred') AND officer_id IS NOT NULL")
IS_MOVE = sa.text("kind = 'transfer'")
IS_RESOLVED = sa.text("resolved_at IS NOT NULL")


def upgrade() -> None:
    op.create_index_beside_work(
        "ix_tip_events_answers",
        "tip_events",
        ["unit_code", "at"],
        unique=False,
        postgresql_where=IS_ANSWER,
        sqlite_where=IS_ANSWER,
    )
    op.create_index_beside_work(
        "ix_tip_events_moves",
        "tip_events",
        ["before", "at"],
        unique=False,
        postgresql_where=IS_MOVE,
        sqlite_where=IS_MOVE,
    )
    op.create_index_beside_work(
        "ix_incidents_resolved",
        "incidents",
        ["resolved_by", "resolved_at"],
        unique=False,
        postgresql_where=IS_RESOLVED,
        sqlite_where=IS_RESOLVED,
    )
    op.create_table(
        "response_months",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("month", "unit_code", name=op.f("pk_response_months")),
    )


def downgrade() -> None:
    op.drop_table("response_months")
    op.drop_index_beside_work("ix_incidents_resolved", "incidents")
    op.drop_index_beside_work("ix_tip_events_moves", "tip_events")
    op.drop_index_beside_work("ix_tip_events_answers", "tip_events")
