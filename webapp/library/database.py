"""Opens and migrates the database; turns the faults of its transactions into domain errors."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import ColumnElement, Engine, Update, create_engine, event, func
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.errors import BadInput, LibraryUnavailable
from webapp.library.folding import has_words
from webapp.library.upkeep.copies import check_whole, file_of
from webapp.library.upkeep.faults import unavailable
from webapp.library.upkeep.migrating import migrate
from webapp.private_files import private_file, private_folder

#: How long a writer waits for another one, in milliseconds, before it gives up.
BUSY_TIMEOUT_MS = 5_000


class Database:
    """One database; opening it migrates it to the newest schema.

    Raises BadInput when the URL cannot be understood and LibraryUnavailable when the database
    cannot be opened or written.
    """

    def __init__(self, url: str) -> None:
        file = file_of(url)
        with _alone(file) if file else nullcontext():
            self._engine = _open(url, file)
            with _faults_as_domain_errors(f"the library {file or ''}".strip()):
                #: Whether the library did not exist before it was opened here.
                self.is_new = migrate(self._engine, file)

    def has(self, column: InstrumentedAttribute[Any], words: str) -> ColumnElement[bool]:
        """Whether a column has ``words``: on SQLite as webapp.library.folding finds them."""
        if self._engine.dialect.name == "sqlite":
            return func.has_words(column, words).is_(True)
        return func.lower(column).contains(words.lower(), autoescape=True)

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


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Let one process at a time make or migrate a library; raises LibraryUnavailable."""
    try:
        with FileLock(private_folder(file.parent) / f".{file.name}.lock", mode=0o600):
            yield
    except OSError as error:
        raise LibraryUnavailable(
            f"The folder {file.parent} of the library cannot be made or written "
            f"({error.strerror}). Nothing was changed: check its rights, or name another one by "
            "VISAVIS_DATA_DIR."
        ) from error


def _open(url: str, file: Path | None) -> Engine:
    try:
        if file is not None:
            _prepare_file(file)
        # Every thread that asks gets a connection, so that none waits for another.
        engine = create_engine(url, hide_parameters=True, max_overflow=-1)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise BadInput("VISAVIS_DATABASE_URL is no database URL that can be used here.") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_file(file: Path) -> None:
    """Make the file of a new library; raise LibraryUnavailable for one that is not whole."""
    if not file.exists():
        private_file(file)
        return
    try:
        check_whole(file)
    except BadInput as error:
        raise LibraryUnavailable(
            f"{error} Nothing was changed: put a copy in its place by “visavis restore”, or move "
            "the file away to begin a new library."
        ) from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # _begin_immediate says BEGIN in the driver's place
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")  # with WAL a kill loses no commit
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
    connection.create_function("has_words", 2, has_words, deterministic=True)


def _begin_immediate(connection: Any) -> None:
    """Take the write lock at the start of a session that writes; readers never wait.

    A deferred transaction that reads and then writes fails at once when another one has written
    meanwhile, whatever the busy timeout. An immediate transaction waits its turn.
    """
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _faults_as_domain_errors(place: str = "the library") -> Iterator[None]:
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise  # a fault of this program, not of the disk
    except DatabaseError as error:
        raise unavailable(error, place) from error


def rows_changed(session: Session, change: Update) -> int:
    """Change rows in one statement and give their number; loaded objects stay as they are."""
    session.flush()
    quiet = change.execution_options(synchronize_session=False)
    return session.connection().execute(quiet).rowcount
