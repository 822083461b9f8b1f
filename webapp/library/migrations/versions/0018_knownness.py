"""How often each lexeme occurs in each document."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

COUNTS = ("word_count", "known_count", "ignored_count", "lexeme_count", "met_count")


def upgrade() -> None:
    """Add the table and the sums; documents are counted once a server runs."""
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
    counted_by = sa.Column("counted_by", sa.String(16), nullable=False, server_default="")
    op.add_column("documents", counted_by)
    for name in COUNTS:
        column = sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        op.add_column("documents", column)
