"""The job queue, which Huey keeps on disk: the documents that are to be pretranslated.

The library is the truth: a document with pending segments has work to do. A job only asks a worker
to look at a document, and a sweep queues unfinished documents that have no job. So a job costs
nothing that is lost with a killed process, or that a full disk keeps out of the queue.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from huey import Huey
from huey.consumer import Consumer
from huey.exceptions import RetryTask
from huey.storage import SqliteStorage

from webapp.errors import Busy, LibraryUnavailable, Unavailable
from webapp.private_files import private_file

log = logging.getLogger(__name__)

#: Documents that are pretranslated at the same time; an article does not wait behind a book.
WORKERS = 3
#: Seconds between two looks into an empty queue, since another process may put a job there.
LOOK_SECONDS = 0.5
#: Seconds before a job runs again after the library was locked or its disk full.
RETRY_SECONDS = 15
#: Seconds between two sweeps. With the time of a claim (webapp.library.pending.claims) it says how
#: soon a process takes over what another one was killed at.
SWEEP_SECONDS = 5


class _Bell(SqliteStorage):  # type: ignore[misc]
    """A queue on disk that wakes a waiting worker of this process as soon as a job comes in.

    While its file cannot be used (a full disk) it takes and gives no job, and says so once. What
    it does not take is found again by the sweep.
    """

    blocking = True  # tells Huey's workers not to wait, because ``dequeue`` waits

    def __init__(self, *args: Any, **options: Any) -> None:
        self._rung = threading.Condition()
        self._count = 0
        self._usable = True
        super().__init__(*args, **options)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Put a job into the queue and wake a worker."""
        with self._faults_logged():
            super().enqueue(data, priority)
            with self._rung:
                self._count += 1
                self._rung.notify()

    def dequeue(self) -> Any:
        """The next job, or None when none comes within LOOK_SECONDS."""
        seen = self._count
        if (data := self._next()) is not None:
            return data
        with self._rung:
            self._rung.wait_for(lambda: self._count != seen, LOOK_SECONDS)
        return self._next()

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

    def _next(self) -> Any:
        with self._faults_logged():
            return super().dequeue()

    @contextmanager
    def _faults_logged(self) -> Iterator[None]:
        try:
            yield
            self._usable = True
        except sqlite3.Error as error:
            if self._usable:
                log.warning("The job queue cannot be used now (%s); nothing is lost.", error)
            self._usable = False


def _opened(file: Path) -> Huey:
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
    return Huey("visavis", results=False, storage_class=_Bell, filename=name)


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """A consumer that leaves signals to the server in whose process it runs."""

    def _set_signal_handlers(self) -> None:
        pass


class Jobs:
    """Queues documents by id and, once started, runs ``work`` for them in threads of this process.

    ``work`` takes a document id. It runs again later when it raises Busy or LibraryUnavailable.
    ``unfinished`` gives the ids of documents that have work to do and that nobody works on.
    """

    def __init__(
        self,
        folder: Path,
        work: Callable[[int], None],
        unfinished: Callable[[], Iterable[int]],
    ) -> None:
        self._huey = _opened(folder / "jobs.sqlite3")
        self._work = work
        self._unfinished = unfinished
        self._stopped = threading.Event()
        self._consumer: Consumer | None = None
        self._task: Any = self._huey.task(name="pretranslate", retries=0)(self._run)

    @property
    def running(self) -> bool:
        """Whether jobs run in this process."""
        return self._consumer is not None

    def enqueue(self, document_id: int) -> None:
        """Queue a document, so that its pending segments are translated soon.

        It raises nothing: what the queue does not take now, a sweep finds.
        """
        self._task(document_id)

    def sweep(self) -> None:
        """Queue unfinished documents that have no job."""
        try:
            tasks = [*self._huey.pending(), *self._huey.scheduled()]
        except sqlite3.Error:
            return  # the workers have logged it
        waiting = {task.args[0] for task in tasks}
        for document_id in self._unfinished():
            if document_id not in waiting:
                self.enqueue(document_id)

    def start(self) -> None:
        """Run jobs in this process until ``stop``."""
        self._consumer = _QuietConsumer(
            self._huey,
            workers=WORKERS,
            periodic=False,
            check_worker_health=False,
        )
        self._consumer.start()
        self._stopped.clear()
        threading.Thread(target=self._sweep_often, name="sweep", daemon=True).start()

    def stop(self) -> None:
        """Take no further job; a running job keeps its thread, and its stored chunks are safe."""
        if self._consumer is not None:
            self._consumer.stop_flag.set()
            self._consumer = None
            self._stopped.set()

    def _sweep_often(self) -> None:
        while not self._stopped.wait(SWEEP_SECONDS):
            self.sweep()

    def _run(self, document_id: int) -> None:
        try:
            self._work(document_id)
        except Busy as error:
            raise RetryTask(delay=error.retry_after) from error
        except LibraryUnavailable as error:
            raise RetryTask(delay=RETRY_SECONDS) from error
