"""The library's first schema: documents, paragraphs, segments, translation units."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    _make_documents()
    _make_segments()
    _make_translation_units()


def _make_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source_language", sa.String(), nullable=False),
        sa.Column("target_language", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("segment_count", sa.Integer(), nullable=False),
        sa.Column("pending_count", sa.Integer(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("failure", sa.Text()),
    )
    op.create_table(
        "paragraphs",
        sa.Column("id", sa.Integer(), primary_key=True),
        _belongs_to("documents"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.UniqueConstraint("document_id", "position"),
    )


def _make_segments() -> None:
    op.create_table(
        "segments",
        sa.Column("id", sa.Integer(), primary_key=True),
        _belongs_to("documents"),
        _belongs_to("paragraphs"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_digest", sa.LargeBinary(16), nullable=False),
        sa.Column("target", sa.Text()),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(16)),
        sa.Column("score", sa.Double()),
        sa.Column("failure", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("document_id", "position"),
    )
    op.create_index("ix_segments_paragraph_id", "segments", ["paragraph_id"])
    op.create_index("ix_segments_revision", "segments", ["document_id", "revision"])
    op.create_index("ix_segments_source", "segments", ["document_id", "source_digest"])
    pending = sa.text("state = 'pending'")
    op.create_index(
        "ix_segments_pending",
        "segments",
        ["document_id", "position"],
        sqlite_where=pending,
        postgresql_where=pending,
    )


def _make_translation_units() -> None:
    op.create_table(
        "translation_units",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("source_digest", sa.LargeBinary(16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.UniqueConstraint("identity", "source_digest"),
    )


def _belongs_to(table: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table.removesuffix('s')}_id", sa.Integer(), key, nullable=False)
