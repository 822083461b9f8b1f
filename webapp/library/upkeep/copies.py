"""Copies of a library in one SQLite file: taken and put back, also while a server uses it.

SQLite's own backup copies one consistent state, whoever writes meanwhile, and puts a copy back in
one transaction.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from webapp.errors import BadInput, LibraryUnavailable
from webapp.library.dialects import driven
from webapp.private_files import private_file

#: The first bytes of a SQLite file, where the size of a page and their number stand.
_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"


def file_of(url: str) -> Path | None:
    """The file of a library at a SQLAlchemy URL; None where it is no file."""
    parsed = driven(url)
    name = parsed.database or ""
    is_file = parsed.get_backend_name() == "sqlite" and name not in {"", ":memory:"}
    return Path(name) if is_file and not name.startswith("file:") else None


def existing_file(url: str) -> Path | None:
    """The file of a library, as ``file_of`` gives it; raises BadInput when it is not there."""
    file = file_of(url)
    if file is not None and not file.exists():
        raise BadInput(f"There is no library {file}.")
    return file


def take_copy(library: Path, copy: Path) -> None:
    """Copy a library to a file that does not exist yet; raises BadInput, LibraryUnavailable."""
    if copy.exists():
        raise BadInput(f"{copy} is there already; name another file.")
    if not library.is_file():
        raise BadInput(f"There is no library {library}.")
    try:
        _copy(library, private_file(copy))
    except (OSError, sqlite3.Error) as error:
        copy.unlink(missing_ok=True)
        raise LibraryUnavailable(
            f"{library} could not be copied to {copy} ({error}). The library is as it was."
        ) from error


def put_back(copy: Path, library: Path) -> Path | None:
    """Put a copy in the place of a library; gives the copy of what was there, if it could be read.

    A library that cannot be read is kept beside it under another name. Raises BadInput when
    ``copy`` is no whole library, LibraryUnavailable.
    """
    check_whole(copy)
    with closing(sqlite3.connect(copy)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise BadInput(f"{copy} is damaged, so it was not put back.")
        if not connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'documents'"
        ).fetchone():
            raise BadInput(f"{copy} is no library, so it was not put back.")
    before = _free_name(library, "before-restore") if library.is_file() else None
    try:
        if before:
            take_copy(library, before)
    except LibraryUnavailable:
        _set_aside(library)
        before = None
    try:
        _copy(copy, private_file(library))
    except (OSError, sqlite3.Error) as error:
        raise LibraryUnavailable(f"{library} could not be written ({error}).") from error
    return before


def check_whole(library: Path) -> None:
    """Raise BadInput when a file is none, or is empty, cut short or no SQLite database.

    What a running server has not yet moved from the file ``-wal`` may be missing in it.
    """
    try:
        if not library.is_file():  # to open a pipe waits for good
            raise BadInput(f"{library} is no file.")
        with library.open("rb") as file:
            header = file.read(_HEADER_BYTES)
        size = library.stat().st_size
        log = library.with_name(f"{library.name}-wal")
        has_log = log.is_file() and log.stat().st_size > 0
    except OSError as error:
        raise BadInput(f"{library} cannot be read: {error.strerror}.") from error
    if not header and not has_log:
        raise BadInput(f"{library} is empty.")
    if header and not header.startswith(_MAGIC):
        raise BadInput(f"{library} is no library: it is no SQLite database.")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if not has_log and size < (65536 if page == 1 else page) * pages:
        raise BadInput(f"{library} is cut short: a part at its end is missing.")


def copy_before(library: Path, change: str) -> Path:
    """Copy a library before a change to a free name beside it, such as library.before-0006.sqlite3.

    Raises LibraryUnavailable.
    """
    copy = _free_name(library, f"before-{change}")
    take_copy(library, copy)
    return copy


def _copy(one: Path, other: Path) -> None:
    with closing(sqlite3.connect(one)) as source, closing(sqlite3.connect(other)) as target:
        source.backup(target)


def _free_name(library: Path, ending: str) -> Path:
    names = [f"{library.stem}.{ending}{number or ''}{library.suffix}" for number in range(1000)]
    return next(path for name in names if not (path := library.with_name(name)).exists())


def _set_aside(library: Path) -> None:
    aside = _free_name(library, "damaged")
    for ending in ("", "-wal", "-shm"):
        part = library.with_name(library.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
