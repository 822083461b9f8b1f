"""Brings a database to the newest schema; a library in a file is copied before."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from webapp.errors import LibraryUnavailable
from webapp.library.upkeep.copies import copy_before

#: The folder of the migrations.
MIGRATIONS = Path(__file__).parents[1] / "migrations"


def migrate(engine: Engine, file: Path | None) -> bool:
    """Apply the migrations that a database lacks; ``file`` is its file, if it has one.

    Says whether the database was empty; of several processes that open it at once only one is told
    so. Raises LibraryUnavailable when a newer program wrote it, or when it cannot be copied before.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    head = str(scripts.get_current_head())
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return False
    if current is not None and current not in {s.revision for s in scripts.walk_revisions()}:
        raise LibraryUnavailable(
            f"The library {file or ''} was written by a newer Vis-à-vis (schema {current[:20]}; "
            f"this one knows {head}). Nothing was changed: update the program, or put back a copy "
            "from before by “visavis restore”."
        )
    if current is not None and file is not None:
        copy_before(file, head)
    with engine.execution_options(writes=True).begin() as connection:
        was_empty = MigrationContext.configure(connection).get_current_revision() is None
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return was_empty
