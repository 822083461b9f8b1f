"""Requests that wait for a decoding thread, whose turn it is, and what goes into the next batch.

A *piece* is what the model takes at once, a list of tokens: a segment, or a part of a long one.
"""

import logging
from bisect import bisect_right
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from webapp.errors import TranslationFailed, VisavisError

_log = logging.getLogger(__name__)
Tokens = Sequence[str]


@dataclass(eq=False, slots=True)
class Request:
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
            self.fail(as_failure(error))
            return
        with suppress(InvalidStateError):
            self.future.set_result(result)


# Pieces decoded together: whose each is, and which of its pieces.
Batch = list[tuple[Request, int]]


class Line:
    """The requests of one kind that wait, oldest first, and whose turn it is.

    The caller who was given the fewest tokens comes first, and of equals the one who waits longer.
    A newcomer starts with the fair share, which is what somebody would have been given who had been
    here always. So it waits for one batch of each other caller at most, and newcomers without end
    hold nobody up.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._given: dict[object, float] = {}
        self._fair_share = 0.0

    def add(self, request: Request) -> None:
        self._given.setdefault(request.caller, self._fair_share)
        self.requests.append(request)

    def drain(self) -> list[Request]:
        """Let go of all, and give them."""
        left, self.requests, self._given = self.requests, [], {}
        return left

    def prune(self) -> None:
        """Let go of those that are cancelled, have failed or are all with the engine."""
        self.requests = [r for r in self.requests if r.waiting and not r.future.done()]
        self._given = {r.caller: self._given[r.caller] for r in self.requests}

    def in_turn(self) -> list[Request]:
        """All requests, the next first; those of one caller keep their order."""
        return sorted(self.requests, key=lambda request: self._given[request.caller])

    def charge(self, batch: Batch) -> None:
        """Count what each caller was given."""
        for request, piece in batch:
            self._given[request.caller] += request.length(piece)
            self._fair_share += request.length(piece) / len(self._given)


def fill(requests: Sequence[Request], budget: int, widest: int = 1) -> Batch:
    """Take a batch of at most ``budget`` padded tokens from ``requests``, the first one first.

    Without alternatives ``widest`` times as many take as long.

    That gives its longest pieces; later ones fill the room left, with pieces that need no more
    padding if they have such. One piece is taken in any case.
    """
    batch: Batch = []
    width = 0
    for request in requests:
        if batch and request.alternatives != batch[0][0].alternatives:
            continue  # the engine decodes a batch with one number of hypotheses
        if not batch:
            width = request.length(request.waiting[-1])
            budget = max(budget if request.alternatives else widest * budget, width)
        taken = request.take(width, len(batch), budget)
        batch += [(request, piece) for piece in taken]
        width = max([width, *map(request.length, taken[-1:])])
        if width * (len(batch) + 1) > budget:
            break
    return batch


def as_failure(error: Exception) -> VisavisError:
    """The error to tell; the engine's own message stays out, since it may hold the user's text."""
    if isinstance(error, VisavisError):
        return error
    _log.error("The engine failed on a batch: %s", type(error).__name__)
    failure = TranslationFailed("The translation engine could not translate this text.")
    failure.__cause__ = error
    return failure
