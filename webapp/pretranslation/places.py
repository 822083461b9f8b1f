"""Has the places that people look at translated before the rest of their documents.

A document's job goes in reading order, so whoever opens a late part would wait for all before it.
A place is served beside the job, in threads of its own. The job finds its segments translated.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from webapp.errors import VisavisError

log = logging.getLogger(__name__)

#: Documents whose places are served at the same time: their threads wait for the engine, which
#: lets callers take turns.
WORKERS = 8
#: Translates a place: a document's id, a position, and whether the place is still wanted.
Fill = Callable[[int, int, Callable[[], bool]], None]


class Places:
    """The places that are wanted, by document; ``fill`` translates one of them."""

    def __init__(self, fill: Fill) -> None:
        self._fill = fill
        self._wanted: dict[int, list[int]] = {}
        self._guard = threading.Lock()
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="place")

    def want(self, document_id: int, first: int, *, now: bool) -> None:
        """Have the place from position ``first`` on translated soon.

        ``now`` puts it in place of all others of its document, as a jump does; else it follows.
        """
        with self._guard:
            others = self._wanted.get(document_id)
            if others is None:
                self._wanted[document_id] = [first]
                self._pool.submit(self._serve, document_id)
            elif now:
                self._wanted[document_id] = [first]
            elif first not in others:
                others.append(first)

    def has(self, document_id: int) -> bool:
        """Whether a place of the document is being served."""
        return document_id in self._wanted

    def close(self) -> None:
        """Serve no further place; one under way keeps its thread until the engine has closed."""
        with self._guard:
            for places in self._wanted.values():
                places.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _serve(self, document_id: int) -> None:
        while (place := self._next(document_id)) is not None:
            try:
                self._fill(document_id, place, partial(self._is_next, document_id, place))
            except (VisavisError, CancelledError) as error:
                log.info("A place of document %d is left: %s.", document_id, type(error).__name__)
            self._leave(document_id, place)

    def _next(self, document_id: int) -> int | None:
        with self._guard:
            if places := self._wanted[document_id]:
                return places[0]
            del self._wanted[document_id]
            return None

    def _is_next(self, document_id: int, place: int) -> bool:
        return self._wanted[document_id][:1] == [place]

    def _leave(self, document_id: int, place: int) -> None:
        with self._guard, suppress(ValueError):
            self._wanted[document_id].remove(place)
