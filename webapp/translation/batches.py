"""Sends distinct sources to the engine in groups, except those whose translation is known.

Only a few groups of one caller are with the engine at any time, so the first targets of a long
request come early and callers can take turns. When a caller leaves, the groups that still wait are
taken back.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

from webapp.engine import Priority, Translation, Translator
from webapp.errors import Abandoned, Unavailable
from webapp.library import Memory
from webapp.library.knowledge.memory import in_groups
from webapp.translation.recent import RecentAnswers

#: Seconds between two checks that the caller is still there.
LOOK_SECONDS = 0.1

TranslationOf = Callable[[str], Translation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How sources are translated.

    ``group`` is the number of sources that go to the engine together, and ``groups`` the number of
    such groups that are there at a time. ``abandoned`` is true once nobody waits for the answer.
    """

    alternatives: int = 0
    priority: Priority = Priority.INTERACTIVE
    group: int = 32
    groups: int = 3
    abandoned: Callable[[], bool] | None = None


class Knowledge:
    """The translations that are known already: the translation memory and recent answers."""

    def __init__(self, memory: Memory | None = None, recent: RecentAnswers | None = None) -> None:
        self._memory = memory
        self._recent = recent or RecentAnswers()
        self._is_shared = self._recent.is_shared or (memory is not None and memory.is_shared)
        self._lock = threading.Lock()
        self._corrections = 0

    def recall(
        self, translator: Translator, alternatives: int, sources: Sequence[str]
    ) -> dict[str, Translation]:
        """The translations of the known ones among ``sources``, people's before recent answers.

        This process counts its corrections, and forgets recent answers after each. Where others
        correct, too, the memory is asked each time, and first. Raises LibraryUnavailable.
        """
        self._forget_if_corrected()
        steps = [self._recently, self._remembered]
        if self._is_shared:
            steps.reverse()
        known: dict[str, Translation] = {}
        for step in steps:
            if others := [source for source in sources if source not in known]:
                known |= step(translator, alternatives, others)
        return known

    def _recently(
        self, translator: Translator, alternatives: int, sources: Sequence[str]
    ) -> dict[str, Translation]:
        return self._recent.recall(translator.identity, alternatives, sources)

    def _remembered(
        self, translator: Translator, alternatives: int, sources: Sequence[str]
    ) -> dict[str, Translation]:
        """What the memory knows; it has no alternatives, so it is asked when none are wanted."""
        if self._memory is None or alternatives:
            return {}
        languages = translator.source_language, translator.target_language
        remembered = self._memory.recall(translator.identity, languages, sources)
        return {
            source: Translation(target, score, checks=checks or ())
            for source, (target, score, checks) in remembered.items()
        }

    def _forget_if_corrected(self) -> None:
        with self._lock:
            if self._memory and self._memory.corrections != self._corrections:
                self._corrections = self._memory.corrections
                self._recent.forget()

    def keep(
        self, identity: str, alternatives: int, translations: Mapping[str, Translation]
    ) -> None:
        """Remember translations for a while, never on the disk."""
        self._recent.keep(identity, alternatives, translations)


def translations(
    sources: Iterable[str], translator: Translator, knowledge: Knowledge, manner: Manner
) -> Iterator[dict[str, Translation]]:
    """The translations of all ``sources`` by source: first the known ones, then group by group.

    Equal sources are sent once, and groups come in order. A source with a term of the translator's
    glossary is neither recalled nor kept. When the caller stops iterating, the groups that still
    wait are taken back. Raises TranslationFailed, LibraryUnavailable, Unavailable, Abandoned.
    """
    distinct = list(dict.fromkeys(sources))
    termed = {source for source in distinct if any(translator.glossary.find(source))}
    plain = [source for source in distinct if source not in termed]
    known = knowledge.recall(translator, manner.alternatives, plain)
    yield known
    missing = [source for source in distinct if source not in known]
    for translated in _translated(missing, translator, manner):
        lasting = {source: t for source, t in translated.items() if source not in termed}
        knowledge.keep(translator.identity, manner.alternatives, lasting)
        yield translated


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
