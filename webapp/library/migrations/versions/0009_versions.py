"""What targets were before they were replaced, and a memory of what people gave."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table, look up equal sources in all texts, and keep what was corrected before."""
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text()),
        sa.Column("origin", sa.String(16)),
        sa.Column("score", sa.Double()),
        sa.Column("checks", sa.String(120)),
        sa.Column("replaced_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["segment_id"], ["segments.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_versions_segment_id", "versions", ["segment_id"])
    op.drop_index("ix_segments_source", "segments")
    op.create_index("ix_segments_source", "segments", ["source_digest", "document_id"])
    op.execute(
        "INSERT INTO versions (segment_id, target, origin) "
        "SELECT id, draft, 'machine' FROM segments WHERE state = 'edited' AND draft IS NOT NULL"
    )
    op.execute(
        "INSERT INTO translation_units (identity, source_digest, source, target, score, checks) "
        "SELECT 'human ' || d.source_language || '>' || d.target_language, s.source_digest, "
        "s.source, s.target, 0.0, '' FROM segments s JOIN documents d ON d.id = s.document_id "
        "WHERE s.id IN (SELECT max(s2.id) FROM segments s2 JOIN documents d2 "
        "ON d2.id = s2.document_id WHERE s2.state = 'edited' "
        "GROUP BY d2.source_language, d2.target_language, s2.source_digest)"
    )
