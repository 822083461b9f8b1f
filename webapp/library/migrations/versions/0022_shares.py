"""Which jobs have which pending segments, and which processes translate by which packages."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "segment_leases",
        sa.Column("segment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.String(128), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["segment_id"],
            ["segments.id"],
            name="fk_segment_leases_segment_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("segment_id", name="pk_segment_leases"),
    )
    op.create_index("ix_segment_leases_holder", "segment_leases", ["holder"])
    op.create_table(
        "workers",
        sa.Column("process", sa.String(128), nullable=False),
        sa.Column("identities", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name="pk_workers"),
    )
