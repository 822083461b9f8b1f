"""Where people put the marks of targets."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("segments", sa.Column("target_marks", sa.JSON(), nullable=True))
    op.add_column("versions", sa.Column("target_marks", sa.JSON(), nullable=True))
