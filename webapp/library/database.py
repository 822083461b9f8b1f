"""Opens and migrates the database; turns the faults of its transactions into domain errors."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import ColumnElement, Engine, Update, exc
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    ProgrammingError,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.errors import BadInput, LibraryUnavailable
from webapp.library import dialects
from webapp.library.upkeep.copies import check_whole, file_of
from webapp.library.upkeep.faults import unavailable
from webapp.library.upkeep.migrating import migrate
from webapp.private_files import private_file, private_folder


class Database:
    """One database; opening it migrates it to the newest schema.

    Raises BadInput when the URL cannot be understood and LibraryUnavailable when the database
    cannot be opened or written.
    """

    def __init__(self, url: str) -> None:
        file = file_of(url)
        with _alone(file) if file else nullcontext():
            if file is not None:
                _prepare_file(file)
            self._file, self._opened = file, _status(file)
            self._engine = dialects.opened(url)
            self._reading = dialects.for_reading(self._engine)
            self._alone = dialects.for_writing(self._engine, alone=True)
            self._beside = dialects.for_writing(self._engine, alone=False)
            try:
                with _faults_as_domain_errors(f"the library {file or ''}".strip()):
                    #: Whether the library did not exist before it was opened here.
                    self.is_new = migrate(self._engine, file)
            except BaseException:
                self.close()
                raise

    @property
    def is_shared(self) -> bool:
        """Whether processes on several machines may use it: PostgreSQL, and no file."""
        return self._engine.dialect.name == "postgresql"

    def has(self, column: InstrumentedAttribute[Any], words: str) -> ColumnElement[bool]:
        """Whether a column has ``words``, as webapp.library.folding finds them."""
        return dialects.has(self._engine, column, words)

    def reading(self) -> AbstractContextManager[Session]:
        """A session that reads one consistent state of the library; its objects outlive it.

        Raises LibraryUnavailable when the database cannot be read.
        """
        return self._transaction(self._reading)

    def writing(self, *, alone: bool = True) -> AbstractContextManager[Session]:
        """A session that commits at its end or rolls back whole; its objects outlive it.

        One that locks all documents that it changes (``found_document``), and changes nothing
        else that others may change, need not be ``alone``: on PostgreSQL it waits for no other
        writer then. Raises LibraryUnavailable when the database is locked, full or unreadable.
        """
        return self._transaction(self._alone if alone else self._beside)

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Session]:
        self._check_file()
        with (
            _faults_as_domain_errors(),
            Session(engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def _check_file(self) -> None:
        """Raise LibraryUnavailable when another file, or none, is where this one was opened.

        SQLite would go on with what is no longer there, and all of that were lost at the end.
        """
        if self._opened and _status(self._file) != self._opened:
            raise LibraryUnavailable(
                f"The library {self._file} was moved, deleted or exchanged while it was open, so "
                "nothing is kept any more. Put it back where it was, then start again."
            )

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def _status(file: Path | None) -> tuple[int, int] | None:
    """What tells a file from every other one; None where it is not there."""
    try:
        status = file.stat() if file else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status else None


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


@contextmanager
def _faults_as_domain_errors(place: str = "the library") -> Iterator[None]:
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise  # a fault of this program, not of the disk
    except (DatabaseError, exc.TimeoutError) as error:
        raise unavailable(error, place) from error


def rows_changed(session: Session, change: Update) -> int:
    """Change rows in one statement and give their number; loaded objects stay as they are."""
    session.flush()
    quiet = change.execution_options(synchronize_session=False)
    return session.connection().execute(quiet).rowcount
