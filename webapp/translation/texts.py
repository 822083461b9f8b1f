"""Texts that are not in the library: cut into segments, and filled with their translations."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from webapp.engine import Translator
from webapp.formats.marks.runs import phrases, with_notes
from webapp.text import Detail, Mark, split_text, without_notes
from webapp.text.segmentation import segment_spans, trimmed
from webapp.translation.batches import Knowledge, Manner, TranslationOf, translations


@dataclass(frozen=True, slots=True)
class AlignedSegment:
    """A source and its target; half-open offsets in code points, in the whole source text.

    ``marks`` are those on its words, with offsets in it. It is translated without the marks of its
    footnotes, and the words that have another mark are translated alone, too, to be found again.
    """

    source: str
    target: str
    start: int
    end: int
    score: float
    alternatives: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def state(self) -> str:
        """As a segment of the library has it."""
        return "translated"

    @property
    def sources(self) -> tuple[str, ...]:
        """What the engine must know to fill it."""
        return (without_notes(self.source, self.marks).text, *self.phrases)

    @property
    def phrases(self) -> list[str]:
        """Its words that have marks."""
        return phrases(self.source, self.marks) if self.marks else []

    def filled(self, translation_of: TranslationOf) -> "AlignedSegment":
        """Itself with its target, score and alternatives."""
        bare = without_notes(self.source, self.marks)
        found = translation_of(bare.text)
        target, *others = (with_notes(bare, each) for each in (found.target, *found.alternatives))
        return replace(self, target=target, score=found.score, alternatives=tuple(others))


class Translatable(Protocol):
    """A segment that is to be translated."""

    @property
    def sources(self) -> Sequence[str]:
        """What the engine must know to fill it."""

    def filled(self, translation_of: TranslationOf) -> AlignedSegment:
        """The segment with its target."""


class Aligned(Protocol):
    """A translated text and its alignment."""

    @property
    def target(self) -> str:
        """The whole translation."""

    @property
    def segments(self) -> Iterator[AlignedSegment]:
        """All segments in reading order."""

    def alternative(self, rank: int) -> str:
        """The translation made of each segment's ``rank``-th other hypothesis, from 0."""


class Outline(Protocol):
    """A text, of whatever kind, cut into the parts that are to be translated."""

    @property
    def parts(self) -> Sequence[Translatable]:
        """Its segments in reading order."""

    def filled(self, translation_of: TranslationOf) -> Aligned:
        """The text with all its parts translated."""


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """The aligned segments of one paragraph; ``kind`` is one of webapp.text.ParagraphKind."""

    kind: str
    segments: tuple[AlignedSegment, ...]
    detail: Detail = field(default_factory=Detail)

    def filled(self, translation_of: TranslationOf) -> "AlignedParagraph":
        """The paragraph with a target for each segment, and the wordings of those with marks."""
        segments = tuple(segment.filled(translation_of) for segment in self.segments)
        marked = (phrase for segment in segments for phrase in segment.phrases)
        wordings = {phrase: translation_of(phrase).target for phrase in marked}
        detail = self.detail | Detail(wordings=wordings) if wordings else self.detail
        return replace(self, segments=segments, detail=detail)


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text and its translation, sentence by sentence; before it is filled, an outline."""

    source: str
    paragraphs: tuple[AlignedParagraph, ...]

    @property
    def segments(self) -> Iterator[AlignedSegment]:
        """All segments in reading order."""
        return (segment for paragraph in self.paragraphs for segment in paragraph.segments)

    @property
    def parts(self) -> Sequence[AlignedSegment]:
        """All segments, as what is to be translated."""
        return list(self.segments)

    def filled(self, translation_of: TranslationOf) -> "AlignedText":
        """The text with a target for each segment."""
        return AlignedText(self.source, tuple(p.filled(translation_of) for p in self.paragraphs))

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


def outline_text(text: str, language: str) -> AlignedText:
    """A text cut into paragraphs and segments."""
    return AlignedText(
        text,
        tuple(
            AlignedParagraph(
                paragraph.kind,
                tuple(
                    _unfilled(s.source, paragraph.start + s.start, paragraph.start + s.end)
                    for s in paragraph.segments
                ),
            )
            for paragraph in split_text(text, language)
        ),
    )


def outline_running_text(text: str, language: str) -> AlignedText:
    """A text cut at punctuation only: its line ends are mere spaces."""
    return _one_paragraph(text, segment_spans(text, language))


def outline_whole(text: str, _language: str) -> AlignedText:
    """A text that is one segment, whatever is in it."""
    span = trimmed(text, 0, len(text))
    return _one_paragraph(text, [span] if span else [])


def _one_paragraph(text: str, spans: Sequence[tuple[int, int]]) -> AlignedText:
    segments = tuple(
        _unfilled(" ".join(text[start:end].split()), start, end) for start, end in spans
    )
    return AlignedText(text, (AlignedParagraph("text", segments),) if segments else ())


def _unfilled(source: str, start: int, end: int) -> AlignedSegment:
    return AlignedSegment(source, "", start, end, 0.0)


def translate_texts(
    texts: Sequence[str],
    translator: Translator,
    knowledge: Knowledge | None = None,
    manner: Manner | None = None,
    on_progress: Callable[[int, int], object] | None = None,
) -> list[AlignedText]:
    """Translate plain texts; see ``fill`` for how, and for the errors raised."""
    outlines = [outline_text(text, translator.source_language) for text in texts]
    knowledge = knowledge or Knowledge()
    found = fill(outlines, translator, knowledge, manner or Manner(), on_progress)
    return [outline.filled(found) for outline in outlines]


def fill(
    outlines: Sequence[Outline],
    translator: Translator,
    knowledge: Knowledge,
    manner: Manner,
    on_progress: Callable[[int, int], object] | None = None,
) -> TranslationOf:
    """Translate all that the outlines need, as one flat batch of distinct sources.

    ``on_progress`` is told, from time to time, how many more are done and how many there are.
    Raises TranslationFailed, LibraryUnavailable, Unavailable, Abandoned.
    """
    needed = {s: None for outline in outlines for part in outline.parts for s in part.sources}
    found = {}
    for some in translations(needed, translator, knowledge, manner):
        found.update(some)
        if on_progress is not None:
            on_progress(len(some), len(needed))
    return found.__getitem__
