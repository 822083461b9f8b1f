"""Having distinct sources translated: what is known is not sent, the rest goes in groups.

Few groups of one caller are with the engine at any time, so that a long request's first targets
come early. The engine lets callers take turns, and what still waits there of a caller who leaves is
taken back, however long a segment is.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

from cachetools import LRUCache

from webapp.engine import Priority, Translation, Translator
from webapp.errors import Abandoned, Unavailable
from webapp.library import Memory
from webapp.library.memory import in_groups

#: Seconds between two looks whether the caller is still there.
LOOK_SECONDS = 0.1

_Key = tuple[str, int, str]
TranslationOf = Callable[[str], Translation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How sources are translated.

    ``group`` sources go to the engine as one, ``groups`` of them at a time. ``abandoned`` tells
    whether nobody waits for the answer any more.
    """

    alternatives: int = 0
    priority: Priority = Priority.INTERACTIVE
    group: int = 32
    groups: int = 3
    abandoned: Callable[[], bool] | None = None


class Knowledge:
    """What need not be translated again: the translation memory, and recent answers.

    Recent answers are kept in this process only, at most ``recent_chars`` characters of them.
    """

    def __init__(self, memory: Memory | None = None, recent_chars: int = 0) -> None:
        self._memory = memory
        self._lock = threading.Lock()
        self._corrections = 0
        self._recent: LRUCache[_Key, tuple[str, Translation]] = LRUCache(
            recent_chars, getsizeof=lambda pair: len(pair[0]) + len(pair[1].target)
        )

    def recall(
        self, identity: str, alternatives: int, sources: Sequence[str]
    ) -> dict[str, Translation]:
        """The known ones among ``sources``; the memory knows no alternatives.

        Raises LibraryUnavailable.
        """
        found = {}
        with self._lock:
            self._forget_what_was_corrected()
            for source in sources:
                if pair := self._recent.get((identity, alternatives, source)):
                    found[source] = pair[1]
        others = [source for source in sources if source not in found]
        if self._memory and others and not alternatives:
            known = self._memory.recall(identity, others)
            found |= {source: Translation(*target) for source, target in known.items()}
        return found

    def _forget_what_was_corrected(self) -> None:
        if self._memory and self._memory.corrections != self._corrections:
            self._corrections = self._memory.corrections
            self._recent.clear()

    def keep(
        self, identity: str, alternatives: int, translations: Mapping[str, Translation]
    ) -> None:
        """Remember these for a while, but nowhere on the disk."""
        with self._lock:
            for source, translation in translations.items():
                if len(source) + len(translation.target) <= self._recent.maxsize:
                    self._recent[identity, alternatives, source] = source, translation


def translations(
    sources: Iterable[str], translator: Translator, knowledge: Knowledge, manner: Manner
) -> Iterator[dict[str, Translation]]:
    """The translations of all ``sources``, a dictionary at a time: the known, then each group.

    Equal sources are sent once, groups come in order. When the caller stops asking, what waits is
    taken back. Raises TranslationFailed, LibraryUnavailable, Unavailable, Abandoned.
    """
    distinct = list(dict.fromkeys(sources))
    known = knowledge.recall(translator.identity, manner.alternatives, distinct)
    yield known
    missing = [source for source in distinct if source not in known]
    for found in _translated(missing, translator, manner):
        knowledge.keep(translator.identity, manner.alternatives, found)
        yield found


def _translated(
    missing: Sequence[str], translator: Translator, manner: Manner
) -> Iterator[dict[str, Translation]]:
    flight: deque[tuple[Sequence[str], Future[list[Translation]]]] = deque()
    caller = object()

    def land() -> dict[str, Translation]:
        group, future = flight[0]
        result = _result(future, manner.abandoned)
        flight.popleft()
        return dict(zip(group, result, strict=True))

    try:
        for group in in_groups(missing, manner.group):
            future = translator.submit(
                group, priority=manner.priority, alternatives=manner.alternatives, caller=caller
            )
            flight.append((group, future))
            if len(flight) >= manner.groups:
                yield land()
        while flight:
            yield land()
    finally:
        for _, future in flight:
            future.cancel()


def _result(
    future: Future[list[Translation]], abandoned: Callable[[], bool] | None
) -> list[Translation]:
    try:
        while abandoned:
            if abandoned():
                raise Abandoned
            try:
                return future.result(LOOK_SECONDS)
            except TimeoutError:
                continue
        return future.result()
    except CancelledError as error:
        raise Unavailable("The translation engine is shutting down.") from error
