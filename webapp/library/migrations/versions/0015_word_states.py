"""Steps of learning, and how frequent a word is."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Call what was learning the first step of four, and add the frequency."""
    op.execute("UPDATE kept_words SET state = 'learning-1' WHERE state = 'learning'")
    op.add_column("kept_words", sa.Column("frequency", sa.Double()))
