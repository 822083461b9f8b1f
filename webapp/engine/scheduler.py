"""Batches across requests: everybody's pieces, a few decoding threads, one queue.

A *piece* is what the model takes at once, a list of tokens: a segment, or a part of a long one.
Requests are lists of pieces. Decoding threads pull their next batch when they are free, so a
batch is chosen as late as possible, from all that waits then.
"""

import atexit
import logging
import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakSet

from webapp.engine.interface import Priority
from webapp.errors import TranslationFailed, VisavisError

_log = logging.getLogger(__name__)

Tokens = Sequence[str]
# Gives one result per piece, in order. Called by several threads at once.
Decode = Callable[[Sequence[Tokens], int], Sequence[Any]]

# Under unbroken interactive load, one batch in this many is a document's.
DOCUMENT_SHARE = 8

# Seconds that `close` waits for each batch in flight; one takes a second or so.
LONGEST_GOODBYE = 30


@dataclass(eq=False, slots=True)
class _Request:
    """One submit: its pieces still waiting (longest last) and its results so far."""

    pieces: Sequence[Tokens]
    alternatives: int
    finish: Callable[[list[Any]], Any]
    future: Future[Any] = field(default_factory=Future)
    waiting: list[int] = field(init=False)
    waiting_tokens: int = field(init=False)
    results: list[Any] = field(init=False)
    missing: int = field(init=False)

    def __post_init__(self) -> None:
        self.waiting = sorted(range(len(self.pieces)), key=self.length)
        self.waiting_tokens = sum(map(len, self.pieces))
        self.results = [None] * len(self.pieces)
        self.missing = len(self.pieces)

    def length(self, piece: int) -> int:
        return len(self.pieces[piece])

    def begin(self) -> bool:
        """Whether its pieces may be taken: False when it was cancelled or has failed."""
        if self.future.running():
            return True
        return not self.future.done() and self.future.set_running_or_notify_cancel()

    def take(self, width: int, count: int, budget: int) -> list[int]:
        """Pieces that join ``count`` others, ``width`` tokens wide, within ``budget``.

        Those of at most ``width`` tokens first, then longer ones while the padding has room.
        """
        low = high = bisect_right(self.waiting, width, key=self.length)
        while low > 0 and width * (count + high - low + 1) <= budget:
            low -= 1
        while high < len(self.waiting):
            if self.length(self.waiting[high]) * (count + high - low + 1) > budget:
                break
            high += 1
        taken = self.waiting[low:high]
        del self.waiting[low:high]
        self.waiting_tokens -= sum(map(self.length, taken))
        return taken

    def fail(self, error: Exception) -> None:
        with suppress(InvalidStateError):  # cancelled, or failed by another batch
            self.future.set_exception(error)

    def complete(self) -> None:
        try:
            result = self.finish(self.results)
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller must be told
            self.fail(_as_failure(error))
            return
        with suppress(InvalidStateError):
            self.future.set_result(result)


# Pieces decoded together: whose each is, and which of its pieces.
_Batch = list[tuple[_Request, int]]


class Scheduler:
    """Keeps ``threads`` decoding threads fed with batches of about ``batch_tokens`` tokens.

    Interactive requests go first, one batch in ``DOCUMENT_SHARE`` excepted, so that neither kind
    starves; within a kind, the oldest request goes first and later ones fill its batches with
    pieces of like length. A batch in flight is never interrupted.

    The threads live only while there is work, so a scheduler that nobody uses costs nothing.
    """

    def __init__(self, decode: Decode, *, threads: int, batch_tokens: int) -> None:
        self._decode = decode
        self._thread_limit = threads
        self._batch_tokens = batch_tokens
        self._lock = threading.Lock()
        self._queues: dict[Priority, list[_Request]] = {priority: [] for priority in Priority}
        self._threads: set[threading.Thread] = set()
        self._since_document = 0
        self._closed = False
        _open_schedulers.add(self)

    def submit(
        self,
        pieces: Sequence[Tokens],
        *,
        priority: Priority,
        alternatives: int,
        finish: Callable[[list[Any]], Any],
    ) -> Future[Any]:
        """Queue ``pieces``; the future gives ``finish`` of their results, which are in order."""
        request = _Request(pieces, alternatives, finish)
        with self._lock:
            if self._closed:
                request.fail(TranslationFailed("The translation engine is shutting down."))
            elif pieces:
                self._queues[priority].append(request)
                self._start_threads()
        if not pieces:
            request.complete()
        return request.future

    def close(self) -> None:
        """Cancel what waits, then wait for the batches in flight."""
        with self._lock:
            self._closed = True
            waiting = [request for queue in self._queues.values() for request in queue]
            for queue in self._queues.values():
                queue.clear()
            threads = list(self._threads)
        for request in waiting:
            if not request.future.cancel():
                request.fail(TranslationFailed("The translation engine is shutting down."))
        for thread in threads:
            thread.join(LONGEST_GOODBYE)

    def _start_threads(self) -> None:
        waiting = sum(len(request.waiting) for queue in self._queues.values() for request in queue)
        for _ in range(min(self._thread_limit - len(self._threads), waiting)):
            # Daemons: the end of a process waits for `close`, not for a long queue.
            thread = threading.Thread(target=self._work, name="decoding", daemon=True)
            self._threads.add(thread)
            thread.start()

    def _work(self) -> None:
        while batch := self._next_batch():
            self._run(batch)

    def _run(self, batch: _Batch) -> None:
        try:
            results = self._decode([r.pieces[i] for r, i in batch], batch[0][0].alternatives)
        except Exception as error:  # noqa: BLE001 - whatever it is, the threads live on
            self._isolate(batch, error)
        else:
            self._deliver(batch, results)

    def _isolate(self, batch: _Batch, error: Exception) -> None:
        """Decode each request of a failed batch alone, so that only the guilty one fails."""
        requests = list(dict.fromkeys(request for request, _ in batch))
        if len(requests) == 1 or isinstance(error, VisavisError):
            for request in requests:
                request.fail(_as_failure(error))
            return
        for request in requests:
            self._run([(owner, i) for owner, i in batch if owner is request])

    def _deliver(self, batch: _Batch, results: Sequence[Any]) -> None:
        complete = []
        with self._lock:
            for (request, i), result in zip(batch, results, strict=True):
                request.results[i] = result
                request.missing -= 1
                if not request.missing:
                    complete.append(request)
        for request in complete:
            request.complete()

    def _next_batch(self) -> _Batch:
        """What to decode now; empty when nothing waits, and then this thread is signed off."""
        with self._lock:
            while queue := self._queue_to_serve():
                queue[:] = [r for r in queue if r.waiting and not r.future.done()]
                if batch := _fill(queue, self._budget(queue)):
                    return batch
            self._threads.discard(threading.current_thread())
            return []

    def _queue_to_serve(self) -> list[_Request]:
        interactive = self._queues[Priority.INTERACTIVE]
        documents = self._queues[Priority.DOCUMENT]
        self._since_document += 1
        if documents and (not interactive or self._since_document >= DOCUMENT_SHARE):
            self._since_document = 0
            return documents
        return interactive

    def _budget(self, queue: list[_Request]) -> int:
        """Tokens of the next batch: a small amount of work is shared between the threads."""
        waiting = sum(request.waiting_tokens for request in queue)
        share = -(-waiting // self._thread_limit)
        return max(self._batch_tokens // 4, min(self._batch_tokens, share))


def _fill(queue: list[_Request], budget: int) -> _Batch:
    """Take a batch of at most ``budget`` padded tokens from ``queue``, oldest request first.

    The oldest gives its longest pieces; later ones fill the room left, with pieces that need no
    more padding if they have such. One piece is taken in any case.
    """
    batch: _Batch = []
    width = 0
    for request in queue:
        if batch and request.alternatives != batch[0][0].alternatives:
            continue  # the engine decodes a batch with one number of hypotheses
        if not request.begin():
            continue
        if not batch:
            width = request.length(request.waiting[-1])
            budget = max(budget, width)
        batch += [(request, piece) for piece in request.take(width, len(batch), budget)]
        width = max(width, request.length(batch[-1][1]))
        if width * (len(batch) + 1) > budget:
            break
    return batch


def _as_failure(error: Exception) -> VisavisError:
    """The error to tell; the engine's own message stays out, since it may hold the user's text."""
    if isinstance(error, VisavisError):
        return error
    _log.error("The engine failed on a batch: %s", type(error).__name__)
    failure = TranslationFailed("The translation engine could not translate this text.")
    failure.__cause__ = error
    return failure


_open_schedulers: WeakSet[Scheduler] = WeakSet()


@atexit.register
def _close_all() -> None:
    """A thread that comes back from CTranslate2 into an ending interpreter would abort it."""
    for scheduler in list(_open_schedulers):
        scheduler.close()
