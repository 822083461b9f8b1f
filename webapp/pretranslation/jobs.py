"""The job queue: which documents are to be pretranslated, kept on disk by Huey.

The library is the truth: a document with pending segments has work to do. The queue only says that
somebody should look, so a job lost with a killed process is made again at the next start.
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

#: Documents pretranslated at the same time, so that an article does not wait behind a book.
WORKERS = 3
#: Seconds between two looks into an empty queue, for what another process has put there.
LOOK_SECONDS = 0.5
#: Seconds before a job that found the library locked or its disk full looks again.
RETRY_SECONDS = 15


class _Bell(SqliteStorage):  # type: ignore[misc]
    """A queue on disk that wakes a waiting worker of this process as soon as something comes in."""

    blocking = True  # tells Huey's workers that ``dequeue`` waits, so that they need not

    def __init__(self, *args: Any, **options: Any) -> None:
        self._rung = threading.Condition()
        self._count = 0
        super().__init__(*args, **options)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        """Put a job in and ring."""
        super().enqueue(data, priority)
        with self._rung:
            self._count += 1
            self._rung.notify()

    def dequeue(self) -> Any:
        """The next job, waited for a moment if there is none; else None."""
        seen = self._count
        if (data := super().dequeue()) is not None:
            return data
        with self._rung:
            self._rung.wait_for(lambda: self._count != seen, LOOK_SECONDS)
        return super().dequeue()


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """A consumer that leaves the process's signals to the server it runs in."""

    def _set_signal_handlers(self) -> None:
        pass


class Jobs:
    """Queues documents by id and, once started, runs ``work`` on each in threads of this process.

    ``work`` takes a document id; it runs once at a time for one document. When it raises
    LibraryUnavailable it is run again later.
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
        """Ask for a document's pending segments to be translated soon."""
        self._task(document_id)

    def start(self) -> None:
        """Run jobs in this process until stop."""
        self._consumer = _QuietConsumer(
            self._huey,
            workers=WORKERS,
            periodic=False,
            check_worker_health=False,
        )
        self._consumer.start()

    def stop(self) -> None:
        """Take no further job; a running one is left to its thread, its chunks are safe."""
        if self._consumer is not None:
            self._consumer.stop_flag.set()
            self._consumer = None

    def clear(self) -> None:
        """Forget what is queued (the library knows what is unfinished)."""
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
        """Whether no other thread works on the document; if so, none will until the end."""
        with self._guard:
            free = document_id not in self._running
            self._running.add(document_id)
        try:
            yield free
        finally:
            if free:
                with self._guard:
                    self._running.discard(document_id)
