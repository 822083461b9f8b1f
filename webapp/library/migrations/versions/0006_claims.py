"""Which process pretranslates a document, so that no other one does so too."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns, and the index by which unfinished documents are looked for."""
    op.add_column("documents", sa.Column("claimed_by", sa.String(128)))
    op.add_column("documents", sa.Column("claimed_until", sa.DateTime(timezone=True)))
    op.create_index("ix_documents_pending_count", "documents", ["pending_count"])
