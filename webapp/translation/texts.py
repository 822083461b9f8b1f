"""Cuts texts that are not in the library into segments, and fills them with translations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Protocol

from webapp.engine import Translator
from webapp.formats.marks.runs import phrases, with_notes
from webapp.text import Detail, Mark, split_text, without_notes
from webapp.text.blanks import trimmed
from webapp.text.checks import Check
from webapp.text.cues.reading import block_checks, with_cue_checks
from webapp.text.highlights import Highlight
from webapp.text.segmentation.segments import segment_spans
from webapp.translation.batches import Knowledge, Manner, TranslationOf, translations


@dataclass(frozen=True, slots=True)
class AlignedSegment:
    """A source and its target, with half-open offsets in the whole source text, in code points.

    ``marks`` have offsets in the source. The source is translated without the marks of its
    footnotes. Words with another mark are also translated alone, so that they can be looked up in
    the target. ``checks`` are the reasons to doubt the target.
    """

    source: str
    target: str
    start: int
    end: int
    score: float
    alternatives: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def state(self) -> str:
        """The state that a translated segment of the library has."""
        return "translated"

    @property
    def target_marks(self) -> None:
        """No person put marks into the target."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources whose translations ``filled`` needs."""
        return (without_notes(self.source, self.marks).text, *self.phrases)

    @property
    def phrases(self) -> list[str]:
        """The words that have marks other than those of footnotes."""
        return phrases(self.source, self.marks) if self.marks else []

    def filled(self, translation_of: TranslationOf) -> "AlignedSegment":
        """The segment with its target, score, alternatives and checks."""
        bare = without_notes(self.source, self.marks)
        translation = translation_of(bare.text)
        targets = translation.target, *translation.alternatives
        target, *others = (with_notes(bare, text) for text in targets)
        return replace(
            self,
            target=target,
            score=translation.score,
            alternatives=tuple(others),
            checks=translation.checks,
        )

    def with_cue_checks(self, of_cues: Sequence[Check]) -> "AlignedSegment":
        """The segment with what is to be told of its cues."""
        return replace(self, checks=with_cue_checks(self.checks, of_cues) or ())


class Translatable(Protocol):
    """A segment that is to be translated."""

    @property
    def sources(self) -> Sequence[str]:
        """The sources whose translations ``filled`` needs."""

    def filled(self, translation_of: TranslationOf) -> AlignedSegment:
        """The segment with its target."""


class Aligned(Protocol):
    """A translated text and its alignment."""

    @property
    def target(self) -> str:
        """The whole translation."""

    @property
    def segments(self) -> Sequence[AlignedSegment]:
        """All segments in reading order."""

    def alternative(self, rank: int) -> str:
        """The translation with the ``rank``-th other hypothesis of every segment, from 0."""


class Outline(Protocol):
    """A text of any kind, cut into the segments that are to be translated."""

    @property
    def segments(self) -> Sequence[Translatable]:
        """Its segments in reading order."""

    def filled(self, translation_of: TranslationOf) -> Aligned:
        """The text with all its segments translated."""


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """The aligned segments of one paragraph; ``kind`` is one of webapp.text.ParagraphKind."""

    kind: str
    segments: tuple[AlignedSegment, ...]
    detail: Detail = field(default_factory=Detail)
    position: int = 1
    highlights: Mapping[int, Sequence[Highlight]] = field(default_factory=dict)

    def filled(self, translation_of: TranslationOf) -> "AlignedParagraph":
        """The paragraph with all its targets, and with the wordings of its marked words."""
        segments = tuple(segment.filled(translation_of) for segment in self.segments)
        of_cues = block_checks(self.detail, segments)
        segments = tuple(s.with_cue_checks(some) for s, some in zip(segments, of_cues, strict=True))
        marked = (phrase for segment in segments for phrase in segment.phrases)
        wordings = {phrase: translation_of(phrase).target for phrase in marked}
        detail = self.detail | Detail(wordings=wordings) if wordings else self.detail
        return replace(self, segments=segments, detail=detail)


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text and its translation, segment by segment; it is an outline until it is filled."""

    source: str
    paragraphs: tuple[AlignedParagraph, ...]

    @property
    def segments(self) -> Sequence[AlignedSegment]:
        """All segments in reading order."""
        return [segment for paragraph in self.paragraphs for segment in paragraph.segments]

    def filled(self, translation_of: TranslationOf) -> "AlignedText":
        """The text with the targets of all segments."""
        return AlignedText(self.source, tuple(p.filled(translation_of) for p in self.paragraphs))

    @property
    def target(self) -> str:
        """The translation, with the white space of the source between its segments."""
        return self.with_targets([segment.target for segment in self.segments])

    def alternative(self, rank: int) -> str:
        """The translation with the ``rank``-th other hypothesis of every segment, from 0.

        A segment that has fewer keeps its best target.
        """
        return self.with_targets(
            [
                segment.alternatives[rank] if rank < len(segment.alternatives) else segment.target
                for segment in self.segments
            ]
        )

    def with_targets(self, targets: Sequence[str]) -> str:
        """The source text with its segments replaced by ``targets``, one for each in order."""
        pieces, end = [], 0
        for segment, target in zip(self.segments, targets, strict=True):
            pieces += [self.source[end : segment.start], target]
            end = segment.end
        return "".join([*pieces, self.source[end:]])


def outline_text(text: str, language: str) -> AlignedText:
    """Cut a text into paragraphs and segments."""
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
    """Cut a text at its punctuation only; its line breaks count as spaces."""
    return _one_paragraph(text, segment_spans(text, language))


def outline_whole(text: str, _language: str) -> AlignedText:
    """Take a whole text as one segment."""
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
    translation_of = fill(outlines, translator, knowledge, manner or Manner(), on_progress)
    return [outline.filled(translation_of) for outline in outlines]


def fill(
    outlines: Sequence[Outline],
    translator: Translator,
    knowledge: Knowledge,
    manner: Manner,
    on_progress: Callable[[int, int], object] | None = None,
) -> TranslationOf:
    """Translate all sources of the outlines, as one flat batch of distinct sources.

    ``on_progress`` is called with the number of sources that are newly translated and the number
    of all sources.
    Raises TranslationFailed, LibraryUnavailable, Unavailable, Abandoned.
    """
    segments = chain.from_iterable(outline.segments for outline in outlines)
    needed = dict.fromkeys(source for segment in segments for source in segment.sources)
    translated = {}
    for some in translations(needed, translator, knowledge, manner):
        translated.update(some)
        if on_progress is not None:
            on_progress(len(some), len(needed))
    return translated.__getitem__
