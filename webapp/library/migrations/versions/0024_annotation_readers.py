"""Whose highlights and notes are: those that are there already stay everybody's."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("reader", sa.Text(), nullable=False, server_default="")
    op.add_column("annotations", column)
