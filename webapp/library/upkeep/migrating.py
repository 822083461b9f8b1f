"""Brings a database to the newest schema; a library in a file is copied before.

Alembic does that, and is imported where there is something to do: most starts find the newest.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from webapp.errors import LibraryUnavailable
from webapp.library.dialects import check_encoding, for_migrating
from webapp.library.schema import Base
from webapp.library.upkeep.copies import copy_before

#: Where Alembic keeps which migration was the last.
_VERSION_TABLE = "alembic_version"
_VERSION = f"SELECT version_num FROM {_VERSION_TABLE}"  # noqa: S608
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
        current = _revision(connection)
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
        was_empty = _revision(connection) is None
        _upgrade(connection)
        return was_empty


def missing_tables(connection: Connection) -> list[str]:
    """The tables that a library of the newest schema lacks, in order; none for an older one."""
    if _revision(connection) != _revisions()[0]:
        return []
    return sorted(Base.metadata.tables.keys() - set(inspect(connection).get_table_names()))


def _revision(connection: Connection) -> str | None:
    """The migration that a database was brought to last; None for one without any."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    version: str | None = connection.scalar(text(_VERSION))
    return version


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@cache
def _revisions() -> tuple[str, ...]:
    """The revisions of the migrations, by which their files' names begin, the newest first."""
    files = (MIGRATIONS / "versions").glob("[0-9]*.py")
    return tuple(sorted((file.name.partition("_")[0] for file in files), reverse=True))


def _check_tables(connection: Connection, current: str | None, file: Path | None) -> None:
    """Raise LibraryUnavailable for a library without one of its tables, or for no library.

    A server's database may hold other tables; a file that does is another program's.
    """
    if missing := missing_tables(connection):
        raise LibraryUnavailable(
            f"The library {file or ''} is not whole: the table {missing[0]} is missing. Nothing "
            "was changed; “visavis restore” puts a copy in its place."
        )
    tables = set(inspect(connection).get_table_names()) - {_VERSION_TABLE}
    if current is None and (tables if file else tables & Base.metadata.tables.keys()):
        raise LibraryUnavailable(
            f"{file or 'The database'} holds tables of another program, or of a library that has "
            "lost its version. Nothing was changed: name another one by VISAVIS_DATA_DIR, or put "
            "back a copy by “visavis restore”."
        )
