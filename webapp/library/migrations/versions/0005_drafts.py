"""What the machine gave for a segment that a person corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column."""
    op.add_column("segments", sa.Column("draft", sa.Text()))
