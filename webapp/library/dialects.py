"""What differs between the databases that a library can be in: SQLite and PostgreSQL.

All other modules of the library speak to both in SQLAlchemy's words. SQLite is what is right here:
PostgreSQL is brought to behave as SQLite does.
"""

import sys
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Table,
    cast,
    create_engine,
    event,
    false,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.errors import BadInput, LibraryUnavailable
from webapp.library.folding import has_words, pattern_of

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

#: How long a writer waits for another one, in milliseconds, before it gives up.
BUSY_TIMEOUT_MS = 5_000
#: The number of PostgreSQL's advisory lock that writers take one after another.
WRITERS_LOCK = 0x766973617669
#: What a connection to PostgreSQL is opened with. A server that is gone without a word is noticed
#: within 15 seconds; without these a connection waits for hours.
_CONNECTING = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
#: One process has few connections, so that a fleet stays below the 100 of PostgreSQL's default.
_POSTGRES: Mapping[str, Any] = {
    "pool_size": 5,
    "max_overflow": 10,
    "pool_timeout": 15,
    "pool_pre_ping": True,
    "connect_args": {**_CONNECTING, "options": f"-c lock_timeout={BUSY_TIMEOUT_MS}"},
}
#: Every thread that asks gets a connection, so that none waits for another.
_SQLITE: Mapping[str, Any] = {"max_overflow": -1}
#: Letters that PostgreSQL's ``lower`` leaves, and what they are when case is passed over.
_CASEFOLDED = (("’", "'"), ("ß", "ss"), ("ς", "σ"))


#: Told of a text that is no address of a database, or one whose driver is not installed.
_NO_ADDRESS = (
    "VISAVIS_DATABASE_URL is no database URL that can be used here: sqlite:///FILE, or, with the "
    "extra “fleet” installed, postgresql://USER:PASSWORD@HOST/DATABASE."
)


def driven(url: str) -> URL:
    """A library's address with the driver that is used here; raises BadInput for another text."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise BadInput(_NO_ADDRESS) from error
    if address.get_backend_name() in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        raise BadInput(_NO_ADDRESS)
    return address


def opened(url: str) -> Engine:
    """An engine whose connections and transactions behave alike on each database.

    Raises BadInput for an address that cannot be used.
    """
    address = driven(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    try:
        engine = create_engine(address, hide_parameters=True, **_SQLITE if is_sqlite else _POSTGRES)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise BadInput(_NO_ADDRESS) from error
    event.listen(engine, "connect", _prepare_sqlite if is_sqlite else _prepare_postgresql)
    event.listen(engine, "begin", _begin_sqlite if is_sqlite else _begin_postgresql)
    return engine


def for_reading(engine: Engine) -> Engine:
    """An engine whose transactions see one state of the database."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine


def for_writing(engine: Engine, *, alone: bool) -> Engine:
    """An engine whose transactions write.

    SQLite has one writer at a time. On PostgreSQL those that are ``alone`` wait for each other;
    the rest lock the rows of the documents that they change.
    """
    return engine.execution_options(writes=True, alone=alone)


def for_migrating(engine: Engine) -> Engine:
    """An engine whose transaction waits for any other one that migrates."""
    return engine.execution_options(writes=True, alone=True, patient=True)


def check_encoding(connection: Connection) -> None:
    """Raise LibraryUnavailable for a database that cannot keep all characters."""
    if connection.dialect.name == "postgresql":
        encoding = connection.execute(text("SHOW server_encoding")).scalar()
        if encoding != "UTF8":
            raise LibraryUnavailable(
                f"The database of the library keeps texts in {encoding}, not in UTF8. Nothing was "
                "changed: make one by “createdb --encoding UTF8 --template template0”."
            )


def settle_columns(connection: Connection) -> None:
    """Give new columns on PostgreSQL the width and the order that they have on SQLite.

    An id there has 64 bits, texts have no bound, and they are sorted by their code points.
    """
    if connection.dialect.name != "postgresql":
        return
    for table, column, kind in connection.execute(text(_NARROW)).all():
        change = "BIGINT" if kind == "integer" else 'TEXT COLLATE "C"'
        connection.execute(text(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {change}'))
        if column == "id" and kind == "integer":
            connection.execute(text(f'ALTER SEQUENCE IF EXISTS "{table}_id_seq" AS BIGINT'))


_NARROW = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0
  AND NOT a.attisdropped AND c.relname <> 'alembic_version'
  AND ((a.atttypid = 'integer'::regtype AND (a.attname = 'id' OR a.attname LIKE '%\\_id'))
    OR (a.attcollation <> 0 AND a.attcollation <> '"C"'::regcollation))
ORDER BY c.relname, a.attnum
"""


def set_sequences(connection: Connection, tables: list[Table]) -> None:
    """Have new rows get ids behind those that are there; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        sequence = connection.scalar(
            text(
                "SELECT pg_get_serial_sequence(:table, 'id') FROM pg_attribute WHERE attrelid = "
                "CAST(:table AS regclass) AND attname = 'id'"
            ),
            {"table": table.name},
        )
        if sequence:
            following = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(sequence, following, false())))


def upsert(session: Session, table: Any) -> "postgresql.Insert | sqlite.Insert":
    """An INSERT that can say what becomes of a row whose key is there already."""
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def has(engine: Engine, column: InstrumentedAttribute[Any], words: str) -> ColumnElement[bool]:
    """Whether a column has ``words``, as webapp.library.folding finds them."""
    if engine.dialect.name == "sqlite":
        return func.has_words(column, words).is_(True)
    apart = func.normalize(_casefolded(column), text("NFKD"))
    plain = func.regexp_replace(apart, _combining(), "", "g")
    lower = func.lower(plain.collate("und-x-icu")).collate("und-x-icu")
    matches: ColumnElement[bool] = _casefolded(lower).regexp_match(pattern_of(words).pattern)
    return matches


def _casefolded(words: Any) -> Any:
    for letter, folded in _CASEFOLDED:
        words = func.replace(words, letter, folded)
    return words


@cache
def _combining() -> str:
    """A pattern for the signs that ``folded`` takes off letters."""
    signs = [n for n in range(sys.maxunicode) if unicodedata.combining(chr(n))]
    starts = [n for n in signs if not unicodedata.combining(chr(n - 1))]
    ends = [n for n in signs if not unicodedata.combining(chr(n + 1))]
    ranges = zip(starts, ends, strict=True)
    return f"[{''.join(f'{chr(start)}-{chr(end)}' for start, end in ranges)}]"


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # _begin_sqlite says BEGIN in the driver's place
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")  # with WAL a kill loses no commit
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
    connection.create_function("has_words", 2, has_words, deterministic=True)


def _begin_sqlite(connection: Any) -> None:
    """Take the write lock at the start of a session that writes; readers never wait.

    A deferred transaction that reads and then writes fails at once when another one has written
    meanwhile, whatever the busy timeout. An immediate transaction waits its turn.
    """
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    from psycopg.types.string import StrDumper

    class Storable(StrDumper):
        """Texts with U+FFFD for NUL, which PostgreSQL cannot store."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))

    connection.adapters.register_dumper(str, Storable)


def _begin_postgresql(connection: Any) -> None:
    """Let those that write alone wait for each other, as writers of SQLite do."""
    options = connection.get_execution_options()
    if options.get("patient"):
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    if options.get("alone"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")


#: A number in a query: a column, an expression, or what is known.
Count = ColumnElement[int] | InstrumentedAttribute[int] | int


def characters(
    column: ColumnElement[str] | InstrumentedAttribute[str], start: Count, length: Count
) -> ColumnElement[str]:
    """``length`` characters of a text, from the offset ``start`` on.

    PostgreSQL counts them in 32 bits, where numbers in the tables have 64.
    """
    return func.substr(column, cast(start, Integer) + 1, cast(length, Integer))
