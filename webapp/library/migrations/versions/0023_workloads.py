"""What each process that translates has done, by its packages."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("workloads", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("workers", column)
