"""Keep cut-offs of periods and campaigns, tell lower bounds from counts, give ids of figures room for whole names."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "f3a96c0d7b18"
down_revision: str | None = "b4c7e91d5a20"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "cut_offs",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=24), nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("from_day", sa.SmallInteger(), nullable=False),
        sa.Column("first_month", sa.SmallInteger(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("document", sa.String(length=300), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrects_id", ID, nullable=True),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["corrects_id"], ["cut_offs.id"], name=op.f("fk_cut_offs_corrects_id")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_cut_offs_import_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_cut_offs_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cut_offs")),
    )
    op.create_index("ix_cut_offs_corrects_id", "cut_offs", ["corrects_id"], unique=False)
    op.create_index("ix_cut_offs_unit_code_name", "cut_offs", ["unit_code", "name"], unique=False)
    op.create_table(
        "campaigns",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("document", sa.String(length=300), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrects_id", ID, nullable=True),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["corrects_id"], ["campaigns.id"], name=op.f("fk_campaigns_corrects_id")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_campaigns_import_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_campaigns_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    op.create_index("ix_campaigns_corrects_id", "campaigns", ["corrects_id"], unique=False)
    op.create_index("ix_campaigns_unit_code_start", "campaigns", ["unit_code", "start"], unique=False)
    op.add_column("structure_counts", sa.Column("is_at_least", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("backfills", sa.Column("is_at_least", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("backfills", schema=None) as batch_op:
        batch_op.alter_column("figure", type_=sa.String(length=4000), existing_type=sa.String(length=200))


def downgrade() -> None:
    # The ids of figures keep their room: longer ones are there, and older code reads them all the same.
    op.drop_column("backfills", "is_at_least")
    op.drop_column("structure_counts", "is_at_least")
    op.drop_table("campaigns")
    op.drop_table("cut_offs")
