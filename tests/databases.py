"""The libraries of tests: in SQLite, or in the PostgreSQL whose address TEST_DATABASE_URL has.

An empty library is made once. Each test gets a copy of its file; on PostgreSQL it gets the one
database emptied, by a new name, so that what an earlier test left running cannot reach it.
"""

import itertools
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from webapp.library import Library
from webapp.library.schema import Base

if TYPE_CHECKING:
    import psycopg

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
        with _connected(_address(name)) as connection:
            connection.execute(_emptying())


def _new_database() -> str:
    name = f"library_{os.getpid()}"
    _server().execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    return _address(name)


def _address(database: str) -> str:
    return make_url(SERVER).set(database=database).render_as_string(hide_password=False)


def _connected(url: str) -> "psycopg.Connection":
    import psycopg

    return psycopg.connect(url, autocommit=True)


@cache
def _server() -> "psycopg.Connection":
    return _connected(SERVER)


def _rename(name: str, new: str) -> None:
    """Give a database another name; what an earlier test left running is cut off from it."""
    from psycopg.errors import ObjectInUse

    ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    for _ in range(1000):  # a thread may connect anew in between
        # The server looks for users of the database ten times a second; this looks more often.
        while _server().execute(ending, (name,)).fetchall():
            time.sleep(0.002)
        with suppress(ObjectInUse):
            _server().execute(f"ALTER DATABASE {name} RENAME TO {new}")
            return
    raise AssertionError(f"{name} is in use.")


@cache
def _emptying() -> str:
    """One statement that leaves a library as it was made: all else takes longer than most tests."""
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    deletions = "".join(f"DELETE FROM {name};" for name in tables)  # noqa: S608
    return f"{deletions} SELECT setval(seqrelid::regclass, 1, false) FROM pg_sequence"  # noqa: S608
