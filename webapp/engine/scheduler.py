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
    """One submit: its pieces still waiting (longest last) and its results so far.

    Its future is pending to the end, so it can be cancelled while some of it is being decoded.
    """

    pieces: Sequence[Tokens]
    caller: object
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


class _Line:
    """The requests of one kind that wait, oldest first, and whose turn it is.

    The caller who was given the fewest tokens comes first, and of equals the one who waits longer.
    A newcomer starts with the fair share, which is what somebody would have been given who had been
    here always. So it waits for one batch of each other caller at most, and newcomers without end
    hold nobody up.
    """

    def __init__(self) -> None:
        self.requests: list[_Request] = []
        self._given: dict[object, float] = {}
        self._fair_share = 0.0

    def add(self, request: _Request) -> None:
        self._given.setdefault(request.caller, self._fair_share)
        self.requests.append(request)

    def drain(self) -> list[_Request]:
        """Let go of all, and give them."""
        left, self.requests, self._given = self.requests, [], {}
        return left

    def prune(self) -> None:
        """Let go of those that are cancelled, have failed or are all with the engine."""
        self.requests = [r for r in self.requests if r.waiting and not r.future.done()]
        self._given = {r.caller: self._given[r.caller] for r in self.requests}

    def in_turn(self) -> list[_Request]:
        """All requests, the next first; those of one caller keep their order."""
        return sorted(self.requests, key=lambda request: self._given[request.caller])

    def charge(self, batch: _Batch) -> None:
        """Count what each caller was given."""
        for request, piece in batch:
            self._given[request.caller] += request.length(piece)
            self._fair_share += request.length(piece) / len(self._given)


class Scheduler:
    """Keeps ``threads`` decoding threads fed with batches of about ``batch_tokens`` tokens.

    Interactive requests go first, one batch in ``DOCUMENT_SHARE`` excepted, so that neither kind
    starves; within a kind, callers take turns, so that a short request need not wait for the end of
    a long one. One caller's oldest request goes first, and later ones and other callers' fill its
    batches with pieces of like length. A batch in flight is never interrupted.

    The threads live only while there is work, so a scheduler that nobody uses costs nothing.
    """

    def __init__(self, decode: Decode, *, threads: int, batch_tokens: int) -> None:
        self._decode = decode
        self._thread_limit = threads
        self._batch_tokens = batch_tokens
        self._lock = threading.Lock()
        self._lines = {priority: _Line() for priority in Priority}
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
        caller: object = None,
    ) -> Future[Any]:
        """Queue ``pieces``; the future gives ``finish`` of their results, which are in order.

        Requests of an equal (hashable) ``caller`` have one turn together; without one, each has
        its own. Cancelling the future takes back what is not being decoded yet. After ``close`` it
        is cancelled at once.
        """
        caller_key = object() if caller is None else caller
        request = _Request(pieces, caller_key, alternatives, finish)
        with self._lock:
            if self._closed:
                request.future.cancel()
            elif pieces:
                self._lines[priority].add(request)
                self._start_threads()
        if not pieces:
            request.complete()
        return request.future

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
        waiting = sum(len(r.waiting) for line in self._lines.values() for r in line.requests)
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
            for line in self._lines.values():
                line.prune()
            line = self._line_to_serve()
            batch = _fill(line.in_turn(), self._budget(line.requests))
            line.charge(batch)
            if not batch:
                self._threads.discard(threading.current_thread())
            return batch

    def _line_to_serve(self) -> _Line:
        interactive = self._lines[Priority.INTERACTIVE]
        documents = self._lines[Priority.DOCUMENT]
        self._since_document += 1
        due = not interactive.requests or self._since_document >= DOCUMENT_SHARE
        if documents.requests and due:
            self._since_document = 0
            return documents
        return interactive

    def _budget(self, requests: Sequence[_Request]) -> int:
        """Tokens of the next batch: a small amount of work is shared between the threads."""
        waiting = sum(request.waiting_tokens for request in requests)
        share = -(-waiting // self._thread_limit)
        return max(self._batch_tokens // 4, min(self._batch_tokens, share))


def _fill(requests: Sequence[_Request], budget: int) -> _Batch:
    """Take a batch of at most ``budget`` padded tokens from ``requests``, the first one first.

    That gives its longest pieces; later ones fill the room left, with pieces that need no more
    padding if they have such. One piece is taken in any case.
    """
    batch: _Batch = []
    width = 0
    for request in requests:
        if batch and request.alternatives != batch[0][0].alternatives:
            continue  # the engine decodes a batch with one number of hypotheses
        if not batch:
            width = request.length(request.waiting[-1])
            budget = max(budget, width)
        taken = request.take(width, len(batch), budget)
        batch += [(request, piece) for piece in taken]
        width = max([width, *map(request.length, taken[-1:])])
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
