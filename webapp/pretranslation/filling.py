"""Fills a document's pending segments: the loop between library and engine.

Segments are taken in reading order, in chunks. The first chunks are small, so that the first
targets appear early; later ones are large, so that the engine's batches are dense. Two chunks are
with the engine at any time: one is translated while another is stored. A chunk is stored in one
transaction, so a kill loses no stored chunk. The next run goes on with what is still pending.

The marks of footnotes would disturb the model, so they are taken off a source and put back into its
target. Beside the last chunk, the words with other marks (bold, italics, links) are translated
alone, so that webapp.formats can find them in the targets.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, repeat

from webapp.engine import Priority, Translation, Translator
from webapp.errors import TranslationFailed, Unavailable
from webapp.formats.marks.runs import phrases, with_notes
from webapp.library import Block, Library, Pending, Target
from webapp.pretranslation.opening import Opening
from webapp.text import Bare, marks_within, pictures_of
from webapp.translation.batches import Knowledge, Manner, translations

#: The number of segments in the first chunks of a document, and in every later chunk.
FIRST_CHUNKS = (8, 32, 96)
CHUNK = 256
CHUNKS_IN_FLIGHT = 2
#: The number of segments in a chunk where jobs share a document: what a killed one had is soon
#: done again, and all end at about the same time.
SHARED_CHUNK = 64
#: The number of segments of a place, from its first on: a page's part, and as many after it.
PLACE = 300
#: The number of segments in the first chunks of a place and in its later ones. They are small,
#: since the next jump waits for the one under way.
FIRST_PLACE_CHUNKS = (8, 24)
PLACE_CHUNK = 32


def pretranslate(
    library: Library,
    translator: Translator,
    document_id: int,
    opening: Opening | None = None,
    holder: str = "",
) -> None:
    """Translate every pending segment of a document, each distinct source once.

    With a ``holder`` other jobs may take shares of the document, and this one leaves these out.

    The sources of ``opening`` are with the engine already, so they are only waited for. A segment
    that the engine refuses becomes FAILED with its reason; the others go on. Targets that are
    stored stay when an error is raised: NotFound when the document is deleted meanwhile,
    LibraryUnavailable when a chunk cannot be stored, CancelledError when the engine closes.
    """
    library.worklist.recall(document_id, translator.identity)
    _Run(library, translator, document_id, holder=holder).run(opening)


def pretranslate_share(
    library: Library, translator: Translator, document_id: int, holder: str
) -> None:
    """Translate what no other job has taken of a document, a chunk after the other.

    Raises what pretranslate raises.
    """
    _Run(library, translator, document_id, holder=holder).run_share()


def pretranslate_place(
    library: Library,
    translator: Translator,
    document_id: int,
    first: int,
    is_wanted: Callable[[], bool],
) -> None:
    """Translate the pending segments of the place from position ``first`` on, before all others.

    It ends early once the place is no longer wanted. Raises what pretranslate raises.
    """
    run = _Run(library, translator, document_id, Priority.INTERACTIVE)
    run.run_place(first, is_wanted)


def take_over(library: Library, translator: Translator, document_id: int, opening: Opening) -> None:
    """Wait for an opening and store the targets of those sources that the document has.

    A source that the engine refused or did not reach stays pending, and pretranslate tries it
    again; so it is with all sources while the package cannot be opened. Raises NotFound,
    LibraryUnavailable.
    """
    try:
        targets = _targets(opening.sources, opening.translations.result())
    except (Unavailable, CancelledError):
        return
    first = library.worklist.pending(document_id, 0, 2 * len(opening.sources))
    pending = {row.source for row in first if row.source == row.bare.text}
    right = {source: target for source, target in targets.items() if source in pending}
    if right:
        library.worklist.store(document_id, translator.identity, right)


#: Segments that are translated together: their bare sources by their sources.
_Chunk = Mapping[str, Bare]


@dataclass(eq=False)
class _Run:
    """One pretranslation of one document; ``flight`` has the chunks that are with the engine."""

    library: Library
    translator: Translator
    document_id: int
    priority: Priority = Priority.DOCUMENT
    #: The name of the job where others take shares of the document, else empty.
    holder: str = ""
    flight: deque[tuple[_Chunk, Future[list[Translation]]]] = field(default_factory=deque)

    def run(self, opening: Opening | None) -> None:
        try:
            if opening:
                take_over(self.library, self.translator, self.document_id, opening)
            for chunk in self._chunks(chain(FIRST_CHUNKS, repeat(self._size))):
                self._start(chunk)
            with suppress(
                TranslationFailed, Unavailable
            ):  # without wordings, marks keep their relative place
                self._word_marks()
            while self.flight:
                self._land()
        finally:
            self._cancel()

    def run_share(self) -> None:
        try:
            for chunk in self._chunks(repeat(self._size)):
                self._start(chunk)
            while self.flight:
                self._land()
        finally:
            self._cancel()

    def run_place(self, first: int, is_wanted: Callable[[], bool]) -> None:
        sizes = chain(FIRST_PLACE_CHUNKS, repeat(PLACE_CHUNK))
        try:
            for chunk in self._chunks(sizes, first - 1, first - 1 + PLACE):
                if not is_wanted():
                    return
                self._start(chunk)
            while self.flight and is_wanted():
                self._land()
        finally:
            self._cancel()

    @property
    def _size(self) -> int:
        return SHARED_CHUNK if self.holder else CHUNK

    def _start(self, chunk: _Chunk) -> None:
        """Send a chunk to the engine, and store the oldest one when enough are under way."""
        texts = [bare.text for bare in chunk.values()]
        future = self.translator.submit(texts, priority=self.priority, caller=self)
        self.flight.append((chunk, future))
        if len(self.flight) >= CHUNKS_IN_FLIGHT:
            self._land()

    def _cancel(self) -> None:
        for _, future in self.flight:
            future.cancel()

    def _chunks(
        self, sizes: Iterable[int], after: int = 0, last: int | None = None
    ) -> Iterator[_Chunk]:
        """Distinct pending segments from ``after`` to ``last`` that are not in flight."""
        for size in sizes:
            pending = self._pending(after, size)
            pending = [row for row in pending if last is None or row.position <= last]
            if not pending:
                return
            after = pending[-1].position
            flying = {source for chunk, _ in self.flight for source in chunk}
            chunk = {row.source: row.bare for row in pending if row.source not in flying}
            if chunk:
                yield chunk

    def _pending(self, after: int, size: int) -> Sequence[Pending]:
        """The next pending segments; where jobs share, those that it has taken now."""
        if self.holder:
            return self.library.claims.take_share(self.document_id, self.holder, size)
        return self.library.worklist.pending(self.document_id, after, size)

    def _word_marks(self) -> None:
        """Translate marked words alone.

        It happens before the last chunk is stored, while open pages still ask for what is new.
        """
        knowledge = Knowledge(self.library.memory)
        manner = Manner(priority=Priority.DOCUMENT, group=CHUNK)
        while blocks := self.library.worklist.unworded(self.document_id, CHUNK):
            marked = {block.position: _phrases(block) for block in blocks}
            targets: dict[str, Target] = {}
            for some in translations(chain(*marked.values()), self.translator, knowledge, manner):
                targets |= _targets(some, some.values())
            wordings = {
                position: {phrase: targets[phrase] for phrase in phrases_of_block}
                for position, phrases_of_block in marked.items()
            }
            self.library.worklist.keep_wordings(
                self.document_id, self.translator.identity, wordings
            )

    def _land(self) -> None:
        """Wait for the oldest chunk in flight and store it."""
        chunk, future = self.flight.popleft()
        try:
            self._store(chunk, future.result())
        except TranslationFailed:
            for source, bare in chunk.items():
                self._land_alone(source, bare)

    def _land_alone(self, source: str, bare: Bare) -> None:
        """Translate one segment of a chunk that failed, to see whether the engine refuses it."""
        try:
            alone = self.translator.submit([bare.text], priority=self.priority)
            self._store({source: bare}, alone.result())
        except TranslationFailed as error:
            self.library.worklist.fail(self.document_id, source, str(error))

    def _store(self, chunk: _Chunk, translations: Sequence[Translation]) -> None:
        targets = {
            source: Target(
                with_notes(bare, translation.target), translation.score, translation.checks
            )
            for (source, bare), translation in zip(chunk.items(), translations, strict=True)
        }
        self.library.worklist.store(self.document_id, self.translator.identity, targets)


def _phrases(block: Block) -> list[str]:
    """The marked words of a block, and the texts of its pictures."""
    marked = [
        phrase
        for segment in block.segments
        for phrase in phrases(
            segment.source, marks_within(block.detail, segment.start, segment.end)
        )
    ]
    return marked + [picture.alt for picture in pictures_of(block.detail) if picture.alt]


def _targets(sources: Iterable[str], translations: Iterable[Translation]) -> dict[str, Target]:
    return {
        source: Target(translation.target, translation.score, translation.checks)
        for source, translation in zip(sources, translations, strict=True)
    }
