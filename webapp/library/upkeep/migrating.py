"""Brings a database to the newest schema; a library in a file is copied before."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from webapp.errors import LibraryUnavailable
from webapp.library.dialects import check_encoding, for_migrating
from webapp.library.schema import Base
from webapp.library.upkeep.copies import copy_before

_VERSION = frozenset(["alembic_version"])
#: The folder of the migrations.
MIGRATIONS = Path(__file__).parents[1] / "migrations"


def migrate(engine: Engine, file: Path | None) -> bool:
    """Apply the migrations that a database lacks; ``file`` is its file, if it has one.

    Says whether the database was empty; of several processes that open it at once only one is told
    so. Raises LibraryUnavailable when a newer or another program wrote it, when a table is missing,
    or when it cannot be copied before.
    """
    head = _revisions()[0]
    with engine.connect() as connection:
        check_encoding(connection)
        current = MigrationContext.configure(connection).get_current_revision()
        _check_tables(connection, current, file)
    if current == head:
        return False
    if current is not None and current not in _revisions():
        raise LibraryUnavailable(
            f"The library {file or ''} was written by a newer Vis-à-vis (schema {current[:20]}; "
            f"this one knows {head}). Nothing was changed: update the program, or put back a copy "
            "from before by “visavis restore”."
        )
    if current is not None and file is not None:
        copy_before(file, head)
    with for_migrating(engine).begin() as connection:
        was_empty = MigrationContext.configure(connection).get_current_revision() is None
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        return was_empty


def missing_tables(connection: Connection) -> list[str]:
    """The tables that a library of the newest schema lacks, in order; none for an older one."""
    current = MigrationContext.configure(connection).get_current_revision()
    if current != _revisions()[0]:
        return []
    return sorted(Base.metadata.tables.keys() - set(inspect(connection).get_table_names()))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@cache
def _revisions() -> tuple[str, ...]:
    """The revisions of the migrations, the newest first; to find them, each is imported."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())


def _check_tables(connection: Connection, current: str | None, file: Path | None) -> None:
    """Raise LibraryUnavailable for a library without one of its tables, or for no library.

    A server's database may hold other tables; a file that does is another program's.
    """
    if missing := missing_tables(connection):
        raise LibraryUnavailable(
            f"The library {file or ''} is not whole: the table {missing[0]} is missing. Nothing "
            "was changed; “visavis restore” puts a copy in its place."
        )
    tables = set(inspect(connection).get_table_names()) - _VERSION
    if current is None and (tables if file else tables & Base.metadata.tables.keys()):
        raise LibraryUnavailable(
            f"{file or 'The database'} holds tables of another program, or of a library that has "
            "lost its version. Nothing was changed: name another one by VISAVIS_DATA_DIR, or put "
            "back a copy by “visavis restore”."
        )
