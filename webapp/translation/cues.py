"""Subtitles translated in place, with what is to be told of their cues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from webapp.formats.cues import ShownCue
from webapp.formats.readers.facts import InPlace
from webapp.text.checks import Check
from webapp.text.cues.reading import cue_checks
from webapp.translation.batches import TranslationOf
from webapp.translation.marked_segment import MarkedSegment
from webapp.translation.markup import AlignedMarkup, MarkupOutline
from webapp.translation.texts import AlignedSegment


@dataclass(frozen=True, slots=True)
class CuedOutline:
    """Subtitles cut into segments; ``text`` is the whole file, ``in_place`` how it is written."""

    outline: MarkupOutline
    text: str
    in_place: InPlace

    @property
    def segments(self) -> list[MarkedSegment]:
        """Its segments in reading order."""
        return self.outline.segments

    def filled(self, translation_of: TranslationOf) -> AlignedMarkup:
        """The subtitles with all segments translated, and checked as the file will show them."""
        aligned = self.outline.filled(translation_of)
        translation = self.in_place.finished(aligned.target, self.text, "")
        cues, target_cues = self.in_place.cues_of(self.text), self.in_place.cues_of(translation)
        checks = [
            cue_checks(cue.lines, shown.lines, cue.seconds)
            for cue, shown in zip(cues, target_cues, strict=False)
        ]
        return replace(aligned, aligned=list(_checked(aligned.segments, cues, checks)))


def _checked(
    segments: Sequence[AlignedSegment],
    cues: Sequence[ShownCue],
    checks: Sequence[tuple[Check, ...]],
) -> Iterator[AlignedSegment]:
    """The segments with the checks of the cues in which they stand; both are in their order."""
    first = 0
    for segment in segments:
        while first < len(cues) and cues[first].end <= segment.start:
            first += 1
        last = first
        while last < len(cues) and cues[last].start < segment.end:
            last += 1
        yield segment.with_cue_checks([check for some in checks[first:last] for check in some])
