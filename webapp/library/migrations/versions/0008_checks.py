"""Why targets are uncertain, and how many of a document are."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns and the index."""
    op.add_column("segments", sa.Column("checks", sa.String(120)))
    op.add_column("translation_units", sa.Column("checks", sa.String(120)))
    count = sa.Column("uncertain_count", sa.Integer(), nullable=False, server_default="0")
    op.add_column("documents", count)
    op.create_index(
        "ix_segments_uncertain",
        "segments",
        ["document_id", "position"],
        sqlite_where=sa.text("checks <> ''"),
        postgresql_where=sa.text("checks <> ''"),
    )
