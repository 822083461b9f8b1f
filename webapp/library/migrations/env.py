"""Runs the migrations for Alembic, on the connection that webapp.library.database gives."""

from alembic import context

from webapp.library.dialects import settle_columns
from webapp.library.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
    settle_columns(context.get_bind())
