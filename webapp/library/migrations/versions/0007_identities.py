"""Which translators gave a document its targets."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column; of documents that are older, nobody knows."""
    column = sa.Column("identities", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("documents", column)
