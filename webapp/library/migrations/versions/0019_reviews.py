"""When kept words are due for a review, and what the scheduler keeps of each."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("kept_words", sa.Column("memory", sa.JSON()))
    op.add_column("kept_words", sa.Column("due_at", sa.DateTime(timezone=True)))
    op.create_index("ix_kept_words_due_at", "kept_words", ["due_at"])
