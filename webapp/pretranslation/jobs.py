"""Runs the jobs of a queue: the documents that are to be pretranslated.

The library is the truth: a document with pending segments has work to do. A job only asks a worker
to look at a document, and a sweep queues unfinished documents that have no job. So a job costs
nothing that is lost with a killed process, or that a full disk keeps out of the queue.
"""

import math
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from huey import Huey
from huey.consumer import Consumer
from huey.exceptions import RetryTask

from webapp.errors import Busy, LibraryUnavailable
from webapp.pretranslation.leases import ASK_AGAIN_SECONDS

#: Documents that are pretranslated at the same time; an article does not wait behind a book.
WORKERS = 3
#: Seconds before a job runs again after the library was locked or its disk full.
RETRY_SECONDS = 15
#: Every job that has to wait runs within this time.
SOON = timedelta(minutes=2)
#: Seconds between two sweeps. With the time of a claim (webapp.library.pending.claims) it says how
#: soon a process takes over what another one was killed at.
SWEEP_SECONDS = 5
#: Seconds between two looks of a process without a job for what it can share. They are lost to it.
SHARE_SECONDS = 1


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """A consumer that leaves signals to the server in whose process it runs."""

    def _set_signal_handlers(self) -> None:
        pass


class Jobs:
    """Queues documents by id and, once started, runs ``work`` for them in threads of this process.

    ``work`` takes a document id. It runs again later when it raises Busy or LibraryUnavailable.
    ``unfinished`` gives the ids of documents that have work to do and that nobody works on,
    ``shareable`` those of which a share can be taken, since others work on them.
    """

    def __init__(
        self,
        queue: Huey,
        work: Callable[[int], None],
        unfinished: Callable[[], Iterable[int]],
        shareable: Callable[[], Iterable[int]] = lambda: (),
    ) -> None:
        self._huey = queue
        self._work = work
        self._unfinished = unfinished
        self._shareable = shareable
        self._stopped = threading.Event()
        self._consumer: Consumer | None = None
        self._under_way: set[int] = set()
        self._task: Any = self._huey.task(name="pretranslate", retries=0)(self._run)

    @property
    def running(self) -> bool:
        """Whether jobs run in this process."""
        return self._consumer is not None

    def takes_soon(self, document_id: int) -> bool:
        """Whether the job of a document runs here, or a worker is free for it."""
        return document_id in self._under_way or len(self._under_way) < WORKERS

    def waiting(self) -> float:
        """How many jobs are in the queue; not a number while that cannot be told."""
        try:
            return float(self._huey.pending_count())
        except self._huey.storage.faults:
            return math.nan

    def enqueue(self, document_id: int) -> None:
        """Queue a document, so that its pending segments are translated soon.

        It raises nothing: what the queue does not take now, a sweep finds.
        """
        self._task(document_id)

    def sweep(self) -> None:
        """Queue unfinished documents that have no job."""
        try:
            tasks = [*self._huey.pending(), *filter(_is_soon, self._huey.scheduled())]
        except self._huey.storage.faults:
            return  # the workers have logged it
        waiting = {task.args[0] for task in tasks}
        for document_id in self._unfinished():
            if document_id not in waiting:
                self.enqueue(document_id)

    def share(self) -> None:
        """Where no job runs in this process, take shares of what others translate."""
        for document_id in () if self._under_way else self._shareable():
            if self._under_way or not self.running:
                return
            self._try(document_id)

    def start(self) -> None:
        """Run jobs in this process until ``stop``."""
        self._consumer = _QuietConsumer(
            self._huey,
            workers=WORKERS,
            periodic=False,
            check_worker_health=False,
        )
        self._consumer.start()
        self._stopped = threading.Event()
        for action, seconds in ((self.sweep, SWEEP_SECONDS), (self.share, SHARE_SECONDS)):
            often = (action, seconds, self._stopped)
            threading.Thread(target=_often, args=often, name=action.__name__, daemon=True).start()

    def stop(self) -> None:
        """Take no further job; a running job keeps its thread, and its stored chunks are safe."""
        if self._consumer is not None:
            self._consumer.stop_flag.set()
            self._consumer = None
            self._stopped.set()

    def _try(self, document_id: int) -> None:
        try:
            self._work(document_id)
        except (Busy, LibraryUnavailable):
            return  # the next sweep sees whether there is still something to do

    def _run(self, document_id: int) -> None:
        if document_id in self._under_way:
            raise RetryTask(delay=ASK_AGAIN_SECONDS)
        self._under_way.add(document_id)
        try:
            self._work(document_id)
        except Busy as error:
            raise RetryTask(delay=error.retry_after) from error
        except LibraryUnavailable as error:
            raise RetryTask(delay=RETRY_SECONDS) from error
        finally:
            self._under_way.discard(document_id)


def _is_soon(task: Any) -> bool:
    """Whether a job is for a time that is near; it is not, once the clock was put back."""
    now = datetime.now(UTC).replace(tzinfo=None)  # Huey's times are in UTC and do not say so
    return bool(task.eta <= now + SOON)


def _often(action: Callable[[], None], seconds: float, stopped: threading.Event) -> None:
    while not stopped.wait(seconds):
        action()
