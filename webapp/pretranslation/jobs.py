"""The job queue, which Huey keeps on disk: the documents that are to be pretranslated.

The library is the truth: a document with pending segments has work to do. A job only asks a worker
to look at a document, and every start queues the unfinished documents again. So a job that is lost
with a killed process costs nothing.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from huey import Huey
from huey.consumer import Consumer
from huey.exceptions import RetryTask
from huey.storage import SqliteStorage

from webapp.errors import LibraryUnavailable

#: Documents that are pretranslated at the same time; an article does not wait behind a book.
WORKERS = 3
#: Seconds between two looks into an empty queue, since another process may put a job there.
LOOK_SECONDS = 0.5
#: Seconds before a job runs again after the library was locked or its disk full.
RETRY_SECONDS = 15


class _Bell(SqliteStorage):  # type: ignore[misc]
    """A queue on disk that wakes a waiting worker of this process as soon as a job comes in."""

    blocking = True  # tells Huey's workers not to wait, because ``dequeue`` waits

    def __init__(self, *args: Any, **options: Any) -> None:
        self._rung = threading.Condition()
        self._count = 0
        super().__init__(*args, **options)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Put a job into the queue and wake a worker."""
        super().enqueue(data, priority)
        with self._rung:
            self._count += 1
            self._rung.notify()

    def dequeue(self) -> Any:
        """The next job, or None when none comes within LOOK_SECONDS."""
        seen = self._count
        if (data := super().dequeue()) is not None:
            return data
        with self._rung:
            self._rung.wait_for(lambda: self._count != seen, LOOK_SECONDS)
        return super().dequeue()


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """A consumer that leaves signals to the server in whose process it runs."""

    def _set_signal_handlers(self) -> None:
        pass


class Jobs:
    """Queues documents by id and, once started, runs ``work`` for them in threads of this process.

    ``work`` takes a document id. For one document it never runs twice at a time. It runs again
    later when it raises LibraryUnavailable.
    """

    def __init__(self, folder: Path, work: Callable[[int], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._huey = Huey(
            "visavis",
            results=False,
            storage_class=_Bell,
            filename=str(folder / "jobs.sqlite3"),
        )
        self._work = work
        self._running: set[int] = set()
        self._guard = threading.Lock()
        self._consumer: Consumer | None = None
        self._task: Any = self._huey.task(name="pretranslate", retries=0)(self._run)

    @property
    def running(self) -> bool:
        """Whether jobs run in this process."""
        return self._consumer is not None

    def enqueue(self, document_id: int) -> None:
        """Queue a document, so that its pending segments are translated soon."""
        self._task(document_id)

    def start(self) -> None:
        """Run jobs in this process until ``stop``."""
        self._consumer = _QuietConsumer(
            self._huey,
            workers=WORKERS,
            periodic=False,
            check_worker_health=False,
        )
        self._consumer.start()

    def stop(self) -> None:
        """Take no further job; a running job keeps its thread, and its stored chunks are safe."""
        if self._consumer is not None:
            self._consumer.stop_flag.set()
            self._consumer = None

    def clear(self) -> None:
        """Empty the queue; the library knows what is unfinished."""
        self._huey.flush()

    def _run(self, document_id: int) -> None:
        with self._claimed(document_id) as free:
            if not free:
                raise RetryTask(delay=1)
            try:
                self._work(document_id)
            except LibraryUnavailable as error:
                raise RetryTask(delay=RETRY_SECONDS) from error

    @contextmanager
    def _claimed(self, document_id: int) -> Iterator[bool]:
        """Claim a document for this thread; gives False when another thread has it."""
        with self._guard:
            free = document_id not in self._running
            self._running.add(document_id)
        try:
            yield free
        finally:
            if free:
                with self._guard:
                    self._running.discard(document_id)
