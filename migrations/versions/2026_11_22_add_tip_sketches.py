"""Add the sketches by which duplicates are found; tips from before get none, and in a week nobody misses them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "44ee9b316f91"
down_revision: str | None = "19e2c42a060c"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "tip_sketches",
        sa.Column("tip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["tip_id"], ["tips.id"], name=op.f("fk_tip_sketches_tip_id")),
        sa.PrimaryKeyConstraint("tip_id", name=op.f("pk_tip_sketches")),
    )
    with op.batch_alter_table("tip_sketches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tip_sketches_sent_at"), ["sent_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_tip_sketches_unit_code_sent_at"), ["unit_code", "sent_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("tip_sketches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tip_sketches_unit_code_sent_at"))
        batch_op.drop_index(batch_op.f("ix_tip_sketches_sent_at"))

    op.drop_table("tip_sketches")
