"""Batches across requests: everybody's pieces, a few decoding threads, one queue.

Requests are lists of pieces (webapp.engine.batches.line). Decoding threads pull their next batch
when they are free, so a batch is chosen as late as possible, from all that waits then.
"""

import atexit
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from time import perf_counter
from typing import Any
from weakref import WeakSet

from webapp.engine.batches.line import Batch, Line, Request, Tokens, as_failure, fill
from webapp.engine.interface import Priority
from webapp.errors import VisavisError

# Gives one result per piece, in order. Called by several threads at once.
Decode = Callable[[Sequence[Tokens], int], Sequence[Any]]

# Under unbroken interactive load, one batch in this many is a document's.
DOCUMENT_SHARE = 8

# Seconds that `close` waits for each batch in flight; one takes a second or so.
LONGEST_GOODBYE = 30


class Scheduler:
    """Keeps ``threads`` decoding threads fed with batches of about ``batch_tokens`` tokens.

    Those of which one hypothesis is followed have ``widest`` times as many.

    Interactive requests go first, one batch in ``DOCUMENT_SHARE`` excepted, so that neither kind
    starves; within a kind, callers take turns, so that a short request need not wait for the end of
    a long one. One caller's oldest request goes first, and later ones and other callers' fill its
    batches with pieces of like length. A batch in flight is never interrupted.

    The threads live only while there is work, so a scheduler that nobody uses costs nothing.
    """

    def __init__(self, decode: Decode, *, threads: int, batch_tokens: int, widest: int = 1) -> None:
        self._decode = decode
        self._thread_limit = threads
        self._batch_tokens = batch_tokens
        self._widest = widest
        self._lock = threading.Lock()
        self._lines = {priority: Line() for priority in Priority}
        self._threads: set[threading.Thread] = set()
        self._since_document = 0
        self._decoded, self._seconds = 0, 0.0
        self._closed = False
        _open_schedulers.add(self)

    def submit(
        self,
        pieces: Sequence[Tokens],
        *,
        priority: Priority,
        alternatives: int,
        finish: Callable[[list[Any]], Any],
        caller: object = None,
    ) -> Future[Any]:
        """Queue ``pieces``; the future gives ``finish`` of their results, which are in order.

        Requests of an equal (hashable) ``caller`` have one turn together; without one, each has
        its own. Cancelling the future takes back what is not being decoded yet. After ``close`` it
        is cancelled at once.
        """
        caller_key = object() if caller is None else caller
        request = Request(pieces, caller_key, alternatives, finish)
        with self._lock:
            if self._closed:
                request.future.cancel()
            elif pieces:
                self._lines[priority].add(request)
                self._start_threads()
        if not pieces:
            request.complete()
        return request.future

    def workload(self) -> tuple[int, float, int]:
        """The pieces that were decoded, the seconds of all threads for it, and what waits."""
        with self._lock:
            return self._decoded, self._seconds, self._waiting()

    def close(self) -> None:
        """Cancel what waits, then wait for the batches in flight."""
        with self._lock:
            self._closed = True
            waiting = [request for line in self._lines.values() for request in line.drain()]
            threads = list(self._threads)
        for request in waiting:
            request.future.cancel()
        for thread in threads:
            thread.join(LONGEST_GOODBYE)

    def _start_threads(self) -> None:
        for _ in range(min(self._thread_limit - len(self._threads), self._waiting())):
            # Daemons: the end of a process waits for `close`, not for a long queue.
            thread = threading.Thread(target=self._work, name="decoding", daemon=True)
            self._threads.add(thread)
            thread.start()

    def _waiting(self) -> int:
        return sum(len(r.waiting) for line in self._lines.values() for r in line.requests)

    def _work(self) -> None:
        while batch := self._next_batch():
            self._run(batch)

    def _run(self, batch: Batch) -> None:
        began = perf_counter()
        try:
            results = self._decode([r.pieces[i] for r, i in batch], batch[0][0].alternatives)
        except Exception as error:  # noqa: BLE001 - whatever it is, the threads live on
            self._isolate(batch, error)
        else:
            self._deliver(batch, results, perf_counter() - began)

    def _isolate(self, batch: Batch, error: Exception) -> None:
        """Decode each request of a failed batch alone, so that only the guilty one fails."""
        requests = list(dict.fromkeys(request for request, _ in batch))
        if len(requests) == 1 or isinstance(error, VisavisError):
            for request in requests:
                request.fail(as_failure(error))
            return
        for request in requests:
            self._run([(owner, i) for owner, i in batch if owner is request])

    def _deliver(self, batch: Batch, results: Sequence[Any], seconds: float) -> None:
        complete = []
        with self._lock:
            self._decoded += len(batch)
            self._seconds += seconds
            for (request, i), result in zip(batch, results, strict=True):
                request.results[i] = result
                request.missing -= 1
                if not request.missing:
                    complete.append(request)
        for request in complete:
            request.complete()

    def _next_batch(self) -> Batch:
        """What to decode now; empty when nothing waits, and then this thread is signed off."""
        with self._lock:
            for line in self._lines.values():
                line.prune()
            line = self._line_to_serve()
            batch = fill(line.in_turn(), self._budget(line.requests), self._widest)
            line.charge(batch)
            if not batch:
                self._threads.discard(threading.current_thread())
            return batch

    def _line_to_serve(self) -> Line:
        interactive = self._lines[Priority.INTERACTIVE]
        documents = self._lines[Priority.DOCUMENT]
        self._since_document += 1
        due = not interactive.requests or self._since_document >= DOCUMENT_SHARE
        if documents.requests and due:
            self._since_document = 0
            return documents
        return interactive

    def _budget(self, requests: Sequence[Request]) -> int:
        """Tokens of the next batch: a small amount of work is shared between the threads."""
        waiting = sum(request.waiting_tokens for request in requests)
        share = -(-waiting // self._thread_limit)
        return max(self._batch_tokens // 4, min(self._batch_tokens, share))


_open_schedulers: WeakSet[Scheduler] = WeakSet()


@atexit.register
def _close_all() -> None:
    """A thread that comes back from CTranslate2 into an ending interpreter would abort it."""
    for scheduler in list(_open_schedulers):
        scheduler.close()
