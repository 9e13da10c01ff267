"""Keep activities, structures, standards, totals from before, closed periods and enrolments; correct outcomes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "e7a1d40b92c3"
down_revision: str | None = "d3b86a5f1e07"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTED = ("unit_code", "received_at", "category", "source_group", "value")
OF_A_MODEL = sa.text("model_id IS NOT NULL")

NEW_COLUMNS = (
    ("tips", lambda: sa.Column("value_confirmed", sa.Boolean(), server_default=sa.false(), nullable=False)),
    ("tips", lambda: sa.Column("model_id", ID, nullable=True)),
    ("incidents", lambda: sa.Column("kind", sa.String(length=16), server_default="security", nullable=False)),
    ("incidents", lambda: sa.Column("resolved_by", sa.String(length=8), nullable=True)),
    ("contacts", lambda: sa.Column("model_id", ID, nullable=True)),
    ("outcomes", lambda: sa.Column("model_id", ID, nullable=True)),
    ("outcomes", lambda: sa.Column("corrects_id", ID, nullable=True)),
    ("outcomes", lambda: sa.Column("is_void", sa.Boolean(), server_default=sa.false(), nullable=False)),
    ("outcomes", lambda: sa.Column("note", sa.LargeBinary(), nullable=True)),
)


def upgrade() -> None:
    _add_columns()
    # The wider index takes the place of the narrower one.
    op.create_index_beside_work("ix_tips_counted", "tips", COUNTED, unique=False)
    op.create_index_beside_work(
        "ix_tips_of_models",
        "tips",
        ["model_id", "received_at"],
        unique=False,
        postgresql_where=OF_A_MODEL,
        sqlite_where=OF_A_MODEL,
    )
    op.create_index_beside_work("ix_outcomes_corrects_id", "outcomes", ["corrects_id"], unique=False)
    op.drop_index_beside_work("ix_tips_unit_code_received_at", "tips")
    _create_tables()


def _add_columns() -> None:
    """Add what is not there yet: a try that was stopped may have come this far."""
    inspector = sa.inspect(op.get_bind())
    there = {table: {one["name"] for one in inspector.get_columns(table)} for table, _ in NEW_COLUMNS}
    for table, made in NEW_COLUMNS:
        column = made()
        if column.name not in there[table]:
            op.add_column(table, column)


def _create_tables() -> None:
    op.create_table(
        "imports",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("kind", "digest", name=op.f("uq_imports_kind_digest")),
    )
    op.create_table(
        "activities",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("type", sa.String(length=24), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_of_count", sa.String(length=12), nullable=False),
        sa.Column("second_quantity", sa.BigInteger(), nullable=True),
        sa.Column("topic", sa.String(length=16), nullable=True),
        sa.Column("source_group", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrects_id", ID, nullable=True),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_activities_quantity")),
        sa.ForeignKeyConstraint(["corrects_id"], ["activities.id"], name=op.f("fk_activities_corrects_id")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_activities_import_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_activities_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
    )
    op.create_index("ix_activities_corrects_id", "activities", ["corrects_id"], unique=False)
    op.create_index("ix_activities_unit_code_on", "activities", ["unit_code", "on"], unique=False)
    op.create_table(
        "structures",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("type", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_structures_import_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_structures_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structures")),
    )
    op.create_index("ix_structures_unit_code_type", "structures", ["unit_code", "type"], unique=False)
    op.create_table(
        "structure_counts",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("structure_id", ID, nullable=False),
        sa.Column("measure", sa.String(length=16), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_structure_counts_quantity")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_structure_counts_import_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_structure_counts_officer_id")),
        sa.ForeignKeyConstraint(["structure_id"], ["structures.id"], name=op.f("fk_structure_counts_structure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure_counts")),
    )
    op.create_index(
        "ix_structure_counts_structure_id_measure_on",
        "structure_counts",
        ["structure_id", "measure", "on"],
        unique=False,
    )
    op.create_table(
        "structure_events",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("structure_id", ID, nullable=False),
        sa.Column("milestone", sa.String(length=16), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_structure_events_quantity")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_structure_events_import_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_structure_events_officer_id")),
        sa.ForeignKeyConstraint(["structure_id"], ["structures.id"], name=op.f("fk_structure_events_structure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure_events")),
    )
    op.create_index("ix_structure_events_structure_id_on", "structure_events", ["structure_id", "on"], unique=False)
    op.create_table(
        "standards_met",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("standard", sa.String(length=20), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("met", sa.BigInteger(), nullable=False),
        sa.Column("assessed", sa.BigInteger(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_standards_met_import_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_standards_met_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standards_met")),
    )
    op.create_index(
        "ix_standards_met_unit_code_standard_area_on",
        "standards_met",
        ["unit_code", "standard", "area", "on"],
        unique=False,
    )
    op.create_table(
        "backfills",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("figure", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=300), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrects_id", ID, nullable=True),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_backfills_quantity")),
        sa.ForeignKeyConstraint(["corrects_id"], ["backfills.id"], name=op.f("fk_backfills_corrects_id")),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_backfills_import_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_backfills_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backfills")),
    )
    op.create_index("ix_backfills_corrects_id", "backfills", ["corrects_id"], unique=False)
    op.create_index("ix_backfills_unit_code_start", "backfills", ["unit_code", "start"], unique=False)
    op.create_table(
        "closed_periods",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_closed_periods_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_periods")),
        sa.UniqueConstraint("unit_code", "start", "end", name=op.f("uq_closed_periods_unit_code_start_end")),
    )
    op.create_table(
        "enrolments",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("source_group", sa.String(length=20), nullable=False),
        sa.Column("structure_id", ID, nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_enrolments_officer_id")),
        sa.ForeignKeyConstraint(["structure_id"], ["structures.id"], name=op.f("fk_enrolments_structure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("key", name=op.f("uq_enrolments_key")),
    )
    op.create_index("ix_enrolments_unit_code", "enrolments", ["unit_code"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("contact_id", ID, nullable=False),
        sa.Column("unit_code", sa.String(length=8), nullable=False),
        sa.Column("source_group", sa.String(length=20), nullable=False),
        sa.Column("structure_id", ID, nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_memberships_contact_id")),
        sa.ForeignKeyConstraint(["structure_id"], ["structures.id"], name=op.f("fk_memberships_structure_id")),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_memberships")),
    )
    op.create_index("ix_memberships_unit_code", "memberships", ["unit_code"], unique=False)


def downgrade() -> None:
    op.create_index_beside_work("ix_tips_unit_code_received_at", "tips", ["unit_code", "received_at"], unique=False)
    op.drop_index_beside_work("ix_outcomes_corrects_id", "outcomes")
    op.drop_index_beside_work("ix_tips_of_models", "tips")
    op.drop_index_beside_work("ix_tips_counted", "tips")
    op.drop_table("memberships")
    op.drop_table("enrolments")
    op.drop_table("closed_periods")
    op.drop_table("backfills")
    op.drop_table("standards_met")
    op.drop_table("structure_events")
    op.drop_table("structure_counts")
    op.drop_table("structures")
    op.drop_table("activities")
    op.drop_table("imports")
    for table, made in reversed(NEW_COLUMNS):
        op.drop_column(table, made().name)
