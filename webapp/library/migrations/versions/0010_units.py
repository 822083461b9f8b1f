"""When people gave a translation unit, and the file that it came from."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("translation_units", sa.Column("changed_at", sa.DateTime(timezone=True)))
    op.add_column("translation_units", sa.Column("file", sa.String(120)))
