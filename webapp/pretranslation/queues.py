"""The queue of jobs, which Huey keeps in a file or in Redis.

While a queue cannot be used (a full disk, a Redis that is gone) it takes and gives no job, and says
so once. What it does not take is found again by the sweep (webapp.pretranslation.jobs).
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from huey import Huey
from huey.storage import BaseStorage, RedisStorage, SqliteStorage

from webapp.errors import Unavailable
from webapp.private_files import private_file
from webapp.redis_connections import connections

log = logging.getLogger(__name__)

#: Seconds between two looks into an empty queue, since another process may put a job there.
LOOK_SECONDS = 0.5
#: Seconds that Redis may take to answer, beyond those that a worker waits for a job.
REDIS_SECONDS = 5


class _Steady(BaseStorage):  # type: ignore[misc]
    """A queue that raises no fault of its keeper, of the kinds in ``faults``, to a worker."""

    blocking = True  # tells Huey's workers not to wait, because ``dequeue`` waits
    faults: type[Exception]
    _usable = True

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Put a job into the queue."""
        with self._faults_logged():
            super().enqueue(data, priority)

    def dequeue(self) -> Any:
        """The next job, or None when none comes soon."""
        came: list[Any] = []
        with self._faults_logged():
            came.append(super().dequeue())
        if not came:
            time.sleep(LOOK_SECONDS)
        return came[0] if came else None

    def add_to_schedule(self, data: bytes, ts: Any) -> None:
        """Put a job into the queue at a later time."""
        with self._faults_logged():
            super().add_to_schedule(data, ts)

    def read_schedule(self, ts: Any) -> list[bytes]:
        """The jobs whose time has come."""
        due: list[bytes] = []
        with self._faults_logged():
            due += super().read_schedule(ts)
        return due

    @contextmanager
    def _faults_logged(self) -> Iterator[None]:
        try:
            yield
            self._usable = True
        except self.faults as error:
            if self._usable:
                log.warning("The job queue cannot be used now (%s); nothing is lost.", error)
            self._usable = False


class _File(SqliteStorage):  # type: ignore[misc]
    """A queue in a file that wakes a waiting worker of this process as soon as a job comes in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._rung = threading.Condition()
        self._count = 0
        super().__init__(*args, **options)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        super().enqueue(data, priority)
        with self._rung:
            self._count += 1
            self._rung.notify()

    def dequeue(self) -> Any:
        seen = self._count
        if (data := super().dequeue()) is not None:
            return data
        with self._rung:
            self._rung.wait_for(lambda: self._count != seen, LOOK_SECONDS)
        return super().dequeue()


class _SteadyFile(_Steady, _File):
    faults = sqlite3.Error


class _SteadyRedis(_Steady, RedisStorage):  # type: ignore[misc]
    """A queue in Redis; a worker that waits there is woken by a job of any process."""

    def __init__(self, *args: Any, **options: Any) -> None:
        from redis.exceptions import RedisError

        self.faults = RedisError
        super().__init__(*args, **options)


def opened_queue(folder: Path, url: str = "") -> Huey:
    """The queue at the address of a Redis, or in a file of a folder.

    Raises BadInput for an address that cannot be used, and Unavailable when the file cannot be made
    or written. A Redis that does not answer now is no error.
    """
    return _in_redis(url) if url else _in_file(folder / "jobs.sqlite3")


def _in_redis(url: str) -> Huey:
    pool = connections(url, REDIS_SECONDS)
    return Huey("visavis", results=False, storage_class=_SteadyRedis, connection_pool=pool)


def _in_file(file: Path) -> Huey:
    """The queue in a file; a damaged one is moved aside, since the library knows what is pending.

    So is a file with the tables of another program.
    Raises Unavailable when the file cannot be made or written.
    """
    try:
        try:
            return _queue(file)
        except sqlite3.DatabaseError as error:
            is_other = getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR"
            if isinstance(error, sqlite3.OperationalError) and not is_other:
                raise
            _set_aside(file)
            log.warning("The job queue %s is damaged and made anew; nothing is lost.", file)
            return _queue(file)
    except (OSError, sqlite3.Error) as error:
        raise Unavailable(
            f"The job queue {file} cannot be written ({error}). The library was not changed: check "
            "the rights of the folder, or make room on its disk."
        ) from error


def _set_aside(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.replace(file.with_name(f"{file.stem}.damaged{ending}"))


def _queue(file: Path) -> Huey:
    name = str(private_file(file))
    return Huey("visavis", results=False, storage_class=_SteadyFile, filename=name)
