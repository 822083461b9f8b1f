"""The facts of an imported file beside its words: author, date, marks, levels, times, bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("paragraphs", sa.Column("detail", sa.JSON()))
    op.add_column("documents", sa.Column("author", sa.Text(), nullable=False, server_default=""))
    op.add_column("documents", sa.Column("date", sa.Text(), nullable=False, server_default=""))
    op.add_column("documents", sa.Column("notices", sa.JSON()))
    op.add_column(
        "documents", sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("documents", sa.Column("imported_format", sa.String(16)))
    op.add_column("documents", sa.Column("original", sa.LargeBinary()))
