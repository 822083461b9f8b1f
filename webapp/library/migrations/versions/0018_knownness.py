"""How often each lexeme occurs in each document."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

COUNTS = ("word_count", "known_count", "ignored_count", "lexeme_count", "met_count")


def upgrade() -> None:
    """Make the tables; documents are counted once a server runs."""
    op.create_table(
        "document_lexemes",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("lexeme", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name="fk_document_lexemes_document_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "lexeme", name="pk_document_lexemes"),
    )
    op.create_index("ix_document_lexemes_lexeme", "document_lexemes", ["lexeme"])
    op.create_table(
        "document_counts",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("counted_by", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name="fk_document_counts_document_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_counts"),
    )
