"""Copies a library from one database into another, whichever of the two kinds these are."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, inspect, select
from sqlalchemy.exc import DatabaseError, IntegrityError

from webapp.errors import BadInput, LibraryUnavailable
from webapp.library.dialects import for_reading, for_writing, opened, set_sequences
from webapp.library.schema import Base
from webapp.library.upkeep.copies import existing_file
from webapp.library.upkeep.faults import unavailable

#: The rows that are read and written at once; a row of a document may have a whole book.
ROWS, DOCUMENTS = 1_000, 4


def address_of(place: str) -> str:
    """The address of a library that is given by an address or by the path of its file."""
    return place if "://" in place else f"sqlite:///{Path(place).absolute()}"


def check_is_there(url: str) -> None:
    """Raise BadInput where a library is not there, and LibraryUnavailable."""
    existing_file(url)
    with _connected(url, "the library to copy") as engine:
        if not inspect(engine).has_table("documents"):
            raise BadInput("There is no library to copy in that database.")


def copy_rows(source_url: str, target_url: str) -> Mapping[str, int]:
    """Copy all rows of a library to another one that has none; gives their number by table.

    Both have the newest schema. The source is copied as it is at one moment, whoever writes in it
    meanwhile. The target gets all rows or none. Raises BadInput for a target that has rows, and
    LibraryUnavailable.
    """
    with (
        _connected(source_url, "the library to copy") as source,
        _connected(target_url, "the library to copy to") as target,
        for_reading(source).connect() as reading,
        for_writing(target, alone=True).begin() as writing,
    ):
        tables = Base.metadata.sorted_tables
        _check_empty(writing, tables)
        for table in tables:
            _copy_table(table, reading, writing)
        set_sequences(writing, tables)
        return _compared(tables, reading, writing)


@contextmanager
def _connected(url: str, place: str) -> Iterator[Engine]:
    engine = opened(url)
    try:
        yield engine
    except IntegrityError as error:
        raise LibraryUnavailable(
            "Rows of the library belong to rows that are not there, so nothing was copied; "
            "“visavis check” says which."
        ) from error
    except DatabaseError as error:
        raise unavailable(error, place) from error
    finally:
        engine.dispose()


def _check_empty(connection: Connection, tables: list[Table]) -> None:
    if any(_count(connection, table) for table in tables):
        raise BadInput("The library to copy to has texts or other things already; name another.")


def _copy_table(table: Table, reading: Connection, writing: Connection) -> None:
    size = DOCUMENTS if table.name == "documents" else ROWS
    rows = reading.execution_options(yield_per=size).execute(select(table))
    for some in rows.mappings().partitions():
        writing.execute(table.insert(), [dict(row) for row in some])


def _compared(tables: list[Table], reading: Connection, writing: Connection) -> Mapping[str, int]:
    counts = {table.name: _count(reading, table) for table in tables}
    copied = {table.name: _count(writing, table) for table in tables}
    if counts != copied:
        raise LibraryUnavailable("Not every row arrived, so nothing was copied; please try again.")
    return counts


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
