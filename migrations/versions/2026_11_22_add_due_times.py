"""Keep each due moment in a row of its own, and find what waits without looking at what is finished."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "9e307cb2d4f6"
down_revision: str | None = "8d2f6ba1c3e5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TIP_WAITS = sa.text("status IN ('at_desk', 'queued', 'recorded', 'reopened', 'seen')")
OF_MOMENTS = (
    ("ix_due_times_open", ["due_at", "id"], sa.text("done_at IS NULL")),
    ("ix_due_times_done", ["done_at"], sa.text("done_at IS NOT NULL")),
)
OF_LARGE_TABLES = (
    ("ix_tips_waiting", "tips", ["id"], TIP_WAITS),
    ("ix_conversations_kept", "conversations", ["changed_on"], sa.text("data IS NOT NULL")),
    ("ix_conversations_state", "conversations", ["state"], sa.text("state IS NOT NULL")),
)


def upgrade() -> None:
    # First, because it ends the transaction: a try that is stopped after it finds the rest not begun.
    for name, table, columns, where in OF_LARGE_TABLES:
        op.create_index_beside_work(name, table, columns, unique=False, postgresql_where=where, sqlite_where=where)
    op.create_table(
        "due_times",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_times")),
        sa.UniqueConstraint(
            "kind", "subject", "unit_code", "due_at", name=op.f("uq_due_times_kind_subject_unit_code_due_at")
        ),
    )
    for name, columns, where in OF_MOMENTS:
        op.create_index(name, "due_times", columns, unique=False, postgresql_where=where, sqlite_where=where)


def downgrade() -> None:
    for name, table, _columns, _where in reversed(OF_LARGE_TABLES):
        op.drop_index_beside_work(name, table)
    op.drop_table("due_times")
