"""Filling a document's pending segments: the loop between library and engine.

Segments are taken in reading order, in chunks that start small, so that the first targets appear
early, and grow, so that the engine's batches are dense. Two chunks are with the engine at any time:
while one is stored, the next is being translated. Each chunk is stored in one transaction, so a
kill at any moment loses no finished chunk, and the next run goes on with what is still pending.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from itertools import chain, repeat

from webapp.engine import Translation, Translator
from webapp.errors import TranslationFailed
from webapp.library import Library, Target
from webapp.pretranslation.opening import Opening

#: Segments in the first chunks of a document, and in all later ones.
FIRST_CHUNKS = (8, 32, 96)
CHUNK = 256
CHUNKS_IN_FLIGHT = 2


def pretranslate(
    library: Library, translator: Translator, document_id: int, opening: Opening | None = None
) -> None:
    """Translate every pending segment of a document, each distinct source once.

    What ``opening`` has begun is waited for, not begun again.

    A segment that the engine refuses becomes FAILED with its reason; the others go on. Raises
    NotFound when the document is deleted meanwhile, LibraryUnavailable when a chunk cannot be
    stored, CancelledError when the engine closes; what was stored before stays.
    """
    library.worklist.recall(document_id, translator.identity)
    _Run(library, translator, document_id).run(opening)


def take_over(library: Library, translator: Translator, document_id: int, opening: Opening) -> None:
    """Wait for an opening and store what it guessed rightly.

    What the engine refused or left stays pending, to be tried again segment by segment. Raises
    NotFound, LibraryUnavailable.
    """
    try:
        targets = _targets(opening.sources, opening.translations.result())
    except (TranslationFailed, CancelledError):
        return
    first = library.worklist.pending(document_id, 0, 2 * len(opening.sources))
    pending = {row.source for row in first}
    right = {source: target for source, target in targets.items() if source in pending}
    if right:
        library.worklist.store(document_id, translator.identity, right)


@dataclass(eq=False)
class _Run:
    library: Library
    translator: Translator
    document_id: int
    flight: deque[tuple[Sequence[str], Future[list[Translation]]]] = field(default_factory=deque)

    def run(self, opening: Opening | None) -> None:
        try:
            if opening:
                take_over(self.library, self.translator, self.document_id, opening)
            for sources in self._chunks():
                self.flight.append((sources, self.translator.submit(sources, caller=self)))
                if len(self.flight) >= CHUNKS_IN_FLIGHT:
                    self._land()
            while self.flight:
                self._land()
        finally:
            for _, future in self.flight:
                future.cancel()

    def _chunks(self) -> Iterator[Sequence[str]]:
        """Distinct pending sources that are not in flight, in reading order."""
        after = 0
        for size in chain(FIRST_CHUNKS, repeat(CHUNK)):
            pending = self.library.worklist.pending(self.document_id, after, size)
            if not pending:
                return
            after = pending[-1].position
            flying = {source for sources, _ in self.flight for source in sources}
            sources = dict.fromkeys(row.source for row in pending if row.source not in flying)
            if sources:
                yield list(sources)

    def _land(self) -> None:
        """Wait for the oldest chunk in flight and store it."""
        sources, future = self.flight.popleft()
        try:
            self._store(sources, future.result())
        except TranslationFailed:
            for source in sources:
                self._land_alone(source)

    def _land_alone(self, source: str) -> None:
        """After a chunk failed: find which of its segments the engine refuses."""
        try:
            self._store([source], self.translator.translate([source]))
        except TranslationFailed as error:
            self.library.worklist.fail(self.document_id, source, str(error))

    def _store(self, sources: Sequence[str], translations: Sequence[Translation]) -> None:
        targets = _targets(sources, translations)
        self.library.worklist.store(self.document_id, self.translator.identity, targets)


def _targets(sources: Sequence[str], translations: Sequence[Translation]) -> dict[str, Target]:
    return {
        source: Target(translation.target, translation.score)
        for source, translation in zip(sources, translations, strict=True)
    }
