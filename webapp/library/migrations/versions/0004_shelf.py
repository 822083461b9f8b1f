"""What a reader does with a document: tags, deletion that can be undone, a halted translation."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("documents", sa.Column("halt", sa.String(16)))
    op.add_column("documents", sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("documents", sa.Column("deleted_at", sa.DateTime(timezone=True)))
