"""Terms that were forgotten can be brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the column."""
    op.add_column("terms", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
