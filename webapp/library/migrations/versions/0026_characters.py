"""How long each text is, so that none need be read to know how much a library has."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the column, count what is there, and index it: the index alone is then read."""
    column = sa.Column("characters", sa.Integer(), nullable=False, server_default="0")
    op.add_column("documents", column)
    op.execute("UPDATE documents SET characters = length(text)")
    op.create_index("ix_documents_characters", "documents", ["characters"])
