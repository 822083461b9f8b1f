"""Translating texts that are not in the library: the endpoint's and the command line's work."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from webapp.engine import Priority, Translation, Translator
from webapp.library import Memory
from webapp.library.memory import in_groups
from webapp.text import split_text

#: Segments after which on_progress is told: enough for dense batches at the engine.
PROGRESS_SEGMENTS = 512


@dataclass(frozen=True, slots=True)
class AlignedSegment:
    """A source and its target; half-open offsets in code points, in the whole source text."""

    source: str
    target: str
    start: int
    end: int
    score: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """The aligned segments of one paragraph; ``kind`` is one of webapp.text.ParagraphKind."""

    kind: str
    segments: tuple[AlignedSegment, ...]


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text and its translation, sentence by sentence."""

    source: str
    paragraphs: tuple[AlignedParagraph, ...]

    @property
    def segments(self) -> Iterator[AlignedSegment]:
        """All segments in reading order."""
        return (segment for paragraph in self.paragraphs for segment in paragraph.segments)

    @property
    def target(self) -> str:
        """The translation, with all white space between segments where the source has it."""
        return self.with_targets([segment.target for segment in self.segments])

    def alternative(self, rank: int) -> str:
        """The translation made of each segment's ``rank``-th other hypothesis, from 0.

        A segment that has fewer keeps its best target.
        """
        return self.with_targets(
            [
                segment.alternatives[rank] if rank < len(segment.alternatives) else segment.target
                for segment in self.segments
            ]
        )

    def with_targets(self, targets: Sequence[str]) -> str:
        """The source text with each segment replaced by its own of ``targets``."""
        pieces, end = [], 0
        for segment, target in zip(self.segments, targets, strict=True):
            pieces += [self.source[end : segment.start], target]
            end = segment.end
        return "".join([*pieces, self.source[end:]])


def translate_texts(
    texts: Sequence[str],
    translator: Translator,
    memory: Memory | None = None,
    *,
    alternatives: int = 0,
    priority: Priority = Priority.INTERACTIVE,
    on_progress: Callable[[int, int], object] | None = None,
) -> list[AlignedText]:
    """Translate texts as one flat batch of their distinct segments; what is known is not sent.

    ``memory`` is asked but not written. With ``alternatives`` each segment has up to that many
    other hypotheses. ``on_progress`` is told, from time to time, how many distinct segments
    more are done and how many there are to do. Raises TranslationFailed and LibraryUnavailable.
    """
    outlines = [_outline(text, translator.source_language) for text in texts]
    sources = _distinct(outlines)
    known = memory.recall(translator.identity, sources) if memory and not alternatives else {}
    translations = {source: Translation(*target) for source, target in known.items()}
    missing = [source for source in sources if source not in known]
    submitted = [
        (group, translator.submit(group, priority=priority, alternatives=alternatives))
        for group in in_groups(missing, PROGRESS_SEGMENTS)
    ]
    for group, future in submitted:
        translations |= zip(group, future.result(), strict=True)
        if on_progress is not None:
            on_progress(len(group), len(missing))
    return [_filled(outline, translations.__getitem__) for outline in outlines]


def _distinct(outlines: Sequence[AlignedText]) -> list[str]:
    return list(dict.fromkeys(s.source for outline in outlines for s in outline.segments))


def _outline(text: str, language: str) -> AlignedText:
    """A text cut into segments, with empty targets."""
    return AlignedText(
        text,
        tuple(
            AlignedParagraph(
                paragraph.kind,
                tuple(
                    AlignedSegment(
                        segment.source,
                        "",
                        paragraph.start + segment.start,
                        paragraph.start + segment.end,
                        0.0,
                    )
                    for segment in paragraph.segments
                ),
            )
            for paragraph in split_text(text, language)
        ),
    )


def _filled(outline: AlignedText, translation_of: Callable[[str], Translation]) -> AlignedText:
    def filled(segment: AlignedSegment) -> AlignedSegment:
        found = translation_of(segment.source)
        return replace(
            segment, target=found.target, score=found.score, alternatives=found.alternatives
        )

    return AlignedText(
        outline.source,
        tuple(
            AlignedParagraph(paragraph.kind, tuple(filled(s) for s in paragraph.segments))
            for paragraph in outline.paragraphs
        ),
    )
