"""Where the lines of verse end that was imported before the details of paragraphs said it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_DOCUMENTS = sa.table("documents", sa.column("id", sa.Integer), sa.column("text", sa.Text))
_PARAGRAPHS = sa.table(
    "paragraphs",
    sa.column("id", sa.Integer),
    sa.column("document_id", sa.Integer),
    sa.column("kind", sa.Text),
    sa.column("start", sa.Integer),
    sa.column("end", sa.Integer),
    sa.column("detail", sa.JSON),
)


def upgrade() -> None:
    """Add the breaks to the details of such paragraphs as have several lines."""
    connection = op.get_bind()
    verse = sa.select(_PARAGRAPHS).where(_PARAGRAPHS.c.kind == "verse")
    text, text_of = "", None
    for row in connection.execute(verse.order_by(_PARAGRAPHS.c.document_id)).all():
        if text_of != row.document_id:
            text_of = row.document_id
            query = sa.select(_DOCUMENTS.c.text).where(_DOCUMENTS.c.id == text_of)
            text = connection.execute(query).scalar_one()
        signs = enumerate(text[row.start : row.end])
        if breaks := [at for at, sign in signs if sign == "\n"]:
            detail = (row.detail or {}) | {"breaks": breaks}
            this = _PARAGRAPHS.c.id == row.id
            connection.execute(sa.update(_PARAGRAPHS).where(this).values(detail=detail))
