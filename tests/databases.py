"""The libraries of tests: in SQLite, or in the PostgreSQL whose address TEST_DATABASE_URL has.

An empty library is made once. Each test gets a copy of its file; on PostgreSQL it gets the one
database emptied, by a new name, so that what an earlier test left running cannot reach it.
"""

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from webapp.library import Library
from webapp.library.dialects import driven, set_sequences
from webapp.library.schema import Base

#: The address of a PostgreSQL whose user may make databases; empty for SQLite.
SERVER = os.environ.get("TEST_DATABASE_URL", "")
_numbers = itertools.count(1)


def migrated(folder: Path) -> str:
    """The address of an empty library, to be given to ``copied``."""
    url = f"sqlite:///{folder / 'library.sqlite3'}" if not SERVER else _new_database()
    Library(url).close()
    return url


@contextmanager
def copied(migrated_url: str, folder: Path) -> Iterator[str]:
    """The address of an empty library; ``folder`` is for its file, if it has one."""
    name = make_url(migrated_url).database or ""
    if not SERVER:
        yield f"sqlite:///{shutil.copy(name, folder)}"
        return
    new = f"{name}_{next(_numbers)}"
    _rename(name, new)
    try:
        yield _address(new)
    finally:
        _rename(new, name)
        engine = create_engine(driven(migrated_url))
        with engine.begin() as connection:
            _empty(connection)
        engine.dispose()


def _new_database() -> str:
    name = f"library_{os.getpid()}"
    with _server().connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
    return _address(name)


def _address(database: str) -> str:
    return driven(SERVER).set(database=database).render_as_string(hide_password=False)


@cache
def _server() -> Engine:
    return create_engine(driven(SERVER), isolation_level="AUTOCOMMIT")


def _rename(name: str, new: str) -> None:
    """Give a database another name; what an earlier test left running is cut off from it."""
    ending = text(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name"
    )
    with _server().connect() as connection:
        for _ in range(100):  # a thread may connect anew in between
            connection.execute(ending, {"name": name})
            with suppress(OperationalError):
                connection.execute(text(f"ALTER DATABASE {name} RENAME TO {new}"))
                return
    raise AssertionError(f"{name} is in use.")


def _empty(connection: Connection) -> None:
    tables = Base.metadata.sorted_tables
    for table in reversed(tables):
        connection.execute(table.delete())
    set_sequences(connection, tables)
