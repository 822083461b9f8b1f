"""Opens and migrates the database; turns the faults of its transactions into domain errors."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeGuard

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, Update, create_engine, event, inspect, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)
from sqlalchemy.orm import Session

from webapp.errors import BadInput, LibraryUnavailable
from webapp.library.folding import folded
from webapp.private_files import private_file

#: How long a writer waits for another one, in milliseconds, before it gives up.
BUSY_TIMEOUT_MS = 5_000


class Database:
    """One database; opening it migrates it to the newest schema.

    Raises BadInput when the URL cannot be understood and LibraryUnavailable when the database
    cannot be opened or written.
    """

    def __init__(self, url: str) -> None:
        self._engine = _open(url)
        with _faults_as_domain_errors():
            #: Whether the library did not exist before it was opened here.
            self.is_new = not inspect(self._engine).has_table("documents")
            _migrate(self._engine)

    @property
    def folds(self) -> bool:
        """Whether statements may call ``folded`` (webapp.library.folding): on SQLite alone."""
        return self._engine.dialect.name == "sqlite"

    def reading(self) -> AbstractContextManager[Session]:
        """A session that reads one consistent state of the library; its objects outlive it.

        Raises LibraryUnavailable when the database cannot be read.
        """
        return self._transaction(writes=False)

    def writing(self) -> AbstractContextManager[Session]:
        """A session that commits at its end or rolls back whole; its objects outlive it.

        Raises LibraryUnavailable when the database is locked, full or unreadable.
        """
        return self._transaction(writes=True)

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Session]:
        engine = self._engine.execution_options(writes=writes)
        with (
            _faults_as_domain_errors(),
            Session(engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def _open(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and _is_file(parsed.database):
            private_file(Path(parsed.database))
        # Every thread that asks gets a connection, so that none waits for another.
        engine = create_engine(parsed, hide_parameters=True, max_overflow=-1)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise BadInput("VISAVIS_DATABASE_URL is no database URL that can be used here.") from error
    except OSError as error:
        raise LibraryUnavailable("The folder of the library cannot be made or written.") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _is_file(name: str | None) -> TypeGuard[str]:
    """Whether a SQLite database is a plain file: not in memory, and no URI."""
    return bool(name) and name != ":memory:" and not str(name).startswith("file:")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # _begin_immediate says BEGIN in the driver's place
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")  # with WAL a kill loses no commit
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
    connection.create_function("folded", 1, folded, deterministic=True)


def _begin_immediate(connection: Any) -> None:
    """Take the write lock at the start of a session that writes; readers never wait.

    A deferred transaction that reads and then writes fails at once when another one has written
    meanwhile, whatever the busy timeout. An immediate transaction waits its turn.
    """
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _faults_as_domain_errors() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise  # a fault of this program, not of the disk
    except DatabaseError as error:
        raise LibraryUnavailable(
            "The library cannot be read or written now: its disk may be full, or another program "
            "may hold it. Nothing was lost; please try again."
        ) from error


def rows_changed(session: Session, change: Update) -> int:
    """Change rows in one statement and give their number; loaded objects stay as they are."""
    session.flush()
    quiet = change.execution_options(synchronize_session=False)
    return session.connection().execute(quiet).rowcount
